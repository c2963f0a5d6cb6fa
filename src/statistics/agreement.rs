//! How far the members of one group say the same.

use super::{NotEstimable, finite, length, real};

/// Agreement on one item, from how many gave each answer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ItemAgreement {
    /// Members who answered.
    pub answered: u64,
    /// The sample variance of their answers (n - 1 below the line), in squared steps.
    pub variance: f64,
    /// rwg: 1 for one voice, 0 for answers spread no less than at random.
    pub within_group: f64,
    /// The average distance of an answer from the item's mean, in steps of the scale.
    pub average_deviation: f64,
}

/// Agreement on one item with answers 1, 2, ... A in even steps; `counts` has one entry for each.
///
/// rwg is `1 - variance / ((A^2 - 1) / 12)`, against answers spread evenly over the scale, with
/// values below 0 reported as 0 (James, Demaree & Wolf 1984, *Journal of Applied Psychology* 69,
/// 85-98). The average deviation is taken from the mean, with n below the line (Burke,
/// Finkelstein & Dusig 1999, *Organizational Research Methods* 2, 49-68).
///
/// # Errors
/// [`NotEstimable::TooFewPeople`] below 2 answers; [`NotEstimable::Contradictory`] with fewer
/// than 2 possible answers.
pub fn item_agreement(counts: &[u64]) -> Result<ItemAgreement, NotEstimable> {
    let chance = chance_variance(length(counts))?;
    let answered = counts.iter().fold(0, |sum: u64, count| sum.saturating_add(*count));
    if answered < 2 {
        return Err(NotEstimable::TooFewPeople { have: answered, need: 2 });
    }
    let people = real(answered);
    let mean = over_answers(counts, |answer| answer) / people;
    let variance = over_answers(counts, |answer| (answer - mean).powi(2)) / real(answered - 1);
    Ok(ItemAgreement {
        answered,
        variance,
        within_group: beyond_chance(variance / chance, 1.0),
        average_deviation: over_answers(counts, |answer| (answer - mean).abs()) / people,
    })
}

/// rwg(j): agreement of one group over the j items of a scale, 0 to 1.
///
/// `item_variances` are the items' sample variances within the group
/// ([`ItemAgreement::variance`]), `answers` the number of possible answers A. With q the mean
/// variance over `(A^2 - 1) / 12`, it is `j (1 - q) / (j (1 - q) + q)`; values outside 0 to 1 are
/// reported as 0 (James, Demaree & Wolf 1984).
///
/// # Errors
/// [`NotEstimable::TooFewItems`] without items; [`NotEstimable::Contradictory`] for a negative
/// variance or fewer than 2 possible answers; [`NotEstimable::NotFinite`].
pub fn scale_agreement(item_variances: &[f64], answers: u64) -> Result<f64, NotEstimable> {
    let chance = chance_variance(answers)?;
    let items = length(item_variances);
    if items == 0 {
        return Err(NotEstimable::TooFewItems { have: 0, need: 1 });
    }
    if item_variances.iter().any(|variance| *variance < 0.0) {
        return Err(NotEstimable::Contradictory { what: "a variance is below 0" });
    }
    let mean_variance = finite(item_variances.iter().sum::<f64>() / real(items))?;
    Ok(beyond_chance(mean_variance / chance, real(items)))
}

/// The variance of answers spread evenly over A of them.
fn chance_variance(answers: u64) -> Result<f64, NotEstimable> {
    if answers < 2 {
        return Err(NotEstimable::Contradictory { what: "a scale has fewer than two answers" });
    }
    let answers = real(answers);
    Ok((answers * answers - 1.0) / 12.0)
}

fn beyond_chance(relative_variance: f64, items: f64) -> f64 {
    if relative_variance >= 1.0 {
        return 0.0;
    }
    let agreed = items * (1.0 - relative_variance);
    agreed / (agreed + relative_variance)
}

fn over_answers(counts: &[u64], of: impl Fn(f64) -> f64) -> f64 {
    (1_u64..).zip(counts).map(|(answer, count)| real(*count) * of(real(answer))).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_hand_worked_item_is_met() {
        // 3, 4, 4, 5 on five answers: variance 2/3 against 2; distances 1, 0, 0, 1.
        let made = item_agreement(&[0, 0, 1, 2, 1]);
        assert!(made.is_ok_and(|made| made.answered == 4
            && (made.variance - 2.0 / 3.0).abs() < 1e-15
            && (made.within_group - 2.0 / 3.0).abs() < 1e-15
            && (made.average_deviation - 0.5).abs() < 1e-15));
    }

    #[test]
    fn one_voice_is_full_agreement_and_two_camps_are_none() {
        let agreed = item_agreement(&[0, 0, 0, 8, 0]);
        assert!(agreed.is_ok_and(|made| made.within_group >= 1.0 && made.average_deviation <= 0.0));
        let camps = item_agreement(&[4, 0, 0, 0, 4]);
        assert!(camps.is_ok_and(|made| made.within_group <= 0.0 && (made.average_deviation - 2.0).abs() < 1e-15));
    }

    #[test]
    fn more_items_of_the_same_spread_agree_more() {
        assert_eq!(scale_agreement(&[1.0], 5), Ok(0.5));
        assert_eq!(scale_agreement(&[1.0; 3], 5), Ok(0.75));
    }

    #[test]
    fn too_little_is_said_so() {
        let reason = NotEstimable::TooFewPeople { have: 1, need: 2 };
        assert_eq!(item_agreement(&[0, 1, 0]), Err(reason));
        assert_eq!(scale_agreement(&[], 5), Err(NotEstimable::TooFewItems { have: 0, need: 1 }));
        assert!(item_agreement(&[7]).is_err());
        assert_eq!(scale_agreement(&[f64::NAN], 5), Err(NotEstimable::NotFinite));
    }

    proptest! {
        #[test]
        fn agreement_stays_within_zero_and_one(counts in proptest::collection::vec(0_u64..30, 2..11)) {
            if let Ok(made) = item_agreement(&counts) {
                prop_assert!((0.0..=1.0).contains(&made.within_group));
                prop_assert!(made.average_deviation <= made.variance.sqrt() + 1e-12);
                let scale = scale_agreement(&[made.variance; 4], length(&counts))?;
                prop_assert!((0.0..=1.0).contains(&scale) && scale >= made.within_group);
            }
        }

        #[test]
        fn turning_the_scale_round_changes_nothing(mut counts in proptest::collection::vec(0_u64..30, 5)) {
            let one = item_agreement(&counts);
            counts.reverse();
            if let (Ok(one), Ok(other)) = (one, item_agreement(&counts)) {
                prop_assert!((one.variance - other.variance).abs() < 1e-12);
                prop_assert!((one.average_deviation - other.average_deviation).abs() < 1e-12);
            }
        }

        #[test]
        fn any_variances_give_a_share_or_a_reason(variances in proptest::collection::vec(proptest::num::f64::ANY, 0..6)) {
            if let Ok(made) = scale_agreement(&variances, 5) {
                prop_assert!((0.0..=1.0).contains(&made));
            }
        }
    }
}
