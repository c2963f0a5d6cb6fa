//! Tables to tallies: the only pass over rows, and the only part of a run whose cost grows with
//! them. A tally holds, per group and wave, sufficient statistics for every measure; tallies of
//! disjoint rows add up to the tally of both, as long as no person's returns and no group's
//! register are torn apart between them (pairs and recent sessions look across rows).
//!
//! No estimate is made here, and nothing above this room sees a row.

mod attendance;
mod component;
mod condition;
mod decode;
mod outcomes;
mod registers;
mod survey;
mod value;

pub use component::Component;
pub use condition::check_conditions;
pub use survey::first_asked;
pub use value::{Arm, PairSums, SchoolSums, ScoreSums, SessionTally, TallyValue};

use crate::framework::Framework;
use crate::vocabulary::Wave;
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

/// The counts of an evaluation, per group, component and wave.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// Components counted, sorted.
    components: Vec<Component>,
    /// Tables that were supplied.
    collected: BTreeSet<String>,
    /// Ids of the waves, earliest first.
    waves: Vec<String>,
    /// Per group: component by component, wave by wave.
    groups: BTreeMap<String, Vec<TallyValue>>,
}

static NOTHING: TallyValue = TallyValue::Nothing;

impl Tally {
    /// A tally of these groups in which nothing has been counted yet.
    #[must_use]
    pub fn empty(groups: impl IntoIterator<Item = String>, components: &BTreeSet<Component>, waves: &[Wave]) -> Self {
        let components: Vec<Component> = components.iter().cloned().collect();
        let blank = vec![TallyValue::Nothing; components.len() * waves.len()];
        Tally {
            groups: groups.into_iter().map(|group| (group, blank.clone())).collect(),
            waves: waves.iter().map(|wave| wave.id.clone()).collect(),
            collected: BTreeSet::new(),
            components,
        }
    }

    /// Where a component's values stand; `None` if it was not asked for.
    #[must_use]
    pub fn place_of(&self, component: &Component) -> Option<usize> {
        self.components.binary_search(component).ok()
    }

    /// The value counted for a group at a component's place and a wave's.
    #[must_use]
    pub fn value(&self, group: &str, place: usize, wave: usize) -> &TallyValue {
        self.groups.get(group).and_then(|values| values.get(place * self.waves.len() + wave)).unwrap_or(&NOTHING)
    }

    /// Whether a table was supplied.
    #[must_use]
    pub fn is_collected(&self, table: &str) -> bool {
        self.collected.contains(table)
    }

    /// The groups counted, by id.
    pub fn groups(&self) -> impl Iterator<Item = &str> {
        self.groups.keys().map(String::as_str)
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
        for (group, values) in other.groups {
            let mine = self.groups.entry(group).or_insert_with(|| vec![TallyValue::Nothing; values.len()]);
            for (value, more) in mine.iter_mut().zip(values) {
                value.merge(more);
            }
        }
        self
    }

    /// The tally as a table: group, wave, component and value as text, one row each.
    pub fn rows(&self) -> impl Iterator<Item = (&str, &str, &Component, &TallyValue)> {
        self.groups.iter().flat_map(move |(group, values)| {
            values.iter().enumerate().filter_map(move |(place, value)| {
                let component = self.components.get(place / self.waves.len())?;
                let wave = self.waves.get(place % self.waves.len())?;
                (*value != TallyValue::Nothing).then_some((group.as_str(), wave.as_str(), component, value))
            })
        })
    }

    fn set(&mut self, group: &str, place: usize, wave: usize, value: TallyValue) {
        let place = place * self.waves.len() + wave;
        // Rows of groups that are not in the tree were set aside when the table was read.
        if let Some(slot) = self.groups.get_mut(group).and_then(|values| values.get_mut(place)) {
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
    groups: impl IntoIterator<Item = String>,
    components: &BTreeSet<Component>,
    framework: &Framework,
    waves: &[Wave],
) -> Result<Tally, TallyError> {
    let mut tally = Tally::empty(groups, components, waves);
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
                self.count_matched(tally)
            }
            "attainment" => self.count_schools(tally),
            "attendance" => {
                self.count_registers(tally)?;
                self.count_sessions(tally)
            }
            _ => self.count_registers(tally),
        }
    }

    /// The components of this table with their places in the tally.
    fn components(&self, tally: &Tally) -> Vec<(usize, Component)> {
        let mine = tally.components.iter().enumerate().filter(|(_, component)| component.table() == self.name);
        mine.map(|(place, component)| (place, component.clone())).collect()
    }

    fn has_column(&self, column: &str) -> bool {
        self.frame.schema().contains(column)
    }
}

#[cfg(test)]
mod tests;
