//! One indicator, or one item's answers, at one wave: what each unit's number is and how much of it is told.

use super::answers::{BandPlaces, Detail, coarsened, protect_distribution};
use super::primary::{Rules, guard_attribute, protect_figure};
use super::released::{Released, ReleasedDistribution, Withholding};
use super::remainder::{Amount, Judgement, Layer, Remainder, Tree};
use crate::framework::{Indicator, MeasureKind};
use crate::measure::{Absence, Basis, Counted, Distribution, Estimate, Figure, Outcome, Part, PartsOfGroups};
use crate::vocabulary::{Circulation, UnitId};
use std::collections::{BTreeMap, BTreeSet};

/// What all series of a circulation are judged by.
#[derive(Clone, Copy)]
pub(super) struct Court<'a> {
    pub tree: &'a Tree<'a>,
    pub rules: &'a Rules,
    pub circulation: Circulation,
    /// Returns of each unit, wave by wave: who is taken first where somebody must go without.
    pub returns: &'a BTreeMap<&'a str, BTreeMap<&'a UnitId, u64>>,
}

impl Court<'_> {
    fn weight(&self, wave: &str, unit: &UnitId, otherwise: u64) -> u64 {
        self.returns_of(wave, unit).unwrap_or(otherwise)
    }

    fn returns_of(&self, wave: &str, unit: &UnitId) -> Option<u64> {
        self.returns.get(wave)?.get(unit).copied()
    }
}

/// One indicator at one wave.
pub(super) struct FigureSeries<'a> {
    pub code: &'a str,
    pub wave: &'a str,
    pub indicator: &'a Indicator,
    /// The ends of its answer scale, if it has one.
    pub scale: Option<(f64, f64)>,
    /// The sums it is made of, and over whom.
    pub parts: &'a [Part],
    pub figures: BTreeMap<&'a UnitId, &'a Figure>,
    pub released: BTreeMap<&'a UnitId, Released>,
}

