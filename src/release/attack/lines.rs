//! Published numbers as lines of an equation.

use crate::measure::{Part, PartsOfGroups, Sign};
use crate::release::answers::Detail;
use crate::release::remainder::Tree;
use crate::release::series::{AnswerSeries, FigureSeries};
use crate::tally::PersonNumber;
use crate::vocabulary::{Level, UnitId, UnitTree};
use std::collections::BTreeMap;

/// An unknown: what one person answered, by the number of the variable and the person's.
pub(in crate::release) type Unknown = (usize, PersonNumber);

/// Where a line comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::release) struct Source<'a> {
    /// Whether it tells less than a plain figure of all: a subgroup's, a difference or a change. These go
    /// first where something must.
    pub is_main: bool,
    /// The unit.
    pub unit: &'a UnitId,
    /// The series' place in the caller's list.
    pub series: usize,
}

/// A published number, less the numbers told inside its unit: which unknowns it adds up, how often.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::release) struct Line<'a> {
    /// Where it comes from.
    pub source: Source<'a>,
    /// The unknowns with their factors, in order, none of them nought.
    pub terms: Vec<(Unknown, i64)>,
}

/// Numbers for the names of variables.
#[derive(Debug, Default)]
pub(in crate::release) struct Variables(BTreeMap<String, usize>);

impl Variables {
    fn number(&mut self, name: &str) -> usize {
        let next = self.0.len();
        *self.0.entry(name.to_owned()).or_insert(next)
    }
}

/// The lines of an indicator's told figures. Of what adds up over units, each less what is told inside
/// it: these say together exactly what the figures say, and share nobody.
pub(in crate::release) fn of_figures<'a>(
    series: &FigureSeries<'a>,
    place: usize,
    (tree, units): (&Tree<'a>, &'a UnitTree),
    variables: &mut Variables,
) -> Vec<Line<'a>> {
    let numbered: Vec<(usize, &Part)> =
        series.parts.iter().map(|part| (variables.number(&part.variable), part)).collect();
    let is_difference = !series.has_remainders();
    let is_main = !is_difference && numbered.len() == 1 && !series.is_of_subgroup();
    let line = |unit: &'a UnitId, groups: &[&UnitId]| {
        let sizes: Vec<i64> = numbered.iter().map(|(_, part)| size(&part.people, groups)).collect();
        let mut terms = Vec::new();
        for (at, (variable, part)) in numbered.iter().enumerate() {
            // Of two means each is divided by its own number of people; both by both is the same line.
            let others = sizes.iter().enumerate().filter(|(other, _)| is_difference && *other != at);
            let factor: i64 = others.map(|(_, size)| *size).product();
            add(&mut terms, *variable, &part.people, groups, if part.sign == Sign::Plus { factor } else { -factor });
        }
        Line { source: Source { is_main, unit, series: place }, terms: gathered(terms) }
    };
    let mut lines: Vec<Line<'a>> = if is_difference {
        let told = series.figures.keys().filter(|unit| series.is_told(unit));
        told.map(|unit| line(unit, &units.inside(unit, Level::Group).iter().map(|group| &group.id).collect::<Vec<_>>()))
            .collect()
    } else {
        series.layer(tree).remainders().map(|(unit, remainder)| line(unit, &own_or(unit, remainder.units))).collect()
    };
    lines.retain(|line| !line.terms.is_empty());
    lines
}

/// The units of a remainder; of a smallest unit, itself.
fn own_or<'a>(unit: &'a UnitId, inside: Vec<&'a UnitId>) -> Vec<&'a UnitId> {
    if unit.level == Level::Group { vec![unit] } else { inside }
}

/// The lines of an item's told counts, by the detail from which on each variable is told.
pub(in crate::release) fn of_answers<'a>(
    series: &AnswerSeries<'a>,
    place: usize,
    tree: &Tree<'a>,
    variables: &mut Variables,
    names: &[(Detail, String)],
) -> Vec<Line<'a>> {
    let Some(people) = series.people else { return Vec::new() };
    let mut lines = Vec::new();
    for (detail, name) in names {
        let variable = variables.number(name);
        for (unit, remainder) in series.layer(tree, *detail).remainders() {
            let mut terms = Vec::new();
            add(&mut terms, variable, people, &own_or(unit, remainder.units), 1);
            lines.push(Line { source: Source { is_main: true, unit, series: place }, terms: gathered(terms) });
        }
    }
    lines.retain(|line| !line.terms.is_empty());
    lines
}

fn size(people: &PartsOfGroups, groups: &[&UnitId]) -> i64 {
    let sizes = groups.iter().filter_map(|group| people.get(*group)).map(crate::tally::People::count);
    i64::try_from(sizes.sum::<u64>()).unwrap_or(i64::MAX)
}

fn add(terms: &mut Vec<(Unknown, i64)>, variable: usize, people: &PartsOfGroups, groups: &[&UnitId], factor: i64) {
    let people = groups.iter().filter_map(|group| people.get(*group)).flat_map(crate::tally::People::numbers);
    terms.extend(people.map(|person| ((variable, *person), factor)));
}

/// Terms in order, those of one unknown as one: who is in two groups is counted in both.
fn gathered(mut terms: Vec<(Unknown, i64)>) -> Vec<(Unknown, i64)> {
    terms.sort_unstable();
    let mut gathered: Vec<(Unknown, i64)> = Vec::with_capacity(terms.len());
    for (unknown, factor) in terms {
        match gathered.last_mut() {
            Some((last, sum)) if *last == unknown => *sum += factor,
            _ => gathered.push((unknown, factor)),
        }
    }
    gathered.retain(|(_, factor)| *factor != 0);
    gathered
}
