//! Small multiples: one panel a unit or indicator over waves, all on one scale.

use super::axis::Axis;
use super::canvas::{Align, Canvas, Drawn, Stroke};
use super::drawing::{Drawing, Format, Label, STRONG, Words};
use super::error::ChartError;
use super::layout::{Block, Entry, Key, Sign, number};
use super::palette::Token;
use super::plane::{Frame, Plane};
use super::reading::Reading;
use super::waves::{self, BREAK, Feet, Track, WaveValue};

/// Most panels in one drawing; beyond that no panel can be found again.
pub const MOST_PANELS: usize = 12;

/// Pixels between panels, and the height of their planes.
const GUTTER: f64 = 20.0;
const HEIGHT: f64 = 120.0;

/// Pixels over a plane for the values of its line.
const HEADROOM: f64 = 24.0;

/// Steps of a wave before the first and after the last.
const BESIDE: f64 = 0.5;

/// Small multiples. The dark line is the panel's own, thin grey lines are others, the dashed line is the reference.
/// No other line has a name.
#[derive(Debug, Clone, PartialEq)]
pub struct Multiples {
    /// The words that stand for the drawing.
    pub words: Words,
    /// The upright scale that all panels share.
    pub axis: Axis,
    /// The waves in order, as they are called under the panels.
    pub waves: Vec<String>,
    /// What the lines and marks are called.
    pub key: MultiplesKey,
    /// The panels in the order they are shown, at most [`MOST_PANELS`].
    pub panels: Vec<Panel>,
}

/// Names of the lines and marks; an empty name is left out of the key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MultiplesKey {
    /// Name of the dark line, for example "this group".
    pub own: String,
    /// Name of the band, for example "likely range".
    pub range: String,
    /// Name of the dashed line, for example "programme".
    pub reference: String,
    /// Name of the thin grey lines, for example "other groups".
    pub others: String,
    /// Name of the open arrow, for example "only a bound is told".
    pub bound: String,
    /// Name of the upright line, for example "the question changed".
    pub changed: String,
}

/// One panel.
#[derive(Debug, Clone, PartialEq)]
pub struct Panel {
    /// The unit or indicator.
    pub title: Label,
    /// Its values, one a wave.
    pub own: Vec<WaveValue>,
    /// The reference, one value a wave; empty if there is none.
    pub reference: Vec<Reading>,
    /// Other units, each with one value a wave.
    pub others: Vec<Vec<Reading>>,
    /// Waves, counted from 0, whose question differs from the wave before: no line crosses to them.
    pub breaks: Vec<usize>,
    /// The panel in words, shown while it is pointed at.
    pub tip: String,
}

impl Multiples {
    /// Draws the panels.
    ///
    /// # Errors
    /// [`ChartError`] if there are no or too many panels, a line has not one value a wave, a value is off the axis, a
    /// range runs backwards, or the words break the figure contract.
    pub fn draw(&self) -> Result<Drawing, ChartError> {
        if self.panels.is_empty() || self.waves.is_empty() {
            return Err(ChartError::NoRows);
        }
        if self.panels.len() > MOST_PANELS {
            return Err(ChartError::TooManyPanels { given: self.panels.len(), most: MOST_PANELS });
        }
        for track in self.panels.iter().flat_map(Panel::tracks) {
            track.check(self.waves.len())?;
        }
        Drawing::both(&self.words, |format| self.at(format))
    }

    fn at(&self, format: Format) -> Result<Canvas, ChartError> {
        let level = waves::axis(self.waves.len(), BESIDE);
        let key = Key::flow(&self.entries(), format.small(), format.width());
        let columns = self.columns(format);
        let mut top = if key.height() > 0.0 { key.height() + 14.0 } else { 0.0 };
        let mut rows = Vec::new();
        for panels in self.panels.chunks(columns) {
            let row = self.place(panels, &level, columns, top, format)?;
            top = row.iter().map(|placed| placed.bottom).fold(top, f64::max) + 18.0;
            rows.push(row);
        }
        let canvas = Canvas::new(format, top - 16.0)?;
        for (panel, place) in self.panels.iter().zip(rows.iter().flatten()) {
            panel.draw(&canvas, place, format)?;
        }
        key.draw(&canvas, 0.0, 0.0)?;
        Ok(canvas)
    }

    /// As many columns as leave every word under the waves whole.
    fn columns(&self, format: Format) -> usize {
        let most = match format {
            Format::Wide => 4,
            Format::Narrow => 2,
        };
        let feet = || self.panels.iter().flat_map(|panel| panel.own.iter().map(WaveValue::foot));
        let texts = || self.waves.iter().map(String::as_str).chain(feet());
        let fits = |columns: &usize| Feet::fit(texts(), format, self.step(*columns, format));
        (2..=most.min(self.panels.len())).rev().find(fits).unwrap_or(1)
    }

    fn panel_width(columns: usize, format: Format) -> f64 {
        (format.width() - GUTTER * (number(columns) - 1.0)) / number(columns)
    }

