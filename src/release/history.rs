//! Earlier releases: two numbers about nearly the same people tell what the few think who came or went between
//! them, so what was told stands until enough have.

use super::cube::Cube;
use super::primary::Rules;
use super::released::{Released, ReleasedDistribution, Withholding};
use super::series::{AnswerSeries, FigureSeries};
use super::{Circulation, Release};
use crate::measure::Estimates;
use crate::vocabulary::{Level, UnitId, UnitTree};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What a release told about people, and who they were as keyed digests: kept with the ledger, never published. No
/// answer is in it that was not published.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Published {
    /// The digest of nobody: another one means another key, and then no two digests can be compared.
    nobody: String,
    /// What was told, by circulation.
    told: BTreeMap<Circulation, Told>,
}

/// What one circulation was told, and of whom: where too few came for the many to be told, the few may have been.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
struct Told {
    /// By wave and group: each person's digest with a digest of which counts they are in.
    people: People,
    figures: Vec<Cell<Released>>,
    answers: Vec<Cell<ReleasedDistribution>>,
}

/// One number told: of which indicator or item, unit and wave.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Cell<T> {
    of: String,
    unit: UnitId,
    wave: String,
    told: T,
}

/// How a unit's people at a wave have changed since what was last told of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Change {
    /// Not at all.
    None,
    /// So many that nobody stands out.
    Enough,
    /// Fewer than may be told of: what was told stands.
    TooFew,
}

/// What becomes of a number after earlier releases.
enum Fate<'b, T> {
    /// It is told as the rules have it.
    New,
    /// What was told before stands.
    Stands(&'b T),
    /// It was not told before and is not now.
    Untold,
}

/// Earlier releases, the last one last, against the people there are now.
pub struct History<'a> {
    earlier: &'a [Published],
    /// By circulation, wave and group: how many came or went against each earlier release.
    changed: BTreeMap<(Circulation, String, String), BTreeSet<u64>>,
    units: &'a UnitTree,
}

impl<'a> History<'a> {
    /// Compares the people now with those of every earlier release; `keyed` is the digest of a person.
    #[must_use]
    pub fn new(
        earlier: &'a [Published],
        estimates: &Estimates,
        units: &'a UnitTree,
        keyed: &dyn Fn(u64) -> String,
    ) -> Self {
        let mut changed: BTreeMap<(Circulation, String, String), BTreeSet<u64>> = BTreeMap::new();
        if !earlier.is_empty() {
            let now = people_now(estimates, keyed);
            for before in earlier {
                let same_key = before.nobody == keyed(NOBODY);
                for (circulation, told) in &before.told {
                    for ((wave, group), count) in differences(&told.people, &now) {
                        let counts = changed.entry((*circulation, wave, group)).or_default();
                        // People who cannot be told apart may be all but one the same.
                        counts.insert(if same_key { count } else { 1 });
                    }
                }
            }
        }
        History { earlier, changed, units }
    }

    fn change_of(&self, circulation: Circulation, unit: &UnitId, wave: &str, fewest: u64) -> Option<Change> {
        let groups = if unit.level == Level::Group {
            vec![unit]
        } else {
            self.units.inside(unit, Level::Group).into_iter().map(|group| &group.id).collect()
        };
        let of_group = |group: &&UnitId| self.changed.get(&(circulation, wave.to_owned(), group.id.clone()));
        let changes = groups.iter().filter_map(of_group).map(|counts| {
            if counts.iter().any(|count| (1..fewest).contains(count)) {
                Change::TooFew
            } else if counts.iter().all(|count| *count == 0) {
                Change::None
            } else {
                Change::Enough
            }
        });
        changes.max()
    }

    /// Whether too few came to a unit or left it since an earlier release, so that only what was told then may stand.
    pub(super) fn is_held(&self, circulation: Circulation, unit: &UnitId, wave: &str, fewest: u64) -> bool {
        self.change_of(circulation, unit, wave, fewest) == Some(Change::TooFew)
    }

    /// Where too few came or went, what was told last stands, and nothing else is told; where nobody did, what was
    /// not told stays untold.
    pub(super) fn apply(
        &self,
        figures: &mut [FigureSeries<'_>],
        answers: &mut [AnswerSeries<'_>],
        circulation: Circulation,
        fewest: u64,
    ) {
        let Some(told) = self.earlier.last().and_then(|last| last.told.get(&circulation)) else { return };
        let known = by_series(&told.figures);
        for series in figures.iter_mut().filter(|series| series.is_of_answers()) {
            let before = known.get(&(series.code, series.wave));
            for (unit, released) in &mut series.released {
                match self.fate((circulation, fewest), unit, series.wave, before) {
                    Fate::Stands(told) => *released = told.clone(),
                    Fate::Untold if released.is_told() => *released = Released::Withheld(Withholding::Held),
                    Fate::Untold | Fate::New => {}
                }
            }
        }
        let known = by_series(&told.answers);
        for series in answers.iter_mut() {
            let before = known.get(&(series.item, series.wave));
            for (unit, released) in &mut series.released {
                match self.fate((circulation, fewest), unit, series.wave, before) {
                    Fate::Stands(told) => *released = told.clone(),
                    Fate::Untold if !matches!(released, ReleasedDistribution::Absent(_)) => {
                        *released = ReleasedDistribution::Withheld(Withholding::Held);
                    }
                    Fate::Untold | Fate::New => {}
                }
            }
        }
    }

    /// What becomes of a number; `before` are those that the last release told of its series.
    fn fate<'b, T>(
        &self,
        (circulation, fewest): (Circulation, u64),
        unit: &UnitId,
        wave: &str,
        before: Option<&BTreeMap<&UnitId, &'b T>>,
    ) -> Fate<'b, T> {
        // An indicator that no earlier release had at the wave is new as a whole.
        let (Some(before), Some(change)) = (before, self.change_of(circulation, unit, wave, fewest)) else {
            return Fate::New;
        };
        match (change, before.get(unit)) {
            (Change::Enough, _) | (Change::None, Some(_)) => Fate::New,
            (Change::TooFew, Some(told)) => Fate::Stands(told),
            (Change::TooFew | Change::None, None) => Fate::Untold,
        }
    }
}

