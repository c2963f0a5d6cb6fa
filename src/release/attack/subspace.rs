//! Exact search for a sum of lines that speaks of few people.
//!
//! The lines are brought to a basis from which everything said of people who are many and alike has been
//! cleared. Every sum begins with some vector of the basis and goes on with those after it; the fewest people
//! that such sums can speak of is found by clearing, from the first vector, the people of one part of
//! the rest after the other. Parts that share nobody add up, so a national table takes no longer than
//! its groups one by one.

use super::{Disclosure, Line};
use crate::tally::PersonNumber;
use num_rational::Ratio;
use num_traits::{CheckedDiv, CheckedMul, CheckedSub, Zero};
use petgraph::unionfind::UnionFind;
use std::collections::{BTreeMap, BTreeSet};

/// An exact factor.
type Factor = Ratio<i128>;

/// A factor grew beyond 128 bits: nothing is proved then, and lines are taken for giving something away.
#[derive(Debug)]
struct TooLarge;

/// People who appear in the same lines with the same factors: no line can tell them apart.
#[derive(Debug, Clone)]
struct Alike {
    people: Vec<PersonNumber>,
    /// The columns, one a variable, that must vanish if nothing is to be said of them.
    columns: Vec<usize>,
}

/// A sum of lines: its factor in each column, and which lines are in it.
#[derive(Debug, Clone, PartialEq)]
struct Combination {
    values: BTreeMap<usize, Factor>,
    lines: BTreeSet<usize>,
}

impl Combination {
    /// Takes away so much of another that a column vanishes.
    fn clear(&mut self, column: usize, with: &Combination) -> Result<(), TooLarge> {
        let (Some(mine), Some(theirs)) = (self.values.get(&column), with.values.get(&column)) else { return Ok(()) };
        let factor = mine.checked_div(theirs).ok_or(TooLarge)?;
        for (place, other) in &with.values {
            let less = factor.checked_mul(other).ok_or(TooLarge)?;
            let value = self.values.entry(*place).or_insert_with(Factor::zero);
            *value = value.checked_sub(&less).ok_or(TooLarge)?;
            if value.is_zero() {
                self.values.remove(place);
            }
        }
        self.lines.extend(&with.lines);
        Ok(())
    }

    fn speaks_of(&self, one: &Alike) -> bool {
        one.columns.iter().any(|column| self.values.contains_key(column))
    }
}

/// The sums of lines that have not been ruled out, as a basis.
type Space = Vec<Combination>;

/// Keeps the sums in which some columns vanish. Who holds a column is looked up, so that the work grows with what
/// is cleared and not with all there is.
fn silence(space: Space, columns: &[usize]) -> Result<Space, TooLarge> {
    let mut holders: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for (at, one) in space.iter().enumerate() {
        for column in one.values.keys() {
            holders.entry(*column).or_default().insert(at);
        }
    }
    let mut rows: Vec<Option<Combination>> = space.into_iter().map(Some).collect();
    for column in columns {
        let Some(holding) = holders.remove(column) else { continue };
        let length = |at: &usize| rows.get(*at)?.as_ref().map(|one| one.values.len());
        // The shortest clears the others, and goes.
        let Some(shortest) = holding.iter().filter(|at| length(at).is_some()).min_by_key(|at| length(at)) else {
            continue;
        };
        let Some(pivot) = rows.get_mut(*shortest).and_then(Option::take) else { continue };
        for at in holding.iter().filter(|at| *at != shortest) {
            let Some(Some(one)) = rows.get_mut(*at) else { continue };
            one.clear(*column, &pivot)?;
            for place in pivot.values.keys().filter(|place| *place != column) {
                let holding = holders.entry(*place).or_default();
                if one.values.contains_key(place) {
                    holding.insert(*at)
                } else {
                    holding.remove(at)
                };
            }
        }
    }
    Ok(rows.into_iter().flatten().filter(|one| !one.values.is_empty()).collect())
}

/// The shortest of the vectors that say something of a column, taken out.
fn take_pivot(space: &mut Space, column: usize) -> Option<Combination> {
    let speaking = space.iter().enumerate().filter(|(_, one)| one.values.contains_key(&column));
    let (shortest, _) = speaking.min_by_key(|(_, one)| one.values.len())?;
    Some(space.swap_remove(shortest))
}

