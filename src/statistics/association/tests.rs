use super::*;
use proptest::prelude::*;

const SURE: Confidence = Confidence::Percent95;

fn pairs(list: &[(f64, f64)]) -> CrossProducts {
    let mut made = CrossProducts::nobody(2);
    for (x, y) in list {
        made.count(&[*x, *y]).unwrap();
    }
    made
}

/// NIST Statistical Reference Datasets, Norris: ozone monitors' readings on a customer's.
const NORRIS: [(f64, f64); 36] = [
    (0.2, 0.1),
    (337.4, 338.8),
    (118.2, 118.1),
    (884.6, 888.0),
    (10.1, 9.2),
    (226.5, 228.1),
    (666.3, 668.5),
    (996.3, 998.5),
    (448.6, 449.1),
    (777.0, 778.9),
    (558.2, 559.2),
    (0.4, 0.3),
    (0.6, 0.1),
    (775.5, 778.1),
    (666.9, 668.8),
    (338.0, 339.3),
    (447.5, 448.9),
    (11.6, 10.8),
    (556.0, 557.7),
    (228.1, 228.3),
    (995.8, 998.0),
    (887.6, 888.8),
    (120.2, 119.6),
    (0.3, 0.3),
    (0.3, 0.6),
    (556.8, 557.6),
    (339.1, 339.3),
    (887.2, 888.0),
    (999.0, 998.5),
    (779.0, 778.9),
    (11.1, 10.2),
    (118.3, 117.6),
    (229.2, 228.9),
    (669.1, 668.4),
    (448.9, 449.2),
    (0.5, 0.2),
];

#[test]
fn the_certified_line_of_nist_is_met() -> Result<(), NotEstimable> {
    let made = slope(&pairs(&NORRIS), 36, SURE)?;
    let close = |got: f64, wanted: f64| assert!((got / wanted - 1.0).abs() < 1e-8, "{got} {wanted}");
    close(made.slope.value, 1.002_116_818_020_45);
    close(made.intercept, -0.262_323_073_774_029);
    close(made.slope.standard_error, 0.429_796_848_199_937e-3);
    assert_eq!(made.slope.basis, Basis::Student { degrees_of_freedom: 34.0 });
    assert_eq!(made.people, 36);
    Ok(())
}

/// Anscombe 1973, *The American Statistician* 27, 17-21: the first of his four data sets has the
/// slope 0.500, its standard error 0.118 and r2 0.667.
#[test]
fn anscombes_first_line_is_met() -> Result<(), NotEstimable> {
    let sums = pairs(&[
        (10.0, 8.04),
        (8.0, 6.95),
        (13.0, 7.58),
        (9.0, 8.81),
        (11.0, 8.33),
        (14.0, 9.96),
        (6.0, 7.24),
        (4.0, 4.26),
        (12.0, 10.84),
        (7.0, 4.82),
        (5.0, 5.68),
    ]);
    let made = slope(&sums, 0, SURE)?;
    assert!((made.slope.value - 0.500).abs() < 5e-4 && (made.intercept - 3.0).abs() < 5e-3);
    assert!((made.slope.standard_error - 0.118).abs() < 5e-4 && (made.correlation.powi(2) - 0.667).abs() < 5e-4);
    Ok(())
}

#[test]
fn too_few_people_or_no_spread_give_no_slope() {
    let sums = pairs(&NORRIS);
    assert_eq!(slope(&sums, 60, SURE), Err(NotEstimable::TooFewPeople { have: 36, need: 60 }));
    let two = pairs(&NORRIS[..2]);
    assert_eq!(slope(&two, 0, SURE), Err(NotEstimable::TooFewPeople { have: 2, need: 3 }));
    for list in [
        [(1.1, 2.0), (1.1, 3.0), (1.1, 5.0)],
        [(1.0, 2.1), (2.0, 2.1), (3.0, 2.1)],
        [(0.0, 1.0), (1.0, 3.0), (2.0, 5.0)],
    ] {
        assert_eq!(slope(&pairs(&list), 0, SURE), Err(NotEstimable::NoVariation));
    }
    assert!(slope(&CrossProducts::nobody(3), 0, SURE).is_err());
}

