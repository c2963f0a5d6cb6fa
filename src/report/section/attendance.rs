//! The attendance strip: one row a session, so many of each kind, nobody told.

use crate::measure::SessionFact;
use crate::narrate::{Words, figures, number, summary};
use crate::report::desk::View;
use crate::report::table::{Cell, Row, Table};

/// The sessions of a group over all waves, by date; nothing where none is on record.
pub(in crate::report) fn strip(view: &View<'_>) -> Option<Table> {
    let waves = &view.desk.publication.plan.wave;
    let release = view.desk.publication.release;
    let sessions: Vec<&SessionFact> = waves.iter().flat_map(|wave| release.sessions(&view.unit.id, &wave.id)).collect();
    let words = view.words();
    let heads = [
        "head_session",
        "head_setting",
        "head_focus",
        "head_places",
        "head_present#",
        "head_apologies#",
        "head_absent#",
    ];
    let mut table = Table::new(words.text("sessions_caption"), words, &heads);
    for session in &sessions {
        table.row(row(session, words));
    }
    if sessions.len() > 1 {
        let sum = |of: fn(&SessionFact) -> u64| number::count(sessions.iter().map(|session| of(session)).sum());
        let mut total = Row::new(words.text("sessions_all")).with("").with("").with("");
        total.stands_out = true;
        table.row(total.with(sum(|one| one.present)).with(sum(|one| one.apologies)).with(sum(|one| one.absent)));
    }
    (!sessions.is_empty()).then_some(table)
}

fn row(session: &SessionFact, words: &Words) -> Row {
    let or_none = |text: &Option<String>| match text {
        Some(text) => figures::capital(words.find("session", text).unwrap_or(text)),
        None => figures::NO_RANGE.to_owned(),
    };
    Row::new(summary::iso_day(&session.date, words))
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
