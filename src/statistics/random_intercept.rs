//! Groups compared fairly: a model in which each group has its own level around a common one.

mod covariates;
pub(super) mod ratio;

pub use covariates::{GroupDeparture, RandomInterceptRegression};

use super::interval::{Basis, Confidence, IntervalEstimate};
use super::mean::Moments;
use super::{NotEstimable, finite, length, real};
use ratio::best_ratio;

/// The fewest groups with answers that the model is fitted to.
pub const FEWEST_GROUPS: u64 = 5;

/// The random-intercept model `y = mean + group + person`, fitted by REML.
///
/// Fitted on sums per group, it needs no rows. Sources: Patterson & Thompson 1971, *Biometrika*
/// 58, 545-554; Raudenbush & Bryk 2002, *Hierarchical Linear Models*, 3.
#[derive(Debug, Clone, PartialEq)]
pub struct RandomIntercept {
    grand_mean: IntervalEstimate,
    within: f64,
    between: f64,
    uncertainty: ComponentUncertainty,
}

/// What is predicted for one group, in the unit of the answers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GroupPrediction {
    /// The group's own mean, untouched.
    pub own_mean: f64,
    /// The weight of the own mean in the prediction, 0 to 1; the grand mean has the rest.
    pub reliability: f64,
    /// The standard deviation of the group's level given the data, were grand mean and variances
    /// known: `sqrt(tau2 (1 - reliability))`.
    pub conditional_sd: f64,
    /// The prediction, shrunken towards the grand mean. Its standard error also carries what is
    /// not known of the grand mean and of the two variances.
    pub estimate: IntervalEstimate,
}

impl RandomIntercept {
    /// Fits the model to groups' sums; groups without answers are left out.
    ///
    /// The restricted likelihood is maximised over the ratio tau2 / sigma2: a scan over the whole
    /// range finds the best stretch, bisection of its slope the maximum to machine precision.
    /// The interval of the grand mean is Student's with groups less one degrees of freedom.
    ///
    /// # Errors
    /// [`NotEstimable::TooFewGroups`] below [`FEWEST_GROUPS`]; [`NotEstimable::NoVariation`]
    /// when nobody differs from their own group; else as [`Moments::squared_deviations`].
    ///
    /// # Examples
    /// ```
    /// use learnframe::statistics::{NotEstimable, interval::Confidence, mean::Moments};
    /// use learnframe::statistics::random_intercept::RandomIntercept;
    ///
    /// let groups: Vec<Moments> = [[3.0, 4.0, 5.0], [2.0, 2.0, 3.0], [4.0, 5.0, 5.0], [3.0, 3.0, 2.0], [1.0, 2.0, 4.0]]
    ///     .map(Moments::from_iter)
    ///     .into();
    /// let model = RandomIntercept::fit(&groups, Confidence::Percent95)?;
    /// for group in &groups {
    ///     let made = model.predict(group)?;
    ///     assert!((0.0..=1.0).contains(&made.reliability));
    /// }
    /// # Ok::<(), NotEstimable>(())
    /// ```
    pub fn fit(groups: &[Moments], confidence: Confidence) -> Result<Self, NotEstimable> {
        let sums = GroupSums::of(groups)?;
        let ratio = sums.best_ratio();
        let within = finite(sums.at(ratio).residual / (sums.people - 1.0))?;
        let between = finite(ratio * within)?;
        let at_best = sums.at(ratio);
        let error = (within / at_best.information).sqrt();
        let basis = Basis::Student { degrees_of_freedom: real(length(&sums.groups) - 1) };
        Ok(Self {
            grand_mean: IntervalEstimate::new(at_best.mean, error, basis, confidence)?,
            within,
            between,
            uncertainty: ComponentUncertainty::of(sums.groups.iter().map(|group| group.n), ratio),
        })
    }

    /// The mean of groups' levels, with its interval.
    #[must_use]
    pub const fn grand_mean(&self) -> IntervalEstimate {
        self.grand_mean
    }

    /// sigma2: the variance of people around their group's level.
    #[must_use]
    pub const fn within_variance(&self) -> f64 {
        self.within
    }

    /// tau2: the variance of groups' levels, 0 when they differ no more than chance would have it.
    #[must_use]
    pub const fn between_variance(&self) -> f64 {
        self.between
    }

    /// Whether no difference between groups was found (tau2 at its boundary of 0), so that every
    /// prediction is the grand mean.
    #[must_use]
    pub fn groups_look_alike(&self) -> bool {
        self.between <= 0.0
    }

    /// ICC: the share of all variance that lies between groups, `tau2 / (tau2 + sigma2)`.
    #[must_use]
    pub fn intraclass_correlation(&self) -> f64 {
        self.between / (self.between + self.within)
    }

