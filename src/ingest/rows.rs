use super::Limits;
use super::delimiter::named_delimiter;
use super::quoted::{Ending, QuotedCells, closed_nearby};
use csv::{Reader, ReaderBuilder, StringRecord};
use memchr::{memchr, memchr2, memrchr2};
use std::ops::Range;

/// The records of a text, each with the number of its row as a spreadsheet shows it: a record is one
/// row, however many lines its quoted cells have; a blank line is a row of its own that holds nothing.
///
/// Sound text is read as RFC 4180 has it, with any line ends, as the `csv` crate reads it. That crate
/// says nothing of quotes that stand where none belongs, and reads on as best it can. Here they are
/// found, and what they would have taken with them is read again:
///
/// * A quote that never closes, or closes only where another was meant to open, spoils its own row. The
///   lines below it are read as rows of their own.
/// * A quote within a quoted cell that is neither doubled nor before a delimiter or line end belongs to
///   the text. The cell ends at the next quote on the line that does stand there. If there is none, the
///   cell is left as it stands in the file, up to the next delimiter.
///
/// What a quote took with it is read a second time and never a third, and a cell is copied up to the
/// limit only.
pub struct Rows<'a> {
    pub(super) text: &'a str,
    pub(super) delimiter: u8,
    /// Where the next record, or a blank line before it, starts.
    pub(super) at: usize,
    /// Number of the row that starts there.
    pub(super) next: u64,
    pub(super) columns: usize,
    pub(super) cell_bytes: usize,
    /// Reads lines without quotes: it is given those up to the next line that has one.
    plain: Box<Reader<&'a [u8]>>,
    /// Where the last lines end that it was given, and how many bytes it was given in all.
    plain_to: usize,
    plain_bytes: usize,
    quotes: QuotedCells,
    /// What ends before this byte was read a second time already.
    again_to: usize,
    /// Those quoted cells of the record being read that can have line breaks.
    quoted: Vec<Quoted>,
}

/// Where a record stands and what is wrong with its shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RowHead {
    /// Row as a spreadsheet shows it; the file's first line is row 1.
    pub number: u64,
    /// What is wrong with its shape; of several things the one that weighs most.
    pub trouble: Option<Trouble>,
}

/// What can be wrong with a record's shape, the heaviest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// The record has more cells than the limit. It is cut there, and nothing below it is read: the
    /// file is not a table, or its line ends are lost.
    TooManyCells,
    /// A quote opened in this row and did not close where a quote can. The record is this row alone, up
    /// to the end of the line on which the quote opened; the lines below are read as rows of their own.
    UnclosedQuote,
    /// A quoted cell has line breaks and holds what looks like whole rows. It may be meant, so the lines
    /// are not read as rows.
    SwallowedRows {
        /// Lines of the record that are not blank.
        lines: u64,
    },
    /// A cell is longer than the limit and was cut there.
    LongCell,
    /// A quoted cell has a quote that is neither doubled nor the cell's last. It was taken as text; the
    /// row can be used if it has the cells it should have.
    StrayQuote,
}

impl<'a> Rows<'a> {
    /// The records of `text` with cells between `delimiter`s, the header's among them; a first line that
    /// only names the delimiter for Excel (`sep=;`) is a row, but no record. The delimiter is an ASCII
    /// character other than a quote or a line end.
    #[must_use]
    pub fn new(text: &'a str, delimiter: u8) -> Self {
        match named_delimiter(text) {
            Some((_, line)) => Rows::starting_at(text, delimiter, line, 2, text.len()),
            None => Rows::starting_at(text, delimiter, 0, 1, text.len()),
        }
    }

    /// The records of `text` that start at byte `start` or below it and end at byte `end` or above it.
    /// At `start` a row starts, and `row` is its number. See [`split`](super::split).
    #[must_use]
    pub fn starting_at(text: &'a str, delimiter: u8, start: usize, row: u64, end: usize) -> Self {
        let Limits { columns, cell_bytes, .. } = Limits::default();
        let text = text.get(..end).unwrap_or(text);
        let plain =
            ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(b"".as_slice());
        let (plain, quotes, quoted) = (Box::new(plain), QuotedCells::default(), Vec::new());
        Rows {
            text,
            delimiter,
            at: start,
            next: row,
            columns,
            cell_bytes,
            plain,
            plain_to: 0,
            plain_bytes: 0,
            quotes,
            again_to: 0,
            quoted,
        }
    }

    /// The same, held to limits other than the usual.
    #[must_use]
    pub fn within(self, limits: &Limits) -> Self {
        Rows { columns: limits.columns, cell_bytes: limits.cell_bytes, ..self }
    }

