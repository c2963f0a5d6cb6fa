//! Before you start: the smallest effect a design can detect, and how wide its interval will be.

use super::difference_in_differences::FEWEST_SCHOOLS;
use super::interval::{Confidence, Population};
use super::{Arm, NotEstimable, finite, quantile, real};

/// People in two groups, compared person by person.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct IndividualDesign {
    /// People in the programme and in the comparison group.
    pub people: [u64; 2],
    /// How many covariates are allowed for.
    pub covariates: u64,
    /// The share of the variance that they explain, 0 to below 1.
    pub explained: f64,
}

/// Whole groups, such as schools, that take part or do not.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ClusterDesign {
    /// Groups in the programme and in the comparison arm.
    pub groups: [u64; 2],
    /// Members of each group whose outcome is known.
    pub members: u64,
    /// The share of the variance that lies between groups, 0 to 1.
    pub intraclass_correlation: f64,
    /// How many covariates that are one to a group are allowed for.
    pub group_covariates: u64,
    /// The share of the variance between groups that covariates explain, 0 to below 1.
    pub explained_between: f64,
    /// The share of the variance within groups that covariates explain, 0 to below 1.
    pub explained_within: f64,
}

/// The same people before and after, without a comparison.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ChangeDesign {
    /// People with both waves.
    pub pairs: u64,
    /// Those they speak for.
    pub population: Population,
    /// The correlation of the measure with itself from wave to wave, 0 to below 1.
    pub correlation: f64,
}

/// How often an effect that is there is to be found, as a share of 0.5 to below 1; 0.8 by custom.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Power(f64);

/// What a design can do, in standard deviations: of all people, or at baseline for change.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Detectable {
    /// The smallest true effect whose interval will exclude 0 as often as the power asks.
    pub effect: f64,
    /// The standard error of the estimate.
    pub standard_error: f64,
    /// The degrees of freedom of its interval.
    pub degrees_of_freedom: f64,
    /// How many standard errors the effect is.
    pub multiplier: f64,
    /// The distance between the limits to be expected.
    pub interval_width: f64,
}

impl Power {
    /// The customary power.
    pub const EIGHTY_PERCENT: Self = Self(0.8);

    /// A power of this share.
    ///
    /// # Errors
    /// [`NotEstimable::Contradictory`] below 0.5 or not below 1.
    pub fn of(share: f64) -> Result<Self, NotEstimable> {
        if (0.5..1.0).contains(&share) {
            Ok(Self(share))
        } else {
            Err(NotEstimable::Contradictory { what: "the power of a design lies outside 0.5 to 1" })
        }
    }
}

/// What two groups of people can detect.
///
/// `se = sqrt((1 - R2) (1/n1 + 1/n2))` with `n1 + n2 - 2 - covariates` degrees of freedom; the
/// effect is `(t_level + t_power) se`, for a two-sided interval at the level of `confidence`.
/// Source: Bloom 1995, *Evaluation Review* 19, 547-556. His multiplier stands in for the
/// noncentral t: at 95% and a power of 0.8 it is 0.2% too small with 8 degrees of freedom and right
/// to 0.03% with 18 or more; at 99.8% and a power of 0.9 it is 1% too small with 38.
///
/// # Errors
/// [`NotEstimable::TooFewPeople`] below 2 in a group or without degrees of freedom;
/// [`NotEstimable::Contradictory`] when a share lies outside 0 to 1.
pub fn detectable_by_people(
    design: &IndividualDesign,
    power: Power,
    confidence: Confidence,
) -> Result<Detectable, NotEstimable> {
    let left = unexplained(design.explained)?;
    let [one, other] = design.people;
    for people in design.people {
        if people < 2 {
            return Err(NotEstimable::TooFewPeople { have: people, need: 2 });
        }
    }
    let all = one.saturating_add(other);
    let need = design.covariates.saturating_add(3);
    if all < need {
        return Err(NotEstimable::TooFewPeople { have: all, need });
    }
    let variance = left * (1.0 / real(one) + 1.0 / real(other));
    Detectable::of(variance, real(all - 2) - real(design.covariates), power, confidence)
}

