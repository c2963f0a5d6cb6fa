//! The figure contract: what every figure has, as a type that cannot be made without it.

use super::table::{Link, Table};
use crate::chart::Drawing;
use serde::{Serialize, Serializer};
use thiserror::Error;

/// Most words in a title.
const LONGEST_TITLE: usize = 15;

/// Most characters in a text alternative: what a listener can take in at once.
const LONGEST_ALTERNATIVE: usize = 220;

/// Most words in a sentence.
const LONGEST_SENTENCE: usize = 25;

/// Fewest people of whom a share may be told without the count that it is of.
pub(super) const FEWEST_FOR_SHARES: u64 = 30;

/// The parts of a figure before they are held against the contract.
#[derive(Debug, Clone)]
pub struct Parts {
    /// Its id in the page.
    pub id: String,
    /// What it finds, in at most 15 words; what it shows where the finding is unclear.
    pub title: String,
    /// Measure, who, where, when.
    pub subtitle: String,
    /// One or two sentences with the key numbers.
    pub sentences: Vec<String>,
    /// The drawing; a figure without one is its table.
    pub drawing: Option<Drawing>,
    /// How many stand behind it: "48 of 61 members answered (79%)".
    pub n_line: String,
    /// Notes: what is not shown, what an order means.
    pub notes: Vec<String>,
    /// The finding for those who cannot see the drawing.
    pub alternative: String,
    /// How to read it.
    pub how_to_read: Vec<String>,
    /// Its numbers.
    pub table: Table,
    /// Where its measure is defined.
    pub definition: Link,
    /// The command that shows the working.
    pub command: String,
}

/// A figure that meets the contract.
#[derive(Debug, Clone, Serialize)]
pub struct Figure {
    id: String,
    title: String,
    subtitle: String,
    sentences: Vec<String>,
    drawing: Option<Markup>,
    n_line: String,
    notes: Vec<String>,
    alternative: String,
    how_to_read: Vec<String>,
    table: Table,
    definition: Link,
    command: String,
}

/// Drawn markup at both widths, which a template may set without escaping.
#[derive(Debug, Clone)]
pub struct Markup(Drawing);

impl Serialize for Markup {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&format!("{}{}", self.0.wide, self.0.narrow))
    }
}

/// What keeps a figure from meeting the contract.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum FigureError {
    /// The title is empty or too long.
    #[error("figure {id:?}: the title has {words} words; it needs 1 to {LONGEST_TITLE}")]
    Title {
        /// The figure.
        id: String,
        /// Words in the title.
        words: usize,
    },
    /// The text alternative is empty, too long, or the title again.
    #[error(
        "figure {id:?}: the text alternative must tell the finding in 1 to {LONGEST_ALTERNATIVE} characters and not repeat the title"
    )]
    Alternative {
        /// The figure.
        id: String,
    },
    /// A part is empty.
    #[error("figure {id:?} has no {part}")]
    Missing {
        /// The figure.
        id: String,
        /// The part.
        part: &'static str,
    },
    /// A sentence is too long.
    #[error("figure {id:?}: {sentence:?} is longer than {LONGEST_SENTENCE} words")]
    Sentence {
        /// The figure.
        id: String,
        /// The sentence.
        sentence: String,
    },
    /// A sentence has a number that the table has not.
    #[error("figure {id:?}: {number:?} stands in a sentence and not in the table")]
    Number {
        /// The figure.
        id: String,
        /// The number as written.
        number: String,
    },
    /// A mark of the drawing tells a number that the table has not.
    #[error("figure {id:?}: {number:?} is told of a mark and does not stand in the table")]
    Drawn {
        /// The figure.
        id: String,
        /// The number as written.
        number: String,
    },
    /// A share of few people is told without the count that it is of.
    #[error("figure {id:?}: {text:?} tells a share of fewer than {FEWEST_FOR_SHARES} people without their count")]
    Share {
        /// The figure.
        id: String,
        /// The title, sentence or text alternative.
        text: String,
    },
    /// Texts in the drawing cannot be read.
    #[error("figure {id:?}: {collision}")]
    Collision {
        /// The figure.
        id: String,
        /// Which.
        collision: String,
    },
}

impl Figure {
    /// Holds the parts against the contract.
    ///
    /// # Errors
    /// [`FigureError`] for the first part that is missing, too long or at odds with the table.
    pub fn new(parts: Parts) -> Result<Self, FigureError> {
        parts.check()?;
        let Parts {
            id,
            title,
            subtitle,
            sentences,
            drawing,
            n_line,
            notes,
            alternative,
            how_to_read,
            table,
            definition,
            command,
        } = parts;
        let drawing = drawing.map(Markup);
        Ok(Figure {
            id,
            title,
            subtitle,
            sentences,
            drawing,
            n_line,
            notes,
            alternative,
            how_to_read,
            table,
            definition,
            command,
        })
    }

