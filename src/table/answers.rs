//! How the cells of a survey's item are read: as numbers of its scale, as labels, as words for no answer.

use super::column::{Value, reason_as_written};
use super::problem::Problem;
use crate::contract::FixedFour;
use crate::framework::AnswerScale;
use crate::ingest::{Labels, missing_word, normal, reason_name};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// How an item's cells are read.
pub(super) struct Answers<'a> {
    scale: &'a AnswerScale,
    labels: Labels,
    missing: BTreeMap<String, String>,
    /// Whether the plan's first wave does not ask it.
    pub not_asked_first: bool,
}

impl<'a> Answers<'a> {
    pub fn new(scale: &'a AnswerScale, not_asked_first: bool) -> Self {
        let missing = scale.missing.iter().map(|(cell, reason)| (normal(cell).into_owned(), reason_name(reason)));
        Answers { scale, labels: Labels::new(&scale.labels, true), missing: missing.collect(), not_asked_first }
    }

    /// How many answers the scale has.
    pub fn points(&self) -> usize {
        self.scale.labels.len()
    }

    /// The answer at a place of the scale, 0 for the lowest; none if the scale has no such place.
    pub fn at(&self, place: u8) -> Option<u8> {
        (usize::from(place) < self.points()).then(|| self.scale.lowest.saturating_add(place))
    }

    /// The scale's own label of an answer.
    pub fn label(&self, answer: u8) -> &str {
        let place = usize::from(answer.saturating_sub(self.scale.lowest));
        self.scale.labels.get(place).map_or("", String::as_str)
    }

    /// What is said of a cell that is no answer on the scale.
    pub fn outside(&self, cell: &str) -> Problem {
        Problem::outside_scale(cell, FixedFour::parse(cell), self.scale)
    }

    /// Reads a cell, and says whether a variant of a label stands there. `numbers` says whether a number is
    /// one of the scale's own.
    pub fn read<'c>(&self, cell: &'c str, numbers: bool) -> Result<(Value<'c>, bool), Problem> {
        // Most cells are a digit; words are compared only where they stand.
        if let Some(number) = cell.parse::<u8>().ok().filter(|number| numbers && self.has(*number)) {
            return Ok((Value::Answer(number), false));
        }
        if let Some(reason) = self.missing.get(normal(cell).as_ref()) {
            return Ok((Value::NoAnswer(Cow::Owned(reason_as_written(reason, cell))), false));
        }
        if let Some((answer, variant)) =
            self.labels.find(cell).and_then(|label| Some((self.at(label.place)?, label.variant)))
        {
            return Ok((Value::Answer(answer), variant));
        }
        if let Some(reason) = missing_word(cell) {
            return Ok((Value::NoAnswer(Cow::Owned(reason_as_written(reason, cell))), false));
        }
        let number = FixedFour::parse(cell);
        let whole = number.filter(|number| number.0 % FixedFour::ONE == 0).map(|number| number.0 / FixedFour::ONE);
        match whole.and_then(|whole| u8::try_from(whole).ok()).filter(|whole| self.has(*whole)) {
            Some(whole) if numbers => Ok((Value::Answer(whole), false)),
            Some(_) => Err(Problem::Undirected),
            None => Err(Problem::outside_scale(cell, number, self.scale)),
        }
    }

    fn has(&self, number: u8) -> bool {
        (self.scale.lowest..=self.scale.highest()).contains(&number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scale() -> AnswerScale {
        AnswerScale {
            lowest: 1,
            labels: ["Strongly disagree", "Disagree", "Neither", "Agree", "Strongly agree"].map(str::to_owned).to_vec(),
            favourable_from: 4,
            unfavourable_to: 2,
            missing: BTreeMap::from([("NA".to_owned(), "not applicable".to_owned())]),
        }
    }

    #[test]
    fn answers_are_numbers_labels_or_declared_missing() {
        let scale = scale();
        let answers = Answers::new(&scale, false);
        let read = |cell| answers.read(cell, true).map(|answer| answer.0);
        assert_eq!(read("5"), Ok(Value::Answer(5)));
        assert_eq!(read("4.0"), Ok(Value::Answer(4)));
        assert_eq!(read("strongly\u{a0}Disagree"), Ok(Value::Answer(1)));
        assert_eq!(read("na"), Ok(Value::NoAnswer("not applicable\u{1f}na".into())));
    }

    #[test]
    fn a_wrong_answer_is_described_without_being_repeated() {
        let scale = scale();
        let answers = Answers::new(&scale, false);
        let said = |cell| answers.read(cell, true).expect_err("wrong").message();
        assert_eq!(said("9"), "a number above the scale's highest, `5`");
        assert_eq!(said("0"), "a number below the scale's lowest, `1`");
        assert_eq!(said("2.5"), "a number between two of the scale's values");
        assert_eq!(said("maybe x"), "text where an answer should be");
    }

    #[test]
    fn usual_variants_and_words_for_no_answer_are_known() {
        let scale = scale();
        let answers = Answers::new(&scale, false);
        assert_eq!(answers.read("Tend to agree", true), Ok((Value::Answer(4), true)));
        assert_eq!(
            answers.read("Prefer not to say", true),
            Ok((Value::NoAnswer("declined\u{1f}Prefer not to say".into()), false))
        );
        assert_eq!(answers.read("4", false), Err(Problem::Undirected));
    }
}
