//! How two things go together, and what to know before change is read.
//!
//! Everything here is an association: it says that two measures differ together, not that one
//! moves the other.

use super::cluster::FEWEST_CLUSTERS;
use super::cross_products::CrossProducts;
use super::interval::{Basis, Confidence, IntervalEstimate};
use super::mean::Moments;
use super::{NotEstimable, finite, length, real};

/// A straight line through people's pairs of values.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Slope {
    /// The second measure's expected difference for one more of the first.
    pub slope: IntervalEstimate,
    /// What the line has where the first measure is 0.
    pub intercept: f64,
    /// Pearson's correlation, -1 to 1.
    pub correlation: f64,
    /// People with both values.
    pub people: u64,
}

/// The slope of the second measure on the first by least squares, such as of change on attendance,
/// from the sums of two measures.
///
/// Student's t interval with n - 2 degrees of freedom. `fewest` is how many people the caller wants
/// before a slope is shown; 3 is the least whatever is asked. Source: Draper & Smith 1998, *Applied
/// Regression Analysis*, 1.
///
/// # Errors
/// [`NotEstimable::TooFewPeople`] below `fewest` or 3; [`NotEstimable::NoVariation`] when all are
/// alike in the first measure or all lie on one line; [`NotEstimable::Contradictory`] unless there
/// are two measures or when sums cannot be; [`NotEstimable::NotFinite`].
///
/// # Examples
/// ```
/// use learnframe::statistics::association::slope;
/// use learnframe::statistics::cross_products::CrossProducts;
/// use learnframe::statistics::interval::Confidence;
///
/// let mut sums = CrossProducts::nobody(2);
/// for (sessions, change) in [(2.0, 0.1), (4.0, 0.3), (5.0, 0.2), (8.0, 0.5)] {
///     sums.count(&[sessions, change])?;
/// }
/// let line = slope(&sums, 4, Confidence::Percent95)?;
/// assert!(line.slope.value > 0.0 && line.correlation > 0.9);
/// # Ok::<(), learnframe::statistics::NotEstimable>(())
/// ```
pub fn slope(sums: &CrossProducts, fewest: u64, confidence: Confidence) -> Result<Slope, NotEstimable> {
    if sums.measures() != 2 {
        return Err(NotEstimable::Contradictory { what: "a slope is of two measures" });
    }
    let (people, need) = (sums.people(), fewest.max(3));
    if people < need {
        return Err(NotEstimable::TooFewPeople { have: people, need });
    }
    let [across, both, along] = [sums.deviations(0, 0)?, sums.deviations(0, 1)?, sums.deviations(1, 1)?];
    if across <= 0.0 || along <= 0.0 {
        return Err(NotEstimable::NoVariation);
    }
    let correlation = finite(both / across.sqrt() / along.sqrt())?.clamp(-1.0, 1.0);
    let unexplained = 1.0 - correlation * correlation;
    if unexplained <= ON_ONE_LINE {
        return Err(NotEstimable::NoVariation);
    }
    let freedom = real(people - 2);
    let value = finite(both / across)?;
    let error = (along / across * unexplained / freedom).sqrt();
    let [x, y] = <[f64; 2]>::try_from(sums.means()).unwrap_or_default();
    let basis = Basis::Student { degrees_of_freedom: freedom };
    let slope = IntervalEstimate::new(value, error, basis, confidence)?;
    Ok(Slope { slope, intercept: finite(y - value * x)?, correlation, people })
}

/// The same slope with people in groups: its interval allows for people of one group being alike in
/// both measures, which would make that of [`slope`] too narrow.
///
/// From the sums of each group's two measures. The variance is the sandwich with groups as clusters,
/// times `G / (G - 1) (n - 1) / (n - 2)`; Student's t with groups less one degrees of freedom.
/// Groups without people are left out. Sources: Liang & Zeger 1986, *Biometrika* 73, 13-22; Cameron &
/// Miller 2015, *Journal of Human Resources* 50, 317-372.
///
/// # Errors
/// [`NotEstimable::TooFewClusters`] below [`FEWEST_CLUSTERS`] groups; else as [`slope`].
pub fn slope_over_groups(groups: &[CrossProducts], fewest: u64, confidence: Confidence) -> Result<Slope, NotEstimable> {
    let mut all = CrossProducts::nobody(2);
    for group in groups {
        all.merge(group)?;
    }
    let line = slope(&all, fewest, confidence)?;
    let filled: Vec<&CrossProducts> = groups.iter().filter(|group| group.people() > 0).collect();
    let have = length(&filled);
    if have < FEWEST_CLUSTERS {
        return Err(NotEstimable::TooFewClusters { have, need: FEWEST_CLUSTERS });
    }
    let [mean_x, mean_y] = <[f64; 2]>::try_from(all.means()).unwrap_or_default();
    // What a group adds to the slope's score: the sum of (x - mean) times the distance from the line.
    let mut squares = 0.0;
    for group in filled {
        let n = real(group.people());
        let [x, y] = <[f64; 2]>::try_from(group.means()).unwrap_or_default();
        let (x, y) = (x - mean_x, y - mean_y);
        let both = group.deviations(0, 1)? + n * x * y;
        let across = group.deviations(0, 0)? + n * x * x;
        squares += (both - line.slope.value * across).powi(2);
    }
    let (clusters, people) = (real(have), real(all.people()));
    let correction = clusters / (clusters - 1.0) * ((people - 1.0) / (people - 2.0));
    let error = finite((correction * squares).sqrt() / all.deviations(0, 0)?)?;
    if error <= 0.0 {
        return Err(NotEstimable::NoVariation);
    }
    let basis = Basis::Student { degrees_of_freedom: clusters - 1.0 };
    Ok(Slope { slope: IntervalEstimate::new(line.slope.value, error, basis, confidence)?, ..line })
}

