//! Entries of list columns: which occur, whom they reach, how they are mixed.

use super::{Parameters, Read};
use crate::vocabulary::{Quantity, Window};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A column whose cells hold one entry, or several with semicolons between.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EntrySource {
    /// Canonical table.
    pub table: String,
    /// The column.
    pub column: String,
    /// Condition on a row; all rows if absent.
    #[serde(rename = "where", default, skip_serializing_if = "Option::is_none")]
    pub condition: Option<String>,
}

/// Entries of a fixed list that occur in list columns.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Coverage {
    /// Where they are looked for.
    pub from: Vec<EntrySource>,
    /// The list: each entry is one thing that can be present. Several spellings of one thing are
    /// written as `a|b`.
    pub entries: Vec<String>,
    /// Which rows belong to a wave.
    #[serde(default)]
    pub window: Window,
}

/// Member schools or members that take part in something.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Reach {
    /// Where their ids are looked for.
    pub from: Vec<EntrySource>,
    /// Of whom the share is taken.
    #[serde(default)]
    pub who: Roster,
    /// Which rows belong to a wave.
    #[serde(default)]
    pub window: Window,
}

/// Those on roll at the census day, facilitators apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Roster {
    /// Their schools, by `school_id`.
    #[default]
    Schools,
    /// The members themselves, by `member_id`.
    Members,
}

/// How the entries of list columns are mixed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Mix {
    /// Where the entries are counted; every mention counts.
    pub from: Vec<EntrySource>,
    /// The entries that can occur; those of no interest are left out of the count. All that do occur,
    /// if absent.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub entries: Vec<String>,
    /// Count for each of those on roll instead, so that who is never named counts as nought.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub over: Option<Roster>,
    /// What is told of the counts.
    pub statistic: Mixture,
    /// For `share_of`: the entries whose share is taken.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub of: Vec<String>,
    /// Which rows belong to a wave.
    #[serde(default)]
    pub window: Window,
}

/// What is told of counts by entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Mixture {
    /// The mentions of some entries over all mentions.
    ShareOf,
    /// The share of the entry that is mentioned least.
    SmallestShare,
    /// Pielou's J over the entries that occur: 1 if all occur equally often.
    Evenness,
    /// Blau's index: the chance that two mentions drawn with replacement differ.
    Diversity,
    /// Gini's coefficient: 0 if all are mentioned equally often.
    Inequality,
}

/// How far the entries of two columns are the same.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Overlap {
    /// The one column.
    pub of: EntrySource,
    /// The other.
    pub with: EntrySource,
    /// Which rows belong to a wave.
    #[serde(default)]
    pub window: Window,
}

/// Grades in a list column.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MedianGrade {
    /// Canonical table.
    pub table: String,
    /// Column whose cells hold one whole number or several with semicolons between.
    pub column: String,
    /// Highest grade; the lowest is 0.
    pub highest: u8,
    /// Which rows belong to a wave.
    #[serde(default)]
    pub window: Window,
}

impl EntrySource {
    fn read(&self, key: &str) -> Read<'_> {
        let read = Read::named(format!("{key}.table"), &self.table).column(format!("{key}.column"), &self.column);
        read.conditions(&format!("{key}.where"), self.condition.as_ref())
    }
}

fn reads(from: &[EntrySource]) -> Vec<Read<'_>> {
    from.iter().enumerate().map(|(place, source)| source.read(&format!("from[{place}]"))).collect()
}

/// Rosters are taken from the register of members.
fn with_members(mut reads: Vec<Read<'_>>) -> Vec<Read<'_>> {
    reads.push(Read::fixed("members"));
    reads
}

impl Parameters for Coverage {
    fn reads(&self) -> Vec<Read<'_>> {
        reads(&self.from)
    }

    fn window(&self) -> Option<Window> {
        Some(self.window)
    }

    fn range(&self) -> Option<(f64, f64)> {
        Some((0.0, self.entries.len() as f64))
    }

    fn sizes(&self) -> Vec<(&'static str, usize, usize)> {
        vec![("from", self.from.len(), 1), ("entries", self.entries.len(), 1)]
    }
}

impl Parameters for Reach {
    fn reads(&self) -> Vec<Read<'_>> {
        with_members(reads(&self.from))
    }

    fn window(&self) -> Option<Window> {
        Some(self.window)
    }

    fn sizes(&self) -> Vec<(&'static str, usize, usize)> {
        vec![("from", self.from.len(), 1)]
    }
}

impl Mix {
    pub(super) fn quantity(&self) -> Quantity {
        match self.statistic {
            Mixture::ShareOf | Mixture::SmallestShare => Quantity::Share,
            Mixture::Evenness | Mixture::Diversity | Mixture::Inequality => Quantity::Coefficient,
        }
    }
}

impl Parameters for Mix {
    fn reads(&self) -> Vec<Read<'_>> {
        let reads = reads(&self.from);
        if self.over.is_some() { with_members(reads) } else { reads }
    }

    fn window(&self) -> Option<Window> {
        Some(self.window)
    }

    fn sizes(&self) -> Vec<(&'static str, usize, usize)> {
        let of = (self.statistic == Mixture::ShareOf).then_some(("of", self.of.len(), 1));
        let entries = (self.statistic == Mixture::SmallestShare).then_some(("entries", self.entries.len(), 2));
        std::iter::once(("from", self.from.len(), 1)).chain(of).chain(entries).collect()
    }

    fn problems(&self) -> Vec<(String, String, String)> {
        let stranger = |entry: &&String| !self.entries.is_empty() && !self.entries.contains(entry);
        let strangers = self.of.iter().filter(stranger).map(|entry| {
            let message = format!("`{entry}` is counted and is not among the entries that can occur");
            ("of".to_owned(), message, "add it to `entries`, or correct it".to_owned())
        });
        let idle = (self.statistic != Mixture::ShareOf && !self.of.is_empty()).then(|| {
            let message = "`of` says whose share is taken, and no share is".to_owned();
            ("of".to_owned(), message, "remove it, or write `statistic = \"share_of\"`".to_owned())
        });
        strangers.chain(idle).collect()
    }
}

impl Parameters for Overlap {
    fn reads(&self) -> Vec<Read<'_>> {
        vec![self.of.read("of"), self.with.read("with")]
    }

    fn window(&self) -> Option<Window> {
        Some(self.window)
    }
}

impl Parameters for MedianGrade {
    fn reads(&self) -> Vec<Read<'_>> {
        vec![Read::named("table", &self.table).column("column", &self.column)]
    }

    fn window(&self) -> Option<Window> {
        Some(self.window)
    }

    fn range(&self) -> Option<(f64, f64)> {
        Some((0.0, f64::from(self.highest)))
    }

    fn sizes(&self) -> Vec<(&'static str, usize, usize)> {
        vec![("highest", usize::from(self.highest), 1)]
    }
}