    /// Reads the next record into `cells`; `None` at the end.
    pub fn read(&mut self, cells: &mut StringRecord) -> Option<RowHead> {
        self.skip_blank_lines();
        if self.at >= self.text.len() {
            return None;
        }
        cells.clear();
        self.quoted.clear();
        let (start, number) = (self.at, self.next);
        self.next += 1;
        let trouble = if self.is_plain(start) {
            self.plain_record(cells)
        } else {
            match self.cells_with_quotes(start, cells) {
                Read::Whole { end, long, stray } => self.whole(start..end, long, stray, cells),
                Read::Unclosed(cell) => Some(self.one_line(&cell, cells)),
                Read::TooMany => Some(self.too_many(cells)),
            }
        };
        Some(RowHead { number, trouble })
    }

    fn skip_blank_lines(&mut self) {
        while let Some(after) = after_line_end(self.text.as_bytes(), self.at) {
            self.at = after;
            self.next += 1;
        }
    }

    /// Whether the reader of plain lines has the one at byte `start`; gives it more lines if it has read
    /// all of the last.
    fn is_plain(&mut self, start: usize) -> bool {
        if start >= self.plain_to {
            let rest = self.text.as_bytes().get(start..).unwrap_or_default();
            let lines = rest.get(..plain_lines(rest, self.cell_bytes)).unwrap_or_default();
            *self.plain.get_mut() = lines;
            self.plain_to = start + lines.len();
            self.plain_bytes += lines.len();
        }
        start < self.plain_to
    }

    fn plain_record(&mut self, cells: &mut StringRecord) -> Option<Trouble> {
        // Lines of text in memory, and rows may have any width: there is nothing that could fail.
        self.plain.read_record(cells).unwrap_or(false);
        let read = usize::try_from(self.plain.position().byte()).unwrap_or(usize::MAX);
        self.at = self.plain_to.saturating_sub(self.plain_bytes.saturating_sub(read));
        // After a carriage return it leaves the line feed to the next record.
        let bytes = self.text.as_bytes();
        if self.at > 0 && bytes.get(self.at - 1) == Some(&b'\r') && bytes.get(self.at) == Some(&b'\n') {
            self.at += 1;
        }
        (cells.len() > self.columns).then(|| self.too_many(cells))
    }

    fn too_many(&mut self, cells: &mut StringRecord) -> Trouble {
        cells.truncate(self.columns);
        self.at = self.text.len();
        Trouble::TooManyCells
    }

    /// Reads cells of which some may be quoted, or longer than the limit.
    fn cells_with_quotes(&mut self, start: usize, cells: &mut StringRecord) -> Read {
        let bytes = self.text.as_bytes();
        let (mut at, mut long, mut stray) = (start, false, false);
        loop {
            let end = if bytes.get(at) != Some(&b'"') {
                let end = plain_end(bytes, at, self.delimiter);
                long |= self.push(cells, at..end);
                end
            } else if let Some(close) = closed_nearby(bytes, self.delimiter, at) {
                long |= self.push(cells, at + 1..close);
                close + 1
            } else {
                let place = cells.len();
                let ending = self.quotes.read(self.text, self.delimiter, at, self.cell_bytes);
                let end = match ending {
                    Ending::Plain(ref inner) => inner.end + 1,
                    Ending::Written(end) | Ending::Stray(end) => end,
                    Ending::RunsAway => return Read::Unclosed(Quoted { place, bytes: at..at }),
                };
                stray |= matches!(ending, Ending::Stray(_));
                long |= match ending {
                    Ending::Plain(inner) => self.push(cells, inner),
                    _ => push_cut(cells, self.quotes.written(), self.cell_bytes),
                };
                self.quoted.push(Quoted { place, bytes: at..end });
                end
            };
            if bytes.get(end) != Some(&self.delimiter) {
                return Read::Whole { end, long, stray };
            }
            if cells.len() >= self.columns {
                return Read::TooMany;
            }
            at = end + 1;
        }
    }

    /// Adds a stretch of the text as a cell; whether it was too long and had to be cut.
    fn push(&self, cells: &mut StringRecord, stretch: Range<usize>) -> bool {
        // Both ends are next to ASCII characters, so the stretch is always there.
        push_cut(cells, self.text.get(stretch).unwrap_or_default(), self.cell_bytes)
    }

