//! Two scales at right angles: the frame of funnels, slopes and curves.

use super::axis::{Axis, Scale};
use super::canvas::{Align, Canvas, Drawn, Line, Point, Stroke};
use super::drawing::Format;
use super::error::ChartError;
use super::metrics::Font;
use super::palette::Token;

/// Pixels between the labels of the upright scale and the plane.
const BESIDE: f64 = 8.0;

/// Least pixels for either side of a plane.
const LEAST_SIDE: f64 = 40.0;

/// The rectangle between two scales, in pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Frame {
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) top: f64,
    pub(super) bottom: f64,
}

/// A level and an upright scale in their place.
pub(super) struct Plane<'a> {
    pub(super) x: Scale<'a>,
    pub(super) y: Scale<'a>,
    pub(super) frame: Frame,
    upright: &'a Axis,
    font: Font,
}

impl<'a> Plane<'a> {
    /// Sets two scales round `frame`.
    ///
    /// # Errors
    /// [`ChartError::NoRoom`] or [`ChartError::EmptyAxis`].
    pub(super) fn new(level: &'a Axis, upright: &'a Axis, frame: Frame, format: Format) -> Result<Self, ChartError> {
        let least = (frame.right - frame.left).min(frame.bottom - frame.top);
        if least < LEAST_SIDE {
            return Err(ChartError::NoRoom { left: least });
        }
        let (x, y) = (Scale::new(level, frame.left, frame.right)?, Scale::new(upright, frame.bottom, frame.top)?);
        Ok(Self { x, y, frame, upright, font: format.small() })
    }

    /// Pixels that the labels of an upright scale take left of the plane.
    pub(super) fn room_for(upright: &Axis, format: Format) -> f64 {
        let widest = upright.ticks.iter().map(|tick| format.small().width(&tick.label)).fold(0.0, f64::max);
        (widest + BESIDE).ceil()
    }

    /// The point of a pair of values of the row or line named `row`.
    pub(super) fn point(&self, row: &str, (x, y): (f64, f64)) -> Result<Point, ChartError> {
        Ok((self.x.place(row, x)?, self.y.place(row, y)?))
    }

    /// The points of a curve.
    pub(super) fn curve(&self, row: &str, values: &[(f64, f64)]) -> Result<Vec<Point>, ChartError> {
        values.iter().map(|value| self.point(row, *value)).collect()
    }

    /// Draws a level gridline for each tick of the upright scale, and the line that the plane stands on.
    pub(super) fn draw_grid(&self, canvas: &Canvas) -> Drawn {
        let Frame { left, right, bottom, .. } = self.frame;
        for tick in &self.upright.ticks {
            let y = self.y.place(&tick.label, tick.at)?;
            canvas.line((left, y), (right, y), Stroke::solid(Token::Grid, 1.0))?;
        }
        canvas.line((left, bottom), (right, bottom), Stroke::solid(Token::Muted, 1.0))
    }

    /// Draws the labels of the level scale under the plane.
    pub(super) fn draw_level_labels(&self, canvas: &Canvas) -> Drawn {
        self.x.draw_labels(canvas, self.font, self.frame.bottom + 6.0 + self.font.size)
    }

    /// Draws the labels of the upright scale left of the plane, leaving out what would touch.
    pub(super) fn draw_upright_labels(&self, canvas: &Canvas) -> Drawn {
        let mut places = Vec::new();
        for tick in &self.upright.ticks {
            places.push((self.y.place(&tick.label, tick.at)?, tick.label.as_str()));
        }
        let fits = |step: usize| {
            let shown = || places.iter().step_by(step);
            shown().zip(shown().skip(1)).all(|((one, _), (other, _))| one - other >= self.font.size + 2.0)
        };
        let step = (1..=places.len().max(1)).find(|step| fits(*step)).unwrap_or(1);
        for (y, text) in places.into_iter().step_by(step) {
            let line = Line { text, font: self.font, token: Token::Muted, align: Align::Right, lang: None };
            canvas.text(&line, self.frame.left - BESIDE, y + 0.36 * self.font.size)?;
        }
        Ok(())
    }
}
