//! Rows on a shared scale: where labels, marks and side texts of strips, caterpillars and dumbbells go.

use super::axis::{Axis, Scale};
use super::canvas::{Align, Canvas, Drawn};
use super::drawing::{Format, Label};
use super::error::ChartError;
use super::layout::{Block, Entry, Key};
use super::metrics::Font;
use super::palette::Token;

/// Pixels between columns.
const GUTTER: f64 = 16.0;

/// Least pixels for the scale, below which nothing could be told apart.
const LEAST_SCALE: f64 = 80.0;

/// How the texts of a row stand to its marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Arrangement {
    /// Label left, marks, side text right.
    Columns,
    /// Label and side text above the marks.
    Stacked,
}

/// The texts of one row.
pub(super) struct RowTexts<'a> {
    pub(super) label: &'a Label,
    pub(super) label_font: Font,
    /// Texts in the columns right of the marks; in a stack they follow each other. A row without any is a heading and
    /// has no marks.
    pub(super) sides: Vec<&'a str>,
    pub(super) side_font: Font,
    pub(super) side_token: Token,
}

/// What a sheet is laid out from.
pub(super) struct Request<'a> {
    pub(super) format: Format,
    pub(super) axis: &'a Axis,
    pub(super) key: Vec<Entry>,
    /// Heads of the columns of side texts.
    pub(super) headings: Vec<&'a str>,
    /// Words set over the scale at a value.
    pub(super) over_scale: Option<(&'a str, f64)>,
    /// Pixels that marks and texts of a row need beyond either end of the scale, beside what its labels need.
    pub(super) overhang: f64,
    pub(super) rows: Vec<RowTexts<'a>>,
    pub(super) arrangement: Arrangement,
    /// Most pixels for the label and each side text.
    pub(super) rooms: (f64, f64),
    /// Least height of the marks, and the space above and below a row.
    pub(super) lane: f64,
    pub(super) padding: f64,
}

/// One row in its place.
pub(super) struct Row {
    label: Block,
    sides: Vec<Block>,
    lane: f64,
    pub(super) top: f64,
    pub(super) bottom: f64,
    /// Height at which the marks are centred.
    pub(super) middle: f64,
}

/// A column of side texts.
struct Column {
    heading: Block,
    width: f64,
    /// Its right edge.
    right: f64,
}

/// The whole chart laid out, before anything is drawn.
pub(super) struct Sheet<'a> {
    format: Format,
    arrangement: Arrangement,
    pub(super) scale: Scale<'a>,
    pub(super) rows: Vec<Row>,
    key: Key,
    columns: Vec<Column>,
    over_scale: Option<(Block, f64)>,
    head_bottom: f64,
    rows_bottom: f64,
}

impl<'a> Sheet<'a> {
    /// Lays the rows out.
    ///
    /// # Errors
    /// [`ChartError::NoRows`], [`ChartError::NoRoom`] or an axis that cannot be used.
    pub(super) fn plan(request: &Request<'a>) -> Result<Self, ChartError> {
        let Request { format, axis, arrangement, rooms, lane, padding, overhang, .. } = *request;
        if request.rows.is_empty() {
            return Err(ChartError::NoRows);
        }
        let small = format.small();
        let key = Key::flow(&request.key, small, format.width());
        let blocks = blocks(&request.rows, arrangement, rooms, format);
        let columns = columns(&request.headings, &blocks, arrangement, rooms.1, format);
        let (left, right) = scale_ends(&blocks, &columns, arrangement, format, axis.overhang(small).max(overhang))?;
        let headings = Column::room(&columns);
        let scale = Scale::new(axis, left, right)?;
        let over_scale = match request.over_scale {
            Some((words, value)) => {
                let room = format.width() - headings;
                let block = Block::new(words, small, Token::Text, room);
                let half = block.width() / 2.0;
                // The words stay over their value unless that would push them over an edge.
                let centre = scale.place(words, value)?.min(room - half).max(half);
                Some((block, centre))
            }
            None => None,
        };
        let shares_line = over_scale.is_none()
            && matches!(columns.as_slice(), [column] if key.has_room_for(&column.heading, format.width()));
        let tallest = columns.iter().map(|column| column.heading.height()).fold(0.0, f64::max);
        let head = if shares_line { 0.0 } else { tallest };
        let head = over_scale.as_ref().map_or(head, |(block, _)| head.max(block.height()));
        let head_bottom = [key.height(), head].into_iter().filter(|height| *height > 0.0).map(|h| h + 8.0).sum();
        let mut top: f64 = head_bottom;
        let rows: Vec<Row> = blocks
            .into_iter()
            .map(|(label, sides)| {
                let row = Row::at(top, label, sides, arrangement, lane, padding);
                top = row.bottom;
                row
            })
            .collect();
        Ok(Self { format, arrangement, scale, rows, key, columns, over_scale, head_bottom, rows_bottom: top })
    }

