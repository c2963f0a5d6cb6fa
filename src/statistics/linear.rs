//! Small symmetric systems of equations, solved by Cholesky's decomposition.

/// A pivot below this share of its diagonal is what rounding leaves of a column that the columns
/// before it explain in full.
const LEAST_PIVOT: f64 = 1e-10;

/// A symmetric matrix; what lies outside it is 0.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Symmetric {
    size: usize,
    cells: Vec<f64>,
}

impl Symmetric {
    pub(super) fn zero(size: usize) -> Self {
        Self { size, cells: vec![0.0; size * size] }
    }

    pub(super) const fn size(&self) -> usize {
        self.size
    }

    pub(super) fn at(&self, row: usize, column: usize) -> f64 {
        self.cells.get(row * self.size + column).copied().unwrap_or(0.0)
    }

    /// Adds to a cell and to its mirror image.
    pub(super) fn add(&mut self, row: usize, column: usize, amount: f64) {
        for place in [row * self.size + column, column * self.size + row].iter().take(1 + usize::from(row != column)) {
            if let Some(cell) = self.cells.get_mut(*place) {
                *cell += amount;
            }
        }
    }

    /// Adds a multiple of `vector vector'`.
    pub(super) fn add_square_of(&mut self, vector: &[f64], multiple: f64) {
        let products = vector.iter().flat_map(|one| vector.iter().map(move |other| one * other * multiple));
        for (cell, product) in self.cells.iter_mut().zip(products) {
            *cell += product;
        }
    }
}

/// The lower triangle L of `L L' = A` for the leading block of a matrix.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Cholesky {
    /// Row by row, each up to and with its diagonal.
    rows: Vec<Vec<f64>>,
}

impl Cholesky {
    /// Of the first `size` rows and columns; none when they are not positive definite, as with a
    /// column that others explain.
    pub(super) fn of(matrix: &Symmetric, size: usize) -> Option<Self> {
        let mut made = Self { rows: Vec::with_capacity(size) };
        for row in 0..size {
            let column: Vec<f64> = (0..row).map(|column| matrix.at(row, column)).collect();
            let mut cells = made.half_solve(&column);
            let diagonal = matrix.at(row, row);
            let pivot = diagonal - dot(&cells, &cells);
            if !pivot.is_finite() || pivot <= LEAST_PIVOT * diagonal {
                return None;
            }
            cells.push(pivot.sqrt());
            made.rows.push(cells);
        }
        Some(made)
    }

    /// `L^-1 v`, so that its dot product with itself is `v' A^-1 v`.
    pub(super) fn half_solve(&self, vector: &[f64]) -> Vec<f64> {
        let mut found: Vec<f64> = Vec::with_capacity(vector.len() + 1);
        for (row, value) in self.rows.iter().zip(vector) {
            let pivot = row.get(found.len()).copied().unwrap_or(1.0);
            found.push((value - dot(row, &found)) / pivot);
        }
        found
    }

    /// `L'^-1 v`: the second half of solving `A x = b`.
    pub(super) fn back_solve(&self, vector: &[f64]) -> Vec<f64> {
        let mut left = vector.to_vec();
        for row in self.rows.iter().rev() {
            let Some((pivot, before)) = row.split_last() else { continue };
            let Some(value) = left.get_mut(before.len()) else { continue };
            *value /= pivot;
            let value = *value;
            for (rest, cell) in left.iter_mut().zip(before) {
                *rest -= cell * value;
            }
        }
        left
    }

    /// `v' A^-1 v`.
    pub(super) fn quadratic_form(&self, vector: &[f64]) -> f64 {
        let half = self.half_solve(vector);
        dot(&half, &half)
    }

    /// The logarithm of the determinant of A.
    pub(super) fn log_determinant(&self) -> f64 {
        self.rows.iter().filter_map(|row| row.last()).map(|pivot| 2.0 * pivot.ln()).sum()
    }
}

/// What the other rows leave unexplained of the last diagonal of a matrix of sums of products;
/// rows that earlier ones explain, and empty ones, add nothing.
pub(super) fn unexplained(matrix: &Symmetric) -> f64 {
    let mut left = matrix.clone();
    let last = matrix.size().saturating_sub(1);
    for pivot in 0..last {
        let diagonal = left.at(pivot, pivot);
        if diagonal <= LEAST_PIVOT * matrix.at(pivot, pivot) {
            continue;
        }
        let row: Vec<f64> = (0..=last).map(|column| left.at(pivot, column)).collect();
        left.add_square_of(&row, -1.0 / diagonal);
    }
    left.at(last, last).max(0.0)
}

/// The sum of products of two lists, as far as both go.
pub(super) fn dot(one: &[f64], other: &[f64]) -> f64 {
    one.iter().zip(other).map(|(one, other)| one * other).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matrix(rows: &[&[f64]]) -> Symmetric {
        let mut made = Symmetric::zero(rows.len());
        for (row, cells) in rows.iter().enumerate() {
            for (column, cell) in cells.iter().enumerate().take(row + 1) {
                made.add(row, column, *cell);
            }
        }
        made
    }

    #[test]
    fn a_hand_worked_system_is_solved() {
        // A = L L' with L = (2; 1 3; -1 2 1); A (1, 2, 3)' = (2, 30, 23)'; |A| = 36.
        let made = matrix(&[&[4.0], &[2.0, 10.0], &[-2.0, 5.0, 6.0]]);
        let factor = Cholesky::of(&made, 3).unwrap();
        let wanted = [1.0, 2.0, 3.0];
        let right: Vec<f64> =
            (0..3).map(|row| (0..3).map(|column| made.at(row, column) * wanted[column]).sum()).collect();
        let found = factor.back_solve(&factor.half_solve(&right));
        assert!(found.iter().zip(wanted).all(|(got, wanted)| (got - wanted).abs() < 1e-14));
        assert!((factor.log_determinant() - 36.0_f64.ln()).abs() < 1e-14);
        assert!((factor.quadratic_form(&right) - dot(&right, &wanted)).abs() < 1e-12);
    }

    #[test]
    fn a_column_that_another_repeats_has_no_factor() {
        assert_eq!(Cholesky::of(&matrix(&[&[1.0], &[2.0, 4.0]]), 2), None);
        assert_eq!(Cholesky::of(&matrix(&[&[f64::NAN]]), 1), None);
    }

    #[test]
    fn what_is_left_of_the_last_row_is_its_residual() {
        // 6 - 1 - 4 = 1, the last pivot of the factor squared; empty rows and repeats add nothing.
        let made = matrix(&[&[4.0], &[2.0, 10.0], &[-2.0, 5.0, 6.0]]);
        assert!((unexplained(&made) - 1.0).abs() < 1e-14);
        let padded =
            matrix(&[&[4.0], &[0.0, 0.0], &[2.0, 0.0, 10.0], &[4.0, 0.0, 2.0, 4.0], &[-2.0, 0.0, 5.0, -2.0, 6.0]]);
        assert!((unexplained(&padded) - 1.0).abs() < 1e-12);
    }
}
