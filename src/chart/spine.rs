//! Spine: where one unit stands on many indicators in unlike units, each on a scale of its own.
//!
//! The programme's value is the spine, in the middle of every row; the row's scale reaches as far to either side as
//! the furthest value shown in it. Distances in different rows can therefore not be compared, which the page says. For
//! indicators that share a scale the strip is better, because there they can.

use super::axis::Axis;
use super::canvas::{Align, Canvas, Drawn, Line, Mark, Stroke};
use super::caterpillar::Comparison;
use super::drawing::{BODY, Drawing, Format, Label, STRONG, Words};
use super::error::ChartError;
use super::layout::{Block, Entry, Sign};
use super::palette::Token;
use super::reading::{Direction, Look, Reading};
use super::sheet::{Arrangement, Request, Row, RowTexts, Sheet};

/// Pixels between the middle of a row's lane and its bar, which stands over the labels of the row's own scale.
const RISE: f64 = 9.0;

/// Half the thickness of the bars, in pixels.
const HALF_BAR: f64 = 4.5;

/// A spine chart. The pale bar is the range over units, the dark bar their middle half, the line the programme, the
/// ring the wider area and the mark the unit itself.
#[derive(Debug, Clone, PartialEq)]
pub struct Spine {
    /// The words that stand for the drawing.
    pub words: Words,
    /// What the marks are called.
    pub key: SpineKey,
    /// Head of the column of the unit's own values.
    pub own_heading: String,
    /// The indicators in the order they are shown.
    pub rows: Vec<SpineRow>,
}

/// Names of the marks; an empty name is left out of the key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpineKey {
    /// Words over the spine, for example "Programme".
    pub programme: String,
    /// Name of the triangle that points up, for example "this group, higher".
    pub higher: String,
    /// Name of the circle, for example "this group, similar".
    pub similar: String,
    /// Name of the triangle that points down.
    pub lower: String,
    /// Name of the diamond, for example "this group, not compared".
    pub uncompared: String,
    /// Name of the dark bar, for example "middle half of groups".
    pub middle_half: String,
    /// Name of the pale bar, for example "lowest to highest group".
    pub range: String,
    /// Name of the ring, for example "local authority".
    pub area: String,
    /// Name of the open arrow, for example "only a bound is told".
    pub bound: String,
}

/// One indicator, in its own unit.
#[derive(Debug, Clone, PartialEq)]
pub struct SpineRow {
    /// The indicator, and in its words which way is better, if one is.
    pub label: Label,
    /// Value of the programme. Without an exact value there is no spine, and the row is told in words alone.
    pub programme: Reading,
    /// Lowest and highest value of the units, each with its text.
    pub range: Option<[(f64, String); 2]>,
    /// Lower and upper end of the middle half.
    pub middle_half: Option<(f64, f64)>,
    /// Value of the wider area that the unit belongs to.
    pub area: Option<Reading>,
    /// The unit's own value.
    pub own: Reading,
    /// How the unit compares with the programme, if it may be said.
    pub comparison: Option<Comparison>,
    /// The row in words, shown while it is pointed at.
    pub tip: String,
}

impl Spine {
    /// Draws the spine chart.
    ///
    /// # Errors
    /// [`ChartError`] if there are no rows, a value is no number, a range runs backwards, or the words break the figure
    /// contract.
    pub fn draw(&self) -> Result<Drawing, ChartError> {
        Drawing::both(&self.words, |format| self.at(format))
    }

    fn at(&self, format: Format) -> Result<Canvas, ChartError> {
        let axis = Axis { from: -1.0, to: 1.0, ticks: Vec::new() };
        let sheet = Sheet::plan(&self.request(&axis, format))?;
        let canvas = sheet.canvas()?;
        for (row, place) in self.rows.iter().zip(&sheet.rows) {
            canvas.row("row", &row.tip, place.top, place.bottom, || {
                row.draw_marks(&canvas, &sheet, place, format)?;
                sheet.draw_texts(&canvas, place)
            })?;
        }
        sheet.draw_words(&canvas)?;
        Ok(canvas)
    }

    fn request<'a>(&'a self, axis: &'a Axis, format: Format) -> Request<'a> {
        let (arrangement, rooms) = match format {
            Format::Wide => (Arrangement::Columns, (250.0, 120.0)),
            Format::Narrow => (Arrangement::Stacked, (0.0, 130.0)),
        };
        let has_spine = self.rows.iter().any(|row| row.programme.exact().is_some());
        let ends = self.rows.iter().filter_map(|row| row.range.as_ref()).flatten();
        let widest = ends.map(|(_, label)| format.small().width(label)).fold(0.0, f64::max);
        Request {
            format,
            axis,
            key: self.entries(),
            headings: vec![&self.own_heading],
            over_scale: has_spine.then_some((self.key.programme.as_str(), 0.0)),
            overhang: (widest / 2.0).ceil() + 1.0,
            rows: self.rows.iter().map(|row| row.texts(format)).collect(),
            arrangement,
            rooms,
            lane: 38.0,
            padding: 5.0,
        }
    }

