//! The model's parameters, read from `model.toml`.

use super::SimulateError;
use crate::vocabulary::{Date, Wave};
use serde::Deserialize;

/// What is true of the synthetic programme before any story is planted: the file `model.toml`,
/// which says what each number means.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Model {
    pub(super) spread: Spread,
    pub(super) survey: Survey,
    pub(super) membership: Membership,
    pub(super) meeting: Meeting,
    pub(super) returns: Returns,
    pub(super) reading: Outcome,
    pub(super) attendance: Outcome,
    #[serde(rename = "term")]
    pub(super) terms: Vec<Term>,
    #[serde(rename = "item")]
    pub(super) items: Vec<Item>,
}

/// Standard deviations of the parts of an opinion, in answer steps.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Spread {
    pub(super) group: f64,
    pub(super) group_family: f64,
    pub(super) person: f64,
    pub(super) person_wave: f64,
    pub(super) answer: f64,
}

/// Who answers, and what is left out.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Survey {
    pub(super) response: Vec<f64>,
    pub(super) response_group: f64,
    pub(super) blank: f64,
    pub(super) does_not_apply: f64,
    pub(super) prefer_not_to_say: f64,
    pub(super) no_respondent_id: f64,
    pub(super) newcomer: f64,
    pub(super) third_known: f64,
    pub(super) third_opinion: f64,
}

impl Survey {
    /// The standard normal number above which a third lies.
    pub(super) const THIRD: f64 = 0.430_727_3;

    /// Standard deviation of what decides the third: inclination to come, and opinion by its weight.
    pub(super) fn third_spread(&self) -> f64 {
        (1.0 + self.third_opinion * self.third_opinion).sqrt()
    }
}

/// Who belongs to a group, and for how long.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Membership {
    pub(super) size: f64,
    pub(super) size_spread: f64,
    pub(super) smallest: i64,
    pub(super) largest: i64,
    pub(super) oversize: f64,
    pub(super) newcomer: f64,
    pub(super) leaver: f64,
    pub(super) replaced: f64,
    pub(super) opted_in: f64,
    pub(super) deputy: f64,
}

/// How often groups meet, and who comes.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Meeting {
    pub(super) attendance: f64,
    pub(super) attendance_person: f64,
    pub(super) attendance_group: f64,
    pub(super) apology: f64,
    pub(super) not_due: f64,
    pub(super) monthly: f64,
    pub(super) half_termly: f64,
    pub(super) residential: f64,
    pub(super) unfacilitated: f64,
}

impl Meeting {
    /// Standard deviation of the inclination to come between all heads, in logits.
    pub(super) fn attendance_spread(&self) -> f64 {
        (self.attendance_person * self.attendance_person + self.attendance_group * self.attendance_group).sqrt()
    }
}

/// Which returns come, and how much is in the registers.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Returns {
    pub(super) facilitator: f64,
    pub(super) school: f64,
    pub(super) activities: f64,
    pub(super) outputs: f64,
    pub(super) outside_ties: f64,
}

/// A measure of pupils, at the first wave and at the last.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Outcome {
    pub(super) mean: f64,
    pub(super) school: f64,
    pub(super) pupil: f64,
    pub(super) cohort: f64,
    pub(super) year: f64,
    pub(super) effect: f64,
    pub(super) stability: f64,
    pub(super) comparator: f64,
}

/// A school term and the wave that goes with it.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Term {
    pub(super) wave: Wave,
    /// Monday of the first week in which groups meet.
    #[serde(with = "crate::vocabulary::date")]
    pub(super) first_week: Date,
    /// Monday of the last.
    #[serde(with = "crate::vocabulary::date")]
    pub(super) last_week: Date,
    /// Monday of the week without school.
    #[serde(with = "crate::vocabulary::date")]
    pub(super) half_term: Date,
}

/// A survey item and what a middling head thinks.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Item {
    pub(super) id: String,
    pub(super) family: String,
    pub(super) mean: f64,
    pub(super) trend: f64,
    #[serde(default)]
    pub(super) reverse: bool,
    #[serde(default = "asked")]
    pub(super) first: bool,
}

