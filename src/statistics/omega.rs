//! Omega total: how much of the spread of a scale is one factor common to its items.

use super::reliability::{ItemCrossProducts, correlations, covariances_of_enough_people, enough_items, enough_people};
use super::{NotEstimable, finite};

/// The fewest items omega is given for: two items have one correlation, which leaves the two
/// loadings undecided.
pub const FEWEST_ITEMS: u64 = 3;

/// The one-factor model of a scale.
#[derive(Debug, Clone, PartialEq)]
pub struct OneFactor {
    /// Omega total, 0 to 1.
    pub omega: f64,
    /// Each item's standardised loading on the common factor, with a sum of 0 or more.
    pub loadings: Vec<f64>,
    /// The part of each item's variance that is its own, `1 - loading^2`.
    pub uniquenesses: Vec<f64>,
    /// People who answered every item.
    pub people: u64,
}

/// `McDonald`'s omega total from sums of cross-products of complete answers, on standardised items.
///
/// # Errors
/// As [`omega_total`]; [`NotEstimable::Contradictory`] when sums and products differ in number;
/// [`NotEstimable::NoVariation`] when everyone answered one of the items alike.
pub fn omega_total_from_sums(sums: &ItemCrossProducts) -> Result<OneFactor, NotEstimable> {
    let covariance = covariances_of_enough_people(sums)?;
    enough_items(&covariance, FEWEST_ITEMS)?;
    omega_total(&correlations(&covariance)?, sums.people)
}

/// `McDonald`'s omega total, `(sum of loadings)^2 / ((sum of loadings)^2 + sum of uniquenesses)`,
/// from a one-factor model fitted by maximum likelihood to the items' correlation matrix.
///
/// Unlike alpha it lets items load unequally; like it, it takes for granted that one factor is
/// what items share. The likelihood is climbed by the parameter-expanded EM algorithm with squared
/// extrapolation, from the first principal component and from each item in turn, as it can have
/// more than one summit; the highest counts. Sources: `McDonald` 1999, *Test Theory*, 6; Rubin &
/// Thayer 1982, *Psychometrika* 47, 69-76, and Liu, Rubin & Wu 1998, *Biometrika* 85, 755-770 (EM);
/// Varadhan & Roland 2008, *Scandinavian Journal of Statistics* 35, 335-353 (extrapolation).
///
/// # Errors
/// [`NotEstimable::TooFewPeople`] below [`super::reliability::FEWEST_PEOPLE`];
/// [`NotEstimable::TooFewItems`] below [`FEWEST_ITEMS`]; [`NotEstimable::BreaksDown`] at a Heywood
/// case (an item left with less than 0.005 of its variance, as in R's `factanal`) or where items
/// share so little that no solution is settled on; [`NotEstimable::Contradictory`] for a matrix
/// that is not one of correlations.
///
/// # Examples
/// ```
/// use learnframe::statistics::{NotEstimable, omega::omega_total};
///
/// let made = omega_total(&[vec![1.0, 0.25, 0.25], vec![0.25, 1.0, 0.25], vec![0.25, 0.25, 1.0]], 80)?;
/// assert!((made.omega - 2.25 / (2.25 + 2.25)).abs() < 1e-9); // three loadings of 1/2
/// # Ok::<(), NotEstimable>(())
/// ```
pub fn omega_total(correlations: &[Vec<f64>], people: u64) -> Result<OneFactor, NotEstimable> {
    enough_people(people)?;
    enough_items(correlations, FEWEST_ITEMS)?;
    check(correlations)?;
    let mut best: Option<Summit> = None;
    for start in starts(correlations)? {
        let found = climb(correlations, start)?;
        if best.as_ref().is_none_or(|best| found.deviance < best.deviance - SAME_SUMMIT) {
            best = Some(found);
        }
    }
    best.ok_or(NotEstimable::NothingCounted)?.read(people)
}

/// R's `factanal` stops here too.
const LEAST_UNIQUENESS: f64 = 0.005;
/// A loading no larger is none.
const LEAST_LOADING: f64 = 1e-6;
/// No loading moves further than this in a step.
const SETTLED: f64 = 1e-12;
/// A sound scale settles in some twenty steps; 600 made-up ones took 394 at most.
const MOST_STEPS: u32 = 2_000;
/// Deviances no further apart belong to one summit, found twice.
const SAME_SUMMIT: f64 = 1e-10;

