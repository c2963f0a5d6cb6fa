//! One release in the ledger, and the chain that ties it to those before it.

use crate::output::canonical;
use crate::output::manifest::{InputEntry, OutputEntry, Versions};
use crate::output::{INDICATORS, METHODS, sha256};
use crate::vocabulary::{Language, ReleaseNote};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::path::Path;

/// One release.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Its number, from 1.
    pub number: u32,
    /// The programme's name.
    pub programme: String,
    /// The day as of which it speaks.
    pub as_of: String,
    /// What made it.
    pub versions: Versions,
    /// SHA-256 of the list of files read: for each, sorted by path, its digest as the manifest tells it or `not-told`,
    /// two spaces, its path and a line end.
    pub inputs: String,
    /// What was published.
    pub release: ReleaseDigest,
    /// What changed since the release before, in sentences.
    pub changes: Vec<String>,
    /// SHA-256 of the private record of what was published about whom, unpacked. Only where the plan has a key: the
    /// record is then full of digests that nobody else can make, and else could be guessed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
    /// The hash of the release before; none for the first.
    pub previous: Option<String>,
    /// SHA-256 of this entry without this field, as JSON with sorted keys and no spaces (RFC 8785).
    pub hash: String,
}

/// What a release published, as hashes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReleaseDigest {
    /// SHA-256 of `data/indicators.csv`.
    pub indicators: String,
    /// SHA-256 of the list of pages in all languages, made as that of files read; `methods.html` of each
    /// language, which tells of the releases, stays out.
    pub pages: String,
}

impl ReleaseDigest {
    /// The digest of files that are to be published.
    #[must_use]
    pub fn of(outputs: &[OutputEntry]) -> Self {
        let indicators = outputs.iter().find(|output| output.path == INDICATORS);
        let is_page =
            |path: &str| !tells_of_releases(path) && Path::new(path).extension().is_some_and(|end| end == "html");
        let pages = outputs.iter().filter(|output| is_page(&output.path));
        ReleaseDigest {
            indicators: indicators.map(|output| output.sha256.clone()).unwrap_or_default(),
            pages: digest_of_list(pages.map(|output| (output.path.as_str(), output.sha256.as_str()))),
        }
    }
}

/// Whether a file is the page that tells of the releases, in any language.
fn tells_of_releases(path: &str) -> bool {
    let folder = path.strip_suffix(METHODS);
    let is_language = |folder: &str| Language::ALL.iter().any(|one| folder.strip_suffix('/') == Some(one.code()));
    folder.is_some_and(|folder| folder.is_empty() || is_language(folder))
}

/// What stands in the list of files read for a digest that is not told.
const NOT_TOLD: &str = "not-told";

/// One digest of what is told of all files read.
#[must_use]
pub fn digest_of_inputs(inputs: &[InputEntry]) -> String {
    digest_of_list(inputs.iter().map(|input| (input.path.as_str(), input.digest().unwrap_or(NOT_TOLD))))
}

/// As `sha256sum` writes it, so that a reader can make it by hand.
fn digest_of_list<'a>(files: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let mut files: Vec<(&str, &str)> = files.collect();
    files.sort_unstable();
    let list: String = files.into_iter().map(|(path, hash)| format!("{hash}  {path}\n")).collect();
    sha256(list.as_bytes())
}

impl Entry {
    /// The hash that this entry should have.
    ///
    /// # Errors
    /// If it cannot be written as JSON.
    pub(super) fn own_hash(&self) -> Result<String, serde_json::Error> {
        let mut value = serde_json::to_value(self)?;
        if let Some(object) = value.as_object_mut() {
            object.remove("hash");
        }
        Ok(sha256(&canonical::compact(&value)?))
    }

    /// The release as readers are told of it.
    #[must_use]
    pub fn note(&self) -> ReleaseNote {
        ReleaseNote {
            number: self.number,
            as_of: self.as_of.clone(),
            version: self.versions.plan.clone(),
            changes: self.changes.clone(),
        }
    }
}

/// What is wrong with a chain of releases, if anything: the release and why.
pub(super) fn fault(entries: &[Entry]) -> Option<(u32, &'static str)> {
    let mut previous: Option<&Entry> = None;
    for (entry, number) in entries.iter().zip(1_u32..) {
        if entry.number != number {
            return Some((number, "a release is missing here, or they are not in order"));
        }
        if entry.previous.as_ref() != previous.map(|previous| &previous.hash) {
            return Some((number, "it does not follow from the release before it"));
        }
        if entry.own_hash().ok().as_ref() != Some(&entry.hash) {
            return Some((number, "it does not say what it said when it was written"));
        }
        previous = Some(entry);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_of_every_language_are_published_but_those_that_tell_of_the_releases() {
        let file =
            |path: &str, sha256: &str| OutputEntry { path: path.to_owned(), bytes: 1, sha256: sha256.to_owned() };
        let pages = |paths: &[(&str, &str)]| {
            ReleaseDigest::of(&paths.iter().map(|(path, hash)| file(path, hash)).collect::<Vec<_>>()).pages
        };
        let paths = [("index.html", "1"), ("cy/index.html", "2"), ("groups/methods.html", "3")];
        let about = [("methods.html", "4"), ("cy/methods.html", "5")];
        assert_eq!(pages(&[paths, [about[0], about[1], ("a.json", "6")]].concat()), pages(&paths));
        for changed in 0..paths.len() {
            let mut others = paths;
            others[changed].1 = "7";
            assert_ne!(pages(&others), pages(&paths));
        }
    }
}
