//! Disclosure control. A [`Release`] is the only thing that pages, charts, sentences and data files
//! are made from; its fields are private and [`protect`] is its only maker.
//!
//! No tally and no table may enter this room's output.

mod answers;
mod attack;
mod audit;
mod chance;
mod combined;
mod course;
mod cube;
mod defence;
mod history;
mod primary;
mod quotes;
mod released;
mod remainder;
mod rounded;
mod series;
mod solve;
mod withheld;

pub use audit::{Audit, Telling, Told};
pub use chance::{Chance, Distance, Observed};
pub use combined::Combined;
pub use course::{CourseStep, ReleasedCourse};
pub use history::{History, Published};
pub use primary::Rules;
pub use released::{Answers, Bounded, Released, ReleasedDistribution, Shown, Side, Withholding};

use crate::framework::Framework;
use crate::measure::{Absence, ActionFact, Estimates, SessionFact};
use crate::plan::Withhold;
use crate::vocabulary::{Circulation, Level, UnitId, UnitTree};
use combined::ByLevel;
use cube::Cube;
use quotes::Quotes;
use series::Court;
use solve::{Decided, Sheets, Solved};
use std::collections::BTreeMap;

/// The protected cube: every figure of every unit and wave, once per circulation.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Release {
    figures: BTreeMap<Circulation, Cube<Released>>,
    distributions: BTreeMap<Circulation, Cube<ReleasedDistribution>>,
    combined: BTreeMap<Circulation, Cube<ByLevel>>,
    quotes: BTreeMap<Circulation, Quotes>,
    sessions: Vec<SessionFact>,
    courses: BTreeMap<Circulation, Cube<ReleasedCourse>>,
    actions: Vec<ActionFact>,
    audits: BTreeMap<Circulation, Audit>,
}

/// What a release depends on beside the numbers.
pub struct Conditions<'a> {
    /// How many must stand behind what.
    pub rules: &'a Rules,
    /// What people decided to withhold.
    pub overrides: &'a [Withhold],
    /// What was told before.
    pub history: &'a History<'a>,
    /// The widest circulation that is wanted; those narrower are solved before it, none beyond.
    pub widest: Circulation,
}

/// Protects all estimates of an evaluation at once and makes the release, the only maker there is. The
/// circulations are solved one after the other, the narrowest first, so that nothing is hidden from
/// the few and shown to the many.
#[must_use]
pub fn protect(estimates: &Estimates, framework: &Framework, units: &UnitTree, conditions: &Conditions<'_>) -> Release {
    let (sessions, actions) = (estimates.sessions.clone(), estimates.actions.clone());
    let mut release = Release { sessions, actions, ..Release::default() };
    let sheets = Sheets::of(estimates, framework, units);
    let decided = Decided { overrides: conditions.overrides, history: conditions.history };
    let mut solved: Vec<(Circulation, Solved<'_>)> = Vec::new();
    for circulation in Circulation::ALL.into_iter().filter(|one| *one <= conditions.widest) {
        let narrower = solved.last().map(|(_, solved)| solved);
        let mut this = solve::solve(&sheets, conditions.rules, circulation, narrower, &decided);
        this.audit.note_released(&this.figures, &this.answers);
        let quotable = quotes::quotable(&estimates.quotes, &sheets, conditions, circulation);
        release.quotes.insert(circulation, quotable);
        release.combined.insert(circulation, together(&mut this, &sheets, conditions, circulation));
        solved.push((circulation, this));
    }
    for (circulation, solved) in solved {
        let (mut figures, answers, audit) = solved.into_cubes();
        withheld::count(&mut figures, framework);
        let courses = course::protect(&estimates.courses, &figures, units, conditions.rules, circulation);
        release.courses.insert(circulation, courses);
        release.figures.insert(circulation, figures);
        release.distributions.insert(circulation, answers);
        release.audits.insert(circulation, audit);
    }
    release
}

/// What is told of units together; and all of a circulation rounded, where that is asked for.
fn together<'a>(
    solved: &mut Solved<'a>,
    sheets: &'a Sheets<'a>,
    conditions: &Conditions<'a>,
    circulation: Circulation,
) -> Cube<ByLevel> {
    let rules = conditions.rules;
    let court = Court { tree: &sheets.tree, rules, circulation, returns: &sheets.returns };
    let mut combined = solved.combined(sheets, &court, conditions.history);
    if rules.round_counts && circulation == Circulation::Public {
        rounded::round_counts(solved);
        rounded::round_combined(&mut combined);
    }
    combined
}

