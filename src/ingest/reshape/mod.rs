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
mod people;
mod report;

pub(super) use meeting::meeting_report;
