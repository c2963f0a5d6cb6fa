//! The typed tables: every canonical table that the plan has sources for, checked against its
//! contract, with the account of its rows. Later stages count these frames and nothing else.
//!
//! # Column types
//!
//! | contract | polars |
//! |---|---|
//! | text, category | `String`, categories in the contract's spelling |
//! | whole number | `Int64` |
//! | number | `Int64`, ten-thousandths of one |
//! | yes or no | `Boolean` |
//! | day | `Date` |
//! | list | `String`, `;a;b;` with categories in the contract's spelling |
//! | survey item | `Int32`, and beside it `<item>__missing`, a `String` that says why there is no answer: see [`missing_reason`] |
//!
//! An empty cell is null. A frame has every column of its contract, in the contract's order, whether
//! or not a file had it; `attendance` has the `group_id`, `date`, `setting` and `focus` of its session too,
//! `ties` the `group_id` of who reports them, and every table of groups `group_formed_on`,
//! `group_funding_ends_on` and `group_lea_code`.

mod aids;
mod alike;
mod answers;
mod assemble;
mod book;
mod build;
mod column;
mod digits;
mod file;
mod forms;
mod items;
mod joined;
#[cfg(test)]
mod parts_tests;
mod personal;
mod problem;
mod questions;
mod quotes;
mod record;
mod row;
mod units;
mod view;
mod withdrawn;

pub use crate::vocabulary::InputFile;
pub use book::{Aside, Quarantined};
pub use column::missing_reason;
pub use items::ItemAccount;
pub use joined::joined_from;

use crate::contract::{self, TableContract};
use crate::finding::{Checked, Finding, Place, nearest};
use crate::framework::Framework;
use crate::ingest::{PatternProblem, PseudonymKey, expand};
use crate::plan::{Mapping, PLAN_FILE, Plan, Source};
use crate::vocabulary::{FileAccount, InputKey, MissingAnswers, QuestionChange, UnitTree};
use aids::Aids;
use file::{Desk, Job, Part};
use polars::prelude::{DataFrame, PolarsError};
use questions::Forms;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use withdrawn::Withdrawn;

/// What stops the reading of tables; everything a user can mend is a finding instead.
#[derive(Debug, thiserror::Error)]
pub enum StageError {
    /// A file that had been read could not be read again.
    #[error("{file} cannot be read")]
    Read {
        /// Path relative to the evaluation's folder.
        file: String,
        /// What the system says.
        source: std::io::Error,
    },
    /// The table engine refused.
    #[error("the tables cannot be put together")]
    Frame(#[from] PolarsError),
}

/// The tables of an evaluation, and the account of how they came about.
#[derive(Debug, Clone, Default)]
pub struct Tables {
    frames: BTreeMap<String, DataFrame>,
    /// What became of the rows, one per file and table: tables in the contracts' order, files in the
    /// plan's.
    pub accounts: Vec<FileAccount>,
    /// Groups, networks, authorities, regions.
    pub units: UnitTree,
    /// Rows and cells that were set aside. For `private/` alone.
    pub quarantine: Vec<Quarantined>,
    /// The files read, by path.
    pub inputs: Vec<InputFile>,
    /// How the survey's items were answered, by item and wave.
    pub items: Vec<ItemAccount>,
    /// What is missing of the answers to them, and why.
    pub missing: Vec<MissingAnswers>,
    /// What changed about questions between every two waves.
    pub changes: Vec<QuestionChange>,
}

impl Tables {
    /// Tables out of frames that are already as [`read`] makes them, by name.
    #[must_use]
    pub fn from_frames(frames: BTreeMap<String, DataFrame>, units: UnitTree) -> Self {
        Tables { frames, units, ..Tables::default() }
    }

    /// A canonical table; `None` if the plan has no source for it, which makes what depends on it
    /// "not collected".
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&DataFrame> {
        self.frames.get(name)
    }

    /// The names of the tables there are, sorted.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.frames.keys().map(String::as_str)
    }
}

/// The columns that a table's frame has beside survey items; `None` if there is no such table.
#[must_use]
pub fn columns(table: &str) -> Option<Vec<String>> {
    let contract = contract::table(table)?;
    let own: Vec<&str> = contract.field_names().collect();
    let joined = joined::names(table, &own);
    Some(own.into_iter().chain(joined).map(str::to_owned).collect())
}

