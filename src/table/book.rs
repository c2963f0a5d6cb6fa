//! What one file's reading found and set aside, within bounds.

use crate::finding::{Finding, Place};
use std::collections::BTreeMap;

/// Findings of one rule in one column of one file that are listed one by one.
const LISTED: u64 = 20;

/// The findings about one file. Those of one rule in one column are listed up to a number and then
/// counted, so that one wrong column does not bury everything else.
#[derive(Debug, Default)]
pub(super) struct Book {
    findings: Vec<Finding>,
    seen: BTreeMap<(&'static str, Option<String>), u64>,
}

impl Book {
    pub fn add(&mut self, finding: Finding) {
        let key = (finding.code, finding.place.column.clone());
        let seen = self.seen.entry(key).or_default();
        *seen += 1;
        if *seen <= LISTED {
            self.findings.push(finding);
        }
    }

    pub fn extend(&mut self, findings: impl IntoIterator<Item = Finding>) {
        findings.into_iter().for_each(|finding| self.add(finding));
    }

    /// Adds what was found further down in the same file.
    pub fn merge(&mut self, below: Book) {
        self.extend(below.findings);
        for (key, seen) in below.seen {
            // Those beyond the number listed were counted only.
            *self.seen.entry(key).or_default() += seen.saturating_sub(LISTED);
        }
    }

    /// The findings, with one more for each rule and column of which not all are listed.
    pub fn close(self, place: &Place) -> Vec<Finding> {
        let mut findings = self.findings;
        for ((code, column), seen) in self.seen.into_iter().filter(|(_, seen)| *seen > LISTED) {
            let more = seen - LISTED;
            let place = Place { column, ..place.clone() };
            let rows = if more == 1 { "row" } else { "rows" };
            let message = format!("and {more} more {rows}");
            let finding = Finding::warning(code, place, message, "see the rows listed for what to do");
            findings.push(finding.for_unlisted(more));
        }
        findings
    }
}

/// What was set aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Aside {
    /// The whole row.
    Row,
    /// One cell of it.
    Cell,
    /// The whole row, because the same person's return stands again elsewhere and counts instead.
    Superseded,
}

/// A row or a cell that was set aside, with what stood there. For `private/` alone.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quarantined {
    /// Path relative to the evaluation's folder.
    pub file: String,
    /// Worksheet, where the file has any.
    pub sheet: Option<String>,
    /// Row as a spreadsheet shows it.
    pub row: u64,
    /// The column at fault, where one is.
    pub column: Option<String>,
    /// Canonical table that the file was read for.
    pub table: String,
    /// Code of the rule.
    pub rule: &'static str,
    /// What of it was set aside.
    pub what: Aside,
    /// Column headers and cells: all of the row's, or the one.
    pub cells: Vec<(String, String)>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_book_in_parts_is_the_book_of_the_whole() {
        let found = |row: u64| {
            let code = if row.is_multiple_of(3) { "wrong-type" } else { "unknown-date" };
            Finding::warning(code, Place::file("a.csv").at_row(row).at_column("day"), "m", "h")
        };
        let book = |rows: std::ops::Range<u64>| {
            let mut book = Book::default();
            book.extend(rows.map(found));
            book
        };
        let place = Place::file("a.csv");
        for cuts in [[0, 0], [1, 4], [10, 50], [70, 75], [100, 100]] {
            let mut whole = book(0..cuts[0]);
            whole.merge(book(cuts[0]..cuts[1]));
            whole.merge(book(cuts[1]..100));
            assert_eq!(whole.close(&place), book(0..100).close(&place), "{cuts:?}");
        }
    }

    #[test]
    fn what_repeats_is_counted_instead_of_listed() {
        let mut book = Book::default();
        for row in 2..=333 {
            book.add(Finding::warning("wrong-type", Place::file("a.csv").at_row(row).at_column("minutes"), "m", "h"));
        }
        let findings = book.close(&Place::file("a.csv"));
        assert_eq!(findings.len(), 21);
        assert_eq!(findings.last().map(|finding| finding.message.as_str()), Some("and 312 more rows"));
    }
}
