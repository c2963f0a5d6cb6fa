//! Archives: what a file that starts with `PK` is. The list of parts at its end is judged before a
//! byte is unpacked, and what is unpacked is held against what the list says.

mod entries;
mod kind;
mod paths;
mod unpack;

use super::Limits;
use super::workbook::WorkbookKind;
use crate::finding::{Finding, Place, quoted};
use entries::Entry;
use kind::{Inside, inside};

pub(super) use unpack::{Broken, check_parts};

/// What an archive is.
#[derive(Debug)]
pub(super) enum Archive {
    /// A workbook. Its parts are still packed; only their list has been judged.
    Workbook(WorkbookKind),
    /// An archive of one file of data, unpacked.
    Text {
        /// The file's path within the archive.
        name: String,
        /// What it holds.
        bytes: Vec<u8>,
    },
    /// Nothing that may or can be read; the findings say why.
    Refused,
}

/// Judges an archive and tells what it is; one file of data is unpacked.
///
/// Refused are encrypted archives, archives within archives, parts that are or claim to be larger than
/// the limits allow, and names that could lead out of a folder. `file` is the name by which the user
/// knows the file.
pub(super) fn open_archive(bytes: &[u8], file: &str, limits: &Limits) -> (Archive, Vec<Finding>) {
    let entries = match entries::list(bytes) {
        Ok(entries) => entries,
        Err(broken) => return (Archive::Refused, vec![broken.finding(file)]),
    };
    let mut findings = entries::judge(&entries, file, limits);
    if !findings.is_empty() {
        return (Archive::Refused, findings);
    }
    let archive = match inside(bytes, &entries) {
        Inside::Workbook(kind) => Archive::Workbook(kind),
        Inside::Other(what) => {
            findings.push(other_kind(file, what));
            Archive::Refused
        }
        Inside::Files => open_files(bytes, &entries.parts, file, &mut findings),
    };
    (archive, findings)
}

/// The one file of data of an archive of files.
fn open_files(bytes: &[u8], parts: &[Entry], file: &str, findings: &mut Vec<Finding>) -> Archive {
    let wanted: Vec<&Entry> = parts.iter().filter(|entry| !entry.folder && !paths::is_litter(&entry.name)).collect();
    let data: Vec<&Entry> =
        wanted.iter().copied().filter(|entry| paths::is_data(&entry.name) || paths::is_packed(&entry.name)).collect();
    let [only] = data.as_slice() else {
        findings.push(if data.is_empty() { no_data(file, &wanted) } else { several(file, &data) });
        return Archive::Refused;
    };
    let unpacked = match unpack::read_part(bytes, only) {
        Ok(unpacked) => unpacked,
        Err(broken) => {
            findings.push(broken.finding(file));
            return Archive::Refused;
        }
    };
    if paths::is_packed(&only.name) || unpacked.starts_with(b"PK\x03\x04") {
        findings.push(within(file, only));
        return Archive::Refused;
    }
    let rest: Vec<&Entry> = wanted.into_iter().filter(|entry| entry.index != only.index).collect();
    if !rest.is_empty() {
        findings.push(left_aside(file, &rest));
    }
    Archive::Text { name: only.name.clone(), bytes: unpacked }
}

/// The names of parts, so that they can be shown: the first ten, cut, without control characters.
fn named(entries: &[&Entry]) -> String {
    const SHOWN: usize = 10;
    let mut names: Vec<String> = entries.iter().take(SHOWN).map(|entry| quoted(&paths::shown(&entry.name))).collect();
    if entries.len() > SHOWN {
        names.push(format!("and {} more", entries.len() - SHOWN));
    }
    names.join(", ")
}

fn several(file: &str, data: &[&Entry]) -> Finding {
    let message = format!("the archive holds {} files of data: {}", data.len(), named(data));
    let help = "unpack it and name the file that is meant";
    Finding::error("archive-of-several", Place::file(file), message, help)
}

fn no_data(file: &str, wanted: &[&Entry]) -> Finding {
    let message = match wanted {
        [] => "the archive holds no file".to_owned(),
        _ => format!("the archive holds no file of data, only {}", named(wanted)),
    };
    Finding::error("archive-without-data", Place::file(file), message, "name a file of data: CSV, XLSX, ODS or SPSS")
}

fn within(file: &str, entry: &Entry) -> Finding {
    let message = format!("the archive holds a workbook or another archive: {}", named(&[entry]));
    Finding::error("archive-in-archive", Place::file(file), message, "unpack it and name the file that is in it")
}

fn left_aside(file: &str, rest: &[&Entry]) -> Finding {
    let message = format!("of the archive only the file of data was read, not {}", named(rest));
    Finding::note("archive-rest-unread", Place::file(file), message, "nothing, unless one of them is data")
}

fn other_kind(file: &str, what: &str) -> Finding {
    let message = format!("the file is {what}");
    let help = "open it where it was made and save it as an Excel workbook (XLSX) or as CSV (UTF-8)";
    Finding::error("unreadable-kind", Place::file(file), message, help)
}

#[cfg(test)]
mod tests;
