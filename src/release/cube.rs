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

    /// Every series with its wave, by code and wave.
    pub fn series(&self) -> impl Iterator<Item = (&str, &Series<T>)> {
        self.series.values().flatten().map(|(wave, series)| (wave.as_str(), series))
    }

    /// Every value with its indicator or item, wave and unit.
    pub fn entries(&self) -> impl Iterator<Item = (&str, &str, &UnitId, &T)> {
        self.series.iter().flat_map(|(code, waves)| {
            waves.iter().flat_map(move |(wave, series)| {
                series.iter().map(move |(unit, value)| (code.as_str(), wave.as_str(), unit, value))
            })
        })
    }

    /// Every value, to change it.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.series.values_mut().flat_map(BTreeMap::values_mut).flat_map(BTreeMap::values_mut)
    }

    /// Every value.
    pub fn values(&self) -> impl Iterator<Item = &T> {
        self.series().flat_map(|(_, series)| series.values())
    }
}
