//! Disclosure control held against cases whose answer is known, and against an intruder written anew here.

mod intruder;
mod world;

use learnframe::release::{Published, Released, ReleasedDistribution};
use learnframe::vocabulary::{Circulation, Level, UnitId};
use proptest::prelude::*;
use world::{RULES, World, detail, group, is_told, lea, told};

const INTERNAL: Circulation = Circulation::Internal;
const PROGRAMME: Circulation = Circulation::Programme;

#[test]
fn a_remainder_of_one_small_group_takes_the_next_smallest_with_it() {
    // A n 9 sum 36, B n 7 sum 25, C n 4 sum 8: an authority of 20 with 69.
    let world = World::of(&[("A", "L"), ("B", "L"), ("C", "L")])
        .answering("A", 1, &[4, 4, 4, 4, 4, 4, 4, 4, 4])
        .answering("B", 1, &[3, 3, 3, 4, 4, 4, 4])
        .answering("C", 1, &[2, 2, 2, 2]);
    let release = world.release();
    let figure = |unit: &UnitId| told(&release, INTERNAL, "T-1", unit, "w1");
    assert_eq!(figure(&group("A")), "4 of 9");
    assert_eq!(figure(&group("B")), "remainder");
    assert_eq!(figure(&group("C")), "too_few_people");
    assert_eq!(figure(&lea("L")), "3.5 of 20");
    let together = |unit: &UnitId| release.combined(INTERNAL, "T-1", (unit, Level::Group), "w1");
    let rest = together(&lea("L")).expect("the two groups that are not told are eleven people");
    assert_eq!((rest.units, rest.figure.value, rest.figure.n), (2, 3.0, 11), "33 over 11");
}

#[test]
fn units_are_told_together_only_where_that_tells_of_many() {
    // All told, none told, and one alone that is not told: nothing to take together.
    let told_all = World::of(&[("A", "L"), ("B", "L")]).answering("A", 1, &[3, 4, 3, 4, 3, 4, 3, 4, 3]).answering(
        "B",
        1,
        &[3, 4, 2, 4, 3, 4, 3, 4, 3],
    );
    let told_none = World::of(&[("A", "L"), ("B", "L"), ("C", "L")])
        .answering("A", 1, &[3, 4, 3])
        .answering("B", 1, &[3, 4, 2])
        .answering("C", 1, &[2, 4, 2, 4]);
    for world in [told_all, told_none] {
        let release = world.release();
        for unit in [lea("L"), UnitId::programme()] {
            for level in [Level::Group, Level::Lea] {
                assert_eq!(release.combined(INTERNAL, "T-1", (&unit, level), "w1"), None);
            }
        }
    }
    // Two groups of two people each, beside two that are told, are four: the total goes, or others go with them.
    let few = World::of(&[("A", "L"), ("B", "L"), ("C", "L"), ("D", "L")])
        .answering("A", 1, &[3, 4, 3, 4, 3, 4, 3, 4, 3])
        .answering("B", 1, &[3, 4, 2, 4, 3, 4, 3, 4, 3])
        .answering("C", 1, &[3, 4])
        .answering("D", 1, &[2, 3]);
    let rest = few.release().combined(INTERNAL, "T-1", (&lea("L"), Level::Group), "w1").cloned();
    assert!(rest.is_none_or(|rest| rest.figure.n >= RULES.internal));
}