    /// Its id in the page.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Its numbers.
    #[must_use]
    pub fn table(&self) -> &Table {
        &self.table
    }
}

impl Parts {
    fn check(&self) -> Result<(), FigureError> {
        let id = || self.id.clone();
        let words = self.title.split_whitespace().count();
        if !(1..=LONGEST_TITLE).contains(&words) {
            return Err(FigureError::Title { id: id(), words });
        }
        let alternative = self.alternative.trim();
        let length = alternative.chars().count();
        if !(1..=LONGEST_ALTERNATIVE).contains(&length) || alternative == self.title.trim() {
            return Err(FigureError::Alternative { id: id() });
        }
        let texts = [
            ("subtitle", self.subtitle.as_str()),
            ("sentence", self.sentences.first().map_or("", String::as_str)),
            ("line on how many answered", self.n_line.as_str()),
            ("text on how to read it", self.how_to_read.first().map_or("", String::as_str)),
            ("definition", self.definition.text.as_str()),
            ("command", self.command.as_str()),
            ("row in its table", self.table.rows.first().map_or("", |row| row.head.text.as_str())),
        ];
        if let Some((part, _)) = texts.iter().find(|(_, text)| text.trim().is_empty()) {
            return Err(FigureError::Missing { id: id(), part });
        }
        self.check_sentences()?;
        // These two are of how a figure reads, and tests see them in every kind of it; nobody's evaluation should
        // stop for one.
        if cfg!(debug_assertions) {
            self.check_shares()?;
            self.check_marks()?;
        }
        match self.drawing.iter().flat_map(Drawing::collisions).next() {
            Some(collision) => Err(FigureError::Collision { id: id(), collision: collision.to_string() }),
            None => Ok(()),
        }
    }

    fn check_sentences(&self) -> Result<(), FigureError> {
        let id = || self.id.clone();
        let numbers = numbers(&self.table.text());
        for sentence in &self.sentences {
            if sentence.split_whitespace().count() > LONGEST_SENTENCE {
                return Err(FigureError::Sentence { id: id(), sentence: sentence.clone() });
            }
            if let Some(number) = self::numbers(sentence).into_iter().find(|number| !numbers.contains(number)) {
                return Err(FigureError::Number { id: id(), number });
            }
        }
        Ok(())
    }

    /// Under thirty people one person moves a share by several points: "9 of 12" says so, and "75%" does not.
    fn check_shares(&self) -> Result<(), FigureError> {
        // Its largest number: a line may count units before the people in them.
        let counts = numbers(&self.n_line).into_iter().filter_map(|number| number.replace(',', "").parse::<u64>().ok());
        let people = counts.max();
        if people.is_none_or(|people| people >= FEWEST_FOR_SHARES) {
            return Ok(());
        }
        let texts = self.sentences.iter().chain([&self.title, &self.alternative]);
        match texts.into_iter().find(|text| is_bare_share(text)) {
            Some(text) => Err(FigureError::Share { id: self.id.clone(), text: text.clone() }),
            None => Ok(()),
        }
    }

    /// What is drawn is told of each mark in words, and these numbers are the table's.
    fn check_marks(&self) -> Result<(), FigureError> {
        // The unit's name stands in the subtitle, and a name may have a number in it.
        let known = numbers(&format!("{} {}", self.table.text(), self.subtitle));
        let tips = self.drawing.iter().flat_map(|drawing| drawing.wide.tips().iter().chain(drawing.narrow.tips()));
        match tips.flat_map(|tip| numbers(tip)).find(|number| !known.contains(number)) {
            Some(number) => Err(FigureError::Drawn { id: self.id.clone(), number }),
            None => Ok(()),
        }
    }
}

/// Whether a text tells a share and not the two counts that it is of.
fn is_bare_share(text: &str) -> bool {
    let (shares, others): (Vec<String>, Vec<String>) =
        numbers(text).into_iter().partition(|number| number.ends_with('%'));
    !shares.is_empty() && others.iter().filter(|number| !number.contains('.')).count() < 2
}

