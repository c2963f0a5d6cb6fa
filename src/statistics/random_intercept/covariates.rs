//! Groups compared fairly when they did not start alike: the random-intercept model with
//! covariates, such as intake.

use super::{ComponentUncertainty, FEWEST_GROUPS, best_ratio};
use crate::statistics::cross_products::CrossProducts;
use crate::statistics::interval::{Basis, Confidence, IntervalEstimate};
use crate::statistics::linear::{Cholesky, Symmetric, dot, unexplained};
use crate::statistics::{NotEstimable, finite, length, real};

/// The model `y = intercept + slopes * covariates + group + person`, fitted by REML.
///
/// Fitted on sums of cross-products per group, it needs no rows. Sources: Patterson & Thompson
/// 1971, *Biometrika* 58, 545-554; Raudenbush & Bryk 2002, *Hierarchical Linear Models*, 3 and 5.
#[derive(Debug, Clone, PartialEq)]
pub struct RandomInterceptRegression {
    intercept: IntervalEstimate,
    slopes: Vec<IntervalEstimate>,
    within: f64,
    between: f64,
    uncertainty: ComponentUncertainty,
    scales: Vec<Scale>,
    fitted: AtRatio,
}

/// How far one group lies from what is expected of its covariates, in the unit of the outcome.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GroupDeparture {
    /// The group's mean less what the fixed effects expect of it, untouched.
    pub own_departure: f64,
    /// The weight of the own departure in the prediction, 0 to 1; no departure has the rest.
    pub reliability: f64,
    /// The standard deviation of the departure given the data, were fixed effects and variances
    /// known: `sqrt(tau2 (1 - reliability))`.
    pub conditional_sd: f64,
    /// The prediction, shrunken towards 0. Its standard error also carries what is not known of
    /// the fixed effects and of the two variances.
    pub estimate: IntervalEstimate,
}

impl RandomInterceptRegression {
    /// Fits the model to groups' cross-products over the covariates, in one order, and then the
    /// outcome; groups without people are left out.
    ///
    /// The restricted likelihood is maximised as in [`RandomIntercept::fit`](super::RandomIntercept::fit).
    /// Intervals are Student's: slopes of covariates that differ within a group have people less
    /// groups less such covariates as degrees of freedom, the intercept and slopes of covariates
    /// that are one to a group have groups less one less such covariates (the rule of inner and
    /// outer covariates; Pinheiro & Bates 2000, *Mixed-Effects Models in S and S-PLUS*, 2.4.2).
    ///
    /// # Errors
    /// [`NotEstimable::TooFewGroups`] below [`FEWEST_GROUPS`] and one more for each covariate that
    /// is one to a group; [`NotEstimable::TooFewPeople`] without degrees of freedom within groups;
    /// [`NotEstimable::NoVariation`] when covariates explain all that differs within groups;
    /// [`NotEstimable::Contradictory`] when a covariate is alike for all or follows from the
    /// others, when groups have different numbers of measures or when sums cannot be;
    /// [`NotEstimable::NotFinite`].
    ///
    /// # Examples
    /// ```
    /// use learnframe::statistics::NotEstimable;
    /// use learnframe::statistics::cross_products::CrossProducts;
    /// use learnframe::statistics::interval::Confidence;
    /// use learnframe::statistics::random_intercept::RandomInterceptRegression;
    ///
    /// let mut schools = vec![CrossProducts::nobody(2); 6];
    /// for (place, school) in (0_u8..).zip(&mut schools) {
    ///     for pupil in 0_u8..9 {
    ///         let intake = f64::from((pupil * 5 + place) % 7);
    ///         let surprise = f64::from((pupil * 3 + place * 4) % 5);
    ///         school.count(&[intake, 2.0 * intake + surprise + f64::from(place % 3)])?;
    ///     }
    /// }
    /// let model = RandomInterceptRegression::fit(&schools, Confidence::Percent95)?;
    /// assert!(model.slopes()[0].interval.contains(2.0));
    /// # Ok::<(), NotEstimable>(())
    /// ```
    pub fn fit(groups: &[CrossProducts], confidence: Confidence) -> Result<Self, NotEstimable> {
        let design = Design::of(groups)?;
        let freedom = design.freedom()?;
        let ratio = best_ratio(
            |ratio| design.at(ratio).map_or(f64::INFINITY, |fitted| design.deviance(ratio, &fitted)),
            |ratio| design.at(ratio).map_or(0.0, |fitted| design.slope(ratio, &fitted)),
        );
        let fitted = design.at(ratio).ok_or(NotEstimable::Contradictory { what: COLLINEAR })?;
        let unit = design.outcome_spread();
        let scaled_within = finite(fitted.residual / (design.people - real(length(&fitted.effects))))?;
        let within = finite(scaled_within * unit * unit)?;
        let estimate = |weights: &[f64], offset: f64, per: f64, freedom: f64| {
            let error = unit / per * (scaled_within * fitted.factor.quadratic_form(weights)).sqrt();
            let value = offset + unit / per * dot(weights, &fitted.effects);
            IntervalEstimate::new(value, error, Basis::Student { degrees_of_freedom: freedom }, confidence)
        };
        let (covariates, outcome) = (design.covariate_scales(), design.outcome_centre());
        let at_zero: Vec<f64> = std::iter::once(1.0).chain(covariates.iter().map(|scale| scale.of(0.0))).collect();
        let mut slopes = Vec::with_capacity(covariates.len());
        for (place, scale) in covariates.iter().enumerate() {
            let weights: Vec<f64> = (0..=covariates.len()).map(|at| f64::from(u8::from(at == place + 1))).collect();
            let freedom = if design.is_one_to_a_group(place) { freedom.groups } else { freedom.people };
            slopes.push(estimate(&weights, 0.0, scale.spread, freedom)?);
        }
        Ok(Self {
            intercept: estimate(&at_zero, outcome, 1.0, freedom.groups)?,
            slopes,
            within,
            between: finite(ratio * within)?,
            uncertainty: ComponentUncertainty::of(design.groups.iter().map(|group| group.n), ratio),
            scales: design.scales,
            fitted,
        })
    }

