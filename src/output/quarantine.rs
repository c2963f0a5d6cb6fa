//! What was set aside, with its reasons: for the evaluator's eyes, under `private/`.

use super::csv_file;
use crate::table::Quarantined;

/// Path of the file below `private/`.
pub const QUARANTINE: &str = "quarantine.csv";

/// Every row and cell that was set aside: where it stands, why, and what stood there.
///
/// # Errors
/// If a row cannot be written.
pub fn quarantine(aside: &[Quarantined]) -> Result<Vec<u8>, csv::Error> {
    let header = ["file", "row", "column", "table", "rule", "set_aside", "content"];
    let rows = aside.iter().map(|aside| {
        let content: Vec<String> = aside.cells.iter().map(|(column, cell)| format!("{column}={cell}")).collect();
        [
            aside.file.clone(),
            aside.row.to_string(),
            aside.column.clone().unwrap_or_default(),
            aside.table.clone(),
            aside.rule.to_owned(),
            if aside.whole_row { "row" } else { "cell" }.to_owned(),
            content.join(" | "),
        ]
    });
    csv_file::write(&header, rows)
}
