//! Reading whole evaluations into tables: cases of bad input by rule, files shaped like real ones, and
//! agreement with another tool's verdicts.

use learnframe::finding::{Checked, Finding};
use learnframe::framework::{Framework, FrameworkFile};
use learnframe::plan::{Plan, Source};
use learnframe::table::{self, ItemAccount, Quarantined, Tables};
use learnframe::vocabulary::FileAccount;
use serde::Serialize;
use std::fs;
use std::path::{Path, PathBuf};

/// A folder under `tests/`.
fn folder(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(path)
}

/// The tables of an evaluation whose plan and framework lie beside its data.
fn read(dir: &Path) -> Checked<Tables> {
    let text = |name: &str| fs::read_to_string(dir.join(name)).expect("the file is there");
    let plan: Plan = toml::from_str(&text("evaluation.toml")).expect("a plan");
    let framework: FrameworkFile = toml::from_str(&text("framework.toml")).expect("a framework");
    let checked = table::read(dir, &plan, &Framework::from_file(framework)).expect("read");
    assert!(checked.value.accounts.iter().all(|account| account.adds_up()), "{:?}", checked.value.accounts);
    checked
}

/// The plan and framework of the cases, with a source for each file of a case, named after its table.
fn read_case(dir: &Path) -> Checked<Tables> {
    let shared = |name: &str| fs::read_to_string(folder("cases").join(name)).expect("the file is there");
    let mut plan: Plan = toml::from_str(&shared("evaluation.toml")).expect("a plan");
    let framework: FrameworkFile = toml::from_str(&shared("framework.toml")).expect("a framework");
    plan.source = csv_files(dir)
        .into_iter()
        .map(|table| Source { files: vec![format!("{table}.csv")], table, wave: None, mapping: None })
        .collect();
    table::read(dir, &plan, &Framework::from_file(framework)).expect("read")
}

/// The names, without their ending, of the CSV files in a folder, sorted.
fn csv_files(dir: &Path) -> Vec<String> {
    let entries = fs::read_dir(dir).expect("a folder").map(|entry| entry.expect("an entry").path());
    let stem = |path: PathBuf| path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
    let mut names: Vec<String> =
        entries.filter(|path| path.extension().is_some_and(|ending| ending == "csv")).filter_map(stem).collect();
    names.sort();
    names
}

/// What a case is judged by.
#[derive(Serialize)]
struct Verdict<'a> {
    findings: &'a [Finding],
    accounts: &'a [FileAccount],
    set_aside: Vec<String>,
    items: &'a [ItemAccount],
}

#[test]
fn every_case_of_bad_input_is_found_placed_and_accounted_for() {
    let mut cases: Vec<PathBuf> =
        fs::read_dir(folder("cases")).expect("cases").map(|e| e.expect("one").path()).collect();
    cases.retain(|path| path.is_dir());
    cases.sort();
    assert!(cases.len() > 20, "only {} cases", cases.len());
    for dir in cases {
        let checked = read_case(&dir);
        let tables = &checked.value;
        assert!(tables.accounts.iter().all(FileAccount::adds_up), "{}: {:?}", dir.display(), tables.accounts);
        let aside = |cell: &Quarantined| {
            let what = if cell.whole_row { "row" } else { "cell" };
            format!("{} row {} {}: {what}, {}", cell.file, cell.row, cell.column.as_deref().unwrap_or("-"), cell.rule)
        };
        let verdict = Verdict {
            findings: &checked.findings,
            accounts: &tables.accounts,
            set_aside: tables.quarantine.iter().map(aside).collect(),
            items: &tables.items,
        };
        insta::with_settings!({ snapshot_path => &dir, prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_yaml_snapshot!("verdict", verdict);
        });
    }
}
