use serde::Serialize;

/// One release of an evaluation, as readers are told of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReleaseNote {
    /// Its number, from 1.
    pub number: u32,
    /// The day as of which it speaks.
    pub as_of: String,
    /// The plan's version of the reports.
    pub version: String,
    /// What changed since the release before, in sentences.
    pub changes: Vec<String>,
}
