use super::damage::{garbled, is_binary, replaced, without_marks, without_nuls};
use super::kind::{FileKind, kind_of};
use super::western::guess;
use crate::finding::{Finding, Place};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use std::borrow::Cow;

/// A file's text with what was found while decoding it; `None` if the bytes are no text.
#[derive(Debug)]
pub struct Decoded {
    /// The text without its byte order mark and without NUL characters.
    pub text: Option<String>,
    /// How sure the encoding is, and what is wrong with the text as a whole.
    pub findings: Vec<Finding>,
}

/// Turns a file's bytes into text.
///
/// By the encoding `declared` for it, any of those by which web pages may be marked, or `latin-1`, or
/// `mac-roman`. Else by its byte order mark; else as UTF-8, in which a few bad bytes do not spoil the
/// rest; else as UTF-16 if every other byte is zero; else as Windows-1252 or Mac Roman, whichever makes
/// words of it. What is not certain is told. Letters that were garbled before are told and never mended.
///
/// `file` is the name by which the user knows the file. Files that are no text by their first bytes
/// ([`kind_of`]) are refused.
#[must_use]
pub fn decode(bytes: Vec<u8>, file: &str, declared: Option<&str>) -> Decoded {
    if let Some(refusal) = kind_of(&bytes).not_text(file) {
        return Decoded { text: None, findings: vec![refusal] };
    }
    let encoding = match declared.map(|name| (name, encoding_named(name))) {
        Some((name, None)) => return Decoded { text: None, findings: vec![unknown(file, name)] },
        Some((_, Some(encoding))) => Some(encoding),
        None => None,
    };
    let mark = Encoding::for_bom(&bytes).map(|(marked, _)| marked);
    let mut text = match (encoding, mark) {
        (Some(encoding), mark) => {
            let mut text = certain(bytes, file, encoding);
            text.findings.extend(mark.filter(|marked| *marked != encoding).map(|marked| contradicted(file, marked)));
            text
        }
        (None, Some(marked)) if marked != UTF_8 => certain(bytes, file, marked),
        (None, _) => uncertain(bytes, file),
    };
    text.finish(file);
    Decoded { text: text.text, findings: text.findings }
}

/// A text on its way.
struct Draft {
    text: Option<String>,
    findings: Vec<Finding>,
    /// Whether bytes were replaced.
    bad: bool,
}

impl Draft {
    /// A text of which it is only known now whether bytes were replaced.
    fn new(text: String, file: &str, encoding: &'static Encoding, bad: bool) -> Self {
        let text = without_marks(text);
        let findings = bad.then(|| replaced(&text, file, encoding.name())).into_iter().collect();
        Draft { text: Some(text), findings, bad }
    }

    /// Looks at the text as a whole.
    fn finish(&mut self, file: &str) {
        let Some(text) = self.text.take() else { return };
        let (text, nuls) = without_nuls(text, file);
        // A mark may have stood behind characters that are gone now.
        let text = if nuls.is_some() { text.map(without_marks) } else { text };
        self.findings.extend(nuls);
        self.text = text.filter(|text| !is_binary(text));
        match &self.text {
            Some(text) => self.findings.extend(garbled(text, file, self.bad)),
            None => {
                // What was guessed of an encoding means nothing then.
                self.findings.retain(|finding| finding.code == "not-text");
                if self.findings.is_empty() {
                    let kind = FileKind::Other("of a kind that is not known and full of control characters");
                    self.findings.extend(kind.not_text(file));
                }
            }
        }
    }
}

/// The encoding that a plan's word names.
fn encoding_named(name: &str) -> Option<&'static Encoding> {
    let label = name.trim().to_ascii_lowercase();
    let label = match label.as_str() {
        "latin-1" | "ansi" => "windows-1252",
        "mac-roman" | "macroman" | "mac roman" => "macintosh",
        "utf-8-bom" | "utf-8-sig" => "utf-8",
        other => other,
    };
    // A label of the web's list can also say that a text must not be read at all.
    Encoding::for_label(label.as_bytes()).filter(|encoding| *encoding != encoding_rs::REPLACEMENT)
}

/// Decodes by an encoding that was declared or that the file's mark names.
fn certain(bytes: Vec<u8>, file: &str, encoding: &'static Encoding) -> Draft {
    if encoding == UTF_8 {
        return match String::from_utf8(bytes) {
            Ok(text) => Draft::new(text, file, UTF_8, false),
            Err(error) => Draft::new(String::from_utf8_lossy(error.as_bytes()).into_owned(), file, UTF_8, true),
        };
    }
    let (text, bad) = encoding.decode_with_bom_removal(&bytes);
    Draft::new(text.into_owned(), file, encoding, bad)
}

/// Decodes a text of which nothing is known, or that it is said to be UTF-8.
fn uncertain(bytes: Vec<u8>, file: &str) -> Draft {
    if let Some(encoding) = unmarked_utf16(&bytes) {
        let mut draft = certain(bytes, file, encoding);
        let why = "every other byte of its first is zero".into();
        draft.findings.push(guessed(file, encoding, why));
        return draft;
    }
    match String::from_utf8(bytes) {
        Ok(text) => Draft::new(text, file, UTF_8, false),
        Err(error) => not_utf8(error.as_bytes(), file),
    }
}

fn not_utf8(bytes: &[u8], file: &str) -> Draft {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|character| !character.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    if good > bad {
        return Draft::new(String::from_utf8_lossy(bytes).into_owned(), file, UTF_8, true);
    }
    let guess = guess(bytes);
    let (text, _) = guess.encoding.decode_without_bom_handling(bytes);
    let mut draft = Draft::new(text.into_owned(), file, guess.encoding, false);
    let why = format!(
        "{} of {} characters beyond ASCII make sense so, {} as the other common one",
        guess.sensible, guess.looked_at, guess.sensible_otherwise
    );
    draft.findings.push(guessed(file, guess.encoding, why.into()));
    draft
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

fn name_of(encoding: &'static Encoding) -> &'static str {
    match encoding.name() {
        "windows-1252" => "Windows-1252",
        "macintosh" => "Mac Roman",
        other => other,
    }
}

fn guessed(file: &str, encoding: &'static Encoding, why: Cow<str>) -> Finding {
    let message = format!("the file is not UTF-8 and was read as {}: {why}", name_of(encoding));
    let help = "check accented letters; then declare the encoding in the plan, or save the file as CSV UTF-8";
    Finding::warning("encoding", Place::file(file), message, help)
}

fn contradicted(file: &str, marked: &'static Encoding) -> Finding {
    let message = format!("the file's byte order mark says {}, which is not what is declared for it", marked.name());
    Finding::warning("encoding", Place::file(file), message, "declare that encoding, or none")
}

fn unknown(file: &str, name: &str) -> Finding {
    let message = format!("`{name}` is not the name of an encoding");
    let help = "use one of utf-8, utf-16le, utf-16be, windows-1252, latin-1, mac-roman, or leave it out";
    Finding::error("unknown-encoding", Place::file(file), message, help)
}

#[cfg(test)]
mod tests;
