//! The whole of a circulation made safe together: every figure and every answer of every unit and wave.
//!
//! Primary rules first, then remainders, then what rests on others; then the attacker searches, and what
//! they could work out is withheld, until they find nothing. Each step only ever withholds more, so it ends.

use super::answers::Detail;
use super::audit::Audit;
use super::cube::{Cube, Series};
use super::history::History;
use super::primary::Rules;
use super::released::{Released, ReleasedDistribution, Withholding};
use super::remainder::Tree;
use super::series::{AnswerSeries, Court, FigureSeries};
use crate::framework::{Framework, MeasureKind};
use crate::measure::{Distribution, Estimate, Estimates, Part};
use crate::plan::Withhold;
use crate::vocabulary::{Circulation, Level, UnitId, UnitTree};
use rayon::iter::{IntoParallelRefIterator, IntoParallelRefMutIterator, ParallelIterator};
use std::collections::{BTreeMap, BTreeSet};

/// What is known of an evaluation, series by series.
pub(super) struct Sheets<'a> {
    pub framework: &'a Framework,
    pub units: &'a UnitTree,
    pub tree: Tree<'a>,
    pub estimates: &'a Estimates,
    figures: Vec<((&'a str, &'a str), Vec<&'a Estimate>)>,
    answers: Vec<((&'a str, &'a str), Vec<&'a Distribution>)>,
    pub returns: BTreeMap<&'a str, BTreeMap<&'a UnitId, u64>>,
}

impl<'a> Sheets<'a> {
    /// Sorts estimates into series.
    pub fn of(estimates: &'a Estimates, framework: &'a Framework, units: &'a UnitTree) -> Self {
        let mut returns: BTreeMap<&str, BTreeMap<&UnitId, u64>> = BTreeMap::new();
        for (wave, group, people) in estimates.footings.returns() {
            let of_wave = returns.entry(wave).or_default();
            for around in units.chain(group).iter().filter_map(|around| units.get(around)) {
                *of_wave.entry(&around.id).or_insert(0) += people.len() as u64;
            }
        }
        Sheets {
            framework,
            units,
            tree: Tree::of(units),
            estimates,
            figures: by_series(&estimates.figures, |one| (&one.code, &one.wave)),
            answers: by_series(&estimates.distributions, |one| (&one.item, &one.wave)),
            returns,
        }
    }
}

type Grouped<'a, T> = Vec<((&'a str, &'a str), Vec<&'a T>)>;

fn by_series<T>(all: &[T], series_of: impl Fn(&T) -> (&String, &String)) -> Grouped<'_, T> {
    let mut series: BTreeMap<(&str, &str), Vec<&T>> = BTreeMap::new();
    for one in all {
        let (code, wave) = series_of(one);
        series.entry((code, wave)).or_default().push(one);
    }
    series.into_iter().collect()
}

/// A circulation solved.
pub(super) struct Solved<'a> {
    pub figures: Vec<FigureSeries<'a>>,
    pub answers: Vec<AnswerSeries<'a>>,
    pub audit: Audit,
}

/// What is decided before the numbers are looked at together.
pub(super) struct Decided<'a> {
    /// Figures that people decided to withhold.
    pub overrides: &'a [Withhold],
    /// What earlier releases told, and how its people have changed since.
    pub history: &'a History<'a>,
}

/// Makes a circulation safe. What a narrower circulation withholds, this one withholds too.
pub(super) fn solve<'a>(
    sheets: &'a Sheets<'a>,
    rules: &'a Rules,
    circulation: Circulation,
    narrower: Option<&Solved<'a>>,
    decided: &Decided<'_>,
) -> Solved<'a> {
    let court = Court { tree: &sheets.tree, rules, circulation, returns: &sheets.returns };
    let mut solved = Solved {
        figures: primary_figures(sheets, &court),
        answers: primary_answers(sheets, &court),
        audit: Audit::default(),
    };
    solved.audit.note_primary(&solved.figures, &solved.answers, &sheets.tree);
    if let Some(narrower) = narrower {
        solved.withhold_what(narrower);
    }
    solved.withhold_decided(decided);
    decided.history.apply(&mut solved.figures, &mut solved.answers, circulation, rules.fewest(circulation));
    solved.figures.par_iter_mut().for_each(|series| series.cover(&court));
    solved.withhold_parts_of_nearly_all(&court);
    solved.withhold_items_of_untold_scales();
    solved.answers.par_iter_mut().for_each(|series| series.cover(&court));
    while solved.withhold_what_rests_on_untold(&court) {}
    solved.defend(sheets, &court);
    solved
}

