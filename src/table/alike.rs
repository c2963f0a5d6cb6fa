//! Ids that differ and look alike: `LLG-01` and `llg-01`, or one `é` typed in two ways. They are taken as two, and
//! most often one was meant.

use super::view::View;
use crate::finding::{Finding, Place, quoted};
use crate::ingest::normal;
use polars::prelude::{DataFrame, PolarsResult};
use std::collections::{BTreeMap, BTreeSet};

/// Table, column, what its ids are ids of.
const IDS: [(&str, &str, &str); 4] = [
    ("groups", "group_id", "groups"),
    ("groups", "network_id", "networks"),
    ("groups", "lea_code", "authorities"),
    ("members", "member_id", "members"),
];

/// What is to be said of ids that are alike but for case, blanks or the Unicode form of their letters. Members'
/// ids may be of persons, and are counted only.
pub(super) fn ids_alike(frames: &BTreeMap<String, DataFrame>) -> PolarsResult<Vec<Finding>> {
    let mut findings = Vec::new();
    for (table, column, what) in IDS {
        let Some(frame) = frames.get(table) else { continue };
        let view = View::new(frame, column)?;
        let ids: BTreeSet<&str> = (0..frame.height()).filter_map(|row| view.text(row)).collect();
        let sets = alike(ids);
        if sets.is_empty() {
            continue;
        }
        let names = match what {
            "members" => String::new(),
            _ => format!(": {}", sets.iter().map(|set| named(set)).collect::<Vec<_>>().join("; ")),
        };
        let times = if sets.len() == 1 { String::new() } else { format!(", {} times", sets.len()) };
        let message =
            format!("ids of {what} are alike but for case or accents, and are taken as different{times}{names}");
        let help = "if the same one is meant, write its id in one way in every file";
        findings.push(Finding::warning("ids-alike", Place::file(table).at_column(column), message, help));
    }
    Ok(findings)
}

fn named(set: &[&str]) -> String {
    set.iter().map(|id| quoted(id)).collect::<Vec<_>>().join(" and ")
}

/// The ids that have one normal form between them.
fn alike(ids: BTreeSet<&str>) -> Vec<Vec<&str>> {
    let mut forms: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for id in ids {
        forms.entry(normal(id).into_owned()).or_default().push(id);
    }
    forms.into_values().filter(|set| set.len() > 1).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_that_differ_by_case_or_by_how_an_accent_was_typed_are_alike() {
        let ids = BTreeSet::from(["G1", "g1", "G2", "Caf\u{e9}", "Cafe\u{301}", "G 3", "G3"]);
        assert_eq!(alike(ids), [vec!["Cafe\u{301}", "Caf\u{e9}"], vec!["G1", "g1"]]);
    }
}
