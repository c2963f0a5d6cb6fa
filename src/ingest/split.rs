use super::Limits;
use super::delimiter::named_delimiter;
use super::rows::{Rows, after_line_end};
use memchr::{memchr, memchr_iter, memchr2};

/// Where independent readers of `text` can begin, at most `parts` of them and about equally far apart:
/// the byte at which a row starts and that row's number. The reader of a part is
/// [`Rows::starting_at`] from its own start to the next part's, the last one's
/// to the end of the text. Together they read what one reader would, unless that stops early at a
/// record with too many cells.
///
/// Quotes are counted from the start of the text, so that no line break within a quoted cell is taken
/// for the end of a row. Where one stands where RFC 4180 has none, or a quoted cell is longer than the
/// limit, only reading from the start says what the rows are, and there is one part.
#[must_use]
pub fn split(text: &str, delimiter: u8, parts: usize, limits: &Limits) -> Vec<(usize, u64)> {
    let (first, row) = named_delimiter(text).map_or((0, 1), |(_, line)| (line, 2));
    let bytes = text.as_bytes().get(first..).unwrap_or_default();
    let step = bytes.len() / parts.max(1);
    if parts < 2 || step == 0 {
        return vec![(first, row)];
    }
    let (mut starts, mut state, mut at) = (vec![(first, row)], State::at(row), 0);
    let mut outside = 0;
    for piece in pieces(bytes) {
        let row = state.row;
        let seen = match piece {
            Piece::Plain(plain) => state.read_plain(plain, delimiter),
            Piece::Word(word) => state.read(&Lanes::of(word, delimiter)),
        };
        let start = seen.line_end.and_then(|place| after_line_end(bytes, at + place));
        if let Some(start) = start.filter(|start| *start < bytes.len() && starts.len() < parts)
            && at >= step * starts.len()
        {
            starts.push((first + start, row + 1));
        }
        at += piece.length();
        // A cell that goes on here is not longer than what was read since a byte outside of all.
        outside = if seen.outside { at - piece.uncertain() } else { outside };
        if seen.odd_quote || at - outside > limits.cell_bytes {
            return vec![(first, starts.first().map_or(1, |start| start.1))];
        }
    }
    // A quote that is open at the end never closes.
    starts.truncate(if state.inside == 0 { parts } else { 1 });
    starts
}

impl Rows<'_> {
    /// The records that are still to be read, for independent readers of about `bytes` bytes each.
    pub(super) fn in_parts(self, bytes: usize) -> Vec<Self> {
        let parts = (self.text.len() - self.at.min(self.text.len())) / bytes.max(1);
        let limits = Limits { columns: self.columns, cell_bytes: self.cell_bytes, ..Limits::default() };
        let mut starts = split(self.text, self.delimiter, parts, &limits);
        starts.retain(|start| start.0 > self.at);
        if starts.is_empty() {
            return vec![self];
        }
        let ends: Vec<usize> = starts.iter().map(|start| start.0).chain([self.text.len()]).collect();
        let part = |((start, row), end): ((usize, u64), usize)| {
            Rows::starting_at(self.text, self.delimiter, start, row, end).within(&limits)
        };
        [(self.at, self.next)].into_iter().chain(starts).zip(ends).map(part).collect()
    }
}

/// What is looked at in one go.
enum Piece<'a> {
    /// Bytes among which there is no quote.
    Plain(&'a [u8]),
    /// Eight bytes, the first in the lowest. At the end of the text line feeds fill up the word, which
    /// stand where anything may end.
    Word(u64),
}

/// Bytes in which a quote is looked for.
const PLAIN: usize = 256;

impl Piece<'_> {
    fn length(&self) -> usize {
        match self {
            Piece::Plain(bytes) => bytes.len(),
            Piece::Word(_) => 8,
        }
    }

    /// How far before its end its last byte outside of quoted cells may be, if it has one.
    fn uncertain(&self) -> usize {
        match self {
            Piece::Plain(_) => 0,
            Piece::Word(_) => 8,
        }
    }
}

/// The text from its start to its end, in as large pieces as can be.
fn pieces(bytes: &[u8]) -> impl Iterator<Item = Piece<'_>> {
    bytes.chunks(PLAIN).flat_map(|chunk| {
        let plain = memchr(b'"', chunk).is_none();
        let words = if plain { &[] } else { chunk };
        plain.then_some(Piece::Plain(chunk)).into_iter().chain(words.chunks(8).map(|bytes| {
            let mut word = [b'\n'; 8];
            word.iter_mut().zip(bytes).for_each(|(place, byte)| *place = *byte);
            Piece::Word(u64::from_le_bytes(word))
        }))
    })
}

/// Which bytes of a word are what: the lowest bit of each byte that is, so that eight are looked at with
/// the few steps of one.
struct Lanes {
    quote: u64,
    feed: u64,
    carriage: u64,
    delimiter: u64,
}

