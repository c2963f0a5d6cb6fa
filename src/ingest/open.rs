use super::decode::decode;
use super::delimiter::find_delimiter;
use super::limits::Limits;
use super::sheet::{Content, Sheet};
use crate::finding::Finding;

/// What is known about a file before it is opened.
#[derive(Debug, Clone, Copy, Default)]
pub struct Opening<'a> {
    /// Its encoding, where the mapping gives one.
    pub encoding: Option<&'a str>,
    /// The byte between its cells, where the mapping gives one.
    pub delimiter: Option<u8>,
    /// How much it may ask of the machine.
    pub limits: Limits,
}

/// A file's tables, with what was found on the way to them.
#[derive(Debug, Clone, Default)]
pub struct Opened {
    /// Its sheets in order; none if it cannot be used.
    pub sheets: Vec<Sheet>,
    /// How sure the reading is, and what was left out.
    pub findings: Vec<Finding>,
}

/// Opens a file of any kind that people send. What it is is decided by its content, whatever its name ends
/// with. `file` is the name by which the user knows it.
#[must_use]
pub fn open(bytes: Vec<u8>, file: &str, opening: &Opening<'_>) -> Opened {
    let decoded = decode(bytes, file);
    let sheets = decoded.text.map(|text| {
        let delimiter = opening.delimiter.unwrap_or_else(|| find_delimiter(&text));
        Sheet { content: Content::Text { text, delimiter }, ..Sheet::default() }
    });
    Opened { sheets: sheets.into_iter().collect(), findings: decoded.finding.into_iter().collect() }
}
