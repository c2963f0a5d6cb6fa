//! Did schools in the programme change more than schools they are compared with?

use super::interval::{Basis, Confidence, IntervalEstimate};
use super::{Arm, NotEstimable, finite, length};

/// The fewest schools an arm may have.
pub const FEWEST_SCHOOLS: u64 = 3;

/// One school's change between two points in time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SchoolChange {
    /// Later less earlier, in the unit of the measure.
    pub change: f64,
    /// What the school counts for, such as its cohort; 0 leaves it out.
    pub weight: f64,
}

/// How much more one arm changed than the other.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DifferenceInDifferences {
    /// Weighted mean change of programme schools.
    pub programme_change: f64,
    /// Weighted mean change of comparison schools.
    pub comparison_change: f64,
    /// Programme less comparison, with its interval.
    pub estimate: IntervalEstimate,
}

/// Programme schools' weighted mean change less that of comparison schools, with an interval
/// that lets schools differ in how much they vary.
///
/// With `h = w / sum(w)` in the arm and e a school's distance from its arm's mean, an arm adds
/// `sum(h^2 e^2 / (1 - h))` to the variance: CR2 with one observation a school, which is HC2, and
/// free of bias when variances run against weights. Degrees of freedom by Satterthwaite's rule
/// under that working model; with equal weights in one arm they are its schools less one.
/// Standardise with [`in_baseline_sds`](super::effect::in_baseline_sds).
///
/// Sources: Bell & `McCaffrey` 2002, *Survey Methodology* 28, 169-181; Pustejovsky & Tipton 2018,
/// *Journal of Business & Economic Statistics* 36, 672-683.
///
/// # Errors
/// [`NotEstimable::TooFewSchools`] below [`FEWEST_SCHOOLS`] with weight in an arm;
/// [`NotEstimable::NoVariation`] when schools within both arms changed alike;
/// [`NotEstimable::Contradictory`] for a negative weight; [`NotEstimable::NotFinite`].
pub fn difference_in_differences(
    programme: &[SchoolChange],
    comparison: &[SchoolChange],
    confidence: Confidence,
) -> Result<DifferenceInDifferences, NotEstimable> {
    let treated = ArmSums::of(programme, Arm::Programme)?;
    let untreated = ArmSums::of(comparison, Arm::Comparison)?;
    let trace = treated.trace + untreated.trace;
    let trace_of_square = treated.trace_of_square + untreated.trace_of_square;
    let basis = Basis::Student { degrees_of_freedom: trace * trace / trace_of_square };
    let error = (treated.variance + untreated.variance).sqrt();
    let difference = treated.mean - untreated.mean;
    Ok(DifferenceInDifferences {
        programme_change: treated.mean,
        comparison_change: untreated.mean,
        estimate: IntervalEstimate::new(difference, error, basis, confidence)?,
    })
}

/// An arm's mean, the variance of it, and the first two moments of that variance under the
/// working model, up to a constant shared by both arms.
struct ArmSums {
    mean: f64,
    variance: f64,
    trace: f64,
    trace_of_square: f64,
}

impl ArmSums {
    fn of(schools: &[SchoolChange], arm: Arm) -> Result<Self, NotEstimable> {
        let counted = with_weight(schools)?;
        let have = length(&counted);
        if have < FEWEST_SCHOOLS {
            return Err(NotEstimable::TooFewSchools { arm, have, need: FEWEST_SCHOOLS });
        }
        let total = finite(counted.iter().map(|school| school.weight).sum())?;
        let part = |school: &SchoolChange| school.weight / total;
        let mean = finite(counted.iter().map(|school| part(school) * school.change).sum())?;
        let terms: Vec<Term> = counted.iter().map(|school| Term::of(school, part(school), mean)).collect();
        let sum = |of: fn(&Term) -> f64| finite(terms.iter().map(of).sum());
        let crossed = sum(|term| term.leverage * term.factor)?;
        let own = sum(|term| term.factor.powi(2) * (1.0 - 2.0 * term.leverage))?;
        Ok(Self {
            mean,
            variance: sum(|term| term.variance)?,
            trace: sum(|term| term.leverage)? / total,
            trace_of_square: finite((own + crossed * crossed) / total / total)?,
        })
    }
}

/// One school's part: its leverage h, its factor `h / (1 - h)` and its share of the variance.
struct Term {
    leverage: f64,
    factor: f64,
    variance: f64,
}

