use super::{Ending, findings};
use crate::finding::Finding;
use crate::pipeline::{self, Inputs};
use serde_json::{Value, json};
use std::path::PathBuf;

/// Read and check an evaluation; print what was found and what became of every row.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Folder that holds evaluation.toml.
    data: PathBuf,
    /// Print the account as JSON.
    #[arg(long)]
    json: bool,
    /// End with exit code 1 if anything was found that needs attention.
    #[arg(long)]
    strict: bool,
}

pub(super) fn run(arguments: &Arguments) -> Ending {
    let (inputs, found) = match pipeline::read(&arguments.data) {
        Ok(checked) => (Some(checked.value), checked.findings),
        Err(pipeline::PipelineError::Input(found)) => (None, found),
        Err(error) => return findings::stopped(&error),
    };
    if arguments.json {
        super::say(&as_json(inputs.as_ref(), &found).to_string());
    } else {
        findings::print(&found);
        for line in inputs.iter().flat_map(account_lines) {
            super::say(&line);
        }
    }
    findings::ending(&found, arguments.strict)
}

fn account_lines(inputs: &Inputs) -> Vec<String> {
    let accounts = &inputs.tables.accounts;
    accounts
        .iter()
        .map(|account| {
            format!(
                "{} ({}): {} rows = {} kept + {} excluded + {} superseded + {} quarantined",
                account.file,
                account.table,
                account.rows,
                account.kept,
                account.excluded,
                account.superseded,
                account.quarantined
            )
        })
        .collect()
}

fn as_json(inputs: Option<&Inputs>, found: &[Finding]) -> Value {
    let files: Vec<Value> = inputs
        .iter()
        .flat_map(|inputs| &inputs.tables.accounts)
        .map(|account| {
            json!({
                "file": account.file, "sheet": account.sheet, "table": account.table, "rows": account.rows,
                "kept": account.kept, "excluded": account.excluded, "superseded": account.superseded,
                "quarantined": account.quarantined, "reasons": account.reasons,
            })
        })
        .collect();
    let items: Vec<Value> = inputs
        .iter()
        .flat_map(|inputs| &inputs.tables.items)
        .map(|item| {
            json!({
                "item": item.item, "wave": item.wave, "n": item.n, "sum": item.sum, "missing": item.missing,
                "as_written": item.as_written,
            })
        })
        .collect();
    json!({ "files": files, "items": items, "findings": found })
}
