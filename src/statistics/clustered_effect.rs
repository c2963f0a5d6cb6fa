//! What a programme did for pupils who sit in schools, when whole schools took part or did not.

use super::cross_products::CrossProducts;
use super::difference_in_differences::FEWEST_SCHOOLS;
use super::interval::{Confidence, IntervalEstimate};
use super::random_intercept::RandomInterceptRegression;
use super::{Arm, NotEstimable, finite, length, real};

/// One school: its arm, and its pupils' cross-products over the covariates, such as intake, and
/// then the outcome.
#[derive(Debug, Clone, PartialEq)]
pub struct SchoolInArm {
    /// Whether the school took part.
    pub arm: Arm,
    /// Sums over its pupils.
    pub pupils: CrossProducts,
}

/// Which unconditional model the standard deviation that divides the effect comes from. Neither
/// knows the covariates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum UnconditionalModel {
    /// Schools and pupils around the level of their arm, so that what the programme did is no part
    /// of the spread (Hedges 2007).
    WithinArms,
    /// Schools and pupils around one level: the model with an intercept only (EEF).
    WholeTrial,
}

/// The effect of a programme on pupils in schools.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ClusteredEffect {
    /// Programme less comparison in the unit of the outcome, covariates allowed for.
    pub difference: IntervalEstimate,
    /// The difference in total standard deviations.
    pub effect: IntervalEstimate,
    /// What the difference was divided by: the root of the variance between and within schools.
    pub total_sd: f64,
    /// The share of that variance that lies between schools.
    pub intraclass_correlation: f64,
    /// How many times the variance of a mean over pupils is that of as many pupils drawn singly.
    pub design_effect: f64,
    /// Schools with pupils in the programme and in the comparison arm.
    pub schools: [u64; 2],
    /// Pupils in the programme and in the comparison arm.
    pub pupils: [u64; 2],
}

/// Programme schools against comparison schools by the random-intercept model with the arm and
/// the covariates, divided by the total standard deviation of an unconditional model.
///
/// With d the difference and s the total standard deviation, by the delta method
/// `se^2 = (se_d / s)^2 + effect^2 / (2 f)`, where f are the degrees of freedom of s^2 by
/// Satterthwaite's rule. The interval is Student's with degrees of freedom from schools: all with
/// pupils, less two, less covariates that are one to a school. No small-sample factor is applied,
/// as s rests on pupils and schools together.
///
/// Sources: Education Endowment Foundation 2022, *Statistical analysis guidance for EEF
/// evaluations*; Hedges 2007, *Journal of Educational and Behavioral Statistics* 32, 341-370 (the
/// total standardiser).
///
/// # Errors
/// [`NotEstimable::TooFewSchools`] below [`FEWEST_SCHOOLS`] with pupils in an arm; else as
/// [`RandomInterceptRegression::fit`].
///
/// # Examples
/// ```
/// use learnframe::statistics::clustered_effect::{SchoolInArm, UnconditionalModel, clustered_effect};
/// use learnframe::statistics::cross_products::CrossProducts;
/// use learnframe::statistics::interval::Confidence;
/// use learnframe::statistics::{Arm, NotEstimable};
///
/// let mut schools = Vec::new();
/// for school in 0_u8..8 {
///     let arm = if school % 2 == 0 { Arm::Programme } else { Arm::Comparison };
///     let mut pupils = CrossProducts::nobody(2);
///     for pupil in 0_u8..10 {
///         let intake = f64::from((pupil * 3 + school) % 7);
///         let surprise = f64::from((pupil * 7 + school * 3) % 5) + f64::from(school % 3);
///         pupils.count(&[intake, intake + surprise + f64::from(u8::from(arm == Arm::Programme))])?;
///     }
///     schools.push(SchoolInArm { arm, pupils });
/// }
/// let made = clustered_effect(&schools, UnconditionalModel::WithinArms, Confidence::Percent95)?;
/// assert!(made.difference.interval.contains(1.0));
/// # Ok::<(), NotEstimable>(())
/// ```
pub fn clustered_effect(
    schools: &[SchoolInArm],
    unconditional: UnconditionalModel,
    confidence: Confidence,
) -> Result<ClusteredEffect, NotEstimable> {
    let counts = [Arm::Programme, Arm::Comparison].map(|arm| Counts::of(schools, arm));
    for (arm, counted) in [Arm::Programme, Arm::Comparison].into_iter().zip(&counts) {
        if counted.schools < FEWEST_SCHOOLS {
            return Err(NotEstimable::TooFewSchools { arm, have: counted.schools, need: FEWEST_SCHOOLS });
        }
    }
    let fit = |of: fn(&SchoolInArm) -> CrossProducts| {
        RandomInterceptRegression::fit(&schools.iter().map(of).collect::<Vec<_>>(), confidence)
    };
    let model = fit(|school| school.pupils.with_constant_first(arm_code(school.arm)))?;
    let plain = fit(match unconditional {
        UnconditionalModel::WithinArms => |school| school.pupils.last_only().with_constant_first(arm_code(school.arm)),
        UnconditionalModel::WholeTrial => |school| school.pupils.last_only(),
    })?;
    let difference = *model.slopes().first().ok_or(NotEstimable::NothingCounted)?;
    let (variance, freedom) = plain.total_variance();
    let total_sd = finite(variance.sqrt())?;
    let effect = difference.value / total_sd;
    let scaled = difference.standard_error / total_sd;
    let error = (scaled * scaled + effect * effect / (2.0 * freedom)).sqrt();
    let members: Vec<u64> = schools.iter().map(|school| school.pupils.people()).collect();
    Ok(ClusteredEffect {
        difference,
        effect: IntervalEstimate::new(effect, error, difference.basis, confidence)?,
        total_sd,
        intraclass_correlation: plain.intraclass_correlation(),
        design_effect: design_effect(&members, plain.intraclass_correlation())?,
        schools: counts.each_ref().map(|counted| counted.schools),
        pupils: counts.map(|counted| counted.pupils),
    })
}

