use super::WorkbookKind;
use super::entries::{Entries, Entry};
use super::unpack;

/// What the parts of an archive make up.
pub(super) enum Inside {
    /// A workbook.
    Workbook(WorkbookKind),
    /// A document that cannot be read, in words that follow "the file is".
    Other(&'static str),
    /// Files.
    Files,
}

/// Bytes of the part that says what an Open Document file is.
const LONGEST_KIND: u64 = 200;

/// Tells by their names what the parts of an archive make up; Open Document files say it themselves.
pub(super) fn inside(bytes: &[u8], entries: &Entries) -> Inside {
    let parts = &entries.parts;
    let named = |name: &str| parts.iter().find(|entry| entry.name.eq_ignore_ascii_case(name));
    let any = |test: fn(&str) -> bool| parts.iter().any(|entry| test(&entry.name.to_lowercase()));
    if named("[Content_Types].xml").is_some() {
        return match () {
            () if any(|name| name.ends_with("workbook.bin")) => Inside::Other("a binary Excel workbook (XLSB)"),
            () if any(|name| name.starts_with("word/")) => Inside::Other("a Word document"),
            () if any(|name| name.starts_with("ppt/")) => Inside::Other("a PowerPoint document"),
            () => Inside::Workbook(WorkbookKind::Xlsx),
        };
    }
    if let Some(mimetype) = named("mimetype") {
        return open_document(bytes, mimetype);
    }
    if named("Index/Document.iwa").is_some() || named("Index.zip").is_some() {
        return Inside::Other("an Apple Numbers, Pages or Keynote document");
    }
    Inside::Files
}

fn open_document(bytes: &[u8], mimetype: &Entry) -> Inside {
    let said =
        if mimetype.size > LONGEST_KIND { Vec::new() } else { unpack::read_part(bytes, mimetype).unwrap_or_default() };
    if said.starts_with(b"application/vnd.oasis.opendocument.spreadsheet") {
        Inside::Workbook(WorkbookKind::Ods)
    } else if said.starts_with(b"application/vnd.oasis.opendocument") {
        Inside::Other("an OpenDocument file, but no spreadsheet")
    } else {
        Inside::Files
    }
}
