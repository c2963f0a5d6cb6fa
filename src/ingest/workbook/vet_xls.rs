use super::Limits;
use super::biff::{Record, Walk, kind};
use super::trouble::Trouble;
use std::io::{Cursor, Read as _, Write as _};

/// Sheets that a workbook may have. Excel makes as many as there is memory; more than this is no table.
const MOST_SHEETS: usize = 1_000;

/// Records that may continue the one list of shared strings, 8 KiB each.
const MOST_CONTINUED: usize = 20_000;

/// An old workbook that is safe to read.
#[derive(Debug)]
pub(super) struct Vetted {
    pub(super) bytes: Vec<u8>,
    /// For each sheet, in the order of their list, the rows that hold cells, counted from 0. The library
    /// sees them without the empty rows between them.
    pub(super) rows: Vec<Vec<u16>>,
}

/// Makes an old workbook safe for the library that reads it: a new container that holds the workbook's
/// own stream and nothing else, in which the records that the library would take at their word and that
/// are not needed are blanked. These are the dimensions of sheets, defined names, merges, and the tokens
/// of formulas. The library makes a table from the first to the last cell of each sheet; so that a single
/// cell far down does not cost a million, rows without cells are closed up.
///
/// # Errors
/// If the container or its records are damaged, a password is needed, the container is that of another
/// document, or the tables would have more cells than the limits allow.
pub(super) fn vet(bytes: Vec<u8>, limits: &Limits) -> Result<Vetted, Trouble> {
    let (name, mut stream) = workbook_stream(bytes, limits)?;
    let starts = vet_globals(&mut stream)?;
    check_apart(&stream, &starts)?;
    let mut rows = Vec::new();
    let mut cells = 0_u64;
    for start in starts {
        let used = vet_sheet(&mut stream, start)?;
        cells = cells.saturating_add(used.cells());
        if cells > limits.cells {
            return Err(Trouble::TooManyCells);
        }
        let kept = used.rows();
        close_up(&mut stream, start, &kept)?;
        rows.push(kept);
    }
    let bytes = wrapped(name, &stream).map_err(|_| Trouble::Damaged)?;
    Ok(Vetted { bytes, rows })
}

/// The name and the bytes of the workbook's stream.
fn workbook_stream(bytes: Vec<u8>, limits: &Limits) -> Result<(&'static str, Vec<u8>), Trouble> {
    let size = bytes.len() as u64;
    let mut container = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(|_| Trouble::Damaged)?;
    if container.exists("/EncryptedPackage") {
        return Err(Trouble::Encrypted);
    }
    let name = ["/Workbook", "/Book"].into_iter().find(|name| container.is_stream(name)).ok_or(Trouble::NoWorkbook)?;
    let stream = container.open_stream(name).map_err(|_| Trouble::Damaged)?;
    if stream.len() > size.min(limits.bytes) {
        return Err(Trouble::Damaged);
    }
    let mut content = Vec::new();
    stream.take(size).read_to_end(&mut content).map_err(|_| Trouble::Damaged)?;
    Ok((name, content))
}

fn wrapped(name: &str, stream: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut container = cfb::CompoundFile::create_with_version(cfb::Version::V3, Cursor::new(Vec::new()))?;
    container.create_stream(name)?.write_all(stream)?;
    container.flush()?;
    Ok(container.into_inner().into_inner())
}

