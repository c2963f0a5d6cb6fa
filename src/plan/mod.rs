//! The plan of an evaluation: `evaluation.toml`, typed.

mod load;
mod mapping;
mod notice;
mod privacy;
mod questions;
mod sources;

use crate::finding::Place;
use crate::vocabulary::{Circulation, Date, InputFile, Language, Level, QuestionChange, UnitId, Wave};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

pub use mapping::{
    DateOrder, Decimal, Exclude, FileForm, GroupRule, Lookup, MappedItem, MappedScale, Mapping, MultiSelect, OneOrMore,
    OutcomeColumns, Register, Repeats, RespondentRule, TableEnd, Unfinished, UnfinishedFate, UnknownGroup, WaveRule,
    WhenMissing,
};
pub use notice::Notice;
pub use sources::delimiter_byte;

/// File name of the plan within an evaluation's folder.
pub const PLAN_FILE: &str = "evaluation.toml";

/// The plan: programme, waves, where the data are, what was promised to whom.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// The programme evaluated.
    pub programme: Programme,
    /// Survey waves, earliest first.
    pub wave: Vec<Wave>,
    /// Where each canonical table comes from.
    #[serde(default)]
    pub source: Vec<Source>,
    /// What was promised to respondents, and the thresholds that keep it.
    pub protection: Protection,
    /// Names of networks, authorities and regions, where the groups table has none.
    #[serde(default)]
    pub names: Names,
    /// How much one file may ask of the machine.
    #[serde(default, skip_serializing_if = "FileLimits::is_default")]
    pub limits: FileLimits,
    /// How people are told apart without being named, how long what they sent is kept, and who withdrew.
    #[serde(default, skip_serializing_if = "Privacy::is_default")]
    pub privacy: Privacy,
    /// Decisions to withhold what the rules would tell.
    #[serde(default, rename = "override", skip_serializing_if = "Vec::is_empty")]
    pub withhold: Vec<Withhold>,
    /// Changes of a question that leave its answers comparable.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub equivalent: Vec<Equivalent>,
    /// What changed between waves, once the files are read: see [`Plan::note_changes`].
    #[serde(skip)]
    pub changes: Vec<QuestionChange>,
    /// What the notice to participants promised, once it is read.
    #[serde(skip)]
    pub notice: Option<Notice>,
    /// The files it was read from: its own, and those of its mappings.
    #[serde(skip)]
    pub read_from: Vec<InputFile>,
    /// Places of the keys that are checked against framework and files.
    #[serde(skip)]
    places: BTreeMap<String, Place>,
}

/// A decision to withhold a figure that the rules would tell. Nothing that the rules withhold can be told by a
/// decision: it would break the promise made to people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Withhold {
    /// Code of the indicator; its parts go with it.
    pub code: String,
    /// Level of the unit.
    pub level: Level,
    /// Id of the unit within its level.
    pub unit: String,
    /// Id of the wave; every wave where it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wave: Option<String>,
    /// Why, as the page on limits will say it.
    pub reason: String,
    /// Who decided.
    pub by: String,
    /// The day of the decision.
    #[schemars(with = "String")]
    #[serde(with = "crate::vocabulary::date")]
    pub on: Date,
}

impl Withhold {
    /// Whether it speaks of an indicator, or of a part of it, at a wave.
    #[must_use]
    pub fn covers(&self, code: &str, wave: &str) -> bool {
        let rest = code.strip_prefix(self.code.as_str());
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
            && self.wave.as_ref().is_none_or(|own| own == wave)
    }

    /// Whether it speaks of a unit.
    #[must_use]
    pub fn is_about(&self, unit: &UnitId) -> bool {
        self.level == unit.level && self.unit == unit.id
    }
}

/// A statement that a question, though changed, asked the same at several waves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Equivalent {
    /// The item's id.
    pub item: String,
    /// Ids of the waves, two or more, whose answers are comparable.
    pub waves: Vec<String>,
    /// Why, as the quality page will say it.
    pub because: String,
}

/// The programme evaluated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Programme {
    /// Its name.
    pub name: String,
    /// Who asked for the evaluation.
    pub commissioner: String,
    /// Who answers questions about it.
    pub contact: String,
    /// The day as of which the evaluation speaks; the only date that outputs carry.
    #[schemars(with = "String")]
    #[serde(with = "crate::vocabulary::date")]
    pub as_of: Date,
    /// Version of this evaluation's reports.
    #[serde(default = "first_version")]
    pub version: String,
    /// Id of a built-in framework, or the path of a framework file within the evaluation's folder.
    pub framework: String,
    /// Language of the pages, where the command line asks for no other: `en` or `cy`.
    #[serde(default, skip_serializing_if = "is_english")]
    pub language: Language,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
fn is_english(language: &Language) -> bool {
    *language == Language::English
}

fn first_version() -> String {
    "1".to_owned()
}

/// Where rows of a canonical table come from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Canonical table.
    pub table: String,
    /// Files within the evaluation's folder; `*` stands for any part of a file name.
    pub files: Vec<String>,
    /// For files of one wave or, of attainment, one time point: the wave's id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wave: Option<String>,
    /// How the files' columns and cells become the canonical ones; not needed where they are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mapping: Option<Mapping>,
    /// The same in a file of its own within the evaluation's folder, for a layout that several sources
    /// share.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mapping_file: Option<String>,
}

