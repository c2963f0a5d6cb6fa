//! Tables to tallies: the only pass over rows, and the only part of a run whose cost grows with
//! them. A tally holds, per unit and wave, sufficient statistics for every measure; tallies of
//! disjoint rows add up to the tally of both, as long as no person's returns and no group's
//! register are torn apart between them (pairs and recent sessions look across rows).
//!
//! No estimate is made here, and nothing above this room sees a row.

mod agreed;
mod attendance;
mod component;
mod condition;
mod condition_check;
mod decode;
mod outcomes;
mod people;
mod products;
mod pupils;
mod registers;
mod remarks;
mod survey;
mod ties;
mod value;

pub use component::Component;
pub use condition::{ON_ROLL, UNITS_IN_ONE};
pub use condition_check::check_conditions;
pub use people::{People, PersonNumber, person_number};
pub use products::units_of_scores_on;
pub use survey::first_asked;
pub use value::{ActionTally, Arm, PairSums, ProductSums, SchoolSums, ScoreSums, SessionTally, TallyValue, TieLists};

use crate::framework::Framework;
use crate::vocabulary::{Level, UnitId, Wave, home_of};
use polars::prelude::{DataFrame, PolarsError};
use std::collections::{BTreeMap, BTreeSet};

/// What stops the counting.
#[derive(Debug, thiserror::Error)]
pub enum TallyError {
    /// The engine could not run a query over a table.
    #[error("table {table} could not be counted")]
    Engine {
        /// The table.
        table: String,
        /// The engine's own words.
        #[source]
        source: PolarsError,
    },
}

/// The counts of an evaluation, per unit, component and wave. Most rows belong to a group; returns of
/// authorities belong to those, days of the facilitators' programme to the whole.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// Components counted, sorted.
    components: Vec<Component>,
    /// Tables that were supplied.
    collected: BTreeSet<String>,
    /// Ids of the waves, earliest first.
    waves: Vec<String>,
    /// Per unit: component by component, wave by wave.
    units: BTreeMap<UnitId, Vec<TallyValue>>,
    /// Per unit, by place and wave: the people behind the value, where it is made of their answers.
    people: BTreeMap<UnitId, BTreeMap<(usize, usize), People>>,
}

static NOTHING: TallyValue = TallyValue::Nothing;

impl Tally {
    /// A tally of these units in which nothing has been counted yet.
    #[must_use]
    pub fn empty(units: impl IntoIterator<Item = UnitId>, components: &BTreeSet<Component>, waves: &[Wave]) -> Self {
        let components: Vec<Component> = components.iter().cloned().collect();
        let blank = vec![TallyValue::Nothing; components.len() * waves.len()];
        Tally {
            units: units.into_iter().map(|unit| (unit, blank.clone())).collect(),
            waves: waves.iter().map(|wave| wave.id.clone()).collect(),
            collected: BTreeSet::new(),
            people: BTreeMap::new(),
            components,
        }
    }

    /// Where a component's values stand; `None` if it was not asked for.
    #[must_use]
    pub fn place_of(&self, component: &Component) -> Option<usize> {
        self.components.binary_search(component).ok()
    }

    /// The value counted for a unit at a component's place and a wave's.
    #[must_use]
    pub fn value(&self, unit: &UnitId, place: usize, wave: usize) -> &TallyValue {
        self.units.get(unit).and_then(|values| values.get(place * self.waves.len() + wave)).unwrap_or(&NOTHING)
    }

    /// Whether a table was supplied.
    #[must_use]
    pub fn is_collected(&self, table: &str) -> bool {
        self.collected.contains(table)
    }

    /// The units counted of a level, by id.
    pub fn units_at(&self, level: Level) -> impl Iterator<Item = &UnitId> {
        self.units.keys().filter(move |unit| unit.level == level)
    }

    /// The wave ids, earliest first.
    #[must_use]
    pub fn waves(&self) -> &[String] {
        &self.waves
    }

    /// Adds the tally of other rows, made for the same components and waves.
    #[must_use]
    pub fn merge(mut self, other: Tally) -> Tally {
        debug_assert!(self.components == other.components && self.waves == other.waves, "tallies of different plans");
        self.collected.extend(other.collected);
        for (unit, places) in other.people {
            for ((place, wave), people) in places {
                self.add_people(&unit, place, wave, people);
            }
        }
        for (unit, values) in other.units {
            let mine = self.units.entry(unit).or_insert_with(|| vec![TallyValue::Nothing; values.len()]);
            for (value, more) in mine.iter_mut().zip(values) {
                value.merge(more);
            }
        }
        self
    }

