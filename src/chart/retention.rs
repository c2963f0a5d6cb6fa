//! Retention: what share is still there as time goes by, as steps with a band, over the numbers still at risk.
//!
//! The steps are finished, for example those of Kaplan and Meier's estimate; the chart only holds that time rises and
//! the share does not.

use super::axis::{Axis, Tick};
use super::canvas::{Align, Canvas, Drawn, Mark, Point, Stroke};
use super::drawing::{Drawing, Format, Label, Words};
use super::error::ChartError;
use super::layout::{Block, Entry, Key, Sign};
use super::palette::Token;
use super::plane::{Frame, Plane};

/// Most curves in one drawing: as many as can be told apart without colour where their bands overlap.
pub const MOST_CURVES: usize = 2;

/// Pixels of the sign before a row of numbers at risk.
const SIGN: f64 = 22.0;

/// A retention chart.
#[derive(Debug, Clone, PartialEq)]
pub struct Retention {
    /// The words that stand for the drawing.
    pub words: Words,
    /// The level scale: time or sessions since the start.
    pub time: Axis,
    /// What the level scale counts, for example "Sessions since joining".
    pub time_title: String,
    /// The upright scale: the share still there.
    pub axis: Axis,
    /// What the upright scale measures.
    pub title: String,
    /// What bands and marks are called.
    pub key: RetentionKey,
    /// Head of the numbers at risk, for example "Members still there".
    pub at_risk_heading: String,
    /// The curves, at most [`MOST_CURVES`].
    pub curves: Vec<Curve>,
}

/// Names of bands and marks; an empty name is left out of the key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RetentionKey {
    /// Name of the band, for example "likely range".
    pub range: String,
    /// Name of the small upright lines, for example "left the role".
    pub censored: String,
    /// Name of the ring at the end of a curve, for example "too few to tell beyond".
    pub cut: String,
}

/// The curve of one unit or kind of member.
#[derive(Debug, Clone, PartialEq)]
pub struct Curve {
    /// Its name, in the key.
    pub label: Label,
    /// Its steps, if they may be told.
    pub course: Course,
    /// Numbers still at risk, each at its time, as finished texts; a symbol where one may not be told.
    pub at_risk: Vec<Tick>,
    /// The curve in words, shown while it is pointed at.
    pub tip: String,
}

/// The steps of a curve.
#[derive(Debug, Clone, PartialEq)]
pub enum Course {
    /// Steps with what is told of their end.
    Told {
        /// The steps in order of time, the first at the start.
        steps: Vec<Step>,
        /// Time to which the last step is told.
        until: f64,
        /// Whether the curve goes on beyond, untold.
        is_cut: bool,
        /// Times at which people left for reasons that do not count.
        censored: Vec<f64>,
    },
    /// No curve may or can be shown.
    NotShown {
        /// The symbol in words, for example "\[c] fewer than 10 members at the start".
        symbol_text: String,
    },
}

/// From a time on, a share.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Step {
    /// The time in the unit of the level axis.
    pub at: f64,
    /// The share still there, in the unit of the upright axis.
    pub share: f64,
    /// Lower and upper end of its likely range.
    pub range: Option<(f64, f64)>,
}

impl Retention {
    /// Draws the curves.
    ///
    /// # Errors
    /// [`ChartError`] if there are no or too many curves, a curve has no step, time falls or a share rises along it, a
    /// value is off its axis, or the words break the figure contract.
    pub fn draw(&self) -> Result<Drawing, ChartError> {
        if self.curves.is_empty() {
            return Err(ChartError::NoRows);
        }
        if self.curves.len() > MOST_CURVES {
            return Err(ChartError::TooManyUnits { given: self.curves.len(), most: MOST_CURVES });
        }
        self.curves.iter().try_for_each(Curve::check)?;
        Drawing::both(&self.words, |format| self.at(format))
    }

    fn at(&self, format: Format) -> Result<Canvas, ChartError> {
        let layout = self.plan(format)?;
        let canvas = Canvas::new(format, layout.height)?;
        let plane = &layout.plane;
        let curves = || self.curves.iter().zip(STROKES);
        curves().try_for_each(|(curve, _)| curve.fill_band(&canvas, plane))?;
        plane.draw_grid(&canvas)?;
        curves().try_for_each(|(curve, stroke)| curve.draw(&canvas, plane, stroke))?;
        layout.draw_words(&canvas, self, format)?;
        Ok(canvas)
    }

