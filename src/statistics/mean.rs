//! Means of answers, scores and counts, from three sums.

use super::interval::{Basis, Confidence, IntervalEstimate, Population};
use super::{NotEstimable, finite, real};

/// What is needed of a list of numbers to know its mean and spread: how many, their sum and the
/// sum of their squares. Sums of two lists add up to those of both.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Moments {
    /// How many numbers.
    pub n: u64,
    /// Their sum.
    pub sum: f64,
    /// The sum of their squares.
    pub sum_of_squares: f64,
}

impl FromIterator<f64> for Moments {
    fn from_iter<I: IntoIterator<Item = f64>>(numbers: I) -> Self {
        numbers.into_iter().fold(Self::default(), |so_far, number| Self {
            n: so_far.n + 1,
            sum: so_far.sum + number,
            sum_of_squares: so_far.sum_of_squares + number * number,
        })
    }
}

impl Moments {
    /// The mean, in the unit of the numbers.
    ///
    /// # Errors
    /// [`NotEstimable::NothingCounted`] without numbers, [`NotEstimable::NotFinite`].
    pub fn mean(&self) -> Result<f64, NotEstimable> {
        if self.n == 0 {
            return Err(NotEstimable::NothingCounted);
        }
        finite(self.sum / real(self.n))
    }

    /// The sum of squared distances from the mean.
    ///
    /// A remainder no larger than the rounding of the sums themselves counts as 0, so that a
    /// constant column has no spread whatever its value.
    ///
    /// # Errors
    /// As [`Moments::mean`]; [`NotEstimable::Contradictory`] when the sum of squares is too
    /// small for the sum.
    pub fn squared_deviations(&self) -> Result<f64, NotEstimable> {
        let squares = finite(self.sum_of_squares)?;
        let left = finite(squares - self.mean()? * self.sum)?;
        let rounding = f64::EPSILON * (real(self.n) + 8.0) * squares.abs();
        if left < -rounding {
            return Err(NotEstimable::Contradictory { what: "the sum of squares is smaller than the sum allows" });
        }
        Ok(if left <= rounding { 0.0 } else { left })
    }

    /// The sample variance, with n - 1 below the line.
    ///
    /// # Errors
    /// As [`Moments::squared_deviations`]; [`NotEstimable::TooFewPeople`] below 2.
    pub fn variance(&self) -> Result<f64, NotEstimable> {
        let deviations = self.squared_deviations()?;
        if self.n < 2 {
            return Err(NotEstimable::TooFewPeople { have: self.n, need: 2 });
        }
        Ok(deviations / real(self.n - 1))
    }

    /// The sample standard deviation, with n - 1 below the line.
    ///
    /// # Errors
    /// As [`Moments::variance`].
    pub fn sd(&self) -> Result<f64, NotEstimable> {
        self.variance().map(f64::sqrt)
    }
}

/// A mean with its t interval on n - 1 degrees of freedom.
///
/// The standard error is `sd / sqrt(n) * sqrt(1 - n/N)` where N is known; at a census the mean is
/// exact, of one person as of twelve. Source: Cochran 1977, *Sampling Techniques*, 2.6-2.8.
///
/// # Errors
/// As [`Moments::variance`]; [`NotEstimable::NoVariation`] when a sample's numbers are all alike
/// (they then say nothing about how those not heard from may vary; the mean itself stands).
pub fn mean_interval(
    moments: &Moments,
    population: Population,
    confidence: Confidence,
) -> Result<IntervalEstimate, NotEstimable> {
    let mean = moments.mean()?;
    if population.is_census(moments.n)? {
        moments.squared_deviations()?;
        return IntervalEstimate::census(mean, confidence);
    }
    let error = (moments.variance()? / real(moments.n)).sqrt() * population.correction(moments.n)?;
    let basis = Basis::Student { degrees_of_freedom: real(moments.n - 1) };
    IntervalEstimate::new(mean, error, basis, confidence)
}

