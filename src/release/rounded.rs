//! Rounding for pages that anybody may see, where the plan asks for it: counts of people and schools to the
//! nearest five, 0 as it is, 1 to 7 withheld; rates of what was counted, as whole per cents. The variant is
//! that of England's hospital statistics below the national level (NHS Digital, Hospital Episode Statistics
//! analysis guide).

use super::answers::{BandPlaces, Detail};
use super::combined::ByLevel;
use super::cube::Cube;
use super::released::{Answers, Bounded, Released, ReleasedDistribution, Shown, Side, Withholding};
use super::series::{AnswerSeries, FigureSeries};
use super::solve::Solved;
use crate::framework::MeasureKind;
use crate::measure::{Counted, Distribution, Figure};
use crate::vocabulary::Quantity;

/// The largest count that is withheld.
const SMALL: u64 = 7;
/// Counts are told to the nearest of these.
const BASE: u64 = 5;
/// Bounds of shares are told in steps of this, outwards.
const STEP: f64 = 0.05;

/// Rounds everything told of a circulation.
pub(super) fn round_counts(solved: &mut Solved<'_>) {
    for series in &mut solved.figures {
        round_figures(series);
    }
    for series in &mut solved.answers {
        round_answers(series);
    }
}

/// Rounds what is told of units together; what would be told of few is left out.
pub(super) fn round_combined(combined: &mut Cube<ByLevel>) {
    for of_unit in combined.values_mut() {
        of_unit.retain(|_, combined| match round_shown(&combined.figure, false) {
            Some(rounded) => {
                combined.figure = rounded;
                true
            }
            None => false,
        });
    }
}

fn round_figures(series: &mut FigureSeries<'_>) {
    let is_returns = matches!(series.indicator.measure, MeasureKind::ResponseRate(_));
    for (unit, released) in &mut series.released {
        let Some(figure) = series.figures.get(unit).filter(|figure| counts_people(figure)) else { continue };
        let rounded = match released {
            Released::Shown(shown) => {
                let is_of_people = figure.quantity == Quantity::Count && figure.counted == Counted::Members;
                round_shown(shown, is_of_people).map(Released::Shown)
            }
            Released::Bounded(bounded) => round_bounded(bounded, is_returns).map(Released::Bounded),
            Released::Withheld(_) | Released::Absent(_) => continue,
        };
        *released = rounded.unwrap_or(Released::Withheld(Withholding::TooFewPeople));
    }
}

fn counts_people(figure: &Figure) -> bool {
    let counted = match figure.counted {
        Counted::Respondents
        | Counted::Pairs
        | Counted::Members
        | Counted::Schools
        | Counted::Answers
        | Counted::Returns => true,
        Counted::Places | Counted::Entries | Counted::Groups | Counted::Figures => false,
    };
    counted || figure.people.is_some()
}

fn is_small(count: u64) -> bool {
    (1..=SMALL).contains(&count)
}

/// A count to the nearest five.
fn rounded(count: u64) -> u64 {
    (count + BASE / 2) / BASE * BASE
}

fn round_shown(shown: &Shown, value_is_of_people: bool) -> Option<Shown> {
    if is_small(shown.n) || shown.numerator.is_some_and(is_small) {
        return None;
    }
    let mut value = shown.value;
    if value_is_of_people {
        let count = value.round().max(0.0) as u64;
        if is_small(count) {
            return None;
        }
        value = rounded(count) as f64;
    }
    Some(Shown {
        value,
        n: rounded(shown.n),
        eligible: shown.eligible.filter(|count| !is_small(*count)).map(rounded),
        numerator: shown.numerator.map(rounded),
        ..shown.clone()
    })
}

/// A bound with its limit moved outwards: (n - 1) / n in whole per cents would tell n.
fn round_bounded(bounded: &Bounded, is_returns: bool) -> Option<Bounded> {
    if is_small(bounded.n) {
        return None;
    }
    let n = rounded(bounded.n);
    // Of returns, it is their count that is bounded.
    let count = bounded.limit * bounded.n as f64;
    let limit = match (bounded.quantity, bounded.side) {
        (Quantity::Share, Side::AtLeast) => (bounded.limit / STEP + 1e-9).floor() * STEP,
        (Quantity::Share, Side::AtMost) if is_returns => (count / n as f64).min(1.0),
        (Quantity::Share, Side::AtMost) => (bounded.limit / STEP - 1e-9).ceil() * STEP,
        _ => bounded.limit,
    };
    let eligible = bounded.eligible.filter(|count| !is_small(*count)).map(rounded);
    Some(Bounded { limit: bounded.quantity.round(limit), n, eligible, ..bounded.clone() })
}

