//! Units compared on one measure, and those worth asking about.

use super::Section;
use super::conclusions::Point;
use crate::chart::{
    Axis, Caterpillar, CaterpillarKey, Comparison, Label, MOST_UNITS, Reference, Tick, Unit as Mark,
    Words as Alternative,
};
use crate::framework::Indicator;
use crate::measure::Interval;
use crate::narrate::{self, Verdict, Words, figures, number, summary};
use crate::release::{Released, Shown};
use crate::report::desk::{View, comparable};
use crate::report::error::ReportError;
use crate::report::figure::{Figure, Parts};
use crate::report::table::{Row, Table};
use crate::vocabulary::{Level, Quantity, Unit, UnitId};
use serde::Serialize;

/// Most measures that a page compares its units on.
const MOST_MEASURES: usize = 3;

/// Units whose likely range leaves out the programme's value, with how many chance alone would give.
#[derive(Debug, Clone, Serialize)]
pub struct Unusual {
    /// How many looks, and how many of them chance alone would make unusual.
    pub expected: String,
    /// What was found.
    pub points: Vec<Point>,
}

/// One unit on one measure.
struct Look<'a> {
    unit: &'a Unit,
    indicator: &'a Indicator,
    shown: &'a Shown,
    value: f64,
    interval: Interval,
    verdict: Verdict,
}

/// The measures on which most units differ, drawn; and the list of units that differ on any.
pub(in crate::report) fn section(view: &View<'_>, level: Level) -> Result<(Section, Option<Unusual>), ReportError> {
    let measures: Vec<(&Indicator, &Shown, Vec<Look<'_>>)> = view
        .desk
        .headlines()
        .into_iter()
        .filter_map(|indicator| {
            let programme = view.of(&UnitId::programme(), &indicator.code).shown()?;
            let looks = looks(view, level, indicator, programme);
            (looks.len() >= 2).then_some((indicator, programme, looks))
        })
        .collect();
    let unusual = unusual(view, &measures);
    let differing = |looks: &[Look<'_>]| looks.iter().filter(|look| look.verdict != Verdict::Similar).count();
    let mut by_difference: Vec<_> = measures.iter().collect();
    by_difference.sort_by_key(|(_, _, looks)| std::cmp::Reverse(differing(looks)));
    let mut section = Section::default();
    // Where no unit differs on anything, one drawing shows that as well as three.
    let drawn = by_difference.iter().filter(|(_, _, looks)| differing(looks) > 0).count().clamp(1, MOST_MEASURES);
    for (indicator, programme, looks) in by_difference.into_iter().take(drawn) {
        section.figures.push(figure(view, level, indicator, programme, looks)?);
    }
    Ok((section, unusual))
}

fn looks<'a>(view: &View<'a>, level: Level, indicator: &'a Indicator, programme: &Shown) -> Vec<Look<'a>> {
    let look = |unit: &'a Unit| {
        let shown = view.of(&unit.id, &indicator.code).shown()?;
        let (value, interval) = comparable(shown).filter(|_| shown.quantity == programme.quantity)?;
        Some(Look { unit, indicator, shown, value, interval, verdict: narrate::against(interval, programme.value) })
    };
    let mut looks: Vec<Look<'a>> = view.inside(level).into_iter().filter_map(look).collect();
    looks.sort_by(|a, b| b.value.total_cmp(&a.value).then_with(|| a.unit.name.cmp(&b.unit.name)));
    looks
}

fn unusual(view: &View<'_>, measures: &[(&Indicator, &Shown, Vec<Look<'_>>)]) -> Option<Unusual> {
    let looks: Vec<&Look<'_>> = measures.iter().flat_map(|(_, _, looks)| looks).collect();
    let mut found: Vec<&&Look<'_>> = looks.iter().filter(|look| look.verdict != Verdict::Similar).collect();
    found.sort_by(|a, b| (&a.unit.name, &a.indicator.code).cmp(&(&b.unit.name, &b.indicator.code)));
    let points = found.iter().map(|look| point(view, look)).collect();
    (!looks.is_empty()).then(|| Unusual { expected: summary::false_alarms(looks.len(), view.words()), points })
}

fn point(view: &View<'_>, look: &Look<'_>) -> Point {
    let programme = view.of(&UnitId::programme(), &look.indicator.code);
    let programme = view.cell(programme, look.indicator).text;
    let range = number::range(look.shown.quantity, look.interval, view.words());
    Point {
        subject: look.unit.name.clone(),
        text: summary::unusual(&look.indicator.name, look.verdict, &range, &programme, view.words()),
        href: view.link(&look.unit.id).href.unwrap_or_default(),
        sureness: None,
    }
}

