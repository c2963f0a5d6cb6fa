//! The framework's own nouns as they stand in its file.

use super::kind::MeasureKind;
use super::profile::Profile;
use crate::vocabulary::{Language, Level, Quantity};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A framework file: everything that is measured and how it is judged, as data.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FrameworkFile {
    /// Who and what the framework is.
    pub framework: About,
    /// Answer scales, by id.
    pub scale: BTreeMap<String, AnswerScale>,
    /// Survey items in the order in which they are asked.
    #[serde(default)]
    pub item: Vec<Item>,
    /// The questions a reader brings (the handbook's Learning Frames).
    #[serde(default)]
    pub frame: Vec<Frame>,
    /// Families of indicators, in the order of the reports.
    pub family: Vec<Family>,
    /// Indicators in the order of the reports.
    pub indicator: Vec<IndicatorEntry>,
    /// Views over indicators, in the order of the reports.
    #[serde(default)]
    pub profile: Vec<Profile>,
    /// Cut-offs for how sure a reader can be.
    pub sureness: Sureness,
}

/// Who and what a framework is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct About {
    /// Short id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// Where it comes from, in a sentence or two.
    pub origin: String,
    /// The language that it is written in: `en` or `cy`.
    #[serde(default)]
    pub language: Language,
    /// What the respondents are called in reports: singular and plural.
    #[serde(default = "default_respondent")]
    pub respondent: [String; 2],
}

fn default_respondent() -> [String; 2] {
    ["member".to_owned(), "members".to_owned()]
}

/// An answer scale: its labels run from least to most, which is what fixes its direction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerScale {
    /// Value of the first label; the others follow in steps of one.
    #[serde(default = "one")]
    pub lowest: u8,
    /// Labels, least first.
    pub labels: Vec<String>,
    /// Answers from this value on count as favourable.
    pub favourable_from: u8,
    /// Answers up to this value count as unfavourable; those between are neither.
    pub unfavourable_to: u8,
    /// Cells that are no answer, and why: `{ "NA" = "not_applicable" }`.
    #[serde(default)]
    pub missing: BTreeMap<String, String>,
}

fn one() -> u8 {
    1
}

impl AnswerScale {
    /// Value of the last label.
    #[must_use]
    pub fn highest(&self) -> u8 {
        let steps = u8::try_from(self.labels.len().saturating_sub(1)).unwrap_or(u8::MAX);
        self.lowest.saturating_add(steps)
    }
}

/// A survey item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Column name in the responses table.
    pub id: String,
    /// The wording shown to respondents.
    pub text: String,
    /// Id of its answer scale.
    pub scale: String,
    /// Whether disagreeing is the good answer; turned round at scoring only.
    #[serde(default)]
    pub reverse: bool,
    /// Waves at which it is not asked: `first` for items that make no sense at a baseline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_asked: Option<NotAsked>,
}

/// When an item is left off the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum NotAsked {
    /// At the first wave, before there is anything to report.
    First,
}

/// A question that readers bring to a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Frame {
    /// Its number.
    pub number: u8,
    /// Its title.
    pub title: String,
    /// Questions that a group can ask of itself.
    #[serde(default)]
    pub questions: Vec<String>,
}

/// A family of indicators.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Family {
    /// The letters before the hyphen of its codes.
    pub id: String,
    /// Title in reports.
    pub title: String,
    /// What it is about, in a sentence.
    pub about: String,
    /// What it does in a report.
    pub role: FamilyRole,
}

/// Where in a report a family belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum FamilyRole {
    /// How the group works.
    Characteristics,
    /// Summary scales over several items of other indicators; views, not homes.
    Composite,
    /// Whether it will last.
    Sustainability,
    /// What it led to.
    Impact,
    /// How far the data can be trusted.
    Quality,
    /// Background, never judged.
    Context,
}

/// One indicator as the file has it; its `part`s share its name and place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IndicatorEntry {
    /// Code, for example `KC-06`; its family is the part before the hyphen.
    pub code: String,
    /// Name in reports.
    pub name: String,
    /// What it is, in plain words, with its denominator.
    pub definition: String,
    /// Numbers of the frames it answers to.
    #[serde(default)]
    pub frames: Vec<u8>,
    /// The smallest level at which it means something.
    #[serde(default = "group_level")]
    pub level: Level,
    /// Which way is better.
    #[serde(default)]
    pub direction: Direction,
    /// Source document of the indicator.
    pub source: String,
    /// How it is computed.
    pub measure: MeasureKind,
    /// Whether returns are asked for an opinion here, which is the returning person's own: it is shown
    /// only where enough of them are pooled. Facts are shown as they are.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub opinion: bool,
    /// How its values are judged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bands: Option<Bands>,
    /// Further measures of the same thing.
    #[serde(default)]
    pub part: Vec<IndicatorPart>,
}

