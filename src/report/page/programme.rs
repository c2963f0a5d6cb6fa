//! The programme's page, for those who asked for the evaluation, and the way in for everybody else.

use super::area;
use crate::framework::FamilyRole;
use crate::report::desk::View;
use crate::report::error::ReportError;
use crate::report::section::answered::{self, Answered};
use crate::report::section::compared::{self, Compared};
use crate::report::section::conclusions::{self, Point};
use crate::report::section::head::{self, Head};
use crate::report::section::outcomes::{self, Outcomes};
use crate::report::section::profile_counts;
use crate::report::section::profiles::Profiles;
use crate::report::section::questions::{self, Audience};
use crate::report::section::quotes::{self, Quotes};
use crate::report::section::tiles::{self, Tile};
use crate::report::section::{Section, answers, bands, calendar, change, limits, profile, retention, varies};
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
    outcomes: Outcomes,
    answered: Answered,
    characteristics: Section,
    compared: Compared,
    varies: Section,
    profiles: Profiles,
    answers: Section,
    quotes: Quotes,
    change: Section,
    outlook: Section,
    questions: Vec<Audience>,
    calendar: Section,
    areas: Vec<Table>,
    limits: Vec<String>,
}

/// Makes the programme's page.
pub(in crate::report) fn model(view: &View<'_>) -> Result<ProgrammePage, ReportError> {
    let compared = compared::of(view, compared::level(view))?;
    let has_regions = view.inside(Level::Region).len() >= 2;
    let by = if has_regions { Level::Region } else { Level::Lea };
    let by = Some(by).filter(|level| !view.inside(*level).is_empty());
    Ok(ProgrammePage {
        head: head::of_unit(view),
        sentence: area::sentence(view),
        conclusions: conclusions::of_area(view, compared.unusual.as_ref()),
        tiles: tiles::of(view),
        outcomes: outcomes::of(view, None)?,
        answered: answered::of_area(view, by),
        characteristics: characteristics(view)?,
        questions: questions::of(view, compared.unusual.as_ref()),
        compared,
        varies: varies::section(view),
        profiles: profile_counts::of_groups(view),
        answers: Section { figures: answers::figures(view)?, ..Section::default() },
        quotes: quotes::of(view),
        change: change::of_area(view)?,
        outlook: Section { tables: profile::tables(view, FamilyRole::Sustainability), ..retention::section(view)? },
        calendar: Section { tables: calendar::table(view).into_iter().collect(), ..Section::default() },
        areas: doors(view),
        limits: limits::of(view),
    })
}

fn characteristics(view: &View<'_>) -> Result<Section, ReportError> {
    Ok(match bands::figure(view)? {
        Some(figure) => Section { figures: vec![figure], ..Section::default() },
        None => Section::saying(view.words().texts(["no_judged_groups"])),
    })
}

/// The ways to the other pages: by region, by authority, and by group.
fn doors(view: &View<'_>) -> Vec<Table> {
    [Level::Region, Level::Lea, Level::Group].into_iter().filter_map(|level| area::inside(view, level)).collect()
}
