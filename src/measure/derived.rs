//! What is made of other indicators' values: rules, indexes, and how far one indicator's differences
//! between groups go with another's. Rules and indexes look at values as they will be printed, so that a
//! page's digits and what follows from them never disagree.

use super::association::squared_association;
use super::view::{real, record, recorded_share};
use super::{Absence, Counted, Estimate, Estimates, Figure, Outcome, WorkingLine};
use crate::framework::{Band, Explained, Framework, Index, Indicator, MeasureKind, Rule, RuleCondition, Test};
use crate::vocabulary::{Level, Quantity, UnitId, UnitTree, Wave};
use std::collections::{BTreeMap, BTreeSet};

/// Whether a measure is made of other indicators.
pub(super) fn is_derived(measure: &MeasureKind) -> bool {
    matches!(measure, MeasureKind::Rule(_) | MeasureKind::Index(_) | MeasureKind::Explained(_))
}

/// Fills in every derived indicator: those first that others are made of, groups before larger units.
pub(super) fn add(estimates: &mut Estimates, framework: &Framework, units: &UnitTree, waves: &[Wave]) {
    let order = in_order(framework);
    if order.is_empty() {
        return;
    }
    let mut known = Known::of(estimates, framework, units, waves);
    for indicator in order {
        known.find_tenths(indicator);
        for level in Level::ALL {
            for unit in units.at(level) {
                for at in 0..waves.len() {
                    let outcome = known.derive(indicator, &unit.id, at, false);
                    known.keep(&indicator.code, &unit.id, at, outcome);
                }
            }
        }
    }
    let made: BTreeSet<&str> = derived(framework).map(|indicator| indicator.code.as_str()).collect();
    let places = places(waves);
    let outcomes = known.outcomes;
    for estimate in estimates.figures.iter_mut().filter(|estimate| made.contains(estimate.code.as_str())) {
        let Some(at) = places.get(estimate.wave.as_str()) else { continue };
        let outcome = outcomes.get(&estimate.code).and_then(|waves| waves.get(*at)?.get(&estimate.unit));
        if let Some(outcome) = outcome {
            estimate.outcome = outcome.clone();
        }
    }
}

fn derived(framework: &Framework) -> impl Iterator<Item = &Indicator> {
    framework.indicators().iter().filter(|indicator| is_derived(&indicator.measure))
}

fn places(waves: &[Wave]) -> BTreeMap<&str, usize> {
    waves.iter().map(|wave| wave.id.as_str()).zip(0..).collect()
}

/// One derived value with its working.
pub(super) fn explain(
    estimates: &Estimates,
    framework: &Framework,
    units: &UnitTree,
    waves: &[Wave],
    indicator: &Indicator,
    unit: &UnitId,
    wave: usize,
) -> Outcome {
    let mut known = Known::of(estimates, framework, units, waves);
    known.find_tenths(indicator);
    known.derive(indicator, unit, wave, true)
}

/// Derived indicators, each after those it is made of. Loading a framework refuses circles.
fn in_order(framework: &Framework) -> Vec<&Indicator> {
    let mut waiting: Vec<&Indicator> = derived(framework).collect();
    let mut order = Vec::with_capacity(waiting.len());
    loop {
        let codes: BTreeSet<&str> = waiting.iter().map(|indicator| indicator.code.as_str()).collect();
        let (ready, later): (Vec<&Indicator>, Vec<&Indicator>) =
            waiting.iter().partition(|indicator| indicator.measure.codes().iter().all(|code| !codes.contains(code)));
        if ready.is_empty() {
            return order;
        }
        order.extend(ready);
        waiting = later;
    }
}

/// The outcomes that derived measures look at.
struct Known<'a> {
    framework: &'a Framework,
    waves: &'a [Wave],
    units: &'a UnitTree,
    /// By code, wave by wave, by unit.
    outcomes: BTreeMap<String, Vec<BTreeMap<UnitId, Outcome>>>,
    /// By code, wave by wave: the value that ends the lowest tenth of all groups, and the one that
    /// begins the highest. None where all are alike.
    tenths: BTreeMap<String, Vec<Option<[f64; 2]>>>,
}

