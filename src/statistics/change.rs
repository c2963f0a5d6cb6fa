//! Change of the same people between two waves.

use super::NotEstimable;
use super::interval::{Confidence, IntervalEstimate, Population};
use super::mean::{Moments, mean_interval};

/// Sums over people who answered at both waves, each with a difference d = later - earlier.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct PairSums {
    /// People with both waves.
    pub pairs: u64,
    /// The sum of their differences.
    pub sum_of_differences: f64,
    /// The sum of their squared differences.
    pub sum_of_squared_differences: f64,
}

impl PairSums {
    pub(super) fn moments(&self) -> Moments {
        Moments { n: self.pairs, sum: self.sum_of_differences, sum_of_squares: self.sum_of_squared_differences }
    }
}

impl FromIterator<(f64, f64)> for PairSums {
    /// From (earlier, later) values of each person.
    fn from_iter<I: IntoIterator<Item = (f64, f64)>>(people: I) -> Self {
        let changes: Moments = people.into_iter().map(|(earlier, later)| later - earlier).collect();
        Self { pairs: changes.n, sum_of_differences: changes.sum, sum_of_squared_differences: changes.sum_of_squares }
    }
}

/// The mean change of matched people, in the unit of the measure, with a t interval.
///
/// `population` is how many are eligible at both waves: the standard error carries
/// `sqrt(1 - n/N)`, and a group matched in full has a change without sampling error. Standardise
/// it with [`in_baseline_sds`](super::effect::in_baseline_sds).
///
/// Source: the paired t interval (Student 1908, *Biometrika* 6, 1-25) with Cochran's (1977, 2.6)
/// finite population correction.
///
/// # Errors
/// As [`mean_interval`]: no pairs, a single one of several eligible, more pairs than people, or
/// everyone of a sample changed alike.
pub fn matched_change(
    pairs: &PairSums,
    population: Population,
    confidence: Confidence,
) -> Result<IntervalEstimate, NotEstimable> {
    mean_interval(&pairs.moments(), population, confidence)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SURE: Confidence = Confidence::Percent95;

    /// Student 1908: hours of sleep gained with one drug and with another, ten patients.
    const SLEEP: [(f64, f64); 10] = [
        (0.7, 1.9),
        (-1.6, 0.8),
        (-0.2, 1.1),
        (-1.2, 0.1),
        (-0.1, -0.1),
        (3.4, 4.4),
        (3.7, 5.5),
        (0.8, 1.6),
        (0.0, 4.6),
        (2.0, 3.4),
    ];

    #[test]
    fn students_pairs_give_the_published_interval() {
        let made = matched_change(&SLEEP.into_iter().collect(), Population::Unbounded, SURE);
        assert!(made.is_ok_and(|made| (made.value - 1.58).abs() < 1e-12
            && (made.interval.lower() - 0.700_114_239).abs() < 1e-8
            && (made.interval.upper() - 2.459_885_761).abs() < 1e-8));
    }

    #[test]
    fn a_population_twice_the_pairs_shrinks_the_error_by_the_root_of_a_half() {
        let pairs: PairSums = SLEEP.into_iter().collect();
        let open = matched_change(&pairs, Population::Unbounded, SURE);
        let half = matched_change(&pairs, Population::Eligible(20), SURE);
        let ratio = half.and_then(|half| Ok(half.standard_error / open?.standard_error));
        assert!(ratio.is_ok_and(|ratio| (ratio - 0.5_f64.sqrt()).abs() < 1e-14));
    }

    #[test]
    fn no_pairs_is_nothing_to_count() {
        let none = matched_change(&PairSums::default(), Population::Eligible(9), SURE);
        assert_eq!(none, Err(NotEstimable::NothingCounted));
    }

    proptest! {
        #[test]
        fn swapping_the_waves_turns_the_sign(people in proptest::collection::vec((1.0..5.0, 1.0..5.0), 3..40)) {
            let back: PairSums = people.iter().map(|&(earlier, later)| (later, earlier)).collect();
            let forth = matched_change(&people.into_iter().collect(), Population::Unbounded, SURE)?;
            let back = matched_change(&back, Population::Unbounded, SURE)?;
            prop_assert!((forth.value + back.value).abs() < 1e-12);
            prop_assert!((forth.interval.lower() + back.interval.upper()).abs() < 1e-12);
        }
    }
}
