//! The whole of a circulation made safe together: every figure and every answer of every unit and wave.
//!
//! Primary rules first, then remainders, then what rests on others; then the attacker searches, and what
//! they could work out is withheld, until they find nothing. Each step only ever withholds more, so it ends.

use super::answers::Detail;
use super::attack::{self, Line};
use super::audit::Audit;
use super::cube::{Cube, Series};
use super::primary::Rules;
use super::released::{Released, ReleasedDistribution, Withholding};
use super::remainder::Tree;
use super::series::{AnswerSeries, Court, FigureSeries};
use crate::framework::{Framework, MeasureKind};
use crate::measure::{Distribution, Estimate, Estimates, Part, favourable_variable, score_variable};
use crate::vocabulary::{Circulation, Level, UnitId, UnitTree};
use rayon::iter::{IntoParallelRefIterator, IntoParallelRefMutIterator, ParallelIterator};
use std::collections::{BTreeMap, BTreeSet};

/// Rounds of attack and repair before a release is given up: each withholds something, so this is never
/// reached unless something is wrong.
const MOST_ROUNDS: usize = 500;

/// Rounds in which as little as can be is withheld; after them everything but plain figures of all goes where
/// something must, or a large programme would take long.
const GENTLE_ROUNDS: usize = 20;

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
            returns.entry(wave).or_default().insert(group, people.len() as u64);
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

/// What is decided before any rule: figures that the plan withholds, and units whose earlier release stands.
pub(super) struct Decided<'a> {
    /// Whether the plan withholds an indicator of a unit at a wave.
    pub overridden: &'a (dyn Fn(&str, &UnitId, &str) -> bool + Sync),
    /// Units and waves about which nothing new may be told, because too few people came or went.
    pub held: &'a BTreeSet<(UnitId, String)>,
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
    solved.audit.note_primary(&solved.figures, &solved.answers);
    if let Some(narrower) = narrower {
        solved.withhold_what(narrower);
    }
    solved.withhold_decided(decided);
    solved.figures.par_iter_mut().for_each(|series| series.cover(&court));
    solved.withhold_parts_of_nearly_all(&court);
    solved.withhold_items_of_untold_scales();
    solved.answers.par_iter_mut().for_each(|series| series.cover(&court));
    while solved.withhold_what_rests_on_untold(&court) {}
    let families = solved.families();
    solved.audit.families = families.len();
    let mut open: BTreeSet<usize> = (0..families.len()).collect();
    for round in 0..MOST_ROUNDS {
        let found = solved.attack(&families, &open, round < GENTLE_ROUNDS, sheets, &court);
        if found.is_empty() {
            break;
        }
        solved.audit.rounds += 1;
        let touched = solved.repair(&found, &court);
        let is_touched = |family: &Vec<usize>| family.iter().any(|place| touched.contains(place));
        open = families.iter().enumerate().filter(|(_, family)| is_touched(family)).map(|(at, _)| at).collect();
    }
    // Once more over everything: this is the proof.
    let everything = (0..families.len()).collect();
    solved.audit.is_proved = solved.attack(&families, &everything, true, sheets, &court).is_empty();
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

