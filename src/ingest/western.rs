//! Which of the two Western encodings a text is in that is not Unicode.

use encoding_rs::{Encoding, MACINTOSH, WINDOWS_1252};

/// Bytes beyond ASCII that are looked at.
const SAMPLE: usize = 10_000;

/// Which encoding a text is in, and how well each of the two would fit.
#[derive(Debug)]
pub(super) struct Guess {
    pub encoding: &'static Encoding,
    /// Characters beyond ASCII that were looked at.
    pub looked_at: usize,
    /// How many of them make sense where they stand, in the encoding chosen.
    pub sensible: usize,
    /// How many would in the other.
    pub sensible_otherwise: usize,
}

/// Windows-1252 or Mac Roman, by whether the characters that the bytes would be make sense where they
/// stand: small letters in words, capitals at their start, quotes around them. Windows-1252 if both do as
/// well.
pub(super) fn guess(bytes: &[u8]) -> Guess {
    let high = || bytes.iter().enumerate().filter(|(_, byte)| !byte.is_ascii()).map(|(at, _)| at).take(SAMPLE);
    let (windows, mac) = (Table::new(WINDOWS_1252), Table::new(MACINTOSH));
    let fit = |table: &Table| high().filter(|at| table.makes_sense(bytes, *at)).count();
    let (in_windows, in_mac, looked_at) = (fit(&windows), fit(&mac), high().count());
    if in_mac > in_windows {
        Guess { encoding: MACINTOSH, looked_at, sensible: in_mac, sensible_otherwise: in_windows }
    } else {
        Guess { encoding: WINDOWS_1252, looked_at, sensible: in_windows, sensible_otherwise: in_mac }
    }
}

/// The characters of an encoding of single bytes.
struct Table(Vec<char>);

impl Table {
    fn new(encoding: &'static Encoding) -> Self {
        let bytes: Vec<u8> = (0..=255).collect();
        Table(encoding.decode_without_bom_handling(&bytes).0.chars().collect())
    }

    fn at(&self, bytes: &[u8], at: Option<usize>) -> Option<char> {
        self.0.get(usize::from(*bytes.get(at?)?)).copied()
    }

    /// Whether the character at byte `at` is one that people write where it stands.
    fn makes_sense(&self, bytes: &[u8], at: usize) -> bool {
        let (before, after) = (self.at(bytes, at.checked_sub(1)), self.at(bytes, at.checked_add(1)));
        let is = |neighbour: Option<char>, what: fn(char) -> bool| neighbour.is_some_and(what);
        let in_word = |neighbour| is(neighbour, char::is_alphabetic);
        match self.at(bytes, Some(at)) {
            // A blank, and the one small letter that is a word.
            Some('\u{a0}' | 'à') => true,
            Some('á'..='ö' | 'ø'..='ÿ' | 'ß' | 'œ') => in_word(before) || in_word(after),
            Some('À'..='Ö' | 'Ø'..='Ý' | 'Œ' | 'Š' | 'Ž') => {
                !is(before, char::is_lowercase) && (in_word(before) || in_word(after))
            }
            Some('\u{2019}') => in_word(before),
            Some('\u{2018}' | '\u{201c}' | '«' | '¿' | '¡') => !in_word(before) && !is(after, char::is_whitespace),
            Some('\u{201d}' | '»' | '…') => !in_word(after) && !is(before, char::is_whitespace),
            Some('–' | '—' | '•' | '·') => in_word(before) == in_word(after),
            Some('£' | '€') => is(after, char::is_numeric) || is(before, char::is_numeric),
            Some('°' | 'º' | 'ª' | '½' | '¼' | '¾' | '²' | '³') => !in_word(before),
            None | Some(_) => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SENTENCES: [&str; 6] = [
        "a café in the Rhône, where it’s “très bien” – £5 each",
        "Zoë’s naïve façade",
        "École à côté,\u{a0}déjà vu",
        "she said “no”",
        "ich weiß, größer",
        "El niño — ¿cómo está?",
    ];

    fn in_mac_roman(text: &str) -> Vec<u8> {
        let table = Table::new(MACINTOSH);
        text.chars().map(|c| table.0.iter().position(|other| *other == c).expect("of Mac Roman") as u8).collect()
    }

    #[test]
    fn the_encoding_is_the_one_in_which_words_are_words() {
        for sentence in SENTENCES {
            assert_eq!(guess(&in_mac_roman(sentence)).encoding, MACINTOSH, "{sentence}");
            assert_eq!(guess(&WINDOWS_1252.encode(sentence).0).encoding, WINDOWS_1252, "{sentence}");
        }
    }

    #[test]
    fn what_makes_sense_in_neither_or_in_both_is_read_as_windows_1252() {
        for bytes in [b" \x90 \x8f ".as_slice(), b"caf\xe9 caf\x8e", b""] {
            assert_eq!(guess(bytes).encoding, WINDOWS_1252);
        }
    }
}