    fn plan(&self, format: Format) -> Result<Layout<'_>, ChartError> {
        let font = format.small();
        let key = Key::flow(&self.entries(), font, format.width());
        let title = Block::new(&self.title, font, Token::Muted, format.width());
        let time_title = Block::new(&self.time_title, font, Token::Muted, format.width());
        let at_risk = self.curves.iter().flat_map(|curve| &curve.at_risk);
        let widest = at_risk.map(|tick| font.width(&tick.label)).fold(0.0, f64::max);
        let overhang = self.time.overhang(font).max((widest / 2.0).ceil());
        let above = if key.height() > 0.0 { key.height() + 12.0 } else { 0.0 };
        let top = above + title.height() + 12.0;
        let height = match format {
            Format::Wide => 260.0,
            Format::Narrow => 220.0,
        };
        let left = Plane::room_for(&self.axis, format).max(SIGN + 4.0 + overhang);
        let frame = Frame { left, right: format.width() - overhang, top, bottom: top + height };
        let plane = Plane::new(&self.time, &self.axis, frame, format)?;
        let mut foot = frame.bottom + 6.0 + font.line_height() + 4.0;
        let time_title = (time_title.clone(), foot);
        foot += time_title.0.height() + 10.0;
        let rows: Vec<&[Tick]> =
            self.curves.iter().map(|curve| curve.at_risk.as_slice()).filter(|row| !row.is_empty()).collect();
        let heading = if rows.is_empty() { "" } else { &self.at_risk_heading };
        let heading = (Block::new(heading, font, Token::Muted, format.width()), foot);
        foot += if rows.is_empty() { 0.0 } else { heading.0.height() + 4.0 };
        let mut baselines = Vec::new();
        for curve in &self.curves {
            foot += if curve.at_risk.is_empty() { 0.0 } else { font.line_height() + 2.0 };
            baselines.push(foot - 4.0);
        }
        let mut notes = Vec::new();
        for note in self.curves.iter().filter_map(|curve| curve.note(format)) {
            foot += 8.0;
            let top = foot;
            foot += note.height();
            notes.push((note, top));
        }
        Ok(Layout { plane, key, title: (title, above), time_title, heading, baselines, notes, height: foot + 4.0 })
    }

    fn entries(&self) -> Vec<Entry> {
        let told = || self.curves.iter().zip(STROKES).filter(|(curve, _)| matches!(curve.course, Course::Told { .. }));
        let lines = told().map(|(curve, stroke)| Entry { sign: Sign::Line(stroke), text: curve.label.text.clone() });
        let has = |wanted: fn(&Curve) -> bool| told().any(|(curve, _)| wanted(curve));
        let band = Sign::Swatch { fill: Token::Band, edge: Token::Similar };
        let marks = [
            (has(|curve| curve.steps().iter().any(|step| step.range.is_some())), band, &self.key.range),
            (
                has(|curve| matches!(&curve.course, Course::Told { censored, .. } if !censored.is_empty())),
                Sign::Stem(CENSORED),
                &self.key.censored,
            ),
            (
                has(|curve| matches!(curve.course, Course::Told { is_cut: true, .. })),
                Sign::Mark(Mark::Ring, Token::Text),
                &self.key.cut,
            ),
        ];
        let marks = marks.into_iter().filter(|(has, ..)| *has);
        lines.chain(marks.map(|(_, sign, text)| Entry { sign, text: text.clone() })).collect()
    }
}

/// How the curves are drawn, first and second.
const STROKES: [Stroke; MOST_CURVES] =
    [Stroke::solid(Token::FirstCategory, 2.5), Stroke::dashed(Token::SecondCategory, 2.5)];

const CENSORED: Stroke = Stroke::solid(Token::Text, 1.0);

/// The whole chart laid out, before anything is drawn; blocks with their tops.
struct Layout<'a> {
    plane: Plane<'a>,
    key: Key,
    title: (Block, f64),
    time_title: (Block, f64),
    heading: (Block, f64),
    baselines: Vec<f64>,
    notes: Vec<(Block, f64)>,
    height: f64,
}

impl Layout<'_> {
    /// Draws the key, the labels of the scales, the numbers at risk and what is told in words.
    fn draw_words(&self, canvas: &Canvas, chart: &Retention, format: Format) -> Drawn {
        self.key.draw(canvas, 0.0, 0.0)?;
        self.title.0.draw_from(canvas, 0.0, Align::Left, self.title.1)?;
        self.plane.draw_upright_labels(canvas)?;
        self.plane.draw_level_labels(canvas)?;
        self.time_title.0.draw_from(canvas, format.width(), Align::Right, self.time_title.1)?;
        self.heading.0.draw_from(canvas, 0.0, Align::Left, self.heading.1)?;
        let rows: Vec<&[Tick]> = chart.curves.iter().map(|curve| curve.at_risk.as_slice()).collect();
        let step = self.plane.x.step(&rows, format.small())?;
        for ((row, baseline), stroke) in rows.iter().zip(&self.baselines).zip(STROKES) {
            if !row.is_empty() {
                let middle = baseline - 0.36 * format.small().size;
                canvas.line((0.0, middle), (SIGN, middle), stroke)?;
            }
            self.plane.x.draw_texts(canvas, row, step, format.small(), *baseline)?;
        }
        self.notes.iter().try_for_each(|(block, top)| block.draw_from(canvas, 0.0, Align::Left, *top))
    }
}

