use super::*;
use proptest::prelude::*;

fn ties(list: &[(usize, usize)]) -> Vec<Tie> {
    list.iter().map(|(from, to)| Tie { from: *from, to: *to }).collect()
}

fn close(got: f64, wanted: f64) -> bool {
    (got - wanted).abs() < 1e-12
}

#[test]
fn a_star_is_wholly_centralised() -> Result<(), NotEstimable> {
    let star = Network::new(&[true; 5], &ties(&[(1, 0), (2, 0), (3, 0), (4, 0)]), 75)?;
    assert!(close(star.in_degree_centralisation(), 1.0));
    assert!(close(star.degree_centralisation(), 1.0) && close(star.betweenness_centralisation(), 1.0));
    assert!(close(star.closeness()[0], 1.0) && close(star.closeness()[1], 4.0 / 7.0));
    assert_eq!((star.reciprocity(), star.transitivity()), (Ok(0.0), Ok(0.0)));
    Ok(())
}

/// Freeman 1979: a circle has every centralisation 0; a complete network too.
#[test]
fn a_circle_and_a_complete_network_are_not_centralised() -> Result<(), NotEstimable> {
    let circle = Network::undirected(5, &ties(&[(0, 1), (1, 2), (2, 3), (3, 4), (4, 0)]))?;
    let everyone: Vec<(usize, usize)> = (0..5).flat_map(|one| (0..one).map(move |other| (one, other))).collect();
    let complete = Network::undirected(5, &ties(&everyone))?;
    for network in [&circle, &complete] {
        assert!(network.degree_centralisation() == 0.0 && network.in_degree_centralisation() == 0.0);
        assert!(network.betweenness_centralisation() == 0.0);
        assert_eq!(network.reciprocity(), Ok(1.0));
    }
    // Of a circle of five: each member lies between its two neighbours only.
    assert!(circle.betweenness().iter().all(|value| close(*value, 1.0)));
    assert!(close(complete.density(), 1.0) && complete.transitivity() == Ok(1.0));
    Ok(())
}

/// The kite of Krackhardt 1990 (*Administrative Science Quarterly* 35, 342-369): Diane has most
/// ties, Heather most betweenness, Fernando and Garth most closeness. Figures as published with
/// R's `igraph` and `sna`: 14, 8.33 and 0.643.
#[test]
fn krackhardts_kite_has_three_kinds_of_centre() -> Result<(), NotEstimable> {
    let kite = Network::undirected(
        10,
        &ties(&[
            (0, 1),
            (0, 2),
            (0, 3),
            (0, 5),
            (1, 3),
            (1, 4),
            (1, 6),
            (2, 3),
            (2, 5),
            (3, 4),
            (3, 5),
            (3, 6),
            (4, 6),
            (5, 6),
            (5, 7),
            (6, 7),
            (7, 8),
            (8, 9),
        ]),
    )?;
    let (between, near) = (kite.betweenness(), kite.closeness());
    assert_eq!(kite.in_degrees(), [4, 4, 3, 6, 3, 5, 5, 3, 2, 1]);
    assert!(close(between[7], 14.0) && close(between[8], 8.0) && close(between[5], 25.0 / 3.0));
    assert!(close(near[5], 9.0 / 14.0) && close(near[6], 9.0 / 14.0) && close(near[3], 0.6));
    Ok(())
}

#[test]
fn the_silent_count_as_silent_not_as_alone() -> Result<(), NotEstimable> {
    // Member 3 did not answer and was not named; 2 answered, named nobody and was not named.
    let network = Network::new(&[true, true, true, false], &ties(&[(0, 1), (1, 0)]), 75)?;
    assert!(network.has_isolates() && close(network.density(), 2.0 / 9.0));
    assert_eq!(network.weak_components(), [2, 1, 1]);
    let named = Network::new(&[true, true, true, false], &ties(&[(0, 1), (2, 3), (0, 3)]), 75)?;
    assert!(!named.has_isolates() && close(named.reach(), 1.0));
    // Only the tie between two who answered can be returned.
    assert_eq!(named.reciprocity(), Ok(0.0));
    let only_silent = Network::new(&[true, true, true, false], &ties(&[(2, 3)]), 75)?;
    assert_eq!(only_silent.reciprocity(), Err(NotEstimable::NothingCounted));
    Ok(())
}

#[test]
fn all_naming_a_silent_member_is_as_central_as_can_be() -> Result<(), NotEstimable> {
    let network = Network::new(&[true, true, true, false], &ties(&[(0, 3), (1, 3), (2, 3)]), 75)?;
    assert!(close(network.in_degree_centralisation(), 1.0));
    let half = Network::new(&[true, true, true, false, false], &ties(&[(0, 3), (1, 3), (2, 3)]), 50)?;
    assert!(close(half.in_degree_centralisation(), 1.0));
    Ok(())
}

#[test]
fn who_reaches_only_some_is_less_close() -> Result<(), NotEstimable> {
    // A line of three beside a pair and one alone: the middle is one step from 2 of 5 others, its ends 1.5 steps.
    let apart = Network::undirected(6, &ties(&[(0, 1), (1, 2), (3, 4)]))?;
    let wanted = [2.0 / 5.0 * 2.0 / 3.0, 2.0 / 5.0, 2.0 / 5.0 * 2.0 / 3.0, 1.0 / 5.0, 1.0 / 5.0, 0.0];
    for (got, wanted) in apart.closeness().into_iter().zip(wanted) {
        assert!(close(got, wanted), "{got} is not {wanted}");
    }
    assert!(apart.has_isolates() && close(apart.reach(), 0.5));
    Ok(())
}

