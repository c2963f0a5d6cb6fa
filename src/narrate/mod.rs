//! Words for released values: numbers as text, reasons in words, sentences whose verb is chosen by the interval.
//!
//! Short words are data (`reports/words/en.toml`, [`Words`]); sentences are functions here, one file a subject, so
//! that a second language is a second set of functions and not a second set of patterns bent to its grammar. Nothing
//! here reads an estimate that has not been released, and nothing here makes markup.

mod cell;
mod comparison;
pub mod coverage;
pub mod figures;
pub mod limits;
pub mod methods;
pub mod number;
pub mod profiles;
pub mod summary;
mod sureness;
mod words;

pub use cell::{Said, answers, released};
pub use comparison::{Verdict, against};
pub use sureness::{Evidence, Grade, Sureness};
pub use words::{Words, WordsError};
