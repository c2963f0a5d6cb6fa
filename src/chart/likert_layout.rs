//! Where the bars and texts of a Likert chart go.
//!
//! Wide: label, total, bar left of zero, bar right of zero, total, neither, answers. Narrow: label and answers on one
//! line, below it the totals over their bars, below that the bars. In both, one length stands for one answer share
//! throughout the chart, the longest that lets every bar and text fit.

use super::canvas::{Align, Canvas, Drawn, Line};
use super::drawing::{BODY, Format, Label, STRONG};
use super::error::ChartError;
use super::layout::{Block, Entry, Key, Sign};
use super::likert::{Likert, LikertBar, LikertKey, LikertRow, Look};
use super::palette::Token;

/// Pixels between columns.
const GUTTER: f64 = 16.0;

/// Pixels between a bar and its total.
const BESIDE: f64 = 6.0;

/// Pixels above and below a row of a narrow drawing.
const NARROW_GAP: f64 = 9.0;

/// Least pixels for a share of 100%.
const LEAST_LENGTH: f64 = 60.0;

/// One row in its place.
pub(super) struct PlacedRow {
    label: Block,
    flag: Block,
    side: Block,
    symbol: Option<Block>,
    pub(super) top: f64,
    pub(super) bottom: f64,
    pub(super) bar_top: f64,
    pub(super) bar_bottom: f64,
}

/// The key, set over the bars it explains or, where that does not fit, flowing above them.
enum PlacedKey {
    Direct { left: Key, right: Key, neither: Key },
    Flowing(Key),
}

/// The whole chart laid out, before anything is drawn.
pub(super) struct LikertLayout {
    format: Format,
    /// Pixel of the zero line.
    pub(super) zero: f64,
    /// Pixel where the bars of neither begin.
    pub(super) neither: f64,
    /// Pixels that stand for 100%.
    unit: f64,
    /// Left edge of what is not a label.
    bars_left: f64,
    pub(super) rows: Vec<PlacedRow>,
    key: PlacedKey,
    heading: Block,
    head_bottom: f64,
}

/// What the bars and their totals take: the largest share and the widest text of each part.
#[derive(Debug, Default, Clone, Copy)]
struct Extent {
    share: f64,
    text: f64,
}

impl LikertLayout {
    /// Lays the chart out.
    ///
    /// # Errors
    /// [`ChartError::NoRows`] or [`ChartError::NoRoom`].
    pub(super) fn plan(chart: &Likert, format: Format) -> Result<Self, ChartError> {
        if chart.rows.is_empty() {
            return Err(ChartError::NoRows);
        }
        let bars: Vec<&LikertBar> = chart.rows.iter().filter_map(LikertRow::bar).collect();
        let heading =
            Block::new(if bars.is_empty() { "" } else { &chart.n_heading }, format.small(), Token::Muted, 90.0);
        let label_width = match format {
            Format::Wide => chart.rows.iter().map(|row| row.label_width(format)).fold(0.0, f64::max).ceil(),
            Format::Narrow => 0.0,
        };
        let side = bars.iter().map(|bar| BODY.width(&bar.n_label)).fold(heading.width(), f64::max);
        let extents = extents(&bars);
        let [zero, neither, unit] = columns(format, label_width, side, extents)?;
        let bars_left = if label_width > 0.0 { label_width + GUTTER } else { 0.0 };
        let key = PlacedKey::plan(&chart.key, !bars.is_empty(), format, zero, neither, heading.width());
        let head = key.heights();
        let head_line = if key.shares_line(&heading, format) { head.1 } else { head.1.max(heading.height()) };
        let head_bottom = [head.0, head_line].into_iter().filter(|height| *height > 0.0).map(|h| h + 8.0).sum();
        let mut top: f64 = head_bottom;
        let rows = chart
            .rows
            .iter()
            .map(|row| {
                let placed = PlacedRow::at(top, row, format, bars_left, side);
                top = placed.bottom;
                placed
            })
            .collect();
        Ok(Self { format, zero, neither, unit, bars_left, rows, key, heading, head_bottom })
    }