#[test]
fn too_few_answers_and_impossible_ties_are_refused() {
    let few = NotEstimable::TooFewPeople { have: 2, need: 3 };
    assert_eq!(Network::new(&[true, true, false, false], &[], 75), Err(few));
    assert!(Network::new(&[true, true, false, false], &[], 50).is_ok());
    assert_eq!(Network::new(&[true; 2], &[], 75), Err(few));
    assert_eq!(Network::new(&[true, false, false], &[], 0), Err(NotEstimable::TooFewPeople { have: 1, need: 2 }));
    for impossible in [(3, 0), (0, 9), (9, 0)] {
        let made = Network::new(&[true, true, true, false], &ties(&[impossible]), 75);
        assert!(matches!(made, Err(NotEstimable::Contradictory { .. })));
    }
}

#[test]
fn loops_and_repeats_do_not_count() -> Result<(), NotEstimable> {
    let plain = Network::new(&[true; 3], &ties(&[(0, 1)]), 75)?;
    let repeated = Network::new(&[true; 3], &ties(&[(0, 1), (0, 0), (0, 1)]), 75)?;
    assert_eq!(plain, repeated);
    Ok(())
}

#[test]
fn ties_outside_are_a_share_and_an_index() {
    // By hand: 6 outside and 4 inside give (6 - 4) / 10.
    assert_eq!(external_internal_index(4, 6), Ok(0.2));
    assert_eq!(bridging_share(4, 6), Ok(0.6));
    assert_eq!((external_internal_index(3, 0), external_internal_index(0, 3)), (Ok(-1.0), Ok(1.0)));
    assert_eq!(bridging_share(0, 0), Err(NotEstimable::NothingCounted));
    assert_eq!(external_internal_index(0, 0), Err(NotEstimable::NothingCounted));
}

#[test]
fn trust_is_the_mean_over_ties() {
    let two: Moments = [5.0, 4.0].into_iter().collect();
    let one: Moments = [1.0].into_iter().collect();
    let wanted = TieMean { mean: 10.0 / 3.0, ties: 3, members: 2 };
    assert_eq!(tie_mean(&[two, Moments::default(), one]), Ok(wanted));
    assert_eq!(tie_mean(&[one, two]), Ok(wanted));
    assert_eq!(tie_mean(&[Moments::default()]), Err(NotEstimable::NothingCounted));
    assert_eq!(tie_mean(&[Moments { n: 1, sum: f64::NAN, sum_of_squares: 1.0 }]), Err(NotEstimable::NotFinite));
}

/// Members and any ties among them.
fn any_network() -> impl Strategy<Value = (usize, Vec<(usize, usize)>)> {
    (3_usize..12).prop_flat_map(|members| (Just(members), proptest::collection::vec((0..members, 0..members), 0..40)))
}

proptest! {
    #[test]
    fn figures_stay_within_bounds((members, list) in any_network()) {
        let network = Network::new(&vec![true; members], &ties(&list), 75)?;
        let shares = [
            network.density(), network.reach(), network.in_degree_centralisation(),
            network.out_degree_centralisation()?, network.degree_centralisation(), network.betweenness_centralisation(),
        ];
        for share in shares.into_iter().chain(network.closeness()).chain(network.reciprocity()).chain(network.transitivity()) {
            prop_assert!((-1e-12..=1.0 + 1e-12).contains(&share), "{share}");
        }
        prop_assert_eq!(network.weak_components().iter().sum::<u64>(), length(&network.answered));
    }

    #[test]
    fn the_order_of_ties_and_the_names_of_members_do_not_matter((members, list) in any_network(), turn in 0_usize..12) {
        let one = Network::new(&vec![true; members], &ties(&list), 75)?;
        let renamed: Vec<(usize, usize)> =
            list.iter().rev().map(|(from, to)| ((from + turn) % members, (to + turn) % members)).collect();
        let other = Network::new(&vec![true; members], &ties(&renamed), 75)?;
        prop_assert!(close(one.density(), other.density()));
        prop_assert_eq!(one.mutual_pairs_share(), other.mutual_pairs_share());
        prop_assert_eq!(one.reciprocity(), other.reciprocity());
        prop_assert_eq!(one.transitivity(), other.transitivity());
        prop_assert_eq!(one.weak_components(), other.weak_components());
        prop_assert!(close(one.betweenness_centralisation(), other.betweenness_centralisation()));
        let (near, moved) = (one.closeness(), other.closeness());
        for (member, value) in near.iter().enumerate() {
            prop_assert!(close(*value, moved[(member + turn) % members]));
        }
    }

    /// Betweenness adds up to what distances leave: each pair d steps apart passes d - 1 members.
    #[test]
    fn betweenness_adds_up_to_distances((members, list) in any_network()) {
        let network = Network::new(&vec![true; members], &ties(&list), 75)?;
        let mut distance = vec![vec![f64::INFINITY; members]; members];
        for (from, to) in network.ties() {
            distance[from][to] = 1.0;
        }
        for by in 0..members {
            for from in 0..members {
                for to in 0..members {
                    distance[from][to] = distance[from][to].min(distance[from][by] + distance[by][to]);
                }
            }
        }
        let pairs = (0..members).flat_map(|from| (0..members).map(move |to| (from, to)));
        let wanted: f64 = pairs
            .filter(|(from, to)| from != to && distance[*from][*to].is_finite())
            .map(|(from, to)| distance[from][to] - 1.0)
            .sum();
        prop_assert!((network.directed_betweenness().iter().sum::<f64>() - wanted).abs() < 1e-9);
    }

    #[test]
    fn share_and_index_say_the_same(inside in 0_u64..1_000, outside in 0_u64..1_000) {
        if let (Ok(share), Ok(index)) = (bridging_share(inside, outside), external_internal_index(inside, outside)) {
            prop_assert!(close(index, 2.0 * share - 1.0));
        }
    }
}
