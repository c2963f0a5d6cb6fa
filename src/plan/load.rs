use super::{PLAN_FILE, Plan};
use crate::finding::{Checked, Finding, Place};
use std::path::Path;
impl Plan {
    pub fn load(dir: &Path) -> Result<Checked<Plan>, Vec<Finding>> {
        let text = std::fs::read_to_string(dir.join(PLAN_FILE))
            .map_err(|e| vec![Finding::error("no-plan", Place::file(PLAN_FILE), e.to_string(), "write one")])?;
        let plan = toml::from_str(&text)
            .map_err(|e| vec![Finding::error("plan", Place::file(PLAN_FILE), e.to_string(), "mend it")])?;
        Ok(Checked::new(plan, vec![]))
    }
}
