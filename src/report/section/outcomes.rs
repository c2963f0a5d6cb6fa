//! What it led to, on a larger unit's page: outcomes by whom they are of, those with a comparison first, each with how
//! sure a reader can be; what was only counted, or could not be told, in a table folded away.

use super::impact::{is_comparison, reading};
use crate::framework::{FamilyRole, Indicator, MeasureKind};
use crate::narrate::{Design, Evidence, figures, summary};
use crate::release::Released;
use crate::report::desk::View;
use crate::report::error::ReportError;
use crate::report::figure::Figure;
use crate::report::table::{Cell, Column, Link, Row, Table};
use crate::vocabulary::Level;
use serde::Serialize;

/// Most outcomes that units are set beside each other on.
const MOST_BESIDE: usize = 6;

/// What it led to.
#[derive(Debug, Default, Serialize)]
pub(in crate::report) struct Outcomes {
    /// What the design allows to be said.
    lead: Vec<String>,
    /// Outcomes by whom they are of.
    table: Option<Grouped>,
    /// The differences from comparison schools, drawn.
    figures: Vec<Figure>,
    /// The main outcomes unit by unit.
    beside: Option<Table>,
    /// Everything else.
    further: Option<Table>,
}

/// A table whose rows stand under headings.
#[derive(Debug, Serialize)]
struct Grouped {
    caption: String,
    columns: Vec<Column>,
    groups: Vec<Rows>,
}

/// Rows under a heading.
#[derive(Debug, Serialize)]
struct Rows {
    title: String,
    rows: Vec<Row>,
}

/// Whom an outcome is of, in the order of the reports where designs are alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Whose {
    Pupils,
    Schools,
    Members,
    Groups,
    Areas,
}

impl Whose {
    const ALL: [Whose; 5] = [Whose::Pupils, Whose::Schools, Whose::Members, Whose::Groups, Whose::Areas];

    /// By the table that an outcome is counted in: results of pupils, returns of schools or authorities, people's
    /// answers, or what groups put on record.
    fn of(indicator: &Indicator) -> Self {
        let tables = indicator.measure.tables();
        let reads = |wanted: &str| tables.contains(&wanted);
        if is_comparison(&indicator.measure) || reads("attainment") {
            Whose::Pupils
        } else if indicator.level >= Level::Lea || reads("lea_returns") {
            Whose::Areas
        } else if reads("school_returns") {
            Whose::Schools
        } else if !indicator.measure.items().is_empty() {
            Whose::Members
        } else {
            Whose::Groups
        }
    }

    fn title(self) -> &'static str {
        match self {
            Whose::Pupils => "outcomes_pupils",
            Whose::Schools => "outcomes_schools",
            Whose::Members => "outcomes_members",
            Whose::Groups => "outcomes_groups",
            Whose::Areas => "outcomes_areas",
        }
    }
}

/// What an outcome is set against; the order is that of the table.
fn design(measure: &MeasureKind) -> Design {
    match measure {
        measure if is_comparison(measure) => Design::Comparison,
        MeasureKind::MatchedChange(_) | MeasureKind::NumberChange(_) => Design::Change,
        measure if !measure.items().is_empty() => Design::Said,
        _ => Design::Counted,
    }
}

fn place(design: Design) -> u8 {
    match design {
        Design::Comparison => 0,
        Design::Change => 1,
        Design::Said => 2,
        Design::Counted => 3,
    }
}

/// What a larger unit's page says of outcomes; `level` is that of the units set beside each other.
pub(in crate::report) fn of(view: &View<'_>, level: Option<Level>) -> Result<Outcomes, ReportError> {
    let mut all: Vec<&Indicator> = view.desk.indicators(FamilyRole::Impact);
    all.retain(|indicator| view.measures(indicator));
    if all.is_empty() {
        return Ok(Outcomes { lead: view.words().texts(["no_impact"]), ..Outcomes::default() });
    }
    let (mut main, further): (Vec<&Indicator>, Vec<&Indicator>) = all.into_iter().partition(|one| is_main(view, one));
    main.sort_by_key(|indicator| place(design(&indicator.measure)));
    let has = |wanted: fn(Design) -> bool| {
        let told = main.iter().chain(&further).filter(|one| view.figure(&one.code).is_told());
        told.map(|one| design(&one.measure)).any(wanted)
    };
    let lead = if main.is_empty() {
        view.words().texts(["outcomes_none"])
    } else {
        vec![summary::contribution(
            has(|design| matches!(design, Design::Said | Design::Change)),
            has(|design| matches!(design, Design::Comparison | Design::Counted)),
            view.words(),
        )]
    };
    Ok(Outcomes {
        lead,
        table: grouped(view, &main),
        figures: super::forest::figure(view)?.into_iter().collect(),
        beside: level.and_then(|level| beside(view, level, &main)),
        further: plain(view, &further),
    })
}

/// Outcomes with a comparison are always told, with the reason where there is no value; change and what members say
/// where there is one. What was only counted is set against nothing and stands in the second table.
fn is_main(view: &View<'_>, indicator: &Indicator) -> bool {
    let figure = view.figure(&indicator.code);
    match design(&indicator.measure) {
        Design::Comparison => !matches!(figure, Released::Absent(_)),
        Design::Change => figure.is_told(),
        Design::Said => figure.is_told() && indicator.part_of.is_none(),
        Design::Counted => false,
    }
}

