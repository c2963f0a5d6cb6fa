//! How evenly something is spread: people over categories, or turns to speak over people.
//!
//! All from counts, so a group that is counted whole is described whole: no intervals.

use super::{NotEstimable, finite, length, real};

/// Which categories an evenness is measured against.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Categories {
    /// Only those that were used at least once, as Pielou did: says nothing of unused ones.
    Used,
    /// All that are listed, used or not: 1 only when every listed category has the same count.
    Listed,
}

/// The Gini coefficient of counts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Gini {
    /// The plain coefficient: 0 when all have the same, at most `(n - 1) / n`. Among few people it
    /// is small even when one has everything: 0.5 of two, 0.8 of five.
    pub plain: f64,
    /// The plain one times `n / (n - 1)`: 0 to 1 whatever the number of people. Use it to compare
    /// groups of different sizes (Deltas 2003, *Review of Economics and Statistics* 85, 226-234).
    pub corrected: f64,
    /// How many people or categories shared.
    pub sharers: u64,
}

/// Shannon's entropy of the counts, in natural units: 0 when all are in one category, `ln k` when
/// spread evenly over k.
///
/// The plug-in value, without correction for few people (it then runs low). Source: Shannon 1948,
/// *Bell System Technical Journal* 27, 379-423.
///
/// # Errors
/// [`NotEstimable::NothingCounted`] when all counts are 0.
pub fn shannon(counts: &[u64]) -> Result<f64, NotEstimable> {
    let shares = shares(counts)?;
    Ok(shares.iter().filter(|share| **share > 0.0).map(|share| -share * share.ln()).sum::<f64>().max(0.0))
}

/// Pielou's J, 0 to 1: Shannon's entropy over the most it could be, `ln k` for k categories.
///
/// Source: Pielou 1966, *Journal of Theoretical Biology* 13, 131-144 (over categories used).
///
/// # Errors
/// [`NotEstimable::NothingCounted`]; [`NotEstimable::TooFewCategories`] below 2, as a single
/// category is neither even nor uneven.
///
/// # Examples
/// ```
/// use learnframe::statistics::evenness::{Categories, pielou};
///
/// let sessions = [6, 6, 0, 0];
/// assert_eq!(pielou(&sessions, Categories::Used)?, 1.0);
/// assert_eq!(pielou(&sessions, Categories::Listed)?, 0.5);
/// # Ok::<(), learnframe::statistics::NotEstimable>(())
/// ```
pub fn pielou(counts: &[u64], over: Categories) -> Result<f64, NotEstimable> {
    let entropy = shannon(counts)?;
    let have = match over {
        Categories::Used => length(&counts.iter().filter(|count| **count > 0).collect::<Vec<_>>()),
        Categories::Listed => length(counts),
    };
    at_least_two_categories(have)?;
    Ok((entropy / real(have).ln()).min(1.0))
}

/// Blau's index, `1 - sum of squared shares`: the chance that two people, drawn with replacement,
/// differ. At most `(k - 1) / k` over k categories.
///
/// Source: Blau 1977, *Inequality and Heterogeneity*.
///
/// # Errors
/// [`NotEstimable::NothingCounted`].
pub fn blau(counts: &[u64]) -> Result<f64, NotEstimable> {
    // Each share times the rest: exactly 0 when there is no rest.
    Ok(shares(counts)?.iter().map(|share| share * (1.0 - share)).sum::<f64>().clamp(0.0, 1.0))
}

/// Blau's index over the most it could be with the categories listed, 0 to 1 (the index of
/// qualitative variation, Mueller & Schuessler 1961, *Statistical Reasoning in Sociology*).
///
/// # Errors
/// As [`blau`]; [`NotEstimable::TooFewCategories`] below 2 listed.
pub fn normalised_blau(counts: &[u64]) -> Result<f64, NotEstimable> {
    let index = blau(counts)?;
    let have = length(counts);
    at_least_two_categories(have)?;
    Ok((index * (real(have) / real(have - 1))).min(1.0))
}

