//! The scales survey by survey, whoever answered: small multiples for the programme, named lines for an area.

use super::scales::{reading, spanning};
use crate::chart::{
    Axis, MOST_PANELS, Multiples, MultiplesKey, Panel, Reading, Slope, SlopeKey, SlopeLine, WaveValue,
    Words as Alternative,
};
use crate::framework::Indicator;
use crate::measure::Absence;
use crate::narrate::{self, Verdict, figures, number};
use crate::release::{Released, Shown};
use crate::report::desk::View;
use crate::report::error::ReportError;
use crate::report::figure::{Figure, Parts};
use crate::report::table::{Cell, Row, Table};
use crate::vocabulary::{Level, Quantity};

/// Fewest surveys that make a course; two are a change, which is told of the same people alone.
pub(super) const FEWEST: usize = 3;

/// One scale over all surveys.
struct Line<'a> {
    indicator: &'a Indicator,
    figures: Vec<&'a Released>,
    /// Surveys whose questions differ from the one before.
    breaks: Vec<usize>,
}

/// The figure; nothing with fewer than three surveys, or where no scale is told at two of them.
pub(in crate::report) fn figure(view: &View<'_>) -> Result<Option<Figure>, ReportError> {
    let waves = &view.desk.publication.plan.wave;
    let mut lines: Vec<Line<'_>> = view.desk.headlines().into_iter().map(|indicator| line(view, indicator)).collect();
    lines.retain(|line| line.figures.iter().filter(|figure| figure.shown().is_some()).count() >= 2);
    let first = lines.first().map(|line| line.indicator);
    let Some(first) = first.filter(|_| waves.len() >= FEWEST) else { return Ok(None) };
    let words = view.words();
    let verdicts: Vec<Verdict> = lines.iter().filter_map(|line| course(line)).collect();
    let surveys = || ("surveys", waves.len().into());
    let title = match figures::tally(&verdicts, words) {
        Some(differences) => words.say("waves_title", [surveys(), ("differences", differences.into())]),
        None => words.say("waves_title_alike", [surveys()]),
    };
    let sentences = figures::readable(sentences(view, &lines), words);
    let alternative = figures::shortened(&format!("{} {}", sentences.join(" "), words.text("waves_people")));
    let id = "f-waves";
    let told = Alternative { id: id.to_owned(), title: title.clone(), description: alternative.clone() };
    let drawing = if view.unit.level == Level::Programme {
        multiples(view, told, &lines).draw()
    } else {
        slope(view, told, &lines).draw()
    };
    let (drawing, mut notes) = view.drawn(id, drawing)?;
    notes.push(words.text("waves_people").to_owned());
    let is_panels = view.unit.level == Level::Programme;
    let how_to_read = words.texts([if is_panels { "waves_read_panels" } else { "waves_read_lines" }, "waves_read_2"]);
    view.contract(Parts {
        id: id.to_owned(),
        title,
        subtitle: words.say("waves_subtitle", view.where_and_when()),
        sentences,
        drawing,
        n_line: view.response_line(),
        notes,
        alternative,
        how_to_read,
        table: table(view, &view.desk.headlines()),
        definition: view.definition(first),
        command: view.command(&first.code),
    })
    .map(Some)
}

fn line<'a>(view: &View<'a>, indicator: &'a Indicator) -> Line<'a> {
    let waves = &view.desk.publication.plan.wave;
    let figures = waves.iter().map(|wave| view.figure_at(&indicator.code, &wave.id)).collect();
    Line { indicator, figures, breaks: breaks(view, indicator) }
}

/// Waves whose questions differ from those of the wave before.
pub(super) fn breaks(view: &View<'_>, indicator: &Indicator) -> Vec<usize> {
    let waves = &view.desk.publication.plan.wave;
    let pairs = waves.iter().zip(waves.iter().skip(1)).zip(1..);
    let changed = pairs.filter(|((before, wave), _)| !wave.asks_as_at(before, indicator.measure.items()));
    changed.map(|(_, place)| place).collect()
}

/// How the last survey's average stands to the first one's, by whether their likely ranges part; nothing where the
/// questions changed or a range is missing.
fn course(line: &Line<'_>) -> Option<Verdict> {
    let shown: Vec<&Shown> = line.figures.iter().filter_map(|figure| figure.shown()).collect();
    let (first, last) = (shown.first()?.interval?, shown.last()?.interval?);
    if !line.breaks.is_empty() {
        return None;
    }
    Some(if last.low > first.high {
        Verdict::Higher
    } else if last.high < first.low {
        Verdict::Lower
    } else {
        Verdict::Similar
    })
}

