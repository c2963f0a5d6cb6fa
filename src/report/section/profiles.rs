//! Profiles on a group's page: every row with its state and what it rests on.

use super::brief::place_of;
use super::profile;
use crate::framework::{Band, Evidence, Indicator, Looks, Profile, ProfileRow, Reading, RuleCondition, State};
use crate::narrate::{self, profiles as wording};
use crate::release::Released;
use crate::report::desk::View;
use crate::report::table::{Link, Table};
use crate::vocabulary::UnitId;
use serde::Serialize;

/// The profiles of a page.
#[derive(Debug, Default, Serialize)]
pub(in crate::report) struct Profiles {
    pub(super) lead: Vec<String>,
    pub(super) folds: Vec<Fold>,
    pub(super) notes: Vec<String>,
}

/// One profile, folded away until it is asked for.
#[derive(Debug, Serialize)]
pub(super) struct Fold {
    pub(super) id: String,
    pub(super) title: String,
    /// How its rows stand, where the page is a group's.
    pub(super) tally: String,
    pub(super) about: String,
    /// Titles of its columns, one unless the profile names several.
    pub(super) columns: Vec<String>,
    pub(super) rows: Vec<Line>,
    /// In place of rows: how many groups stand where.
    pub(super) table: Option<Table>,
}

/// A row of a group's profile.
#[derive(Debug, Serialize)]
pub(super) struct Line {
    id: String,
    title: String,
    note: Option<String>,
    cells: Vec<Standing>,
}

/// A state and what it rests on.
#[derive(Debug, Serialize)]
struct Standing {
    state: String,
    class: &'static str,
    pieces: Vec<Piece>,
}

/// One indicator that a state rests on.
#[derive(Debug, Serialize)]
struct Piece {
    link: Link,
    class: Option<&'static str>,
    /// What stands in place of its value, if that is not shown.
    symbol: Option<String>,
}

/// The profiles of a group's page; nothing where the framework has none.
pub(in crate::report) fn own(view: &View<'_>) -> Profiles {
    let profiles = view.desk.publication.framework.profiles().iter();
    let folds: Vec<Fold> =
        profiles.filter(|profile| profile.level <= view.unit.level).filter_map(|profile| fold(view, profile)).collect();
    if folds.is_empty() {
        return Profiles::default();
    }
    Profiles { lead: wording::lead_own(view.words()), folds, notes: Vec::new() }
}

fn fold(view: &View<'_>, profile: &Profile) -> Option<Fold> {
    let mut states = Vec::new();
    let mut rows = Vec::new();
    for row in profile.row.iter().filter(|row| speaks_of(view, row, view.unit) == Some(true)) {
        let cells = row.looks().into_iter().map(|looks| {
            let state = Question::new(view, looks, profile.reading).state(view, view.unit);
            states.push(state);
            standing(view, looks, state, profile.reading)
        });
        rows.push(Line { id: row_id(row), title: row.title.clone(), note: row.note.clone(), cells: cells.collect() });
    }
    (!rows.is_empty()).then(|| Fold {
        id: profile_id(profile),
        title: profile.title.clone(),
        tally: wording::tally(&states, profile.reading, view.words()),
        about: profile.about.clone(),
        columns: profile.columns.clone(),
        rows,
        table: None,
    })
}

/// The place of a profile in a page.
pub(in crate::report) fn profile_id(profile: &Profile) -> String {
    format!("p-{}", profile.id)
}

fn row_id(row: &ProfileRow) -> String {
    format!("r-{}", row.id)
}

fn standing(view: &View<'_>, looks: Looks<'_>, state: State, reading: Reading) -> Standing {
    let word = view.words().state(state, reading);
    let state_in_words = match state {
        State::Withheld => format!("{} {word}", view.words().text("symbol_confidential")),
        State::NotEnough => format!("{} {word}", view.words().text("symbol_not_available")),
        _ => word.to_owned(),
    };
    let framework = view.desk.publication.framework;
    let pieces = looks.codes().into_iter().filter_map(|code| Some(piece(view, framework.indicator(code)?)));
    Standing { state: state_in_words, class: class(state.band()).unwrap_or("none"), pieces: pieces.collect() }
}

