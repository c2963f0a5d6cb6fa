//! What kind of file it is: by its content, whatever its name ends with; its encoding; what divides it.

use super::report::Fact;
use super::sure::Sureness;
use crate::finding::Finding;
use crate::ingest::{Content, FileKind, Sheet, kind_of};

/// Bytes that are looked at to tell text from other things.
const LOOKED_AT: usize = 4096;

/// What the bytes of a file are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Bytes {
    kind: FileKind,
    mark: Option<&'static str>,
    binary: bool,
}

impl Bytes {
    pub fn of(bytes: &[u8]) -> Self {
        let kind = kind_of(bytes);
        let mark = match bytes {
            [0xef, 0xbb, 0xbf, ..] => Some("UTF-8, with its mark"),
            [0xff, 0xfe, ..] => Some("UTF-16 (little-endian), with its mark"),
            [0xfe, 0xff, ..] => Some("UTF-16 (big-endian), with its mark"),
            _ => None,
        };
        let start = bytes.get(..LOOKED_AT.min(bytes.len())).unwrap_or_default();
        // Unmarked UTF-16 has zeros in every other place; other control characters are in no text.
        let control = start.iter().filter(|byte| (1..9).contains(*byte) || (14..32).contains(*byte)).count();
        let binary = kind == FileKind::Text && mark.is_none() && control * 50 > start.len();
        Bytes { kind, mark, binary }
    }

    /// Whether the bytes are neither text nor of a kind that is known.
    pub fn is_unknown(self) -> bool {
        self.binary
    }

    /// Kind, encoding and delimiter, each with its evidence.
    pub fn facts(self, file: &str, sheets: &[Sheet], findings: &[Finding]) -> Vec<Fact> {
        let mut facts = vec![self.kind_fact(file)];
        let delimiter = sheets.iter().find_map(|sheet| match &sheet.content {
            Content::Text { delimiter, .. } => Some(*delimiter),
            Content::Rows(_) => None,
        });
        if let Some(delimiter) = delimiter.filter(|_| self.kind == FileKind::Text && !self.binary) {
            facts.push(self.encoding_fact(findings));
            facts.push(Fact {
                about: "delimiter",
                found: delimiter_name(delimiter).to_owned(),
                sureness: Sureness::Certain,
                because: "it divides the first rows into the same number of cells".to_owned(),
            });
        }
        facts
    }

    fn kind_fact(self, file: &str) -> Fact {
        let (kind, endings): (&str, &[&str]) = match self.kind {
            FileKind::Text if self.binary => ("no kind of file that is known here", &[]),
            FileKind::Text => ("delimited text", &["csv", "tsv", "txt", "tab"]),
            FileKind::Zip => ("a workbook, or a zip archive", &["xlsx", "xlsm", "ods", "zip"]),
            FileKind::Ole => ("an old workbook, or one with a password", &["xls", "xlsx"]),
            FileKind::Spss => ("an SPSS file", &["sav", "zsav"]),
            FileKind::Html => ("a web page", &["html", "htm"]),
            FileKind::Pdf => ("a PDF document", &["pdf"]),
            FileKind::Image => ("a picture", &["png", "jpg", "jpeg", "gif", "tif", "tiff"]),
            FileKind::Other(kind) => (kind, &[]),
            FileKind::Empty => ("an empty file", &[]),
        };
        let ending = file.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
        let because = match (self.kind, endings.is_empty() || endings.contains(&ending.as_str())) {
            (FileKind::Empty, _) => "it has no bytes".to_owned(),
            (_, true) => "by its content".to_owned(),
            (_, false) => format!("by its content, although its name ends in `.{ending}`"),
        };
        Fact { about: "kind", found: kind.to_owned(), sureness: Sureness::Certain, because }
    }

    fn encoding_fact(self, findings: &[Finding]) -> Fact {
        let told = findings.iter().any(|finding| finding.code == "encoding");
        let (found, sureness, because) = match (self.mark, told) {
            (_, true) => ("not sure", Sureness::Likely, "the finding on it says why"),
            (Some(mark), false) => (mark, Sureness::Certain, "by its first bytes"),
            (None, false) => ("UTF-8", Sureness::Certain, "every byte is valid"),
        };
        Fact { about: "encoding", found: found.to_owned(), sureness, because: because.to_owned() }
    }
}

fn delimiter_name(delimiter: u8) -> &'static str {
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
        assert_eq!(fact.because, "by its content, although its name ends in `.csv`");
        assert_eq!(Bytes::of(b"a,b\n1,2\n").kind_fact("a.csv").because, "by its content");
        assert_eq!(Bytes::of(b"").kind_fact("a.csv").found, "an empty file");
    }

    #[test]
    fn bytes_that_are_no_text_are_told_from_utf_16() {
        assert!(Bytes::of(&[1, 2, 3, 200, 5, 6, 255, 14, 17]).is_unknown());
        let wide: Vec<u8> = "name,mark".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(!Bytes::of(&wide).is_unknown());
    }
}