    /// What is expected where every covariate is 0.
    #[must_use]
    pub const fn intercept(&self) -> IntervalEstimate {
        self.intercept
    }

    /// The outcome's expected difference for one more of each covariate, in their order.
    #[must_use]
    pub fn slopes(&self) -> &[IntervalEstimate] {
        &self.slopes
    }

    /// sigma2: the variance of people around their group's level, covariates allowed for.
    #[must_use]
    pub const fn within_variance(&self) -> f64 {
        self.within
    }

    /// tau2: the variance of groups' levels, covariates allowed for.
    #[must_use]
    pub const fn between_variance(&self) -> f64 {
        self.between
    }

    /// The share of the variance that covariates leave which lies between groups.
    #[must_use]
    pub fn intraclass_correlation(&self) -> f64 {
        self.between / (self.between + self.within)
    }

    /// tau2 + sigma2, and the degrees of freedom of a chi-squared variable that varies as much
    /// around its mean as this estimate does (Satterthwaite's rule on the expected information).
    pub(in crate::statistics) fn total_variance(&self) -> (f64, f64) {
        let spread = self.uncertainty.between + self.uncertainty.within + 2.0 * self.uncertainty.both;
        let ratio = self.between / self.within;
        (self.between + self.within, 2.0 * (1.0 + ratio).powi(2) / spread)
    }

    /// The empirical-Bayes prediction of how far one of the groups fitted to lies from what is
    /// expected of its covariates: its value added.
    ///
    /// The interval is normal around the second-order mean squared error `g1 + g2 + 2 g3`, as in
    /// [`RandomIntercept::predict`](super::RandomIntercept::predict), with
    /// `g2 = reliability^2 x' V x` for the fixed effects' covariance V at the group's means x.
    ///
    /// # Errors
    /// [`NotEstimable::NothingCounted`] for a group without people; [`NotEstimable::Contradictory`]
    /// for another number of measures; [`NotEstimable::NoVariation`] when the uncertainty of the
    /// prediction is 0; [`NotEstimable::NotFinite`].
    pub fn predict(&self, group: &CrossProducts) -> Result<GroupDeparture, NotEstimable> {
        let row = Row::of(group, &self.scales)?;
        let unit = self.scales.last().map_or(1.0, |scale| scale.spread);
        let own_departure = unit * row.residual(&self.fitted.effects);
        let reliability = row.n * self.between / (row.n * self.between + self.within);
        let conditional = self.between * (1.0 - reliability);
        let effects_part = reliability.powi(2) * self.within * self.fitted.factor.quadratic_form(&row.measures);
        let variance_part = self.uncertainty.of_prediction(row.n, self.within, self.between);
        let error = (conditional + effects_part + 2.0 * variance_part).sqrt();
        let confidence = self.intercept.interval.confidence();
        Ok(GroupDeparture {
            own_departure,
            reliability,
            conditional_sd: conditional.sqrt(),
            estimate: IntervalEstimate::new(reliability * own_departure, error, Basis::Normal, confidence)?,
        })
    }
}

