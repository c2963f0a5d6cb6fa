//! Scales with their ticks, level or upright.

use super::canvas::{Align, Canvas, Drawn, Line, Stroke};
use super::error::ChartError;
use super::metrics::Font;
use super::palette::Token;
use super::svg::SCALE;
use plotters::coord::ranged1d::Ranged;
use plotters::coord::types::RangedCoordf64;

/// A scale with its ends and labelled ticks, in the unit of the values, for example 0 to 1 or 1 to 5.
#[derive(Debug, Clone, PartialEq)]
pub struct Axis {
    /// Value at the left or lower end.
    pub from: f64,
    /// Value at the right or upper end.
    pub to: f64,
    /// Gridlines with their labels, in order; where labels would touch, every second, third, … is set.
    pub ticks: Vec<Tick>,
}

/// A labelled place on an [`Axis`].
#[derive(Debug, Clone, PartialEq)]
pub struct Tick {
    /// Value of the place.
    pub at: f64,
    /// Its label as finished text.
    pub label: String,
}

impl Axis {
    /// Pixels that the outermost labels and marks need beyond the ends of the scale.
    pub(super) fn overhang(&self, font: Font) -> f64 {
        let ends = [self.ticks.first(), self.ticks.last()];
        let widest = ends.into_iter().flatten().map(|tick| font.width(&tick.label)).fold(0.0, f64::max);
        (widest / 2.0).max(8.0).ceil()
    }
}

/// An axis in its place between two pixels.
pub(super) struct Scale<'a> {
    axis: &'a Axis,
    coordinates: RangedCoordf64,
    ends: (i32, i32),
}

impl<'a> Scale<'a> {
    /// Spreads the axis from one pixel to another: from left to right, or from bottom to top.
    pub(super) fn new(axis: &'a Axis, start: f64, end: f64) -> Result<Self, ChartError> {
        let Axis { from, to, .. } = *axis;
        if !(from.is_finite() && to.is_finite() && from < to) {
            return Err(ChartError::EmptyAxis { from, to });
        }
        let ends = (super::canvas::units(start), super::canvas::units(end));
        Ok(Self { axis, coordinates: (from..to).into(), ends })
    }

    /// The pixels of both ends of the scale.
    pub(super) fn ends(&self) -> (f64, f64) {
        (f64::from(self.ends.0) / SCALE, f64::from(self.ends.1) / SCALE)
    }

    /// Whether any label stands along the scale.
    pub(super) fn has_labels(&self) -> bool {
        self.axis.ticks.iter().any(|tick| !tick.label.is_empty())
    }

    /// The pixel of a value of the row or line named `row`.
    ///
    /// # Errors
    /// [`ChartError::OffTheAxis`] if the value is not on the axis.
    pub(super) fn place(&self, row: &str, value: f64) -> Result<f64, ChartError> {
        let Axis { from, to, .. } = *self.axis;
        if !(from..=to).contains(&value) {
            return Err(ChartError::OffTheAxis { row: row.to_owned(), value, from, to });
        }
        Ok(f64::from(self.coordinates.map(&value, self.ends)) / SCALE)
    }

    /// The pixels of both ends of a range.
    ///
    /// # Errors
    /// [`ChartError::OffTheAxis`] or [`ChartError::RangeReversed`].
    pub(super) fn range(&self, row: &str, (low, high): (f64, f64)) -> Result<(f64, f64), ChartError> {
        let ends = (self.place(row, low)?, self.place(row, high)?);
        if low > high {
            return Err(ChartError::RangeReversed { row: row.to_owned(), low, high });
        }
        Ok(ends)
    }

    /// Draws the gridlines through each span of heights.
    pub(super) fn draw_grid(&self, canvas: &Canvas, spans: &[(f64, f64)]) -> Drawn {
        for tick in &self.axis.ticks {
            let x = self.place(&tick.label, tick.at)?;
            for (top, bottom) in spans {
                canvas.line((x, *top), (x, *bottom), Stroke::solid(Token::Grid, 1.0))?;
            }
        }
        Ok(())
    }

    /// Draws the labels on one baseline, leaving out what would touch.
    pub(super) fn draw_labels(&self, canvas: &Canvas, font: Font, baseline: f64) -> Drawn {
        let step = self.step(&[&self.axis.ticks], font)?;
        self.draw_texts(canvas, &self.axis.ticks, step, font, baseline)
    }

    /// Which of the texts along the scale may stand in every row without touching: all, every second, third, …
    pub(super) fn step(&self, rows: &[&[Tick]], font: Font) -> Result<usize, ChartError> {
        let mut step = 1;
        for row in rows {
            let mut places = Vec::new();
            for tick in *row {
                places.push((self.place(&tick.label, tick.at)?, tick.label.as_str()));
            }
            step = (step..=places.len().max(step)).find(|step| fits(&places, *step, font)).unwrap_or(step);
        }
        Ok(step)
    }

    /// Draws every `step`th text along the scale on one baseline.
    pub(super) fn draw_texts(&self, canvas: &Canvas, texts: &[Tick], step: usize, font: Font, baseline: f64) -> Drawn {
        for Tick { at, label: text } in texts.iter().step_by(step) {
            let x = self.place(text, *at)?;
            canvas.text(&Line { text, font, token: Token::Muted, align: Align::Middle, lang: None }, x, baseline)?;
        }
        Ok(())
    }
}

/// Whether every `step`th label leaves a gap to the next.
fn fits(places: &[(f64, &str)], step: usize, font: Font) -> bool {
    let shown: Vec<_> = places.iter().step_by(step).collect();
    shown
        .iter()
        .zip(shown.iter().skip(1))
        .all(|((one, text), (other, next))| other - one >= f64::midpoint(font.width(text), font.width(next)) + 6.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn axis() -> Axis {
        let ticks = (0..=10).map(|tenth| Tick { at: f64::from(tenth) / 10.0, label: format!("{tenth}0%") }).collect();
        Axis { from: 0.0, to: 1.0, ticks }
    }

    #[test]
    fn values_are_spread_evenly_to_a_tenth_of_a_pixel() {
        let axis = axis();
        let scale = Scale::new(&axis, 100.0, 300.0).unwrap();
        for (value, pixel) in [(0.0, 100.0), (0.25, 150.0), (0.333, 166.6), (1.0, 300.0)] {
            assert!((scale.place("row", value).unwrap() - pixel).abs() < 0.11, "{value}");
        }
    }

    #[test]
    fn a_value_beyond_the_ends_is_an_error_and_never_moved() {
        let axis = axis();
        let scale = Scale::new(&axis, 0.0, 100.0).unwrap();
        for value in [-0.01, 1.01, f64::NAN, f64::INFINITY] {
            assert!(matches!(scale.place("row", value), Err(ChartError::OffTheAxis { .. })), "{value}");
        }
        assert!(matches!(scale.range("row", (0.6, 0.4)), Err(ChartError::RangeReversed { .. })));
    }

    #[test]
    fn an_axis_without_length_is_an_error() {
        let axis = Axis { from: 1.0, to: 1.0, ticks: vec![] };
        assert!(matches!(Scale::new(&axis, 0.0, 1.0), Err(ChartError::EmptyAxis { .. })));
    }

    #[test]
    fn labels_that_would_touch_are_thinned() {
        let places: Vec<(f64, &str)> = (0..6_i32).map(|place| (f64::from(place) * 20.0, "100%")).collect();
        assert!(!fits(&places, 1, Font::regular(12.0)));
        assert!(fits(&places, 2, Font::regular(12.0)));
    }
}
