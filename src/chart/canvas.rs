//! Drawing in pixels and tokens: a thin hand over plotters' elements, shared by all charts.

use super::drawing::{Format, Words};
use super::error::ChartError;
use super::metrics::Font;
use super::palette::Token;
use super::svg::{SCALE, Svg, SvgBackend, SvgError};
use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind};
use plotters::element::{Circle, Drawable, PathElement, PointCollection, Polygon, Rectangle, Text};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{FontStyle, IntoFont, RGBAColor, ShapeStyle, TextStyle};
use plotters_backend::{BackendCoord, DrawingErrorKind};
use std::cell::RefCell;
use std::rc::Rc;

/// Result of drawing one thing.
pub(super) type Drawn = Result<(), ChartError>;

/// A point in pixels from the top left corner.
pub(super) type Point = (f64, f64);

/// How a line is drawn.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stroke {
    pub(super) token: Token,
    /// Width in pixels.
    pub(super) width: f64,
    pub(super) is_dashed: bool,
}

impl Stroke {
    pub(super) const fn solid(token: Token, width: f64) -> Self {
        Self { token, width, is_dashed: false }
    }

    pub(super) const fn dashed(token: Token, width: f64) -> Self {
        Self { token, width, is_dashed: true }
    }
}

/// Shape of a mark, centred on its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    Circle,
    Ring,
    Diamond,
    TriangleUp,
    TriangleDown,
}

/// Where a text stands to its x.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Align {
    Left,
    Middle,
    Right,
}

/// One line of text.
pub(super) struct Line<'a> {
    pub(super) text: &'a str,
    pub(super) font: Font,
    pub(super) token: Token,
    pub(super) align: Align,
    pub(super) lang: Option<&'a str>,
}

/// The surface a chart draws on, in pixels.
pub(super) struct Canvas {
    backend: Rc<RefCell<SvgBackend>>,
    area: DrawingArea<SvgBackend, Shift>,
}

impl Canvas {
    /// An empty drawing; the height is rounded up to whole pixels.
    pub(super) fn new(format: Format, height: f64) -> Result<Self, ChartError> {
        let size = |length: f64| u32::try_from(units(length)).map_err(|_| SvgError::Area("its size is negative"));
        let backend = Rc::new(RefCell::new(SvgBackend::new(size(format.width())?, size(height.ceil())?)));
        let area = DrawingArea::from(&backend);
        Ok(Self { backend, area })
    }

    /// Closes the drawing.
    pub(super) fn finish(self, words: &Words, format: Format) -> Result<Svg, ChartError> {
        self.with_backend(|backend| backend.finish(words, format))
    }

    /// Draws a row as a group with a tooltip, over an invisible surface that can be pointed at.
    pub(super) fn row(&self, class: &str, tip: &str, top: f64, bottom: f64, draw: impl FnOnce() -> Drawn) -> Drawn {
        let (width, _) = self.area.dim_in_pixel();
        let right = f64::from(width) / SCALE;
        self.group(class, tip, || {
            self.surface((0.0, top), (right, bottom))?;
            draw()
        })
    }

    /// Draws what belongs together as a group with a tooltip; only what is painted in it can be pointed at.
    pub(super) fn group(&self, class: &str, tip: &str, draw: impl FnOnce() -> Drawn) -> Drawn {
        self.with_backend(|backend| backend.open_group(class, tip))?;
        draw()?;
        self.with_backend(|backend| {
            backend.close_group();
            Ok(())
        })
    }

    /// An invisible surface that can be pointed at.
    pub(super) fn surface(&self, from: Point, to: Point) -> Drawn {
        let nothing: ShapeStyle = RGBAColor(0, 0, 0, 0.0).into();
        self.element(&Rectangle::new([place(from), place(to)], nothing.filled()))
    }

    /// A filled rectangle.
    pub(super) fn fill(&self, from: Point, to: Point, token: Token) -> Drawn {
        self.element(&Rectangle::new([place(from), place(to)], filled(token)))
    }

    /// The outline of a rectangle, one pixel wide and wholly inside it.
    pub(super) fn outline(&self, from: Point, to: Point, token: Token) -> Drawn {
        let corners = [place((from.0 + 0.5, from.1 + 0.5)), place((to.0 - 0.5, to.1 - 0.5))];
        self.element(&Rectangle::new(corners, line_style(token, 1.0)))
    }

    /// A straight line.
    pub(super) fn line(&self, from: Point, to: Point, stroke: Stroke) -> Drawn {
        self.path(&[from, to], stroke)
    }

