//! How far the data can be trusted: response, missing answers, matching, returns received.

use super::survey_items::answers;
use super::view::{View, count, on_roll, real};
use super::{Absence, Basis, Counted, Figure, Measure, Outcome, WorkingLine};
use crate::framework::ReturnsReceived;
use crate::tally::{Component, TallyValue};
use crate::vocabulary::{Level, Quantity, Window};

/// Usable returns over members on roll.
pub(super) struct ResponseRate;
/// Share of due answers that are missing.
pub(super) struct ItemMissing<'a>(pub &'a [String]);
/// First-wave respondents found again.
pub(super) struct Matched;

/// A share of record: `of` out of `among`.
fn share(of: u64, among: u64, counted: Counted, working: Vec<WorkingLine>) -> Outcome {
    let value = real(of) / real(among);
    Outcome::Estimated(Figure {
        value,
        quantity: Quantity::Share,
        interval: None,
        shrunken: None,
        n: among,
        eligible: None,
        counted,
        basis: Basis::Record,
        numerator: Some(of),
        people: None,
        items: 0,
        working,
    })
}

fn returns(view: &View<'_>, wave: usize) -> u64 {
    view.each_at(&Component::Returns, wave).map(|(_, value)| count(value)).sum()
}

/// Whether anybody in the whole programme answered at the view's wave: where nobody did, there was no
/// survey, and nobody can have failed to answer it.
fn was_asked(view: &View<'_>) -> bool {
    let Some(place) = view.tally.place_of(&Component::Returns) else { return false };
    view.tally.units_at(Level::Group).any(|group| count(view.tally.value(group, place, view.wave)) > 0)
}

impl Measure for ResponseRate {
    fn components(&self) -> Vec<Component> {
        vec![Component::Returns, on_roll()]
    }

    fn estimate(&self, view: &View<'_>) -> Outcome {
        let Some(eligible) = view.eligible().filter(|_| view.collected(&[Component::Returns])) else {
            return Outcome::Absent(Absence::NotCollected);
        };
        let returns = returns(view, view.wave);
        // More returns than members on roll means that the register is behind, not that more than
        // everybody answered.
        let eligible = eligible.max(returns);
        if eligible == 0 || !was_asked(view) {
            return Outcome::Absent(Absence::NothingRecorded);
        }
        let working = view.working(|| {
            vec![
                WorkingLine::new("usable survey returns", returns),
                WorkingLine::new("members on roll at the survey's reference day, facilitators apart", eligible),
                WorkingLine::new(
                    "response rate = the first / the second",
                    format!("{:.6}", real(returns) / real(eligible)),
                ),
            ]
        });
        share(returns, eligible, Counted::Members, working)
    }
}

impl Measure for ItemMissing<'_> {
    fn components(&self) -> Vec<Component> {
        self.0.iter().map(|item| Component::Answers { item: item.clone() }).collect()
    }

    /// Blank, not applicable, declined or unreadable answers over answers due, items that are not
    /// asked at the wave apart.
    fn estimate(&self, view: &View<'_>) -> Outcome {
        if !view.collected(&[Component::Returns]) {
            return Outcome::Absent(Absence::NotCollected);
        }
        let asked = self.0.iter().filter(|item| !view.not_asked(std::slice::from_ref(item)));
        let (mut missing, mut given) = (0, 0);
        for item in asked {
            let (counts, reasons) = answers(view, item);
            given += counts.iter().sum::<u64>();
            missing += reasons.values().sum::<u64>();
        }
        if missing + given == 0 {
            return Outcome::Absent(Absence::NothingRecorded);
        }
        let working = view.working(|| {
            vec![
                WorkingLine::new("answers given", given),
                WorkingLine::new("answers missing, for any reason", missing),
                WorkingLine::new(
                    "share missing = missing / (given + missing)",
                    format!("{:.6}", real(missing) / real(missing + given)),
                ),
            ]
        });
        share(missing, missing + given, Counted::Answers, working)
    }
}

impl Measure for Matched {
    fn components(&self) -> Vec<Component> {
        vec![Component::Matched, Component::Returns]
    }

    fn estimate(&self, view: &View<'_>) -> Outcome {
        if view.wave == 0 {
            return Outcome::Absent(Absence::NoEarlierWave);
        }
        if !view.collected(&[Component::Matched]) {
            return Outcome::Absent(Absence::NotCollected);
        }
        let matched: u64 = view.each(&Component::Matched).map(|(_, value)| count(value)).sum();
        let first = returns(view, 0);
        if first == 0 || !was_asked(view) {
            return Outcome::Absent(Absence::NothingRecorded);
        }
        let working = view.working(|| {
            vec![
                WorkingLine::new("respondents at the first wave", first),
                WorkingLine::new("of them found again at this wave", matched),
                WorkingLine::new(
                    "share matched = the second / the first",
                    format!("{:.6}", real(matched) / real(first)),
                ),
            ]
        });
        share(matched.min(first), first, Counted::Respondents, working)
    }
}

/// Member schools on roll, each of which owes a school return a year.
fn schools_on_roll() -> Component {
    Component::Entries {
        table: "members".to_owned(),
        column: "school_id".to_owned(),
        condition: Some(crate::tally::ON_ROLL.to_owned()),
        window: Window::Ever,
    }
}

fn received(table: &str) -> Component {
    let window = if table == "school_returns" { Window::Year } else { Window::Wave };
    Component::Rows { table: table.to_owned(), condition: None, window }
}

impl Measure for ReturnsReceived {
    fn components(&self) -> Vec<Component> {
        self.tables.iter().map(|table| received(table)).chain([schools_on_roll()]).collect()
    }

    /// Facilitator returns are due from each group every wave; school returns from each member
    /// school once a year, so they count only at a wave that completes one.
    fn estimate(&self, view: &View<'_>) -> Outcome {
        let (mut due, mut came, mut working) = (0, 0, Vec::new());
        for table in &self.tables {
            let per_school = table == "school_returns";
            if !view.tally.is_collected(table) || (per_school && !view.window_is_complete(Window::Year)) {
                continue;
            }
            let owed = if per_school { schools(view) } else { view.groups.len() as u64 };
            let rows: u64 = view.each(&received(table)).map(|(_, value)| count(value)).sum();
            working.push(WorkingLine::new(format!("{table} due"), owed));
            working.push(WorkingLine::new(format!("{table} received"), rows.min(owed)));
            due += owed;
            came += rows.min(owed);
        }
        if due == 0 {
            return Outcome::Absent(Absence::NotCollected);
        }
        share(came, due, Counted::Returns, working)
    }
}

fn schools(view: &View<'_>) -> u64 {
    view.each(&schools_on_roll())
        .map(|(_, value)| match value {
            TallyValue::Entries(schools) => schools.len() as u64,
            _ => 0,
        })
        .sum()
}
