//! Facts on record: a step, a category, a number.

use super::{Parameters, Read};
use crate::vocabulary::{Quantity, Window, is_return};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A judged step.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Ordinal {
    /// Canonical table.
    pub table: String,
    /// Column that holds the step's name.
    pub column: String,
    /// The ladder, lowest step first.
    pub steps: Vec<String>,
    /// Which rows belong to a wave.
    #[serde(default)]
    pub window: Window,
}

/// A category without order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Category {
    /// Canonical table.
    pub table: String,
    /// Column that holds the category's name.
    pub column: String,
    /// The categories.
    pub categories: Vec<String>,
    /// Which rows belong to a wave.
    #[serde(default)]
    pub window: Window,
}

/// A number over rows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Summary {
    /// Canonical table.
    pub table: String,
    /// The number, as SQL; rows without it are left out.
    pub number: String,
    /// Condition on a row; all rows if absent.
    #[serde(rename = "where", default, skip_serializing_if = "Option::is_none")]
    pub condition: Option<String>,
    /// What is told of the numbers.
    pub statistic: Statistic,
    /// What the number is in, as in `minutes`.
    pub unit: String,
    /// The least and the most that can occur, where there are such ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub between: Option<[f64; 2]>,
    /// Which rows belong to a wave.
    #[serde(default)]
    pub window: Window,
}

/// What is told of the numbers of a unit's rows, all its groups' taken together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Statistic {
    /// Their mean.
    Mean,
    /// The middle one, or the lower of the two middle ones.
    Median,
    /// The highest less the lowest.
    Range,
    /// Their sum.
    Total,
}

/// The change of a number since it was first on record.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NumberChange {
    /// Canonical table, one of those with a wave.
    pub table: String,
    /// Column by which a later row is matched to an earlier one.
    pub key: String,
    /// The number, as SQL.
    pub number: String,
    /// What the number is in, as in `points`.
    pub unit: String,
}

/// What makes a member on roll an active one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ActiveMembers {
    /// Present at one or more of the group's last so many sessions.
    pub recent_sessions: u8,
    /// Or on roll for fewer than so many days.
    pub grace_days: u16,
}

impl Parameters for Ordinal {
    fn reads(&self) -> Vec<Read<'_>> {
        vec![Read::named("table", &self.table).column("column", &self.column)]
    }

    fn window(&self) -> Option<Window> {
        Some(self.window)
    }

    fn range(&self) -> Option<(f64, f64)> {
        Some((1.0, self.steps.len() as f64))
    }

    fn sizes(&self) -> Vec<(&'static str, usize, usize)> {
        vec![("steps", self.steps.len(), 2)]
    }
}

impl Parameters for Category {
    fn reads(&self) -> Vec<Read<'_>> {
        vec![Read::named("table", &self.table).column("column", &self.column)]
    }

    fn window(&self) -> Option<Window> {
        Some(self.window)
    }

    fn range(&self) -> Option<(f64, f64)> {
        Some((1.0, self.categories.len() as f64))
    }

    fn sizes(&self) -> Vec<(&'static str, usize, usize)> {
        vec![("categories", self.categories.len(), 2)]
    }
}

impl Summary {
    pub(super) fn quantity(&self) -> Quantity {
        match self.statistic {
            Statistic::Mean | Statistic::Median | Statistic::Range => Quantity::Number,
            Statistic::Total => Quantity::Count,
        }
    }
}

impl Parameters for Summary {
    fn reads(&self) -> Vec<Read<'_>> {
        let read = Read::named("table", &self.table).number("number", &self.number);
        vec![read.conditions("where", self.condition.as_ref())]
    }

    fn window(&self) -> Option<Window> {
        Some(self.window)
    }

    fn range(&self) -> Option<(f64, f64)> {
        let [least, most] = self.between?;
        match self.statistic {
            Statistic::Mean | Statistic::Median => Some((least, most)),
            Statistic::Range => Some((0.0, most - least)),
            Statistic::Total => None,
        }
    }
}

impl Parameters for NumberChange {
    fn reads(&self) -> Vec<Read<'_>> {
        vec![Read::named("table", &self.table).column("key", &self.key).number("number", &self.number)]
    }

    fn problems(&self) -> Vec<(String, String, String)> {
        let has_wave = is_return(&self.table) || self.table == "responses";
        let message = format!("rows of `{}` belong to no wave of their own", self.table);
        let help = "a change is between waves: name a table of returns".to_owned();
        if has_wave { Vec::new() } else { vec![("table".to_owned(), message, help)] }
    }
}

impl Parameters for ActiveMembers {
    fn reads(&self) -> Vec<Read<'_>> {
        ["members", "sessions", "attendance"].map(Read::fixed).into()
    }

    fn sizes(&self) -> Vec<(&'static str, usize, usize)> {
        vec![("recent_sessions", usize::from(self.recent_sessions), 1)]
    }
}

/// How long members stay.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Retention {
    /// After so many months since they joined.
    pub months: u16,
    /// Condition on a row of `members`: whose leaving says nothing about the group. They count as long
    /// as they were there. All who leave count as leaving if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub excused: Option<String>,
}

impl Parameters for Retention {
    fn reads(&self) -> Vec<Read<'_>> {
        vec![Read::fixed("members").conditions("excused", self.excused.as_ref())]
    }

    fn sizes(&self) -> Vec<(&'static str, usize, usize)> {
        vec![("months", usize::from(self.months), 1)]
    }
}
