//! Which remarks a unit's page may quote: never those of so few that the others would know who spoke.
//!
//! A group's remarks stand on its own pages where enough of its people answered. Those of smaller groups
//! stand only where two or more of them, enough people together, are quoted for the first time on the same
//! page: else whoever holds the pages inside would know which group a remark came from.

use super::Conditions;
use super::solve::Sheets;
use crate::measure::QuoteFact;
use crate::vocabulary::{Circulation, Level, Unit, UnitId};
use std::collections::{BTreeMap, BTreeSet};

/// Remarks by wave and unit, each list in the order of its words.
pub(super) type Quotes = BTreeMap<(String, UnitId), Vec<String>>;

/// The remarks that a circulation's pages may quote. Where too few came to a group or left it since an earlier release,
/// a remark that is new or gone would be known for theirs, so none of the group's is quoted.
pub(super) fn quotable(
    facts: &[QuoteFact],
    sheets: &Sheets<'_>,
    conditions: &Conditions<'_>,
    circulation: Circulation,
) -> Quotes {
    let threshold = conditions.rules.fewest(circulation);
    let fewest = conditions.rules.single_item.max(threshold);
    let waves: BTreeSet<&str> = facts.iter().map(|fact| fact.wave.as_str()).collect();
    let mut quotes = Quotes::new();
    for wave in waves {
        let said = of_wave(facts, wave);
        let answered = Answered::at(wave, sheets);
        let mut told: BTreeMap<&UnitId, Told<'_>> = BTreeMap::new();
        // Smaller units come first, so that what is inside a unit is settled before it.
        for unit in sheets.units.all() {
            let here = match unit.id.level {
                Level::Group if conditions.history.is_held(circulation, &unit.id, wave, threshold) => Told::default(),
                Level::Group => of_group(unit, &answered, fewest),
                _ => around(unit, &told, &answered, sheets, fewest),
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

/// Who answered in each group at one wave.
struct Answered<'a>(BTreeMap<&'a str, Vec<u64>>);

impl<'a> Answered<'a> {
    fn at(wave: &str, sheets: &Sheets<'a>) -> Self {
        let here = sheets.estimates.footings.returns().filter(|(at, ..)| *at == wave);
        Answered(here.map(|(_, group, people)| (group.id.as_str(), people.keys().copied().collect())).collect())
    }

    /// How many different people of some groups.
    fn people(&self, groups: &BTreeSet<&str>) -> u64 {
        let people = groups.iter().filter_map(|group| self.0.get(group)).flatten();
        people.collect::<BTreeSet<_>>().len() as u64
    }
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

fn of_group<'a>(unit: &'a Unit, answered: &Answered<'_>, fewest: u64) -> Told<'a> {
    let only = BTreeSet::from([unit.id.id.as_str()]);
    match answered.people(&only) {
        0 => Told::default(),
        people if people >= fewest => Told { quoted: only, waiting: BTreeSet::new() },
        _ => Told { quoted: BTreeSet::new(), waiting: only },
    }
}

fn around<'a>(
    unit: &Unit,
    told: &BTreeMap<&'a UnitId, Told<'a>>,
    answered: &Answered<'_>,
    sheets: &Sheets<'_>,
    fewest: u64,
) -> Told<'a> {
    let mut here = Told::default();
    for inner in sheets.units.children(&unit.id).filter_map(|child| told.get(&child.id)) {
        here.quoted.extend(&inner.quoted);
        here.waiting.extend(&inner.waiting);
    }
    if here.waiting.len() >= 2 && answered.people(&here.waiting) >= fewest {
        here.quoted.append(&mut here.waiting);
    }
    here
}