fn check(correlations: &[Vec<f64>]) -> Result<(), NotEstimable> {
    for (row, values) in correlations.iter().enumerate() {
        if values.len() != correlations.len() {
            return Err(NotEstimable::Contradictory { what: "a matrix of correlations is not square" });
        }
        for (column, value) in values.iter().enumerate() {
            let mirrored = correlations.get(column).and_then(|line| line.get(row)).copied().unwrap_or(f64::NAN);
            let apart = (finite(*value)? - mirrored).abs();
            let off = if row == column { (value - 1.0).abs() } else { (value.abs() - 1.0).max(0.0) };
            if apart.max(off) > 1e-9 {
                return Err(NotEstimable::Contradictory { what: "a matrix is not one of correlations" });
            }
        }
    }
    Ok(())
}

/// Loadings to climb from: the first principal component, and each item's correlations.
fn starts(correlations: &[Vec<f64>]) -> Result<Vec<Vec<f64>>, NotEstimable> {
    let shares = |row: &Vec<f64>| dot(row, row);
    let first = correlations.iter().max_by(|one, other| shares(one).total_cmp(&shares(other)));
    let mut direction = first.cloned().unwrap_or_default();
    for _ in 0..100 {
        let next = times(correlations, &direction);
        let size = finite(dot(&next, &next).sqrt())?;
        if size <= 0.0 {
            return Err(NotEstimable::NoVariation);
        }
        direction = next.iter().map(|part| part / size).collect();
    }
    let largest = dot(&direction, &times(correlations, &direction)).max(0.0).sqrt();
    let component = direction.iter().map(|part| (part * largest).clamp(-0.9, 0.9)).collect();
    let of_item = |row: &Vec<f64>| row.iter().map(|r| r * 0.9).collect();
    Ok(std::iter::once(component).chain(correlations.iter().map(of_item)).collect())
}

/// Where a climb ended.
struct Summit {
    loadings: Vec<f64>,
    /// Twice the likelihood turned round, per person and but for a constant.
    deviance: f64,
    settled: bool,
}

/// Steps by pairs: two of the EM, then as far along their bend as the likelihood gains by.
fn climb(correlations: &[Vec<f64>], start: Vec<f64>) -> Result<Summit, NotEstimable> {
    let mut loadings = within_bounds(start);
    for _ in 0..MOST_STEPS {
        let once = step(correlations, &loadings);
        let twice = step(correlations, &once);
        let moved: Vec<f64> = once.iter().zip(&loadings).map(|(new, old)| new - old).collect();
        if finite(largest(&moved))? < SETTLED {
            let deviance = finite(deviance(correlations, &once))?;
            return Ok(Summit { loadings: once, deviance, settled: true });
        }
        let bend: Vec<f64> = twice.iter().zip(&once).zip(&moved).map(|((new, old), moved)| new - old - moved).collect();
        loadings = match dot(&bend, &bend).sqrt() {
            size if size > 0.0 => {
                let reach = (dot(&moved, &moved).sqrt() / size).max(1.0);
                let ahead = loadings
                    .iter()
                    .zip(&moved)
                    .zip(&bend)
                    .map(|((at, moved), bend)| at + reach * (2.0 * moved + reach * bend));
                let ahead = step(correlations, &within_bounds(ahead.collect()));
                if deviance(correlations, &ahead) <= deviance(correlations, &twice) { ahead } else { twice }
            }
            _ => twice,
        };
    }
    let deviance = finite(deviance(correlations, &loadings))?;
    Ok(Summit { loadings, deviance, settled: false })
}

/// One step of the parameter-expanded EM: items regressed on the factor as it is expected given
/// the loadings, with the spread of the factor then taken into the loadings.
fn step(correlations: &[Vec<f64>], loadings: &[f64]) -> Vec<f64> {
    let weighted: Vec<f64> = loadings.iter().map(|loading| loading / own_part(*loading)).collect();
    let information = 1.0 + dot(loadings, &weighted);
    let regression: Vec<f64> = weighted.iter().map(|part| part / information).collect();
    let with_factor = times(correlations, &regression);
    let spread = (1.0 / information + dot(&regression, &with_factor)).sqrt();
    within_bounds(with_factor.iter().map(|both| both / spread).collect())
}

/// `log det S + trace(S^-1 R)` for the implied matrix S of loadings and uniquenesses.
fn deviance(correlations: &[Vec<f64>], loadings: &[f64]) -> f64 {
    let weighted: Vec<f64> = loadings.iter().map(|loading| loading / own_part(*loading)).collect();
    let shared = dot(loadings, &weighted);
    let own: f64 = loadings.iter().map(|loading| own_part(*loading).ln() + 1.0 / own_part(*loading)).sum();
    own + shared.ln_1p() - dot(&weighted, &times(correlations, &weighted)) / (1.0 + shared)
}

