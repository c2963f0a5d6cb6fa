//! Facts of record about a group: how many, whether, how long between, how broad, how far judged.

use super::view::{ON_ROLL, Summary, View, count, over_groups, real, record};
use super::{Absence, Counted, Measure, Outcome, WorkingLine};
use crate::framework::{ActiveMembers, Coverage, MedianGrade, Ordinal, Reach, Rows};
use crate::tally::{Component, TallyValue};
use crate::vocabulary::{Date, Quantity, Window};
use std::collections::BTreeSet;

/// How many rows a group has.
pub(super) struct Count<'a>(pub &'a Rows);
/// Whether a group has any such row.
pub(super) struct Presence<'a>(pub &'a Rows);
/// The longest stretch between dated rows.
pub(super) struct LongestGap<'a>(pub &'a Rows);

fn rows_of(rows: &Rows, condition: Option<String>) -> Component {
    Component::Rows { table: rows.table.clone(), condition, window: rows.window }
}

impl Measure for Count<'_> {
    fn components(&self) -> Vec<Component> {
        vec![rows_of(self.0, self.0.condition.clone())]
    }

    /// Rows on record; for a year, only once the records cover one.
    fn estimate(&self, view: &View<'_>) -> Outcome {
        let [component] = [rows_of(self.0, self.0.condition.clone())];
        if !view.collected(std::slice::from_ref(&component)) {
            return Outcome::Absent(Absence::NotCollected);
        }
        if !view.window_is_complete(self.0.window) {
            return Outcome::Absent(Absence::YearNotComplete);
        }
        over_groups(view, Summary::Mean, |view| {
            let n: u64 = view.each(&component).map(|(_, value)| count(value)).sum();
            let label = format!("{} rows that count ({})", self.0.table, self.0.condition.as_deref().unwrap_or("all"));
            record(real(n), Quantity::Count, Counted::Entries, n, vec![WorkingLine::new(label, n)])
        })
    }
}

impl Measure for Presence<'_> {
    fn components(&self) -> Vec<Component> {
        vec![rows_of(self.0, self.0.condition.clone()), rows_of(self.0, None)]
    }

    /// Yes if there is such a row. No only if the group sent rows of the table at all and, for a
    /// year, the records cover one.
    fn estimate(&self, view: &View<'_>) -> Outcome {
        let [such, any] = [rows_of(self.0, self.0.condition.clone()), rows_of(self.0, None)];
        if !view.collected(std::slice::from_ref(&such)) {
            return Outcome::Absent(Absence::NotCollected);
        }
        over_groups(view, Summary::ShareOfGroups, |view| {
            let n = |component: &Component| view.each(component).map(|(_, value)| count(value)).sum::<u64>();
            let (such, any) = (n(&such), n(&any));
            if any == 0 {
                return Outcome::Absent(Absence::NothingRecorded);
            }
            if such == 0 && !view.window_is_complete(self.0.window) {
                return Outcome::Absent(Absence::YearNotComplete);
            }
            let label = format!("{} rows that count ({})", self.0.table, self.0.condition.as_deref().unwrap_or("all"));
            let working = view.working(|| vec![WorkingLine::new(label, such), WorkingLine::new("rows looked at", any)]);
            record(f64::from(u8::from(such > 0)), Quantity::Presence, Counted::Entries, any, working)
        })
    }
}

impl LongestGap<'_> {
    fn days(&self) -> Component {
        let Rows { table, condition, window } = self.0.clone();
        Component::Days { table, condition, window }
    }
}

impl Measure for LongestGap<'_> {
    fn components(&self) -> Vec<Component> {
        vec![self.days()]
    }

    /// Weeks between one dated row and the next; the window's own ends do not count, so that a
    /// holiday before the first session is no gap.
    fn estimate(&self, view: &View<'_>) -> Outcome {
        let component = self.days();
        if !view.collected(std::slice::from_ref(&component)) {
            return Outcome::Absent(Absence::NotCollected);
        }
        if !view.window_is_complete(self.0.window) {
            return Outcome::Absent(Absence::YearNotComplete);
        }
        over_groups(view, Summary::Median, |view| {
            let days: BTreeSet<Date> = view
                .each(&component)
                .flat_map(|(_, value)| match value {
                    TallyValue::Days(days) => days.iter().copied().collect(),
                    _ => Vec::new(),
                })
                .collect();
            let gaps =
                days.iter().zip(days.iter().skip(1)).map(|(from, to)| to.signed_duration_since(*from).num_days());
            let Some(longest) = gaps.max().and_then(|days| u32::try_from(days).ok()) else {
                return Outcome::Absent(Absence::TooLittle("fewer than two dated entries".to_owned()));
            };
            let working = view.working(|| {
                vec![
                    WorkingLine::new("different days on record", days.len()),
                    WorkingLine::new("longest stretch between two of them, in days", longest),
                ]
            });
            record(f64::from(longest) / 7.0, Quantity::Weeks, Counted::Entries, days.len() as u64, working)
        })
    }
}

