//! Which units stand out from a common value, given how many people each has.
//!
//! A unit inside the limits is as expected: its difference is of the size that chance brings. There
//! are no ranks.

use super::interval::{Confidence, Interval};
use super::{NotEstimable, finite, length, real};

mod binomial;

/// The fewest units overdispersion is estimated from: with fewer, a tenth at each end is nobody,
/// and a single unusual unit would widen the limits that should show it.
pub const FEWEST_UNITS: u64 = 10;

/// The share of units at each end whose distances are pulled in before overdispersion is estimated.
const WINSORISED: f64 = 0.1;

/// One unit: what was observed of how many people.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Unit {
    /// Its share (0 to 1) or its mean.
    pub value: f64,
    /// Those who answered, at least 1.
    pub answered: u64,
}

/// What limits are drawn for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Spread {
    /// A share: exact binomial limits.
    Share,
    /// A mean of people with this standard deviation: normal limits.
    Mean {
        /// The standard deviation of people within units, in the unit of the mean.
        sd: f64,
    },
}

/// What is done where units differ more than chance has it, all of them and not a few.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Overdispersion {
    /// Nothing.
    Ignored,
    /// Every variance is multiplied by phi: all units vary alike in units of their own error.
    Multiplicative,
    /// tau2 is added to every variance: true values differ, however many people answered.
    Additive,
}

/// A common value with limits around it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Funnel {
    target: f64,
    spread: Spread,
    overdispersion: Overdispersion,
    phi: f64,
    tau2: f64,
}

/// Which side of the common value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Side {
    /// Above it.
    Higher,
    /// Below it.
    Lower,
}

/// How a unit stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Standing {
    /// Within the 95% limits or on one.
    AsExpected,
    /// Beyond the 95% limits, not beyond the 99.8% ones.
    ALittleUnusual(Side),
    /// Beyond the 99.8% limits.
    Unusual(Side),
}

impl Funnel {
    /// A funnel around `target` (a share from 0 to 1 or a mean), with overdispersion estimated
    /// from `units` where it is not ignored.
    ///
    /// With z each unit's distance from the target in standard errors, the tenth of units at each
    /// end (rounded down) is winsorised: set to the nearest z that is left. Then
    /// `phi = sum(z^2) / I` and, with `w = 1 / s^2`,
    /// `tau2 = (I phi - (I - 1)) / (sum(w) - sum(w^2) / sum(w))`, neither below what chance alone
    /// has (1 and 0). Source: Spiegelhalter 2005, *Statistics in Medicine* 24, 1185-1202.
    ///
    /// # Errors
    /// [`NotEstimable::NoVariation`] for a share of 0 or 1 as the target or an sd of 0;
    /// [`NotEstimable::Contradictory`] for a share outside 0 to 1 or a negative sd;
    /// [`NotEstimable::TooFewGroups`] when overdispersion is not ignored and there are fewer than
    /// [`FEWEST_UNITS`]; [`NotEstimable::NothingCounted`] for a unit without answers;
    /// [`NotEstimable::NotFinite`].
    ///
    /// # Examples
    /// ```
    /// use learnframe::statistics::funnel::{Funnel, Overdispersion, Side, Spread, Standing, Unit};
    ///
    /// let funnel = Funnel::around(0.72, Spread::Share, Overdispersion::Ignored, &[])?;
    /// assert_eq!(funnel.standing(&Unit { value: 7.0 / 12.0, answered: 12 })?, Standing::AsExpected);
    /// let low = Unit { value: 60.0 / 120.0, answered: 120 };
    /// assert_eq!(funnel.standing(&low)?, Standing::Unusual(Side::Lower));
    /// # Ok::<(), learnframe::statistics::NotEstimable>(())
    /// ```
    pub fn around(
        target: f64,
        spread: Spread,
        overdispersion: Overdispersion,
        units: &[Unit],
    ) -> Result<Self, NotEstimable> {
        let mut made = Self { target: finite(target)?, spread, overdispersion, phi: 1.0, tau2: 0.0 };
        let variance = made.variance_of_one()?;
        if overdispersion == Overdispersion::Ignored {
            return Ok(made);
        }
        let have = length(units);
        if have < FEWEST_UNITS {
            return Err(NotEstimable::TooFewGroups { have, need: FEWEST_UNITS });
        }
        let distances: Result<Vec<f64>, _> = units.iter().map(|unit| made.distance(unit)).collect();
        let squares = finite(winsorised(distances?).iter().map(|z| z * z).sum())?;
        let weight = |unit: &Unit| real(unit.answered) / variance;
        let weights: f64 = units.iter().map(weight).sum();
        let shares: f64 = units.iter().map(|unit| weight(unit) * (weight(unit) / weights)).sum();
        made.phi = (squares / real(have)).max(1.0);
        made.tau2 = finite((squares - real(have - 1)) / (weights - shares))?.max(0.0);
        Ok(made)
    }

    /// The common value.
    #[must_use]
    pub const fn target(&self) -> f64 {
        self.target
    }

