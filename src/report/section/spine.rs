//! Indicators in units of their own beside the programme: each row on its own scale, the programme in the middle.

use super::scales::{comparison, reading};
use crate::chart::{Spine, SpineKey, SpineRow, Words as Alternative};
use crate::framework::{Direction, Indicator};
use crate::narrate::{Value, Verdict, figures, number};
use crate::release::{Released, Shown};
use crate::report::desk::View;
use crate::report::error::ReportError;
use crate::report::figure::{Figure, Parts};
use crate::report::table::{Cell, Row, Table};
use crate::vocabulary::{Level, Quantity, UnitId};

/// Fewest units of a kind whose lowest and highest value are told: of two, each would know the other's.
const FEWEST_FOR_RANGE: usize = 3;

/// Fewest units whose middle half means anything.
const FEWEST_FOR_MIDDLE: usize = 8;

/// What a spine speaks of: the id of its figure and the messages of its subtitle and caption.
#[derive(Clone, Copy)]
pub(in crate::report) struct About {
    /// The figure's id.
    pub(in crate::report) id: &'static str,
    /// The key by which messages choose what the rows are about.
    pub(in crate::report) what: &'static str,
}

/// One indicator of a unit beside the programme and the other units of its kind.
struct Line<'a> {
    indicator: &'a Indicator,
    own: &'a Released,
    programme: &'a Released,
    verdict: Option<Verdict>,
    /// Values of all units of this kind, lowest first; none where they are of another quantity.
    kind: Vec<f64>,
}

impl Line<'_> {
    fn range(&self) -> Option<(f64, f64)> {
        let enough = self.kind.len() >= FEWEST_FOR_RANGE;
        self.kind.first().copied().zip(self.kind.last().copied()).filter(|_| enough)
    }

    /// The middle half by the nearest values, so that no number is shown that is no unit's.
    fn middle_half(&self) -> Option<(f64, f64)> {
        let n = self.kind.len();
        let at = |place: usize| self.kind.get(place).copied();
        at(n / 4).zip(at((n - n / 4).saturating_sub(1))).filter(|_| n >= FEWEST_FOR_MIDDLE)
    }

    fn quantity(&self) -> Quantity {
        self.own.shown().or(self.programme.shown()).map_or(self.indicator.quantity, |shown| shown.quantity)
    }
}

/// The figure; nothing where not even one indicator can be told beside the programme, or the unit is all of it.
pub(in crate::report) fn figure(
    view: &View<'_>,
    about: About,
    indicators: &[&Indicator],
) -> Result<Option<Figure>, ReportError> {
    let words = view.words();
    let lines: Vec<Line<'_>> = indicators.iter().filter_map(|indicator| line(view, indicator)).collect();
    let both = |line: &&Line<'_>| line.own.is_told() && line.programme.shown().is_some();
    let is_all = view.desk.publication.units.at(view.unit.level).count() < 2;
    let Some(first) = lines.iter().find(both).filter(|_| !is_all) else { return Ok(None) };
    let verdicts: Vec<Verdict> = lines.iter().filter_map(|line| line.verdict).collect();
    let named = [("what", Value::from(about.what))];
    let title = match figures::tally(&verdicts, words) {
        Some(differences) => {
            words.say_all("spine_title", [("differences", differences.into())].into_iter().chain(named))
        }
        None => words.say("spine_title_alike", named),
    };
    let sentences = figures::readable(sentences(view, &lines), words);
    let alternative = figures::shortened(&format!("{} {}", words.text("spine_alternative"), sentences.join(" ")));
    let told = Alternative { id: about.id.to_owned(), title: title.clone(), description: alternative.clone() };
    let spine = Spine {
        words: told,
        key: key(view),
        own_heading: words.this(view.unit.level).to_owned(),
        rows: lines.iter().map(|line| row(view, line)).collect(),
    };
    let (drawing, mut notes) = view.drawn(about.id, spine.draw())?;
    let groups = words.units(view.inside(Level::Group).len(), Level::Group);
    notes.push(words.say("bands_n_line", [("groups", groups.into())]));
    notes.push(words.text("spine_distance").to_owned());
    if lines.iter().all(|line| line.range().is_none()) {
        notes.push(words.say("spine_no_range", [("level", view.unit.level.word().into())]));
    }
    let subtitle = view.where_and_when().into_iter().chain([("what", Value::from(about.what))]);
    view.contract(Parts {
        id: about.id.to_owned(),
        title,
        subtitle: words.say_all("spine_subtitle", subtitle),
        sentences,
        drawing,
        n_line: words.text("spine_n_line").to_owned(),
        notes,
        alternative,
        how_to_read: words.texts(["spine_read_1", "spine_read_2", "spine_read_3"]),
        table: table(view, about, &lines),
        definition: view.to("strip_definition", "framework.html"),
        command: view.command(&first.indicator.code),
    })
    .map(Some)
}

