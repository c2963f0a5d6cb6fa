//! What other indicators say together.

use super::{Parameters, Read};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Conditions on other indicators of the same unit and wave, all of which must hold.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// The conditions, each as in `AB-01 >= 4.0`, `AB-02 < 3.5`, `AB-03 in lowest tenth` (of all groups)
    /// or `AB-04 falls` (below the wave before).
    pub all: Vec<String>,
}

/// Indicators whose bands are counted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Index {
    /// Their codes.
    pub of: Vec<String>,
}

/// How much of the groups' differences on one indicator goes with another.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Explained {
    /// The indicator whose differences are explained.
    pub outcome: String,
    /// The indicator that may explain them.
    pub by: String,
    /// How the two are associated.
    #[serde(default)]
    pub association: Association,
    /// Fewer groups with both than this, and none is told.
    #[serde(default = "twenty")]
    pub fewest: u64,
}

fn twenty() -> u64 {
    20
}

/// How an indicator may explain another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Association {
    /// Its values are categories: eta squared.
    #[default]
    Categories,
    /// Its values are numbers: the squared correlation.
    Numbers,
}

/// One condition of a rule.
#[derive(Debug, Clone, PartialEq)]
pub struct Condition {
    /// The indicator it looks at.
    pub code: String,
    /// What must hold.
    pub test: Test,
}

/// What must hold of an indicator's value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Test {
    /// It is the limit or more.
    AtLeast(f64),
    /// It is more than the limit.
    Above(f64),
    /// It is the limit or less.
    AtMost(f64),
    /// It is less than the limit.
    Below(f64),
    /// It is among the lowest tenth of all groups' values.
    InLowestTenth,
    /// It is among the highest tenth of all groups' values.
    InHighestTenth,
    /// It is below its value at the wave before.
    Falls,
    /// It is above its value at the wave before.
    Rises,
}

impl Condition {
    /// Reads one condition.
    ///
    /// # Errors
    /// What is wrong with it, in words.
    ///
    /// ```
    /// use learnframe::framework::{RuleCondition, Test};
    ///
    /// let condition = RuleCondition::parse("AB-01 >= 4.0").unwrap();
    /// assert_eq!((condition.code.as_str(), condition.test), ("AB-01", Test::AtLeast(4.0)));
    /// assert!(RuleCondition::parse("AB-01 is fine").is_err());
    /// ```
    pub fn parse(text: &str) -> Result<Condition, String> {
        let words: Vec<&str> = text.split_whitespace().collect();
        let limit = |number: &str| number.parse::<f64>().ok().filter(|number| number.is_finite());
        let test = match words.as_slice() {
            [_, sign, number] => limit(number).and_then(|limit| match *sign {
                ">=" => Some(Test::AtLeast(limit)),
                ">" => Some(Test::Above(limit)),
                "<=" => Some(Test::AtMost(limit)),
                "<" => Some(Test::Below(limit)),
                _ => None,
            }),
            [_, "in", "lowest", "tenth"] => Some(Test::InLowestTenth),
            [_, "in", "highest", "tenth"] => Some(Test::InHighestTenth),
            [_, "falls"] => Some(Test::Falls),
            [_, "rises"] => Some(Test::Rises),
            _ => None,
        };
        match (words.first(), test) {
            (Some(code), Some(test)) => Ok(Condition { code: (*code).to_owned(), test }),
            _ => Err(format!("`{text}` is not a condition on an indicator")),
        }
    }
}

impl Rule {
    /// The conditions, those that cannot be read left out; loading a framework refuses such.
    pub fn conditions(&self) -> impl Iterator<Item = Condition> {
        self.all.iter().filter_map(|text| Condition::parse(text).ok())
    }
}

impl Parameters for Rule {
    fn reads(&self) -> Vec<Read<'_>> {
        Vec::new()
    }

    fn sizes(&self) -> Vec<(&'static str, usize, usize)> {
        vec![("all", self.all.len(), 1)]
    }

    fn codes(&self) -> Vec<(String, &str)> {
        self.all
            .iter()
            .enumerate()
            .filter_map(|(place, text)| Some((format!("all[{place}]"), text.split_whitespace().next()?)))
            .collect()
    }

    fn problems(&self) -> Vec<(String, String, String)> {
        let unread =
            self.all.iter().enumerate().filter_map(|(place, text)| Some((place, Condition::parse(text).err()?)));
        unread
            .map(|(place, message)| {
                let help = "write it as in `AB-01 >= 4.0`, `AB-01 in lowest tenth` or `AB-01 falls`".to_owned();
                (format!("all[{place}]"), message, help)
            })
            .collect()
    }
}

impl Parameters for Index {
    fn reads(&self) -> Vec<Read<'_>> {
        Vec::new()
    }

    fn sizes(&self) -> Vec<(&'static str, usize, usize)> {
        vec![("of", self.of.len(), 1)]
    }

    fn codes(&self) -> Vec<(String, &str)> {
        self.of.iter().enumerate().map(|(place, code)| (format!("of[{place}]"), code.as_str())).collect()
    }
}

impl Parameters for Explained {
    fn reads(&self) -> Vec<Read<'_>> {
        Vec::new()
    }

    fn sizes(&self) -> Vec<(&'static str, usize, usize)> {
        vec![("fewest", usize::try_from(self.fewest).unwrap_or(usize::MAX), 3)]
    }

    fn codes(&self) -> Vec<(String, &str)> {
        vec![("outcome".to_owned(), self.outcome.as_str()), ("by".to_owned(), self.by.as_str())]
    }
}
