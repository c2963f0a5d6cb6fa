use super::rows::plain_end;
use memchr::{memchr, memchr2, memchr3};
use std::ops::Range;

/// Reads quoted cells, one after the other, from the start of a text to its end.
#[derive(Debug, Default)]
pub(super) struct QuotedCells {
    /// What the last cell holds, where that is not a stretch of the text.
    written: String,
    /// From where it was looked for up to this byte, no quote can close a cell that has a stray quote.
    /// So each line is searched once only.
    barren: usize,
}

/// How a quoted cell ended. Where it ended is a delimiter, a line end or the end of the text.
pub(super) enum Ending {
    /// As it should; it holds this stretch of the text.
    Plain(Range<usize>),
    /// As it should; what it holds was written out.
    Written(usize),
    /// With quotes that were taken as text; what it holds was written out.
    Stray(usize),
    /// Not at all, or where another quote was meant to open.
    RunsAway,
}

impl QuotedCells {
    /// What the last cell holds that was written out: its start at least, if it is longer than asked for.
    pub fn written(&self) -> &str {
        &self.written
    }

    /// Reads the cell whose quote is at byte `open`. Writes out no more of it than shows that it has
    /// more than `most` bytes.
    pub fn read(&mut self, text: &str, delimiter: u8, open: usize, most: usize) -> Ending {
        let bytes = text.as_bytes();
        self.written.clear();
        let (mut from, mut doubled) = (open + 1, false);
        loop {
            let Some(length) = memchr(b'"', bytes.get(from..).unwrap_or_default()) else { return Ending::RunsAway };
            let quote = from + length;
            if bytes.get(quote + 1) == Some(&b'"') {
                self.write(text, from..quote + 1, most);
                (from, doubled) = (quote + 2, true);
                continue;
            }
            return match closed_at(bytes, delimiter, quote) {
                Some(end) if !doubled && end == quote + 1 => Ending::Plain(from..quote),
                Some(end) => {
                    self.write(text, from..quote, most);
                    self.write(text, quote + 1..end, most);
                    Ending::Written(end)
                }
                None if meant_to_open(bytes, delimiter, open, quote) => Ending::RunsAway,
                None => {
                    self.write(text, from..quote, most);
                    Ending::Stray(self.stray(text, delimiter, open..quote, most))
                }
            };
        }
    }

    /// Reads on from a stray quote, at the end of what was read of the cell; where the cell ends.
    fn stray(&mut self, text: &str, delimiter: u8, read: Range<usize>, most: usize) -> usize {
        let bytes = text.as_bytes();
        let mut from = read.end + 1;
        while from > self.barren {
            let special = memchr3(b'"', b'\r', b'\n', bytes.get(from..).unwrap_or_default());
            let at = special.map_or(bytes.len(), |length| from + length);
            if bytes.get(at) != Some(&b'"') {
                self.barren = at + 1;
            } else if let Some(end) = closed_at(bytes, delimiter, at) {
                self.write(text, read.end..at, most);
                self.write(text, at + 1..end, most);
                return end;
            }
            from = at + 1;
        }
        let end = plain_end(bytes, read.end, delimiter);
        self.written.clear();
        self.write(text, read.start..end, most);
        end
    }

    fn write(&mut self, text: &str, stretch: Range<usize>, most: usize) {
        if self.written.len() <= most {
            // The ends of a stretch are next to ASCII characters, so it is always there.
            let stretch = text.get(stretch).unwrap_or_default();
            let kept = stretch.floor_char_boundary(most.saturating_add(4));
            self.written.push_str(stretch.get(..kept).unwrap_or_default());
        }
    }
}

/// The closing quote of a short cell whose quote is at byte `open`, if it is sound and has neither line
/// breaks nor quotes. Most quoted cells are so, and found faster than by searching all that follows.
pub(super) fn closed_nearby(bytes: &[u8], delimiter: u8, open: usize) -> Option<usize> {
    let near = bytes.get(open + 1..)?.iter().take(32);
    let close = open + 1 + near.take_while(|byte| !matches!(**byte, b'"' | b'\r' | b'\n')).count();
    let is_closed = bytes.get(close) == Some(&b'"')
        && bytes.get(close + 1).is_none_or(|next| *next == delimiter || matches!(next, b'\r' | b'\n'));
    is_closed.then_some(close)
}

/// Where a cell ends that the quote at byte `quote` closes, blanks after it included; `None` if what
/// comes then is neither a delimiter nor a line end nor the end of the text.
pub(super) fn closed_at(bytes: &[u8], delimiter: u8, quote: usize) -> Option<usize> {
    let rest = bytes.get(quote + 1..).unwrap_or_default();
    let blank = |byte: &&u8| matches!(**byte, b' ' | b'\t') && **byte != delimiter;
    let end = quote + 1 + rest.iter().take_while(blank).count();
    match bytes.get(end) {
        None | Some(b'\r' | b'\n') => Some(end),
        Some(byte) => (*byte == delimiter).then_some(end),
    }
}

/// Whether the quote at byte `quote`, though within a cell, stands at the start of one on a later line.
fn meant_to_open(bytes: &[u8], delimiter: u8, open: usize, quote: usize) -> bool {
    let before = bytes.get(quote - 1).copied();
    before.is_some_and(|byte| byte == delimiter || matches!(byte, b'\r' | b'\n'))
        && memchr2(b'\r', b'\n', bytes.get(open..quote).unwrap_or_default()).is_some()
}
