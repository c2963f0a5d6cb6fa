//! Rows of registers and returns: shares, ratios, numbers, stretches of time.

use super::{Parameters, Read};
use crate::vocabulary::Window;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Rows counted among rows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Rate {
    /// Canonical table.
    pub table: String,
    /// Rows that count.
    pub of: String,
    /// Rows among which they are counted; all rows if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub among: Option<String>,
    /// Which rows belong to a wave.
    #[serde(default)]
    pub window: Window,
}

/// A sum over a sum.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Ratio {
    /// Canonical table.
    pub table: String,
    /// Number summed above the line.
    pub of: String,
    /// Number summed below it. Rows where either is missing are left out of both.
    pub per: String,
    /// What the quotient is in, as in `days a school`, where it is no share.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Which rows belong to a wave.
    #[serde(default)]
    pub window: Window,
}

/// One total over another.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Quotient {
    /// What is added up above the line.
    pub of: Vec<RowSource>,
    /// What is added up below it.
    pub per: Vec<RowSource>,
    /// The quotient is told for so many below the line: 100 for `per hundred`.
    #[serde(default = "one")]
    pub times: f64,
    /// What the quotient is in, as in `visits a member`.
    pub unit: String,
    /// Which rows belong to a wave.
    #[serde(default)]
    pub window: Window,
}

fn one() -> f64 {
    1.0
}

/// Rows of a table, or a number summed over them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RowSource {
    /// Canonical table.
    pub table: String,
    /// Number summed; rows are counted if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// Condition on a row; all rows if absent.
    #[serde(rename = "where", default, skip_serializing_if = "Option::is_none")]
    pub condition: Option<String>,
}

/// Rows of a table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Rows {
    /// Canonical table.
    pub table: String,
    /// Condition on a row; all rows if absent.
    #[serde(rename = "where", default, skip_serializing_if = "Option::is_none")]
    pub condition: Option<String>,
    /// Which rows belong to a wave.
    #[serde(default)]
    pub window: Window,
}

/// Rows of a table, or different entries in one of its columns.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Count {
    /// Canonical table.
    pub table: String,
    /// Condition on a row; all rows if absent.
    #[serde(rename = "where", default, skip_serializing_if = "Option::is_none")]
    pub condition: Option<String>,
    /// Column whose different entries are counted instead of rows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub different: Option<String>,
    /// Which rows belong to a wave.
    #[serde(default)]
    pub window: Window,
}

/// A stretch of time between the first of some dates and the first of others.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Elapsed {
    /// The first of these dates begins it.
    pub from: DateSource,
    /// The first of these ends it; the wave's census day if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<DateSource>,
}

/// Dates in a table, up to the wave's end.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DateSource {
    /// Canonical table.
    pub table: String,
    /// Column of dates.
    pub column: String,
    /// Condition on a row; all rows if absent.
    #[serde(rename = "where", default, skip_serializing_if = "Option::is_none")]
    pub condition: Option<String>,
}

impl Parameters for Rate {
    fn reads(&self) -> Vec<Read<'_>> {
        let read = Read::named("table", &self.table).condition("of", &self.of);
        vec![read.conditions("among", self.among.as_ref())]
    }

    fn window(&self) -> Option<Window> {
        Some(self.window)
    }
}

impl Parameters for Ratio {
    fn reads(&self) -> Vec<Read<'_>> {
        vec![Read::named("table", &self.table).number("of", &self.of).number("per", &self.per)]
    }

    fn window(&self) -> Option<Window> {
        Some(self.window)
    }
}

impl RowSource {
    fn read(&self, key: &str) -> Read<'_> {
        let mut read = Read::named(format!("{key}.table"), &self.table);
        if let Some(number) = &self.number {
            read = read.number(format!("{key}.number"), number);
        }
        read.conditions(&format!("{key}.where"), self.condition.as_ref())
    }
}

impl Parameters for Quotient {
    fn reads(&self) -> Vec<Read<'_>> {
        let of = self.of.iter().enumerate().map(|(place, source)| source.read(&format!("of[{place}]")));
        let per = self.per.iter().enumerate().map(|(place, source)| source.read(&format!("per[{place}]")));
        of.chain(per).collect()
    }

    fn window(&self) -> Option<Window> {
        Some(self.window)
    }

    fn sizes(&self) -> Vec<(&'static str, usize, usize)> {
        vec![("of", self.of.len(), 1), ("per", self.per.len(), 1)]
    }

    fn problems(&self) -> Vec<(String, String, String)> {
        let sound = self.times.is_finite() && self.times > 0.0;
        let problem = ("times", "`times` is not a number above nought", "write `times = 100` for `per hundred`");
        if sound { Vec::new() } else { vec![(problem.0.to_owned(), problem.1.to_owned(), problem.2.to_owned())] }
    }
}

impl Parameters for Rows {
    fn reads(&self) -> Vec<Read<'_>> {
        vec![Read::named("table", &self.table).conditions("where", self.condition.as_ref())]
    }

    fn window(&self) -> Option<Window> {
        Some(self.window)
    }
}

impl Parameters for Count {
    fn reads(&self) -> Vec<Read<'_>> {
        let mut read = Read::named("table", &self.table).conditions("where", self.condition.as_ref());
        if let Some(column) = &self.different {
            read = read.column("different", column);
        }
        vec![read]
    }

    fn window(&self) -> Option<Window> {
        Some(self.window)
    }
}

impl DateSource {
    fn read(&self, key: &str) -> Read<'_> {
        let read = Read::named(format!("{key}.table"), &self.table).day(format!("{key}.column"), &self.column);
        read.conditions(&format!("{key}.where"), self.condition.as_ref())
    }
}

impl Parameters for Elapsed {
    fn reads(&self) -> Vec<Read<'_>> {
        std::iter::once(self.from.read("from")).chain(self.to.iter().map(|to| to.read("to"))).collect()
    }
}
