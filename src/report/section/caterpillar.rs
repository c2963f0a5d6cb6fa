//! Units compared on the scales by which a page compares: estimates with their likely ranges, drawn.

use super::compared::Made;
use super::heat;
use super::scales::{comparison, spanning};
use super::unusual::{self, Look};
use crate::chart::{
    Axis, Caterpillar, CaterpillarKey, Label, MOST_UNITS, Reference, Unit as Mark, Words as Alternative,
};
use crate::framework::Indicator;
use crate::measure::Interval;
use crate::narrate::{self, Verdict, Words, figures, number, summary};
use crate::release::{Released, Shown};
use crate::report::desk::{View, comparable};
use crate::report::error::ReportError;
use crate::report::figure::{Figure, Parts};
use crate::report::table::{Row, Table};
use crate::vocabulary::{Level, Unit, UnitId};
use std::collections::BTreeMap;

/// Most measures that are drawn: on the programme's page, and on an area's, which is to stay short on paper.
const MOST_DRAWN: [usize; 2] = [3, 2];

/// One unit on one measure.
#[derive(Clone)]
struct Seen<'a> {
    unit: &'a Unit,
    shown: &'a Shown,
    value: f64,
    interval: Interval,
    verdict: Verdict,
}

/// All units on one measure, beside the programme.
struct Measure<'a> {
    indicator: &'a Indicator,
    programme: &'a Shown,
    seen: Vec<Seen<'a>>,
}

impl Measure<'_> {
    fn differing(&self) -> usize {
        self.seen.iter().filter(|seen| seen.verdict != Verdict::Similar).count()
    }
}

/// The measures on which most units differ, drawn; and every look taken.
pub(super) fn of<'a>(view: &View<'a>, level: Level) -> Result<Made<'a>, ReportError> {
    let mut measures = measures(view, level);
    let looks = measures.iter().flat_map(|measure| looks(view, measure)).collect();
    measures.sort_by_key(|measure| std::cmp::Reverse(measure.differing()));
    // Where no unit differs on anything, one drawing shows that as well as three.
    let [programme, area] = MOST_DRAWN;
    let most = if view.unit.level == Level::Programme { programme } else { area };
    let drawn = measures.iter().filter(|measure| measure.differing() > 0).count().clamp(1, most);
    let figures: Result<Vec<Figure>, ReportError> = measures
        .iter()
        .take(drawn)
        .enumerate()
        .map(|(place, measure)| figure(view, level, measure, place == 0))
        .collect();
    Ok(Made { figures: figures?, looks })
}

fn measures<'a>(view: &View<'a>, level: Level) -> Vec<Measure<'a>> {
    let measure = |indicator: &'a Indicator| {
        let programme = view.of(&UnitId::programme(), &indicator.code).shown()?;
        let seen = seen(view, level, indicator, programme);
        (seen.len() >= 2).then_some(Measure { indicator, programme, seen })
    };
    view.desk.headlines().into_iter().filter_map(measure).collect()
}

fn seen<'a>(view: &View<'a>, level: Level, indicator: &'a Indicator, programme: &Shown) -> Vec<Seen<'a>> {
    let look = |unit: &'a Unit| {
        let shown = view.of(&unit.id, &indicator.code).shown()?;
        let (value, interval) = comparable(shown).filter(|_| shown.quantity == programme.quantity)?;
        Some(Seen { unit, shown, value, interval, verdict: narrate::against(interval, programme.value) })
    };
    let mut seen: Vec<Seen<'a>> = view.inside(level).into_iter().filter_map(look).collect();
    seen.sort_by(|a, b| b.value.total_cmp(&a.value).then_with(|| a.unit.name.cmp(&b.unit.name)));
    seen
}

fn looks<'a>(view: &View<'a>, measure: &Measure<'a>) -> Vec<Look<'a>> {
    let programme = view.cell(view.of(&UnitId::programme(), &measure.indicator.code), measure.indicator).text;
    let look = |seen: &Seen<'a>| {
        let range = number::range(seen.shown.quantity, seen.interval, view.words());
        Look {
            unit: seen.unit,
            indicator: measure.indicator,
            distance: unusual::distance(seen.value, seen.interval, measure.programme.value, seen.verdict),
            text: summary::unusual(&measure.indicator.name, seen.verdict, &range, &programme, view.words()),
        }
    };
    measure.seen.iter().map(look).collect()
}

