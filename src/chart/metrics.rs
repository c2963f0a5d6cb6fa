//! How wide a text will be, without a font file: widths from a table, wrapping by words.
//!
//! Pages name `Arial, "Liberation Sans", Helvetica`, whose advance widths are the same, so one table serves every
//! reader. Android has none of them; [`SLACK`] is the room kept for that.

use super::widths::{BOLD, REGULAR};

/// Units in which the table measures: parts of the font size.
const UNITS_PER_EM: f64 = 2048.0;

/// Width taken for a character that the table does not know, in units: a wide capital.
const UNKNOWN: u16 = 1434;

/// Room kept beyond the table's width, for readers whose device has a slightly wider font.
pub const SLACK: f64 = 1.06;

/// A size and a weight: all that the width of a text depends on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Font {
    /// Font size in pixels.
    pub size: f64,
    /// Whether the bold weight is used.
    pub is_bold: bool,
}

impl Font {
    /// The regular weight at `size` pixels.
    #[must_use]
    pub const fn regular(size: f64) -> Self {
        Self { size, is_bold: false }
    }

    /// The bold weight at `size` pixels.
    #[must_use]
    pub const fn bold(size: f64) -> Self {
        Self { size, is_bold: true }
    }

    /// Pixels from one baseline to the next in wrapped text.
    #[must_use]
    pub fn line_height(self) -> f64 {
        (self.size * 1.25).round()
    }

    /// Pixels that `text` takes on one line by the table alone.
    #[must_use]
    pub fn table_width(self, text: &str) -> f64 {
        let units: f64 = text.chars().map(|letter| f64::from(advance(letter, self.is_bold))).sum();
        units / UNITS_PER_EM * self.size
    }

    /// Pixels to keep free for `text` on one line: the table's width with [`SLACK`]. All layout uses this.
    #[must_use]
    pub fn width(self, text: &str) -> f64 {
        self.table_width(text) * SLACK
    }

    /// Breaks `text` into lines of at most `room` pixels, of even length where there is more than one.
    ///
    /// Lines break at spaces and after hyphens, dashes and slashes; a no-break space holds. A single word longer than
    /// the room is broken inside, because nothing is ever cut off or shortened. Every text has at least one line.
    ///
    /// ```
    /// use learnframe::chart::metrics::Font;
    /// let lines = Font::regular(13.0).wrap("Mae fy ngrŵp yn ymddiried yn ei gilydd", 140.0);
    /// assert_eq!(lines, ["Mae fy ngrŵp yn", "ymddiried yn ei gilydd"]);
    /// ```
    #[must_use]
    pub fn wrap(self, text: &str, room: f64) -> Vec<String> {
        // A text wrapped again to the width it came out with must come out the same.
        let room = room + 1e-6;
        let pieces = pieces(text);
        let lines = self.fill(&pieces, room);
        let widest_piece = pieces.iter().map(|piece| self.width(piece.trim_end())).fold(0.0, f64::max);
        if lines.len() == 1 || widest_piece > room {
            return lines;
        }
        self.balance(&pieces, lines, widest_piece, room)
    }

    /// Finds the narrowest room that needs no more lines than `lines` has.
    fn balance(self, pieces: &[String], lines: Vec<String>, narrowest: f64, room: f64) -> Vec<String> {
        let (mut too_narrow, mut enough, mut best) = (narrowest, room, lines);
        for _ in 0..8 {
            let middle = f64::midpoint(too_narrow, enough);
            let attempt = self.fill(pieces, middle);
            if attempt.len() <= best.len() {
                (enough, best) = (middle, attempt);
            } else {
                too_narrow = middle;
            }
        }
        best
    }

    /// Puts as many pieces on each line as fit.
    fn fill(self, pieces: &[String], room: f64) -> Vec<String> {
        let mut lines = Vec::new();
        let mut line = String::new();
        for piece in pieces {
            if !line.is_empty() && self.width(&format!("{line}{}", piece.trim_end())) > room {
                lines.push(std::mem::take(&mut line));
            }
            let is_too_long = self.width(piece.trim_end()) > room;
            for letter in piece.chars() {
                let is_full = is_too_long && self.width(&line) + self.width(letter.encode_utf8(&mut [0; 4])) > room;
                if is_full && letter != ' ' && !line.is_empty() && advance(letter, false) > 0 {
                    lines.push(std::mem::take(&mut line));
                }
                line.push(letter);
            }
        }
        if !line.is_empty() || lines.is_empty() {
            lines.push(line);
        }
        lines.iter().map(|line| line.trim_end_matches(' ').to_owned()).collect()
    }
}

/// Cuts a text where a line may break; a piece keeps its trailing space or hyphen.
fn pieces(text: &str) -> Vec<String> {
    let words = text.split([' ', '\t', '\n', '\r']).filter(|word| !word.is_empty());
    let mut pieces: Vec<String> = Vec::new();
    for word in words {
        if let Some(last) = pieces.last_mut() {
            last.push(' ');
        }
        pieces.extend(word.split_inclusive(['-', '/', '–', '—']).map(str::to_owned));
    }
    pieces
}