fn class(band: Option<Band>) -> Option<&'static str> {
    band.map(profile::band_class)
}

/// An indicator by its name, leading to its value where the page has it and to its definition elsewhere.
fn piece(view: &View<'_>, indicator: &Indicator) -> Piece {
    let figure = view.figure(&indicator.code);
    let said = narrate::released(figure, indicator, view.words());
    Piece {
        link: Link::to(indicator.name.clone(), place_of(view, indicator)).in_language(view.foreign()),
        class: class(profile::band_of(figure)),
        symbol: said.reason.is_some().then_some(said.text),
    }
}

/// Whether a row speaks of a group; nothing if the group's category is not known here.
pub(super) fn speaks_of(view: &View<'_>, row: &ProfileRow, group: &UnitId) -> Option<bool> {
    let Some(among) = &row.among else { return Some(true) };
    let indicator = view.desk.publication.framework.indicator(&among.code)?;
    among.includes(&indicator.measure, view.of(group, &among.code).shown()?.value)
}

/// What one cell of a row looks at, made ready to be asked of many groups.
pub(super) struct Question<'a> {
    /// Codes that are judged; others are only shown.
    judged: Vec<&'a str>,
    trend: &'a [String],
    signs: Vec<RuleCondition>,
    reading: Reading,
}

impl<'a> Question<'a> {
    pub(super) fn new(view: &View<'_>, looks: Looks<'a>, reading: Reading) -> Self {
        let framework = view.desk.publication.framework;
        let is_judged = |code: &&str| framework.indicator(code).is_some_and(|indicator| indicator.bands.is_some());
        let judged = looks.of.iter().map(String::as_str).filter(is_judged).collect();
        Question { judged, trend: looks.trend, signs: looks.conditions().collect(), reading }
    }

    /// Where a group stands, as this page may show it.
    pub(super) fn state(&self, view: &View<'_>, group: &UnitId) -> State {
        let mut evidence: Vec<Evidence> = self.judged.iter().map(|code| judgement(view.of(group, code))).collect();
        evidence.extend(self.trend.iter().map(|code| trend(view, group, code)));
        if !self.signs.is_empty() {
            evidence.push(self.signs(view, group));
        }
        State::of(&evidence)
    }

    /// Signs are told together or not at all: half of them would say something of the half that is missing.
    fn signs(&self, view: &View<'_>, group: &UnitId) -> Evidence {
        let mut hold = Vec::new();
        let mut untold = None;
        for sign in &self.signs {
            match view.of(group, &sign.code) {
                Released::Shown(shown) => hold.extend(sign.test.passes(shown.value)),
                Released::Withheld(_) | Released::Bounded(_) => untold = Some(Evidence::Withheld),
                Released::Absent(_) => untold = untold.or(Some(Evidence::Missing)),
            }
        }
        untold.unwrap_or_else(|| Evidence::Judged(self.reading.signs(&hold)))
    }
}

fn judgement(figure: &Released) -> Evidence {
    match (profile::band_of(figure), figure) {
        (Some(band), _) => Evidence::Judged(band),
        // A bound that leaves the band open is there to protect people.
        (None, Released::Withheld(_) | Released::Bounded(_)) => Evidence::Withheld,
        (None, Released::Shown(_) | Released::Absent(_)) => Evidence::Missing,
    }
}

fn trend(view: &View<'_>, group: &UnitId, code: &str) -> Evidence {
    let waves = &view.desk.publication.plan.wave;
    let now = waves.iter().position(|wave| wave.id == view.desk.wave.id);
    let before = now.and_then(|at| waves.get(at.checked_sub(1)?));
    let Some(before) = before else { return Evidence::Missing };
    match [judgement(view.of_at(group, code, &before.id)), judgement(view.of(group, code))] {
        [Evidence::Judged(before), Evidence::Judged(now)] => Evidence::Judged(Band::trend(before, now)),
        either if either.contains(&Evidence::Withheld) => Evidence::Withheld,
        _ => Evidence::Missing,
    }
}
