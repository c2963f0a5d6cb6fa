//! Profiles on the pages of larger units: how many groups stand where on each row.

use super::profiles::{Fold, Profiles, Question, profile_id, speaks_of};
use crate::framework::{Looks, Profile, ProfileRow, Reading, State};
use crate::narrate::{Words, figures, number, profiles as wording};
use crate::report::desk::View;
use crate::report::table::{Cell, Row, Table};
use crate::vocabulary::{Level, Unit};

/// The profiles of a larger unit's page; nothing where the framework has none.
pub(in crate::report) fn of_groups(view: &View<'_>) -> Profiles {
    let groups = view.inside(Level::Group);
    let (mut folds, mut untold) = (Vec::new(), Vec::new());
    let profiles = view.desk.publication.framework.profiles();
    for profile in profiles.iter().filter(|profile| profile.level <= view.unit.level) {
        let told = match profile.row.iter().any(|row| row.among.is_some()) {
            true => compared(view, profile, &groups),
            false => counted(view, profile, &groups),
        };
        match told {
            Some(table) => folds.push(fold(profile, table)),
            None => untold.push(profile.title.as_str()),
        }
    }
    if folds.is_empty() && untold.is_empty() {
        return Profiles::default();
    }
    Profiles {
        lead: wording::lead_counts(view.words()),
        folds,
        notes: wording::not_counted(&untold, view.words()).into_iter().collect(),
    }
}

fn fold(profile: &Profile, table: Table) -> Fold {
    Fold {
        id: profile_id(profile),
        title: profile.title.clone(),
        tally: String::new(),
        about: profile.about.clone(),
        columns: Vec::new(),
        rows: Vec::new(),
        table: Some(table),
    }
}

/// Groups by state.
struct Counts(Vec<State>);

impl Counts {
    fn of(view: &View<'_>, looks: Looks<'_>, reading: Reading, groups: &[&Unit]) -> Self {
        let question = Question::new(view, looks, reading);
        Counts(groups.iter().map(|group| question.state(view, &group.id)).collect())
    }

    fn at(&self, wanted: State) -> u64 {
        self.0.iter().filter(|state| **state == wanted).count() as u64
    }

    fn judged(&self) -> u64 {
        self.0.iter().filter(|state| state.band().is_some()).count() as u64
    }

    fn are_enough(&self) -> bool {
        self.judged() >= wording::FEWEST_GROUPS
    }
}

/// A table of rows by state; nothing where too few groups have a value on any row.
fn counted(view: &View<'_>, profile: &Profile, groups: &[&Unit]) -> Option<Table> {
    let states = [State::InPlace, State::Partly, State::NotYet, State::NotEnough, State::Withheld];
    let caption = view.words().say("profiles_by_state", [("title", (&profile.title).into())]);
    let mut table = Table::new(caption, view.words(), &["head_statement"]);
    for state in states {
        table.column(view.words().state(state, profile.reading), true);
    }
    let mut any = false;
    for (head, looks) in lines(profile) {
        let counts = Counts::of(view, looks, profile.reading, groups);
        let mut row = Row::new(head);
        let is_never_judged = counts.at(State::NotJudged) == groups.len() as u64;
        for state in states {
            let hides = state.band().is_some() && !counts.are_enough();
            row = row.with(match hides || is_never_judged {
                true => figures::NO_RANGE.to_owned(),
                false => number::count(counts.at(state)),
            });
        }
        if is_never_judged {
            row = row.noted(view.words().band(None));
        } else if counts.are_enough() {
            any = true;
        } else {
            row = row.noted(wording::too_few(view.words()));
        }
        table.row(row);
    }
    any.then_some(table)
}

/// The lines of a profile: its rows, or the cells of its rows under the titles of their columns.
fn lines(profile: &Profile) -> Vec<(String, Looks<'_>)> {
    let mut lines = Vec::new();
    for row in &profile.row {
        for (place, looks) in row.looks().into_iter().enumerate() {
            let head = match profile.columns.get(place) {
                Some(column) => format!("{}: {column}", row.title),
                None => row.title.clone(),
            };
            lines.push((head, looks));
        }
    }
    lines
}

/// The groups that each row speaks of beside all others; nothing where too few of the first have a value on any row.
fn compared(view: &View<'_>, profile: &Profile, groups: &[&Unit]) -> Option<Table> {
    let words = view.words();
    let heads = ["head_statement", "head_groups_spoken_of#", "head_all_other_groups#"];
    let mut table = Table::new(words.text("profiles_compared"), words, &heads);
    let mut any = false;
    for row in &profile.row {
        let (inside, outside) = parted(view, row, groups);
        for looks in row.looks() {
            let counts = Counts::of(view, looks, profile.reading, &inside);
            any |= counts.are_enough();
            let mut line = Row::new(row.title.clone()).with(in_place(&counts, words));
            line = line.with(in_place(&Counts::of(view, looks, profile.reading, &outside), words));
            line.note.clone_from(&row.note);
            table.row(line);
        }
    }
    any.then_some(table)
}

/// Groups that a row speaks of, and those that it does not; a group whose category is not known here is neither.
fn parted<'a>(view: &View<'_>, row: &ProfileRow, groups: &[&'a Unit]) -> (Vec<&'a Unit>, Vec<&'a Unit>) {
    let known = groups.iter().filter_map(|group| Some((*group, speaks_of(view, row, &group.id)?)));
    let (inside, outside): (Vec<_>, Vec<_>) = known.partition(|(_, is_meant)| *is_meant);
    let units = |parted: Vec<(&'a Unit, bool)>| parted.into_iter().map(|(group, _)| group).collect();
    (units(inside), units(outside))
}

fn in_place(counts: &Counts, words: &Words) -> Cell {
    match counts.are_enough() {
        true => number::of(counts.at(State::InPlace), counts.judged(), words).into(),
        false => Cell { reason: Some(wording::too_few(words)), ..Cell::from(figures::NO_RANGE) }.looking("none"),
    }
}
