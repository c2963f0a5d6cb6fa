//! One answer from several studies of the same thing, such as the effect in each school or wave.

use super::interval::{Basis, Confidence, IntervalEstimate};
use super::random_intercept::ratio::best_ratio;
use super::{NotEstimable, finite, length, real};

/// The fewest studies that are pooled: with two, nothing can be said of how effects vary.
pub const FEWEST_STUDIES: u64 = 3;

/// What one study found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Study {
    /// Its estimate; one unit in all studies.
    pub estimate: f64,
    /// The sampling variance of its estimate, above 0.
    pub variance: f64,
}

/// How the variance of true effects between studies, tau2, is estimated; never below 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Heterogeneity {
    /// By restricted maximum likelihood (Viechtbauer 2005, *Journal of Educational and Behavioral
    /// Statistics* 30, 261-293). The one to report.
    Reml,
    /// By moments, `(Q - (k - 1)) / c` (`DerSimonian` & Laird 1986, *Controlled Clinical Trials* 7,
    /// 177-188).
    DerSimonianLaird,
    /// The tau2 at which the generalised Q is k - 1 (Paule & Mandel 1982, *Journal of Research of
    /// the National Bureau of Standards* 87, 377-385).
    PauleMandel,
    /// Taken to be 0: every study estimates the same effect.
    None,
}

/// How the interval of the pooled effect is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PooledInterval {
    /// Normal, with variance `1 / sum(w)`.
    Normal,
    /// Student's t on k - 1, with variance `q / sum(w)` and
    /// `q = sum(w (y - mean)^2) / (k - 1)`, as it is (Hartung & Knapp 2001, *Statistics in
    /// Medicine* 20, 3875-3889; Knapp & Hartung 2003, 22, 2693-2710).
    KnappHartung,
    /// As Knapp and Hartung's but with q no less than 1, so that studies that happen to agree do
    /// not shorten it (the ad hoc variant of Knapp & Hartung 2003).
    KnappHartungAtLeastOne,
}

/// Studies pooled, in their unit.
#[derive(Debug, Clone, PartialEq)]
pub struct PooledEffect {
    studies: Vec<Study>,
    confidence: Confidence,
    method: Heterogeneity,
    tau2: f64,
    mean: f64,
    /// The sum of weights `1 / (variance + tau2)`.
    information: f64,
    /// `sum(w (y - mean)^2)` with the same weights.
    residual: f64,
    common: Weighted,
}

/// Pools studies by weights `1 / (variance + tau2)`.
///
/// # Errors
/// [`NotEstimable::TooFewStudies`] below [`FEWEST_STUDIES`]; [`NotEstimable::NoVariation`] for a
/// variance of 0; [`NotEstimable::Contradictory`] for one below 0;
/// [`NotEstimable::BreaksDown`] where one study outweighs all others; [`NotEstimable::NotFinite`].
///
/// # Examples
/// ```
/// use learnframe::statistics::interval::Confidence;
/// use learnframe::statistics::meta_analysis::{Heterogeneity, PooledInterval, Study, pool};
///
/// let studies = [(0.3, 0.02), (0.1, 0.04), (-0.4, 0.05), (0.3, 0.04)]
///     .map(|(estimate, variance)| Study { estimate, variance });
/// let pooled = pool(&studies, Heterogeneity::Reml, Confidence::Percent95)?;
/// let effect = pooled.effect(PooledInterval::KnappHartung)?;
/// assert!(effect.interval.contains(0.0));
/// assert!(pooled.prediction(PooledInterval::KnappHartung)?.interval.width() > effect.interval.width());
/// # Ok::<(), learnframe::statistics::NotEstimable>(())
/// ```
pub fn pool(studies: &[Study], method: Heterogeneity, confidence: Confidence) -> Result<PooledEffect, NotEstimable> {
    let have = length(studies);
    for study in studies {
        finite(study.estimate)?;
        if finite(study.variance)? < 0.0 {
            return Err(NotEstimable::Contradictory { what: "a variance is below 0" });
        }
        if study.variance <= 0.0 {
            return Err(NotEstimable::NoVariation);
        }
    }
    if have < FEWEST_STUDIES {
        return Err(NotEstimable::TooFewStudies { have, need: FEWEST_STUDIES });
    }
    let common = Weighted::at(studies, 0.0)?;
    // One study's weight so far beyond all others' that rounding leaves nothing of those.
    if common.spread() <= ROUNDING * common.information {
        return Err(NotEstimable::BreaksDown { what: "one study outweighs all others together" });
    }
    let tau2 = finite(match method {
        Heterogeneity::Reml => restricted_likelihood(studies, &common),
        Heterogeneity::DerSimonianLaird => ((common.residual - real(have - 1)) / common.spread()).max(0.0),
        Heterogeneity::PauleMandel => paule_mandel(studies),
        Heterogeneity::None => 0.0,
    })?;
    let Weighted { mean, information, residual, .. } = Weighted::at(studies, tau2)?;
    Ok(PooledEffect { studies: studies.to_vec(), confidence, method, tau2, mean, information, residual, common })
}

