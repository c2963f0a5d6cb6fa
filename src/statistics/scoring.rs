//! A person's scale score from the items they answered.

use super::{NotEstimable, finite, length, real};

/// How much of a scale must be answered for a score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum CompletenessRule {
    /// At least half of the items.
    Half,
    /// At least two thirds of the items.
    #[default]
    TwoThirds,
}

impl CompletenessRule {
    /// The fewest answers of `items` that make a score; at least 1.
    #[must_use]
    pub fn fewest_answers(self, items: u64) -> u64 {
        let fewest = match self {
            Self::Half => items.div_ceil(2),
            // items less a third of them, without a product that could overflow
            Self::TwoThirds => items - items / 3,
        };
        fewest.max(1)
    }
}

/// The mean of the items answered, in steps of the scale, if enough of them are; reverse items
/// come turned round. Nothing is imputed.
///
/// Source: the prorating rule (person-mean scoring), Graham 2009, *Annual Review of Psychology*
/// 60, 549-576; Newman 2014, *Organizational Research Methods* 17, 372-411.
///
/// # Errors
/// [`NotEstimable::TooFewItems`] when fewer items are answered than the rule wants;
/// [`NotEstimable::NotFinite`].
///
/// # Examples
/// ```
/// use learnframe::statistics::scoring::{CompletenessRule, scale_score};
///
/// let answers = [Some(4.0), None, Some(5.0), None];
/// assert_eq!(scale_score(&answers, CompletenessRule::Half), Ok(4.5));
/// assert!(scale_score(&answers, CompletenessRule::TwoThirds).is_err());
/// ```
pub fn scale_score(answers: &[Option<f64>], rule: CompletenessRule) -> Result<f64, NotEstimable> {
    let given: Vec<f64> = answers.iter().flatten().copied().collect();
    let (have, need) = (length(&given), rule.fewest_answers(length(answers)));
    if have < need {
        return Err(NotEstimable::TooFewItems { have, need });
    }
    finite(given.iter().sum::<f64>() / real(have))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_rules_count_whole_items() {
        let fewest = |rule: CompletenessRule| (0..8).map(|items| rule.fewest_answers(items)).collect::<Vec<_>>();
        assert_eq!(fewest(CompletenessRule::Half), [1, 1, 1, 2, 2, 3, 3, 4]);
        assert_eq!(fewest(CompletenessRule::TwoThirds), [1, 1, 2, 2, 3, 4, 4, 5]);
        assert_eq!(CompletenessRule::TwoThirds.fewest_answers(u64::MAX), u64::MAX - u64::MAX / 3);
    }

    #[test]
    fn a_scale_nobody_answered_has_no_score() {
        let reason = NotEstimable::TooFewItems { have: 0, need: 1 };
        assert_eq!(scale_score(&[], CompletenessRule::Half), Err(reason));
        assert_eq!(scale_score(&[None], CompletenessRule::Half), Err(reason));
        assert_eq!(scale_score(&[Some(f64::NAN)], CompletenessRule::Half), Err(NotEstimable::NotFinite));
    }

    proptest! {
        #[test]
        fn a_score_lies_among_the_answers_and_ignores_order(
            mut answers in proptest::collection::vec(proptest::option::of(1.0..5.0), 1..12),
        ) {
            let one = scale_score(&answers, CompletenessRule::Half);
            answers.reverse();
            match (one, scale_score(&answers, CompletenessRule::Half)) {
                (Ok(one), Ok(other)) => prop_assert!((one - other).abs() < 1e-12 && (1.0..=5.0).contains(&one)),
                (one, other) => prop_assert_eq!(one, other),
            }
        }
    }
}
