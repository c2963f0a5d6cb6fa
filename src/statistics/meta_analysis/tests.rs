use super::*;
use proptest::prelude::*;

const SURE: Confidence = Confidence::Percent95;
const METHODS: [Heterogeneity; 4] =
    [Heterogeneity::Reml, Heterogeneity::DerSimonianLaird, Heterogeneity::PauleMandel, Heterogeneity::None];

fn studies(pairs: &[(f64, f64)]) -> Vec<Study> {
    pairs.iter().map(|&(estimate, variance)| Study { estimate, variance }).collect()
}

/// Colditz and others 1994, as in Viechtbauer 2010, *Journal of Statistical Software* 36(3), table
/// 1: vaccinated with and without tuberculosis, then those not vaccinated.
const VACCINE: [[f64; 4]; 13] = [
    [4.0, 119.0, 11.0, 128.0],
    [6.0, 300.0, 29.0, 274.0],
    [3.0, 228.0, 11.0, 209.0],
    [62.0, 13_536.0, 248.0, 12_619.0],
    [33.0, 5_036.0, 47.0, 5_761.0],
    [180.0, 1_361.0, 372.0, 1_079.0],
    [8.0, 2_537.0, 10.0, 619.0],
    [505.0, 87_886.0, 499.0, 87_892.0],
    [29.0, 7_470.0, 45.0, 7_232.0],
    [17.0, 1_699.0, 65.0, 1_600.0],
    [186.0, 50_448.0, 141.0, 27_197.0],
    [5.0, 2_493.0, 3.0, 2_338.0],
    [27.0, 16_886.0, 29.0, 17_825.0],
];

/// Log risk ratios with their sampling variances.
fn vaccine() -> Vec<Study> {
    let study = |[ill, well, other_ill, other_well]: [f64; 4]| {
        let (all, others) = (ill + well, other_ill + other_well);
        let estimate = (ill / all / (other_ill / others)).ln();
        Study { estimate, variance: 1.0 / ill - 1.0 / all + 1.0 / other_ill - 1.0 / others }
    };
    VACCINE.map(study).to_vec()
}

#[track_caller]
fn printed(got: f64, wanted: f64, digits: i32) {
    assert!((got - wanted).abs() < 0.500_1 * 10_f64.powi(-digits), "{got} is not printed as {wanted}");
}

/// Viechtbauer 2010, section 4.1 (REML), and tau2 and means that metafor prints for other methods.
#[test]
fn the_vaccine_trials_give_the_published_fit() -> Result<(), NotEstimable> {
    let fit = pool(&vaccine(), Heterogeneity::Reml, SURE)?;
    printed(fit.tau2(), 0.3132, 4);
    printed(fit.i2() * 100.0, 92.22, 2);
    printed(fit.h2(), 12.86, 2);
    printed(fit.q(), 152.2330, 4);
    let effect = fit.effect(PooledInterval::Normal)?;
    printed(effect.value, -0.7145, 4);
    printed(effect.standard_error, 0.1798, 4);
    printed(effect.interval.lower(), -1.0669, 4);
    printed(effect.interval.upper(), -0.3622, 4);
    let prediction = fit.prediction(PooledInterval::Normal)?;
    printed(prediction.interval.lower(), -1.8667, 4);
    printed(prediction.interval.upper(), 0.4376, 4);
    printed(pool(&vaccine(), Heterogeneity::DerSimonianLaird, SURE)?.tau2(), 0.3088, 4);
    printed(pool(&vaccine(), Heterogeneity::None, SURE)?.effect(PooledInterval::Normal)?.value, -0.4303, 4);
    Ok(())
}

/// Independent: roots by `brentq` and a restricted likelihood written with matrices, in scipy.
#[test]
fn the_vaccine_trials_match_a_fit_in_scipy() -> Result<(), NotEstimable> {
    let close = |got: f64, wanted: f64| assert!((got / wanted - 1.0).abs() < 1e-6, "{got} {wanted}");
    close(pool(&vaccine(), Heterogeneity::PauleMandel, SURE)?.tau2(), 0.318_068_452_205_024);
    let fit = pool(&vaccine(), Heterogeneity::Reml, SURE)?;
    close(fit.tau2(), 0.313_243_257_937_949);
    let student = fit.effect(PooledInterval::KnappHartung)?;
    close(student.standard_error, 0.180_791_744_088_674);
    close(student.interval.lower(), -1.108_443_713_658_293);
    close(student.interval.upper(), -0.320_620_970_621_657);
    Ok(())
}

