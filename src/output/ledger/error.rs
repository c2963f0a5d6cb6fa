//! Why the releases before cannot be built upon, and what to do.

use std::path::PathBuf;

/// What keeps a run from adding a release to those before it. Nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    /// A file of the ledger could not be read.
    #[error("{path} cannot be read; check that you may read it")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// The ledger's file is not one.
    #[error("{path} is not a ledger of releases; {PUT_BACK}")]
    NotALedger {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: serde_json::Error,
    },
    /// The ledger's file is gone, but other files speak of it.
    #[error("{0} is gone, though the folder held releases; {PUT_BACK}")]
    Gone(PathBuf),
    /// The ledger is not the one that the manifest beside it names.
    #[error("{0} is not the ledger that the manifest beside it names; {PUT_BACK}")]
    NotOfManifest(PathBuf),
    /// The chain does not hold.
    #[error("{path}: release {number}: {why}; {PUT_BACK}")]
    Broken {
        /// The ledger's file.
        path: PathBuf,
        /// The release.
        number: u32,
        /// Why.
        why: &'static str,
    },
    /// The private record of a release is gone.
    #[error(
        "{0} is gone, so a new release cannot be held against what was published before; put private/ledger back from \
         a copy of this output, or name another folder with -o to begin a new series of releases"
    )]
    PartGone(PathBuf),
    /// The private record of a release is not the one that the ledger names.
    #[error("{0} is not the record that the ledger names; {PUT_BACK}")]
    PartDiffers(PathBuf),
    /// The releases are of another programme.
    #[error(
        "{path} holds the releases of “{theirs}”, and this plan is of “{ours}”; name another folder with -o or, if it \
         is the same programme under a new name, say --renamed"
    )]
    AnotherProgramme {
        /// The ledger's file.
        path: PathBuf,
        /// Its programme.
        theirs: String,
        /// The plan's.
        ours: String,
    },
    /// The folder named as the release before has no ledger.
    #[error("{0} is no output with a ledger of releases; name with --after the folder that an earlier run wrote")]
    NoRelease(PathBuf),
    /// Two series of releases parted.
    #[error(
        "{out} and {after} hold different releases of the same number; name another folder with -o, or continue one \
         of the two"
    )]
    Parted {
        /// Where the release should go.
        out: PathBuf,
        /// The release before.
        after: PathBuf,
    },
    /// An entry could not be written.
    #[error("the ledger of releases could not be written")]
    Format(#[from] serde_json::Error),
    /// A record could not be packed.
    #[error("the record of what was published could not be packed")]
    Pack(#[source] std::io::Error),
}

const PUT_BACK: &str = "put the folder back from a copy of this output, or name another folder with -o to begin a new \
                        series of releases";