const COLLINEAR: &str = "a covariate is alike for all or follows from the others";
const RAGGED: &str = "groups have different numbers of measures";

/// Where a measure is centred and in what unit it is worked with, so that no unit is lost in
/// another's rounding.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Scale {
    centre: f64,
    spread: f64,
}

impl Scale {
    fn of(&self, value: f64) -> f64 {
        (value - self.centre) / self.spread
    }
}

/// One group's size and scaled means: 1, the covariates, and apart from them the outcome.
struct Row {
    n: f64,
    measures: Vec<f64>,
    outcome: f64,
}

impl Row {
    fn of(group: &CrossProducts, scales: &[Scale]) -> Result<Self, NotEstimable> {
        if group.measures() != scales.len() {
            return Err(NotEstimable::Contradictory { what: RAGGED });
        }
        let mut measures = vec![1.0];
        for (mean, scale) in group.means().iter().zip(scales) {
            measures.push(finite(scale.of(*mean))?);
        }
        let Some(outcome) = measures.pop().filter(|_| group.people() > 0) else {
            return Err(NotEstimable::NothingCounted);
        };
        Ok(Self { n: real(group.people()), measures, outcome })
    }

    fn weight(&self, ratio: f64) -> f64 {
        self.n / (1.0 + self.n * ratio)
    }

    fn residual(&self, effects: &[f64]) -> f64 {
        self.outcome - dot(&self.measures, effects)
    }
}

/// What the likelihood needs of all groups: their rows, and the sums of products within groups
/// over 1, the covariates and the outcome.
struct Design {
    groups: Vec<Row>,
    scales: Vec<Scale>,
    within: Symmetric,
    people: f64,
}

/// Generalised least squares at one ratio, in units of sigma2.
#[derive(Debug, Clone, PartialEq)]
struct AtRatio {
    factor: Cholesky,
    effects: Vec<f64>,
    residual: f64,
}

/// Degrees of freedom at the level of groups and at that of people.
struct Freedom {
    groups: f64,
    people: f64,
}

impl Design {
    fn of(groups: &[CrossProducts]) -> Result<Self, NotEstimable> {
        let counted: Vec<&CrossProducts> = groups.iter().filter(|group| group.people() > 0).collect();
        let have = length(&counted);
        let Some(first) = counted.first().filter(|_| have >= FEWEST_GROUPS) else {
            return Err(NotEstimable::TooFewGroups { have, need: FEWEST_GROUPS });
        };
        let mut whole = CrossProducts::nobody(first.measures());
        for group in &counted {
            whole.merge(group).map_err(|_| NotEstimable::Contradictory { what: RAGGED })?;
        }
        let scales = scales_of(&whole)?;
        let mut within = Symmetric::zero(scales.len() + 1);
        let mut rows = Vec::with_capacity(counted.len());
        for group in counted {
            for (row, scale) in scales.iter().enumerate() {
                for (column, other) in scales.iter().enumerate().take(row + 1) {
                    let product = group.deviations(row, column)? / scale.spread / other.spread;
                    within.add(row + 1, column + 1, finite(product)?);
                }
            }
            rows.push(Row::of(group, &scales)?);
        }
        Ok(Self { groups: rows, scales, within, people: real(whole.people()) })
    }

