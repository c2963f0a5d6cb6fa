//! What changed: matched people first, then everybody's answers wave by wave.

use super::Section;
use crate::chart::{Axis, Dumbbell, DumbbellKey, DumbbellRow, Tick, Words as Alternative};
use crate::framework::Indicator;
use crate::narrate::{self, Verdict, figures, number, summary};
use crate::release::Shown;
use crate::report::desk::View;
use crate::report::error::ReportError;
use crate::report::figure::{Figure, Parts};
use crate::report::table::{Row, Table};
use crate::vocabulary::{Quantity, Wave};

/// What changed since the first wave.
pub(in crate::report) fn section(view: &View<'_>) -> Result<Section, ReportError> {
    let Some(first) = view.desk.first else {
        return Ok(Section::saying(vec![summary::no_earlier_wave(&view.desk.wave.label, view.words())]));
    };
    let figures = figure(view, first)?.into_iter().collect::<Vec<_>>();
    let lead = if figures.is_empty() { view.words().texts(["no_matched_change"]) } else { Vec::new() };
    let notes = view.words().texts(["unmatched"]);
    Ok(Section { lead, figures, tables: waves(view).into_iter().collect(), notes })
}

/// The same with the scales survey by survey drawn, for the page of a larger unit.
pub(in crate::report) fn of_area(view: &View<'_>) -> Result<Section, ReportError> {
    let mut section = section(view)?;
    if let Some(figure) = super::waves::figure(view)? {
        section.figures.push(figure);
        // The figure has the table, and its note says what the section's does.
        section.tables.clear();
        section.notes.clear();
    }
    Ok(section)
}

/// Changes with a likely range, and which way they lie.
pub(in crate::report) fn verdicts<'a>(view: &View<'a>) -> Vec<(&'a Indicator, &'a Shown, Verdict)> {
    let verdict = |indicator: &'a Indicator| {
        let shown = view.figure(&indicator.code).shown()?;
        Some((indicator, shown, narrate::against(shown.interval?, 0.0)))
    };
    view.desk.changes().into_iter().filter_map(verdict).collect()
}

fn figure(view: &View<'_>, first: &Wave) -> Result<Option<Figure>, ReportError> {
    let words = view.words();
    let changes = view.desk.changes();
    let clear = verdicts(view);
    let Some((command, _, _)) = clear.first() else { return Ok(None) };
    let list: Vec<Verdict> = clear.iter().map(|(_, _, verdict)| *verdict).collect();
    let title = figures::change::title(&list, &first.label, words);
    let chosen = list.iter().position(|verdict| *verdict != Verdict::Similar).unwrap_or(0);
    let sentences: Vec<String> = clear
        .get(chosen)
        .into_iter()
        .filter_map(|(indicator, shown, verdict)| {
            let range = number::range(shown.quantity, shown.interval?, words);
            let change = number::signed(shown.quantity, shown.value);
            Some(figures::change::sentence(view.desk.scale_name(indicator), *verdict, &change, &range, words))
        })
        .collect();
    let sentences = figures::readable(sentences, words);
    let id = "f-change";
    let description = format!("{} {}", summary::change(&list, &first.label, words), sentences.join(" "));
    let alternative = figures::shortened(&description);
    let drawing = Dumbbell {
        words: Alternative { id: id.to_owned(), title: title.clone(), description: alternative.clone() },
        axis: axis(&clear),
        key: DumbbellKey {
            earlier: words.say("change_key_earlier", [("wave", (&first.label).into())]),
            later: words.say("change_key_later", [("wave", (&view.desk.wave.label).into())]),
            unclear: words.text("change_key_unclear").to_owned(),
        },
        change_heading: words.text("change_heading").to_owned(),
        rows: changes.iter().map(|indicator| row(view, indicator)).collect(),
    };
    let most = clear.iter().map(|(_, shown, _)| shown.n).max().unwrap_or(0);
    let (drawing, undrawn) = view.drawn(id, drawing.draw())?;
    view.contract(Parts {
        id: id.to_owned(),
        title,
        subtitle: words.say(
            "change_subtitle",
            [
                ("first", (&first.label).into()),
                ("latest", (&view.desk.wave.label).into()),
                ("unit", view.name().into()),
            ],
        ),
        sentences,
        drawing,
        n_line: summary::pairs(most, view.matched(), words),
        notes: undrawn.into_iter().chain([view.sureness(Some(most), true).because]).collect(),
        alternative,
        how_to_read: figures::change::how_to_read(words),
        table: table(view, &changes, first),
        definition: view.definition(command),
        command: view.command(&command.code),
    })
    .map(Some)
}

/// As wide as the widest likely range, in whole or half steps either side of nought.
fn axis(clear: &[(&Indicator, &Shown, Verdict)]) -> Axis {
    let reach = clear.iter().flat_map(|(_, shown, _)| [shown.value.abs()].into_iter()).fold(0.5_f64, f64::max);
    let end = (reach * 2.0).ceil() / 2.0;
    let step = if end > 1.0 { 1.0 } else { 0.5 };
    let mut ticks = Vec::new();
    let mut at = -(end / step).floor() * step;
    while at <= end + 1e-9 {
        ticks.push(Tick { at, label: number::signed(Quantity::ScaleDifference, at) });
        at += step;
    }
    Axis { from: -end, to: end, ticks }
}

fn row<'a>(view: &View<'a>, indicator: &'a Indicator) -> DumbbellRow {
    let label = view.label(view.desk.scale_name(indicator));
    let figure = view.figure(&indicator.code);
    match figure.shown().and_then(|shown| Some((shown, shown.interval?))) {
        Some((shown, interval)) => {
            let words = view.words();
            let change = number::signed(shown.quantity, shown.value);
            let range = number::range(shown.quantity, interval, words);
            let told = [("change", (&change).into()), ("range", (&range).into())];
            DumbbellRow::Shown {
                tip: words.say_all("change_tip", told.clone().into_iter().chain([("scale", (&label.text).into())])),
                label,
                earlier: 0.0,
                later: shown.value,
                change_label: words.say("change_label", told),
                clear: narrate::against(interval, 0.0) != Verdict::Similar,
            }
        }
        None => DumbbellRow::NotShown { label, symbol_text: view.cell(figure, indicator).text },
    }
}

fn table<'a>(view: &View<'a>, changes: &[&'a Indicator], first: &Wave) -> Table {
    let words = view.words();
    let waves = [("first", (&first.label).into()), ("latest", (&view.desk.wave.label).into())];
    let heads = ["head_scale", "head_change#", "head_likely_range#", "head_reading", "head_people#"];
    let mut table = Table::new(words.say("change_caption", waves), words, &heads);
    for indicator in changes {
        let figure = view.figure(&indicator.code);
        let shown = figure.shown();
        let verdict = shown.and_then(|shown| Some(narrate::against(shown.interval?, 0.0)));
        let people = shown.map_or_else(|| figures::NO_RANGE.to_owned(), |shown| number::count(shown.n));
        let name = crate::report::table::Link {
            text: view.desk.scale_name(indicator).to_owned(),
            ..view.definition(indicator)
        };
        table.row(
            Row::new(name)
                .with(view.cell(figure, indicator))
                .with(view.range(figure))
                .with(verdict.map_or(figures::NO_RANGE, |verdict| summary::change_word(verdict, words)))
                .with(people),
        );
    }
    table
}

/// Every headline scale at every wave, whoever answered.
fn waves(view: &View<'_>) -> Option<Table> {
    let table = super::waves::table(view, &view.desk.headlines());
    (!table.rows.is_empty()).then_some(table)
}
