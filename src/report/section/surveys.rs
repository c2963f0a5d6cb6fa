//! The main scales wave by wave, a panel each: everybody's answers with their likely ranges, the programme beside them.

use super::waves::{self, short};
use crate::chart::{MOST_PANELS, Multiples, MultiplesKey, Panel, WaveValue, Words as Alternative};
use crate::framework::Indicator;
use crate::narrate::{figures, number};
use crate::release::Released;
use crate::report::desk::View;
use crate::report::error::ReportError;
use crate::report::figure::{Figure, Parts};
use crate::vocabulary::{UnitId, Wave};

/// The figure; nothing where there are too few waves, or nothing is told of the group at any.
pub(in crate::report) fn figure(view: &View<'_>) -> Result<Option<Figure>, ReportError> {
    let scales = scales(view);
    let all = &view.desk.publication.plan.wave;
    let is_told = |one: &&Indicator| all.iter().any(|wave| view.figure_at(&one.code, &wave.id).is_told());
    let (Some(first), Some(axis)) = (scales.first(), scales.first().and_then(|one| view.desk.scale_axis(one))) else {
        return Ok(None);
    };
    if all.len() < waves::FEWEST || !scales.iter().any(is_told) {
        return Ok(None);
    }
    let words = view.words();
    let id = "f-waves";
    let title = words.text("surveys_title").to_owned();
    let sentences = sentences(view, &scales);
    let alternative = figures::shortened(&sentences.join(" "));
    let drawing = Multiples {
        words: Alternative { id: id.to_owned(), title: title.clone(), description: alternative.clone() },
        axis,
        waves: waves::labels(view),
        key: key(view),
        panels: scales.iter().map(|one| panel(view, one)).collect(),
    };
    let (drawing, undrawn) = view.drawn(id, drawing.draw())?;
    view.contract(Parts {
        id: id.to_owned(),
        title,
        subtitle: words.say("surveys_subtitle", [("unit", view.name().into())]),
        sentences,
        drawing,
        n_line: n_line(view),
        notes: undrawn.into_iter().chain(words.texts(["surveys_people"])).collect(),
        alternative,
        how_to_read: words.texts(["surveys_read_1", "surveys_read_2", "surveys_read_3"]),
        table: waves::table(view, &scales),
        definition: view.definition(first),
        command: view.command(&first.code),
    })
    .map(Some)
}

/// The main scales that are answered on the first one's scale.
fn scales<'a>(view: &View<'a>) -> Vec<&'a Indicator> {
    let mut scales = view.desk.headlines();
    let axis = scales.first().and_then(|one| view.desk.scale_axis(one));
    scales.retain(|one| view.desk.scale_axis(one) == axis);
    scales.truncate(MOST_PANELS);
    scales
}

fn key(view: &View<'_>) -> MultiplesKey {
    let text = |id: &str| view.words().text(id).to_owned();
    MultiplesKey {
        own: view.words().this(view.unit.level).to_owned(),
        range: text("head_likely_range"),
        reference: text("head_programme"),
        others: String::new(),
        bound: text("only_a_bound"),
        changed: text("waves_key_changed"),
    }
}

fn panel(view: &View<'_>, indicator: &Indicator) -> Panel {
    let waves = &view.desk.publication.plan.wave;
    let own: Vec<WaveValue> = waves.iter().map(|wave| value(view, indicator, wave)).collect();
    let programme = |wave: &Wave| short(view, view.of_at(&UnitId::programme(), &indicator.code, &wave.id), indicator);
    let told: Vec<String> = waves
        .iter()
        .map(|wave| format!("{}: {}", wave.label, view.cell(view.figure_at(&indicator.code, &wave.id), indicator).text))
        .collect();
    Panel {
        title: view.label(&indicator.name),
        own,
        reference: waves.iter().map(programme).collect(),
        others: Vec::new(),
        breaks: waves::breaks(view, indicator),
        tip: format!("{}. {}", indicator.name, told.join("; ")),
    }
}

fn value(view: &View<'_>, indicator: &Indicator, wave: &Wave) -> WaveValue {
    let figure = view.figure_at(&indicator.code, &wave.id);
    let n = match figure {
        Released::Shown(shown) => Some(shown.n),
        Released::Bounded(bounded) => Some(bounded.n),
        Released::Withheld(_) | Released::Absent(_) => None,
    };
    let n_label = n.map_or_else(String::new, |n| view.words().say("surveys_n", [("n", n.into())]));
    // Where everybody answered there is no range to what they said.
    let range = figure.shown().and_then(|shown| shown.interval).filter(|range| range.high > range.low);
    WaveValue { reading: short(view, figure, indicator), range: range.map(|one| (one.low, one.high)), n_label }
}

/// Where the highest and the lowest scale stand now, and which one's answers differ most from the first ones told.
fn sentences(view: &View<'_>, scales: &[&Indicator]) -> Vec<String> {
    let words = view.words();
    let now = scales.iter().filter_map(|one| Some((*one, view.figure(&one.code).shown()?.value)));
    let mut now: Vec<(&Indicator, f64)> = now.collect();
    now.sort_by(|one, other| one.1.total_cmp(&other.1));
    let (Some((low, _)), Some((high, _))) = (now.first(), now.last()) else {
        return words.texts(["surveys_nothing_now"]);
    };
    let value = |one: &Indicator| view.cell(view.figure(&one.code), one).text;
    let ends = match value(low) == value(high) {
        true => words.say("surveys_alike", [("value", value(high).into())]),
        false => words.say(
            "surveys_ends",
            [
                ("high", (&high.name).into()),
                ("high_value", value(high).into()),
                ("low", (&low.name).into()),
                ("low_value", value(low).into()),
            ],
        ),
    };
    figures::readable([Some(ends), differing(view, scales)].into_iter().flatten().collect(), words)
}

/// The scale whose answers now lie furthest from those at the first wave, where the likely ranges leave no doubt. The
/// people may differ as well, so it is no change.
fn differing(view: &View<'_>, scales: &[&Indicator]) -> Option<String> {
    let (first, latest) = (view.desk.first?, view.desk.wave);
    let apart = scales.iter().filter_map(|one| {
        let (before, now) = (view.figure_at(&one.code, &first.id).shown()?, view.figure(&one.code).shown()?);
        let (then, since) = (before.interval?, now.interval?);
        let is_apart = then.high < since.low || since.high < then.low;
        let is_asked_alike = latest.asks_as_at(first, one.measure.items());
        (is_apart && is_asked_alike).then(|| (*one, (now.value - before.value).abs()))
    });
    let (most, _) = apart.max_by(|one, other| one.1.total_cmp(&other.1))?;
    let value = |wave: &Wave| view.cell(view.figure_at(&most.code, &wave.id), most).text;
    let told = [("name", (&most.name).into()), ("before", value(first).into()), ("now", value(latest).into())];
    Some(view.words().say("surveys_differ", told))
}

/// How many answered at each wave.
fn n_line(view: &View<'_>) -> String {
    let waves = &view.desk.publication.plan.wave;
    let told = waves.iter().map(|wave| match view.response_of(view.unit, &wave.id) {
        Some((answered, eligible)) => format!("{} {}", wave.label, number::of(answered, eligible, view.words())),
        None => format!("{} {}", wave.label, view.response_untold(view.unit, &wave.id)),
    });
    let told: Vec<String> = told.collect();
    view.words().say("surveys_answered", [("waves", told.join("; ").into())])
}