    /// The key of the marks that the rows have.
    fn entries(&self) -> Vec<Entry> {
        let drawn = || self.rows.iter().filter(|row| row.programme.exact().is_some());
        let is_any =
            |wanted: Option<Comparison>| drawn().any(|row| row.own.exact().is_some() && row.comparison == wanted);
        let mut entries = Vec::new();
        for (comparison, text) in [
            (Some(Comparison::Higher), &self.key.higher),
            (Some(Comparison::Similar), &self.key.similar),
            (Some(Comparison::Lower), &self.key.lower),
            (None, &self.key.uncompared),
        ] {
            if is_any(comparison) {
                let (mark, token) = appearance(comparison);
                entries.push(Entry { sign: Sign::Mark(mark, token), text: text.clone() });
            }
        }
        let readings = || drawn().flat_map(|row| row.area.iter().chain([&row.own]));
        if readings().any(Reading::is_bound) {
            entries.push(Entry { sign: Sign::Bound, text: self.key.bound.clone() });
        }
        let area = Entry { sign: Sign::Mark(Mark::Ring, Token::Text), text: self.key.area.clone() };
        let middle = Entry { sign: Sign::Bar(Token::Similar), text: self.key.middle_half.clone() };
        let swatch = Sign::Swatch { fill: Token::Neither, edge: Token::NeitherEdge };
        let range = Entry { sign: swatch, text: self.key.range.clone() };
        entries.extend(drawn().any(|row| row.area.as_ref().is_some_and(|area| area.exact().is_some())).then_some(area));
        entries.extend(drawn().any(|row| row.middle_half.is_some()).then_some(middle));
        entries.extend(drawn().any(|row| row.range.is_some()).then_some(range));
        entries
    }
}

/// Mark and colour of the unit itself.
fn appearance(comparison: Option<Comparison>) -> (Mark, Token) {
    comparison.map_or((Mark::Diamond, Token::FirstCategory), |comparison| (comparison.mark(), comparison.token()))
}

impl SpineRow {
    fn texts(&self, format: Format) -> RowTexts<'_> {
        let (side_font, side_token) = match self.own {
            Reading::NotShown { .. } => (format.small(), Token::Muted),
            _ => (STRONG, Token::Text),
        };
        RowTexts { label: &self.label, label_font: BODY, sides: vec![self.own.text()], side_font, side_token }
    }

    /// The furthest that any value shown in the row lies from the programme's; 1 if none lies apart, for then every
    /// mark stands on the spine.
    fn reach(&self, programme: f64) -> f64 {
        let range = self.range.iter().flatten().map(|(at, _)| *at);
        let middle = self.middle_half.iter().flat_map(|(low, high)| [*low, *high]);
        let others = self.area.as_ref().and_then(Reading::at).into_iter().chain(self.own.at());
        let reach = range.chain(middle).chain(others).map(|at| (at - programme).abs()).fold(0.0, f64::max);
        if reach > 0.0 { reach } else { 1.0 }
    }

    fn draw_marks(&self, canvas: &Canvas, sheet: &Sheet<'_>, place: &Row, format: Format) -> Drawn {
        let y = place.middle - RISE;
        let Some(programme) = self.programme.exact() else {
            let (left, middle) = (sheet.scale.place("", -1.0)?, sheet.scale.place("", 0.0)?);
            let room = 2.0 * (middle - left);
            let words = Block::new(self.programme.text(), format.small(), Token::Muted, room);
            return words.draw_centred(canvas, middle, Align::Middle, place.middle);
        };
        let reach = self.reach(programme);
        let x = |at: f64| sheet.scale.place(&self.label.text, (at - programme) / reach);
        let bar = |low: f64, high: f64, fill: Token, edge: Token| -> Drawn {
            if low > high {
                return Err(ChartError::RangeReversed { row: self.label.text.clone(), low, high });
            }
            let corners = ((x(low)? - 0.5, y - HALF_BAR), (x(high)? + 0.5, y + HALF_BAR));
            canvas.fill(corners.0, corners.1, fill)?;
            if edge == fill { Ok(()) } else { canvas.outline(corners.0, corners.1, edge) }
        };
        if let Some([(low, _), (high, _)]) = self.range {
            bar(low, high, Token::Neither, Token::NeitherEdge)?;
        }
        if let Some((low, high)) = self.middle_half {
            bar(low, high, Token::Similar, Token::Similar)?;
        }
        let spine = x(programme)?;
        canvas.line((spine, y - 11.0), (spine, y + 11.0), Stroke::solid(Token::Paper, 4.0))?;
        canvas.line((spine, y - 11.0), (spine, y + 11.0), Stroke::solid(Token::Text, 2.0))?;
        let readings = [
            (self.area.as_ref(), Mark::Ring, Token::Text, 5.0),
            (Some(&self.own), appearance(self.comparison).0, appearance(self.comparison).1, 6.0),
        ];
        for (reading, mark, token, radius) in readings {
            let Some((reading, at)) = reading.and_then(|reading| Some((reading, reading.at()?))) else { continue };
            reading.draw(canvas, (x(at)?, y), Direction::Rightwards, mark, Look { token, radius })?;
        }
        self.draw_scale(canvas, format, spine, &x, y)
    }

    /// Draws the row's own scale: the programme's value under the spine, the ends of the range where they have room.
    fn draw_scale(
        &self,
        canvas: &Canvas,
        format: Format,
        spine: f64,
        x: &impl Fn(f64) -> Result<f64, ChartError>,
        y: f64,
    ) -> Drawn {
        let font = format.small();
        self.draw_label(canvas, format, (spine, y), self.programme.text())?;
        for (at, label) in self.range.iter().flatten() {
            let end = x(*at)?;
            let taken = f64::midpoint(font.width(label), font.width(self.programme.text())) + 8.0;
            if (end - spine).abs() >= taken {
                self.draw_label(canvas, format, (end, y), label)?;
            }
        }
        Ok(())
    }

    fn draw_label(&self, canvas: &Canvas, format: Format, (x, y): (f64, f64), text: &str) -> Drawn {
        let font = format.small();
        let line = Line { text, font, token: Token::Muted, align: Align::Middle, lang: None };
        canvas.text(&line, x, y + 14.0 + 0.77 * font.size)
    }
}
