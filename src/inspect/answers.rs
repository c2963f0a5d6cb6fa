//! How the cells of a column stand for answers on a scale: as labels, which give their direction, or as
//! codes, which do not.

use super::profile::{Profile, Seen};
use crate::framework::AnswerScale;
use crate::ingest::{Described, Labels, missing_word, normal};
use std::collections::{BTreeMap, BTreeSet};

/// Codes that forms often give to the lack of an answer.
const USUAL_MISSING: [&str; 13] = ["-99", "-98", "-97", "-9", "-8", "-7", "-1", "77", "88", "98", "99", "998", "999"];

/// What the cells of a column are on a scale.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Fit {
    /// Cells with a label of the scale.
    pub labels: usize,
    /// Different labels of the scale found.
    pub places: BTreeSet<u8>,
    /// Variants of labels with the label that each is read as.
    pub variants: BTreeMap<String, String>,
    /// Codes without a label, lowest first.
    pub codes: Vec<String>,
    /// Cells with such a code.
    pub coded: usize,
    /// Codes that look as if they stood for no answer.
    pub missing_codes: Vec<String>,
    /// Cells that say why there is no answer.
    pub missing: usize,
    /// Cells that are none of these.
    pub strange: usize,
    /// Values of such cells.
    pub strangers: Vec<Seen>,
}

impl Fit {
    /// Holds the cells of a column against a scale. `known_missing` are cells that the tool's preset knows to
    /// hold no answer.
    pub fn of(
        profile: &Profile,
        scale: &AnswerScale,
        described: Option<&Described>,
        known_missing: &BTreeSet<String>,
    ) -> Self {
        let mut fit = Fit::default();
        let Some(values) = &profile.values else {
            fit.strange = profile.filled;
            return fit;
        };
        let labels = Labels::new(&scale.labels, true);
        let declared: BTreeSet<String> = scale.missing.keys().map(|cell| normal(cell).into_owned()).collect();
        let described: BTreeMap<String, &str> = described
            .into_iter()
            .flat_map(|described| &described.values)
            .map(|(code, label)| (normal(code).into_owned(), label.as_str()))
            .collect();
        for (form, seen) in values {
            let word = described.get(form).copied().unwrap_or(&seen.text);
            if let Some(label) = labels.find(word) {
                fit.labels += seen.count;
                fit.places.insert(label.place);
                if label.variant {
                    let own = scale.labels.get(usize::from(label.place)).cloned().unwrap_or_default();
                    fit.variants.insert(seen.text.clone(), own);
                }
            } else if declared.contains(form) || known_missing.contains(form) || missing_word(word).is_some() {
                fit.missing += seen.count;
            } else if USUAL_MISSING.contains(&form.as_str()) {
                fit.missing_codes.push(seen.text.clone());
            } else if is_code(form) {
                fit.codes.push(seen.text.clone());
                fit.coded += seen.count;
            } else {
                fit.strange += seen.count;
                fit.strangers.push(seen.clone());
            }
        }
        fit.codes.sort_by_key(|code| (code.parse::<i64>().ok(), code.clone()));
        fit
    }

    /// Whether every cell is an answer by its label, or says why there is none.
    pub fn is_labels(&self) -> bool {
        self.labels > 0 && self.coded == 0 && self.strange == 0 && self.missing_codes.is_empty()
    }

    /// Whether the cells are codes whose direction nothing gives.
    pub fn is_codes(&self) -> bool {
        self.coded > 0 && self.labels == 0 && self.strange == 0
    }

    /// Whether every code is a number of the scale's own.
    pub fn is_own_numbers(&self, scale: &AnswerScale) -> bool {
        let own = |code: &String| code.parse::<u8>().is_ok_and(|code| (scale.lowest..=scale.highest()).contains(&code));
        self.is_codes() && self.missing_codes.is_empty() && self.codes.iter().all(own)
    }

    /// Whether the column is most likely answered on the scale, whatever its header says.
    pub fn speaks_for_scale(&self) -> bool {
        self.is_labels() && self.places.len() >= 2
    }
}

/// Whether a cell is a code: a whole number, or a few letters with a number behind them (`A1`, `AO05`).
fn is_code(form: &str) -> bool {
    let digits =
        form.strip_prefix('-').unwrap_or(form).trim_start_matches(|character: char| character.is_ascii_lowercase());
    let letters = form.len() - digits.len();
    !digits.is_empty() && digits.len() <= 3 && letters <= 3 && digits.bytes().all(|digit| digit.is_ascii_digit())
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
            missing: BTreeMap::new(),
        }
    }

    fn fit(cells: &[&str]) -> Fit {
        let values: BTreeMap<String, Seen> =
            cells.iter().map(|cell| (normal(cell).into_owned(), Seen { text: (*cell).to_owned(), count: 2 })).collect();
        let profile = Profile { filled: cells.len() * 2, values: Some(values), ..Profile::default() };
        Fit::of(&profile, &scale(), None, &BTreeSet::new())
    }

    #[test]
    fn labels_and_their_variants_give_a_direction() {
        let found = fit(&["Agree", "Tend to disagree", "Prefer not to say"]);
        assert!(found.is_labels() && found.speaks_for_scale());
        assert_eq!(found.variants, BTreeMap::from([("Tend to disagree".to_owned(), "Disagree".to_owned())]));
        assert_eq!(found.missing, 2);
    }

    #[test]
    fn codes_give_none_and_codes_for_no_answer_stand_apart() {
        let found = fit(&["10", "2", "1", "-99"]);
        assert!(found.is_codes() && !found.is_own_numbers(&scale()));
        assert_eq!(
            (found.codes, found.missing_codes),
            (vec!["1".to_owned(), "2".to_owned(), "10".to_owned()], vec!["-99".to_owned()])
        );
        assert!(fit(&["AO01", "AO05"]).is_codes());
        assert!(fit(&["1", "5"]).is_own_numbers(&scale()));
    }

    #[test]
    fn what_is_neither_is_strange() {
        let found = fit(&["Agree", "Now and then"]);
        assert_eq!((found.is_labels(), found.strange), (false, 2));
    }
}
