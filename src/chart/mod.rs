//! Charts: finished values in, drawings out.
//!
//! A chart takes plain values that have already been rounded and released, with finished texts, and returns a
//! [`Drawing`]: the same chart at two widths, as markup for a page. Nothing here computes a statistic, formats a
//! number, reads a file or knows a measure; a value that does not fit is a [`ChartError`], never a shorter bar.
//!
//! A new chart is one file: a struct of its values, a plan of where things go, and drawing on a `Canvas` in the order
//! bands, lines, marks, texts. Strips, spines, caterpillars, dumbbells and forests share the plan of rows on a scale
//! (`sheet`); funnels, slopes, small multiples and retention curves that of two scales at right angles (`plane`).
//!
//! A value that may not be told exactly is a bound or a symbol ([`Reading`]). What is held back never gets here, so a
//! drawing cannot differ by it.

mod axis;
mod beside;
mod canvas;
mod caterpillar;
mod drawing;
mod dumbbell;
mod error;
mod forest;
mod funnel;
mod funnel_layout;
mod icons;
mod layout;
mod likert;
mod likert_layout;
mod lint;
pub mod metrics;
mod multiples;
pub mod palette;
mod plane;
mod reading;
mod retention;
mod sheet;
mod slope;
mod sociogram;
mod sociogram_layout;
mod spine;
mod strip;
mod svg;
#[cfg(test)]
mod tests;
mod waves;
mod widths;

pub use axis::{Axis, Tick};
pub use caterpillar::{Caterpillar, CaterpillarKey, Comparison, MOST_UNITS, Reference, Unit};
pub use drawing::{Drawing, Label, Words};
pub use dumbbell::{Dumbbell, DumbbellKey, DumbbellRow};
pub use error::{ChartError, WordsError};
pub use forest::{Effect, Forest, ForestKey, ForestRow};
pub use funnel::{Funnel, FunnelKey, FunnelUnit, Limits};
pub use icons::{IconCount, IconRow, IconShape, Icons, IconsKey, MOST_ICONS};
pub use likert::{Answers, Likert, LikertBar, LikertKey, LikertRow, Segment};
pub use lint::{Area, Collision, PlacedText, SMALLEST_TEXT};
pub use multiples::{MOST_PANELS, Multiples, MultiplesKey, Panel};
pub use reading::Reading;
pub use retention::{Course, Curve, MOST_CURVES, Retention, RetentionKey, Step};
pub use slope::{Slope, SlopeKey, SlopeLine};
pub use sociogram::{FEWEST_MEMBERS, IsolateWords, MOST_MEMBERS, Sociogram, SociogramKey, Tie};
pub use spine::{Spine, SpineKey, SpineRow};
pub use strip::{OwnValue, Strip, StripKey, StripRow};
pub use svg::{Svg, SvgError};
pub use waves::WaveValue;

/// How drawings sit in a page: which width is shown, and that only rows can be pointed at. The colours are
/// [`palette::css`].
///
/// The narrow drawing is for screens under 48rem; paper always gets the wide one. The root takes no pointer, or its
/// title would pop up over the whole figure. Texts keep their spacing where readers set a wider one: they are placed by
/// their widths, and all that they say stands in the table below, which does widen.
#[must_use]
pub fn css() -> &'static str {
    "svg.chart{display:block;max-width:100%;height:auto;pointer-events:none;\
     font-family:Arial,\"Liberation Sans\",Helvetica,sans-serif}\
     svg.chart .row{pointer-events:auto}svg.chart .hit{pointer-events:all}\
     svg.chart text{letter-spacing:0!important;word-spacing:0!important}\
     svg.chart.narrow{display:none}\n\
     @media screen and (max-width:47.99rem){svg.chart.wide{display:none}\
     svg.chart.narrow{display:block;width:100%;max-width:26rem}}\n\
     @media print{svg.chart{break-inside:avoid}}\n"
}
