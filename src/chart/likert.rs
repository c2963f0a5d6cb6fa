//! Diverging Likert: disagreement left of zero, agreement right, neither in a column of its own on the same scale.
//!
//! With neither set aside, both sides start at zero and each total is a length from a common line. Bars are exactly
//! as long as their counts; where they stand is worked out in [`super::likert_layout`].

use super::canvas::{Align, Canvas, Drawn, Stroke};
use super::drawing::{Drawing, Format, Label, Words};
use super::error::ChartError;
use super::likert_layout::{LikertLayout, PlacedRow};
use super::palette::Token;

/// A diverging Likert chart.
#[derive(Debug, Clone, PartialEq)]
pub struct Likert {
    /// The words that stand for the drawing.
    pub words: Words,
    /// Names of the categories.
    pub key: LikertKey,
    /// Head of the column of answers.
    pub n_heading: String,
    /// The items in the order they are shown.
    pub rows: Vec<LikertRow>,
}

/// Names of the categories, from strong disagreement to strong agreement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LikertKey {
    /// Five categories; rows may have five or three.
    Five([String; 5]),
    /// Disagree, neither, agree; for charts all of whose rows are merged.
    Three([String; 3]),
}

/// One item.
#[derive(Debug, Clone, PartialEq)]
pub enum LikertRow {
    /// An item with its answers.
    Shown(Box<LikertBar>),
    /// An item whose answers may or can not be shown.
    NotShown {
        /// What was asked.
        label: Label,
        /// The symbol in words, for example "\[c] fewer than 5 answers".
        symbol_text: String,
    },
}

/// The answers to one item.
#[derive(Debug, Clone, PartialEq)]
pub struct LikertBar {
    /// What was asked.
    pub label: Label,
    /// Counts with their labels.
    pub answers: Answers,
    /// Number of answers; the counts add up to it.
    pub n: u32,
    /// Number of answers as finished text.
    pub n_label: String,
    /// All disagreement as finished text, for example "2 of 12".
    pub left_total_label: String,
    /// All agreement as finished text.
    pub right_total_label: String,
    /// For an item where disagreeing is the good answer: that it is, in words.
    pub reverse_flag: Option<String>,
    /// The row in words, shown while it is pointed at.
    pub tip: String,
}

/// Answers by category, from strong disagreement to strong agreement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answers {
    /// All five categories.
    Five([Segment; 5]),
    /// Disagree, neither, agree: merged because answers are few.
    Three([Segment; 3]),
}

/// The answers in one category.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// Number of answers.
    pub count: u32,
    /// The number or share as finished text. Within a bar it is left out where it does not fit; the table has it.
    pub label: String,
}

/// How a category looks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Look {
    pub(super) fill: Token,
    pub(super) edge: Token,
    pub(super) ink: Token,
}

impl Look {
    pub(super) const STRONGLY_DISAGREE: Self =
        Self { fill: Token::StronglyDisagree, edge: Token::StronglyDisagree, ink: Token::OnStronglyDisagree };
    pub(super) const DISAGREE: Self = Self { fill: Token::Disagree, edge: Token::DisagreeEdge, ink: Token::OnDisagree };
    pub(super) const NEITHER: Self = Self { fill: Token::Neither, edge: Token::NeitherEdge, ink: Token::OnNeither };
    pub(super) const AGREE: Self = Self { fill: Token::Agree, edge: Token::AgreeEdge, ink: Token::OnAgree };
    pub(super) const STRONGLY_AGREE: Self =
        Self { fill: Token::StronglyAgree, edge: Token::StronglyAgree, ink: Token::OnStronglyAgree };
}

/// The segments of one side, from zero outwards.
pub(super) type Side<'a> = Vec<(&'a Segment, Look)>;

impl Answers {
    /// Disagreement from zero outwards: the weak answer next to zero.
    pub(super) fn left(&self) -> Side<'_> {
        match self {
            Self::Five([strong, weak, ..]) => vec![(weak, Look::DISAGREE), (strong, Look::STRONGLY_DISAGREE)],
            Self::Three([left, ..]) => vec![(left, Look::DISAGREE)],
        }
    }

    /// Agreement from zero outwards.
    pub(super) fn right(&self) -> Side<'_> {
        match self {
            Self::Five([.., weak, strong]) => vec![(weak, Look::AGREE), (strong, Look::STRONGLY_AGREE)],
            Self::Three([.., right]) => vec![(right, Look::AGREE)],
        }
    }

    pub(super) fn neither(&self) -> &Segment {
        match self {
            Self::Five([_, _, neither, _, _]) | Self::Three([_, neither, _]) => neither,
        }
    }
}

impl LikertBar {
    /// Share of the answers that a side holds, 0 to 1; 0 if nobody answered.
    pub(super) fn share(&self, side: &[(&Segment, Look)]) -> f64 {
        let count: f64 = side.iter().map(|(segment, _)| f64::from(segment.count)).sum();
        if self.n == 0 { 0.0 } else { count / f64::from(self.n) }
    }

