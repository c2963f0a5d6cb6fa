//! Faithful exports of every tool, each an evaluation of its own under `tests/inputs`, held against counts that
//! were made without the program (`tests/inputs/expected.py`).

use learnframe::finding::{Finding, Severity};
use learnframe::ingest::presets;
use learnframe::pipeline::{self, PipelineError};
use learnframe::table::Tables;
use polars::prelude::DataType;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// What a folder's files hold: counted by hand or by a few lines of Python, and by the program.
#[derive(Debug, PartialEq, Eq, Deserialize)]
struct Known {
    accounts: Vec<Account>,
    items: BTreeSet<Item>,
    /// Table and column to how often each value stands in it.
    columns: BTreeMap<String, BTreeMap<String, u64>>,
    /// Findings that are more than a note: all of them, and no others.
    findings: BTreeSet<Found>,
}

#[derive(Debug, PartialEq, Eq, Deserialize)]
struct Account {
    file: String,
    sheet: Option<String>,
    table: String,
    rows: u64,
    kept: u64,
    excluded: u64,
    superseded: u64,
    quarantined: u64,
    reasons: BTreeMap<String, u64>,
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
struct Item {
    item: String,
    wave: String,
    n: u64,
    sum: i64,
    missing: BTreeMap<String, u64>,
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
struct Found {
    severity: String,
    code: String,
    file: String,
    sheet: Option<String>,
    row: Option<u64>,
    column: Option<String>,
}

impl Known {
    /// The numbers in it.
    fn numbers(&self) -> usize {
        let accounts = self.accounts.iter().map(|account| 5 + account.reasons.len());
        let items = self.items.iter().map(|item| 2 + item.missing.len());
        let columns = self.columns.values().map(BTreeMap::len);
        let rows = self.findings.iter().filter(|finding| finding.row.is_some()).count();
        accounts.chain(items).chain(columns).sum::<usize>() + rows
    }

    /// What the program makes of a folder, as far as it was counted.
    fn read(dir: &Path, columns: impl Iterator<Item = String>) -> Known {
        let checked = pipeline::read(dir).unwrap_or_else(|error| panic!("{}: {}", dir.display(), told(&error)));
        let tables = &checked.value.tables;
        let accounts = tables.accounts.iter().map(|account| Account {
            file: account.file.clone(),
            sheet: account.sheet.clone(),
            table: account.table.clone(),
            rows: account.rows,
            kept: account.kept,
            excluded: account.excluded,
            superseded: account.superseded,
            quarantined: account.quarantined,
            reasons: account.reasons.clone(),
        });
        let items = tables.items.iter().map(|account| Item {
            item: account.item.clone(),
            wave: account.wave.clone(),
            n: account.n,
            sum: account.sum,
            missing: account.missing.clone(),
        });
        Known {
            accounts: accounts.collect(),
            items: items.collect(),
            columns: columns.map(|name| (name.clone(), values(tables, &name))).collect(),
            findings: checked.findings.iter().filter(|one| one.severity != Severity::Note).map(found).collect(),
        }
    }
}

fn told(error: &PipelineError) -> String {
    match error {
        PipelineError::Input(findings) => findings.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"),
        other => other.to_string(),
    }
}

fn found(finding: &Finding) -> Found {
    Found {
        severity: format!("{:?}", finding.severity).to_lowercase(),
        code: finding.code.to_owned(),
        file: finding.place.file.clone(),
        sheet: finding.place.sheet.clone(),
        row: finding.place.row,
        column: finding.place.column.clone(),
    }
}

/// How often each value stands in a column, named with its table; an empty text for an empty cell.
fn values(tables: &Tables, name: &str) -> BTreeMap<String, u64> {
    let (table, column) = name.split_once('.').unwrap();
    let column = tables.get(table).unwrap().column(column).unwrap().cast(&DataType::String).unwrap();
    let mut counts = BTreeMap::new();
    for value in column.str().unwrap().iter() {
        *counts.entry(value.unwrap_or_default().to_owned()).or_default() += 1;
    }
    counts
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/inputs")
}

/// The evaluations, by name.
fn evaluations() -> Vec<String> {
    let entries = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
    let counted = entries.filter(|path| path.join("expected.json").is_file());
    let mut names: Vec<String> = counted.map(|path| path.file_name().unwrap().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// A copy of an evaluation beside the framework and the groups that all of them share.
fn copy_of(name: &str) -> tempfile::TempDir {
    let copy = tempfile::tempdir().unwrap();
    for shared in ["framework.toml", "groups.csv"] {
        fs::copy(folder().join(shared), copy.path().join(shared)).unwrap();
    }
    for (path, bytes) in crate::support::bytes_below(&folder().join(name)) {
        let to = copy.path().join(path);
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::write(to, bytes).unwrap();
    }
    copy
}

#[test]
fn every_tools_exports_hold_what_was_counted_in_them_without_the_program() {
    let (mut numbers, mut wrong) = (0, Vec::new());
    for name in evaluations() {
        let text = fs::read_to_string(folder().join(&name).join("expected.json")).unwrap();
        let expected: Known = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        let copy = copy_of(&name);
        let got = Known::read(copy.path(), expected.columns.keys().cloned());
        numbers += expected.numbers();
        if got != expected {
            wrong.push(format!("{name}:\n{}", differences(&expected, &got)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    println!("{numbers} numbers compared");
    assert!(numbers > 1000, "only {numbers} numbers were compared");
}

/// The entries that only one of two has.
fn differences(expected: &Known, got: &Known) -> String {
    let [before, after] = [expected, got].map(|known| {
        let accounts = known.accounts.iter().map(|one| format!("{one:?}"));
        let items = known.items.iter().map(|one| format!("{one:?}"));
        let columns = known.columns.iter().map(|one| format!("{one:?}"));
        let findings = known.findings.iter().map(|one| format!("{one:?}"));
        accounts.chain(items).chain(columns).chain(findings).collect::<BTreeSet<String>>()
    });
    let counted = before.difference(&after).map(|line| format!("  counted {line}"));
    counted.chain(after.difference(&before).map(|line| format!("  read    {line}"))).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_preset_is_proved_on_an_export() {
    let used: BTreeSet<String> = evaluations()
        .into_iter()
        .flat_map(|name| crate::support::bytes_below(&folder().join(name)))
        .filter(|(path, _)| path.rsplit('.').next() == Some("toml"))
        .filter_map(|(_, bytes)| {
            let text = String::from_utf8(bytes).unwrap();
            let tool = text.lines().find_map(|line| line.strip_prefix("tool = "))?.trim_matches('"').to_owned();
            Some(tool)
        })
        .collect();
    let known: BTreeSet<String> = presets().iter().map(|preset| preset.tool.clone()).collect();
    assert_eq!(used, known);
}

#[test]
fn the_examples_for_evaluators_are_mappings_that_work() {
    let readme = fs::read_to_string("schemas/presets/README.md").unwrap();
    let mut quoted = BTreeSet::new();
    for example in readme.split("<!-- ").skip(1) {
        let (path, rest) = example.split_once(" -->\n```toml\n").unwrap();
        let (text, _) = rest.split_once("\n```\n").unwrap();
        assert_eq!(text, fs::read_to_string(path).unwrap().trim_end(), "{path}");
        let folder = Path::new(path).parent().unwrap();
        assert!(folder.join("expected.json").is_file(), "{path}");
        quoted.insert(folder.to_owned());
    }
    assert_eq!(quoted.len(), evaluations().len());
    for preset in presets() {
        assert!(readme.contains(&format!("tool = \"{}\"", preset.tool)), "{}", preset.tool);
    }
}
