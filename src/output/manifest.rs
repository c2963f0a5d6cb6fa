use super::canonical;
use crate::contract::{self, TableContract};
use crate::plan::Withhold;
use crate::release::Rules;
use crate::vocabulary::{Circulation, FileAccount, InputFile, Language, ToldAccount, ToldCount, ToldRows, is_return};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What went in, what came out, and what was kept back: enough to check an output folder and to
/// make it again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// The programme's name.
    pub programme: String,
    /// What made it.
    pub versions: Versions,
    /// The day as of which the evaluation speaks.
    pub as_of: String,
    /// Languages of the pages, the one at the root first.
    #[serde(default = "english_only", skip_serializing_if = "is_english_only")]
    pub languages: Vec<Language>,
    /// Whether the pages were made without script.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub no_script: bool,
    /// The last day on which rows about single people may be kept, where the plan says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retain_until: Option<String>,
    /// Files read, by path within the evaluation's folder.
    pub inputs: Vec<InputEntry>,
    /// Files written, by path within the output folder, those under `private/` and this one apart.
    pub outputs: Vec<OutputEntry>,
    /// The thresholds that protected people.
    pub rules: RuleSet,
    /// What chance was started with; none where nothing was drawn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seed: Option<u64>,
    /// Figures withheld from the programme's circulation, by reason.
    pub withheld: BTreeMap<String, u64>,
    /// Decisions of people that departed from the rules.
    pub overrides: Vec<Override>,
}

/// The thresholds that protected people: how many must stand behind what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RuleSet {
    /// Who holds the pages of the programme, regions and authorities, and the data.
    pub circulation: Circulation,
    /// The number that respondents were promised.
    pub promised: u64,
    /// People behind any statistic of people, on a group's own page.
    pub internal: u64,
    /// The same on pages of networks, authorities and the programme.
    pub programme: u64,
    /// The same for anything public.
    pub public: u64,
    /// People behind a single item in one group.
    pub single_item: u64,
    /// People behind three-band counts of answers.
    pub banded: u64,
    /// People behind counts of every answer.
    pub full: u64,
    /// Schools behind a pooled school outcome.
    pub schools: u64,
}

impl RuleSet {
    /// The rules of a release.
    #[must_use]
    pub fn new(circulation: Circulation, promised: u64, rules: &Rules) -> Self {
        let Rules { internal, programme, public, single_item, banded, full, schools } = *rules;
        RuleSet { circulation, promised, internal, programme, public, single_item, banded, full, schools }
    }
}

/// A decision of a person that departed from the rules.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Override {
    /// What was decided.
    pub what: String,
    /// Why.
    pub reason: String,
    /// Who decided.
    pub by: String,
    /// When.
    pub date: String,
}

impl From<&Withhold> for Override {
    fn from(decision: &Withhold) -> Self {
        let Withhold { code, level, unit, wave, reason, by, on } = decision;
        let when = wave.as_ref().map_or_else(|| "all waves".to_owned(), Clone::clone);
        Override {
            what: format!("{code} of {} {unit} at {when} withheld", level.word()),
            reason: reason.clone(),
            by: by.clone(),
            date: on.to_string(),
        }
    }
}

fn english_only() -> Vec<Language> {
    vec![Language::English]
}

fn is_english_only(languages: &[Language]) -> bool {
    languages == [Language::English]
}

/// What made an output.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Versions {
    /// The program's version.
    pub learnframe: String,
    /// The framework's id and version.
    pub framework: String,
    /// SHA-256 of the framework's file.
    pub framework_sha256: String,
    /// The plan's version.
    pub plan: String,
    /// The version of the notice to participants, where the plan names it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice: Option<String>,
    /// SHA-256 of the plan's file.
    pub plan_sha256: String,
}

/// A file read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct InputEntry {
    /// Path within the evaluation's folder.
    pub path: String,
    /// Size.
    pub bytes: u64,
    /// SHA-256.
    pub sha256: String,
    /// What became of its rows, once per canonical table that it was read for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rows: Vec<RowsEntry>,
}

/// What became of a file's rows.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RowsEntry {
    /// Canonical table.
    pub table: String,
    /// Rows that hold anything.
    pub rows: ToldCount,
    /// Rows used.
    pub kept: ToldCount,
    /// Rows left out by a rule.
    pub excluded: ToldCount,
    /// Earlier returns.
    pub superseded: ToldCount,
    /// Rows set aside.
    pub quarantined: ToldCount,
}

/// A file written.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OutputEntry {
    /// Path within the output folder.
    pub path: String,
    /// Size.
    pub bytes: u64,
    /// SHA-256.
    pub sha256: String,
}

impl RowsEntry {
    /// What may circulate of an account; in files about people and in returns no number below `fewest`.
    #[must_use]
    pub fn new(account: &FileAccount, fewest: u64) -> Self {
        let ToldRows { rows, kept, excluded, superseded, quarantined } = told_rows(account, fewest);
        RowsEntry { table: account.table.clone(), rows, kept, excluded, superseded, quarantined }
    }
}

/// The fates of an account's rows as they may circulate.
pub(super) fn told_rows(account: &FileAccount, fewest: u64) -> ToldRows {
    account.told(if is_guarded(account) { fewest } else { 0 })
}

/// Accounts as they may circulate: of tables about people no number below `fewest`.
#[must_use]
pub fn told_accounts(accounts: &[FileAccount], fewest: u64) -> Vec<ToldAccount> {
    accounts.iter().map(|account| account.as_told(if is_guarded(account) { fewest } else { 0 })).collect()
}

/// Whether a few rows of a file are a few people: it is about people, as its table's contract says, or holds
/// returns, which one person each wrote.
pub(super) fn is_guarded(account: &FileAccount) -> bool {
    is_return(&account.table) || contract::table(&account.table).is_none_or(TableContract::is_about_people)
}

impl InputEntry {
    /// A file with the accounts of its rows, numbers below `fewest` of rows about people left out.
    #[must_use]
    pub fn new(file: &InputFile, accounts: &[FileAccount], fewest: u64) -> Self {
        let own = accounts.iter().filter(|account| account.file == file.path);
        let rows = own.map(|account| RowsEntry::new(account, fewest)).collect();
        InputEntry { path: file.path.clone(), bytes: file.bytes, sha256: file.sha256.clone(), rows }
    }
}

impl Manifest {
    /// The manifest as JSON: entries sorted by path, keys by name.
    ///
    /// # Errors
    /// If it cannot be written as JSON.
    pub fn to_json(&self) -> Result<Vec<u8>, serde_json::Error> {
        let mut sorted = self.clone();
        sorted.inputs.sort();
        sorted.outputs.sort();
        sorted.overrides.sort();
        canonical::pretty(&sorted)
    }
}
