//! What was agreed and what became of it: how far the action points of the framework have come by the facilitator's
//! returns, and the actions that the group has on record.

use crate::framework::{FamilyRole, Indicator, MeasureKind};
use crate::measure::ActionFact;
use crate::narrate::{self, figures, summary};
use crate::report::desk::View;
use crate::report::table::{Cell, Link, Row, Table};
use crate::vocabulary::Wave;
use serde::Serialize;

/// Fewest steps judged alike that are read as a rubric.
const FEWEST_ROWS: usize = 3;

/// What was agreed, for the group alone.
#[derive(Debug, Default, Serialize)]
pub(in crate::report) struct Agreed {
    lead: Vec<String>,
    rubric: Option<Rubric>,
    actions: Option<Table>,
    notes: Vec<String>,
}

/// How far each of several points has come: a column a step, a mark where it stands and where it stood.
#[derive(Debug, Serialize)]
struct Rubric {
    caption: String,
    steps: Vec<String>,
    rows: Vec<RubricRow>,
    now: String,
    before: String,
}

#[derive(Debug, Serialize)]
struct RubricRow {
    id: String,
    head: Link,
    marks: Vec<Mark>,
    /// Why nothing is told of now.
    untold: Option<String>,
}

#[derive(Debug, Clone, Copy, Serialize)]
struct Mark {
    now: bool,
    before: bool,
}

/// Places on the steps, counted from 0: now and before.
struct Course<'a> {
    indicator: &'a Indicator,
    now: Option<usize>,
    before: Option<usize>,
}

/// What a group agreed and what became of it.
pub(in crate::report) fn of(view: &View<'_>) -> Agreed {
    let parts = parts(view);
    let before = earlier(view, &parts);
    let courses: Vec<Course<'_>> = parts.iter().map(|one| course(view, one, before)).collect();
    let is_told = courses.iter().any(|one| one.now.is_some() || one.before.is_some());
    let rubric = is_told.then(|| rubric(view, &courses, before)).flatten();
    let mut actions: Vec<&ActionFact> = view.desk.publication.release.actions(&view.unit.id).collect();
    // Those without a day come last.
    actions.sort_by_key(|one| (one.due.is_none(), &one.due, &one.aspect, &one.action));
    let words = view.words();
    let mut lead = Vec::new();
    if rubric.is_some() {
        lead.push(moved(view, &courses, before));
    }
    if actions.is_empty() && rubric.is_none() {
        lead.extend(words.texts(["agreed_nothing"]));
    } else if actions.is_empty() {
        lead.extend(words.texts(["agreed_no_action"]));
    }
    let table = (!actions.is_empty()).then(|| table(view, &actions, &parts));
    let mut notes = if table.is_some() { words.texts(["agreed_as_written"]) } else { Vec::new() };
    if table.is_some() && rubric.is_some() {
        notes.extend(words.texts(["agreed_two_sources"]));
    }
    Agreed { lead, rubric, actions: table, notes }
}

impl Agreed {
    /// Whether the page shows the rubric, and not its rows elsewhere.
    pub(in crate::report) fn has_rubric(&self) -> bool {
        self.rubric.is_some()
    }
}

/// The rows of the rubric: the largest set of ordinals in one family that share their steps.
pub(in crate::report) fn parts<'a>(view: &View<'a>) -> Vec<&'a Indicator> {
    let mut sets: Vec<Vec<&Indicator>> = Vec::new();
    for family in view.desk.families(FamilyRole::Characteristics) {
        for indicator in view.desk.of_family(family) {
            let Some(steps) = steps(indicator) else { continue };
            let is_alike = |set: &&mut Vec<&Indicator>| {
                set.first().is_some_and(|one| one.family == indicator.family && self::steps(one) == Some(steps))
            };
            match sets.iter_mut().find(is_alike) {
                Some(set) => set.push(indicator),
                None => sets.push(vec![indicator]),
            }
        }
    }
    // The first of the longest.
    let longest = sets.into_iter().rev().max_by_key(Vec::len);
    longest.filter(|set| set.len() >= FEWEST_ROWS).unwrap_or_default()
}

fn steps(indicator: &Indicator) -> Option<&[String]> {
    match &indicator.measure {
        MeasureKind::Ordinal(ordinal) => Some(&ordinal.steps),
        _ => None,
    }
}

fn place(view: &View<'_>, indicator: &Indicator, wave: &Wave) -> Option<usize> {
    let shown = view.figure_at(&indicator.code, &wave.id).shown()?;
    let last = steps(indicator)?.len().checked_sub(1)?;
    // Whole numbers from 1 for one group.
    Some((shown.value.round().max(1.0) as usize - 1).min(last))
}

