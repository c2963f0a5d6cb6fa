use super::Level;

/// The canonical tables: what an evaluation's files become, and what measures count.
pub const CANONICAL_TABLES: [&str; 16] = [
    "groups",
    "members",
    "responses",
    "coded_answers",
    "sessions",
    "attendance",
    "activities",
    "outputs",
    "ties",
    "facilitator_returns",
    "school_returns",
    "lea_returns",
    "programme_days",
    "attainment",
    "actions",
    "quotes",
];

/// Whether the rows of a canonical table are returns, which somebody owes: a row that is missing says
/// nothing, where an entry missing from a register says that there was nothing.
#[must_use]
pub fn is_return(table: &str) -> bool {
    table.ends_with("_returns")
}

/// The level whose units the rows of a canonical table belong to.
#[must_use]
pub fn home_of(table: &str) -> Level {
    match table {
        "lea_returns" => Level::Lea,
        "programme_days" => Level::Programme,
        _ => Level::Group,
    }
}