/// Looks among the lines at some places for sums that speak of somebody, but of fewer than `fewest`: the
/// first in each part.
pub(super) fn search(lines: &[Line<'_>], places: &[usize], fewest: u64) -> Vec<Disclosure> {
    let parts = connected(lines, places);
    parts.iter().flat_map(|part| search_part(lines, part, fewest)).collect()
}

/// Lines that share nobody cannot help one another: each connected part is searched by itself.
fn connected(lines: &[Line<'_>], places: &[usize]) -> Vec<Vec<usize>> {
    let mut appearances: Vec<(PersonNumber, usize)> = Vec::new();
    for (at, place) in places.iter().enumerate() {
        let terms = lines.get(*place).into_iter().flat_map(|line| &line.terms);
        appearances.extend(terms.map(|((_, person), _)| (*person, at)));
    }
    appearances.sort_unstable();
    let mut sets = UnionFind::<usize>::new(places.len());
    for (one, next) in appearances.iter().zip(appearances.iter().skip(1)) {
        if one.0 == next.0 {
            sets.union(one.1, next.1);
        }
    }
    let mut parts: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, place) in places.iter().enumerate() {
        parts.entry(sets.find(at)).or_default().push(*place);
    }
    parts.into_values().collect()
}

fn search_part(lines: &[Line<'_>], places: &[usize], fewest: u64) -> Vec<Disclosure> {
    let (alike, space) = tabulate(lines, places);
    let found = search_space(&alike, space, fewest);
    found.unwrap_or_else(|TooLarge| vec![Disclosure { lines: places.to_vec(), people: BTreeSet::new() }])
}

fn search_space(alike: &[Alike], space: Space, fewest: u64) -> Result<Vec<Disclosure>, TooLarge> {
    // Of people who are many and alike nothing may be said in a disclosure, so their columns vanish.
    let many = alike.iter().filter(|one| one.people.len() as u64 >= fewest);
    let space = silence(space, &many.flat_map(|one| one.columns.clone()).collect::<Vec<usize>>())?;
    let owners = Owners::of(alike);
    let mut found: Vec<Disclosure> = Vec::new();
    for part in owners.apart(space) {
        let mut part = independent(part)?;
        let mut used: BTreeSet<usize> = BTreeSet::new();
        // The widest first: what is left without them falls apart.
        part.sort_by_key(|one| one.values.len());
        while let Some(first) = part.pop() {
            let lines = first.lines.clone();
            // Withholding a line of a disclosure found may end this one too.
            if !used.is_disjoint(&lines) {
                continue;
            }
            let people = owners.fewest_people(first, &part, fewest)?;
            if people.len() < usize::try_from(fewest).unwrap_or(usize::MAX) {
                used.extend(&lines);
                found.push(Disclosure { lines: lines.into_iter().collect(), people });
            }
        }
    }
    Ok(found)
}

/// Whose column is whose.
struct Owners<'a> {
    alike: &'a [Alike],
    of_column: BTreeMap<usize, usize>,
}

impl<'a> Owners<'a> {
    fn of(alike: &'a [Alike]) -> Self {
        let columns =
            alike.iter().enumerate().flat_map(|(at, one)| one.columns.iter().map(move |column| (*column, at)));
        Owners { alike, of_column: columns.collect() }
    }

    fn touched(&self, one: &Combination) -> BTreeSet<usize> {
        one.values.keys().filter_map(|column| self.of_column.get(column)).copied().collect()
    }

    /// A basis as its parts that share nobody.
    fn apart(&self, space: Space) -> Vec<Space> {
        let mut sets = UnionFind::<usize>::new(space.len());
        let mut first: BTreeMap<usize, usize> = BTreeMap::new();
        for (at, one) in space.iter().enumerate() {
            for owner in self.touched(one) {
                let known = *first.entry(owner).or_insert(at);
                sets.union(known, at);
            }
        }
        let mut parts: BTreeMap<usize, Space> = BTreeMap::new();
        for (at, one) in space.into_iter().enumerate() {
            parts.entry(sets.find(at)).or_default().push(one);
        }
        parts.into_values().collect()
    }

    /// The fewest people of whom a vector speaks when any of the others are added to it; no further than
    /// `enough`.
    fn fewest_people(
        &self,
        first: Combination,
        others: &Space,
        enough: u64,
    ) -> Result<BTreeSet<PersonNumber>, TooLarge> {
        let touched = self.touched(&first);
        let mut people = BTreeSet::new();
        let mut settled: BTreeSet<usize> = BTreeSet::new();
        for part in self.apart(others.clone()) {
            let inside: BTreeSet<usize> = part.iter().flat_map(|one| self.touched(one)).collect();
            if inside.is_disjoint(&touched) {
                continue;
            }
            settled.extend(&inside);
            let room = enough.saturating_sub(people.len() as u64);
            let waiting: Vec<usize> = inside.into_iter().collect();
            let mut least = Least { owners: self, waiting: &waiting, room, best: None, left: MOST_BRANCHES };
            least.branch(&first, &part, 0, &mut Vec::new())?;
            let Some(best) = least.best else { return Ok(self.everybody(&touched)) };
            people.extend(self.people_at(&best));
        }
        let alone: Vec<usize> = touched.difference(&settled).copied().collect();
        people.extend(self.people_at(&alone));
        Ok(people)
    }

    fn people_at(&self, places: &[usize]) -> Vec<PersonNumber> {
        places.iter().filter_map(|at| self.alike.get(*at)).flat_map(|one| one.people.iter().copied()).collect()
    }

    /// Enough people for nothing to be given away.
    fn everybody(&self, touched: &BTreeSet<usize>) -> BTreeSet<PersonNumber> {
        let places: Vec<usize> = touched.iter().copied().chain(0..self.alike.len()).collect();
        self.people_at(&places).into_iter().collect()
    }
}

/// Branches of one search, beyond which lines are taken for giving something away because the opposite could not
/// be proved.
const MOST_BRANCHES: usize = 5_000;

/// The search for the fewest people within one part.
struct Least<'a> {
    owners: &'a Owners<'a>,
    waiting: &'a [usize],
    /// Fewer than so many are looked for.
    room: u64,
    best: Option<Vec<usize>>,
    left: usize,
}

