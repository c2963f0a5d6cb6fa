//! A region's or an authority's page, for its officers.

use crate::narrate::summary;
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
use crate::report::section::{Section, answers, bands, calendar, change, heat, impact, limits};
use crate::report::table::{Row, Table};
use crate::vocabulary::{Level, UnitId};
use serde::Serialize;

/// A region's or an authority's page.
#[derive(Debug, Serialize)]
pub(in crate::report) struct AreaPage {
    head: Head,
    sentence: String,
    conclusions: Vec<Point>,
    tiles: Vec<Tile>,
    answered: Answered,
    compared: Section,
    groups: Section,
    unusual: Option<Unusual>,
    characteristics: Section,
    profiles: Profiles,
    answers: Section,
    quotes: Quotes,
    change: Section,
    outlook: Section,
    impact: Section,
    calendar: Section,
    inside: Section,
    limits: Vec<String>,
}

/// Makes a region's or an authority's page.
pub(in crate::report) fn model(view: &View<'_>) -> Result<AreaPage, ReportError> {
    let networks = view.inside(Level::Network);
    let level = if networks.len() < 2 { Level::Group } else { Level::Network };
    let (compared, unusual) = caterpillar::section(view, level)?;
    let is_lea = view.unit.level == Level::Lea;
    let by_group = (is_lea && level == Level::Network).then(|| heat::table(view, Level::Group)).flatten();
    Ok(AreaPage {
        head: head::of_unit(view),
        sentence: sentence(view),
        conclusions: conclusions::of_area(view),
        tiles: tiles::of(view),
        answered: answered::of(view, Some(level)),
        compared: Section {
            tables: heat::table(view, level).into_iter().collect(),
            notes: vec![summary::symbols(view.words())],
            ..compared
        },
        groups: Section { tables: by_group.into_iter().collect(), ..Section::default() },
        unusual,
        characteristics: Section { figures: bands::figure(view)?.into_iter().collect(), ..Section::default() },
        profiles: profile_counts::of_groups(view),
        answers: Section { figures: answers::figures(view)?, ..Section::default() },
        quotes: quotes::of(view),
        change: change::section(view)?,
        outlook: super::group::outlook(view),
        impact: impact::section(view),
        calendar: Section { tables: calendar::table(view).into_iter().collect(), ..Section::default() },
        inside: Section {
            tables: inside(view, if is_lea { Level::Group } else { Level::Lea }).into_iter().collect(),
            ..Section::default()
        },
        limits: limits::of(view),
    })
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
