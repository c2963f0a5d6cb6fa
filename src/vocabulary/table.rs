/// The canonical tables: what an evaluation's files become, and what measures count.
pub const CANONICAL_TABLES: [&str; 15] = [
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
];