/// Vets the records about the whole workbook; gives the places at which sheets begin, as listed.
fn vet_globals(stream: &mut [u8]) -> Result<Vec<usize>, Trouble> {
    let mut starts = Vec::new();
    let (mut string_lists, mut continued) = (0, 0);
    let mut at = 0;
    loop {
        let record = Record::at(stream, at).ok_or(Trouble::Damaged)?;
        match record.kind {
            kind::FILE_PASS if record.number(stream, 0) != Some(0) => return Err(Trouble::Encrypted),
            kind::SHEET => {
                let start = record.bytes(stream, 0).map(u32::from_le_bytes).ok_or(Trouble::Damaged)?;
                starts.push(start as usize);
            }
            kind::STRINGS => string_lists += 1,
            kind::CONTINUE if string_lists > 0 => continued += 1,
            kind::SHEET_IDS | kind::EXTERN_SHEET | kind::DEFINED_NAME => record.blank(stream),
            kind::END => break,
            _ => {}
        }
        at = record.next;
    }
    let sound = starts.len() <= MOST_SHEETS && string_lists <= 1 && continued <= MOST_CONTINUED;
    if sound { Ok(starts) } else { Err(Trouble::Damaged) }
}

/// Holds that no sheet stands within another, since it would be read once for each.
fn check_apart(stream: &[u8], starts: &[usize]) -> Result<(), Trouble> {
    let mut ordered = starts.to_vec();
    ordered.sort_unstable();
    let mut reached = 0;
    for start in ordered {
        if start < reached {
            return Err(Trouble::Damaged);
        }
        let mut walk = Walk::from(start);
        while walk.next(stream)?.is_some() {}
        reached = walk.at;
    }
    Ok(())
}

/// Blanks what is not needed of one sheet; gives where its cells stand.
fn vet_sheet(stream: &mut [u8], start: usize) -> Result<Used, Trouble> {
    let mut used = Used::default();
    let mut walk = Walk::from(start);
    while let Some(record) = walk.next(stream)? {
        match record.kind {
            kind::DIMENSIONS | kind::MERGES => record.blank(stream),
            kind::FORMULA => record.forget_tokens(stream),
            _ => {}
        }
        if record.is_cell() {
            used.add(&record, stream);
        }
    }
    Ok(used)
}

/// Gives each cell of a sheet the place of its row among those kept.
fn close_up(stream: &mut [u8], start: usize, kept: &[u16]) -> Result<(), Trouble> {
    let mut walk = Walk::from(start);
    while let Some(record) = walk.next(stream)? {
        let row = record.number(stream, 0).filter(|_| record.is_cell());
        if let Some(place) = row.and_then(|row| kept.binary_search(&row).ok()) {
            record.set_row(stream, place as u16);
        }
    }
    Ok(())
}

/// Where the cells of a sheet stand.
#[derive(Default)]
struct Used {
    /// By row, whether it has any.
    rows: Vec<bool>,
    /// The first and the last column.
    columns: Option<(u16, u16)>,
}

impl Used {
    fn add(&mut self, record: &Record, stream: &[u8]) {
        let (Some(row), Some(first)) = (record.number(stream, 0), record.number(stream, 2)) else { return };
        self.rows.resize(self.rows.len().max(usize::from(row) + 1), false);
        if let Some(used) = self.rows.get_mut(usize::from(row)) {
            *used = true;
        }
        // A record of many numbers ends with its last column.
        let end = record.length().saturating_sub(2);
        let last = record.number(stream, end).filter(|_| record.kind == kind::MANY_NUMBERS).unwrap_or(first);
        let (left, right) = self.columns.unwrap_or((first, last));
        self.columns = Some((left.min(first), right.max(first).max(last)));
    }

    fn rows(&self) -> Vec<u16> {
        self.rows.iter().enumerate().filter(|(_, used)| **used).map(|(row, _)| row as u16).collect()
    }

