//! Funnel: a measure over units by their number of answers, within the limits that chance alone would give.
//!
//! Only units outside the limits and the reader's own carry a name; the type has no place for the others'. The limits
//! are finished curves: which kind they are is decided by whoever works them out.

use super::axis::Axis;
use super::canvas::{Canvas, Drawn, Mark, Stroke};
use super::caterpillar::{Comparison, Reference};
use super::drawing::{Drawing, Format, Label, Words};
use super::error::ChartError;
use super::funnel_layout::FunnelLayout;
use super::layout::{Entry, Sign};
use super::palette::Token;
use super::plane::Plane;
use super::reading::{Direction, Look, Reading};

/// Radius of the marks of units without a name and of those with one, in pixels.
const RADII: [f64; 2] = [3.5, 5.0];

/// A funnel. Units stand by number of answers and value; curves are the limits, the line is the reference.
#[derive(Debug, Clone, PartialEq)]
pub struct Funnel {
    /// The words that stand for the drawing.
    pub words: Words,
    /// The level scale: numbers of answers.
    pub n_axis: Axis,
    /// What the level scale counts, for example "Answers".
    pub n_title: String,
    /// The upright scale, in the unit of the measure.
    pub axis: Axis,
    /// What the upright scale measures.
    pub title: String,
    /// The value that limits lie around.
    pub reference: Reference,
    /// Limits that few units leave by chance, for example one in twenty.
    pub inner: Limits,
    /// Limits that hardly any unit leaves by chance, for example one in five hundred.
    pub outer: Limits,
    /// What the marks are called.
    pub key: FunnelKey,
    /// The units in any order.
    pub units: Vec<FunnelUnit>,
}

/// A pair of limits around the reference.
#[derive(Debug, Clone, PartialEq)]
pub struct Limits {
    /// What they are called in the key.
    pub name: String,
    /// The lower limit: numbers of answers in rising order, with the limit at each.
    pub lower: Vec<(f64, f64)>,
    /// The upper limit.
    pub upper: Vec<(f64, f64)>,
}

/// Names of the marks; an empty name is left out of the key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FunnelKey {
    /// Name of the diamond, for example "this group".
    pub own: String,
    /// Name of the triangle that points up.
    pub higher: String,
    /// Name of the triangle that points down.
    pub lower: String,
    /// Name of the small circle, for example "other groups".
    pub others: String,
    /// Name of the open arrow, for example "only a bound is told".
    pub bound: String,
}

/// One unit, in the unit of the upright axis. A unit whose value is not shown has no mark, for its number of answers
/// may tell too much; the page lists it.
#[derive(Debug, Clone, PartialEq)]
pub enum FunnelUnit {
    /// A unit within the limits that is not the reader's own, and so has no name.
    Unnamed {
        /// Number of answers.
        n: u32,
        /// Its value.
        value: Reading,
    },
    /// A unit outside the limits.
    Outside {
        /// Its name.
        label: Label,
        /// Number of answers.
        n: u32,
        /// Its value.
        value: Reading,
        /// On which side of the limits it lies.
        comparison: Comparison,
        /// The unit in words, shown while it is pointed at.
        tip: String,
    },
    /// The reader's own unit, wherever it lies.
    Own {
        /// Its name.
        label: Label,
        /// Number of answers.
        n: u32,
        /// Its value.
        value: Reading,
        /// The unit in words, shown while it is pointed at.
        tip: String,
    },
}

impl Funnel {
    /// Draws the funnel.
    ///
    /// # Errors
    /// [`ChartError`] if no unit has a value, a value, number or limit is off its axis, a limit runs backwards, names
    /// find no room, or the words break the figure contract.
    pub fn draw(&self) -> Result<Drawing, ChartError> {
        if self.units.iter().all(|unit| unit.value().at().is_none()) {
            return Err(ChartError::NoRows);
        }
        Drawing::both(&self.words, |format| self.at(format))
    }

    fn at(&self, format: Format) -> Result<Canvas, ChartError> {
        let layout = FunnelLayout::plan(self, self.entries(), format)?;
        let canvas = Canvas::new(format, layout.height())?;
        let plane = &layout.plane;
        plane.draw_grid(&canvas)?;
        self.draw_lines(&canvas, plane)?;
        for is_named in [false, true] {
            for unit in self.units.iter().filter(|unit| unit.name().is_some() == is_named) {
                unit.draw(&canvas, plane)?;
            }
        }
        layout.draw_words(&canvas)?;
        Ok(canvas)
    }

