//! Which sheet of a workbook is looked at.

use super::draft::{Draft, Part, quoted};
use super::report::Fact;
use super::sure::Sureness;
use crate::ingest::{Sheet, tidy};
use csv::StringRecord;

/// The sheet to look at, the largest of those that are shown; `None` if none holds anything.
pub(super) fn choose<'a>(sheets: &'a [Sheet], draft: &mut Draft) -> (Option<&'a Sheet>, Vec<Fact>) {
    let mut facts = Vec::new();
    let sizes: Vec<(u64, &Sheet)> = sheets.iter().map(|sheet| (cells(sheet), sheet)).collect();
    let shown: Vec<&(u64, &Sheet)> = sizes.iter().filter(|(size, sheet)| *size > 0 && !sheet.hidden).collect();
    let chosen = shown.iter().max_by_key(|(size, _)| *size).map(|(_, sheet)| *sheet);
    if sheets.iter().any(|sheet| sheet.name.is_some()) {
        facts.push(Fact {
            about: "sheets",
            found: sizes.iter().map(|(size, sheet)| described(*size, sheet)).collect::<Vec<_>>().join(", "),
            sureness: Sureness::Certain,
            because: "the workbook says so".to_owned(),
        });
    }
    let name = chosen.and_then(|sheet| sheet.name.as_deref()).unwrap_or_default();
    if shown.len() > 1 {
        let line = format!("sheet = {}", quoted(name));
        let text = format!(
            "Several sheets hold something. Is `{name}`, the largest, the one that is meant? The draft is made \
             for it. If each sheet is a wave, say which instead: [wave] sheets = {{ \"name\" = \"id of the wave\" }}."
        );
        draft.ask(Part::File, text, &["file.sheet"], vec![line]);
    } else if chosen.is_none() && sizes.iter().any(|(size, _)| *size > 0) {
        let text = "Every sheet that holds anything is hidden. If one of them is meant, show it in the workbook, or name it here.";
        draft.ask(Part::File, text, &["file.sheet"], vec!["sheet = \"...\"".to_owned()]);
    }
    (chosen, facts)
}

fn described(size: u64, sheet: &Sheet) -> String {
    let name = sheet.name.as_deref().unwrap_or_default();
    match (sheet.hidden, size) {
        (true, _) => format!("`{name}` (hidden)"),
        (false, 0) => format!("`{name}` (empty)"),
        (false, _) => format!("`{name}`"),
    }
}

/// Cells that hold anything.
fn cells(sheet: &Sheet) -> u64 {
    let (mut records, mut cells, mut size) = (sheet.records(), StringRecord::new(), 0);
    while records.read(&mut cells).is_some() {
        size += cells.iter().filter(|cell| !tidy(cell).is_empty()).count() as u64;
    }
    size
}
