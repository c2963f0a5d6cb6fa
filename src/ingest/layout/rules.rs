//! Rules about whole rows: which to leave out, and which are unfinished.

use super::super::normal::normal;
use super::described::CodeLabels;
use crate::plan::UnfinishedFate;
use csv::StringRecord;
use std::collections::BTreeSet;

/// Which cells of a column a rule is about.
#[derive(Debug, Clone)]
pub(super) struct CellTest {
    pub column: usize,
    pub cells: BTreeSet<String>,
    /// Whether the rule is about every cell but these.
    pub but: bool,
    /// What the file calls its codes: a rule may name either.
    pub labels: CodeLabels,
}

impl CellTest {
    /// A test for `cells`, or for all but `unless` where that is not empty; for empty cells where both are.
    pub fn new(column: usize, cells: &[String], unless: &[String], labels: CodeLabels) -> Self {
        let form = |list: &[String]| list.iter().map(|cell| normal(cell).into_owned()).collect::<BTreeSet<_>>();
        if !unless.is_empty() {
            return CellTest { column, cells: form(unless), but: true, labels };
        }
        let cells = if cells.is_empty() { BTreeSet::from([String::new()]) } else { form(cells) };
        CellTest { column, cells, but: false, labels }
    }

    pub fn applies(&self, cells: &StringRecord) -> bool {
        let cell = cells.get(self.column).unwrap_or_default();
        let is_named = |cell: &str| self.cells.contains(normal(cell).as_ref());
        (is_named(cell) || self.labels.of(cell).is_some_and(is_named)) != self.but
    }
}

/// Rows to leave out.
#[derive(Debug, Clone)]
pub(super) struct ExcludeRule {
    pub test: CellTest,
    pub reason: String,
}

/// Returns that were begun and not finished.
#[derive(Debug, Clone)]
pub(super) struct UnfinishedRule {
    pub test: CellTest,
    pub then: UnfinishedFate,
}

/// First words of rows that sum up the rows above them.
const SUMMARIES: [&str; 16] = [
    "total",
    "totals",
    "grand total",
    "subtotal",
    "average",
    "averages",
    "mean",
    "means",
    "median",
    "sum",
    "count",
    "n =",
    "n=",
    "cyfanswm",
    "cyfartaledd",
    "overall",
];

/// Whether a row sums up others: its first filled cell says so.
pub(super) fn is_summary(cells: &StringRecord) -> bool {
    let first = cells.iter().map(normal).find(|cell| !cell.is_empty());
    first.is_some_and(|cell| {
        let word = cell.trim_end_matches([':', ' ']);
        SUMMARIES.contains(&word) || word.strip_prefix("n =").or_else(|| word.strip_prefix("n=")).is_some_and(is_count)
    })
}

fn is_count(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty() && text.bytes().all(|digit| digit.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::Described;

    fn row(cells: &[&str]) -> StringRecord {
        StringRecord::from(cells.to_vec())
    }

    #[test]
    fn a_test_names_cells_or_all_but_them() {
        let texts = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>();
        let named = CellTest::new(1, &texts(&["Survey Preview", "1"]), &[], CodeLabels::default());
        assert!(named.applies(&row(&["x", " survey preview"])) && !named.applies(&row(&["x", "0"])));
        let but = CellTest::new(1, &[], &texts(&["True"]), CodeLabels::default());
        assert!(but.applies(&row(&["x", ""])) && but.applies(&row(&["x"])) && !but.applies(&row(&["x", "TRUE"])));
        let empty = CellTest::new(0, &[], &[], CodeLabels::default());
        assert!(empty.applies(&row(&[" "])) && !empty.applies(&row(&["x"])));
    }

    #[test]
    fn a_test_may_name_a_code_by_the_label_that_the_file_gives_it() {
        let described = Described { values: vec![("2".to_owned(), "No".to_owned())], ..Described::default() };
        let labels = || CodeLabels::new(Some(&described));
        let no = CellTest::new(0, &["no".to_owned()], &[], labels());
        assert!(no.applies(&row(&["2"])) && no.applies(&row(&["No"])) && !no.applies(&row(&["1"])));
        let but = CellTest::new(0, &[], &["No".to_owned()], labels());
        assert!(!but.applies(&row(&["2"])) && but.applies(&row(&["1"])));
    }

    #[test]
    fn rows_that_sum_up_are_known_by_their_first_word() {
        for cells in [&["Total", "4"][..], &["", "Mean:", "3.2"], &["n = 12"], &["Cyfanswm"]] {
            assert!(is_summary(&row(cells)), "{cells:?}");
        }
        for cells in [&["Totally agree"][..], &["n"], &["R01", "Total"], &[""]] {
            assert!(!is_summary(&row(cells)), "{cells:?}");
        }
    }
}