fn round_answers(series: &mut AnswerSeries<'_>) {
    let AnswerSeries { bands, distributions, released, .. } = series;
    for (unit, released) in released {
        let Some(distribution) = distributions.get(unit) else { continue };
        let told = Detail::of(released);
        let rounded = match released {
            ReleasedDistribution::Withheld(_) | ReleasedDistribution::Absent(_) => continue,
            ReleasedDistribution::Bounded { side: Side::AtLeast, favourable, n } if !is_small(*n) => {
                at_least(*favourable, *n)
            }
            ReleasedDistribution::Bounded { .. } => None,
            _ => told.and_then(|told| counts_of_many(distribution, bands, told)),
        };
        *released = rounded.unwrap_or(ReleasedDistribution::Withheld(Withholding::TooFewPeople));
    }
}

/// A bound that holds for whatever the rounded number may have been.
fn at_least(favourable: u64, n: u64) -> Option<ReleasedDistribution> {
    let n = rounded(n);
    let favourable = (favourable / BASE * BASE).min(n.saturating_sub(BASE));
    (favourable > 0).then_some(ReleasedDistribution::Bounded { side: Side::AtLeast, favourable, n })
}

/// The answers told no finer than they were, and so that no count is small.
fn counts_of_many(distribution: &Distribution, bands: &BandPlaces, told: Detail) -> Option<ReleasedDistribution> {
    let mut detail = Some(told);
    while let Some(tried) = detail {
        let counts = tried.counts(&distribution.counts, bands);
        if !counts.iter().copied().any(is_small) {
            let counts: Vec<u64> = counts.into_iter().map(rounded).collect();
            let eligible = distribution.eligible.filter(|count| !is_small(*count)).map(rounded);
            // The sum of what is told, so that shares of it add up to all.
            return Some(tried.told(Answers { n: counts.iter().sum(), counts, eligible }));
        }
        detail = tried.coarser();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::Basis;
    use proptest::prelude::{prop, prop_assert, proptest};

    fn shown(n: u64, numerator: Option<u64>) -> Shown {
        Shown {
            value: 0.5,
            quantity: Quantity::Share,
            interval: None,
            shrunken: None,
            n,
            eligible: Some(n),
            counted: Counted::Respondents,
            basis: Basis::Sample,
            numerator,
            band: None,
        }
    }

    #[test]
    fn counts_go_to_the_nearest_five_and_small_ones_are_not_told() {
        let counts = |told: Option<Shown>| told.map(|told| (told.n, told.numerator));
        assert_eq!(counts(round_shown(&shown(23, Some(11)), false)), Some((25, Some(10))));
        assert_eq!(counts(round_shown(&shown(22, Some(0)), false)), Some((20, Some(0))));
        assert_eq!(counts(round_shown(&shown(22, Some(7)), false)), None);
        assert_eq!(counts(round_shown(&shown(7, None), false)), None);
    }

    #[test]
    fn a_bound_tells_no_count() {
        let bounded = |side, limit, n| Bounded {
            side,
            limit,
            quantity: Quantity::Share,
            n,
            eligible: None,
            counted: Counted::Respondents,
            band: None,
        };
        let told = round_bounded(&bounded(Side::AtLeast, 0.92, 13), false).unwrap();
        assert_eq!((told.n, told.limit), (15, 0.9));
        let told = round_bounded(&bounded(Side::AtMost, 0.75, 12), true).unwrap();
        assert_eq!((told.n, told.limit), (10, 0.9), "fewer than ten, of about ten");
        assert_eq!(round_bounded(&bounded(Side::AtMost, 0.75, 6), true), None);
    }

    proptest! {
        #[test]
        fn a_bound_on_favourable_answers_stays_true(n in 8_u64..60, unfavourable in 0_u64..2) {
            if let Some(ReleasedDistribution::Bounded { favourable, n: told, .. }) = at_least(n - 1, n) {
                prop_assert!(favourable <= n - unfavourable);
                prop_assert!(favourable < told);
            }
        }

        #[test]
        fn no_small_count_is_told(counts in prop::collection::vec(0_u64..40, 5)) {
            let distribution = Distribution {
                item: "q".into(),
                unit: crate::vocabulary::UnitId::programme(),
                wave: "w".into(),
                counts,
                missing: Vec::new(),
                eligible: None,
            };
            let told = counts_of_many(&distribution, &[0..2, 2..3, 3..5], Detail::Full);
            let counts = match told {
                Some(ReleasedDistribution::Full(told) | ReleasedDistribution::Banded(told) | ReleasedDistribution::Split(told)) => told.counts,
                _ => Vec::new(),
            };
            prop_assert!(counts.iter().all(|count| count % 5 == 0 && (*count == 0 || *count > SMALL)));
        }
    }
}