    /// The degrees of freedom there are, after refusing designs that leave too few.
    fn freedom(&self) -> Result<Freedom, NotEstimable> {
        let have = length(&self.groups);
        let one_to_a_group = (0..self.covariate_scales().len()).filter(|place| self.is_one_to_a_group(*place));
        let outer = length(&one_to_a_group.collect::<Vec<_>>());
        let inner = length(self.covariate_scales()) - outer;
        if have < FEWEST_GROUPS + outer {
            return Err(NotEstimable::TooFewGroups { have, need: FEWEST_GROUPS + outer });
        }
        let people = self.people - real(have) - real(inner);
        if people < 1.0 {
            return Err(NotEstimable::TooFewPeople { have: self.people as u64, need: have + inner + 1 });
        }
        let last = self.within.size() - 1;
        if unexplained(&self.within) <= LEAST_UNEXPLAINED * self.people || self.within.at(last, last) <= 0.0 {
            return Err(NotEstimable::NoVariation);
        }
        Ok(Freedom { groups: real(have - 1 - outer), people })
    }

    fn covariate_scales(&self) -> &[Scale] {
        self.scales.split_last().map_or(&[], |(_, covariates)| covariates)
    }

    fn outcome_spread(&self) -> f64 {
        self.scales.last().map_or(1.0, |scale| scale.spread)
    }

    fn outcome_centre(&self) -> f64 {
        self.scales.last().map_or(0.0, |scale| scale.centre)
    }

    fn is_one_to_a_group(&self, covariate: usize) -> bool {
        self.within.at(covariate + 1, covariate + 1) <= 0.0
    }

    fn at(&self, ratio: f64) -> Option<AtRatio> {
        let mut sums = self.within.clone();
        for group in &self.groups {
            let mut all = group.measures.clone();
            all.push(group.outcome);
            sums.add_square_of(&all, group.weight(ratio));
        }
        let outcome = sums.size() - 1;
        let factor = Cholesky::of(&sums, outcome)?;
        let with_outcome: Vec<f64> = (0..outcome).map(|row| sums.at(outcome, row)).collect();
        let half = factor.half_solve(&with_outcome);
        let residual = sums.at(outcome, outcome) - dot(&half, &half);
        Some(AtRatio { effects: factor.back_solve(&half), factor, residual })
    }

    fn people_left(&self) -> f64 {
        self.people - real(length(self.covariate_scales())) - 1.0
    }

    fn sum(&self, of: impl Fn(&Row) -> f64) -> f64 {
        self.groups.iter().map(of).sum()
    }

    /// Minus twice the restricted log-likelihood, sigma2 profiled out, up to a constant.
    fn deviance(&self, ratio: f64, fitted: &AtRatio) -> f64 {
        let determinant = self.sum(|group| (group.n * ratio).ln_1p());
        self.people_left() * fitted.residual.ln() + determinant + fitted.factor.log_determinant()
    }

    /// The derivative of [`Self::deviance`]: below 0 where a larger ratio fits better.
    fn slope(&self, ratio: f64, fitted: &AtRatio) -> f64 {
        let weights = self.sum(|group| group.weight(ratio));
        let pull = self.sum(|group| (group.weight(ratio) * group.residual(&fitted.effects)).powi(2));
        let trace = self.sum(|group| group.weight(ratio).powi(2) * fitted.factor.quadratic_form(&group.measures));
        weights - trace - self.people_left() * pull / fitted.residual
    }
}

/// A residual variance within groups below this share of the whole is what rounding leaves.
const LEAST_UNEXPLAINED: f64 = 1e-11;

fn scales_of(whole: &CrossProducts) -> Result<Vec<Scale>, NotEstimable> {
    let mut scales = Vec::with_capacity(whole.measures());
    for (place, centre) in whole.means().into_iter().enumerate() {
        let spread = finite((whole.deviations(place, place)? / real(whole.people())).sqrt())?;
        if spread <= 0.0 {
            let is_outcome = place + 1 == whole.measures();
            let covariate = NotEstimable::Contradictory { what: COLLINEAR };
            return Err(if is_outcome { NotEstimable::NoVariation } else { covariate });
        }
        scales.push(Scale { centre: finite(centre)?, spread });
    }
    if scales.is_empty() { Err(NotEstimable::NothingCounted) } else { Ok(scales) }
}

#[cfg(test)]
mod tests;
