//! Cells of a finished column as text, for comparing keys.

use polars::prelude::{DataFrame, DataType, Int32Chunked, Int64Chunked, PolarsResult, StringChunked};
use std::borrow::Cow;

/// A column whose cells can be compared as text. It is in one piece, so that any row is found at once.
pub(super) enum View<'a> {
    Text(Cow<'a, StringChunked>),
    Whole(Cow<'a, Int64Chunked>),
    Day(Cow<'a, Int32Chunked>),
}

/// A cell in a form that can be compared: its text, or its number.
pub(super) type KeyCell<'a> = (Option<&'a str>, Option<i64>);

impl<'a> View<'a> {
    pub fn new(frame: &'a DataFrame, name: &str) -> PolarsResult<Self> {
        let column = frame.column(name)?;
        Ok(match column.dtype() {
            DataType::Int64 => View::Whole(column.i64()?.rechunk()),
            DataType::Date => View::Day(column.date()?.physical().rechunk()),
            _ => View::Text(column.str()?.rechunk()),
        })
    }

    /// The number in a row, for columns that hold numbers or days.
    pub fn number(&self, row: usize) -> Option<i64> {
        match self {
            View::Text(_) => None,
            View::Whole(numbers) => numbers.get(row),
            View::Day(days) => days.get(row).map(i64::from),
        }
    }

    /// The text in a row, for columns that hold text.
    pub fn text(&self, row: usize) -> Option<&str> {
        match self {
            View::Text(texts) => texts.get(row),
            _ => None,
        }
    }

    /// The cell in a row, to be compared with others.
    pub fn key(&self, row: usize) -> KeyCell<'_> {
        (self.text(row), self.number(row))
    }

    pub fn is_missing(&self, row: usize) -> bool {
        self.key(row) == (None, None)
    }
}
