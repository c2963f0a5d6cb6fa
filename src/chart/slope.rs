//! Slope: named lines through two or more waves, each with its value at the end.

use super::axis::Axis;
use super::canvas::{Align, Canvas, Drawn, Stroke};
use super::drawing::{Drawing, Format, Label, STRONG, Words};
use super::error::ChartError;
use super::layout::{Block, Entry, Key, Sign, number};
use super::palette::Token;
use super::plane::{Frame, Plane};
use super::reading::Reading;
use super::waves::{self, BREAK, Feet, Track};

/// Pixels from the plane to the names.
const BESIDE: f64 = 14.0;

/// Most pixels for the name of a wave, half of which stands beyond the plane.
const WAVE: f64 = 110.0;

/// Steps of a wave before the first and after the last.
const OUTSIDE: f64 = 0.15;

/// Pixels between two names.
const APART: f64 = 8.0;

/// Least height of the plane in pixels.
const LEAST_HEIGHT: f64 = 240.0;

/// A slope chart. Lines with a name end in it; those without stay in the background.
#[derive(Debug, Clone, PartialEq)]
pub struct Slope {
    /// The words that stand for the drawing.
    pub words: Words,
    /// The upright scale.
    pub axis: Axis,
    /// The waves in order, as they are called under the lines.
    pub waves: Vec<String>,
    /// What the lines and marks are called.
    pub key: SlopeKey,
    /// Waves, counted from 0, whose question differs from the wave before: no line crosses to them.
    pub breaks: Vec<usize>,
    /// The lines in any order.
    pub lines: Vec<SlopeLine>,
}

/// Names of the lines and marks; an empty name is left out of the key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SlopeKey {
    /// Name of the dark line, for example "this group".
    pub own: String,
    /// Name of the thin grey lines, for example "other groups".
    pub others: String,
    /// Name of the open arrow, for example "only a bound is told".
    pub bound: String,
    /// Name of the upright line, for example "the question changed".
    pub changed: String,
}

/// One line.
#[derive(Debug, Clone, PartialEq)]
pub struct SlopeLine {
    /// Its name, if it may be told.
    pub label: Option<Label>,
    /// One value a wave, in the unit of the axis.
    pub readings: Vec<Reading>,
    /// Whether it is the reader's own; of at most one line.
    pub is_own: bool,
    /// The line in words, shown while it is pointed at.
    pub tip: String,
}

impl Slope {
    /// Draws the slopes.
    ///
    /// # Errors
    /// [`ChartError`] if there are no lines or waves, more than one line is the reader's own, a line has not one value a wave, a value is off the axis, or the
    /// words break the figure contract.
    pub fn draw(&self) -> Result<Drawing, ChartError> {
        if self.lines.is_empty() || self.waves.is_empty() {
            return Err(ChartError::NoRows);
        }
        if self.lines.iter().filter(|line| line.is_own).count() > 1 {
            return Err(ChartError::MoreThanOneOwn);
        }
        for line in &self.lines {
            line.track(&self.breaks).check(self.waves.len())?;
        }
        Drawing::both(&self.words, |format| self.at(format))
    }

    fn at(&self, format: Format) -> Result<Canvas, ChartError> {
        let level = waves::axis(self.waves.len(), OUTSIDE);
        let layout = self.plan(&level, format)?;
        let canvas = Canvas::new(format, layout.height)?;
        let Layout { plane, feet, key, names, notes, .. } = &layout;
        plane.draw_grid(&canvas)?;
        waves::draw_breaks(&canvas, plane, &self.breaks)?;
        let own = self.lines.iter().find(|line| line.is_own);
        for line in self.lines.iter().filter(|line| !line.is_own) {
            line.draw(&canvas, plane, &self.breaks)?;
        }
        let own_track = own.map(|line| line.track(&self.breaks));
        let mut values = own_track.as_ref().map_or(Ok(Vec::new()), |track| track.values(plane, format.small()))?;
        // The last value stands beside the name.
        values.pop();
        waves::clear_ground(&canvas, &values, format.small())?;
        own.map_or(Ok(()), |line| line.draw(&canvas, plane, &self.breaks))?;
        waves::draw_values(&canvas, &values, format.small())?;
        names.iter().try_for_each(|name| name.draw(&canvas, plane))?;
        plane.draw_upright_labels(&canvas)?;
        feet.draw(&canvas, plane)?;
        key.draw(&canvas, 0.0, 0.0)?;
        notes.iter().try_for_each(|(block, top)| block.draw_from(&canvas, 0.0, Align::Left, *top))?;
        Ok(canvas)
    }

