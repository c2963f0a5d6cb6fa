//! Somebody who holds everything told and knows who is in which group: written apart from the program's own
//! attacker, with other means, to be held against it. They look at every set of too few people.

use super::world::World;
use learnframe::release::{Release, ReleasedDistribution};
use learnframe::vocabulary::{Circulation, Level, Unit, UnitId};
use std::collections::{BTreeMap, BTreeSet};

/// A prime below 2^31: ranks are found modulo it, which can only ever lower them, for all the numbers here.
const PRIME: i64 = 2_147_483_647;

/// An unknown: a person's scale score or favourable answer, at a wave.
type Unknown = (String, &'static str, u8);
type Row = BTreeMap<Unknown, i64>;
/// How a person appears: in which equation, as which unknown, with which factor.
type Look = Vec<(usize, &'static str, u8, i64)>;

fn people<'a>(world: &'a World, unit: &Unit, wave: u8) -> BTreeMap<&'a str, (i64, bool)> {
    let inside: BTreeSet<&str> = world
        .groups
        .iter()
        .filter(|(group, lea)| match unit.id.level {
            Level::Group => *group == unit.id.id,
            Level::Lea => *lea == unit.id.id,
            _ => true,
        })
        .map(|(group, _)| group.as_str())
        .collect();
    let mut found: BTreeMap<&str, (i64, bool)> = BTreeMap::new();
    for one in world.returns.iter().filter(|one| one.wave == wave && inside.contains(one.group.as_str())) {
        let entry = found.entry(&one.person).or_insert((0, one.answers[0] <= 2));
        entry.0 += 1;
    }
    found
}

fn sum(of: &BTreeMap<&str, (i64, bool)>, variable: &'static str, wave: u8, sign: i64) -> Row {
    of.iter().map(|(person, (times, _))| (((*person).to_owned(), variable, wave), sign * times)).collect()
}

/// The equations that a release tells.
fn rows(world: &World, release: &Release, circulation: Circulation) -> Vec<Row> {
    let mut rows = Vec::new();
    for unit in world.units().all() {
        for wave in [1, 2] {
            let at = format!("w{wave}");
            let shown = |code: &str| release.figure(circulation, code, &unit.id, &at).shown().is_some();
            let here = people(world, unit, wave);
            if shown("T-1") {
                rows.push(sum(&here, "score", wave, 1));
            }
            if shown("T-1.new") {
                let low = here.iter().filter(|(_, (_, low))| *low).map(|(person, known)| (*person, *known)).collect();
                rows.push(sum(&low, "score", wave, 1));
            }
            if wave == 2 && shown("T-1.change") {
                let first = people(world, unit, 1);
                let both: BTreeMap<&str, (i64, bool)> = here
                    .iter()
                    .filter(|(person, _)| first.contains_key(*person))
                    .map(|(p, known)| (*p, *known))
                    .collect();
                let mut row = sum(&both, "score", 2, 1);
                row.extend(sum(&both, "score", 1, -1));
                rows.push(row);
            }
            let counted = matches!(
                release.distribution(circulation, "a", &unit.id, &at),
                ReleasedDistribution::Full(_) | ReleasedDistribution::Banded(_) | ReleasedDistribution::Split(_)
            );
            if counted || shown("T-2") {
                rows.push(sum(&here, "favourable", wave, 1));
            }
        }
    }
    rows
}

/// Sets of fewer than `fewest` people of whom something follows from everything told.
pub fn finds(world: &World, release: &Release, circulation: Circulation, fewest: u64) -> Vec<String> {
    sets_found(&rows(world, release, circulation), fewest)
}

/// The same where every unit that `is_told` has its mean at the first wave told.
pub fn finds_in(world: &World, is_told: &dyn Fn(&UnitId) -> bool, fewest: u64) -> Vec<String> {
    let units = world.units();
    let told = units.all().filter(|unit| is_told(&unit.id));
    sets_found(&told.map(|unit| sum(&people(world, unit, 1), "score", 1, 1)).collect::<Vec<Row>>(), fewest)
}

