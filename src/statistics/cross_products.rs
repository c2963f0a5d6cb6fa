//! Sums from which regressions follow: of several measures of the same people, and of their
//! products.

use super::{NotEstimable, finite, real};

/// How many people, and of k measures of each the sums and the sums of products. Those of two
/// lists of people add up to those of both ([`CrossProducts::merge`]).
///
/// Measures are in an order the caller keeps; models take the last as the outcome.
#[derive(Debug, Clone, PartialEq)]
pub struct CrossProducts {
    n: u64,
    sums: Vec<f64>,
    /// k rows: products of measure 0, 1, ... k - 1 with each up to and with itself.
    products: Vec<Vec<f64>>,
}

const UNEQUAL: &str = "the number of measures differs";

impl CrossProducts {
    /// Nobody yet, of whom `measures` numbers will be known.
    #[must_use]
    pub fn nobody(measures: usize) -> Self {
        Self { n: 0, sums: vec![0.0; measures], products: (1..=measures).map(|length| vec![0.0; length]).collect() }
    }

    /// From sums made elsewhere. Row i of `products` holds the sums of products of measure i with
    /// measures 0 to i; what follows in a row is the mirror image and is not read.
    ///
    /// # Errors
    /// [`NotEstimable::Contradictory`] when sums and products differ in size;
    /// [`NotEstimable::NotFinite`].
    pub fn of_sums(n: u64, sums: &[f64], products: &[Vec<f64>]) -> Result<Self, NotEstimable> {
        let mut made = Self { n, sums: sums.to_vec(), products: Vec::with_capacity(sums.len()) };
        for (place, row) in products.iter().enumerate() {
            made.products.push(row.iter().copied().take(place + 1).collect());
        }
        let ragged = made.products.iter().enumerate().any(|(place, row)| row.len() != place + 1);
        if ragged || made.products.len() != made.sums.len() {
            return Err(NotEstimable::Contradictory { what: UNEQUAL });
        }
        for number in made.sums.iter().chain(made.products.iter().flatten()) {
            finite(*number)?;
        }
        Ok(made)
    }

    /// Counts one more person.
    ///
    /// # Errors
    /// [`NotEstimable::Contradictory`] for another number of measures; [`NotEstimable::NotFinite`].
    pub fn count(&mut self, measures: &[f64]) -> Result<(), NotEstimable> {
        if measures.len() != self.sums.len() {
            return Err(NotEstimable::Contradictory { what: UNEQUAL });
        }
        for measure in measures {
            finite(*measure)?;
        }
        self.n += 1;
        for ((sum, products), measure) in self.sums.iter_mut().zip(&mut self.products).zip(measures) {
            *sum += measure;
            for (product, other) in products.iter_mut().zip(measures) {
                *product += measure * other;
            }
        }
        Ok(())
    }

    /// Adds other people.
    ///
    /// # Errors
    /// [`NotEstimable::Contradictory`] for another number of measures.
    pub fn merge(&mut self, other: &Self) -> Result<(), NotEstimable> {
        if other.sums.len() != self.sums.len() {
            return Err(NotEstimable::Contradictory { what: UNEQUAL });
        }
        self.n = self.n.saturating_add(other.n);
        for (sum, more) in self.sums.iter_mut().zip(&other.sums) {
            *sum += more;
        }
        for (product, more) in self.products.iter_mut().flatten().zip(other.products.iter().flatten()) {
            *product += more;
        }
        Ok(())
    }

    /// The same people with a measure put first that is `value` for each of them, such as the arm
    /// of their school.
    #[must_use]
    pub fn with_constant_first(&self, value: f64) -> Self {
        let mut made =
            Self { n: self.n, sums: vec![value * real(self.n)], products: vec![vec![value * value * real(self.n)]] };
        for (sum, row) in self.sums.iter().zip(&self.products) {
            made.sums.push(*sum);
            made.products.push(std::iter::once(value * sum).chain(row.iter().copied()).collect());
        }
        made
    }

    /// The same people with the last measure alone.
    #[must_use]
    pub fn last_only(&self) -> Self {
        let sums = self.sums.last().copied().into_iter().collect();
        let products = self.products.last().and_then(|row| row.last()).map(|square| vec![*square]);
        Self { n: self.n, sums, products: products.into_iter().collect() }
    }

    /// How many people.
    #[must_use]
    pub const fn people(&self) -> u64 {
        self.n
    }