/// Anderson's irises (R's `iris`): sepal length by species; the analysis of variance has 63.212
/// between and 38.956 within.
#[test]
fn irises_have_the_published_shares() -> Result<(), NotEstimable> {
    let species = [(250.3, 1_259.09), (296.8, 1_774.86), (329.4, 2_189.90)].map(|(sum, sum_of_squares)| Moments {
        n: 50,
        sum,
        sum_of_squares,
    });
    let made = share_between_groups(&species)?;
    let (between, within) = (63.212_133_333, 38.956_2);
    assert!((made.eta_squared - between / (between + within)).abs() < 1e-9);
    let mean_square = within / 147.0;
    let omega = (between - 2.0 * mean_square) / (between + within + mean_square);
    assert!((made.omega_squared - omega).abs() < 1e-9 && (made.omega_squared - 0.6119).abs() < 5e-5);
    assert_eq!((made.groups, made.people), (3, 150));
    Ok(())
}

#[test]
fn groups_alike_share_nothing_and_groups_of_equals_everything() -> Result<(), NotEstimable> {
    let group = |answers: &[f64]| answers.iter().copied().collect::<Moments>();
    let alike = share_between_groups(&[group(&[0.1, 0.3]), group(&[0.1, 0.3]), Moments::default()])?;
    assert!(alike.eta_squared <= 0.0 && alike.omega_squared <= 0.0 && alike.groups == 2);
    let apart = share_between_groups(&[group(&[1.0; 3]), group(&[4.0; 5])])?;
    assert!(apart.eta_squared >= 1.0 && apart.omega_squared >= 1.0);
    assert_eq!(share_between_groups(&[group(&[0.1; 3]), group(&[0.1; 4])]), Err(NotEstimable::NoVariation));
    let singles = share_between_groups(&[group(&[1.0]), group(&[2.0])]);
    assert_eq!(singles, Err(NotEstimable::TooFewPeople { have: 2, need: 3 }));
    let one = share_between_groups(&[group(&[1.0, 2.0]), Moments::default()]);
    assert_eq!(one, Err(NotEstimable::TooFewGroups { have: 1, need: 2 }));
    Ok(())
}

#[test]
fn those_picked_for_low_values_are_expected_to_rise() {
    assert!(expected_regression_to_the_mean(0.7, 3.5, 2.5).is_ok_and(|shift| (shift - 0.3).abs() < 1e-15));
    assert_eq!(expected_regression_to_the_mean(1.0, 3.5, 2.5), Ok(0.0));
    assert_eq!(expected_regression_to_the_mean(0.0, 3.5, 4.5), Ok(-1.0));
    assert!(expected_regression_to_the_mean(-0.1, 3.5, 4.5).is_err());
    assert_eq!(expected_regression_to_the_mean(f64::NAN, 3.5, 4.5), Err(NotEstimable::NotFinite));
}

#[test]
fn an_end_is_crowded_above_three_in_ten() -> Result<(), NotEstimable> {
    let made = EndsOfScale::of(3, 4, 10)?;
    assert!(!made.has_floor_effect() && made.has_ceiling_effect());
    assert_eq!(EndsOfScale::of(0, 0, 0), Err(NotEstimable::NothingCounted));
    assert!(EndsOfScale::of(6, 5, 10).is_err() && EndsOfScale::of(u64::MAX, 1, 10).is_err());
    Ok(())
}