/// The key by which a plan makes pseudonyms, and what is wrong with it; none where it cannot be read.
#[must_use]
pub fn pseudonym_key(dir: &Path, plan: &Plan) -> Checked<Option<PseudonymKey>> {
    let mut findings = Vec::new();
    let key = aids::keys(dir, plan, &mut findings).pseudonym;
    Checked::new(key, findings)
}

/// The key of digests that circulate; none where the plan names no key or it cannot be read.
#[must_use]
pub fn input_key(dir: &Path, plan: &Plan) -> Option<InputKey> {
    aids::keys(dir, plan, &mut Vec::new()).input
}

/// Bytes of a file that are worth a reader of their own.
const PART_BYTES: usize = 16 << 20;

/// Reads every source of the plan into typed tables.
///
/// `dir` is the evaluation's folder. Files and parts of large ones are read in parallel; everything in the
/// result stands in an order that does not depend on it.
///
/// # Errors
/// Only for what no user can mend by changing the input.
pub fn read(dir: &Path, plan: &Plan, framework: &Framework) -> Result<Checked<Tables>, StageError> {
    read_in_parts(dir, plan, framework, PART_BYTES)
}

fn read_in_parts(
    dir: &Path,
    plan: &Plan,
    framework: &Framework,
    part_bytes: usize,
) -> Result<Checked<Tables>, StageError> {
    let mut findings = Vec::new();
    let keys = aids::keys(dir, plan, &mut findings);
    let (withdrawn, list) = Withdrawn::read(dir, plan, &keys, &mut findings);
    let aids: Vec<Aids> = plan.source.iter().map(|source| Aids::of(dir, plan, source, &keys, &mut findings)).collect();
    let desk = Desk { dir, plan, framework, keys, withdrawn, part_bytes };
    let (jobs, problems) = jobs(dir, plan, framework, &aids);
    findings.extend(problems);
    let parts = jobs.par_iter().map(|job| file::read(&desk, job)).collect::<Result<Vec<_>, _>>()?;
    let mut by_table: BTreeMap<String, Vec<Part>> = BTreeMap::new();
    for part in parts.into_iter().flatten() {
        by_table.entry(part.account.table.clone()).or_default().push(part);
    }
    let inputs = aids.iter().flat_map(|aids| aids.inputs.clone()).chain(list).collect();
    let mut tables = Tables { inputs, ..Tables::default() };
    let mut gone = BTreeSet::new();
    let mut forms = Forms::default();
    let names =
        contract::table("responses").map(|contract| column::columns(contract, framework, plan)).unwrap_or_default();
    let names: Vec<&str> = names.iter().map(|column| column.name).collect();
    for contract in contract::all() {
        let Some(mut parts) = by_table.remove(&contract.name) else { continue };
        let frame = assemble::assemble(&desk, &aids, contract, &mut parts, &tables.frames)?;
        let frame = joined::with_joined(&contract.name, frame, &tables.frames)?;
        tables.frames.insert(contract.name.clone(), frame);
        if plan.privacy.key_file.is_none() && parts.iter().any(|part| part.made_pseudonyms) {
            findings.push(aids::no_key());
        }
        for mut part in parts {
            forms.add(&names, std::mem::take(&mut part.forms));
            gone.append(&mut part.gone);
            tables.take(part, &mut findings);
        }
    }
    findings.extend(desk.withdrawn.not_found(&gone));
    let (changes, told) = questions::changes(plan, framework, &forms);
    tables.changes = changes;
    findings.extend(told);
    tables.finish(plan, framework, &mut findings)?;
    let mut checked = Checked::new(tables, findings);
    // A file that two sources read is said to be in Windows-1252 once.
    checked.findings.dedup();
    Ok(checked)
}

impl Tables {
    fn take(&mut self, part: Part, findings: &mut Vec<Finding>) {
        let place = Place { sheet: part.account.sheet.clone(), ..Place::file(&part.account.file) };
        findings.extend(part.book.close(&place));
        self.accounts.push(part.account);
        self.quarantine.extend(part.quarantine);
        self.inputs.extend(part.input);
    }