fn figure(view: &View<'_>, level: Level, measure: &Measure<'_>, is_first: bool) -> Result<Figure, ReportError> {
    let words = view.words();
    let Measure { indicator, programme, seen: looks } = measure;
    let verdicts: Vec<Verdict> = looks.iter().map(|look| look.verdict).collect();
    let title = figures::caterpillar::title(&indicator.name, level, &verdicts, words);
    let value = view.cell(view.of(&UnitId::programme(), &indicator.code), indicator).text;
    let sentences = figures::readable(vec![figures::caterpillar::sentence(&indicator.name, &value, words)], words);
    let compared = summary::compared(&verdicts, level, words);
    let alternative = figures::shortened(&format!("{} {compared}", sentences.join(" ")));
    let id = format!("f-{}", super::profile::row_id(indicator));
    let apart = apart(measure);
    let (drawing, mut notes) = if apart.is_empty() {
        (None, Vec::new())
    } else {
        let told = Alternative { id: id.clone(), title: title.clone(), description: alternative.clone() };
        let drawing = drawing(view, told, programme, &value, &apart);
        view.drawn(&id, drawing.draw())?
    };
    notes.insert(0, words.text("units_order").to_owned());
    if apart.len() < looks.len() {
        notes.insert(0, summary::too_many_to_draw(looks.len(), level, words));
    }
    let drawn: Vec<&UnitId> = looks.iter().map(|seen| &seen.unit.id).collect();
    notes.extend(not_shown(view, (level, indicator), &drawn, words.text("not_shown_no_range")));
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
        how_to_read: if is_first { figures::caterpillar::how_to_read(words) } else { words.texts(["read_as_above"]) },
        table: table(view, level, indicator, if looks.len() > heat::MOST_ROWS { &apart } else { looks }),
        definition: view.definition(indicator),
        command: view.command(&indicator.code),
    })
}

/// The units to draw: all; where they are too many, those that stand apart, as many as have room.
fn apart<'a>(measure: &Measure<'a>) -> Vec<Seen<'a>> {
    if measure.seen.len() <= MOST_UNITS {
        return measure.seen.clone();
    }
    let mut apart: Vec<Seen<'a>> =
        measure.seen.iter().filter(|seen| seen.verdict != Verdict::Similar).cloned().collect();
    let away = |seen: &Seen<'_>| (seen.value - measure.programme.value).abs();
    apart.sort_by(|a, b| away(b).total_cmp(&away(a)));
    apart.truncate(MOST_UNITS);
    apart.sort_by(|a, b| b.value.total_cmp(&a.value).then_with(|| a.unit.name.cmp(&b.unit.name)));
    apart
}

/// Units of a level that are not drawn on an indicator, by the reason why; `shown` is the reason where the value itself
/// is shown.
pub(super) fn not_shown(
    view: &View<'_>,
    (level, indicator): (Level, &Indicator),
    drawn: &[&UnitId],
    shown: &str,
) -> Vec<String> {
    let mut by_reason: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for unit in view.inside(level).into_iter().filter(|unit| !drawn.contains(&&unit.id)) {
        let cell = view.cell(view.of(&unit.id, &indicator.code), indicator);
        let reason = cell.reason.unwrap_or_else(|| shown.to_owned());
        by_reason.entry(reason).or_default().push(unit.name.clone());
    }
    by_reason.iter().filter_map(|(reason, names)| summary::not_shown(names, reason, view.words())).collect()
}

fn drawing(view: &View<'_>, told: Alternative, programme: &Shown, value: &str, looks: &[Seen<'_>]) -> Caterpillar {
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

fn mark(look: &Seen<'_>, words: &Words) -> Mark {
    let range = number::range(look.shown.quantity, look.interval, words);
    Mark {
        label: Label::new(look.unit.name.clone()),
        estimate: look.value,
        range: Some((look.interval.low, look.interval.high)),
        comparison: comparison(look.verdict),
        n_label: number::count(look.shown.n),
        is_own: false,
        tip: words.say(
            "units_tip",
            [("unit", (&look.unit.name).into()), ("range", range.into()), ("verdict", look.verdict.word().into())],
        ),
    }
}

fn axis(programme: &Shown, looks: &[Seen<'_>]) -> Axis {
    let ends = looks.iter().flat_map(|look| [look.interval.low, look.interval.high, look.value]);
    spanning(programme.quantity, ends.chain([programme.value]))
}

fn table(view: &View<'_>, level: Level, indicator: &Indicator, looks: &[Seen<'_>]) -> Table {
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
    let mut by_name: Vec<&Seen<'_>> = looks.iter().collect();
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
