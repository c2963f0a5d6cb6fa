//! Remainders: what a parent's figure less its shown children's would tell about the withheld ones.

use super::{FigureKey, Released, Withholding};
use crate::vocabulary::{Level, UnitId, UnitTree};
use std::collections::{BTreeMap, BTreeSet};

/// Withholds further children, or the parent, until in every total the withheld children are two or
/// more and `fewest` people or more stand behind them together.
pub(super) fn protect(
    figures: &mut BTreeMap<FigureKey, Released>,
    people: &BTreeMap<FigureKey, u64>,
    units: &UnitTree,
    fewest: u64,
) {
    let series: BTreeSet<(&str, &str)> = people.keys().map(|(code, _, wave)| (code.as_str(), wave.as_str())).collect();
    for (code, wave) in series {
        let key = |unit: &UnitId| (code.to_owned(), unit.clone(), wave.to_owned());
        for level in Level::ALL.into_iter().skip(1) {
            for parent in units.at(level) {
                let children: Vec<FigureKey> = units.children(&parent.id).map(|child| key(&child.id)).collect();
                // Most totals have nothing withheld below them.
                if children.iter().any(|child| matches!(figures.get(child), Some(Released::Withheld(_)))) {
                    cover_remainder(figures, people, &key(&parent.id), &children, fewest);
                }
            }
        }
    }
}

fn cover_remainder(
    figures: &mut BTreeMap<FigureKey, Released>,
    people: &BTreeMap<FigureKey, u64>,
    parent: &FigureKey,
    children: &[FigureKey],
    fewest: u64,
) {
    let told = |figures: &BTreeMap<FigureKey, Released>, key: &FigureKey| {
        matches!(figures.get(key), Some(Released::Shown(_) | Released::Bounded(_)))
    };
    if !told(figures, parent) {
        return;
    }
    let hidden_people = |figures: &BTreeMap<FigureKey, Released>| {
        let hidden: Vec<u64> = children
            .iter()
            .filter(|child| matches!(figures.get(*child), Some(Released::Withheld(_))))
            .map(|child| people.get(child).copied().unwrap_or(0))
            .collect();
        (hidden.len(), hidden.iter().sum::<u64>())
    };
    loop {
        let (hidden, behind) = hidden_people(figures);
        if hidden == 0 || (hidden >= 2 && behind >= fewest) {
            return;
        }
        // The next smallest child goes; when there is none left, the total does.
        let next = children
            .iter()
            .filter(|child| told(figures, child))
            .min_by_key(|child| (people.get(*child).copied().unwrap_or(0), (*child).clone()));
        let withheld = next.unwrap_or(parent).clone();
        figures.insert(withheld, Released::Withheld(Withholding::Remainder));
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

    fn release(groups: &[(&str, u64)]) -> BTreeMap<FigureKey, Released> {
        let lea = UnitId::new(Level::Lea, "L");
        let unit = |id: UnitId, parent: UnitId| Unit { name: id.id.clone(), parent: Some(parent), id };
        let key = |unit: UnitId| ("KC-07".to_owned(), unit, "w1".to_owned());
        let group = |name: &str| UnitId::new(Level::Group, name);
        let mut units = vec![unit(lea.clone(), UnitId::programme())];
        units.extend(groups.iter().map(|(name, _)| unit(group(name), lea.clone())));
        let total = groups.iter().map(|(_, n)| n).sum();
        let mut people: BTreeMap<FigureKey, u64> = groups.iter().map(|(name, n)| (key(group(name)), *n)).collect();
        people.insert(key(lea.clone()), total);
        let mut figures: BTreeMap<FigureKey, Released> = people
            .iter()
            .map(|(key, &n)| {
                (key.clone(), if n < 5 { Released::Withheld(Withholding::TooFewPeople) } else { shown(n) })
            })
            .collect();
        protect(&mut figures, &people, &UnitTree::new("P", units), 5);
        figures
    }

    #[test]
    fn one_withheld_group_takes_the_next_smallest_with_it() {
        let figures = release(&[("A", 9), ("B", 7), ("C", 4)]);
        let withheld: Vec<&str> = figures
            .iter()
            .filter(|(_, figure)| matches!(figure, Released::Withheld(_)))
            .map(|((_, unit, _), _)| unit.id.as_str())
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