    /// What is wrong with a record that was read to its end; goes on below it, or below the line on
    /// which a quote ran away.
    fn whole(&mut self, own: Range<usize>, long: bool, stray: bool, cells: &mut StringRecord) -> Option<Trouble> {
        let swallowing = self.swallowing(&own, cells.len());
        // Text with a stray quote was not written as CSV, and no spreadsheet has a cell so long.
        // Nothing is read a third time, so that no text takes longer than its length warrants.
        let runs_away = |cell: &&Quoted| (stray || cell.bytes.len() > self.cell_bytes) && own.start >= self.again_to;
        if let Some(cell) = swallowing.as_ref().filter(runs_away) {
            self.again_to = own.end;
            return Some(self.one_line(cell, cells));
        }
        self.at = after_line_end(self.text.as_bytes(), own.end).unwrap_or(own.end);
        match (swallowing, long, stray) {
            (Some(_), _, _) => {
                let lines = self.text.get(own).unwrap_or_default().split(['\r', '\n']);
                Some(Trouble::SwallowedRows { lines: lines.filter(|line| !line.is_empty()).count() as u64 })
            }
            (None, true, _) => Some(Trouble::LongCell),
            (None, false, true) => Some(Trouble::StrayQuote),
            (None, false, false) => None,
        }
    }

    /// The quoted cell that holds a line of as many cells as the record, below its first line. In
    /// records of two cells a comma in a sentence would do, so nothing is said of them.
    fn swallowing(&self, own: &Range<usize>, width: usize) -> Option<Quoted> {
        let bytes = self.text.as_bytes();
        if self.quoted.is_empty() || width < 3 || memchr2(b'\r', b'\n', bytes.get(own.clone())?).is_none() {
            return None;
        }
        let wide = |line: &[u8]| memchr::memchr_iter(self.delimiter, line).count() + 1 >= width;
        let swallows = |cell: &&Quoted| {
            let cell = bytes.get(cell.bytes.clone()).unwrap_or_default();
            cell.split(|byte| matches!(byte, b'\r' | b'\n')).skip(1).any(wide)
        };
        self.quoted.iter().find(swallows).cloned()
    }

    /// Makes the record end with the line on which a cell opened, quotes from there on taken as text.
    fn one_line(&mut self, opened: &Quoted, cells: &mut StringRecord) -> Trouble {
        let bytes = self.text.as_bytes();
        cells.truncate(opened.place);
        let mut at = opened.bytes.start;
        loop {
            let end = plain_end(bytes, at, self.delimiter);
            self.push(cells, at..end);
            if bytes.get(end) != Some(&self.delimiter) || cells.len() >= self.columns {
                let line = memchr2(b'\r', b'\n', bytes.get(end..).unwrap_or_default());
                let end = line.map_or(self.text.len(), |length| end + length);
                self.at = after_line_end(bytes, end).unwrap_or(end);
                return Trouble::UnclosedQuote;
            }
            at = end + 1;
        }
    }
}

/// A quoted cell: which one of its record, and where, quotes included.
#[derive(Clone)]
struct Quoted {
    place: usize,
    bytes: Range<usize>,
}

/// How the cells of a record came to an end.
enum Read {
    /// At a line end or the end of the text, at byte `end`.
    Whole { end: usize, long: bool, stray: bool },
    /// Within a cell that does not close.
    Unclosed(Quoted),
    /// At the limit.
    TooMany,
}

/// How many bytes the lines have that stand before the first line with a quote, as many lines as
/// together have up to `most` bytes, so that no cell has more.
fn plain_lines(rest: &[u8], most: usize) -> usize {
    let near = rest.get(..most).unwrap_or(rest);
    let plain = memchr(b'"', near).and_then(|quote| near.get(..quote)).unwrap_or(near);
    if plain.len() == rest.len() {
        return rest.len();
    }
    memrchr2(b'\r', b'\n', plain).map_or(0, |line_end| line_end + 1)
}

/// Where a cell without quotes ends that starts at byte `at`.
pub(super) fn plain_end(bytes: &[u8], at: usize, delimiter: u8) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    let ends = |byte: &u8| *byte == delimiter || *byte == b'\n' || *byte == b'\r';
    at + rest.iter().position(ends).unwrap_or(rest.len())
}

/// The byte after the line end at byte `at`; `None` if there is none.
pub(super) fn after_line_end(bytes: &[u8], at: usize) -> Option<usize> {
    match bytes.get(at)? {
        b'\r' if bytes.get(at + 1) == Some(&b'\n') => Some(at + 2),
        b'\r' | b'\n' => Some(at + 1),
        _ => None,
    }
}

/// Adds a cell, cut to `most` bytes; whether it had to be cut.
fn push_cut(cells: &mut StringRecord, cell: &str, most: usize) -> bool {
    let fits = cell.len() <= most;
    cells.push_field(if fits { cell } else { cell.get(..cell.floor_char_boundary(most)).unwrap_or_default() });
    !fits
}

#[cfg(test)]
mod tests;
