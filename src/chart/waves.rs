//! Values wave by wave: lines with gaps where nothing is told or the question changed, shared by slopes and small
//! multiples.

use super::axis::Axis;
use super::canvas::{Align, Canvas, Drawn, Line, Mark, Point, Stroke};
use super::drawing::Format;
use super::error::ChartError;
use super::layout::{Block, number};
use super::metrics::Font;
use super::palette::Token;
use super::plane::Plane;
use super::reading::{Direction, Look, Reading};

/// Pixels kept between the texts of two waves.
const APART: f64 = 6.0;

/// Pixels from a plane to the texts under it: clear of the lowest label beside it.
const UNDER: f64 = 10.0;

/// The value at one wave.
#[derive(Debug, Clone, PartialEq)]
pub struct WaveValue {
    /// The value as it may be told, in the unit of the axis.
    pub reading: Reading,
    /// Lower and upper end of its likely range.
    pub range: Option<(f64, f64)>,
    /// Number of answers as finished text; the symbol stands there where no value is shown.
    pub n_label: String,
}

impl WaveValue {
    /// What stands under the wave: the number of answers, or why there is no value.
    pub(super) fn foot(&self) -> &str {
        match &self.reading {
            Reading::NotShown { symbol_text } => symbol_text,
            _ => &self.n_label,
        }
    }
}

/// The level scale of so many waves, with `beside` steps before the first and after the last.
pub(super) fn axis(waves: usize, beside: f64) -> Axis {
    Axis { from: -beside, to: number(waves.max(1)) - 1.0 + beside, ticks: Vec::new() }
}

/// One line through the waves: a name for errors, its values, and the waves before which the question changed.
pub(super) struct Track<'a> {
    pub(super) name: &'a str,
    pub(super) readings: Vec<&'a Reading>,
    pub(super) breaks: &'a [usize],
}

impl Track<'_> {
    /// Makes sure that there is a value for each wave.
    ///
    /// # Errors
    /// [`ChartError::WavesDoNotMatch`].
    pub(super) fn check(&self, waves: usize) -> Result<(), ChartError> {
        let given = self.readings.len();
        if given == waves {
            Ok(())
        } else {
            Err(ChartError::WavesDoNotMatch { row: self.name.to_owned(), given, waves })
        }
    }

    /// The point of a wave, if anything is told of it.
    pub(super) fn point(&self, plane: &Plane<'_>, wave: usize) -> Result<Option<Point>, ChartError> {
        let at = self.readings.get(wave).and_then(|reading| reading.at());
        at.map(|at| plane.point(self.name, (number(wave), at))).transpose()
    }

    /// Waves in a row whose values may be joined by a line.
    fn runs(&self) -> Vec<Vec<usize>> {
        let mut runs: Vec<Vec<usize>> = Vec::new();
        let mut before: Option<usize> = None;
        for (wave, _) in self.readings.iter().enumerate().filter(|(_, reading)| reading.exact().is_some()) {
            let is_joined = before.is_some_and(|before| before + 1 == wave) && !self.breaks.contains(&wave);
            match runs.last_mut().filter(|_| is_joined) {
                Some(run) => run.push(wave),
                None => runs.push(vec![wave]),
            }
            before = Some(wave);
        }
        runs
    }

    /// Draws the line, with gaps, and a mark at each value or, without a radius, at those alone that no line reaches.
    pub(super) fn draw(&self, canvas: &Canvas, plane: &Plane<'_>, stroke: Stroke, radius: Option<f64>) -> Drawn {
        let runs = self.runs();
        for run in &runs {
            let mut points = Vec::new();
            for wave in run {
                points.extend(self.point(plane, *wave)?);
            }
            canvas.path(&points, stroke)?;
        }
        let is_joined = |wave: usize| runs.iter().any(|run| run.len() > 1 && run.contains(&wave));
        for (wave, reading) in self.readings.iter().enumerate() {
            let Some(point) = self.point(plane, wave)? else { continue };
            if radius.is_none() && is_joined(wave) {
                continue;
            }
            let look = Look { token: stroke.token, radius: radius.unwrap_or(2.0) };
            reading.draw(canvas, point, Direction::Upwards, Mark::Circle, look)?;
        }
        Ok(())
    }

    /// Draws the likely ranges: a band along values that are joined, an upright line for one that stands alone.
    pub(super) fn draw_ranges(&self, canvas: &Canvas, plane: &Plane<'_>, values: &[WaveValue]) -> Drawn {
        for run in self.runs() {
            let ranges = run.iter().filter_map(|wave| Some((number(*wave), values.get(*wave)?.range?)));
            let (mut lower, mut upper) = (Vec::new(), Vec::new());
            for (wave, range) in ranges {
                let (low, high) = plane.y.range(self.name, range)?;
                let x = plane.x.place(self.name, wave)?;
                lower.push((x, low));
                upper.push((x, high));
            }
            if let ([low], [high]) = (lower.as_slice(), upper.as_slice()) {
                canvas.line(*low, *high, Stroke::solid(Token::Similar, 1.5))?;
                continue;
            }
            let edges = [lower.clone(), upper.clone()];
            canvas.polygon(&lower.into_iter().chain(upper.into_iter().rev()).collect::<Vec<_>>(), Token::Band)?;
            for edge in edges {
                canvas.path(&edge, Stroke::dashed(Token::Similar, 1.0))?;
            }
        }
        Ok(())
    }

    /// The values as they stand at their marks, each with the middle of its baseline: all where they have room, else
    /// the last, and the first if it has room.
    pub(super) fn values(&self, plane: &Plane<'_>, font: Font) -> Result<Vec<(Point, &str)>, ChartError> {
        let mut told = Vec::new();
        for (wave, reading) in self.readings.iter().enumerate() {
            let Some(mark) = self.point(plane, wave)? else { continue };
            let before = wave.checked_sub(1).map_or(Ok(None), |before| self.point(plane, before))?;
            let text = reading.text();
            let half = font.width(text) / 2.0;
            let (x, y) = beside(mark, before, self.point(plane, wave + 1)?, half, plane.frame.bottom);
            told.push(((x.min(plane.frame.right - half).max(plane.frame.left + half), y), text));
        }
        let touch = |(one, text): &(Point, &str), (other, next): &(Point, &str), is_wide: bool| {
            let across = f64::midpoint(font.width(text), font.width(next)) + 4.0;
            (one.0 - other.0).abs() < across && (is_wide || (one.1 - other.1).abs() < font.line_height())
        };
        // Not even neighbours at unlike heights may share a place along the waves, or lines would run through them.
        if told.iter().zip(told.iter().skip(1)).any(|(one, other)| touch(one, other, true)) {
            let last = told.pop();
            told.truncate(1);
            told.retain(|first| last.as_ref().is_some_and(|last| !touch(first, last, false)));
            told.extend(last);
        }
        Ok(told)
    }
}

