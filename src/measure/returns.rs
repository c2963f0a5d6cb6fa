//! How far the data can be trusted: response, missing answers, matching, returns received.

use super::entries::entries_found;
use super::survey_items::answers;
use super::view::{View, count, on_roll, real};
use super::{Absence, Basis, Counted, Figure, Measure, Outcome, WorkingLine};
use crate::framework::{ReturnsReceived, Roster};
use crate::tally::Component;
use crate::vocabulary::{Level, Quantity, Window};

/// Usable returns over members on roll.
pub(super) struct ResponseRate;
/// Share of due answers that are missing.
pub(super) struct ItemMissing<'a>(pub &'a [String]);
/// First-wave respondents found again.
pub(super) struct Matched;

/// A share of people who did something: how many they are is protected as their answers are.
fn share_of_people(of: u64, among: u64, counted: Counted, working: Vec<WorkingLine>) -> Outcome {
    match share(of, among, counted, working) {
        Outcome::Estimated(figure) => Outcome::Estimated(Figure { people: Some(of), ..figure }),
        absent @ Outcome::Absent(_) => absent,
    }
}

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
        concentration: None,
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
        let Some(eligible) = view.eligible() else {
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
        share_of_people(returns, eligible, Counted::Members, working)
    }
}

impl Measure for ItemMissing<'_> {
    fn components(&self) -> Vec<Component> {
        let answers = self.0.iter().map(|item| Component::Answers { item: item.clone() });
        answers.chain([Component::Returns]).collect()
    }

    /// Blank, not applicable, declined or unreadable answers over answers due, items that are not
    /// asked at the wave apart.
    fn estimate(&self, view: &View<'_>) -> Outcome {
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
        // The answers due are so many for each return, so they tell how many there were.
        match share(missing, missing + given, Counted::Answers, working) {
            Outcome::Estimated(figure) => {
                Outcome::Estimated(Figure { people: Some(returns(view, view.wave)), ..figure })
            }
            absent @ Outcome::Absent(_) => absent,
        }
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

/// The groups, or the member schools, whose return came.
fn received(table: &str) -> Component {
    let (column, window) =
        if table == "school_returns" { ("school_id", Window::Year) } else { ("group_id", Window::Wave) };
    Component::Entries { table: table.to_owned(), column: column.to_owned(), condition: None, window }
}

impl Measure for ReturnsReceived {
    fn components(&self) -> Vec<Component> {
        self.tables.iter().map(|table| received(table)).chain([Roster::Schools.component()]).collect()
    }

    /// Either table will do.
    fn needs(&self) -> Vec<Component> {
        Vec::new()
    }

    /// Facilitator returns are due from each group every wave; school returns from each member
    /// school once a year, so they count only at a wave that completes one. Returns that nobody owed
    /// stand in for none that is missing.
    fn estimate(&self, view: &View<'_>) -> Outcome {
        let (mut due, mut came, mut working) = (0, 0, Vec::new());
        for table in &self.tables {
            let per_school = table == "school_returns";
            if !view.tally.is_collected(table) || (per_school && !view.window_is_complete(Window::Year)) {
                continue;
            }
            let (mut owed, mut got) = (0, 0);
            for group in &view.groups {
                let group = view.of_group(group);
                let returned = entries_found(&group, &received(table));
                if per_school {
                    let schools = entries_found(&group, &Roster::Schools.component());
                    owed += schools.len() as u64;
                    got += schools.intersection(&returned).count() as u64;
                } else {
                    owed += 1;
                    got += u64::from(!returned.is_empty());
                }
            }
            working.push(WorkingLine::new(format!("{table} due"), owed));
            working.push(WorkingLine::new(format!("of them received from {table}"), got));
            due += owed;
            came += got;
        }
        if due == 0 {
            return Outcome::Absent(Absence::NotCollected);
        }
        share(came, due, Counted::Returns, working)
    }
}
