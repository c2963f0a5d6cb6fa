//! Rates and means over people who sit in groups: pooled, with an interval that knows the groups.

use super::interval::{Basis, Confidence, IntervalEstimate};
use super::{NotEstimable, finite, length, real};

/// The fewest clusters an interval is drawn from.
pub const FEWEST_CLUSTERS: u64 = 4;

/// One group's part of a pooled ratio.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cluster {
    /// What is counted or summed: places taken, or the sum of a score.
    pub numerator: f64,
    /// What it is out of, 0 or more: places due, or people.
    pub denominator: f64,
}

/// A ratio of sums, `sum(numerators) / sum(denominators)`, with a t interval that takes groups,
/// not people, as what was drawn.
///
/// By linearisation, `var = G/(G-1) * sum((y_g - r x_g)^2) / (sum x_g)^2` with G - 1 degrees of
/// freedom, without finite population correction for the groups. Groups with nothing due
/// (denominator 0) are left out. Use [`Interval::cut_to`](super::interval::Interval::cut_to)
/// for a rate whose limits cannot pass 0 or 1.
///
/// Sources: Cochran 1977, *Sampling Techniques*, 6.3 and 9A.2; Wolter 2007, *Introduction to
/// Variance Estimation*, 6.
///
/// # Errors
/// [`NotEstimable::TooFewClusters`] below [`FEWEST_CLUSTERS`] groups with something due;
/// [`NotEstimable::NoVariation`] when all have the same ratio; [`NotEstimable::Contradictory`]
/// for a negative denominator or something counted out of nothing; [`NotEstimable::NotFinite`].
///
/// # Examples
/// ```
/// use learnframe::statistics::cluster::{Cluster, pooled_ratio};
/// use learnframe::statistics::interval::Confidence;
///
/// let attendance = [(52.0, 60.0), (40.0, 66.0), (71.0, 78.0), (30.0, 36.0)]
///     .map(|(numerator, denominator)| Cluster { numerator, denominator });
/// let rate = pooled_ratio(&attendance, Confidence::Percent95)?;
/// assert_eq!(rate.value, 193.0 / 240.0);
/// assert!(rate.interval.cut_to(0.0, 1.0).upper() <= 1.0);
/// # Ok::<(), learnframe::statistics::NotEstimable>(())
/// ```
pub fn pooled_ratio(clusters: &[Cluster], confidence: Confidence) -> Result<IntervalEstimate, NotEstimable> {
    let due = with_something_due(clusters)?;
    let groups = length(&due);
    if groups < FEWEST_CLUSTERS {
        return Err(NotEstimable::TooFewClusters { have: groups, need: FEWEST_CLUSTERS });
    }
    let out_of = finite(due.iter().map(|cluster| cluster.denominator).sum())?;
    let ratio = finite(due.iter().map(|cluster| cluster.numerator).sum::<f64>() / out_of)?;
    let spread = finite(squared_residuals(&due, ratio, out_of))?;
    let error = (spread * real(groups) / real(groups - 1)).sqrt();
    let basis = Basis::Student { degrees_of_freedom: real(groups - 1) };
    IntervalEstimate::new(ratio, error, basis, confidence)
}

pub(super) fn with_something_due(clusters: &[Cluster]) -> Result<Vec<Cluster>, NotEstimable> {
    let mut due = Vec::with_capacity(clusters.len());
    for cluster in clusters {
        let (numerator, denominator) = (finite(cluster.numerator)?, finite(cluster.denominator)?);
        if denominator < 0.0 || (denominator == 0.0 && numerator != 0.0) {
            return Err(NotEstimable::Contradictory { what: "something was counted out of nothing" });
        }
        if denominator > 0.0 {
            due.push(*cluster);
        }
    }
    Ok(due)
}

/// Squared residuals as shares of the whole, each 0 where it is within rounding of 0.
fn squared_residuals(clusters: &[Cluster], ratio: f64, out_of: f64) -> f64 {
    let residual = |cluster: &Cluster| {
        let expected = ratio * cluster.denominator;
        let left = cluster.numerator - expected;
        let rounding = 64.0 * f64::EPSILON * cluster.numerator.abs().max(expected.abs());
        if left.abs() <= rounding { 0.0 } else { left / out_of }
    };
    clusters.iter().map(|cluster| residual(cluster).powi(2)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SURE: Confidence = Confidence::Percent95;

    fn clusters(pairs: &[(f64, f64)]) -> Vec<Cluster> {
        let made = |&(numerator, denominator)| Cluster { numerator, denominator };
        pairs.iter().map(made).collect()
    }

    #[test]
    fn a_hand_worked_rate_is_met() {
        // r = 30/40; residuals 0.5, -0.5, 1, -1; var = 4/3 * 2.5 / 1600 = 1/480.
        let four = clusters(&[(8.0, 10.0), (7.0, 10.0), (8.5, 10.0), (6.5, 10.0)]);
        let made = pooled_ratio(&four, SURE);
        assert!(
            made.is_ok_and(|made| (made.value - 0.75).abs() < 1e-15
                && (made.standard_error - (1.0_f64 / 480.0).sqrt()).abs() < 1e-15)
        );
    }

    #[test]
    fn three_groups_are_too_few_and_empty_ones_do_not_count() {
        let three = clusters(&[(8.0, 10.0), (7.0, 10.0), (8.0, 9.0), (0.0, 0.0)]);
        let reason = NotEstimable::TooFewClusters { have: 3, need: 4 };
        assert_eq!(pooled_ratio(&three, SURE), Err(reason));
    }

    #[test]
    fn groups_all_alike_give_no_interval() {
        let alike = clusters(&[(0.7, 1.0), (1.4, 2.0), (2.1, 3.0), (4.9, 7.0)]);
        assert_eq!(pooled_ratio(&alike, SURE), Err(NotEstimable::NoVariation));
    }

    #[test]
    fn something_out_of_nothing_is_refused() {
        let wrong = clusters(&[(1.0, 0.0); 5]);
        assert!(matches!(pooled_ratio(&wrong, SURE), Err(NotEstimable::Contradictory { .. })));
    }

    proptest! {
        #[test]
        fn order_does_not_matter_and_the_ratio_is_inside(
            mut pairs in proptest::collection::vec((0.0..50.0, 1.0..60.0), 4..30),
        ) {
            let one = pooled_ratio(&clusters(&pairs), SURE)?;
            pairs.reverse();
            let other = pooled_ratio(&clusters(&pairs), SURE)?;
            prop_assert!(one.interval.contains(one.value));
            prop_assert!((one.standard_error / other.standard_error - 1.0).abs() < 1e-9);
        }

        #[test]
        fn any_numbers_give_a_finite_interval_or_a_reason(
            pairs in proptest::collection::vec((proptest::num::f64::ANY, proptest::num::f64::ANY), 0..9),
        ) {
            if let Ok(made) = pooled_ratio(&clusters(&pairs), SURE) {
                prop_assert!(made.interval.contains(made.value));
            }
        }
    }
}