    fn cells(&self) -> u64 {
        let columns = self.columns.map_or(0, |(left, right)| u64::from(right) - u64::from(left) + 1);
        self.rows.iter().filter(|used| **used).count() as u64 * columns
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Records: kind and content.
    fn stream(records: &[(u16, &[u8])]) -> Vec<u8> {
        let mut bytes = Vec::new();
        for (kind, content) in records {
            bytes.extend(kind.to_le_bytes());
            bytes.extend((content.len() as u16).to_le_bytes());
            bytes.extend(*content);
        }
        bytes
    }

    /// A number's record: row, column, format and value.
    fn number(row: u16, column: u16) -> Vec<u8> {
        [row, column, 0, 0, 0, 0, 0].into_iter().flat_map(u16::to_le_bytes).collect()
    }

    fn vetted(stream: &[u8], limits: &Limits) -> Result<Vetted, Trouble> {
        vet(wrapped("/Workbook", stream).unwrap(), limits)
    }

    /// A workbook whose list of sheets names these places.
    fn workbook(starts: &[u32], sheets: &[u8]) -> Vec<u8> {
        let entries: Vec<Vec<u8>> =
            starts.iter().map(|start| [&start.to_le_bytes()[..], b"\0\0\x01\0S"].concat()).collect();
        let mut records: Vec<(u16, &[u8])> = vec![(kind::BEGIN, &[0, 6, 5, 0])];
        records.extend(entries.iter().map(|entry| (kind::SHEET, entry.as_slice())));
        records.push((kind::END, &[]));
        [stream(&records), sheets.to_vec()].concat()
    }

    /// Where the first sheet begins behind a list of so many.
    fn behind(sheets: u32) -> u32 {
        8 + sheets * 13 + 4
    }

    #[test]
    fn rows_without_cells_are_closed_up_and_remembered() {
        let cells = [number(3, 0), number(65_535, 255), number(3, 1)];
        let mut records: Vec<(u16, &[u8])> = vec![(kind::BEGIN, &[0, 6, 16, 0])];
        records.extend(cells.iter().map(|cell| (kind::NUMBER, cell.as_slice())));
        records.push((kind::END, &[]));
        let book = workbook(&[behind(1)], &stream(&records));
        let limits = |cells| Limits { cells, ..Limits::default() };
        assert_eq!(vetted(&book, &limits(2 * 256)).unwrap().rows, [[3, 65_535]]);
        assert_eq!(vetted(&book, &limits(2 * 256 - 1)).err(), Some(Trouble::TooManyCells));
    }

    #[test]
    fn cells_of_charts_within_a_sheet_are_none_of_its_cells() {
        let (own, of_chart) = (number(1, 1), number(9, 9));
        let sheet = stream(&[
            (kind::BEGIN, &[0, 6, 16, 0]),
            (kind::BEGIN, &[0, 6, 32, 0]),
            (kind::NUMBER, &of_chart),
            (kind::END, &[]),
            (kind::NUMBER, &own),
            (kind::END, &[]),
        ]);
        assert_eq!(vetted(&workbook(&[behind(1)], &sheet), &Limits::default()).unwrap().rows, [[1]]);
    }

    #[test]
    fn a_sheet_that_is_listed_twice_or_within_another_is_damage() {
        let sheet =
            stream(&[(kind::BEGIN, &[0, 6, 16, 0]), (kind::BEGIN, &[0, 6, 32, 0]), (kind::END, &[]), (kind::END, &[])]);
        let start = behind(2);
        for starts in [[start, start], [start, start + 8], [start, 1 << 30]] {
            assert_eq!(vetted(&workbook(&starts, &sheet), &Limits::default()).err(), Some(Trouble::Damaged));
        }
    }

    #[test]
    fn a_password_and_another_kind_of_document_are_told() {
        let locked = stream(&[(kind::BEGIN, &[0, 6, 5, 0]), (kind::FILE_PASS, &[1, 0]), (kind::END, &[])]);
        assert_eq!(vetted(&locked, &Limits::default()).err(), Some(Trouble::Encrypted));
        let letter = wrapped("/WordDocument", b"x").unwrap();
        assert_eq!(vet(letter, &Limits::default()).err(), Some(Trouble::NoWorkbook));
        assert_eq!(vet(b"\xd0\xcf\x11\xe0".to_vec(), &Limits::default()).err(), Some(Trouble::Damaged));
    }
}
