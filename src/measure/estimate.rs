//! What a measure yields: a number with everything that stands behind it, or the reason why there
//! is none.

use super::footing::Footings;
use crate::vocabulary::{Quantity, UnitId};
use serde::{Deserialize, Serialize};

/// All estimates of an evaluation, sorted, before disclosure control. Nothing above the release may
/// see them.
#[derive(Debug, Clone, Default)]
pub struct Estimates {
    /// One per indicator, unit and wave.
    pub figures: Vec<Estimate>,
    /// One per survey item, unit and wave.
    pub distributions: Vec<Distribution>,
    /// Sessions held, for the groups' own pages.
    pub sessions: Vec<SessionFact>,
    /// Remarks that people agreed to and somebody approved.
    pub quotes: Vec<QuoteFact>,
    /// How members stayed, month by month, in units larger than a network, at the latest wave.
    pub courses: Vec<Course>,
    /// Actions agreed, for the groups' own pages.
    pub actions: Vec<ActionFact>,
    /// What the numbers made of people's answers add up, and over whom.
    pub footings: Footings,
}

/// One indicator for one unit at one wave.
#[derive(Debug, Clone, PartialEq)]
pub struct Estimate {
    /// The indicator's code.
    pub code: String,
    /// The unit.
    pub unit: UnitId,
    /// The wave's id.
    pub wave: String,
    /// The number, or why there is none.
    pub outcome: Outcome,
}

/// The number, or why there is none.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// A number.
    Estimated(Figure),
    /// No number, and why.
    Absent(Absence),
}

/// A number with everything that stands behind it.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// The estimate, not rounded.
    pub value: f64,
    /// What it is a value of: the indicator's own quantity for a group; for a larger unit a share
    /// of groups, a mean count and the like.
    pub quantity: Quantity,
    /// Its 95% interval, where one means something.
    pub interval: Option<Interval>,
    /// The same unit's value drawn towards its peers' (empirical Bayes), with its interval: for
    /// comparing units, where a scale mean allows it.
    pub shrunken: Option<Shrunken>,
    /// How many of `counted` stand behind the value.
    pub n: u64,
    /// How many could have.
    pub eligible: Option<u64>,
    /// What n counts.
    pub counted: Counted,
    /// Whether those counted are all there are.
    pub basis: Basis,
    /// Numerator of a share, as a whole number of `counted`, for values that are one.
    pub numerator: Option<u64>,
    /// How many people answered, where the value is made of people's answers: what protection looks
    /// at. `None` for facts of record.
    pub people: Option<u64>,
    /// How many survey items the value is made of; 0 for facts of record.
    pub items: u32,
    /// How far single schools make the value, where it is pooled over schools.
    pub concentration: Option<Concentration>,
    /// The working, line by line, down to counts.
    pub working: Vec<WorkingLine>,
}

/// How far a value pooled over schools is made by the largest of them: their pupils.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Concentration {
    /// Pupils of all schools.
    pub total: f64,
    /// Of the largest school.
    pub largest: f64,
    /// Of the second largest.
    pub second: f64,
}

impl Concentration {
    /// Of the pupils of each school.
    #[must_use]
    pub fn of(pupils: impl IntoIterator<Item = f64>) -> Self {
        let add = |mut sums: Concentration, school: f64| {
            sums.total += school;
            sums.second = sums.second.max(school.min(sums.largest));
            sums.largest = sums.largest.max(school);
            sums
        };
        pupils.into_iter().fold(Concentration::default(), add)
    }
}

/// Low and high end of a 95% interval.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Interval {
    /// Low end.
    pub low: f64,
    /// High end.
    pub high: f64,
}

/// An empirical-Bayes estimate with its interval.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Shrunken {
    /// The estimate.
    pub value: f64,
    /// Its 95% interval.
    pub interval: Interval,
}

/// What an n counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Counted {
    /// Survey respondents.
    Respondents,
    /// Respondents who answered at both waves.
    Pairs,
    /// Members on roll.
    Members,
    /// Places that members were due to take at sessions.
    Places,
    /// Rows of a register or return.
    Entries,
    /// Groups.
    Groups,
    /// Schools.
    Schools,
    /// Answers due.
    Answers,
    /// Returns due.
    Returns,
    /// Figures.
    Figures,
}