fn sets_found(rows: &[Row], fewest: u64) -> Vec<String> {
    // People in the same equations with the same factors cannot be told apart.
    let mut looks: BTreeMap<&str, Look> = BTreeMap::new();
    for (at, row) in rows.iter().enumerate() {
        for ((person, variable, wave), factor) in row {
            looks.entry(person).or_default().push((at, variable, *wave, *factor));
        }
    }
    let mut alike: BTreeMap<Look, Vec<&str>> = BTreeMap::new();
    for (person, look) in looks {
        alike.entry(look).or_default().push(person);
    }
    let classes: Vec<(Look, Vec<&str>)> = alike.into_iter().collect();
    let mut columns: Vec<(usize, Vec<i64>)> = Vec::new();
    for (class, (look, _)) in classes.iter().enumerate() {
        let mut by_variable: BTreeMap<(&str, u8), Vec<i64>> = BTreeMap::new();
        for (at, variable, wave, factor) in look {
            by_variable.entry((variable, *wave)).or_insert_with(|| vec![0; rows.len()])[*at] = *factor;
        }
        columns.extend(by_variable.into_values().map(|column| (class, column)));
    }
    let all = rank(columns.iter().map(|(_, column)| column.clone()).collect());
    let small: Vec<usize> = (0..classes.len()).filter(|at| (classes[*at].1.len() as u64) < fewest).collect();
    let mut found = Vec::new();
    let mut chosen = Vec::new();
    choose(&small, 0, fewest, &classes, &mut chosen, &mut |chosen| {
        let rest = columns.iter().filter(|(class, _)| !chosen.contains(class)).map(|(_, column)| column.clone());
        if rank(rest.collect()) < all {
            let names: Vec<&str> = chosen.iter().flat_map(|class| classes[*class].1.clone()).collect();
            found.push(names.join(" "));
        }
    });
    found
}

fn choose<L>(
    small: &[usize],
    next: usize,
    room: u64,
    classes: &[(L, Vec<&str>)],
    chosen: &mut Vec<usize>,
    look: &mut dyn FnMut(&[usize]),
) {
    for at in next..small.len() {
        let people = classes[small[at]].1.len() as u64;
        if people < room {
            chosen.push(small[at]);
            look(chosen);
            choose(small, at + 1, room - people, classes, chosen, look);
            chosen.pop();
        }
    }
}

fn rank(mut vectors: Vec<Vec<i64>>) -> usize {
    let mut rank = 0;
    let length = vectors.first().map_or(0, Vec::len);
    for column in 0..length {
        let Some(pivot) = (rank..vectors.len()).find(|at| vectors[*at][column].rem_euclid(PRIME) != 0) else {
            continue;
        };
        vectors.swap(rank, pivot);
        let inverse = power(vectors[rank][column].rem_euclid(PRIME), PRIME - 2);
        let pivot = vectors[rank].clone();
        for vector in vectors.iter_mut().skip(rank + 1) {
            let factor = vector[column].rem_euclid(PRIME) * inverse % PRIME;
            for (value, other) in vector.iter_mut().zip(&pivot).filter(|_| factor != 0) {
                *value = (value.rem_euclid(PRIME) - factor * other.rem_euclid(PRIME) % PRIME).rem_euclid(PRIME);
            }
        }
        rank += 1;
    }
    rank
}

fn power(base: i64, mut exponent: i64) -> i64 {
    let (mut base, mut result) = (base, 1);
    while exponent > 0 {
        if exponent % 2 == 1 {
            result = result * base % PRIME;
        }
        base = base * base % PRIME;
        exponent /= 2;
    }
    result
}

/// Groups whose count of favourable answers is not told and is known all the same, by the totals around them.
pub fn known_counts(world: &World, release: &Release, circulation: Circulation) -> Vec<String> {
    let count = |unit: &UnitId| match release.distribution(circulation, "a", unit, "w1") {
        ReleasedDistribution::Split(answers) | ReleasedDistribution::Banded(answers) => answers.counts.last().copied(),
        ReleasedDistribution::Full(answers) => Some(answers.counts[3] + answers.counts[4]),
        _ => None,
    };
    let units = world.units();
    let mut known = Vec::new();
    for lea in units.at(Level::Lea) {
        let Some(total) = count(&lea.id) else { continue };
        let groups: Vec<&Unit> = units.children(&lea.id).collect();
        let told: u64 = groups.iter().filter_map(|group| count(&group.id)).sum();
        let hidden: Vec<(&Unit, u64)> = groups
            .iter()
            .filter(|group| count(&group.id).is_none())
            .map(|group| (*group, people(world, group, 1).len() as u64))
            .collect();
        let (left, room): (u64, u64) = (total - told, hidden.iter().map(|(_, n)| n).sum());
        for (group, n) in hidden {
            let (least, most) = (left.saturating_sub(room - n), left.min(n));
            if least == most && total > 0 {
                known.push(format!("{} has {least}", group.id.id));
            }
        }
    }
    known
}