/// Where a value stands, clear of the lines to its neighbours: over its mark, under it where a line rises steeply on
/// either side, or over it and aside where the line is steep on both.
fn beside((x, y): Point, before: Option<Point>, after: Option<Point>, half: f64, foot: f64) -> Point {
    // Rise in pixels a pixel, upwards away from the mark.
    let rise = |other: Option<Point>| other.map_or(0.0, |other| (y - other.1) / (other.0 - x).abs().max(1.0));
    let (left, right) = (rise(before), rise(after));
    let (is_steep_over, is_steep_under) = (left.max(right) > STEEP, left.min(right) < -STEEP);
    match (is_steep_over, is_steep_under) {
        (false, _) => (x, y - 10.0),
        (true, false) if y + 22.0 < foot => (x, y + 19.0),
        (true, _) if right > left => (x - half - 2.0, y - 10.0),
        (true, _) => (x + half + 2.0, y - 10.0),
    }
}

/// Rise of a line, in pixels a pixel, that would run through a value over its mark.
const STEEP: f64 = 0.5;

/// Clears the ground for the values of a line, over the lines of others and under its own.
pub(super) fn clear_ground(canvas: &Canvas, values: &[(Point, &str)], font: Font) -> Drawn {
    values.iter().try_for_each(|((x, y), text)| {
        let half = font.width(text) / 2.0;
        canvas.fill((x - half, y - 0.78 * font.size), (x + half, y + 2.0), Token::Paper)
    })
}

/// Draws the values of a line.
pub(super) fn draw_values(canvas: &Canvas, values: &[(Point, &str)], font: Font) -> Drawn {
    values.iter().try_for_each(|((x, y), text)| {
        canvas.text(&Line { text, font, token: Token::Text, align: Align::Middle, lang: None }, *x, *y)
    })
}

/// Draws a dotted upright line before each wave at which the question changed.
pub(super) fn draw_breaks(canvas: &Canvas, plane: &Plane<'_>, breaks: &[usize]) -> Drawn {
    for wave in breaks {
        let x = plane.x.place("", number(*wave) - 0.5)?;
        canvas.line((x, plane.frame.top), (x, plane.frame.bottom), BREAK)?;
    }
    Ok(())
}

/// The line before a wave at which the question changed.
pub(super) const BREAK: Stroke = Stroke::dashed(Token::Text, 1.0);

/// Texts under the waves, wrapped to the room of a wave.
pub(super) struct Feet(Vec<Vec<Block>>);

impl Feet {
    /// Wraps rows of texts, one text a wave, to `step` pixels.
    pub(super) fn new(rows: &[Vec<&str>], format: Format, step: f64) -> Self {
        let block = |text: &&str| Block::new(text, format.small(), Token::Muted, (step - APART).max(1.0));
        Self(rows.iter().map(|row| row.iter().map(block).collect()).collect())
    }

    /// Whether every word of the texts fits its wave unbroken.
    pub(super) fn fit<'t>(mut texts: impl Iterator<Item = &'t str>, format: Format, step: f64) -> bool {
        texts.all(|text| text.split(' ').all(|word| format.small().width(word) + APART <= step))
    }

    /// Pixels from the foot of the plane to the foot of the texts.
    pub(super) fn height(&self) -> f64 {
        UNDER + self.0.iter().map(|row| row.iter().map(Block::height).fold(0.0, f64::max) + 6.0).sum::<f64>()
    }

    /// Draws the texts under the plane.
    pub(super) fn draw(&self, canvas: &Canvas, plane: &Plane<'_>) -> Drawn {
        let mut top = plane.frame.bottom + UNDER;
        for row in &self.0 {
            for (wave, block) in row.iter().enumerate() {
                block.draw_from(canvas, plane.x.place("", number(wave))?, Align::Middle, top)?;
            }
            top += row.iter().map(Block::height).fold(0.0, f64::max) + 6.0;
        }
        Ok(())
    }
}
