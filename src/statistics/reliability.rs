//! How far the items of a scale measure one thing.

use super::interval::{Confidence, Interval};
use super::{NotEstimable, finite, length, quantile, real};

/// Where the limits stop narrowing, as the F quantile can no longer be had in finite time.
const MOST_FREEDOM: f64 = 1_000_000.0;

/// The fewest people alpha is given for.
pub const FEWEST_PEOPLE: u64 = 50;

/// Sums over the people who answered every item of a scale, from which covariances follow.
#[derive(Debug, Clone, PartialEq)]
pub struct ItemCrossProducts {
    /// People who answered every item.
    pub people: u64,
    /// The sum of each of k items.
    pub sums: Vec<f64>,
    /// k rows of k sums of products, of each item with each.
    pub products: Vec<Vec<f64>>,
}

impl ItemCrossProducts {
    /// The sums of the people of both, as of two groups of one network.
    ///
    /// # Errors
    /// [`NotEstimable::Contradictory`] when the two are not of as many items each.
    pub fn merged(&self, other: &Self) -> Result<Self, NotEstimable> {
        let add = |one: &[f64], other: &[f64]| match one.len() == other.len() {
            true => Ok(one.iter().zip(other).map(|(one, other)| one + other).collect::<Vec<f64>>()),
            false => Err(NotEstimable::Contradictory { what: NOT_SQUARE }),
        };
        if self.products.len() != other.products.len() {
            return Err(NotEstimable::Contradictory { what: NOT_SQUARE });
        }
        let rows = self.products.iter().zip(&other.products);
        Ok(Self {
            people: self.people.saturating_add(other.people),
            sums: add(&self.sums, &other.sums)?,
            products: rows.map(|(one, other)| add(one, other)).collect::<Result<_, _>>()?,
        })
    }
}

/// Cronbach's alpha with its interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Alpha {
    /// Raw alpha: at most 1, below 0 when items run against each other.
    pub alpha: f64,
    /// Feldt's interval.
    pub interval: Interval,
    /// Items in the scale.
    pub items: u64,
    /// People who answered every item.
    pub people: u64,
}

/// Cronbach's alpha from sums of cross-products of complete answers.
///
/// # Errors
/// As [`cronbach_alpha`]; [`NotEstimable::Contradictory`] when sums and products differ in size.
pub fn cronbach_alpha_from_sums(sums: &ItemCrossProducts, confidence: Confidence) -> Result<Alpha, NotEstimable> {
    cronbach_alpha(&covariances_of_enough_people(sums)?, sums.people, confidence)
}

/// Standardised alpha: alpha of items brought to one spread, `k r / (1 + (k - 1) r)` with r the
/// mean of the correlations between items.
///
/// It differs from raw alpha as far as the items' spreads differ; scale scores are means of raw
/// answers, so raw alpha is the one that speaks of them. Source: Falk & Savalei 2011, *Journal of
/// Personality Assessment* 93, 445-453.
///
/// # Errors
/// As [`cronbach_alpha_from_sums`]; [`NotEstimable::NoVariation`] also when everyone answered one
/// of the items alike.
pub fn standardised_alpha(sums: &ItemCrossProducts) -> Result<f64, NotEstimable> {
    let covariance = covariances_of_enough_people(sums)?;
    enough_items(&covariance, 2)?;
    raw_alpha(&correlations(&covariance)?)
}

/// Raw Cronbach's alpha from the k by k covariance matrix of items over `people` complete cases:
/// `k / (k - 1) * (1 - sum of variances / sum of the matrix)`.
///
/// The interval is Feldt's: `1 - (1 - alpha) F` at both ends of F with n - 1 and (n - 1)(k - 1)
/// degrees of freedom. Sources: Cronbach 1951, *Psychometrika* 16, 297-334; Feldt 1965,
/// *Psychometrika* 30, 357-370.
///
/// # Errors
/// [`NotEstimable::TooFewPeople`] below [`FEWEST_PEOPLE`]; [`NotEstimable::TooFewItems`] below 2;
/// [`NotEstimable::NoVariation`] when total scores do not differ;
/// [`NotEstimable::Contradictory`] when the matrix is not square or has a negative variance.
pub fn cronbach_alpha(covariance: &[Vec<f64>], people: u64, confidence: Confidence) -> Result<Alpha, NotEstimable> {
    enough_people(people)?;
    let items = enough_items(covariance, 2)?;
    let alpha = raw_alpha(covariance)?;
    let freedom = real(people - 1).min(MOST_FREEDOM);
    let limit = |tail| 1.0 - (1.0 - alpha) * quantile::f(freedom, freedom * real(items - 1), tail);
    let tail = confidence.each_tail();
    let interval = Interval::new(limit(1.0 - tail), limit(tail), confidence)?;
    Ok(Alpha { alpha, interval, items, people })
}

