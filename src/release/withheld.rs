//! The one indicator that protection itself measures: how much of a unit's figures it withheld.

use super::cube::{Cube, Series};
use super::{Released, Shown};
use crate::framework::{Framework, MeasureKind};
use crate::measure::{Basis, Counted};
use crate::vocabulary::{Quantity, UnitId};
use std::collections::BTreeMap;

/// Fills in every `withheld` indicator: withheld figures over those that are shown, bounded or
/// withheld.
pub(super) fn count(figures: &mut Cube<Released>, framework: &Framework) {
    let codes = framework.indicators().iter().filter(|indicator| matches!(indicator.measure, MeasureKind::Withheld(_)));
    let codes: Vec<&str> = codes.map(|indicator| indicator.code.as_str()).collect();
    if codes.is_empty() {
        return;
    }
    let mut by_wave: BTreeMap<&str, Vec<Count<'_>>> = BTreeMap::new();
    for (wave, series) in figures.series() {
        add(by_wave.entry(wave).or_default(), series);
    }
    let of_wave = |(wave, counts): (&str, Vec<Count<'_>>)| {
        let counted = counts.into_iter().filter(|count| count.all > 0);
        let series: Series<Released> =
            counted.map(|count| (count.unit.clone(), share(count.withheld, count.all))).collect();
        (wave.to_owned(), series)
    };
    let made: Vec<(String, Series<Released>)> = by_wave.into_iter().map(of_wave).collect();
    for (wave, series) in made {
        for code in &codes {
            figures.insert(code, &wave, series.clone());
        }
    }
}

/// How many of a unit's figures are withheld, of all that are shown, bounded or withheld.
struct Count<'a> {
    unit: &'a UnitId,
    withheld: u64,
    all: u64,
}

/// Adds a series to counts in the order of units. Both are walked side by side, so that no unit is looked
/// up: series of one wave nearly always hold the same units.
fn add<'a>(counts: &mut Vec<Count<'a>>, series: &'a Series<Released>) {
    let mut at = 0;
    for (unit, figure) in series {
        while counts.get(at).is_some_and(|count| count.unit < unit) {
            at += 1;
        }
        if counts.get(at).is_none_or(|count| count.unit != unit) {
            counts.insert(at, Count { unit, withheld: 0, all: 0 });
        }
        if let Some(count) = counts.get_mut(at) {
            count.withheld += u64::from(matches!(figure, Released::Withheld(_)));
            count.all += u64::from(!matches!(figure, Released::Absent(_)));
        }
        at += 1;
    }
}

#[expect(clippy::cast_precision_loss, reason = "numbers of figures stay far below 2^53")]
fn share(withheld: u64, all: u64) -> Released {
    Released::Shown(Shown {
        value: Quantity::Share.round(withheld as f64 / all as f64),
        quantity: Quantity::Share,
        interval: None,
        shrunken: None,
        n: all,
        eligible: None,
        counted: Counted::Figures,
        basis: Basis::Record,
        numerator: Some(withheld),
        band: None,
    })
}
