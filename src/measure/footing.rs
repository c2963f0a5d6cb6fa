//! What a number made of people's answers adds up, and over whom: a line of an equation whose unknowns
//! are what single people answered. Disclosure control solves these equations as an intruder would.

use crate::framework::{Framework, MeasureKind};
use crate::tally::{Component, People, Tally, first_asked};
use crate::vocabulary::{UnitId, Wave};
use std::collections::BTreeMap;

/// The people of each group who are in a sum.
pub type PartsOfGroups = BTreeMap<UnitId, People>;

/// A sum over people that a number contains.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What is added up: a person's score on a scale at a wave, or whether an answer was favourable.
    pub variable: String,
    /// Whether it is added or taken away.
    pub sign: Sign,
    /// Group by group, whose.
    pub people: PartsOfGroups,
}

/// How a sum enters a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// Added.
    Plus,
    /// Taken away.
    Minus,
}

/// The sums behind indicators and behind answers to items, by code or item and wave.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Footings {
    indicators: BTreeMap<(String, String), Vec<Part>>,
    answers: BTreeMap<(String, String), PartsOfGroups>,
    /// Per wave and group, per person: a number for the set of counts that they are in.
    returns: BTreeMap<(String, UnitId), BTreeMap<u64, u64>>,
}

impl Footings {
    /// The sums of every indicator and item that can be written as one, at every wave.
    pub(super) fn of(tally: &Tally, framework: &Framework, waves: &[Wave]) -> Self {
        let mut footings = Footings::default();
        for (at, wave) in waves.iter().enumerate() {
            let asked = framework.at(&wave.id);
            for indicator in asked.indicators() {
                let parts = parts(tally, asked, waves, at, &indicator.measure);
                if parts.iter().any(|part| !part.people.is_empty()) {
                    footings.indicators.insert((indicator.code.clone(), wave.id.clone()), parts);
                }
            }
            for item in asked.items() {
                let people = people_in(tally, &Component::Answers { item: item.id.clone() }, at);
                if !people.is_empty() {
                    footings.answers.insert((item.id.clone(), wave.id.clone()), people);
                }
            }
            footings.note_returns(tally, at, &wave.id);
        }
        footings
    }

    /// For each person of each group, in which counts of the wave they are: who answers a question late
    /// that they had left out changes as much as who sends a return late.
    fn note_returns(&mut self, tally: &Tally, at: usize, wave: &str) {
        for (unit, places) in tally.people_at(at) {
            let people = self.returns.entry((wave.to_owned(), unit.clone())).or_default();
            for (place, counted) in places {
                for person in counted.numbers() {
                    let counts = people.entry(*person).or_insert(0xcbf2_9ce4_8422_2325);
                    // FNV-1a over the places, which come in order.
                    *counts = (*counts ^ place as u64).wrapping_mul(0x0000_0100_0000_01b3);
                }
            }
        }
    }

    /// The sums behind an indicator at a wave; none where it is not a sum.
    #[must_use]
    pub fn of_indicator(&self, code: &str, wave: &str) -> &[Part] {
        self.indicators.get(&(code.to_owned(), wave.to_owned())).map_or(&[], Vec::as_slice)
    }

    /// Who answered an item at a wave.
    #[must_use]
    pub fn of_item(&self, item: &str, wave: &str) -> Option<&PartsOfGroups> {
        self.answers.get(&(item.to_owned(), wave.to_owned()))
    }

    /// Every wave and group with its people and in which counts each is.
    pub fn returns(&self) -> impl Iterator<Item = (&str, &UnitId, &BTreeMap<u64, u64>)> {
        self.returns.iter().map(|((wave, unit), people)| (wave.as_str(), unit, people))
    }
}

/// The name of the unknown that a scale's mean adds up.
#[must_use]
pub fn score_variable(items: &[String], wave: &str) -> String {
    format!("{} at {wave}", items.join("+"))
}

fn people_in(tally: &Tally, component: &Component, at: usize) -> PartsOfGroups {
    let Some(place) = tally.place_of(component) else { return PartsOfGroups::new() };
    let groups = tally.units_at(component.home());
    groups.filter_map(|group| Some((group.clone(), tally.people(group, place, at)?.clone()))).collect()
}

fn parts(tally: &Tally, framework: &Framework, waves: &[Wave], at: usize, measure: &MeasureKind) -> Vec<Part> {
    let wave = |at: usize| waves.get(at).map_or("", |wave| wave.id.as_str());
    let scores = |items: &[String], condition: Option<&String>, sign| Part {
        variable: score_variable(items, wave(at)),
        sign,
        people: people_in(tally, &Component::Scores { items: items.to_vec(), condition: condition.cloned() }, at),
    };
    match measure {
        MeasureKind::ScaleMean(mean) => vec![scores(&mean.items, mean.condition.as_ref(), Sign::Plus)],
        MeasureKind::Difference(two) => {
            vec![scores(&two.items, Some(&two.of), Sign::Plus), scores(&two.items, Some(&two.against), Sign::Minus)]
        }
        MeasureKind::MatchedChange(items) => {
            let people = people_in(tally, &Component::Pairs { items: items.items.clone() }, at);
            let start = first_asked(framework, &items.items);
            let part =
                |at, sign| Part { variable: score_variable(&items.items, wave(at)), sign, people: people.clone() };
            vec![part(at, Sign::Plus), part(start, Sign::Minus)]
        }
        MeasureKind::ShareFavourable(one) => {
            let people = people_in(tally, &Component::Answers { item: one.item.clone() }, at);
            vec![Part { variable: favourable_variable(&one.item, wave(at)), sign: Sign::Plus, people }]
        }
        _ => Vec::new(),
    }
}

/// The name of the unknown that a share of favourable answers adds up.
#[must_use]
pub fn favourable_variable(item: &str, wave: &str) -> String {
    format!("{item} favourable at {wave}")
}
