//! Sociogram: who is tied to whom in a group, without a name and without the order of a register.
//!
//! A drawing of few members gives each of them away, so the type cannot be made for fewer than [`FEWEST_MEMBERS`] with
//! ties. Members without a tie are not drawn; whether there are any is told in words.

use super::canvas::{Align, Canvas, Drawn, Point, Stroke};
use super::drawing::{BODY, Drawing, Format, Words};
use super::error::ChartError;
use super::layout::{Block, Entry, Key, Sign};
use super::palette::Token;
use super::sociogram_layout::{Arc, by_structure, places};
use std::collections::{BTreeMap, BTreeSet};

/// Fewest members with ties that are drawn.
pub const FEWEST_MEMBERS: usize = 10;

/// Most members with ties that are drawn; beyond that lines can no longer be followed.
pub const MOST_MEMBERS: usize = 60;

/// Radius of a member in pixels, where there is room.
const RADIUS: f64 = 7.0;

/// Pixels of paper around a member.
const HALO: f64 = 1.5;

/// Length and half the width of an arrow head, in pixels.
const HEAD: Point = (9.0, 4.0);

/// A sociogram.
#[derive(Debug, Clone, PartialEq)]
pub struct Sociogram {
    words: Words,
    key: SociogramKey,
    /// How many members have ties, and the ties between them, numbered by structure.
    members: usize,
    arcs: BTreeSet<Arc>,
    note: String,
}

/// Names of the marks; an empty name is left out of the key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SociogramKey {
    /// Name of the dot, for example "member".
    pub member: String,
    /// Name of the thick line, for example "both turn to each other".
    pub mutual: String,
    /// Name of the thin line with an arrow head, for example "one turns to the other".
    pub one_way: String,
}

/// What is said of members without a tie.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IsolateWords {
    /// Where there are some, however many.
    pub some: String,
    /// Where there are none.
    pub none: String,
}

/// That one member turns to another; members are numbered from 0, in any order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tie {
    /// Who turns.
    pub from: usize,
    /// To whom.
    pub to: usize,
}

impl Sociogram {
    /// A sociogram of `members` with their ties; a tie given twice counts once.
    ///
    /// # Errors
    /// [`ChartError`] if fewer than [`FEWEST_MEMBERS`] or more than [`MOST_MEMBERS`] have ties, or a tie leads to its
    /// own beginning or to no member.
    pub fn new(
        words: Words,
        key: SociogramKey,
        members: usize,
        ties: &[Tie],
        isolates: &IsolateWords,
    ) -> Result<Self, ChartError> {
        if let Some(Tie { from, to }) = ties.iter().find(|tie| tie.from == tie.to || tie.from.max(tie.to) >= members) {
            return Err(ChartError::NoTie { from: *from, to: *to });
        }
        let tied: BTreeSet<usize> = ties.iter().flat_map(|tie| [tie.from, tie.to]).collect();
        if tied.len() < FEWEST_MEMBERS {
            return Err(ChartError::TooFewMembers { fewest: FEWEST_MEMBERS });
        }
        if tied.len() > MOST_MEMBERS {
            return Err(ChartError::TooManyUnits { given: tied.len(), most: MOST_MEMBERS });
        }
        let note = if tied.len() < members { &isolates.some } else { &isolates.none };
        let numbers: BTreeMap<usize, usize> = tied.iter().enumerate().map(|(place, member)| (*member, place)).collect();
        let arc = |tie: &Tie| Some((*numbers.get(&tie.from)?, *numbers.get(&tie.to)?));
        let arcs = by_structure(tied.len(), &ties.iter().filter_map(arc).collect());
        Ok(Self { words, key, members: tied.len(), arcs, note: note.clone() })
    }

    /// Draws the sociogram.
    ///
    /// # Errors
    /// [`ChartError`] if the words break the figure contract.
    pub fn draw(&self) -> Result<Drawing, ChartError> {
        let places = places(self.members, &self.arcs);
        Drawing::both(&self.words, |format| self.at(&places, format))
    }

