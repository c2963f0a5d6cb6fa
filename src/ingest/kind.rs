use crate::finding::{Finding, Place};

/// What a file is by its own first bytes, whatever its name says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// Text, or nothing that is known to be something else.
    Text,
    /// A zip archive, which is what workbooks (`.xlsx`, `.ods`) are.
    Zip,
    /// A compound file, which is what old workbooks (`.xls`) are, and old Word documents.
    Ole,
    /// SPSS data (`.sav`, `.zsav`).
    Spss,
    /// A web page, which some systems save under the name of a workbook.
    Html,
    /// A PDF document.
    Pdf,
    /// A picture.
    Image,
    /// Something else that holds no table as text; what it is, with its article.
    Other(&'static str),
    /// Nothing: no byte at all.
    Empty,
}

/// First bytes that name a kind of file.
const MARKS: [(&[u8], FileKind); 24] = [
    (b"PK\x03\x04", FileKind::Zip),
    (b"PK\x05\x06", FileKind::Zip),
    (b"\xd0\xcf\x11\xe0", FileKind::Ole),
    (b"$FL2", FileKind::Spss),
    (b"$FL3", FileKind::Spss),
    (b"%PDF", FileKind::Pdf),
    (b"\x89PNG", FileKind::Image),
    (b"\xff\xd8\xff", FileKind::Image),
    (b"GIF87a", FileKind::Image),
    (b"GIF89a", FileKind::Image),
    (b"II*\0", FileKind::Image),
    (b"MM\0*", FileKind::Image),
    (b"{\\rtf", FileKind::Other("an RTF document")),
    (b"\xdb\xa5-\0", FileKind::Other("an old Word document")),
    (b"\x1f\x8b", FileKind::Other("a gzip archive")),
    (b"7z\xbc\xaf", FileKind::Other("a 7-Zip archive")),
    (b"Rar!", FileKind::Other("a RAR archive")),
    (b"PAR1", FileKind::Other("a Parquet file")),
    (b"ARROW1", FileKind::Other("an Arrow file")),
    (b"SQLite format 3\0", FileKind::Other("an SQLite database")),
    (b"<stata_dta>", FileKind::Other("a Stata file")),
    (b"RDX2\n", FileKind::Other("an R data file")),
    (b"RDX3\n", FileKind::Other("an R data file")),
    (b"\0\x01\0\0Standard ", FileKind::Other("an Access database")),
];

/// Tags with which web pages start, and tables saved as such.
const HTML: [&[u8]; 8] = [b"<html", b"<!doctype html", b"<table", b"<head", b"<body", b"<meta", b"<style", b"<!--"];

/// How many bytes are looked at for tags.
const HEAD: usize = 2048;

/// What a file is, by its content. Text is what is left: nothing says of itself that it is text.
#[must_use]
pub fn kind_of(bytes: &[u8]) -> FileKind {
    if bytes.is_empty() {
        return FileKind::Empty;
    }
    match MARKS.iter().find(|(mark, _)| bytes.starts_with(mark)) {
        Some((_, kind)) => *kind,
        None => marked_up(bytes).unwrap_or(FileKind::Text),
    }
}

/// Kinds of file that start with a tag, in any encoding whose ASCII characters have their own bytes.
fn marked_up(bytes: &[u8]) -> Option<FileKind> {
    let head = bytes.get(..bytes.len().min(HEAD)).unwrap_or_default();
    let is_mark = |byte: &u8| matches!(byte, 0 | 0xef | 0xbb | 0xbf | 0xfe | 0xff);
    let head: Vec<u8> = head.iter().filter(|byte| !is_mark(byte)).map(u8::to_ascii_lowercase).collect();
    let head = head.trim_ascii_start();
    let is_tag = |tag: &&&[u8]| {
        let rest = head.strip_prefix(**tag);
        rest.is_some_and(|rest| !rest.first().is_some_and(u8::is_ascii_alphanumeric))
    };
    let has = |word: &[u8]| head.windows(word.len()).any(|window| window == word);
    match HTML.iter().find(is_tag) {
        Some(_) => Some(FileKind::Html),
        None if !head.starts_with(b"<?xml") => None,
        None if has(b"<html") => Some(FileKind::Html),
        None if has(b"urn:schemas-microsoft-com:office:spreadsheet") => {
            Some(FileKind::Other("an Excel 2003 XML spreadsheet"))
        }
        None => Some(FileKind::Other("an XML file")),
    }
}

impl FileKind {
    /// What is said of a file of this kind where text was expected; `None` for text and for an empty
    /// file, of which it is said elsewhere that it holds nothing.
    #[must_use]
    pub fn not_text(self, file: &str) -> Option<Finding> {
        let kind = match self {
            FileKind::Text | FileKind::Empty => return None,
            FileKind::Zip => "an Excel workbook or a zip archive",
            FileKind::Ole => "an old Excel workbook or Word document",
            FileKind::Spss => "an SPSS file",
            FileKind::Html => "a web page (HTML)",
            FileKind::Pdf => "a PDF document",
            FileKind::Image => "a picture",
            FileKind::Other(kind) => kind,
        };
        let help = match self {
            FileKind::Html => "open it in a spreadsheet and save it as a workbook (.xlsx) or as CSV (UTF-8)",
            FileKind::Pdf | FileKind::Image => "ask for the table itself, as a workbook (.xlsx) or as CSV (UTF-8)",
            _ => "open it where it was made and save it as CSV (UTF-8)",
        };
        let message = format!("the file is {kind}, not delimited text");
        Some(Finding::warning("not-text", Place::file(file), message, help))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_decides_what_a_file_is() {
        for (bytes, kind) in [
            (b"PK\x03\x04rest".as_slice(), FileKind::Zip),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", FileKind::Ole),
            (b"$FL2@(#) SPSS", FileKind::Spss),
            (b"%PDF-1.7", FileKind::Pdf),
            (b"\x89PNG\r\n", FileKind::Image),
            (b"{\\rtf1", FileKind::Other("an RTF document")),
            (b"", FileKind::Empty),
            (b"\xef\xbb\xbfid,name\n", FileKind::Text),
            (b"$FLAG,x\n", FileKind::Text),
        ] {
            assert_eq!(kind_of(bytes), kind);
        }
    }

    #[test]
    fn pages_are_known_by_their_first_tag_in_any_encoding() {
        let utf16: Vec<u8> = "\u{feff}<TABLE border=1>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        for page in [b"\xef\xbb\xbf\r\n <html>".as_slice(), b"<!DOCTYPE html PUBLIC", b"<table>", b"<head\n>", &utf16] {
            assert_eq!(kind_of(page), FileKind::Html);
        }
        assert_eq!(kind_of(b"<?xml version=\"1.0\"?><html xmlns=''>"), FileKind::Html);
        assert_eq!(kind_of(b"<?xml version=\"1.0\"?><data/>"), FileKind::Other("an XML file"));
        assert_eq!(kind_of(b"<p>How often?</p>,<p>Where?</p>\n"), FileKind::Text);
        assert_eq!(kind_of(b"<tablespoons>,<headers>\n"), FileKind::Text);
    }

    #[test]
    fn what_is_not_text_is_named_with_what_to_do() {
        let finding = FileKind::Html.not_text("a.xls").expect("a finding");
        assert!(finding.message.contains("HTML") && finding.help.contains(".xlsx"));
        assert_eq!(FileKind::Text.not_text("a.csv").or(FileKind::Empty.not_text("a.csv")), None);
    }
}
