//! The benchmark strip: a group's scale means among those of all groups.

use crate::chart::{Axis, OwnValue, Strip, StripKey, StripRow, Words as Alternative};
use crate::framework::Indicator;
use crate::measure::Interval;
use crate::narrate::{Verdict, figures, number};
use crate::release::Released;
use crate::report::desk::View;
use crate::report::error::ReportError;
use crate::report::figure::{Figure, Parts};
use crate::report::table::{Row, Table};
use crate::vocabulary::{Level, Quantity, UnitId};

/// Fewest other groups that a middle half is told of.
const FEWEST_FOR_MIDDLE: usize = 8;

/// One characteristic with all that the strip and its table show.
struct Line<'a> {
    indicator: &'a Indicator,
    own: &'a Released,
    programme: &'a Released,
    /// Where other groups stand; several may stand in one place.
    others: Vec<f64>,
    middle: Option<(f64, f64)>,
    verdict: Option<Verdict>,
}

/// The strip of the scale means among the characteristics; nothing where there are none.
pub(in crate::report) fn figure(view: &View<'_>) -> Result<Option<Figure>, ReportError> {
    let (axis, lines) = lines(view);
    let (Some(axis), Some(first)) = (axis, lines.first()) else { return Ok(None) };
    if lines.iter().all(|line| line.own.shown().is_none() && line.others.is_empty()) {
        return Ok(None);
    }
    let verdicts: Vec<Verdict> = lines.iter().filter_map(|line| line.verdict).collect();
    let title = figures::strip::title(&verdicts, view.words());
    let sentences = figures::readable(sentences(view, &lines), view.words());
    let alternative = figures::shortened(&sentences.join(" "));
    let id = "f-strip";
    let drawing = Strip {
        words: Alternative { id: id.to_owned(), title: title.clone(), description: alternative.clone() },
        axis,
        key: key(view),
        own_heading: view.words().this(view.unit.level).to_owned(),
        rows: lines.iter().map(|line| row(view, line)).collect(),
    };
    let definition = view.to("strip_definition", "framework.html");
    let (drawing, undrawn) = view.drawn(id, drawing.draw())?;
    view.contract(Parts {
        id: id.to_owned(),
        title,
        subtitle: view.words().say("strip_subtitle", view.where_and_when()),
        sentences,
        drawing,
        n_line: view.response_line(),
        notes: undrawn,
        alternative,
        how_to_read: figures::strip::how_to_read(view.words()),
        table: table(view, &lines),
        definition,
        command: view.command(&first.indicator.code),
    })
    .map(Some)
}

/// The scale means that share the first one's scale.
fn lines<'a>(view: &View<'a>) -> (Option<Axis>, Vec<Line<'a>>) {
    let mut indicators = view.desk.key_characteristics();
    indicators.retain(|indicator| indicator.quantity == Quantity::ScaleMean && indicator.part_of.is_none());
    let axis = indicators.first().and_then(|indicator| view.desk.scale_axis(indicator));
    indicators.retain(|indicator| view.desk.scale_axis(indicator) == axis);
    (axis, indicators.into_iter().map(|indicator| line(view, indicator)).collect())
}

fn line<'a>(view: &View<'a>, indicator: &'a Indicator) -> Line<'a> {
    let code = &indicator.code;
    let (own, programme) = (view.figure(code), view.of(&UnitId::programme(), code));
    let is_group = view.unit.level == Level::Group;
    let among_them =
        is_group.then(|| view.desk.publication.release.figure(view.wider, code, view.unit, &view.desk.wave.id));
    let others = view.desk.peers(code).others(among_them.and_then(Released::shown).map(|shown| shown.value));
    let ends = others.quantile(0.25).zip(others.quantile(0.75));
    let middle = ends.filter(|_| others.len() >= FEWEST_FOR_MIDDLE);
    let others = others.different();
    Line { indicator, own, programme, others, middle, verdict: view.verdict(own, programme) }
}

fn key(view: &View<'_>) -> StripKey {
    let text = |id: &str| view.words().text(id).to_owned();
    StripKey {
        own: view.words().this(view.unit.level).to_owned(),
        programme: text("head_programme"),
        middle_half: text("strip_key_middle"),
        others: text("strip_key_others"),
    }
}

fn row(view: &View<'_>, line: &Line<'_>) -> StripRow {
    let cell = view.cell(line.own, line.indicator);
    let own = match line.own.shown() {
        Some(shown) => OwnValue::Shown { at: shown.value, label: cell.text.clone() },
        None => OwnValue::NotShown { symbol_text: cell.text.clone() },
    };
    let programme = view.cell(line.programme, line.indicator);
    StripRow {
        label: view.label(&line.indicator.name),
        others: line.others.clone(),
        middle_half: line.middle,
        programme: line.programme.shown().map(|shown| shown.value),
        own,
        tip: view.words().say(
            "strip_tip",
            [
                ("name", (&line.indicator.name).into()),
                ("own", (&cell.text).into()),
                ("programme", programme.text.into()),
            ],
        ),
    }
}

fn table(view: &View<'_>, lines: &[Line<'_>]) -> Table {
    let words = view.words();
    let mut table = Table::new(words.text("strip_caption"), words, &["head_characteristic"]);
    table.column(words.this(view.unit.level), true);
    for (id, numeric) in [
        ("head_programme", true),
        ("head_middle_half", true),
        ("head_range_among_groups", true),
        ("head_compared", false),
        ("head_rests_on", false),
    ] {
        table.column(words.text(id), numeric);
    }
    for line in lines {
        let middle = line.middle.map_or_else(
            || figures::NO_RANGE.to_owned(),
            |(low, high)| number::range(line.indicator.quantity, Interval { low, high }, words),
        );
        let row = Row::new(view.definition(line.indicator))
            .with(view.cell(line.own, line.indicator))
            .with(view.cell(line.programme, line.indicator))
            .with(middle)
            .with(view.range_among_peers(line.own))
            .with(super::profile::compared(line.verdict, words))
            .with(view.rests_on(line.own));
        table.row(row);
    }
    table
}

/// The clearest difference, or the first that can be compared; one sentence each way.
fn sentences(view: &View<'_>, lines: &[Line<'_>]) -> Vec<String> {
    let say = |line: &Line<'_>| {
        let (own, programme) = (view.cell(line.own, line.indicator), view.cell(line.programme, line.indicator));
        let told =
            |verdict| figures::strip::sentence(&line.indicator.name, verdict, &own.text, &programme.text, view.words());
        line.verdict.map(told)
    };
    let first = |wanted: Verdict| lines.iter().find(|line| line.verdict == Some(wanted)).and_then(say);
    let mut sentences: Vec<String> = [first(Verdict::Higher), first(Verdict::Lower)].into_iter().flatten().collect();
    if sentences.is_empty() {
        sentences.extend(first(Verdict::Similar));
    }
    if sentences.is_empty() {
        sentences.extend(view.words().texts(["strip_nothing"]));
    }
    sentences
}