#[test]
fn a_table_by_county_and_by_size_leaves_no_region_to_be_worked_out() {
    // The example by which iterating over linked tables was shown to be unsafe (sdcTools UserSupport 136, 2020):
    // eight regions in two counties, each small or big; here people are small by their first answer.
    let regions = [
        ("A", "1", 2, true),
        ("B", "1", 2, true),
        ("I", "1", 8, true),
        ("J", "1", 8, true),
        ("K", "2", 3, true),
        ("L", "2", 3, false),
        ("M", "2", 3, false),
        ("N", "2", 7, true),
    ];
    let mut world = World::of(&regions.map(|(region, county, ..)| (region, county)));
    for (region, _, people, is_small) in regions {
        for person in 0..people {
            let other = 2 + (person % 3) as u8;
            let answers = [if is_small { 2 } else { 4 }, other, other];
            world = world.returning(&format!("{region}-{person}"), region, 1, answers);
        }
    }
    let release = world.release();
    for region in ["A", "B", "K", "L", "M"] {
        assert!(!is_told(&release, INTERNAL, "T-1", &group(region), "w1"));
    }
    for (circulation, fewest) in [(INTERNAL, RULES.internal), (PROGRAMME, RULES.programme)] {
        assert_eq!(intruder::finds(&world, &release, circulation, fewest), Vec::<String>::new());
        assert_eq!(intruder::known_counts(&world, &release, circulation), Vec::<String>::new());
    }
    assert!(is_told(&release, INTERNAL, "T-1", &UnitId::programme(), "w1"));
}

#[test]
fn a_panel_of_nearly_all_and_all_are_not_both_told() {
    let world = World::of(&[("A", "L")]).answering("A", 1, &[3, 3, 4, 4, 3, 4, 3, 4]).answering(
        "A",
        2,
        &[3, 4, 4, 4, 3, 4, 3, 4, 2],
    );
    let release = world.release();
    for unit in [group("A"), lea("L"), UnitId::programme()] {
        let both = ["T-1", "T-1.change"].map(|code| is_told(&release, INTERNAL, code, &unit, "w2"));
        assert_ne!(both, [true, true], "{unit:?}: less the change of eight and their first mean, one newcomer is left");
    }
    assert!(is_told(&release, INTERNAL, "T-1", &group("A"), "w2"), "the plain mean is the one that stays");
}

fn late(returns: usize) -> World {
    let world = World::of(&[("A", "L"), ("B", "L")]).answering("B", 1, &[2, 3, 3, 4, 4, 4, 2, 3, 4]);
    let answers = [3, 4, 3, 4, 3, 4, 3, 4, 1, 1, 1, 1, 1, 1, 1, 1];
    world.answering("A", 1, answers.get(..returns).unwrap())
}

fn release_after(before: &World, now: &World) -> (learnframe::release::Release, Published) {
    let (_, first) = before.release_after(&[]);
    now.release_after(&[first])
}

#[test]
fn a_late_return_changes_nothing_that_was_told() {
    let before = late(8).release_after(&[]).0;
    let (after, _) = release_after(&late(8), &late(9));
    for unit in [group("A"), lea("L"), UnitId::programme()] {
        let [then, now] = [&before, &after].map(|release| told(release, INTERNAL, "T-1", &unit, "w1"));
        assert_eq!(then, now, "{unit:?}");
        let answers = |release: &learnframe::release::Release| release.distribution(INTERNAL, "a", &unit, "w1").clone();
        assert_eq!(answers(&before), answers(&after), "{unit:?}");
    }
    assert!(told(&after, INTERNAL, "T-1", &group("A"), "w1").ends_with("of 8"));
}

#[test]
fn a_late_return_is_not_told_by_what_is_left_of_a_total_either() {
    let of = |late: &[u8]| {
        World::of(&[("A", "L"), ("B", "L"), ("C", "L"), ("D", "L")])
            .answering("A", 1, &[4, 4, 4, 4, 4, 4, 4, 4, 4])
            .answering("B", 1, &[3, 4, 3, 4, 3, 4, 3, 4])
            .answering("C", 1, &[2, 2, 3, 2])
            .answering("D", 1, late)
    };
    let together = |release: &learnframe::release::Release| {
        release.combined(INTERNAL, "T-1", (&lea("L"), Level::Group), "w1").map(|rest| (rest.figure.n, rest.units))
    };
    let (before, after) = (of(&[2, 3, 2, 3]), of(&[2, 3, 2, 3, 5]));
    let (first, _) = before.release_after(&[]);
    let (second, _) = release_after(&before, &after);
    assert_eq!(together(&first), Some((8, 2)));
    assert_eq!(together(&second), None, "the total stands as it was, and so must what is left of it");
}

