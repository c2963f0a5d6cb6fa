//! Removing what may be kept no longer: rows about single people. What circulates stays, and so do keyed
//! digests, of which nobody can be told.

use super::InputEntry;
use crate::vocabulary::InputKey;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Folder of an output that must not circulate.
const PRIVATE: &str = "private";
/// What below it holds digests only, and is left.
const LEDGER: &str = "ledger";
/// Name of the record of what was removed: below `private/` of an output, or in the evaluation's folder.
pub const PURGED: &str = "purged.json";

/// The record of what was removed, kept in its place: it names files, nobody.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PurgeRecord {
    /// What was removed, in order.
    pub removed: Vec<Removed>,
}

/// A file that was removed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Removed {
    /// Path within the folder, with forward slashes.
    pub path: String,
    /// HMAC-SHA-256 of what it held, as a manifest has it, so that a copy can be told by whoever has the plan's key.
    /// A plain hash or the size would leave what can be guessed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hmac_sha256: Option<String>,
    /// The day on which it was removed, as whoever removed it said.
    pub on: String,
    /// Why it was removed before its day, if it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub early: Option<String>,
}

/// A removal: the day it is done, and why it is done before its time, if it is.
#[derive(Clone, Copy)]
pub struct Purge<'a> {
    /// The day, in ISO form.
    pub on: &'a str,
    /// Why not later.
    pub early: Option<&'a str>,
    /// The plan's key, where there is one.
    pub key: Option<&'a InputKey>,
}

/// What stops a removal. What was removed before is in the record.
#[derive(Debug, thiserror::Error)]
#[error("{path} could not be removed")]
pub struct PurgeError {
    /// The path.
    path: PathBuf,
    /// Why.
    #[source]
    source: io::Error,
}

fn failed(path: &Path) -> impl FnOnce(io::Error) -> PurgeError + '_ {
    move |source| PurgeError { path: path.to_owned(), source }
}

impl Purge<'_> {
    /// Removes everything below an output's `private/` but the ledger, and writes the record there. A link is
    /// removed and not followed.
    ///
    /// # Errors
    /// If a file cannot be removed or the record cannot be written.
    pub fn output(self, out: &Path) -> Result<Vec<Removed>, PurgeError> {
        let private = out.join(PRIVATE);
        if !is_folder(&private) {
            return Ok(Vec::new());
        }
        let paths: Vec<String> = entries(out, PRIVATE)
            .map_err(failed(&private))?
            .into_iter()
            .filter(|path| *path != format!("{PRIVATE}/{PURGED}"))
            .collect();
        let removed = self.remove(out, &paths, &private.join(PURGED))?;
        // Folders that are empty now say nothing; one that is not stays.
        for path in folders(&private).iter().rev() {
            let _ = fs::remove_dir(path);
        }
        Ok(removed)
    }

    /// Removes some files of an evaluation's folder, named by their paths within it, and writes the record beside
    /// the plan. A path that leads out of the folder over a link is left.
    ///
    /// # Errors
    /// If a file cannot be removed or the record cannot be written.
    pub fn inputs(self, data: &Path, paths: &BTreeSet<String>) -> Result<Vec<Removed>, PurgeError> {
        let inside: Vec<String> = paths.iter().filter(|path| is_within(data, path)).cloned().collect();
        self.remove(data, &inside, &data.join(PURGED))
    }

    /// Writes into the record what is about to go, then removes it: a file that is gone is always on record.
    fn remove(self, folder: &Path, paths: &[String], record: &Path) -> Result<Vec<Removed>, PurgeError> {
        let mut kept = read_record(record);
        let mut removed = Vec::new();
        for path in paths {
            let full = folder.join(path);
            let about = fs::symlink_metadata(&full).map_err(failed(&full))?;
            let key = self.key.filter(|_| about.is_file());
            let digest = key.map(|key| Ok(key.digest(&fs::read(&full)?))).transpose().map_err(failed(&full))?;
            removed.push(Removed {
                path: path.clone(),
                hmac_sha256: digest,
                on: self.on.to_owned(),
                early: self.early.map(str::to_owned),
            });
        }
        if removed.is_empty() {
            return Ok(removed);
        }
        kept.removed.extend(removed.iter().cloned());
        let text = serde_json::to_vec_pretty(&kept).map_err(|error| failed(record)(error.into()))?;
        fs::write(record, text).map_err(failed(record))?;
        for path in paths {
            let full = folder.join(path);
            fs::remove_file(&full).map_err(failed(&full))?;
        }
        Ok(removed)
    }
}