fn own_part(loading: f64) -> f64 {
    1.0 - loading * loading
}

fn within_bounds(loadings: Vec<f64>) -> Vec<f64> {
    let most = (1.0 - LEAST_UNIQUENESS).sqrt();
    loadings.into_iter().map(|loading| loading.clamp(-most, most)).collect()
}

fn largest(list: &[f64]) -> f64 {
    list.iter().fold(0.0, |most, value| value.abs().max(most))
}

impl Summit {
    fn read(self, people: u64) -> Result<OneFactor, NotEstimable> {
        if own_part(largest(&self.loadings)) < LEAST_UNIQUENESS * (1.0 + 1e-6) {
            return Err(NotEstimable::BreaksDown { what: "an item would be left without variance of its own" });
        }
        // One loading, or two, may take any size without changing what the model implies.
        let sharing = self.loadings.iter().filter(|loading| loading.abs() > LEAST_LOADING);
        if !self.settled || sharing.count() < 3 {
            return Err(NotEstimable::BreaksDown { what: "the items share too little for a common factor" });
        }
        let sum: f64 = self.loadings.iter().sum();
        let sign = if sum < 0.0 { -1.0 } else { 1.0 };
        let loadings: Vec<f64> = self.loadings.iter().map(|loading| sign * loading).collect();
        let uniquenesses: Vec<f64> = loadings.iter().map(|loading| own_part(*loading)).collect();
        let omega = finite(sum * sum / (sum * sum + uniquenesses.iter().sum::<f64>()))?;
        Ok(OneFactor { omega, loadings, uniquenesses, people })
    }
}

fn dot(one: &[f64], other: &[f64]) -> f64 {
    one.iter().zip(other).map(|(one, other)| one * other).sum()
}

