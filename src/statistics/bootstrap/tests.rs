use super::*;
use proptest::prelude::*;

const SURE: Confidence = Confidence::Percent95;

/// Efron's law schools: mean admission test score and mean undergraduate grade of 15 of them
/// (Efron & Tibshirani 1993, *An Introduction to the Bootstrap*, table 3.1).
const SCHOOLS: [(f64, f64); 15] = [
    (576.0, 3.39),
    (635.0, 3.30),
    (558.0, 2.81),
    (578.0, 3.03),
    (666.0, 3.44),
    (580.0, 3.07),
    (555.0, 3.00),
    (661.0, 3.43),
    (651.0, 3.36),
    (605.0, 3.13),
    (653.0, 3.12),
    (575.0, 2.74),
    (545.0, 2.76),
    (572.0, 2.88),
    (594.0, 2.96),
];

/// Spatial test scores A of 26 children (the same book, table 14.1).
const CHILDREN: [f64; 26] = [
    48.0, 36.0, 20.0, 29.0, 42.0, 42.0, 20.0, 42.0, 22.0, 41.0, 45.0, 14.0, 6.0, 0.0, 33.0, 28.0, 34.0, 4.0, 32.0,
    24.0, 47.0, 41.0, 24.0, 26.0, 30.0, 41.0,
];

fn weighted(weights: &[u32], of: impl Fn(usize) -> f64) -> f64 {
    weights.iter().enumerate().map(|(place, weight)| f64::from(*weight) * of(place)).sum()
}

fn correlation(weights: &[u32]) -> Result<f64, NotEstimable> {
    let n = weighted(weights, |_| 1.0);
    let x = weighted(weights, |at| SCHOOLS[at].0) / n;
    let y = weighted(weights, |at| SCHOOLS[at].1) / n;
    let both = weighted(weights, |at| (SCHOOLS[at].0 - x) * (SCHOOLS[at].1 - y));
    let one = weighted(weights, |at| (SCHOOLS[at].0 - x).powi(2));
    let other = weighted(weights, |at| (SCHOOLS[at].1 - y).powi(2));
    finite(both / (one * other).sqrt())
}

/// The variance with n below the line.
fn variance(weights: &[u32]) -> Result<f64, NotEstimable> {
    let n = weighted(weights, |_| 1.0);
    let mean = weighted(weights, |at| CHILDREN[at]) / n;
    finite(weighted(weights, |at| (CHILDREN[at] - mean).powi(2)) / n)
}

/// Values that 2,000,000 draws of numpy gave; each tolerance is four times the Monte Carlo standard
/// deviation of a limit at 20,000 draws, found by drawing 60 times from these.
///
/// Published: the correlation 0.776 has a 90% `BCa` interval of 0.43 to 0.92 (Efron 1987);
/// the variance 171.5 has a of 0.061, z0 of 0.146 and 115.8 to 259.6 from 2,000 draws (Efron &
/// Tibshirani 1993, 14.3).
#[test]
fn efrons_examples_are_met() -> Result<(), NotEstimable> {
    let draws = Draws { seed: 1, key: "law schools", number: 20_000 };
    let schools = bca(15, &draws, SURE, correlation)?;
    assert!((schools.value - 0.776_374_491_289_407).abs() < 1e-12);
    assert!((schools.acceleration - -0.075_671_564_937_878_59).abs() < 1e-12);
    assert!((schools.bias_correction - -0.097_87).abs() < 4.0 * 0.009);
    assert!((schools.standard_error - 0.133_56).abs() < 0.004);
    assert!((schools.interval.lower() - 0.331_5).abs() < 0.040, "{:?}", schools.interval);
    assert!((schools.interval.upper() - 0.941_72).abs() < 0.004, "{:?}", schools.interval);
    let drawn = Drawn::of(15, &draws, schools.value, &correlation)?;
    let ninety = drawn.limits(schools.bias_correction, schools.acceleration, 0.05)?;
    assert!((ninety.0 - 0.429_17).abs() < 0.024 && (ninety.1 - 0.926_85).abs() < 0.004, "{ninety:?}");

    let children = bca(26, &draws, SURE, variance)?;
    assert!((children.acceleration - 0.061_240_119_812_307_45).abs() < 1e-12);
    let drawn = Drawn::of(26, &draws, children.value, &variance)?;
    let ninety = drawn.limits(children.bias_correction, children.acceleration, 0.05)?;
    assert!((ninety.0 - 115.76).abs() < 2.8 && (ninety.1 - 261.37).abs() < 4.5, "{ninety:?}");
    Ok(())
}

