//! What the units inside a larger one that have no value of their own come to together: the larger unit's
//! number less those told inside it. A reader can work it out from what is told, so it gives nothing more
//! away; and it must pass, besides, what a number of so many people has to pass by itself.

use super::cube::{Cube, Series};
use super::history::History;
use super::released::{Released, Shown};
use super::remainder::Remainder;
use super::series::{Court, FigureSeries, amount, sum};
use super::solve::{Sheets, Solved};
use crate::measure::{Basis, Figure};
use crate::vocabulary::{Level, Unit, UnitId};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use std::collections::BTreeMap;

/// Two units or more taken together, because none of them has a value of its own.
#[derive(Debug, Clone, PartialEq)]
pub struct Combined {
    /// How many units.
    pub units: u64,
    /// Their value together. It has no interval, and is not judged: it is of no unit that could act on it.
    pub figure: Shown,
}

/// Units taken together inside a larger one, by their level.
pub(super) type ByLevel = BTreeMap<Level, Combined>;

/// A larger unit with the units of one level inside it.
struct Inside<'a> {
    whole: &'a UnitId,
    level: Level,
    units: Vec<&'a Unit>,
}

impl<'a> Solved<'a> {
    /// Everything that may be told of units together.
    pub(super) fn combined(&self, sheets: &'a Sheets<'a>, court: &Court<'a>, history: &History<'_>) -> Cube<ByLevel> {
        let fewest = court.rules.fewest(court.circulation);
        let insides = insides(sheets);
        let made: Vec<Series<ByLevel>> = self
            .figures
            .par_iter()
            .map(|series| {
                let mut found: Series<ByLevel> = Series::new();
                for inside in insides.iter().filter(|_| series.is_of_answers() && series.has_remainders()) {
                    // Where what was told before stands, what is left of today's numbers would tell of the few
                    // who came or went since.
                    if history.is_held(court.circulation, inside.whole, series.wave, fewest) {
                        continue;
                    }
                    if let Some(combined) = inside.combine(series, sheets, court) {
                        found.entry(inside.whole.clone()).or_default().insert(inside.level, combined);
                    }
                }
                found
            })
            .collect();
        let mut cube = Cube::default();
        for (series, combined) in self.figures.iter().zip(made).filter(|(_, combined)| !combined.is_empty()) {
            cube.insert(series.code, series.wave, combined);
        }
        cube
    }
}

fn insides<'a>(sheets: &'a Sheets<'a>) -> Vec<Inside<'a>> {
    let mut all = Vec::new();
    for unit in sheets.units.all() {
        for level in Level::ALL.into_iter().filter(|level| *level < unit.id.level) {
            let units = sheets.units.inside(&unit.id, level);
            if units.len() >= 2 {
                all.push(Inside { whole: &unit.id, level, units });
            }
        }
    }
    all
}

impl<'a> Inside<'a> {
    /// The units without a value together, if they are two or more and not all, and may be told.
    fn combine(&self, series: &FigureSeries<'a>, sheets: &'a Sheets<'a>, court: &Court<'a>) -> Option<Combined> {
        let whole = self.whole_of(series)?;
        let Some(Released::Shown(told)) = series.released.get(self.whole) else { return None };
        let (shown, rest): (Vec<&Unit>, Vec<&Unit>) = self
            .units
            .iter()
            .filter(|unit| series.figures.get(&unit.id).is_some_and(|figure| figure.n > 0))
            .partition(|unit| series.is_told(&unit.id));
        if shown.is_empty() || rest.len() < 2 {
            return None;
        }
        let left = less(whole, shown.iter().filter_map(|unit| series.figures.get(&unit.id)).copied());
        let groups = rest.iter().flat_map(|unit| sheets.units.inside(&unit.id, Level::Group)).map(|unit| &unit.id);
        let units = groups.filter(|group| series.figures.contains_key(group)).collect();
        let remainder = Remainder { amount: amount(&left), whole: amount(whole), units };
        let quantity = told.quantity;
        series.may_remain(&remainder, court).then(|| Combined {
            units: rest.len() as u64,
            figure: Shown {
                value: quantity.round(left.value),
                interval: None,
                shrunken: None,
                n: left.n,
                eligible: left.eligible,
                numerator: left.numerator,
                band: None,
                ..told.clone()
            },
        })
    }

    /// The larger unit's number, if it is all its units' numbers added up.
    fn whole_of<'s>(&self, series: &'s FigureSeries<'a>) -> Option<&'s Figure> {
        let whole = series.figures.get(self.whole)?;
        let parts = || self.units.iter().filter_map(|unit| series.figures.get(&unit.id));
        let alike = |figure: &&Figure| {
            figure.basis != Basis::OverGroups && figure.quantity == whole.quantity && figure.counted == whole.counted
        };
        let n: u64 = parts().map(|figure| figure.n).sum();
        let total: f64 = parts().map(|figure| sum(figure)).sum();
        let adds_up = whole.n == n && (total - sum(whole)).abs() <= 1e-6 * sum(whole).abs().max(1.0);
        (alike(whole) && parts().all(alike) && adds_up).then_some(*whole)
    }
}

/// A number less others, as a number of the same kind.
fn less<'f>(whole: &Figure, told: impl Iterator<Item = &'f Figure>) -> Figure {
    let mut left = Figure { working: Vec::new(), ..whole.clone() };
    let mut rest = sum(whole);
    for figure in told {
        rest -= sum(figure);
        left.n = left.n.saturating_sub(figure.n);
        left.numerator = left.numerator.zip(figure.numerator).map(|(all, part)| all.saturating_sub(part));
        left.eligible = left.eligible.zip(figure.eligible).map(|(all, part)| all.saturating_sub(part));
    }
    left.value = if left.n == 0 { 0.0 } else { rest / left.n as f64 };
    left
}