fn columns(view: &View<'_>) -> Table {
    let heads = [
        "head_outcome",
        "head_difference_or_value#",
        "head_likely_range#",
        "head_reading",
        "head_rests_on",
        "head_how_sure",
    ];
    Table::new(view.words().text("outcomes_caption"), view.words(), &heads)
}

/// The main outcomes by whom they are of, the kind with the strongest design first.
fn grouped(view: &View<'_>, main: &[&Indicator]) -> Option<Grouped> {
    let Table { caption, columns, .. } = columns(view);
    let rows = |whose: Whose| -> Vec<&&Indicator> { main.iter().filter(|one| Whose::of(one) == whose).collect() };
    let mut kinds: Vec<(Whose, Vec<&&Indicator>)> =
        Whose::ALL.into_iter().map(|whose| (whose, rows(whose))).filter(|(_, rows)| !rows.is_empty()).collect();
    kinds.sort_by_key(|(_, rows)| rows.iter().map(|one| place(design(&one.measure))).min());
    let groups: Vec<Rows> = kinds
        .into_iter()
        .map(|(whose, rows)| Rows {
            title: view.words().text(whose.title()).to_owned(),
            rows: rows.into_iter().map(|one| row(view, one)).collect(),
        })
        .collect();
    (!groups.is_empty()).then_some(Grouped { caption, columns, groups })
}

/// The other outcomes, without how sure: they are set against nothing, or have no value.
fn plain(view: &View<'_>, further: &[&Indicator]) -> Option<Table> {
    let heads = ["head_outcome", "head_value#", "head_likely_range#", "head_reading", "head_rests_on"];
    let mut table = Table::new(view.words().text("outcomes_further_caption"), view.words(), &heads);
    for indicator in further {
        let mut row = row(view, indicator);
        row.cells.pop();
        row.is_part = indicator.part_of.is_some();
        table.row(row);
    }
    (!table.rows.is_empty()).then_some(table)
}

fn row(view: &View<'_>, indicator: &Indicator) -> Row {
    let figure = view.figure(&indicator.code);
    let mut row = Row::new(Link { text: named(view, indicator), ..view.definition(indicator) })
        .with(view.cell(figure, indicator))
        .with(view.range(figure))
        .with(reading(view, indicator))
        .with(view.rests_on(figure))
        .with(sure(view, indicator, figure))
        .noted(view.words().measure(&indicator.measure));
    row.id = Some(super::profile::row_id(indicator));
    row
}

/// An outcome's name; where others are called the same, with that of the indicator that it is a part of.
fn named(view: &View<'_>, indicator: &Indicator) -> String {
    let framework = view.desk.publication.framework;
    let shared = framework.indicators().iter().filter(|one| one.name == indicator.name).count() > 1;
    let whole = indicator.part_of.as_ref().filter(|_| shared).and_then(|code| framework.indicator(code));
    match whole {
        Some(whole) => format!("{}: {}", whole.name, indicator.name),
        None => indicator.name.clone(),
    }
}

fn sure(view: &View<'_>, indicator: &Indicator, figure: &Released) -> Cell {
    match evidence(view, indicator, figure) {
        Some(evidence) => Cell::from(view.weigh(evidence).because),
        None => Cell::from(figures::NO_RANGE),
    }
}

/// What an outcome rests on; nothing where there is no value.
pub(super) fn evidence(view: &View<'_>, indicator: &Indicator, figure: &Released) -> Option<Evidence> {
    let shown = figure.shown()?;
    let design = design(&indicator.measure);
    let set = Evidence { design: Some(design), ..Evidence::default() };
    let answers = Evidence { response: view.response(), answers: Some(shown.n), ..set };
    Some(match (design, &indicator.measure) {
        (Design::Comparison, _) => Evidence { compared: Some((shown.n, shown.counted)), ..set },
        (Design::Change, MeasureKind::MatchedChange(_)) => Evidence { matched: view.matched(), ..answers },
        (Design::Said, _) => answers,
        (Design::Change | Design::Counted, _) => set,
    })
}

/// Units of a level on the main outcomes; nothing where none of them is told of two units.
fn beside(view: &View<'_>, level: Level, main: &[&Indicator]) -> Option<Table> {
    let units = view.inside(level);
    let told =
        |indicator: &&&Indicator| units.iter().filter(|unit| view.of(&unit.id, &indicator.code).is_told()).count() >= 2;
    let outcomes: Vec<&&Indicator> = main.iter().filter(told).take(MOST_BESIDE).collect();
    if outcomes.is_empty() || units.len() > super::heat::MOST_ROWS {
        return None;
    }
    let words = view.words();
    let mut table = Table::new(words.say("outcomes_beside", [("level", level.word().into())]), words, &[]);
    table.column(words.level(level), false);
    for indicator in &outcomes {
        table.column(named(view, indicator), true);
    }
    let row = |unit: &crate::vocabulary::UnitId| {
        let cells = outcomes
            .iter()
            .map(|indicator| Cell { reason: None, ..view.cell(view.of(unit, &indicator.code), indicator) });
        Row { cells: cells.collect(), ..Row::new(view.link(unit)) }
    };
    let mut own = row(view.unit);
    own.stands_out = true;
    table.row(own);
    for unit in &units {
        table.row(row(&unit.id));
    }
    Some(table)
}