/// Pinned: the same seed, key and data give the same digits for ever. The values are those of a
/// program of its own: `ChaCha` with 8 rounds written out anew, and numpy.
#[test]
fn draws_do_not_change_between_versions() -> Result<(), NotEstimable> {
    let mut weights = vec![0; 15];
    resample(&Draws::usual(1, "law schools").generator(), 3, &mut weights);
    assert_eq!(weights, PINNED_WEIGHTS);
    let made = bca(15, &Draws::usual(1, "law schools"), SURE, correlation)?;
    assert!((made.interval.lower() - PINNED.0).abs() < 1e-12, "{:?}", made.interval);
    assert!((made.interval.upper() - PINNED.1).abs() < 1e-12, "{:?}", made.interval);
    Ok(())
}

const PINNED_WEIGHTS: [u32; 15] = [2, 2, 0, 1, 0, 0, 1, 1, 0, 1, 2, 1, 2, 0, 2];
const PINNED: (f64, f64) = (0.331_828_992_057_247_3, 0.944_237_094_021_676_3);

#[test]
fn another_key_or_seed_draws_otherwise() {
    let weights = |seed, key: &str| {
        let mut weights = vec![0; 40];
        resample(&Draws::usual(seed, key).generator(), 0, &mut weights);
        weights
    };
    let long = "an indicator with a name of more than thirty-two letters";
    let all = [
        weights(1, "a"),
        weights(2, "a"),
        weights(1, "b"),
        weights(1, "a\0"),
        weights(1, ""),
        weights(1, long),
        weights(1, &format!("{long}.")),
    ];
    for (place, one) in all.iter().enumerate() {
        assert!(all.iter().skip(place + 1).all(|other| one != other), "{place}");
        assert_eq!(one.iter().sum::<u32>(), 40);
    }
}

/// Of n clusters each draw misses one with probability (1 - 1/n)^n.
#[test]
fn clusters_are_drawn_evenly() {
    let start = Draws::usual(3, "even").generator();
    let (mut missed, mut counts) = (0_u32, [0_u32; 10]);
    for draw in 0..4_000 {
        let mut weights = [0; 10];
        resample(&start, draw, &mut weights);
        missed += u32::from(weights[0] == 0);
        counts.iter_mut().zip(weights).for_each(|(count, weight)| *count += weight);
    }
    assert!((f64::from(missed) / 4_000.0 - 0.9_f64.powi(10)).abs() < 0.03);
    // Each count is 4,000 with a standard deviation of 60.
    assert!(counts.iter().all(|count| count.abs_diff(4_000) < 240), "{counts:?}");
}

#[test]
fn what_cannot_be_resampled_says_why() {
    let usual = Draws::usual(1, "reasons");
    let few = NotEstimable::TooFewClusters { have: 7, need: 8 };
    assert_eq!(bca(7, &usual, SURE, |_| Ok(1.0)), Err(few));
    assert_eq!(bca(9, &usual, SURE, |_| Ok(1.0)), Err(NotEstimable::NoVariation));
    assert_eq!(bca(9, &usual, SURE, |_| Err(NotEstimable::NothingCounted)), Err(NotEstimable::NothingCounted));
    assert_eq!(bca(9, &usual, SURE, |_| Ok(f64::NAN)), Err(NotEstimable::NotFinite));
    let breaks = |made: Result<BootstrapEstimate, NotEstimable>| matches!(made, Err(NotEstimable::BreaksDown { .. }));
    // Only the first cluster holds anything.
    assert!(breaks(bca(9, &usual, SURE, |weights| if weights[0] > 0 {
        Ok(1.0)
    } else {
        Err(NotEstimable::NotFinite)
    })));
    // Every draw lies below the data: the number of different clusters.
    assert!(breaks(bca(40, &usual, SURE, |weights| {
        Ok(weights.iter().map(|weight| f64::from((*weight).min(1))).sum())
    })));
    let few_draws = Draws { number: 199, ..usual };
    assert!(breaks(bca(15, &few_draws, SURE, correlation)));
    // 99.8% limits of this skewed figure lie where no draw falls.
    assert!(breaks(bca(15, &usual, Confidence::Percent99_8, correlation)));
}

