//! A region's or an authority's page, for its officers.

use crate::framework::{FamilyRole, Indicator};
use crate::narrate::summary;
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
use crate::report::section::spine::{self, About};
use crate::report::section::tiles::{self, Tile};
use crate::report::section::{Section, answers, bands, calendar, change, limits, profile, retention, varies};
use crate::report::table::{Row, Table};
use crate::vocabulary::{Level, Quantity, UnitId};
use serde::Serialize;

/// A region's or an authority's page.
#[derive(Debug, Serialize)]
pub(in crate::report) struct AreaPage {
    head: Head,
    sentence: String,
    conclusions: Vec<Point>,
    tiles: Vec<Tile>,
    answered: Answered,
    compared: Compared,
    characteristics: Section,
    varies: Section,
    profiles: Profiles,
    answers: Section,
    quotes: Quotes,
    change: Section,
    outlook: Section,
    outcomes: Outcomes,
    questions: Vec<Audience>,
    calendar: Section,
    inside: Section,
    limits: Vec<String>,
}

/// Makes a region's or an authority's page.
pub(in crate::report) fn model(view: &View<'_>) -> Result<AreaPage, ReportError> {
    let level = compared::level(view);
    let compared = compared::of(view, level)?;
    let is_lea = view.unit.level == Level::Lea;
    Ok(AreaPage {
        head: head::of_unit(view),
        sentence: sentence(view),
        conclusions: conclusions::of_area(view, compared.unusual.as_ref()),
        tiles: tiles::of(view),
        answered: answered::of_area(view, Some(level)),
        characteristics: characteristics(view)?,
        varies: varies::section(view),
        profiles: profile_counts::of_groups(view),
        answers: Section { figures: answers::figures(view)?, ..Section::default() },
        quotes: quotes::of(view),
        change: change::of_area(view)?,
        outlook: outlook(view)?,
        outcomes: outcomes::of(view, Some(level))?,
        questions: questions::of(view, compared.unusual.as_ref()),
        compared,
        calendar: Section { tables: calendar::table(view).into_iter().collect(), ..Section::default() },
        inside: Section {
            tables: inside(view, if is_lea { Level::Group } else { Level::Lea }).into_iter().collect(),
            ..Section::default()
        },
        limits: limits::of(view),
    })
}

/// How the groups work: how many have what in place, and what is on record of them beside the programme. Scales stand
/// in the grid of units compared.
fn characteristics(view: &View<'_>) -> Result<Section, ReportError> {
    let mut indicators = view.desk.key_characteristics();
    indicators.retain(|indicator| indicator.quantity != Quantity::ScaleMean);
    let about = About { id: "f-spine", what: "work" };
    let counted = bands::figure(view)?;
    let lead = if counted.is_none() { view.words().texts(["no_judged_groups"]) } else { Vec::new() };
    let figures = counted.into_iter().chain(spine::figure(view, about, &indicators)?).collect();
    Ok(Section { lead, figures, ..Section::default() })
}

/// Whether it will last: how members stay, and the signs of it beside the programme; where these cannot be drawn, as a
/// table.
fn outlook(view: &View<'_>) -> Result<Section, ReportError> {
    let mut section = retention::section(view)?;
    let indicators: Vec<&Indicator> = view.desk.indicators(FamilyRole::Sustainability);
    match spine::figure(view, About { id: "f-outlook", what: "last" }, &indicators)? {
        Some(figure) => section.figures.push(figure),
        None => section.tables = profile::tables(view, FamilyRole::Sustainability),
    }
    Ok(section)
}

/// A larger unit in one sentence.
pub(super) fn sentence(view: &View<'_>) -> String {
    let (networks, groups) = (view.inside(Level::Network).len(), view.inside(Level::Group).len());
    summary::area(view.name(), networks, groups, view.response(), view.words())
}

/// The units of a level with what they hold and where their pages are.
pub(super) fn inside(view: &View<'_>, level: Level) -> Option<Table> {
    let words = view.words();
    let holds = [Level::Lea, Level::Network, Level::Group].into_iter().filter(|inner| *inner < level);
    let holds: Vec<Level> = holds.collect();
    let caption = words.say("inside_caption", [("level", level.word().into())]);
    let mut table = Table::new(caption, words, &[]);
    table.column(words.level(level), false);
    for inner in &holds {
        table.column(words.levels(*inner), true);
    }
    table.column(words.text("head_answered"), true);
    for unit in view.inside(level) {
        table.row(inside_row(view, &unit.id, &holds));
    }
    (!table.rows.is_empty()).then_some(table)
}

fn inside_row(view: &View<'_>, unit: &UnitId, holds: &[Level]) -> Row {
    let units = view.desk.publication.units;
    let mut row = Row::new(view.link(unit));
    for inner in holds {
        row = row.with(crate::narrate::number::count(units.inside(unit, *inner).len() as u64));
    }
    match view.response_of(unit, &view.desk.wave.id) {
        Some((answered, eligible)) => {
            row.with(crate::narrate::number::of_with_percent(answered, eligible, view.words()))
        }
        None => row.with(view.words().text("symbol_confidential")),
    }
}
