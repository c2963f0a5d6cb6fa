use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Who will hold a page, which decides how many people must stand behind a number on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Circulation {
    /// A group's own page, for its members and facilitator.
    Internal,
    /// Officers of the authority and of the programme.
    Programme,
    /// Anybody.
    Public,
}

impl Circulation {
    /// Every circulation, narrowest first.
    pub const ALL: [Circulation; 3] = [Circulation::Internal, Circulation::Programme, Circulation::Public];

    /// The word used in the plan and in data files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Circulation::Internal => "internal",
            Circulation::Programme => "programme",
            Circulation::Public => "public",
        }
    }
}
