use super::Limits;
use super::delimiter::named_delimiter;
use super::quoted::closed_at;
use super::rows::{Rows, after_line_end};
use memchr::{memchr, memchr_iter, memchr2};
use std::ops::Range;

/// Where independent readers of `text` can begin, at most `parts` of them and about equally far apart:
/// the byte at which a row starts and that row's number. The reader of a part is
/// [`Rows::starting_at`] from its own start to the next part's, the last one's
/// to the end of the text. Together they read what one reader would, unless that stops early at a
/// record with too many cells.
///
/// Quotes are followed from the start of the text, so that no line break within a quoted cell is taken
/// for the end of a row. Where a quote stands where none belongs, or a quoted cell is longer than the
/// limit, only reading from the start says what the rows are, and there is one part.
#[must_use]
pub fn split(text: &str, delimiter: u8, parts: usize, limits: &Limits) -> Vec<(usize, u64)> {
    let first = named_delimiter(text).map_or((0, 1), |(_, line)| (line, 2));
    if parts < 2 {
        return vec![first];
    }
    let walk = Walk { bytes: text.as_bytes(), delimiter, most: limits.cell_bytes, counted: first.0, row: first.1 };
    walk.starts(parts).unwrap_or_else(|| vec![first])
}

impl Rows<'_> {
    /// The records that are still to be read, for independent readers of about `bytes` bytes each.
    pub(super) fn in_parts(self, bytes: usize) -> Vec<Self> {
        let parts = (self.text.len() - self.at.min(self.text.len())) / bytes.max(1);
        let limits = Limits { columns: self.columns, cell_bytes: self.cell_bytes, ..Limits::default() };
        let mut starts = split(self.text, self.delimiter, parts, &limits);
        starts.retain(|start| start.0 > self.at);
        let ends: Vec<usize> = starts.iter().map(|start| start.0).chain([self.text.len()]).collect();
        let part = |((start, row), end): ((usize, u64), usize)| {
            Rows::starting_at(self.text, self.delimiter, start, row, end).within(&limits)
        };
        [(self.at, self.next)].into_iter().chain(starts).zip(ends).map(part).collect()
    }
}

/// A walk through a text from quoted cell to quoted cell.
struct Walk<'a> {
    bytes: &'a [u8],
    delimiter: u8,
    /// Bytes of the longest quoted cell.
    most: usize,
    /// A byte outside of quoted cells, and the number of the row to which it belongs.
    counted: usize,
    row: u64,
}

impl Walk<'_> {
    /// Where rows start behind each of `parts` targets; `None` if a quote stands where none belongs.
    fn starts(mut self, parts: usize) -> Option<Vec<(usize, u64)>> {
        let mut starts = vec![(self.counted, self.row)];
        let (first, step) = (self.counted, (self.bytes.len() - self.counted) / parts);
        let mut part = 1;
        loop {
            let plain = self.counted..self.next_opening(self.counted);
            while part < parts
                && let Some(start) = self.row_start(&plain, first + part * step)
            {
                self.count_to(start);
                if start < self.bytes.len() && starts.last().is_some_and(|last| last.0 < start) {
                    starts.push((start, self.row));
                }
                part += 1;
            }
            if plain.end == self.bytes.len() || part == parts && self.only_sound_quotes_from(plain.end)? {
                return Some(starts);
            }
            self.count_to(plain.end);
            self.counted = self.close(plain.end)?;
        }
    }

    /// Whether the cells from the one quoted at byte `quote` on are sound; `None` if not.
    fn only_sound_quotes_from(&self, mut quote: usize) -> Option<bool> {
        while quote < self.bytes.len() {
            quote = self.next_opening(self.close(quote)?);
        }
        Some(true)
    }

    /// The first row that starts behind `target` by a line end within a stretch without quoted cells.
    fn row_start(&self, plain: &Range<usize>, target: usize) -> Option<usize> {
        let from = target.max(plain.start);
        let line_end = memchr2(b'\r', b'\n', self.bytes.get(from..plain.end)?)?;
        after_line_end(self.bytes, from + line_end)
    }

    /// The next quote that opens a cell, from byte `at` outside of quoted cells on; the end of the text
    /// if there is none. Quotes within cells that are not quoted are text.
    fn next_opening(&self, mut at: usize) -> usize {
        while let Some(length) = memchr(b'"', self.bytes.get(at..).unwrap_or_default()) {
            let quote = at + length;
            let before = quote.checked_sub(1).and_then(|before| self.bytes.get(before));
            if before.is_none_or(|byte| *byte == self.delimiter || matches!(byte, b'\r' | b'\n')) {
                return quote;
            }
            at = quote + 1;
        }
        self.bytes.len()
    }

    /// Where the cell ends that is quoted at byte `open`; `None` if it does not end as it should.
    fn close(&self, open: usize) -> Option<usize> {
        let mut at = open + 1;
        loop {
            let quote = at + memchr(b'"', self.bytes.get(at..)?)?;
            if self.bytes.get(quote + 1) != Some(&b'"') {
                let end = closed_at(self.bytes, self.delimiter, quote)?;
                return (end - open <= self.most).then_some(end);
            }
            at = quote + 2;
        }
    }

    fn count_to(&mut self, at: usize) {
        // An empty stretch where `at` is not ahead.
        self.row += line_ends(self.bytes.get(self.counted..at).unwrap_or_default());
        self.counted = self.counted.max(at);
    }
}

