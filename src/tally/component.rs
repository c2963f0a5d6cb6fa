use crate::vocabulary::Window;
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
    /// Rows of a table.
    Rows {
        /// The table.
        table: String,
        /// Condition on a row, as SQL.
        condition: Option<String>,
        /// Which rows belong to a wave.
        window: Window,
    },
    /// A number summed over the rows where `beside` has a value too.
    Sum {
        /// The table.
        table: String,
        /// The number, as SQL.
        number: String,
        /// The number that must be there as well, as SQL.
        beside: String,
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
    /// The different days on which rows are dated.
    Days {
        /// The table.
        table: String,
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
            | Component::Pairs { .. } => "responses",
            Component::Rows { table, .. }
            | Component::Sum { table, .. }
            | Component::Entries { table, .. }
            | Component::Days { table, .. }
            | Component::Latest { table, .. }
            | Component::Grades { table, .. } => table,
            Component::RecentlyPresent { .. } | Component::Sessions => "attendance",
            Component::Schools { .. } => "attainment",
        }
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
            Component::Answers { item } => write!(f, "answers {item}"),
            Component::Scores { items, condition } => write!(f, "scores {}{}", items.join("+"), within(condition)),
            Component::Pairs { items } => write!(f, "pairs {}", items.join("+")),
            Component::Rows { table, condition, .. } => write!(f, "rows {table}{}", within(condition)),
            Component::Sum { table, number, .. } => write!(f, "sum {table} {number}"),
            Component::Entries { table, column, condition, .. } => {
                write!(f, "entries {table}.{column}{}", within(condition))
            }
            Component::Days { table, condition, .. } => write!(f, "days {table}{}", within(condition)),
            Component::Latest { table, column, .. } => write!(f, "latest {table}.{column}"),
            Component::Grades { table, column, .. } => write!(f, "grades {table}.{column}"),
            Component::RecentlyPresent { sessions } => write!(f, "present at one of the last {sessions} sessions"),
            Component::Schools { outcome } => write!(f, "schools {outcome}"),
        }
    }
}