/// The record of what was removed, empty where there is none.
fn read_record(path: &Path) -> PurgeRecord {
    fs::read(path).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default()
}

/// Inputs of a manifest that are gone from the evaluation's folder because they were purged, as its record says: by
/// their keyed digest where both have one, else by their path.
#[must_use]
pub fn purged_inputs(data: &Path, inputs: &[InputEntry]) -> BTreeSet<String> {
    let record = read_record(&data.join(PURGED));
    let is_same = |removed: &Removed, input: &InputEntry| {
        let other = removed.hmac_sha256.as_ref().zip(input.hmac_sha256.as_ref()).is_some_and(|(one, two)| one != two);
        removed.path == input.path && !other
    };
    let is_gone = |input: &&InputEntry| {
        record.removed.iter().any(|removed| is_same(removed, input)) && !data.join(&input.path).exists()
    };
    inputs.iter().filter(is_gone).map(|input| input.path.clone()).collect()
}

fn is_folder(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|about| about.is_dir())
}

/// Whether every folder on the way to a file is one, and none is a link to elsewhere.
fn is_within(folder: &Path, path: &str) -> bool {
    let file = Path::new(path);
    crate::document::stays_inside(path)
        && fs::symlink_metadata(folder.join(file)).is_ok_and(|about| about.is_file())
        && file
            .ancestors()
            .skip(1)
            .filter(|above| !above.as_os_str().is_empty())
            .all(|above| is_folder(&folder.join(above)))
}

/// Everything below a folder but folders, the ledger apart, by path from `root`.
fn entries(root: &Path, below: &str) -> io::Result<Vec<String>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(root.join(below))? {
        let entry = entry?;
        let path = format!("{below}/{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            if path != format!("{PRIVATE}/{LEDGER}") {
                found.extend(entries(root, &path)?);
            }
        } else {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// The folders below one, each before those in it.
fn folders(below: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(below) else { return Vec::new() };
    let inner = entries.filter_map(Result::ok).map(|entry| entry.path());
    let inner = inner.filter(|path| is_folder(path) && !path.ends_with(LEDGER));
    inner.flat_map(|path| [vec![path.clone()], folders(&path)].concat()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: Purge<'static> = Purge { on: "2009-10-01", early: None, key: None };

    #[test]
    fn private_rows_go_and_the_ledger_and_what_circulates_stay() {
        let out = tempfile::tempdir().unwrap();
        for path in ["private/ledger/runs.json", "private/quarantine.csv", "private/deep/er/rows.csv", "index.html"] {
            fs::create_dir_all(out.path().join(path).parent().unwrap()).unwrap();
            fs::write(out.path().join(path), path).unwrap();
        }
        let paths = |removed: Vec<Removed>| removed.into_iter().map(|one| one.path).collect::<Vec<_>>();
        assert_eq!(paths(TODAY.output(out.path()).unwrap()), ["private/deep/er/rows.csv", "private/quarantine.csv"]);
        assert!(out.path().join("private/ledger/runs.json").exists() && out.path().join("index.html").exists());
        assert!(!out.path().join("private/deep").exists());
        assert_eq!(read_record(&out.path().join("private/purged.json")).removed.len(), 2);
        assert!(TODAY.output(out.path()).unwrap().is_empty(), "nothing is left to remove");
    }

    #[cfg(unix)]
    #[test]
    fn no_link_is_followed() {
        let place = tempfile::tempdir().unwrap();
        let (out, elsewhere) = (place.path().join("out"), place.path().join("elsewhere"));
        fs::create_dir_all(out.join("private")).unwrap();
        fs::create_dir_all(&elsewhere).unwrap();
        fs::write(elsewhere.join("thesis.txt"), "years of work").unwrap();
        std::os::unix::fs::symlink(&elsewhere, out.join("private/link")).unwrap();
        std::os::unix::fs::symlink(&elsewhere, out.join("linked")).unwrap();
        assert_eq!(TODAY.output(&out).unwrap().len(), 1);
        let paths = BTreeSet::from(["linked/thesis.txt".to_owned(), "../elsewhere/thesis.txt".to_owned()]);
        assert!(TODAY.inputs(&out, &paths).unwrap().is_empty());
        assert!(elsewhere.join("thesis.txt").exists() && !out.join("private/link").exists());
    }
}