    /// Height of the drawing in pixels.
    pub(super) fn height(&self) -> f64 {
        self.rows.last().map_or(0.0, |row| row.bottom) + 2.0
    }

    /// Pixels that stand for `count` of `n` answers.
    pub(super) fn length(&self, count: u32, n: u32) -> f64 {
        if n == 0 { 0.0 } else { f64::from(count) / f64::from(n) * self.unit }
    }

    /// The heights through which the zero line runs.
    pub(super) fn zero_spans(&self) -> Vec<(f64, f64)> {
        let shown = self.rows.iter().filter(|row| row.symbol.is_none());
        match self.format {
            Format::Wide => shown.map(|row| (row.top, row.bottom)).collect(),
            Format::Narrow => shown.map(|row| (row.bar_top - 17.0, row.bar_bottom + 3.0)).collect(),
        }
    }

    /// Draws a text inside a part of a bar, if it fits.
    pub(super) fn draw_inside(
        &self,
        canvas: &Canvas,
        place: &PlacedRow,
        (left, right): (f64, f64),
        align: Align,
        (token, text): (Token, &str),
    ) -> Drawn {
        let font = self.format.small();
        if font.width(text) + 6.0 > right - left {
            return Ok(());
        }
        let baseline = f64::midpoint(place.bar_top, place.bar_bottom) + 0.36 * font.size;
        canvas.text(&Line { text, font, token, align, lang: None }, f64::midpoint(left, right), baseline)
    }

    /// Draws the totals of disagreement and agreement and the label of neither: at the ends of the bars of the given
    /// lengths in pixels if wide, over them if narrow.
    pub(super) fn draw_totals(
        &self,
        canvas: &Canvas,
        place: &PlacedRow,
        [left, right, neither]: [f64; 3],
        [left_text, right_text, neither_text]: [&str; 3],
    ) -> Drawn {
        let (strong, body) = (STRONG, BODY);
        let line = |text, font, token, align| Line { text, font, token, align, lang: None };
        let (baseline, xs) = match self.format {
            Format::Wide => (
                f64::midpoint(place.bar_top, place.bar_bottom) + 0.36 * body.size,
                [
                    self.zero - left - BESIDE,
                    self.zero + right + BESIDE,
                    self.neither + if neither > 0.0 { neither + BESIDE } else { 0.0 },
                ],
            ),
            Format::Narrow => (place.bar_top - 6.0, [self.zero - BESIDE, self.zero + BESIDE, self.neither]),
        };
        canvas.text(&line(left_text, strong, Token::Text, Align::Right), xs[0], baseline)?;
        canvas.text(&line(right_text, strong, Token::Text, Align::Left), xs[1], baseline)?;
        canvas.text(&line(neither_text, body, Token::Muted, Align::Left), xs[2], baseline)
    }

    /// Draws label, flag, number of answers and, for a row not shown, its symbol.
    pub(super) fn draw_texts(&self, canvas: &Canvas, place: &PlacedRow) -> Drawn {
        let gap = if place.flag.is_empty() { 0.0 } else { 4.0 };
        let texts = place.label.height() + gap + place.flag.height();
        let middle = f64::midpoint(place.bar_top, place.bar_bottom);
        let (top, right) = match self.format {
            Format::Wide => (middle - texts / 2.0, self.format.width()),
            Format::Narrow => (place.top + NARROW_GAP, self.format.width()),
        };
        place.label.draw_from(canvas, 0.0, Align::Left, top)?;
        place.flag.draw_from(canvas, 0.0, Align::Left, top + place.label.height() + gap)?;
        match self.format {
            Format::Wide => place.side.draw_centred(canvas, right, Align::Right, middle)?,
            Format::Narrow => place.side.draw_from(canvas, right, Align::Right, top)?,
        }
        match &place.symbol {
            Some(symbol) => symbol.draw_centred(canvas, self.bars_left, Align::Left, middle),
            None => Ok(()),
        }
    }