fn times(matrix: &[Vec<f64>], vector: &[f64]) -> Vec<f64> {
    matrix.iter().map(|row| dot(row, vector)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn matrix(loadings: &[f64]) -> Vec<Vec<f64>> {
        let pair = |one: usize, other: usize| if one == other { 1.0 } else { loadings[one] * loadings[other] };
        (0..loadings.len()).map(|one| (0..loadings.len()).map(|other| pair(one, other)).collect()).collect()
    }

    #[test]
    fn three_items_have_spearmans_solution() -> Result<(), NotEstimable> {
        // Spearman 1904: three correlations decide three loadings, l1^2 = r12 r13 / r23.
        let (r12, r13, r23) = (0.42_f64, 0.35_f64, 0.3_f64);
        let made = omega_total(&[vec![1.0, r12, r13], vec![r12, 1.0, r23], vec![r13, r23, 1.0]], 100)?;
        let loadings = [(r12 * r13 / r23).sqrt(), (r12 * r23 / r13).sqrt(), (r13 * r23 / r12).sqrt()];
        for (got, wanted) in made.loadings.iter().zip(loadings) {
            assert!((got - wanted).abs() < 1e-9, "{got} is not {wanted}");
        }
        Ok(())
    }

    /// R's `factanal(factors = 1, covmat = ability.cov)` prints these loadings for the ability and
    /// intelligence tests of 112 people (Bartholomew & Knott 1999, 2).
    #[test]
    fn the_ability_tests_load_as_published() -> Result<(), NotEstimable> {
        let covariance = [
            [24.641, 5.991, 33.520, 6.023, 20.755, 29.701],
            [5.991, 6.700, 18.137, 1.782, 4.936, 7.204],
            [33.520, 18.137, 149.831, 19.424, 31.430, 50.753],
            [6.023, 1.782, 19.424, 12.711, 4.757, 9.075],
            [20.755, 4.936, 31.430, 4.757, 52.604, 66.762],
            [29.701, 7.204, 50.753, 9.075, 66.762, 135.292],
        ];
        let made = omega_total(&correlations(&covariance.map(Vec::from))?, 112)?;
        for (got, wanted) in made.loadings.iter().zip([0.682, 0.384, 0.502, 0.300, 0.877, 0.849]) {
            assert!((got - wanted).abs() <= 5e-4, "{got} is not {wanted}");
        }
        Ok(())
    }

    /// Two bundles of items: climbing from the first principal component ends on the lower summit,
    /// with an omega of 0.744. The value is the best of twenty random starts of scipy's L-BFGS-B.
    #[test]
    fn the_highest_of_two_summits_counts() -> Result<(), NotEstimable> {
        let bundle = |item: usize| usize::from(item >= 3);
        let pair = |one: usize, other: usize| match (bundle(one), bundle(other)) {
            _ if one == other => 1.0,
            (0, 0) => 0.8,
            (1, 1) => 0.6,
            _ => 0.1,
        };
        let matrix: Vec<Vec<f64>> = (0..7).map(|one| (0..7).map(|other| pair(one, other)).collect()).collect();
        let made = omega_total(&matrix, 100)?;
        assert!((made.omega - 0.694_105_725_6).abs() < 1e-8, "{}", made.omega);
        Ok(())
    }

    #[test]
    fn a_heywood_case_is_said_so() {
        // By Spearman's formula the first item would load 0.7 * 0.7 / 0.3 > 1.
        let made = omega_total(&[vec![1.0, 0.7, 0.7], vec![0.7, 1.0, 0.3], vec![0.7, 0.3, 1.0]], 100);
        assert!(matches!(made, Err(NotEstimable::BreaksDown { .. })), "{made:?}");
        let alike = omega_total(&vec![vec![1.0; 4]; 4], 100);
        assert!(matches!(alike, Err(NotEstimable::BreaksDown { .. })), "{alike:?}");
    }

    #[test]
    fn items_that_share_nothing_have_no_factor() {
        let apart = omega_total(&matrix(&[0.0; 4]), 100);
        assert!(matches!(apart, Err(NotEstimable::BreaksDown { .. })), "{apart:?}");
        let a_pair = omega_total(&matrix(&[0.6, 0.6, 0.0, 0.0]), 100);
        assert!(matches!(a_pair, Err(NotEstimable::BreaksDown { .. })), "{a_pair:?}");
    }

    #[test]
    fn too_little_is_said_so() {
        let people = NotEstimable::TooFewPeople { have: 49, need: 50 };
        assert_eq!(omega_total(&matrix(&[0.5; 3]), 49), Err(people));
        let items = NotEstimable::TooFewItems { have: 2, need: 3 };
        assert_eq!(omega_total(&matrix(&[0.5; 2]), 60), Err(items));
        let ragged = vec![vec![1.0, 0.5, 0.5], vec![0.5, 1.0], vec![0.5, 0.5, 1.0]];
        assert!(matches!(omega_total(&ragged, 60), Err(NotEstimable::Contradictory { .. })));
        let lopsided = vec![vec![1.0, 0.5, 0.5], vec![0.4, 1.0, 0.5], vec![0.5, 0.5, 1.0]];
        assert!(matches!(omega_total(&lopsided, 60), Err(NotEstimable::Contradictory { .. })));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn a_matrix_made_of_one_factor_gives_it_back(loadings in proptest::collection::vec(0.3..0.9, 4..9)) {
            let made = omega_total(&matrix(&loadings), 200)?;
            let sum: f64 = loadings.iter().sum();
            let own: f64 = loadings.iter().map(|loading| 1.0 - loading * loading).sum();
            prop_assert!((made.omega - sum * sum / (sum * sum + own)).abs() < 1e-8);
            for (got, wanted) in made.loadings.iter().zip(&loadings) {
                prop_assert!((got - wanted).abs() < 1e-7);
            }
        }

        #[test]
        fn the_order_of_items_does_not_matter(
            loadings in proptest::collection::vec(0.3..0.8, 5),
            noise in proptest::collection::vec(-0.04..0.04, 10),
        ) {
            let one: Vec<Vec<f64>> = matrix(&loadings).into_iter().enumerate().map(|(row, values)| {
                let shaken = |(column, value): (usize, f64)| match row.cmp(&column) {
                    std::cmp::Ordering::Equal => value,
                    _ => value + noise[row * column % 10],
                };
                values.into_iter().enumerate().map(shaken).collect()
            }).collect();
            let made = omega_total(&one, 200);
            let mut other = one.clone();
            other.reverse();
            for row in &mut other { row.reverse(); }
            match (made, omega_total(&other, 200)) {
                (Ok(made), Ok(turned)) => prop_assert!((made.omega - turned.omega).abs() < 1e-8),
                (made, turned) => prop_assert_eq!(made.err(), turned.err()),
            }
        }

        #[test]
        fn any_matrix_gives_a_share_or_a_reason(
            values in proptest::collection::vec(-1.0..1.0, 3),
        ) {
            let (a, b, c) = (values[0], values[1], values[2]);
            if let Ok(made) = omega_total(&[vec![1.0, a, b], vec![a, 1.0, c], vec![b, c, 1.0]], 60) {
                prop_assert!((0.0..=1.0).contains(&made.omega));
            }
        }
    }
}
