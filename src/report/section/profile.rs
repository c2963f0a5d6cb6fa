//! The profile: every characteristic with its value, its judgement and what it rests on.

use crate::framework::{Band, Family, FamilyRole, Indicator};
use crate::narrate::{Verdict, Words, figures};
use crate::release::Released;
use crate::report::desk::View;
use crate::report::site::fragment;
use crate::report::table::{Cell, Row, Table};
use crate::vocabulary::{Level, UnitId};

/// The families of a role, a table each, with their titles as captions.
pub(in crate::report) fn tables(view: &View<'_>, role: FamilyRole) -> Vec<Table> {
    let families = view.desk.families(role);
    families.filter_map(|family| table(view, &view.desk.of_family(family), family.title.clone())).collect()
}

/// The same without the rows that stand elsewhere on the page.
pub(in crate::report) fn tables_without(view: &View<'_>, role: FamilyRole, elsewhere: &[&Indicator]) -> Vec<Table> {
    let rows = |family: &Family| {
        let mut rows = view.desk.of_family(family);
        rows.retain(|one| !elsewhere.iter().any(|other| other.code == one.code));
        rows
    };
    view.desk.families(role).filter_map(|family| table(view, &rows(family), family.title.clone())).collect()
}

/// The table of indicators and their parts, the programme beside them.
fn table(view: &View<'_>, indicators: &[&Indicator], caption: String) -> Option<Table> {
    let programme = UnitId::programme();
    let beside = view.unit.level != Level::Programme;
    let judged = view.unit.level == Level::Group;
    let words = view.words();
    let own = if beside { words.this(view.unit.level) } else { words.text("head_programme") };
    let mut table = Table::new(caption, words, &["head_indicator"]);
    table.column(own, true);
    if judged {
        table.column(words.text("head_judgement"), false);
    }
    table.column(words.text("head_likely_range"), true);
    if beside {
        table.column(words.text("head_programme"), true);
        table.column(words.text("head_compared"), false);
    }
    table.column(words.text("head_rests_on"), false);
    for indicator in indicators.iter().filter(|indicator| view.measures(indicator)) {
        let (figure, reference) = (view.figure(&indicator.code), view.of(&programme, &indicator.code));
        let mut row = Row::new(view.definition(indicator)).with(view.cell(figure, indicator));
        row.id = Some(row_id(indicator));
        row.is_part = indicator.part_of.is_some();
        if judged {
            row = row.with(judgement(view, figure, indicator));
        }
        row = row.with(if beside { view.range_among_peers(figure) } else { view.range(figure) });
        if beside {
            row = row.with(view.cell(reference, indicator)).with(compared(view.verdict(figure, reference), words));
        }
        table.row(row.with(view.rests_on(figure)));
    }
    (!table.rows.is_empty()).then_some(table)
}

/// The place of an indicator's row in the page.
pub(in crate::report) fn row_id(indicator: &Indicator) -> String {
    fragment(&indicator.code)
}

/// The band of a value that may be shown.
pub(in crate::report) fn band_of(figure: &Released) -> Option<Band> {
    match figure {
        Released::Shown(shown) => shown.band,
        Released::Bounded(bounded) => bounded.band,
        _ => None,
    }
}

/// A band's look.
pub(super) fn band_class(band: Band) -> &'static str {
    match band {
        Band::InPlace => "band-good",
        Band::Partly => "band-fair",
        Band::NotYet => "band-not",
    }
}

fn judgement(view: &View<'_>, figure: &Released, indicator: &Indicator) -> Cell {
    let class = band_of(figure).map_or("none", band_class);
    view.band(figure, indicator).looking(class)
}

pub(in crate::report) fn compared(verdict: Option<Verdict>, words: &Words) -> Cell {
    match verdict {
        Some(verdict @ Verdict::Higher) => Cell::from(verdict.mark(words)).looking("higher"),
        Some(verdict @ Verdict::Lower) => Cell::from(verdict.mark(words)).looking("lower"),
        Some(verdict) => Cell::from(verdict.mark(words)).looking("similar"),
        None => Cell::from(figures::NO_RANGE),
    }
}
