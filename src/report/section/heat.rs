//! The heat grid: scales by units, a number in every cell.

use crate::framework::Indicator;
use crate::narrate::figures::NO_RANGE;
use crate::narrate::summary;
use crate::release::Released;
use crate::report::desk::View;
use crate::report::table::{Cell, Link, Row, Table};
use crate::vocabulary::Level;

/// Where the steps of the grid begin, as shares of the way up the scale: on a scale of 1 to 5 at 3, 3.5 and 4.
const STEPS: [f64; 3] = [0.5, 0.625, 0.75];

/// Most rows of a grid: beyond it nobody would find a row again.
pub(super) const MOST_ROWS: usize = 120;

/// The units of a level inside this one on every headline scale, those that contain them first.
pub(in crate::report) fn table(view: &View<'_>, level: Level) -> Option<Table> {
    let headlines = view.desk.headlines();
    let units = view.inside(level);
    if headlines.is_empty() || units.is_empty() {
        return None;
    }
    let mut table = Table::new(summary::heat_caption(level, view.words()), view.words(), &[]);
    table.column(view.words().level(level), false);
    for indicator in &headlines {
        table.column(indicator.name.clone(), true);
    }
    for reference in view.chain() {
        let mut row = row(view, view.link(&reference), &headlines, |code| view.of(&reference, code));
        row.stands_out = true;
        table.row(row);
    }
    for unit in units {
        let mut row = row(view, view.link(&unit.id), &headlines, |code| view.of(&unit.id, code));
        let area = view.desk.publication.units.ancestor(&unit.id, Level::Lea);
        row.note =
            area.filter(|area| area.id != *view.unit && view.unit.level > Level::Lea).map(|area| area.name.clone());
        table.row(row);
    }
    table.rows.extend(together(view, level, &headlines));
    Some(table)
}

/// The units that are not shown one by one, taken together: how many they are may differ from scale to scale.
fn together(view: &View<'_>, level: Level, headlines: &[&Indicator]) -> Option<Row> {
    let (release, wave) = (view.desk.publication.release, &view.desk.wave.id);
    let combined = |code: &str| release.combined(view.own, code, (view.unit, level), wave);
    let units: Vec<u64> =
        headlines.iter().filter_map(|one| combined(&one.code)).map(|combined| combined.units).collect();
    let (least, most) = (*units.iter().min()?, *units.iter().max()?);
    let words = view.words();
    let mut row = Row::new(Link::from(words.say("together_head", [("level", level.word().into())])));
    for indicator in headlines {
        row = row.with(match combined(&indicator.code) {
            Some(combined) => step(view, &Released::Shown(combined.figure.clone()), indicator),
            None => Cell::from(NO_RANGE),
        });
    }
    let spread = if least == most { "same" } else { "differs" };
    let told = [("spread", spread.into()), ("least", least.into()), ("most", most.into())];
    row.note = Some(words.say("together_units", told));
    Some(row)
}

/// A row of one unit's figures under its head.
fn row<'a>(view: &View<'_>, head: Link, headlines: &[&Indicator], figure: impl Fn(&str) -> &'a Released) -> Row {
    let cells = headlines.iter().map(|indicator| step(view, figure(&indicator.code), indicator));
    cells.fold(Row::new(head), Row::with)
}

/// A figure with the look of its step.
fn step(view: &View<'_>, figure: &Released, indicator: &Indicator) -> Cell {
    let cell = view.cell(figure, indicator);
    // The reason stands once under the grid and on the unit's own page, not in every cell.
    let class = look(view, figure, indicator).or(cell.reason.is_some().then_some("heat-none"));
    Cell { class, reason: None, ..cell }
}

fn look(view: &View<'_>, figure: &Released, indicator: &Indicator) -> Option<&'static str> {
    let value = match figure {
        Released::Shown(shown) => shown.value,
        Released::Bounded(bounded) => bounded.limit,
        _ => return None,
    };
    let (from, to) = view.desk.publication.framework.scale_ends(&indicator.measure)?;
    let height = (value - from) / (to - from);
    let step = STEPS.iter().filter(|step| height >= **step - 1e-9).count();
    ["heat-1", "heat-2", "heat-3", "heat-4"].get(step).copied()
}