/// A share of unexplained variance that rounding alone leaves.
const ON_ONE_LINE: f64 = 1e-12;

/// The share of the variance of a measure that lies between groups.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ShareBetweenGroups {
    /// eta2, 0 to 1: the share in these people; too high in small groups even by chance.
    pub eta_squared: f64,
    /// omega2, 0 to 1: the share to be expected among all such people; 0 where chance does as well.
    pub omega_squared: f64,
    /// Groups with answers.
    pub groups: u64,
    /// People who answered.
    pub people: u64,
}

/// eta2 = `SSB / SST` and omega2 = `(SSB - (k - 1) MSW) / (SST + MSW)`, from sums per group; groups
/// without answers are left out.
///
/// Sources: Fisher 1925; Hays 1963, *Statistics for Psychologists*.
///
/// # Errors
/// [`NotEstimable::TooFewGroups`] below 2; [`NotEstimable::TooFewPeople`] when no group has a
/// second person; [`NotEstimable::NoVariation`] when all are alike; else as
/// [`Moments::squared_deviations`].
pub fn share_between_groups(groups: &[Moments]) -> Result<ShareBetweenGroups, NotEstimable> {
    let counted: Vec<&Moments> = groups.iter().filter(|group| group.n > 0).collect();
    let have = length(&counted);
    if have < 2 {
        return Err(NotEstimable::TooFewGroups { have, need: 2 });
    }
    let people = counted.iter().fold(0, |sum: u64, group| sum.saturating_add(group.n));
    if people <= have {
        return Err(NotEstimable::TooFewPeople { have: people, need: have + 1 });
    }
    let grand_mean = finite(counted.iter().map(|group| group.sum).sum::<f64>() / real(people))?;
    let [mut within, mut between] = [0.0; 2];
    for group in counted {
        within += group.squared_deviations()?;
        let distance = group.mean()? - grand_mean;
        let rounding = 64.0 * f64::EPSILON * grand_mean.abs();
        between += if distance.abs() <= rounding { 0.0 } else { real(group.n) * distance * distance };
    }
    let total = finite(within + between)?;
    if total <= 0.0 {
        return Err(NotEstimable::NoVariation);
    }
    let mean_square = within / real(people - have);
    let omega = (between - real(have - 1) * mean_square) / (total + mean_square);
    Ok(ShareBetweenGroups { eta_squared: between / total, omega_squared: omega.max(0.0), groups: have, people })
}

/// The change to be expected of people or groups picked out for a far value, though nothing
/// happened: `(1 - r) (mean - value)`, in the unit of the measure.
///
/// `correlation` is that of the measure with itself from wave to wave (0 to 1), `mean` that of
/// everyone they were picked from. Source: Barnett, van der Pols & Dobson 2005, *International
/// Journal of Epidemiology* 34, 215-220.
///
/// # Errors
/// [`NotEstimable::Contradictory`] for a correlation outside 0 to 1; [`NotEstimable::NotFinite`].
pub fn expected_regression_to_the_mean(correlation: f64, mean: f64, value: f64) -> Result<f64, NotEstimable> {
    if !(0.0..=1.0).contains(&finite(correlation)?) {
        return Err(NotEstimable::Contradictory { what: "a correlation from wave to wave lies outside 0 to 1" });
    }
    finite((1.0 - correlation) * (mean - value))
}

/// How many people sit at the ends of a scale.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EndsOfScale {
    /// The share with the lowest possible score.
    pub at_floor: f64,
    /// The share with the highest possible score.
    pub at_ceiling: f64,
}

/// The share at one end above which change that way cannot be seen.
pub const CROWDED_END: f64 = 0.3;

impl EndsOfScale {
    /// From counts of people at the lowest and highest possible score.
    ///
    /// # Errors
    /// [`NotEstimable::NothingCounted`] without answers; [`NotEstimable::Contradictory`] when more
    /// sit at the ends than answered.
    pub fn of(at_floor: u64, at_ceiling: u64, answered: u64) -> Result<Self, NotEstimable> {
        if answered == 0 {
            return Err(NotEstimable::NothingCounted);
        }
        if at_floor.saturating_add(at_ceiling) > answered {
            return Err(NotEstimable::Contradictory { what: "more people sit at the ends than answered" });
        }
        Ok(Self { at_floor: real(at_floor) / real(answered), at_ceiling: real(at_ceiling) / real(answered) })
    }

    /// Whether more than [`CROWDED_END`] have the lowest score, so that a fall cannot show.
    #[must_use]
    pub fn has_floor_effect(&self) -> bool {
        self.at_floor > CROWDED_END
    }

    /// Whether more than [`CROWDED_END`] have the highest score, so that a rise cannot show.
    #[must_use]
    pub fn has_ceiling_effect(&self) -> bool {
        self.at_ceiling > CROWDED_END
    }
}

#[cfg(test)]
mod tests;
