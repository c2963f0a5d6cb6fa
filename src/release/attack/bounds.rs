//! Bounds on counts that are not told: what a reader who knows how many answered in each unit, or who is one
//! of them and knows their own answer, can say of the others' from everything told inside and around.
//!
//! Most are settled by an example: where two units may exchange two answers without any told number
//! changing, their counts are not known. For the rest a solver of integer programs finds the least and
//! the most.

use crate::release::answers::Detail;
use crate::release::remainder::Tree;
use crate::release::series::AnswerSeries;
use crate::release::{ReleasedDistribution, Side};
use crate::vocabulary::UnitId;
use microlp::{ComparisonOp, OptimizationDirection, Problem, SolveOutcome, Variable};
use std::collections::{BTreeMap, BTreeSet};

/// Unfavourable, neither, favourable.
const BANDS: usize = 3;
const FAVOURABLE: usize = 2;

/// What was found out about the counts of an item.
#[derive(Debug, Default, PartialEq, Eq)]
pub(in crate::release) struct Bounds<'a> {
    /// Counts looked at.
    pub looked_at: usize,
    /// Units of which a count that is not told is known exactly.
    pub known: BTreeSet<&'a UnitId>,
}

/// A unit whose three counts are not all told.
struct Hidden<'a> {
    unit: &'a UnitId,
    counts: [u64; BANDS],
    /// Whether its favourable count is told.
    is_split: bool,
    /// In which sums it is, band by band: the same number for the same sums.
    sums: [usize; BANDS],
    /// Whether it is told that all but one at the most are favourable.
    is_bounded: bool,
}

/// Sums over hidden units that a reader can work out: whose, of which bands, how many.
type Sum = (Vec<usize>, usize, u64);

/// Looks for counts of an item that follow exactly from what is told.
pub(in crate::release) fn search<'a>(series: &AnswerSeries<'a>, tree: &Tree<'a>) -> Bounds<'a> {
    let mut hidden: Vec<Hidden<'a>> = Vec::new();
    let mut places: BTreeMap<&UnitId, usize> = BTreeMap::new();
    let mut sums: Vec<Sum> = Vec::new();
    let mut empty: BTreeSet<(usize, usize)> = BTreeSet::new();
    for (detail, bands) in [(Detail::Split, &[FAVOURABLE][..]), (Detail::Banded, &[0, 1])] {
        for (whole, remainder) in series.layer(tree, detail).remainders() {
            if remainder.units.is_empty() || remainder.units == [whole] {
                continue;
            }
            let members: Vec<usize> = remainder
                .units
                .iter()
                .filter_map(|unit| {
                    let next = hidden.len();
                    let place = *places.entry(unit).or_insert(next);
                    if place == next {
                        hidden.push(look(series, unit)?);
                    }
                    Some(place)
                })
                .collect();
            for band in bands {
                let of = |counts: &[f64]| {
                    counts.get(if detail == Detail::Split { 1 } else { *band }).map_or(0, |sum| sum.round() as u64)
                };
                if of(&remainder.whole.sums) == 0 {
                    // An empty label of a told whole is no secret of its parts.
                    empty.extend(members.iter().map(|place| (*place, *band)));
                }
                sums.push((members.clone(), *band, of(&remainder.amount.sums)));
            }
        }
    }
    note_sums(&mut hidden, &sums);
    let mut bounds = Bounds::default();
    for (at, one) in hidden.iter().enumerate() {
        let is_told = |band: usize| (one.is_split && band == FAVOURABLE) || empty.contains(&(at, band));
        let untold = (0..BANDS).filter(|band| !is_told(*band));
        for band in untold {
            bounds.looked_at += 1;
            if !has_example(&hidden, at, band) && is_known(&hidden, &sums, at, band) {
                bounds.known.insert(one.unit);
            }
        }
    }
    bounds
}

fn look<'a>(series: &AnswerSeries<'a>, unit: &'a UnitId) -> Option<Hidden<'a>> {
    let distribution = series.distributions.get(unit)?;
    let counts = Detail::Banded.counts(&distribution.counts, &series.bands);
    let released = series.released.get(unit)?;
    Some(Hidden {
        unit,
        counts: counts.try_into().ok()?,
        sums: [0; BANDS],
        is_split: Detail::of(released) == Some(Detail::Split),
        is_bounded: matches!(released, ReleasedDistribution::Bounded { side: Side::AtLeast, .. }),
    })
}