impl PooledEffect {
    /// The mean of true effects with its interval.
    ///
    /// # Errors
    /// [`NotEstimable::NoVariation`] by [`PooledInterval::KnappHartung`] when all studies found
    /// the same; [`NotEstimable::NotFinite`].
    pub fn effect(&self, interval: PooledInterval) -> Result<IntervalEstimate, NotEstimable> {
        IntervalEstimate::new(self.mean, self.error(interval), self.basis(interval), self.confidence)
    }

    /// Where the true effect of a further study of this kind is to be expected:
    /// `sqrt(tau2 + se^2)` around the mean.
    ///
    /// Its standard error and basis are those of the interval chosen: normal as in metafor's
    /// default, or Knapp and Hartung's error with Student's t on k - 1 (`IntHout` and others 2016,
    /// *BMJ Open* 6, e010247). Source: Higgins, Thompson & Spiegelhalter 2009, *JRSS A* 172,
    /// 137-159, whose own degrees of freedom are k - 2.
    ///
    /// # Errors
    /// As [`Self::effect`].
    pub fn prediction(&self, interval: PooledInterval) -> Result<IntervalEstimate, NotEstimable> {
        let error = self.error(interval).hypot(self.tau2.sqrt());
        IntervalEstimate::new(self.mean, error, self.basis(interval), self.confidence)
    }

    fn error(&self, interval: PooledInterval) -> f64 {
        let freedom = real(length(&self.studies) - 1);
        let factor = self.residual / freedom;
        let factor = match interval {
            PooledInterval::Normal => 1.0,
            PooledInterval::KnappHartung => factor,
            PooledInterval::KnappHartungAtLeastOne => factor.max(1.0),
        };
        (factor / self.information).sqrt()
    }

    fn basis(&self, interval: PooledInterval) -> Basis {
        match interval {
            PooledInterval::Normal => Basis::Normal,
            PooledInterval::KnappHartung | PooledInterval::KnappHartungAtLeastOne => {
                Basis::Student { degrees_of_freedom: real(length(&self.studies) - 1) }
            }
        }
    }

    /// tau2: the variance of true effects between studies, in squared units.
    #[must_use]
    pub const fn tau2(&self) -> f64 {
        self.tau2
    }

    /// How tau2 was estimated.
    #[must_use]
    pub const fn method(&self) -> Heterogeneity {
        self.method
    }

    /// Cochran's Q: squared distances from the common mean, each in its sampling variance; about
    /// k - 1 when studies differ by chance alone.
    #[must_use]
    pub const fn q(&self) -> f64 {
        self.common.residual
    }

    /// H2 = `tau2 / s2 + 1` with s2 the typical sampling variance: the total over the sampling
    /// variance (Higgins & Thompson 2002, *Statistics in Medicine* 21, 1539-1558).
    #[must_use]
    pub fn h2(&self) -> f64 {
        self.tau2 / self.common.typical_variance(length(&self.studies)) + 1.0
    }

