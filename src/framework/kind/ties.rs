//! Who names whom.

use super::{Parameters, Read};
use crate::vocabulary::Quantity;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A property of a group's network of reported ties.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Network {
    /// What is told of it.
    pub statistic: NetworkStatistic,
    /// Condition on a row of `ties`: which ties count. All if absent.
    #[serde(rename = "where", default, skip_serializing_if = "Option::is_none")]
    pub condition: Option<String>,
    /// Condition on a row of `members`: who belongs to the network. Those on roll at the census day,
    /// facilitators apart, if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub among: Option<String>,
    /// Condition on a row of `members`: only pairs in which one of the two is such a member count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub touching: Option<String>,
    /// The least share of members that must have answered; below it nothing is told.
    #[serde(default = "three_quarters")]
    pub answering: f64,
}

fn three_quarters() -> f64 {
    0.75
}

/// What is told of a network.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum NetworkStatistic {
    /// Ties reported over ties that those who answered could have reported.
    Density,
    /// Share of members in the largest part in which everyone is joined to everyone else in some steps.
    Reach,
    /// Share of the reported ties between two who answered that are returned.
    Reciprocity,
    /// In-degree centralisation (Freeman 1979): 1 if all name one and one alone.
    Centralisation,
    /// Ties that leave the group over all ties.
    Bridging,
    /// Mean of the trust ratings, 1 to 4.
    Trust,
}

impl NetworkStatistic {
    /// What its values are values of.
    #[must_use]
    pub fn quantity(self) -> Quantity {
        match self {
            NetworkStatistic::Density | NetworkStatistic::Reciprocity | NetworkStatistic::Centralisation => {
                Quantity::Coefficient
            }
            NetworkStatistic::Reach | NetworkStatistic::Bridging => Quantity::Share,
            NetworkStatistic::Trust => Quantity::Number,
        }
    }
}

impl Parameters for Network {
    fn reads(&self) -> Vec<Read<'_>> {
        let members = Read::fixed("members").conditions("among", self.among.as_ref());
        let members = members.conditions("touching", self.touching.as_ref());
        vec![Read::fixed("ties").conditions("where", self.condition.as_ref()), members]
    }

    fn range(&self) -> Option<(f64, f64)> {
        Some(if self.statistic == NetworkStatistic::Trust { (1.0, 4.0) } else { (0.0, 1.0) })
    }

    fn problems(&self) -> Vec<(String, String, String)> {
        let mut problems = Vec::new();
        if !(0.0..=1.0).contains(&self.answering) {
            problems.push((
                "answering".to_owned(),
                "`answering` is not a share".to_owned(),
                "write it as in `0.75`".to_owned(),
            ));
        }
        if self.touching.is_some() && self.statistic != NetworkStatistic::Density {
            let message = "`touching` picks out pairs, and only the density is told of pairs".to_owned();
            let help = "remove it, or write `statistic = \"density\"`".to_owned();
            problems.push(("touching".to_owned(), message, help));
        }
        problems
    }
}
