//! The measures of a framework file in one list, indicators' own and their parts'.

use super::condition::Condition;
use super::kind::MeasureKind;
use super::model::{Bands, Direction, FrameworkFile, Indicator, IndicatorEntry};
use crate::finding::Place;
use crate::vocabulary::Level;
use std::collections::BTreeMap;

/// A measure in a framework file, with what it belongs to: an indicator's own or one of its parts'.
pub(super) struct Measured<'a> {
    /// Full code.
    pub(super) code: String,
    /// Key path of the indicator or part.
    pub(super) path: String,
    /// The indicator it belongs to.
    pub(super) entry: &'a IndicatorEntry,
    /// Name in reports.
    pub(super) name: &'a str,
    /// Definition in plain words.
    pub(super) definition: &'a str,
    /// The smallest level at which it means something.
    pub(super) level: Level,
    /// Which way is better.
    pub(super) direction: Direction,
    /// How it is computed.
    pub(super) measure: &'a MeasureKind,
    /// How its values are judged.
    pub(super) bands: Option<&'a Bands>,
}

impl Measured<'_> {
    pub(super) fn is_part(&self) -> bool {
        self.code != self.entry.code
    }

    /// The indicator or part as every later room sees it.
    pub(super) fn indicator(&self) -> Indicator {
        Indicator {
            code: self.code.clone(),
            part_of: self.is_part().then(|| self.entry.code.clone()),
            family: self.entry.family().to_owned(),
            name: self.name.to_owned(),
            definition: self.definition.to_owned(),
            frames: self.entry.frames.clone(),
            level: self.level,
            direction: self.direction,
            source: self.entry.source.clone(),
            quantity: self.measure.quantity(),
            measure: self.measure.clone(),
            opinion: self.entry.opinion,
            bands: self.bands.cloned(),
            called: BTreeMap::new(),
        }
    }

    pub(super) fn conditions(&self, place: &dyn Fn(&str) -> Place) -> Vec<Condition> {
        self.measure.conditions(&self.code, &|key| place(&format!("{}.measure.{key}", self.path)))
    }
}

impl FrameworkFile {
    /// Every measure, indicators' own and their parts', in the order of the file.
    pub(super) fn measures(&self) -> Vec<Measured<'_>> {
        self.indicator.iter().enumerate().flat_map(|(number, entry)| entry.measures(number)).collect()
    }
}

impl IndicatorEntry {
    /// The letters before the hyphen of its code.
    pub(super) fn family(&self) -> &str {
        self.code.split('-').next().unwrap_or_default()
    }

    fn measures(&self, number: usize) -> Vec<Measured<'_>> {
        let path = format!("indicator[{number}]");
        let parts = self.part.iter().enumerate().map(|(place, part)| Measured {
            code: format!("{}.{}", self.code, part.key),
            path: format!("{path}.part[{place}]"),
            entry: self,
            name: &part.name,
            definition: &part.definition,
            level: part.level.unwrap_or(self.level),
            direction: part.direction.unwrap_or(self.direction),
            measure: &part.measure,
            bands: part.bands.as_ref(),
        });
        let own = Measured {
            code: self.code.clone(),
            path: path.clone(),
            entry: self,
            name: &self.name,
            definition: &self.definition,
            level: self.level,
            direction: self.direction,
            measure: &self.measure,
            bands: self.bands.as_ref(),
        };
        std::iter::once(own).chain(parts).collect()
    }
}
