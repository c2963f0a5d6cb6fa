//! Where the plane, the names and the list below a funnel go.
//!
//! Names stand beside their marks where all of them have room; else numbers stand there, if need be at the end of a thin
//! line, and the names stand under the plane.

use super::axis::Axis;
use super::beside::Room;
use super::canvas::{Align, Canvas, Drawn, Line, Point, Stroke};
use super::drawing::{Format, Label, STRONG};
use super::error::ChartError;
use super::funnel::{Funnel, FunnelUnit};
use super::layout::{Block, Entry, Key};
use super::lint::Area;
use super::metrics::Font;
use super::palette::Token;
use super::plane::{Frame, Plane};

/// Pixels that marks keep free around them.
const MARK: f64 = 6.0;

/// Pixels from a mark to its name.
const NEAR: f64 = 8.0;

/// Pixels between the columns of the list.
const GUTTER: f64 = 24.0;

/// A text in the plane: a name, or the number it has in the list.
struct Tag<'a> {
    text: String,
    lang: Option<&'a str>,
    font: Font,
    area: Area,
    /// Where a thin line to the mark begins and ends, if the text stands away from it.
    leader: Option<[Point; 2]>,
}

/// The whole chart laid out, before anything is drawn.
pub(super) struct FunnelLayout<'a> {
    format: Format,
    pub(super) plane: Plane<'a>,
    key: Key,
    title: Block,
    n_title: Block,
    tags: Vec<Tag<'a>>,
    list: Vec<(Block, f64, f64)>,
    foot: f64,
    height: f64,
}

impl<'a> FunnelLayout<'a> {
    /// Lays the funnel out.
    ///
    /// # Errors
    /// [`ChartError::NoRoom`] if the names find no place, or a value is off its axis.
    pub(super) fn plan(chart: &'a Funnel, entries: Vec<Entry>, format: Format) -> Result<Self, ChartError> {
        let (font, width) = (format.small(), format.width());
        let key = Key::flow(&entries, font, width);
        let title = Block::new(&chart.title, font, Token::Muted, width);
        let n_title = Block::new(&chart.n_title, font, Token::Muted, width);
        let plane = plane(&chart.n_axis, &chart.axis, format, key.height() + 12.0 + title.height() + 12.0)?;
        let (tags, names) = tags(&chart.units, &plane, format)?;
        let foot = plane.frame.bottom + 6.0 + font.line_height();
        let (list, height) = list(&names, format, foot + n_title.height() + 12.0);
        Ok(Self { format, plane, key, title, n_title, tags, list, foot, height })
    }

    /// Height of the drawing in pixels.
    pub(super) fn height(&self) -> f64 {
        self.height
    }

    /// Draws the names, the labels of the scales, the key and the list.
    pub(super) fn draw_words(&self, canvas: &Canvas) -> Drawn {
        for tag in &self.tags {
            tag.draw(canvas)?;
        }
        self.plane.draw_level_labels(canvas)?;
        self.plane.draw_upright_labels(canvas)?;
        self.key.draw(canvas, 0.0, 0.0)?;
        self.title.draw_from(canvas, 0.0, Align::Left, self.key.height() + 12.0)?;
        self.n_title.draw_from(canvas, self.format.width(), Align::Right, self.foot + 4.0)?;
        for (block, x, y) in &self.list {
            block.draw_from(canvas, *x, Align::Left, *y)?;
        }
        Ok(())
    }
}

fn plane<'a>(level: &'a Axis, upright: &'a Axis, format: Format, top: f64) -> Result<Plane<'a>, ChartError> {
    let overhang = level.overhang(format.small());
    let height = match format {
        Format::Wide => 320.0,
        Format::Narrow => 280.0,
    };
    let left = Plane::room_for(upright, format).max(overhang);
    Plane::new(level, upright, Frame { left, right: format.width() - overhang, top, bottom: top + height }, format)
}

impl Tag<'_> {
    fn draw(&self, canvas: &Canvas) -> Drawn {
        if let Some([from, to]) = self.leader {
            canvas.line(from, to, Stroke::solid(Token::Muted, 1.0))?;
        }
        let Area { left, top, right, bottom } = self.area;
        canvas.fill((left, top + 2.0), (right, bottom - 2.0), Token::Paper)?;
        let (text, font, lang) = (self.text.as_str(), self.font, self.lang);
        let line = Line { text, font, token: Token::Text, align: Align::Left, lang };
        canvas.text(&line, left, f64::midpoint(top, bottom) + 0.36 * font.size)
    }
}

/// A unit with a name, at its point.
struct Named<'a> {
    point: Point,
    label: &'a Label,
    is_own: bool,
}