/// Whether those counted are all there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// Everyone eligible answered: no sampling error about what they said.
    Census,
    /// Some of those eligible answered.
    Sample,
    /// A fact of record, counted in full.
    Record,
    /// A summary over groups, each counted once.
    OverGroups,
    /// A comparison of two arms.
    Contrast,
}

impl Basis {
    /// The word in `data/indicators.csv`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Basis::Census => "census",
            Basis::Sample => "sample",
            Basis::Record => "record",
            Basis::OverGroups => "over_groups",
            Basis::Contrast => "contrast",
        }
    }
}

/// One line of a working: what was counted and what came out.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WorkingLine {
    /// What the number is, in words.
    pub label: String,
    /// The number as text.
    pub value: String,
}

impl WorkingLine {
    /// A line of a working.
    #[must_use]
    pub fn new(label: impl Into<String>, value: impl ToString) -> Self {
        WorkingLine { label: label.into(), value: value.to_string() }
    }
}

/// How members of a unit stayed, month by month from the day each joined.
#[derive(Debug, Clone, PartialEq)]
pub struct Course {
    /// The indicator's code.
    pub code: String,
    /// The unit.
    pub unit: UnitId,
    /// The wave's id.
    pub wave: String,
    /// Members it is drawn from.
    pub people: u64,
    /// Months from 0 on, as long as anybody was there.
    pub months: Vec<CourseMonth>,
}

/// What is known so many months after joining.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CourseMonth {
    /// The share still there, not rounded.
    pub share: f64,
    /// Its 95% interval; none before anybody left and after everybody did.
    pub interval: Option<Interval>,
    /// Members who were there so long.
    pub at_risk: u64,
}

/// Why there is no number.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Absence {
    /// A table that it needs was not supplied.
    NotCollected,
    /// The item is not asked at this wave.
    NotAsked,
    /// Nothing of the kind is on record for this unit and wave.
    NothingRecorded,
    /// There is no earlier wave to compare with.
    NoEarlierWave,
    /// A question changed between the waves that would be compared.
    QuestionChanged,
    /// Fewer than twelve months of records.
    YearNotComplete,
    /// There is something, but too little for the method; the reason in words.
    TooLittle(String),
    /// The outcome has no comparator.
    NoComparator,
    /// The measure means nothing at this level.
    NotAtThisLevel,
}

/// The answers to one item in one unit at one wave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Distribution {
    /// The item's id.
    pub item: String,
    /// The unit.
    pub unit: UnitId,
    /// The wave's id.
    pub wave: String,
    /// Answers per label of the scale, least first.
    pub counts: Vec<u64>,
    /// Missing answers by reason.
    pub missing: Vec<(String, u64)>,
    /// Members eligible to answer.
    pub eligible: Option<u64>,
}

/// A remark that may be quoted, without who said it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuoteFact {
    /// The group's id.
    pub group: String,
    /// The wave's id.
    pub wave: String,
    /// The words.
    pub quote: String,
}

/// A session that was held, as its group may see it: totals, no person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SessionFact {
    /// The group's id.
    pub group: String,
    /// The wave's id.
    pub wave: String,
    /// Day, ISO.
    pub date: String,
    /// Setting, as recorded.
    pub setting: Option<String>,
    /// Main focus, as recorded.
    pub focus: Option<String>,
    /// Members present.
    pub present: u64,
    /// Members who sent apologies.
    pub apologies: u64,
    /// Members due who neither came nor sent word.
    pub absent: u64,
}

/// An action that was agreed, as its group may see it: who sees to it is left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ActionFact {
    /// The group's id.
    pub group: String,
    /// What it is about, as recorded.
    pub aspect: String,
    /// What is to be done, as somebody wrote it.
    pub action: String,
    /// By when, ISO.
    pub due: Option<String>,
    /// How far it has come, as recorded.
    pub status: Option<String>,
}