#[test]
fn enough_late_returns_are_told_and_a_withdrawal_is_not() {
    let (after, _) = release_after(&late(8), &late(16));
    assert!(told(&after, INTERNAL, "T-1", &group("A"), "w1").ends_with("of 16"));
    let (withdrawn, _) = release_after(&late(9), &late(8));
    assert!(told(&withdrawn, INTERNAL, "T-1", &group("A"), "w1").ends_with("of 9"), "what was told of nine stands");
}

#[test]
fn many_small_steps_do_not_add_up_to_a_large_one_unseen() {
    let (_, first) = late(8).release_after(&[]);
    let (_, second) = late(10).release_after(std::slice::from_ref(&first));
    let (third, _) = late(12).release_after(&[first, second]);
    assert!(told(&third, INTERNAL, "T-1", &group("A"), "w1").ends_with("of 8"), "four more than what was told");
}

#[test]
fn what_the_few_were_told_since_counts_for_them_although_the_many_were_not() {
    // Six more: enough for the group's own page, too few for the others'. One more after that is too few for both.
    let (_, first) = late(8).release_after(&[]);
    let (second, record) = late(14).release_after(std::slice::from_ref(&first));
    assert!(told(&second, INTERNAL, "T-1", &group("A"), "w1").ends_with("of 14"));
    assert!(told(&second, PROGRAMME, "T-1", &group("A"), "w1").ends_with("of 8"));
    let (third, _) = late(15).release_after(&[first, record]);
    assert!(told(&third, INTERNAL, "T-1", &group("A"), "w1").ends_with("of 14"), "one more than they were told of");
    assert!(told(&third, PROGRAMME, "T-1", &group("A"), "w1").ends_with("of 8"));
}

#[test]
fn in_a_two_way_table_the_cell_withheld_cannot_be_worked_out() {
    // Authorities by phase: here the parts of an authority are its groups; one holds three people.
    let world = World::of(&[("Ap", "A"), ("As", "A"), ("Bp", "B"), ("Bs", "B")])
        .answering("Ap", 1, &[3, 4, 3, 4, 3, 4, 3, 4, 3])
        .answering("As", 1, &[2, 5, 3])
        .answering("Bp", 1, &[3, 4, 3, 4, 3, 4, 2, 4, 3])
        .answering("Bs", 1, &[4, 3, 2, 3, 4, 3, 4, 3, 2]);
    let release = world.release();
    assert!(!is_told(&release, INTERNAL, "T-1", &group("As"), "w1"));
    assert!(
        !(is_told(&release, INTERNAL, "T-1", &lea("A"), "w1")
            && is_told(&release, INTERNAL, "T-1", &group("Ap"), "w1"))
    );
    assert!(intruder::finds(&world, &release, INTERNAL, 5).is_empty());
    assert!(is_told(&release, INTERNAL, "T-1", &lea("B"), "w1"), "the other authority is told");
}

#[test]
fn unanimity_is_a_bound_where_it_is_favourable_and_nothing_where_it_is_not() {
    let of = |answer: u8| World::of(&[("A", "L")]).answering("A", 1, &[answer; 6]).release();
    assert_eq!(told(&of(5), INTERNAL, "T-1", &group("A"), "w1"), "AtLeast 4.5");
    assert_eq!(told(&of(1), INTERNAL, "T-1", &group("A"), "w1"), "remainder");
}

#[test]
fn empty_and_full_remainders_of_a_total_are_not_left_to_be_worked_out() {
    // 15 = 10 + 5 + 0 + 0 and 15 = 10 + 3 + 1 + 1 favourable answers, 12 people in each group.
    for favourable in [[10, 5, 0, 0], [10, 3, 1, 1], [0, 0, 0, 0]] {
        let names = ["A", "B", "C", "D"];
        let mut world = World::of(&names.map(|name| (name, "L")));
        for (name, count) in names.into_iter().zip(favourable) {
            let answers: Vec<u8> = (0..12).map(|at| if at < count { 4 } else { [2, 3][at % 2] }).collect();
            world = world.answering(name, 1, &answers);
        }
        let release = world.release();
        let counts = |unit: &UnitId| match release.distribution(INTERNAL, "a", unit, "w1") {
            ReleasedDistribution::Split(answers) | ReleasedDistribution::Banded(answers) => {
                answers.counts.last().copied()
            }
            ReleasedDistribution::Full(answers) => Some(answers.counts[3] + answers.counts[4]),
            _ => None,
        };
        let told: Vec<Option<u64>> = names.map(|name| counts(&group(name))).to_vec();
        assert!(told[2].is_none() && told[3].is_none(), "{favourable:?}: {told:?}");
        let (total, shown): (_, u64) = (counts(&lea("L")), told.iter().flatten().sum());
        let left = total.map(|total| total - shown);
        assert!(left.is_none_or(|left| left >= 2), "{favourable:?}: {left:?} favourable are left for the rest");
    }
}

