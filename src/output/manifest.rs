use super::canonical;
use super::guard::told_rows;
use crate::plan::Withhold;
use crate::release::Rules;
use crate::vocabulary::{Circulation, FileAccount, Language, ToldContent, ToldCount, ToldInput, ToldRows};
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
    /// Whether counts that anybody may see were told to the nearest five.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub round_counts: bool,
}

impl RuleSet {
    /// The rules of a release.
    #[must_use]
    pub fn new(circulation: Circulation, promised: u64, rules: &Rules) -> Self {
        let Rules { internal, programme, public, single_item, banded, full, schools, round_counts } = *rules;
        RuleSet { circulation, promised, internal, programme, public, single_item, banded, full, schools, round_counts }
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

/// A file read. The plan, the framework and tables about nobody are told with size and SHA-256, which anybody can
/// hold against the file. A file that names people is told without its size, and with a digest only where the plan
/// has a key: a few answers are soon guessed, and a plain hash says which guess is right. Whoever has the key and the
/// file can check it; anybody else can check that two outputs made with one key read the same file, and no more.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct InputEntry {
    /// Path within the evaluation's folder.
    pub path: String,
    /// Size, of a file that names nobody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bytes: Option<u64>,
    /// SHA-256, of a file that names nobody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
    /// HMAC-SHA-256 of a file that names people. Its key is the HMAC-SHA-256 of `learnframe input digest v1` with
    /// the content of the plan's key file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hmac_sha256: Option<String>,
    /// Why there is no digest. `private/inputs.json` of the output has a plain one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_told: Option<NotTold>,
    /// What became of its rows, once per canonical table that it was read for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rows: Vec<RowsEntry>,
}

/// Why no digest of a file is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum NotTold {
    /// It names people, and the plan names no key file.
    NoKey,
}

/// What became of a file's rows. Of rows about people no number is told below the fewest that are told of, and none
/// nearer than to a multiple of that, so that two releases subtracted never tell of a single row.
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
    /// What may circulate of an account.
    #[must_use]
    pub fn new(account: &FileAccount, fewest: u64) -> Self {
        let ToldRows { rows, kept, excluded, superseded, quarantined } = told_rows(account, fewest);
        RowsEntry { table: account.table.clone(), rows, kept, excluded, superseded, quarantined }
    }
}

impl InputEntry {
    /// A file with the accounts of its rows, numbers of rows about people told as they may be.
    #[must_use]
    pub fn new(file: &ToldInput, accounts: &[FileAccount], fewest: u64) -> Self {
        let own = accounts.iter().filter(|account| account.file == file.path);
        let rows = own.map(|account| RowsEntry::new(account, fewest)).collect();
        let entry = InputEntry { path: file.path.clone(), rows, ..InputEntry::default() };
        match file.content.clone() {
            ToldContent::Plain { bytes, sha256 } => InputEntry { bytes: Some(bytes), sha256: Some(sha256), ..entry },
            ToldContent::Keyed(digest) => InputEntry { hmac_sha256: Some(digest), ..entry },
            ToldContent::NotTold => InputEntry { not_told: Some(NotTold::NoKey), ..entry },
        }
    }

    /// The digest that is told of it, of whatever kind.
    #[must_use]
    pub fn digest(&self) -> Option<&str> {
        self.sha256.as_deref().or(self.hmac_sha256.as_deref())
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
