//! How far the data can be trusted.

use super::survey::RESPONSES;
use super::{Parameters, Read};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A measure without parameters.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Everyone {}

/// Returns that each group or member school owes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReturnsReceived {
    /// Canonical return tables: `facilitator_returns` is owed by each group once a wave,
    /// `school_returns` by each member school once a year.
    pub tables: Vec<String>,
}

/// Reliability of a scale.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Reliability {
    /// Item ids.
    pub items: Vec<String>,
    /// Which coefficient.
    #[serde(default)]
    pub coefficient: ReliabilityCoefficient,
}

/// A coefficient of reliability; both need 50 people who answered every item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ReliabilityCoefficient {
    /// Cronbach's alpha, raw, with Feldt's interval.
    #[default]
    Alpha,
    /// The omega total of `McDonald` (1999), from one factor by maximum likelihood.
    Omega,
}

/// How much of the differences between respondents lies between their groups.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BetweenGroups {
    /// Item ids.
    pub items: Vec<String>,
    /// What is told of it.
    #[serde(default)]
    pub signal: GroupSignal,
}

/// What is told of the differences between groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum GroupSignal {
    /// ICC(1): the share of all differences between respondents that lies between groups.
    #[default]
    Icc1,
    /// ICC(2): the reliability of a group's mean.
    Icc2,
}

impl Parameters for Everyone {
    fn reads(&self) -> Vec<Read<'_>> {
        vec![Read::fixed(RESPONSES)]
    }
}

impl Parameters for ReturnsReceived {
    fn reads(&self) -> Vec<Read<'_>> {
        let read = |(place, table)| Read::named(format!("tables[{place}]"), table);
        self.tables.iter().map(String::as_str).enumerate().map(read).collect()
    }

    fn sizes(&self) -> Vec<(&'static str, usize, usize)> {
        vec![("tables", self.tables.len(), 1)]
    }

    fn problems(&self) -> Vec<(String, String, String)> {
        let owed = |table: &str| ["facilitator_returns", "school_returns"].contains(&table);
        let not_owed = self.tables.iter().enumerate().filter(|(_, table)| !owed(table));
        not_owed
            .map(|(place, table)| {
                let message = format!("nobody owes returns of the table `{table}`");
                (format!("tables[{place}]"), message, "name `facilitator_returns` or `school_returns`".to_owned())
            })
            .collect()
    }
}

impl Parameters for Reliability {
    fn reads(&self) -> Vec<Read<'_>> {
        vec![Read::fixed(RESPONSES)]
    }

    fn items(&self) -> &[String] {
        &self.items
    }

    fn sizes(&self) -> Vec<(&'static str, usize, usize)> {
        let least = if self.coefficient == ReliabilityCoefficient::Omega { 3 } else { 2 };
        vec![("items", self.items.len(), least)]
    }
}

impl Parameters for BetweenGroups {
    fn reads(&self) -> Vec<Read<'_>> {
        vec![Read::fixed(RESPONSES)]
    }

    fn items(&self) -> &[String] {
        &self.items
    }

    fn sizes(&self) -> Vec<(&'static str, usize, usize)> {
        vec![("items", self.items.len(), 1)]
    }
}
