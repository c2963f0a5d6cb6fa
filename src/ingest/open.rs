use super::archive::{Archive, open_archive};
use super::decode::decode;
use super::delimiter::find_delimiter;
use super::kind::{FileKind, kind_of};
use super::limits::Limits;
use super::sheet::{Content, Sheet};
use super::spss::read_spss;
use super::workbook::{WorkbookKind, read_workbook};
use crate::finding::{Finding, Place, quoted};

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

impl Opened {
    fn of(sheets: Vec<Sheet>, findings: Vec<Finding>) -> Self {
        Opened { sheets, findings }
    }

    fn after(mut self, mut before: Vec<Finding>) -> Self {
        before.append(&mut self.findings);
        Opened { findings: before, ..self }
    }
}

/// Opens a file of any kind that people send: delimited text, workbooks (XLSX, XLS, ODS), SPSS data, and an
/// archive of a single text or SPSS file. What it is is decided by its content, whatever its name ends with. `file` is the
/// name by which the user knows it.
#[must_use]
pub fn open(bytes: Vec<u8>, file: &str, opening: &Opening<'_>) -> Opened {
    let limits = &opening.limits;
    match kind_of(&bytes) {
        FileKind::Zip => match open_archive(&bytes, file, limits) {
            (Archive::Workbook(kind), findings) => workbook(bytes, kind, file, limits).after(findings),
            (Archive::Text { name, bytes }, mut findings) => {
                let message = format!("the archive's one file was read: {}", quoted(&name));
                findings.push(Finding::note("archive-unpacked", Place::file(file), message, "nothing"));
                unpacked(bytes, file, opening).after(findings)
            }
            (Archive::Refused, findings) => Opened::of(Vec::new(), findings),
        },
        FileKind::Ole => workbook(bytes, WorkbookKind::Xls, file, limits),
        FileKind::Spss => {
            let (sheet, findings) = read_spss(&bytes, file, limits);
            Opened::of(sheet.into_iter().collect(), findings)
        }
        _ => text(bytes, file, opening),
    }
}

/// What stood in an archive by itself.
fn unpacked(bytes: Vec<u8>, file: &str, opening: &Opening<'_>) -> Opened {
    match kind_of(&bytes) {
        FileKind::Spss => {
            let (sheet, findings) = read_spss(&bytes, file, &opening.limits);
            Opened::of(sheet.into_iter().collect(), findings)
        }
        _ => text(bytes, file, opening),
    }
}

fn workbook(bytes: Vec<u8>, kind: WorkbookKind, file: &str, limits: &Limits) -> Opened {
    let (sheets, findings) = read_workbook(bytes, kind, file, limits);
    Opened::of(sheets, findings)
}

fn text(bytes: Vec<u8>, file: &str, opening: &Opening<'_>) -> Opened {
    let decoded = decode(bytes, file, opening.encoding);
    let sheets = decoded.text.map(|text| {
        let delimiter = opening.delimiter.unwrap_or_else(|| find_delimiter(&text));
        let content = Content::Text { text, delimiter, limits: opening.limits };
        Sheet { content, ..Sheet::default() }
    });
    Opened::of(sheets.into_iter().collect(), decoded.findings)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opened(path: &str) -> Opened {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/inputs").join(path);
        open(std::fs::read(path).expect("a fixture"), "a.csv", &Opening::default())
    }

    #[test]
    fn what_a_file_is_is_decided_by_its_content() {
        assert_eq!(opened("spss/jisc.sav").sheets.len(), 1);
        assert!(opened("workbook/modern.xlsx").sheets.len() > 1);
        let nothing = open(Vec::new(), "a.xlsx", &Opening::default());
        assert_eq!((nothing.sheets.len(), nothing.findings.len()), (1, 0));
        let page = open(b"<html><table>".to_vec(), "a.xls", &Opening::default());
        assert_eq!(page.findings.iter().map(|finding| finding.code).collect::<Vec<_>>(), ["not-text"]);
    }
}
