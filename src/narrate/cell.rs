//! A released value as a table cell or a phrase of a sentence says it.

use super::number;
use super::words::Words;
use crate::framework::{Indicator, MeasureKind};
use crate::measure::Absence;
use crate::release::{Bounded, Released, ReleasedDistribution, Shown, Side};
use crate::vocabulary::Quantity;
use serde::Serialize;

/// A value in words, and the reason where there is none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Said {
    /// The value, a bound or a symbol.
    pub text: String,
    /// Why there is no value, in words.
    pub reason: Option<String>,
}

impl Said {
    fn value(text: String) -> Self {
        Said { text, reason: None }
    }
}

/// An indicator's figure in words.
#[must_use]
pub fn released(figure: &Released, indicator: &Indicator, words: &Words) -> Said {
    match figure {
        Released::Shown(shown) => Said::value(value(shown, indicator)),
        Released::Bounded(bounded) => Said::value(bound(bounded)),
        Released::Withheld(reason) => {
            Said { text: words.symbols.confidential.clone(), reason: Some(words.withheld(*reason).to_owned()) }
        }
        Released::Absent(reason) => Said { text: symbol(reason, words), reason: Some(words.absent(reason).to_owned()) },
    }
}

/// The answers to an item where there is no bar to draw: what is told instead. Nothing where every band is told.
#[must_use]
pub fn answers(distribution: &ReleasedDistribution, words: &Words) -> Option<Said> {
    match distribution {
        ReleasedDistribution::Full(_) | ReleasedDistribution::Banded(_) => None,
        ReleasedDistribution::Split(answers) => {
            let favourable = answers.counts.last().copied().unwrap_or(0);
            Some(Said::value(format!("{} favourable", number::part(favourable, answers.n))))
        }
        ReleasedDistribution::Bounded { side, favourable, n } => {
            Some(Said::value(format!("{} {} favourable", side_word(*side), number::part(*favourable, *n))))
        }
        ReleasedDistribution::Withheld(reason) => {
            Some(Said { text: words.symbols.confidential.clone(), reason: Some(words.withheld(*reason).to_owned()) })
        }
        ReleasedDistribution::Absent(reason) => {
            Some(Said { text: symbol(reason, words), reason: Some(words.absent(reason).to_owned()) })
        }
    }
}

fn symbol(reason: &Absence, words: &Words) -> String {
    match reason {
        Absence::NotAsked | Absence::NotAtThisLevel | Absence::NoEarlierWave => words.symbols.not_applicable.clone(),
        _ => words.symbols.not_available.clone(),
    }
}

fn side_word(side: Side) -> &'static str {
    match side {
        Side::AtLeast => "at least",
        Side::AtMost => "at most",
    }
}

fn value(shown: &Shown, indicator: &Indicator) -> String {
    match (shown.quantity, shown.numerator) {
        (Quantity::Share, Some(numerator)) => number::part(numerator, shown.n),
        (Quantity::Presence, _) => if shown.value > 0.5 { "yes" } else { "no" }.to_owned(),
        (Quantity::Step, _) => step(shown.value, indicator),
        (Quantity::Category, numerator) => category(shown, numerator, indicator),
        (Quantity::Weeks, _) => format!("{} weeks", number::plain(shown.quantity, shown.value)),
        (Quantity::Months, _) => format!("{} months", number::plain(shown.quantity, shown.value)),
        (quantity @ (Quantity::Number | Quantity::NumberDifference), _) => {
            with_unit(number::natural(quantity, shown.value), indicator)
        }
        (quantity, _) => number::natural(quantity, shown.value),
    }
}

/// A category by its name; of several groups the commonest, with how many have it.
fn category(shown: &Shown, groups: Option<u64>, indicator: &Indicator) -> String {
    let names = match &indicator.measure {
        MeasureKind::Category(category) => category.categories.as_slice(),
        _ => &[],
    };
    let name = named(shown.value, names).unwrap_or_else(|| number::plain(Quantity::Category, shown.value));
    match groups {
        Some(groups) => format!("{name} ({})", number::of(groups, shown.n)),
        None => name,
    }
}

/// The name at a place in a list, 1 for the first.
fn named(place: f64, names: &[String]) -> Option<String> {
    names.iter().zip(1_u32..).find(|(_, at)| (f64::from(*at) - place).abs() < 0.25).map(|(name, _)| name.clone())
}

fn with_unit(number: String, indicator: &Indicator) -> String {
    match indicator.measure.unit() {
        Some(unit) => format!("{number} {unit}"),
        None => number,
    }
}

/// A step by its name, a grade by its number and the highest there is.
fn step(value: f64, indicator: &Indicator) -> String {
    let plain = number::plain(Quantity::Step, value);
    match &indicator.measure {
        MeasureKind::Ordinal(ordinal) => named(value, &ordinal.steps).unwrap_or(plain),
        MeasureKind::MedianGrade(grade) => format!("grade {plain} of {}", grade.highest),
        _ => plain,
    }
}

fn bound(bounded: &Bounded) -> String {
    let word = side_word(bounded.side);
    if bounded.quantity == Quantity::Share && bounded.n < number::COUNTS_BELOW {
        // Of few people the limit is always all but one, or one.
        let limit = match bounded.side {
            Side::AtLeast => bounded.n.saturating_sub(1),
            Side::AtMost => 1,
        };
        return format!("{word} {}", number::of(limit, bounded.n));
    }
    format!("{word} {}", number::natural(bounded.quantity, bounded.limit))
}
