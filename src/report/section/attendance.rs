//! The attendance strip: one row a session, so many of each kind, nobody told.

use crate::measure::SessionFact;
use crate::narrate::{figures, number, summary};
use crate::report::desk::View;
use crate::report::table::{Cell, Row, Table};

/// The sessions of a group over all waves, by date; nothing where none is on record.
pub(in crate::report) fn strip(view: &View<'_>) -> Option<Table> {
    let waves = &view.desk.publication.plan.wave;
    let release = view.desk.publication.release;
    let sessions: Vec<&SessionFact> = waves.iter().flat_map(|wave| release.sessions(&view.unit.id, &wave.id)).collect();
    let caption = "Sessions held and places taken: ● present, – apologies, ○ absent".to_owned();
    let heads = ["Session", "Setting", "Main focus", "Places", "Present#", "Apologies#", "Absent#"];
    let mut table = Table::new(caption, &heads);
    for session in &sessions {
        table.row(row(session));
    }
    if sessions.len() > 1 {
        let sum = |of: fn(&SessionFact) -> u64| number::count(sessions.iter().map(|session| of(session)).sum());
        let mut total = Row::new("All sessions").with("").with("").with("");
        total.stands_out = true;
        table.row(total.with(sum(|one| one.present)).with(sum(|one| one.apologies)).with(sum(|one| one.absent)));
    }
    (!sessions.is_empty()).then_some(table)
}

fn row(session: &SessionFact) -> Row {
    let or_none = |text: &Option<String>| {
        text.clone().map_or_else(|| figures::NO_RANGE.to_owned(), |text| figures::capital(&text))
    };
    Row::new(summary::iso_day(&session.date))
        .with(or_none(&session.setting))
        .with(or_none(&session.focus))
        .with(Cell::from(dots(session)).looking("dots"))
        .with(number::count(session.present))
        .with(number::count(session.apologies))
        .with(number::count(session.absent))
}

/// Sorted by kind, so that no place in the row is a person.
fn dots(session: &SessionFact) -> String {
    let many = |mark: &str, number: u64| mark.repeat(usize::try_from(number.min(60)).unwrap_or(60));
    [many("●", session.present), many("–", session.apologies), many("○", session.absent)].concat()
}
