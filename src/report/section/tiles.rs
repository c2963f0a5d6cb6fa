//! Number tiles: the few facts that a reader wants first.

use crate::framework::MeasureKind;
use crate::narrate::{self, number};
use crate::report::desk::View;
use crate::vocabulary::{Level, Quantity};
use serde::Serialize;

/// A number with what it is.
#[derive(Debug, Clone, Serialize)]
pub struct Tile {
    /// What the number is.
    pub label: String,
    /// The number.
    pub value: String,
    /// Where it comes from, or why there is none.
    pub note: String,
}

/// The tiles of a unit's page.
pub(in crate::report) fn of(view: &View<'_>) -> Vec<Tile> {
    let mut tiles = Vec::new();
    if view.unit.level != Level::Group {
        tiles.push(groups(view));
    }
    let asked = view.desk.first_of(|measure| matches!(measure, MeasureKind::ResponseRate(_)));
    tiles.extend(asked.map(|_| response(view)));
    let sessions = |measure: &MeasureKind| matches!(measure, MeasureKind::Count(rows) if rows.table == "sessions");
    let attendance = |measure: &MeasureKind| matches!(measure, MeasureKind::Rate(rate) if rate.table == "attendance");
    tiles.extend(indicator(view, sessions));
    tiles.extend(indicator(view, attendance));
    if view.unit.level == Level::Group {
        tiles.extend(in_place(view));
    }
    tiles
}

fn groups(view: &View<'_>) -> Tile {
    let inside = |level| view.inside(level).len() as u64;
    let [_, many] = view.words().level(Level::Group);
    let within: Vec<String> = [Level::Network, Level::Lea]
        .into_iter()
        .filter(|level| *level < view.unit.level && inside(*level) > 0)
        .map(|level| number::counted(inside(level), view.words().level(level)))
        .collect();
    Tile {
        label: narrate::figures::capital(many),
        value: number::count(inside(Level::Group)),
        note: if within.is_empty() { "In the register".to_owned() } else { format!("In {}", within.join(", ")) },
    }
}

fn response(view: &View<'_>) -> Tile {
    let label = "Answered the survey".to_owned();
    match view.response() {
        Some((answered, eligible)) => Tile {
            label,
            value: number::of(answered, eligible),
            note: format!("{} of members on roll", number::percent(answered, eligible)),
        },
        None => Tile {
            label,
            value: view.words().symbols.not_available.clone(),
            note: "Not recorded, or withheld to protect people".to_owned(),
        },
    }
}

fn indicator(view: &View<'_>, wanted: impl Fn(&MeasureKind) -> bool) -> Option<Tile> {
    let indicator = view.desk.first_of(wanted)?;
    let figure = view.figure(&indicator.code);
    let said = narrate::released(figure, indicator, view.words());
    let (label, window) = narrate::summary::tile(&indicator.measure, &indicator.name, &view.desk.wave.label);
    let note = match (said.reason, figure.shown().map(|shown| shown.quantity)) {
        (Some(reason), _) => reason,
        (None, Some(Quantity::MeanCount)) => format!("a group on average, {window}"),
        (None, Some(Quantity::Count)) => window,
        _ => format!("{}, {window}", view.rests_on(figure).text),
    };
    Some(Tile { label, value: said.text, note: narrate::figures::capital(&note) })
}

fn in_place(view: &View<'_>) -> Option<Tile> {
    let judged: Vec<_> = view
        .desk
        .key_characteristics()
        .into_iter()
        .filter(|indicator| indicator.part_of.is_none())
        .filter_map(|indicator| super::profile::band_of(view.figure(&indicator.code)))
        .collect();
    let good = judged.iter().filter(|band| **band == crate::framework::Band::InPlace).count();
    (!judged.is_empty()).then(|| Tile {
        label: "Characteristics in place".to_owned(),
        value: number::of(good as u64, judged.len() as u64),
        note: "Of those that can be judged and shown".to_owned(),
    })
}