/// Width of one character in units of the table.
fn advance(letter: char, is_bold: bool) -> u16 {
    let code = u32::from(letter);
    let known = if is_bold { BOLD } else { REGULAR }.iter().find_map(|(first, widths)| {
        let place = usize::try_from(code.checked_sub(*first)?).ok()?;
        widths.get(place).copied().filter(|width| *width > 0)
    });
    known.unwrap_or(match code {
        // Control characters are not drawn; accents set over the letter before, joiners and selectors take no room.
        0..=0x1F | 0x7F..=0x9F | 0x0300..=0x036F | 0x200B..=0x200D | 0xFE00..=0xFE0F => 0,
        // Chinese, Japanese and Korean letters, and pictures, are as wide as they are high.
        0x1100..=0x115F | 0x2E80..=0xD7FF | 0xF900..=0xFAFF | 0xFF00..=0xFFEF | 0x1F000.. => 2048,
        _ => UNKNOWN,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SENTENCE: &str = "Mae aelodau’r grŵp yn cynllunio’r camau nesaf gyda’i gilydd";

    #[test]
    fn the_table_has_every_latin_1_and_welsh_letter() {
        let latin = (0x20..=0x7E).chain(0xA0..=0xFF).filter_map(char::from_u32);
        for letter in latin.chain("âêîôûŵŷÂÊÎÔÛŴŶẁẃẅỳẀẂẄỲ’‘“”–—−…▲●▼→€≤≥".chars())
        {
            for table in [REGULAR, BOLD] {
                let has = table.iter().any(|(first, widths)| {
                    u32::from(letter)
                        .checked_sub(*first)
                        .and_then(|place| widths.get(place as usize))
                        .is_some_and(|width| *width > 0)
                });
                assert!(has || letter == '\u{AD}', "{letter:?} is missing");
            }
        }
    }

    #[test]
    fn widths_agree_with_the_published_ones_of_arial() {
        // Adobe's metrics for Helvetica: 556 thousandths for a digit, 278 for a space, 611 for a bold n.
        assert!((Font::regular(1000.0).table_width("0") - 556.0).abs() < 1.0);
        assert!((Font::regular(1000.0).table_width(" ") - 278.0).abs() < 1.0);
        assert!((Font::bold(1000.0).table_width("n") - 611.0).abs() < 1.0);
    }

    #[test]
    fn a_welsh_letter_is_as_wide_as_its_plain_one_however_it_is_written() {
        let font = Font::regular(13.0);
        let [composed, decomposed, plain] = ["grŵp", "grw\u{302}p", "grwp"].map(|word| font.width(word));
        assert!((composed - plain).abs() < 1e-9 && (decomposed - plain).abs() < 1e-9);
    }

    #[test]
    fn letters_unknown_to_the_table_get_a_sane_width() {
        assert_eq!([advance('字', false), advance('Ж', true), advance('\u{200D}', false)], [2048, UNKNOWN, 0]);
    }

    #[test]
    fn wrapped_lines_are_even() {
        let lines = Font::regular(13.0).wrap("one two three four five six seven", 140.0);
        assert_eq!(lines, ["one two three", "four five six seven"]);
    }

    #[test]
    fn a_line_breaks_after_a_hyphen_and_never_at_a_no_break_space() {
        let font = Font::regular(13.0);
        assert_eq!(font.wrap("Rhondda-Cynon-Taf", 70.0), ["Rhondda-", "Cynon-Taf"]);
        assert_eq!(font.wrap("about 12\u{A0}of\u{A0}12", 65.0), ["about", "12\u{A0}of\u{A0}12"]);
    }

    #[test]
    fn an_empty_text_is_one_empty_line() {
        assert_eq!(Font::regular(13.0).wrap("  ", 50.0), [""]);
    }

    proptest! {
        #[test]
        fn wrapping_loses_no_letter_and_no_line_is_too_long(text in "[a-zŵŷ’ /-]{0,80}", room in 30.0..300.0_f64) {
            let font = Font::bold(12.0);
            let lines = font.wrap(&text, room);
            let bare = |text: &str| text.replace(' ', "");
            prop_assert_eq!(bare(&lines.concat()), bare(&text));
            for line in &lines {
                prop_assert!(font.width(line) <= room + 1e-5, "{} is wider than {}", line, room);
            }
        }

        #[test]
        fn more_room_never_needs_more_lines(room in 40.0..300.0_f64, more in 0.0..200.0_f64) {
            let font = Font::regular(13.0);
            prop_assert!(font.wrap(SENTENCE, room + more).len() <= font.wrap(SENTENCE, room).len());
        }
    }
}
