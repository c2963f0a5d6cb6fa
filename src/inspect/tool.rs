//! Which tool wrote a file, and which canonical table it is read for.

use super::known::Known;
use super::profile::Table;
use super::report::Fact;
use super::sure::Sureness;
use super::wording::Wordings;
use crate::contract::{self, TableContract};
use crate::finding::Place;
use crate::ingest::{Header, Preset, normal, preset, presets};

/// The preset that fits a file, with the evidence.
pub(super) fn find(header: &Header, import_ids: bool, is_spss: bool) -> (Option<&'static Preset>, Option<Fact>) {
    if is_spss {
        let found = preset("spss", Place::default()).ok();
        return (found, Some(fact("SPSS".to_owned(), Sureness::Certain, "it is an SPSS file".to_owned())));
    }
    let mut fitting: Vec<(Vec<String>, &'static Preset)> = presets()
        .iter()
        .map(|preset| (preset.signature.evidence(header, import_ids), preset))
        .filter(|(evidence, _)| !evidence.is_empty())
        .collect();
    fitting.sort_by_key(|(evidence, preset)| (std::cmp::Reverse(evidence.len()), preset.tool.as_str()));
    let Some((evidence, first)) = fitting.first() else { return (None, None) };
    // One with far fewer signs is no rival.
    let rivals = fitting.iter().skip(1).filter(|(signs, _)| signs.len() * 3 > evidence.len() * 2);
    let others: Vec<&str> = rivals.map(|(_, preset)| preset.title.as_str()).collect();
    let sureness = if evidence.len() >= 3 && others.is_empty() { Sureness::Certain } else { Sureness::Likely };
    let also = if others.is_empty() { String::new() } else { format!("; it could be {} too", others.join(" or ")) };
    let (listed, rest) = evidence.split_at(evidence.len().min(4));
    let more = if rest.is_empty() { String::new() } else { format!(" and {} more", rest.len()) };
    (Some(*first), Some(fact(first.title.clone(), sureness, format!("{}{more}{also}", listed.join(", ")))))
}

fn fact(found: String, sureness: Sureness, because: String) -> Fact {
    Fact { about: "tool", found, sureness, because }
}

/// The canonical table that a file is read for: what the user says, else what its columns say, else what
/// its tool's files mostly are, else answers.
pub(super) fn table(
    asked: Option<&'static TableContract>,
    table: &Table,
    preset: Option<&'static Preset>,
    known: &Known<'_>,
) -> Option<(&'static TableContract, Fact)> {
    let fact =
        |found: &str, sureness, because: String| Fact { about: "table", found: found.to_owned(), sureness, because };
    if let Some(contract) = asked {
        return Some((contract, fact(&contract.name, Sureness::Certain, "you said so".to_owned())));
    }
    let items = |contract: &TableContract| contract.name == "responses";
    let count = |contract: &TableContract| {
        let named = |name: &str| {
            contract.field(&normal(name)).is_some() || items(contract) && known.framework.item(&normal(name)).is_some()
        };
        table.header.names().filter(|name| named(name)).count()
    };
    let best = contract::all().iter().map(|contract| (count(contract), contract)).max_by_key(|(count, _)| *count);
    let columns = table.header.names().filter(|name| !name.is_empty()).count();
    if let Some((count, contract)) = best.filter(|(count, _)| *count >= 2 && *count * 2 >= columns) {
        let sureness = if count == columns { Sureness::Certain } else { Sureness::Likely };
        return Some((
            contract,
            fact(&contract.name, sureness, format!("{count} of {columns} headers are columns of it")),
        ));
    }
    if let Some(preset) = preset {
        let because = format!("what files of {} are mostly read for", preset.title);
        return Some((contract::table(&preset.table)?, fact(&preset.table, Sureness::Likely, because)));
    }
    let wordings = Wordings::of(known.framework.items());
    let asked = table.columns.iter().filter(|profile| wordings.find(&profile.texts).is_some()).count();
    let (sureness, because) = match asked {
        0 => (Sureness::Unsure, "nothing speaks for another; name it with --table".to_owned()),
        _ => (Sureness::Likely, format!("{asked} headers are items of the framework, or nearly so")),
    };
    Some((contract::table("responses")?, fact("responses", sureness, because)))
}

/// Whether every column is one of the table's own, and none that it needs is missing.
pub(super) fn is_canonical(table: &Table, contract: &TableContract, known: &Known<'_>) -> bool {
    let own = |name: &str| {
        let name = normal(name);
        contract.field(&name).is_some() || contract.name == "responses" && known.framework.item(&name).is_some()
    };
    let given = |name: &str| matches!(name, "wave" | "time_point") || table.header.find(name).is_some();
    table.header.width() > 0
        && table.header.names().all(own)
        && contract.fields.iter().all(|field| !field.required || given(&field.name))
}
