use super::cells::Cells;
use super::trouble::{Trouble, place_of};
use super::value::write_value;
use super::xlsx::of_sheet;
use super::{Limits, Read, held, vet_xls};
use crate::finding::Finding;
use calamine::{Reader, SheetType, Xls, XlsError};
use std::collections::BTreeSet;
use std::io::Cursor;

/// Reads an Excel workbook of the old layout. A formula without a stored result cannot be told from one
/// whose result is an empty text; both are read as empty.
pub(super) fn read(
    bytes: Vec<u8>,
    file: &str,
    limits: &Limits,
    findings: &mut Vec<Finding>,
) -> Result<Vec<Read>, Trouble> {
    let vetted = vet_xls::vet(bytes, limits)?;
    let mut book = held(|| Xls::new(Cursor::new(vetted.bytes)).map_err(|error| trouble(&error)))?;
    let since_1904 = book.has_1904_epoch();
    let sheets: Vec<calamine::Sheet> = book.sheets_metadata().to_vec();
    let names: BTreeSet<&str> = sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    if names.len() < sheets.len() {
        return Err(Trouble::SameNames);
    }
    let mut read = Vec::new();
    let listed = sheets.iter().zip(&vetted.rows);
    for (sheet, numbers) in listed.filter(|(sheet, _)| sheet.typ == SheetType::WorkSheet) {
        let mut cells = Cells::new(place_of(file, &sheet.name), limits);
        let gathered = held(|| {
            let range = book.worksheet_range(&sheet.name).map_err(|error| trouble(&error))?;
            let (top, left) = range.start().unwrap_or_default();
            for (row, column, value) in range.used_cells() {
                let number = numbers.get(top as usize + row).ok_or(Trouble::Damaged)?;
                cells
                    .add(u64::from(*number) + 1, left as usize + column, |text| write_value(value, since_1904, text))?;
            }
            Ok(())
        });
        match gathered {
            Ok(()) => {
                let (rows, found) = cells.finish();
                findings.extend(found);
                read.push(of_sheet(sheet, rows));
            }
            Err(trouble) => findings.push(trouble.of_sheet(place_of(file, &sheet.name), cells.last_row(), limits)),
        }
    }
    Ok(read)
}

fn trouble(error: &XlsError) -> Trouble {
    match error {
        XlsError::Password => Trouble::Encrypted,
        _ => Trouble::Damaged,
    }
}
