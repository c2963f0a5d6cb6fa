//! The items of a scale one by one: does each go with the rest?

use super::reliability::{ItemCrossProducts, covariances_of_enough_people, enough_items, raw_alpha};
use super::{NotEstimable, finite, real};

/// One item of a scale beside the others, over people who answered every item.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ItemAnalysis {
    /// The mean answer, in steps of the scale.
    pub mean: f64,
    /// The sample standard deviation of answers, in steps of the scale; 0 when all are alike.
    pub sd: f64,
    /// The corrected item-total correlation, -1 to 1: the item with the sum of the other items.
    /// Below 0 the item runs against the rest (a reverse item that was not turned round?).
    pub item_rest_correlation: Result<f64, NotEstimable>,
    /// Raw alpha of the other items.
    pub alpha_if_left_out: Result<f64, NotEstimable>,
}

/// Every item of a scale beside the others, in the order of the sums.
///
/// The item itself is left out of the total it is correlated with, or a short scale would always
/// look good. Sources: Nunnally & Bernstein 1994, *Psychometric Theory*, 8 (item-total
/// correlation, corrected); Cronbach 1951, *Psychometrika* 16, 297-334 (alpha).
///
/// The fewest people are those of alpha ([`super::reliability::FEWEST_PEOPLE`]). Where a single
/// figure cannot be had (nobody differs on the item, or one item is left), its place says why.
///
/// # Errors
/// [`NotEstimable::TooFewPeople`]; [`NotEstimable::TooFewItems`] below 2;
/// [`NotEstimable::Contradictory`] when sums and products differ in number.
///
/// # Examples
/// ```
/// use learnframe::statistics::{NotEstimable, item_analysis::item_analysis, reliability::ItemCrossProducts};
///
/// let (sums, products) = (vec![120.0, 120.0], vec![vec![300.0, 270.0], vec![270.0, 300.0]]);
/// let items = item_analysis(&ItemCrossProducts { people: 60, sums, products })?;
/// assert_eq!(items[0].mean, 2.0);
/// assert!(items[0].item_rest_correlation.is_ok_and(|r| (r - 0.5).abs() < 1e-12));
/// assert_eq!(items[0].alpha_if_left_out, Err(NotEstimable::TooFewItems { have: 1, need: 2 }));
/// # Ok::<(), NotEstimable>(())
/// ```
pub fn item_analysis(sums: &ItemCrossProducts) -> Result<Vec<ItemAnalysis>, NotEstimable> {
    let covariance = covariances_of_enough_people(sums)?;
    enough_items(&covariance, 2)?;
    let people = real(sums.people);
    let analyse = |(item, sum): (usize, &f64)| {
        let (own, with_rest) = own_and_with_rest(&covariance, item)?;
        let rest = without(&covariance, item);
        let of_rest = finite(rest.iter().flatten().sum())?;
        Ok(ItemAnalysis {
            mean: finite(sum / people)?,
            sd: own.sqrt(),
            item_rest_correlation: correlation(own, of_rest, with_rest),
            alpha_if_left_out: raw_alpha(&rest),
        })
    };
    sums.sums.iter().enumerate().map(analyse).collect()
}

/// An item's variance and its covariance with the sum of the others.
fn own_and_with_rest(covariance: &[Vec<f64>], item: usize) -> Result<(f64, f64), NotEstimable> {
    let row = covariance.get(item).map(Vec::as_slice).unwrap_or_default();
    let own = row.get(item).copied().unwrap_or(0.0);
    if own < 0.0 {
        return Err(NotEstimable::Contradictory { what: "a variance is below 0" });
    }
    let rest = row.iter().enumerate().filter(|(place, _)| *place != item).map(|(_, value)| value);
    Ok((finite(own)?, finite(rest.sum())?))
}

fn without(covariance: &[Vec<f64>], item: usize) -> Vec<Vec<f64>> {
    fn kept<T: Clone>(list: &[T], item: usize) -> impl Iterator<Item = &T> {
        list.iter().enumerate().filter(move |(place, _)| *place != item).map(|(_, value)| value)
    }
    kept(covariance, item).map(|row| kept(row, item).copied().collect()).collect()
}