/// Whether somebody of this unit and somebody of another could have each other's answers without any told number
/// being another: then the count is not known. It must hold for a reader who gave one of the unit's answers
/// too, so there must be two of the answer that goes, or an exchange the other way round as well.
fn has_example(hidden: &[Hidden<'_>], at: usize, band: usize) -> bool {
    let Some(one) = hidden.get(at).filter(|one| !one.is_bounded) else { return false };
    let count = |counts: &[u64; BANDS], band: usize| counts.get(band).copied().unwrap_or(0);
    let (mut fewer, mut more) = (false, false);
    for (_, two) in hidden.iter().enumerate().filter(|(other, two)| *other != at && !two.is_bounded) {
        let told = one.is_split || two.is_split;
        for to in (0..BANDS).filter(|to| *to != band && !(told && (*to == FAVOURABLE || band == FAVOURABLE))) {
            let (goes, comes) = (count(&one.counts, band), count(&one.counts, to));
            let (may_go, may_come) =
                (goes > 0 && count(&two.counts, to) > 0, comes > 0 && count(&two.counts, band) > 0);
            if (may_go || may_come) && keeps_sums(one, two, [band, to]) {
                fewer |= may_go;
                more |= may_come;
                if (fewer && more) || (may_go && goes > 1) || (may_come && comes > 1) {
                    return true;
                }
            }
        }
    }
    false
}

/// Whether two units are in the same sums of two bands.
fn keeps_sums(one: &Hidden<'_>, two: &Hidden<'_>, bands: [usize; 2]) -> bool {
    bands.iter().all(|band| one.sums.get(*band) == two.sums.get(*band))
}

/// Notes for every unit and band in which sums they are, as a number that is the same for the same sums.
fn note_sums(hidden: &mut [Hidden<'_>], sums: &[Sum]) {
    let mut of_unit: Vec<[Vec<usize>; BANDS]> = hidden.iter().map(|_| Default::default()).collect();
    for (at, (members, band, _)) in sums.iter().enumerate() {
        for member in members {
            if let Some(own) = of_unit.get_mut(*member).and_then(|bands| bands.get_mut(*band)) {
                own.push(at);
            }
        }
    }
    let mut numbers: BTreeMap<Vec<usize>, usize> = BTreeMap::new();
    for (one, bands) in hidden.iter_mut().zip(of_unit) {
        for (number, own) in one.sums.iter_mut().zip(bands) {
            let next = numbers.len();
            *number = *numbers.entry(own).or_insert(next);
        }
    }
}

/// Units that may vary when a count is bounded; the others stay as they are, which can only make the bounds
/// narrower: a count is then rather taken for known than overlooked.
const MOST_UNITS: usize = 8;

/// A unit and those that share most sums with it.
fn neighbours(sums: &[Sum], at: usize) -> Vec<usize> {
    let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
    for (members, ..) in sums.iter().filter(|(members, ..)| members.contains(&at)) {
        for member in members.iter().filter(|member| **member != at) {
            *shared.entry(*member).or_insert(0) += 1;
        }
    }
    let mut nearest: Vec<(usize, usize)> = shared.into_iter().map(|(member, sums)| (sums, member)).collect();
    nearest.sort_by(|one, other| other.0.cmp(&one.0).then(one.1.cmp(&other.1)));
    std::iter::once(at).chain(nearest.into_iter().map(|(_, member)| member)).take(MOST_UNITS).collect()
}

/// Whether the least and the most that a count can be are the same, for a reader of all that is told or for one
/// who gave an answer in the unit.
fn is_known(hidden: &[Hidden<'_>], sums: &[Sum], at: usize, band: usize) -> bool {
    let Some(one) = hidden.get(at) else { return false };
    let own = (0..BANDS).filter(|own| one.counts.get(*own).is_some_and(|count| *count > 0));
    own.map(Some).chain([None]).any(|own| {
        let least = extreme(hidden, sums, (at, band), own, OptimizationDirection::Minimize);
        let most = extreme(hidden, sums, (at, band), own, OptimizationDirection::Maximize);
        matches!((least, most), (Some(least), Some(most)) if least == most)
    })
}

/// The least or the most that a count can be; `None` where the solver does not say.
fn extreme(
    hidden: &[Hidden<'_>],
    sums: &[Sum],
    (at, band): (usize, usize),
    own: Option<usize>,
    direction: OptimizationDirection,
) -> Option<i64> {
    let mut problem = Problem::new(direction);
    let mut variables: BTreeMap<usize, [Variable; BANDS]> = BTreeMap::new();
    for (place, one) in neighbours(sums, at).iter().filter_map(|place| Some((*place, hidden.get(*place)?))) {
        let n: u64 = one.counts.iter().sum();
        let most = i32::try_from(n).unwrap_or(i32::MAX);
        let mut variable = |label: usize| {
            let least = i32::from(place == at && own == Some(label));
            problem.add_integer_var(f64::from(u8::from((place, label) == (at, band))), (least, most))
        };
        let counts = [variable(0), variable(1), variable(FAVOURABLE)];
        problem.add_constraint(counts.map(|count| (count, 1.0)), ComparisonOp::Eq, n as f64);
        let favourable = one.counts.get(FAVOURABLE).copied().unwrap_or(0);
        let [.., told] = counts;
        if one.is_split {
            problem.add_constraint([(told, 1.0)], ComparisonOp::Eq, favourable as f64);
        }
        if one.is_bounded {
            problem.add_constraint([(told, 1.0)], ComparisonOp::Ge, n.saturating_sub(1) as f64);
        }
        variables.insert(place, counts);
    }
    for (members, band, total) in sums {
        let of = |place: &usize| hidden.get(*place).and_then(|one| one.counts.get(*band)).copied().unwrap_or(0);
        let fixed: u64 = members.iter().filter(|place| !variables.contains_key(place)).map(of).sum();
        let varying = members.iter().filter_map(|place| Some((*variables.get(place)?.get(*band)?, 1.0)));
        let terms: Vec<(Variable, f64)> = varying.collect();
        if !terms.is_empty() {
            problem.add_constraint(terms, ComparisonOp::Eq, total.saturating_sub(fixed) as f64);
        }
    }
    match problem.solve() {
        Ok(SolveOutcome::Solution(solution)) => Some(solution.objective().round() as i64),
        _ => None,
    }
}
