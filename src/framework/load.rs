use super::Framework;
use crate::finding::{Checked, Finding, Place};
use std::path::Path;
impl Framework {
    pub fn load(name: &str, dir: &Path) -> Result<Checked<Framework>, Vec<Finding>> {
        let path = if name.ends_with(".toml") {
            dir.join(name)
        } else {
            Path::new("schemas/framework").join(format!("{name}.toml"))
        };
        let text = std::fs::read_to_string(&path)
            .map_err(|e| vec![Finding::error("no-framework", Place::file(name), e.to_string(), "write one")])?;
        let file = toml::from_str(&text)
            .map_err(|e| vec![Finding::error("framework", Place::file(name), e.to_string(), "mend it")])?;
        Ok(Checked::new(Framework::from_file(file), vec![]))
    }
}
