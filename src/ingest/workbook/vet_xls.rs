use super::Limits;
use super::trouble::Trouble;
use std::collections::BTreeSet;
use std::io::{Cursor, Read as _, Write as _};

/// Sheets that a workbook may have. Excel makes as many as there is memory; more than this is no table.
const MOST_SHEETS: usize = 1_000;

/// Records that may continue the one list of shared strings, 8 KiB each.
const MOST_CONTINUED: usize = 20_000;

/// Kinds of records of the BIFF layout, as [MS-XLS] 2.3 numbers them.
mod kind {
    pub(super) const BLANKED: u16 = 0x0000;
    pub(super) const FORMULA: u16 = 0x0006;
    pub(super) const END: u16 = 0x000A;
    pub(super) const EXTERN_SHEET: u16 = 0x0017;
    pub(super) const DEFINED_NAME: u16 = 0x0018;
    pub(super) const FILE_PASS: u16 = 0x002F;
    pub(super) const CONTINUE: u16 = 0x003C;
    pub(super) const SHEET: u16 = 0x0085;
    pub(super) const MANY_NUMBERS: u16 = 0x00BD;
    pub(super) const RICH_TEXT: u16 = 0x00D6;
    pub(super) const MERGES: u16 = 0x00E5;
    pub(super) const STRINGS: u16 = 0x00FC;
    pub(super) const TEXT_OF_LIST: u16 = 0x00FD;
    pub(super) const SHEET_IDS: u16 = 0x013D;
    pub(super) const DIMENSIONS: u16 = 0x0200;
    pub(super) const NUMBER: u16 = 0x0203;
    pub(super) const TEXT: u16 = 0x0204;
    pub(super) const TRUTH_OR_ERROR: u16 = 0x0205;
    pub(super) const SHORT_NUMBER: u16 = 0x027E;
    pub(super) const BEGIN: u16 = 0x0809;
}

