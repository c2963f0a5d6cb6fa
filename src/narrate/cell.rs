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
        Released::Shown(shown) => Said::value(value(shown, indicator, words)),
        Released::Bounded(bounded) => Said::value(bound(bounded, words)),
        Released::Withheld(reason) => Said {
            text: words.text("symbol_confidential").to_owned(),
            reason: Some(words.withheld(*reason).to_owned()),
        },
        Released::Absent(reason) => Said { text: symbol(reason, words), reason: Some(words.absent(reason)) },
    }
}

/// The answers to an item where there is no bar to draw: what is told instead. Nothing where every band is told.
#[must_use]
pub fn answers(distribution: &ReleasedDistribution, words: &Words) -> Option<Said> {
    match distribution {
        ReleasedDistribution::Full(_) | ReleasedDistribution::Banded(_) => None,
        ReleasedDistribution::Split(answers) => {
            let favourable = answers.counts.last().copied().unwrap_or(0);
            let answers = number::part(favourable, answers.n, words);
            Some(Said::value(words.say("favourable", [("answers", answers.into())])))
        }
        ReleasedDistribution::Bounded { side, favourable, n } => {
            let answers = on_the_side(*side, number::part(*favourable, *n, words), words);
            Some(Said::value(words.say("favourable", [("answers", answers.into())])))
        }
        ReleasedDistribution::Withheld(reason) => Some(Said {
            text: words.text("symbol_confidential").to_owned(),
            reason: Some(words.withheld(*reason).to_owned()),
        }),
        ReleasedDistribution::Absent(reason) => {
            Some(Said { text: symbol(reason, words), reason: Some(words.absent(reason)) })
        }
    }
}

fn symbol(reason: &Absence, words: &Words) -> String {
    let id = match reason {
        Absence::NotAsked | Absence::NotAtThisLevel | Absence::NoEarlierWave => "symbol_not_applicable",
        _ => "symbol_not_available",
    };
    words.text(id).to_owned()
}

fn on_the_side(side: Side, value: String, words: &Words) -> String {
    let id = match side {
        Side::AtLeast => "at_least",
        Side::AtMost => "at_most",
    };
    words.say(id, [("value", value.into())])
}

fn value(shown: &Shown, indicator: &Indicator, words: &Words) -> String {
    let number = || number::natural(shown.quantity, shown.value);
    match (shown.quantity, shown.numerator) {
        (Quantity::Share, Some(numerator)) => number::part(numerator, shown.n, words),
        (Quantity::Presence, _) => words.text(if shown.value > 0.5 { "yes" } else { "no" }).to_owned(),
        (Quantity::Step, _) => step(shown.value, indicator, words),
        (Quantity::Category, numerator) => category(shown, numerator, indicator, words),
        (Quantity::Weeks, _) => words.say("weeks", [("number", number().into())]),
        (Quantity::Months, _) => words.say("months", [("number", number().into())]),
        (Quantity::Number | Quantity::NumberDifference, _) => with_unit(number(), indicator),
        _ => number(),
    }
}

/// A category by its name; of several groups the commonest, with how many have it.
fn category(shown: &Shown, groups: Option<u64>, indicator: &Indicator, words: &Words) -> String {
    let names = match &indicator.measure {
        MeasureKind::Category(category) => category.categories.as_slice(),
        _ => &[],
    };
    let name = named(shown.value, names).map(|name| indicator.called(&name).to_owned());
    let name = name.unwrap_or_else(|| number::plain(Quantity::Category, shown.value));
    match groups {
        Some(groups) => format!("{name} ({})", number::of(groups, shown.n, words)),
        None => name,
    }
}

/// The name at a place in a list, 1 for the first.
fn named(place: f64, names: &[String]) -> Option<String> {
    names.iter().zip(1_u32..).find(|(_, at)| (f64::from(*at) - place).abs() < 0.25).map(|(name, _)| name.clone())
}

fn with_unit(number: String, indicator: &Indicator) -> String {
    match indicator.measure.unit() {
        Some(unit) => format!("{number} {}", indicator.called(unit)),
        None => number,
    }
}

/// A step by its name, a grade by its number and the highest there is.
fn step(value: f64, indicator: &Indicator, words: &Words) -> String {
    let plain = number::plain(Quantity::Step, value);
    match &indicator.measure {
        MeasureKind::Ordinal(ordinal) => {
            named(value, &ordinal.steps).map_or(plain, |step| indicator.called(&step).to_owned())
        }
        MeasureKind::MedianGrade(grade) => {
            words.say("grade", [("grade", plain.into()), ("highest", grade.highest.to_string().into())])
        }
        _ => plain,
    }
}

fn bound(bounded: &Bounded, words: &Words) -> String {
    let value = if bounded.quantity == Quantity::Share && bounded.n < number::COUNTS_BELOW {
        // Of few people the limit is always all but one, or one.
        let limit = match bounded.side {
            Side::AtLeast => bounded.n.saturating_sub(1),
            Side::AtMost => 1,
        };
        number::of(limit, bounded.n, words)
    } else {
        number::natural(bounded.quantity, bounded.limit)
    };
    on_the_side(bounded.side, value, words)
}