fn asked() -> bool {
    true
}

impl Model {
    /// The model that is built in.
    ///
    /// # Errors
    /// If the built-in file is damaged.
    pub fn built_in() -> Result<Self, SimulateError> {
        toml::from_str(include_str!("model.toml"))
            .map_err(|source| SimulateError::BuiltIn { file: "model.toml", source })
    }

    /// Ids of the waves, earliest first.
    pub fn waves(&self) -> impl Iterator<Item = &str> {
        self.terms.iter().map(|term| term.wave.id.as_str())
    }

    /// Ids of the survey's items that are asked at a wave (0 is the first), in order.
    pub fn items_asked(&self, wave: usize) -> impl Iterator<Item = &str> {
        self.items.iter().filter(move |item| item.first || wave > 0).map(|item| item.id.as_str())
    }

    /// The mean that answers to an item have at a wave (0 is the first) among established heads of
    /// groups without a story, as written down on the 1 to 5 scale: what a large simulated
    /// programme must come to.
    #[must_use]
    pub fn expected_answer(&self, item: &str, wave: usize) -> Option<f64> {
        let item = self.items.iter().find(|known| known.id == item)?;
        let Spread { group, group_family, person, person_wave, answer } = self.spread;
        let parts = [group, group_family, person, person_wave, answer];
        let spread = parts.iter().map(|sd| sd * sd).sum::<f64>().sqrt();
        let opinion = item.mean + item.trend * wave as f64;
        // The mean of a rounded and clamped normal number: one, and one more for each threshold
        // passed.
        let passed = [1.5, 2.5, 3.5, 4.5].iter().map(|threshold| normal_above((threshold - opinion) / spread));
        let mean = 1.0 + passed.sum::<f64>();
        Some(if item.reverse { 6.0 - mean } else { mean })
    }

    /// How much higher opinions lie from one third of attendance to the next, in answer steps before
    /// rounding, at every wave and for every item.
    #[must_use]
    pub fn slope_by_third(&self) -> f64 {
        // The mean of a standard normal number above the border: its density there by the third.
        let border = Survey::THIRD;
        let mean = 3.0 * libm::exp(-0.5 * border * border) / (2.0 * std::f64::consts::PI).sqrt();
        self.spread.person * mean * self.survey.third_opinion / self.survey.third_spread()
    }
}

/// Share of a standard normal population above `z`.
fn normal_above(z: f64) -> f64 {
    0.5 * libm::erfc(z / std::f64::consts::SQRT_2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_model_has_thirty_six_items_of_which_four_are_not_asked_at_first() {
        let model = Model::built_in().unwrap();
        assert_eq!(model.items_asked(1).count(), 36);
        assert_eq!(model.items_asked(0).count(), 32);
        let reversed: Vec<_> = model.items.iter().filter(|item| item.reverse).map(|item| item.id.as_str()).collect();
        assert_eq!(reversed, ["ms32", "ms33", "ms36"]);
        assert_eq!(model.terms.len(), model.survey.response.len());
    }

    #[test]
    fn the_waves_follow_one_another_and_the_last_ones_year_is_the_school_year() {
        let model = Model::built_in().unwrap();
        for pair in model.terms.windows(2) {
            assert_eq!(pair[0].wave.to.succ_opt(), Some(pair[1].wave.from));
        }
        let (from, _) = model.terms.last().unwrap().wave.span(crate::vocabulary::Window::Year);
        assert_eq!(from, model.terms[0].wave.from);
    }

    #[test]
    fn the_expected_answer_is_the_opinion_drawn_in_by_the_ends_of_the_scale() {
        let model = Model::built_in().unwrap();
        let high = model.expected_answer("ms01", 0).unwrap();
        assert!((4.1..4.35).contains(&high), "{high}");
        let reversed = model.expected_answer("ms32", 0).unwrap();
        assert!((2.0..2.2).contains(&reversed), "{reversed}");
        assert_eq!(model.expected_answer("ms99", 0), None);
    }
}