/// Makes an old workbook safe for the library that reads it: a new container that holds the workbook's
/// own stream and nothing else, in which the records that the library would take at their word and that
/// are not needed are blanked. These are the dimensions of sheets, defined names, merges, and the tokens
/// of formulas.
///
/// # Errors
/// If the container or its records are damaged, a password is needed, the container is that of another
/// document, or the cells are more than the limits allow; the library makes a table from the first to
/// the last cell of each sheet.
pub(super) fn vet(bytes: Vec<u8>, limits: &Limits) -> Result<Vec<u8>, Trouble> {
    let (name, mut stream) = workbook_stream(bytes, limits)?;
    let sheets = vet_globals(&mut stream)?;
    let mut reached = 0;
    let mut cells = 0_u64;
    for start in sheets {
        // Sheets that overlap would be read once for each.
        if start < reached {
            return Err(Trouble::Damaged);
        }
        let (end, area) = vet_sheet(&mut stream, start)?;
        reached = end;
        cells = cells.saturating_add(area);
    }
    if cells > limits.cells {
        return Err(Trouble::TooManyCells);
    }
    wrapped(name, &stream).map_err(|_| Trouble::Damaged)
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

/// Vets the records about the whole workbook; gives the places at which sheets begin, in order.
fn vet_globals(stream: &mut [u8]) -> Result<BTreeSet<usize>, Trouble> {
    let mut sheets = BTreeSet::new();
    let (mut listed, mut string_lists, mut continued) = (0, 0, 0);
    let mut at = 0;
    loop {
        let record = Record::at(stream, at).ok_or(Trouble::Damaged)?;
        match record.kind {
            kind::FILE_PASS if record.number(stream, 0) != Some(0) => return Err(Trouble::Encrypted),
            kind::SHEET => {
                let start = record.bytes(stream, 0).map(u32::from_le_bytes).ok_or(Trouble::Damaged)?;
                listed += 1;
                sheets.insert(start as usize);
            }
            kind::STRINGS => string_lists += 1,
            kind::CONTINUE if string_lists > 0 => continued += 1,
            kind::SHEET_IDS | kind::EXTERN_SHEET | kind::DEFINED_NAME => record.blank(stream),
            kind::END => break,
            _ => {}
        }
        at = record.next;
    }
    let sound = sheets.len() == listed && listed <= MOST_SHEETS && string_lists <= 1 && continued <= MOST_CONTINUED;
    if sound { Ok(sheets) } else { Err(Trouble::Damaged) }
}

/// Vets the records of one sheet; gives the place at which it ends, and how many cells a table from its
/// first to its last cell has.
fn vet_sheet(stream: &mut [u8], start: usize) -> Result<(usize, u64), Trouble> {
    let mut area = Area::default();
    let (mut at, mut depth) = (start, 0_usize);
    loop {
        let record = Record::at(stream, at).ok_or(Trouble::Damaged)?;
        at = record.next;
        match record.kind {
            kind::BEGIN => depth += 1,
            kind::END if depth <= 1 => return Ok((at, area.cells())),
            kind::END => depth -= 1,
            // Within a sheet stand charts, that have records like those of cells.
            _ if depth > 1 => {}
            kind::DIMENSIONS | kind::MERGES => record.blank(stream),
            kind::FORMULA => {
                record.forget_tokens(stream);
                area.add(&record, stream, false);
            }
            kind::MANY_NUMBERS => area.add(&record, stream, true),
            kind::NUMBER
            | kind::TEXT
            | kind::RICH_TEXT
            | kind::TRUTH_OR_ERROR
            | kind::SHORT_NUMBER
            | kind::TEXT_OF_LIST => area.add(&record, stream, false),
            _ => {}
        }
    }
}

/// One record: two bytes of kind, two of length, and its content.
struct Record {
    kind: u16,
    start: usize,
    content: usize,
    next: usize,
}

impl Record {
    fn at(stream: &[u8], start: usize) -> Option<Record> {
        let content = start.checked_add(4)?;
        let head: [u8; 4] = stream.get(start..content)?.try_into().ok()?;
        let [kind_low, kind_high, low, high] = head;
        let next = content + usize::from(u16::from_le_bytes([low, high]));
        (next <= stream.len()).then_some(Record {
            kind: u16::from_le_bytes([kind_low, kind_high]),
            start,
            content,
            next,
        })
    }

    /// `N` bytes of the content.
    fn bytes<const N: usize>(&self, stream: &[u8], offset: usize) -> Option<[u8; N]> {
        let start = self.content + offset;
        stream.get(start..(start + N).min(self.next))?.try_into().ok()
    }

    fn number(&self, stream: &[u8], offset: usize) -> Option<u16> {
        self.bytes(stream, offset).map(u16::from_le_bytes)
    }

    fn blank(&self, stream: &mut [u8]) {
        if let Some(place) = stream.get_mut(self.start..self.start + 2) {
            place.copy_from_slice(&kind::BLANKED.to_le_bytes());
        }
    }

    /// Says of a formula that it has no tokens; its stored result stays.
    fn forget_tokens(&self, stream: &mut [u8]) {
        const LENGTH_AT: usize = 20;
        let start = self.content + LENGTH_AT;
        if let Some(place) = stream.get_mut(start..(start + 2).min(self.next)) {
            place.fill(0);
        }
    }
}

/// The cells from the first to the last of a sheet.
#[derive(Default)]
struct Area(Option<[u16; 4]>);

impl Area {
    fn add(&mut self, record: &Record, stream: &[u8], many: bool) {
        let (Some(row), Some(first)) = (record.number(stream, 0), record.number(stream, 2)) else { return };
        let length = record.next - record.content;
        let last = if many { record.number(stream, length.saturating_sub(2)).unwrap_or(first) } else { first };
        let [top, bottom, left, right] = self.0.unwrap_or([row, row, first, last]);
        self.0 = Some([top.min(row), bottom.max(row), left.min(first), right.max(first).max(last)]);
    }

    fn cells(&self) -> u64 {
        let span = |from: u16, to: u16| u64::from(to) - u64::from(from) + 1;
        self.0.map_or(0, |[top, bottom, left, right]| span(top, bottom) * span(left, right))
    }
}