    /// The tally as a table: unit, wave, component and value, one row each.
    pub fn rows(&self) -> impl Iterator<Item = (&UnitId, &str, &Component, &TallyValue)> {
        self.units.iter().flat_map(move |(unit, values)| {
            values.iter().enumerate().filter_map(move |(place, value)| {
                let component = self.components.get(place / self.waves.len())?;
                let wave = self.waves.get(place % self.waves.len())?;
                (*value != TallyValue::Nothing).then_some((unit, wave.as_str(), component, value))
            })
        })
    }

    /// The people behind the value at a component's place and a wave's; nobody for facts of record.
    #[must_use]
    pub fn people(&self, unit: &UnitId, place: usize, wave: usize) -> Option<&People> {
        self.people.get(unit)?.get(&(place, wave))
    }

    /// The units with people at a wave: for each, the places of the counts and who is in them, in order.
    pub fn people_at(&self, wave: usize) -> impl Iterator<Item = (&UnitId, Vec<(usize, &People)>)> {
        self.people.iter().map(move |(unit, places)| {
            let at_wave = places.iter().filter(|((_, at), _)| *at == wave);
            (unit, at_wave.map(|((place, _), people)| (*place, people)).collect())
        })
    }

    /// Adds people to those known; a set that the same unit has already is kept once.
    fn add_people(&mut self, unit: &UnitId, place: usize, wave: usize, people: People) {
        if !self.units.contains_key(unit) {
            return;
        }
        let known = self.people.entry(unit.clone()).or_default();
        let people = match known.get(&(place, wave)) {
            Some(earlier) => earlier.union(&people),
            None => people,
        };
        let same = known.values().find(|other| **other == people).cloned();
        known.insert((place, wave), same.unwrap_or(people));
    }

    fn set(&mut self, unit: &UnitId, place: usize, wave: usize, value: TallyValue) {
        let place = place * self.waves.len() + wave;
        // Rows of units that are not in the tree were set aside when the table was read.
        if let Some(slot) = self.units.get_mut(unit).and_then(|values| values.get_mut(place)) {
            slot.merge(value);
        }
    }
}

/// Counts every component in the tables: one lazy pass a table.
///
/// # Errors
/// If the engine cannot run a query; conditions were checked before ([`check_conditions`]).
pub fn count<'a>(
    table: impl Fn(&str) -> Option<&'a DataFrame>,
    units: impl IntoIterator<Item = UnitId>,
    components: &BTreeSet<Component>,
    framework: &Framework,
    waves: &[Wave],
) -> Result<Tally, TallyError> {
    let mut tally = Tally::empty(units, components, waves);
    let tables: BTreeSet<&str> = components.iter().map(Component::table).collect();
    for name in tables {
        let Some(frame) = table(name) else { continue };
        tally.collected.insert(name.to_owned());
        let pass = Pass { frame, name, waves, framework };
        pass.run(&mut tally).map_err(|source| TallyError::Engine { table: name.to_owned(), source })?;
    }
    Ok(tally)
}

/// One table on its way into a tally.
struct Pass<'a> {
    frame: &'a DataFrame,
    name: &'a str,
    waves: &'a [Wave],
    framework: &'a Framework,
}

impl Pass<'_> {
    fn run(&self, tally: &mut Tally) -> Result<(), PolarsError> {
        match self.name {
            "responses" => {
                self.count_survey(tally)?;
                self.count_people(tally)?;
                self.count_products(tally)?;
                self.count_matched(tally)
            }
            "ties" => self.count_ties(tally),
            "attainment" => {
                self.count_schools(tally)?;
                self.count_pupils(tally)
            }
            "attendance" => {
                self.count_registers(tally)?;
                self.count_sessions(tally)
            }
            "quotes" => self.list_quotes(tally),
            "actions" => {
                self.count_registers(tally)?;
                self.list_actions(tally)
            }
            _ => self.count_registers(tally),
        }
    }

    /// The components of this table with their places in the tally.
    fn components(&self, tally: &Tally) -> Vec<(usize, Component)> {
        let mine = tally.components.iter().enumerate().filter(|(_, component)| component.table() == self.name);
        mine.map(|(place, component)| (place, component.clone())).collect()
    }

    /// The column of the units that the table's rows belong to; none where all belong to the whole.
    fn key(&self) -> Option<&'static str> {
        match home_of(self.name) {
            Level::Lea => Some("lea_code"),
            Level::Programme => None,
            _ => Some("group_id"),
        }
    }

    /// The unit of each row of a counted frame.
    fn units(&self, counted: &DataFrame) -> Result<Vec<Option<UnitId>>, PolarsError> {
        let Some(key) = self.key() else { return Ok(vec![Some(UnitId::programme()); counted.height()]) };
        let level = home_of(self.name);
        Ok(decode::texts(counted, key)?.into_iter().map(|id| Some(UnitId::new(level, id?))).collect())
    }

    fn has_column(&self, column: &str) -> bool {
        self.frame.schema().contains(column)
    }
}

#[cfg(test)]
mod tests;
