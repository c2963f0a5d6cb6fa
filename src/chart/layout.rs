//! Wrapped texts and the key above a chart: the pieces every chart is laid out from.

use super::canvas::{Align, Canvas, Drawn, Line, Mark, Stroke};
use super::drawing::Label;
use super::metrics::Font;
use super::palette::Token;

/// A wrapped text whose size is known before it is drawn.
#[derive(Debug, Clone)]
pub(super) struct Block {
    lines: Vec<String>,
    font: Font,
    token: Token,
    lang: Option<String>,
}

impl Block {
    /// Wraps `text` to at most `room` pixels.
    pub(super) fn new(text: &str, font: Font, token: Token, room: f64) -> Self {
        Self { lines: font.wrap(text, room), font, token, lang: None }
    }

    /// Wraps a label, which may be in a language of its own.
    pub(super) fn of(label: &Label, font: Font, room: f64) -> Self {
        Self { lang: label.lang.clone(), ..Self::new(&label.text, font, Token::Text, room) }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.lines.iter().all(String::is_empty)
    }

    /// Pixels of the widest line.
    pub(super) fn width(&self) -> f64 {
        self.lines.iter().map(|line| self.font.width(line)).fold(0.0, f64::max)
    }

    /// Pixels from the top of the first line to the foot of the last; none for an empty text.
    pub(super) fn height(&self) -> f64 {
        if self.is_empty() { 0.0 } else { self.font.size + self.font.line_height() * (number(self.lines.len()) - 1.0) }
    }

    /// Draws the text from `top` down.
    pub(super) fn draw_from(&self, canvas: &Canvas, x: f64, align: Align, top: f64) -> Drawn {
        for (place, text) in self.lines.iter().enumerate() {
            let line = Line { text, font: self.font, token: self.token, align, lang: self.lang.as_deref() };
            canvas.text(&line, x, top + 0.77 * self.font.size + self.font.line_height() * number(place))?;
        }
        Ok(())
    }

    /// Draws the text so that its figures and capitals are centred on `middle`.
    pub(super) fn draw_centred(&self, canvas: &Canvas, x: f64, align: Align, middle: f64) -> Drawn {
        let below_first = self.font.line_height() * (number(self.lines.len()) - 1.0);
        self.draw_from(canvas, x, align, middle - below_first / 2.0 - 0.41 * self.font.size)
    }
}

/// A small number of lines or rows as a factor.
pub(super) fn number(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::from(u32::MAX), f64::from)
}

/// The sign before a text of the key: the mark as it is drawn in the chart.
#[derive(Debug, Clone, Copy)]
pub(super) enum Sign {
    Swatch {
        fill: Token,
        edge: Token,
    },
    /// A swatch whose lower half is filled.
    HalfSwatch(Token),
    Mark(Mark, Token),
    Line(Stroke),
    Stem(Stroke),
    Bar(Token),
    /// The thin arrow of a tie.
    Arrow,
    /// The open arrow of a value of which only a bound is told.
    Bound,
}

impl Sign {
    fn width(self) -> f64 {
        match self {
            Self::Line(_) | Self::Bar(_) | Self::Arrow => 22.0,
            Self::Stem(_) => 5.0,
            Self::Swatch { .. } | Self::HalfSwatch(_) | Self::Mark(..) | Self::Bound => 12.0,
        }
    }

    fn draw(self, canvas: &Canvas, left: f64, middle: f64) -> Drawn {
        let right = left + self.width();
        let centre = f64::midpoint(left, right);
        match self {
            Self::Swatch { fill, edge } => {
                let corners = ((left, middle - 6.0), (right, middle + 6.0));
                canvas.fill(corners.0, corners.1, fill)?;
                canvas.outline(corners.0, corners.1, edge)
            }
            Self::HalfSwatch(token) => {
                canvas.fill((left, middle), (right, middle + 6.0), token)?;
                canvas.outline((left, middle - 6.0), (right, middle + 6.0), token)
            }
            Self::Mark(mark, token) => canvas.mark(mark, (centre, middle), 5.0, token),
            Self::Line(stroke) => canvas.line((left, middle), (right, middle), stroke),
            Self::Stem(stroke) => canvas.line((centre, middle - 7.0), (centre, middle + 7.0), stroke),
            Self::Arrow => super::sociogram::draw_head(canvas, (left, middle), (right, middle)),
            Self::Bound => super::reading::draw_bound(canvas, (centre - 3.5, middle)),
            Self::Bar(token) => canvas.fill((left, middle - 3.0), (right, middle + 3.0), token),
        }
    }
}

/// One thing the key explains.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) sign: Sign,
    pub(super) text: String,
}

/// The key: signs with their words, flowing like text and wrapped where a line is full.
#[derive(Debug, Default)]
pub(super) struct Key {
    placed: Vec<(Sign, Block, f64, f64)>,
    width: f64,
    height: f64,
    last_line: (f64, f64),
}

impl Key {
    const AFTER_SIGN: f64 = 6.0;
    const BETWEEN: f64 = 18.0;
    const LEADING: f64 = 7.0;

    /// Lays the entries with a text out from the top left corner, in lines of at most `room` pixels.
    pub(super) fn flow(entries: &[Entry], font: Font, room: f64) -> Self {
        let mut key = Self::default();
        let (mut x, mut y, mut line_height) = (0.0, 0.0, 0.0_f64);
        for Entry { sign, text } in entries.iter().filter(|entry| !entry.text.trim().is_empty()) {
            let before = sign.width() + Self::AFTER_SIGN;
            let block = Block::new(text, font, Token::Text, room - before);
            if x > 0.0 && x + before + block.width() > room {
                (x, y, line_height) = (0.0, y + line_height + Self::LEADING, 0.0);
            }
            line_height = line_height.max(block.height());
            key.width = key.width.max(x + before + block.width());
            let next = x + before + block.width() + Self::BETWEEN;
            key.placed.push((*sign, block, x, y));
            key.height = key.height.max(y + line_height);
            key.last_line = (next - Self::BETWEEN, line_height);
            x = next;
        }
        key
    }

    /// Pixels of the widest line.
    pub(super) fn width(&self) -> f64 {
        self.width
    }

    /// Pixels from top to foot.
    pub(super) fn height(&self) -> f64 {
        self.height
    }

    /// Whether a column head fits at the right end of the last line.
    pub(super) fn has_room_for(&self, heading: &Block, room: f64) -> bool {
        let (end, height) = self.last_line;
        heading.height() <= height && end + Self::BETWEEN + heading.width() <= room
    }

    /// Draws the key with its top left corner at the point given.
    pub(super) fn draw(&self, canvas: &Canvas, left: f64, top: f64) -> Drawn {
        for (sign, block, x, y) in &self.placed {
            sign.draw(canvas, left + x, top + y + 0.41 * block.font.size)?;
            block.draw_from(canvas, left + x + sign.width() + Self::AFTER_SIGN, Align::Left, top + y)?;
        }
        Ok(())
    }
}