fn correlation(one: f64, other: f64, both: f64) -> Result<f64, NotEstimable> {
    if one <= 0.0 || other <= 1e-12 * both.abs() {
        return Err(NotEstimable::NoVariation);
    }
    Ok(finite(both / one.sqrt() / other.sqrt())?.clamp(-1.0, 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cross_products(people: &[Vec<f64>]) -> ItemCrossProducts {
        let items = people[0].len();
        let product = |one: usize, other: usize| people.iter().map(|p| p[one] * p[other]).sum();
        ItemCrossProducts {
            people: u64::try_from(people.len()).unwrap(),
            sums: (0..items).map(|item| people.iter().map(|p| p[item]).sum()).collect(),
            products: (0..items).map(|one| (0..items).map(|other| product(one, other)).collect()).collect(),
        }
    }

    /// The textbook formula over rows: Pearson's r of an item with the sum of the others.
    fn pearson(pairs: &[(f64, f64)]) -> f64 {
        let n = real(u64::try_from(pairs.len()).unwrap());
        let (x, y) = (pairs.iter().map(|p| p.0).sum::<f64>() / n, pairs.iter().map(|p| p.1).sum::<f64>() / n);
        let sum = |of: &dyn Fn(&(f64, f64)) -> f64| pairs.iter().map(of).sum::<f64>();
        let both = sum(&|p| (p.0 - x) * (p.1 - y));
        both / (sum(&|p| (p.0 - x).powi(2)) * sum(&|p| (p.1 - y).powi(2))).sqrt()
    }

    #[test]
    fn an_item_that_nobody_differs_on_says_so_and_the_others_stand() -> Result<(), NotEstimable> {
        let people: Vec<Vec<f64>> =
            (0..60).map(|person| vec![f64::from(person % 5), 4.0, f64::from(person % 4)]).collect();
        let items = item_analysis(&cross_products(&people))?;
        assert_eq!(items[1].item_rest_correlation, Err(NotEstimable::NoVariation));
        assert!((items[1].mean - 4.0).abs() < 1e-15 && items[1].sd == 0.0);
        assert!(items[0].item_rest_correlation.is_ok() && items[1].alpha_if_left_out.is_ok());
        Ok(())
    }

    #[test]
    fn too_little_is_said_so() {
        let sums = |people| ItemCrossProducts { people, sums: vec![1.0], products: vec![vec![1.0]] };
        assert_eq!(item_analysis(&sums(49)), Err(NotEstimable::TooFewPeople { have: 49, need: 50 }));
        assert_eq!(item_analysis(&sums(60)), Err(NotEstimable::TooFewItems { have: 1, need: 2 }));
        let ragged = ItemCrossProducts { people: 60, sums: vec![1.0, 2.0], products: vec![vec![1.0, 2.0], vec![1.0]] };
        assert!(matches!(item_analysis(&ragged), Err(NotEstimable::Contradictory { .. })));
    }

    proptest! {
        #[test]
        fn sums_give_what_rows_give_in_any_order(
            mut people in proptest::collection::vec(proptest::collection::vec(1.0..5.0, 4), 50..90),
        ) {
            let items = item_analysis(&cross_products(&people))?;
            for (place, item) in items.iter().enumerate() {
                let pairs: Vec<(f64, f64)> =
                    people.iter().map(|p| (p[place], p.iter().sum::<f64>() - p[place])).collect();
                prop_assert!((item.item_rest_correlation? - pearson(&pairs)).abs() < 1e-9);
            }
            people.reverse();
            for answers in &mut people { answers.reverse(); }
            let other = item_analysis(&cross_products(&people))?;
            for (one, other) in items.iter().zip(other.iter().rev()) {
                prop_assert!((one.alpha_if_left_out? - other.alpha_if_left_out?).abs() < 1e-9);
                prop_assert!((one.sd - other.sd).abs() < 1e-9);
            }
        }

        #[test]
        fn any_sums_give_finite_figures_or_a_reason(
            sums in proptest::collection::vec(proptest::num::f64::ANY, 2),
            products in proptest::collection::vec(proptest::collection::vec(proptest::num::f64::ANY, 2), 2),
        ) {
            if let Ok(items) = item_analysis(&ItemCrossProducts { people: 60, sums, products }) {
                for item in items {
                    prop_assert!(item.mean.is_finite() && item.sd.is_finite());
                    prop_assert!(item.item_rest_correlation.is_err() || item.item_rest_correlation?.abs() <= 1.0);
                }
            }
        }
    }
}