impl<'a> Known<'a> {
    fn of(estimates: &Estimates, framework: &'a Framework, units: &'a UnitTree, waves: &'a [Wave]) -> Self {
        let wanted: BTreeSet<&str> = derived(framework)
            .flat_map(|indicator| std::iter::once(indicator.code.as_str()).chain(indicator.measure.codes()))
            .collect();
        let places = places(waves);
        let mut known = Known { framework, waves, units, outcomes: BTreeMap::new(), tenths: BTreeMap::new() };
        for code in &wanted {
            known.outcomes.insert((*code).to_owned(), vec![BTreeMap::new(); waves.len()]);
        }
        for Estimate { code, unit, wave, outcome } in &estimates.figures {
            if let (true, Some(at)) = (wanted.contains(code.as_str()), places.get(wave.as_str())) {
                known.keep(code, unit, *at, outcome.clone());
            }
        }
        known
    }

    fn keep(&mut self, code: &str, unit: &UnitId, wave: usize, outcome: Outcome) {
        if let Some(units) = self.outcomes.get_mut(code).and_then(|waves| waves.get_mut(wave)) {
            units.insert(unit.clone(), outcome);
        }
    }

    fn get(&self, code: &str, unit: &UnitId, wave: usize) -> Option<&Outcome> {
        self.outcomes.get(code)?.get(wave)?.get(unit)
    }

    fn figure(&self, code: &str, unit: &UnitId, wave: usize) -> Option<&Figure> {
        match self.get(code, unit, wave)? {
            Outcome::Estimated(figure) => Some(figure),
            Outcome::Absent(_) => None,
        }
    }

    fn printed(&self, code: &str, unit: &UnitId, wave: usize) -> Option<f64> {
        self.figure(code, unit, wave).map(|figure| figure.quantity.round(figure.value))
    }

