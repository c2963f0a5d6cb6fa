//! Rows of CSV files, and how values are written in their cells.

use crate::vocabulary::Date;
use serde::{Serialize, Serializer};

/// A boolean as people write it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct YesNo(pub(super) bool);

impl Serialize for YesNo {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(if self.0 { "yes" } else { "no" })
    }
}

/// A day, ISO.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Day(pub(super) Date);

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

/// Several entries in one cell, semicolons between.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct List(pub(super) String);

impl List {
    /// The entries in their order.
    pub(super) fn of<S: AsRef<str>>(entries: &[S]) -> Self {
        List(entries.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(";"))
    }
}

impl Serialize for List {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

/// A number with two decimals.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Hundredths(pub(super) f64);

impl Serialize for Hundredths {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("{:.2}", self.0))
    }
}

/// A row whose columns are known before any is written, so that a file without rows has its header.
pub(super) trait Row: Serialize {
    /// The columns in order; `r#` before a name that is a word of Rust.
    const COLUMNS: &'static [&'static str];
}

/// Declares the type of a table's rows: its fields, in order, are the columns.
macro_rules! row {
    ($(#[$about:meta])* $name:ident $(<$life:lifetime>)? { $($column:ident: $cell:ty),* $(,)? }) => {
        $(#[$about])*
        #[derive(serde::Serialize)]
        pub(super) struct $name $(<$life>)? {
            $($column: $cell),*
        }

        impl $(<$life>)? $crate::simulate::row::Row for $name $(<$life>)? {
            const COLUMNS: &'static [&'static str] = &[$(stringify!($column)),*];
        }
    };
}
pub(super) use row;
