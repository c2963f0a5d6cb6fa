//! Which remarks a unit's page may quote: never those of so few that the others would know who spoke.
//!
//! A group's remarks stand on its own pages where enough of its people answered. Those of smaller groups
//! stand only where two or more of them, enough people together, are quoted for the first time on the same
//! page: else whoever holds the pages inside would know which group a remark came from.

use super::primary::Rules;
use super::solve::Sheets;
use crate::measure::QuoteFact;
use crate::vocabulary::{Circulation, Level, Unit, UnitId};
use std::collections::{BTreeMap, BTreeSet};

/// Remarks by wave and unit, each list in the order of its words.
pub(super) type Quotes = BTreeMap<(String, UnitId), Vec<String>>;

/// The remarks that a circulation's pages may quote.
pub(super) fn quotable(facts: &[QuoteFact], sheets: &Sheets<'_>, rules: &Rules, circulation: Circulation) -> Quotes {
    let fewest = rules.single_item.max(rules.fewest(circulation));
    let waves: BTreeSet<&str> = facts.iter().map(|fact| fact.wave.as_str()).collect();
    let mut quotes = Quotes::new();
    for wave in waves {
        let said = of_wave(facts, wave);
        let mut told: BTreeMap<&UnitId, Told<'_>> = BTreeMap::new();
        // Smaller units come first, so that what is inside a unit is settled before it.
        for unit in sheets.units.all() {
            let here = match unit.id.level {
                Level::Group => of_group(unit, wave, sheets, fewest),
                _ => around(unit, &told, wave, sheets, fewest),
            };
            let words: BTreeSet<&str> =
                here.quoted.iter().filter_map(|group| said.get(group)).flatten().copied().collect();
            if !words.is_empty() {
                let words = words.into_iter().map(str::to_owned).collect();
                quotes.insert((wave.to_owned(), unit.id.clone()), words);
            }
            told.insert(&unit.id, here);
        }
    }
    quotes
}

/// Groups of a unit: those whose remarks it may quote, and those whose remarks nobody quotes yet.
#[derive(Default)]
struct Told<'a> {
    quoted: BTreeSet<&'a str>,
    waiting: BTreeSet<&'a str>,
}

fn of_wave<'f>(facts: &'f [QuoteFact], wave: &str) -> BTreeMap<&'f str, BTreeSet<&'f str>> {
    let mut said: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for fact in facts.iter().filter(|fact| fact.wave == wave) {
        said.entry(&fact.group).or_default().insert(&fact.quote);
    }
    said
}

fn of_group<'a>(unit: &'a Unit, wave: &str, sheets: &Sheets<'_>, fewest: u64) -> Told<'a> {
    let only = BTreeSet::from([unit.id.id.as_str()]);
    match people(&only, wave, sheets) {
        0 => Told::default(),
        people if people >= fewest => Told { quoted: only, waiting: BTreeSet::new() },
        _ => Told { quoted: BTreeSet::new(), waiting: only },
    }
}

fn around<'a>(
    unit: &Unit,
    told: &BTreeMap<&'a UnitId, Told<'a>>,
    wave: &str,
    sheets: &Sheets<'_>,
    fewest: u64,
) -> Told<'a> {
    let mut here = Told::default();
    for inner in sheets.units.children(&unit.id).filter_map(|child| told.get(&child.id)) {
        here.quoted.extend(&inner.quoted);
        here.waiting.extend(&inner.waiting);
    }
    if here.waiting.len() >= 2 && people(&here.waiting, wave, sheets) >= fewest {
        here.quoted.append(&mut here.waiting);
    }
    here
}

/// How many different people of some groups answered at a wave.
fn people(groups: &BTreeSet<&str>, wave: &str, sheets: &Sheets<'_>) -> u64 {
    let returns = sheets.estimates.footings.returns();
    let of_these = returns.filter(|(at, group, _)| *at == wave && groups.contains(group.id.as_str()));
    of_these.flat_map(|(.., people)| people.keys()).collect::<BTreeSet<_>>().len() as u64
}