impl Term {
    fn of(school: &SchoolChange, leverage: f64, mean: f64) -> Self {
        let factor = leverage / (1.0 - leverage);
        let distance = school.change - mean;
        let rounding = 64.0 * f64::EPSILON * school.change.abs().max(mean.abs());
        let distance = if distance.abs() <= rounding { 0.0 } else { distance };
        Self { leverage, factor, variance: leverage * factor * distance * distance }
    }
}

fn with_weight(schools: &[SchoolChange]) -> Result<Vec<SchoolChange>, NotEstimable> {
    let mut counted = Vec::with_capacity(schools.len());
    for school in schools {
        finite(school.change)?;
        if finite(school.weight)? < 0.0 {
            return Err(NotEstimable::Contradictory { what: "a school's weight is below 0" });
        }
        if school.weight > 0.0 {
            counted.push(*school);
        }
    }
    Ok(counted)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SURE: Confidence = Confidence::Percent95;

    fn schools(pairs: &[(f64, f64)]) -> Vec<SchoolChange> {
        pairs.iter().map(|&(change, weight)| SchoolChange { change, weight }).collect()
    }

    fn freedom(made: &DifferenceInDifferences) -> f64 {
        match made.estimate.basis {
            Basis::Student { degrees_of_freedom } => degrees_of_freedom,
            Basis::Census | Basis::Normal => f64::NAN,
        }
    }

    #[test]
    fn equal_weights_give_the_unpooled_standard_error() {
        // Variances 1 of 3 schools and 6 of 4.
        let programme = schools(&[(1.0, 1.0), (2.0, 1.0), (3.0, 1.0)]);
        let comparison = schools(&[(0.0, 7.0), (0.0, 7.0), (3.0, 7.0), (-3.0, 7.0)]);
        let made = difference_in_differences(&programme, &comparison, SURE);
        let expected = (1.0_f64 / 3.0 + 6.0 / 4.0).sqrt();
        assert!(
            made.is_ok_and(|made| (made.estimate.value - 2.0).abs() < 1e-14
                && (made.estimate.standard_error - expected).abs() < 1e-14)
        );
    }

    #[test]
    fn two_schools_are_too_few_and_those_without_weight_do_not_count() {
        let enough = schools(&[(1.0, 1.0), (2.0, 1.0), (3.0, 1.0)]);
        let short = schools(&[(1.0, 1.0), (2.0, 1.0), (9.0, 0.0)]);
        let reason = NotEstimable::TooFewSchools { arm: Arm::Comparison, have: 2, need: 3 };
        assert_eq!(difference_in_differences(&enough, &short, SURE), Err(reason));
    }

    #[test]
    fn schools_all_alike_give_no_interval() {
        let alike = schools(&[(0.1, 3.0), (0.1, 1.0), (0.1, 7.0)]);
        let made = difference_in_differences(&alike, &alike, SURE);
        assert_eq!(made, Err(NotEstimable::NoVariation));
    }

    #[test]
    fn unequal_weights_match_cr2_by_dense_matrices() -> Result<(), NotEstimable> {
        // Worked out with the general cluster formula (hat matrix, inverse square roots, traces).
        let programme = schools(&[(0.4, 30.0), (1.1, 55.0), (-0.3, 12.0), (0.8, 41.0), (0.6, 88.0)]);
        let comparison = schools(&[(0.1, 25.0), (-0.2, 60.0), (0.5, 33.0), (0.0, 140.0)]);
        let made = difference_in_differences(&programme, &comparison, SURE)?;
        let estimate = made.estimate;
        let close = |got: f64, expected: f64| {
            assert!((got / expected - 1.0).abs() < 1e-9, "{got} {expected}");
        };
        close(estimate.value, 0.656_496_535_638_334_4);
        close(made.programme_change, 0.683_628_318_584_070_9);
        close(made.comparison_change, 0.027_131_782_945_736_44);
        close(estimate.standard_error, 0.169_486_816_881_940_1);
        close(freedom(&made), 4.784_068_457_739_943);
        close(estimate.interval.lower(), 0.214_835_158_417_902_52);
        close(estimate.interval.upper(), 1.098_157_912_858_766_4);
        Ok(())
    }

    /// Worked out with the general cluster formula in numpy; by hand, with equal weights, the
    /// degrees of freedom are `(1/3 + 1/27)^2 / (1/(9 * 2) + 1/(729 * 26))`.
    #[test]
    fn few_against_many_have_the_degrees_of_freedom_of_the_few() -> Result<(), NotEstimable> {
        let list = |many: u32| -> Vec<SchoolChange> {
            (0..many).map(|at| SchoolChange { change: f64::from(at * at % 7), weight: 4.0 }).collect()
        };
        let made = difference_in_differences(&list(3), &list(27), SURE)?;
        assert!((freedom(&made) / 2.466_793_168_880_457 - 1.0).abs() < 1e-12);
        let by_hand = (1.0_f64 / 3.0 + 1.0 / 27.0).powi(2) / (1.0 / 18.0 + 1.0 / (729.0 * 26.0));
        assert!((freedom(&made) / by_hand - 1.0).abs() < 1e-12);
        Ok(())
    }

    #[test]
    fn a_school_that_outweighs_its_arm_is_a_reason_not_a_number() {
        let all = schools(&[(0.4, 1e300), (1.1, 1.0), (-0.3, 1.0)]);
        let other = schools(&[(0.4, 1.0), (1.1, 1.0), (-0.3, 1.0)]);
        assert_eq!(difference_in_differences(&all, &other, SURE), Err(NotEstimable::NotFinite));
        let below = schools(&[(0.4, -1.0), (1.1, 1.0), (-0.3, 1.0)]);
        assert!(matches!(difference_in_differences(&below, &other, SURE), Err(NotEstimable::Contradictory { .. })));
    }

    proptest! {
        #[test]
        fn swapping_arms_turns_the_sign_and_weightless_schools_change_nothing(
            programme in proptest::collection::vec((-2.0..2.0, 5.0..90.0), 3..20),
            comparison in proptest::collection::vec((-2.0..2.0, 5.0..90.0), 3..20),
        ) {
            let (mut programme, comparison) = (schools(&programme), schools(&comparison));
            let forth = difference_in_differences(&programme, &comparison, SURE)?;
            let back = difference_in_differences(&comparison, &programme, SURE)?;
            prop_assert!((forth.estimate.value + back.estimate.value).abs() < 1e-12);
            prop_assert!((forth.estimate.interval.lower() + back.estimate.interval.upper()).abs() < 1e-9);
            programme.push(SchoolChange { change: 99.0, weight: 0.0 });
            prop_assert_eq!(difference_in_differences(&programme, &comparison, SURE)?, forth);
        }

        #[test]
        fn order_and_unit_of_weight_change_nothing(
            mut pairs in proptest::collection::vec((-2.0..2.0, 5.0..90.0), 3..30),
            unit in 0.01..100.0,
        ) {
            let other = schools(&[(0.0, 10.0), (0.5, 20.0), (1.0, 35.0)]);
            let scaled = |list: &[SchoolChange]| -> Vec<SchoolChange> {
                list.iter().map(|school| SchoolChange { weight: school.weight * unit, ..*school }).collect()
            };
            let one = difference_in_differences(&schools(&pairs), &other, SURE)?;
            pairs.reverse();
            let again = difference_in_differences(&scaled(&schools(&pairs)), &scaled(&other), SURE)?;
            prop_assert!((one.estimate.standard_error / again.estimate.standard_error - 1.0).abs() < 1e-9);
            prop_assert!((freedom(&one) / freedom(&again) - 1.0).abs() < 1e-9);
        }

        #[test]
        fn freedom_lies_between_one_and_the_schools_less_two(
            programme in proptest::collection::vec((-2.0..2.0, 0.1..90.0), 3..30),
            comparison in proptest::collection::vec((-2.0..2.0, 0.1..90.0), 3..30),
        ) {
            let made = difference_in_differences(&schools(&programme), &schools(&comparison), SURE)?;
            let most = f64::from(u32::try_from(programme.len() + comparison.len()).unwrap_or(u32::MAX)) - 2.0;
            prop_assert!(freedom(&made) > 0.999 && freedom(&made) < most + 1e-9);
            prop_assert!(made.estimate.interval.contains(made.estimate.value));
        }

        #[test]
        fn any_numbers_give_a_finite_interval_or_a_reason(
            pairs in proptest::collection::vec((proptest::num::f64::ANY, proptest::num::f64::ANY), 0..7),
        ) {
            let all = schools(&pairs);
            if let Ok(made) = difference_in_differences(&all, &all, SURE) {
                prop_assert!(made.estimate.interval.contains(made.estimate.value));
            }
        }
    }
}
