//! Measures made of other indicators: those must be there, and none may come back to itself.

use super::check::Check;
use super::measure_check::path;
use super::measured::Measured;
use std::collections::BTreeMap;

/// Adds to a check what is wrong between indicators.
pub(super) fn check(check: &mut Check<'_>) {
    let measures = check.file().measures();
    let known: Vec<&str> = measures.iter().map(|measured| measured.code.as_str()).collect();
    for measured in &measures {
        for (key, code) in measured.measure.codes_with_keys() {
            if !known.contains(&code) {
                check.unknown("unknown-indicator", &path(measured, &key), "indicator", code, &known);
            }
        }
    }
    for measured in circular(&measures) {
        let message = format!("{} is made of itself, by way of {}", measured.code, measured.measure.codes().join(", "));
        let at = format!("{}.measure.{}", measured.path, measured.measure.word());
        check.error("circle", &at, message, "let none of the indicators it is made of be made of it");
    }
}

/// The measures that come back to themselves.
fn circular<'a, 'b>(measures: &'b [Measured<'a>]) -> Vec<&'b Measured<'a>> {
    let made_of: BTreeMap<&str, Vec<&str>> =
        measures.iter().map(|measured| (measured.code.as_str(), measured.measure.codes())).collect();
    let comes_back = |start: &str| {
        let mut to_see: Vec<&str> = made_of.get(start).cloned().unwrap_or_default();
        let mut seen: Vec<&str> = Vec::new();
        while let Some(code) = to_see.pop() {
            if code == start {
                return true;
            }
            if !seen.contains(&code) {
                seen.push(code);
                to_see.extend(made_of.get(code).into_iter().flatten());
            }
        }
        false
    };
    measures.iter().filter(|measured| comes_back(&measured.code)).collect()
}
