//! Texts that a reader could not read: over each other, over the edge, or too small.

use std::fmt;

/// Smallest font size in a drawing, in pixels.
pub const SMALLEST_TEXT: f64 = 11.5;

/// A rectangle in pixels from the top left corner of the drawing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Area {
    /// Left edge.
    pub left: f64,
    /// Top edge.
    pub top: f64,
    /// Right edge.
    pub right: f64,
    /// Bottom edge.
    pub bottom: f64,
}

impl Area {
    /// Whether the two share more than an edge.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }
}

/// A text as it was placed.
#[derive(Debug, Clone, PartialEq)]
pub struct PlacedText {
    /// The text before escaping.
    pub text: String,
    /// Font size in pixels.
    pub size: f64,
    /// Where it is by the width table, slack included.
    pub area: Area,
}

/// A text that could not be read.
#[derive(Debug, Clone, PartialEq)]
pub enum Collision {
    /// Two texts lie over each other.
    Overlap(PlacedText, PlacedText),
    /// A text runs over the edge of the drawing.
    OutOfBounds(PlacedText),
    /// A text is smaller than [`SMALLEST_TEXT`].
    TooSmall(PlacedText),
}

impl fmt::Display for Collision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Overlap(one, other) => write!(f, "{:?} lies over {:?}", one.text, other.text),
            Self::OutOfBounds(text) => write!(f, "{:?} runs over the edge", text.text),
            Self::TooSmall(text) => {
                write!(f, "{:?} is set in {} px; {SMALLEST_TEXT} is the least", text.text, text.size)
            }
        }
    }
}

/// Everything wrong with `texts` in a drawing of the given size in pixels.
pub(super) fn collisions(texts: &[PlacedText], width: f64, height: f64) -> Vec<Collision> {
    let mut found = Vec::new();
    for (place, text) in texts.iter().enumerate() {
        let Area { left, top, right, bottom } = text.area;
        if left < -0.05 || top < -0.05 || right > width + 0.05 || bottom > height + 0.05 {
            found.push(Collision::OutOfBounds(text.clone()));
        }
        if text.size < SMALLEST_TEXT {
            found.push(Collision::TooSmall(text.clone()));
        }
        let later = texts.iter().skip(place + 1).filter(|other| text.area.overlaps(other.area));
        found.extend(later.map(|other| Collision::Overlap(text.clone(), other.clone())));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str, size: f64, left: f64, right: f64) -> PlacedText {
        PlacedText { text: text.into(), size, area: Area { left, top: 0.0, right, bottom: 10.0 } }
    }

    #[test]
    fn texts_side_by_side_are_fine() {
        assert_eq!(collisions(&[text("a", 12.0, 0.0, 10.0), text("b", 12.0, 10.0, 20.0)], 20.0, 10.0), []);
    }

    #[test]
    fn overlaps_edges_and_small_print_are_each_reported() {
        let found = collisions(&[text("a", 11.0, 0.0, 11.0), text("b", 12.0, 10.0, 21.0)], 20.0, 10.0);
        let found: Vec<String> = found.iter().map(ToString::to_string).collect();
        assert_eq!(
            found,
            [r#""a" is set in 11 px; 11.5 is the least"#, r#""a" lies over "b""#, r#""b" runs over the edge"#]
        );
    }
}