impl<'a> FigureSeries<'a> {
    /// The series by the primary rules alone.
    pub fn new(
        (code, wave): (&'a str, &'a str),
        estimates: &[&'a Estimate],
        indicator: &'a Indicator,
        scale: Option<(f64, f64)>,
        parts: &'a [Part],
        court: &Court<'a>,
    ) -> Self {
        let figure = |estimate: &&'a Estimate| match &estimate.outcome {
            Outcome::Estimated(figure) => Some((&estimate.unit, figure)),
            Outcome::Absent(_) => None,
        };
        // The share withheld is counted at the end, from all the others.
        let is_counted_later = matches!(indicator.measure, MeasureKind::Withheld(_));
        let is_survey = !is_counted_later && indicator.measure.tables().contains(&"responses");
        let protected = |estimate: &&'a Estimate| {
            let level = estimate.unit.level;
            let released = protect_figure(&estimate.outcome, indicator, level, court.rules, court.circulation, scale);
            let tells = is_survey && tells_of_few(&released, court.returns_of(wave, &estimate.unit), court);
            (&estimate.unit, if tells { Released::Withheld(Withholding::TooFewPeople) } else { released })
        };
        FigureSeries {
            code,
            wave,
            indicator,
            scale,
            parts,
            figures: estimates.iter().filter_map(figure).collect(),
            released: estimates.iter().map(protected).collect(),
        }
    }

    /// Whether people's answers, or single schools, stand behind it.
    pub fn is_protected(&self) -> bool {
        self.figures.values().any(|figure| figure.people.is_some() || figure.counted == Counted::Schools)
    }

    /// Whether people's answers stand behind it.
    pub fn is_of_answers(&self) -> bool {
        self.figures.values().any(|figure| figure.people.is_some())
    }

    /// Whether it is about some of those asked only.
    pub fn is_of_subgroup(&self) -> bool {
        matches!(&self.indicator.measure, MeasureKind::ScaleMean(mean) if mean.condition.is_some())
    }

    /// Withholds what is told. Whether anything was.
    pub fn withhold(&mut self, unit: &'a UnitId, reason: Withholding) -> bool {
        let told = self.released.get_mut(unit).filter(|released| released.is_told());
        told.map(|released| *released = Released::Withheld(reason)).is_some()
    }

    /// Whether a unit's value, and not only a bound of it, is told.
    pub fn is_told(&self, unit: &UnitId) -> bool {
        matches!(self.released.get(unit), Some(Released::Shown(_)))
    }

    /// Withholds whatever a subtraction of told numbers would give away.
    pub fn cover(&mut self, court: &Court<'a>) {
        if !self.is_protected() || !self.has_remainders() {
            return;
        }
        let layer = self.layer(court.tree);
        let passes = |remainder: &Remainder<'_>| self.may_remain(remainder, court);
        let weight = |unit: &UnitId| court.weight(self.wave, unit, self.figures.get(unit).map_or(0, |one| behind(one)));
        for unit in layer.cover(&Judgement { passes: &passes, weight: &weight }) {
            self.withhold(unit, Withholding::Remainder);
        }
    }

    /// What of the series is told, as the tree of units has it.
    pub fn layer<'t>(&self, tree: &'t Tree<'a>) -> Layer<'t, 'a> {
        Layer::new(tree, self.figures.iter().map(|(unit, figure)| (*unit, (amount(figure), self.is_told(unit)))))
    }

    /// Whether a larger unit's number is made of its parts' in such a way that one follows from the rest.
    pub fn has_remainders(&self) -> bool {
        match &self.indicator.measure {
            MeasureKind::Difference(_)
            | MeasureKind::Slope(_)
            | MeasureKind::Reliability(_)
            | MeasureKind::BetweenGroups(_)
            | MeasureKind::Explained(_)
            | MeasureKind::Agreement(_) => self.figures.values().any(|figure| figure.basis == Basis::OverGroups),
            _ => true,
        }
    }

    /// Whether a remainder might be published by itself.
    pub fn may_remain(&self, remainder: &Remainder<'_>, court: &Court<'a>) -> bool {
        let people = self.people_in(&remainder.units);
        let is_schools = remainder.units.iter().any(|unit| {
            self.figures.get(*unit).is_some_and(|figure| figure.counted == Counted::Schools && figure.people.is_none())
        });
        if is_schools {
            return people >= court.rules.schools;
        }
        people >= court.rules.fewest(court.circulation) && !self.is_guarded(remainder, court.rules)
    }

    /// How many different people, or schools, stand behind units together.
    pub fn people_in(&self, units: &[&UnitId]) -> u64 {
        let sets = self.parts.first().map(|part| &part.people);
        let known: Option<Vec<_>> = sets.and_then(|sets| units.iter().map(|unit| sets.get(*unit)).collect());
        match known {
            Some(known) if !known.is_empty() => {
                let people: BTreeSet<u64> = known.iter().flat_map(|people| people.numbers()).copied().collect();
                people.len() as u64
            }
            _ => units.iter().filter_map(|unit| self.figures.get(*unit)).map(|figure| behind(figure)).sum(),
        }
    }

    /// Whether the remainder's own value would be told as a bound only, or not at all.
    fn is_guarded(&self, remainder: &Remainder<'_>, rules: &Rules) -> bool {
        let Some(model) = remainder.units.iter().find_map(|unit| self.figures.get(*unit)) else { return false };
        if model.basis == Basis::OverGroups || remainder.amount.n == 0 {
            return false;
        }
        let Some(sum) = remainder.amount.sums.first() else { return false };
        let n = remainder.amount.n as f64;
        let numerator = model.numerator.map(|_| sum.round().max(0.0) as u64);
        let left = Figure {
            value: sum / n,
            n: remainder.amount.n,
            numerator,
            people: Some(remainder.amount.n),
            working: Vec::new(),
            ..(*model).clone()
        };
        guard_attribute(&left, self.indicator, rules, self.scale).is_some()
    }
}

/// Whether the reason for which there is no number speaks of what a few people left out.
fn tells_of_few(released: &Released, returns: Option<u64>, court: &Court<'_>) -> bool {
    matches!(released, Released::Absent(Absence::NothingRecorded | Absence::TooLittle(_)))
        && returns.is_some_and(|returns| (1..court.rules.fewest(court.circulation)).contains(&returns))
}

/// People, or schools where there are none.
fn behind(figure: &Figure) -> u64 {
    figure.people.unwrap_or(figure.n)
}

