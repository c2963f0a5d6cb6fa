use super::archive;
use super::cells::Cells;
use super::merged::{self, Merged};
use super::trouble::{Trouble, place_of};
use super::value::write_value;
use super::{Limits, Read, Row, held, vet_xlsx};
use crate::finding::Finding;
use calamine::{Data, DataRef, Reader, SheetType, SheetVisible, Xlsx, XlsxError};
use memchr::memmem::Finder;
use std::collections::BTreeSet;
use std::io::Cursor;

type Book<'a> = Xlsx<Cursor<&'a [u8]>>;

/// Reads an Excel workbook. Cells are taken one by one as they stand in the file, since a table of all
/// of them would be as large as a single cell far off makes it.
pub(super) fn read(
    bytes: &[u8],
    file: &str,
    limits: &Limits,
    findings: &mut Vec<Finding>,
) -> Result<Vec<Read>, Trouble> {
    let merges = check(bytes)?;
    vet_xlsx::vet(bytes, limits)?;
    let mut book: Book = held(|| Xlsx::new(Cursor::new(bytes)).map_err(|error| trouble(&error)))?;
    let sheets: Vec<calamine::Sheet> = book.sheets_metadata().to_vec();
    let names: BTreeSet<&str> = sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    if names.len() < sheets.len() {
        return Err(Trouble::SameNames);
    }
    let mut read = Vec::new();
    for sheet in sheets.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet) {
        let mut cells = Cells::new(place_of(file, &sheet.name), limits);
        let gathered = held(|| {
            let merges = if merges { header_merges(&mut book, &sheet.name)? } else { Vec::new() };
            gather(&mut book, &sheet.name, &mut cells)?;
            Ok(merges)
        });
        match gathered {
            Ok(merges) => {
                let (mut rows, found) = cells.finish();
                merged::fill(&mut rows, merges, limits);
                findings.extend(found);
                read.push(of_sheet(sheet, rows));
            }
            Err(trouble) => findings.push(trouble.of_sheet(place_of(file, &sheet.name), cells.last_row(), limits)),
        }
    }
    Ok(read)
}

/// A sheet that has been read.
pub(super) fn of_sheet(sheet: &calamine::Sheet, rows: Vec<Row>) -> Read {
    Read { name: sheet.name.clone(), hidden: sheet.visible != SheetVisible::Visible, rows }
}

/// Unpacks all parts once, to know that they are what they say; tells whether any merges cells, for
/// which the library would read each sheet a second time.
fn check(bytes: &[u8]) -> Result<bool, Trouble> {
    const MARK: &str = "mergeCell";
    let finder = Finder::new(MARK);
    let mut found = false;
    // The mark may stand across the seam of two pieces or more.
    let mut seam = Vec::new();
    archive::check_parts(bytes, |name, piece| {
        if found || !name.to_ascii_lowercase().ends_with(".xml") {
            return;
        }
        seam.extend_from_slice(piece.get(..piece.len().min(MARK.len())).unwrap_or_default());
        found = finder.find(&seam).is_some() || finder.find(piece).is_some();
        if piece.len() >= MARK.len() {
            seam.clear();
            seam.extend_from_slice(piece.get(piece.len() - MARK.len()..).unwrap_or_default());
        }
        seam.drain(..seam.len().saturating_sub(MARK.len()));
    })
    .map_err(Trouble::Archive)?;
    Ok(found)
}

fn header_merges(book: &mut Book, sheet: &str) -> Result<Vec<Merged>, Trouble> {
    let merges = book.merge_cells_by_sheet_name(sheet).map_err(|error| trouble(&error))?;
    Ok(merges.into_iter().filter_map(|merge| Merged::of_header(merge.start, merge.end)).collect())
}

fn gather(book: &mut Book, sheet: &str, cells: &mut Cells) -> Result<(), Trouble> {
    let since_1904 = book.has_1904_epoch();
    let mut reader = book.worksheet_cells_reader(sheet).map_err(|error| trouble(&error))?;
    loop {
        let cell = match reader.next_cell_with_formula_metadata() {
            Ok(Some(cell)) => cell,
            Ok(None) => return Ok(()),
            Err(XlsxError::CellError(_)) => {
                cells.unknown_error();
                continue;
            }
            Err(error) => return Err(trouble(&error)),
        };
        let (row, column) = (u64::from(cell.pos.0) + 1, cell.pos.1 as usize);
        match cell.value {
            DataRef::Empty if cell.formula.is_some() => cells.formula_without_value(row, column)?,
            DataRef::Empty => {}
            DataRef::SharedString(shared) => cells.add(row, column, |text| text.push_str(shared))?,
            value => {
                let value = Data::from(value);
                cells.add(row, column, |text| write_value(&value, since_1904, text))?;
            }
        }
    }
}

fn trouble(error: &XlsxError) -> Trouble {
    match error {
        XlsxError::Password => Trouble::Encrypted,
        XlsxError::ColumnNumberOverflow => Trouble::TooManyColumns,
        XlsxError::RowNumberOverflow => Trouble::TooManyRows,
        _ => Trouble::Damaged,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::packed;
    use super::*;

    #[test]
    fn a_merge_is_noticed_wherever_the_pieces_of_a_part_are_parted() {
        for before in (65_525..65_540).chain([0, 200_000]) {
            let with = |mark: &str| packed(&[("a.xml", format!("{}{mark}", " ".repeat(before)).as_bytes())]);
            assert_eq!(check(&with("mergeCell")), Ok(true), "{before}");
            assert_eq!(check(&with("mergeCe")), Ok(false), "{before}");
        }
    }
}