/// How many times the variance of a mean over the members of groups is that of as many people
/// drawn singly: `1 + (m - 1) ICC`.
///
/// Groups of unequal sizes n have `m = sum(n^2) / sum(n)`, the size of the group an average member
/// sits in; groups of one size have that size. Source: Kish 1965, *Survey Sampling*, 5.4; Kerry &
/// Bland 2001, *Statistics in Medicine* 20, 377-390.
///
/// # Errors
/// [`NotEstimable::NothingCounted`] without members; [`NotEstimable::Contradictory`] for a
/// correlation outside 0 to 1; [`NotEstimable::NotFinite`].
pub fn design_effect(members: &[u64], intraclass_correlation: f64) -> Result<f64, NotEstimable> {
    if !(0.0..=1.0).contains(&finite(intraclass_correlation)?) {
        return Err(NotEstimable::Contradictory { what: "an intraclass correlation lies outside 0 to 1" });
    }
    let people: f64 = members.iter().map(|size| real(*size)).sum();
    if people <= 0.0 {
        return Err(NotEstimable::NothingCounted);
    }
    // Each member's companions rather than group sizes, so that singles have exactly none.
    let companions: f64 = members.iter().map(|size| real(*size) / people * real(size.saturating_sub(1))).sum();
    finite(1.0 + companions * intraclass_correlation)
}

struct Counts {
    schools: u64,
    pupils: u64,
}

impl Counts {
    fn of(schools: &[SchoolInArm], arm: Arm) -> Self {
        let in_arm = schools.iter().filter(|school| school.arm == arm && school.pupils.people() > 0);
        let sizes: Vec<u64> = in_arm.map(|school| school.pupils.people()).collect();
        Self { schools: length(&sizes), pupils: sizes.iter().fold(0, |sum, size| sum.saturating_add(*size)) }
    }
}

