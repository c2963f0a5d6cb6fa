//! The programme's page, for those who asked for the evaluation, and the way in for everybody else.

use super::area;
use crate::report::desk::View;
use crate::report::error::ReportError;
use crate::report::section::answered::{self, Answered};
use crate::report::section::caterpillar::{self, Unusual};
use crate::report::section::conclusions::{self, Point};
use crate::report::section::head::{self, Head};
use crate::report::section::profile_counts;
use crate::report::section::profiles::Profiles;
use crate::report::section::quotes::{self, Quotes};
use crate::report::section::tiles::{self, Tile};
use crate::report::section::{Section, answers, bands, calendar, change, impact, limits};
use crate::report::table::Table;
use crate::vocabulary::Level;
use serde::Serialize;

/// The programme's page.
#[derive(Debug, Serialize)]
pub(in crate::report) struct ProgrammePage {
    head: Head,
    sentence: String,
    conclusions: Vec<Point>,
    tiles: Vec<Tile>,
    answered: Answered,
    impact: Section,
    characteristics: Section,
    profiles: Profiles,
    answers: Section,
    compared: Section,
    unusual: Option<Unusual>,
    quotes: Quotes,
    change: Section,
    outlook: Section,
    calendar: Section,
    areas: Vec<Table>,
    limits: Vec<String>,
}

/// Makes the programme's page.
pub(in crate::report) fn model(view: &View<'_>) -> Result<ProgrammePage, ReportError> {
    let networks = !view.inside(Level::Network).is_empty();
    let level = if networks { Level::Network } else { Level::Group };
    let (compared, unusual) = caterpillar::section(view, level)?;
    Ok(ProgrammePage {
        head: head::of_unit(view),
        sentence: area::sentence(view),
        conclusions: conclusions::of_area(view),
        tiles: tiles::of(view),
        answered: answered::of(view, None),
        impact: impact::section(view),
        characteristics: Section { figures: bands::figure(view)?.into_iter().collect(), ..Section::default() },
        profiles: profile_counts::of_groups(view),
        answers: Section { figures: answers::figures(view)?, ..Section::default() },
        compared,
        unusual,
        quotes: quotes::of(view),
        change: change::section(view)?,
        outlook: super::group::outlook(view),
        calendar: Section { tables: calendar::table(view).into_iter().collect(), ..Section::default() },
        areas: doors(view),
        limits: limits::of(view),
    })
}

/// The ways to the other pages: by region, by authority, and by group.
fn doors(view: &View<'_>) -> Vec<Table> {
    [Level::Region, Level::Lea, Level::Group].into_iter().filter_map(|level| area::inside(view, level)).collect()
}