    fn plan<'a>(&'a self, level: &'a Axis, format: Format) -> Result<Layout<'a>, ChartError> {
        let key = Key::flow(&self.entries(), format.small(), format.width());
        let room = match format {
            Format::Wide => 230.0,
            Format::Narrow => 120.0,
        };
        let ends = || self.lines.iter().filter_map(|line| line.end(format, room));
        let width = ends().map(|(_, _, block)| block.width() + BESIDE).fold(WAVE / 2.0, f64::max);
        let all = ends().map(|(_, _, block)| block.height() + APART).sum::<f64>();
        let top = if key.height() > 0.0 { key.height() + 26.0 } else { 14.0 };
        let frame = Frame {
            left: Plane::room_for(&self.axis, format),
            right: format.width() - width,
            top,
            bottom: top + all.max(LEAST_HEIGHT),
        };
        let plane = Plane::new(level, &self.axis, frame, format)?;
        let mut names = Vec::new();
        for (line, wave, block) in ends() {
            if let Some(mark) = line.track(&self.breaks).point(&plane, wave)? {
                names.push(Name { mark, middle: mark.1, block });
            }
        }
        spread(&mut names, frame);
        let step = (frame.right - frame.left) / (number(self.waves.len()) - 1.0 + 2.0 * OUTSIDE);
        let feet = Feet::new(&[self.waves.iter().map(String::as_str).collect()], format, step.clamp(WAVE / 2.0, WAVE));
        let mut height = frame.bottom + feet.height() + 4.0;
        let mut notes = Vec::new();
        for block in self.lines.iter().filter_map(|line| line.note(format)) {
            height += 4.0;
            let top = height;
            height += block.height();
            notes.push((block, top));
        }
        Ok(Layout { plane, feet, key, names, notes, height: height + 4.0 })
    }

    fn entries(&self) -> Vec<Entry> {
        let told = || self.lines.iter().filter(|line| line.last().is_some());
        let is_bound = |line: &SlopeLine| line.readings.iter().any(Reading::is_bound);
        let has = [
            (told().any(|line| line.is_own), Sign::Line(OWN), &self.key.own),
            (told().any(|line| !line.is_own && line.label.is_none()), Sign::Line(OTHER), &self.key.others),
            (told().any(is_bound), Sign::Bound, &self.key.bound),
            (!self.breaks.is_empty(), Sign::Stem(BREAK), &self.key.changed),
        ];
        has.into_iter().filter(|(has, ..)| *has).map(|(_, sign, text)| Entry { sign, text: text.clone() }).collect()
    }
}

const OWN: Stroke = Stroke::solid(Token::FirstCategory, 2.5);
const NAMED: Stroke = Stroke::solid(Token::Similar, 1.5);
const OTHER: Stroke = Stroke::solid(Token::FourthCategory, 1.0);

/// The whole chart laid out, before anything is drawn.
struct Layout<'a> {
    plane: Plane<'a>,
    feet: Feet,
    key: Key,
    names: Vec<Name>,
    notes: Vec<(Block, f64)>,
    height: f64,
}

/// A name at the end of its line.
struct Name {
    mark: (f64, f64),
    middle: f64,
    block: Block,
}

impl Name {
    /// Draws the name and, where it stands away from the end of its line, a thin line to it.
    fn draw(&self, canvas: &Canvas, plane: &Plane<'_>) -> Drawn {
        let (left, (x, y)) = (plane.frame.right, self.mark);
        let (from, to) = ((x + 6.0, y), (left + BESIDE - 4.0, self.middle));
        canvas.line(from, to, Stroke::solid(Token::Grid, 1.0))?;
        self.block.draw_centred(canvas, left + BESIDE, Align::Left, self.middle)
    }
}

/// Moves names apart, in the order of their lines' ends, as little as keeps them all beside the plane.
fn spread(names: &mut [Name], frame: Frame) {
    names.sort_by(|one, other| one.mark.1.total_cmp(&other.mark.1));
    let mut from = frame.top - 6.0;
    for name in names.iter_mut() {
        let half = name.block.height() / 2.0;
        name.middle = name.middle.max(from + half);
        from = name.middle + half + APART;
    }
    let mut to = frame.bottom + 6.0;
    for name in names.iter_mut().rev() {
        let half = name.block.height() / 2.0;
        name.middle = name.middle.min(to - half);
        to = name.middle - half - APART;
    }
}

impl SlopeLine {
    fn track<'a>(&'a self, breaks: &'a [usize]) -> Track<'a> {
        let name = self.label.as_ref().map_or("", |label| label.text.as_str());
        Track { name, readings: self.readings.iter().collect(), breaks }
    }

    /// The last wave of which anything is told, with what is.
    fn last(&self) -> Option<(usize, &Reading)> {
        self.readings.iter().enumerate().rev().find(|(_, reading)| reading.at().is_some())
    }

    /// The last value and the name, to stand at the end of the line.
    fn end(&self, format: Format, room: f64) -> Option<(&Self, usize, Block)> {
        let (wave, reading) = self.last()?;
        let label = self.label.as_ref()?;
        let font = if self.is_own { STRONG } else { format.small() };
        let text = format!("{}\u{a0} {}", reading.text(), label.text);
        Some((self, wave, Block::of(&Label { text, lang: label.lang.clone() }, font, room)))
    }

    /// A named line of which nothing is told, in words.
    fn note(&self, format: Format) -> Option<Block> {
        let label = self.label.as_ref().filter(|_| self.last().is_none())?;
        let text = format!("{}: {}", label.text, self.readings.last().map_or("", Reading::text));
        Some(Block::of(&Label { text, lang: label.lang.clone() }, format.small(), format.width()))
    }

    fn draw(&self, canvas: &Canvas, plane: &Plane<'_>, breaks: &[usize]) -> Drawn {
        let (stroke, radius) = match (self.is_own, &self.label) {
            (true, _) => (OWN, Some(4.0)),
            (false, Some(_)) => (NAMED, Some(3.0)),
            (false, None) => (OTHER, None),
        };
        let class = if self.is_own { "row own" } else { "row" };
        canvas.group(class, &self.tip, || self.track(breaks).draw(canvas, plane, stroke, radius))
    }
}
