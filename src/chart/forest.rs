//! Forest: effects with their likely ranges beside the line of no difference, pooled effects as diamonds.

use super::axis::Axis;
use super::canvas::{Align, Canvas, Drawn, Mark, Stroke};
use super::caterpillar::{MOST_UNITS, Reference};
use super::drawing::{BODY, Drawing, Format, Label, STRONG, Words};
use super::error::ChartError;
use super::layout::{Block, Entry, Sign};
use super::palette::Token;
use super::reading::{Direction, Look, Reading};
use super::sheet::{Arrangement, Request, Row, RowTexts, Sheet};

/// Half the height of a diamond and of the ends of a prediction interval, in pixels.
const HALF: f64 = 7.0;

/// A forest plot. Rows stand in the order given.
#[derive(Debug, Clone, PartialEq)]
pub struct Forest {
    /// The words that stand for the drawing.
    pub words: Words,
    /// The scale of the effects.
    pub axis: Axis,
    /// The line that effects are compared with, for example "No difference" at 0.
    pub reference: Reference,
    /// What the marks are called.
    pub key: ForestKey,
    /// Heads of the columns of texts, for example number of people and the effect with its range.
    pub headings: Vec<String>,
    /// The rows, at most [`MOST_UNITS`].
    pub rows: Vec<ForestRow>,
}

/// Names of the marks; an empty name is left out of the key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForestKey {
    /// Name of the square with its line, for example "effect with likely range".
    pub effect: String,
    /// Name of the diamond, for example "all together".
    pub pooled: String,
    /// Name of the line with ends through the diamond, for example "range for one more place".
    pub prediction: String,
    /// Name of the open arrow, for example "only a bound is told".
    pub bound: String,
}

/// One row.
#[derive(Debug, Clone, PartialEq)]
pub enum ForestRow {
    /// The head of the rows that follow.
    Heading(Label),
    /// One effect, as a square.
    Single {
        /// The effect.
        effect: Effect,
        /// How much it weighs, 0 to 1: the area of the square.
        weight: f64,
    },
    /// Several effects pooled, as a diamond from end to end of the likely range.
    Pooled {
        /// The effect.
        effect: Effect,
        /// Lower and upper end of the prediction interval.
        prediction: Option<(f64, f64)>,
    },
}

/// An effect, in the unit of the axis.
#[derive(Debug, Clone, PartialEq)]
pub struct Effect {
    /// Whose effect it is, with what it was compared.
    pub label: Label,
    /// The effect as it may be told.
    pub reading: Reading,
    /// Lower and upper end of its likely range.
    pub range: Option<(f64, f64)>,
    /// Its texts, one a column.
    pub cells: Vec<String>,
    /// The row in words, shown while it is pointed at.
    pub tip: String,
}

impl Forest {
    /// Draws the forest plot.
    ///
    /// # Errors
    /// [`ChartError`] if there are no or too many rows, a row has not one text a column, a value is off the axis or
    /// outside its own range, a range runs backwards, or the words break the figure contract.
    pub fn draw(&self) -> Result<Drawing, ChartError> {
        if self.rows.len() > MOST_UNITS {
            return Err(ChartError::TooManyUnits { given: self.rows.len(), most: MOST_UNITS });
        }
        for effect in self.effects() {
            let (given, columns) = (effect.cells.len(), self.headings.len());
            if given != columns {
                return Err(ChartError::CellsDoNotMatch { row: effect.label.text.clone(), given, columns });
            }
        }
        Drawing::both(&self.words, |format| self.at(format))
    }

    fn at(&self, format: Format) -> Result<Canvas, ChartError> {
        let sheet = self.plan(format)?;
        let canvas = sheet.canvas()?;
        sheet.draw_grid(&canvas)?;
        let x = sheet.scale.place(&self.reference.label, self.reference.at)?;
        for (top, bottom) in sheet.spans() {
            canvas.line((x, top - 3.0), (x, bottom), Stroke::dashed(Token::Text, 1.5))?;
        }
        for (row, place) in self.rows.iter().zip(&sheet.rows) {
            canvas.row("row", row.tip(), place.top, place.bottom, || {
                row.draw_marks(&canvas, &sheet, place, format)?;
                sheet.draw_texts(&canvas, place)
            })?;
        }
        sheet.draw_words(&canvas)?;
        Ok(canvas)
    }

    fn plan(&self, format: Format) -> Result<Sheet<'_>, ChartError> {
        let (arrangement, rooms) = match format {
            Format::Wide => (Arrangement::Columns, (210.0, 160.0)),
            Format::Narrow => (Arrangement::Stacked, (0.0, 165.0)),
        };
        Sheet::plan(&Request {
            format,
            axis: &self.axis,
            key: self.entries(),
            headings: self.headings.iter().map(String::as_str).collect(),
            over_scale: Some((&self.reference.label, self.reference.at)),
            overhang: 0.0,
            rows: self.rows.iter().map(ForestRow::texts).collect(),
            arrangement,
            rooms,
            lane: 16.0,
            padding: 5.0,
        })
    }

    fn effects(&self) -> impl Iterator<Item = &Effect> {
        self.rows.iter().filter_map(ForestRow::effect)
    }

    fn entries(&self) -> Vec<Entry> {
        let is_told = |row: &&ForestRow| row.effect().is_some_and(|effect| effect.reading.exact().is_some());
        let told = || self.rows.iter().filter(is_told);
        let has = [
            (
                told().any(|row| matches!(row, ForestRow::Single { .. })),
                Sign::Swatch { fill: Token::Similar, edge: Token::Similar },
                &self.key.effect,
            ),
            (
                told().any(|row| matches!(row, ForestRow::Pooled { .. })),
                Sign::Mark(Mark::Diamond, Token::FirstCategory),
                &self.key.pooled,
            ),
            (
                told().any(|row| matches!(row, ForestRow::Pooled { prediction: Some(_), .. })),
                Sign::Line(PREDICTION),
                &self.key.prediction,
            ),
            (self.effects().any(|effect| effect.reading.is_bound()), Sign::Bound, &self.key.bound),
        ];
        has.into_iter().filter(|(has, ..)| *has).map(|(_, sign, text)| Entry { sign, text: text.clone() }).collect()
    }
}

