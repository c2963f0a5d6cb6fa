use crate::finding::{Finding, Place};
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// A file's text with what was found while decoding it; `None` if the bytes are no text.
#[derive(Debug)]
pub struct Decoded {
    /// The text without its byte order mark.
    pub text: Option<String>,
    /// At most one finding: how sure the encoding is.
    pub finding: Option<Finding>,
}

/// Turns a file's bytes into text: by byte order mark (UTF-8, UTF-16), else as UTF-8, else as
/// Windows-1252 with a warning. A few bad bytes among good UTF-8 do not spoil the rest.
///
/// `file` is the name by which the user knows the file.
#[must_use]
pub fn decode(bytes: Vec<u8>, file: &str) -> Decoded {
    if let Some(kind) = workbook(&bytes) {
        return Decoded { text: None, finding: Some(not_text(file, kind)) };
    }
    if let Some((encoding, mark)) = Encoding::for_bom(&bytes)
        && encoding != encoding_rs::UTF_8
    {
        let (text, bad) = encoding.decode_without_bom_handling(bytes.get(mark..).unwrap_or_default());
        return Decoded { text: Some(text.into_owned()), finding: bad.then(|| bad_bytes(file, encoding.name())) };
    }
    if let Some(encoding) = unmarked_utf16(&bytes) {
        let (text, _) = encoding.decode_without_bom_handling(&bytes);
        return Decoded { text: Some(text.into_owned()), finding: Some(guessed(file, encoding.name())) };
    }
    match String::from_utf8(bytes) {
        Ok(mut text) => {
            if text.starts_with('\u{feff}') {
                text.drain(..'\u{feff}'.len_utf8());
            }
            Decoded { text: Some(text), finding: None }
        }
        Err(error) => not_utf8(error.as_bytes(), file),
    }
}

fn not_utf8(bytes: &[u8], file: &str) -> Decoded {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|character| !character.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    if good > bad {
        let text = String::from_utf8_lossy(bytes);
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned();
        return Decoded { text: Some(text), finding: Some(bad_bytes(file, "UTF-8")) };
    }
    let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
    Decoded { text: Some(text.into_owned()), finding: Some(guessed(file, "Windows-1252")) }
}

/// UTF-16 without its mark: in Western text every other byte is zero.
fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..bytes.len().min(400)).unwrap_or_default();
    let zeros = |offset: usize| sample.iter().skip(offset).step_by(2).filter(|byte| **byte == 0).count();
    let most = sample.len() / 2 - sample.len() / 10;
    match (zeros(0), zeros(1)) {
        _ if sample.len() < 8 => None,
        (0, odd) if odd >= most => Some(UTF_16LE),
        (even, 0) if even >= most => Some(UTF_16BE),
        _ => None,
    }
}

/// Kinds of file that are often sent under a `.csv` name.
fn workbook(bytes: &[u8]) -> Option<&'static str> {
    const KINDS: [(&[u8], &str); 4] = [
        (b"PK\x03\x04", "an Excel workbook or a zip archive"),
        (b"\xd0\xcf\x11\xe0", "an old Excel workbook"),
        (b"$FL2", "an SPSS file"),
        (b"%PDF", "a PDF document"),
    ];
    KINDS.iter().find(|(start, _)| bytes.starts_with(start)).map(|(_, kind)| *kind)
}

fn not_text(file: &str, kind: &str) -> Finding {
    let message = format!("the file is {kind}, not comma-separated text");
    Finding::warning("not-text", Place::file(file), message, "open it where it was made and save it as CSV (UTF-8)")
}

fn guessed(file: &str, encoding: &str) -> Finding {
    let message = format!("the file is not UTF-8 and was read as {encoding}");
    Finding::warning("encoding", Place::file(file), message, "check accented letters, or save the file as CSV UTF-8")
}

fn bad_bytes(file: &str, encoding: &str) -> Finding {
    let message = format!("some bytes are not {encoding}; each was replaced by \u{fffd}");
    Finding::warning("encoding", Place::file(file), message, "save the file again as CSV UTF-8")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> (String, Option<&'static str>) {
        let decoded = decode(bytes.to_vec(), "a.csv");
        (decoded.text.unwrap_or_default(), decoded.finding.map(|finding| finding.code))
    }

    #[test]
    fn marks_decide_and_are_not_part_of_the_text() {
        assert_eq!(read(b"\xef\xbb\xbfa,b"), ("a,b".to_owned(), None));
        assert_eq!(read(b"\xff\xfea\0,\0b\0"), ("a,b".to_owned(), None));
        assert_eq!(read(b"\xfe\xff\0a\0,\0b"), ("a,b".to_owned(), None));
    }

    #[test]
    fn windows_1252_is_read_with_a_warning() {
        assert_eq!(read(b"caf\xe9,\x93so\x94"), ("café,\u{201c}so\u{201d}".to_owned(), Some("encoding")));
    }

    #[test]
    fn one_bad_byte_does_not_spoil_the_other_accents() {
        let (text, code) = read(b"caf\xc3\xa9,\xc3\xa0 la carte,\xff");
        assert_eq!((text.as_str(), code), ("café,à la carte,\u{fffd}", Some("encoding")));
    }

    #[test]
    fn utf_16_without_a_mark_is_not_read_as_nonsense() {
        let bytes: Vec<u8> = "group_id,name\n1,A\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(read(&bytes), ("group_id,name\n1,A\n".to_owned(), Some("encoding")));
    }

    #[test]
    fn a_workbook_under_a_csv_name_is_refused() {
        assert_eq!(read(b"PK\x03\x04rest").1, Some("not-text"));
    }
}
