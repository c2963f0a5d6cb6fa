//! The measure kinds: the few, orthogonal ways in which an indicator is computed.

use crate::vocabulary::Window;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How an indicator is computed. In a framework file a measure is written with its kind as the key:
/// `measure.rate = { table = "attendance", of = "status = 'present'", among = "status <> 'not due'" }`.
///
/// `where`, `of`, `among` and `per` are SQL text over the columns of the table named. Beside the
/// table's own columns they may use `wave_from`, `wave_to` and `census`, the wave's dates.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum MeasureKind {
    /// Mean of the respondents' scale scores (the mean of a person's answered items).
    ScaleMean(ScaleMean),
    /// Share of those who answered one item that chose a favourable answer.
    ShareFavourable(OneItem),
    /// Difference of two subgroups' scale means within one wave.
    Difference(Difference),
    /// Mean change of a scale score since the first wave at which its items were asked, among people
    /// who answered at both.
    MatchedChange(Items),
    /// Agreement within a group on a scale: r*wg(j), beside it the average deviation.
    Agreement(Items),
    /// Share of table rows.
    Rate(Rate),
    /// One sum over another.
    Ratio(Ratio),
    /// How many rows a group has; for larger units the mean number a group.
    Count(Rows),
    /// Whether a group has any such row; for larger units the share of groups that do.
    Presence(Rows),
    /// Longest stretch between dated rows, in weeks; for larger units the median group's.
    LongestGap(Rows),
    /// How many entries of a fixed list occur; for larger units the median group's.
    Coverage(Coverage),
    /// Share of a group's member schools that occur in a list column.
    Reach(Reach),
    /// The latest judged step on a named ladder; for larger units the median group's.
    Ordinal(Ordinal),
    /// Median of the whole numbers in a list column over all rows.
    MedianGrade(MedianGrade),
    /// Members on roll who came to a recent session, or joined too recently to have been able to.
    ActiveMembers(ActiveMembers),
    /// Change in a school outcome less the change in its comparator.
    Comparison(Outcome),
    /// Mean of a school outcome at a wave, weighted by pupils.
    OutcomeMean(Outcome),
    /// Usable survey returns over members on roll at the census date.
    ResponseRate(Everyone),
    /// Share of due answers left blank or marked as not applicable.
    ItemMissing(Everyone),
    /// Respondents who can be matched to the first wave over the first wave's respondents.
    Matched(Everyone),
    /// Returns received over returns due.
    ReturnsReceived(ReturnsReceived),
    /// Share of a unit's figures that disclosure control withheld.
    Withheld(Everyone),
}

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
    /// Which rows belong to a wave.
    #[serde(default)]
    pub window: Window,
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

/// Entries of a fixed list that occur in a list column.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Coverage {
    /// Canonical table.
    pub table: String,
    /// Column whose cells hold one entry or several with semicolons between.
    pub column: String,
    /// The list: each entry is one thing that can be present. Several spellings of one thing are
    /// written as `a|b`.
    pub entries: Vec<String>,
    /// Condition on a row; all rows if absent.
    #[serde(rename = "where", default, skip_serializing_if = "Option::is_none")]
    pub condition: Option<String>,
    /// Which rows belong to a wave.
    #[serde(default)]
    pub window: Window,
}

/// Member schools that take part in something.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Reach {
    /// Canonical table.
    pub table: String,
    /// Column of school ids, one or several with semicolons between.
    pub column: String,
    /// Condition on a row; all rows if absent.
    #[serde(rename = "where", default, skip_serializing_if = "Option::is_none")]
    pub condition: Option<String>,
    /// Which rows belong to a wave.
    #[serde(default)]
    pub window: Window,
}

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

/// What makes a member on roll an active one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ActiveMembers {
    /// Present at one or more of the group's last so many sessions.
    pub recent_sessions: u8,
    /// Or on roll for fewer than so many days.
    pub grace_days: u16,
}

/// A school outcome in the attainment table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Outcome {
    /// The `measure` of the attainment rows.
    pub outcome: String,
}

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