proptest! {
    #[test]
    fn order_and_origin_do_not_matter_and_correlation_is_one_both_ways(
        mut list in proptest::collection::vec((-5.0..5.0_f64, -5.0..5.0_f64), 4..40), shift in -20.0..20.0_f64,
    ) {
        let one = slope(&pairs(&list), 0, SURE)?;
        list.reverse();
        let moved: Vec<(f64, f64)> = list.iter().map(|(x, y)| (x + shift, y - shift)).collect();
        let other = slope(&pairs(&moved), 0, SURE)?;
        prop_assert!((one.slope.value - other.slope.value).abs() < 1e-6 * (1.0 + one.slope.value.abs()));
        let turned: Vec<(f64, f64)> = list.iter().map(|(x, y)| (*y, *x)).collect();
        let turned = slope(&pairs(&turned), 0, SURE)?;
        prop_assert!((turned.correlation - one.correlation).abs() < 1e-9);
        prop_assert!((turned.slope.value * one.slope.value - one.correlation.powi(2)).abs() < 1e-9);
    }

    #[test]
    fn omega_is_no_more_than_eta_and_order_does_not_matter(
        lists in proptest::collection::vec(proptest::collection::vec(1.0..5.0, 1..8), 2..12),
    ) {
        let mut groups: Vec<Moments> = lists.iter().map(|list| list.iter().copied().collect()).collect();
        if let Ok(one) = share_between_groups(&groups) {
            prop_assert!(0.0 <= one.omega_squared && one.omega_squared <= one.eta_squared && one.eta_squared <= 1.0);
            groups.reverse();
            groups.push(Moments::default());
            prop_assert!((share_between_groups(&groups)?.eta_squared - one.eta_squared).abs() < 1e-9);
        }
    }

    #[test]
    fn any_sums_give_a_share_or_a_reason(sums in proptest::collection::vec((proptest::num::u64::ANY, proptest::num::f64::ANY, proptest::num::f64::ANY), 2..5)) {
        let groups: Vec<Moments> =
            sums.into_iter().map(|(n, sum, sum_of_squares)| Moments { n, sum, sum_of_squares }).collect();
        if let Ok(made) = share_between_groups(&groups) {
            prop_assert!((0.0..=1.0).contains(&made.eta_squared) && (0.0..=1.0).contains(&made.omega_squared));
        }
    }

    #[test]
    fn any_sums_give_a_slope_or_a_reason(n: u64, [x, y, xx, xy, yy] in [proptest::num::f64::ANY; 5]) {
        let sums = CrossProducts::of_sums(n, &[x, y], &[vec![xx.abs()], vec![xy, yy.abs()]]);
        if let Ok(made) = sums.and_then(|sums| slope(&sums, 0, SURE)) {
            prop_assert!(made.slope.interval.contains(made.slope.value) && (-1.0..=1.0).contains(&made.correlation));
        }
    }
}

/// Statsmodels 0.14, `OLS.fit(cov_type="cluster")`, on made answers of five groups.
#[test]
fn a_slope_over_groups_has_the_clustered_error() -> Result<(), NotEstimable> {
    let x = [1, 2, 3, 2, 3, 1, 1, 3, 2, 2, 3, 1, 1, 2, 3, 3, 2, 1, 3, 3];
    let y = [6, 7, 8, 6, 9, 5, 4, 7, 6, 8, 9, 7, 6, 6, 7, 10, 9, 8, 8, 7];
    let mut pairs = x.into_iter().zip(y);
    let mut groups = Vec::new();
    for size in [3, 5, 4, 6, 2, 0] {
        let mut group = CrossProducts::nobody(2);
        for (x, y) in pairs.by_ref().take(size) {
            group.count(&[f64::from(x), f64::from(y) / 2.0])?;
        }
        groups.push(group);
    }
    let line = slope_over_groups(&groups, 3, Confidence::Percent95)?;
    assert!((line.slope.value - 0.532_608_695_652_174_4).abs() < 1e-12);
    assert!((line.slope.standard_error - 0.155_587_768_200_678_2).abs() < 1e-12);
    assert_eq!(line.slope.basis, Basis::Student { degrees_of_freedom: 4.0 });
    groups.truncate(3);
    assert_eq!(
        slope_over_groups(&groups, 3, Confidence::Percent95).unwrap_err(),
        NotEstimable::TooFewClusters { have: 3, need: FEWEST_CLUSTERS }
    );
    Ok(())
}
