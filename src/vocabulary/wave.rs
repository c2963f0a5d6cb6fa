use super::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

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
