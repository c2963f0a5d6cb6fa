//! Facts on record: the latest step or category, a number over rows, its change, who is active.

use super::entries::{entries_found, members_where};
use super::interval::pooled_interval;
use super::view::{Summary as OverGroups, View, in_ones, over_groups, real, record};
use super::{Absence, Counted, Figure, Measure, Outcome, WorkingLine};
use crate::framework::{ActiveMembers, Category, NumberChange, Ordinal, Roster, Statistic, Summary};
use crate::tally::{Component, ON_ROLL, TallyValue};
use crate::vocabulary::{Level, Quantity, Window};
use std::collections::BTreeMap;

/// The latest of several named entries, as its place in their list, 1 for the first.
fn latest(view: &View<'_>, component: &Component, names: &[String], quantity: Quantity, label: &str) -> Outcome {
    let latest = view.each(component).filter_map(|(_, value)| match value {
        TallyValue::Latest(latest) => *latest,
        _ => None,
    });
    let Some((_, place)) = latest.max() else { return Outcome::Absent(Absence::NothingRecorded) };
    let name = names.get(place).cloned().unwrap_or_default();
    let working = view.working(|| {
        vec![WorkingLine::new(label, name), WorkingLine::new("its place, 1 for the first of the list", place + 1)]
    });
    record(real(place as u64 + 1), quantity, Counted::Entries, 1, working)
}

impl Ordinal {
    fn component(&self) -> Component {
        let Ordinal { table, column, steps, window } = self.clone();
        Component::Latest { table, column, steps, window }
    }
}

impl Measure for Ordinal {
    fn components(&self) -> Vec<Component> {
        vec![self.component()]
    }

    fn estimate(&self, view: &View<'_>) -> Outcome {
        let component = self.component();
        over_groups(view, OverGroups::Median, |view| {
            latest(view, &component, &self.steps, Quantity::Step, "latest step on record")
        })
    }
}

impl Category {
    fn component(&self) -> Component {
        let Category { table, column, categories, window } = self.clone();
        Component::Latest { table, column, steps: categories, window }
    }
}

impl Measure for Category {
    fn components(&self) -> Vec<Component> {
        vec![self.component()]
    }

    fn estimate(&self, view: &View<'_>) -> Outcome {
        let component = self.component();
        over_groups(view, OverGroups::Commonest, |view| {
            latest(view, &component, &self.categories, Quantity::Category, "latest category on record")
        })
    }
}

impl Summary {
    fn component(&self) -> Component {
        let Summary { table, number, condition, window, .. } = self.clone();
        Component::Numbers { table, number, condition, window }
    }

    fn value(&self, numbers: &BTreeMap<i64, u64>) -> Option<(f64, Quantity)> {
        let (first, last) = (numbers.first_key_value()?, numbers.last_key_value()?);
        let n: u64 = numbers.values().sum();
        let total = numbers.iter().map(|(number, count)| i128::from(*number) * i128::from(*count)).sum::<i128>();
        Some(match self.statistic {
            Statistic::Mean => (in_ones(total) / real(n), Quantity::Number),
            Statistic::Median => (in_ones(middle(numbers, n)?.into()), Quantity::Number),
            Statistic::Range => (in_ones(i128::from(*last.0) - i128::from(*first.0)), Quantity::Number),
            Statistic::Total => (in_ones(total), Quantity::Count),
        })
    }
}

/// The middle number, or the lower of the two middle ones.
fn middle(numbers: &BTreeMap<i64, u64>, n: u64) -> Option<i64> {
    let mut below = 0;
    let (number, _) = numbers.iter().find(|(_, count)| {
        below += **count;
        2 * below >= n
    })?;
    Some(*number)
}

impl Measure for Summary {
    fn components(&self) -> Vec<Component> {
        vec![self.component()]
    }

    fn waits_for(&self) -> Option<Window> {
        Some(self.window)
    }

