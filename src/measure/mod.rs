//! Tallies to estimates: one file a family of measure kinds. A measure says which components it
//! needs counted, and makes a number from them with everything that stands behind it, or says why
//! there is none.

mod agreement;
mod association;
mod change;
mod derived;
mod entries;
mod estimate;
mod facts;
mod footing;
mod interval;
mod lineage;
mod outcomes;
mod pupils;
mod quality;
mod rates;
mod registers;
mod retention;
mod returns;
mod shrink;
mod survey_items;
mod survey_scales;
mod ties;
mod view;

pub use estimate::{
    Absence, ActionFact, Basis, Concentration, Counted, Course, CourseMonth, Distribution, Estimate, Estimates, Figure,
    Interval, Outcome, QuoteFact, SessionFact, Shrunken, WorkingLine,
};
pub use lineage::tables_behind;

pub use footing::{Footings, Part, PartsOfGroups, Sign, favourable_variable, score_variable};

use crate::framework::{Framework, Indicator, MeasureKind};
use crate::tally::{Component, Tally, TallyValue};
use crate::vocabulary::{Level, UnitId, UnitTree, Wave, Window};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use std::collections::BTreeSet;
use view::View;

/// What every measure kind does.
trait Measure {
    /// What must be counted for it.
    fn components(&self) -> Vec<Component>;

    /// Without the tables of which of these there is nothing to say; the others only tell how many there
    /// could have been.
    fn needs(&self) -> Vec<Component> {
        self.components()
    }

    /// The stretch that must be on record in full before anything is said.
    fn waits_for(&self) -> Option<Window> {
        None
    }

    /// Its value for one unit at one wave, where what it needs is there.
    fn estimate(&self, view: &View<'_>) -> Outcome;
}

/// What is made of other indicators comes after them ([`derived`]); the share that disclosure control
/// withheld comes out of it.
struct MadeLater;

impl Measure for MadeLater {
    fn components(&self) -> Vec<Component> {
        Vec::new()
    }

