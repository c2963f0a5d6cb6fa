//! How far chance alone takes the shares of smaller units from a common value. Made of released numbers alone, so that
//! nothing is known here that a reader could not work out from the page.

use crate::measure::Interval;
use crate::statistics::funnel::{Funnel, Overdispersion, Spread, Unit};
use crate::statistics::interval::Confidence;

/// What is expected of units around a common share.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Chance {
    funnel: Funnel,
    is_widened: bool,
}

/// One unit's released share with the number it is a share of.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Observed {
    /// The share, 0 to 1.
    pub share: f64,
    /// Those it is a share of.
    pub n: u64,
}

/// How far from what is expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Distance {
    /// Within the limits that 95 of 100 units keep by chance alone.
    Expected,
    /// Beyond those, within the limits that 998 of 1,000 keep.
    Little,
    /// Beyond both.
    Far,
}

impl Chance {
    /// Limits around a share. Where the units together stand further apart than chance makes them in 39 of 40 cases
    /// (their mean square distance above 1 + 2 √(2 / units)), the limits allow for that (Spiegelhalter 2005). Nothing
    /// where the common share is 0 or 1, or a unit counts nobody.
    #[must_use]
    pub fn around(share: f64, units: &[Observed]) -> Option<Self> {
        let exact = Funnel::around(share, Spread::Share, Overdispersion::Ignored, &[]).ok()?;
        let counted: Vec<Unit> = units.iter().map(|one| Unit { value: one.share, answered: one.n }).collect();
        let widened = Funnel::around(share, Spread::Share, Overdispersion::Additive, &counted).ok();
        let by_chance = 1.0 + 2.0 * (2.0 / units.len().max(1) as f64).sqrt();
        Some(match widened.filter(|funnel| funnel.phi() > by_chance && funnel.tau2() > 0.0) {
            Some(funnel) => Chance { funnel, is_widened: true },
            None => Chance { funnel: exact, is_widened: false },
        })
    }

    /// Whether the limits allow for differences beyond chance.
    #[must_use]
    pub fn is_widened(&self) -> bool {
        self.is_widened
    }

    /// The limits that 95 of 100 and 998 of 1,000 units of this size keep by chance, cut to 0 and 1; nothing for nobody.
    #[must_use]
    pub fn limits(&self, n: u64) -> Option<[Interval; 2]> {
        let at = |confidence| {
            let limits = self.funnel.limits(n, confidence).ok()?;
            Some(Interval { low: limits.lower().clamp(0.0, 1.0), high: limits.upper().clamp(0.0, 1.0) })
        };
        Some([at(Confidence::Percent95)?, at(Confidence::Percent99_8)?])
    }

    /// How far a unit stands from what is expected of it; nothing for nobody.
    ///
    /// Curves are interpolated between whole people, and a small unit's largest possible count may lie above one
    /// without being unlikely: a unit counts as beyond an exact upper limit only from the next whole person on.
    #[must_use]
    pub fn distance(&self, unit: Observed) -> Option<Distance> {
        let people = unit.n as f64;
        let is_beyond = |limits: Interval| {
            let above = if self.is_widened {
                unit.share > limits.high
            } else {
                unit.share * people > (limits.high * people - 1e-9).ceil() + 1e-9
            };
            above || unit.share < limits.low - 1e-12
        };
        let [near, far] = self.limits(unit.n)?;
        Some(match (is_beyond(near), is_beyond(far)) {
            (_, true) => Distance::Far,
            (true, false) => Distance::Little,
            (false, false) => Distance::Expected,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn observed(part: u64, n: u64) -> Observed {
        Observed { share: part as f64 / n as f64, n }
    }

    #[test]
    fn small_units_are_given_more_room_than_large_ones() {
        let chance = Chance::around(0.72, &[]).unwrap();
        assert_eq!(chance.distance(observed(7, 12)), Some(Distance::Expected));
        assert_eq!(chance.distance(observed(60, 120)), Some(Distance::Far));
        let [[inner, outer], [narrow, _]] = [12, 120].map(|n| chance.limits(n).unwrap());
        assert!(outer.low < inner.low && inner.low < narrow.low && outer.high <= 1.0);
        assert_eq!(chance.limits(0), None);
    }

    #[test]
    fn units_that_differ_beyond_chance_widen_the_limits_and_those_that_do_not_keep_them_exact() {
        let alike: Vec<Observed> = (0..20).map(|place| observed(70 + place % 5, 100)).collect();
        assert!(!Chance::around(0.72, &alike).unwrap().is_widened());
        let apart: Vec<Observed> = (0..20).map(|place| observed(if place % 2 == 0 { 50 } else { 94 }, 100)).collect();
        let chance = Chance::around(0.72, &apart).unwrap();
        assert!(chance.is_widened());
        assert_eq!(chance.distance(observed(50, 100)), Some(Distance::Expected));
    }

    #[test]
    fn all_of_a_few_are_not_unusual_where_chance_makes_it_so_often() {
        let chance = Chance::around(0.54, &[]).unwrap();
        for n in 1..=4 {
            assert_eq!(chance.distance(observed(n, n)), Some(Distance::Expected), "{n} of {n}");
        }
        // 0.54 to the power of 8 is 0.7 of 100, to the power of 12 0.6 of 1,000.
        assert_eq!(chance.distance(observed(8, 8)), Some(Distance::Little));
        assert_eq!(chance.distance(observed(12, 12)), Some(Distance::Far));
        assert_eq!(chance.distance(observed(0, 12)), Some(Distance::Far));
    }

    #[test]
    fn nothing_is_expected_around_none_or_all() {
        assert_eq!(Chance::around(0.0, &[]), None);
        assert_eq!(Chance::around(1.0, &[]), None);
    }
}