/// The scale that lies furthest apart at its ends.
fn sentences(view: &View<'_>, lines: &[Line<'_>]) -> Vec<String> {
    let ends = |line: &Line<'_>| {
        let shown: Vec<&Shown> = line.figures.iter().filter_map(|figure| figure.shown()).collect();
        Some((shown.first()?.value, shown.last()?.value))
    };
    let apart = |line: &&Line<'_>| ends(line).map_or(0.0, |(first, last)| (last - first).abs());
    let furthest = lines.iter().filter(|line| line.breaks.is_empty()).max_by(|a, b| apart(a).total_cmp(&apart(b)));
    let say = |line: &Line<'_>| {
        let (first, last) = ends(line)?;
        let plain = |value| number::plain(Quantity::ScaleMean, value);
        let named = ("scale", (&line.indicator.name).into());
        Some(view.words().say("waves_sentence", [named, ("first", plain(first).into()), ("last", plain(last).into())]))
    };
    furthest.and_then(say).into_iter().collect()
}

/// Whole points of the scale around all values, and around the ends of their ranges where these are drawn: an axis as
/// narrow as the values would make every change look large.
fn axis(lines: &[Line<'_>], with_ranges: bool) -> Axis {
    let figures = || lines.iter().flat_map(|line| &line.figures);
    let shown = figures().filter_map(|figure| figure.shown()).flat_map(|shown| {
        let range = shown.interval.filter(|_| with_ranges);
        let ends = range.map_or([shown.value; 2], |interval| [interval.low, interval.high]);
        [shown.value, ends[0], ends[1]]
    });
    let bounds = figures().filter_map(|figure| match figure {
        Released::Bounded(bounded) => Some(bounded.limit),
        _ => None,
    });
    spanning(Quantity::ScaleMean, shown.chain(bounds).flat_map(|value| [value.floor(), value.ceil()]))
}

fn tip(view: &View<'_>, line: &Line<'_>) -> String {
    let texts = line.figures.iter().map(|figure| view.cell(figure, line.indicator).text);
    let values = texts.collect::<Vec<_>>().join(", ");
    view.words().say("waves_tip", [("name", (&line.indicator.name).into()), ("values", values.into())])
}

pub(super) fn labels(view: &View<'_>) -> Vec<String> {
    view.desk.publication.plan.wave.iter().map(|wave| wave.label.clone()).collect()
}

fn multiples(view: &View<'_>, words: Alternative, lines: &[Line<'_>]) -> Multiples {
    let text = |id: &str| view.words().text(id).to_owned();
    let value = |line: &Line<'_>, figure: &Released| WaveValue {
        reading: short(view, figure, line.indicator),
        range: figure.shown().and_then(|shown| shown.interval).map(|ends| (ends.low, ends.high)),
        n_label: figure.shown().map_or_else(String::new, |shown| number::count(shown.n)),
    };
    let panel = |line: &Line<'_>| Panel {
        title: view.label(&line.indicator.name),
        own: line.figures.iter().map(|figure| value(line, figure)).collect(),
        reference: Vec::new(),
        others: Vec::new(),
        breaks: line.breaks.clone(),
        tip: tip(view, line),
    };
    let lines = lines.get(..MOST_PANELS.min(lines.len())).unwrap_or(lines);
    Multiples {
        words,
        axis: axis(lines, true),
        waves: labels(view),
        key: MultiplesKey {
            own: text("waves_key_own"),
            range: text("units_key_range"),
            reference: String::new(),
            others: String::new(),
            bound: text("only_a_bound"),
            changed: text("waves_key_changed"),
        },
        panels: lines.iter().map(panel).collect(),
    }
}

fn slope(view: &View<'_>, words: Alternative, lines: &[Line<'_>]) -> Slope {
    let text = |id: &str| view.words().text(id).to_owned();
    let one = |line: &Line<'_>| SlopeLine {
        label: Some(view.label(&line.indicator.name)),
        readings: line.figures.iter().map(|figure| reading(view, figure, line.indicator)).collect(),
        is_own: false,
        tip: tip(view, line),
    };
    let mut breaks: Vec<usize> = lines.iter().flat_map(|line| line.breaks.iter().copied()).collect();
    breaks.sort_unstable();
    breaks.dedup();
    Slope {
        words,
        axis: axis(lines, false),
        waves: labels(view),
        key: SlopeKey {
            own: String::new(),
            others: String::new(),
            bound: text("only_a_bound"),
            changed: text("waves_key_changed"),
        },
        breaks,
        lines: lines.iter().map(one).collect(),
    }
}

/// A reading whose symbol stands without its reason, which has no room under a panel.
pub(super) fn short(view: &View<'_>, figure: &Released, indicator: &Indicator) -> Reading {
    match reading(view, figure, indicator) {
        Reading::NotShown { .. } => Reading::NotShown { symbol_text: view.cell(figure, indicator).text },
        told => told,
    }
}

/// Every headline scale at every wave, whoever answered.
pub(super) fn table(view: &View<'_>, headlines: &[&Indicator]) -> Table {
    let mut table = Table::new(view.words().text("change_waves_caption"), view.words(), &["head_scale"]);
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
                said.reason = Some(view.words().absent(&Absence::QuestionChanged));
            }
            row = row.with(Cell::from(said));
        }
        table.row(row);
    }
    table
}