    /// A line through all points in their order; nothing for less than two points.
    pub(super) fn path(&self, points: &[Point], stroke: Stroke) -> Drawn {
        if points.len() < 2 {
            return Ok(());
        }
        let dash = stroke.is_dashed.then_some("5 3");
        self.with_backend(|backend| {
            backend.dash = dash;
            Ok(())
        })?;
        let points: Vec<BackendCoord> = points.iter().map(|point| place(*point)).collect();
        self.element(&PathElement::new(points, line_style(stroke.token, stroke.width)))?;
        self.with_backend(|backend| {
            backend.dash = None;
            Ok(())
        })
    }

    /// A filled circle.
    pub(super) fn disc(&self, centre: Point, radius: f64, token: Token) -> Drawn {
        self.element(&Circle::new(place(centre), units(radius), filled(token)))
    }

    /// A circle drawn as a line.
    pub(super) fn circle(&self, centre: Point, radius: f64, stroke: Stroke) -> Drawn {
        self.element(&Circle::new(place(centre), units(radius), line_style(stroke.token, stroke.width)))
    }

    /// A filled polygon; nothing for less than three points.
    pub(super) fn polygon(&self, points: &[Point], token: Token) -> Drawn {
        if points.len() < 3 {
            return Ok(());
        }
        let points: Vec<BackendCoord> = points.iter().map(|point| place(*point)).collect();
        self.element(&Polygon::new(points, filled(token)))
    }

    /// A mark of about `radius` pixels; shapes are sized to weigh alike.
    pub(super) fn mark(&self, mark: Mark, (x, y): Point, radius: f64, token: Token) -> Drawn {
        match mark {
            Mark::Circle => self.disc((x, y), radius, token),
            Mark::Ring => {
                self.disc((x, y), radius, Token::Paper)?;
                self.circle((x, y), radius - 1.0, Stroke::solid(token, 2.0))
            }
            Mark::Diamond => {
                let reach = radius * 1.3;
                self.polygon(&[(x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y)], token)
            }
            Mark::TriangleUp | Mark::TriangleDown => {
                let up = if mark == Mark::TriangleUp { 1.0 } else { -1.0 };
                let (half, tip, foot) = (radius * 1.2, y - up * radius * 1.25, y + up * radius * 0.85);
                self.polygon(&[(x, tip), (x + half, foot), (x - half, foot)], token)
            }
        }
    }

    /// One line of text at `x` with its baseline at `baseline`; nothing for an empty text.
    pub(super) fn text(&self, line: &Line<'_>, x: f64, baseline: f64) -> Drawn {
        if line.text.is_empty() {
            return Ok(());
        }
        let align = match line.align {
            Align::Left => HPos::Left,
            Align::Middle => HPos::Center,
            Align::Right => HPos::Right,
        };
        let weight = if line.font.is_bold { FontStyle::Bold } else { FontStyle::Normal };
        let font = ("sans-serif", line.font.size * SCALE).into_font().style(weight);
        let colour = colour(line.token);
        let style = TextStyle::from(font).color(&colour).pos(Pos::new(align, VPos::Bottom));
        self.with_backend(|backend| {
            backend.lang = line.lang.map(str::to_owned);
            Ok(())
        })?;
        self.element(&Text::new(line.text, place((x, baseline)), style))
    }

    fn element<'a, E>(&self, element: &'a E) -> Drawn
    where
        E: Drawable<SvgBackend>,
        &'a E: PointCollection<'a, BackendCoord>,
    {
        self.area.draw(element).map_err(|error| {
            ChartError::Backend(match error {
                DrawingAreaErrorKind::BackendError(DrawingErrorKind::DrawingError(error)) => error,
                DrawingAreaErrorKind::BackendError(DrawingErrorKind::FontError(_)) => SvgError::Area("no font"),
                DrawingAreaErrorKind::SharingError => SvgError::Area("it is in use"),
                DrawingAreaErrorKind::LayoutError => SvgError::Area("its layout is invalid"),
            })
        })
    }

    fn with_backend<T>(&self, work: impl FnOnce(&mut SvgBackend) -> Result<T, SvgError>) -> Result<T, ChartError> {
        let mut backend = self.backend.try_borrow_mut().map_err(|_| SvgError::Area("it is in use"))?;
        Ok(work(&mut backend)?)
    }
}

/// Pixels as backend units.
#[expect(clippy::cast_possible_truncation, reason = "`as` keeps to the range of i32, which no drawing comes near")]
pub(super) fn units(pixels: f64) -> i32 {
    (pixels * SCALE).round() as i32
}

fn place((x, y): Point) -> BackendCoord {
    (units(x), units(y))
}

fn colour(token: Token) -> RGBAColor {
    let (red, green, blue) = token.stand_in();
    RGBAColor(red, green, blue, 1.0)
}

fn filled(token: Token) -> ShapeStyle {
    ShapeStyle::from(colour(token)).filled()
}

fn line_style(token: Token, width: f64) -> ShapeStyle {
    ShapeStyle::from(colour(token)).stroke_width(units(width).unsigned_abs())
}
