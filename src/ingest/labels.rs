//! Words for answers and for the lack of one: what survey forms call the same thing.

use super::normal::normal;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Rows of words, each row one answer or one reason for having none.
#[derive(Deserialize)]
struct WordsFile {
    answer: Vec<AnswerRow>,
    missing: Vec<MissingRow>,
}

#[derive(Deserialize)]
struct AnswerRow {
    english: Vec<String>,
    welsh: Vec<String>,
}

#[derive(Deserialize)]
struct MissingRow {
    reason: String,
    english: Vec<String>,
    welsh: Vec<String>,
}

#[derive(Default)]
struct Words {
    answers: BTreeMap<String, usize>,
    missing: BTreeMap<String, String>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    // The file is the program's own and a test reads it; without it no variant is known.
    let file = toml::from_str::<WordsFile>(include_str!("../../schemas/presets/labels.toml"));
    file.map(Words::from).unwrap_or_default()
});

impl From<WordsFile> for Words {
    fn from(file: WordsFile) -> Self {
        let mut words = Words::default();
        for (row, answer) in file.answer.into_iter().enumerate() {
            let both = answer.english.into_iter().chain(answer.welsh);
            words.answers.extend(both.map(|word| (normal(&word).into_owned(), row)));
        }
        for row in file.missing {
            let both = row.english.iter().chain(&row.welsh);
            words.missing.extend(both.map(|word| (normal(word).into_owned(), row.reason.clone())));
        }
        words
    }
}

/// Why a cell with such a word holds no answer: `Prefer not to say` was declined.
#[must_use]
pub fn missing_word(cell: &str) -> Option<&'static str> {
    WORDS.missing.get(normal(cell).as_ref()).map(String::as_str)
}

/// The name under which a reason for a missing answer is counted: a plan may write `not_applicable` or
/// `prefer_not_to_say`. Reasons beside the usual ones stay as they are.
#[must_use]
pub fn reason_name(reason: &str) -> String {
    let form = normal(reason).replace(['_', '-'], " ");
    match form.as_str() {
        "prefer not to say" | "refused" | "declined" | "prefer not to answer" => "declined".to_owned(),
        "dont know" | "don't know" | "do not know" => "don't know".to_owned(),
        "not applicable" | "does not apply" | "n/a" | "na" => "not applicable".to_owned(),
        "seen not answered" | "seen and skipped" | "skipped" | "seen but not answered" => "seen and skipped".to_owned(),
        "not shown" | "not routed" | "routed past" => "not shown".to_owned(),
        "user missing" => "user-missing".to_owned(),
        "not answered" | "blank" | "unanswered" | "no answer" => "not answered".to_owned(),
        "not finished" | "unfinished" | "incomplete" => "not finished".to_owned(),
        "not asked" | "unreadable" => form,
        _ => reason.trim().to_owned(),
    }
}

/// The labels of one answer scale, with the variants by which they are known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Labels {
    exact: BTreeMap<String, u8>,
    /// Row of words to the one label in it.
    rows: BTreeMap<usize, u8>,
}

/// A label found for a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Label {
    /// Its place on the scale, 0 for the lowest.
    pub place: u8,
    /// Whether the cell has a variant of it.
    pub variant: bool,
}

impl Labels {
    /// The labels of a scale from its lowest answer to its highest, with or without their variants.
    #[must_use]
    pub fn new(labels: &[String], variants: bool) -> Self {
        let places = || labels.iter().zip(0_u8..);
        let exact: BTreeMap<String, u8> = places().map(|(label, place)| (normal(label).into_owned(), place)).collect();
        let mut rows: BTreeMap<usize, Option<u8>> = BTreeMap::new();
        for (label, place) in places().filter(|_| variants) {
            if let Some(row) = WORDS.answers.get(normal(label).as_ref()) {
                // Two labels of one row tell finer than the words do, and neither has variants then.
                rows.entry(*row).and_modify(|only| *only = None).or_insert(Some(place));
            }
        }
        Labels { exact, rows: rows.into_iter().filter_map(|(row, place)| Some((row, place?))).collect() }
    }

    /// The label that a cell has: the label itself, the label after its number (`5 - Strongly agree`), or a
    /// variant of either.
    #[must_use]
    pub fn find(&self, cell: &str) -> Option<Label> {
        let form = normal(cell);
        let label = |word: &str| self.exact.get(word).map(|place| Label { place: *place, variant: false });
        let variant = |word: &str| {
            let row = WORDS.answers.get(word)?;
            self.rows.get(row).map(|place| Label { place: *place, variant: true })
        };
        let bare = without_number(&form);
        label(&form).or_else(|| label(bare)).or_else(|| variant(&form)).or_else(|| variant(bare))
    }
}

/// A label without the number before it.
fn without_number(label: &str) -> &str {
    let rest = label.trim_start_matches(|character: char| character.is_ascii_digit());
    if rest.len() == label.len() {
        return label;
    }
    rest.trim_start_matches([' ', '-', '\u{2013}', '\u{2014}', '=', ':', '.', ')'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn agreement() -> Labels {
        let labels = ["Strongly disagree", "Disagree", "Neither agree nor disagree", "Agree", "Strongly agree"];
        Labels::new(&labels.map(str::to_owned), true)
    }

    fn place(labels: &Labels, cell: &str) -> Option<(u8, bool)> {
        labels.find(cell).map(|label| (label.place, label.variant))
    }

    #[test]
    fn the_file_of_words_is_read_and_no_word_means_two_things() {
        let file: WordsFile = toml::from_str(include_str!("../../schemas/presets/labels.toml")).unwrap();
        let mut seen = std::collections::BTreeSet::new();
        let answers = file.answer.iter().flat_map(|row| row.english.iter().chain(&row.welsh));
        for word in answers.chain(file.missing.iter().flat_map(|row| row.english.iter().chain(&row.welsh))) {
            assert!(seen.insert(normal(word).into_owned()), "{word}");
        }
        assert!(seen.len() > 150);
    }

    #[test]
    fn a_label_is_known_by_its_variants_in_two_languages() {
        let labels = agreement();
        assert_eq!(place(&labels, " strongly AGREE"), Some((4, false)));
        assert_eq!(place(&labels, "Tend to agree"), Some((3, true)));
        assert_eq!(place(&labels, "5 - Strongly agree"), Some((4, false)));
        assert_eq!(place(&labels, "1. Disagree strongly"), Some((0, true)));
        assert_eq!(place(&labels, "Anghytuno\u{2019}n gryf"), Some((0, true)));
        assert_eq!(place(&labels, "Perhaps"), None);
        assert_eq!(place(&labels, "4"), None);
    }

    #[test]
    fn a_scale_with_two_labels_of_one_row_knows_them_only_by_themselves() {
        let labels = Labels::new(&["Tend to agree", "Agree", "Strongly agree"].map(str::to_owned), true);
        assert_eq!(place(&labels, "Tend to agree"), Some((0, false)));
        assert_eq!(place(&labels, "Somewhat agree"), None);
        assert_eq!(place(&labels, "SA"), Some((2, true)));
    }

    #[test]
    fn reasons_have_one_name_each() {
        for (given, name) in [
            ("prefer_not_to_say", "declined"),
            ("seen_not_answered", "seen and skipped"),
            ("not_applicable", "not applicable"),
            ("suppressed", "suppressed"),
        ] {
            assert_eq!(reason_name(given), name);
        }
        assert_eq!(missing_word("N/A"), Some("not applicable"));
        assert_eq!(missing_word("Ddim yn gwybod"), Some("don't know"));
    }
}