fn line<'a>(view: &View<'a>, indicator: &'a Indicator) -> Option<Line<'a>> {
    let (own, programme) = (view.figure(&indicator.code), view.of(&UnitId::programme(), &indicator.code));
    let is_kind = |figure: &Released| figure.shown().is_some_and(|shown| shown.quantity == Quantity::Category);
    if !view.measures(indicator) || is_kind(own) || is_kind(programme) {
        return None;
    }
    let quantity = programme.shown().map(|shown| shown.quantity);
    if own.shown().is_some_and(|own| Some(own.quantity) != quantity && quantity.is_some()) {
        return None;
    }
    let units = view.desk.publication.units.at(view.unit.level);
    let value = |shown: &&Shown| Some(shown.quantity) == quantity;
    let kind = units.filter_map(|unit| view.of(&unit.id, &indicator.code).shown().filter(value));
    let mut kind: Vec<f64> = kind.map(|shown| shown.value).collect();
    kind.sort_by(f64::total_cmp);
    Some(Line { indicator, own, programme, verdict: view.verdict(own, programme), kind })
}

fn key(view: &View<'_>) -> SpineKey {
    let words = view.words();
    let level = || [("level", Value::from(view.unit.level.word()))];
    let own = |verdict: &'static str| {
        words.say_all("spine_key_own", level().into_iter().chain([("verdict", verdict.into())]))
    };
    SpineKey {
        programme: words.text("head_programme").to_owned(),
        higher: own("higher"),
        similar: own("similar"),
        lower: own("lower"),
        uncompared: own("none"),
        middle_half: words.say("spine_key_middle", level()),
        range: words.say("spine_key_range", level()),
        area: String::new(),
        bound: words.text("only_a_bound").to_owned(),
    }
}

fn row(view: &View<'_>, line: &Line<'_>) -> SpineRow {
    let words = view.words();
    let mut label = view.label(&line.indicator.name);
    // In the page's language only, for a label is in one language.
    if label.lang.is_none() && matches!(line.indicator.direction, Direction::Lower | Direction::Zone) {
        let way = words.direction(line.indicator.direction).to_lowercase();
        label.text = words.say("spine_label", [("name", (&label.text).into()), ("way", way.into())]);
    }
    let text = |value: f64| number::natural(line.quantity(), value);
    let (own, programme) = (view.cell(line.own, line.indicator).text, view.cell(line.programme, line.indicator).text);
    SpineRow {
        label,
        programme: reading(view, line.programme, line.indicator),
        range: line.range().map(|(low, high)| [(low, text(low)), (high, text(high))]),
        middle_half: line.middle_half(),
        area: None,
        own: reading(view, line.own, line.indicator),
        comparison: line.verdict.map(comparison),
        tip: words.say(
            "strip_tip",
            [("name", (&line.indicator.name).into()), ("own", own.into()), ("programme", programme.into())],
        ),
    }
}

fn table(view: &View<'_>, about: About, lines: &[Line<'_>]) -> Table {
    let words = view.words();
    let mut table = Table::new(words.say("spine_caption", [("what", about.what.into())]), words, &["head_indicator"]);
    table.column(words.text("head_rests_on"), false);
    table.column(words.this(view.unit.level), true);
    for (id, numeric) in
        [("head_programme", true), ("head_lowest", true), ("head_highest", true), ("head_compared", false)]
    {
        table.column(words.text(id), numeric);
    }
    for line in lines {
        let end = |value: Option<f64>| {
            value.map_or_else(|| figures::NO_RANGE.to_owned(), |value| number::natural(line.quantity(), value))
        };
        let mut row = Row::new(view.definition(line.indicator))
            .with(view.rests_on(line.own))
            .with(view.cell(line.own, line.indicator))
            .with(view.cell(line.programme, line.indicator))
            .with(end(line.range().map(|(low, _)| low)))
            .with(end(line.range().map(|(_, high)| high)))
            .with(compared(view, line));
        row.id = Some(super::profile::row_id(line.indicator));
        row.is_part = line.indicator.part_of.is_some();
        table.row(row);
    }
    table
}

/// Higher or lower with better or worse, where it is known which way is better.
fn compared(view: &View<'_>, line: &Line<'_>) -> Cell {
    let words = view.words();
    let cell = super::profile::compared(line.verdict, words);
    let id = match (line.verdict, line.indicator.direction) {
        (Some(Verdict::Higher), Direction::Higher) | (Some(Verdict::Lower), Direction::Lower) => "spine_better",
        (Some(Verdict::Lower), Direction::Higher) | (Some(Verdict::Higher), Direction::Lower) => "spine_worse",
        _ => return cell,
    };
    let text = words.say(id, [("compared", (&cell.text).into())]);
    Cell { text, ..cell }
}

/// The first difference each way; where there is none, that there is none, with how many rows can be compared.
fn sentences(view: &View<'_>, lines: &[Line<'_>]) -> Vec<String> {
    let words = view.words();
    let say = |line: &Line<'_>| {
        let (own, programme) = (view.cell(line.own, line.indicator), view.cell(line.programme, line.indicator));
        figures::strip::sentence(
            &line.indicator.name,
            line.verdict.unwrap_or(Verdict::Similar),
            &own.text,
            &programme.text,
            words,
        )
    };
    let first = |wanted: Verdict| lines.iter().find(|line| line.verdict == Some(wanted)).map(say);
    let mut sentences: Vec<String> = [first(Verdict::Higher), first(Verdict::Lower)].into_iter().flatten().collect();
    if sentences.is_empty() {
        let is_compared = lines.iter().any(|line| line.verdict.is_some());
        sentences.extend(words.texts([if is_compared { "spine_alike" } else { "spine_uncompared" }]));
    }
    sentences
}