/// The Gini coefficient of counts, one for each person or category that could have had some.
///
/// Half the mean difference between all pairs over the mean. Source: Gini 1912; formula on sorted
/// values as in Damgaard & Weiner 2000, *Ecology* 81, 1139-1142.
///
/// # Errors
/// [`NotEstimable::NothingCounted`] when all counts are 0; [`NotEstimable::TooFewPeople`] below 2.
///
/// # Examples
/// ```
/// use learnframe::statistics::evenness::gini;
///
/// let one_has_all = gini(&[0, 0, 0, 0, 7])?;
/// assert!((one_has_all.plain - 0.8).abs() < 1e-15 && (one_has_all.corrected - 1.0).abs() < 1e-15);
/// # Ok::<(), learnframe::statistics::NotEstimable>(())
/// ```
pub fn gini(counts: &[u64]) -> Result<Gini, NotEstimable> {
    let sharers = length(counts);
    if sharers < 2 {
        return Err(NotEstimable::TooFewPeople { have: sharers, need: 2 });
    }
    let n = real(sharers);
    let mut sorted = shares(counts)?;
    sorted.sort_by(f64::total_cmp);
    let weighted: f64 = (1_u64..).zip(&sorted).map(|(rank, share)| (2.0 * real(rank) - n - 1.0) * share).sum();
    let corrected = finite(weighted / (n - 1.0))?.clamp(0.0, 1.0);
    Ok(Gini { plain: corrected * ((n - 1.0) / n), corrected, sharers })
}

/// The share of the category with the fewest, 0 to `1 / k`; 0 as soon as one listed category is
/// not used.
///
/// # Errors
/// [`NotEstimable::NothingCounted`].
pub fn smallest_share(counts: &[u64]) -> Result<f64, NotEstimable> {
    Ok(shares(counts)?.into_iter().fold(1.0, f64::min))
}

fn shares(counts: &[u64]) -> Result<Vec<f64>, NotEstimable> {
    let total: f64 = counts.iter().map(|count| real(*count)).sum();
    if total <= 0.0 {
        return Err(NotEstimable::NothingCounted);
    }
    Ok(counts.iter().map(|count| real(*count) / total).collect())
}