fn group_level() -> Level {
    Level::Group
}

/// A further measure of an indicator; its code is the indicator's with the key after a dot.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IndicatorPart {
    /// Key after the dot: `recorded` makes `KC-08.recorded`.
    pub key: String,
    /// Name in reports.
    pub name: String,
    /// What it is, in plain words, with its denominator.
    pub definition: String,
    /// The smallest level at which it means something; the indicator's own where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
    /// Which way is better; the indicator's own where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub direction: Option<Direction>,
    /// How it is computed.
    pub measure: MeasureKind,
    /// How its values are judged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bands: Option<Bands>,
}

/// Which way is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// More is better.
    Higher,
    /// Less is better.
    Lower,
    /// A stretch in the middle is best.
    Zone,
    /// Neither; never judged.
    #[default]
    Context,
}

/// How values are judged, and who says so.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Bands {
    /// From here on (or down to here, if lower is better): in place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub good: Option<f64>,
    /// From here on: partly in place; short of it: not yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fair: Option<f64>,
    /// For a zone: the stretch that is in place, both ends included.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub good_between: Option<[f64; 2]>,
    /// For a zone: the wider stretch that is partly in place, both ends included.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fair_between: Option<[f64; 2]>,
    /// `source: ...` if a source document sets it, `programme default` if the programme does.
    pub basis: String,
}

/// A judged value's band.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Band {
    /// Not yet in place.
    NotYet,
    /// Partly in place.
    Partly,
    /// In place.
    InPlace,
}

impl Band {
    /// The word in data files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Band::NotYet => "not_yet",
            Band::Partly => "partly",
            Band::InPlace => "in_place",
        }
    }
}

impl Bands {
    /// The band of a value as published, so that a page's digits and its judgement never disagree.
    #[must_use]
    pub fn judge(&self, direction: Direction, value: f64) -> Option<Band> {
        let inside = |span: Option<[f64; 2]>| span.is_some_and(|[from, to]| from <= value && value <= to);
        let reaches = |limit: Option<f64>| {
            limit.is_some_and(|limit| if direction == Direction::Lower { value <= limit } else { value >= limit })
        };
        match direction {
            Direction::Context => None,
            _ if inside(self.good_between) || reaches(self.good) => Some(Band::InPlace),
            _ if inside(self.fair_between) || reaches(self.fair) => Some(Band::Partly),
            _ => Some(Band::NotYet),
        }
    }
}

/// Cut-offs for the four words of sureness, highest first: at or above the first is high, the second
/// moderate, the third low, below it very low.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Sureness {
    /// Response rate, as a share.
    pub response_rate: [f64; 3],
    /// Number of answers.
    pub answers: [u64; 3],
    /// Share of first-wave respondents who were matched, for change.
    pub matched: [f64; 3],
    /// Who set them.
    pub basis: String,
}

/// An indicator or a part of one, as every later room sees it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Indicator {
    /// Full code: `KC-08` or `KC-08.recorded`.
    pub code: String,
    /// The code of the indicator it is a part of.
    pub part_of: Option<String>,
    /// The family's id.
    pub family: String,
    /// Name in reports.
    pub name: String,
    /// Definition in plain words.
    pub definition: String,
    /// Numbers of its frames.
    pub frames: Vec<u8>,
    /// The smallest level at which it means something.
    pub level: Level,
    /// Which way is better.
    pub direction: Direction,
    /// Source document.
    pub source: String,
    /// How it is computed.
    pub measure: MeasureKind,
    /// Whether it is made of opinions given in returns.
    pub opinion: bool,
    /// How its values are judged.
    pub bands: Option<Bands>,
    /// What its values are values of.
    pub quantity: Quantity,
    /// What its steps, categories and unit are called in reports, where that is not their own word.
    pub called: BTreeMap<String, String>,
}

impl Indicator {
    /// What a step, a category or the unit is called in reports.
    #[must_use]
    pub fn called<'a>(&'a self, word: &'a str) -> &'a str {
        self.called.get(word).map_or(word, String::as_str)
    }
}