    /// phi, 1 or more: the winsorised mean square of distances in standard errors. 1 also where
    /// overdispersion is ignored.
    #[must_use]
    pub const fn phi(&self) -> f64 {
        self.phi
    }

    /// tau2, 0 or more: the variance of true values, in squared units. 0 also where overdispersion
    /// is ignored.
    #[must_use]
    pub const fn tau2(&self) -> f64 {
        self.tau2
    }

    /// The limits for a unit of this many people.
    ///
    /// For a share without overdispersion they are exact binomial limits, interpolated between
    /// whole people, and may pass 0 or 1 in small units; [`Interval::cut_to`] is for drawing. All
    /// others are normal around the target, with the variance that overdispersion makes.
    ///
    /// # Errors
    /// [`NotEstimable::NothingCounted`] for nobody; [`NotEstimable::NotFinite`].
    pub fn limits(&self, answered: u64, confidence: Confidence) -> Result<Interval, NotEstimable> {
        if answered == 0 {
            return Err(NotEstimable::NothingCounted);
        }
        if self.spread == Spread::Share && !self.is_widened() {
            return binomial::interpolated_limits(self.target, answered, confidence);
        }
        let half = confidence.normal_quantile() * self.error(answered)?;
        Interval::new(self.target - half, self.target + half, confidence)
    }

    /// How a unit stands: by its own limits.
    ///
    /// # Errors
    /// As [`Self::limits`]; [`NotEstimable::Contradictory`] for a share outside 0 to 1.
    pub fn standing(&self, unit: &Unit) -> Result<Standing, NotEstimable> {
        self.check(unit)?;
        let side = if unit.value > self.target { Side::Higher } else { Side::Lower };
        if !self.limits(unit.answered, Confidence::Percent99_8)?.contains(unit.value) {
            return Ok(Standing::Unusual(side));
        }
        let inside = self.limits(unit.answered, Confidence::Percent95)?.contains(unit.value);
        Ok(if inside { Standing::AsExpected } else { Standing::ALittleUnusual(side) })
    }

    /// A unit's distance from the target in standard errors, overdispersion allowed for.
    ///
    /// # Errors
    /// As [`Self::standing`].
    pub fn distance(&self, unit: &Unit) -> Result<f64, NotEstimable> {
        self.check(unit)?;
        finite((unit.value - self.target) / self.error(unit.answered)?)
    }

    fn check(&self, unit: &Unit) -> Result<(), NotEstimable> {
        if self.spread == Spread::Share && !(0.0..=1.0).contains(&finite(unit.value)?) {
            return Err(NotEstimable::Contradictory { what: "a share lies outside 0 to 1" });
        }
        finite(unit.value)?;
        if unit.answered == 0 { Err(NotEstimable::NothingCounted) } else { Ok(()) }
    }

    fn is_widened(&self) -> bool {
        match self.overdispersion {
            Overdispersion::Ignored => false,
            Overdispersion::Multiplicative => self.phi > 1.0,
            Overdispersion::Additive => self.tau2 > 0.0,
        }
    }

    fn error(&self, answered: u64) -> Result<f64, NotEstimable> {
        let sampling = self.variance_of_one()? / real(answered);
        let variance = match self.overdispersion {
            Overdispersion::Ignored => sampling,
            Overdispersion::Multiplicative => sampling * self.phi,
            Overdispersion::Additive => sampling + self.tau2,
        };
        finite(variance.sqrt())
    }

    /// The variance of one person's answer.
    fn variance_of_one(&self) -> Result<f64, NotEstimable> {
        let variance = match self.spread {
            Spread::Share if !(0.0..=1.0).contains(&self.target) => {
                return Err(NotEstimable::Contradictory { what: "a share lies outside 0 to 1" });
            }
            Spread::Share => self.target * (1.0 - self.target),
            Spread::Mean { sd } if finite(sd)? < 0.0 => {
                return Err(NotEstimable::Contradictory { what: "a standard deviation is below 0" });
            }
            Spread::Mean { sd } => finite(sd * sd)?,
        };
        if variance <= 0.0 { Err(NotEstimable::NoVariation) } else { Ok(variance) }
    }
}

/// How many of so many units chance alone is expected to put outside the limits: one in 20 or
/// one in 500.
#[must_use]
pub fn expected_false_alarms(units: u64, confidence: Confidence) -> f64 {
    2.0 * confidence.each_tail() * real(units)
}

/// Distances in order, those of the outer tenth at each end set to the nearest that is left.
fn winsorised(mut distances: Vec<f64>) -> Vec<f64> {
    distances.sort_by(f64::total_cmp);
    let outer = (real(length(&distances)) * WINSORISED).floor() as usize;
    let least = distances.get(outer).copied().unwrap_or(f64::NEG_INFINITY);
    let most = distances.iter().rev().nth(outer).copied().unwrap_or(f64::INFINITY);
    distances.into_iter().map(|distance| distance.max(least).min(most)).collect()
}

#[cfg(test)]
mod tests;
