//! What varies between groups and within them, in plain sentences, from what the release tells of it. Nothing is
//! computed here: where a framework does not measure it, the page says so.

use super::Section;
use crate::framework::{GroupSignal, Indicator, MeasureKind};
use crate::narrate::number;
use crate::release::Shown;
use crate::report::desk::View;
use crate::report::table::{Row, Table};
use crate::vocabulary::{Level, Quantity};

/// What the release tells of differences between groups.
pub(in crate::report) fn section(view: &View<'_>) -> Section {
    let words = view.words();
    let indicators: Vec<&Indicator> = view
        .desk
        .publication
        .framework
        .indicators()
        .iter()
        .filter(|one| matches!(one.measure, MeasureKind::BetweenGroups(_) | MeasureKind::Explained(_)))
        .filter(|one| view.measures(one))
        .collect();
    let mut lead: Vec<String> = indicators.iter().filter_map(|one| sentence(view, one)).collect();
    if lead.is_empty() {
        lead.extend(words.texts(["varies_untold"]));
    }
    if view.inside(Level::Network).len() >= 2 {
        lead.extend(words.texts(["varies_networks"]));
    }
    let heads = ["head_indicator", "head_value#", "head_likely_range#", "head_rests_on"];
    let mut table = Table::new(words.text("varies_caption"), words, &heads);
    for indicator in &indicators {
        let figure = view.figure(&indicator.code);
        let mut row = Row::new(view.definition(indicator))
            .with(view.cell(figure, indicator))
            .with(view.range(figure))
            .with(view.rests_on(figure));
        row.is_part = indicator.part_of.is_some();
        table.row(row);
    }
    // A table of reasons why there is nothing would say no more than the sentence does.
    let is_told = indicators.iter().any(|one| view.figure(&one.code).is_told());
    let tables = if is_told { vec![table] } else { Vec::new() };
    Section { lead, tables, ..Section::default() }
}

fn sentence(view: &View<'_>, indicator: &Indicator) -> Option<String> {
    let MeasureKind::BetweenGroups(between) = &indicator.measure else { return None };
    let shown = view.figure(&indicator.code).shown()?;
    let words = view.words();
    let scale = ("scale", scale(view, &between.items).unwrap_or(&indicator.name).into());
    let percent = |value: f64| number::plain(Quantity::Share, value.clamp(0.0, 1.0));
    let share = ("share", percent(shown.value).into());
    Some(match between.signal {
        GroupSignal::Icc1 if is_nothing(shown) => words.say("varies_none", [scale]),
        GroupSignal::Icc1 => match shown.interval {
            Some(ends) => {
                let ends = [("low", percent(ends.low).into()), ("high", percent(ends.high).into())];
                words.say_all("varies_between", [scale, share].into_iter().chain(ends))
            }
            None => words.say("varies_between_plain", [scale, share]),
        },
        GroupSignal::Icc2 => words.say("varies_average", [scale, share]),
    })
}

/// Whether groups differ no more than people do by chance.
fn is_nothing(shown: &Shown) -> bool {
    shown.value <= 0.0 || shown.interval.is_some_and(|ends| ends.low <= 0.0)
}

/// The scale of the same questions, by its name.
fn scale<'a>(view: &View<'a>, items: &[String]) -> Option<&'a str> {
    let is_scale = |one: &&Indicator| matches!(one.measure, MeasureKind::ScaleMean(_)) && one.measure.items() == items;
    view.desk.publication.framework.indicators().iter().find(is_scale).map(|one| one.name.as_str())
}
