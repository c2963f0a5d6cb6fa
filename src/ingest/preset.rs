//! What is known about the exports of survey tools, meeting programmes and publishers of school data: each
//! a file of `schemas/presets/`, and a line here.

use super::header::Header;
use crate::finding::{Finding, Place, nearest};
use crate::plan::Mapping;
use serde::Deserialize;
use std::sync::LazyLock;

/// What is known about one tool's files.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Preset {
    /// The name by which mappings call it.
    pub tool: String,
    /// Its name in sentences.
    pub title: String,
    /// The canonical table that its files are mostly read for.
    pub table: String,
    /// What an evaluator should know about its files.
    #[serde(default)]
    pub notes: Vec<String>,
    /// By what its files are known.
    #[serde(default)]
    pub signature: Signature,
    /// What it says about every file of the tool; a mapping's own words go before.
    #[serde(default)]
    pub mapping: Mapping,
}

/// By what a tool's files are known: their headers.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Signature {
    /// Headers that all stand in every file; `*` stands for any part.
    pub all: Vec<String>,
    /// Headers of which many stand in a file.
    pub some: Vec<String>,
    /// How many of these are enough.
    pub least: usize,
    /// Whether the file has a row of the tool's ids of its questions.
    pub import_ids: bool,
}

const FILES: [&str; 15] = [
    include_str!("../../schemas/presets/limesurvey.toml"),
    include_str!("../../schemas/presets/qualtrics.toml"),
    include_str!("../../schemas/presets/surveymonkey.toml"),
    include_str!("../../schemas/presets/google_forms.toml"),
    include_str!("../../schemas/presets/microsoft_forms.toml"),
    include_str!("../../schemas/presets/kobo.toml"),
    include_str!("../../schemas/presets/odk.toml"),
    include_str!("../../schemas/presets/redcap.toml"),
    include_str!("../../schemas/presets/jisc.toml"),
    include_str!("../../schemas/presets/spss.toml"),
    include_str!("../../schemas/presets/dfe_performance.toml"),
    include_str!("../../schemas/presets/ees.toml"),
    include_str!("../../schemas/presets/gias.toml"),
    include_str!("../../schemas/presets/teams.toml"),
    include_str!("../../schemas/presets/zoom.toml"),
];

static PRESETS: LazyLock<Vec<Preset>> = LazyLock::new(|| {
    // The files are the program's own, and a test reads each.
    FILES.iter().filter_map(|text| toml::from_str(text).ok()).collect()
});

/// Every preset.
#[must_use]
pub fn presets() -> &'static [Preset] {
    &PRESETS
}

/// The preset of a tool; a finding with the nearest name where there is none.
///
/// # Errors
/// If no preset has the name.
pub fn preset(tool: &str, place: Place) -> Result<&'static Preset, Box<Finding>> {
    presets().iter().find(|preset| preset.tool == tool).ok_or_else(|| {
        let names: Vec<&str> = presets().iter().map(|preset| preset.tool.as_str()).collect();
        let help = match nearest(tool, names.iter().copied()) {
            Some(near) => format!("write `{near}`"),
            None => format!("use one of {}, or leave `tool` out and say everything in the mapping", names.join(", ")),
        };
        Box::new(Finding::error("unknown-tool", place, format!("there is no preset for a tool `{tool}`"), help))
    })
}

impl Signature {
    /// Why a file with these headers is the tool's; nothing if it is not.
    #[must_use]
    pub fn evidence(&self, header: &Header, has_import_ids: bool) -> Vec<String> {
        if self.import_ids && !has_import_ids {
            return Vec::new();
        }
        let found = |pattern: &&String| !header.matching(pattern).is_empty();
        let all: Vec<String> = self.all.iter().filter(found).cloned().collect();
        let some: Vec<String> = self.some.iter().filter(found).cloned().collect();
        if all.len() < self.all.len() || some.len() < self.least {
            return Vec::new();
        }
        let ids = self.import_ids.then(|| "a row of ImportIds".to_owned());
        all.into_iter().chain(some).map(|name| format!("the header `{name}`")).chain(ids).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_preset_is_read_and_says_by_what_its_files_are_known() {
        for text in FILES {
            let preset: Preset = toml::from_str(text).expect("a preset");
            assert!(
                preset.signature.all.len() + preset.signature.least > 0 || preset.tool == "spss",
                "{}",
                preset.tool
            );
            assert!(crate::vocabulary::CANONICAL_TABLES.contains(&preset.table.as_str()), "{}", preset.tool);
        }
        assert_eq!(presets().len(), FILES.len());
    }

    #[test]
    fn a_mistyped_tool_gets_the_nearest_name() {
        let finding = preset("qualtric", Place::file("m.toml")).unwrap_err();
        assert_eq!(finding.help, "write `qualtrics`");
    }
}
