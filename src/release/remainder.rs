//! Remainders: what a unit's number less the numbers told inside it says about those that are not told.
//!
//! A remainder that a reader can work out is a number like any other, so it must pass the rules that a
//! published number passes: enough people, two units or more, nobody's answer given away. Where it does
//! not, something more is left untold. Units lie inside one another as a tree, so the remainders of a
//! series share nobody, and together they say all that its numbers say: looking at each is enough.

use crate::vocabulary::{Level, UnitId, UnitTree};
use std::collections::BTreeMap;

/// What adds up over units: how many, and sums over them.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Amount {
    /// How many are in the sums.
    pub n: u64,
    /// The sums, each of its own thing.
    pub sums: Vec<f64>,
}

impl Amount {
    fn take_away(&mut self, part: &Amount) {
        self.n = self.n.saturating_sub(part.n);
        for (sum, less) in self.sums.iter_mut().zip(&part.sums) {
            *sum -= less;
        }
    }
}

/// A remainder: what is left of a unit's amount, and the smallest units that it belongs to.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Remainder<'a> {
    /// What is left.
    pub amount: Amount,
    /// What it is left of.
    pub whole: Amount,
    /// Whose it is.
    pub units: Vec<&'a UnitId>,
}

impl Remainder<'_> {
    /// Whether nothing was taken away: the whole is told as it is, by its own right.
    fn is_whole(&self) -> bool {
        self.amount == self.whole
    }
}

/// The units as places in a list, smallest level first, with the places inside each.
pub(super) struct Tree<'a> {
    ids: Vec<&'a UnitId>,
    inside: Vec<Vec<usize>>,
}

impl<'a> Tree<'a> {
    /// The places of a programme's units.
    pub fn of(units: &'a UnitTree) -> Self {
        let ids: Vec<&UnitId> = units.all().map(|unit| &unit.id).collect();
        let places: BTreeMap<&UnitId, usize> = ids.iter().copied().zip(0..).collect();
        let inside =
            ids.iter().map(|id| units.children(id).filter_map(|child| places.get(&child.id)).copied().collect());
        Tree { inside: inside.collect(), ids }
    }

    /// A unit and those that it lies in, the smallest first.
    pub fn around(&self, unit: &UnitId) -> Vec<&'a UnitId> {
        let mut around = Vec::new();
        let mut at = self.ids.iter().position(|id| *id == unit);
        while let Some(place) = at {
            around.extend(self.ids.get(place).copied());
            at = self.inside.iter().position(|inside| inside.contains(&place));
        }
        around
    }

    /// Values of units in order, each at its unit's place.
    fn spread<T>(&self, values: impl Iterator<Item = (&'a UnitId, T)>) -> Vec<Option<T>> {
        let mut values = values.peekable();
        let at = |id: &&'a UnitId| {
            while values.next_if(|(unit, _)| unit < id).is_some() {}
            values.next_if(|(unit, _)| unit == id).map(|(_, value)| value)
        };
        self.ids.iter().map(at).collect()
    }
}

/// One series: who has a number, and whose number is told.
pub(super) struct Layer<'t, 'a> {
    tree: &'t Tree<'a>,
    amounts: Vec<Option<Amount>>,
    told: Vec<bool>,
    /// Whether a unit inside has a number: those that have none inside are the smallest.
    has_inside: Vec<bool>,
}

/// What decides.
pub(super) struct Judgement<'j> {
    /// Whether a remainder of two units or more might be published as it is.
    pub passes: &'j (dyn Fn(&Remainder<'_>) -> bool + Sync),
    /// The order in which units are taken, the least first: the same in every series, so that one unit
    /// goes without in all of them rather than another in each.
    pub weight: &'j (dyn Fn(&UnitId) -> u64 + Sync),
}

/// A smallest unit whose number is told: its price, its weight, and the places that go with it.
type Candidate = (u64, u64, Vec<usize>);

