//! Icon array: one figure a person, or one square in a hundred, for a share that a reader should feel.

use super::canvas::{Align, Canvas, Drawn, Point, Stroke};
use super::drawing::{BODY, Drawing, Format, Label, STRONG, Words};
use super::error::ChartError;
use super::layout::{Block, Entry, Key, Sign, number};
use super::palette::Token;

/// Most icons in a row of the chart.
pub const MOST_ICONS: u32 = 100;

/// Icons on a line: readers count in tens.
const ON_A_LINE: u32 = 10;

/// Pixels from one icon to the next, and of a square's side.
const ACROSS: f64 = 17.0;
const SQUARE: f64 = 12.0;

/// Extra pixels in the middle of a line, which parts it into fives.
const FIVES: f64 = 5.0;

/// Pixels between label, icons and count.
const GUTTER: f64 = 20.0;

/// An icon array: a row of icons for each share.
#[derive(Debug, Clone, PartialEq)]
pub struct Icons {
    /// The words that stand for the drawing.
    pub words: Words,
    /// What an icon is.
    pub shape: IconShape,
    /// What the icons are called.
    pub key: IconsKey,
    /// The rows in the order they are shown.
    pub rows: Vec<IconRow>,
}

/// What an icon stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IconShape {
    /// A figure for each person.
    Person,
    /// A square for each in a hundred.
    Square,
}

impl IconShape {
    /// Pixels from one line of icons to the next.
    const fn down(self) -> f64 {
        match self {
            Self::Person => 21.0,
            Self::Square => ACROSS,
        }
    }
}

/// Names of the icons; an empty name is left out of the key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IconsKey {
    /// Name of the filled icon, for example "agree".
    pub filled: String,
    /// Name of the half filled icon, for example "may agree: only a bound is told".
    pub possible: String,
    /// Name of the empty icon, for example "do not agree".
    pub empty: String,
}

/// One row.
#[derive(Debug, Clone, PartialEq)]
pub struct IconRow {
    /// What was asked, or whom.
    pub label: Label,
    /// How many icons are filled.
    pub count: IconCount,
    /// The row in words, shown while it is pointed at.
    pub tip: String,
}

/// How many of how many.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IconCount {
    /// A count.
    Exact {
        /// Icons that are filled.
        count: u32,
        /// All icons, at most [`MOST_ICONS`].
        of: u32,
        /// The count as finished text, for example "9 of 12".
        label: String,
    },
    /// Only that the count is not below a bound: the icons beyond it may be filled or not.
    AtLeast {
        /// The bound.
        count: u32,
        /// All icons.
        of: u32,
        /// The bound as finished text.
        label: String,
    },
    /// Only that the count is not above a bound: the icons up to it may be filled or not.
    AtMost {
        /// The bound.
        count: u32,
        /// All icons.
        of: u32,
        /// The bound as finished text.
        label: String,
    },
    /// No count may or can be shown.
    NotShown {
        /// The symbol in words, for example "\[c] fewer than 5 answers".
        symbol_text: String,
    },
}

/// Whether an icon is filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fill {
    Filled,
    Possible,
    Empty,
}

impl IconCount {
    /// Icons that are filled, that may be, and that are not; nothing if no count is told.
    fn parts(&self) -> Option<[(Fill, u32); 3]> {
        let parts = |filled, possible, empty: u32| {
            Some([(Fill::Filled, filled), (Fill::Possible, possible), (Fill::Empty, empty)])
        };
        match self {
            Self::Exact { count, of, .. } => parts(*count, 0, of.saturating_sub(*count)),
            Self::AtLeast { count, of, .. } => parts(*count, of.saturating_sub(*count), 0),
            Self::AtMost { count, of, .. } => parts(0, *count, of.saturating_sub(*count)),
            Self::NotShown { .. } => None,
        }
    }

    fn text(&self) -> &str {
        match self {
            Self::Exact { label, .. } | Self::AtLeast { label, .. } | Self::AtMost { label, .. } => label,
            Self::NotShown { symbol_text } => symbol_text,
        }
    }

