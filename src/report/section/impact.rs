//! What it led to: what members say beside what was measured, always together.

use super::Section;
use crate::framework::{FamilyRole, Indicator, MeasureKind};
use crate::narrate::{self, figures, summary};
use crate::report::desk::View;
use crate::report::table::{Cell, Row, Table};
use crate::vocabulary::Quantity;

/// Both tables, the sentence that sets them side by side, and what the design allows to be said.
pub(in crate::report) fn section(view: &View<'_>) -> Section {
    let indicators = view.desk.indicators(FamilyRole::Impact);
    let (said, measured): (Vec<&Indicator>, Vec<&Indicator>) =
        indicators.into_iter().partition(|indicator| !indicator.measure.items().is_empty());
    let both = (!said.is_empty(), !measured.is_empty());
    let tables = [("impact_said", said), ("impact_measured", measured)];
    let tables: Vec<Table> =
        tables.into_iter().filter_map(|(id, list)| table(view, view.words().text(id), &list)).collect();
    if tables.is_empty() {
        return Section::saying(view.words().texts(["no_impact"]));
    }
    let lead = summary::contribution(both.0, both.1, view.words());
    Section { lead: vec![lead], tables, ..Section::default() }
}

fn table(view: &View<'_>, caption: &str, indicators: &[&Indicator]) -> Option<Table> {
    let heads = ["head_outcome", "head_value#", "head_likely_range#", "head_reading", "head_rests_on", "head_how_sure"];
    let mut table = Table::new(caption, view.words(), &heads);
    for indicator in indicators.iter().filter(|indicator| view.measures(indicator)) {
        let figure = view.figure(&indicator.code);
        let row = Row::new(view.definition(indicator))
            .with(view.cell(figure, indicator))
            .with(view.range(figure))
            .with(reading(view, indicator))
            .with(view.rests_on(figure))
            .with(sureness(view, indicator));
        let mut row = row.noted(view.words().measure(&indicator.measure));
        row.id = Some(super::profile::row_id(indicator));
        row.is_part = indicator.part_of.is_some();
        table.row(row);
    }
    (!table.rows.is_empty()).then_some(table)
}

/// Whether an outcome is set beside schools outside the programme.
pub(super) fn is_comparison(measure: &MeasureKind) -> bool {
    matches!(measure, MeasureKind::Comparison(_) | MeasureKind::PooledComparison(_) | MeasureKind::ValueAdded(_))
}

/// For a difference from comparison schools or from before: which way its likely range lies; for the rest: its band, if
/// it has one here.
pub(super) fn reading(view: &View<'_>, indicator: &Indicator) -> Cell {
    let figure = view.figure(&indicator.code);
    let is_difference = matches!(indicator.quantity, Quantity::EffectSize | Quantity::ScaleDifference);
    let is_change = matches!(indicator.measure, MeasureKind::MatchedChange(_) | MeasureKind::NumberChange(_));
    let verdict = |shown: &crate::release::Shown| shown.interval.map(|interval| narrate::against(interval, 0.0));
    match figure.shown() {
        Some(shown) if is_change && verdict(shown).is_some() => {
            Cell::from(verdict(shown).map_or(figures::NO_RANGE, |verdict| summary::change_word(verdict, view.words())))
        }
        Some(shown) if is_difference => match shown.interval.map(|interval| narrate::against(interval, 0.0)) {
            Some(verdict) => Cell::from(summary::difference_word(verdict, view.words())),
            None => Cell::from(figures::NO_RANGE),
        },
        _ => view.band(figure, indicator),
    }
}

fn sureness(view: &View<'_>, indicator: &Indicator) -> Cell {
    let figure = view.figure(&indicator.code);
    match figure.shown() {
        Some(shown) if !indicator.measure.items().is_empty() => {
            let is_change = matches!(indicator.measure, MeasureKind::MatchedChange(_));
            Cell::from(view.sureness(Some(shown.n), is_change).word)
        }
        Some(shown) => Cell::from(figures::capital(view.words().basis(shown.basis))),
        None => Cell::from(figures::NO_RANGE),
    }
}