/// Texts beside the marks: names if all of them have room right there, else numbers, with the names that they stand
/// for in the order of their numbers.
fn tags<'a>(
    units: &'a [FunnelUnit],
    plane: &Plane<'_>,
    format: Format,
) -> Result<(Vec<Tag<'a>>, Vec<&'a Label>), ChartError> {
    let mut marks = Vec::new();
    let mut named = Vec::new();
    for unit in units {
        let Some(point) = unit.point(plane)? else { continue };
        marks.push(point);
        let is_own = matches!(unit, FunnelUnit::Own { .. });
        named.extend(unit.name().map(|label| Named { point, label, is_own }));
    }
    let Frame { left, right, top, bottom } = plane.frame;
    let room = || Room::new(Area { left: left + 2.0, right, top: top - 8.0, bottom: bottom - 2.0 }, &marks, MARK);
    if let Some(tags) = names_beside(&named, room(), 0.4 * (right - left), format) {
        return Ok((tags, Vec::new()));
    }
    named.sort_by(|one, other| one.point.0.total_cmp(&other.point.0).then(one.point.1.total_cmp(&other.point.1)));
    let tags = numbers_beside(&named, room(), format).ok_or(ChartError::NoRoom { left: 0.0 })?;
    Ok((tags, named.iter().map(|named| named.label).collect()))
}

/// Each name right beside its mark, the reader's own placed first; nothing if one is too long or has no room.
fn names_beside<'a>(named: &[Named<'a>], mut room: Room, longest: f64, format: Format) -> Option<Vec<Tag<'a>>> {
    let (own, others): (Vec<&Named<'a>>, Vec<&Named<'a>>) = named.iter().partition(|named| named.is_own);
    let tag = |named: &Named<'a>| {
        let text = named.label.text.clone();
        let font = if named.is_own { STRONG } else { format.small() };
        let area =
            room.take(named.point, size(&text, font), &[NEAR]).filter(|area| area.right - area.left <= longest)?;
        Some(Tag { text, lang: named.label.lang.as_deref(), font, area, leader: None })
    };
    own.into_iter().chain(others).map(tag).collect()
}

/// A number for each unit, in order; units at one point share a text.
fn numbers_beside<'a>(named: &[Named<'a>], mut room: Room, format: Format) -> Option<Vec<Tag<'a>>> {
    let distances: Vec<f64> = (0..60_u8).map(|ring| NEAR + 9.0 * f64::from(ring)).collect();
    let mut first = 1;
    let tag = |units: &[Named<'a>]| {
        let last = first + units.len() - 1;
        let text = if first == last { first.to_string() } else { format!("{first}–{last}") };
        first = last + 1;
        let font = if units.iter().any(|unit| unit.is_own) { STRONG } else { format.small() };
        let point = units.first()?.point;
        let area = room.take(point, size(&text, font), &distances)?;
        Some(Tag { text, lang: None, font, area, leader: leader(point, area) })
    };
    named.chunk_by(|one, other| one.point == other.point).map(tag).collect()
}

/// Room for a text: a pixel more than it takes, for places are rounded to tenths.
fn size(text: &str, font: Font) -> Point {
    (font.width(text) + 1.0, font.line_height())
}

/// The thin line from a mark to a text that does not stand right beside it.
fn leader(mark: Point, area: Area) -> Option<[Point; 2]> {
    let nearest = (mark.0.max(area.left).min(area.right), mark.1.max(area.top + 2.0).min(area.bottom - 2.0));
    let (right, down) = (nearest.0 - mark.0, nearest.1 - mark.1);
    let distance = right.hypot(down);
    let start = (mark.0 + right / distance * MARK, mark.1 + down / distance * MARK);
    (distance > 2.0 * NEAR).then_some([start, nearest])
}

/// The names under the plane with their numbers, in columns, and the height of the drawing.
fn list(names: &[&Label], format: Format, top: f64) -> (Vec<(Block, f64, f64)>, f64) {
    let columns: usize = if format == Format::Wide { 2 } else { 1 };
    let count = super::layout::number(columns);
    let room = (format.width() - GUTTER * (count - 1.0)) / count;
    let mut placed = Vec::new();
    let mut y = top + if names.is_empty() { 0.0 } else { 4.0 };
    for (row, labels) in names.chunks(columns).enumerate() {
        let blocks: Vec<Block> = labels
            .iter()
            .zip(1_usize..)
            .map(|(label, place)| {
                let text = format!("{}\u{a0} {}", row * columns + place, label.text);
                Block::of(&Label { text, lang: label.lang.clone() }, format.small(), room)
            })
            .collect();
        let height = blocks.iter().map(Block::height).fold(0.0, f64::max);
        for (block, place) in blocks.into_iter().zip(0_u8..) {
            placed.push((block, f64::from(place) * (room + GUTTER), y));
        }
        y += height + 6.0;
    }
    (placed, y)
}