    fn finish(&mut self, plan: &Plan, framework: &Framework, findings: &mut Vec<Finding>) -> Result<(), StageError> {
        findings.extend(alike::ids_alike(&self.frames)?);
        self.quarantine.sort();
        self.inputs.sort();
        self.inputs.dedup();
        match self.frames.get("groups").filter(|groups| groups.height() > 0) {
            Some(groups) => {
                let (units, conflicts) = units::units(groups, plan)?;
                self.units = units;
                findings.extend(conflicts);
            }
            None => findings.push(no_groups()),
        }
        if let Some(responses) = self.frames.get("responses") {
            let waves: Vec<&str> = plan.wave.iter().map(|wave| wave.id.as_str()).collect();
            let known = framework.items().iter().filter(|item| framework.scale(&item.scale).is_some());
            self.items = items::item_accounts(responses, known.map(|item| item.id.as_str()), &waves)?;
            self.missing = items::missing_answers(&self.items);
            let questions = contract::table("responses").map(|contract| column::questions_with_choices(contract, plan));
            self.items.extend(items::choice_accounts(responses, questions.into_iter().flatten(), &waves)?);
        }
        Ok(())
    }
}

fn no_groups() -> Finding {
    let help = "make a file with one row a group and at least the columns group_id and name, and add to the plan: \
                [[source]] table = \"groups\", files = [\"groups.csv\"]; or read the groups out of another file with a \
                mapping and first_of_each = \"group_id\"";
    Finding::error("no-groups", Place::file(PLAN_FILE).at_column("source"), "there is no group to report on", help)
}

/// The files to read, in the plan's order, and what is wrong with the plan's sources.
fn jobs<'a>(dir: &Path, plan: &'a Plan, framework: &Framework, aids: &'a [Aids]) -> (Vec<Job<'a>>, Vec<Finding>) {
    let (mut jobs, mut findings) = (Vec::new(), Vec::new());
    for (source_place, (source, aids)) in plan.source.iter().zip(aids).enumerate() {
        let Some(contract) = contract::table(&source.table) else {
            findings.push(unknown_name(
                "unknown-table",
                "source.table",
                &source.table,
                contract::all().iter().map(|c| c.name.as_str()),
            ));
            continue;
        };
        findings.extend(unknown_columns(source, contract, framework));
        let mut files = BTreeSet::new();
        for pattern in &source.files {
            match expand(dir, pattern) {
                Ok(found) => files.extend(found),
                Err(problem) => findings.push(no_file(pattern, problem)),
            }
        }
        jobs.extend(files.into_iter().map(|file| Job { source_place, source, aids, contract, file }));
    }
    (jobs, findings)
}

fn no_file(pattern: &str, problem: PatternProblem) -> Finding {
    let (message, help) = match problem {
        PatternProblem::NothingFound => {
            ("the plan names a file that is not there", "correct the name in the plan, or put the file there")
        }
        PatternProblem::Outside => {
            ("the plan names a file outside the evaluation's folder", "copy the file into the folder")
        }
        PatternProblem::Malformed => ("the plan's file pattern cannot be read", "use * for any part of a file name"),
    };
    Finding::error("file-not-found", Place::file(pattern), message, help)
}

/// Keys of a mapping that are no canonical columns, nor items of the survey: a slip that would go unnoticed.
fn unknown_columns(source: &Source, contract: &TableContract, framework: &Framework) -> Vec<Finding> {
    let Some(mapping) = &source.mapping else { return Vec::new() };
    let Mapping { columns, constants, template, values, lookup, first_of_each, item, .. } = mapping;
    let keys = columns.keys().chain(constants.keys()).chain(template.keys()).chain(values.keys()).chain(lookup.keys());
    let keys = keys.chain(first_of_each).chain(item.iter().map(|item| &item.key));
    let items: Vec<&str> = match contract.name.as_str() {
        "responses" => framework.items().iter().map(|item| item.id.as_str()).collect(),
        _ => Vec::new(),
    };
    let own: BTreeSet<&str> = mapping.multi.iter().map(|multi| multi.key.as_str()).collect();
    let known = |key: &str| contract.field(key).is_some() || items.contains(&key) || own.contains(key);
    let strangers: BTreeSet<&String> = keys.filter(|key| !known(key)).collect();
    let file = source.mapping_file.as_deref().unwrap_or(PLAN_FILE);
    let names = || contract.field_names().chain(items.iter().copied());
    strangers
        .into_iter()
        .map(|key| {
            let mut finding = unknown_name("unknown-canonical-column", "source.mapping", key, names());
            finding.place = Place::file(file).at_column(key);
            finding
        })
        .collect()
}

fn unknown_name<'a>(code: &'static str, key: &str, given: &str, known: impl Iterator<Item = &'a str>) -> Finding {
    let known: Vec<&str> = known.collect();
    let help = match nearest(given, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("use one of: {}", known.join(", ")),
    };
    Finding::error(code, Place::file(PLAN_FILE).at_column(key), format!("`{given}` is not known"), help)
}