    /// An empty drawing of the right size.
    pub(super) fn canvas(&self) -> Result<Canvas, ChartError> {
        let labels = if self.scale.has_labels() { 6.0 + self.format.small().line_height() } else { 0.0 };
        Canvas::new(self.format, self.rows_bottom + labels + 2.0)
    }

    /// The heights that upright lines run through: all rows, or each row's marks where texts stand between them.
    pub(super) fn spans(&self) -> Vec<(f64, f64)> {
        match self.arrangement {
            Arrangement::Columns => vec![(self.head_bottom, self.rows_bottom + 4.0)],
            Arrangement::Stacked => {
                let marked = self.rows.iter().filter(|row| row.lane > 0.0);
                marked.map(|row| (row.middle - row.lane / 2.0, row.middle + row.lane / 2.0)).collect()
            }
        }
    }

    /// Draws the gridlines.
    pub(super) fn draw_grid(&self, canvas: &Canvas) -> Drawn {
        self.scale.draw_grid(canvas, &self.spans())
    }

    /// Draws the label and side text of a row.
    pub(super) fn draw_texts(&self, canvas: &Canvas, row: &Row) -> Drawn {
        let sides = || row.sides.iter().zip(&self.columns);
        match self.arrangement {
            Arrangement::Columns => {
                row.label.draw_centred(canvas, 0.0, Align::Left, row.middle)?;
                sides().try_for_each(|(side, at)| side.draw_centred(canvas, at.right, Align::Right, row.middle))
            }
            Arrangement::Stacked => {
                let top = row.middle - row.lane / 2.0 - 4.0 - row.texts_height();
                row.label.draw_from(canvas, 0.0, Align::Left, top)?;
                sides().try_for_each(|(side, at)| side.draw_from(canvas, at.right, Align::Right, top))
            }
        }
    }

    /// Draws the key, the column heads, the words over the scale and the labels of the axis.
    pub(super) fn draw_words(&self, canvas: &Canvas) -> Drawn {
        self.key.draw(canvas, 0.0, 0.0)?;
        let foot = self.head_bottom - 8.0;
        for Column { heading, right, .. } in &self.columns {
            heading.draw_from(canvas, *right, Align::Right, foot - heading.height())?;
        }
        if let Some((block, centre)) = &self.over_scale {
            block.draw_from(canvas, *centre, Align::Middle, foot - block.height())?;
        }
        let small = self.format.small();
        self.scale.draw_labels(canvas, small, self.rows_bottom + 6.0 + small.size)
    }
}

impl Row {
    fn at(top: f64, label: Block, sides: Vec<Block>, arrangement: Arrangement, lane: f64, padding: f64) -> Self {
        let lane = if sides.is_empty() { 0.0 } else { lane };
        let mut row = Self { label, sides, lane, top, bottom: top, middle: top };
        let texts = row.texts_height();
        let (content, middle) = match arrangement {
            Arrangement::Columns => (texts.max(lane), texts.max(lane) / 2.0),
            Arrangement::Stacked => (texts + 4.0 + lane, texts + 4.0 + lane / 2.0),
        };
        row.bottom = top + content + 2.0 * padding;
        row.middle = top + padding + middle;
        row
    }

