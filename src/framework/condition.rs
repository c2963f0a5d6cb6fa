//! What a measure reads: its kind's name, its table, its columns, its SQL text.

use super::measure_kind::{
    Coverage, Difference, MeasureKind, MedianGrade, Ordinal, Rate, Ratio, Reach, Rows, ScaleMean,
};
use crate::finding::Place;
use crate::vocabulary::Window;

/// The table of survey returns, which measures over items read.
const RESPONSES: &str = "responses";

/// SQL text in a framework file, for the room that can check it against the tables.
#[derive(Debug, Clone, PartialEq)]
pub struct Condition {
    /// Code of the indicator or part.
    pub code: String,
    /// Canonical table whose columns it may use, beside `wave_from`, `wave_to` and `census`.
    pub table: String,
    /// The text.
    pub sql: String,
    /// What it has to yield.
    pub yields: Yields,
    /// Where it stands.
    pub place: Place,
}

/// What SQL text has to yield for a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Yields {
    /// True or false.
    Truth,
    /// A number.
    Number,
}

/// One SQL text of a measure: its key there, the text, what it has to yield.
pub(super) struct SqlText<'a> {
    pub(super) key: &'static str,
    pub(super) sql: &'a str,
    pub(super) yields: Yields,
}

impl<'a> SqlText<'a> {
    fn new(key: &'static str, sql: &'a str, yields: Yields) -> Self {
        SqlText { key, sql, yields }
    }
}

impl MeasureKind {
    /// The kind's name, as the key in a framework file.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            MeasureKind::ScaleMean(_) => "scale_mean",
            MeasureKind::ShareFavourable(_) => "share_favourable",
            MeasureKind::Difference(_) => "difference",
            MeasureKind::MatchedChange(_) => "matched_change",
            MeasureKind::Agreement(_) => "agreement",
            MeasureKind::Rate(_) => "rate",
            MeasureKind::Ratio(_) => "ratio",
            MeasureKind::Count(_) => "count",
            MeasureKind::Presence(_) => "presence",
            MeasureKind::LongestGap(_) => "longest_gap",
            MeasureKind::Coverage(_) => "coverage",
            MeasureKind::Reach(_) => "reach",
            MeasureKind::Ordinal(_) => "ordinal",
            MeasureKind::MedianGrade(_) => "median_grade",
            MeasureKind::ActiveMembers(_) => "active_members",
            MeasureKind::Comparison(_) => "comparison",
            MeasureKind::OutcomeMean(_) => "outcome_mean",
            MeasureKind::ResponseRate(_) => "response_rate",
            MeasureKind::ItemMissing(_) => "item_missing",
            MeasureKind::Matched(_) => "matched",
            MeasureKind::ReturnsReceived(_) => "returns_received",
            MeasureKind::Withheld(_) => "withheld",
        }
    }

    /// The canonical tables a measure names or, for measures over survey items, reads.
    #[must_use]
    pub fn tables(&self) -> Vec<&str> {
        match self {
            MeasureKind::Rate(Rate { table, .. })
            | MeasureKind::Ratio(Ratio { table, .. })
            | MeasureKind::Count(Rows { table, .. })
            | MeasureKind::Presence(Rows { table, .. })
            | MeasureKind::LongestGap(Rows { table, .. })
            | MeasureKind::Coverage(Coverage { table, .. })
            | MeasureKind::Reach(Reach { table, .. })
            | MeasureKind::Ordinal(Ordinal { table, .. })
            | MeasureKind::MedianGrade(MedianGrade { table, .. }) => vec![table],
            MeasureKind::ReturnsReceived(returns) => returns.tables.iter().map(String::as_str).collect(),
            MeasureKind::Comparison(_) | MeasureKind::OutcomeMean(_) => vec!["attainment"],
            MeasureKind::ActiveMembers(_) => vec!["members", "sessions", "attendance"],
            MeasureKind::Withheld(_) => Vec::new(),
            _ => vec![RESPONSES],
        }
    }

    /// The column whose cells a measure reads, where it names one.
    #[must_use]
    pub fn column(&self) -> Option<&str> {
        match self {
            MeasureKind::Coverage(Coverage { column, .. })
            | MeasureKind::Reach(Reach { column, .. })
            | MeasureKind::Ordinal(Ordinal { column, .. })
            | MeasureKind::MedianGrade(MedianGrade { column, .. }) => Some(column),
            _ => None,
        }
    }

    /// Which register entries a measure looks at, where that is its choice.
    #[must_use]
    pub fn window(&self) -> Option<Window> {
        match self {
            MeasureKind::Rate(Rate { window, .. })
            | MeasureKind::Ratio(Ratio { window, .. })
            | MeasureKind::Count(Rows { window, .. })
            | MeasureKind::Presence(Rows { window, .. })
            | MeasureKind::LongestGap(Rows { window, .. })
            | MeasureKind::Coverage(Coverage { window, .. })
            | MeasureKind::Reach(Reach { window, .. })
            | MeasureKind::Ordinal(Ordinal { window, .. })
            | MeasureKind::MedianGrade(MedianGrade { window, .. }) => Some(*window),
            _ => None,
        }
    }

    /// Whether the items of this measure are at home in its indicator. Measures that compare, follow
    /// or question answers that another measure reports are views of them.
    #[must_use]
    pub fn gives_items_a_home(&self) -> bool {
        matches!(self, MeasureKind::ScaleMean(_) | MeasureKind::ShareFavourable(_))
    }

    /// The measure's SQL texts.
    pub(super) fn sql_texts(&self) -> Vec<SqlText<'_>> {
        match self {
            MeasureKind::ScaleMean(ScaleMean { condition, .. })
            | MeasureKind::Count(Rows { condition, .. })
            | MeasureKind::Presence(Rows { condition, .. })
            | MeasureKind::LongestGap(Rows { condition, .. })
            | MeasureKind::Coverage(Coverage { condition, .. })
            | MeasureKind::Reach(Reach { condition, .. }) => {
                condition.iter().map(|sql| SqlText::new("where", sql, Yields::Truth)).collect()
            }
            MeasureKind::Difference(Difference { of, against, .. }) => {
                vec![SqlText::new("of", of, Yields::Truth), SqlText::new("against", against, Yields::Truth)]
            }
            MeasureKind::Rate(Rate { of, among, .. }) => {
                let among = among.iter().map(|sql| SqlText::new("among", sql, Yields::Truth));
                std::iter::once(SqlText::new("of", of, Yields::Truth)).chain(among).collect()
            }
            MeasureKind::Ratio(Ratio { of, per, .. }) => {
                vec![SqlText::new("of", of, Yields::Number), SqlText::new("per", per, Yields::Number)]
            }
            _ => Vec::new(),
        }
    }

    /// The SQL texts of a measure as conditions of an indicator.
    pub(super) fn conditions(&self, code: &str, place: &dyn Fn(&str) -> Place) -> Vec<Condition> {
        let table = self.tables().first().copied().unwrap_or_default().to_owned();
        let condition = |text: SqlText<'_>| Condition {
            code: code.to_owned(),
            table: table.clone(),
            sql: text.sql.to_owned(),
            yields: text.yields,
            place: place(&format!("{}.{}", self.word(), text.key)),
        };
        self.sql_texts().into_iter().map(condition).collect()
    }
}
