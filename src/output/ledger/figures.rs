//! What became of figures between two releases: old and new indicator file side by side, one indicator at a
//! time, so that no more than an indicator's rows are held at once.

use crate::vocabulary::{Level, Quantity};
use std::collections::BTreeMap;

/// A row of the indicator file as far as it is compared.
#[derive(Debug, Clone, PartialEq, serde::Deserialize)]
struct Row {
    code: String,
    name: String,
    level: String,
    unit_id: String,
    wave: String,
    n: String,
    eligible: String,
    value: String,
    low: String,
    high: String,
    unit: String,
    symbol: String,
    band: String,
}

/// Level's word, id and wave.
type Key = (String, String, String);

impl Row {
    fn is_told(&self) -> bool {
        matches!(self.symbol.as_str(), "" | ">=" | "<=")
    }

    fn is_withheld(&self) -> bool {
        self.symbol == "[c]"
    }

    fn key(&self) -> Key {
        (self.level.clone(), self.unit_id.clone(), self.wave.clone())
    }
}

/// What became of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fate {
    /// Told both times, not alike.
    Changed,
    /// Told for the first time.
    Appeared,
    /// Told no longer, for there is nothing to tell.
    Gone,
    /// Told before and withheld now.
    Withheld,
    /// Withheld before and told now.
    Released,
}

/// A figure of the whole programme that is a share and told with its value both times.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Moved {
    pub code: String,
    pub name: String,
    pub wave: String,
    pub from: f64,
    pub to: f64,
}

/// What became of the figures of two releases.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Differences {
    /// How many, by fate and level.
    pub counts: BTreeMap<Fate, BTreeMap<Level, u64>>,
    /// Shares of the whole programme that moved, as whole per cent tell.
    pub moved: Vec<Moved>,
    /// Figures that the new release tells.
    pub told: u64,
}

impl Differences {
    /// Between two indicator files; the old one may be empty.
    ///
    /// # Errors
    /// If one of them is not an indicator file.
    pub fn between(old: &[u8], new: &[u8]) -> Result<Self, csv::Error> {
        let mut differences = Differences::default();
        if old == new {
            for run in Runs::of(new) {
                differences.told += run?.1.values().filter(|row| row.is_told()).count() as u64;
            }
            return Ok(differences);
        }
        // Indicators stand in the framework's order in both; only another framework leaves some waiting.
        let mut waiting: [BTreeMap<String, BTreeMap<Key, Row>>; 2] = [BTreeMap::new(), BTreeMap::new()];
        let (mut olds, mut news) = (Runs::of(old), Runs::of(new));
        loop {
            let (before, now) = (olds.next().transpose()?, news.next().transpose()?);
            if before.is_none() && now.is_none() {
                break;
            }
            let [old_ones, new_ones] = &mut waiting;
            old_ones.extend(before);
            new_ones.extend(now);
            let both: Vec<String> = new_ones.keys().filter(|code| old_ones.contains_key(*code)).cloned().collect();
            for code in both {
                let (before, now) = (old_ones.remove(&code).unwrap_or_default(), new_ones.remove(&code));
                differences.compare(&before, &now.unwrap_or_default());
            }
        }
        let [old_ones, new_ones] = waiting;
        let nothing = BTreeMap::new();
        for before in old_ones.values() {
            differences.compare(before, &nothing);
        }
        for now in new_ones.values() {
            differences.compare(&nothing, now);
        }
        Ok(differences)
    }

    fn compare(&mut self, before: &BTreeMap<Key, Row>, now: &BTreeMap<Key, Row>) {
        for (key, row) in now {
            self.told += u64::from(row.is_told());
            self.compare_one(before.get(key), Some(row));
        }
        for (_, row) in before.iter().filter(|(key, _)| !now.contains_key(*key)) {
            self.compare_one(Some(row), None);
        }
    }

    fn compare_one(&mut self, before: Option<&Row>, now: Option<&Row>) {
        let told = |row: Option<&Row>| row.is_some_and(Row::is_told);
        let withheld = |row: Option<&Row>| row.is_some_and(Row::is_withheld);
        let fate = match (told(before), told(now)) {
            (true, true) if figures(before) == figures(now) => return,
            (true, true) => Fate::Changed,
            (true, false) if withheld(now) => Fate::Withheld,
            (true, false) => Fate::Gone,
            (false, true) if withheld(before) => Fate::Released,
            (false, true) => Fate::Appeared,
            (false, false) => return,
        };
        let Some(row) = now.or(before) else { return };
        let level = Level::ALL.into_iter().find(|level| level.word() == row.level);
        let Some(level) = level else { return };
        *self.counts.entry(fate).or_default().entry(level).or_default() += 1;
        if fate == Fate::Changed && level == Level::Programme {
            self.moved.extend(before.zip(now).and_then(|(before, now)| moved(before, now)));
        }
    }

    /// How many figures had a fate, at any level.
    pub fn count(&self, fate: Fate) -> u64 {
        self.counts.get(&fate).into_iter().flat_map(BTreeMap::values).sum()
    }
}

/// What of a figure can change.
fn figures(row: Option<&Row>) -> Option<[&str; 8]> {
    let row = row?;
    let Row { n, eligible, value, low, high, unit, symbol, band, .. } = row;
    Some([n, eligible, value, low, high, unit, symbol, band].map(String::as_str))
}

/// A share of the same name that is told with its value both times, and is another in whole per cent.
fn moved(before: &Row, now: &Row) -> Option<Moved> {
    let share = Quantity::Share.word();
    if before.unit != share || now.unit != share || before.name != now.name {
        return None;
    }
    let (from, to): (f64, f64) = (before.value.parse().ok()?, now.value.parse().ok()?);
    let differs = (from - to).abs() > f64::EPSILON;
    let Row { code, name, wave, .. } = now.clone();
    differs.then_some(Moved { code, name, wave, from, to })
}

/// The rows of a file, one indicator after another.
struct Runs<'a> {
    rows: csv::DeserializeRecordsIntoIter<&'a [u8], Row>,
    next: Option<Result<Row, csv::Error>>,
}

impl<'a> Runs<'a> {
    fn of(file: &'a [u8]) -> Self {
        let mut rows = csv::Reader::from_reader(file).into_deserialize();
        let next = rows.next();
        Runs { rows, next }
    }
}

impl Iterator for Runs<'_> {
    type Item = Result<(String, BTreeMap<Key, Row>), csv::Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let first = match self.next.take()? {
            Ok(first) => first,
            Err(error) => return Some(Err(error)),
        };
        let code = first.code.clone();
        let mut run = BTreeMap::from([(first.key(), first)]);
        loop {
            self.next = self.rows.next();
            match &self.next {
                Some(Ok(row)) if row.code == code => run.insert(row.key(), row.clone()),
                _ => return Some(Ok((code, run))),
            };
        }
    }
}
