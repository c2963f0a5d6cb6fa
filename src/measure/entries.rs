//! Entries of list columns: which occur, whom they reach, how they are mixed, how they are graded.

use super::view::{Summary, View, count, over_groups, real, record, recorded_share};
use super::{Absence, Counted, Measure, Outcome, WorkingLine};
use crate::framework::{Coverage, EntrySource, MedianGrade, Mix, Mixture, Overlap, Reach, Roster};
use crate::statistics::evenness::{self, Categories};
use crate::tally::{Component, ON_ROLL, TallyValue};
use crate::vocabulary::{Quantity, Window};
use std::collections::{BTreeMap, BTreeSet};

impl EntrySource {
    fn entries(&self, window: Window) -> Component {
        let EntrySource { table, column, condition } = self.clone();
        Component::Entries { table, column, condition, window }
    }

    fn mentions(&self, window: Window) -> Component {
        let EntrySource { table, column, condition } = self.clone();
        Component::Mentions { table, column, condition, window }
    }

    fn rows(&self, window: Window) -> Component {
        Component::Rows { table: self.table.clone(), condition: None, window }
    }
}

/// The different entries of several sources, in small letters.
fn found_in(view: &View<'_>, from: &[EntrySource], window: Window) -> BTreeSet<String> {
    from.iter().flat_map(|source| entries_found(view, &source.entries(window))).collect()
}

/// Rows of the sources' tables, whatever is in them: none of them means that nothing was recorded.
fn rows_in(view: &View<'_>, from: &[EntrySource], window: Window) -> u64 {
    let rows = |source: &EntrySource| view.each(&source.rows(window)).map(|(_, value)| count(value)).sum::<u64>();
    from.iter().map(rows).sum()
}

pub(super) fn entries_found(view: &View<'_>, component: &Component) -> BTreeSet<String> {
    view.each(component)
        .flat_map(|(_, value)| match value {
            TallyValue::Entries(entries) => entries.iter().map(|entry| entry.to_lowercase()).collect(),
            _ => Vec::new(),
        })
        .collect()
}

/// The members that meet a condition, by id.
pub(super) fn members_where(condition: String) -> Component {
    of_members("member_id", condition)
}

fn of_members(column: &str, condition: String) -> Component {
    Component::Entries {
        table: "members".to_owned(),
        column: column.to_owned(),
        condition: Some(condition),
        window: Window::Ever,
    }
}

impl Roster {
    /// Those on roll, or their schools, as entries of the register of members.
    pub(super) fn component(self) -> Component {
        let column = match self {
            Roster::Schools => "school_id",
            Roster::Members => "member_id",
        };
        of_members(column, ON_ROLL.to_owned())
    }

    fn word(self) -> &'static str {
        match self {
            Roster::Schools => "schools of members on roll",
            Roster::Members => "members on roll",
        }
    }
}

impl Measure for Coverage {
    fn components(&self) -> Vec<Component> {
        self.from.iter().flat_map(|source| [source.entries(self.window), source.rows(self.window)]).collect()
    }

    fn waits_for(&self) -> Option<Window> {
        Some(self.window)
    }

    /// How many entries of the list occur; an entry `a|b` occurs if either spelling does.
    fn estimate(&self, view: &View<'_>) -> Outcome {
        over_groups(view, Summary::Median, |view| {
            let rows = rows_in(view, &self.from, self.window);
            if rows == 0 {
                return Outcome::Absent(Absence::NothingRecorded);
            }
            let found = found_in(view, &self.from, self.window);
            let occurs = |entry: &&String| entry.split('|').any(|spelling| found.contains(&spelling.to_lowercase()));
            let present: Vec<&str> = self.entries.iter().filter(occurs).map(String::as_str).collect();
            let working = view.working(|| {
                vec![
                    WorkingLine::new("rows looked at", rows),
                    WorkingLine::new("entries of the list", self.entries.len()),
                    WorkingLine::new("of them on record", present.join(", ")),
                ]
            });
            record(real(present.len() as u64), Quantity::Count, Counted::Entries, rows, working)
        })
    }
}

impl Measure for Reach {
    fn components(&self) -> Vec<Component> {
        self.from.iter().map(|source| source.entries(self.window)).chain([self.who.component()]).collect()
    }

    fn waits_for(&self) -> Option<Window> {
        Some(self.window)
    }

