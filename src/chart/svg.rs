//! The plotters backend: themeable, accessible, compact SVG.
//!
//! plotters hands over whole pixels, so charts are laid out [`SCALE`] times larger and divided on output. Colours
//! arrive as stand-ins for tokens and leave as a class with the light colour behind it. Nothing is drawn that a token
//! does not name, and nothing depends on clock, locale or hash order: the same input gives the same bytes.

use super::drawing::{Format, Words};
use super::lint::{self, Area, Collision, PlacedText};
use super::metrics::Font;
use super::palette::Token;
use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontStyle,
    FontTransform,
};
use std::fmt::{self, Write};
use thiserror::Error;

/// Backend units in a pixel.
pub(super) const SCALE: f64 = 10.0;

/// How far texts reach above and below their baseline, as shares of the font size.
const ASCENT: f64 = 0.74;
const DESCENT: f64 = 0.21;

/// A finished drawing: markup to set into a page as it is, and what the lints need to know about it.
///
/// Only this file makes one, so markup in a page is either escaped or drawn here.
#[derive(Debug, Clone, PartialEq)]
pub struct Svg {
    markup: String,
    title: String,
    description: String,
    texts: Vec<PlacedText>,
    tips: Vec<String>,
    width: f64,
    height: f64,
}

impl Svg {
    /// The markup: one `svg` element.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.markup
    }

    /// The accessible name.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The accessible description.
    #[must_use]
    pub fn description(&self) -> &str {
        &self.description
    }

    /// Every text in the drawing, in drawing order.
    #[must_use]
    pub fn texts(&self) -> &[PlacedText] {
        &self.texts
    }

    /// What each mark says when it is pointed at, in drawing order.
    #[must_use]
    pub fn tips(&self) -> &[String] {
        &self.tips
    }

    /// Width in pixels.
    #[must_use]
    pub fn width(&self) -> f64 {
        self.width
    }

    /// Height in pixels.
    #[must_use]
    pub fn height(&self) -> f64 {
        self.height
    }

    /// Texts that overlap, run over the edge or are too small, by the width table.
    #[must_use]
    pub fn collisions(&self) -> Vec<Collision> {
        lint::collisions(&self.texts, self.width, self.height)
    }
}

impl fmt::Display for Svg {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.markup)
    }
}

