//! The releases that a run follows.

use super::{Follows, Inputs, PipelineError};
use crate::output::{Entry, INDICATORS, Ledger, LedgerError, MANIFEST, Manifest, sha256};
use std::path::{Path, PathBuf};

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
