//! What respondents said.

use super::{Parameters, Read};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The table of survey returns.
pub(super) const RESPONSES: &str = "responses";

/// Items that make a scale.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ScaleMean {
    /// Item ids. A person's score is the mean of their answered items if at least two thirds are
    /// answered, reverse-keyed items turned round first.
    pub items: Vec<String>,
    /// Condition on a response row.
    #[serde(rename = "where", default, skip_serializing_if = "Option::is_none")]
    pub condition: Option<String>,
}

/// Items of a scale, every respondent taken.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Items {
    /// Item ids.
    pub items: Vec<String>,
}

/// A single item.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OneItem {
    /// Item id.
    pub item: String,
}

/// Two subgroups of respondents compared on a scale.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Difference {
    /// Item ids.
    pub items: Vec<String>,
    /// The subgroup of interest.
    pub of: String,
    /// The subgroup it is compared with.
    pub against: String,
}

/// A scale score against a number in the same return.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Slope {
    /// Item ids.
    pub items: Vec<String>,
    /// The number, as SQL over a response row.
    pub on: String,
    /// Fewer people with both than this, and none is told.
    #[serde(default = "sixty")]
    pub fewest: u64,
}

fn sixty() -> u64 {
    60
}

impl Parameters for ScaleMean {
    fn reads(&self) -> Vec<Read<'_>> {
        vec![Read::fixed(RESPONSES).conditions("where", self.condition.as_ref())]
    }

    fn items(&self) -> &[String] {
        &self.items
    }

    fn sizes(&self) -> Vec<(&'static str, usize, usize)> {
        vec![("items", self.items.len(), 1)]
    }
}

impl Parameters for Items {
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

impl Parameters for OneItem {
    fn reads(&self) -> Vec<Read<'_>> {
        vec![Read::fixed(RESPONSES)]
    }

    fn items(&self) -> &[String] {
        std::slice::from_ref(&self.item)
    }
}

impl Parameters for Difference {
    fn reads(&self) -> Vec<Read<'_>> {
        vec![Read::fixed(RESPONSES).condition("of", &self.of).condition("against", &self.against)]
    }

    fn items(&self) -> &[String] {
        &self.items
    }

    fn sizes(&self) -> Vec<(&'static str, usize, usize)> {
        vec![("items", self.items.len(), 1)]
    }
}

impl Parameters for Slope {
    fn reads(&self) -> Vec<Read<'_>> {
        vec![Read::fixed(RESPONSES).number("on", &self.on)]
    }

    fn items(&self) -> &[String] {
        &self.items
    }

    fn sizes(&self) -> Vec<(&'static str, usize, usize)> {
        vec![("items", self.items.len(), 1), ("fewest", usize::try_from(self.fewest).unwrap_or(usize::MAX), 3)]
    }
}
