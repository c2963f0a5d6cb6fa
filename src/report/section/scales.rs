//! What drawings of this room share: axes with round ticks, and values as they may be told.

use crate::chart::{Axis, Comparison, Reading, Tick};
use crate::framework::Indicator;
use crate::narrate::{Verdict, number};
use crate::release::{Released, Side};
use crate::report::desk::View;
use crate::vocabulary::Quantity;

/// Steps between ticks: the first that makes few enough of them is taken.
const STEPS: [f64; 19] =
    [0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1e3, 2e3, 5e3, 1e4, 1e5, 1e6];

/// Most steps along an axis.
const MOST_STEPS: f64 = 8.0;

/// An axis from below the lowest value to above the highest, in round steps, each with its number.
pub(super) fn spanning(quantity: Quantity, values: impl IntoIterator<Item = f64>) -> Axis {
    stepped(values, |at| number::natural(quantity, at))
}

/// An axis of counts from nought on.
pub(super) fn counts(most: u64) -> Axis {
    stepped([0.0, most as f64], |at| number::count(at.round() as u64))
}

fn stepped(values: impl IntoIterator<Item = f64>, label: impl Fn(f64) -> String) -> Axis {
    let (low, high) = values
        .into_iter()
        .filter(|value| value.is_finite())
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)));
    let (low, high) = if low <= high { (low, high) } else { (0.0, 1.0) };
    let [.., last] = STEPS;
    let step = STEPS.into_iter().find(|step| (high - low) / step <= MOST_STEPS - 1.0).unwrap_or(last);
    // Whole numbers of steps, so that ticks add up without drift.
    let (from, to) = ((low / step + 1e-9).floor(), (high / step - 1e-9).ceil());
    let to = if to > from { to } else { from + 1.0 };
    let mut ticks = Vec::new();
    let mut place = from;
    while place <= to + 0.5 {
        ticks.push(Tick { at: place * step, label: label(place * step) });
        place += 1.0;
    }
    // The ends reach as far as the value that set them, whatever binary makes of the steps.
    Axis { from: (from * step).min(low), to: (to * step).max(high), ticks }
}

/// A figure as a chart takes it.
pub(super) fn reading(view: &View<'_>, figure: &Released, indicator: &Indicator) -> Reading {
    let cell = view.cell(figure, indicator);
    match figure {
        Released::Shown(shown) => Reading::Exact { at: shown.value, label: cell.text },
        Released::Bounded(bounded) => match bounded.side {
            Side::AtLeast => Reading::AtLeast { at: bounded.limit, label: cell.text },
            Side::AtMost => Reading::AtMost { at: bounded.limit, label: cell.text },
        },
        Released::Withheld(_) | Released::Absent(_) => Reading::NotShown { symbol_text: symbol_text(&cell) },
    }
}

/// A symbol with its reason.
pub(super) fn symbol_text(cell: &crate::report::table::Cell) -> String {
    match &cell.reason {
        Some(reason) => format!("{} {reason}", cell.text),
        None => cell.text.clone(),
    }
}

/// A verdict as charts mark it.
pub(super) fn comparison(verdict: Verdict) -> Comparison {
    match verdict {
        Verdict::Higher => Comparison::Higher,
        Verdict::Similar => Comparison::Similar,
        Verdict::Lower => Comparison::Lower,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_axis_holds_its_values_and_has_round_ticks() {
        let axis = spanning(Quantity::Share, [0.62, 0.93]);
        let labels: Vec<&str> = axis.ticks.iter().map(|tick| tick.label.as_str()).collect();
        assert_eq!(labels, ["60%", "65%", "70%", "75%", "80%", "85%", "90%", "95%"]);
        assert!(axis.from <= 0.62 && axis.to >= 0.93);
        let labels: Vec<String> = counts(43).ticks.into_iter().map(|tick| tick.label).collect();
        assert_eq!(labels, ["0", "10", "20", "30", "40", "50"]);
    }

    #[test]
    fn an_axis_of_one_value_or_none_has_length() {
        for axis in [spanning(Quantity::ScaleMean, [4.0]), spanning(Quantity::ScaleMean, [])] {
            assert!(axis.to > axis.from && axis.ticks.len() >= 2);
        }
    }
}
