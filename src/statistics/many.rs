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
    for p in p_values {
        if !(0.0..=1.0).contains(&finite(*p)?) {
            return Err(NotEstimable::Contradictory { what: "a p value lies outside 0 to 1" });
        }
    }
    let mut falling: Vec<(usize, f64)> = p_values.iter().copied().enumerate().collect();
    falling.sort_by(|one, other| other.1.total_cmp(&one.1));
    let looks = length(p_values);
    let mut least = 1.0_f64;
    let mut found: Vec<(usize, f64)> = (1..=looks)
        .rev()
        .zip(falling)
        .map(|(rank, (place, p))| {
            least = least.min(p * (real(looks) / real(rank)));
            (place, least)
        })
        .collect();
    found.sort_by_key(|(place, _)| *place);
    Ok(found.into_iter().map(|(_, q)| q).collect())
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
    fn one_look_and_no_look_are_left_alone() {
        assert_eq!(benjamini_hochberg(&[0.04]), Ok(vec![0.04]));
        assert_eq!(benjamini_hochberg(&[]), Ok(Vec::new()));
    }

    #[test]
    fn what_is_no_probability_is_refused() {
        assert!(benjamini_hochberg(&[0.5, 1.01]).is_err());
        assert_eq!(benjamini_hochberg(&[f64::NAN]), Err(NotEstimable::NotFinite));
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
        fn order_does_not_matter(mut p in proptest::collection::vec(0.0..=1.0, 1..60)) {
            let mut q = benjamini_hochberg(&p)?;
            p.reverse();
            q.reverse();
            prop_assert_eq!(benjamini_hochberg(&p)?, q);
        }
    }
}
