//! The ledger of releases: what was published when, made of what, and what changed, as a chain of hashes.
//!
//! `ledger.json` may circulate. What was published about which people is kept apart in `private/ledger/`, a
//! file a release, as bytes of whoever decided on it. Where the plan has a key the chain holds their hashes; without
//! one they would be guessed, and the hashes with them. A run into an output carries its ledger over and adds an
//! entry; one that publishes the same again adds none.

mod changes;
mod entry;
mod error;
mod figures;
mod part;

pub use changes::{Told, sentences};
pub use entry::{Entry, ReleaseDigest, digest_of_inputs};
pub use error::LedgerError;

use super::manifest::{Manifest, Versions};
use super::{MANIFEST, canonical, sha256};
use crate::vocabulary::ReleaseNote;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

/// File name of the ledger within an output folder.
pub const LEDGER: &str = "ledger.json";

/// The ledger's file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LedgerFile {
    /// The releases, first to last.
    pub releases: Vec<Entry>,
}

/// The releases of an evaluation with their private records.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ledger {
    file: LedgerFile,
    /// Packed records by number.
    parts: BTreeMap<u32, Vec<u8>>,
}

/// A release that is to be entered.
#[derive(Debug, Clone)]
pub struct NewRelease<'a> {
    /// The programme's name.
    pub programme: &'a str,
    /// The day as of which it speaks.
    pub as_of: &'a str,
    /// What made it.
    pub versions: &'a Versions,
    /// [`digest_of_inputs`] of the files read.
    pub inputs: &'a str,
    /// Whether the plan has a key, without which the record could be guessed.
    pub is_keyed: bool,
    /// What was published.
    pub release: ReleaseDigest,
    /// What changed since the release before, in sentences.
    pub changes: Vec<String>,
    /// The private record of what was published about whom.
    pub published: &'a [u8],
}

impl Ledger {
    /// The ledger of an output folder with every private record; none where nothing was ever released.
    ///
    /// # Errors
    /// If a part of it cannot be read, is gone, or is not what it was when it was written.
    pub fn read(folder: &Path) -> Result<Option<Ledger>, LedgerError> {
        let Some(file) = LedgerFile::read(folder)? else { return Ok(None) };
        let mut parts = BTreeMap::new();
        for entry in &file.releases {
            parts.insert(entry.number, read_part(folder, entry)?);
        }
        Ok(Some(Ledger { file, parts }))
    }

    /// The ledger of an output folder but for its last release, and that one's entry. Its private record is not
    /// needed: who makes it again makes that too.
    ///
    /// # Errors
    /// As [`Ledger::read`].
    pub fn read_but_last(folder: &Path) -> Result<(Ledger, Option<Entry>), LedgerError> {
        let mut file = LedgerFile::read(folder)?.unwrap_or_default();
        let last = file.releases.pop();
        let mut ledger = Ledger { file, parts: BTreeMap::new() };
        for entry in &ledger.file.releases {
            ledger.parts.insert(entry.number, read_part(folder, entry)?);
        }
        Ok((ledger, last))
    }