    /// Those on roll who occur, over all on roll; pooled over the groups of a larger unit.
    fn estimate(&self, view: &View<'_>) -> Outcome {
        let (mut reached, mut all) = (0_u64, 0_u64);
        for group in &view.groups {
            let view = view.of_group(group);
            let roster = entries_found(&view, &self.who.component());
            reached += found_in(&view, &self.from, self.window).intersection(&roster).count() as u64;
            all += roster.len() as u64;
        }
        if all == 0 {
            return Outcome::Absent(Absence::NothingRecorded);
        }
        let working = view.working(|| {
            let sources: Vec<String> =
                self.from.iter().map(|source| format!("{}.{}", source.table, source.column)).collect();
            vec![
                WorkingLine::new(self.who.word(), all),
                WorkingLine::new(format!("of them named in {}", sources.join(", ")), reached),
                WorkingLine::new("share = the second / the first", format!("{:.6}", real(reached) / real(all))),
            ]
        });
        recorded_share(reached, all, Counted::Entries, working)
    }
}

impl Mix {
    /// Mentions by entry, entries that are never mentioned included where it is known who or what
    /// could be.
    fn counts(&self, view: &View<'_>) -> BTreeMap<String, u64> {
        let mut counts: BTreeMap<String, u64> = self.entries.iter().map(|entry| (entry.to_lowercase(), 0)).collect();
        if let Some(roster) = self.over {
            counts.extend(entries_found(view, &roster.component()).into_iter().map(|id| (id, 0)));
        }
        let is_open = self.entries.is_empty() && self.over.is_none();
        for source in &self.from {
            for (_, value) in view.each(&source.mentions(self.window)) {
                let TallyValue::Mentions(mentions) = value else { continue };
                for (entry, count) in mentions {
                    match counts.get_mut(entry) {
                        Some(sum) => *sum += count,
                        None if is_open => {
                            counts.insert(entry.clone(), *count);
                        }
                        None => {}
                    }
                }
            }
        }
        counts
    }

    fn of_group(&self, view: &View<'_>) -> Outcome {
        let counts = self.counts(view);
        let total: u64 = counts.values().sum();
        if total == 0 {
            return Outcome::Absent(Absence::NothingRecorded);
        }
        let working = view.working(|| {
            let told: Vec<String> = counts.iter().map(|(entry, count)| format!("{entry} {count}")).collect();
            vec![WorkingLine::new("mentions by entry", told.join(", ")), WorkingLine::new("mentions", total)]
        });
        let numbers: Vec<u64> = counts.values().copied().collect();
        let value = match self.statistic {
            Mixture::ShareOf => {
                let counted = self.of.iter().filter_map(|entry| counts.get(&entry.to_lowercase()));
                return recorded_share(counted.sum(), total, Counted::Entries, working);
            }
            Mixture::SmallestShare => evenness::smallest_share(&numbers),
            Mixture::Evenness => evenness::pielou(&numbers, Categories::Used),
            Mixture::Diversity => evenness::blau(&numbers),
            Mixture::Inequality => evenness::gini(&numbers).map(|gini| gini.corrected),
        };
        match value {
            Ok(value) => {
                let quantity = match self.statistic {
                    Mixture::SmallestShare => Quantity::Share,
                    _ => Quantity::Coefficient,
                };
                record(value, quantity, Counted::Entries, total, working)
            }
            Err(reason) => Outcome::Absent(Absence::TooLittle(reason.to_string())),
        }
    }
}

impl Measure for Mix {
    fn components(&self) -> Vec<Component> {
        let roster = self.over.map(Roster::component);
        self.from.iter().map(|source| source.mentions(self.window)).chain(roster).collect()
    }

    fn waits_for(&self) -> Option<Window> {
        Some(self.window)
    }

    /// A share pools the mentions of a larger unit's groups; what describes one group's mixture is
    /// told of the median group.
    fn estimate(&self, view: &View<'_>) -> Outcome {
        match self.statistic {
            Mixture::ShareOf => self.of_group(view),
            _ => over_groups(view, Summary::Median, |view| self.of_group(view)),
        }
    }
}

impl Measure for Overlap {
    fn components(&self) -> Vec<Component> {
        vec![self.of.entries(self.window), self.with.entries(self.window)]
    }

    /// Jaccard's index: the entries in both columns over those in either (Jaccard 1901).
    fn estimate(&self, view: &View<'_>) -> Outcome {
        over_groups(view, Summary::Median, |view| {
            let [of, with] = [&self.of, &self.with].map(|source| entries_found(view, &source.entries(self.window)));
            if of.is_empty() || with.is_empty() {
                return Outcome::Absent(Absence::NothingRecorded);
            }
            let both = of.intersection(&with).count() as u64;
            let either = of.union(&with).count() as u64;
            let working = view.working(|| {
                vec![WorkingLine::new("entries in both", both), WorkingLine::new("entries in either", either)]
            });
            record(real(both) / real(either), Quantity::Coefficient, Counted::Entries, either, working)
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