    fn groups_of(&self, unit: &UnitId) -> Vec<&'a UnitId> {
        self.units.inside(unit, Level::Group).into_iter().map(|group| &group.id).collect()
    }

    fn derive(&self, indicator: &Indicator, unit: &UnitId, wave: usize, explain: bool) -> Outcome {
        if unit.level < indicator.level {
            return Outcome::Absent(Absence::NotAtThisLevel);
        }
        let made = match (&indicator.measure, unit.level) {
            (MeasureKind::Rule(rule), Level::Group) => self.rule(rule, unit, wave),
            (MeasureKind::Index(index), Level::Group) => self.index(index, unit, wave),
            (MeasureKind::Explained(explained), level) if level > Level::Group => self.explained(explained, unit, wave),
            (MeasureKind::Rule(_) | MeasureKind::Index(_), _) => self.over_groups(indicator, unit, wave),
            _ => Outcome::Absent(Absence::NotAtThisLevel),
        };
        match made {
            Outcome::Estimated(figure) if !explain => Outcome::Estimated(Figure { working: Vec::new(), ..figure }),
            made => made,
        }
    }

    /// Whether every condition holds. One that cannot be told leaves the rule untold, even if another
    /// fails: half a rule would say something of the half that is missing.
    fn rule(&self, rule: &Rule, unit: &UnitId, wave: usize) -> Outcome {
        let mut holds = true;
        let mut working = Vec::new();
        for condition in rule.conditions() {
            let RuleCondition { code, test } = &condition;
            let told = self.test(code, *test, unit, wave);
            let Some((value, met)) = told else { return self.absence_of(code, *test, unit, wave) };
            working.push(WorkingLine::new(format!("{code} {}", test_in_words(*test)), format!("{value}, {met}")));
            holds &= met;
        }
        let made_of: Vec<&str> = rule.all.iter().filter_map(|text| text.split_whitespace().next()).collect();
        let value = f64::from(u8::from(holds));
        self.resting_on(&made_of, unit, wave, record(value, Quantity::Presence, Counted::Entries, 1, working))
    }

    fn absence_of(&self, code: &str, test: Test, unit: &UnitId, wave: usize) -> Outcome {
        Outcome::Absent(match (self.get(code, unit, wave), test) {
            (Some(Outcome::Absent(reason)), _) => reason.clone(),
            (_, Test::InLowestTenth | Test::InHighestTenth) => {
                Absence::TooLittle(format!("{code} is the same in all groups"))
            }
            // The value is there, and what it would be compared with is not.
            _ => Absence::NoEarlierWave,
        })
    }

    /// The printed value and whether it passes.
    fn test(&self, code: &str, test: Test, unit: &UnitId, wave: usize) -> Option<(f64, bool)> {
        let value = self.printed(code, unit, wave)?;
        let before = || self.printed(code, unit, wave.checked_sub(1)?);
        let passes = match test {
            Test::AtLeast(limit) => value >= limit,
            Test::Above(limit) => value > limit,
            Test::AtMost(limit) => value <= limit,
            Test::Below(limit) => value < limit,
            Test::InLowestTenth => value <= self.tenths(code, wave)?[0],
            Test::InHighestTenth => value >= self.tenths(code, wave)?[1],
            Test::Falls => value < before()?,
            Test::Rises => value > before()?,
        };
        Some((value, passes))
    }

    /// Looks up once what a rule's conditions compare every group with.
    fn find_tenths(&mut self, indicator: &Indicator) {
        let MeasureKind::Rule(rule) = &indicator.measure else { return };
        for condition in rule.conditions() {
            if matches!(condition.test, Test::InLowestTenth | Test::InHighestTenth) {
                let waves = self.outcomes.get(&condition.code).map_or(0, Vec::len);
                let tenths = (0..waves).map(|wave| self.tenths_at(&condition.code, wave)).collect();
                self.tenths.insert(condition.code, tenths);
            }
        }
    }

    fn tenths_at(&self, code: &str, wave: usize) -> Option<[f64; 2]> {
        let groups = self.units.at(Level::Group);
        let mut values: Vec<f64> = groups.filter_map(|group| self.printed(code, &group.id, wave)).collect();
        values.sort_by(f64::total_cmp);
        if values.first() == values.last() {
            return None;
        }
        let inside = values.len().div_ceil(10).checked_sub(1)?;
        let highest = values.len().checked_sub(1 + inside)?;
        Some([*values.get(inside)?, *values.get(highest)?])
    }

    fn tenths(&self, code: &str, wave: usize) -> Option<[f64; 2]> {
        self.tenths.get(code)?.get(wave).copied().flatten()
    }

    /// Of the indicators that are judged, those in place.
    fn index(&self, index: &Index, unit: &UnitId, wave: usize) -> Outcome {
        let mut in_place: Vec<&str> = Vec::new();
        let mut judged: Vec<&str> = Vec::new();
        for code in &index.of {
            let Some(band) = self.band(code, unit, wave) else { continue };
            judged.push(code);
            if band == Band::InPlace {
                in_place.push(code);
            }
        }
        // Half of them is the least that can stand for all.
        if 2 * judged.len() < index.of.len() || judged.is_empty() {
            let reason = format!("only {} of its {} indicators have a value", judged.len(), index.of.len());
            return Outcome::Absent(Absence::TooLittle(reason));
        }
        let working = vec![
            WorkingLine::new("indicators judged", judged.join(", ")),
            WorkingLine::new("of them in place", in_place.join(", ")),
        ];
        let share = recorded_share(in_place.len() as u64, judged.len() as u64, Counted::Figures, working);
        self.resting_on(&judged, unit, wave, share)
    }

    fn band(&self, code: &str, unit: &UnitId, wave: usize) -> Option<Band> {
        let asked = self.waves.get(wave).map_or(self.framework, |wave| self.framework.at(&wave.id));
        let indicator = asked.indicator(code)?;
        let bands = indicator.bands.as_ref()?;
        bands.judge(indicator.direction, self.printed(code, unit, wave)?)
    }

    /// What is made of people's answers is protected as they are: by the fewest people and the fewest
    /// items that any of it rests on.
    fn resting_on(&self, codes: &[&str], unit: &UnitId, wave: usize, outcome: Outcome) -> Outcome {
        let figures = || codes.iter().filter_map(|code| self.figure(code, unit, wave));
        let people = figures().filter_map(|figure| figure.people).min();
        let items = figures().filter(|figure| figure.people.is_some()).map(|figure| figure.items).min().unwrap_or(0);
        match outcome {
            Outcome::Estimated(figure) => Outcome::Estimated(Figure { people, items, ..figure }),
            absent @ Outcome::Absent(_) => absent,
        }
    }

    /// The share of groups in which a rule holds, or the mean of their indexes.
    fn over_groups(&self, indicator: &Indicator, unit: &UnitId, wave: usize) -> Outcome {
        let groups = self.groups_of(unit);
        let figures: Vec<&Figure> =
            groups.iter().filter_map(|group| self.figure(&indicator.code, group, wave)).collect();
        let n = figures.len() as u64;
        if n == 0 {
            let reason = groups.iter().rev().find_map(|group| match self.get(&indicator.code, group, wave) {
                Some(Outcome::Absent(reason)) => Some(reason.clone()),
                _ => None,
            });
            return Outcome::Absent(reason.unwrap_or(Absence::NothingRecorded));
        }
        let working = vec![
            WorkingLine::new("groups with a value", n),
            WorkingLine::new("sum of their values", figures.iter().map(|figure| figure.value).sum::<f64>()),
        ];
        let is_rule = matches!(indicator.measure, MeasureKind::Rule(_));
        let flagged = figures.iter().filter(|figure| figure.value > 0.5).count() as u64;
        let outcome = if is_rule {
            recorded_share(flagged, n, Counted::Groups, working)
        } else {
            let mean = figures.iter().map(|figure| figure.value).sum::<f64>() / real(n);
            record(mean, Quantity::Share, Counted::Groups, n, working)
        };
        let people: Vec<u64> = figures.iter().filter_map(|figure| figure.people).collect();
        match outcome {
            Outcome::Estimated(figure) => Outcome::Estimated(Figure {
                basis: super::Basis::OverGroups,
                eligible: Some(groups.len() as u64),
                people: (!people.is_empty()).then(|| people.iter().sum()),
                items: figures.iter().map(|figure| figure.items).max().unwrap_or(0),
                ..figure
            }),
            absent @ Outcome::Absent(_) => absent,
        }
    }

    /// Over the unit's groups that have both values.
    fn explained(&self, explained: &Explained, unit: &UnitId, wave: usize) -> Outcome {
        let groups = self.groups_of(unit);
        let value = |code: &str, group: &UnitId| self.figure(code, group, wave).map(|figure| figure.value);
        let pairs: Vec<(f64, f64)> = groups
            .iter()
            .filter_map(|group| Some((value(&explained.by, group)?, value(&explained.outcome, group)?)))
            .collect();
        let n = pairs.len() as u64;
        if n < explained.fewest {
            let reason = format!("{n} groups have both, at least {} are needed", explained.fewest);
            return Outcome::Absent(Absence::TooLittle(reason));
        }
        match squared_association(&pairs, explained.association) {
            Err(reason) => Outcome::Absent(Absence::TooLittle(reason)),
            Ok(value) => {
                let working = vec![
                    WorkingLine::new(format!("groups with {} and {}", explained.by, explained.outcome), n),
                    WorkingLine::new("share of the groups' differences that goes with it", format!("{value:.6}")),
                ];
                record(value, Quantity::Coefficient, Counted::Groups, n, working)
            }
        }
    }
}

fn test_in_words(test: Test) -> String {
    match test {
        Test::AtLeast(limit) => format!("at least {limit}"),
        Test::Above(limit) => format!("above {limit}"),
        Test::AtMost(limit) => format!("at most {limit}"),
        Test::Below(limit) => format!("below {limit}"),
        Test::InLowestTenth => "in the lowest tenth of groups".to_owned(),
        Test::InHighestTenth => "in the highest tenth of groups".to_owned(),
        Test::Falls => "below the wave before".to_owned(),
        Test::Rises => "above the wave before".to_owned(),
    }
}
