//! What does not circulate of the files read: size, plain hash and the exact numbers of rows, for whoever made the
//! output and wants to know years later whether these are the files.

use super::canonical;
use crate::vocabulary::{FileAccount, InputFile, ToldInput, sha256};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Path of the file below `private/`.
pub const PRIVATE_INPUTS: &str = "inputs.json";

/// Plain hashes by path.
pub type PlainHashes = BTreeMap<String, String>;

#[derive(Debug, Serialize, Deserialize)]
struct File {
    inputs: Vec<InputFile>,
}

/// Every file read with its size and hash, and what became of its rows, exactly.
///
/// # Errors
/// If it cannot be written as JSON.
pub fn private_inputs(files: &[InputFile], accounts: &[FileAccount]) -> Result<Vec<u8>, serde_json::Error> {
    canonical::pretty(&json!({ "inputs": files, "rows": accounts }))
}

/// The plain hashes of files.
#[must_use]
pub fn plain_hashes(files: &[InputFile]) -> PlainHashes {
    files.iter().map(|file| (file.path.clone(), file.sha256.clone())).collect()
}

/// The plain hashes that an output keeps of its inputs; none where they were purged, or were not handed on.
#[must_use]
pub fn kept_hashes(out: &Path) -> Option<PlainHashes> {
    let bytes = fs::read(out.join("private").join(PRIVATE_INPUTS)).ok()?;
    let file: File = serde_json::from_slice(&bytes).ok()?;
    Some(plain_hashes(&file.inputs))
}

/// One digest of all files, by which a run knows that it reads the same again. For private records alone: what is
/// told of a file is in it where that depends on its content, else its plain hash.
#[must_use]
pub fn private_digest(files: &[InputFile], told: &[ToldInput]) -> String {
    let of = |file: &InputFile| {
        let known = told.iter().find(|told| told.path == file.path).and_then(|told| told.content.digest());
        format!("{}  {}\n", known.unwrap_or(&file.sha256), file.path)
    };
    sha256(files.iter().map(of).collect::<String>().as_bytes())
}
