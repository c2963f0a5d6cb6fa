//! What was lost or garbled in a text before or while it was read, and in which rows.

use super::delimiter::find_delimiter;
use super::rows::Rows;
use crate::finding::{Finding, Place};
use csv::StringRecord;
use memchr::memmem::Finder;

/// Rows named in one finding.
const NAMED: usize = 20;

/// What is left of a byte order mark that was read as Latin-1, by R, as Mac Roman, or under MS-DOS.
const MARKS: [&str; 5] = ["\u{feff}", "ï»¿", "ï..", "Ôªø", "∩╗┐"];

/// Removes byte order marks and what is left of them from the start of a text, also from within the
/// quotes of its first cell.
pub(super) fn without_marks(text: String) -> String {
    let quote = usize::from(text.starts_with('"'));
    let (start, mut rest) = text.split_at(quote);
    while let Some(after) = MARKS.iter().find_map(|mark| rest.strip_prefix(mark)) {
        rest = after;
    }
    if start.len() + rest.len() == text.len() { text } else { [start, rest].concat() }
}

/// The finding that bytes of a file are not of the encoding in which it was read.
pub(super) fn replaced(text: &str, file: &str, encoding: &str) -> Finding {
    let rows = rows_with(text, |cell| cell.contains('\u{fffd}'));
    let message = format!("some bytes are not {encoding}; each was replaced by \u{fffd}, in {rows}");
    Finding::warning("encoding", Place::file(file), message, "mend these cells, or save the file again as CSV UTF-8")
}

/// The finding that letters were garbled before the file was sent; they are left as they are. A text in
/// which bytes were replaced just now has U+FFFD from that, which is not told again.
pub(super) fn garbled(text: &str, file: &str, replaced_now: bool) -> Option<Finding> {
    // Most texts have none of these, and searching for them takes far less than reading rows.
    let has = |sign: &str| Finder::new(sign).find(text.as_bytes()).is_some();
    let lost = !replaced_now && has("\u{fffd}");
    if !lost && !["Ã", "Â", "â\u{80}", "â€", "ï¿½"].iter().any(|sign| has(sign)) {
        return None;
    }
    let rows = rows_with(text, |cell| is_garbled(cell) || !replaced_now && cell.contains('\u{fffd}'));
    (rows.count > 0).then(|| {
        let message = format!(
            "letters were garbled before the file was sent, as when UTF-8 is opened as something else and saved; \
             they are left as they are, in {rows}"
        );
        let help = "export the file again where it was made, and send it without opening it in between";
        Finding::warning("mojibake", Place::file(file), message, help)
    })
}

/// Whether a text has UTF-8 in it that was read as Latin-1 or Windows-1252, byte by byte: `Ã©` for `é`.
/// Only what stands for Latin letters and for the marks of word processors is looked for; other pairs do
/// occur in words.
fn is_garbled(text: &str) -> bool {
    // What the bytes 80 to 9F are in Windows-1252, and 80 to BF in Latin-1.
    let continues = |c: char| matches!(c, '\u{80}'..='\u{bf}') || "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ".contains(c);
    let mut before = ' ';
    text.chars().any(|c| {
        let pair = match before {
            'Ã' => continues(c),
            'Â' => matches!(c, '\u{80}'..='\u{bf}'),
            'â' => matches!(c, '\u{80}' | '€'),
            'ï' => c == '¿',
            _ => false,
        };
        before = c;
        pair
    })
}

/// The text without NUL characters and the finding about them; a finding alone if it is no text.
pub(super) fn without_nuls(mut text: String, file: &str) -> (Option<String>, Option<Finding>) {
    let nuls = memchr::memchr_iter(0, text.as_bytes()).count();
    if nuls == 0 {
        return (Some(text), None);
    }
    if nuls * 2 > text.chars().count() {
        let message = "the file is mostly empty bytes (NUL), not delimited text";
        let help = "copy or export it again; it may be damaged, or of a kind that is not text";
        return (None, Some(Finding::warning("not-text", Place::file(file), message, help)));
    }
    text.retain(|c| c != '\0');
    let message = format!("{nuls} empty bytes (NUL) were removed from the text");
    let help = "check the file where it was made; it may be damaged";
    (Some(text), Some(Finding::warning("nul-bytes", Place::file(file), message, help)))
}

/// Whether the start of a text is full of control characters that no text has.
pub(super) fn is_binary(text: &str) -> bool {
    let (mut all, mut odd) = (0, 0);
    for c in text.chars().take(4096) {
        all += 1;
        odd += usize::from(matches!(c, '\u{1}'..='\u{8}' | '\u{e}'..='\u{1a}' | '\u{1c}'..='\u{1f}' | '\u{7f}'));
    }
    odd * 20 > all
}

/// Some rows of a file: how many, and the first of them.
struct SomeRows {
    count: usize,
    first: Vec<u64>,
}

impl std::fmt::Display for SomeRows {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let first: Vec<String> = self.first.iter().map(u64::to_string).collect();
        let more = if self.count > self.first.len() { " and others" } else { "" };
        let word = if self.count == 1 { "row" } else { "rows" };
        write!(f, "{} {word}: {}{more}", self.count, first.join(", "))
    }
}

/// The rows that have a cell of which something is true.
fn rows_with(text: &str, is: impl Fn(&str) -> bool) -> SomeRows {
    let (mut rows, mut cells) = (Rows::new(text, find_delimiter(text)), StringRecord::new());
    let mut found = SomeRows { count: 0, first: Vec::new() };
    while let Some(head) = rows.read(&mut cells) {
        if cells.iter().any(&is) {
            found.count += 1;
            if found.first.len() < NAMED {
                found.first.push(head.number);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_removed_from_the_start_alone() {
        for start in ["\u{feff}", "ï»¿", "ï..", "\u{feff}ï»¿", "Ôªø"] {
            assert_eq!(without_marks(format!("{start}URN,ï»¿")), "URN,ï»¿");
            assert_eq!(without_marks(format!("\"{start}URN\",b")), "\"URN\",b");
        }
        assert_eq!(without_marks("\"a\"".to_owned()), "\"a\"");
    }

    #[test]
    fn letters_garbled_before_are_told_with_their_rows_and_kept() {
        let finding = garbled("id,v\n1,EspaÃ±ol\n2,\"it\nâ€™s\"\n3,é\n4,Â£5\n", "a.csv", false).expect("a finding");
        assert!(finding.message.ends_with("in 3 rows: 2, 3, 5"), "{}", finding.message);
        assert_eq!(finding.code, "mojibake");
    }

    #[test]
    fn good_letters_are_not_garbled() {
        for good in ["IRMÃO", "Ântónio", "âge", "CAFÉ…", "naïve", "pâté"] {
            assert_eq!(garbled(good, "a.csv", false), None, "{good}");
        }
    }

    #[test]
    fn letters_lost_before_are_told_but_not_those_replaced_just_now() {
        let text = "id,v\n1,caf\u{fffd}\n";
        assert!(garbled(text, "a.csv", false).is_some_and(|finding| finding.message.ends_with("in 1 row: 2")));
        assert_eq!(garbled(text, "a.csv", true), None);
    }

    #[test]
    fn many_rows_are_counted_and_the_first_named() {
        let text = "id\n".to_owned() + &"caf\u{fffd}\n".repeat(30);
        let message = replaced(&text, "a.csv", "UTF-8").message;
        assert!(message.contains("in 30 rows: 2, 3, ") && message.ends_with("20, 21 and others"), "{message}");
    }
}
