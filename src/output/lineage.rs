//! Where every figure comes from: what its code means, and which files its tables were read from.

use super::csv_file;
use super::guard::{is_guarded, told_rows};
use super::manifest::InputEntry;
use super::{canonical, sha256};
use crate::framework::Framework;
use crate::measure::tables_behind;
use crate::table::joined_from;
use crate::vocabulary::{FileAccount, ToldCount};
use std::collections::BTreeSet;

/// Path of the definitions within an output folder.
pub const DEFINITIONS: &str = "data/definitions.csv";
/// Path of the list of files behind each table within an output folder.
pub const SOURCES: &str = "data/sources.csv";

/// What stands for a number of rows that may not circulate.
pub(super) const WITHHELD: &str = "[c]";

/// Columns of the definitions: name, type and meaning.
pub(super) const DEFINITION_COLUMNS: [(&str, &str, &str); 8] = [
    ("code", "string", "Code of the indicator or of a part of one"),
    ("name", "string", "Its name"),
    ("definition", "string", "What it is, in plain words, with its denominator"),
    ("framework", "string", "Id of the framework that defines it"),
    ("framework_version", "string", "Version of that framework"),
    ("framework_sha256", "string", "SHA-256 of the framework's file"),
    ("definition_sha256", "string", "SHA-256 of the whole definition, measure and bands included, as sorted JSON"),
    ("tables", "string", "Tables whose rows it is counted from, with semicolons between; see sources.csv"),
];

/// Columns of the files behind each table: name, type and meaning.
pub(super) const SOURCE_COLUMNS: [(&str, &str, &str); 12] = [
    ("table", "string", "Table that the file was read for"),
    ("file", "string", "Path of the file within the evaluation's folder"),
    ("sheet", "string", "Worksheet, where the file has any"),
    ("bytes", "integer", "Size of the file; here and below, [c] withheld to protect people"),
    ("sha256", "string", "SHA-256 of a file that names nobody"),
    ("hmac_sha256", "string", "Keyed digest of a file that names people, where there is a key; see manifest.json"),
    ("rounded_to", "integer", "Numbers of rows are rounded to the nearest multiple of this"),
    ("rows", "integer", "Rows that hold anything"),
    ("kept", "integer", "Rows used"),
    ("excluded", "integer", "Rows left out by a rule of the plan"),
    ("superseded", "integer", "Rows that a later return replaced"),
    ("quarantined", "integer", "Rows set aside because something in them cannot be used"),
];

/// What stops a file of lineage from being made.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub enum LineageError {
    /// As CSV.
    Csv(#[from] csv::Error),
    /// As JSON.
    Json(#[from] serde_json::Error),
}

/// Every indicator with its definition, the hash of that, and the tables it is counted from.
///
/// # Errors
/// If a row cannot be written.
pub fn definitions(framework: &Framework) -> Result<Vec<u8>, LineageError> {
    let about = &framework.about;
    let mut rows = Vec::new();
    for indicator in framework.indicators() {
        let counted = tables_behind(framework, indicator);
        let joined = counted.iter().flat_map(|table| joined_from(table)).map(str::to_owned);
        let tables: BTreeSet<String> = joined.chain(counted.iter().cloned()).collect();
        rows.push([
            indicator.code.clone(),
            indicator.name.clone(),
            indicator.definition.clone(),
            about.id.clone(),
            about.version.clone(),
            framework.read_from.sha256.clone(),
            sha256(&canonical::compact(indicator)?),
            tables.into_iter().collect::<Vec<_>>().join(";"),
        ]);
    }
    Ok(csv_file::write(&DEFINITION_COLUMNS.map(|(name, _, _)| name), rows)?)
}

/// A number of rows in a cell: a symbol where it may not circulate.
fn cell(count: ToldCount) -> String {
    withheld_or(count.number().map(|number| number.to_string()))
}

fn withheld_or(told: Option<String>) -> String {
    told.unwrap_or_else(|| WITHHELD.to_owned())
}

/// Every file that a table was read from, with its digest and what became of its rows, as far as that may be told
/// where `fewest` are told of.
///
/// # Errors
/// If a row cannot be written.
pub fn sources(accounts: &[FileAccount], inputs: &[InputEntry], fewest: u64) -> Result<Vec<u8>, csv::Error> {
    let rows = accounts.iter().map(|account| {
        let input = inputs.iter().find(|input| input.path == account.file);
        let told = told_rows(account, fewest);
        let numbers = [told.rows, told.kept, told.excluded, told.superseded, told.quarantined];
        let [rows, kept, excluded, superseded, quarantined] = numbers.map(cell);
        [
            account.table.clone(),
            account.file.clone(),
            account.sheet.clone().unwrap_or_default(),
            withheld_or(input.and_then(|input| input.bytes).map(|bytes| bytes.to_string())),
            withheld_or(input.and_then(|input| input.sha256.clone())),
            input.and_then(|input| input.hmac_sha256.clone()).unwrap_or_default(),
            if is_guarded(account) { fewest.max(1) } else { 1 }.to_string(),
            rows,
            kept,
            excluded,
            superseded,
            quarantined,
        ]
    });
    csv_file::write(&SOURCE_COLUMNS.map(|(name, _, _)| name), rows)
}