fn at_least_two_categories(have: u64) -> Result<(), NotEstimable> {
    if have < 2 { Err(NotEstimable::TooFewCategories { have, need: 2 }) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The example of R's `ineq` package: `ineq(x)` is 0.4620911.
    #[test]
    fn the_published_gini_is_met() {
        let found = gini(&[541, 1_463, 2_445, 3_438, 4_437, 5_401, 6_392, 8_304, 11_904, 22_261]);
        assert!(found.is_ok_and(|found| (found.plain - 0.462_091_1).abs() < 5e-8));
    }

    /// Counts 10, 5, 3, 2 in 20: entropy worked out term by term at 20 digits.
    #[test]
    fn a_hand_worked_spread_is_met() {
        let counts = [10, 5, 3, 2];
        let close = |got: Result<f64, NotEstimable>, wanted: f64| {
            assert!(got.is_ok_and(|got| (got - wanted).abs() < 1e-13), "{got:?} is not {wanted}");
        };
        close(shannon(&counts), ENTROPY);
        close(pielou(&counts, Categories::Used), ENTROPY / 4.0_f64.ln());
        close(pielou(&[10, 5, 3, 2, 0], Categories::Listed), ENTROPY / 5.0_f64.ln());
        // Shares 1/2, 1/4, 3/20, 1/10: squares add up to 0.345.
        close(blau(&counts), 0.655);
        close(normalised_blau(&counts), 0.655 * 4.0 / 3.0);
        close(smallest_share(&counts), 0.1);
        // Sorted 2, 3, 5, 10: (-3 * 2 - 3 + 5 + 3 * 10) / (4 * 20).
        close(gini(&counts).map(|found| found.plain), 0.325);
    }

    /// 0.5 ln 2 + 0.25 ln 4 + 0.15 ln(20/3) + 0.1 ln 10.
    const ENTROPY: f64 = 1.207_973_687_592_232;

    #[test]
    fn all_in_one_place_and_all_alike_are_the_limits() {
        assert_eq!(shannon(&[0, 7, 0]), Ok(0.0));
        assert_eq!(pielou(&[0, 7, 0], Categories::Listed), Ok(0.0));
        assert_eq!((blau(&[0, 7]), normalised_blau(&[0, 7])), (Ok(0.0), Ok(0.0)));
        assert_eq!(normalised_blau(&[4, 4]), Ok(1.0));
        assert_eq!(gini(&[3, 3, 3]).map(|found| found.corrected), Ok(0.0));
        assert_eq!(smallest_share(&[5]), Ok(1.0));
    }

    #[test]
    fn too_little_is_said_so() {
        for counts in [&[][..], &[0, 0]] {
            assert_eq!(shannon(counts), Err(NotEstimable::NothingCounted));
            assert_eq!(blau(counts), Err(NotEstimable::NothingCounted));
            assert_eq!(smallest_share(counts), Err(NotEstimable::NothingCounted));
        }
        let one = NotEstimable::TooFewCategories { have: 1, need: 2 };
        assert_eq!(pielou(&[0, 7, 0], Categories::Used), Err(one));
        assert_eq!(normalised_blau(&[7]), Err(one));
        assert_eq!(gini(&[7]), Err(NotEstimable::TooFewPeople { have: 1, need: 2 }));
    }

    proptest! {
        #[test]
        fn figures_stay_within_bounds_and_ignore_order_and_unit(
            mut counts in proptest::collection::vec(0_u64..1_000, 2..12), times in 1_u64..50,
        ) {
            prop_assume!(counts.iter().any(|count| *count > 0));
            let k = real(length(&counts));
            let one = (pielou(&counts, Categories::Listed)?, normalised_blau(&counts)?, gini(&counts)?);
            prop_assert!((0.0..=1.0).contains(&one.0) && (0.0..=1.0).contains(&one.1));
            prop_assert!(one.2.plain <= (k - 1.0) / k && (0.0..=1.0).contains(&one.2.corrected));
            prop_assert!(smallest_share(&counts)? <= 1.0 / k + 1e-15);
            if let Ok(used) = pielou(&counts, Categories::Used) {
                prop_assert!(used >= one.0 - 1e-12);
            }
            counts.reverse();
            for count in &mut counts { *count *= times; }
            let other = (pielou(&counts, Categories::Listed)?, normalised_blau(&counts)?, gini(&counts)?);
            prop_assert!((one.0 - other.0).abs() < 1e-12 && (one.1 - other.1).abs() < 1e-12);
            prop_assert!((one.2.plain - other.2.plain).abs() < 1e-12);
        }

        #[test]
        fn sorting_and_all_pairs_give_the_same_gini(counts in proptest::collection::vec(0_u64..100, 2..12)) {
            if let Ok(found) = gini(&counts) {
                let pairs: u64 = counts.iter().flat_map(|one| counts.iter().map(|other| one.abs_diff(*other))).sum();
                let n = real(length(&counts));
                let wanted = real(pairs) / (2.0 * n * real(counts.iter().sum()));
                prop_assert!((found.plain - wanted).abs() < 1e-12);
            }
        }

        #[test]
        fn a_category_nobody_used_moves_only_what_is_said_to_move(
            mut counts in proptest::collection::vec(1_u64..100, 2..8),
        ) {
            let (used, entropy, index) = (pielou(&counts, Categories::Used)?, shannon(&counts)?, blau(&counts)?);
            counts.push(0);
            prop_assert!((pielou(&counts, Categories::Used)? - used).abs() < 1e-12);
            prop_assert!((shannon(&counts)? - entropy).abs() < 1e-12);
            prop_assert!((blau(&counts)? - index).abs() < 1e-12);
            prop_assert!(pielou(&counts, Categories::Listed)? < used);
        }

        #[test]
        fn any_counts_give_a_finite_figure_or_a_reason(counts in proptest::collection::vec(proptest::num::u64::ANY, 0..6)) {
            let figures = [shannon(&counts), pielou(&counts, Categories::Used), blau(&counts), smallest_share(&counts)];
            for figure in figures.into_iter().flatten() {
                prop_assert!(figure.is_finite());
            }
        }
    }
}
