use super::headings::{Action, Field, Words};
use super::meeting::email;
use super::moment::Moments;
use super::people::Visit;
use super::report::{Line, Report};
use crate::finding::{Finding, Place};
use crate::ingest::normal;
use std::collections::BTreeMap;

/// Pairs the arrivals and departures of the list that Teams wrote in 2020 into stays. Who was there before
/// the list began is counted from its first time; who had not gone when it was downloaded, to its last.
/// People are told apart by name as the list has no addresses.
pub(super) fn paired(
    report: &Report,
    moments: Moments,
    words: &Words,
    place: &Place,
    findings: &mut Vec<Finding>,
) -> Vec<Visit> {
    let mut people: Vec<Vec<Event>> = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for line in &report.lines {
        let at = moments.seconds(line.cell(Field::Time), None);
        let Some(action) = words.action(line.cell(Field::Action)) else {
            findings.push(unknown_action(report, line, place));
            continue;
        };
        let key = normal(line.cell(Field::Name)).into_owned();
        let of = *places.entry(key).or_insert_with(|| {
            people.push(Vec::new());
            people.len() - 1
        });
        if let Some(events) = people.get_mut(of) {
            events.push(Event { line, action, at });
        }
    }
    let times = || people.iter().flatten().filter_map(|event| event.at);
    let list = List { moments, from: times().min(), until: times().max() };
    let (mut visits, mut open) = (Vec::new(), 0);
    for mut events in people {
        // Where a time cannot be read, the order of the file stands.
        if events.iter().all(|event| event.at.is_some()) {
            events.sort_by_key(|event| event.at);
        }
        open += list.stays(&events, &mut visits, place, findings);
    }
    if open > 0 {
        findings.push(still_there(place.clone(), open));
    }
    visits
}

/// One row of the list.
struct Event<'a> {
    line: &'a Line,
    action: Action,
    at: Option<i64>,
}

/// The first and the last time of the list.
struct List {
    moments: Moments,
    from: Option<i64>,
    until: Option<i64>,
}

impl List {
    /// Adds the stays of one person; gives back how many were still open.
    fn stays(&self, events: &[Event], visits: &mut Vec<Visit>, place: &Place, findings: &mut Vec<Finding>) -> u64 {
        let start = visits.len();
        let (mut open, mut devices): (Option<Visit>, usize) = (None, 0);
        for event in events {
            match (event.action, &mut open) {
                (Action::Left, Some(_)) => {
                    visits.extend(open.take().map(|visit| self.closed(visit, event)));
                }
                // A second device's departure makes the stay longer.
                (Action::Left, None) if devices > 0 && visits.len() > start => {
                    devices -= 1;
                    let last = visits.pop();
                    visits.extend(last.map(|visit| self.closed(visit, event)));
                }
                (Action::Left, None) => {
                    findings.push(never_came(place.clone().at_row(event.line.row)));
                    visits.push(Visit { last: self.shown(event), went: event.at, ..self.visit(event) });
                }
                (_, Some(_)) => devices += 1,
                (Action::Joined, None) => open = Some(Visit { came: event.at, ..self.visit(event) }),
                (Action::JoinedBefore, None) => open = Some(Visit { came: self.from, ..self.visit(event) }),
            }
            if let Some(visit) = open.as_mut().filter(|visit| visit.first.is_empty()) {
                visit.first = self.shown(event);
            }
        }
        let still_open = open.is_some();
        visits.extend(open.map(|visit| Visit { went: self.until, ..visit }));
        u64::from(still_open)
    }

    fn visit(&self, event: &Event) -> Visit {
        let (row, name) = (event.line.row, event.line.cell(Field::Name).to_owned());
        Visit { row, name, email: email(event.line), role: event.line.cell(Field::Role).to_owned(), ..Visit::default() }
    }

    fn closed(&self, visit: Visit, event: &Event) -> Visit {
        Visit { went: event.at, last: self.shown(event), ..visit }
    }

    fn shown(&self, event: &Event) -> String {
        self.moments.shown(event.line.cell(Field::Time))
    }
}

fn unknown_action(report: &Report, line: &Line, place: &Place) -> Finding {
    let heading = report.columns.get(&Field::Action).map_or("", |(_, heading)| heading.as_str());
    let place = place.clone().at_row(line.row).at_column(heading);
    let message = "what the person did is neither `Joined`, `Joined before` nor `Left` in a known language; set aside";
    Finding::warning("unknown-action", place, message, "write one of the three, or delete the row")
}

fn never_came(place: Place) -> Finding {
    let message = "somebody left without having come; how long they were there is not known";
    Finding::warning(
        "left-without-joining",
        place,
        message,
        "add the row of their coming, or count the minutes by hand",
    )
}

fn still_there(place: Place, many: u64) -> Finding {
    let message = format!("{many} people had not left when the list was downloaded; they count up to its last time");
    let help = "download the list after the meeting, or set the minutes of all who stayed by hand";
    Finding::note("still-there", place, message, help)
}