const fn arm_code(arm: Arm) -> f64 {
    match arm {
        Arm::Programme => 1.0,
        Arm::Comparison => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::interval::Basis;
    use proptest::prelude::*;

    const SURE: Confidence = Confidence::Percent95;
    const MODEL: UnconditionalModel = UnconditionalModel::WithinArms;

    fn trial(lists: &[Vec<(f64, f64)>]) -> Vec<SchoolInArm> {
        let mut schools = Vec::new();
        for (place, list) in lists.iter().enumerate() {
            let mut pupils = CrossProducts::nobody(2);
            for (intake, score) in list {
                pupils.count(&[*intake, *score]).unwrap();
            }
            schools.push(SchoolInArm { arm: if place % 2 == 0 { Arm::Programme } else { Arm::Comparison }, pupils });
        }
        schools
    }

    #[test]
    fn hand_worked_design_effects_are_met() {
        // 1 + 19 * 0.05; singles have none.
        assert!(design_effect(&[20; 7], 0.05).is_ok_and(|made| (made - 1.95).abs() < 1e-14));
        assert_eq!(design_effect(&[1; 7], 0.3), Ok(1.0));
        // Sizes 10 and 30: (100 + 900) / 40 = 25.
        assert!(design_effect(&[10, 30, 0], 0.1).is_ok_and(|made| (made - 3.4).abs() < 1e-14));
        assert_eq!(design_effect(&[0], 0.1), Err(NotEstimable::NothingCounted));
        assert!(design_effect(&[4], 1.1).is_err() && design_effect(&[4], f64::NAN).is_err());
    }

    /// As many pupils in each school and no covariate: the difference of arms is that of school
    /// means, its error the pooled one over schools (Donner & Klar 2000), df schools less two.
    #[test]
    fn equal_schools_without_covariates_are_a_t_interval_over_school_means() -> Result<(), NotEstimable> {
        let levels = [3.0, 1.0, 4.5, 2.5, 6.0, 1.5, 5.0, 4.0];
        let mut schools = Vec::new();
        for (place, level) in levels.iter().enumerate() {
            let mut pupils = CrossProducts::nobody(1);
            for step in [-1.0, 0.0, 1.0] {
                pupils.count(&[level + step])?;
            }
            schools.push(SchoolInArm { arm: if place % 2 == 0 { Arm::Programme } else { Arm::Comparison }, pupils });
        }
        let made = clustered_effect(&schools, MODEL, SURE)?;
        // Programme 3, 4.5, 6, 5: mean 4.625, squares 4.6875; comparison 1, 2.5, 1.5, 4: 2.25, 5.25.
        let pooled: f64 = (4.6875 + 5.25) / 6.0;
        assert!((made.difference.value - 2.375).abs() < 1e-12);
        assert!((made.difference.standard_error - (pooled * 0.5).sqrt()).abs() < 1e-9);
        assert_eq!(made.difference.basis, Basis::Student { degrees_of_freedom: 6.0 });
        // Within schools the variance is 1, between them pooled - 1/3.
        assert!((made.total_sd.powi(2) - (pooled + 2.0 / 3.0)).abs() < 1e-8);
        assert!((made.effect.value - 2.375 / (pooled + 2.0 / 3.0).sqrt()).abs() < 1e-8);
        assert_eq!((made.schools, made.pupils), ([4, 4], [12, 12]));
        let whole = clustered_effect(&schools, UnconditionalModel::WholeTrial, SURE)?;
        assert!(whole.total_sd > made.total_sd && whole.effect.value < made.effect.value);
        Ok(())
    }

    #[test]
    fn two_schools_in_an_arm_are_too_few() {
        let lists = vec![vec![(1.0, 2.0), (2.0, 2.0), (0.0, 1.0)]; 5];
        let reason = NotEstimable::TooFewSchools { arm: Arm::Comparison, have: 2, need: 3 };
        assert_eq!(clustered_effect(&trial(&lists), MODEL, SURE), Err(reason));
    }

    fn any_trial() -> impl Strategy<Value = Vec<Vec<(f64, f64)>>> {
        proptest::collection::vec(proptest::collection::vec((-3.0..3.0_f64, 1.0..5.0_f64), 2..9), 6..12)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn swapping_arms_turns_the_sign_and_the_unit_does_not_matter(lists in any_trial(), unit in 0.01..100.0_f64) {
            let schools = trial(&lists);
            let forth = clustered_effect(&schools, MODEL, SURE)?;
            let swap = |arm| if arm == Arm::Programme { Arm::Comparison } else { Arm::Programme };
            let mut swapped: Vec<SchoolInArm> =
                schools.iter().map(|school| SchoolInArm { arm: swap(school.arm), ..school.clone() }).collect();
            swapped.reverse();
            swapped.push(SchoolInArm { arm: Arm::Programme, pupils: CrossProducts::nobody(2) });
            let back = clustered_effect(&swapped, MODEL, SURE)?;
            prop_assert!((forth.effect.value + back.effect.value).abs() < 1e-6);
            prop_assert!((forth.effect.interval.lower() + back.effect.interval.upper()).abs() < 1e-6);
            let scaled: Vec<Vec<(f64, f64)>> =
                lists.iter().map(|list| list.iter().map(|(intake, score)| (*intake, score * unit)).collect()).collect();
            let scaled = clustered_effect(&trial(&scaled), MODEL, SURE)?;
            prop_assert!((scaled.effect.value - forth.effect.value).abs() < 1e-6);
            prop_assert!((scaled.effect.standard_error / forth.effect.standard_error - 1.0).abs() < 1e-6);
            prop_assert!(forth.design_effect >= 1.0 && forth.effect.interval.contains(forth.effect.value));
        }
    }
}
