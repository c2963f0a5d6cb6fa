//! A group's own page, for its members and facilitator.

use crate::framework::{Band, FamilyRole};
use crate::narrate::summary;
use crate::report::desk::View;
use crate::report::error::ReportError;
use crate::report::section::answered::{self, Answered};
use crate::report::section::conclusions::{self, Points};
use crate::report::section::head::{self, Head};
use crate::report::section::profiles::{self, Profiles};
use crate::report::section::quotes::{self, Quotes};
use crate::report::section::tiles::{self, Tile};
use crate::report::section::{Section, actions, answers, attendance, change, impact, limits, profile, strip};
use crate::report::table::Table;
use serde::Serialize;

/// A group's page.
#[derive(Debug, Serialize)]
pub(in crate::report) struct GroupPage {
    head: Head,
    sentence: String,
    points: Points,
    tiles: Vec<Tile>,
    answered: Answered,
    characteristics: Section,
    further: Section,
    profiles: Profiles,
    answers: Section,
    attendance: Section,
    quotes: Quotes,
    change: Section,
    outlook: Section,
    impact: Section,
    actions: Table,
    limits: Vec<String>,
}

/// Makes a group's page.
pub(in crate::report) fn model(view: &View<'_>) -> Result<GroupPage, ReportError> {
    let points = conclusions::of_group(view);
    let subject = |points: &[conclusions::Point]| points.first().map(|point| point.subject.clone());
    let (well, talk) = (subject(&points.well), subject(&points.talk));
    Ok(GroupPage {
        head: head::of_unit(view),
        sentence: summary::group(view.name(), in_place(view), well.as_deref(), talk.as_deref(), view.words()),
        tiles: tiles::of(view),
        answered: answered::of(view, None),
        characteristics: characteristics(view)?,
        further: further(view),
        profiles: profiles::own(view),
        answers: Section { figures: answers::figures(view)?, ..Section::default() },
        attendance: Section { tables: attendance::strip(view).into_iter().collect(), ..Section::default() },
        quotes: quotes::of(view),
        change: change::section(view)?,
        outlook: outlook(view),
        impact: impact::section(view),
        actions: actions::table(&points.talk, view.words()),
        limits: limits::of(view),
        points,
    })
}

fn characteristics(view: &View<'_>) -> Result<Section, ReportError> {
    let tables = profile::tables(view, FamilyRole::Characteristics).into_iter().take(1).collect();
    let notes = view.words().texts(["ranges_among_peers"]);
    Ok(Section { figures: strip::figure(view)?.into_iter().collect(), tables, notes, ..Section::default() })
}

/// The families beyond the key characteristics.
fn further(view: &View<'_>) -> Section {
    let tables = profile::tables(view, FamilyRole::Characteristics).into_iter().skip(1).collect();
    Section { tables, ..Section::default() }
}

/// Whether it will last.
pub(super) fn outlook(view: &View<'_>) -> Section {
    Section { tables: profile::tables(view, FamilyRole::Sustainability), ..Section::default() }
}

/// Characteristics in place, of those that can be judged.
fn in_place(view: &View<'_>) -> Option<(usize, usize)> {
    let judged: Vec<Band> = view
        .desk
        .key_characteristics()
        .into_iter()
        .filter(|indicator| indicator.part_of.is_none())
        .filter_map(|indicator| profile::band_of(view.figure(&indicator.code)))
        .collect();
    let good = judged.iter().filter(|band| **band == Band::InPlace).count();
    (!judged.is_empty()).then_some((good, judged.len()))
}
