use super::{AskedItem, Date};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// One round of the survey and the stretch of register data that goes with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Wave {
    /// Short id, as it stands in data files: `2003-autumn`.
    pub id: String,
    /// The name readers see: `Autumn 2003`.
    pub label: String,
    /// First day whose register entries belong to this wave.
    #[schemars(with = "String")]
    #[serde(with = "super::date")]
    pub from: Date,
    /// Last day whose register entries belong to this wave.
    #[schemars(with = "String")]
    #[serde(with = "super::date")]
    pub to: Date,
    /// The survey's reference day: who is on roll on it is eligible to answer.
    #[schemars(with = "String")]
    #[serde(with = "super::date")]
    pub census: Date,
    /// Questions that were worded or answered otherwise at this wave than the framework says.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub item: Vec<AskedItem>,
    /// Items with the ids of the earlier waves that their answers at this one cannot be compared with.
    #[serde(skip)]
    pub apart: BTreeSet<(String, String)>,
}

/// Which register entries a measure at a wave looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Window {
    /// Those dated within the wave.
    #[default]
    Wave,
    /// Those of the twelve months that end with the wave.
    Year,
    /// Those of the twenty-four months that end with the wave.
    TwoYears,
    /// Everything up to the wave's end.
    Ever,
}

impl Wave {
    /// Whether the answers to all these items mean at this wave what they meant at an earlier one.
    #[must_use]
    pub fn asks_as_at(&self, earlier: &Wave, items: &[String]) -> bool {
        let differs = |(item, wave): &(String, String)| *wave == earlier.id && items.contains(item);
        !self.apart.iter().any(differs)
    }

    /// First and last day of a window that ends with this wave.
    #[must_use]
    pub fn span(&self, window: Window) -> (Date, Date) {
        let back = |months: u32| {
            let start = self.to.checked_sub_months(chrono::Months::new(months)).unwrap_or(Date::MIN);
            start.succ_opt().unwrap_or(start)
        };
        let from = match window {
            Window::Wave => self.from,
            Window::Year => back(12),
            Window::TwoYears => back(24),
            Window::Ever => Date::MIN,
        };
        (from, self.to)
    }
}