/// The lowest bit of each byte.
const ONES: u64 = 0x0101_0101_0101_0101;

impl Lanes {
    fn of(word: u64, delimiter: u8) -> Self {
        let equal = |byte: u8| {
            const LOW: u64 = 0x7f * ONES;
            let differs = word ^ (u64::from(byte) * ONES);
            // Exact for every byte: none carries into the next.
            !((differs & LOW).wrapping_add(LOW) | differs | LOW) >> 7
        };
        Lanes { quote: equal(b'"'), feed: equal(b'\n'), carriage: equal(b'\r'), delimiter: equal(delimiter) }
    }
}

/// What is carried from word to word; each is 1 or 0 but for the row.
struct State {
    /// Whether the last byte is within quotes; the quote that opens is, the one that closes is not.
    inside: u64,
    /// Whether a cell could start, or go on after two quotes, right after the last byte.
    before: u64,
    /// Whether the last byte is a closing quote.
    closed: u64,
    /// Whether the last byte is a carriage return.
    carriage: u64,
    /// Number of the row that the next byte belongs to.
    row: u64,
}

/// What was seen in a piece of the text.
struct Seen {
    /// A quote that does not stand where one belongs.
    odd_quote: bool,
    /// A byte outside of quoted cells.
    outside: bool,
    /// The first byte that ends a row.
    line_end: Option<usize>,
}

impl State {
    fn at(row: u64) -> Self {
        State { inside: 0, before: 1, closed: 0, carriage: 0, row }
    }

    fn read_plain(&mut self, plain: &[u8], delimiter: u8) -> Seen {
        let is_edge = |byte: Option<&u8>| byte.is_some_and(|byte| *byte == delimiter || matches!(byte, b'\r' | b'\n'));
        let odd_quote = self.closed == 1 && !is_edge(plain.first());
        // A line feed here can belong to a carriage return before.
        let from = usize::from(self.carriage == 1 && plain.first() == Some(&b'\n'));
        let outside = self.inside == 0;
        let rest = plain.get(from..).unwrap_or_default();
        let line_end = memchr2(b'\r', b'\n', rest).filter(|_| outside).map(|place| from + place);
        self.row += if outside { line_ends(rest) } else { 0 };
        (self.before, self.closed) = (u64::from(is_edge(plain.last())), 0);
        self.carriage = u64::from(plain.last() == Some(&b'\r'));
        Seen { odd_quote, outside, line_end }
    }

    fn read(&mut self, lanes: &Lanes) -> Seen {
        let last = |lanes: u64| lanes >> 56;
        // The product sums up, in each byte, the quotes up to it; their number is odd within quotes.
        let inside = (lanes.quote.wrapping_mul(ONES) & ONES) ^ (self.inside * ONES);
        let (opens, closes) = (lanes.quote & inside, lanes.quote & !inside);
        let edge = lanes.quote | lanes.feed | lanes.carriage | lanes.delimiter;
        let misplaced = opens & !(edge << 8 | self.before) | (closes << 8 | self.closed) & !edge;
        let row_ends = (lanes.carriage | lanes.feed & !(lanes.carriage << 8 | self.carriage)) & !inside;
        self.row += u64::from(row_ends.count_ones());
        (self.inside, self.before, self.closed) = (last(inside), last(edge), last(closes));
        self.carriage = last(lanes.carriage);
        Seen {
            odd_quote: misplaced != 0,
            outside: !inside & !lanes.quote & ONES != 0,
            line_end: (row_ends != 0).then(|| row_ends.trailing_zeros() as usize / 8),
        }
    }
}

/// How many line ends there are in a stretch that does not start within one.
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
        Limits { cell_bytes: 16, ..Limits::default() }
    }

    /// Texts of sound cells, quoted ones with line breaks among them, blank lines, and any line ends.
    fn sound_text() -> impl Strategy<Value = String> {
        let cell = prop_oneof![
            "[a-z ]{0,6}",
            "[a-z]{1,3}\"[a-z]{0,2}",
            "([a-zé,\r\n]|\"\"){0,8}".prop_map(|inner| format!("\"{inner}\"")),
        ];
        let row = proptest::collection::vec(cell, 0..5).prop_map(|cells| cells.join(","));
        proptest::collection::vec((row, "\n|\r\n|\r|\n\n|\r\r\n"), 0..120)
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
        let text = "1,\"two\r\nlines, and \"\"more\"\"\",x\r\n\r\n2,b,5\r\n".repeat(500);
        let (parts, rows) = in_parts(&text, 7, &Limits::default());
        assert_eq!((parts, rows.len()), (7, 1000));
        assert_eq!(rows.last().map(|(head, _)| head.number), Some(1500));
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
        assert_eq!(split("sep=,\na,b\n1,2\n\"3\",4\n5,6\n7,8\n9,0\n", b',', 2, &Limits::default()), [(6, 2), (24, 6)]);
        assert_eq!(split("", b',', 3, &Limits::default()), [(0, 1)]);
    }
}