/// How many line ends a stretch has that neither starts nor ends within one.
fn line_ends(stretch: &[u8]) -> u64 {
    let alone = |at: &usize| stretch.get(at + 1) != Some(&b'\n');
    (memchr_iter(b'\n', stretch).count() + memchr_iter(b'\r', stretch).filter(alone).count()) as u64
}

#[cfg(test)]
mod tests {
    use super::*;
    use csv::StringRecord;
    use proptest::prelude::*;

    fn read(mut rows: Rows) -> Vec<(super::super::RowHead, StringRecord)> {
        let (mut cells, mut found) = (StringRecord::new(), Vec::new());
        while let Some(head) = rows.read(&mut cells) {
            found.push((head, cells.clone()));
        }
        found
    }

    fn in_parts(text: &str, parts: usize, limits: &Limits) -> (usize, Vec<(super::super::RowHead, StringRecord)>) {
        let starts = split(text, b',', parts, limits);
        let ends = starts.iter().skip(1).map(|start| start.0).chain([text.len()]);
        let read = |((start, row), end)| read(Rows::starting_at(text, b',', start, row, end).within(limits));
        (starts.len(), starts.iter().copied().zip(ends).flat_map(read).collect())
    }

    /// Limits under which the short texts of these tests have long cells too.
    fn narrow() -> Limits {
        Limits { cell_bytes: 12, ..Limits::default() }
    }

    /// Texts of sound cells, quoted ones with line breaks among them, blank lines, and any line ends.
    fn sound_text() -> impl Strategy<Value = String> {
        let cell = prop_oneof![
            "[a-z ]{0,6}",
            "[a-z]{1,3}\"[a-z]{0,2}",
            "([a-zé,\r\n]|\"\"){0,8}".prop_map(|inner| format!("\"{inner}\"")),
        ];
        let row = proptest::collection::vec(cell, 0..5).prop_map(|cells| cells.join(","));
        proptest::collection::vec((row, "\n|\r\n|\r|\n\n|\r\r\n"), 0..30)
            .prop_map(|rows| rows.into_iter().map(|(row, end)| row + &end).collect())
    }

    proptest! {
        #[test]
        fn parts_together_are_the_whole(text in sound_text(), parts in 1_usize..9) {
            let whole = read(Rows::new(&text, b','));
            prop_assert_eq!(in_parts(&text, parts, &Limits::default()).1, whole);
        }

        #[test]
        fn parts_together_are_the_whole_whatever_the_text(text in "([a,\"\r\n]|é){0,80}", parts in 1_usize..9) {
            let whole = read(Rows::new(&text, b',').within(&narrow()));
            prop_assert_eq!(in_parts(&text, parts, &narrow()).1, whole);
        }
    }

    proptest! {
        #[test]
        fn parts_of_what_is_left_are_all_that_is_left(
            text in prop_oneof![sound_text(), "([a,\"\r\n]|é){0,80}"],
            taken in 0_usize..4,
            bytes in 1_usize..40,
        ) {
            let mut rows = Rows::new(&text, b',').within(&narrow());
            let mut cells = StringRecord::new();
            for _ in 0..taken {
                rows.read(&mut cells);
            }
            let mut whole = Rows::new(&text, b',').within(&narrow());
            for _ in 0..taken {
                whole.read(&mut cells);
            }
            let parts: Vec<_> = rows.in_parts(bytes).into_iter().flat_map(read).collect();
            prop_assert_eq!(parts, read(whole));
        }
    }

    #[test]
    fn a_long_sound_text_is_split_into_as_many_parts_as_asked_for() {
        let text = "1,\"two\r\nlines, and \"\"more\"\"\",x\r\n\r\n2,b,5\"\r\n".repeat(50);
        let (parts, rows) = in_parts(&text, 7, &Limits::default());
        assert_eq!((parts, rows.len()), (7, 100));
        assert_eq!(rows.last().map(|(head, _)| head.number), Some(150));
    }

    #[test]
    fn a_quote_where_none_belongs_leaves_one_part() {
        for odd in ["\"x\" y", "\"x", "\"a long cell in quotes\""] {
            let text = format!("{}9,{odd}\n", "1,b\n".repeat(50));
            assert_eq!(split(&text, b',', 4, &narrow()), [(0, 1)], "{odd}");
        }
    }

    #[test]
    fn the_line_for_excel_is_a_row_and_in_no_part() {
        assert_eq!(split("sep=,\na,b\n1,2\n3,4\n", b',', 2, &Limits::default()), [(6, 2), (14, 4)]);
        assert_eq!(split("", b',', 3, &Limits::default()), [(0, 1)]);
    }
}