/// The last wave before this one at which anything is told of the points.
fn earlier<'a>(view: &View<'a>, parts: &[&Indicator]) -> Option<&'a Wave> {
    let waves = view.desk.publication.plan.wave.iter();
    let mut before: Vec<&Wave> = waves.take_while(|wave| wave.id != view.desk.wave.id).collect();
    before.retain(|wave| parts.iter().any(|one| place(view, one, wave).is_some()));
    before.pop()
}

fn course<'a>(view: &View<'_>, indicator: &'a Indicator, before: Option<&Wave>) -> Course<'a> {
    let now = place(view, indicator, view.desk.wave);
    Course { indicator, now, before: before.and_then(|wave| place(view, indicator, wave)) }
}

fn rubric(view: &View<'_>, courses: &[Course<'_>], before: Option<&Wave>) -> Option<Rubric> {
    let first = courses.first()?.indicator;
    let names = steps(first)?;
    let words = view.words();
    let row = |course: &Course<'_>| RubricRow {
        id: super::profile::row_id(course.indicator),
        head: view.definition(course.indicator),
        marks: (0..names.len())
            .map(|at| Mark { now: course.now == Some(at), before: course.before == Some(at) })
            .collect(),
        untold: course.now.is_none().then(|| {
            let said = narrate::released(view.figure(&course.indicator.code), course.indicator, words);
            said.reason.map_or_else(|| said.text.clone(), |reason| format!("{} {reason}", said.text))
        }),
    };
    Some(Rubric {
        caption: words.say("rubric_caption", [("wave", (&view.desk.wave.label).into())]),
        steps: names.iter().map(|step| figures::capital(first.called(step))).collect(),
        rows: courses.iter().map(row).collect(),
        now: words.text("rubric_now").to_owned(),
        before: before.map_or_else(String::new, |wave| wave.label.clone()),
    })
}

/// How many points moved which way.
fn moved(view: &View<'_>, courses: &[Course<'_>], before: Option<&Wave>) -> String {
    let words = view.words();
    let pairs: Vec<(usize, usize)> = courses.iter().filter_map(|one| Some((one.before?, one.now?))).collect();
    let Some(wave) = before.filter(|_| !pairs.is_empty()) else {
        return words.text("agreed_first").to_owned();
    };
    let count = |wanted: fn(&(usize, usize)) -> bool| pairs.iter().filter(|pair| wanted(pair)).count();
    words.say(
        "agreed_moved",
        [
            ("wave", (&wave.label).into()),
            ("all", pairs.len().into()),
            ("on", count(|(before, now)| now > before).into()),
            ("same", count(|(before, now)| now == before).into()),
            ("back", count(|(before, now)| now < before).into()),
        ],
    )
}

fn table(view: &View<'_>, actions: &[&ActionFact], parts: &[&Indicator]) -> Table {
    let words = view.words();
    let heads = ["head_agreed", "head_about", "head_due", "head_status"];
    let mut table = Table::new(words.text("agreed_caption"), words, &heads);
    for action in actions {
        let point = parts.iter().find(|one| one.code.rsplit('.').next() == Some(action.aspect.as_str()));
        table.row(
            Row::new(action.action.trim())
                .with(about(view, action, point.copied()))
                .with(due(view, action))
                .with(status(view, action, parts)),
        );
    }
    table
}

/// The point of the framework that an action belongs to, or what it is about as recorded.
fn about(view: &View<'_>, action: &ActionFact, point: Option<&Indicator>) -> Cell {
    match point {
        Some(point) => {
            let href = Some(format!("#{}", super::profile::row_id(point)));
            Cell { href, ..Cell::from(Link::from(point.name.clone()).in_language(view.foreign())) }
        }
        None => figures::capital(&action.aspect.replace('_', " ")).into(),
    }
}

fn due(view: &View<'_>, action: &ActionFact) -> Cell {
    let Some(due) = &action.due else { return Cell::from(view.words().text("agreed_no_day")) };
    summary::iso_day(due, view.words()).into()
}

fn status(view: &View<'_>, action: &ActionFact, parts: &[&Indicator]) -> Cell {
    let Some(status) = &action.status else { return Cell::from(view.words().text("agreed_no_status")) };
    // The register of actions tells of the same steps as the returns.
    let named = parts.first().map_or(status.as_str(), |point| point.called(status));
    let mut cell = Cell::from(figures::capital(named));
    if is_past(view, action, parts) {
        cell.reason = Some(view.words().text("agreed_past").to_owned());
    }
    cell
}

/// Whether its day has gone by while it stands in the first half of the steps.
fn is_past(view: &View<'_>, action: &ActionFact, parts: &[&Indicator]) -> bool {
    let Some(steps) = parts.first().and_then(|one| steps(one)) else { return false };
    let at = steps.iter().position(|step| Some(step) == action.status.as_ref());
    // ISO days sort as texts.
    let today = view.desk.publication.plan.programme.as_of.to_string();
    action.due.as_ref().is_some_and(|due| *due < today) && at.is_some_and(|at| at * 2 < steps.len())
}
