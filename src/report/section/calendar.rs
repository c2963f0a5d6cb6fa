//! The response calendar: who answered when.

use crate::narrate::number;
use crate::report::desk::View;
use crate::report::table::{Cell, Row, Table};
use crate::vocabulary::{Level, Unit};

/// Most rows of a calendar; beyond it, larger units stand in.
const MOST_ROWS: usize = 120;

/// The smallest units whose rows still fit, by wave.
pub(in crate::report) fn table(view: &View<'_>) -> Option<Table> {
    let (level, units) = [Level::Group, Level::Network, Level::Lea, Level::Region]
        .into_iter()
        .map(|level| (level, view.inside(level)))
        .find(|(_, units)| (1..=MOST_ROWS).contains(&units.len()))?;
    let words = view.words();
    let caption = words.say("calendar_caption", [("level", level.word().into())]);
    let mut table = Table::new(caption, words, &[]);
    table.column(words.level(level), false);
    for wave in &view.desk.publication.plan.wave {
        table.column(wave.label.clone(), true);
    }
    for unit in units {
        table.row(row(view, unit));
    }
    Some(table)
}

fn row(view: &View<'_>, unit: &Unit) -> Row {
    let mut row = Row::new(view.link(&unit.id));
    for wave in &view.desk.publication.plan.wave {
        let cell = match view.response_of(&unit.id, &wave.id) {
            Some((answered, eligible)) => Cell::from(number::of_with_percent(answered, eligible, view.words())),
            None => Cell::from(view.response_untold(&unit.id, &wave.id)).looking("none"),
        };
        row = row.with(cell);
    }
    row
}
