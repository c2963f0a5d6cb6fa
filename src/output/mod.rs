//! From finished pages and the release to a folder: data files, manifest, and the one swap that
//! puts the whole of it in place. Nothing outside this room writes into an output folder.

mod canonical;
mod combined;
mod csv_file;
mod data;
mod findings;
mod guard;
mod ledger;
mod lineage;
mod lock;
mod manifest;
mod package;
mod place;
mod private_inputs;
mod provenance;
mod purge;
mod quarantine;
mod verify;

pub use combined::{COMBINED, combined};
pub use data::{INDICATORS, indicators};
pub use findings::findings;
pub use guard::{told_accounts, told_inputs};
pub use ledger::{
    Entry, LEDGER, Ledger, LedgerError, LedgerFile, NewRelease, ReleaseDigest, Told, digest_of_inputs, sentences,
};
pub use lineage::{DEFINITIONS, LineageError, SOURCES, definitions, sources};
pub use manifest::{InputEntry, Manifest, OutputEntry, Override, RowsEntry, RuleSet, Versions};
pub use package::{DATA_PACKAGE, data_package};
pub use place::{OutputError, Staging};
pub use private_inputs::{PRIVATE_INPUTS, PlainHashes, kept_hashes, plain_hashes, private_digest, private_inputs};
pub use provenance::{Origin, PROVENANCE, provenance};
pub use purge::{PURGED, Purge, PurgeError, PurgeRecord, Removed, purged_inputs};
pub use quarantine::{QUARANTINE, quarantine};
pub use verify::{Means, Verdict, check_counts, check_files, check_ledger, check_package, check_provenance, find_data};

pub use crate::vocabulary::sha256;

/// File name of the manifest within an output folder.
pub const MANIFEST: &str = "manifest.json";
/// The page that tells of the releases.
pub const METHODS: &str = "methods.html";
