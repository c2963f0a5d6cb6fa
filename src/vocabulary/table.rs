/// The canonical tables: what an evaluation's files become, and what measures count.
pub const CANONICAL_TABLES: [&str; 13] = [
    "groups",
    "members",
    "responses",
    "sessions",
    "attendance",
    "activities",
    "outputs",
    "ties",
    "facilitator_returns",
    "school_returns",
    "lea_returns",
    "attainment",
    "actions",
];
