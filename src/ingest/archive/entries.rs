use super::unpack::{Broken, archive};
use super::{Limits, paths};
use crate::finding::{Finding, Place};
use std::collections::BTreeSet;

/// Parts an archive may have. A workbook of a thousand sheets has some three thousand.
const MOST_PARTS: usize = 10_000;

/// One part of an archive, as the list at the archive's end has it.
#[derive(Debug)]
pub(super) struct Entry {
    /// Its place in the list.
    pub(super) index: usize,
    /// Its path, with forward slashes.
    pub(super) name: String,
    /// Bytes it takes in the archive.
    pub(super) packed: u64,
    /// Bytes it says it unpacks to.
    pub(super) size: u64,
    pub(super) encrypted: bool,
    pub(super) folder: bool,
}

/// The list of an archive's parts.
#[derive(Debug)]
pub(super) struct Entries {
    pub(super) parts: Vec<Entry>,
    /// Whether the list names a part twice; only one of them is in `parts`.
    repeats: bool,
}

/// The parts that an archive lists.
///
/// # Errors
/// If the list cannot be read.
pub(super) fn list(bytes: &[u8]) -> Result<Entries, Broken> {
    let archive = archive(bytes)?;
    let mut parts = Vec::new();
    for index in 0..archive.len() {
        let entry = archive.by_index_data(index).map_err(|error| Broken::from(&error))?;
        let name = match entry.name() {
            Ok(name) => name.into_owned(),
            Err(_) => String::from_utf8_lossy(entry.name_raw()).into_owned(),
        };
        parts.push(Entry {
            index,
            name: name.replace('\\', "/"),
            packed: entry.compressed_size(),
            size: entry.size(),
            encrypted: entry.encrypted(),
            folder: entry.is_dir(),
        });
    }
    Ok(Entries { parts, repeats: archive.has_duplicate_names() })
}

/// What forbids to unpack an archive, by its list alone; empty if nothing does.
pub(super) fn judge(entries: &Entries, file: &str, limits: &Limits) -> Vec<Finding> {
    let Entries { parts, repeats } = entries;
    let mut findings = Vec::new();
    let place = || Place::file(file);
    if parts.iter().any(|entry| entry.encrypted) {
        findings.push(encrypted(file, "archive"));
    }
    if parts.len() > MOST_PARTS {
        let message = format!("the archive has {} parts, more than {MOST_PARTS}", parts.len());
        findings.push(Finding::error("archive-unsafe", place(), message, "unpack it and name the file that is meant"));
    }
    let total = parts.iter().fold(0_u64, |sum, entry| sum.saturating_add(entry.size));
    if total > limits.bytes {
        findings.push(limits.too_large(file, "what the archive unpacks to"));
    }
    if parts.iter().any(|entry| swells(entry, limits)) {
        let message = format!("a part of the archive unpacks to more than {} times its packed size", limits.expansion);
        let help = "open the file where it was made and save it again; do not open it if you do not know its sender";
        findings.push(Finding::error("archive-unsafe", place(), message, help));
    }
    if let Some(why) = paths::trouble(parts.iter().map(|entry| entry.name.as_str())) {
        findings.push(Finding::error("archive-path", place(), why, "pack the file again, under a plain name"));
    }
    let names: BTreeSet<String> = parts.iter().map(|entry| entry.name.to_lowercase()).collect();
    if *repeats || names.len() < parts.len() {
        let message = "the archive names a part twice, so that it is unclear which is meant";
        findings.push(Finding::error("archive-path", place(), message, "pack the file again"));
    }
    findings
}

fn swells(entry: &Entry, limits: &Limits) -> bool {
    entry.size > Limits::FREE_BYTES && entry.size / limits.expansion.max(1) > entry.packed
}

/// What is said of a file that only a password opens.
pub(super) fn encrypted(file: &str, what: &str) -> Finding {
    let message = format!("the {what} is encrypted");
    Finding::error("encrypted-file", Place::file(file), message, "save it without a password")
}