pub(super) fn enough_people(people: u64) -> Result<(), NotEstimable> {
    if people < FEWEST_PEOPLE {
        return Err(NotEstimable::TooFewPeople { have: people, need: FEWEST_PEOPLE });
    }
    Ok(())
}

/// How many items there are, if there are enough.
pub(super) fn enough_items(matrix: &[Vec<f64>], need: u64) -> Result<u64, NotEstimable> {
    let have = length(matrix);
    if have < need { Err(NotEstimable::TooFewItems { have, need }) } else { Ok(have) }
}

/// Alpha of a covariance matrix of two items or more.
pub(super) fn raw_alpha(covariance: &[Vec<f64>]) -> Result<f64, NotEstimable> {
    let k = real(enough_items(covariance, 2)?);
    let (own, total) = variances(covariance)?;
    finite(k / (k - 1.0) * (1.0 - own / total))
}

const NOT_SQUARE: &str = "the items and their cross-products differ in number";

/// The sum of item variances and the variance of the total score.
fn variances(covariance: &[Vec<f64>]) -> Result<(f64, f64), NotEstimable> {
    let items = covariance.len();
    let (mut own, mut total, mut size) = (0.0, 0.0, 0.0);
    for (row, values) in covariance.iter().enumerate() {
        if values.len() != items {
            return Err(NotEstimable::Contradictory { what: NOT_SQUARE });
        }
        for (column, value) in values.iter().enumerate() {
            if row == column && *value < 0.0 {
                return Err(NotEstimable::Contradictory { what: "a variance is below 0" });
            }
            own += if row == column { *value } else { 0.0 };
            total += value;
            size += value.abs();
        }
    }
    if finite(total)? <= 1e-12 * finite(size)? {
        return Err(NotEstimable::NoVariation);
    }
    Ok((own, total))
}

/// The covariances of items over people who answered all of them, if there are enough people.
pub(super) fn covariances_of_enough_people(of: &ItemCrossProducts) -> Result<Vec<Vec<f64>>, NotEstimable> {
    enough_people(of.people)?;
    let items = of.sums.len();
    if of.products.len() != items || of.products.iter().any(|row| row.len() != items) {
        return Err(NotEstimable::Contradictory { what: NOT_SQUARE });
    }
    Ok(covariances(of))
}

/// A covariance matrix as correlations, 1 on its diagonal.
pub(super) fn correlations(covariance: &[Vec<f64>]) -> Result<Vec<Vec<f64>>, NotEstimable> {
    let own = covariance.iter().enumerate().map(|(place, row)| row.get(place).copied().unwrap_or(0.0));
    let spreads: Vec<f64> = own.map(f64::sqrt).collect();
    let correlate = |one: usize, other: usize, value: f64| match spreads.get(one).zip(spreads.get(other)) {
        Some((here, there)) if *here > 0.0 && *there > 0.0 => {
            let r = finite(value / here / there)?;
            match r.abs() {
                _ if one == other => Ok(1.0),
                size if size > 1.0 + ROUNDING => Err(NotEstimable::Contradictory { what: "a correlation is above 1" }),
                _ => Ok(r.clamp(-1.0, 1.0)),
            }
        }
        _ => Err(NotEstimable::NoVariation),
    };
    let line = |(one, row): (usize, &Vec<f64>)| {
        row.iter().enumerate().map(|(other, value)| correlate(one, other, *value)).collect()
    };
    covariance.iter().enumerate().map(line).collect()
}

/// How far past 1 a correlation may come by rounding alone.
const ROUNDING: f64 = 1e-9;

