//! Exact binomial limits between whole people.

use crate::statistics::interval::{Confidence, Interval};
use crate::statistics::{NotEstimable, real};

/// Above this many people the limits are the normal ones, which then agree to nine digits.
const MOST_COUNTED: u64 = 1_000_000_000;

/// Chances below this share of the greatest add nothing to a sum.
const NEGLIGIBLE: f64 = 1e-22;

/// Limits for the share of `people` who say so when each does with chance `target` (between 0 and
/// 1).
///
/// With r the least count that is reached with probability p or more, the limit is
/// `(r - a) / n` with `a = (P(X <= r) - p) / P(X = r)`, for p both tails of the level
/// (Spiegelhalter 2005, *Statistics in Medicine* 24, 1185-1202, appendix A.1.1).
pub(super) fn interpolated_limits(target: f64, people: u64, confidence: Confidence) -> Result<Interval, NotEstimable> {
    if people > MOST_COUNTED {
        let half = confidence.normal_quantile() * (target * (1.0 - target) / real(people)).sqrt();
        return Interval::new(target - half, target + half, confidence);
    }
    let (first, chances) = chances(target, people);
    let limit = |probability: f64| {
        let mut so_far = 0.0;
        let mut count = first;
        for chance in &chances {
            so_far += chance;
            if so_far >= probability {
                return (count - (so_far - probability) / chance) / real(people);
            }
            count += 1.0;
        }
        1.0
    };
    Interval::new(limit(confidence.each_tail()), limit(1.0 - confidence.each_tail()), confidence)
}

/// The least count with a chance worth adding, and the chances from there on.
///
/// They are worked out from the likeliest count outwards and then brought to a sum of 1, so that
/// no factorial is needed and nothing under- or overflows.
fn chances(target: f64, people: u64) -> (f64, Vec<f64>) {
    let odds = target / (1.0 - target);
    let all = real(people);
    let likeliest = ((all + 1.0) * target).floor().min(all);
    let mut below = Vec::new();
    let (mut count, mut chance) = (likeliest, 1.0);
    while count > 0.0 && chance > NEGLIGIBLE {
        chance *= count / (all - count + 1.0) / odds;
        count -= 1.0;
        below.push(chance);
    }
    let first = count;
    let mut found: Vec<f64> = below.into_iter().rev().chain(std::iter::once(1.0)).collect();
    (count, chance) = (likeliest, 1.0);
    while count < all && chance > NEGLIGIBLE {
        chance *= (all - count) / (count + 1.0) * odds;
        count += 1.0;
        found.push(chance);
    }
    let sum: f64 = found.iter().sum();
    (first, found.into_iter().map(|chance| chance / sum).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chances_of_four_throws_of_a_coin_are_met() {
        let (first, found) = chances(0.5, 4);
        assert!(first <= 0.0);
        let wanted = [1.0, 4.0, 6.0, 4.0, 1.0].map(|ways| ways / 16.0);
        assert!(found.len() == 5 && found.iter().zip(wanted).all(|(got, wanted)| (got - wanted).abs() < 1e-15));
    }

    /// The limits of many people run into the normal ones, which take over without a step.
    #[test]
    fn many_people_have_normal_limits() {
        for (target, people) in [(0.3, MOST_COUNTED), (0.72, 4_000_000)] {
            let exact = interpolated_limits(target, people, Confidence::Percent99_8).unwrap();
            let half = Confidence::Percent99_8.normal_quantile() * (target * (1.0 - target) / real(people)).sqrt();
            // Skewness moves both by about (z^2 - 1) (1 - 2 p) / 6 n, half a person by 1 / 2 n.
            assert!((exact.lower() - (target - half)).abs() < 2.0 / real(people));
            assert!((exact.upper() - (target + half)).abs() < 2.0 / real(people));
        }
        assert!(interpolated_limits(0.3, u64::MAX, Confidence::Percent95).is_ok_and(|made| made.contains(0.3)));
    }

    #[test]
    fn targets_at_the_brink_keep_finite_limits() {
        for target in [f64::MIN_POSITIVE, 1e-12, 1.0 - f64::EPSILON] {
            let made = interpolated_limits(target, 12, Confidence::Percent95).unwrap();
            assert!(made.width() < 2.0);
        }
    }
}