impl Least<'_> {
    /// Of the next who are alike, something is said, then they count, or nothing, then the others must clear
    /// their columns.
    fn branch(
        &mut self,
        first: &Combination,
        others: &Space,
        next: usize,
        counted: &mut Vec<usize>,
    ) -> Result<(), TooLarge> {
        let people = self.owners.people_at(counted).len() as u64;
        if people >= self.room {
            return Ok(());
        }
        if self.left == 0 {
            self.best = Some(Vec::new());
            return Ok(());
        }
        self.left -= 1;
        let owner = |at: usize| self.waiting.get(at).and_then(|place| self.owners.alike.get(*place));
        let Some(at) = (next..self.waiting.len()).find(|at| owner(*at).is_some_and(|one| first.speaks_of(one))) else {
            self.room = people;
            self.best = Some(counted.clone());
            return Ok(());
        };
        let (Some(one), Some(place)) = (owner(at), self.waiting.get(at)) else { return Ok(()) };
        let (mut cleared, mut rest) = (first.clone(), others.clone());
        for column in &one.columns {
            if let Some(pivot) = take_pivot(&mut rest, *column) {
                cleared.clear(*column, &pivot)?;
                for other in &mut rest {
                    other.clear(*column, &pivot)?;
                }
            }
        }
        if !cleared.speaks_of(one) {
            self.branch(&cleared, &rest, at + 1, counted)?;
        }
        counted.push(*place);
        self.branch(first, others, at + 1, counted)?;
        counted.pop();
        Ok(())
    }
}

/// The people in lines by how they appear in them, and the lines over the columns that these make.
fn tabulate(lines: &[Line<'_>], places: &[usize]) -> (Vec<Alike>, Space) {
    let mut appearances: BTreeMap<PersonNumber, Vec<(usize, usize, i64)>> = BTreeMap::new();
    for place in places {
        for ((variable, person), factor) in lines.get(*place).into_iter().flat_map(|line| &line.terms) {
            appearances.entry(*person).or_default().push((*variable, *place, *factor));
        }
    }
    let mut by_look: BTreeMap<Vec<(usize, usize, i64)>, Vec<PersonNumber>> = BTreeMap::new();
    for (person, mut look) in appearances {
        look.sort_unstable();
        by_look.entry(look).or_default().push(person);
    }
    let mut space: BTreeMap<usize, Combination> = places
        .iter()
        .map(|place| (*place, Combination { values: BTreeMap::new(), lines: BTreeSet::from([*place]) }))
        .collect();
    let mut alike = Vec::new();
    let mut columns = 0;
    for (look, people) in by_look {
        let first = columns;
        for stretch in look.chunk_by(|one, next| one.0 == next.0) {
            for (_, place, factor) in stretch {
                if let Some(line) = space.get_mut(place) {
                    line.values.insert(columns, Factor::from_integer(i128::from(*factor)));
                }
            }
            columns += 1;
        }
        alike.push(Alike { people, columns: (first..columns).collect() });
    }
    (alike, space.into_values().collect())
}

/// A basis: lines that say nothing beyond the others are left out.
fn independent(lines: Space) -> Result<Space, TooLarge> {
    let mut basis: Space = Vec::new();
    for mut line in lines {
        for known in &basis {
            // The first column of each known one is its own: it was cleared from those after it.
            if let Some((column, _)) = known.values.first_key_value() {
                line.clear(*column, known)?;
            }
        }
        if !line.values.is_empty() {
            basis.push(line);
        }
    }
    Ok(basis)
}
