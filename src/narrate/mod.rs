//! Words for released values: numbers as text, reasons in words, sentences whose verb is chosen by the interval.
//!
//! All text is data: messages in `reports/words`, a folder a language ([`Words`]). Functions here choose the message
//! that the numbers allow and give it the numbers; how a language says it is the message's own affair. Nothing here
//! reads an estimate that has not been released, and nothing here makes markup.

mod cell;
mod comparison;
pub mod coverage;
pub mod figures;
mod lexicon;
pub mod limits;
pub mod methods;
pub mod number;
pub mod profiles;
pub mod quality;
pub mod summary;
mod sureness;
#[cfg(test)]
mod tests;
mod words;

pub use cell::{Said, answers, released};
pub use comparison::{Verdict, against};
pub use sureness::{Design, Evidence, Grade, Sureness};
pub use words::{Value, Words, WordsError, shared_ids};
