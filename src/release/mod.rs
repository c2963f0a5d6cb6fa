//! Disclosure control. A [`Release`] is the only thing that pages, charts, sentences and data files
//! are made from; its fields are private and [`protect`] is its only maker.
//!
//! No tally and no table may enter this room's output.

mod cube;
mod primary;
mod protect;
mod released;
mod remainder;
mod withheld;

pub use primary::Rules;
pub use protect::protect;
pub use released::{Answers, Bounded, Released, ReleasedDistribution, Shown, Side, Withholding};

use crate::measure::{Absence, SessionFact};
use crate::vocabulary::{Circulation, UnitId};
use cube::Cube;
use std::collections::BTreeMap;

/// The protected cube: every figure of every unit and wave, once per circulation.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Release {
    figures: BTreeMap<Circulation, Cube<Released>>,
    distributions: BTreeMap<Circulation, Cube<ReleasedDistribution>>,
    sessions: Vec<SessionFact>,
}

static NOT_MEASURED: Released = Released::Absent(Absence::NotAtThisLevel);
static NOT_COUNTED: ReleasedDistribution = ReleasedDistribution::Absent(Absence::NotAtThisLevel);

impl Release {
    /// An indicator's figure for a unit at a wave, as this circulation may see it.
    #[must_use]
    pub fn figure(&self, circulation: Circulation, code: &str, unit: &UnitId, wave: &str) -> &Released {
        self.figures.get(&circulation).and_then(|cube| cube.get(code, unit, wave)).unwrap_or(&NOT_MEASURED)
    }

    /// The answers to an item in a unit at a wave, as this circulation may see them.
    #[must_use]
    pub fn distribution(
        &self,
        circulation: Circulation,
        item: &str,
        unit: &UnitId,
        wave: &str,
    ) -> &ReleasedDistribution {
        self.distributions.get(&circulation).and_then(|cube| cube.get(item, unit, wave)).unwrap_or(&NOT_COUNTED)
    }

    /// The sessions a group held in a wave, for the group's own page, by date.
    pub fn sessions<'a>(&'a self, group: &'a str, wave: &'a str) -> impl Iterator<Item = &'a SessionFact> {
        self.sessions.iter().filter(move |fact| fact.group == group && fact.wave == wave)
    }

    /// How many figures of a circulation are withheld, by reason.
    #[must_use]
    pub fn withheld(&self, circulation: Circulation) -> BTreeMap<Withholding, u64> {
        let mut by_reason = BTreeMap::new();
        for figure in self.figures.get(&circulation).into_iter().flat_map(Cube::values) {
            if let Released::Withheld(reason) = figure {
                *by_reason.entry(*reason).or_insert(0) += 1;
            }
        }
        by_reason
    }
}

#[cfg(test)]
mod tests;