    /// I2 = `tau2 / (tau2 + s2)`, 0 to 1: the share of the variance of estimates that is not
    /// sampling error. With `DerSimonian` and Laird's tau2 it is `(Q - (k - 1)) / Q`.
    #[must_use]
    pub fn i2(&self) -> f64 {
        self.tau2 / (self.tau2 + self.common.typical_variance(length(&self.studies)))
    }

    /// Each study's weight in the mean, in their order; they add up to 1.
    #[must_use]
    pub fn weights(&self) -> Vec<f64> {
        let weight = |study: &Study| 1.0 / (study.variance + self.tau2) / self.information;
        self.studies.iter().map(weight).collect()
    }
}

/// What rounding alone leaves of a difference of sums.
const ROUNDING: f64 = 64.0 * f64::EPSILON;

/// Sums over studies with weights `1 / (variance + tau2)`.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Weighted {
    mean: f64,
    information: f64,
    squared_weights: f64,
    residual: f64,
}

impl Weighted {
    fn at(studies: &[Study], tau2: f64) -> Result<Self, NotEstimable> {
        let sums = Self::unchecked(studies, tau2);
        finite(sums.mean)?;
        finite(sums.squared_weights)?;
        finite(sums.residual)?;
        Ok(sums)
    }

    fn unchecked(studies: &[Study], tau2: f64) -> Self {
        let sum = |of: &dyn Fn(f64, f64) -> f64| -> f64 {
            studies.iter().map(|study| of(1.0 / (study.variance + tau2), study.estimate)).sum()
        };
        let information = sum(&|weight, _| weight);
        let mean = sum(&|weight, estimate| weight * estimate) / information;
        let squared_weights = sum(&|weight, _| weight * weight);
        let residual = sum(&|weight, estimate| weight * (estimate - mean).powi(2));
        Self { mean, information, squared_weights, residual }
    }

    /// What Q grows by for each tau2 beyond its expected k - 1.
    fn spread(&self) -> f64 {
        self.information - self.squared_weights / self.information
    }

    fn typical_variance(&self, studies: u64) -> f64 {
        real(studies - 1) / self.spread()
    }
}

/// tau2 is searched for in units of the typical sampling variance.
fn restricted_likelihood(studies: &[Study], common: &Weighted) -> f64 {
    let unit = common.typical_variance(length(studies));
    let deviance = |ratio: f64| {
        let sums = Weighted::unchecked(studies, ratio * unit);
        let determinant: f64 = studies.iter().map(|study| (study.variance + ratio * unit).ln()).sum();
        determinant + sums.information.ln() + sums.residual
    };
    let slope = |ratio: f64| {
        let sums = Weighted::unchecked(studies, ratio * unit);
        let pull: f64 =
            studies.iter().map(|study| ((study.estimate - sums.mean) / (study.variance + ratio * unit)).powi(2)).sum();
        sums.spread() - pull
    };
    unit * best_ratio(deviance, slope)
}

/// The generalised Q falls as tau2 grows, so halving finds where it is k - 1.
fn paule_mandel(studies: &[Study]) -> f64 {
    let expected = real(length(studies) - 1);
    let is_too_small = |tau2: f64| Weighted::unchecked(studies, tau2).residual > expected;
    if !is_too_small(0.0) {
        return 0.0;
    }
    let mut upper = studies.iter().map(|study| study.variance).fold(f64::MIN_POSITIVE, f64::max);
    while is_too_small(upper) {
        upper *= 2.0;
    }
    let mut lower = 0.0;
    loop {
        let middle = f64::midpoint(lower, upper);
        if middle <= lower || middle >= upper {
            return middle;
        }
        if is_too_small(middle) {
            lower = middle;
        } else {
            upper = middle;
        }
    }
}

#[cfg(test)]
mod tests;