    fn at(&self, places: &[Point], format: Format) -> Result<Canvas, ChartError> {
        let key = Key::flow(&self.entries(), format.small(), format.width());
        let top = if key.height() > 0.0 { key.height() + 16.0 } else { 0.0 };
        let (points, bottom) = fitted(places, top, format);
        let note = Block::new(&self.note, BODY, Token::Text, format.width());
        let canvas = Canvas::new(format, bottom + 14.0 + note.height() + 4.0)?;
        let (mutual, one_way): (Vec<&Arc>, Vec<&Arc>) =
            self.arcs.iter().partition(|(from, to)| self.arcs.contains(&(*to, *from)));
        let radius = radius(&points);
        let ends = |(from, to): &Arc| Some((*points.get(*from)?, *points.get(*to)?));
        for (from, to) in one_way.into_iter().filter_map(ends) {
            draw_arrow(&canvas, from, to, radius)?;
        }
        for (from, to) in mutual.into_iter().filter(|(from, to)| from < to).filter_map(ends) {
            canvas.line(from, to, MUTUAL)?;
        }
        for point in &points {
            canvas.disc(*point, radius + HALO, Token::Paper)?;
            canvas.disc(*point, radius, Token::FirstCategory)?;
        }
        key.draw(&canvas, 0.0, 0.0)?;
        note.draw_from(&canvas, 0.0, Align::Left, bottom + 14.0)?;
        Ok(canvas)
    }

    fn entries(&self) -> Vec<Entry> {
        let is_mutual = |(from, to): &Arc| self.arcs.contains(&(*to, *from));
        let dot = Sign::Mark(super::canvas::Mark::Circle, Token::FirstCategory);
        let entries = [
            (true, dot, &self.key.member),
            (self.arcs.iter().any(is_mutual), Sign::Line(MUTUAL), &self.key.mutual),
            (!self.arcs.iter().all(is_mutual), Sign::Arrow, &self.key.one_way),
        ];
        let shown = entries.into_iter().filter(|(has, ..)| *has);
        shown.map(|(_, sign, text)| Entry { sign, text: text.clone() }).collect()
    }
}

const MUTUAL: Stroke = Stroke::solid(Token::Text, 2.5);
const ONE_WAY: Stroke = Stroke::solid(Token::Similar, 1.0);

/// A thin line with a head, from one point to another.
pub(super) fn draw_head(canvas: &Canvas, from: Point, tip: Point) -> Drawn {
    let (right, down) = (tip.0 - from.0, tip.1 - from.1);
    let length = (right * right + down * down).sqrt().max(1e-9);
    let (right, down) = (right / length, down / length);
    let foot = (tip.0 - HEAD.0 * right, tip.1 - HEAD.0 * down);
    canvas.line(from, foot, ONE_WAY)?;
    let side = |sign: f64| (foot.0 - sign * HEAD.1 * down, foot.1 + sign * HEAD.1 * right);
    canvas.polygon(&[tip, side(1.0), side(-1.0)], Token::Similar)
}

/// An arrow that ends at the rim of its target.
fn draw_arrow(canvas: &Canvas, from: Point, to: Point, radius: f64) -> Drawn {
    let (right, down) = (to.0 - from.0, to.1 - from.1);
    let length = (right * right + down * down).sqrt().max(1e-9);
    let rim = (radius + HALO) / length;
    draw_head(canvas, from, (to.0 - right * rim, to.1 - down * rim))
}

/// The radius that keeps the two closest members apart.
fn radius(points: &[Point]) -> f64 {
    let apart = |one: &Point, other: &Point| {
        let (right, down) = (other.0 - one.0, other.1 - one.1);
        (right * right + down * down).sqrt()
    };
    let pairs = points.iter().enumerate().flat_map(|(place, one)| points.iter().skip(place + 1).map(move |o| (one, o)));
    pairs.map(|(one, other)| 0.4 * apart(one, other)).fold(RADIUS, f64::min)
}

/// The places scaled evenly to the width of the drawing, or to the most height it may take, below `top`; with the
/// foot of the lowest.
fn fitted(places: &[Point], top: f64, format: Format) -> (Vec<Point>, f64) {
    let (most_width, most_height) = match format {
        Format::Wide => (620.0, 380.0),
        Format::Narrow => (format.width() - 4.0 * RADIUS, 360.0),
    };
    let ends = |part: fn(&Point) -> f64| {
        places.iter().map(part).fold((f64::MAX, f64::MIN), |(low, high), at| (low.min(at), high.max(at)))
    };
    let ((left, right), (high, low)) = (ends(|place| place.0), ends(|place| place.1));
    let scale = (most_width / (right - left).max(1e-9)).min(most_height / (low - high).max(1e-9));
    let middle = f64::midpoint(left, right);
    let margin = RADIUS + 4.0;
    let point = |(x, y): &Point| (format.width() / 2.0 + (x - middle) * scale, top + margin + (y - high) * scale);
    (places.iter().map(point).collect(), top + 2.0 * margin + (low - high) * scale)
}
