//! Dumbbell: where matched people stood at an earlier and a later wave.

use super::axis::Axis;
use super::canvas::{Canvas, Drawn, Mark, Stroke};
use super::drawing::{BODY, Drawing, Format, Label, STRONG, Words};
use super::error::ChartError;
use super::layout::{Entry, Sign};
use super::palette::Token;
use super::sheet::{Arrangement, Request, Row, RowTexts, Sheet};

/// Radius of the rings and dots, in pixels.
const RADIUS: f64 = 5.5;

/// Length of the arrow head, in pixels.
const HEAD: f64 = 7.0;

/// A dumbbell chart: hollow earlier, filled later, an arrow between.
#[derive(Debug, Clone, PartialEq)]
pub struct Dumbbell {
    /// The words that stand for the drawing.
    pub words: Words,
    /// The scale that all rows share.
    pub axis: Axis,
    /// What the marks are called.
    pub key: DumbbellKey,
    /// Head of the column of changes.
    pub change_heading: String,
    /// The rows in the order they are shown.
    pub rows: Vec<DumbbellRow>,
}

/// Names of the marks; an empty name is left out of the key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DumbbellKey {
    /// Name of the hollow ring, for example "autumn 2025".
    pub earlier: String,
    /// Name of the filled dot.
    pub later: String,
    /// Name of the grey dot, for example "no clear difference"; shown if any row is unclear.
    pub unclear: String,
}

/// One row.
#[derive(Debug, Clone, PartialEq)]
pub enum DumbbellRow {
    /// Two values of the same people, in the unit of the axis.
    Shown {
        /// What was asked.
        label: Label,
        /// Earlier value.
        earlier: f64,
        /// Later value.
        later: f64,
        /// The change as finished text, with its likely range.
        change_label: String,
        /// Whether the likely range of the change excludes zero; grey if not.
        clear: bool,
        /// The row in words, shown while it is pointed at.
        tip: String,
    },
    /// No change may or can be shown.
    NotShown {
        /// What was asked.
        label: Label,
        /// The symbol in words.
        symbol_text: String,
    },
}

impl Dumbbell {
    /// Draws the dumbbells.
    ///
    /// # Errors
    /// [`ChartError`] if there are no rows, a value is off the axis, or the words break the figure contract.
    pub fn draw(&self) -> Result<Drawing, ChartError> {
        Drawing::both(&self.words, |format| self.at(format))
    }

    fn at(&self, format: Format) -> Result<Canvas, ChartError> {
        let sheet = self.plan(format)?;
        let canvas = sheet.canvas()?;
        sheet.draw_grid(&canvas)?;
        for (row, place) in self.rows.iter().zip(&sheet.rows) {
            canvas.row("row", &row.tip(), place.top, place.bottom, || {
                row.draw_marks(&canvas, &sheet, place)?;
                sheet.draw_texts(&canvas, place)
            })?;
        }
        sheet.draw_words(&canvas)?;
        Ok(canvas)
    }

    fn plan(&self, format: Format) -> Result<Sheet<'_>, ChartError> {
        let (arrangement, rooms) = match format {
            Format::Wide => (Arrangement::Columns, (240.0, 170.0)),
            Format::Narrow => (Arrangement::Stacked, (0.0, 150.0)),
        };
        Sheet::plan(&Request {
            format,
            axis: &self.axis,
            key: self.entries(),
            headings: vec![&self.change_heading],
            over_scale: None,
            overhang: 0.0,
            rows: self.rows.iter().map(|row| row.texts(format)).collect(),
            arrangement,
            rooms,
            lane: 18.0,
            padding: 6.0,
        })
    }

    fn entries(&self) -> Vec<Entry> {
        let is_shown = |wanted: bool| {
            self.rows.iter().any(|row| matches!(row, DumbbellRow::Shown { clear, .. } if *clear == wanted))
        };
        let entry = |mark, token, text: &str| Entry { sign: Sign::Mark(mark, token), text: text.to_owned() };
        let mut entries = Vec::new();
        if is_shown(true) || is_shown(false) {
            let token = if is_shown(true) { Token::FirstCategory } else { Token::Similar };
            entries.push(entry(Mark::Ring, token, &self.key.earlier));
            entries.push(entry(Mark::Circle, token, &self.key.later));
        }
        if is_shown(false) {
            entries.push(entry(Mark::Circle, Token::Similar, &self.key.unclear));
        }
        entries
    }
}

impl DumbbellRow {
    fn tip(&self) -> String {
        match self {
            Self::Shown { tip, .. } => tip.clone(),
            Self::NotShown { label, symbol_text } => format!("{}: {symbol_text}", label.text),
        }
    }

    fn texts(&self, format: Format) -> RowTexts<'_> {
        let (label, side, side_font, side_token) = match self {
            Self::Shown { label, change_label, clear: true, .. } => (label, change_label, STRONG, Token::Text),
            Self::Shown { label, change_label, .. } => (label, change_label, BODY, Token::Muted),
            Self::NotShown { label, symbol_text } => (label, symbol_text, format.small(), Token::Muted),
        };
        RowTexts { label, label_font: BODY, sides: vec![side], side_font, side_token }
    }

    fn draw_marks(&self, canvas: &Canvas, sheet: &Sheet<'_>, place: &Row) -> Drawn {
        let Self::Shown { label, earlier, later, clear, .. } = self else {
            return Ok(());
        };
        let token = if *clear { Token::FirstCategory } else { Token::Similar };
        let (from, to) = (sheet.scale.place(&label.text, *earlier)?, sheet.scale.place(&label.text, *later)?);
        let y = place.middle;
        let towards = if to < from { -1.0 } else { 1.0 };
        let tip = to - towards * (RADIUS + 1.0);
        let start = from + towards * RADIUS;
        if (tip - start) * towards > HEAD {
            let foot = tip - towards * HEAD;
            canvas.line((start, y), (foot, y), Stroke::solid(token, 2.0))?;
            canvas.polygon(&[(tip, y), (foot, y - 4.0), (foot, y + 4.0)], token)?;
        }
        // Values closer than a mark would hide each other, so the ring then grows around the dot.
        let (ring, dot) = if (to - from).abs() < RADIUS { (RADIUS + 3.0, 4.5) } else { (RADIUS, RADIUS) };
        canvas.mark(Mark::Ring, (from, y), ring, token)?;
        canvas.mark(Mark::Circle, (to, y), dot, token)
    }
}
