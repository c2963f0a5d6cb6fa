//! Registers and returns: rows, sums, entries, days, latest steps and grades.

use super::condition::window_mask;
use super::{Component, Pass, Tally, TallyValue, decode};
use crate::vocabulary::{Wave, Window};
use polars::prelude::{DataFrame, Expr, IntoLazy, NULL, PolarsResult, SortOptions, col, lit, when};
use std::collections::{BTreeMap, BTreeSet};

impl Pass<'_> {
    /// Counts every register component of this table for every wave, in one grouped pass.
    pub(super) fn count_registers(&self, tally: &mut Tally) -> PolarsResult<()> {
        let has_a_pass_of_its_own =
            |component: &Component| matches!(component, Component::Sessions | Component::Actions | Component::Quotes);
        let components: Vec<(usize, Component)> =
            self.components(tally).into_iter().filter(|(_, component)| !has_a_pass_of_its_own(component)).collect();
        let mut expressions = Vec::new();
        for (place, component) in &components {
            for (at, wave) in self.waves.iter().enumerate() {
                let parts = self.register_expressions(component, wave)?;
                let named = parts.into_iter().enumerate().map(|(part, expr)| expr.alias(name(*place, at, part)));
                expressions.extend(named);
            }
        }
        if expressions.is_empty() {
            return Ok(());
        }
        let rows = self.frame.clone().lazy();
        let counted = match self.key() {
            Some(key) => rows.group_by([col(key)]).agg(expressions),
            // Everything in one: a constant to group by keeps lists as lists.
            None => rows.group_by([lit(1).alias("whole")]).agg(expressions),
        };
        let counted = counted.collect()?;
        let units = self.units(&counted)?;
        for (place, component) in &components {
            for at in 0..self.waves.len() {
                let values = self.decode_register(&counted, component, *place, at)?;
                for (unit, value) in units.iter().zip(values) {
                    if let Some(unit) = unit {
                        tally.set(unit, *place, at, value);
                    }
                }
            }
        }
        Ok(())
    }

    fn within(&self, condition: Option<&String>, window: Window, wave: &Wave) -> PolarsResult<Expr> {
        let window = window_mask(window, wave, self.waves, self.has_column("date"), self.has_column("wave"));
        Ok(self.mask(condition.map(String::as_str), wave)?.and(window))
    }

    fn register_expressions(&self, component: &Component, wave: &Wave) -> PolarsResult<Vec<Expr>> {
        Ok(match component {
            Component::Rows { condition, window, .. } => vec![self.within(condition.as_ref(), *window, wave)?.sum()],
            Component::Sum { number, beside, condition, window, .. } => {
                let number = self.number(number, wave)?;
                let mut mask = self.within(condition.as_ref(), *window, wave)?.and(number.clone().is_not_null());
                if let Some(beside) = beside {
                    mask = mask.and(self.number(beside, wave)?.is_not_null());
                }
                vec![mask.clone().sum(), number.filter(mask).sum()]
            }
            Component::Numbers { number, condition, window, .. } => {
                let number = self.number(number, wave)?;
                let mask = self.within(condition.as_ref(), *window, wave)?.and(number.clone().is_not_null());
                vec![number.filter(mask)]
            }
            Component::Keyed { key, number, .. } => {
                let number = self.number(number, wave)?;
                let mask = self.within(None, Window::Wave, wave)?.and(number.clone().is_not_null());
                let mask = mask.and(col(key.as_str()).is_not_null());
                vec![col(key.as_str()).filter(mask.clone()), number.filter(mask)]
            }
            Component::Mentions { column, condition, window, .. } => {
                let mask = self.within(condition.as_ref(), *window, wave)?.and(col(column.as_str()).is_not_null());
                vec![col(column.as_str()).filter(mask)]
            }
            Component::Entries { column, condition, window, .. }
            | Component::Days { column, condition, window, .. } => {
                let mask = self.within(condition.as_ref(), *window, wave)?.and(col(column.as_str()).is_not_null());
                vec![different(column, mask)]
            }
            Component::Latest { column, window, .. } => {
                let mask = self.within(None, *window, wave)?.and(col(column.as_str()).is_not_null());
                let order = self.order().unwrap_or(column);
                vec![col(order).filter(mask.clone()), col(column.as_str()).filter(mask)]
            }
            Component::Grades { column, window, .. } => {
                let mask = self.within(None, *window, wave)?.and(col(column.as_str()).is_not_null());
                vec![col(column.as_str()).filter(mask)]
            }
            Component::RecentlyPresent { sessions } => vec![recently_present(*sessions, wave)],
            // Survey and school components have passes of their own.
            _ => Vec::new(),
        })
    }

    fn decode_register(
        &self,
        counted: &DataFrame,
        component: &Component,
        place: usize,
        at: usize,
    ) -> PolarsResult<Vec<TallyValue>> {
        let part = |part: usize| name(place, at, part);
        Ok(match component {
            Component::Rows { .. } => decode::counts(counted, &part(0))?.into_iter().map(TallyValue::Count).collect(),
            Component::Sum { .. } => {
                let rows = decode::counts(counted, &part(0))?;
                let totals = decode::integers(counted, &part(1))?;
                let sums = rows.into_iter().zip(totals);
                sums.map(|(rows, total)| TallyValue::Sum { rows, total: total.into() }).collect()
            }
            Component::Entries { .. } | Component::RecentlyPresent { .. } => {
                decode::lists(counted, &part(0))?.iter().map(|cells| TallyValue::Entries(taken_apart(cells))).collect()
            }
            Component::Mentions { .. } => {
                decode::lists(counted, &part(0))?.iter().map(|cells| TallyValue::Mentions(mentions(cells))).collect()
            }
            Component::Numbers { .. } => {
                let numbers = decode::whole_lists(counted, &part(0))?;
                numbers.into_iter().map(|numbers| TallyValue::Numbers(by_value(numbers))).collect()
            }
            Component::Keyed { .. } => {
                let keys = decode::lists(counted, &part(0))?.into_iter();
                let rows = keys.zip(decode::whole_lists(counted, &part(1))?);
                rows.map(|(keys, numbers)| TallyValue::Keyed(keys.into_iter().zip(numbers).collect())).collect()
            }
            Component::Days { .. } => {
                let days = decode::days(counted, &part(0))?.into_iter();
                days.map(|days| TallyValue::Days(days.into_iter().collect())).collect()
            }
            Component::Latest { steps, .. } => {
                let orders = decode::lists(counted, &part(0))?;
                let entries = decode::lists(counted, &part(1))?;
                let pairs = orders.iter().zip(&entries);
                pairs.map(|(orders, entries)| TallyValue::Latest(self.latest(orders, entries, steps))).collect()
            }
            Component::Grades { highest, .. } => {
                let cells = decode::lists(counted, &part(0))?;
                cells.iter().map(|cells| TallyValue::Grades(grades(cells, *highest))).collect()
            }
            _ => Vec::new(),
        })
    }

    /// The column that says which of two rows is the later; none where a unit has but one row.
    fn order(&self) -> Option<&'static str> {
        ["date", "wave"].into_iter().find(|column| self.has_column(column))
    }

    fn latest(&self, orders: &[String], entries: &[String], steps: &[String]) -> Option<(i64, usize)> {
        let when = |order: &String| {
            let wave = self.waves.iter().position(|wave| wave.id == *order).and_then(|at| i64::try_from(at).ok());
            let day = || order.parse().ok().map(|day: crate::vocabulary::Date| day_number(day));
            if self.order().is_none() { Some(0) } else { wave.or_else(day) }
        };
        let step = |entry: &String| steps.iter().position(|step| step.eq_ignore_ascii_case(entry));
        orders.iter().zip(entries).filter_map(|(order, entry)| Some((when(order)?, step(entry)?))).max()
    }
}