impl Coverage {
    fn entries(&self) -> Component {
        let Coverage { table, column, condition, window, .. } = self.clone();
        Component::Entries { table, column, condition, window }
    }

    fn rows(&self) -> Component {
        Component::Rows { table: self.table.clone(), condition: None, window: self.window }
    }
}

impl Measure for Coverage {
    fn components(&self) -> Vec<Component> {
        vec![self.entries(), self.rows()]
    }

    /// How many entries of the list occur; an entry `a|b` occurs if either spelling does.
    fn estimate(&self, view: &View<'_>) -> Outcome {
        let component = self.entries();
        if !view.collected(std::slice::from_ref(&component)) {
            return Outcome::Absent(Absence::NotCollected);
        }
        if !view.window_is_complete(self.window) {
            return Outcome::Absent(Absence::YearNotComplete);
        }
        over_groups(view, Summary::Median, |view| {
            let rows: u64 = view.each(&self.rows()).map(|(_, value)| count(value)).sum();
            if rows == 0 {
                return Outcome::Absent(Absence::NothingRecorded);
            }
            let found = entries_found(view, &component);
            let occurs = |entry: &&String| entry.split('|').any(|spelling| found.contains(&spelling.to_lowercase()));
            let present: Vec<&str> = self.entries.iter().filter(occurs).map(String::as_str).collect();
            let working = view.working(|| {
                vec![
                    WorkingLine::new(format!("{} rows looked at", self.table), rows),
                    WorkingLine::new("entries of the list", self.entries.len()),
                    WorkingLine::new("of them on record", present.join(", ")),
                ]
            });
            record(real(present.len() as u64), Quantity::Count, Counted::Entries, rows, working)
        })
    }
}

fn entries_found(view: &View<'_>, component: &Component) -> BTreeSet<String> {
    view.each(component)
        .flat_map(|(_, value)| match value {
            TallyValue::Entries(entries) => entries.iter().map(|entry| entry.to_lowercase()).collect(),
            _ => Vec::new(),
        })
        .collect()
}

impl Reach {
    fn entries(&self) -> Component {
        let Reach { table, column, condition, window } = self.clone();
        Component::Entries { table, column, condition, window }
    }
}

/// The schools of the members on roll.
fn member_schools() -> Component {
    Component::Entries {
        table: "members".to_owned(),
        column: "school_id".to_owned(),
        condition: Some(ON_ROLL.to_owned()),
        window: Window::Ever,
    }
}

impl Measure for Reach {
    fn components(&self) -> Vec<Component> {
        vec![self.entries(), member_schools()]
    }

    /// Member schools that occur, over all member schools; pooled over the groups of a larger unit.
    fn estimate(&self, view: &View<'_>) -> Outcome {
        if !view.collected(&self.components()) {
            return Outcome::Absent(Absence::NotCollected);
        }
        if !view.window_is_complete(self.window) {
            return Outcome::Absent(Absence::YearNotComplete);
        }
        let (mut reached, mut schools) = (0_u64, 0_u64);
        for group in &view.groups {
            let view = view.of_group(group);
            let members = entries_found(&view, &member_schools());
            reached += entries_found(&view, &self.entries()).intersection(&members).count() as u64;
            schools += members.len() as u64;
        }
        if schools == 0 {
            return Outcome::Absent(Absence::NothingRecorded);
        }
        let value = real(reached) / real(schools);
        let working = view.working(|| {
            vec![
                WorkingLine::new("schools of members on roll", schools),
                WorkingLine::new(format!("of them named in {}.{}", self.table, self.column), reached),
                WorkingLine::new("share = the second / the first", format!("{value:.6}")),
            ]
        });
        match record(value, Quantity::Share, Counted::Entries, schools, working) {
            Outcome::Estimated(figure) => Outcome::Estimated(super::Figure { numerator: Some(reached), ..figure }),
            absent @ Outcome::Absent(_) => absent,
        }
    }
}

