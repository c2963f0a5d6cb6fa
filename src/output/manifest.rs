use crate::vocabulary::{FileAccount, Language};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What went in, what came out, and what was kept back: enough to check an output folder and to
/// make it again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// What made it.
    pub versions: Versions,
    /// The day as of which the evaluation speaks.
    pub as_of: String,
    /// Languages of the pages.
    #[serde(default = "english_only", skip_serializing_if = "is_english_only")]
    pub languages: Vec<Language>,
    /// Files read, by path within the evaluation's folder.
    pub inputs: Vec<InputEntry>,
    /// Files written, by path within the output folder, those under `private/` and this one apart.
    pub outputs: Vec<OutputEntry>,
    /// Figures withheld from the programme's circulation, by reason.
    pub withheld: BTreeMap<String, u64>,
}

fn english_only() -> Vec<Language> {
    vec![Language::English]
}

fn is_english_only(languages: &[Language]) -> bool {
    languages == [Language::English]
}

/// What made an output.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Versions {
    /// The program's version.
    pub learnframe: String,
    /// The framework's id and version.
    pub framework: String,
    /// The plan's version.
    pub plan: String,
}

/// A file read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct InputEntry {
    /// Path within the evaluation's folder.
    pub path: String,
    /// Size.
    pub bytes: u64,
    /// SHA-256.
    pub sha256: String,
    /// What became of its rows, once per canonical table that it was read for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rows: Vec<RowsEntry>,
}

/// What became of a file's rows.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct RowsEntry {
    /// Canonical table.
    pub table: String,
    /// Rows that hold anything.
    pub rows: u64,
    /// Rows used.
    pub kept: u64,
    /// Rows left out by a rule.
    pub excluded: u64,
    /// Earlier returns.
    pub superseded: u64,
    /// Rows set aside.
    pub quarantined: u64,
}

/// A file written.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct OutputEntry {
    /// Path within the output folder.
    pub path: String,
    /// Size.
    pub bytes: u64,
    /// SHA-256.
    pub sha256: String,
}

impl From<&FileAccount> for RowsEntry {
    fn from(account: &FileAccount) -> Self {
        RowsEntry {
            table: account.table.clone(),
            rows: account.rows,
            kept: account.kept,
            excluded: account.excluded,
            superseded: account.superseded,
            quarantined: account.quarantined,
        }
    }
}

impl InputEntry {
    /// A file with the accounts of its rows.
    #[must_use]
    pub fn new(path: &str, bytes: u64, sha256: &str, accounts: &[FileAccount]) -> Self {
        let rows = accounts.iter().filter(|account| account.file == path).map(RowsEntry::from).collect();
        InputEntry { path: path.to_owned(), bytes, sha256: sha256.to_owned(), rows }
    }
}

impl Manifest {
    /// The manifest as JSON, entries sorted by path.
    ///
    /// # Errors
    /// If it cannot be written as JSON.
    pub fn to_json(&self) -> Result<Vec<u8>, serde_json::Error> {
        let mut sorted = self.clone();
        sorted.inputs.sort();
        sorted.outputs.sort();
        let mut bytes = serde_json::to_vec_pretty(&sorted)?;
        bytes.push(b'\n');
        Ok(bytes)
    }
}