    /// How many measures of each.
    #[must_use]
    pub const fn measures(&self) -> usize {
        self.sums.len()
    }

    /// The means of the measures, in their order; none without people.
    pub(super) fn means(&self) -> Vec<f64> {
        let people = real(self.n);
        self.sums.iter().filter(|_| self.n > 0).map(|sum| sum / people).collect()
    }

    /// The sum of products of distances from the means, for a measure with itself or another.
    ///
    /// What is no larger than the rounding of the sums counts as 0, as in
    /// [`Moments`](super::mean::Moments).
    ///
    /// # Errors
    /// [`NotEstimable::NothingCounted`]; [`NotEstimable::NotFinite`];
    /// [`NotEstimable::Contradictory`] when a sum of squares is too small for its sum.
    pub(super) fn deviations(&self, one: usize, other: usize) -> Result<f64, NotEstimable> {
        if self.n == 0 {
            return Err(NotEstimable::NothingCounted);
        }
        let (row, column) = (one.max(other), one.min(other));
        let sum = |place: usize| self.sums.get(place).copied().unwrap_or(0.0);
        let square = |row: usize, column: usize| self.products.get(row).and_then(|row| row.get(column)).copied();
        let product = square(row, column).unwrap_or(0.0);
        let left = finite(product - sum(row) / real(self.n) * sum(column))?;
        let size = (square(row, row).unwrap_or(0.0).abs() * square(column, column).unwrap_or(0.0).abs()).sqrt();
        let rounding = f64::EPSILON * (real(self.n) + 8.0) * finite(size)?;
        if row == column && left < -rounding {
            return Err(NotEstimable::Contradictory { what: "the sum of squares is smaller than the sum allows" });
        }
        Ok(if left.abs() <= rounding { 0.0 } else { left })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn counted(people: &[[f64; 3]]) -> CrossProducts {
        let mut made = CrossProducts::nobody(3);
        for person in people {
            made.count(person).unwrap();
        }
        made
    }

    #[test]
    fn hand_worked_sums_are_met() {
        let made = counted(&[[1.0, 2.0, 3.0], [2.0, 2.0, 5.0], [3.0, 2.0, 1.0]]);
        assert_eq!((made.people(), made.measures(), made.means()), (3, 3, vec![2.0, 2.0, 3.0]));
        assert_eq!((made.deviations(0, 0), made.deviations(1, 2), made.deviations(2, 0)), (Ok(2.0), Ok(0.0), Ok(-2.0)));
        let rows = [vec![14.0, 12.0, 16.0], vec![12.0, 12.0, 18.0], vec![16.0, 18.0, 35.0]];
        assert_eq!(CrossProducts::of_sums(3, &[6.0, 6.0, 9.0], &rows), Ok(made.clone()));
        assert_eq!(made.last_only(), CrossProducts::of_sums(3, &[9.0], &[vec![35.0]]).unwrap());
        let armed = made.with_constant_first(1.0);
        assert_eq!((armed.measures(), armed.deviations(0, 0), armed.deviations(3, 1)), (4, Ok(0.0), Ok(-2.0)));
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        let mut made = counted(&[[1.0, 2.0, 3.0]]);
        assert!(made.count(&[1.0]).is_err() && made.count(&[1.0, f64::NAN, 2.0]).is_err());
        assert!(made.merge(&CrossProducts::nobody(2)).is_err());
        assert!(CrossProducts::of_sums(1, &[1.0, 2.0], &[vec![1.0], vec![2.0]]).is_err());
        assert_eq!(CrossProducts::nobody(1).deviations(0, 0), Err(NotEstimable::NothingCounted));
        assert_eq!(made, counted(&[[1.0, 2.0, 3.0]]));
    }

    proptest! {
        #[test]
        fn parts_add_up_to_the_whole(people in proptest::collection::vec([1.0..5.0, 1.0..5.0, -9.0..9.0], 2..40), cut in 0_usize..40) {
            let (one, other) = people.split_at(cut.min(people.len()));
            let mut merged = counted(other);
            merged.merge(&counted(one))?;
            let whole = counted(&people);
            prop_assert_eq!(merged.people(), whole.people());
            for row in 0..3 {
                for column in 0..3 {
                    prop_assert!((merged.deviations(row, column)? - whole.deviations(row, column)?).abs() < 1e-9);
                }
            }
        }
    }
}
