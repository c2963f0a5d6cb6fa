//! The releases that a run follows.

use super::{Follows, FormatError, Inputs, PipelineError};
use crate::output::{
    Entry, INDICATORS, Ledger, LedgerError, MANIFEST, Manifest, PlainHashes, kept_hashes, private_digest, sha256,
};
use crate::release::Published;
use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// The private record of a release: which files it was made from, so that a run knows that it makes it again, and
/// what it told about whom.
#[derive(Serialize, Deserialize)]
pub(super) struct Record<P> {
    /// [`private_digest`] of the files.
    pub inputs: String,
    pub published: P,
}

impl<P> Record<P> {
    /// The digest of the files of a run.
    pub fn digest(inputs: &Inputs) -> String {
        private_digest(&inputs.files, &super::publish::told_inputs(inputs))
    }
}

/// The releases before this one, and where the last of them stands.
#[derive(Default)]
pub(super) struct Earlier {
    pub ledger: Ledger,
    /// The output of the last of them.
    folder: Option<PathBuf>,
    /// The release that is to be made again, whose sentences on what changed are taken as they are.
    pub again: Option<Entry>,
}

impl Earlier {
    /// Finds and checks them.
    pub fn find(follows: Follows<'_>, renamed: bool, out: &Path, inputs: &Inputs) -> Result<Self, PipelineError> {
        let earlier = match follows {
            Follows::Out => Earlier::of(out)?.unwrap_or_default(),
            Follows::Release(folder) => {
                let after = Earlier::of(folder)?.ok_or_else(|| LedgerError::NoRelease(folder.to_owned()))?;
                longer(after, Earlier::of(out)?.unwrap_or_default(), out)?
            }
            Follows::Again(folder) => {
                let (ledger, again) = Ledger::read_but_last(folder)?;
                Earlier { ledger, folder: None, again }
            }
        };
        let ours = inputs.plan.programme.name.as_str();
        match earlier.ledger.entries().last() {
            Some(last) if last.programme != ours && !renamed && earlier.again.is_none() => {
                let path = earlier.folder.unwrap_or_default();
                let (theirs, ours) = (last.programme.clone(), ours.to_owned());
                Err(LedgerError::AnotherProgramme { path, theirs, ours }.into())
            }
            _ => Ok(earlier),
        }
    }

    fn of(folder: &Path) -> Result<Option<Self>, LedgerError> {
        let ledger = Ledger::read(folder)?;
        Ok(ledger.map(|ledger| Earlier { ledger, folder: Some(folder.to_owned()), again: None }))
    }

    /// What every release before this one told about people.
    pub fn published_before(&self, inputs: &Inputs) -> Result<Vec<Published>, PipelineError> {
        let digest = Record::<Published>::digest(inputs);
        let is_of_same_files =
            |record: &[u8]| serde_json::from_slice::<Record<IgnoredAny>>(record).is_ok_and(|one| one.inputs == digest);
        let before = self.ledger.before(&super::publish::versions(inputs), is_of_same_files);
        let records = before.published().map(|(_, bytes)| serde_json::from_slice::<Record<Published>>(&bytes));
        let published = records.map(|record| Ok(record?.published));
        Ok(published.collect::<Result<Vec<Published>, serde_json::Error>>().map_err(FormatError::from)?)
    }

    /// The plain hashes of the files that the last release was made from, where its output still has them.
    pub fn kept_hashes(&self) -> Option<PlainHashes> {
        kept_hashes(self.folder.as_ref()?)
    }

    /// Manifest and indicator file of the last release, if they are those that it published.
    pub fn published(&self) -> Option<(Manifest, Vec<u8>)> {
        let folder = self.folder.as_ref()?;
        let manifest = serde_json::from_slice(&std::fs::read(folder.join(MANIFEST)).ok()?).ok()?;
        let indicators = std::fs::read(folder.join(INDICATORS)).ok()?;
        let last = self.ledger.entries().last()?;
        (last.release.indicators == sha256(&indicators)).then_some((manifest, indicators))
    }
}

/// Of two series of which one continues the other, the longer: what stands in the output folder was published
/// too, even if the release before it is named as the one to follow.
fn longer(after: Earlier, in_place: Earlier, out: &Path) -> Result<Earlier, LedgerError> {
    if after.ledger.continues(&in_place.ledger) {
        Ok(after)
    } else if in_place.ledger.continues(&after.ledger) {
        Ok(in_place)
    } else {
        Err(LedgerError::Parted { out: out.to_owned(), after: after.folder.unwrap_or_default() })
    }
}
