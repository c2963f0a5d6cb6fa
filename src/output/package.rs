//! The data package: what the files of `data/` hold, column by column, with their hashes.

use super::combined::{COMBINED, COMBINED_COLUMNS};
use super::data::{COLUMNS, INDICATORS};
use super::lineage::{DEFINITION_COLUMNS, DEFINITIONS, SOURCE_COLUMNS, SOURCES, WITHHELD};
use super::manifest::OutputEntry;
use crate::framework::Framework;
use crate::plan::Plan;
use serde_json::{Value, json};

/// Path of the data package within an output folder.
pub const DATA_PACKAGE: &str = "data/datapackage.json";

/// Data Package v2 over the folder `data/`; `outputs` are its files as they were written.
///
/// # Errors
/// If the descriptor cannot be written as JSON.
pub fn data_package(plan: &Plan, framework: &Framework, outputs: &[OutputEntry]) -> Result<Vec<u8>, serde_json::Error> {
    let (programme, about) = (&plan.programme, &framework.about);
    let code = json!([{ "fields": ["code"], "reference": { "resource": "definitions", "fields": ["code"] } }]);
    let combined = schema(&COMBINED_COLUMNS, &["code", "level", "unit_id", "of_level", "wave"], code.clone());
    let indicators = schema(&COLUMNS, &["code", "level", "unit_id", "wave"], code);
    let definitions = schema(&DEFINITION_COLUMNS, &["code"], json!([]));
    let mut sources = schema(&SOURCE_COLUMNS, &["table", "file", "sheet"], json!([]));
    if let Some(schema) = sources.as_object_mut() {
        schema.insert("missingValues".to_owned(), json!(["", WITHHELD]));
    }
    let resources = [
        (INDICATORS, "indicators", "The figures, one row per indicator, unit and wave", indicators),
        (COMBINED, "combined", "Units without a figure of their own, taken together", combined),
        (DEFINITIONS, "definitions", "What each code means and is counted from", definitions),
        (SOURCES, "sources", "The files behind each table, with hashes and rows", sources),
    ];
    let resources: Vec<Value> = resources
        .into_iter()
        .filter_map(|(path, name, title, schema)| {
            let output = outputs.iter().find(|output| output.path == path)?;
            Some(resource(output, name, title, schema))
        })
        .collect();
    let package = json!({
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "indicators",
        "title": format!("{}: indicators", programme.name),
        "description": format!(
            "Figures after disclosure control for {} circulation; framework {} {}; as of {}.",
            plan.protection.circulation.word(), about.name, about.version, programme.as_of
        ),
        "version": programme.version,
        "contributors": [{ "title": programme.commissioner, "roles": ["commissioner"] }],
        "sources": [{ "title": format!("{} {}: {}", about.name, about.version, about.origin), "version": about.version }],
        "resources": resources,
    });
    let mut bytes = serde_json::to_vec_pretty(&package)?;
    bytes.push(b'\n');
    Ok(bytes)
}

fn resource(output: &OutputEntry, name: &str, title: &str, schema: Value) -> Value {
    json!({
        "name": name,
        "title": title,
        "path": output.path.trim_start_matches("data/"),
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": output.bytes,
        "hash": format!("sha256:{}", output.sha256),
        "schema": schema,
    })
}

fn schema(columns: &[(&str, &str, &str)], key: &[&str], references: Value) -> Value {
    let field =
        |(name, kind, meaning): &(&str, &str, &str)| json!({ "name": name, "type": kind, "description": meaning });
    let fields: Vec<Value> = columns.iter().map(field).collect();
    let mut schema = json!({ "fields": fields, "primaryKey": key, "missingValues": [""] });
    if let Some(object) = schema.as_object_mut().filter(|_| references != json!([])) {
        object.insert("foreignKeys".to_owned(), references);
    }
    schema
}
