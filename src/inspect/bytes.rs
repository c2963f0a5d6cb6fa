//! What kind of file it is: by its first bytes, whatever its name ends with.

use super::report::Fact;
use super::sure::Sureness;
use crate::finding::Finding;
use crate::ingest::{Content, Sheet};

/// Kinds of file by how they begin, with the endings that their names should have.
const KINDS: [(&[u8], &str, &[&str]); 7] = [
    (b"PK\x03\x04", "an Excel workbook or another archive", &["xlsx", "xlsm", "ods", "zip"]),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook, or one with a password", &["xls", "xlsx"]),
    (b"$FL2", "an SPSS file", &["sav"]),
    (b"$FL3", "a compressed SPSS file", &["sav", "zsav"]),
    (b"%PDF", "a PDF document", &["pdf"]),
    (b"\x89PNG", "a picture", &["png"]),
    (b"\xff\xd8\xff", "a picture", &["jpg", "jpeg"]),
];
const TEXT_ENDINGS: [&str; 4] = ["csv", "tsv", "txt", "tab"];
/// Bytes that are looked at to tell text from other things.
const LOOKED_AT: usize = 4096;

/// What the bytes are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Bytes {
    kind: &'static str,
    endings: Vec<&'static str>,
    mark: Option<&'static str>,
    empty: bool,
    binary: bool,
}

impl Bytes {
    pub fn of(bytes: &[u8]) -> Self {
        if let Some((_, kind, endings)) = KINDS.iter().find(|(start, ..)| bytes.starts_with(start)) {
            return Bytes { kind, endings: endings.to_vec(), mark: None, empty: false, binary: true };
        }
        let mark = match bytes {
            [0xef, 0xbb, 0xbf, ..] => Some("UTF-8 with its mark"),
            [0xff, 0xfe, ..] => Some("UTF-16 (little-endian) with its mark"),
            [0xfe, 0xff, ..] => Some("UTF-16 (big-endian) with its mark"),
            _ => None,
        };
        let start = bytes.get(..LOOKED_AT.min(bytes.len())).unwrap_or_default();
        let control = start.iter().filter(|byte| **byte < 9 || (14..32).contains(*byte)).count();
        // Unmarked UTF-16 has a zero in every other place; more than that in scattered places is no text.
        let zeros = start.iter().filter(|byte| **byte == 0).count();
        let binary = mark.is_none() && (control - zeros) * 50 > start.len();
        let kind = if binary { "no kind of file that is known here" } else { "text" };
        Bytes { kind, endings: TEXT_ENDINGS.to_vec(), mark, empty: bytes.is_empty(), binary }
    }

    /// Whether the bytes are neither text nor a known kind of table.
    pub fn is_unknown(&self) -> bool {
        self.binary && self.kind == "no kind of file that is known here"
    }

    /// Kind, encoding and delimiter, each with its evidence.
    pub fn facts(&self, file: &str, sheets: &[Sheet], findings: &[Finding]) -> Vec<Fact> {
        let mut facts = vec![self.kind_fact(file)];
        let text = sheets.iter().find_map(|sheet| match &sheet.content {
            Content::Text { delimiter, .. } => Some(*delimiter),
            Content::Rows(_) => None,
        });
        if let Some(delimiter) = text.filter(|_| !self.empty && !self.binary) {
            facts.push(self.encoding_fact(findings));
            facts.push(Fact {
                about: "delimiter",
                found: delimiter_name(delimiter).to_owned(),
                sureness: Sureness::Certain,
                because: "most rows have as many cells as the first".to_owned(),
            });
        }
        facts
    }

    fn kind_fact(&self, file: &str) -> Fact {
        let ending = file.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
        let agrees = self.endings.contains(&ending.as_str());
        let (found, because) = match (self.empty, agrees, self.is_unknown()) {
            (true, ..) => ("an empty file".to_owned(), "it has no bytes".to_owned()),
            (_, _, true) => (self.kind.to_owned(), "its first bytes are not those of text".to_owned()),
            (_, true, _) => (self.kind.to_owned(), "by its first bytes, as its name says".to_owned()),
            (_, false, _) => (self.kind.to_owned(), format!("by its first bytes, although its name ends in `.{ending}`")),
        };
        Fact { about: "kind", found, sureness: Sureness::Certain, because }
    }

    fn encoding_fact(&self, findings: &[Finding]) -> Fact {
        let told = findings.iter().find(|finding| finding.code == "encoding");
        let (found, sureness, because) = match (self.mark, told) {
            (Some(mark), None) => (mark, Sureness::Certain, "by its first bytes".to_owned()),
            (None, None) => ("UTF-8", Sureness::Certain, "every byte is valid UTF-8".to_owned()),
            (_, Some(finding)) => ("see the finding below", Sureness::Likely, finding.message.clone()),
        };
        Fact { about: "encoding", found: found.to_owned(), sureness, because }
    }
}

pub(super) fn delimiter_name(delimiter: u8) -> &'static str {
    match delimiter {
        b';' => "semicolon",
        b'\t' => "tab",
        b'|' => "pipe",
        _ => "comma",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_decides_and_the_name_is_held_against_it() {
        let fact = Bytes::of(b"PK\x03\x04rest").kind_fact("answers.csv");
        assert!(fact.because.contains("although its name ends in `.csv`"), "{}", fact.because);
        assert!(Bytes::of(b"a,b\n1,2\n").kind_fact("a.csv").because.contains("as its name says"));
        assert_eq!(Bytes::of(b"").kind_fact("a.csv").found, "an empty file");
    }

    #[test]
    fn bytes_that_are_no_text_are_told_from_utf_16() {
        assert!(Bytes::of(&[1, 2, 3, 200, 5, 6, 255, 14, 17]).is_unknown());
        let wide: Vec<u8> = "name,mark".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(!Bytes::of(&wide).is_unknown());
    }
}