impl<'t, 'a> Layer<'t, 'a> {
    /// A series: amounts of units in their order, and whether each is told.
    pub fn new(tree: &'t Tree<'a>, numbers: impl Iterator<Item = (&'a UnitId, (Amount, bool))>) -> Self {
        let mut layer = Layer {
            tree,
            amounts: Vec::with_capacity(tree.ids.len()),
            told: Vec::with_capacity(tree.ids.len()),
            has_inside: Vec::with_capacity(tree.ids.len()),
        };
        for (place, number) in tree.spread(numbers).into_iter().enumerate() {
            // What lies inside stands before it in the list.
            let has_inside =
                layer.inside(place).iter().any(|inside| layer.counts(*inside) || layer.has_inside(*inside));
            layer.told.push(number.as_ref().is_some_and(|(_, told)| *told));
            layer.amounts.push(number.map(|(amount, _)| amount));
            layer.has_inside.push(has_inside);
        }
        layer
    }

    fn inside(&self, place: usize) -> &'t [usize] {
        self.tree.inside.get(place).map_or(&[], Vec::as_slice)
    }

    fn is_told(&self, place: usize) -> bool {
        self.told.get(place).copied().unwrap_or(false)
    }

    fn has_inside(&self, place: usize) -> bool {
        self.has_inside.get(place).copied().unwrap_or(false)
    }

    fn amount(&self, place: usize) -> Option<&Amount> {
        self.amounts.get(place)?.as_ref()
    }

    fn counts(&self, place: usize) -> bool {
        self.amount(place).is_some_and(|amount| amount.n > 0)
    }

    fn tell(&mut self, place: usize, told: bool) {
        if let Some(slot) = self.told.get_mut(place) {
            *slot = told;
        }
    }

    /// Every unit whose number is told, with its remainder.
    pub fn remainders(&self) -> impl Iterator<Item = (&'a UnitId, Remainder<'a>)> {
        let told = self.tree.ids.iter().enumerate().filter(|(place, _)| self.is_told(*place));
        told.map(|(place, id)| (*id, self.remainder(place)))
    }

    /// How many told numbers have parts of which some are told and some are not.
    pub fn open_wholes(&self) -> usize {
        self.remainders().filter(|(_, remainder)| !remainder.units.is_empty() && !remainder.is_whole()).count()
    }

    /// What is left of a told number.
    fn remainder(&self, place: usize) -> Remainder<'a> {
        let whole = self.amount(place).cloned().unwrap_or_default();
        let mut remainder = Remainder { amount: whole.clone(), whole, units: Vec::new() };
        for inside in self.inside(place) {
            self.walk(*inside, &mut remainder);
        }
        remainder
    }

    /// Takes away what is told below; notes the smallest units of what is not.
    fn walk(&self, place: usize, remainder: &mut Remainder<'a>) {
        if self.is_told(place) {
            if let Some(amount) = self.amount(place) {
                remainder.amount.take_away(amount);
            }
            return;
        }
        if self.has_inside(place) {
            self.inside(place).iter().for_each(|inside| self.walk(*inside, remainder));
        } else if self.counts(place) {
            remainder.units.extend(self.tree.ids.get(place));
        }
    }

    /// Which numbers must not be told so that no remainder gives anything away. From the smallest units
    /// up: where a remainder does not pass, the lightest units inside go, each with the units between
    /// it and the whole in question, until it does; or the whole itself, where that is less.
    pub fn cover(mut self, judgement: &Judgement<'_>) -> Vec<&'a UnitId> {
        let mut untold = Vec::new();
        for place in 0..self.tree.ids.len() {
            if self.is_told(place) && self.has_inside(place) {
                untold.extend(self.cover_one(place, judgement));
            }
        }
        untold.into_iter().filter_map(|place| self.tree.ids.get(place)).copied().collect()
    }

    /// The places that go so that one whole may be told, or the whole.
    fn cover_one(&mut self, whole: usize, judgement: &Judgement<'_>) -> Vec<usize> {
        let (mut cost, mut gone) = (0, Vec::new());
        let limit = self.tree.ids.get(whole).map_or(0, |id| cost_of_whole(id.level));
        loop {
            let remainder = self.remainder(whole);
            let nothing_follows = remainder.units.is_empty() || remainder.is_whole();
            if nothing_follows || (remainder.units.len() >= 2 && (judgement.passes)(&remainder)) {
                return gone;
            }
            let next = self.candidates(whole, judgement).into_iter().min();
            let Some((more, _, chain)) = next.filter(|(more, ..)| cost + more <= limit) else { break };
            cost += more;
            for place in chain {
                self.tell(place, false);
                gone.push(place);
            }
        }
        for place in gone {
            self.tell(place, true);
        }
        self.tell(whole, false);
        vec![whole]
    }

    /// Smallest units inside whose number is told, each with its price: itself and the told units
    /// between it and the whole.
    fn candidates(&self, whole: usize, judgement: &Judgement<'_>) -> Vec<Candidate> {
        let mut found = Vec::new();
        for inside in self.inside(whole) {
            self.gather(*inside, &mut Vec::new(), judgement, &mut found);
        }
        found
    }

    fn gather(&self, place: usize, above: &mut Vec<usize>, judgement: &Judgement<'_>, found: &mut Vec<Candidate>) {
        let told = self.is_told(place);
        if told {
            above.push(place);
        }
        if self.has_inside(place) {
            self.inside(place).iter().for_each(|inside| self.gather(*inside, above, judgement, found));
        } else if told && self.counts(place) {
            let weight = self.tree.ids.get(place).map_or(0, |id| (judgement.weight)(id));
            found.push((above.len() as u64, weight, above.clone()));
        }
        if told {
            above.pop();
        }
    }
}

