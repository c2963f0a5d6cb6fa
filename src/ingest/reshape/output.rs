use crate::finding::{Finding, Place};
use crate::ingest::{Limits, Row, Sheet, normal};
use csv::StringRecord;
use std::collections::BTreeSet;

/// The rows of a reshape as they are made, held to what one file may ask for: a row of the file becomes
/// many, and its cells are repeated in each.
pub(super) struct Output<'a> {
    rows: Vec<Row>,
    bytes: u64,
    file: &'a str,
    limits: Limits,
    stopped: bool,
}

impl<'a> Output<'a> {
    /// An output with its header, which stands in the row of the file's own.
    pub(super) fn new(header: StringRecord, row: u64, file: &'a str, limits: Limits) -> Self {
        let mut output = Output { rows: Vec::new(), bytes: 0, file, limits, stopped: false };
        output.push(row, header);
        output
    }

    /// Adds a row; `false` once the output is larger than a file may be.
    pub(super) fn push(&mut self, number: u64, cells: StringRecord) -> bool {
        let cost = cells.as_slice().len() + cells.len() * size_of::<usize>() + size_of::<Row>();
        self.bytes = self.bytes.saturating_add(cost as u64);
        self.stopped |= self.bytes > self.limits.bytes;
        if !self.stopped {
            self.rows.push(Row { number, cells });
        }
        !self.stopped
    }

    /// The sheet made, and what is said if it was cut off.
    pub(super) fn finish(self, findings: &mut Vec<Finding>) -> Sheet {
        if self.stopped {
            findings.push(self.limits.too_large(self.file, "what the file becomes with a row for each of its cells"));
        }
        Sheet::of_rows(self.rows)
    }
}

/// An error for every header that an output would have twice; they are named as they stand.
pub(super) fn clashes(header: &StringRecord, place: &Place) -> Vec<Finding> {
    let mut seen = BTreeSet::new();
    let twice = header.iter().filter(|name| !seen.insert(normal(name).into_owned()));
    let clash = |name: &str| {
        let message = "the header would stand twice in the table that the file becomes";
        let help = "rename the column in the file, or do not keep it";
        Finding::error("duplicate-header", place.clone().at_column(name), message, help)
    };
    twice.map(clash).collect()
}
