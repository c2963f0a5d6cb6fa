//! How much lies between areas, how much between groups of one area, and how much between the
//! members of one group.

use super::interval::{Basis, Confidence, IntervalEstimate};
use super::mean::Moments;
use super::random_intercept::ratio::best_ratio;
use super::random_intercept::{GroupSums, Level};
use super::{NotEstimable, finite, length, real};

/// The fewest areas with answers: as few as the two-level model takes groups.
pub const FEWEST_AREAS: u64 = 5;

/// The fewest groups there must be beyond one to an area, as what lies between groups of one area
/// rests on these alone: as many degrees of freedom as the two-level model has at its fewest.
pub const FEWEST_FURTHER_GROUPS: u64 = 4;

/// The model `y = mean + area + group + person` with people in groups in areas, fitted by REML.
///
/// Fitted on sums per group, it needs no rows. Sources: Patterson & Thompson 1971, *Biometrika*
/// 58, 545-554; Raudenbush & Bryk 2002, *Hierarchical Linear Models*, 8.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ThreeLevels {
    grand_mean: IntervalEstimate,
    people: f64,
    groups: f64,
    areas: f64,
}

impl ThreeLevels {
    /// Fits the model to areas, each a list of its groups' sums; groups without answers and areas
    /// without such groups are left out.
    ///
    /// The restricted likelihood is maximised over the two ratios to sigma2, that of areas within
    /// that of groups, each by scan and bisection as in
    /// [`RandomIntercept::fit`](super::random_intercept::RandomIntercept::fit). The interval of
    /// the grand mean is Student's with areas less one degrees of freedom.
    ///
    /// # Errors
    /// [`NotEstimable::TooFewAreas`] below [`FEWEST_AREAS`]; [`NotEstimable::TooFewGroups`] below
    /// [`FEWEST_FURTHER_GROUPS`] more groups than areas; [`NotEstimable::NoVariation`] when nobody
    /// differs from their own group; else as [`Moments::squared_deviations`].
    ///
    /// # Examples
    /// ```
    /// use learnframe::statistics::{NotEstimable, interval::Confidence, mean::Moments};
    /// use learnframe::statistics::three_levels::ThreeLevels;
    ///
    /// let group = |answers: [f64; 3]| Moments::from_iter(answers);
    /// let areas: Vec<Vec<Moments>> = [3.0, 4.0, 2.0, 3.0, 5.0]
    ///     .map(|level| vec![group([level, level + 1.0, level]), group([level + 1.0, level + 2.0, level + 2.0])])
    ///     .into();
    /// let model = ThreeLevels::fit(&areas, Confidence::Percent95)?;
    /// assert!(model.area_variance() > model.person_variance());
    /// assert!(model.group_correlation() >= model.area_correlation());
    /// # Ok::<(), NotEstimable>(())
    /// ```
    pub fn fit(areas: &[Vec<Moments>], confidence: Confidence) -> Result<Self, NotEstimable> {
        let sums = AreaSums::of(areas)?;
        let group_ratio = best_ratio(|ratio| sums.given_groups(ratio).best().0, |ratio| sums.group_slope(ratio));
        let given = sums.given_groups(group_ratio);
        let area_ratio = given.best().1;
        let fitted = given.areas.at(area_ratio);
        let people = finite(fitted.residual / (sums.people - 1.0))?;
        let basis = Basis::Student { degrees_of_freedom: real(length(&sums.areas) - 1) };
        let error = (people / fitted.information).sqrt();
        Ok(Self {
            grand_mean: IntervalEstimate::new(fitted.mean, error, basis, confidence)?,
            people,
            groups: finite(group_ratio * people)?,
            areas: finite(area_ratio * people)?,
        })
    }

    /// The mean of areas' levels, with its interval.
    #[must_use]
    pub const fn grand_mean(&self) -> IntervalEstimate {
        self.grand_mean
    }

    /// The variance of people around their group's level.
    #[must_use]
    pub const fn person_variance(&self) -> f64 {
        self.people
    }

    /// The variance of groups around their area's level, 0 when they differ no more than chance
    /// would have it.
    #[must_use]
    pub const fn group_variance(&self) -> f64 {
        self.groups
    }

    /// The variance of areas, 0 when they differ no more than their groups would have it.
    #[must_use]
    pub const fn area_variance(&self) -> f64 {
        self.areas
    }

