//! SQL text in a framework file, for the room that can check it against the tables.

use super::kind::{MeasureKind, Yields};
use crate::finding::Place;

/// SQL text of one measure, and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Condition {
    /// Code of the indicator or part.
    pub code: String,
    /// Canonical table whose columns it may use, beside `wave_from`, `wave_to` and `census`.
    pub table: String,
    /// The text.
    pub sql: String,
    /// What it has to yield.
    pub yields: Yields,
    /// Where it stands.
    pub place: Place,
}

impl MeasureKind {
    /// The SQL texts of a measure as conditions of an indicator.
    pub(super) fn conditions(&self, code: &str, place: &dyn Fn(&str) -> Place) -> Vec<Condition> {
        let mut conditions = Vec::new();
        for read in self.reads() {
            conditions.extend(read.sql.into_iter().map(|text| Condition {
                code: code.to_owned(),
                table: read.table.to_owned(),
                sql: text.sql.to_owned(),
                yields: text.yields,
                place: place(&format!("{}.{}", self.word(), text.key)),
            }));
        }
        conditions
    }
}
