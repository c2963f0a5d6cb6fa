use csv::{Reader, ReaderBuilder, StringRecord};

/// The records of a text, each with the number of its row as a spreadsheet shows it: a record is one
/// row, however many lines its quoted cells have; a blank line is a row of its own that holds nothing.
pub struct Rows<'a> {
    text: &'a str,
    delimiter: u8,
    reader: Reader<&'a [u8]>,
    next: u64,
}

/// Where a record stands and what is wrong with its shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RowHead {
    /// Row as a spreadsheet shows it; the file's first line is row 1.
    pub number: u64,
    /// A quote that took more into a cell than belongs there.
    pub trouble: Option<Trouble>,
}

/// A quote that took more into a cell than belongs there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// A quote opened in this row and was never closed: everything to the end of the file became one
    /// cell. Holds the number of lines swallowed, this row's own among them.
    UnclosedQuote {
        /// Lines that are not blank, from this row to the end of the file.
        lines: u64,
    },
    /// A quoted cell has line breaks and holds what looks like whole rows.
    SwallowedRows {
        /// Lines of the record that are not blank.
        lines: u64,
    },
}

impl<'a> Rows<'a> {
    /// The records of `text` with cells between `delimiter`s, the header's among them.
    #[must_use]
    pub fn new(text: &'a str, delimiter: u8) -> Self {
        let reader =
            ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(text.as_bytes());
        Rows { text, delimiter, reader, next: 1 }
    }

    /// Reads the next record into `cells`; `None` at the end.
    pub fn read(&mut self, cells: &mut StringRecord) -> Option<RowHead> {
        let start = self.place();
        // The source is text in memory and rows may have any width, so reading cannot fail.
        if !self.reader.read_record(cells).unwrap_or(false) {
            return None;
        }
        let end = self.place();
        let after_return = start > 0 && self.text.as_bytes().get(start - 1) == Some(&b'\r');
        let (blank, own) = skip_blank_lines(self.text.get(start..end).unwrap_or_default(), after_return);
        let number = self.next + blank;
        self.next = number + 1;
        Some(RowHead { number, trouble: self.trouble(own, end == self.text.len(), cells) })
    }

    fn place(&self) -> usize {
        usize::try_from(self.reader.position().byte()).unwrap_or(usize::MAX).min(self.text.len())
    }

    fn trouble(&self, own: &str, at_end: bool, cells: &StringRecord) -> Option<Trouble> {
        let several_lines = own.trim_end_matches(['\r', '\n']).contains(['\r', '\n']);
        let lines = || own.split(['\r', '\n']).filter(|line| !line.is_empty()).count() as u64;
        if at_end && ends_inside_quotes(own, self.delimiter) {
            return Some(Trouble::UnclosedQuote { lines: lines() });
        }
        let wide =
            |line: &str| cells.len() > 2 && line.bytes().filter(|b| *b == self.delimiter).count() + 1 >= cells.len();
        let swallows = |cell: &str| cell.split(['\r', '\n']).skip(1).any(wide);
        (several_lines && cells.iter().any(swallows)).then(|| Trouble::SwallowedRows { lines: lines() })
    }
}

/// How many blank lines stand before a record, and the record's own text. A line feed at the very
/// start belongs to the record before if that ended with a carriage return.
fn skip_blank_lines(chunk: &str, after_return: bool) -> (u64, &str) {
    let mut rest = if after_return { chunk.strip_prefix('\n').unwrap_or(chunk) } else { chunk };
    let mut blank = 0;
    while let Some(next) = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix(['\r', '\n'])) {
        rest = next;
        blank += 1;
    }
    (blank, rest)
}

/// Whether a record's text ends within a quoted cell. Quotes open at the start of a cell only; within
/// one, two quotes stand for one.
fn ends_inside_quotes(record: &str, delimiter: u8) -> bool {
    let (mut inside, mut at_start) = (false, true);
    let mut bytes = record.bytes().peekable();
    while let Some(byte) = bytes.next() {
        if inside {
            if byte == b'"' && bytes.next_if_eq(&b'"').is_none() {
                inside = false;
            }
        } else {
            inside = byte == b'"' && at_start;
            at_start = byte == delimiter;
        }
    }
    inside
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(text: &str) -> Vec<(u64, String)> {
        let (mut rows, mut cells, mut found) = (Rows::new(text, b','), StringRecord::new(), Vec::new());
        while let Some(head) = rows.read(&mut cells) {
            found.push((head.number, cells.get(0).unwrap_or_default().to_owned()));
        }
        found
    }

    #[test]
    fn rows_are_numbered_as_a_spreadsheet_shows_them_whatever_the_line_ends() {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["h,i", "1,a", "", "", "2,b", "3,c", ""].join(end);
            let expected = [(1, "h"), (2, "1"), (5, "2"), (6, "3")].map(|(row, cell)| (row, cell.to_owned()));
            assert_eq!(numbers(&text), expected, "{end:?}");
        }
    }

    #[test]
    fn a_cell_with_line_breaks_is_one_row() {
        let expected = [(1, "h"), (2, "1"), (3, "2")].map(|(row, cell)| (row, cell.to_owned()));
        assert_eq!(numbers("h,i\r\n1,\"one\r\n\r\ntwo\"\r\n2,b\r\n"), expected);
    }

    #[test]
    fn blank_lines_before_the_header_count() {
        assert_eq!(numbers("\r\n\r\nh,i\r\n1,a"), [(3, "h".to_owned()), (4, "1".to_owned())]);
    }

    fn troubles(text: &str) -> Vec<(u64, Trouble)> {
        let (mut rows, mut cells, mut found) = (Rows::new(text, b','), StringRecord::new(), Vec::new());
        while let Some(head) = rows.read(&mut cells) {
            found.extend(head.trouble.map(|trouble| (head.number, trouble)));
        }
        found
    }

    #[test]
    fn a_quote_that_never_closes_is_found_where_it_opened() {
        assert_eq!(troubles("h,i\n1,a\n2,\"b\n3,c\n\n4,d\n"), [(3, Trouble::UnclosedQuote { lines: 3 })]);
        assert_eq!(troubles("h,i\n1,\"said \"\"so\"\"\"\n"), []);
    }

    #[test]
    fn a_cell_that_swallowed_rows_is_found() {
        assert_eq!(troubles("h,i,j\n1,a,\"x\n2,b,y\n3,c,\"z\n"), [(2, Trouble::SwallowedRows { lines: 3 })]);
        assert_eq!(troubles("h,i,j\n1,a,\"first, then\nsecond\"\n"), []);
    }
}