    fn estimate(&self, _: &View<'_>) -> Outcome {
        Outcome::Absent(Absence::NothingRecorded)
    }
}

/// The list of kinds: a new one is a line here.
fn with_measure<T>(kind: &MeasureKind, items: &[String], then: impl FnOnce(&dyn Measure) -> T) -> T {
    match kind {
        MeasureKind::ScaleMean(measure) => then(measure),
        MeasureKind::ShareFavourable(measure) => then(measure),
        MeasureKind::Difference(measure) => then(measure),
        MeasureKind::MatchedChange(items) => then(&change::MatchedChange(items)),
        MeasureKind::Agreement(items) => then(&agreement::Agreement(items)),
        MeasureKind::Rate(measure) => then(measure),
        MeasureKind::Ratio(measure) => then(measure),
        MeasureKind::Slope(measure) => then(measure),
        MeasureKind::Quotient(measure) => then(measure),
        MeasureKind::Count(measure) => then(measure),
        MeasureKind::Presence(rows) => then(&registers::Presence(rows)),
        MeasureKind::LongestGap(rows) => then(&registers::LongestGap(rows)),
        MeasureKind::Elapsed(measure) => then(measure),
        MeasureKind::Coverage(measure) => then(measure),
        MeasureKind::Reach(measure) => then(measure),
        MeasureKind::Mix(measure) => then(measure),
        MeasureKind::Overlap(measure) => then(measure),
        MeasureKind::Ordinal(measure) => then(measure),
        MeasureKind::Category(measure) => then(measure),
        MeasureKind::Summary(measure) => then(measure),
        MeasureKind::NumberChange(measure) => then(measure),
        MeasureKind::MedianGrade(measure) => then(measure),
        MeasureKind::ActiveMembers(measure) => then(measure),
        MeasureKind::Retention(measure) => then(measure),
        MeasureKind::PooledComparison(outcome) => then(&pupils::PooledComparison(outcome)),
        MeasureKind::ValueAdded(outcome) => then(&pupils::ValueAdded(outcome)),
        MeasureKind::Comparison(outcome) => then(&outcomes::Comparison(outcome)),
        MeasureKind::OutcomeMean(outcome) => then(&outcomes::OutcomeMean(outcome)),
        MeasureKind::Network(measure) => then(measure),
        MeasureKind::ResponseRate(_) => then(&returns::ResponseRate),
        MeasureKind::ItemMissing(_) => then(&returns::ItemMissing(items)),
        MeasureKind::Matched(_) => then(&returns::Matched),
        MeasureKind::ReturnsReceived(measure) => then(measure),
        MeasureKind::Reliability(measure) => then(measure),
        MeasureKind::BetweenGroups(measure) => then(measure),
        MeasureKind::Withheld(_) | MeasureKind::Rule(_) | MeasureKind::Index(_) | MeasureKind::Explained(_) => {
            then(&MadeLater)
        }
    }
}

fn item_ids(framework: &Framework) -> Vec<String> {
    framework.items().iter().map(|item| item.id.clone()).collect()
}

/// Everything that must be counted for a framework, each component once.
#[must_use]
pub fn components(framework: &Framework) -> BTreeSet<Component> {
    let items = item_ids(framework);
    let measures = framework
        .indicators()
        .iter()
        .flat_map(|indicator| with_measure(&indicator.measure, &items, |measure| measure.components()));
    let answers = items.iter().flat_map(|item| survey_items::distribution_components(item));
    measures
        .chain(answers)
        .chain([Component::Sessions, Component::Actions, Component::Quotes, Component::Returns, view::on_roll()])
        .collect()
}

/// Every indicator for every unit at every wave, every item's answers, the sessions held and the actions agreed.
#[must_use]
pub fn estimate(tally: &Tally, framework: &Framework, units: &UnitTree, waves: &[Wave]) -> Estimates {
    let items = item_ids(framework);
    let unmet: Vec<Vec<Option<Absence>>> = (0..waves.len())
        .map(|at| framework.indicators().iter().map(|one| unmet(one, &items, tally, waves, at)).collect())
        .collect();
    let all: Vec<&UnitId> = units.all().map(|unit| &unit.id).collect();
    let of_units: Vec<Estimates> = all
        .par_iter()
        .map(|unit| {
            let view = |at| view_of(tally, framework, units, waves, unit, at);
            estimate_unit(framework, &items, unit, waves, &unmet, view)
        })
        .collect();
    let mut estimates = Estimates::default();
    for of_unit in of_units {
        estimates.figures.extend(of_unit.figures);
        estimates.distributions.extend(of_unit.distributions);
    }
    derived::add(&mut estimates, framework, units, waves);
    estimates.sessions = sessions(tally, waves);
    estimates.quotes = quotes(tally, waves);
    if let Some(latest) = waves.len().checked_sub(1) {
        let view = |unit| view_of(tally, framework, units, waves, unit, latest);
        let wider = all.iter().filter(|unit| unit.level > Level::Network);
        estimates.courses = wider.flat_map(|unit| retention::courses(&view(unit), framework, unit)).collect();
    }
    estimates.actions = actions(tally, waves);
    estimates.footings = Footings::of(tally, framework, waves);
    shrink::draw_towards_peers(&mut estimates, tally, framework, units, waves);
    estimates
}

fn estimate_unit<'a>(
    framework: &Framework,
    items: &[String],
    unit: &UnitId,
    waves: &[Wave],
    unmet: &[Vec<Option<Absence>>],
    view: impl Fn(usize) -> View<'a>,
) -> Estimates {
    let mut estimates = Estimates::default();
    for ((at, wave), unmet) in waves.iter().enumerate().zip(unmet) {
        let view = view(at);
        for (indicator, unmet) in framework.indicators().iter().zip(unmet) {
            let outcome = outcome(indicator, items, unmet.as_ref(), &view);
            let (code, unit, wave) = (indicator.code.clone(), unit.clone(), wave.id.clone());
            estimates.figures.push(Estimate { code, unit, wave, outcome });
        }
        let distributions = items.iter().filter_map(|item| survey_items::distribution(&view, item, unit, &wave.id));
        estimates.distributions.extend(distributions);
    }
    estimates
}

/// One indicator for one unit at one wave, with its working.
#[must_use]
pub fn estimate_one(
    tally: &Tally,
    framework: &Framework,
    units: &UnitTree,
    waves: &[Wave],
    indicator: &Indicator,
    unit: &UnitId,
    wave: usize,
) -> Outcome {
    if derived::is_derived(&indicator.measure) {
        let all = estimate(tally, framework, units, waves);
        return derived::explain(&all, framework, units, waves, indicator, unit, wave);
    }
    let view = View { explain: true, ..view_of(tally, framework, units, waves, unit, wave) };
    let items = item_ids(framework);
    outcome(indicator, &items, unmet(indicator, &items, tally, waves, wave).as_ref(), &view)
}

