//! Benchmark strip: where one unit stands on many indicators that share a scale.

use super::axis::Axis;
use super::canvas::{Canvas, Drawn, Mark, Stroke};
use super::drawing::{BODY, Drawing, Format, Label, STRONG, Words};
use super::error::ChartError;
use super::layout::{Entry, Sign};
use super::palette::Token;
use super::reading::{self, Look};
use super::sheet::{Arrangement, Request, Row, RowTexts, Sheet};

/// A benchmark strip. Thin ticks are the other groups, the bar their middle half, the line the programme and the
/// diamond the unit itself.
#[derive(Debug, Clone, PartialEq)]
pub struct Strip {
    /// The words that stand for the drawing.
    pub words: Words,
    /// The scale that all indicators share.
    pub axis: Axis,
    /// What the marks are called.
    pub key: StripKey,
    /// Head of the column of the unit's own values.
    pub own_heading: String,
    /// The indicators in the order they are shown.
    pub rows: Vec<StripRow>,
}

/// Names of the marks; an empty name is left out of the key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StripKey {
    /// Name of the diamond, for example "this group".
    pub own: String,
    /// Name of the line, for example "programme".
    pub programme: String,
    /// Name of the bar, for example "middle half of groups".
    pub middle_half: String,
    /// Name of the ticks, for example "other groups".
    pub others: String,
}

/// One indicator, in the unit of the axis.
#[derive(Debug, Clone, PartialEq)]
pub struct StripRow {
    /// The indicator.
    pub label: Label,
    /// Where other groups stand, in any order; not to be told apart, and several may stand in one place.
    pub others: Vec<f64>,
    /// Lower and upper end of the middle half.
    pub middle_half: Option<(f64, f64)>,
    /// Value of the programme.
    pub programme: Option<f64>,
    /// The unit's own value.
    pub own: OwnValue,
    /// The row in words, shown while it is pointed at.
    pub tip: String,
}

/// The unit's own value on one indicator.
#[derive(Debug, Clone, PartialEq)]
pub enum OwnValue {
    /// A value and how it is written.
    Shown {
        /// The value in the unit of the axis.
        at: f64,
        /// The value as finished text.
        label: String,
    },
    /// Only a bound on the value, drawn as an open arrow towards where the value lies.
    Bounded {
        /// The bound in the unit of the axis.
        at: f64,
        /// Whether the value is not below the bound; else it is not above.
        is_least: bool,
        /// The bound as finished text, for example "at least 4.5".
        label: String,
    },
    /// No value may or can be shown.
    NotShown {
        /// The symbol in words, for example "\[c] fewer than 5 answers".
        symbol_text: String,
    },
}

impl Strip {
    /// Draws the strip.
    ///
    /// # Errors
    /// [`ChartError`] if there are no rows, a value is off the axis, a range runs backwards, or the words break the
    /// figure contract.
    pub fn draw(&self) -> Result<Drawing, ChartError> {
        Drawing::both(&self.words, |format| self.at(format))
    }

    fn at(&self, format: Format) -> Result<Canvas, ChartError> {
        let sheet = self.plan(format)?;
        let canvas = sheet.canvas()?;
        sheet.draw_grid(&canvas)?;
        for (row, place) in self.rows.iter().zip(&sheet.rows) {
            canvas.row("row", &row.tip, place.top, place.bottom, || {
                row.draw_marks(&canvas, &sheet, place)?;
                sheet.draw_texts(&canvas, place)
            })?;
        }
        sheet.draw_words(&canvas)?;
        Ok(canvas)
    }

    fn plan(&self, format: Format) -> Result<Sheet<'_>, ChartError> {
        let (arrangement, rooms) = match format {
            Format::Wide => (Arrangement::Columns, (240.0, 120.0)),
            Format::Narrow => (Arrangement::Stacked, (0.0, 130.0)),
        };
        Sheet::plan(&Request {
            format,
            axis: &self.axis,
            key: self.key.entries(),
            headings: vec![&self.own_heading],
            over_scale: None,
            overhang: 0.0,
            rows: self.rows.iter().map(|row| row.texts(format)).collect(),
            arrangement,
            rooms,
            lane: 26.0,
            padding: 5.0,
        })
    }
}

impl StripKey {
    fn entries(&self) -> Vec<Entry> {
        vec![
            Entry { sign: Sign::Mark(Mark::Diamond, Token::FirstCategory), text: self.own.clone() },
            Entry { sign: Sign::Stem(Stroke::solid(Token::Text, 2.0)), text: self.programme.clone() },
            Entry { sign: Sign::Bar(Token::Similar), text: self.middle_half.clone() },
            Entry { sign: Sign::Stem(Stroke::solid(Token::FourthCategory, 1.0)), text: self.others.clone() },
        ]
    }
}

impl StripRow {
    fn texts(&self, format: Format) -> RowTexts<'_> {
        let (side, side_font, side_token) = match &self.own {
            OwnValue::Shown { label, .. } | OwnValue::Bounded { label, .. } => (label, STRONG, Token::Text),
            OwnValue::NotShown { symbol_text } => (symbol_text, format.small(), Token::Muted),
        };
        RowTexts { label: &self.label, label_font: BODY, sides: vec![side], side_font, side_token }
    }

    fn draw_marks(&self, canvas: &Canvas, sheet: &Sheet<'_>, place: &Row) -> Drawn {
        let (name, y) = (self.label.text.as_str(), place.middle);
        let stem = |x: f64, reach: f64, stroke| canvas.line((x, y - reach), (x, y + reach), stroke);
        for value in &self.others {
            stem(sheet.scale.place(name, *value)?, 8.0, Stroke::solid(Token::FourthCategory, 1.0))?;
        }
        if let Some(range) = self.middle_half {
            let (low, high) = sheet.scale.range(name, range)?;
            canvas.fill((low - 0.5, y - 3.0), (high + 0.5, y + 3.0), Token::Similar)?;
        }
        if let Some(value) = self.programme {
            let x = sheet.scale.place(name, value)?;
            stem(x, 13.0, Stroke::solid(Token::Paper, 4.0))?;
            stem(x, 13.0, Stroke::solid(Token::Text, 2.0))?;
        }
        let look = Look { token: Token::FirstCategory, radius: 6.0 };
        match self.own {
            OwnValue::Shown { at, .. } => {
                let x = sheet.scale.place(name, at)?;
                canvas.mark(Mark::Diamond, (x, y), 7.2, Token::Paper)?;
                canvas.mark(Mark::Diamond, (x, y), look.radius, look.token)
            }
            OwnValue::Bounded { at, is_least, .. } => {
                reading::draw_arrow(canvas, (sheet.scale.place(name, at)?, y), is_least, look)
            }
            OwnValue::NotShown { .. } => Ok(()),
        }
    }
}
