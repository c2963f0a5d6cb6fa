//! Caterpillar: one measure over units, each with its likely range, beside a reference.

use super::axis::Axis;
use super::canvas::{Canvas, Drawn, Mark, Stroke};
use super::drawing::{BODY, Drawing, Format, Label, STRONG, Words};
use super::error::ChartError;
use super::layout::{Entry, Sign};
use super::palette::Token;
use super::sheet::{Arrangement, Request, Row, RowTexts, Sheet};

/// Most units in one drawing; beyond that rows can no longer be followed.
pub const MOST_UNITS: usize = 40;

/// A caterpillar. Units stand in the order given; those not shown are listed by the page.
#[derive(Debug, Clone, PartialEq)]
pub struct Caterpillar {
    /// The words that stand for the drawing.
    pub words: Words,
    /// The scale of the measure.
    pub axis: Axis,
    /// The value that units are compared with.
    pub reference: Reference,
    /// What the marks are called.
    pub key: CaterpillarKey,
    /// Head of the column of answers.
    pub n_heading: String,
    /// The units, at most [`MOST_UNITS`].
    pub units: Vec<Unit>,
}

/// The dashed line of a [`Caterpillar`].
#[derive(Debug, Clone, PartialEq)]
pub struct Reference {
    /// Its value in the unit of the axis.
    pub at: f64,
    /// Its value in words, for example "Programme: 71%".
    pub label: String,
}

/// Names of the marks; an empty name is left out of the key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaterpillarKey {
    /// Name of the triangle that points up.
    pub higher: String,
    /// Name of the circle.
    pub similar: String,
    /// Name of the triangle that points down.
    pub lower: String,
    /// Name of the solid line, for example "likely range".
    pub range: String,
}

/// How a unit compares with the reference, as found by whoever has the interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// The likely range lies above the reference.
    Higher,
    /// The likely range includes the reference.
    Similar,
    /// The likely range lies below the reference.
    Lower,
}

/// One unit, in the unit of the axis.
#[derive(Debug, Clone, PartialEq)]
pub struct Unit {
    /// Its name.
    pub label: Label,
    /// Its value.
    pub estimate: f64,
    /// Lower and upper end of its likely range.
    pub range: Option<(f64, f64)>,
    /// How it compares with the reference.
    pub comparison: Comparison,
    /// Number of answers as finished text.
    pub n_label: String,
    /// Whether it is the reader's own.
    pub is_own: bool,
    /// The row in words, shown while it is pointed at.
    pub tip: String,
}

impl Caterpillar {
    /// Draws the caterpillar.
    ///
    /// # Errors
    /// [`ChartError`] if there are no or too many units, a value is off the axis, a range runs backwards, or the words
    /// break the figure contract.
    pub fn draw(&self) -> Result<Drawing, ChartError> {
        if self.units.len() > MOST_UNITS {
            return Err(ChartError::TooManyUnits { given: self.units.len(), most: MOST_UNITS });
        }
        Drawing::both(&self.words, |format| self.at(format))
    }

    fn at(&self, format: Format) -> Result<Canvas, ChartError> {
        let sheet = self.plan(format)?;
        let canvas = sheet.canvas()?;
        let pairs = || self.units.iter().zip(&sheet.rows);
        for (_, place) in pairs().filter(|(unit, _)| unit.is_own) {
            canvas.fill((0.0, place.top), (format.width(), place.bottom), Token::Band)?;
        }
        sheet.draw_grid(&canvas)?;
        let x = sheet.scale.place(&self.reference.label, self.reference.at)?;
        for (top, bottom) in sheet.spans() {
            canvas.line((x, top - 3.0), (x, bottom), Stroke::dashed(Token::Text, 1.5))?;
        }
        for (unit, place) in pairs() {
            let class = if unit.is_own { "row own" } else { "row" };
            canvas.row(class, &unit.tip, place.top, place.bottom, || {
                unit.draw_marks(&canvas, &sheet, place)?;
                sheet.draw_texts(&canvas, place)
            })?;
        }
        sheet.draw_words(&canvas)?;
        Ok(canvas)
    }

    fn plan(&self, format: Format) -> Result<Sheet<'_>, ChartError> {
        let (arrangement, rooms) = match format {
            Format::Wide => (Arrangement::Columns, (230.0, 80.0)),
            Format::Narrow => (Arrangement::Stacked, (0.0, 80.0)),
        };
        Sheet::plan(&Request {
            format,
            axis: &self.axis,
            key: self.key.entries(),
            headings: vec![&self.n_heading],
            over_scale: Some((&self.reference.label, self.reference.at)),
            overhang: 0.0,
            rows: self.units.iter().map(Unit::texts).collect(),
            arrangement,
            rooms,
            lane: 14.0,
            padding: 5.0,
        })
    }
}

impl CaterpillarKey {
    fn entries(&self) -> Vec<Entry> {
        let mark = |comparison: Comparison, text: &str| Entry {
            sign: Sign::Mark(comparison.mark(), comparison.token()),
            text: text.to_owned(),
        };
        vec![
            mark(Comparison::Higher, &self.higher),
            mark(Comparison::Similar, &self.similar),
            mark(Comparison::Lower, &self.lower),
            Entry { sign: Sign::Line(Stroke::solid(Token::Similar, 1.5)), text: self.range.clone() },
        ]
    }
}

impl Comparison {
    pub(super) fn mark(self) -> Mark {
        match self {
            Self::Higher => Mark::TriangleUp,
            Self::Similar => Mark::Circle,
            Self::Lower => Mark::TriangleDown,
        }
    }

    pub(super) fn token(self) -> Token {
        match self {
            Self::Higher => Token::Higher,
            Self::Similar => Token::Similar,
            Self::Lower => Token::Lower,
        }
    }
}

impl Unit {
    fn texts(&self) -> RowTexts<'_> {
        let font = if self.is_own { STRONG } else { BODY };
        let side_token = if self.is_own { Token::Text } else { Token::Muted };
        RowTexts { label: &self.label, label_font: font, sides: vec![&self.n_label], side_font: font, side_token }
    }

    fn draw_marks(&self, canvas: &Canvas, sheet: &Sheet<'_>, place: &Row) -> Drawn {
        let (name, y, token) = (self.label.text.as_str(), place.middle, self.comparison.token());
        let x = sheet.scale.place(name, self.estimate)?;
        if let Some(range) = self.range {
            let (low, high) = sheet.scale.range(name, range)?;
            if !(range.0..=range.1).contains(&self.estimate) {
                let (from, to) = range;
                return Err(ChartError::OffTheAxis { row: name.to_owned(), value: self.estimate, from, to });
            }
            canvas.line((low, y), (high, y), Stroke::solid(token, if self.is_own { 2.5 } else { 1.5 }))?;
        }
        canvas.mark(self.comparison.mark(), (x, y), 5.0, token)
    }
}
