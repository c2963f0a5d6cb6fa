//! What was measured in schools.

use super::{Parameters, Read};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A school outcome in the attainment table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Outcome {
    /// The `measure` of the attainment rows.
    pub outcome: String,
}

impl Parameters for Outcome {
    fn reads(&self) -> Vec<Read<'_>> {
        vec![Read::fixed("attainment")]
    }
}
