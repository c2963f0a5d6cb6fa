//! Checking an output folder against its manifest, and finding the evaluation it was made from.

mod claims;
mod inputs;
mod origin;

pub use claims::{check_counts, check_ledger, check_package};
pub use inputs::Means;
pub use origin::check_provenance;

use super::manifest::{Manifest, OutputEntry};
use super::{MANIFEST, sha256};
use crate::plan::PLAN_FILE;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// How deep below a folder the evaluation is looked for.
const SEARCH_DEPTH: usize = 3;

/// What checking found: what holds, and what is wrong.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verdict {
    /// How many files, figures or statements are as they should be.
    pub matching: usize,
    /// What is wrong, a line each.
    pub faults: Vec<String>,
    /// What could not be checked, and what that would need.
    pub unchecked: Vec<String>,
}

impl Verdict {
    /// Notes whether something holds; what to say if it does not.
    fn hold(&mut self, holds: bool, fault: impl FnOnce() -> String) {
        if holds { self.matching += 1 } else { self.faults.push(fault()) }
    }

    /// Checks one file below a folder.
    fn check(&mut self, folder: &Path, path: &str, bytes: u64, hash: &str) {
        match fs::read(folder.join(path)) {
            Err(_) => self.faults.push(format!("{path}: missing")),
            Ok(found) if found.len() as u64 == bytes && sha256(&found) == hash => self.matching += 1,
            Ok(_) => self.faults.push(format!("{path}: not the file the manifest names")),
        }
    }

    /// Checks every output file of a manifest, and that there is no other file but private ones.
    #[must_use]
    pub fn of_outputs(out: &Path, entries: &[OutputEntry]) -> Self {
        let mut verdict = Verdict::default();
        for entry in entries {
            verdict.check(out, &entry.path, entry.bytes, &entry.sha256);
        }
        let known: BTreeSet<&str> = entries.iter().map(|entry| entry.path.as_str()).chain([MANIFEST]).collect();
        for path in files_below(out, usize::MAX) {
            let name = path.strip_prefix(out).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            if !known.contains(name.as_str()) && !name.starts_with("private/") {
                verdict.faults.push(format!("{name}: not in the manifest"));
            }
        }
        verdict
    }
}

/// Reads the manifest of an output folder and checks its output files.
///
/// # Errors
/// If there is no manifest or it cannot be read.
pub fn check_files(out: &Path) -> Result<(Manifest, Verdict), String> {
    let path = out.join(MANIFEST);
    let text = fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    let manifest: Manifest = serde_json::from_slice(&text).map_err(|error| format!("{}: {error}", path.display()))?;
    let verdict = Verdict::of_outputs(out, &manifest.outputs);
    Ok((manifest, verdict))
}

/// The evaluation folder that a manifest speaks of, known by its plan's hash, at most three levels
/// below one of `roots`.
#[must_use]
pub fn find_data(manifest: &Manifest, roots: &[PathBuf]) -> Option<PathBuf> {
    let plan = manifest.inputs.iter().find(|entry| entry.path == PLAN_FILE)?;
    let candidates = roots.iter().flat_map(|root| files_below(root, SEARCH_DEPTH));
    candidates
        .filter(|path| path.file_name().is_some_and(|name| name == PLAN_FILE))
        .find(|path| fs::read(path).is_ok_and(|bytes| Some(sha256(&bytes)) == plan.sha256))
        .and_then(|path| path.parent().map(Path::to_owned))
}

/// Files below a folder, sorted; links and hidden folders are not followed.
fn files_below(folder: &Path, depth: usize) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
    paths.sort();
    let mut files = Vec::new();
    for path in paths {
        let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        match fs::symlink_metadata(&path) {
            Ok(about)
                if about.is_dir() && depth > 0 && !hidden && path.file_name().is_none_or(|name| name != "target") =>
            {
                files.extend(files_below(&path, depth - 1));
            }
            Ok(about) if about.is_file() => files.push(path),
            _ => {}
        }
    }
    files
}
