//! A sample drawn within strata, such as types of school, read for everyone.

use super::change::PairSums;
use super::interval::{Basis, Confidence, IntervalEstimate, Population};
use super::mean::Moments;
use super::{NotEstimable, finite, real};

/// One stratum: how many there are, and sums over those who were drawn and answered.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stratum {
    /// Everyone in the stratum, N.
    pub eligible: u64,
    /// Sums over those who answered, n of N.
    pub answers: Moments,
}

impl Stratum {
    /// A stratum in which so many of those who answered said so.
    #[must_use]
    pub fn of_counts(eligible: u64, favourable: u64, answered: u64) -> Self {
        let said = real(favourable);
        Self { eligible, answers: Moments { n: answered, sum: said, sum_of_squares: said } }
    }

    /// A stratum of differences between two variables of the same people.
    #[must_use]
    pub fn of_pairs(eligible: u64, pairs: &PairSums) -> Self {
        Self { eligible, answers: pairs.moments() }
    }
}

/// Whom a stratified estimate speaks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Speaks {
    /// For exactly those in the strata: the error shrinks by `1 - n/N` within each, and to none
    /// when everyone answered.
    ForThese,
    /// For people like these, without end: no finite population correction.
    ForPeopleLikeThese,
}

/// The mean over everyone, strata counting by how many there are in each.
///
/// The sum of `W_h mean_h` with `W_h = N_h / N` and the variance the sum of
/// `W_h^2 (1 - n_h/N_h) s_h^2 / n_h`; the interval is Student's on Satterthwaite's degrees of
/// freedom, between the least of the strata's n less 1 and their sum. For a share give
/// [`Stratum::of_counts`], for the difference of two variables [`Stratum::of_pairs`]. Strata
/// without eligible people are left out. Sources: Cochran 1977, *Sampling Techniques*, 5.3-5.4
/// (5.16 for degrees of freedom), 5.10 for shares.
///
/// # Errors
/// [`NotEstimable::NothingCounted`] without strata; [`NotEstimable::TooFewPeople`] below 2 answers
/// in a stratum (1 or 0 do not show its spread), unless it speaks for these and is answered in
/// full; [`NotEstimable::Contradictory`] when more answered than are eligible;
/// [`NotEstimable::NoVariation`] when nobody differs within any sampled stratum; else as
/// [`Moments::variance`].
///
/// # Examples
/// ```
/// use learnframe::statistics::interval::Confidence;
/// use learnframe::statistics::stratified::{Speaks, Stratum, stratified_mean};
///
/// // 30 of 40 primary schools and 5 of 20 secondary schools said so, half of each having answered.
/// let strata = [Stratum::of_counts(80, 30, 40), Stratum::of_counts(40, 5, 20)];
/// let share = stratified_mean(&strata, Speaks::ForThese, Confidence::Percent95)?;
/// assert!((share.value - (80.0 * 0.75 + 40.0 * 0.25) / 120.0).abs() < 1e-12);
/// # Ok::<(), learnframe::statistics::NotEstimable>(())
/// ```
pub fn stratified_mean(
    strata: &[Stratum],
    speaks: Speaks,
    confidence: Confidence,
) -> Result<IntervalEstimate, NotEstimable> {
    let everyone: f64 = strata.iter().map(|stratum| real(stratum.eligible)).sum();
    if everyone <= 0.0 && strata.iter().all(|stratum| stratum.answers.n == 0) {
        return Err(NotEstimable::NothingCounted);
    }
    let (mut mean, mut variance, mut by_freedom, mut census) = (0.0, 0.0, 0.0, true);
    for stratum in strata.iter().filter(|stratum| stratum.eligible > 0 || stratum.answers.n > 0) {
        let part = Part::of(stratum, real(stratum.eligible) / everyone, speaks)?;
        mean += part.mean;
        if let Some((of_mean, freedom)) = part.variance {
            census = false;
            variance += of_mean;
            by_freedom += of_mean * (of_mean / freedom);
        }
    }
    if census {
        return IntervalEstimate::census(finite(mean)?, confidence);
    }
    if finite(variance)? <= 0.0 || by_freedom <= 0.0 {
        return Err(NotEstimable::NoVariation);
    }
    let basis = Basis::Student { degrees_of_freedom: variance / by_freedom * variance };
    IntervalEstimate::new(mean, variance.sqrt(), basis, confidence)
}