/// First mean less second with Welch's t interval, for two groups of different people.
///
/// Standard error `sqrt(s1^2/n1 + s2^2/n2)`, degrees of freedom by Welch & Satterthwaite (Welch
/// 1947, *Biometrika* 34, 28-35).
///
/// # Errors
/// [`NotEstimable::TooFewPeople`] below 2 in a group; [`NotEstimable::NoVariation`] when nobody
/// differs within either; else as [`Moments::variance`].
pub fn difference_interval(
    one: &Moments,
    other: &Moments,
    confidence: Confidence,
) -> Result<IntervalEstimate, NotEstimable> {
    let [part, other_part] = [one.variance()? / real(one.n), other.variance()? / real(other.n)];
    let variance = part + other_part;
    if variance <= 0.0 {
        return Err(NotEstimable::NoVariation);
    }
    let freedom = variance * variance / (part * part / real(one.n - 1) + other_part * other_part / real(other.n - 1));
    let basis = Basis::Student { degrees_of_freedom: freedom };
    IntervalEstimate::new(one.mean()? - other.mean()?, variance.sqrt(), basis, confidence)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SURE: Confidence = Confidence::Percent95;

    /// Student 1908: extra hours of sleep with the first drug, ten patients.
    const SLEEP: [f64; 10] = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0];

    #[test]
    fn students_sleep_data_give_the_published_interval() {
        let made = mean_interval(&SLEEP.into_iter().collect(), Population::Unbounded, SURE);
        assert!(made.is_ok_and(|made| {
            (made.value - 0.75).abs() < 1e-12
                && (made.interval.lower() - -0.529_780_413).abs() < 1e-8
                && (made.interval.upper() - 2.029_780_413).abs() < 1e-8
        }));
    }

    /// R 4.3, `t.test(extra ~ group, data = sleep)`: t = -1.8608 on 17.776 degrees of freedom.
    #[test]
    fn welchs_interval_is_that_of_the_sleep_data() {
        let other: Moments = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4].into_iter().collect();
        let made = difference_interval(&SLEEP.into_iter().collect(), &other, SURE);
        assert!(made.is_ok_and(|made| (made.interval.lower() - -3.365_483_2).abs() < 1e-6
            && (made.interval.upper() - 0.205_483_2).abs() < 1e-6));
    }

    #[test]
    fn a_census_of_one_or_of_equals_is_exact() {
        let one: Moments = [4.0].into_iter().collect();
        let equals: Moments = [0.1; 12].into_iter().collect();
        for (moments, eligible) in [(one, 1), (equals, 12)] {
            let made = mean_interval(&moments, Population::Eligible(eligible), SURE);
            assert!(made.is_ok_and(|made| made.basis == Basis::Census && made.interval.width() == 0.0));
        }
    }

    #[test]
    fn a_sample_of_equals_or_of_one_gets_no_interval() {
        let equals: Moments = [0.1; 12].into_iter().collect();
        let made = mean_interval(&equals, Population::Unbounded, SURE);
        assert_eq!(made, Err(NotEstimable::NoVariation));
        let one: Moments = [0.1].into_iter().collect();
        let made = mean_interval(&one, Population::Eligible(4), SURE);
        assert_eq!(made, Err(NotEstimable::TooFewPeople { have: 1, need: 2 }));
    }

    #[test]
    fn sums_that_cannot_be_are_refused() {
        let moments = Moments { n: 4, sum: 10.0, sum_of_squares: 20.0 };
        assert!(matches!(moments.sd(), Err(NotEstimable::Contradictory { .. })));
    }

    proptest! {
        #[test]
        fn any_sums_give_a_finite_interval_or_a_reason(n: u64, sum: f64, sum_of_squares: f64) {
            let moments = Moments { n, sum, sum_of_squares };
            if let Ok(made) = mean_interval(&moments, Population::Unbounded, SURE) {
                prop_assert!(made.interval.contains(made.value) && made.standard_error > 0.0);
            }
        }

        #[test]
        fn order_does_not_matter(mut numbers in proptest::collection::vec(1.0..5.0, 3..40)) {
            let one: Moments = numbers.iter().copied().collect();
            numbers.reverse();
            let other: Moments = numbers.into_iter().collect();
            prop_assert!((one.sd()? - other.sd()?).abs() < 1e-6);
        }

        #[test]
        fn knowing_the_population_never_widens(numbers in proptest::collection::vec(1.0..5.0, 3..40), more in 1_u64..60) {
            let moments: Moments = numbers.into_iter().collect();
            let open = mean_interval(&moments, Population::Unbounded, SURE)?;
            let closed = mean_interval(&moments, Population::Eligible(moments.n + more), SURE)?;
            prop_assert!(closed.interval.width() < open.interval.width());
        }
    }
}
