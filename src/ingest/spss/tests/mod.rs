//! Files from another program, files made here byte by byte, and files made to do harm.

mod build;
mod fixtures;
mod hostile;
mod made;

use super::read_spss;
use crate::finding::Finding;
use crate::ingest::{Content, Limits, Sheet};
use csv::StringRecord;

/// The rows of a sheet with their numbers.
fn rows(sheet: &Sheet) -> Vec<(u64, Vec<&str>)> {
    match &sheet.content {
        Content::Rows(rows) => rows.iter().map(|row| (row.number, cells(&row.cells))).collect(),
        Content::Text { .. } => panic!("an SPSS file is read into rows"),
    }
}

fn cells(record: &StringRecord) -> Vec<&str> {
    record.iter().collect()
}

fn codes(findings: &[Finding]) -> Vec<&'static str> {
    findings.iter().map(|finding| finding.code).collect()
}

/// Reads a file that must give a sheet.
fn read(bytes: &[u8]) -> (Sheet, Vec<Finding>) {
    let (sheet, findings) = read_spss(bytes, "a.sav", &Limits::default());
    (sheet.unwrap_or_else(|| panic!("{findings:#?}")), findings)
}

/// Reads a file that must not give one; the single error's code and message.
fn refused(bytes: &[u8], limits: &Limits) -> (&'static str, String) {
    let (sheet, findings) = read_spss(bytes, "a.sav", limits);
    assert!(sheet.is_none());
    let [finding] = findings.as_slice() else { panic!("{findings:#?}") };
    (finding.code, finding.message.clone())
}