    /// Draws the key and the head of the column of answers.
    pub(super) fn draw_key(&self, canvas: &Canvas) -> Drawn {
        let foot = self.head_bottom - 8.0;
        self.heading.draw_from(canvas, self.format.width(), Align::Right, foot - self.heading.height())?;
        match &self.key {
            PlacedKey::Flowing(key) => key.draw(canvas, 0.0, 0.0),
            PlacedKey::Direct { left, right, neither } => {
                left.draw(canvas, self.zero - BESIDE - left.width(), foot - left.height())?;
                right.draw(canvas, self.zero + BESIDE, foot - right.height())?;
                neither.draw(canvas, self.neither, foot - neither.height())
            }
        }
    }
}

impl LikertRow {
    fn bar(&self) -> Option<&LikertBar> {
        match self {
            Self::Shown(bar) => Some(bar),
            Self::NotShown { .. } => None,
        }
    }

    fn label(&self) -> (&Label, &str) {
        match self {
            Self::Shown(bar) => (&bar.label, bar.reverse_flag.as_deref().unwrap_or_default()),
            Self::NotShown { label, .. } => (label, ""),
        }
    }

    /// The label and the flag under it, wrapped.
    fn label_blocks(&self, format: Format, room: f64) -> (Block, Block) {
        let (label, flag) = self.label();
        (Block::of(label, BODY, room), Block::new(flag, format.small(), Token::Muted, room))
    }

    fn label_width(&self, format: Format) -> f64 {
        let (label, flag) = self.label_blocks(format, 230.0);
        label.width().max(flag.width())
    }
}

impl PlacedRow {
    fn at(top: f64, row: &LikertRow, format: Format, bars_left: f64, side_width: f64) -> Self {
        let width = format.width();
        let room = match format {
            Format::Wide => bars_left - GUTTER,
            Format::Narrow if row.bar().is_some() => width - side_width - GUTTER,
            Format::Narrow => width,
        };
        let (label, flag) = row.label_blocks(format, room.max(1.0));
        let texts = label.height() + if flag.is_empty() { 0.0 } else { 4.0 + flag.height() };
        let side = Block::new(row.bar().map_or("", |bar| &bar.n_label), BODY, Token::Muted, width);
        let texts = if format == Format::Narrow { texts.max(side.height()) } else { texts };
        let symbol = match row {
            LikertRow::Shown(_) => None,
            LikertRow::NotShown { symbol_text, .. } => {
                Some(Block::new(symbol_text, format.small(), Token::Muted, width - bars_left))
            }
        };
        let bar = symbol.as_ref().map_or(20.0, |symbol| symbol.height().max(14.0));
        let (bar_top, bottom) = match (format, &symbol) {
            (Format::Wide, _) => {
                let height = texts.max(bar) + 14.0;
                (top + (height - bar) / 2.0, top + height)
            }
            (Format::Narrow, None) => {
                (top + NARROW_GAP + texts + 23.0, top + NARROW_GAP + texts + 23.0 + bar + NARROW_GAP)
            }
            (Format::Narrow, Some(_)) => {
                (top + NARROW_GAP + texts + 5.0, top + NARROW_GAP + texts + 5.0 + bar + NARROW_GAP)
            }
        };
        Self { label, flag, side, symbol, top, bottom, bar_top, bar_bottom: bar_top + bar }
    }
}