    fn texts_height(&self) -> f64 {
        self.sides.iter().map(Block::height).fold(self.label.height(), f64::max)
    }
}

impl Column {
    /// Pixels that the columns take with the gutters before them; an empty column takes none.
    fn room(columns: &[Self]) -> f64 {
        columns.iter().filter(|column| column.width > 0.0).map(|column| column.width + GUTTER).sum()
    }
}

/// Texts that follow each other on one line.
fn joined(texts: &[&str]) -> String {
    texts.iter().copied().filter(|text| !text.trim().is_empty()).collect::<Vec<_>>().join(" · ")
}

/// Wraps label and side texts of every row to the room each may take.
fn blocks(
    rows: &[RowTexts<'_>],
    arrangement: Arrangement,
    rooms: (f64, f64),
    format: Format,
) -> Vec<(Block, Vec<Block>)> {
    let side = |row: &RowTexts<'_>, text: &str| Block::new(text, row.side_font, row.side_token, rooms.1);
    rows.iter()
        .map(|row| match arrangement {
            Arrangement::Columns => {
                let sides = row.sides.iter().map(|text| side(row, text)).collect();
                (Block::of(row.label, row.label_font, rooms.0), sides)
            }
            Arrangement::Stacked if row.sides.is_empty() => {
                (Block::of(row.label, row.label_font, format.width()), Vec::new())
            }
            Arrangement::Stacked => {
                let side = side(row, &joined(&row.sides));
                let beside = if side.is_empty() { 0.0 } else { side.width() + GUTTER };
                (Block::of(row.label, row.label_font, format.width() - beside), vec![side])
            }
        })
        .collect()
}

/// The columns of side texts, the last at the right edge.
fn columns(
    headings: &[&str],
    blocks: &[(Block, Vec<Block>)],
    arrangement: Arrangement,
    room: f64,
    format: Format,
) -> Vec<Column> {
    let headings = match arrangement {
        Arrangement::Columns => headings.iter().map(|&text| text.to_owned()).collect(),
        Arrangement::Stacked => vec![joined(headings)],
    };
    let column = |(place, text): (usize, String)| {
        let heading = Block::new(&text, format.small(), Token::Muted, room);
        let texts = blocks.iter().filter_map(|(_, sides)| sides.get(place)).map(Block::width);
        let width = match arrangement {
            Arrangement::Columns => texts.fold(heading.width(), f64::max),
            Arrangement::Stacked => heading.width(),
        };
        Column { heading, width, right: 0.0 }
    };
    let mut columns: Vec<Column> = headings.into_iter().enumerate().map(column).collect();
    let mut right = format.width();
    for column in columns.iter_mut().rev() {
        column.right = right;
        right -= if column.width > 0.0 { column.width + GUTTER } else { 0.0 };
    }
    columns
}

/// The pixels between which the scale is spread.
fn scale_ends(
    blocks: &[(Block, Vec<Block>)],
    columns: &[Column],
    arrangement: Arrangement,
    format: Format,
    overhang: f64,
) -> Result<(f64, f64), ChartError> {
    let widest = |width: f64| if width > 0.0 { width + GUTTER } else { 0.0 };
    let (before, after) = match arrangement {
        Arrangement::Stacked => (0.0, 0.0),
        Arrangement::Columns => {
            (widest(blocks.iter().map(|(label, _)| label.width()).fold(0.0, f64::max)), Column::room(columns))
        }
    };
    // The gutter already holds half of what hangs over.
    let ends =
        ((before - GUTTER / 2.0).max(0.0) + overhang, format.width() - (after - GUTTER / 2.0).max(0.0) - overhang);
    if ends.1 - ends.0 < LEAST_SCALE {
        return Err(ChartError::NoRoom { left: ends.1 - ends.0 });
    }
    Ok(((ends.0).round(), (ends.1).round()))
}