/// The numbers in a text as they are written, sign and per cent included.
fn numbers(text: &str) -> Vec<String> {
    text.split(|letter: char| !(letter.is_ascii_digit() || matches!(letter, '.' | ',' | '%' | '\u{2212}' | '+')))
        .map(|part| part.trim_end_matches(['.', ',']).to_owned())
        .filter(|part| part.contains(|letter: char| letter.is_ascii_digit()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::{self, Axis, Label, OwnValue, Strip, StripKey, StripRow};
    use crate::report::table::Row;

    fn parts() -> Parts {
        let mut table = Table { caption: "Trust".into(), ..Table::default() };
        table.column("Question", false);
        table.column("Answers", true);
        table.row(Row::new("Trust").with("9 of 12"));
        Parts {
            id: "f1".into(),
            title: "Most members trust each other".into(),
            subtitle: "Answers, one group, spring".into(),
            sentences: vec!["9 of 12 agreed.".into()],
            drawing: None,
            n_line: "12 of 14 members answered".into(),
            notes: vec![],
            alternative: "9 of 12 agree that they trust each other.".into(),
            how_to_read: vec!["Read it.".into()],
            table,
            definition: Link::to("KC-07", "framework.html#KC-07"),
            command: "learnframe explain KC-07".into(),
        }
    }

    #[test]
    fn a_figure_with_all_its_parts_is_made() {
        assert_eq!(Figure::new(parts()).map(|figure| figure.id().to_owned()), Ok("f1".to_owned()));
    }

    #[test]
    fn a_title_of_sixteen_words_is_refused() {
        let title = "word ".repeat(16);
        let refused = Figure::new(Parts { title, ..parts() }).err();
        assert_eq!(refused, Some(FigureError::Title { id: "f1".into(), words: 16 }));
    }

    #[test]
    fn a_text_alternative_must_tell_more_than_the_title_and_be_short() {
        for alternative in [String::new(), parts().title, "x".repeat(221)] {
            let refused = Figure::new(Parts { alternative, ..parts() }).err();
            assert_eq!(refused, Some(FigureError::Alternative { id: "f1".into() }));
        }
    }

    #[test]
    fn a_number_in_a_sentence_must_stand_in_the_table() {
        let sentences = vec!["8 of 12 agreed.".into()];
        let refused = Figure::new(Parts { sentences, ..parts() }).err();
        assert_eq!(refused, Some(FigureError::Number { id: "f1".into(), number: "8".into() }));
    }

    #[test]
    fn a_share_of_few_people_needs_its_count_beside_it() {
        let mut table = parts().table;
        table.row(Row::new("Trust, as a share").with("75%"));
        let told = |sentence: &str, n_line: &str| {
            let (sentences, n_line) = (vec![sentence.to_owned()], n_line.to_owned());
            Figure::new(Parts { sentences, n_line, table: table.clone(), ..parts() }).err()
        };
        let bare = "Of those who answered, 75% agreed.";
        let refused = FigureError::Share { id: "f1".into(), text: bare.into() };
        assert_eq!(told(bare, "12 of 14 members answered"), Some(refused));
        assert_eq!(told("9 of 12 agreed (75%).", "12 of 14 members answered"), None);
        assert_eq!(told(bare, "1,200 of 1,400 members answered"), None);
        assert_eq!(told(bare, "How many answered is not told"), None);
    }

    #[test]
    fn a_number_told_of_a_mark_must_stand_in_the_table() {
        let drawn = |tip: &str| {
            let row = StripRow {
                label: Label::new("Trust"),
                others: vec![],
                middle_half: None,
                programme: None,
                own: OwnValue::Shown { at: 0.75, label: "9 of 12".into() },
                tip: tip.into(),
            };
            let words = chart::Words { id: "f1".into(), title: "Trust".into(), description: "9 of 12 agree.".into() };
            let key = StripKey {
                own: "This group".into(),
                programme: "Programme".into(),
                middle_half: "Middle half".into(),
                others: "Other groups".into(),
            };
            let axis = Axis { from: 0.0, to: 1.0, ticks: vec![] };
            Strip { words, key, axis, own_heading: "This group".into(), rows: vec![row] }.draw().unwrap()
        };
        let made = |tip: &str| Figure::new(Parts { drawing: Some(drawn(tip)), ..parts() }).err();
        assert_eq!(made("Trust: 9 of 12"), None);
        let refused = FigureError::Drawn { id: "f1".into(), number: "8".into() };
        assert_eq!(made("Trust: 8 of 12"), Some(refused));
    }

    #[test]
    fn nothing_may_be_left_empty() {
        let refused = Figure::new(Parts { command: " ".into(), ..parts() }).err();
        assert_eq!(refused, Some(FigureError::Missing { id: "f1".into(), part: "command" }));
        let refused = Figure::new(Parts { table: Table::default(), sentences: vec!["Read.".into()], ..parts() }).err();
        assert_eq!(refused, Some(FigureError::Missing { id: "f1".into(), part: "row in its table" }));
    }
}
