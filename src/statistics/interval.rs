//! The vocabulary of uncertainty: how sure, out of how many, and an estimate with its interval.

use super::{NotEstimable, finite, quantile, real};

/// How often an interval made this way holds the true value in the long run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// 95 in 100: for reading results.
    Percent95,
    /// 998 in 1,000: for picking out what is unusual.
    Percent99_8,
}

impl Confidence {
    /// The level as a share, 0.95 or 0.998.
    #[must_use]
    pub const fn share(self) -> f64 {
        match self {
            Self::Percent95 => 0.95,
            Self::Percent99_8 => 0.998,
        }
    }

    /// The probability left out at each end, 0.025 or 0.001.
    #[must_use]
    pub const fn each_tail(self) -> f64 {
        match self {
            Self::Percent95 => 0.025,
            Self::Percent99_8 => 0.001,
        }
    }

    pub(super) fn normal_quantile(self) -> f64 {
        quantile::normal(self.each_tail())
    }

    pub(super) fn student_quantile(self, degrees_of_freedom: f64) -> f64 {
        quantile::student_t(degrees_of_freedom, self.each_tail())
    }
}

/// Whom the answers speak for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Population {
    /// People like these, without end: no finite population correction.
    Unbounded,
    /// Exactly this many eligible people, of whom those who answered are a part.
    Eligible(u64),
}

impl Population {
    /// Whether `answered` people are everyone there is.
    ///
    /// # Errors
    /// [`NotEstimable::Contradictory`] when more answered than are eligible.
    pub fn is_census(self, answered: u64) -> Result<bool, NotEstimable> {
        match self {
            Self::Eligible(eligible) if answered > eligible => {
                Err(NotEstimable::Contradictory { what: "more people answered than are eligible" })
            }
            Self::Eligible(eligible) => Ok(answered == eligible),
            Self::Unbounded => Ok(false),
        }
    }

    /// The factor on a standard error for drawing without replacement, `sqrt(1 - n/N)`
    /// (Cochran 1977, 2.6): 1 without bounds, 0 at a census.
    ///
    /// # Errors
    /// [`NotEstimable::Contradictory`] when more answered than are eligible.
    pub fn correction(self, answered: u64) -> Result<f64, NotEstimable> {
        self.is_census(answered)?;
        Ok(match self {
            Self::Unbounded | Self::Eligible(0) => 1.0,
            Self::Eligible(eligible) => (real(eligible - answered) / real(eligible)).sqrt(),
        })
    }
}

/// Two finite limits in order, at a level of confidence.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    lower: f64,
    upper: f64,
    confidence: Confidence,
}

impl Interval {
    /// Limits in either order.
    ///
    /// # Errors
    /// [`NotEstimable::NotFinite`] when a limit is not a finite number.
    pub fn new(one: f64, other: f64, confidence: Confidence) -> Result<Self, NotEstimable> {
        let (one, other) = (finite(one)?, finite(other)?);
        Ok(Self { lower: one.min(other), upper: one.max(other), confidence })
    }

    /// The lower limit.
    #[must_use]
    pub const fn lower(&self) -> f64 {
        self.lower
    }

    /// The upper limit.
    #[must_use]
    pub const fn upper(&self) -> f64 {
        self.upper
    }

    /// The level the limits were drawn for.
    #[must_use]
    pub const fn confidence(&self) -> Confidence {
        self.confidence
    }

    /// The distance between the limits.
    #[must_use]
    pub fn width(&self) -> f64 {
        self.upper - self.lower
    }

    /// Whether a value lies between the limits or on one.
    #[must_use]
    pub fn contains(&self, value: f64) -> bool {
        self.lower <= value && value <= self.upper
    }

    /// The same interval cut off at the ends of a scale, such as 0 and 1 for a share.
    #[must_use]
    pub fn cut_to(&self, least: f64, most: f64) -> Self {
        let cut = |limit: f64| limit.min(most).max(least);
        Self { lower: cut(self.lower), upper: cut(self.upper), confidence: self.confidence }
    }
}

/// What an interval rests on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Basis {
    /// Everyone was asked and answered: no sampling error, an interval of no width.
    Census,
    /// The normal distribution.
    Normal,
    /// Student's t distribution.
    Student {
        /// Degrees of freedom, fractional when approximated by Satterthwaite's rule.
        degrees_of_freedom: f64,
    },
}

/// An estimate with its standard error and interval, in the unit of the estimate.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct IntervalEstimate {
    /// The estimate.
    pub value: f64,
    /// Its standard error; 0 at a census only.
    pub standard_error: f64,
    /// Its interval, which always contains it.
    pub interval: Interval,
    /// What the interval rests on.
    pub basis: Basis,
}

impl IntervalEstimate {
    pub(super) fn census(value: f64, confidence: Confidence) -> Result<Self, NotEstimable> {
        let interval = Interval::new(value, value, confidence)?;
        Ok(Self { value, standard_error: 0.0, interval, basis: Basis::Census })
    }

    pub(super) fn new(
        value: f64,
        standard_error: f64,
        basis: Basis,
        confidence: Confidence,
    ) -> Result<Self, NotEstimable> {
        let reach = match basis {
            Basis::Census => return Self::census(value, confidence),
            Basis::Normal => confidence.normal_quantile(),
            Basis::Student { degrees_of_freedom } => confidence.student_quantile(finite(degrees_of_freedom)?),
        };
        if finite(standard_error)? <= 0.0 {
            return Err(NotEstimable::NoVariation);
        }
        let half = reach * standard_error;
        let interval = Interval::new(value - half, value + half, confidence)?;
        Ok(Self { value, standard_error, interval, basis })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_fully_answered_group_has_no_sampling_error() {
        assert_eq!(Population::Eligible(12).correction(12), Ok(0.0));
        assert_eq!(Population::Eligible(12).is_census(12), Ok(true));
    }

    #[test]
    fn half_a_population_shrinks_the_error_by_the_root_of_a_half() {
        assert_eq!(Population::Eligible(24).correction(12), Ok(0.5_f64.sqrt()));
        assert_eq!(Population::Unbounded.correction(12), Ok(1.0));
    }

    #[test]
    fn more_answers_than_people_are_refused() {
        assert!(Population::Eligible(11).correction(12).is_err());
    }

    proptest! {
        #[test]
        fn an_interval_is_finite_ordered_and_holds_its_estimate(
            value in proptest::num::f64::ANY,
            error in proptest::num::f64::ANY,
            freedom in proptest::num::f64::ANY,
        ) {
            let basis = Basis::Student { degrees_of_freedom: freedom };
            if let Ok(made) = IntervalEstimate::new(value, error, basis, Confidence::Percent99_8) {
                prop_assert!(made.interval.contains(value));
                prop_assert!(made.interval.lower().is_finite() && made.interval.upper().is_finite());
            }
        }

        #[test]
        fn cutting_keeps_limits_inside_the_scale(one in -3.0..3.0, other in -3.0..3.0) {
            let cut = Interval::new(one, other, Confidence::Percent95).map(|made| made.cut_to(0.0, 1.0));
            prop_assert!(cut.is_ok_and(|cut| 0.0 <= cut.lower() && cut.lower() <= cut.upper() && cut.upper() <= 1.0));
        }
    }
}
