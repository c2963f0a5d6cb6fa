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
    let mut by_wave: BTreeMap<String, BTreeMap<UnitId, (u64, u64)>> = BTreeMap::new();
    for (wave, unit, figure) in figures.values().filter(|(_, _, figure)| !matches!(figure, Released::Absent(_))) {
        let (withheld, all) = by_wave.entry(wave.to_owned()).or_default().entry(unit.clone()).or_default();
        *withheld += u64::from(matches!(figure, Released::Withheld(_)));
        *all += 1;
    }
    for (wave, units) in by_wave {
        let series: Series<Released> =
            units.into_iter().map(|(unit, (withheld, all))| (unit, share(withheld, all))).collect();
        for code in &codes {
            figures.insert(code, &wave, series.clone());
        }
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