impl Curve {
    fn steps(&self) -> &[Step] {
        match &self.course {
            Course::Told { steps, .. } => steps,
            Course::NotShown { .. } => &[],
        }
    }

    fn check(&self) -> Result<(), ChartError> {
        let Course::Told { steps, until, .. } = &self.course else { return Ok(()) };
        let Some(last) = steps.last() else { return Err(ChartError::NoRows) };
        let pairs = || steps.iter().zip(steps.iter().skip(1));
        let falling = pairs().map(|(one, next)| (one.at, next.at)).chain([(last.at, *until)]).find(|(a, b)| a > b);
        let rising = pairs().map(|(one, next)| (next.share, one.share)).find(|(b, a)| b > a);
        match falling.or(rising) {
            Some((low, high)) => Err(ChartError::RangeReversed { row: self.label.text.clone(), low, high }),
            None => Ok(()),
        }
    }

    /// A curve that is not shown, in words.
    fn note(&self, format: Format) -> Option<Block> {
        let Course::NotShown { symbol_text } = &self.course else { return None };
        let text = format!("{}: {symbol_text}", self.label.text);
        Some(Block::of(&Label { text, lang: self.label.lang.clone() }, format.small(), format.width()))
    }

    /// The corners of stairs through heights that hold from each step's time to the next's.
    fn stairs(&self, plane: &Plane<'_>, heights: &[f64]) -> Result<Vec<Point>, ChartError> {
        let Course::Told { steps, until, .. } = &self.course else { return Ok(Vec::new()) };
        let mut ends: Vec<f64> = steps.iter().skip(1).map(|step| step.at).collect();
        ends.push(*until);
        let mut corners = Vec::new();
        for ((step, end), height) in steps.iter().zip(ends).zip(heights) {
            corners.push(plane.point(&self.label.text, (step.at, *height))?);
            corners.push(plane.point(&self.label.text, (end, *height))?);
        }
        Ok(corners)
    }

    /// Lower and upper stairs of the band; none unless every step has a likely range.
    fn band(&self, plane: &Plane<'_>) -> Result<Option<[Vec<Point>; 2]>, ChartError> {
        let ranges: Option<Vec<(f64, f64)>> = self.steps().iter().map(|step| step.range).collect();
        let Some(ranges) = ranges.filter(|ranges| !ranges.is_empty()) else { return Ok(None) };
        for range in &ranges {
            plane.y.range(&self.label.text, *range)?;
        }
        let (lower, upper): (Vec<f64>, Vec<f64>) = ranges.into_iter().unzip();
        Ok(Some([self.stairs(plane, &lower)?, self.stairs(plane, &upper)?]))
    }

    fn fill_band(&self, canvas: &Canvas, plane: &Plane<'_>) -> Drawn {
        let Some([lower, upper]) = self.band(plane)? else { return Ok(()) };
        let around: Vec<Point> = lower.into_iter().chain(upper.into_iter().rev()).collect();
        canvas.polygon(&around, Token::Band)
    }

    fn draw(&self, canvas: &Canvas, plane: &Plane<'_>, stroke: Stroke) -> Drawn {
        let Course::Told { until, is_cut, censored, steps } = &self.course else { return Ok(()) };
        let shares: Vec<f64> = steps.iter().map(|step| step.share).collect();
        canvas.group("row", &self.tip, || {
            for edge in self.band(plane)?.iter().flatten() {
                canvas.path(edge, Stroke { width: 1.0, ..stroke })?;
            }
            canvas.path(&self.stairs(plane, &shares)?, stroke)?;
            for time in censored {
                let share = steps.iter().rev().find(|step| step.at <= *time).map_or(f64::NAN, |step| step.share);
                let (x, y) = plane.point(&self.label.text, (*time, share))?;
                canvas.line((x, y - 5.0), (x, y + 5.0), CENSORED)?;
            }
            match shares.last().filter(|_| *is_cut) {
                Some(share) => {
                    canvas.mark(Mark::Ring, plane.point(&self.label.text, (*until, *share))?, 5.0, Token::Text)
                }
                None => Ok(()),
            }
        })
    }
}
