//! Questions over time: how a question was asked at one wave, and what changed from one to another.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A question as it was asked at one wave, where that differs from the framework.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AskedItem {
    /// The item's id.
    pub id: String,
    /// The wording at this wave; the framework's if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Id of the framework's answer scale that was used at this wave; the item's own if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scale: Option<String>,
}

/// What changed about a question between two waves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Alteration {
    /// Its wording.
    Wording,
    /// Its answer scale, with the number of answers to choose from at the earlier and the later wave.
    Scale {
        /// Answers at the earlier wave.
        from: usize,
        /// Answers at the later wave.
        to: usize,
    },
    /// The words of its answers, as many as before.
    AnswerWords,
    /// It is on no form of the later wave.
    Dropped,
    /// It is on no form of the earlier wave.
    Added,
}

impl Alteration {
    /// Whether answers from before and after cannot be compared as they are.
    #[must_use]
    pub fn breaks_comparison(self) -> bool {
        !matches!(self, Alteration::Dropped | Alteration::Added)
    }

    /// Whether scores from before and after can be brought to one scale.
    #[must_use]
    pub fn can_be_bridged(self) -> bool {
        !matches!(self, Alteration::Scale { from, to } if from != to)
    }
}

/// A question that changed between two waves.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct QuestionChange {
    /// The item's id.
    pub item: String,
    /// Place of the earlier wave in the plan.
    pub earlier: usize,
    /// Place of the later wave.
    pub later: usize,
    /// What changed.
    pub alteration: Alteration,
    /// Whether the plan itself says so; found in the files otherwise.
    pub declared: bool,
    /// Why the plan takes both forms as one, where it does and they can be.
    pub equivalent: Option<String>,
}

impl QuestionChange {
    /// Whether change is not computed across it.
    #[must_use]
    pub fn stops_change(&self) -> bool {
        self.alteration.breaks_comparison() && self.equivalent.is_none()
    }
}

/// Those changes that no change over a shorter stretch tells already: what a reader needs to hear of a
/// list that has every pair of waves.
#[must_use]
pub fn nearest_changes(changes: &[QuestionChange]) -> Vec<&QuestionChange> {
    let kind = |change: &QuestionChange| std::mem::discriminant(&change.alteration);
    let within = |inner: &QuestionChange, outer: &QuestionChange| {
        outer.earlier <= inner.earlier
            && inner.later <= outer.later
            && (inner.earlier, inner.later) != (outer.earlier, outer.later)
    };
    let told = |change: &&QuestionChange| {
        !changes.iter().any(|other| other.item == change.item && kind(other) == kind(change) && within(other, change))
    };
    changes.iter().filter(told).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(earlier: usize, later: usize, alteration: Alteration) -> QuestionChange {
        QuestionChange { item: "q".to_owned(), earlier, later, alteration, declared: false, equivalent: None }
    }

    #[test]
    fn a_change_is_told_once_between_the_nearest_waves() {
        let all = [
            change(0, 1, Alteration::Wording),
            change(0, 2, Alteration::Wording),
            change(0, 2, Alteration::AnswerWords),
            change(0, 3, Alteration::AnswerWords),
        ];
        let told: Vec<(usize, usize)> = nearest_changes(&all).iter().map(|one| (one.earlier, one.later)).collect();
        assert_eq!(told, [(0, 1), (0, 2)]);
    }

    #[test]
    fn only_a_statement_that_can_hold_lets_change_through() {
        let four = Alteration::Scale { from: 5, to: 4 };
        assert!(!four.can_be_bridged() && Alteration::Scale { from: 5, to: 5 }.can_be_bridged());
        assert!(change(0, 1, Alteration::Wording).stops_change());
        let taken = QuestionChange { equivalent: Some("tried".to_owned()), ..change(0, 1, Alteration::Wording) };
        assert!(!taken.stops_change() && !change(0, 1, Alteration::Dropped).stops_change());
    }
}
