//! Workbooks: Excel's (XLSX, XLSM, XLS) and Open Document's (ODS). Each is vetted before the library
//! that reads it sees it, because a library may believe whatever sizes a file names.
//!
//! A worksheet becomes rows of text as [`super::sheet`] describes. The stored results of formulas are
//! read; nothing is calculated. A cell that a merge of cells within one of a sheet's first ten rows
//! covers gets the text of the merge, since headers are merged across the columns they stand over;
//! elsewhere, and in XLS files, a merge counts for its first cell alone.

mod biff;
mod cells;
mod merged;
mod ods;
mod ods_cell;
mod spread;
mod text;
mod trouble;
mod value;
mod vet_xls;
mod vet_xlsx;
mod xls;
mod xlsx;

use super::{Content, Limits, Row, Sheet, archive};
use crate::finding::Finding;
use trouble::Trouble;

/// How a workbook's bytes are laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum WorkbookKind {
    /// Excel's since 2007, with macros or without.
    Xlsx,
    /// Excel's of 1993 to 2003. Encrypted workbooks of any year have this layout too.
    Xls,
    /// Open Document's.
    Ods,
}

/// What is known of a sheet once it has been read.
struct Read {
    name: String,
    hidden: bool,
    rows: Vec<Row>,
}

/// Reads the worksheets of a workbook, in their order. A sheet that cannot be read is left out and
/// said, a workbook that cannot be read has no sheets.
///
/// An archive's list of parts has been judged by [`archive::open_archive`]; its parts are checked here.
/// `file` is the name by which the user knows the file.
pub(super) fn read_workbook(
    bytes: Vec<u8>,
    kind: WorkbookKind,
    file: &str,
    limits: &Limits,
) -> (Vec<Sheet>, Vec<Finding>) {
    let mut findings = Vec::new();
    let read = match kind {
        WorkbookKind::Xlsx => xlsx::read(&bytes, file, limits, &mut findings),
        WorkbookKind::Xls => xls::read(bytes, file, limits, &mut findings),
        WorkbookKind::Ods => ods::read(&bytes, file, limits, &mut findings),
    };
    let read = read.unwrap_or_else(|trouble| {
        findings.push(trouble.of_file(file, limits));
        Vec::new()
    });
    if read.is_empty() && findings.is_empty() {
        findings.push(Trouble::NoSheet.of_file(file, limits));
    }
    let sheets = read.into_iter().map(|Read { name, hidden, rows }| Sheet {
        name: Some(name),
        hidden,
        content: Content::Rows(rows),
        ..Sheet::default()
    });
    (sheets.collect(), findings)
}

/// Runs a library on bytes that it may not have been made for. It is known to index past the end of
/// damaged XLS records; such a panic is a damaged file and nothing else, since what it leaves behind
/// is dropped here.
fn held<T>(read: impl FnOnce() -> Result<T, Trouble>) -> Result<T, Trouble> {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(read)).unwrap_or(Err(Trouble::Damaged))
}

#[cfg(test)]
mod tests;
