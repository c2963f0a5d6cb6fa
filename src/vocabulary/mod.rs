//! The nouns that every room shares: units and their levels, waves, circulations, languages, numbers on
//! their way to a page. Nothing here reads, counts or writes.

mod account;
mod circulation;
pub mod date;
mod input_file;
mod language;
mod number;
mod question;
mod release_note;
mod table;
mod unit;
mod wave;

pub use account::{FileAccount, MissingAnswers, ToldAccount, ToldCount, ToldRows};
pub use circulation::Circulation;
pub use input_file::{InputFile, InputKey, ToldContent, ToldInput, sha256};
pub use language::Language;
pub use number::{Digits, Quantity};
pub use question::{Alteration, AskedItem, QuestionChange, nearest_changes};
pub use release_note::ReleaseNote;
pub use table::{CANONICAL_TABLES, home_of, is_return};
pub use unit::{Level, Unit, UnitId, UnitTree};
pub use wave::{Wave, Window};

/// A calendar day.
pub type Date = chrono::NaiveDate;