    /// All icons.
    fn of(&self) -> u32 {
        match self {
            Self::Exact { of, .. } | Self::AtLeast { of, .. } | Self::AtMost { of, .. } => *of,
            Self::NotShown { .. } => 0,
        }
    }

    fn check(&self, row: &Label) -> Result<(), ChartError> {
        let (Self::Exact { count, of, .. } | Self::AtLeast { count, of, .. } | Self::AtMost { count, of, .. }) = self
        else {
            return Ok(());
        };
        if *of > MOST_ICONS {
            return Err(ChartError::TooManyIcons { given: *of, most: MOST_ICONS });
        }
        if count > of {
            let (value, to) = (f64::from(*count), f64::from(*of));
            return Err(ChartError::OffTheAxis { row: row.text.clone(), value, from: 0.0, to });
        }
        Ok(())
    }
}

impl Icons {
    /// Draws the icons.
    ///
    /// # Errors
    /// [`ChartError`] if there are no rows, a row has too many icons, more are filled than there are, or the words
    /// break the figure contract.
    pub fn draw(&self) -> Result<Drawing, ChartError> {
        if self.rows.is_empty() {
            return Err(ChartError::NoRows);
        }
        for row in &self.rows {
            row.count.check(&row.label)?;
        }
        Drawing::both(&self.words, |format| self.at(format))
    }

    fn at(&self, format: Format) -> Result<Canvas, ChartError> {
        let key = Key::flow(&self.entries(), format.small(), format.width());
        let mut top = if key.height() > 0.0 { key.height() + 10.0 } else { 0.0 };
        let labels = self.rows.iter().map(|row| Block::of(&row.label, BODY, 240.0).width()).fold(0.0, f64::max);
        let longest = self.rows.iter().map(|row| row.count.of()).fold(0, u32::max).min(ON_A_LINE);
        let widths = (labels, right_of(longest));
        let placed: Vec<Placed> = self
            .rows
            .iter()
            .map(|row| {
                let placed = Placed::at(row, top, widths, self.shape, format);
                top = placed.bottom;
                placed
            })
            .collect();
        let canvas = Canvas::new(format, top + 2.0)?;
        for (row, place) in self.rows.iter().zip(&placed) {
            canvas.row("row", &row.tip, place.top, place.bottom, || {
                row.draw_icons(&canvas, place.icons, self.shape)?;
                place.draw_texts(&canvas, format)
            })?;
        }
        key.draw(&canvas, 0.0, 0.0)?;
        Ok(canvas)
    }

    fn entries(&self) -> Vec<Entry> {
        let has = |fill: Fill| {
            let parts = || self.rows.iter().filter_map(|row| row.count.parts()).flatten();
            parts().any(|(part, count)| part == fill && count > 0)
        };
        let swatch = |fill, edge| Sign::Swatch { fill, edge };
        let entries = [
            (Fill::Filled, swatch(Token::FirstCategory, Token::FirstCategory), &self.key.filled),
            (Fill::Possible, Sign::HalfSwatch(Token::FirstCategory), &self.key.possible),
            (Fill::Empty, swatch(Token::Paper, Token::NeitherEdge), &self.key.empty),
        ];
        let shown = entries.into_iter().filter(|(fill, ..)| has(*fill));
        shown.map(|(_, sign, text)| Entry { sign, text: text.clone() }).collect()
    }
}

/// Pixels that so many icons on a line take.
fn right_of(icons: u32) -> f64 {
    f64::from(icons) * ACROSS + if icons > ON_A_LINE / 2 { FIVES } else { 0.0 }
}

/// One row in its place.
struct Placed {
    label: Block,
    count: Block,
    top: f64,
    bottom: f64,
    /// Top left corner of the icons.
    icons: Point,
    /// Right edge of the icons, and the height in whose middle label and count stand in a wide drawing.
    right: f64,
    middle: f64,
}