const PREDICTION: Stroke = Stroke::solid(Token::FirstCategory, 1.5);

impl ForestRow {
    fn effect(&self) -> Option<&Effect> {
        match self {
            Self::Heading(_) => None,
            Self::Single { effect, .. } | Self::Pooled { effect, .. } => Some(effect),
        }
    }

    fn tip(&self) -> &str {
        match self {
            Self::Heading(label) => &label.text,
            Self::Single { effect, .. } | Self::Pooled { effect, .. } => &effect.tip,
        }
    }

    fn texts(&self) -> RowTexts<'_> {
        let font = if matches!(self, Self::Single { .. }) { BODY } else { STRONG };
        let (label, sides) = match self {
            Self::Heading(label) => (label, Vec::new()),
            Self::Single { effect, .. } | Self::Pooled { effect, .. } => {
                (&effect.label, effect.cells.iter().map(String::as_str).collect())
            }
        };
        RowTexts { label, label_font: font, sides, side_font: font, side_token: Token::Text }
    }

    fn draw_marks(&self, canvas: &Canvas, sheet: &Sheet<'_>, place: &Row, format: Format) -> Drawn {
        let Some(effect) = self.effect() else { return Ok(()) };
        let (name, y) = (effect.label.text.as_str(), place.middle);
        let Some(at) = effect.reading.at() else {
            return effect.draw_symbol(canvas, sheet, y, format);
        };
        let x = sheet.scale.place(name, at)?;
        let ends = effect.ends(sheet)?;
        match (self, ends) {
            _ if effect.reading.is_bound() => {}
            (Self::Pooled { prediction, .. }, ends) => {
                if let Some(range) = prediction {
                    let (low, high) = sheet.scale.range(name, *range)?;
                    canvas.line((low, y), (high, y), PREDICTION)?;
                    for end in [low, high] {
                        canvas.line((end, y - HALF + 2.0), (end, y + HALF - 2.0), PREDICTION)?;
                    }
                }
                if let Some((low, high)) = ends.filter(|(low, high)| high - low >= 2.0) {
                    let corners = [(low, y), (x, y - HALF), (high, y), (x, y + HALF)];
                    return canvas.polygon(&corners, Token::FirstCategory);
                }
            }
            (Self::Single { weight, .. }, ends) => {
                let half = half_side(name, *weight)?;
                if let Some((low, high)) = ends {
                    canvas.line((low, y), (high, y), Stroke::solid(Token::Similar, 1.5))?;
                }
                return canvas.fill((x - half, y - half), (x + half, y + half), Token::Similar);
            }
            (Self::Heading(_), _) => {}
        }
        let look = Look { token: Token::FirstCategory, radius: 5.0 };
        effect.reading.draw(canvas, (x, y), Direction::Rightwards, Mark::Diamond, look)
    }
}

/// Half the side of a square whose area grows with the weight, from 6 to 14 pixels.
fn half_side(row: &str, weight: f64) -> Result<f64, ChartError> {
    if (0.0..=1.0).contains(&weight) {
        Ok((9.0 + 40.0 * weight).sqrt())
    } else {
        Err(ChartError::OffTheAxis { row: row.to_owned(), value: weight, from: 0.0, to: 1.0 })
    }
}

impl Effect {
    /// The pixels of the ends of the likely range, which holds the effect.
    fn ends(&self, sheet: &Sheet<'_>) -> Result<Option<(f64, f64)>, ChartError> {
        let Some((from, to)) = self.range else { return Ok(None) };
        let ends = sheet.scale.range(&self.label.text, (from, to))?;
        match self.reading.exact().filter(|at| !(from..=to).contains(at)) {
            Some(value) => Err(ChartError::OffTheAxis { row: self.label.text.clone(), value, from, to }),
            None => Ok(Some(ends)),
        }
    }

    /// Draws why there is no mark, in the middle of the scale.
    fn draw_symbol(&self, canvas: &Canvas, sheet: &Sheet<'_>, y: f64, format: Format) -> Drawn {
        let (left, right) = sheet.scale.ends();
        let words = Block::new(self.reading.text(), format.small(), Token::Muted, right - left);
        let (middle, half) = (f64::midpoint(left, right), words.width() / 2.0 + 4.0);
        let reach = words.height() / 2.0 + 1.0;
        canvas.fill((middle - half, y - reach), (middle + half, y + reach), Token::Paper)?;
        words.draw_centred(canvas, middle, Align::Middle, y)
    }
}