fn covariances(of: &ItemCrossProducts) -> Vec<Vec<f64>> {
    let people = real(of.people);
    let covariance = |product: f64, one: f64, other: f64| {
        let left = product - one / people * other;
        let rounding = f64::EPSILON * (people + 8.0) * product.abs();
        if left.abs() <= rounding { 0.0 } else { left / (people - 1.0) }
    };
    of.products
        .iter()
        .zip(&of.sums)
        .map(|(row, one)| {
            let pair = |(product, other): (&f64, &f64)| covariance(*product, *one, *other);
            row.iter().zip(&of.sums).map(pair).collect()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SURE: Confidence = Confidence::Percent95;

    fn cross_products(people: &[Vec<f64>], items: usize) -> ItemCrossProducts {
        let product = |one: usize, other: usize| people.iter().map(|p| p[one] * p[other]).sum();
        ItemCrossProducts {
            people: length(people),
            sums: (0..items).map(|item| people.iter().map(|p| p[item]).sum()).collect(),
            products: (0..items).map(|one| (0..items).map(|other| product(one, other)).collect()).collect(),
        }
    }

    #[test]
    fn parallel_items_follow_spearman_and_brown() {
        // k items of variance 1 correlated 0.4: k r / (1 + (k - 1) r).
        let matrix: Vec<Vec<f64>> =
            (0..4).map(|row| (0..4).map(|column| if row == column { 1.0 } else { 0.4 }).collect()).collect();
        let made = cronbach_alpha(&matrix, 80, SURE);
        assert!(made.is_ok_and(|made| (made.alpha - 1.6 / 2.2).abs() < 1e-15 && made.interval.contains(made.alpha)));
    }

    #[test]
    fn standardised_alpha_is_blind_to_the_items_own_spreads() -> Result<(), NotEstimable> {
        // Two items always gives 2 r / (1 + r): here r = 0.5 by hand, from 60 people in three camps.
        let people: Vec<Vec<f64>> = (0..60)
            .map(|person| match person % 3 {
                0 => vec![0.0, 0.0],
                1 => vec![10.0, 0.0],
                _ => vec![10.0, 1.0],
            })
            .collect();
        let made = standardised_alpha(&cross_products(&people, 2))?;
        assert!((made - 2.0 / 3.0).abs() < 1e-12, "{made}");
        let constant: Vec<Vec<f64>> = people.iter().map(|answers| vec![answers[0], 3.0]).collect();
        assert_eq!(standardised_alpha(&cross_products(&constant, 2)), Err(NotEstimable::NoVariation));
        Ok(())
    }

    #[test]
    fn too_little_is_said_so() {
        let two = vec![vec![1.0, 0.5], vec![0.5, 1.0]];
        let people = NotEstimable::TooFewPeople { have: 49, need: 50 };
        assert_eq!(cronbach_alpha(&two, 49, SURE), Err(people));
        let items = NotEstimable::TooFewItems { have: 1, need: 2 };
        assert_eq!(cronbach_alpha(&[vec![1.0]], 60, SURE), Err(items));
        let ragged = vec![vec![1.0, 0.5], vec![0.5]];
        assert!(matches!(cronbach_alpha(&ragged, 60, SURE), Err(NotEstimable::Contradictory { .. })));
    }

    #[test]
    fn answers_all_alike_have_no_alpha() {
        let same = cross_products(&vec![vec![4.1, 3.3, 2.7]; 60], 3);
        assert_eq!(cronbach_alpha_from_sums(&same, SURE), Err(NotEstimable::NoVariation));
    }

    proptest! {
        #[test]
        fn alpha_is_at_most_one_inside_its_limits_and_blind_to_order(
            mut people in proptest::collection::vec(proptest::collection::vec(1.0..5.0, 4), 50..90),
        ) {
            let one = cronbach_alpha_from_sums(&cross_products(&people, 4), SURE)?;
            people.reverse();
            for answers in &mut people { answers.reverse(); }
            let other = cronbach_alpha_from_sums(&cross_products(&people, 4), SURE)?;
            prop_assert!((one.alpha - other.alpha).abs() < 1e-9);
            prop_assert!(one.alpha <= 1.0 && one.interval.contains(one.alpha));
        }

        #[test]
        fn merged_groups_are_one_group(
            people in proptest::collection::vec(proptest::collection::vec(1.0..5.0, 3), 50..90), cut in 0_usize..50,
        ) {
            let (some, others) = people.split_at(cut);
            let merged = cross_products(some, 3).merged(&cross_products(others, 3))?;
            let whole = cross_products(&people, 3);
            prop_assert_eq!(merged.people, whole.people);
            let one = cronbach_alpha_from_sums(&merged, SURE)?.alpha;
            prop_assert!((one - cronbach_alpha_from_sums(&whole, SURE)?.alpha).abs() < 1e-9);
            let alike = (standardised_alpha(&merged)?, standardised_alpha(&whole)?);
            prop_assert!((alike.0 - alike.1).abs() < 1e-9 && alike.0 <= 1.0);
            prop_assert!(merged.merged(&cross_products(&[vec![1.0, 2.0]], 2)).is_err());
        }

        #[test]
        fn any_matrix_gives_a_finite_alpha_or_a_reason(
            matrix in proptest::collection::vec(proptest::collection::vec(proptest::num::f64::ANY, 2), 2),
            people in 50_u64..10_000,
        ) {
            if let Ok(made) = cronbach_alpha(&matrix, people, SURE) {
                prop_assert!(made.alpha.is_finite());
            }
        }
    }
}