impl PlacedKey {
    fn plan(key: &LikertKey, is_needed: bool, format: Format, zero: f64, neither: f64, heading: f64) -> Self {
        let entry = |look: Look, text: &str| Entry {
            sign: Sign::Swatch { fill: look.fill, edge: look.edge },
            text: text.to_owned(),
        };
        let (left, right, middle) = match key {
            LikertKey::Five([strongly_disagree, disagree, middle, agree, strongly_agree]) => (
                vec![entry(Look::STRONGLY_DISAGREE, strongly_disagree), entry(Look::DISAGREE, disagree)],
                vec![entry(Look::AGREE, agree), entry(Look::STRONGLY_AGREE, strongly_agree)],
                middle,
            ),
            LikertKey::Three([disagree, middle, agree]) => {
                (vec![entry(Look::DISAGREE, disagree)], vec![entry(Look::AGREE, agree)], middle)
            }
        };
        let middle = vec![entry(Look::NEITHER, middle)];
        if !is_needed {
            return Self::Flowing(Key::default());
        }
        let (font, width) = (format.small(), format.width());
        let unwrapped = |entries: &[Entry]| Key::flow(entries, font, f64::MAX);
        let keys = (unwrapped(&left), unwrapped(&right), unwrapped(&middle));
        let fits = keys.0.width() + BESIDE <= zero
            && zero + BESIDE + keys.1.width() + GUTTER <= neither
            && neither + keys.2.width() + GUTTER + heading <= width;
        if format == Format::Wide && fits {
            Self::Direct { left: keys.0, right: keys.1, neither: keys.2 }
        } else {
            Self::Flowing(Key::flow(&[left, right, middle].concat(), font, width))
        }
    }

    /// Whether the head of the column of answers stands at the end of the key.
    fn shares_line(&self, heading: &Block, format: Format) -> bool {
        matches!(self, Self::Flowing(key) if key.has_room_for(heading, format.width()))
    }

    /// Pixels above the line of column heads, and on it.
    fn heights(&self) -> (f64, f64) {
        match self {
            Self::Direct { left, right, neither } => {
                (0.0, [left, right, neither].map(Key::height).into_iter().fold(0.0, f64::max))
            }
            Self::Flowing(key) => (key.height(), 0.0),
        }
    }
}

/// The extents of disagreement, agreement and neither over all bars.
fn extents(bars: &[&LikertBar]) -> [Extent; 3] {
    let mut extents = [Extent::default(); 3];
    for bar in bars {
        let neither = bar.answers.neither();
        let parts = [
            (bar.share(&bar.answers.left()), STRONG.width(&bar.left_total_label)),
            (bar.share(&bar.answers.right()), STRONG.width(&bar.right_total_label)),
            (bar.share(&[(neither, Look::NEITHER)]), BODY.width(&neither.label)),
        ];
        for (extent, (share, text)) in extents.iter_mut().zip(parts) {
            extent.share = extent.share.max(share);
            extent.text = extent.text.max(text);
        }
    }
    extents
}

/// Where zero and neither stand, and how many pixels are 100%.
fn columns(format: Format, label: f64, side: f64, extents: [Extent; 3]) -> Result<[f64; 3], ChartError> {
    let [left, right, neither] = extents;
    let before = if label > 0.0 { label + GUTTER } else { 0.0 };
    let after = if side > 0.0 && format == Format::Wide { side + GUTTER } else { 0.0 };
    let room = format.width() - before - after - 2.0 - GUTTER;
    let need = |extent: Extent, unit: f64| match format {
        Format::Wide => extent.share * unit + BESIDE + extent.text,
        Format::Narrow => (extent.share * unit).max(extent.text + BESIDE),
    };
    let all = |unit: f64| need(left, unit) + need(right, unit) + need(neither, unit);
    let (mut fits, mut too_long) = (0.0, format.width());
    for _ in 0..30 {
        let middle = f64::midpoint(fits, too_long);
        if all(middle) <= room { fits = middle } else { too_long = middle }
    }
    let unit = (fits * 10.0_f64).floor() / 10.0;
    if unit < LEAST_LENGTH {
        return Err(ChartError::NoRoom { left: unit });
    }
    let zero = (before + 1.0 + need(left, unit)).ceil();
    Ok([zero, zero + need(right, unit) + GUTTER, unit])
}