fn view_of<'a>(
    tally: &'a Tally,
    framework: &'a Framework,
    units: &'a UnitTree,
    waves: &'a [Wave],
    unit: &'a UnitId,
    wave: usize,
) -> View<'a> {
    let inside = |level| units.inside(unit, level).into_iter().map(|unit| &unit.id).collect();
    View {
        tally,
        framework: waves.get(wave).map_or(framework, |wave| framework.at(&wave.id)),
        waves,
        groups: inside(Level::Group),
        authorities: inside(Level::Lea),
        unit,
        wave,
        explain: false,
    }
}

/// What an indicator lacks at a wave, whatever the unit.
fn unmet(indicator: &Indicator, items: &[String], tally: &Tally, waves: &[Wave], at: usize) -> Option<Absence> {
    with_measure(&indicator.measure, items, |measure| {
        if !measure.needs().iter().all(|component| tally.is_collected(component.table())) {
            return Some(Absence::NotCollected);
        }
        let waits = measure.waits_for().is_some_and(|window| !view::is_complete(waves, at, window));
        waits.then_some(Absence::YearNotComplete)
    })
}

fn outcome(indicator: &Indicator, items: &[String], unmet: Option<&Absence>, view: &View<'_>) -> Outcome {
    if view.level() < indicator.level {
        return Outcome::Absent(Absence::NotAtThisLevel);
    }
    if let Some(reason) = unmet {
        return Outcome::Absent(reason.clone());
    }
    let made = with_measure(&indicator.measure, items, |measure| measure.estimate(view));
    if indicator.opinion { of_opinions(made) } else { made }
}

/// Opinions in returns are some person's own: as many people stand behind them as returns.
fn of_opinions(outcome: Outcome) -> Outcome {
    match outcome {
        Outcome::Estimated(figure) if figure.people.is_none() => {
            Outcome::Estimated(Figure { people: Some(figure.n), items: figure.items.max(1), ..figure })
        }
        made => made,
    }
}

fn quotes(tally: &Tally, waves: &[Wave]) -> Vec<QuoteFact> {
    let Some(place) = tally.place_of(&Component::Quotes) else { return Vec::new() };
    let mut facts = Vec::new();
    for group in tally.units_at(Level::Group) {
        for (at, wave) in waves.iter().enumerate() {
            let TallyValue::Quotes(quotes) = tally.value(group, place, at) else { continue };
            facts.extend(quotes.iter().map(|quote| QuoteFact {
                group: group.id.clone(),
                wave: wave.id.clone(),
                quote: quote.clone(),
            }));
        }
    }
    facts
}

fn actions(tally: &Tally, waves: &[Wave]) -> Vec<ActionFact> {
    let Some((place, last)) = tally.place_of(&Component::Actions).zip(waves.len().checked_sub(1)) else {
        return Vec::new();
    };
    let of_group = |group| match tally.value(group, place, last) {
        TallyValue::Actions(actions) => Some(actions.iter().map(move |action| ActionFact {
            group: group.id.clone(),
            aspect: action.aspect.clone(),
            action: action.action.clone(),
            due: action.due.map(|due| due.to_string()),
            status: action.status.clone(),
        })),
        _ => None,
    };
    tally.units_at(Level::Group).filter_map(of_group).flatten().collect()
}

fn sessions(tally: &Tally, waves: &[Wave]) -> Vec<SessionFact> {
    let Some(place) = tally.place_of(&Component::Sessions) else { return Vec::new() };
    let mut facts = Vec::new();
    for group in tally.units_at(Level::Group) {
        for (at, wave) in waves.iter().enumerate() {
            let TallyValue::Sessions(sessions) = tally.value(group, place, at) else { continue };
            facts.extend(sessions.values().map(|session| SessionFact {
                group: group.id.clone(),
                wave: wave.id.clone(),
                date: session.date.map(|date| date.to_string()).unwrap_or_default(),
                setting: session.setting.clone(),
                focus: session.focus.clone(),
                present: session.present,
                apologies: session.apologies,
                absent: session.absent,
            }));
        }
    }
    facts.sort_by(|a, b| (&a.group, &a.date, &a.wave).cmp(&(&b.group, &b.date, &b.wave)));
    facts
}
