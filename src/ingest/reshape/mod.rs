//! Reshapes: sheets whose rows are not what a table's rows are, turned into sheets whose rows are. Each
//! gives a header and, below it, rows that keep the number of the row of the file they came from.

mod duration;
mod events;
mod headings;
mod meeting;
#[cfg(test)]
mod meeting_tests;
mod moment;
mod names;
mod output;
mod people;
mod register;
#[cfg(test)]
mod register_tests;
mod report;
mod waves;

pub(super) use meeting::meeting_report;
pub(super) use register::{RegisterForm, SessionColumns, wide_register};
pub(super) use waves::{split_prefix, stack_waves};
