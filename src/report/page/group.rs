//! A group's own page, for its members and facilitator.

use crate::framework::{Band, Family, FamilyRole, Indicator};
use crate::narrate::{Evidence, summary};
use crate::report::desk::View;
use crate::report::error::ReportError;
use crate::report::section::actions::{self, Actions};
use crate::report::section::agreed::{self, Agreed};
use crate::report::section::answered::{self, Answered};
use crate::report::section::brief::{self, Brief};
use crate::report::section::conclusions::{self, Points};
use crate::report::section::head::{self, Head};
use crate::report::section::profiles::{self, Profiles};
use crate::report::section::quotes::{self, Quotes};
use crate::report::section::ties::{self, Ties};
use crate::report::section::tiles::{self, Tile};
use crate::report::section::workbook::{self, Workbook};
use crate::report::section::{Section, answers, attendance, change, impact, limits, profile, share, strip, surveys};
use crate::report::table::Table;
use serde::Serialize;

/// A group's page: what a meeting needs first, the workbook to write in, and everything else behind them.
#[derive(Debug, Serialize)]
pub(in crate::report) struct GroupPage {
    head: Head,
    sentence: String,
    points: Points,
    tiles: Vec<Tile>,
    answered: Answered,
    /// What a group of this size can reach at best.
    at_best: Option<String>,
    characteristics: Section,
    key: Brief,
    ties: Option<Ties>,
    answers: Section,
    quotes: Quotes,
    change: Section,
    attendance: Section,
    outlook: Vec<Brief>,
    impact: Section,
    outcomes: Vec<Brief>,
    agreed: Agreed,
    actions: Actions,
    limits: Vec<String>,
    workbook: Workbook,
    annex: Annex,
    profiles: Profiles,
}

/// What stands behind the page, for looking things up.
#[derive(Debug, Serialize)]
struct Annex {
    /// Every value that the page speaks of in brief.
    values: Section,
    answers: Section,
    change: Section,
    further: Section,
}

/// Makes a group's page.
pub(in crate::report) fn model(view: &View<'_>) -> Result<GroupPage, ReportError> {
    let (points, raised) = conclusions::of_group(view);
    let subject = |claims: &[conclusions::Claim]| claims.first().map(|claim| claim.point.subject.clone());
    let (well, talk) = (subject(&points.well), subject(&points.talk));
    let agreed = agreed::of(view);
    let (said, said_further) = answers::leading(view)?;
    let (change, change_further) = changed(view)?;
    let key = view.desk.key_characteristics();
    let led_to = impact::section(view);
    Ok(GroupPage {
        head: head::of_unit(view),
        sentence: summary::group(view.name(), in_place(view), well.as_deref(), talk.as_deref(), view.words()),
        tiles: tiles::of(view),
        answered: answered::of(view, None),
        at_best: at_best(view),
        characteristics: Section { figures: strip::figure(view)?.into_iter().collect(), ..Section::default() },
        key: brief::of(view, view.words().text("brief_key"), &key),
        ties: ties::of(view),
        answers: Section { figures: said.into_iter().collect(), ..Section::default() },
        change,
        attendance: Section { tables: attendance::strip(view).into_iter().collect(), ..Section::default() },
        quotes: quotes::of(view),
        outlook: view.desk.families(FamilyRole::Sustainability).map(|family| in_brief(view, family)).collect(),
        impact: Section {
            lead: led_to.lead,
            figures: share::figure(view)?.into_iter().collect(),
            ..Section::default()
        },
        outcomes: outcomes(view),
        actions: actions::of(view, &raised),
        limits: limits::of(view),
        workbook: workbook::of(view),
        annex: Annex {
            values: values(view, led_to.tables),
            answers: Section { figures: said_further, ..Section::default() },
            change: change_further,
            further: further(view, &agreed),
        },
        profiles: profiles::own(view),
        agreed,
        points,
    })
}

fn in_brief(view: &View<'_>, family: &Family) -> Brief {
    brief::of(view, &family.title, &view.desk.of_family(family))
}

/// What members say and what was measured, in brief.
fn outcomes(view: &View<'_>) -> Vec<Brief> {
    let (said, measured): (Vec<&Indicator>, Vec<&Indicator>) = view
        .desk
        .indicators(FamilyRole::Impact)
        .into_iter()
        .partition(|indicator| !indicator.measure.items().is_empty());
    let both = [("impact_said", said), ("impact_measured", measured)];
    let told = both.into_iter().filter(|(_, list)| !list.is_empty());
    told.map(|(id, list)| brief::of(view, view.words().text(id), &list)).collect()
}

/// Key characteristics, outlook and impact in full.
fn values(view: &View<'_>, led_to: Vec<Table>) -> Section {
    let key = profile::tables(view, FamilyRole::Characteristics).into_iter().take(1);
    let tables = key.chain(profile::tables(view, FamilyRole::Sustainability)).chain(led_to).collect();
    Section { tables, notes: view.words().texts(["ranges_among_peers"]), ..Section::default() }
}

/// The best grade of sureness that the answers of everybody here would reach, where that is short of the highest: a
/// small group is no fault.
fn at_best(view: &View<'_>) -> Option<String> {
    let (_, eligible) = view.response()?;
    let words = view.words();
    let everybody = Evidence { response: Some((eligible, eligible)), answers: Some(eligible), ..Evidence::default() };
    let best = everybody.weigh(&view.desk.publication.framework.sureness, words);
    let told = [("n", eligible.into()), ("grade", best.word.to_lowercase().into())];
    (best.grade < crate::narrate::Grade::High).then(|| words.say("sureness_at_best", told))
}

/// Fewest scales with a change that make a figure worth its room on the page.
const FEWEST_CHANGES: usize = 3;

/// Matched people first, then the course over all waves where there is one to draw; and what goes behind the page.
fn changed(view: &View<'_>) -> Result<(Section, Section), ReportError> {
    let mut section = change::section(view)?;
    let mut behind = Section::default();
    let told = change::verdicts(view).len();
    let Some(course) = surveys::figure(view)? else { return Ok((section, behind)) };
    // The figure has the table and its note.
    section.tables.clear();
    section.notes.clear();
    if (1..FEWEST_CHANGES).contains(&told) {
        behind.figures.append(&mut section.figures);
        let all = view.desk.changes().len();
        section.lead.push(view.words().say("change_in_annex", [("told", told.into()), ("all", all.into())]));
    }
    section.figures.push(course);
    Ok((section, behind))
}

/// The families beyond the key characteristics.
fn further(view: &View<'_>, agreed: &Agreed) -> Section {
    let elsewhere = if agreed.has_rubric() { agreed::parts(view) } else { Vec::new() };
    let tables = profile::tables_without(view, FamilyRole::Characteristics, &elsewhere).into_iter().skip(1).collect();
    Section { tables, ..Section::default() }
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
