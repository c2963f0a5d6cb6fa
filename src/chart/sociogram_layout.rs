//! Where the members of a network stand: by stress majorisation from a start that depends on nothing but who is tied
//! to whom.
//!
//! Members are first brought into an order by refining colours: two members get unlike colours if their ties lead to
//! unlike colours. Those that stay alike are parted one by one, and as they can be swapped without a difference, the
//! drawing is the same whichever comes first. So neither the places nor the order of the markup tell the order of a
//! register.
//!
//! The stress is that of Gansner, Koren and North (2004): distances in the drawing should be those in the network,
//! each weighed by the inverse of its square. Only sums, products and square roots are used, which are the same on
//! every machine.

use super::canvas::Point;
use super::layout::number;
use std::collections::BTreeSet;

/// Rounds of majorisation; the stress of networks of this size settles well before.
const ROUNDS: usize = 400;

/// The fractional part of the golden ratio, which spreads the start evenly.
const GOLDEN: f64 = 0.618_033_988_749_894_9;

/// A directed tie between two members.
pub(super) type Arc = (usize, usize);

/// The ties with members numbered by structure alone.
pub(super) fn by_structure(members: usize, arcs: &BTreeSet<Arc>) -> BTreeSet<Arc> {
    let mut colours = refined(vec![0; members], arcs);
    while let Some(alike) = first_alike(&colours) {
        // Doubling leaves room for one colour between each two.
        let mut parted: Vec<usize> = colours.iter().map(|colour| 2 * colour + 1).collect();
        if let Some(colour) = parted.get_mut(alike) {
            *colour -= 1;
        }
        colours = refined(parted, arcs);
    }
    let renumbered = |member: usize| colours.get(member).copied().unwrap_or(member);
    arcs.iter().map(|(from, to)| (renumbered(*from), renumbered(*to))).collect()
}

/// The first member of the first colour that more than one has.
fn first_alike(colours: &[usize]) -> Option<usize> {
    let count = |colour: usize| colours.iter().filter(|other| **other == colour).count();
    (0..colours.len())
        .filter(|member| colours.get(*member).is_some_and(|colour| count(*colour) > 1))
        .min_by_key(|member| colours.get(*member).copied())
}

/// Parts colours until all members of one colour have ties to the same colours.
fn refined(mut colours: Vec<usize>, arcs: &BTreeSet<Arc>) -> Vec<usize> {
    loop {
        let colour = |member: usize| colours.get(member).copied().unwrap_or_default();
        let signatures: Vec<(usize, Vec<usize>, Vec<usize>)> = (0..colours.len())
            .map(|member| {
                let mut out: Vec<usize> =
                    arcs.iter().filter(|(from, _)| *from == member).map(|(_, to)| colour(*to)).collect();
                let mut back: Vec<usize> =
                    arcs.iter().filter(|(_, to)| *to == member).map(|(from, _)| colour(*from)).collect();
                out.sort_unstable();
                back.sort_unstable();
                (colour(member), out, back)
            })
            .collect();
        let kinds: BTreeSet<&(usize, Vec<usize>, Vec<usize>)> = signatures.iter().collect();
        let next: Vec<usize> =
            signatures.iter().map(|signature| kinds.iter().take_while(|kind| **kind < signature).count()).collect();
        let distinct = |colours: &[usize]| colours.iter().collect::<BTreeSet<_>>().len();
        if distinct(&next) == distinct(&colours) {
            return next;
        }
        colours = next;
    }
}

/// Places for all members, the longer side of their crowd level, in no unit.
pub(super) fn places(members: usize, arcs: &BTreeSet<Arc>) -> Vec<Point> {
    let distances = distances(members, arcs);
    let mut places: Vec<Point> = (0..members)
        .map(|member| {
            let place = number(member);
            ((place * GOLDEN).fract() * number(members).sqrt(), place / number(members) * number(members).sqrt())
        })
        .collect();
    for _ in 0..ROUNDS {
        for (member, row) in distances.iter().enumerate() {
            let Some(moved) = settled(&places, member, row) else { continue };
            if let Some(place) = places.get_mut(member) {
                *place = moved;
            }
        }
    }
    levelled(&places)
}

/// Where a member has the least stress while all others stay.
fn settled(places: &[Point], member: usize, distances: &[f64]) -> Option<Point> {
    let (x, y) = *places.get(member)?;
    let (mut sum, mut weights) = ((0.0, 0.0), 0.0);
    for (other, (&(other_x, other_y), &wanted)) in places.iter().zip(distances).enumerate() {
        if other == member {
            continue;
        }
        let weight = 1.0 / (wanted * wanted);
        let (right, down) = (x - other_x, y - other_y);
        let apart = (right * right + down * down).sqrt().max(1e-9);
        sum.0 += weight * (other_x + wanted * right / apart);
        sum.1 += weight * (other_y + wanted * down / apart);
        weights += weight;
    }
    (weights > 0.0).then(|| (sum.0 / weights, sum.1 / weights))
}

/// Steps from each member to each other along ties of either direction; a step more than the longest way for those
/// that no way joins.
fn distances(members: usize, arcs: &BTreeSet<Arc>) -> Vec<Vec<f64>> {
    let steps: Vec<Vec<Option<usize>>> = (0..members).map(|start| steps_from(start, members, arcs)).collect();
    let longest = steps.iter().flatten().flatten().copied().max().unwrap_or_default();
    steps.iter().map(|row| row.iter().map(|step| number(step.unwrap_or(longest + 1).max(1))).collect()).collect()
}

fn steps_from(start: usize, members: usize, arcs: &BTreeSet<Arc>) -> Vec<Option<usize>> {
    let mut steps = vec![None; members];
    let mut front = vec![start];
    let mut step = 0;
    while !front.is_empty() {
        for member in &front {
            if let Some(place) = steps.get_mut(*member) {
                *place = Some(step);
            }
        }
        let is_new = |member: &usize| steps.get(*member).is_some_and(Option::is_none);
        let reached: BTreeSet<usize> = arcs
            .iter()
            .flat_map(|(from, to)| [(*from, *to), (*to, *from)])
            .filter(|(from, to)| front.contains(from) && is_new(to))
            .map(|(_, to)| to)
            .collect();
        front = reached.into_iter().collect();
        step += 1;
    }
    steps
}

/// Turns the crowd so that its longest direction is level.
fn levelled(places: &[Point]) -> Vec<Point> {
    let count = number(places.len().max(1));
    let mean = |part: fn(&Point) -> f64| places.iter().map(part).sum::<f64>() / count;
    let centre = (mean(|place| place.0), mean(|place| place.1));
    let centred: Vec<Point> = places.iter().map(|(x, y)| (x - centre.0, y - centre.1)).collect();
    let (across, both, down) =
        centred.iter().fold((0.0, 0.0, 0.0), |(a, b, d), (x, y)| (a + x * x, b + x * y, d + y * y));
    let half = (across - down) / 2.0;
    let largest = f64::midpoint(across, down) + (half * half + both * both).sqrt();
    let (x, y) = if both.abs() > 1e-9 { (both, largest - across) } else { (1.0, 0.0) };
    let length = (x * x + y * y).sqrt();
    let (x, y) = if both.abs() > 1e-9 || across >= down { (x / length, y / length) } else { (0.0, 1.0) };
    centred.iter().map(|(right, below)| (right * x + below * y, below * x - right * y)).collect()
}