#[test]
fn somebody_in_two_groups_is_one_person() {
    // C has three people and D four, of whom two are in both: five people, not seven.
    let mut world = World::of(&[("A", "L"), ("B", "L"), ("C", "L"), ("D", "L")])
        .answering("A", 1, &[3, 4, 3, 4, 3, 4, 3, 4, 3])
        .answering("B", 1, &[3, 4, 3, 4, 3, 4, 2, 4, 3]);
    for (person, of, answer) in
        [("p1", "C", 2), ("p2", "C", 3), ("p3", "C", 4), ("p1", "D", 2), ("p2", "D", 3), ("p4", "D", 4), ("p5", "D", 3)]
    {
        world = world.returning(person, of, 1, [answer; 3]);
    }
    let release = world.release();
    assert!(!is_told(&release, PROGRAMME, "T-1", &group("C"), "w1"));
    let rest_is_open = ["A", "B"].iter().all(|name| is_told(&release, PROGRAMME, "T-1", &group(name), "w1"))
        && is_told(&release, PROGRAMME, "T-1", &lea("L"), "w1");
    assert!(!rest_is_open, "seven entries of five people would be left over");
}

/// Counts of people who answered favourably, group by group, as published examples have them.
fn table(rows: &[(&str, &[(u32, u32)])]) -> World {
    let mut names: Vec<(String, String)> = Vec::new();
    let mut returns = Vec::new();
    for (lea, cells) in rows {
        for (at, (favourable, people)) in cells.iter().enumerate() {
            let name = format!("{lea}{at}");
            names.push((name.clone(), (*lea).to_owned()));
            for person in 0..*people {
                let answer = if person < *favourable { 4 } else { [2, 3][(person % 2) as usize] };
                returns.push((format!("{name}-{person}"), name.clone(), answer));
            }
        }
    }
    let mut world = World { groups: names, returns: Vec::new() };
    for (person, of, answer) in returns {
        world = world.returning(&person, &of, 1, [answer; 3]);
    }
    world
}

#[test]
fn linked_tables_and_singletons_leave_no_cell_to_be_worked_out() {
    // Region by county by size: single answers in several cells of linked rows; and rows of singletons
    // (1, 1, 7, 1, 0 and 1, 0, 0, 2, 8), which a rule that only looks at pairs of cells leaves open.
    let linked = table(&[
        ("N", &[(1, 3), (6, 11), (4, 9), (2, 4)]),
        ("S", &[(1, 2), (1, 3), (7, 12), (5, 10)]),
        ("E", &[(9, 14), (6, 12), (1, 1), (4, 8)]),
    ]);
    let singletons =
        table(&[("X", &[(1, 9), (1, 9), (7, 12), (1, 9), (0, 9)]), ("Y", &[(1, 9), (0, 9), (0, 9), (2, 9), (8, 12)])]);
    for world in [linked, singletons] {
        let release = world.release();
        for (circulation, fewest) in [(INTERNAL, RULES.internal), (PROGRAMME, RULES.programme)] {
            assert_eq!(intruder::finds(&world, &release, circulation, fewest), Vec::<String>::new());
            assert_eq!(intruder::known_counts(&world, &release, circulation), Vec::<String>::new());
            assert!(release.audit(circulation).is_proved);
        }
        assert!(is_told(&release, INTERNAL, "T-1", &UnitId::programme(), "w1"));
    }
}

