//! What was set aside, with its reasons: for the evaluator's eyes, under `private/`.

use super::csv_file;
use crate::table::{Aside, Quarantined};

/// Path of the file below `private/`.
pub const QUARANTINE: &str = "quarantine.csv";

/// Every row and cell that was set aside, and every return that another one replaced: where it stands, why, and what stood there.
///
/// # Errors
/// If a row cannot be written.
pub fn quarantine(aside: &[Quarantined]) -> Result<Vec<u8>, csv::Error> {
    let header = ["file", "sheet", "row", "column", "table", "rule", "set_aside", "content"];
    let rows = aside.iter().map(|aside| {
        let content: Vec<String> = aside.cells.iter().map(|(column, cell)| format!("{column}={cell}")).collect();
        [
            aside.file.clone(),
            aside.sheet.clone().unwrap_or_default(),
            aside.row.to_string(),
            aside.column.clone().unwrap_or_default(),
            aside.table.clone(),
            aside.rule.to_owned(),
            match aside.what {
                Aside::Row => "row",
                Aside::Cell => "cell",
                Aside::Superseded => "superseded row",
            }
            .to_owned(),
            content.join(" | "),
        ]
    });
    csv_file::write(&header, rows)
}
