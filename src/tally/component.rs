use crate::vocabulary::{Level, Window, home_of};
use std::fmt;

/// One thing that is counted per group and wave. Measures say which components they need; each is
/// counted once however many measures share it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Component {
    /// Survey returns.
    Returns,
    /// Answers to one item by value, and missing ones by reason.
    Answers {
        /// The item's id.
        item: String,
    },
    /// Scale scores of respondents: number, sum and sum of squares.
    Scores {
        /// The scale's items.
        items: Vec<String>,
        /// Condition on a response, as SQL.
        condition: Option<String>,
    },
    /// Respondents of this wave who also answered at the first.
    Matched,
    /// Scale scores of people who have one at both this wave and the first at which it was asked.
    Pairs {
        /// The scale's items.
        items: Vec<String>,
    },
    /// Sums and cross-products of a scale's items among those who answered them all.
    CrossProducts {
        /// The scale's items.
        items: Vec<String>,
    },
    /// Sums and cross-products of scale scores and a number in the same return.
    ScoresOn {
        /// The scale's items.
        items: Vec<String>,
        /// The number, as SQL.
        number: String,
    },
    /// Rows of a table.
    Rows {
        /// The table.
        table: String,
        /// Condition on a row, as SQL.
        condition: Option<String>,
        /// Which rows belong to a wave.
        window: Window,
    },
    /// A number summed over rows.
    Sum {
        /// The table.
        table: String,
        /// The number, as SQL.
        number: String,
        /// Another number that must be there as well, as SQL.
        beside: Option<String>,
        /// Condition on a row, as SQL.
        condition: Option<String>,
        /// Which rows belong to a wave.
        window: Window,
    },
    /// The different entries of a column; list cells are taken apart.
    Entries {
        /// The table.
        table: String,
        /// The column.
        column: String,
        /// Condition on a row, as SQL.
        condition: Option<String>,
        /// Which rows belong to a wave.
        window: Window,
    },
    /// Every mention of an entry in a column, by entry; list cells are taken apart.
    Mentions {
        /// The table.
        table: String,
        /// The column.
        column: String,
        /// Condition on a row, as SQL.
        condition: Option<String>,
        /// Which rows belong to a wave.
        window: Window,
    },
    /// A number over rows, counted by value.
    Numbers {
        /// The table.
        table: String,
        /// The number, as SQL.
        number: String,
        /// Condition on a row, as SQL.
        condition: Option<String>,
        /// Which rows belong to a wave.
        window: Window,
    },
    /// A number of the wave's rows, by a key.
    Keyed {
        /// The table.
        table: String,
        /// The column of keys.
        key: String,
        /// The number, as SQL.
        number: String,
    },
    /// The different days in a column.
    Days {
        /// The table.
        table: String,
        /// The column.
        column: String,
        /// Condition on a row, as SQL.
        condition: Option<String>,
        /// Which rows belong to a wave.
        window: Window,
    },
    /// The latest entry of a column among named steps.
    Latest {
        /// The table.
        table: String,
        /// The column.
        column: String,
        /// The steps, lowest first.
        steps: Vec<String>,
        /// Which rows belong to a wave.
        window: Window,
    },
    /// Whole numbers in a list column, counted by value.
    Grades {
        /// The table.
        table: String,
        /// The column.
        column: String,
        /// The highest grade counted.
        highest: u8,
        /// Which rows belong to a wave.
        window: Window,
    },
    /// Members who were present at one of the group's last few sessions.
    RecentlyPresent {
        /// How many sessions back.
        sessions: u8,
    },
    /// Each session's attendance.
    Sessions,
    /// Remarks that may be quoted.
    Quotes,
    /// Each agreed action point.
    Actions,
    /// Who answered about ties and whom they named.
    Ties {
        /// Condition on a tie, as SQL.
        condition: Option<String>,
    },
    /// Pupils' scores on a school outcome at this wave beside their own at the first, per arm and school.
    Pupils {
        /// The outcome's name in the attainment table.
        outcome: String,
    },
    /// A school outcome at this wave, per arm and school.
    Schools {
        /// The outcome's name in the attainment table.
        outcome: String,
    },
}

impl Component {
    /// The table whose rows it is counted from.
    #[must_use]
    pub fn table(&self) -> &str {
        match self {
            Component::Returns
            | Component::Answers { .. }
            | Component::Scores { .. }
            | Component::Matched
            | Component::Pairs { .. }
            | Component::CrossProducts { .. }
            | Component::ScoresOn { .. } => "responses",
            Component::Rows { table, .. }
            | Component::Sum { table, .. }
            | Component::Entries { table, .. }
            | Component::Mentions { table, .. }
            | Component::Numbers { table, .. }
            | Component::Keyed { table, .. }
            | Component::Days { table, .. }
            | Component::Latest { table, .. }
            | Component::Grades { table, .. } => table,
            Component::RecentlyPresent { .. } | Component::Sessions => "attendance",
            Component::Quotes => "quotes",
            Component::Actions => "actions",
            Component::Ties { .. } => "ties",
            Component::Pupils { .. } | Component::Schools { .. } => "attainment",
        }
    }

    /// The level of the units that it is counted for.
    #[must_use]
    pub fn home(&self) -> Level {
        home_of(self.table())
    }
}

/// The component's name in the tally table.
impl fmt::Display for Component {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let within =
            |condition: &Option<String>| condition.as_ref().map(|sql| format!(" where {sql}")).unwrap_or_default();
        match self {
            Component::Returns => f.write_str("returns"),
            Component::Matched => f.write_str("matched"),
            Component::Sessions => f.write_str("sessions"),
            Component::Quotes => f.write_str("quotes"),
            Component::Actions => f.write_str("actions"),
            Component::Answers { item } => write!(f, "answers {item}"),
            Component::Scores { items, condition } => write!(f, "scores {}{}", items.join("+"), within(condition)),
            Component::Pairs { items } => write!(f, "pairs {}", items.join("+")),
            Component::Rows { table, condition, .. } => write!(f, "rows {table}{}", within(condition)),
            Component::CrossProducts { items } => write!(f, "cross-products {}", items.join("+")),
            Component::ScoresOn { items, number } => write!(f, "scores {} on {number}", items.join("+")),
            Component::Sum { table, number, condition, .. } => {
                write!(f, "sum {table} {number}{}", within(condition))
            }
            Component::Mentions { table, column, condition, .. } => {
                write!(f, "mentions {table}.{column}{}", within(condition))
            }
            Component::Numbers { table, number, condition, .. } => {
                write!(f, "numbers {table} {number}{}", within(condition))
            }
            Component::Keyed { table, key, number } => write!(f, "{table} {number} by {key}"),
            Component::Ties { condition } => write!(f, "ties{}", within(condition)),
            Component::Entries { table, column, condition, .. } => {
                write!(f, "entries {table}.{column}{}", within(condition))
            }
            Component::Days { table, column, condition, .. } => {
                write!(f, "days {table}.{column}{}", within(condition))
            }
            Component::Latest { table, column, .. } => write!(f, "latest {table}.{column}"),
            Component::Grades { table, column, .. } => write!(f, "grades {table}.{column}"),
            Component::RecentlyPresent { sessions } => write!(f, "present at one of the last {sessions} sessions"),
            Component::Pupils { outcome } => write!(f, "pupils {outcome}"),
            Component::Schools { outcome } => write!(f, "schools {outcome}"),
        }
    }
}