/// The different cells of a column among the rows of a mask, an empty one for all other rows: the
/// engine complains of itself where a filter leaves no row at all before `unique`.
fn different(column: &str, mask: Expr) -> Expr {
    when(mask).then(col(column)).otherwise(lit(NULL)).unique()
}

/// Members present at one of the group's last sessions up to the wave's end.
fn recently_present(sessions: u8, wave: &Wave) -> Expr {
    let so_far = col("date").lt_eq(lit(wave.to)).fill_null(lit(false));
    let newest_first = SortOptions::default().with_order_descending(true);
    let days = col("date").filter(so_far.clone()).unique().sort(newest_first).head(Some(usize::from(sessions)));
    let recent = so_far.and(col("date").gt_eq(days.min())).fill_null(lit(false));
    col("member_id").filter(recent.and(col("status").eq(lit("present")))).unique()
}

fn name(place: usize, wave: usize, part: usize) -> String {
    format!("{place}:{wave}:{part}")
}

fn day_number(day: crate::vocabulary::Date) -> i64 {
    day.signed_duration_since(crate::vocabulary::Date::default()).num_days()
}

fn taken_apart(cells: &[String]) -> BTreeSet<String> {
    cells.iter().flat_map(|cell| decode::entries(cell)).map(str::to_owned).collect()
}

fn mentions(cells: &[String]) -> BTreeMap<String, u64> {
    let mut counts = BTreeMap::new();
    for entry in cells.iter().flat_map(|cell| decode::entries(cell)) {
        *counts.entry(entry.to_lowercase()).or_insert(0) += 1;
    }
    counts
}

fn by_value(numbers: Vec<i64>) -> BTreeMap<i64, u64> {
    let mut counts = BTreeMap::new();
    for number in numbers {
        *counts.entry(number).or_insert(0) += 1;
    }
    counts
}

fn grades(cells: &[String], highest: u8) -> Vec<u64> {
    let mut counts = vec![0; usize::from(highest) + 1];
    let found = cells.iter().flat_map(|cell| decode::entries(cell)).filter_map(|entry| entry.parse::<usize>().ok());
    for grade in found {
        if let Some(count) = counts.get_mut(grade) {
            *count += 1;
        }
    }
    counts
}
