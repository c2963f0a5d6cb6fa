//! From finished pages and the release to a folder: data files, manifest, and the one swap that
//! puts the whole of it in place. Nothing outside this room writes into an output folder.

mod csv_file;
mod data;
mod manifest;
mod place;
mod purge;
mod quarantine;
mod verify;

pub use data::{DATA_PACKAGE, INDICATORS, data_package, indicators};
pub use manifest::{InputEntry, Manifest, OutputEntry, Versions};
pub use place::{OutputError, Staging};
pub use purge::{PURGED, Purge, PurgeError, PurgeRecord, Removed, purged_inputs};
pub use quarantine::{QUARANTINE, quarantine};
pub use verify::{Verdict, check_files, find_data};

use sha2::{Digest, Sha256};

/// File name of the manifest within an output folder.
pub const MANIFEST: &str = "manifest.json";

/// SHA-256 of some bytes as lower-case hexadecimal text.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