impl Measure for Ordinal {
    fn components(&self) -> Vec<Component> {
        let Ordinal { table, column, steps, window } = self.clone();
        vec![Component::Latest { table, column, steps, window }]
    }

    fn estimate(&self, view: &View<'_>) -> Outcome {
        let components = self.components();
        if !view.collected(&components) {
            return Outcome::Absent(Absence::NotCollected);
        }
        over_groups(view, Summary::Median, |view| {
            let latest =
                components.iter().flat_map(|component| view.each(component)).filter_map(|(_, value)| match value {
                    TallyValue::Latest(latest) => *latest,
                    _ => None,
                });
            let Some((_, step)) = latest.max() else { return Outcome::Absent(Absence::NothingRecorded) };
            let name = self.steps.get(step).cloned().unwrap_or_default();
            let working = view.working(|| {
                vec![
                    WorkingLine::new("latest step on record", name),
                    WorkingLine::new("its place, 1 for the lowest", step + 1),
                ]
            });
            record(real(step as u64 + 1), Quantity::Step, Counted::Entries, 1, working)
        })
    }
}

impl Measure for MedianGrade {
    fn components(&self) -> Vec<Component> {
        let MedianGrade { table, column, highest, window } = self.clone();
        vec![Component::Grades { table, column, highest, window }]
    }

    /// The middle grade, or the lower of the two middle ones, over all grades of the unit.
    fn estimate(&self, view: &View<'_>) -> Outcome {
        let components = self.components();
        if !view.collected(&components) {
            return Outcome::Absent(Absence::NotCollected);
        }
        let mut total = TallyValue::Grades(Vec::new());
        for (_, value) in components.iter().flat_map(|component| view.each(component)) {
            total.merge(value.clone());
        }
        let TallyValue::Grades(counts) = total else { return Outcome::Absent(Absence::NothingRecorded) };
        let n: u64 = counts.iter().sum();
        let mut below = 0;
        let middle = counts.iter().position(|count| {
            below += count;
            2 * below >= n
        });
        let Some(grade) = middle.filter(|_| n > 0) else { return Outcome::Absent(Absence::NothingRecorded) };
        let working = view.working(|| {
            vec![WorkingLine::new("grades by value, 0 first", format!("{counts:?}")), WorkingLine::new("median", grade)]
        });
        record(real(grade as u64), Quantity::Step, Counted::Entries, n, working)
    }
}

impl ActiveMembers {
    fn members(condition: String) -> Component {
        let (table, column) = ("members".to_owned(), "member_id".to_owned());
        Component::Entries { table, column, condition: Some(condition), window: Window::Ever }
    }

    fn newcomers(&self) -> Component {
        // Days are counted in SQL so that the wave's own date can be used.
        let grace = self.grace_days;
        Self::members(format!("({ON_ROLL}) and joined_on > census - interval '{grace} days'"))
    }

    fn present(&self) -> Component {
        Component::RecentlyPresent { sessions: self.recent_sessions }
    }
}

impl Measure for ActiveMembers {
    fn components(&self) -> Vec<Component> {
        vec![Self::members(ON_ROLL.to_owned()), self.newcomers(), self.present()]
    }

    /// Members on roll who came to one of the last sessions or joined too recently to have.
    fn estimate(&self, view: &View<'_>) -> Outcome {
        if !view.collected(&self.components()) {
            return Outcome::Absent(Absence::NotCollected);
        }
        over_groups(view, Summary::Median, |view| {
            let on_roll = entries_found(view, &Self::members(ON_ROLL.to_owned()));
            if on_roll.is_empty() {
                return Outcome::Absent(Absence::NothingRecorded);
            }
            let newcomers = entries_found(view, &self.newcomers());
            let present = entries_found(view, &self.present());
            let active =
                on_roll.iter().filter(|member| present.contains(*member) || newcomers.contains(*member)).count();
            let working = view.working(|| {
                vec![
                    WorkingLine::new("members on roll", on_roll.len()),
                    WorkingLine::new("of them present at a recent session, or too new", active),
                ]
            });
            record(real(active as u64), Quantity::Count, Counted::Members, on_roll.len() as u64, working)
        })
    }
}