impl Placed {
    fn at(row: &IconRow, top: f64, (labels, width): (f64, f64), shape: IconShape, format: Format) -> Self {
        let is_told = row.count.parts().is_some();
        let lines = number(row.count.of().div_ceil(ON_A_LINE) as usize);
        let height = if is_told { lines * shape.down() } else { 0.0 };
        let (font, token) = if is_told { (STRONG, Token::Text) } else { (format.small(), Token::Muted) };
        let left = match format {
            Format::Wide => labels + GUTTER,
            Format::Narrow => 0.0,
        };
        let beside = if is_told { left + width + GUTTER } else { left };
        let count = Block::new(row.count.text(), font, token, format.width() - beside);
        let label = Block::of(&row.label, BODY, if format == Format::Wide { 240.0 } else { format.width() });
        let (icons, content) = match format {
            Format::Wide => {
                let content = label.height().max(height).max(count.height());
                ((left, top + 8.0 + (content - height) / 2.0), content)
            }
            Format::Narrow => {
                let under = label.height() + 6.0;
                ((left, top + 8.0 + under), under + height.max(count.height()))
            }
        };
        let middle = icons.1 + if is_told { height / 2.0 - 2.0 } else { count.height() / 2.0 };
        let middle = if format == Format::Wide && !is_told { top + 8.0 + content / 2.0 } else { middle };
        let right = if is_told { left + width } else { left - GUTTER };
        Self { label, count, top, bottom: top + content + 16.0, icons, right, middle }
    }

    fn draw_texts(&self, canvas: &Canvas, format: Format) -> Drawn {
        match format {
            Format::Wide => self.label.draw_centred(canvas, 0.0, Align::Left, self.middle)?,
            Format::Narrow => self.label.draw_from(canvas, 0.0, Align::Left, self.top + 8.0)?,
        }
        self.count.draw_centred(canvas, self.right + GUTTER, Align::Left, self.middle)
    }
}

impl IconRow {
    /// Draws the icons from the top left, filled ones first.
    fn draw_icons(&self, canvas: &Canvas, (left, top): Point, shape: IconShape) -> Drawn {
        let parts = self.count.parts().into_iter().flatten();
        let fills = parts.flat_map(|(fill, count)| std::iter::repeat_n(fill, count as usize));
        for (place, fill) in (0_u32..).zip(fills) {
            let (column, line) = (place % ON_A_LINE, place / ON_A_LINE);
            let fives = if column >= ON_A_LINE / 2 { FIVES } else { 0.0 };
            let corner = (left + f64::from(column) * ACROSS + fives, top + f64::from(line) * shape.down());
            match shape {
                IconShape::Square => draw_square(canvas, (corner.0, corner.1 + 2.0), fill)?,
                IconShape::Person => draw_person(canvas, corner, fill)?,
            }
        }
        Ok(())
    }
}

fn draw_square(canvas: &Canvas, (x, y): Point, fill: Fill) -> Drawn {
    let corner = (x + SQUARE, y + SQUARE);
    match fill {
        Fill::Filled => canvas.fill((x, y), corner, Token::FirstCategory),
        Fill::Possible => {
            canvas.fill((x, y + SQUARE / 2.0), corner, Token::FirstCategory)?;
            canvas.outline((x, y), corner, Token::FirstCategory)
        }
        Fill::Empty => canvas.outline((x, y), corner, Token::NeitherEdge),
    }
}

/// A head over shoulders, 12 pixels wide and 17 high; one that may be filled has an empty head.
fn draw_person(canvas: &Canvas, (x, y): Point, fill: Fill) -> Drawn {
    let head = (x + 6.0, y + 4.0);
    let body = [
        (x + 0.6, y + 16.6),
        (x + 0.6, y + 12.0),
        (x + 2.6, y + 9.4),
        (x + 9.4, y + 9.4),
        (x + 11.4, y + 12.0),
        (x + 11.4, y + 16.6),
        (x + 0.6, y + 16.6),
    ];
    let token = if fill == Fill::Empty { Token::NeitherEdge } else { Token::FirstCategory };
    let outline = Stroke::solid(token, 1.2);
    match fill {
        Fill::Filled => canvas.disc(head, 3.6, token)?,
        Fill::Possible | Fill::Empty => canvas.circle(head, 3.0, outline)?,
    }
    match fill {
        Fill::Filled | Fill::Possible => canvas.polygon(&body, token),
        Fill::Empty => canvas.path(&body, outline),
    }
}
