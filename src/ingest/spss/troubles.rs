use crate::finding::{Finding, Place};
use std::collections::BTreeMap;

/// Parts of a file's dictionary that could not be used, by kind.
#[derive(Debug, Default)]
pub(super) struct Troubles(BTreeMap<&'static str, u64>);

impl Troubles {
    pub(super) fn note(&mut self, kind: &'static str) {
        *self.0.entry(kind).or_default() += 1;
    }

    pub(super) fn note_if(&mut self, is_so: bool, kind: &'static str) {
        if is_so {
            self.note(kind);
        }
    }

    /// One warning for each kind.
    pub(super) fn findings(&self, file: &str) -> impl Iterator<Item = Finding> {
        self.0.iter().map(move |(kind, count)| {
            let message = format!("the file's dictionary has {kind}, which could not be used (times: {count})");
            let help = "check names, value labels and missing values in SPSS's Variable View and save the file again";
            Finding::warning("sav-dictionary", Place::file(file), message, help)
        })
    }
}
