//! The search for the ratio of two variances that fits best.

/// Stretches of the scan, even in ICC up to 0.99 and even in its odds beyond.
pub(in crate::statistics) const SCAN_STEPS: u32 = 128;

pub(in crate::statistics) fn ratio_at(step: u32) -> f64 {
    if step < 100 {
        let share = f64::from(step) / 100.0;
        share / (1.0 - share)
    } else {
        99.0 * 2.0_f64.powi(i32::try_from(step).unwrap_or(i32::MAX) - 99)
    }
}

/// The ratio of 0 or more with the least `deviance`.
///
/// A scan over the whole range finds the best stretch, as a restricted likelihood can have two
/// peaks; bisection of the deviance's `slope` then finds the least to machine precision.
pub(in crate::statistics) fn best_ratio(deviance: impl Fn(f64) -> f64, slope: impl Fn(f64) -> f64) -> f64 {
    let mut best = 0;
    let mut least = f64::INFINITY;
    for step in 0..SCAN_STEPS {
        let deviance = deviance(ratio_at(step));
        if deviance < least {
            (best, least) = (step, deviance);
        }
    }
    let at_best = ratio_at(best);
    if slope(at_best) < 0.0 {
        bisect(at_best, ratio_at(best + 1), slope)
    } else if best == 0 {
        0.0
    } else {
        bisect(ratio_at(best - 1), at_best, slope)
    }
}

/// Halves a stretch around a minimum until no number lies between its ends.
fn bisect(mut lower: f64, mut upper: f64, slope: impl Fn(f64) -> f64) -> f64 {
    loop {
        let middle = f64::midpoint(lower, upper);
        if middle <= lower || middle >= upper {
            return middle;
        }
        if slope(middle) < 0.0 {
            lower = middle;
        } else {
            upper = middle;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_parabola_has_its_least_where_it_should() {
        for wanted in [0.003, 0.7, 42.0, 1e7] {
            let found = best_ratio(|ratio| (ratio - wanted).powi(2), |ratio| ratio - wanted);
            assert!((found / wanted - 1.0).abs() < 1e-14, "{found}");
        }
    }

    #[test]
    fn a_rising_deviance_stays_at_zero_and_the_deeper_of_two_valleys_is_taken() {
        assert!(best_ratio(|ratio| ratio, |_| 1.0) <= 0.0);
        // Least of all at 3, a shallower valley at 0.5: (r - 0.5)(r - 2)(r - 3) integrated.
        let deviance = |r: f64| r.powi(4) / 4.0 - 5.5 * r.powi(3) / 3.0 + 8.5 * r * r / 2.0 - 3.0 * r;
        let found = best_ratio(deviance, |r| (r - 0.5) * (r - 2.0) * (r - 3.0));
        let other = [0.5, 3.0].into_iter().min_by(|one, other| deviance(*one).total_cmp(&deviance(*other)));
        assert!(other.is_some_and(|other| (found - other).abs() < 1e-9));
    }
}