    /// The releases, first to last.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.file.releases
    }

    /// The record of what the last release published, as it was handed over.
    #[must_use]
    pub fn last_published(&self) -> Option<Vec<u8>> {
        self.published().last().map(|(_, record)| record)
    }

    /// The record of every release, first to last, by number.
    #[must_use = "what was published before is read to be kept apart from what is published now"]
    pub fn published(&self) -> impl DoubleEndedIterator<Item = (u32, Vec<u8>)> {
        // Every record was unpacked and held against its hash when it was read.
        self.parts.iter().filter_map(|(number, packed)| Some((*number, part::unpack(packed).ok()?)))
    }

    /// The releases that a run is held against: all but those at the end that were made of the same files, as their
    /// records say, by the same program, which is then asked to make the same again.
    #[must_use]
    pub fn before(&self, versions: &Versions, is_of_same_files: impl Fn(&[u8]) -> bool) -> Ledger {
        let records = self.published().rev().map(|(_, record)| record);
        let same = |(entry, record): &(&Entry, Vec<u8>)| entry.versions == *versions && is_of_same_files(record);
        let again = self.entries().iter().rev().zip(records).take_while(same).count();
        self.first(self.entries().len() - again)
    }

    /// The first so many releases.
    #[must_use]
    pub fn first(&self, releases: usize) -> Ledger {
        let releases: Vec<Entry> = self.entries().iter().take(releases).cloned().collect();
        let kept = |number: u32| releases.last().is_some_and(|last| number <= last.number);
        let parts = self.parts.iter().filter(|(number, _)| kept(**number));
        Ledger { parts: parts.map(|(number, part)| (*number, part.clone())).collect(), file: LedgerFile { releases } }
    }

    /// Whether this ledger begins with all of another.
    #[must_use]
    pub fn continues(&self, other: &Ledger) -> bool {
        self.entries().starts_with(other.entries())
    }

    /// Whether the last release is the one that is to be entered.
    #[must_use]
    pub fn ends_with(&self, new: &NewRelease<'_>) -> bool {
        self.entries().last().is_some_and(|last| {
            last.programme == new.programme
                && last.versions == *new.versions
                && last.inputs == new.inputs
                && last.release == new.release
                && self.last_published().as_deref() == Some(new.published)
        })
    }

    /// Enters a release.
    ///
    /// # Errors
    /// If the entry cannot be written or the record cannot be packed.
    pub fn append(&mut self, new: NewRelease<'_>) -> Result<(), LedgerError> {
        let last = self.entries().last();
        let mut entry = Entry {
            number: last.map_or(1, |last| last.number + 1),
            programme: new.programme.to_owned(),
            as_of: new.as_of.to_owned(),
            versions: new.versions.clone(),
            inputs: new.inputs.to_owned(),
            release: new.release,
            changes: new.changes,
            published: new.is_keyed.then(|| sha256(new.published)),
            previous: last.map(|last| last.hash.clone()),
            hash: String::new(),
        };
        entry.hash = entry.own_hash()?;
        self.parts.insert(entry.number, part::pack(new.published).map_err(LedgerError::Pack)?);
        self.file.releases.push(entry);
        Ok(())
    }

    /// The releases as readers are told of them.
    #[must_use]
    pub fn notes(&self) -> Vec<ReleaseNote> {
        self.entries().iter().map(Entry::note).collect()
    }

    /// The public file.
    ///
    /// # Errors
    /// If it cannot be written as JSON.
    pub fn to_json(&self) -> Result<Vec<u8>, serde_json::Error> {
        canonical::pretty(&self.file)
    }

    /// The private files: path below `private/`, and bytes.
    pub fn private_files(&self) -> impl Iterator<Item = (String, &[u8])> {
        self.parts.iter().map(|(number, packed)| (part::path(*number), packed.as_slice()))
    }
}

impl LedgerFile {
    /// The public ledger of an output folder, its chain checked; none where nothing was ever released.
    ///
    /// # Errors
    /// If it cannot be read, is gone though releases are told of, or its chain does not hold.
    pub fn read(folder: &Path) -> Result<Option<LedgerFile>, LedgerError> {
        let path = folder.join(LEDGER);
        let named = named_by_manifest(folder);
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
                let known = named.is_some() || folder.join("private/ledger").exists();
                return if known { Err(LedgerError::Gone(path)) } else { Ok(None) };
            }
            Err(source) => return Err(LedgerError::Unreadable { path, source }),
        };
        let file: LedgerFile = match serde_json::from_slice(&bytes) {
            Ok(file) => file,
            Err(source) => return Err(LedgerError::NotALedger { path, source }),
        };
        if let Some((number, why)) = entry::fault(&file.releases) {
            return Err(LedgerError::Broken { path, number, why });
        }
        if named.is_some_and(|hash| hash != sha256(&bytes)) {
            return Err(LedgerError::NotOfManifest(path));
        }
        Ok(Some(file))
    }

    /// What is wrong with the private records of an output folder, and how many are as they should be.
    #[must_use]
    pub fn check_parts(&self, folder: &Path) -> (usize, Vec<LedgerError>) {
        let (good, faults): (Vec<_>, Vec<_>) =
            self.releases.iter().map(|entry| read_part(folder, entry)).partition(Result::is_ok);
        (good.len(), faults.into_iter().filter_map(Result::err).collect())
    }
}

/// The hash that the manifest of a folder has for its ledger. A manifest that cannot be read names none.
fn named_by_manifest(folder: &Path) -> Option<String> {
    let manifest: Manifest = serde_json::from_slice(&fs::read(folder.join(MANIFEST)).ok()?).ok()?;
    manifest.outputs.into_iter().find(|output| output.path == LEDGER).map(|output| output.sha256)
}

/// The packed record of a release, held against its hash where one is told.
fn read_part(folder: &Path, entry: &Entry) -> Result<Vec<u8>, LedgerError> {
    let path = folder.join("private").join(part::path(entry.number));
    let packed = match fs::read(&path) {
        Ok(packed) => packed,
        Err(error) if error.kind() == ErrorKind::NotFound => return Err(LedgerError::PartGone(path)),
        Err(source) => return Err(LedgerError::Unreadable { path, source }),
    };
    match part::unpack(&packed) {
        Ok(record) if entry.published.as_ref().is_none_or(|hash| sha256(&record) == *hash) => Ok(packed),
        _ => Err(LedgerError::PartDiffers(path)),
    }
}

#[cfg(test)]
mod changes_tests;
#[cfg(test)]
mod tests;