    /// The empirical-Bayes prediction of the level of one of the groups fitted to.
    ///
    /// The interval is normal around the second-order mean squared error `g1 + g2 + 2 g3`:
    /// `g1 = tau2 (1 - reliability)`, `g2 = (1 - reliability)^2 se(mean)^2`, and g3 for the
    /// variances being estimates, which keeps the interval honest where tau2 is near 0. Sources:
    /// Kackar & Harville 1984, *JASA* 79, 853-862; Prasad & Rao 1990, *JASA* 85, 163-171; Datta &
    /// Lahiri 2000, *Statistica Sinica* 10, 613-627 (REML).
    ///
    /// # Errors
    /// [`NotEstimable::NothingCounted`] for a group without answers; [`NotEstimable::NotFinite`].
    pub fn predict(&self, group: &Moments) -> Result<GroupPrediction, NotEstimable> {
        let own_mean = group.mean()?;
        let people = real(group.n);
        let reliability = people * self.between / (people * self.between + self.within);
        let rest = 1.0 - reliability;
        let value = reliability * own_mean + rest * self.grand_mean.value;
        let conditional = self.between * rest;
        let mean_part = (rest * self.grand_mean.standard_error).powi(2);
        let variance_part = self.uncertainty.of_prediction(people, self.within, self.between);
        let error = (conditional + mean_part + 2.0 * variance_part).sqrt();
        let confidence = self.grand_mean.interval.confidence();
        Ok(GroupPrediction {
            own_mean,
            reliability,
            conditional_sd: conditional.sqrt(),
            estimate: IntervalEstimate::new(value, error, Basis::Normal, confidence)?,
        })
    }
}

/// One group's size and mean.
pub(super) struct Level {
    pub(super) n: f64,
    pub(super) mean: f64,
}

impl Level {
    /// The information on the common mean, in units of 1 / sigma2.
    pub(super) fn weight(&self, ratio: f64) -> f64 {
        self.n / (1.0 + self.n * ratio)
    }
}

/// What the likelihood needs of all groups.
pub(super) struct GroupSums {
    pub(super) groups: Vec<Level>,
    pub(super) people: f64,
    pub(super) within: f64,
}

/// Generalised least squares at one ratio, in units of sigma2.
pub(super) struct AtRatio {
    pub(super) mean: f64,
    pub(super) information: f64,
    pub(super) residual: f64,
}

impl GroupSums {
    fn of(groups: &[Moments]) -> Result<Self, NotEstimable> {
        let mut sums = Self { groups: Vec::with_capacity(groups.len()), people: 0.0, within: 0.0 };
        for group in groups.iter().filter(|group| group.n > 0) {
            sums.within += group.squared_deviations()?;
            sums.people += real(group.n);
            sums.groups.push(Level { n: real(group.n), mean: group.mean()? });
        }
        let have = length(&sums.groups);
        if have < FEWEST_GROUPS {
            return Err(NotEstimable::TooFewGroups { have, need: FEWEST_GROUPS });
        }
        if finite(sums.within)? <= 0.0 {
            return Err(NotEstimable::NoVariation);
        }
        Ok(sums)
    }

    fn sum(&self, of: impl Fn(&Level) -> f64) -> f64 {
        self.groups.iter().map(of).sum()
    }

    pub(super) fn at(&self, ratio: f64) -> AtRatio {
        let information = self.sum(|group| group.weight(ratio));
        let mean = self.sum(|group| group.weight(ratio) * group.mean) / information;
        let between = self.sum(|group| group.weight(ratio) * (group.mean - mean).powi(2));
        AtRatio { mean, information, residual: self.within + between }
    }

    /// Minus twice the restricted log-likelihood, sigma2 profiled out, up to a constant.
    pub(super) fn deviance(&self, ratio: f64) -> f64 {
        let fitted = self.at(ratio);
        let determinant = self.sum(|group| (group.n * ratio).ln_1p());
        (self.people - 1.0) * fitted.residual.ln() + determinant + fitted.information.ln()
    }

    /// The derivative of [`Self::deviance`]: below 0 where a larger ratio fits better.
    fn slope(&self, ratio: f64) -> f64 {
        let fitted = self.at(ratio);
        let pull = self.sum(|group| (group.weight(ratio) * (group.mean - fitted.mean)).powi(2));
        let squares = self.sum(|group| group.weight(ratio).powi(2));
        fitted.information - squares / fitted.information - (self.people - 1.0) * pull / fitted.residual
    }

    pub(super) fn best_ratio(&self) -> f64 {
        best_ratio(|ratio| self.deviance(ratio), |ratio| self.slope(ratio))
    }
}

/// The inverse of the expected information on (tau2, sigma2).
#[derive(Debug, Clone, Copy, PartialEq)]
struct ComponentUncertainty {
    between: f64,
    within: f64,
    both: f64,
}

impl ComponentUncertainty {
    /// Computed in units of sigma2, in which the conditional formulas keep their precision.
    fn of(sizes: impl Iterator<Item = f64>, ratio: f64) -> Self {
        let [mut between, mut both, mut within] = [0.0; 3];
        for n in sizes {
            let weight = n / (1.0 + n * ratio);
            between += 0.5 * weight.powi(2);
            both += 0.5 * weight.powi(2) / n;
            within += 0.5 * (n - 1.0 + (weight / n).powi(2));
        }
        let determinant = between * within - both * both;
        Self { between: within / determinant, within: between / determinant, both: -both / determinant }
    }

    /// g3, the part of the mean squared error of a prediction that is due to the variances being
    /// estimates.
    fn of_prediction(&self, people: f64, within: f64, between: f64) -> f64 {
        let ratio = between / within;
        let spread = self.between + ratio * ratio * self.within - 2.0 * ratio * self.both;
        within * people * spread / (1.0 + people * ratio).powi(3)
    }
}

#[cfg(test)]
mod tests;