pub(super) fn amount(figure: &Figure) -> Amount {
    Amount { n: figure.n, sums: vec![sum(figure)] }
}

/// What a figure adds to a larger unit's: favourable answers, or values over all that n counts.
pub(super) fn sum(figure: &Figure) -> f64 {
    figure.numerator.map_or(figure.value * figure.n as f64, |numerator| numerator as f64)
}

/// The answers to one item at one wave.
pub(super) struct AnswerSeries<'a> {
    pub item: &'a str,
    pub wave: &'a str,
    pub bands: BandPlaces,
    /// Who answered, by group.
    pub people: Option<&'a PartsOfGroups>,
    pub distributions: BTreeMap<&'a UnitId, &'a Distribution>,
    pub released: BTreeMap<&'a UnitId, ReleasedDistribution>,
}

impl<'a> AnswerSeries<'a> {
    /// The answers by the primary rules alone.
    pub fn new(
        (item, wave): (&'a str, &'a str),
        distributions: &[&'a Distribution],
        bands: BandPlaces,
        people: Option<&'a PartsOfGroups>,
        court: &Court<'a>,
    ) -> Self {
        let protected =
            |one: &&'a Distribution| (&one.unit, protect_distribution(one, &bands, court.rules, court.circulation));
        let released = distributions.iter().map(protected).collect();
        let distributions = distributions.iter().map(|one| (&one.unit, *one)).collect();
        AnswerSeries { item, wave, bands, people, distributions, released }
    }

    /// Withholds what is told, bounds as well. Whether anything was.
    pub fn withhold(&mut self, unit: &'a UnitId, reason: Withholding) -> bool {
        let is_told = |one: &&mut ReleasedDistribution| {
            !matches!(one, ReleasedDistribution::Absent(_) | ReleasedDistribution::Withheld(_))
        };
        let told = self.released.get_mut(unit).filter(is_told);
        told.map(|released| *released = ReleasedDistribution::Withheld(reason)).is_some()
    }

    /// Whether a unit's counts are told at least so finely.
    pub fn is_told_at(&self, unit: &UnitId, detail: Detail) -> bool {
        self.released.get(unit).and_then(Detail::of) >= Some(detail)
    }

    /// What is told at a detail, as the tree of units has it.
    pub fn layer<'t>(&self, tree: &'t Tree<'a>, detail: Detail) -> Layer<'t, 'a> {
        let amount = |one: &Distribution| {
            let counts = detail.counts(&one.counts, &self.bands);
            Amount { n: counts.iter().sum(), sums: counts.iter().map(|count| *count as f64).collect() }
        };
        let numbers =
            self.distributions.iter().map(|(unit, one)| (*unit, (amount(one), self.is_told_at(unit, detail))));
        Layer::new(tree, numbers)
    }

    /// Tells more coarsely, or not at all, whatever a subtraction of told counts would give away.
    pub fn cover(&mut self, court: &Court<'a>) {
        for detail in Detail::ALL {
            let passes = |remainder: &Remainder<'_>| self.may_remain(remainder, detail, court);
            let answered = |unit: &UnitId| self.distributions.get(unit).map_or(0, |one| one.counts.iter().sum());
            let weight = |unit: &UnitId| court.weight(self.wave, unit, answered(unit));
            let coarser = self.layer(court.tree, detail).cover(&Judgement { passes: &passes, weight: &weight });
            for unit in coarser {
                if let Some(distribution) = self.distributions.get(unit) {
                    self.released.insert(unit, coarsened(distribution, &self.bands, court.rules, detail));
                }
            }
        }
    }

    fn may_remain(&self, remainder: &Remainder<'_>, detail: Detail, court: &Court<'a>) -> bool {
        let counts =
            |amount: &Amount| -> Vec<u64> { amount.sums.iter().map(|sum| sum.round().max(0.0) as u64).collect() };
        let people = match self.people {
            Some(sets) => {
                let people =
                    remainder.units.iter().filter_map(|unit| sets.get(*unit)).flat_map(crate::tally::People::numbers);
                people.collect::<BTreeSet<_>>().len() as u64
            }
            None => remainder.amount.n,
        };
        people >= court.rules.fewest(court.circulation)
            && detail.may_remain(&counts(&remainder.amount), &counts(&remainder.whole), court.rules)
    }
}