#[test]
fn studies_of_one_precision_have_a_closed_form() -> Result<(), NotEstimable> {
    // Mean 3, variance of estimates 2.5 less the sampling variance 0.5, whatever the method.
    let all = studies(&[(1.0, 0.5), (2.0, 0.5), (3.0, 0.5), (4.0, 0.5), (5.0, 0.5)]);
    for method in &METHODS[..3] {
        let fit = pool(&all, *method, SURE)?;
        assert!((fit.tau2() - 2.0).abs() < 1e-12 && (fit.i2() - 0.8).abs() < 1e-12);
        let effect = fit.effect(PooledInterval::KnappHartung)?;
        assert!((effect.value - 3.0).abs() < 1e-14 && (effect.standard_error - 0.5_f64.sqrt()).abs() < 1e-12);
        assert!(fit.weights().iter().all(|weight| (weight - 0.2).abs() < 1e-14));
    }
    Ok(())
}

#[test]
fn studies_that_agree_get_no_shorter_interval_from_the_at_least_one_rule() -> Result<(), NotEstimable> {
    let all = studies(&[(0.30, 0.1), (0.31, 0.2), (0.29, 0.1), (0.30, 0.3)]);
    for method in METHODS {
        let fit = pool(&all, method, SURE)?;
        assert!(fit.tau2() <= 0.0 && fit.i2() <= 0.0 && (fit.h2() - 1.0).abs() < 1e-14);
        let normal = fit.effect(PooledInterval::Normal)?.interval.width();
        assert!(fit.effect(PooledInterval::KnappHartung)?.interval.width() < normal);
        assert!(fit.effect(PooledInterval::KnappHartungAtLeastOne)?.interval.width() > normal);
    }
    Ok(())
}

#[test]
fn too_little_is_said_so() {
    let fit = |pairs: &[(f64, f64)]| pool(&studies(pairs), Heterogeneity::Reml, SURE).map(|_| ());
    assert_eq!(fit(&[(1.0, 1.0), (2.0, 1.0)]), Err(NotEstimable::TooFewStudies { have: 2, need: 3 }));
    assert_eq!(fit(&[]), Err(NotEstimable::TooFewStudies { have: 0, need: 3 }));
    assert_eq!(fit(&[(1.0, 1.0), (2.0, 0.0), (2.0, 1.0)]), Err(NotEstimable::NoVariation));
    assert!(fit(&[(1.0, 1.0), (2.0, -0.1), (2.0, 1.0)]).is_err());
    assert_eq!(fit(&[(1.0, 1.0), (f64::NAN, 0.1), (2.0, 1.0)]), Err(NotEstimable::NotFinite));
    let outweighed = [(0.0, 1.8e-138), (0.0, 4.6e204), (0.0, 8.7e18)];
    assert!(matches!(fit(&outweighed), Err(NotEstimable::BreaksDown { .. })));
    let alike = pool(&studies(&[(1.0, 1.0); 3]), Heterogeneity::Reml, SURE).unwrap();
    assert_eq!(alike.effect(PooledInterval::KnappHartung), Err(NotEstimable::NoVariation));
    assert!(alike.effect(PooledInterval::Normal).is_ok());
}

proptest! {
    #[test]
    fn order_and_origin_and_unit_change_nothing(
        mut pairs in proptest::collection::vec((-2.0..2.0_f64, 0.01..2.0_f64), 3..25), unit in 0.01..100.0_f64,
    ) {
        for method in METHODS {
            let one = pool(&studies(&pairs), method, SURE)?;
            pairs.reverse();
            let moved: Vec<(f64, f64)> =
                pairs.iter().map(|(estimate, variance)| (estimate * unit + 3.0, variance * unit * unit)).collect();
            let other = pool(&studies(&moved), method, SURE)?;
            prop_assert!((other.tau2() / unit / unit - one.tau2()).abs() < 1e-8);
            let (effect, moved) = (one.effect(PooledInterval::Normal)?, other.effect(PooledInterval::Normal)?);
            prop_assert!(((moved.value - 3.0) / unit - effect.value).abs() < 1e-8 / unit.min(1.0));
            prop_assert!((0.0..=1.0).contains(&one.i2()) && one.h2() >= 1.0);
            prop_assert!((one.weights().iter().sum::<f64>() - 1.0).abs() < 1e-12);
        }
    }

    #[test]
    fn any_numbers_give_a_finite_effect_or_a_reason(
        pairs in proptest::collection::vec((proptest::num::f64::ANY, proptest::num::f64::ANY), 3..7), method in 0_usize..4,
    ) {
        let pairs: Vec<(f64, f64)> = pairs.iter().map(|(estimate, variance)| (*estimate, variance.abs())).collect();
        if let Ok(fit) = pool(&studies(&pairs), METHODS[method], SURE) {
            prop_assert!(fit.tau2() >= 0.0);
            prop_assert!(fit.i2() <= 1.0 && fit.h2() >= 1.0);
            if let Ok(effect) = fit.effect(PooledInterval::KnappHartungAtLeastOne) {
                prop_assert!(effect.interval.contains(effect.value));
            }
        }
    }
}
