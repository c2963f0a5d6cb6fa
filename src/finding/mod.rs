//! The one diagnostic. Everything that a user can mend is said as a [`Finding`]: what was found,
//! where, by which rule, and what to do about it. Findings are collected, never thrown.
//!
//! Findings carry no personal values: they name a place and describe what stands there in general
//! terms, so that a log can be sent to a colleague without sending anybody's answers. In a message names from files,
//! plan and framework and limits of theirs stand in backquotes ([`quoted`]); a bare number is a count, which circulates
//! only as counts of people may.

use serde::Serialize;
use std::fmt;

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The input cannot be used as it is; nothing is written.
    Error,
    /// Something was set aside or could not be computed; the rest was used.
    Warning,
    /// Worth knowing; nothing was lost.
    Note,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        })
    }
}

/// Where a finding points: a file as the user named it, and within it as a spreadsheet shows it.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Place {
    /// Path relative to the evaluation folder, with forward slashes.
    pub file: String,
    /// Worksheet, where the file has any.
    pub sheet: Option<String>,
    /// Row as a spreadsheet numbers it: the first line of the file is row 1.
    pub row: Option<u64>,
    /// Column header, or key for configuration files.
    pub column: Option<String>,
}

impl Place {
    /// A whole file.
    #[must_use]
    pub fn file(file: impl Into<String>) -> Self {
        Place { file: file.into(), ..Place::default() }
    }

    /// The same file, at a row.
    #[must_use]
    pub fn at_row(mut self, row: u64) -> Self {
        self.row = Some(row);
        self
    }

    /// The same place, at a column or key.
    #[must_use]
    pub fn at_column(mut self, column: impl Into<String>) -> Self {
        self.column = Some(column.into());
        self
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(sheet) = &self.sheet {
            write!(f, ", sheet {sheet}")?;
        }
        if let Some(row) = self.row {
            write!(f, ", row {row}")?;
        }
        if let Some(column) = &self.column {
            write!(f, ", column {column}")?;
        }
        Ok(())
    }
}

/// One thing found, with its place, its rule and its remedy.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Finding {
    /// The rule's stable code, for example `unknown-group`.
    pub code: &'static str,
    /// How much it weighs.
    pub severity: Severity,
    /// Where it is.
    #[serde(flatten)]
    pub place: Place,
    /// What was found, in general terms.
    pub message: String,
    /// What to do about it.
    pub help: String,
    /// How many more of its kind it stands for that are not listed; none if it is one by itself.
    #[serde(skip)]
    pub unlisted: u64,
}

impl Finding {
    /// A finding that stops the run.
    #[must_use]
    pub fn error(code: &'static str, place: Place, message: impl Into<String>, help: impl Into<String>) -> Self {
        Finding { code, severity: Severity::Error, place, message: message.into(), help: help.into(), unlisted: 0 }
    }

    /// A finding after which the rest is used.
    #[must_use]
    pub fn warning(code: &'static str, place: Place, message: impl Into<String>, help: impl Into<String>) -> Self {
        Finding { severity: Severity::Warning, ..Finding::error(code, place, message, help) }
    }

    /// A finding that only informs.
    #[must_use]
    pub fn note(code: &'static str, place: Place, message: impl Into<String>, help: impl Into<String>) -> Self {
        Finding { severity: Severity::Note, ..Finding::error(code, place, message, help) }
    }

    /// The same for so many of its kind that are not listed.
    #[must_use]
    pub fn for_unlisted(self, unlisted: u64) -> Self {
        Finding { unlisted, ..self }
    }

    /// A file that somebody changed during the run, of which two states would be mixed.
    #[must_use]
    pub fn changed_while_read(file: &str) -> Self {
        let message = "the file changed while it was read";
        let help = "close it in the program that writes it, or wait until it has been copied, and run again";
        Finding::error("file-changed-while-read", Place::file(file), message, help)
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}[{}]: {}", self.severity, self.code, self.message)?;
        writeln!(f, "  --> {}", self.place)?;
        write!(f, "  help: {}", self.help)
    }
}

/// What a stage made, together with what it found on the way.
#[derive(Debug, Clone)]
pub struct Checked<T> {
    /// The stage's product.
    pub value: T,
    /// Its findings, in the order of their places.
    pub findings: Vec<Finding>,
}

impl<T> Checked<T> {
    /// A product with its findings, sorted by place so that no thread's timing shows.
    #[must_use]
    pub fn new(value: T, mut findings: Vec<Finding>) -> Self {
        findings.sort_by(|a, b| {
            (&a.place, a.severity, a.code, &a.message).cmp(&(&b.place, b.severity, b.code, &b.message))
        });
        Checked { value, findings }
    }

    /// Takes the product and hands its findings to the collection of the whole run.
    pub fn into_value(self, collection: &mut Vec<Finding>) -> T {
        collection.extend(self.findings);
        self.value
    }
}

/// Whether any finding says that the input cannot be used as it is.
#[must_use]
pub fn any_error(findings: &[Finding]) -> bool {
    findings.iter().any(|finding| finding.severity == Severity::Error)
}

/// A name or a limit in a message.
#[must_use]
pub fn quoted(name: &str) -> String {
    format!("`{}`", name.replace('`', "'"))
}

/// Names in a message, with commas between.
#[must_use]
pub fn quoted_list<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    names.into_iter().map(quoted).collect::<Vec<_>>().join(", ")
}

/// The name among `known` that a mistyped `given` most likely meant, if one is near enough.
#[must_use]
pub fn nearest<'a>(given: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    known
        .into_iter()
        .map(|name| (strsim::damerau_levenshtein(&given.to_lowercase(), &name.to_lowercase()), name))
        .filter(|(distance, name)| *distance <= 1 + name.chars().count() / 3)
        .min_by_key(|(distance, name)| (*distance, *name))
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_reads_as_what_where_and_what_to_do() {
        let place = Place::file("survey/wave1.csv").at_row(14).at_column("ms04");
        let finding =
            Finding::warning("answer-outside-scale", place, "the answer is not one of the scale's", "use 1 to 5");
        assert_eq!(
            finding.to_string(),
            "warning[answer-outside-scale]: the answer is not one of the scale's\n  --> survey/wave1.csv, row 14, column ms04\n  help: use 1 to 5"
        );
    }

    #[test]
    fn the_nearest_name_is_found_and_a_stranger_is_not() {
        let known = ["framework", "programme", "wave"];
        assert_eq!(nearest("framwork", known), Some("framework"));
        assert_eq!(nearest("Wave", known), Some("wave"));
        assert_eq!(nearest("zebra", known), None);
    }
}
