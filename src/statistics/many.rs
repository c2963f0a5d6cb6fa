//! Many looks at once: what is left of "unusual" when a whole list was searched for it.

use super::{NotEstimable, finite, length, real};

/// Benjamini and Hochberg's q values, one for each given p value and in the same order.
///
/// Calling everything with q below a bound unusual keeps the expected share of false alarms among
/// those called at or below the bound, for looks that are independent or lean the same way. An
/// empty list has none. Source: Benjamini & Hochberg 1995, *Journal of the Royal Statistical
/// Society B* 57, 289-300, as adjusted values.
///
/// # Errors
/// [`NotEstimable::NotFinite`] or [`NotEstimable::Contradictory`] when a p value is not a number
/// from 0 to 1.
pub fn benjamini_hochberg(p_values: &[f64]) -> Result<Vec<f64>, NotEstimable> {
    stepped_up(p_values, 1.0)
}

/// Benjamini and Yekutieli's q values, as [`benjamini_hochberg`] but for looks that hang together
/// in any way: each is larger by the sum of `1/i` up to the number of looks.
///
/// Source: Benjamini & Yekutieli 2001, *Annals of Statistics* 29, 1165-1188.
///
/// # Errors
/// As [`benjamini_hochberg`].
pub fn benjamini_yekutieli(p_values: &[f64]) -> Result<Vec<f64>, NotEstimable> {
    // From the smallest term up, so that nothing is lost.
    let harmonic = (1..=length(p_values)).rev().map(|rank| 1.0 / real(rank)).sum();
    stepped_up(p_values, harmonic)
}

/// Holm's adjusted p values, one for each given p value and in the same order.
///
/// Calling everything below a bound unusual keeps the chance of any false alarm at all at or below
/// the bound, however looks hang together; it misses more than q values do. Source: Holm 1979,
/// *Scandinavian Journal of Statistics* 6, 65-70.
///
/// # Errors
/// As [`benjamini_hochberg`].
pub fn holm(p_values: &[f64]) -> Result<Vec<f64>, NotEstimable> {
    let mut falling = falling(p_values)?;
    falling.reverse();
    let mut most = 0.0_f64;
    let looks = length(p_values);
    let adjusted = (1..=looks).rev().zip(falling).map(|(left, (place, p))| {
        most = most.max(p * real(left)).min(1.0);
        (place, most)
    });
    Ok(in_their_own_order(adjusted.collect()))
}

/// From the largest p down, the least so far of `p looks / rank`, times a factor.
fn stepped_up(p_values: &[f64], factor: f64) -> Result<Vec<f64>, NotEstimable> {
    let falling = falling(p_values)?;
    let looks = length(p_values);
    let mut least = 1.0_f64;
    let adjusted = (1..=looks).rev().zip(falling).map(|(rank, (place, p))| {
        least = least.min(p * factor * (real(looks) / real(rank)));
        (place, least)
    });
    Ok(in_their_own_order(adjusted.collect()))
}

/// Places and p values, largest first.
fn falling(p_values: &[f64]) -> Result<Vec<(usize, f64)>, NotEstimable> {
    for p in p_values {
        if !(0.0..=1.0).contains(&finite(*p)?) {
            return Err(NotEstimable::Contradictory { what: "a p value lies outside 0 to 1" });
        }
    }
    let mut falling: Vec<(usize, f64)> = p_values.iter().copied().enumerate().collect();
    falling.sort_by(|one, other| other.1.total_cmp(&one.1));
    Ok(falling)
}

fn in_their_own_order(mut found: Vec<(usize, f64)>) -> Vec<f64> {
    found.sort_by_key(|(place, _)| *place);
    found.into_iter().map(|(_, adjusted)| adjusted).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_hand_worked_list_is_met_in_its_own_order() {
        let q = benjamini_hochberg(&[0.5, 0.25, 0.0625, 1.0]);
        let expected = [2.0 / 3.0, 0.5, 0.25, 1.0];
        assert!(q.is_ok_and(|q| { q.iter().zip(expected).all(|(q, wanted)| (q - wanted).abs() < 1e-15) }));
    }

    #[test]
    fn holm_and_yekutieli_are_met_by_hand() -> Result<(), NotEstimable> {
        // Sorted 1/16, 1/4, 1/2, 1: times 4, 3, 2, 1, never falling, at most 1.
        assert_eq!(holm(&[0.5, 0.25, 0.0625, 1.0])?, [1.0, 0.75, 0.25, 1.0]);
        // The values of Benjamini and Hochberg times 1 + 1/2 + 1/3 + 1/4 = 25/12, at most 1.
        let q = benjamini_yekutieli(&[0.5, 0.25, 0.0625, 1.0])?;
        for (q, wanted) in q.iter().zip([1.0, 1.0, 25.0 / 48.0, 1.0]) {
            assert!((q - wanted).abs() < 1e-15, "{q} is not {wanted}");
        }
        Ok(())
    }

    #[test]
    fn one_look_and_no_look_are_left_alone() {
        assert_eq!(benjamini_hochberg(&[0.04]), Ok(vec![0.04]));
        assert_eq!(benjamini_hochberg(&[]), Ok(Vec::new()));
        assert_eq!((holm(&[0.04]), holm(&[])), (Ok(vec![0.04]), Ok(Vec::new())));
        assert_eq!((benjamini_yekutieli(&[0.04]), benjamini_yekutieli(&[])), (Ok(vec![0.04]), Ok(Vec::new())));
    }

    #[test]
    fn what_is_no_probability_is_refused() {
        assert!(benjamini_hochberg(&[0.5, 1.01]).is_err());
        assert_eq!(benjamini_hochberg(&[f64::NAN]), Err(NotEstimable::NotFinite));
        assert_eq!(holm(&[f64::INFINITY]), Err(NotEstimable::NotFinite));
        assert!(benjamini_yekutieli(&[-0.1]).is_err());
    }

    proptest! {
        #[test]
        fn q_keeps_the_order_of_p_and_is_never_below_it(p in proptest::collection::vec(0.0..=1.0, 1..60)) {
            let q = benjamini_hochberg(&p)?;
            for (one_p, one_q) in p.iter().zip(&q) {
                prop_assert!(*one_q >= *one_p - 1e-15 && *one_q <= 1.0);
                for (other_p, other_q) in p.iter().zip(&q) {
                    prop_assert!(one_p > other_p || one_q <= other_q);
                }
            }
        }

        #[test]
        fn holm_is_bounded_by_both_neighbours(mut p in proptest::collection::vec(0.0..=1.0, 1..60)) {
            let (strict, loose) = (holm(&p)?, benjamini_hochberg(&p)?);
            let (wide, looks) = (benjamini_yekutieli(&p)?, real(length(&p)));
            for ((strict, loose), (wide, p)) in strict.iter().zip(&loose).zip(wide.iter().zip(&p)) {
                // No looser than q values, no stricter than Bonferroni's p times looks.
                prop_assert!(loose - 1e-12 <= *strict && *strict <= (p * looks).min(1.0) + 1e-12);
                prop_assert!(loose <= wide && *wide <= 1.0);
            }
            p.reverse();
            let turned: Vec<f64> = holm(&p)?.into_iter().rev().collect();
            prop_assert_eq!(turned, strict);
        }

        #[test]
        fn order_does_not_matter(mut p in proptest::collection::vec(0.0..=1.0, 1..60)) {
            let mut q = benjamini_hochberg(&p)?;
            p.reverse();
            q.reverse();
            prop_assert_eq!(benjamini_hochberg(&p)?, q);
        }
    }
}