/// What one stratum adds.
struct Part {
    mean: f64,
    /// Variance and degrees of freedom; none where everyone the estimate speaks for answered.
    variance: Option<(f64, f64)>,
}

impl Part {
    fn of(stratum: &Stratum, weight: f64, speaks: Speaks) -> Result<Self, NotEstimable> {
        let n = stratum.answers.n;
        let population = Population::Eligible(stratum.eligible);
        let full = population.is_census(n)? && speaks == Speaks::ForThese;
        let mean = match n {
            0 => return Err(NotEstimable::TooFewPeople { have: 0, need: 2 }),
            _ => weight * stratum.answers.mean()?,
        };
        if full {
            stratum.answers.squared_deviations()?;
            return Ok(Self { mean, variance: None });
        }
        let correction = match speaks {
            Speaks::ForThese => population.correction(n)?,
            Speaks::ForPeopleLikeThese => 1.0,
        };
        let spread = stratum.answers.variance()?;
        let of_mean = weight * weight * correction * correction * spread / real(n);
        Ok(Self { mean, variance: Some((of_mean, real(n - 1))) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::mean::mean_interval;
    use proptest::prelude::*;

    const SURE: Confidence = Confidence::Percent95;

    fn stratum(eligible: u64, numbers: &[f64]) -> Stratum {
        Stratum { eligible, answers: numbers.iter().copied().collect() }
    }

    /// Lohr 1999, *Sampling: Design and Analysis*, 4: acres of farms in US counties, by
    /// region; total 909,736,034 with a standard error of 50,417,248.
    #[test]
    fn lohrs_counties_are_met() -> Result<(), NotEstimable> {
        let region = |eligible, n: u32, mean: f64, variance: f64| {
            let (sum, n_real) = (mean * f64::from(n), f64::from(n));
            let sum_of_squares = variance * (n_real - 1.0) + n_real * mean * mean;
            Stratum { eligible, answers: Moments { n: u64::from(n), sum, sum_of_squares } }
        };
        let strata = [
            region(220, 21, 97_629.81, 7_647_472_708.0),
            region(1_054, 103, 300_504.16, 29_618_183_543.0),
            region(1_382, 135, 211_315.04, 53_587_487_856.0),
            region(422, 41, 662_295.51, 396_185_950_266.0),
        ];
        let found = stratified_mean(&strata, Speaks::ForThese, SURE)?;
        assert!((found.value * 3_078.0 - 909_736_034.0).abs() < 5.0);
        assert!((found.standard_error * 3_078.0 - 50_417_248.0).abs() < 1.0);
        Ok(())
    }

    #[test]
    fn a_stratum_answered_in_full_adds_no_error() -> Result<(), NotEstimable> {
        let sampled = stratum(10, &[1.0, 2.0, 4.0]);
        let found = stratified_mean(&[stratum(1, &[3.0]), sampled], Speaks::ForThese, SURE)?;
        let alone = stratified_mean(&[sampled], Speaks::ForThese, SURE)?;
        assert!((found.standard_error - alone.standard_error * 10.0 / 11.0).abs() < 1e-12);
        let census = stratified_mean(&[stratum(1, &[3.0]), stratum(3, &[1.0, 2.0, 4.0])], Speaks::ForThese, SURE)?;
        assert_eq!((census.basis, census.interval.width()), (Basis::Census, 0.0));
        assert!((census.value - 2.5).abs() < 1e-15);
        Ok(())
    }

    #[test]
    fn a_share_has_the_variance_of_shares() -> Result<(), NotEstimable> {
        // One stratum: (1 - n/N) p (1 - p) / (n - 1) (Cochran 1977, 3.2).
        let found = stratified_mean(&[Stratum::of_counts(80, 30, 40)], Speaks::ForThese, SURE)?;
        assert!((found.standard_error.powi(2) - 0.5 * 0.75 * 0.25 / 39.0).abs() < 1e-15);
        Ok(())
    }

    #[test]
    fn too_little_is_said_so() {
        let ask = |strata: &[Stratum], speaks| stratified_mean(strata, speaks, SURE);
        assert_eq!(ask(&[], Speaks::ForThese), Err(NotEstimable::NothingCounted));
        let single = NotEstimable::TooFewPeople { have: 1, need: 2 };
        assert_eq!(ask(&[stratum(4, &[3.0])], Speaks::ForThese), Err(single));
        assert_eq!(ask(&[stratum(1, &[3.0])], Speaks::ForPeopleLikeThese), Err(single));
        let silent = NotEstimable::TooFewPeople { have: 0, need: 2 };
        assert_eq!(ask(&[stratum(4, &[]), stratum(4, &[1.0, 2.0])], Speaks::ForThese), Err(silent));
        let more = ask(&[stratum(0, &[1.0]), stratum(4, &[1.0, 2.0])], Speaks::ForThese);
        assert!(matches!(more, Err(NotEstimable::Contradictory { .. })));
        let alike = ask(&[stratum(9, &[0.1; 4]), stratum(9, &[0.7; 4])], Speaks::ForThese);
        assert_eq!(alike, Err(NotEstimable::NoVariation));
    }

    proptest! {
        #[test]
        fn one_stratum_is_a_plain_sample(numbers in proptest::collection::vec(1.0..5.0, 2..30), more in 1_u64..60) {
            let alone = stratum(u64::try_from(numbers.len())? + more, &numbers);
            let population = Population::Eligible(alone.eligible);
            let (one, other) = (
                stratified_mean(&[alone], Speaks::ForThese, SURE)?,
                mean_interval(&alone.answers, population, SURE)?,
            );
            prop_assert!((one.interval.lower() - other.interval.lower()).abs() < 1e-9);
            let open = stratified_mean(&[alone], Speaks::ForPeopleLikeThese, SURE)?;
            prop_assert!(open.standard_error > one.standard_error);
        }

        #[test]
        fn order_and_empty_strata_change_nothing(
            mut lists in proptest::collection::vec((proptest::collection::vec(1.0..5.0, 2..9), 1_u64..30), 1..6),
        ) {
            let strata = |lists: &[(Vec<f64>, u64)]| -> Vec<Stratum> {
                lists.iter().map(|(list, more)| stratum(u64::try_from(list.len()).unwrap_or(0) + more, list)).collect()
            };
            let one = stratified_mean(&strata(&lists), Speaks::ForThese, SURE)?;
            lists.reverse();
            let mut turned = strata(&lists);
            turned.push(stratum(0, &[]));
            let other = stratified_mean(&turned, Speaks::ForThese, SURE)?;
            prop_assert!((one.value - other.value).abs() < 1e-12);
            prop_assert!((one.interval.width() - other.interval.width()).abs() < 1e-9);
        }

        #[test]
        fn any_sums_give_a_finite_interval_or_a_reason(
            parts in proptest::collection::vec((0_u64.., 0_u64.., proptest::num::f64::ANY, proptest::num::f64::ANY), 0..4),
        ) {
            let strata: Vec<Stratum> = parts
                .into_iter()
                .map(|(eligible, n, sum, sum_of_squares)| Stratum { eligible, answers: Moments { n, sum, sum_of_squares } })
                .collect();
            if let Ok(made) = stratified_mean(&strata, Speaks::ForThese, SURE) {
                prop_assert!(made.value.is_finite() && made.interval.contains(made.value));
            }
        }
    }
}
