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
    let inside = |level| view.inside(level).len();
    let words = view.words();
    let within: Vec<String> = [Level::Network, Level::Lea]
        .into_iter()
        .filter(|level| *level < view.unit.level && inside(*level) > 0)
        .map(|level| words.units(inside(level), level))
        .collect();
    Tile {
        label: words.levels(Level::Group).to_owned(),
        value: number::count(inside(Level::Group) as u64),
        note: match within.is_empty() {
            true => words.text("tile_groups_note").to_owned(),
            false => words.say("tile_groups_within", [("units", within.join(", ").into())]),
        },
    }
}

fn response(view: &View<'_>) -> Tile {
    let words = view.words();
    let label = words.text("tile_answered").to_owned();
    match view.response() {
        Some((answered, eligible)) => Tile {
            label,
            value: number::of(answered, eligible, words),
            note: words.say("tile_answered_note", [("percent", number::percent(answered, eligible).into())]),
        },
        None => Tile {
            label,
            value: words.text("symbol_not_available").to_owned(),
            note: words.text("tile_answered_unknown").to_owned(),
        },
    }
}

fn indicator(view: &View<'_>, wanted: impl Fn(&MeasureKind) -> bool) -> Option<Tile> {
    let indicator = view.desk.first_of(wanted)?;
    let figure = view.figure(&indicator.code);
    let said = narrate::released(figure, indicator, view.words());
    let (label, window) =
        narrate::summary::tile(&indicator.measure, &indicator.name, &view.desk.wave.label, view.words());
    let note = match (said.reason, figure.shown().map(|shown| shown.quantity)) {
        (Some(reason), _) => reason,
        (None, Some(Quantity::MeanCount)) => view.words().say("tile_mean_count", [("window", window.into())]),
        (None, Some(Quantity::Count)) => window,
        _ => {
            let behind = view.rests_on(figure).text;
            view.words().say("tile_note", [("behind", behind.into()), ("window", window.into())])
        }
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
        label: view.words().text("tile_in_place").to_owned(),
        value: number::of(good as u64, judged.len() as u64, view.words()),
        note: view.words().text("tile_in_place_note").to_owned(),
    })
}
