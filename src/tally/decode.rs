//! Columns of an aggregated frame as plain values.

use crate::vocabulary::Date;
use polars::prelude::{Column, DataFrame, DataType, PolarsResult};

/// The group of each row.
pub(super) fn texts(frame: &DataFrame, name: &str) -> PolarsResult<Vec<Option<String>>> {
    let column = frame.column(name)?.cast(&DataType::String)?;
    Ok(column.str()?.iter().map(|text| text.map(str::to_owned)).collect())
}

/// Whole numbers; nothing counts as nought.
pub(super) fn integers(frame: &DataFrame, name: &str) -> PolarsResult<Vec<i64>> {
    let column = frame.column(name)?.cast(&DataType::Int64)?;
    Ok(column.i64()?.iter().map(Option::unwrap_or_default).collect())
}

/// Whole numbers that count something.
pub(super) fn counts(frame: &DataFrame, name: &str) -> PolarsResult<Vec<u64>> {
    Ok(integers(frame, name)?.into_iter().map(|count| u64::try_from(count).unwrap_or(0)).collect())
}

/// Lists of texts.
pub(super) fn lists(frame: &DataFrame, name: &str) -> PolarsResult<Vec<Vec<String>>> {
    let column: &Column = frame.column(name)?;
    let series = column.as_materialized_series();
    let mut rows = Vec::with_capacity(series.len());
    for entry in series.list()?.amortized_iter() {
        let Some(entry) = entry else {
            rows.push(Vec::new());
            continue;
        };
        let entry = entry.as_ref().cast(&DataType::String)?;
        rows.push(entry.str()?.iter().flatten().map(str::to_owned).collect());
    }
    Ok(rows)
}

/// Lists of whole numbers.
pub(super) fn whole_lists(frame: &DataFrame, name: &str) -> PolarsResult<Vec<Vec<i64>>> {
    let series = frame.column(name)?.as_materialized_series();
    let mut rows = Vec::with_capacity(series.len());
    for entry in series.list()?.amortized_iter() {
        let Some(entry) = entry else {
            rows.push(Vec::new());
            continue;
        };
        let entry = entry.as_ref().cast(&DataType::Int64)?;
        rows.push(entry.i64()?.iter().flatten().collect());
    }
    Ok(rows)
}

/// Lists of days.
pub(super) fn days(frame: &DataFrame, name: &str) -> PolarsResult<Vec<Vec<Date>>> {
    let days = |texts: Vec<String>| texts.iter().filter_map(|text| text.parse().ok()).collect();
    Ok(lists(frame, name)?.into_iter().map(days).collect())
}

/// The entries of a list cell, `;a;b;`, or of a plain one.
pub(super) fn entries(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(';').map(str::trim).filter(|entry| !entry.is_empty())
}
