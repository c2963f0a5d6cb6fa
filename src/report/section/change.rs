//! What changed: matched people first, then everybody's answers wave by wave.

use super::Section;
use crate::chart::{Axis, Dumbbell, DumbbellKey, DumbbellRow, Label, Tick, Words as Alternative};
use crate::framework::Indicator;
use crate::measure::Absence;
use crate::narrate::{self, Verdict, figures, number, summary};
use crate::release::Shown;
use crate::report::desk::View;
use crate::report::error::ReportError;
use crate::report::figure::{Figure, Parts};
use crate::report::table::{Cell, Row, Table};
use crate::vocabulary::{Quantity, Wave};

/// What changed since the first wave.
pub(in crate::report) fn section(view: &View<'_>) -> Result<Section, ReportError> {
    let Some(first) = view.desk.first else {
        return Ok(Section::saying(vec![summary::no_earlier_wave(&view.desk.wave.label)]));
    };
    let figures = figure(view, first)?.into_iter().collect::<Vec<_>>();
    let lead = if figures.is_empty() { vec![summary::no_matched_change()] } else { Vec::new() };
    let notes = vec![summary::unmatched()];
    Ok(Section { lead, figures, tables: waves(view).into_iter().collect(), notes })
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
    let changes = view.desk.changes();
    let clear = verdicts(view);
    let Some((command, _, _)) = clear.first() else { return Ok(None) };
    let list: Vec<Verdict> = clear.iter().map(|(_, _, verdict)| *verdict).collect();
    let title = figures::change::title(&list, &first.label);
    let chosen = list.iter().position(|verdict| *verdict != Verdict::Similar).unwrap_or(0);
    let sentences: Vec<String> = clear
        .get(chosen)
        .into_iter()
        .filter_map(|(indicator, shown, verdict)| {
            let range = number::range(shown.quantity, shown.interval?);
            let change = number::signed(shown.quantity, shown.value);
            Some(figures::change::sentence(view.desk.scale_name(indicator), *verdict, &change, &range))
        })
        .collect();
    let sentences = figures::readable(sentences);
    let id = "f-change";
    let description = format!("{} {}", summary::change(&list, &first.label), sentences.join(" "));
    let alternative = figures::shortened(&description);
    let drawing = Dumbbell {
        words: Alternative { id: id.to_owned(), title: title.clone(), description: alternative.clone() },
        axis: axis(&clear),
        key: DumbbellKey {
            earlier: format!("{} (set to 0)", first.label),
            later: format!("Change by {}", view.desk.wave.label),
            unclear: "No clear change".to_owned(),
        },
        change_heading: "Change (likely range)".to_owned(),
        rows: changes.iter().map(|indicator| row(view, indicator)).collect(),
    };
    let most = clear.iter().map(|(_, shown, _)| shown.n).max().unwrap_or(0);
    let (drawing, undrawn) = view.drawn(id, drawing.draw())?;
    view.contract(Parts {
        id: id.to_owned(),
        title,
        subtitle: format!(
            "Average change of people who answered in {} and {}, {}",
            first.label,
            view.desk.wave.label,
            view.name()
        ),
        sentences,
        drawing,
        n_line: summary::pairs(most, view.matched()),
        notes: undrawn.into_iter().chain([view.sureness(Some(most), true).because]).collect(),
        alternative,
        how_to_read: figures::change::how_to_read(),
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
    let label = Label::new(view.desk.scale_name(indicator));
    let figure = view.figure(&indicator.code);
    match figure.shown().and_then(|shown| Some((shown, shown.interval?))) {
        Some((shown, interval)) => {
            let (change, range) =
                (number::signed(shown.quantity, shown.value), number::range(shown.quantity, interval));
            DumbbellRow::Shown {
                tip: format!("{}: {change}, likely range {range}", label.text),
                label,
                earlier: 0.0,
                later: shown.value,
                change_label: format!("{change} ({range})"),
                clear: narrate::against(interval, 0.0) != Verdict::Similar,
            }
        }
        None => DumbbellRow::NotShown { label, symbol_text: view.cell(figure, indicator).text },
    }
}

fn table<'a>(view: &View<'a>, changes: &[&'a Indicator], first: &Wave) -> Table {
    let caption = format!("Change from {} to {} among the same people", first.label, view.desk.wave.label);
    let mut table = Table::new(caption, &["Scale", "Change#", "Likely range#", "Reading", "People#"]);
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
                .with(verdict.map_or(figures::NO_RANGE, summary::change_word))
                .with(people),
        );
    }
    table
}

/// Every headline scale at every wave, whoever answered.
fn waves(view: &View<'_>) -> Option<Table> {
    let headlines = view.desk.headlines();
    let mut table = Table::new("Everybody’s answers, survey by survey", &["Scale"]);
    let waves = &view.desk.publication.plan.wave;
    for wave in waves {
        table.column(wave.label.clone(), true);
    }
    for indicator in headlines {
        let mut row = Row::new(view.definition(indicator));
        for (at, wave) in waves.iter().enumerate() {
            let figure = view.figure_at(&indicator.code, &wave.id);
            let mut said = narrate::released(figure, indicator, view.words());
            // Side by side they would be read as change, which they are not.
            let changed = waves.iter().take(at).any(|earlier| !wave.asks_as_at(earlier, indicator.measure.items()));
            if changed && said.reason.is_none() {
                said.reason = Some(view.words().absent(&Absence::QuestionChanged).to_owned());
            }
            row = row.with(Cell::from(said));
        }
        table.row(row);
    }
    (!table.rows.is_empty()).then_some(table)
}
