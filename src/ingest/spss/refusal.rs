use super::cursor::Unreadable;
use crate::finding::{Finding, Place};
use crate::ingest::Limits;

/// Why nothing of a file is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refusal {
    /// It is not what it should be.
    Unreadable(Unreadable),
    /// It has more variables than a sheet may have columns.
    Variables,
    /// It has more cells than a sheet may have.
    Cells,
    /// A part of it is larger than it may be.
    Large(&'static str),
}

impl From<Unreadable> for Refusal {
    fn from(why: Unreadable) -> Self {
        Refusal::Unreadable(why)
    }
}

impl Refusal {
    /// What is said of it.
    pub(super) fn finding(self, file: &str, limits: &Limits) -> Finding {
        let place = Place::file(file);
        match self {
            Refusal::Unreadable(Unreadable(why)) => {
                let message = format!("the file cannot be read as an SPSS file: it {why}");
                let help = "open it in SPSS and save it again, or export it as CSV with value labels";
                Finding::error("sav-unreadable", place, message, help)
            }
            Refusal::Variables => {
                let message = format!("the file has more than {} variables", limits.columns);
                let help = "save a copy that keeps the variables you need";
                Finding::error("file-too-large", place, message, help)
            }
            Refusal::Cells => {
                let message = format!("the file has more than the {} cells that one file may have", limits.cells);
                let help = "save a copy that keeps the variables you need, or raise `limits.megabytes` in the plan \
                            if this machine has the memory";
                Finding::error("file-too-large", place, message, help)
            }
            Refusal::Large(what) => limits.too_large(file, what),
        }
    }
}