fn primary_figures<'a>(sheets: &'a Sheets<'a>, court: &Court<'a>) -> Vec<FigureSeries<'a>> {
    let made = sheets.figures.par_iter().filter_map(|(key, estimates)| {
        let framework = sheets.framework.at(key.1);
        let indicator = framework.indicator(key.0)?;
        let scale = framework.scale_ends(&indicator.measure);
        let parts = sheets.estimates.footings.of_indicator(key.0, key.1);
        Some(FigureSeries::new(*key, estimates, indicator, scale, parts, court))
    });
    made.collect()
}

fn primary_answers<'a>(sheets: &'a Sheets<'a>, court: &Court<'a>) -> Vec<AnswerSeries<'a>> {
    let made = sheets.answers.par_iter().filter_map(|(key, distributions)| {
        let bands = sheets.framework.at(key.1).answer_bands(key.0)?;
        let people = sheets.estimates.footings.of_item(key.0, key.1);
        Some(AnswerSeries::new(*key, distributions, bands, people, court))
    });
    made.collect()
}

impl<'a> Solved<'a> {
    /// Nothing is hidden from the few and shown to the many.
    fn withhold_what(&mut self, narrower: &Solved<'a>) {
        for (series, other) in self.figures.iter_mut().zip(&narrower.figures) {
            for (unit, released) in &other.released {
                if let Released::Withheld(reason) = released {
                    series.withhold(unit, *reason);
                }
            }
        }
        for (series, other) in self.answers.iter_mut().zip(&narrower.answers) {
            for (unit, released) in &other.released {
                if Detail::of(released) < series.released.get(unit).and_then(Detail::of) {
                    series.released.insert(unit, released.clone());
                }
            }
        }
    }

    fn withhold_decided(&mut self, decided: &Decided<'_>) {
        for series in &mut self.figures {
            let of_series: Vec<&Withhold> =
                decided.overrides.iter().filter(|one| one.covers(series.code, series.wave)).collect();
            for one in of_series {
                let unit = series.released.keys().find(|unit| one.is_about(unit)).copied();
                unit.map(|unit| series.withhold(unit, Withholding::Override));
            }
        }
    }