/// What groups that take part or do not can detect.
///
/// With J groups, a share P of them in the programme, and m members each,
/// `se^2 = (ICC (1 - R2 between) + (1 - ICC) (1 - R2 within) / m) / (P (1 - P) J)` in total
/// standard deviations, with J - 2 - group covariates degrees of freedom. Sources: Bloom 1995;
/// Bloom, Richburg-Hayes & Black 2007, *Educational Evaluation and Policy Analysis* 29, 30-59.
///
/// # Errors
/// [`NotEstimable::TooFewSchools`] below [`FEWEST_SCHOOLS`] groups in an arm, as fewer will not be
/// analysed; [`NotEstimable::TooFewClusters`] without degrees of freedom;
/// [`NotEstimable::TooFewPeople`] without members; [`NotEstimable::Contradictory`] when a share or
/// the correlation lies outside 0 to 1; [`NotEstimable::NoVariation`] when nothing is left to vary.
///
/// # Examples
/// ```
/// use learnframe::statistics::detectable::{ClusterDesign, Power, detectable_by_groups};
/// use learnframe::statistics::interval::Confidence;
///
/// let design = ClusterDesign {
///     groups: [20, 20],
///     members: 60,
///     intraclass_correlation: 0.15,
///     group_covariates: 0,
///     explained_between: 0.0,
///     explained_within: 0.0,
/// };
/// let made = detectable_by_groups(&design, Power::EIGHTY_PERCENT, Confidence::Percent95)?;
/// assert!((made.effect - 0.368).abs() < 5e-4);
/// # Ok::<(), learnframe::statistics::NotEstimable>(())
/// ```
pub fn detectable_by_groups(
    design: &ClusterDesign,
    power: Power,
    confidence: Confidence,
) -> Result<Detectable, NotEstimable> {
    let (between, within) = (unexplained(design.explained_between)?, unexplained(design.explained_within)?);
    if !(0.0..=1.0).contains(&finite(design.intraclass_correlation)?) {
        return Err(NotEstimable::Contradictory { what: "an intraclass correlation lies outside 0 to 1" });
    }
    for (arm, have) in [Arm::Programme, Arm::Comparison].into_iter().zip(design.groups) {
        if have < FEWEST_SCHOOLS {
            return Err(NotEstimable::TooFewSchools { arm, have, need: FEWEST_SCHOOLS });
        }
    }
    let [one, other] = design.groups;
    let all = one.saturating_add(other);
    let need = design.group_covariates.saturating_add(3);
    if all < need {
        return Err(NotEstimable::TooFewClusters { have: all, need });
    }
    if design.members == 0 {
        return Err(NotEstimable::TooFewPeople { have: 0, need: 1 });
    }
    let icc = design.intraclass_correlation;
    let of_one_group = icc * between + (1.0 - icc) * within / real(design.members);
    let variance = of_one_group * (1.0 / real(one) + 1.0 / real(other));
    Detectable::of(variance, real(all - 2) - real(design.group_covariates), power, confidence)
}

/// What a change of the same people can detect, in baseline standard deviations, where people
/// differ as much after as before.
///
/// `se = sqrt(2 (1 - r) / n) sqrt(1 - n/N)` with n - 1 degrees of freedom, as in
/// [`matched_change`](super::change::matched_change). Source: Bloom 1995 for the multiplier.
///
/// # Errors
/// [`NotEstimable::TooFewPeople`] below 2 pairs; [`NotEstimable::Contradictory`] for a correlation
/// outside 0 to 1 or more pairs than people; [`NotEstimable::NoVariation`] at a census, which
/// detects any change.
pub fn detectable_change(
    design: &ChangeDesign,
    power: Power,
    confidence: Confidence,
) -> Result<Detectable, NotEstimable> {
    let left = unexplained(design.correlation)?;
    if design.pairs < 2 {
        return Err(NotEstimable::TooFewPeople { have: design.pairs, need: 2 });
    }
    let correction = design.population.correction(design.pairs)?;
    let variance = 2.0 * left / real(design.pairs) * correction * correction;
    Detectable::of(variance, real(design.pairs - 1), power, confidence)
}

impl Detectable {
    fn of(variance: f64, freedom: f64, power: Power, confidence: Confidence) -> Result<Self, NotEstimable> {
        let standard_error = finite(variance.sqrt())?;
        if standard_error <= 0.0 {
            return Err(NotEstimable::NoVariation);
        }
        let level = confidence.student_quantile(freedom);
        let multiplier = finite(level + quantile::student_t(freedom, 1.0 - power.0))?;
        Ok(Self {
            effect: finite(multiplier * standard_error)?,
            standard_error,
            degrees_of_freedom: freedom,
            multiplier,
            interval_width: finite(2.0 * level * standard_error)?,
        })
    }
}

/// What is left of a variance; a share of all of it would leave a design nothing to detect with.
fn unexplained(share: f64) -> Result<f64, NotEstimable> {
    if (0.0..1.0).contains(&finite(share)?) {
        Ok(1.0 - share)
    } else {
        Err(NotEstimable::Contradictory { what: "a share of variance lies outside 0 to 1" })
    }
}

#[cfg(test)]
mod tests;
