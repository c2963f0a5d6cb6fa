//! The parts that pages are put together from, one file a part. Each is made from the release by way of the desk.

pub(super) mod actions;
pub(super) mod agreed;
pub(super) mod answered;
pub(super) mod answers;
pub(super) mod attendance;
pub(super) mod bands;
pub(super) mod brief;
pub(super) mod calendar;
pub(super) mod caterpillar;
pub(super) mod change;
pub(super) mod compared;
pub(super) mod conclusions;
pub(super) mod forest;
pub(super) mod funnel;
pub(super) mod head;
pub(super) mod heat;
pub(super) mod impact;
pub(super) mod limits;
pub(super) mod outcomes;
pub(super) mod profile;
pub(super) mod profile_counts;
pub(super) mod profiles;
pub(super) mod questions;
pub(super) mod quotes;
pub(super) mod retention;
pub(super) mod scales;
pub(super) mod share;
pub(super) mod spine;
pub(super) mod strip;
pub(super) mod surveys;
pub(super) mod ties;
pub(super) mod tiles;
pub(super) mod unusual;
pub(super) mod varies;
pub(super) mod waves;
pub(super) mod workbook;

use super::figure::Figure;
use super::table::Table;
use serde::Serialize;

/// A part of a page: sentences, figures, tables, and notes under them.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Section {
    /// Sentences at its head.
    pub lead: Vec<String>,
    /// Figures.
    pub figures: Vec<Figure>,
    /// Tables that are no figures.
    pub tables: Vec<Table>,
    /// Small notes at its foot.
    pub notes: Vec<String>,
}

impl Section {
    /// A part with sentences alone.
    #[must_use]
    pub fn saying(lead: Vec<String>) -> Self {
        Section { lead, ..Section::default() }
    }
}