/// The first release of an evaluation of which nothing was told before and nothing is decided.
#[must_use]
pub fn protect_first(estimates: &Estimates, framework: &Framework, units: &UnitTree, rules: &Rules) -> Release {
    let history = History::new(&[], estimates, units, &|_| String::new());
    protect(
        estimates,
        framework,
        units,
        &Conditions { rules, overrides: &[], history: &history, widest: Circulation::Public },
    )
}

static NOT_MEASURED: Released = Released::Absent(Absence::NotAtThisLevel);
static NOT_FOLLOWED: ReleasedCourse = ReleasedCourse::Absent(Absence::NothingRecorded);
static NOT_COUNTED: ReleasedDistribution = ReleasedDistribution::Absent(Absence::NotAtThisLevel);

impl Release {
    /// An indicator's figure for a unit at a wave, as this circulation may see it.
    #[must_use]
    pub fn figure(&self, circulation: Circulation, code: &str, unit: &UnitId, wave: &str) -> &Released {
        self.figures.get(&circulation).and_then(|cube| cube.get(code, unit, wave)).unwrap_or(&NOT_MEASURED)
    }

    /// An indicator's figure for the units of a level inside a larger one that have no value of their own, taken
    /// together; none where fewer than two have none, or where it would give something away.
    #[must_use]
    pub fn combined(
        &self,
        circulation: Circulation,
        code: &str,
        (unit, level): (&UnitId, Level),
        wave: &str,
    ) -> Option<&Combined> {
        self.combined.get(&circulation)?.get(code, unit, wave)?.get(&level)
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

    /// Everything that is told of units together: code, wave, larger unit, level of those inside it, and their figure.
    pub fn all_combined(
        &self,
        circulation: Circulation,
    ) -> impl Iterator<Item = (&str, &str, &UnitId, Level, &Combined)> {
        let entries = self.combined.get(&circulation).into_iter().flat_map(Cube::entries);
        entries.flat_map(|(code, wave, unit, by_level)| {
            by_level.iter().map(move |(level, combined)| (code, wave, unit, *level, combined))
        })
    }

    /// The remarks that a unit's page may quote at a wave, in the order of their words.
    #[must_use]
    pub fn quotes(&self, circulation: Circulation, unit: &UnitId, wave: &str) -> &[String] {
        let key = (wave.to_owned(), unit.clone());
        self.quotes.get(&circulation).and_then(|quotes| quotes.get(&key)).map_or(&[], Vec::as_slice)
    }

    /// How members of a unit stayed by an indicator of retention, as this circulation may see it.
    #[must_use]
    pub fn course(&self, circulation: Circulation, code: &str, unit: &UnitId, wave: &str) -> &ReleasedCourse {
        self.courses.get(&circulation).and_then(|cube| cube.get(code, unit, wave)).unwrap_or(&NOT_FOLLOWED)
    }

    /// The sessions a group held in a wave, for the group's own page, by date.
    pub fn sessions<'a>(&'a self, group: &'a str, wave: &'a str) -> impl Iterator<Item = &'a SessionFact> {
        self.sessions.iter().filter(move |fact| fact.group == group && fact.wave == wave)
    }

    /// The actions a group agreed, for the group's own page, by the day they are due.
    pub fn actions<'a>(&'a self, group: &'a str) -> impl Iterator<Item = &'a ActionFact> {
        self.actions.iter().filter(move |fact| fact.group == group)
    }

    /// What was tried against a circulation, and what its protection cost.
    #[must_use]
    pub fn audit(&self, circulation: Circulation) -> Audit {
        self.audits.get(&circulation).cloned().unwrap_or_default()
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
