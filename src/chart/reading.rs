//! A value as it may be told, and the marks that say how much of it is.

use super::canvas::{Canvas, Drawn, Mark, Point, Stroke};
use super::palette::Token;

/// A value as it may be told. What is held back never reaches a chart, so whatever it is, the drawing is the same.
#[derive(Debug, Clone, PartialEq)]
pub enum Reading {
    /// The value itself.
    Exact {
        /// The value in the unit of the axis.
        at: f64,
        /// The value as finished text.
        label: String,
    },
    /// Only that the value is not below a bound.
    AtLeast {
        /// The bound in the unit of the axis.
        at: f64,
        /// The bound as finished text, for example "at least 4.5".
        label: String,
    },
    /// Only that the value is not above a bound.
    AtMost {
        /// The bound in the unit of the axis.
        at: f64,
        /// The bound as finished text.
        label: String,
    },
    /// No value may or can be shown.
    NotShown {
        /// The symbol in words, for example "\[c] fewer than 5 answers".
        symbol_text: String,
    },
}

/// Which way an axis grows on the drawing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    Rightwards,
    Upwards,
}

impl Reading {
    /// The value or bound in the unit of the axis, if there is one.
    pub(super) fn at(&self) -> Option<f64> {
        match self {
            Self::Exact { at, .. } | Self::AtLeast { at, .. } | Self::AtMost { at, .. } => Some(*at),
            Self::NotShown { .. } => None,
        }
    }

    /// The value itself, if it may be told.
    pub(super) fn exact(&self) -> Option<f64> {
        match self {
            Self::Exact { at, .. } => Some(*at),
            Self::AtLeast { .. } | Self::AtMost { .. } | Self::NotShown { .. } => None,
        }
    }

    /// Whether only a bound is told.
    pub(super) fn is_bound(&self) -> bool {
        matches!(self, Self::AtLeast { .. } | Self::AtMost { .. })
    }

    /// The words: the value, the bound or the symbol.
    pub(super) fn text(&self) -> &str {
        match self {
            Self::Exact { label, .. } | Self::AtLeast { label, .. } | Self::AtMost { label, .. } => label,
            Self::NotShown { symbol_text } => symbol_text,
        }
    }

    /// Draws the value as `mark`, a bound as an open arrow towards where the value lies, and nothing if none is told.
    pub(super) fn draw(&self, canvas: &Canvas, point: Point, direction: Direction, mark: Mark, look: Look) -> Drawn {
        match self {
            Self::NotShown { .. } => Ok(()),
            Self::Exact { .. } => {
                canvas.mark(mark, point, look.radius + 1.2, Token::Paper)?;
                canvas.mark(mark, point, look.radius, look.token)
            }
            Self::AtLeast { .. } => arrow(canvas, point, direction, ARROW, look),
            Self::AtMost { .. } => arrow(canvas, point, direction, -ARROW, look),
        }
    }
}

/// An open arrow that stands on a bound and reaches `along` pixels ahead of it.
fn arrow(canvas: &Canvas, (x, y): Point, direction: Direction, along: f64, look: Look) -> Drawn {
    let half = look.radius + 0.5;
    let at = |along: f64, across: f64| match direction {
        Direction::Rightwards => (x + along, y + across),
        Direction::Upwards => (x + across, y - along),
    };
    let [one, tip, other] = [at(0.0, -half), at(along, 0.0), at(0.0, half)];
    canvas.polygon(&[one, tip, other], Token::Paper)?;
    canvas.path(&[one, tip, other, one, tip], Stroke::solid(look.token, 1.5))
}

/// The arrow of a bound on a level scale, rightwards if the value is not below it.
pub(super) fn draw_arrow(canvas: &Canvas, point: Point, is_least: bool, look: Look) -> Drawn {
    arrow(canvas, point, Direction::Rightwards, if is_least { ARROW } else { -ARROW }, look)
}

/// The arrow as the key shows it.
pub(super) fn draw_bound(canvas: &Canvas, point: Point) -> Drawn {
    arrow(canvas, point, Direction::Rightwards, ARROW, Look { token: Token::Text, radius: 5.0 })
}

/// How a reading is painted.
#[derive(Debug, Clone, Copy)]
pub(super) struct Look {
    pub(super) token: Token,
    /// Radius of the mark in pixels.
    pub(super) radius: f64,
}

/// Pixels that the arrow of a bound reaches beyond it: less than every scale's overhang.
pub(super) const ARROW: f64 = 7.5;