    /// A subgroup that is nearly everybody tells of the few who are not in it, and so does a change of nearly
    /// all who answered: these go before the attacker is asked.
    fn withhold_parts_of_nearly_all(&mut self, court: &Court<'a>) {
        let fewest = court.rules.fewest(court.circulation);
        let mut mains: BTreeMap<&str, usize> = BTreeMap::new();
        for (at, series) in self.figures.iter().enumerate() {
            if let ([part], false, true) = (series.parts, series.is_of_subgroup(), series.has_remainders()) {
                mains.insert(&part.variable, at);
            }
        }
        let mut changes: Vec<(usize, &'a UnitId)> = Vec::new();
        for (at, series) in self.figures.iter().enumerate() {
            let whole: Option<Vec<&FigureSeries<'a>>> = series
                .parts
                .iter()
                .map(|part| mains.get(part.variable.as_str()).and_then(|at| self.figures.get(*at)))
                .collect();
            let Some(whole) = whole.filter(|_| series.is_of_subgroup() || series.parts.len() == 2) else { continue };
            for (group, _) in
                series.figures.iter().filter(|(unit, _)| unit.level == Level::Group && series.is_told(unit))
            {
                let told = whole.iter().all(|main| main.is_told(group));
                let left = outside(series.parts, &whole, group, series.has_remainders());
                if told && left > 0 && left < fewest {
                    changes.push((at, *group));
                }
            }
        }
        let touched: BTreeSet<usize> = changes.iter().map(|(at, _)| *at).collect();
        self.audit.repaired += changes.len();
        for (at, group) in changes {
            if let Some(series) = self.figures.get_mut(at) {
                series.withhold(group, Withholding::Remainder);
            }
        }
        for at in touched {
            if let Some(series) = self.figures.get_mut(at) {
                series.cover(court);
            }
        }
    }

    /// Composites before items: where a scale of several items is withheld, so is each of its items, or
    /// their sum would tell it. The places of the series in which something was.
    pub(super) fn withhold_items_of_untold_scales(&mut self) -> BTreeSet<usize> {
        let mut untold: BTreeMap<(&str, &str), BTreeSet<&'a UnitId>> = BTreeMap::new();
        for series in &self.figures {
            let MeasureKind::ScaleMean(scale) = &series.indicator.measure else { continue };
            if scale.items.len() < 2 || scale.condition.is_some() {
                continue;
            }
            let withheld = series.released.iter().filter(|(_, one)| matches!(one, Released::Withheld(_)));
            let units: Vec<&UnitId> = withheld.map(|(unit, _)| *unit).collect();
            for item in &scale.items {
                untold.entry((item, series.wave)).or_default().extend(&units);
            }
        }
        let mut touched = BTreeSet::new();
        let figures = self.figures.len();
        for (place, series) in self.answers.iter_mut().enumerate() {
            for unit in untold.get(&(series.item, series.wave)).into_iter().flatten() {
                if series.withhold(unit, Withholding::Remainder) {
                    touched.insert(figures + place);
                }
            }
        }
        for (place, series) in self.figures.iter_mut().enumerate() {
            let [item] = series.indicator.measure.items() else { continue };
            for unit in untold.get(&(item.as_str(), series.wave)).into_iter().flatten() {
                if series.withhold(unit, Withholding::Remainder) {
                    touched.insert(place);
                }
            }
        }
        touched
    }

    /// A rule or an index made of a withheld figure would speak of it. Says whether anything was withheld.
    pub(super) fn withhold_what_rests_on_untold(&mut self, court: &Court<'a>) -> bool {
        let place: BTreeMap<(&str, &str), usize> =
            self.figures.iter().enumerate().map(|(at, series)| ((series.code, series.wave), at)).collect();
        let is_untold = |code: &str, wave: &str, unit: &UnitId| {
            let series = place.get(&(code, wave)).and_then(|at| self.figures.get(*at));
            series.is_some_and(|series| matches!(series.released.get(unit), Some(Released::Withheld(_))))
        };
        let mut changes: Vec<(usize, &'a UnitId)> = Vec::new();
        for (at, series) in self.figures.iter().enumerate() {
            let codes = match &series.indicator.measure {
                MeasureKind::Rule(_) | MeasureKind::Index(_) => series.indicator.measure.codes(),
                _ => continue,
            };
            let told = series.released.iter().filter(|(_, released)| released.is_told());
            let resting = told.filter(|(unit, _)| {
                unit.level == Level::Group && codes.iter().any(|code| is_untold(code, series.wave, unit))
            });
            changes.extend(resting.map(|(unit, _)| (at, *unit)));
        }
        let touched: BTreeSet<usize> = changes.iter().map(|(at, _)| *at).collect();
        for (at, unit) in &changes {
            if let Some(series) = self.figures.get_mut(*at) {
                series.withhold(unit, Withholding::Remainder);
            }
        }
        for at in &touched {
            if let Some(series) = self.figures.get_mut(*at) {
                series.cover(court);
            }
        }
        !touched.is_empty()
    }

    /// The figures and answers as pages ask for them.
    pub fn into_cubes(self) -> (Cube<Released>, Cube<ReleasedDistribution>, Audit) {
        let mut figures = Cube::default();
        for series in self.figures {
            let released: Series<Released> =
                series.released.into_iter().map(|(unit, one)| (unit.clone(), one)).collect();
            figures.insert(series.code, series.wave, released);
        }
        let mut answers = Cube::default();
        for series in self.answers {
            let released: Series<ReleasedDistribution> =
                series.released.into_iter().map(|(unit, one)| (unit.clone(), one)).collect();
            answers.insert(series.item, series.wave, released);
        }
        (figures, answers, self.audit)
    }
}

/// How many people of a group are in the wholes and not in the parts; none where the parts are two means
/// that cannot be told apart.
fn outside(parts: &[Part], whole: &[&FigureSeries<'_>], group: &UnitId, adds_up: bool) -> u64 {
    if !adds_up {
        return 0;
    }
    let mut left: BTreeSet<u64> = BTreeSet::new();
    for (part, main) in parts.iter().zip(whole) {
        let inside = part.people.get(group).map_or(&[][..], |people| people.numbers());
        let all = main.parts.iter().filter_map(|part| part.people.get(group)).flat_map(crate::tally::People::numbers);
        left.extend(all.filter(|person| inside.binary_search(person).is_err()));
    }
    left.len() as u64
}