    fn check(&self, key: &LikertKey) -> Result<(), ChartError> {
        let row = || self.label.text.clone();
        let segments: &[Segment] = match &self.answers {
            Answers::Five(segments) => segments,
            Answers::Three(segments) => segments,
        };
        let counted = segments.iter().map(|segment| u64::from(segment.count)).sum();
        if counted != u64::from(self.n) {
            return Err(ChartError::CountsDoNotAddUp { row: row(), counted, answers: self.n });
        }
        match (key, &self.answers) {
            (LikertKey::Three(_), Answers::Five(_)) => Err(ChartError::KeyTooShort { row: row() }),
            _ => Ok(()),
        }
    }
}

impl LikertRow {
    fn tip(&self) -> String {
        match self {
            Self::Shown(bar) => bar.tip.clone(),
            Self::NotShown { label, symbol_text } => format!("{}: {symbol_text}", label.text),
        }
    }
}

impl Likert {
    /// Draws the chart.
    ///
    /// # Errors
    /// [`ChartError`] if there are no rows, counts do not add up, the key is too short for a row, the texts leave no
    /// room for the bars, or the words break the figure contract.
    pub fn draw(&self) -> Result<Drawing, ChartError> {
        for row in &self.rows {
            if let LikertRow::Shown(bar) = row {
                bar.check(&self.key)?;
            }
        }
        Drawing::both(&self.words, |format| self.at(format))
    }

    fn at(&self, format: Format) -> Result<Canvas, ChartError> {
        let layout = LikertLayout::plan(self, format)?;
        let canvas = Canvas::new(format, layout.height())?;
        for (row, place) in self.rows.iter().zip(&layout.rows) {
            canvas.row("row", &row.tip(), place.top, place.bottom, || match row {
                LikertRow::Shown(bar) => {
                    bar.draw_bars(&canvas, &layout, place)?;
                    bar.draw_totals(&canvas, &layout, place)?;
                    layout.draw_texts(&canvas, place)
                }
                LikertRow::NotShown { .. } => layout.draw_texts(&canvas, place),
            })?;
        }
        layout.draw_zero(&canvas)?;
        layout.draw_key(&canvas)?;
        Ok(canvas)
    }
}

impl LikertBar {
    fn draw_bars(&self, canvas: &Canvas, layout: &LikertLayout, place: &PlacedRow) -> Drawn {
        for (side, towards) in [(self.answers.left(), -1.0), (self.answers.right(), 1.0)] {
            let mut counted = 0;
            for (segment, look) in side {
                let inner = layout.zero + towards * layout.length(counted, self.n);
                counted += segment.count;
                let outer = layout.zero + towards * layout.length(counted, self.n);
                draw_segment(canvas, layout, place, (inner.min(outer), inner.max(outer)), look, &segment.label)?;
            }
        }
        let neither = self.answers.neither();
        let ends = (layout.neither, layout.neither + layout.length(neither.count, self.n));
        draw_segment(canvas, layout, place, ends, Look::NEITHER, "")
    }

    fn draw_totals(&self, canvas: &Canvas, layout: &LikertLayout, place: &PlacedRow) -> Drawn {
        let count = |side: Side<'_>| side.iter().map(|(segment, _)| segment.count).sum();
        let neither = self.answers.neither();
        let lengths = [
            layout.length(count(self.answers.left()), self.n),
            layout.length(count(self.answers.right()), self.n),
            layout.length(neither.count, self.n),
        ];
        let texts = [self.left_total_label.as_str(), self.right_total_label.as_str(), neither.label.as_str()];
        layout.draw_totals(canvas, place, lengths, texts)
    }
}

/// Draws one part of a bar between two pixels, with its label if that fits inside.
fn draw_segment(
    canvas: &Canvas,
    layout: &LikertLayout,
    place: &PlacedRow,
    (left, right): (f64, f64),
    look: Look,
    label: &str,
) -> Drawn {
    let width = right - left;
    let (from, to) = ((left, place.bar_top), (right, place.bar_bottom));
    if width < 0.05 {
        return Ok(());
    }
    if width <= 2.0 {
        return canvas.fill(from, to, look.edge);
    }
    canvas.fill(from, to, look.fill)?;
    if look.edge != look.fill {
        canvas.outline(from, to, look.edge)?;
    }
    layout.draw_inside(canvas, place, (left, right), Align::Middle, (look.ink, label))
}

impl LikertLayout {
    /// Draws the zero line, through each bar or, where labels stand beside the bars, from first to last.
    fn draw_zero(&self, canvas: &Canvas) -> Drawn {
        for (top, bottom) in self.zero_spans() {
            canvas.line((self.zero, top), (self.zero, bottom), Stroke::solid(Token::Text, 1.5))?;
        }
        Ok(())
    }
}
