use serde::Serialize;
use std::collections::BTreeMap;

/// What became of the rows of one input file. The four fates add up to `rows`.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct FileAccount {
    /// Path relative to the evaluation's folder, with forward slashes.
    pub file: String,
    /// Worksheet, where the file has any.
    pub sheet: Option<String>,
    /// Canonical table the rows were read for.
    pub table: String,
    /// Rows below the header that hold anything.
    pub rows: u64,
    /// Rows used.
    pub kept: u64,
    /// Rows left out by a rule of the plan.
    pub excluded: u64,
    /// Earlier returns by someone who answered again.
    pub superseded: u64,
    /// Rows set aside because something in them cannot be used.
    pub quarantined: u64,
    /// The reasons of the rows that were not kept, with their numbers.
    pub reasons: BTreeMap<String, u64>,
}

/// Answers of a survey that are missing for one reason, over all its items and waves.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct MissingAnswers {
    /// The reason.
    pub reason: String,
    /// The code or word that the files have for it; none for empty cells.
    pub as_written: Option<String>,
    /// How many.
    pub answers: u64,
}

impl FileAccount {
    /// Whether every row has exactly one fate.
    #[must_use]
    pub fn adds_up(&self) -> bool {
        self.kept + self.excluded + self.superseded + self.quarantined == self.rows
    }
}
