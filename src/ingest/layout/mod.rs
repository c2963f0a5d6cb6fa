//! How the rows of one file become canonical rows: which column is which, what its cells stand for, which
//! rows are left out.

mod coding;
mod described;
mod draft;
mod multi;
mod personal;
mod rules;

pub use coding::{Coded, Coding};
pub use draft::{LayoutRequest, lay_out};
pub use multi::Choices;

use super::normal::{normal, tidy};
use crate::plan::{DateOrder, UnfinishedFate};
use csv::StringRecord;
use described::CodeLabels;
use rules::{ExcludeRule, UnfinishedRule};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// A canonical column that a table would like to have.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Its name.
    pub name: String,
    /// Whether rows are of no use without it.
    pub required: bool,
    /// Whether a file without it should be told so.
    pub expected: bool,
    /// How many answers its scale has, where it is a survey's item.
    pub points: Option<usize>,
    /// What its cells are, as far as it matters here.
    pub cells: WantedCells,
}

/// What the cells of a canonical column are, as far as finding its column matters.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum WantedCells {
    /// Anything else.
    #[default]
    Other,
    /// Numbers, which a label in the file does not replace.
    Numbers,
    /// Each tells the person that the row is about.
    People,
}

/// Where the cells of a canonical column come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// A column of the file, by its place.
    Column(usize),
    /// The first of several columns that has anything in it.
    FirstOf(Vec<usize>),
    /// Several columns together, which name something only if each has something in it.
    Together(Vec<usize>),
    /// Text with columns in it.
    Template(Vec<Piece>),
    /// A question with several answers, by its place in [`Layout::choices`].
    Choices(usize),
    /// The same for every row.
    Constant(String),
    /// Set for each outcome of the row.
    Outcome,
    /// Nowhere.
    Absent,
}

/// A piece of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Text as it stands.
    Text(String),
    /// The cell of a column.
    Column(usize),
}

/// One measurement of a wide row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutcomeOrigin {
    /// The attainment table's `measure`.
    pub measure: String,
    /// Column of the mean.
    pub mean: usize,
    /// Column of the number of pupils.
    pub cohort_n: usize,
    /// Column of the standard deviation.
    pub sd: Option<usize>,
}

/// What the mapping says about the cells of one canonical column.
#[derive(Debug, Clone, Default)]
struct CellRules {
    /// Normal form of a cell to canonical value.
    values: BTreeMap<String, String>,
    /// What the file itself calls its codes.
    labels: CodeLabels,
    coding: Option<Coding>,
}

/// How the rows of one file become canonical rows.
#[derive(Debug, Clone, Default)]
pub struct Layout {
    /// For each canonical column wanted, in order: where its cells come from.
    pub origins: Vec<Origin>,
    /// Questions with several answers.
    pub choices: Vec<Choices>,
    /// Measurements of a wide row; empty for other files.
    pub outcomes: Vec<OutcomeOrigin>,
    /// The order of day and month in dates.
    pub date_order: Option<DateOrder>,
    /// Whether numbers have a comma before their part.
    pub decimal_comma: bool,
    /// Cells that every row needs in order to be trusted: a shorter row may have lost one.
    pub width_needed: usize,
    /// Why no row of the file can be used, if so: a rule's code.
    pub unusable: Option<&'static str>,
    /// The columns wanted whose cells name a person, and become pseudonyms unless the plan gives a value for
    /// them.
    pub pseudonyms: BTreeSet<usize>,
    /// Whether the column of the wave holds a day.
    pub wave_by_date: bool,
    /// Columns about persons, of which nothing is kept.
    pub personal: BTreeSet<usize>,
    /// Columns of which something is kept where a row is set aside: those that are used, and not personal.
    pub kept: BTreeSet<usize>,
    /// The columns wanted that take, as it is, a column which is about persons by its header.
    pub carried: BTreeSet<usize>,
    /// Columns that the mapping drops by name.
    pub ignored: BTreeSet<usize>,
    /// Why an item's empty cell is empty.
    pub blank: Option<String>,
    /// Whether rows that sum up the others may stand among them.
    pub may_sum_up: bool,
    excludes: Vec<ExcludeRule>,
    unfinished: Option<UnfinishedRule>,
    cells: Vec<CellRules>,
    missing: BTreeMap<String, String>,
}

impl Layout {
    /// The reason of the first of the plan's rules that leaves a row out.
    #[must_use]
    pub fn excluded(&self, cells: &StringRecord) -> Option<&str> {
        if self.may_sum_up && rules::is_summary(cells) {
            return Some("row that sums up others");
        }
        let rule = self.excludes.iter().find(|rule| rule.test.applies(cells)).map(|rule| rule.reason.as_str());
        rule.or_else(|| (self.unfinished(cells) == Some(UnfinishedFate::Exclude)).then_some("not finished"))
    }

