use serde::Serialize;
use sha2::{Digest, Sha256};

/// An input file as it was read.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct InputFile {
    /// Path relative to the evaluation's folder, with forward slashes.
    pub path: String,
    /// Its length.
    pub bytes: u64,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
}

impl InputFile {
    /// What is known of a file whose bytes were read.
    #[must_use]
    pub fn of(path: &str, bytes: &[u8]) -> Self {
        InputFile { path: path.to_owned(), bytes: bytes.len() as u64, sha256: sha256(bytes) }
    }
}

/// SHA-256 of some bytes as lower-case hexadecimal text.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
