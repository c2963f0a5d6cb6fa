//! Remainders: what a parent's figure less its shown children's would tell about the withheld ones.

use super::cube::Series;
use super::{Released, Withholding};
use crate::vocabulary::{Level, UnitId, UnitTree};
use std::collections::BTreeMap;

/// Withholds further children, or the parent, until in every total of a series the withheld children
/// are two or more and `fewest` people or more stand behind them together.
pub(super) fn protect(series: &mut Series<Released>, people: &BTreeMap<&UnitId, u64>, units: &UnitTree, fewest: u64) {
    if people.is_empty() {
        return;
    }
    for level in Level::ALL.into_iter().skip(1) {
        for parent in units.at(level) {
            let children: Vec<&UnitId> = units.children(&parent.id).map(|child| &child.id).collect();
            cover_remainder(series, people, &parent.id, &children, fewest);
        }
    }
}

fn is_told(series: &Series<Released>, unit: &UnitId) -> bool {
    matches!(series.get(unit), Some(Released::Shown(_) | Released::Bounded(_)))
}

fn cover_remainder(
    series: &mut Series<Released>,
    people: &BTreeMap<&UnitId, u64>,
    parent: &UnitId,
    children: &[&UnitId],
    fewest: u64,
) {
    if !is_told(series, parent) {
        return;
    }
    let behind = |unit: &UnitId| people.get(unit).copied().unwrap_or(0);
    loop {
        let is_withheld = |unit: &&&UnitId| matches!(series.get(**unit), Some(Released::Withheld(_)));
        let hidden: Vec<u64> = children.iter().filter(is_withheld).map(|unit| behind(unit)).collect();
        if hidden.is_empty() || (hidden.len() >= 2 && hidden.iter().sum::<u64>() >= fewest) {
            return;
        }
        // The next smallest child goes; when there is none left, the total does.
        let told = children.iter().filter(|unit| is_told(series, unit));
        let next = told.min_by_key(|unit| (behind(unit), **unit)).copied();
        series.insert(next.unwrap_or(parent).clone(), Released::Withheld(Withholding::Remainder));
        if next.is_none() {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::{Basis, Counted};
    use crate::release::Shown;
    use crate::vocabulary::Unit;

    fn shown(n: u64) -> Released {
        let (counted, basis) = (Counted::Respondents, Basis::Sample);
        let (interval, shrunken, eligible, numerator, band) = (None, None, None, None, None);
        Released::Shown(Shown {
            value: 4.0,
            quantity: crate::vocabulary::Quantity::ScaleMean,
            interval,
            shrunken,
            n,
            eligible,
            counted,
            basis,
            numerator,
            band,
        })
    }

    fn release(groups: &[(&str, u64)]) -> Series<Released> {
        let lea = UnitId::new(Level::Lea, "L");
        let unit = |id: UnitId, parent: UnitId| Unit { name: id.id.clone(), parent: Some(parent), id };
        let group = |name: &str| UnitId::new(Level::Group, name);
        let mut units = vec![unit(lea.clone(), UnitId::programme())];
        units.extend(groups.iter().map(|(name, _)| unit(group(name), lea.clone())));
        let total = groups.iter().map(|(_, n)| n).sum();
        let mut people: BTreeMap<UnitId, u64> = groups.iter().map(|(name, n)| (group(name), *n)).collect();
        people.insert(lea.clone(), total);
        let mut figures: Series<Released> = people
            .iter()
            .map(|(key, &n)| {
                (key.clone(), if n < 5 { Released::Withheld(Withholding::TooFewPeople) } else { shown(n) })
            })
            .collect();
        let people = people.iter().map(|(unit, n)| (unit, *n)).collect();
        protect(&mut figures, &people, &UnitTree::new("P", units), 5);
        figures
    }

    #[test]
    fn one_withheld_group_takes_the_next_smallest_with_it() {
        let figures = release(&[("A", 9), ("B", 7), ("C", 4)]);
        let withheld: Vec<&str> = figures
            .iter()
            .filter(|(_, figure)| matches!(figure, Released::Withheld(_)))
            .map(|(unit, _)| unit.id.as_str())
            .collect();
        assert_eq!(withheld, ["B", "C"], "A and the total stay; the remainder is 11 people");
    }

    #[test]
    fn a_lone_group_takes_its_total_with_it() {
        let figures = release(&[("A", 4)]);
        assert!(figures.values().all(|figure| matches!(figure, Released::Withheld(_))));
    }

    #[test]
    fn nothing_withheld_means_nothing_more_is() {
        assert!(release(&[("A", 9), ("B", 7)]).values().all(|figure| figure.shown().is_some()));
    }
}
