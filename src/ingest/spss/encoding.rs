use crate::finding::{Finding, Place};
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};
use std::borrow::Cow;

/// Decodes a file's text and remembers how that went.
#[derive(Debug)]
pub(super) struct Decoder {
    encoding: &'static Encoding,
    /// Whether the file does not say what its text is in.
    guessed: bool,
    /// Texts in which only a guess could tell what a byte stands for.
    foreign: u64,
    /// Texts with bytes that stand for nothing.
    bad: u64,
}

impl Decoder {
    /// The decoder for the encoding that a file names; where it names none, for that of the code page;
    /// else for Windows-1252. What SPSS notes as ASCII may hold anything.
    pub(super) fn new(name: Option<&[u8]>, code_page: Option<i32>) -> Self {
        let named = name.and_then(by_name).or_else(|| code_page.and_then(by_code_page));
        Decoder { encoding: named.unwrap_or(WINDOWS_1252), guessed: named.is_none(), foreign: 0, bad: 0 }
    }

    /// The text of some bytes.
    pub(super) fn text<'a>(&mut self, bytes: &'a [u8]) -> Cow<'a, str> {
        if self.encoding == UTF_8
            && let Ok(text) = std::str::from_utf8(bytes)
        {
            return Cow::Borrowed(text);
        }
        let (text, bad) = self.encoding.decode_without_bom_handling(bytes);
        self.bad += u64::from(bad);
        self.foreign += u64::from(self.guessed && !bytes.is_ascii());
        text
    }

    /// What is to be said of the decoding, if anything: at most one finding.
    pub(super) fn finding(&self, file: &str) -> Option<Finding> {
        let name = self.encoding.name();
        let (message, help) = if self.bad > 0 {
            let message =
                format!("bytes that are not {name} were replaced by \u{fffd} in cells and labels: {}", self.bad);
            (message, "open the file in SPSS, mend the text and save it as Unicode")
        } else if self.foreign > 0 {
            let message = format!(
                "the file does not say what its text is encoded in; cells and labels with accents, read as {name}: {}",
                self.foreign
            );
            (message, "check accented letters, or save the file again in SPSS as Unicode")
        } else {
            return None;
        };
        Some(Finding::warning("encoding", Place::file(file), message, help))
    }
}

/// By a name of the kind of `UTF-8`, `windows-1252`, `cp1252`. ASCII is no answer.
fn by_name(name: &[u8]) -> Option<&'static Encoding> {
    let name = name.to_ascii_lowercase();
    if matches!(name.as_slice(), b"ascii" | b"us-ascii" | b"ansi_x3.4-1968") {
        return None;
    }
    let code_page = || std::str::from_utf8(name.strip_prefix(b"cp")?).ok()?.parse().ok().and_then(by_code_page);
    Encoding::for_label(&name).or_else(code_page).filter(|encoding| encoding.is_ascii_compatible())
}

/// By the number of a Windows or IBM code page.
fn by_code_page(number: i32) -> Option<&'static Encoding> {
    let label = match number {
        65001 => "utf-8".to_owned(),
        874 | 9066 => "windows-874".to_owned(),
        932 => "shift_jis".to_owned(),
        936 => "gbk".to_owned(),
        949 | 51949 => "euc-kr".to_owned(),
        950 => "big5".to_owned(),
        20932 | 51932 => "euc-jp".to_owned(),
        54936 => "gb18030".to_owned(),
        10000 => "macintosh".to_owned(),
        20866 => "koi8-r".to_owned(),
        21866 => "koi8-u".to_owned(),
        866 => "ibm866".to_owned(),
        819 => "iso-8859-1".to_owned(),
        1250..=1258 => format!("windows-{number}"),
        // Seen in real files for 28592.
        25592 => "iso-8859-2".to_owned(),
        28591..=28606 => format!("iso-8859-{}", number - 28590),
        _ => return None,
    };
    Encoding::for_label(label.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encoding(name: Option<&str>, code_page: Option<i32>) -> (&'static str, bool) {
        let decoder = Decoder::new(name.map(str::as_bytes), code_page);
        (decoder.encoding.name(), decoder.guessed)
    }

    #[test]
    fn the_name_goes_before_the_code_page() {
        assert_eq!(encoding(Some("UTF-8"), Some(1252)), ("UTF-8", false));
        assert_eq!(encoding(Some("cp950"), None), ("Big5", false));
        assert_eq!(encoding(Some("WINDOWS-1250"), Some(2)), ("windows-1250", false));
        assert_eq!(encoding(None, Some(28605)), ("ISO-8859-15", false));
        assert_eq!(encoding(Some("martian"), Some(1251)), ("windows-1251", false));
    }

    #[test]
    fn what_is_unnamed_ascii_or_no_encoding_of_bytes_is_a_guess() {
        for (name, code_page) in [(None, None), (None, Some(2)), (Some("ascii"), Some(3)), (Some("utf-16"), None)] {
            assert_eq!(encoding(name, code_page), ("windows-1252", true), "{name:?}");
        }
    }

    #[test]
    fn a_guess_is_said_only_where_it_mattered_and_bad_bytes_always() {
        let mut guess = Decoder::new(None, None);
        assert_eq!(guess.text(b"plain"), "plain");
        assert_eq!(guess.finding("a.sav"), None);
        assert_eq!(guess.text(b"caf\xe9"), "café");
        assert!(guess.finding("a.sav").unwrap().message.ends_with("with accents, read as windows-1252: 1"));
        let mut utf_8 = Decoder::new(Some(b"utf-8"), None);
        assert_eq!(utf_8.text(b"caf\xe9"), "caf\u{fffd}");
        assert!(utf_8.finding("a.sav").unwrap().message.contains("not UTF-8"));
    }
}
