//! How the cells of one item stand for answers: by code, by label, or as what the file itself says of its
//! codes.

use super::super::labels::{Labels, missing_word, reason_name};
use super::super::normal::{normal, tidy};
use super::super::sheet::{Described, MissingCodes};
use super::described::code_form;
use crate::plan::MappedScale;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// How the cells of one item are to be read.
#[derive(Debug, Clone, Default)]
pub struct Coding {
    codes: BTreeMap<String, u8>,
    labels: Option<Labels>,
    /// The mapped scale's labels as they stand.
    words: Vec<String>,
    missing: BTreeMap<String, String>,
    /// What the file says of its codes.
    described: BTreeMap<String, String>,
    ranges: Vec<(f64, f64)>,
    /// Whether a number alone says nothing, because nothing gives its direction.
    labels_only: bool,
}

/// What a cell stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Coded<'a> {
    /// An answer by its place on the scale, 0 for the lowest; whether by a variant of its label.
    Answer {
        /// The place.
        place: u8,
        /// Whether a variant of the label stands there.
        variant: bool,
    },
    /// No answer, and why.
    Missing(&'a str),
    /// A code for a label, to be read as an answer on the item's own scale.
    Label(&'a str),
    /// Something that the mapped scale does not have.
    Outside,
    /// A number whose direction nothing gives.
    Undirected,
    /// Nothing that the mapping speaks of: the item's own scale decides.
    Open,
}

impl Coding {
    /// A coding by a mapped scale, where there is one, and by what the file says of the column.
    #[must_use]
    pub fn new(scale: Option<&MappedScale>, described: Option<&Described>, labels_only: bool) -> Self {
        let mut coding = Coding { labels_only, ..Coding::default() };
        if let Some(described) = described {
            coding.describe(described);
        }
        if let Some(scale) = scale {
            coding.codes = scale.codes.iter().map(|(code, place)| (code_form(code), place.saturating_sub(1))).collect();
            coding.words.clone_from(&scale.labels);
            coding.labels = Some(Labels::new(&scale.labels, scale.synonyms != Some(false)));
            let missing = scale.missing.iter().map(|(cell, reason)| (code_form(cell), reason_name(reason)));
            coding.missing.extend(missing);
        }
        coding
    }

    fn describe(&mut self, described: &Described) {
        self.described =
            described.values.iter().map(|(code, label)| (code_form(code), tidy(label).to_owned())).collect();
        self.labels_only |= !described.values.is_empty();
        for codes in &described.missing {
            match codes {
                MissingCodes::Code(code) => {
                    let code = code_form(code);
                    let word = self.described.get(&code).and_then(|label| missing_word(label));
                    self.missing.insert(code, word.unwrap_or("user-missing").to_owned());
                }
                MissingCodes::Range { low, high } => self.ranges.push((*low, *high)),
            }
        }
    }

    /// The words that people chose by the code in a cell; a number where the mapping gives the code a place and
    /// no label. `None` for a cell that is no code.
    #[must_use]
    pub fn words(&self, cell: &str) -> Option<Cow<'_, str>> {
        if self.codes.is_empty() && self.described.is_empty() {
            return None;
        }
        let form = code_form(cell);
        match self.codes.get(&form) {
            Some(place) => Some(match self.words.get(usize::from(*place)) {
                Some(label) => Cow::Borrowed(label.as_str()),
                None => Cow::Owned(place.to_string()),
            }),
            None => self.described.get(&form).map(|label| Cow::Borrowed(label.as_str())),
        }
    }

    /// What a cell, which is not empty, stands for.
    #[must_use]
    pub fn read(&self, cell: &str) -> Coded<'_> {
        let form = code_form(cell);
        if let Some(reason) = self.missing.get(&form) {
            return Coded::Missing(reason);
        }
        if let Some(place) = self.codes.get(&form) {
            return Coded::Answer { place: *place, variant: false };
        }
        if let Some(label) = self.labels.as_ref().and_then(|labels| labels.find(cell)) {
            return Coded::Answer { place: label.place, variant: label.variant };
        }
        let number = form.parse::<f64>().ok().filter(|number| number.is_finite());
        let in_range = |number: f64| self.ranges.iter().any(|(low, high)| *low <= number && number <= *high);
        let user_missing = number.is_some_and(in_range);
        if let Some(label) = self.described.get(&form) {
            let reason = self.missing.get(normal(label).as_ref()).map(String::as_str).or_else(|| missing_word(label));
            if let Some(reason) = reason.or(user_missing.then_some("user-missing")) {
                return Coded::Missing(reason);
            }
            return match &self.labels {
                Some(labels) => labels
                    .find(label)
                    .map_or(Coded::Outside, |label| Coded::Answer { place: label.place, variant: label.variant }),
                None => Coded::Label(label),
            };
        }
        match (user_missing, &self.labels) {
            (true, _) => Coded::Missing("user-missing"),
            (false, _) if missing_word(cell).is_some() => Coded::Missing(missing_word(cell).unwrap_or_default()),
            (false, _) if number.is_some() && self.codes.is_empty() && self.labels_only => Coded::Undirected,
            (false, Some(_)) => Coded::Outside,
            (false, None) => Coded::Open,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scale(codes: &[(&str, u8)]) -> MappedScale {
        MappedScale {
            labels: ["No", "Partly", "Yes"].map(str::to_owned).to_vec(),
            codes: codes.iter().map(|(code, place)| ((*code).to_owned(), *place)).collect(),
            missing: BTreeMap::from([("-99".to_owned(), "seen_not_answered".to_owned())]),
            synonyms: None,
        }
    }

    const fn answer(place: u8) -> Coded<'static> {
        Coded::Answer { place, variant: false }
    }

    #[test]
    fn codes_labels_and_missing_codes_are_told_apart() {
        let scale = scale(&[("AO01", 3), ("AO03", 1)]);
        let coding = Coding::new(Some(&scale), None, true);
        assert_eq!(coding.read("ao01"), answer(2));
        assert_eq!(coding.read("partly"), answer(1));
        assert_eq!(coding.read("-99.0"), Coded::Missing("seen and skipped"));
        assert_eq!(coding.read("Prefer not to say"), Coded::Missing("declined"));
        assert_eq!(coding.read("AO02"), Coded::Outside);
    }

    #[test]
    fn a_code_stands_for_the_words_that_people_saw() {
        let mapped = scale(&[("AO01", 3)]);
        let coding = Coding::new(Some(&mapped), None, true);
        assert_eq!(coding.words("ao01").as_deref(), Some("Yes"));
        assert_eq!(coding.words("Yes"), None);
        let bare = MappedScale { labels: Vec::new(), ..mapped };
        assert_eq!(Coding::new(Some(&bare), None, true).words("AO01").as_deref(), Some("2"));
    }

    #[test]
    fn a_number_without_a_direction_is_no_answer() {
        let coding = Coding::new(Some(&scale(&[])), None, true);
        assert_eq!(coding.read("1"), Coded::Undirected);
        assert_eq!(Coding::new(None, None, false).read("1"), Coded::Open);
    }

    #[test]
    fn what_the_file_says_of_its_codes_gives_them_their_direction() {
        let values = [("1", "Yes"), ("2", "Partly"), ("3", "No"), ("8", "Don't know"), ("0", "Unanswered")];
        let described = Described {
            label: None,
            values: values.map(|(code, label)| (code.to_owned(), label.to_owned())).to_vec(),
            missing: vec![MissingCodes::Code("0".to_owned()), MissingCodes::Range { low: 90.0, high: f64::INFINITY }],
        };
        let mapped = Coding::new(Some(&scale(&[])), Some(&described), true);
        assert_eq!(mapped.read("1"), answer(2));
        assert_eq!(mapped.read("3.0"), answer(0));
        assert_eq!(mapped.read("8"), Coded::Missing("don't know"));
        assert_eq!(mapped.read("0"), Coded::Missing("not answered"));
        assert_eq!(mapped.read("99"), Coded::Missing("user-missing"));
        assert_eq!(mapped.read("5"), Coded::Undirected);
        assert_eq!(Coding::new(None, Some(&described), false).read("2"), Coded::Label("Partly"));
    }
}