/// Why the backend refused an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum SvgError {
    /// A colour that stands for no token.
    #[error("the colour {0:?} stands for no token of the palette")]
    ColourIsNoToken((u8, u8, u8)),
    /// A single pixel or a bitmap.
    #[error("pixels cannot be drawn in a vector drawing")]
    Pixel,
    /// Text that is not level.
    #[error("texts are set level, never turned")]
    TurnedText,
    /// The drawing is in use elsewhere, or larger than plotters can count.
    #[error("the drawing area cannot be used: {0}")]
    Area(&'static str),
    /// Writing to memory failed.
    #[error("the markup could not be written")]
    Write(#[from] fmt::Error),
}

type Drawn = Result<(), DrawingErrorKind<SvgError>>;

impl From<SvgError> for DrawingErrorKind<SvgError> {
    fn from(error: SvgError) -> Self {
        Self::DrawingError(error)
    }
}

/// Collects the markup of one drawing.
pub(super) struct SvgBackend {
    body: String,
    width: u32,
    height: u32,
    texts: Vec<PlacedText>,
    tips: Vec<String>,
    /// Dash pattern of the lines to come.
    pub(super) dash: Option<&'static str>,
    /// Language of the texts to come, if not the page's.
    pub(super) lang: Option<String>,
}

impl SvgBackend {
    /// An empty drawing of the given size in backend units.
    pub(super) fn new(width: u32, height: u32) -> Self {
        Self { body: String::new(), width, height, texts: Vec::new(), tips: Vec::new(), dash: None, lang: None }
    }

    /// Opens a group; `tip` is shown while it is pointed at.
    pub(super) fn open_group(&mut self, class: &str, tip: &str) -> Result<(), SvgError> {
        self.tips.push(tip.to_owned());
        Ok(write!(self.body, r#"<g class="{class}"><title>{}</title>"#, Escaped(tip))?)
    }

    /// Closes the group opened last.
    pub(super) fn close_group(&mut self) {
        self.body.push_str("</g>");
    }

    /// Takes the finished drawing out.
    pub(super) fn finish(&mut self, words: &Words, format: Format) -> Result<Svg, SvgError> {
        let body = std::mem::take(&mut self.body);
        let (width, height) = (f64::from(self.width) / SCALE, f64::from(self.height) / SCALE);
        let (id, class) = (format!("{}-{}", words.id, format.class()), format.class());
        let mut markup = String::with_capacity(body.len() + 600);
        write!(
            markup,
            r#"<svg xmlns="http://www.w3.org/2000/svg" class="chart {class}" role="img" aria-labelledby="{id}-t" aria-describedby="{id}-d" viewBox="0 0 {w} {h}" width="{w}" height="{h}" font-family="Arial,'Liberation Sans',Helvetica,sans-serif"><title id="{id}-t">{}</title><desc id="{id}-d">{}</desc>{body}</svg>"#,
            Escaped(&words.title),
            Escaped(&words.description),
            w = Tenths(width),
            h = Tenths(height),
        )?;
        let (texts, tips) = (std::mem::take(&mut self.texts), std::mem::take(&mut self.tips));
        let (title, description) = (words.title.clone(), words.description.clone());
        Ok(Svg { markup, title, description, texts, tips, width, height })
    }

    fn shape(&mut self, start: fmt::Arguments<'_>, paint: &Paint) -> Drawn {
        let written = write!(self.body, "<{start}{paint}/>");
        Ok(written.map_err(SvgError::from)?)
    }

    fn stroke<S: BackendStyle>(&self, style: &S) -> Result<Paint, SvgError> {
        let width = f64::from(style.stroke_width()) / SCALE;
        Ok(Paint::Stroke { token: token(style.color())?, width, dash: self.dash })
    }

    fn fill_or_stroke<S: BackendStyle>(&self, style: &S, fill: bool) -> Result<Paint, SvgError> {
        if fill { Paint::fill(style.color()) } else { self.stroke(style) }
    }
}

impl DrawingBackend for SvgBackend {
    type ErrorType = SvgError;

    fn get_size(&self) -> (u32, u32) {
        (self.width, self.height)
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, _: BackendCoord, _: BackendColor) -> Drawn {
        Err(SvgError::Pixel.into())
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Drawn {
        let paint = self.stroke(style)?;
        self.shape(format_args!(r#"path d="{}""#, Route(&[from, to], false)), &paint)
    }

    fn draw_rect<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S, fill: bool) -> Drawn {
        let paint = self.fill_or_stroke(style, fill)?;
        let (x, y, width, height) = (px(from.0), px(from.1), px(to.0 - from.0), px(to.1 - from.1));
        self.shape(format_args!(r#"rect x="{x}" y="{y}" width="{width}" height="{height}""#), &paint)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn {
        let points: Vec<_> = path.into_iter().collect();
        let paint = self.stroke(style)?;
        self.shape(format_args!(r#"path d="{}""#, Route(&points, false)), &paint)
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn {
        let points: Vec<_> = path.into_iter().collect();
        let paint = Paint::fill(style.color())?;
        self.shape(format_args!(r#"path d="{}""#, Route(&points, true)), &paint)
    }

    fn draw_circle<S: BackendStyle>(&mut self, centre: BackendCoord, radius: u32, style: &S, fill: bool) -> Drawn {
        let paint = self.fill_or_stroke(style, fill)?;
        let radius = Tenths(f64::from(radius) / SCALE);
        self.shape(format_args!(r#"circle cx="{}" cy="{}" r="{radius}""#, px(centre.0), px(centre.1)), &paint)
    }

    fn estimate_text_size<T: BackendTextStyle>(
        &self,
        text: &str,
        style: &T,
    ) -> Result<(u32, u32), DrawingErrorKind<SvgError>> {
        let width = font(style).width(text) * SCALE;
        Ok((whole(width), whole(style.size() * (ASCENT + DESCENT))))
    }

    fn draw_text<T: BackendTextStyle>(&mut self, text: &str, style: &T, at: BackendCoord) -> Drawn {
        if !matches!(style.transform(), FontTransform::None) {
            return Err(SvgError::TurnedText.into());
        }
        let font = font(style);
        let (x, y) = (f64::from(at.0) / SCALE, f64::from(at.1) / SCALE);
        let rise = match style.anchor().v_pos {
            VPos::Top => 0.72,
            VPos::Center => 0.36,
            VPos::Bottom => 0.0,
        };
        let baseline = y + rise * font.size;
        let width = font.width(text);
        let (before, anchor) = match style.anchor().h_pos {
            HPos::Left => (0.0, ""),
            HPos::Center => (0.5, r#" text-anchor="middle""#),
            HPos::Right => (1.0, r#" text-anchor="end""#),
        };
        let left = x - before * width;
        let (top, bottom) = (baseline - ASCENT * font.size, baseline + DESCENT * font.size);
        let area = Area { left, top, right: left + width, bottom };
        let paint = Paint::fill(style.color())?;
        let weight = if font.is_bold { r#" font-weight="700""# } else { "" };
        let lang = self.lang.as_deref().map(|lang| format!(r#" lang="{}""#, Escaped(lang))).unwrap_or_default();
        write!(
            self.body,
            r#"<text x="{}" y="{}" font-size="{}"{anchor}{weight}{lang}{paint}>{}</text>"#,
            Tenths(x),
            Tenths(baseline),
            Tenths(font.size),
            Escaped(text),
        )
        .map_err(SvgError::from)?;
        self.texts.push(PlacedText { text: text.to_owned(), size: font.size, area });
        Ok(())
    }
}

fn font<T: BackendTextStyle>(style: &T) -> Font {
    Font { size: style.size() / SCALE, is_bold: matches!(style.style(), FontStyle::Bold) }
}

fn token(colour: BackendColor) -> Result<Token, SvgError> {
    Token::from_stand_in(colour.rgb).ok_or(SvgError::ColourIsNoToken(colour.rgb))
}

fn px(units: i32) -> Tenths {
    Tenths(f64::from(units) / SCALE)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "`as` keeps to the range of u32")]
fn whole(units: f64) -> u32 {
    units.ceil() as u32
}

/// How a shape is painted, as attributes.
enum Paint {
    /// Filled.
    Fill(Token),
    /// Filled with nothing at all, only there to be pointed at.
    Invisible,
    /// Drawn as a line of `width` pixels.
    Stroke { token: Token, width: f64, dash: Option<&'static str> },
}

impl Paint {
    fn fill(colour: BackendColor) -> Result<Self, SvgError> {
        if colour.alpha <= 0.0 { Ok(Self::Invisible) } else { token(colour).map(Self::Fill) }
    }
}

impl fmt::Display for Paint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Fill(token) => {
                let swatch = token.swatch();
                write!(f, r##" class="f-{}" fill="#{:06x}""##, swatch.name, swatch.light)
            }
            Self::Invisible => f.write_str(r#" class="hit" fill="none""#),
            Self::Stroke { token, width, dash } => {
                let swatch = token.swatch();
                write!(f, r##" class="k-{}" fill="none" stroke="#{:06x}""##, swatch.name, swatch.light)?;
                write!(f, r#" stroke-width="{}""#, Tenths(*width))?;
                dash.map_or(Ok(()), |dash| write!(f, r#" stroke-dasharray="{dash}""#))
            }
        }
    }
}

/// Points as path data; the flag closes the path.
struct Route<'a>(&'a [BackendCoord], bool);

impl fmt::Display for Route<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, (x, y)) in self.0.iter().enumerate() {
            write!(f, "{}{} {}", if place == 0 { 'M' } else { 'L' }, px(*x), px(*y))?;
        }
        if self.1 { f.write_char('Z') } else { Ok(()) }
    }
}

/// A number with at most one decimal and no minus zero.
struct Tenths(f64);

impl fmt::Display for Tenths {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tenths = (self.0 * 10.0).round() / 10.0 + 0.0;
        write!(f, "{tenths}")
    }
}

/// Text made safe for markup; characters that XML forbids are left out.
struct Escaped<'a>(&'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for letter in self.0.chars() {
            match letter {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\'' => f.write_str("&#39;")?,
                '\t' | '\n' | '\r' => f.write_char(' ')?,
                '\u{FFFE}' | '\u{FFFF}' => {}
                control if control.is_control() => {}
                plain => f.write_char(plain)?,
            }
        }
        Ok(())
    }
}