/// How many smaller numbers a whole is worth: the larger the unit, the more readers lose with it.
fn cost_of_whole(level: Level) -> u64 {
    match level {
        Level::Group | Level::Network => 2,
        Level::Lea => 4,
        Level::Region => 6,
        Level::Programme => 40,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::Unit;

    fn group(name: &str) -> UnitId {
        UnitId::new(Level::Group, name)
    }

    fn tree(groups: &[(&str, u64)]) -> (UnitTree, BTreeMap<UnitId, Amount>) {
        let lea = UnitId::new(Level::Lea, "L");
        let unit = |id: UnitId, parent: UnitId| Unit { name: id.id.clone(), parent: Some(parent), id };
        let mut units = vec![unit(lea.clone(), UnitId::programme())];
        units.extend(groups.iter().map(|(name, _)| unit(group(name), lea.clone())));
        let amount = |n| Amount { n, sums: Vec::new() };
        let mut amounts: BTreeMap<UnitId, Amount> = groups.iter().map(|(name, n)| (group(name), amount(*n))).collect();
        amounts.insert(lea, amount(groups.iter().map(|(_, n)| n).sum()));
        (UnitTree::new("P", units), amounts)
    }

    fn covered(groups: &[(&str, u64)]) -> Vec<String> {
        let (units, amounts) = tree(groups);
        let tree = Tree::of(&units);
        let layer = Layer::new(&tree, amounts.iter().map(|(unit, amount)| (unit, (amount.clone(), amount.n >= 5))));
        let weight = |unit: &UnitId| amounts[unit].n;
        let passes = |remainder: &Remainder<'_>| remainder.amount.n >= 5;
        let hidden = layer.cover(&Judgement { passes: &passes, weight: &weight });
        hidden.into_iter().map(|unit| unit.id.clone()).collect()
    }

    #[test]
    fn one_withheld_group_takes_the_next_smallest_with_it() {
        assert_eq!(covered(&[("A", 9), ("B", 7), ("C", 4)]), ["B"], "the remainder is 11 people of two groups");
    }

    #[test]
    fn a_lone_group_takes_its_total_with_it() {
        assert_eq!(covered(&[("A", 4), ("B", 4)]), Vec::<String>::new(), "eight people of two groups");
        assert_eq!(
            covered(&[("A", 4), ("B", 0), ("C", 0)]),
            Vec::<String>::new(),
            "the total of four is untold anyway"
        );
    }

    #[test]
    fn nothing_withheld_means_nothing_more_is() {
        assert!(covered(&[("A", 9), ("B", 7)]).is_empty());
    }
}