impl History<'_> {
    /// The people of whom a circulation is told: those there are now, and of groups whose earlier release stands,
    /// those of that release.
    fn told_of(&self, circulation: Circulation, fewest: u64, mut people: People) -> People {
        let Some(last) = self.earlier.last().and_then(|last| last.told.get(&circulation)) else { return people };
        let is_held = |counts: &BTreeSet<u64>| counts.iter().any(|count| (1..fewest).contains(count));
        for ((of, wave, group), _) in self.changed.iter().filter(|(_, counts)| is_held(counts)) {
            let before = last.people.get(wave).and_then(|groups| groups.get(group));
            if let Some(before) = before.filter(|_| *of == circulation) {
                people.entry(wave.clone()).or_default().insert(group.clone(), before.clone());
            }
        }
        people
    }
}

/// A number that is no person's: of the 2^64 it is as unlikely as any.
const NOBODY: u64 = 0;

type People = BTreeMap<String, BTreeMap<String, BTreeMap<String, u64>>>;

fn people_now(estimates: &Estimates, keyed: &dyn Fn(u64) -> String) -> People {
    let mut people = People::new();
    for (wave, group, returns) in estimates.footings.returns() {
        let digests = returns.iter().map(|(person, counts)| (keyed(*person), *counts)).collect();
        people.entry(wave.to_owned()).or_default().insert(group.id.clone(), digests);
    }
    people
}

/// By wave and group: how many people are in one and not in the other, or not in the same counts. Waves that were
/// not told before are not compared.
fn differences(before: &People, now: &People) -> Vec<((String, String), u64)> {
    let mut found = Vec::new();
    for (wave, groups) in before {
        let none = BTreeMap::new();
        let (groups_now, nobody) = (now.get(wave).unwrap_or(&none), BTreeMap::new());
        let names: BTreeSet<&String> = groups.keys().chain(groups_now.keys()).collect();
        for name in names {
            let (then, today) = (groups.get(name).unwrap_or(&nobody), groups_now.get(name).unwrap_or(&nobody));
            let everybody: BTreeSet<&String> = then.keys().chain(today.keys()).collect();
            let changed = everybody.iter().filter(|person| then.get(**person) != today.get(**person)).count();
            found.push(((wave.clone(), name.clone()), changed as u64));
        }
    }
    found
}

fn by_series<T>(cells: &[Cell<T>]) -> BTreeMap<(&str, &str), BTreeMap<&UnitId, &T>> {
    let mut series: BTreeMap<(&str, &str), BTreeMap<&UnitId, &T>> = BTreeMap::new();
    for cell in cells {
        series.entry((&cell.of, &cell.wave)).or_default().insert(&cell.unit, &cell.told);
    }
    series
}

impl Published {
    /// What a release tells the circulations given. Of groups whose earlier release stands, the people of that
    /// release are kept.
    #[must_use]
    pub fn of(
        release: &Release,
        circulations: &[Circulation],
        (estimates, history): (&Estimates, &History<'_>),
        rules: &Rules,
        keyed: &dyn Fn(u64) -> String,
    ) -> Self {
        let now = people_now(estimates, keyed);
        let told = circulations.iter().map(|circulation| {
            let figures = release.figures.get(circulation).map(|cube| cells(cube, Released::is_told));
            let is_told = |one: &ReleasedDistribution| {
                !matches!(one, ReleasedDistribution::Absent(_) | ReleasedDistribution::Withheld(_))
            };
            let answers = release.distributions.get(circulation).map(|cube| cells(cube, is_told));
            let people = history.told_of(*circulation, rules.fewest(*circulation), now.clone());
            let (figures, answers) = (figures.unwrap_or_default(), answers.unwrap_or_default());
            (*circulation, Told { people, figures, answers })
        });
        Published { nobody: keyed(NOBODY), told: told.collect() }
    }
}

fn cells<T: Clone>(cube: &Cube<T>, is_told: impl Fn(&T) -> bool) -> Vec<Cell<T>> {
    let cells = cube.entries().filter(|(.., told)| is_told(told));
    cells
        .map(|(of, wave, unit, told)| Cell {
            of: of.to_owned(),
            unit: unit.clone(),
            wave: wave.to_owned(),
            told: told.clone(),
        })
        .collect()
}
