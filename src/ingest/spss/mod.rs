//! SPSS's own files, `.sav` and `.zsav`, as PSPP's description of the system file format has them:
//! variables become columns under their long names, cases become rows, and labels and missing codes
//! become the sheet's dictionary. Codes that a file declares as missing stay in their cells; only
//! what SPSS itself shows as an empty cell is one.
//!
//! A file may be cut, damaged or made to do harm: no count in it is believed before the bytes that it
//! counts have been found.

mod cases;
mod columns;
mod cursor;
mod dictionary;
mod encoding;
mod format;
mod header;
mod packed;
mod records;
mod refusal;
mod rows;
#[cfg(test)]
mod tests;
mod troubles;

use self::columns::{Column, columns};
use self::cursor::Unreadable;
use self::dictionary::dictionary;
use self::encoding::Decoder;
use self::header::Header;
use self::packed::Source;
use self::records::read_records;
use self::refusal::Refusal;
use self::rows::read_rows;
use self::troubles::Troubles;
use super::{Content, Limits, Sheet};
use crate::finding::{Finding, Place};

/// Reads an SPSS file. The first row, numbered 0, holds the names of the variables; the others are
/// cases, numbered from 1 as SPSS's Data View does.
///
/// `file` is the name by which the user knows the file. Without a sheet there is an error that says
/// why: `sav-unreadable` or `file-too-large`. With one there may be an error too, `damaged-file`, and
/// warnings: `truncated-file`, `sav-surplus`, `sav-dictionary`, `sav-date`, `encoding`.
#[must_use]
pub(super) fn read_spss(bytes: &[u8], file: &str, limits: &Limits) -> (Option<Sheet>, Vec<Finding>) {
    let mut findings = Vec::new();
    let sheet = match read(bytes, file, limits, &mut findings) {
        Ok(sheet) => Some(sheet),
        Err(refusal) => {
            findings.push(refusal.finding(file, limits));
            None
        }
    };
    (sheet, findings)
}

fn read(bytes: &[u8], file: &str, limits: &Limits, findings: &mut Vec<Finding>) -> Result<Sheet, Refusal> {
    let (header, mut cursor) = Header::read(bytes)?;
    let records = read_records(&mut cursor, &header)?;
    let mut decoder = Decoder::new(records.encoding, records.code_page);
    let mut troubles = Troubles::default();
    let columns = columns(&records, &mut decoder, limits, &mut troubles)?;
    if columns.is_empty() {
        return Err(Unreadable("has no variables").into());
    }
    let dictionary = dictionary(&records, &columns, &mut decoder, limits, &mut troubles)?;
    let source = Source::new(bytes, cursor.rest(), &header, limits);
    let rows = read_rows(source, (&header, &records, &columns), &mut decoder, (file, limits), findings)?;
    findings.extend(troubles.findings(file));
    findings.extend(decoder.finding(file));
    findings.extend(weighted(&header, &columns, file));
    Ok(Sheet { content: Content::Rows(rows), dictionary, ..Sheet::default() })
}

/// Weights are SPSS's way to count a case more than once; nothing here does so unasked.
fn weighted(header: &Header, columns: &[Column<'_>], file: &str) -> Option<Finding> {
    let element = header.weight.checked_sub(1)?;
    let column = columns.iter().find(|column| column.element == element)?;
    let place = Place::file(file).at_column(&column.name);
    let message = "SPSS weights the cases of this file by this variable; here every case counts once";
    Some(Finding::note("sav-weighted", place, message, "nothing is to be done unless the results are to be weighted"))
}