    /// The correlation of two people of one area but different groups: the share of all variance
    /// that lies between areas.
    #[must_use]
    pub fn area_correlation(&self) -> f64 {
        self.areas / (self.areas + self.groups + self.people)
    }

    /// The correlation of two people of one group: the share of all variance that lies between
    /// areas or between groups of one area.
    #[must_use]
    pub fn group_correlation(&self) -> f64 {
        (self.areas + self.groups) / (self.areas + self.groups + self.people)
    }
}

/// What the likelihood needs of all areas.
struct AreaSums {
    areas: Vec<Vec<Level>>,
    people: f64,
    within: f64,
}

impl AreaSums {
    fn of(areas: &[Vec<Moments>]) -> Result<Self, NotEstimable> {
        let mut sums = Self { areas: Vec::with_capacity(areas.len()), people: 0.0, within: 0.0 };
        let mut groups = 0;
        for area in areas {
            let mut levels = Vec::with_capacity(area.len());
            for group in area.iter().filter(|group| group.n > 0) {
                sums.within += group.squared_deviations()?;
                sums.people += real(group.n);
                levels.push(Level { n: real(group.n), mean: group.mean()? });
            }
            groups += length(&levels);
            sums.areas.extend(Some(levels).filter(|levels| !levels.is_empty()));
        }
        let have = length(&sums.areas);
        if have < FEWEST_AREAS {
            return Err(NotEstimable::TooFewAreas { have, need: FEWEST_AREAS });
        }
        if groups < have + FEWEST_FURTHER_GROUPS {
            return Err(NotEstimable::TooFewGroups { have: groups, need: have + FEWEST_FURTHER_GROUPS });
        }
        if finite(sums.within)? <= 0.0 {
            return Err(NotEstimable::NoVariation);
        }
        Ok(sums)
    }

    /// Areas as the likelihood sees them at one ratio of group to person variance.
    fn given_groups(&self, ratio: f64) -> GivenGroups {
        let (people, within) = (self.people, self.within);
        let areas = GroupSums { groups: Vec::with_capacity(self.areas.len()), people, within };
        let mut given = GivenGroups { areas, determinant: 0.0 };
        for area in &self.areas {
            let weight: f64 = area.iter().map(|group| group.weight(ratio)).sum();
            let mean = area.iter().map(|group| group.weight(ratio) * group.mean).sum::<f64>() / weight;
            given.areas.within +=
                area.iter().map(|group| group.weight(ratio) * (group.mean - mean).powi(2)).sum::<f64>();
            given.determinant += area.iter().map(|group| (group.n * ratio).ln_1p()).sum::<f64>();
            given.areas.groups.push(Level { n: weight, mean });
        }
        given
    }

    /// The derivative, along the ratio of groups, of the deviance at the best ratio of areas. As
    /// that ratio is the best, its own movement adds nothing.
    fn group_slope(&self, ratio: f64) -> f64 {
        let given = self.given_groups(ratio);
        let area_ratio = given.best().1;
        let fitted = given.areas.at(area_ratio);
        let [mut weights, mut squares_between, mut squares, mut pull] = [0.0; 4];
        for (area, whole) in self.areas.iter().zip(&given.areas.groups) {
            let shrink = 1.0 / (1.0 + whole.n * area_ratio);
            let level = fitted.mean + (1.0 - shrink) * (whole.mean - fitted.mean);
            let area_squares: f64 = area.iter().map(|group| group.weight(ratio).powi(2)).sum();
            weights += area.iter().map(|group| group.weight(ratio)).sum::<f64>();
            squares_between += area_ratio * shrink * area_squares;
            squares += shrink * shrink * area_squares;
            pull += area.iter().map(|group| (group.weight(ratio) * (group.mean - level)).powi(2)).sum::<f64>();
        }
        weights - squares_between - squares / fitted.information - (self.people - 1.0) * pull / fitted.residual
    }
}

/// What the likelihood needs of areas once the ratio of groups is given: a two-level model with
/// each area's weight in the place of its size.
struct GivenGroups {
    areas: GroupSums,
    determinant: f64,
}

impl GivenGroups {
    fn deviance(&self, ratio: f64) -> f64 {
        self.determinant + self.areas.deviance(ratio)
    }

    /// The least deviance and the ratio of areas it lies at.
    fn best(&self) -> (f64, f64) {
        let ratio = self.areas.best_ratio();
        (self.deviance(ratio), ratio)
    }
}

#[cfg(test)]
mod tests;
