//! The first rows as a draft reads them.

use super::profile::Table;
use super::report::RowSeen;
use crate::contract::TableContract;
use crate::document;
use crate::finding::Place;
use crate::framework::Framework;
use crate::ingest::{Coded, Dictionary, Labels, Layout, LayoutRequest, Preset, Wanted, lay_out, tidy};
use crate::plan::Mapping;
use std::collections::{BTreeMap, BTreeSet};

/// Rows shown.
const ROWS: usize = 3;
/// Most characters of a cell that is shown.
const CELL: usize = 28;
/// What stands in place of a cell about a person.
const MASK: &str = "\u{2022}\u{2022}\u{2022}";

/// What a draft is held against.
pub(super) struct Preview<'a> {
    pub table: &'a Table,
    pub contract: &'static TableContract,
    pub framework: &'a Framework,
    pub preset: Option<&'static Preset>,
    pub dictionary: &'a Dictionary,
    /// Columns about persons beside those that the layout knows.
    pub personal: BTreeSet<usize>,
}

impl Preview<'_> {
    /// The first rows as the draft reads them, and how many of the rows looked at it leaves out, by reason.
    pub fn rows(&self, draft: &str) -> (Vec<RowSeen>, BTreeMap<String, usize>) {
        let mut left_out = BTreeMap::new();
        let Ok(document) = document::read::<Mapping>(draft, "the draft") else { return (Vec::new(), left_out) };
        let mapping = document.value;
        let wanted = self.wanted();
        let place = Place::default();
        let (layout, _) = lay_out(&LayoutRequest {
            header: &self.table.header,
            wanted: &wanted,
            mapping: Some(&mapping),
            preset: self.preset.map(|preset| &preset.mapping),
            settled: &BTreeMap::new(),
            dictionary: self.dictionary,
            lookups: &BTreeMap::new(),
            place: &place,
        });
        let mut kept = Vec::new();
        for (number, cells) in &self.table.records {
            match layout.excluded(cells) {
                Some(reason) => *left_out.entry(reason.to_owned()).or_default() += 1,
                None if kept.len() < ROWS => kept.push((number, cells)),
                None => {}
            }
        }
        let rows = kept
            .into_iter()
            .map(|(number, cells)| {
                let read = wanted.iter().enumerate().filter_map(|(at, wanted)| {
                    let raw = layout.raw(at, cells)?;
                    let raw = tidy(&raw);
                    (!raw.is_empty()).then(|| (wanted.name.clone(), self.shown(&layout, at, &wanted.name, raw)))
                });
                RowSeen { number: *number, cells: read.collect() }
            })
            .collect();
        (rows, left_out)
    }

    fn wanted(&self) -> Vec<Wanted> {
        let fields = self.contract.fields.iter().map(|field| Wanted { name: field.name.clone(), ..Wanted::default() });
        let items = self.framework.items().iter().filter(|_| self.contract.name == "responses").map(|item| Wanted {
            name: item.id.clone(),
            points: self.framework.scale(&item.scale).map(|scale| scale.labels.len()),
            ..Wanted::default()
        });
        fields.chain(items).collect()
    }

    fn shown(&self, layout: &Layout, at: usize, name: &str, raw: &str) -> String {
        let hidden = |place: usize| self.personal.contains(&place) || layout.personal.contains(&place);
        // Keys are often made of a name; open answers may hold anything.
        if matches!(name, "respondent_id" | "member_id" | "pupil_id")
            || layout.pseudonyms.contains(&at)
            || layout.column(at).is_some_and(hidden)
        {
            return MASK.to_owned();
        }
        if let Some(reason) = layout.missing(raw) {
            return format!("({reason})");
        }
        let value = layout.value(at, raw).unwrap_or(raw);
        let Some(scale) = self.framework.scale_of(name).filter(|_| self.contract.name == "responses") else {
            return shortened(value);
        };
        let label = |place: u8| scale.labels.get(usize::from(place)).cloned().unwrap_or_else(|| "?".to_owned());
        let by_label = |cell: &str| Labels::new(&scale.labels, true).find(cell).map(|found| label(found.place));
        match layout.coding(at).map(|coding| coding.read(raw)) {
            Some(Coded::Answer { place, .. }) => label(place),
            Some(Coded::Missing(reason)) => format!("({reason})"),
            Some(Coded::Undirected | Coded::Outside) => format!("{}?", shortened(raw)),
            Some(Coded::Label(word)) => by_label(word).unwrap_or_else(|| "?".to_owned()),
            Some(Coded::Open) | None => by_label(value).unwrap_or_else(|| shortened(value)),
        }
    }
}

/// A cell on one line; of a long one, how long it is.
fn shortened(cell: &str) -> String {
    match cell.chars().count() {
        long if long > CELL => format!("({long} characters)"),
        _ => cell.chars().map(|character| if character.is_control() { ' ' } else { character }).collect(),
    }
}