fn figure(
    view: &View<'_>,
    level: Level,
    indicator: &Indicator,
    programme: &Shown,
    looks: &[Look<'_>],
) -> Result<Figure, ReportError> {
    let words = view.words();
    let verdicts: Vec<Verdict> = looks.iter().map(|look| look.verdict).collect();
    let title = figures::caterpillar::title(&indicator.name, level, &verdicts, words);
    let value = view.cell(view.of(&UnitId::programme(), &indicator.code), indicator).text;
    let sentences = figures::readable(vec![figures::caterpillar::sentence(&indicator.name, &value, words)], words);
    let compared = summary::compared(&verdicts, level, words);
    let alternative = figures::shortened(&format!("{} {compared}", sentences.join(" ")));
    let id = format!("f-{}", super::profile::row_id(indicator));
    let (drawing, mut notes) = if looks.len() <= MOST_UNITS {
        let told = Alternative { id: id.clone(), title: title.clone(), description: alternative.clone() };
        let drawing = drawing(view, told, programme, &value, looks);
        view.drawn(&id, drawing.draw())?
    } else {
        (None, vec![summary::too_many_to_draw(looks.len(), level, words)])
    };
    notes.insert(0, words.text("units_order").to_owned());
    notes.extend(summary::not_shown(&not_shown(view, level, looks), words));
    view.contract(Parts {
        id,
        title,
        subtitle: words.say_all(
            "units_subtitle",
            view.where_and_when()
                .into_iter()
                .chain([("kind", words.measure(&indicator.measure).into()), ("level", level.word().into())]),
        ),
        sentences,
        drawing,
        n_line: view.response_line(),
        notes,
        alternative,
        how_to_read: figures::caterpillar::how_to_read(words),
        table: table(view, level, indicator, looks),
        definition: view.definition(indicator),
        command: view.command(&indicator.code),
    })
}

fn not_shown(view: &View<'_>, level: Level, looks: &[Look<'_>]) -> Vec<String> {
    let is_drawn = |unit: &&Unit| looks.iter().any(|look| look.unit.id == unit.id);
    view.inside(level).into_iter().filter(|unit| !is_drawn(unit)).map(|unit| unit.name.clone()).collect()
}

fn drawing(view: &View<'_>, told: Alternative, programme: &Shown, value: &str, looks: &[Look<'_>]) -> Caterpillar {
    let text = |id: &str| view.words().text(id).to_owned();
    Caterpillar {
        words: told,
        axis: axis(programme, looks),
        reference: Reference {
            at: programme.value,
            label: view.words().say("units_reference", [("programme", value.into())]),
        },
        key: CaterpillarKey {
            higher: text("units_key_higher"),
            similar: text("units_key_similar"),
            lower: text("units_key_lower"),
            range: text("units_key_range"),
        },
        n_heading: text("answers_heading"),
        units: looks.iter().map(|look| mark(look, view.words())).collect(),
    }
}

fn mark(look: &Look<'_>, words: &Words) -> Mark {
    let range = number::range(look.shown.quantity, look.interval, words);
    Mark {
        label: Label::new(look.unit.name.clone()),
        estimate: look.value,
        range: Some((look.interval.low, look.interval.high)),
        comparison: match look.verdict {
            Verdict::Higher => Comparison::Higher,
            Verdict::Similar => Comparison::Similar,
            Verdict::Lower => Comparison::Lower,
        },
        n_label: number::count(look.shown.n),
        is_own: false,
        tip: words.say(
            "units_tip",
            [("unit", (&look.unit.name).into()), ("range", range.into()), ("verdict", look.verdict.word().into())],
        ),
    }
}

/// From the lowest to the highest end drawn, in half steps.
fn axis(programme: &Shown, looks: &[Look<'_>]) -> Axis {
    let low = looks.iter().map(|look| look.interval.low).fold(programme.value, f64::min);
    let high = looks.iter().map(|look| look.interval.high).fold(programme.value, f64::max);
    let step = if programme.quantity == Quantity::Share { 0.1 } else { 0.5 };
    let (from, to) = ((low / step - 1e-9).floor() * step, (high / step + 1e-9).ceil() * step);
    let to = if to > from { to } else { from + step };
    let mut ticks = Vec::new();
    let mut at = from;
    while at <= to + 1e-9 {
        ticks.push(Tick { at: at.min(to), label: number::plain(programme.quantity, at) });
        at += step;
    }
    Axis { from, to, ticks }
}

fn table(view: &View<'_>, level: Level, indicator: &Indicator, looks: &[Look<'_>]) -> Table {
    let words = view.words();
    let named = [("measure", (&indicator.name).into()), ("level", level.word().into())];
    let mut table = Table::new(words.say("units_caption", named), words, &[]);
    table.column(words.level(level), false);
    for (id, numeric) in [
        ("head_own_value", true),
        ("head_drawn_at", true),
        ("head_likely_range", true),
        ("head_compared", false),
        ("head_rests_on", false),
    ] {
        table.column(words.text(id), numeric);
    }
    let programme = view.of(&UnitId::programme(), &indicator.code);
    let mut first = Row::new(view.link(&UnitId::programme()))
        .with(view.cell(programme, indicator))
        .with(figures::NO_RANGE)
        .with(figures::NO_RANGE)
        .with(figures::NO_RANGE)
        .with(view.rests_on(programme));
    first.stands_out = true;
    table.row(first);
    let mut by_name: Vec<&Look<'_>> = looks.iter().collect();
    by_name.sort_by(|a, b| (&a.unit.name, &a.unit.id).cmp(&(&b.unit.name, &b.unit.id)));
    for look in by_name {
        let figure: &Released = view.of(&look.unit.id, &indicator.code);
        let row = Row::new(view.link(&look.unit.id))
            .with(view.cell(figure, indicator))
            .with(number::plain(look.shown.quantity, look.value))
            .with(number::range(look.shown.quantity, look.interval, words))
            .with(super::profile::compared(Some(look.verdict), words))
            .with(view.rests_on(figure));
        table.row(row);
    }
    table
}