    /// What becomes of a row because it was not finished; `None` if it was.
    #[must_use]
    pub fn unfinished(&self, cells: &StringRecord) -> Option<UnfinishedFate> {
        self.unfinished.as_ref().filter(|rule| rule.test.applies(cells)).map(|rule| rule.then)
    }

    /// What a row has for the wanted column at `place`; `None` if the file has nothing for it.
    #[must_use]
    pub fn raw<'c>(&'c self, place: usize, cells: &'c StringRecord) -> Option<Cow<'c, str>> {
        let cell = |at: usize| cells.get(at).unwrap_or_default();
        Some(match self.origins.get(place)? {
            Origin::Column(at) => Cow::Borrowed(cell(*at)),
            Origin::FirstOf(places) => {
                Cow::Borrowed(places.iter().map(|at| cell(*at)).find(|cell| !tidy(cell).is_empty()).unwrap_or_default())
            }
            Origin::Together(places) if places.iter().any(|at| tidy(cell(*at)).is_empty()) => Cow::Borrowed(""),
            Origin::Together(places) => {
                Cow::Owned(places.iter().map(|at| tidy(cell(*at))).collect::<Vec<_>>().join("\u{1f}"))
            }
            Origin::Template(pieces) => Cow::Owned(filled(pieces, cells)),
            Origin::Choices(at) => Cow::Owned(self.choices.get(*at)?.chosen(cells)),
            Origin::Constant(constant) => Cow::Borrowed(constant),
            Origin::Outcome | Origin::Absent => return None,
        })
    }

    /// The column of the file to name where something is wrong with a cell of the wanted column at `place`.
    #[must_use]
    pub fn column(&self, place: usize) -> Option<usize> {
        match self.origins.get(place)? {
            Origin::Column(at) => Some(*at),
            Origin::FirstOf(places) | Origin::Together(places) => places.first().copied(),
            Origin::Choices(at) => self.choices.get(*at)?.places().next(),
            Origin::Template(_) | Origin::Constant(_) | Origin::Outcome | Origin::Absent => None,
        }
    }

    /// The columns of the file that are read.
    #[must_use]
    pub fn read_columns(&self) -> BTreeSet<usize> {
        (0..self.origins.len()).flat_map(|place| self.columns(place)).collect()
    }

    /// The columns of the file from which the cells of the wanted column at `place` come.
    #[must_use]
    pub fn columns(&self, place: usize) -> Vec<usize> {
        match self.origins.get(place) {
            Some(Origin::Column(at)) => vec![*at],
            Some(Origin::FirstOf(places) | Origin::Together(places)) => places.clone(),
            Some(Origin::Choices(at)) => self.choices.get(*at).into_iter().flat_map(Choices::places).collect(),
            Some(Origin::Template(pieces)) => {
                pieces.iter().filter_map(|piece| if let Piece::Column(at) = piece { Some(*at) } else { None }).collect()
            }
            Some(Origin::Constant(_) | Origin::Outcome | Origin::Absent) | None => Vec::new(),
        }
    }

    /// The canonical value that the plan gives for a cell of the wanted column at `place`, if any; by the
    /// cell itself or by the label that the file gives it. A label without such a value stands for its code.
    #[must_use]
    pub fn value(&self, place: usize, cell: &str) -> Option<&str> {
        let rules = self.cells.get(place)?;
        if rules.values.is_empty() && rules.labels.is_empty() {
            return None;
        }
        let given = |cell: &str| rules.values.get(normal(cell).as_ref()).map(String::as_str);
        let label = || rules.labels.of(cell).map(|label| given(label).unwrap_or(label));
        given(cell).or_else(label)
    }

    /// Every canonical value that the plan gives for cells of the wanted column at `place`.
    pub fn values_of(&self, place: usize) -> impl Iterator<Item = &str> {
        self.cells.get(place).into_iter().flat_map(|rules| rules.values.values().map(String::as_str))
    }

    /// How the cells of the wanted column at `place` stand for answers, where the mapping or the file says.
    #[must_use]
    pub fn coding(&self, place: usize) -> Option<&Coding> {
        self.cells.get(place)?.coding.as_ref()
    }

    /// Why a cell holds no value, if the plan says so.
    #[must_use]
    pub fn missing(&self, cell: &str) -> Option<&str> {
        if self.missing.is_empty() { None } else { self.missing.get(normal(cell).as_ref()).map(String::as_str) }
    }
}

/// A template with the cells of a row; empty if any of them is.
fn filled(pieces: &[Piece], cells: &StringRecord) -> String {
    let mut text = String::new();
    for piece in pieces {
        match piece {
            Piece::Text(part) => text.push_str(part),
            Piece::Column(at) => match tidy(cells.get(*at).unwrap_or_default()) {
                "" => return String::new(),
                cell => text.push_str(cell),
            },
        }
    }
    text
}

#[cfg(test)]
mod tests;