#[test]
fn nothing_is_shown_to_the_many_and_hidden_from_the_few() {
    let world = World::of(&[("A", "L"), ("B", "L"), ("C", "L"), ("D", "M"), ("E", "M")])
        .answering("A", 1, &[3, 4, 3, 4, 3, 4])
        .answering("B", 1, &[3, 4, 3, 4, 3, 4, 2, 4, 3])
        .answering("C", 1, &[3, 4, 3, 2])
        .answering("D", 1, &[3, 4, 3, 4, 3, 4, 3, 4, 3, 3])
        .answering("E", 1, &[3, 4, 3, 4, 3, 4, 3]);
    let release = world.release();
    for unit in world.units().all() {
        for (narrow, wide) in [(INTERNAL, PROGRAMME), (PROGRAMME, Circulation::Public)] {
            for code in ["T-1", "T-1.new", "T-2"] {
                let [few, many] = [narrow, wide].map(|one| release.figure(one, code, &unit.id, "w1").is_told());
                assert!(few || !many, "{code} of {:?}", unit.id);
            }
            let [few, many] = [narrow, wide].map(|one| detail(&release, one, "a", &unit.id, "w1"));
            assert!(few >= many, "answers of {:?}", unit.id);
        }
    }
}

fn worlds() -> impl Strategy<Value = World> {
    let group = (0..2_usize, 0..8_usize, 0..3_usize, 0..3_usize);
    (prop::collection::vec(group, 2..5), prop::collection::vec(1..=5_u8, 180)).prop_map(|(groups, answers)| {
        let mut answers = answers.into_iter().cycle();
        let mut next = || [(); 3].map(|()| answers.next().unwrap_or(3));
        let names = |at: usize, of: usize| (format!("g{at}"), format!("l{of}"));
        let mut world = World {
            groups: groups.iter().enumerate().map(|(at, (of, ..))| names(at, *of)).collect(),
            returns: Vec::new(),
        };
        for (at, (_, stay, leave, join)) in groups.iter().enumerate() {
            let of = format!("g{at}");
            for person in 0..stay + leave {
                world = world.returning(&format!("{of}-{person}"), &of, 1, next());
            }
            for person in (0..*stay).chain(stay + leave..stay + leave + join) {
                world = world.returning(&format!("{of}-{person}"), &of, 2, next());
            }
        }
        world
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    /// Random small programmes: an intruder who solves everything told finds nothing about too few people, and what is
    /// told is not nothing where there is enough to tell.
    #[test]
    fn an_intruder_finds_nothing_in_small_programmes(world in worlds()) {
        let release = world.release();
        for (circulation, fewest) in [(INTERNAL, RULES.internal), (PROGRAMME, RULES.programme)] {
            prop_assert!(release.audit(circulation).is_proved);
            prop_assert_eq!(intruder::finds(&world, &release, circulation, fewest), Vec::<String>::new());
        }
        let units = world.units();
        let all_are_many = units.all().filter(|unit| unit.id.level == learnframe::vocabulary::Level::Group).all(|unit| {
            let here = |wave: u8| world.returns.iter().filter(|one| one.group == unit.id.id && one.wave == wave).count();
            [1, 2].iter().all(|wave| here(*wave) >= 8)
        });
        let some = units.all().any(|unit| release.figure(INTERNAL, "T-1", &unit.id, "w1").is_told());
        prop_assert!(some || !all_are_many, "everything is withheld");
    }
}

#[test]
fn the_intruder_finds_what_an_unprotected_release_gives_away() {
    // Without remainders' protection the difference of a total and its parts is there to be found.
    let world =
        World::of(&[("A", "L"), ("B", "L")]).answering("A", 1, &[3, 4, 3, 4, 3, 4, 3]).answering("B", 1, &[3, 4, 2]);
    let everything = |_: &UnitId| true;
    assert!(!intruder::finds_in(&world, &everything, 5).is_empty());
    assert!(matches!(world.release().figure(INTERNAL, "T-1", &group("B"), "w1"), Released::Withheld(_)));
}