/// A disclosure with the place of the series, figures first and then answers, and the unit to withhold.
type Repair<'a> = (usize, &'a UnitId);

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
            let units: Vec<&UnitId> = series.released.keys().copied().collect();
            for unit in units {
                if (decided.overridden)(series.code, unit, series.wave) {
                    series.withhold(unit, Withholding::Override);
                }
            }
        }
        if decided.held.is_empty() {
            return;
        }
        let is_held = |unit: &UnitId, wave: &str| decided.held.contains(&(unit.clone(), wave.to_owned()));
        for series in self.figures.iter_mut().filter(|series| series.is_of_answers()) {
            let held: Vec<&UnitId> =
                series.released.keys().filter(|unit| is_held(unit, series.wave)).copied().collect();
            for unit in held {
                series.withhold(unit, Withholding::Held);
            }
        }
        for series in &mut self.answers {
            let held: Vec<&UnitId> =
                series.released.keys().filter(|unit| is_held(unit, series.wave)).copied().collect();
            for unit in held {
                series.withhold(unit, Withholding::Held);
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
    fn withhold_items_of_untold_scales(&mut self) -> BTreeSet<usize> {
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
    fn withhold_what_rests_on_untold(&mut self, court: &Court<'a>) -> bool {
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

    /// Lets the attacker at some families of series; those that share unknowns are looked at together.
    fn attack(
        &mut self,
        families: &[Vec<usize>],
        open: &BTreeSet<usize>,
        gently: bool,
        sheets: &'a Sheets<'a>,
        court: &Court<'a>,
    ) -> Vec<Repair<'a>> {
        let fewest = court.rules.fewest(court.circulation);
        let open: Vec<&Vec<usize>> = open.iter().filter_map(|at| families.get(*at)).collect();
        let searched: Vec<(usize, Vec<Repair<'a>>)> = open
            .par_iter()
            .map(|family| {
                let lines = self.lines(family, sheets);
                let found = attack::search(&lines, fewest);
                (lines.len(), found.iter().flat_map(|found| least(&lines, &found.lines, gently)).collect())
            })
            .collect();
        self.audit.lines = searched.iter().map(|(lines, _)| lines).sum();
        searched.into_iter().flat_map(|(_, repairs)| repairs).collect()
    }

    /// Withholds what was found, and what follows from that. The places of the series touched.
    fn repair(&mut self, found: &[Repair<'a>], court: &Court<'a>) -> BTreeSet<usize> {
        self.audit.repaired += found.len();
        let figures = self.figures.len();
        let mut touched: BTreeSet<usize> = found.iter().map(|(place, _)| *place).collect();
        for (place, unit) in found {
            if let Some(series) = self.figures.get_mut(*place) {
                series.withhold(unit, Withholding::Remainder);
            } else if let Some(series) = place.checked_sub(figures).and_then(|place| self.answers.get_mut(place)) {
                series.withhold(unit, Withholding::Remainder);
            }
        }
        touched.extend(self.withhold_items_of_untold_scales());
        for place in &touched {
            if let Some(series) = self.figures.get_mut(*place) {
                series.cover(court);
            } else if let Some(series) = place.checked_sub(figures).and_then(|place| self.answers.get_mut(place)) {
                series.cover(court);
            }
        }
        while self.withhold_what_rests_on_untold(court) {}
        touched
    }

    /// The places of series, figures first and then answers, that share unknowns with one another.
    fn families(&self) -> Vec<Vec<usize>> {
        let mut of_variable: BTreeMap<String, usize> = BTreeMap::new();
        let mut families: Vec<Vec<usize>> = Vec::new();
        let variables_of_figures = self
            .figures
            .iter()
            .map(|series| series.parts.iter().map(|part| part.variable.clone()).collect::<Vec<String>>());
        let variables_of_answers = self
            .answers
            .iter()
            .map(|series| variables_of(series).into_iter().map(|(_, name)| name).collect::<Vec<String>>());
        for (place, variables) in variables_of_figures.chain(variables_of_answers).enumerate() {
            let touched: BTreeSet<usize> = variables.iter().filter_map(|name| of_variable.get(name)).copied().collect();
            if variables.is_empty() {
                continue;
            }
            let mut joined = vec![place];
            for family in &touched {
                joined.extend(families.get_mut(*family).map(std::mem::take).unwrap_or_default());
            }
            let at = families.len();
            for family in of_variable.values_mut().filter(|family| touched.contains(family)) {
                *family = at;
            }
            of_variable.extend(variables.into_iter().map(|name| (name, at)));
            families.push(joined);
        }
        families.retain(|family| !family.is_empty());
        families
    }

    fn lines(&self, family: &[usize], sheets: &'a Sheets<'a>) -> Vec<Line<'a>> {
        let mut variables = attack::Variables::default();
        let mut lines = Vec::new();
        for place in family {
            if let Some(series) = self.figures.get(*place) {
                lines.extend(attack::of_figures(series, *place, (&sheets.tree, sheets.units), &mut variables));
            } else if let Some(series) = place.checked_sub(self.figures.len()).and_then(|at| self.answers.get(at)) {
                let names = variables_of(series);
                lines.extend(attack::of_answers(series, *place, &sheets.tree, &mut variables, &names));
            }
        }
        lines
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

/// Of lines that together tell too much, the figure whose loss costs least: a part before a whole, a smaller
/// unit before a larger. If not gently, every part.
fn least<'a>(lines: &[Line<'a>], places: &[usize], gently: bool) -> Vec<Repair<'a>> {
    let sources: BTreeSet<_> = places.iter().filter_map(|place| lines.get(*place)).map(|line| line.source).collect();
    let wanted = sources.iter().enumerate().filter(|(at, source)| *at == 0 || (!gently && !source.is_main));
    wanted.map(|(_, source)| (source.series, source.unit)).collect()
}

/// The unknowns that an item's counts add up, by the detail that tells them: favourable answers from a split
/// on, the item's own score from all labels.
fn variables_of(series: &AnswerSeries<'_>) -> Vec<(Detail, String)> {
    vec![
        (Detail::Split, favourable_variable(series.item, series.wave)),
        (Detail::Full, score_variable(&[series.item.to_owned()], series.wave)),
    ]
}
