//! Rows on record about a group: how many, whether there is one, how long between them.

use super::view::{Summary, View, count, over_groups, real, record};
use super::{Absence, Counted, Measure, Outcome, WorkingLine};
use crate::framework::{Count, DateSource, Elapsed, Rows};
use crate::tally::{Component, TallyValue};
use crate::vocabulary::{Date, Quantity, Window};
use std::collections::BTreeSet;

/// Whether a group has any such row.
pub(super) struct Presence<'a>(pub &'a Rows);
/// The longest stretch between dated rows.
pub(super) struct LongestGap<'a>(pub &'a Rows);

fn rows_of(rows: &Rows, condition: Option<String>) -> Component {
    Component::Rows { table: rows.table.clone(), condition, window: rows.window }
}

impl Count {
    fn component(&self) -> Component {
        let Count { table, condition, different, window } = self.clone();
        match different {
            Some(column) => Component::Entries { table, column, condition, window },
            None => Component::Rows { table, condition, window },
        }
    }
}

impl Measure for Count {
    fn components(&self) -> Vec<Component> {
        vec![self.component()]
    }

    fn waits_for(&self) -> Option<Window> {
        Some(self.window)
    }

    /// Rows, or different entries, on record; for a year, only once the records cover one.
    fn estimate(&self, view: &View<'_>) -> Outcome {
        let component = self.component();
        over_groups(view, Summary::Mean, |view| {
            let n: u64 = view
                .each(&component)
                .map(|(_, value)| match value {
                    TallyValue::Entries(entries) => entries.len() as u64,
                    value => count(value),
                })
                .sum();
            let what = self.different.as_deref().unwrap_or("rows");
            let condition = self.condition.as_deref().unwrap_or("all");
            let label = format!("{} {what} that count ({condition})", self.table);
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
        Component::Days { table, column: "date".to_owned(), condition, window }
    }
}

impl Measure for LongestGap<'_> {
    fn components(&self) -> Vec<Component> {
        vec![self.days()]
    }

    fn waits_for(&self) -> Option<Window> {
        Some(self.0.window)
    }

    /// Weeks between one dated row and the next; the window's own ends do not count, so that a
    /// holiday before the first session is no gap.
    fn estimate(&self, view: &View<'_>) -> Outcome {
        let component = self.days();
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

impl DateSource {
    fn days(&self) -> Component {
        let DateSource { table, column, condition } = self.clone();
        Component::Days { table, column, condition, window: Window::Ever }
    }

    /// The first of the dates up to the wave's end.
    fn first(&self, view: &View<'_>) -> Option<Date> {
        let end = view.wave()?.to;
        let component = self.days();
        let days = view.each(&component).filter_map(|(_, value)| match value {
            TallyValue::Days(days) => days.first().copied(),
            _ => None,
        });
        days.min().filter(|day| *day <= end)
    }
}

/// Days in a month, on average: a quarter of 365.25 days is three months.
const DAYS_IN_A_MONTH: f64 = 365.25 / 12.0;

impl Measure for Elapsed {
    fn components(&self) -> Vec<Component> {
        std::iter::once(&self.from).chain(&self.to).map(DateSource::days).collect()
    }

    fn estimate(&self, view: &View<'_>) -> Outcome {
        over_groups(view, Summary::Median, |view| {
            let from = self.from.first(view);
            let to = match &self.to {
                Some(to) => to.first(view),
                None => view.wave().map(|wave| wave.census),
            };
            let (Some(from), Some(to)) = (from, to) else { return Outcome::Absent(Absence::NothingRecorded) };
            let days = to.signed_duration_since(from).num_days();
            // What came before its beginning took no time.
            let days = u32::try_from(days).unwrap_or(0);
            let working = view.working(|| {
                vec![WorkingLine::new("from", from), WorkingLine::new("to", to), WorkingLine::new("days", days)]
            });
            record(f64::from(days) / DAYS_IN_A_MONTH, Quantity::Months, Counted::Entries, 1, working)
        })
    }
}
