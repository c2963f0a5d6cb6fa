use crate::vocabulary::UnitId;
use std::collections::BTreeMap;

/// One indicator (or item) at one wave: a value per unit.
pub(super) type Series<T> = BTreeMap<UnitId, T>;

/// Values by indicator or item, then wave, then unit.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Cube<T> {
    series: BTreeMap<String, BTreeMap<String, Series<T>>>,
}

impl<T> Default for Cube<T> {
    fn default() -> Self {
        Cube { series: BTreeMap::new() }
    }
}

impl<T> Cube<T> {
    /// One value.
    pub fn get(&self, code: &str, unit: &UnitId, wave: &str) -> Option<&T> {
        self.series.get(code)?.get(wave)?.get(unit)
    }

    /// Puts a whole series in its place.
    pub fn insert(&mut self, code: &str, wave: &str, series: Series<T>) {
        self.series.entry(code.to_owned()).or_default().insert(wave.to_owned(), series);
    }

    /// Every value with its wave and unit, by code, wave and unit.
    pub fn values(&self) -> impl Iterator<Item = (&str, &UnitId, &T)> {
        let waves = self.series.values().flatten();
        waves.flat_map(|(wave, series)| series.iter().map(move |(unit, value)| (wave.as_str(), unit, value)))
    }
}
