//! Findings and failures on standard error.

use super::Ending;
use crate::finding::{Finding, Severity, any_error};
use crate::pipeline::PipelineError;
use std::error::Error;

/// Prints every finding and a line that counts them.
pub(super) fn print(findings: &[Finding]) {
    for finding in findings {
        eprintln!("{finding}\n");
    }
    let count = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
    if !findings.is_empty() {
        let (errors, warnings, notes) = (count(Severity::Error), count(Severity::Warning), count(Severity::Note));
        eprintln!("{errors} errors, {warnings} warnings, {notes} notes");
    }
}

/// How a command that got through ends: under `strict`, findings that ask for a look change that.
pub(super) fn ending(findings: &[Finding], strict: bool) -> Ending {
    let attention = findings.iter().any(|finding| finding.severity != Severity::Note);
    if any_error(findings) {
        Ending::CannotBeUsed
    } else if strict && attention {
        Ending::NeedsAttention
    } else {
        Ending::Done
    }
}

/// Says why a command stopped.
pub(super) fn stopped(error: &PipelineError) -> Ending {
    match error {
        PipelineError::Input(findings) => {
            print(findings);
            eprintln!("The input cannot be used as it is; nothing was written.");
        }
        other => say_with_causes(other),
    }
    Ending::CannotBeUsed
}

/// An error with its causes, one line each.
pub(super) fn say_with_causes(error: &dyn Error) {
    eprintln!("error: {error}");
    let mut cause = error.source();
    while let Some(error) = cause {
        eprintln!("  because: {error}");
        cause = error.source();
    }
}