#[test]
fn a_mean_of_many_alike_clusters_has_nearly_the_normal_interval() -> Result<(), NotEstimable> {
    let mean = |weights: &[u32]| Ok(weighted(weights, |at| f64::from(u32::try_from(at % 7).unwrap_or(0))) / 210.0);
    let made = bca(210, &Draws { seed: 5, key: "normal", number: 10_000 }, SURE, mean)?;
    // Values 0 to 6, thirty of each: variance 4, standard error 2 / sqrt 210.
    let error = 2.0 / 210.0_f64.sqrt();
    assert!((made.standard_error / error - 1.0).abs() < 0.03 && made.acceleration.abs() < 1e-9);
    assert!((made.interval.lower() - (3.0 - 1.96 * error)).abs() < 0.1 * error);
    assert!((made.interval.upper() - (3.0 + 1.96 * error)).abs() < 0.1 * error);
    Ok(())
}

#[test]
fn draws_equal_to_the_estimate_count_half() -> Result<(), NotEstimable> {
    let drawn = |sorted: &[f64]| Drawn { sorted: sorted.to_vec(), spread: 1.0, failed: 0 };
    assert!(drawn(&[1.0, 2.0, 2.0, 3.0]).bias_correction(2.0)?.abs() < 1e-12);
    // 2 and a half of 4 below: the normal quantile of 0.625.
    let skewed = drawn(&[1.0, 1.5, 2.0, 3.0]).bias_correction(2.0)?;
    assert!((skewed - 0.318_639_363_964_375).abs() < 1e-10, "{skewed}");
    Ok(())
}

fn groups() -> impl Strategy<Value = Vec<Cluster>> {
    let one = (1_u32..60).prop_flat_map(|due| {
        (0..=due).prop_map(move |taken| Cluster { numerator: f64::from(taken), denominator: f64::from(due) })
    });
    proptest::collection::vec(one, 24..32)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn order_and_empty_groups_change_nothing(mut clusters in groups()) {
        let draws = Draws { seed: 11, key: "attendance", number: 400 };
        let one = pooled_ratio_bca(&clusters, &draws, SURE);
        clusters.reverse();
        clusters.insert(3, Cluster { numerator: 0.0, denominator: 0.0 });
        prop_assert_eq!(one, pooled_ratio_bca(&clusters, &draws, SURE));
        if let Ok(made) = one {
            prop_assert!((0.0..=1.0).contains(&made.interval.lower()) && made.interval.upper() <= 1.0);
            prop_assert!(made.standard_error > 0.0);
        }
    }

    #[test]
    fn a_straight_change_of_unit_changes_the_limits_alike(
        values in proptest::collection::vec(0.0..10.0, 8..14), times in 0.1..50.0, shift in -5.0..5.0,
    ) {
        let draws = Draws { seed: 2, key: "unit", number: 300 };
        let mean = |by: f64, more: f64| {
            let values = &values;
            bca(values.len(), &draws, SURE, move |weights| {
                Ok(weighted(weights, |at| by * values[at] + more) / weighted(weights, |_| 1.0))
            })
        };
        if let (Ok(one), Ok(other)) = (mean(1.0, 0.0), mean(times, shift)) {
            prop_assert!((times * one.interval.lower() + shift - other.interval.lower()).abs() < 1e-6 * times);
            prop_assert!((one.acceleration - other.acceleration).abs() < 1e-6);
        }
    }
}
