//! Differences in units of a standard deviation, so that measures can be compared.

use super::interval::{Basis, Confidence, IntervalEstimate};
use super::mean::Moments;
use super::{NotEstimable, finite, real};

/// What a difference was divided by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Standardiser {
    /// The standard deviation of both groups, pooled.
    PooledSd,
    /// The standard deviation at baseline.
    BaselineSd,
}

/// A difference in standard deviations.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StandardisedEffect {
    /// The corrected effect with its interval, in standard deviations.
    pub estimate: IntervalEstimate,
    /// Hedges' factor J that the raw ratio was multiplied by, below 1.
    pub correction: f64,
    /// What the difference was divided by.
    pub standardiser: Standardiser,
}

/// A standard deviation at baseline, with the degrees of freedom it was estimated on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BaselineSpread {
    sd: f64,
    degrees_of_freedom: u64,
}

impl BaselineSpread {
    /// The spread of baseline values; n - 1 degrees of freedom.
    ///
    /// # Errors
    /// [`NotEstimable::TooFewPeople`] below 3; [`NotEstimable::NoVariation`] when all are alike;
    /// else as [`Moments::sd`].
    pub fn of(baseline: &Moments) -> Result<Self, NotEstimable> {
        Self::new(baseline.sd()?, baseline.n)
    }

    /// A standard deviation known from `people` values.
    ///
    /// # Errors
    /// As [`BaselineSpread::of`].
    pub fn new(sd: f64, people: u64) -> Result<Self, NotEstimable> {
        if people < 3 {
            return Err(NotEstimable::TooFewPeople { have: people, need: 3 });
        }
        if finite(sd)? <= 0.0 {
            return Err(NotEstimable::NoVariation);
        }
        Ok(Self { sd, degrees_of_freedom: people - 1 })
    }

    /// A standard deviation pooled over groups, with people less groups degrees of freedom.
    ///
    /// # Errors
    /// [`NotEstimable::TooFewPeople`] below 2 degrees of freedom; else as [`BaselineSpread::of`].
    pub fn pooled(sd: f64, degrees_of_freedom: u64) -> Result<Self, NotEstimable> {
        Self::new(sd, degrees_of_freedom.saturating_add(1))
    }
}

/// Hedges' g: the difference of two groups' means, first less second, in pooled standard
/// deviations, with the exact small-sample factor and a normal interval.
///
/// `g = J (m1 - m2) / sd`, variance `1/n1 + 1/n2 + g^2 / (2 (n1 + n2))`. Source: Hedges 1981,
/// *Journal of Educational Statistics* 6, 107-128; the variance as in Hedges & Olkin 1985.
///
/// # Errors
/// [`NotEstimable::TooFewPeople`] below 2 in a group; [`NotEstimable::NoVariation`] when nobody
/// differs within either; else as [`Moments::variance`].
pub fn hedges_g(
    group: &Moments,
    comparison: &Moments,
    confidence: Confidence,
) -> Result<StandardisedEffect, NotEstimable> {
    let difference = group.mean()? - comparison.mean()?;
    let (one, other) = (group.variance()?, comparison.variance()?);
    let (n1, n2) = (real(group.n), real(comparison.n));
    let freedom = n1 + n2 - 2.0;
    let pooled = finite((((n1 - 1.0) * one + (n2 - 1.0) * other) / freedom).sqrt())?;
    if pooled <= 0.0 {
        return Err(NotEstimable::NoVariation);
    }
    let correction = hedges_factor(freedom);
    let effect = correction * difference / pooled;
    let error = (1.0 / n1 + 1.0 / n2 + effect * effect / (2.0 * (n1 + n2))).sqrt();
    let estimate = IntervalEstimate::new(effect, error, Basis::Normal, confidence)?;
    Ok(StandardisedEffect { estimate, correction, standardiser: Standardiser::PooledSd })
}

/// A change, or a difference of changes, in baseline standard deviations.
///
/// `g = J * change / sd` with J on the degrees of freedom f of the baseline spread; by the delta
/// method `se^2 = (se_change / sd)^2 + g^2 / (2 f)`, and the interval rests on what that of the
/// change rests on: Student's t on its degrees of freedom, or no width at a census.
///
/// Sources: Hedges 1981; Becker 1988, *British Journal of Mathematical and Statistical
/// Psychology* 41, 257-278; the variance follows Bonett 2008, *Psychological Methods* 13, 99-109,
/// which does not need equal spreads before and after.
///
/// # Errors
/// [`NotEstimable::NotFinite`] when the ratio overflows.
pub fn in_baseline_sds(
    change: &IntervalEstimate,
    baseline: BaselineSpread,
) -> Result<StandardisedEffect, NotEstimable> {
    let freedom = real(baseline.degrees_of_freedom);
    let correction = hedges_factor(freedom);
    let effect = correction * change.value / baseline.sd;
    let scaled = change.standard_error / baseline.sd;
    let error = (scaled * scaled + effect * effect / (2.0 * freedom)).sqrt();
    let confidence = change.interval.confidence();
    let estimate = IntervalEstimate::new(effect, error, change.basis, confidence)?;
    Ok(StandardisedEffect { estimate, correction, standardiser: Standardiser::BaselineSd })
}

/// Above this many degrees of freedom the series is exact to the last digit.
const SERIES_FROM: f64 = 100.0;