    /// Pixels from one wave to the next.
    fn step(&self, columns: usize, format: Format) -> f64 {
        let plane = Self::panel_width(columns, format) - Plane::room_for(&self.axis, format);
        plane / (number(self.waves.len()) - 1.0 + 2.0 * BESIDE)
    }

    /// Sets panels beside each other, their planes on one line.
    fn place<'a>(
        &'a self,
        panels: &'a [Panel],
        level: &'a Axis,
        columns: usize,
        top: f64,
        format: Format,
    ) -> Result<Vec<Placed<'a>>, ChartError> {
        let width = Self::panel_width(columns, format);
        let titles: Vec<Block> = panels.iter().map(|panel| Block::of(&panel.title, STRONG, width)).collect();
        let plane_top = top + titles.iter().map(Block::height).fold(0.0, f64::max) + HEADROOM;
        let step = self.step(columns, format);
        let mut left = 0.0;
        let mut placed = Vec::new();
        for (panel, title) in panels.iter().zip(titles) {
            let (start, end) = (left + Plane::room_for(&self.axis, format), left + width);
            let frame = Frame { left: start, right: end, top: plane_top, bottom: plane_top + HEIGHT };
            let waves = self.waves.iter().map(String::as_str).collect();
            let feet = Feet::new(&[waves, panel.own.iter().map(WaveValue::foot).collect()], format, step);
            let bottom = frame.bottom + feet.height();
            let plane = Plane::new(level, &self.axis, frame, format)?;
            placed.push(Placed { plane, title, feet, left, top, bottom });
            left = end + GUTTER;
        }
        Ok(placed)
    }

    fn entries(&self) -> Vec<Entry> {
        let own = || self.panels.iter().flat_map(|panel| &panel.own);
        let is_told = |reading: &Reading| reading.at().is_some();
        let mut tracks = self.panels.iter().flat_map(Panel::tracks);
        let band = Sign::Swatch { fill: Token::Band, edge: Token::Similar };
        let has = [
            (own().any(|value| is_told(&value.reading)), Sign::Line(OWN), &self.key.own),
            (own().any(|value| value.range.is_some()), band, &self.key.range),
            (self.panels.iter().any(|p| p.reference.iter().any(is_told)), Sign::Line(REFERENCE), &self.key.reference),
            (self.panels.iter().any(|p| p.others.iter().flatten().any(is_told)), Sign::Line(OTHER), &self.key.others),
            (tracks.any(|track| track.readings.iter().any(|r| r.is_bound())), Sign::Bound, &self.key.bound),
            (self.panels.iter().any(|panel| !panel.breaks.is_empty()), Sign::Stem(BREAK), &self.key.changed),
        ];
        has.into_iter().filter(|(has, ..)| *has).map(|(_, sign, text)| Entry { sign, text: text.clone() }).collect()
    }
}

const OWN: Stroke = Stroke::solid(Token::FirstCategory, 2.5);
const REFERENCE: Stroke = Stroke::dashed(Token::Text, 1.5);
const OTHER: Stroke = Stroke::solid(Token::FourthCategory, 1.0);

/// One panel in its place.
struct Placed<'a> {
    plane: Plane<'a>,
    title: Block,
    feet: Feet,
    left: f64,
    top: f64,
    bottom: f64,
}

impl Panel {
    fn own(&self) -> Track<'_> {
        let readings = self.own.iter().map(|value| &value.reading).collect();
        Track { name: &self.title.text, readings, breaks: &self.breaks }
    }

    fn track<'a>(&'a self, readings: &'a [Reading]) -> Track<'a> {
        Track { name: &self.title.text, readings: readings.iter().collect(), breaks: &self.breaks }
    }

    /// All lines, the panel's own last.
    fn tracks(&self) -> Vec<Track<'_>> {
        let reference = (!self.reference.is_empty()).then(|| self.track(&self.reference));
        let others = self.others.iter().map(|readings| self.track(readings));
        others.chain(reference).chain([self.own()]).collect()
    }

    fn draw(&self, canvas: &Canvas, place: &Placed<'_>, format: Format) -> Drawn {
        let Placed { plane, title, feet, left, top, bottom } = place;
        canvas.group("row", &self.tip, || {
            canvas.surface((*left, *top), (plane.frame.right, *bottom))?;
            let own = self.own();
            own.draw_ranges(canvas, plane, &self.own)?;
            plane.draw_grid(canvas)?;
            waves::draw_breaks(canvas, plane, &self.breaks)?;
            for readings in &self.others {
                self.track(readings).draw(canvas, plane, OTHER, None)?;
            }
            self.track(&self.reference).draw(canvas, plane, REFERENCE, None)?;
            let values = own.values(plane, format.small())?;
            if !(self.others.is_empty() && self.reference.is_empty()) {
                waves::clear_ground(canvas, &values, format.small())?;
            }
            own.draw(canvas, plane, OWN, Some(4.0))?;
            title.draw_from(canvas, *left, Align::Left, *top)?;
            waves::draw_values(canvas, &values, format.small())?;
            plane.draw_upright_labels(canvas)?;
            feet.draw(canvas, plane)
        })
    }
}
