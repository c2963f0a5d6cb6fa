//! The one indicator that protection itself measures: how much of a unit's figures it withheld.

use super::{FigureKey, Released, Shown};
use crate::framework::{Framework, MeasureKind};
use crate::measure::{Basis, Counted};
use crate::vocabulary::{Quantity, UnitId};
use std::collections::BTreeMap;

/// Fills in every `withheld` indicator: withheld figures over those that are shown, bounded or
/// withheld.
pub(super) fn count(figures: &mut BTreeMap<FigureKey, Released>, framework: &Framework) {
    let codes = framework.indicators().iter().filter(|indicator| matches!(indicator.measure, MeasureKind::Withheld(_)));
    let codes: Vec<String> = codes.map(|indicator| indicator.code.clone()).collect();
    if codes.is_empty() {
        return;
    }
    let mut by_unit: BTreeMap<(UnitId, String), (u64, u64)> = BTreeMap::new();
    for ((_, unit, wave), figure) in figures.iter() {
        let (withheld, all) = by_unit.entry((unit.clone(), wave.clone())).or_default();
        match figure {
            Released::Withheld(_) => {
                *withheld += 1;
                *all += 1;
            }
            Released::Shown(_) | Released::Bounded(_) => *all += 1,
            Released::Absent(_) => {}
        }
    }
    for ((unit, wave), (withheld, all)) in by_unit.into_iter().filter(|(_, (_, all))| *all > 0) {
        for code in &codes {
            figures.insert((code.clone(), unit.clone(), wave.clone()), share(withheld, all));
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
