//! The release defended: an attacker searches everything told, and what they find is withheld, until they find
//! nothing. Each step only ever withholds more, so it ends.

use super::answers::Detail;
use super::attack::{self, Line};
use super::audit::Telling;
use super::released::Withholding;
use super::series::{AnswerSeries, Court};
use super::solve::{Sheets, Solved};
use crate::measure::{favourable_variable, score_variable};
use crate::vocabulary::{Level, UnitId};
use petgraph::unionfind::UnionFind;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use std::collections::{BTreeMap, BTreeSet};

/// Rounds of attack and repair before a release is given up: each withholds something, so this is never
/// reached unless something is wrong.
const MOST_ROUNDS: usize = 500;

/// Rounds in which as little as can be is withheld; after them everything but plain figures of all goes where
/// something must, or a large programme would take long.
const GENTLE_ROUNDS: usize = 20;

/// A disclosure with the place of the series, figures first and then answers, and the unit to withhold.
type Repair<'a> = (usize, &'a UnitId);

impl<'a> Solved<'a> {
    /// Attack and repair until nothing is found, then once more over everything, which is the proof.
    pub(super) fn defend(&mut self, sheets: &'a Sheets<'a>, court: &Court<'a>) {
        let families = self.families();
        self.audit.families = families.len();
        let everything: BTreeSet<usize> = (0..families.len()).collect();
        let mut open = everything.clone();
        for round in 0..MOST_ROUNDS {
            let found = self.attack(&families, &open, round < GENTLE_ROUNDS, sheets, court);
            if !found.is_empty() {
                self.audit.rounds += 1;
                let touched = self.repair(&found, court);
                let is_touched = |family: &Vec<usize>| family.iter().any(|place| touched.contains(place));
                open = families.iter().enumerate().filter(|(_, family)| is_touched(family)).map(|(at, _)| at).collect();
            } else if self.bound_counts(court) > 0 || open.len() < everything.len() {
                open.clone_from(&everything);
            } else {
                self.audit.is_proved = true;
                return;
            }
        }
        let found = self.attack(&families, &everything, true, sheets, court);
        self.audit.open = found.into_iter().filter_map(|(place, unit)| self.telling(place, unit)).collect();
    }

    fn telling(&self, place: usize, unit: &UnitId) -> Option<Telling> {
        let (of, wave) = match self.figures.get(place) {
            Some(series) => (series.code, series.wave),
            None => {
                self.answers.get(place.checked_sub(self.figures.len())?).map(|series| (series.item, series.wave))?
            }
        };
        Some(Telling { of: of.to_owned(), unit: unit.clone(), wave: wave.to_owned() })
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

    /// Lets the attacker bound every count that is not told; what they would know exactly takes the counts of
    /// its item with it, for the unit and the units around it. How many units that were.
    fn bound_counts(&mut self, court: &Court<'a>) -> usize {
        let found: Vec<attack::bounds::Bounds<'a>> =
            self.answers.par_iter().map(|series| attack::bounds::search(series, court.tree)).collect();
        self.audit.bounded = found.iter().map(|bounds| bounds.looked_at).sum();
        let known = found.iter().map(|bounds| bounds.known.len()).sum();
        for (series, bounds) in self.answers.iter_mut().zip(&found) {
            for unit in &bounds.known {
                let around = court.tree.around(unit);
                let inner = around.iter().filter(|unit| unit.level != Level::Programme);
                let gone = inner.filter(|unit| series.withhold(unit, Withholding::Remainder)).count();
                // Where nothing nearer was told, it is the whole's counts that tell it.
                if let (0, Some(whole)) = (gone, around.last()) {
                    series.withhold(whole, Withholding::Remainder);
                }
            }
            if !bounds.known.is_empty() {
                series.cover(court);
            }
        }
        self.audit.repaired += known;
        known
    }

    /// Withholds what was found, and what follows from that. The places of the series touched.
    fn repair(&mut self, found: &[Repair<'a>], court: &Court<'a>) -> BTreeSet<usize> {
        self.audit.repaired += found.len();
        let figures = self.figures.len();
        let mut touched: BTreeSet<usize> = found.iter().map(|(place, _)| *place).collect();
        for (place, unit) in found {
            match place.checked_sub(figures) {
                None => self.figures.get_mut(*place).map(|series| series.withhold(unit, Withholding::Remainder)),
                Some(at) => self.answers.get_mut(at).map(|series| series.withhold(unit, Withholding::Remainder)),
            };
        }
        touched.extend(self.withhold_items_of_untold_scales());
        for place in &touched {
            match place.checked_sub(figures) {
                None => self.figures.get_mut(*place).map(|series| series.cover(court)),
                Some(at) => self.answers.get_mut(at).map(|series| series.cover(court)),
            };
        }
        while self.withhold_what_rests_on_untold(court) {}
        touched
    }

    /// The places of series, figures first and then answers, that share unknowns with one another.
    fn families(&self) -> Vec<Vec<usize>> {
        let of_figures =
            self.figures.iter().map(|series| series.parts.iter().map(|part| part.variable.clone()).collect());
        let of_answers =
            self.answers.iter().map(|series| variables_of(series).into_iter().map(|(_, name)| name).collect());
        let variables: Vec<Vec<String>> = of_figures.chain(of_answers).collect();
        let mut sets = UnionFind::<usize>::new(variables.len());
        let mut first: BTreeMap<&str, usize> = BTreeMap::new();
        for (place, names) in variables.iter().enumerate() {
            for name in names {
                let known = *first.entry(name).or_insert(place);
                sets.union(known, place);
            }
        }
        let mut families: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (place, _) in variables.iter().enumerate().filter(|(_, names)| !names.is_empty()) {
            families.entry(sets.find(place)).or_default().push(place);
        }
        families.into_values().collect()
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