/// How much one file may ask of the machine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FileLimits {
    /// Megabytes (2^20 bytes) of a file, and of what an archive or workbook unpacks to.
    #[serde(default = "two_gigabytes")]
    pub megabytes: u64,
}

impl Default for FileLimits {
    fn default() -> Self {
        FileLimits { megabytes: two_gigabytes() }
    }
}

impl FileLimits {
    fn is_default(&self) -> bool {
        *self == FileLimits::default()
    }
}

fn two_gigabytes() -> u64 {
    2048
}

/// How people are told apart without being named, how long what they sent is kept, and who withdrew.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Privacy {
    /// Path of the file with the key by which e-mail addresses and names become pseudonyms, and files that name
    /// people digests that may circulate, from the evaluation's folder. It should lie outside it, so that nobody who
    /// is sent the data has the key. Without it no digest of these files is told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key_file: Option<String>,
    /// The last day on which rows about single people may be kept; `learnframe purge` removes them after it.
    #[schemars(with = "String")]
    #[serde(default, with = "crate::vocabulary::date::optional", skip_serializing_if = "Option::is_none")]
    pub retain_until: Option<Date>,
    /// Path, from the evaluation's folder, of a file with one column `pseudonym`: the people who withdrew.
    /// Every row about one of them is left out before anything is counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdrawn: Option<String>,
    /// Words that may not stand in a quotation: names of schools, of people, of places. The names of groups,
    /// networks and authorities need not be listed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub redact: Vec<String>,
}

impl Privacy {
    fn is_default(&self) -> bool {
        *self == Privacy::default()
    }
}

/// What was promised to respondents, and the thresholds that keep it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Protection {
    /// The number that the notice to respondents promised: nothing about fewer people is shown.
    pub promised: u64,
    /// Path of the notice itself within the evaluation's folder. Its version line says what it promised, and
    /// nothing is made that the notice does not allow.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice: Option<String>,
    /// Who will hold the programme, region and authority pages.
    #[serde(default = "programme_circulation")]
    pub circulation: Circulation,
    /// People behind a figure on a group's own page.
    #[serde(default = "five")]
    pub internal: u64,
    /// People behind a figure on other pages.
    #[serde(default = "eight")]
    pub programme: u64,
    /// People behind a figure that anybody may see.
    #[serde(default = "ten")]
    pub public: u64,
    /// Schools behind a pooled school outcome.
    #[serde(default = "three")]
    pub schools: u64,
    /// Whether counts on pages that anybody may see are told to the nearest five, and those from 1 to 7 not at
    /// all.
    #[serde(default)]
    pub round_counts: bool,
}

fn programme_circulation() -> Circulation {
    Circulation::Programme
}

fn three() -> u64 {
    3
}

fn five() -> u64 {
    5
}

fn eight() -> u64 {
    8
}

fn ten() -> u64 {
    10
}

/// Names of larger units, by id.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Names {
    /// Networks.
    #[serde(default)]
    pub networks: BTreeMap<String, String>,
    /// Local education authorities.
    #[serde(default)]
    pub leas: BTreeMap<String, String>,
    /// Regions.
    #[serde(default)]
    pub regions: BTreeMap<String, String>,
}

impl Plan {
    /// The last wave, which reports speak of first.
    #[must_use]
    pub fn latest_wave(&self) -> Option<&Wave> {
        self.wave.last()
    }

    /// Where a key path such as `wave[1].item[0].scale` stands in the plan's file.
    #[must_use]
    pub fn place(&self, path: &str) -> Place {
        self.places.get(path).cloned().unwrap_or_else(|| Place::file(PLAN_FILE).at_column(path))
    }

    /// Why the plan takes an item's answers at two waves as comparable, if it does.
    #[must_use]
    pub fn equivalence(&self, item: &str, one: &str, other: &str) -> Option<&str> {
        let has = |equivalent: &&Equivalent, wave: &str| equivalent.waves.iter().any(|id| id == wave);
        let of_item = self.equivalent.iter().filter(|equivalent| equivalent.item == item);
        of_item.into_iter().find(|both| has(both, one) && has(both, other)).map(|both| both.because.as_str())
    }

    /// Takes note of how questions changed, so that nothing is compared across what broke. Every pair
    /// of waves between which a question differs is wanted, neighbours or not.
    pub fn note_changes(&mut self, changes: Vec<QuestionChange>) {
        for change in changes.iter().filter(|change| change.stops_change()) {
            let Some(earlier) = self.wave.get(change.earlier).map(|wave| wave.id.clone()) else { continue };
            if let Some(later) = self.wave.get_mut(change.later) {
                later.apart.insert((change.item.clone(), earlier));
            }
        }
        self.changes = changes;
    }

    /// Whether a wave is the first, at which nothing can have changed yet.
    #[must_use]
    pub fn is_first_wave(&self, id: &str) -> bool {
        self.wave.first().is_some_and(|wave| wave.id == id)
    }
}