    /// Over all rows of the unit, its groups' taken together.
    fn estimate(&self, view: &View<'_>) -> Outcome {
        let component = self.component();
        let mut all: BTreeMap<i64, u64> = BTreeMap::new();
        let mut clusters: Vec<(f64, f64)> = Vec::new();
        for (_, value) in view.each(&component) {
            let TallyValue::Numbers(numbers) = value else { continue };
            let (mut sum, mut n) = (0.0, 0);
            for (number, count) in numbers {
                *all.entry(*number).or_insert(0) += count;
                sum += in_ones((*number).into()) * real(*count);
                n += count;
            }
            clusters.push((sum, real(n)));
        }
        clusters.retain(|(_, n)| *n > 0.0);
        let Some((value, quantity)) = self.value(&all) else { return Outcome::Absent(Absence::NothingRecorded) };
        let n: u64 = all.values().sum();
        let working = view.working(|| {
            vec![
                WorkingLine::new(format!("{} rows with {}", self.table, self.number), n),
                WorkingLine::new(format!("their {:?}", self.statistic).to_lowercase(), format!("{value:.6}")),
            ]
        });
        let pooled = self.statistic == Statistic::Mean && view.level() != Level::Group;
        match record(value, quantity, Counted::Entries, n, working) {
            Outcome::Estimated(figure) => {
                let range = self.between.map(|[least, most]| (least, most));
                let interval = pooled.then(|| pooled_interval(&clusters, range)).flatten();
                Outcome::Estimated(Figure { interval, ..figure })
            }
            absent @ Outcome::Absent(_) => absent,
        }
    }
}

impl NumberChange {
    fn component(&self) -> Component {
        let NumberChange { table, key, number, .. } = self.clone();
        Component::Keyed { table, key, number }
    }
}

impl Measure for NumberChange {
    fn components(&self) -> Vec<Component> {
        vec![self.component()]
    }

    /// Mean of the differences, now less at the first wave at which the key's number is on record,
    /// over the keys that have both.
    fn estimate(&self, view: &View<'_>) -> Outcome {
        let component = self.component();
        if view.wave == 0 {
            return Outcome::Absent(Absence::NoEarlierWave);
        }
        let numbers_at = |wave: usize| -> BTreeMap<&str, i64> {
            view.each_at(&component, wave)
                .flat_map(|(_, value)| match value {
                    TallyValue::Keyed(numbers) => numbers.iter().map(|(key, number)| (key.as_str(), *number)).collect(),
                    _ => Vec::new(),
                })
                .collect()
        };
        let mut first: BTreeMap<&str, i64> = BTreeMap::new();
        for wave in 0..view.wave {
            for (key, number) in numbers_at(wave) {
                first.entry(key).or_insert(number);
            }
        }
        let now = numbers_at(view.wave);
        let changes: Vec<i64> =
            now.iter().filter_map(|(key, number)| Some(number.saturating_sub(*first.get(key)?))).collect();
        let n = changes.len() as u64;
        if n == 0 {
            return Outcome::Absent(Absence::NothingRecorded);
        }
        let total: i128 = changes.iter().copied().map(i128::from).sum();
        let value = in_ones(total) / real(n);
        let working = view.working(|| {
            vec![
                WorkingLine::new(format!("{} with {} now and before", self.key, self.number), n),
                WorkingLine::new("sum of the changes", in_ones(total)),
                WorkingLine::new("mean change = the second / the first", format!("{value:.6}")),
            ]
        });
        record(value, Quantity::NumberDifference, Counted::Entries, n, working)
    }
}

impl ActiveMembers {
    fn newcomers(&self) -> Component {
        // Days are counted in SQL so that the wave's own date can be used.
        let grace = self.grace_days;
        members_where(format!("({ON_ROLL}) and joined_on > census - interval '{grace} days'"))
    }

    fn present(&self) -> Component {
        Component::RecentlyPresent { sessions: self.recent_sessions }
    }
}

impl Measure for ActiveMembers {
    fn components(&self) -> Vec<Component> {
        vec![Roster::Members.component(), self.newcomers(), self.present()]
    }

    /// Members on roll who came to one of the last sessions or joined too recently to have.
    fn estimate(&self, view: &View<'_>) -> Outcome {
        over_groups(view, OverGroups::Median, |view| {
            let on_roll = entries_found(view, &Roster::Members.component());
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