    /// Draws the limits and the reference from one edge of the plane to the other.
    fn draw_lines(&self, canvas: &Canvas, plane: &Plane<'_>) -> Drawn {
        for (limits, stroke) in [(&self.inner, INNER), (&self.outer, OUTER)] {
            for curve in [&limits.lower, &limits.upper] {
                if let Some(((one, _), (other, _))) = curve.iter().zip(curve.iter().skip(1)).find(|(a, b)| a.0 > b.0) {
                    return Err(ChartError::RangeReversed { row: limits.name.clone(), low: *one, high: *other });
                }
                canvas.path(&plane.curve(&limits.name, curve)?, stroke)?;
            }
        }
        let y = plane.y.place(&self.reference.label, self.reference.at)?;
        canvas.line((plane.frame.left, y), (plane.frame.right, y), REFERENCE)
    }

    fn entries(&self) -> Vec<Entry> {
        let shown = || self.units.iter().filter(|unit| unit.value().at().is_some());
        let has = |mark: Mark| shown().any(|unit| unit.value().exact().is_some() && unit.appearance().0 == mark);
        let mut entries = Vec::new();
        for (mark, token, text) in [
            (Mark::Diamond, Token::FirstCategory, &self.key.own),
            (Mark::TriangleUp, Token::Higher, &self.key.higher),
            (Mark::TriangleDown, Token::Lower, &self.key.lower),
            (Mark::Circle, Token::Similar, &self.key.others),
        ] {
            entries.extend(has(mark).then(|| Entry { sign: Sign::Mark(mark, token), text: text.clone() }));
        }
        if shown().any(|unit| unit.value().is_bound()) {
            entries.push(Entry { sign: Sign::Bound, text: self.key.bound.clone() });
        }
        let lines = [(REFERENCE, &self.reference.label), (INNER, &self.inner.name), (OUTER, &self.outer.name)];
        entries.extend(lines.map(|(stroke, text)| Entry { sign: Sign::Line(stroke), text: text.clone() }));
        entries
    }
}

const REFERENCE: Stroke = Stroke::solid(Token::Text, 1.5);
const INNER: Stroke = Stroke::solid(Token::Similar, 1.0);
const OUTER: Stroke = Stroke::dashed(Token::Similar, 1.0);

impl FunnelUnit {
    pub(super) fn value(&self) -> &Reading {
        match self {
            Self::Unnamed { value, .. } | Self::Outside { value, .. } | Self::Own { value, .. } => value,
        }
    }

    /// The name, if it has one.
    pub(super) fn name(&self) -> Option<&Label> {
        match self {
            Self::Unnamed { .. } => None,
            Self::Outside { label, .. } | Self::Own { label, .. } => Some(label),
        }
    }

    fn appearance(&self) -> (Mark, Token) {
        match self {
            Self::Unnamed { .. } => (Mark::Circle, Token::Similar),
            Self::Outside { comparison, .. } => (comparison.mark(), comparison.token()),
            Self::Own { .. } => (Mark::Diamond, Token::FirstCategory),
        }
    }

    /// Where the unit stands, if its value may be told.
    pub(super) fn point(&self, plane: &Plane<'_>) -> Result<Option<(f64, f64)>, ChartError> {
        let (Self::Unnamed { n, .. } | Self::Outside { n, .. } | Self::Own { n, .. }) = self;
        let row = self.name().map_or("", |label| label.text.as_str());
        self.value().at().map(|at| plane.point(row, (f64::from(*n), at))).transpose()
    }

    fn draw(&self, canvas: &Canvas, plane: &Plane<'_>) -> Drawn {
        let Some(point) = self.point(plane)? else { return Ok(()) };
        let (mark, token) = self.appearance();
        let draw = |radius| self.value().draw(canvas, point, Direction::Upwards, mark, Look { token, radius });
        let [small, large] = RADII;
        match self {
            Self::Unnamed { .. } => draw(small),
            Self::Outside { tip, .. } => canvas.group("row", tip, || draw(large)),
            Self::Own { tip, .. } => canvas.group("row own", tip, || draw(large)),
        }
    }
}