/// Hedges' exact factor `J(m) = gamma(m/2) / (sqrt(m/2) gamma((m-1)/2))`, for m of 2 or more.
///
/// Large m use the asymptotic series of its logarithm, as the difference of two large
/// log-gammas would lose digits.
fn hedges_factor(freedom: f64) -> f64 {
    if freedom < SERIES_FROM {
        let half = freedom / 2.0;
        return (libm::lgamma(half) - libm::lgamma(half - 0.5)).exp() / half.sqrt();
    }
    let terms = [3.0 / 4.0, 1.0 / 2.0, 3.0 / 8.0, 1.0 / 4.0, 3.0 / 20.0, 1.0 / 6.0];
    (-terms.iter().rev().fold(0.0, |sum, term| (sum + term) / freedom)).exp()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::interval::Population;
    use crate::statistics::mean::mean_interval;
    use proptest::prelude::*;

    const SURE: Confidence = Confidence::Percent95;

    #[test]
    fn the_factor_matches_high_precision_values() {
        for (freedom, expected) in [
            (2.0, 0.564_189_583_547_756_3),
            (3.0, 0.723_601_254_558_267_6),
            (4.0, 0.797_884_560_802_865_4),
            (10.0, 0.922_745_608_053_087_1),
            (48.0, 0.984_279_426_295_921_4),
            (99.0, 0.992_401_851_114_422_8),
            (100.0, 0.992_478_054_981_444_8),
            (101.0, 0.992_552_745_487_461_9),
            (250.0, 0.996_996_495_507_435_2),
            (4_057.0, 0.999_815_121_044_263_4),
            (100_000.0, 0.999_992_499_978_124_9),
        ] {
            assert!((hedges_factor(freedom) / expected - 1.0).abs() < 1e-13, "{freedom}");
        }
    }

    #[test]
    fn a_hand_worked_pair_of_groups_is_met() {
        // Means 3 and 2, both variances 1 with n = 3: d = 1, J(4) = 1 / (sqrt 2 * sqrt(pi) / 2).
        let group: Moments = [2.0, 3.0, 4.0].into_iter().collect();
        let comparison: Moments = [1.0, 2.0, 3.0].into_iter().collect();
        let factor = 2.0_f64.sqrt() / std::f64::consts::PI.sqrt();
        let made = hedges_g(&group, &comparison, SURE);
        assert!(made.is_ok_and(|made| (made.estimate.value - factor).abs() < 1e-14
            && (made.estimate.standard_error.powi(2) - (2.0 / 3.0 + factor * factor / 12.0)).abs() < 1e-14));
    }

    #[test]
    fn groups_without_spread_have_no_effect_size() {
        let three: Moments = [3.0; 5].into_iter().collect();
        let four: Moments = [4.0; 5].into_iter().collect();
        assert_eq!(hedges_g(&four, &three, SURE), Err(NotEstimable::NoVariation));
        assert_eq!(BaselineSpread::of(&three), Err(NotEstimable::NoVariation));
    }

    #[test]
    fn a_census_stays_a_census_when_standardised() {
        let changes: Moments = [1.0, 0.0, 2.0].into_iter().collect();
        let change = mean_interval(&changes, Population::Eligible(3), SURE);
        let spread = BaselineSpread::new(2.0, 400);
        let made = change.and_then(|change| in_baseline_sds(&change, spread?));
        assert!(made.is_ok_and(|made| made.estimate.basis == Basis::Census && made.estimate.interval.width() == 0.0));
    }

    proptest! {
        #[test]
        fn swapping_groups_turns_the_sign(
            one in proptest::collection::vec(1.0..5.0, 2..30),
            other in proptest::collection::vec(1.0..5.0, 2..30),
        ) {
            let (one, other): (Moments, Moments) = (one.into_iter().collect(), other.into_iter().collect());
            let forth = hedges_g(&one, &other, SURE)?;
            let back = hedges_g(&other, &one, SURE)?;
            prop_assert!((forth.estimate.value + back.estimate.value).abs() < 1e-12);
            prop_assert!(forth.estimate.interval.contains(forth.estimate.value));
            prop_assert!(0.5 < forth.correction && forth.correction < 1.0);
        }

        #[test]
        fn the_unit_of_measurement_does_not_matter(
            changes in proptest::collection::vec(-2.0..2.0, 3..30), unit in 0.01..100.0, sd in 0.1..5.0,
        ) {
            let scaled = |by: f64| {
                let moments: Moments = changes.iter().map(|change| change * by).collect();
                let change = mean_interval(&moments, Population::Unbounded, SURE)?;
                in_baseline_sds(&change, BaselineSpread::new(sd * by, 90)?)
            };
            let (one, other) = (scaled(1.0)?, scaled(unit)?);
            prop_assert!((one.estimate.value - other.estimate.value).abs() < 1e-9);
            prop_assert!((one.estimate.interval.width() / other.estimate.interval.width() - 1.0).abs() < 1e-9);
        }

        #[test]
        fn any_sums_give_a_finite_effect_or_a_reason(n: u64, sum: f64, squares: f64, sum2: f64, squares2: f64) {
            let one = Moments { n, sum, sum_of_squares: squares };
            let other = Moments { n, sum: sum2, sum_of_squares: squares2 };
            if let Ok(made) = hedges_g(&one, &other, SURE) {
                prop_assert!(made.estimate.interval.contains(made.estimate.value));
            }
        }
    }
}
