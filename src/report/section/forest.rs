//! What was measured beside comparison schools: every difference on one scale, nought being no difference.

use super::impact::is_comparison;
use super::scales::{reading, spanning};
use crate::chart::{Effect, Forest, ForestKey, ForestRow, Label, MOST_UNITS, Reference, Words as Alternative};
use crate::framework::{FamilyRole, Indicator};
use crate::narrate::{self, Verdict, figures, summary};
use crate::release::Released;
use crate::report::desk::View;
use crate::report::error::ReportError;
use crate::report::figure::{Figure, Parts};
use crate::report::table::{Row, Table};
use crate::vocabulary::{Level, Quantity, UnitId};

/// Most areas that have rows of their own under each outcome.
const MOST_AREAS: usize = 12;

/// One difference.
struct Line<'a> {
    indicator: &'a Indicator,
    unit: UnitId,
    figure: &'a Released,
}

/// The figure; nothing where no difference of this unit may be told.
pub(in crate::report) fn figure(view: &View<'_>) -> Result<Option<Figure>, ReportError> {
    let outcomes: Vec<&Indicator> = view
        .desk
        .indicators(FamilyRole::Impact)
        .into_iter()
        .filter(|one| is_comparison(&one.measure) && one.quantity == Quantity::EffectSize)
        .filter(|one| view.figure(&one.code).is_told())
        .collect();
    let Some(first) = outcomes.first() else { return Ok(None) };
    let words = view.words();
    let verdicts: Vec<Verdict> = outcomes
        .iter()
        .filter_map(|one| Some(narrate::against(view.figure(&one.code).shown()?.interval?, 0.0)))
        .collect();
    let title = match figures::tally(&verdicts, words) {
        Some(differences) => words.say("forest_title", [("differences", differences.into())]),
        None => words.text("forest_title_alike").to_owned(),
    };
    let sentences: Vec<String> = outcomes
        .iter()
        .filter_map(|one| {
            let shown = view.figure(&one.code).shown()?;
            Some(summary::measured(&one.name, shown.quantity, shown.value, shown.interval, words))
        })
        .take(2)
        .collect();
    let sentences = figures::readable(sentences, words);
    let alternative = figures::shortened(&sentences.join(" "));
    let id = "f-forest";
    let lines = lines(view, &outcomes);
    let drawn: Vec<&Line<'_>> = lines.iter().filter(|line| line.figure.is_told()).collect();
    let told = Alternative { id: id.to_owned(), title: title.clone(), description: alternative.clone() };
    let (drawing, mut notes) = view.drawn(id, drawing(view, told, &outcomes, &drawn).draw())?;
    let hidden: Vec<String> = lines
        .iter()
        .filter(|line| !line.figure.is_told() && line.indicator.code == first.code)
        .map(|line| view.desk.publication.units.name(&line.unit).to_owned())
        .collect();
    notes.extend(apart(view, &lines));
    notes.extend(summary::not_shown(&hidden, words.text("forest_hidden"), words));
    let most = outcomes.iter().filter_map(|one| view.figure(&one.code).shown()).map(|shown| (shown.n, shown.counted));
    let most = most.max_by_key(|(n, _)| *n);
    view.contract(Parts {
        id: id.to_owned(),
        title,
        subtitle: words.say("forest_subtitle", view.where_and_when()),
        sentences,
        drawing,
        n_line: match most {
            Some((n, counted)) => words.say("forest_n_line", [("counted", words.counted(n, counted).into())]),
            None => words.text("response_unknown").to_owned(),
        },
        notes,
        alternative,
        how_to_read: words.texts(["forest_read_1", "forest_read_2", "forest_read_3"]),
        table: table(view, &lines),
        definition: view.definition(first),
        command: view.command(&first.code),
    })
    .map(Some)
}

/// How many areas' ranges leave out nought, beside how many chance alone would make.
fn apart(view: &View<'_>, lines: &[Line<'_>]) -> Option<String> {
    let areas = lines.iter().filter(|line| line.unit != *view.unit && line.unit != UnitId::programme());
    let verdicts: Vec<Verdict> =
        areas.filter_map(|line| Some(narrate::against(line.figure.shown()?.interval?, 0.0))).collect();
    let found = verdicts.iter().filter(|verdict| **verdict != Verdict::Similar).count();
    let by_chance = (verdicts.len() * 5 + 50) / 100;
    let told = [("found", found.into()), ("rows", verdicts.len().into()), ("by_chance", by_chance.into())];
    (verdicts.len() > 1).then(|| view.words().say("forest_apart", told))
}

/// Every outcome for the page's own unit, then for its areas; an area's page has the programme beside it instead.
fn lines<'a>(view: &View<'a>, outcomes: &[&'a Indicator]) -> Vec<Line<'a>> {
    let areas = [Level::Lea, Level::Region].into_iter().filter(|level| *level < view.unit.level);
    let mut areas = areas.map(|level| view.inside(level)).filter(|units| (2..=MOST_AREAS).contains(&units.len()));
    let inside = areas.next().unwrap_or_default();
    let mut units: Vec<UnitId> = vec![view.unit.clone()];
    if view.unit.level != Level::Programme {
        units.push(UnitId::programme());
    }
    units.extend(inside.into_iter().map(|unit| unit.id.clone()));
    let most = (MOST_UNITS / outcomes.len().max(1)).saturating_sub(1).max(1);
    units.truncate(most);
    let line = |indicator: &'a Indicator, unit: &UnitId| Line {
        indicator,
        unit: unit.clone(),
        figure: view.of(unit, &indicator.code),
    };
    let measured = |line: &Line<'_>| !matches!(line.figure, Released::Absent(_));
    let of_outcome = |indicator: &&'a Indicator| units.iter().map(|unit| line(indicator, unit)).collect::<Vec<_>>();
    outcomes.iter().flat_map(of_outcome).filter(measured).collect()
}

fn drawing(view: &View<'_>, told: Alternative, outcomes: &[&Indicator], lines: &[&Line<'_>]) -> Forest {
    let words = view.words();
    let shown = || lines.iter().filter_map(|line| line.figure.shown());
    let ends = shown().flat_map(|shown| {
        let ends = shown.interval.map_or([shown.value; 2], |interval| [interval.low, interval.high]);
        [shown.value, ends[0], ends[1]]
    });
    let bounds = lines.iter().filter_map(|line| match line.figure {
        Released::Bounded(bounded) => Some(bounded.limit),
        _ => None,
    });
    let mut rows = Vec::new();
    for outcome in outcomes {
        rows.push(ForestRow::Heading(view.label(&outcome.name)));
        let of_outcome = || lines.iter().filter(|line| line.indicator.code == outcome.code);
        // What is counted differs from outcome to outcome, so each has weights of its own.
        let areas = of_outcome().filter(|line| line.unit.level < Level::Programme && line.unit != *view.unit);
        let most = areas.filter_map(|line| line.figure.shown()).map(|shown| shown.n).max().unwrap_or(1).max(1);
        rows.extend(of_outcome().map(|line| row(view, line, most)));
    }
    Forest {
        words: told,
        axis: spanning(Quantity::EffectSize, ends.chain(bounds).chain([0.0])),
        reference: Reference { at: 0.0, label: words.text("forest_reference").to_owned() },
        key: ForestKey {
            effect: words.text("forest_key_effect").to_owned(),
            pooled: words.text("forest_key_pooled").to_owned(),
            prediction: String::new(),
            bound: words.text("only_a_bound").to_owned(),
        },
        headings: vec![words.text("head_rests_on").to_owned(), words.text("forest_heading").to_owned()],
        rows,
    }
}

fn row(view: &View<'_>, line: &Line<'_>, most: u64) -> ForestRow {
    let words = view.words();
    let name = view.desk.publication.units.name(&line.unit).to_owned();
    let cell = view.cell(line.figure, line.indicator).text;
    let range = view.range(line.figure).text;
    let told = words.say("change_label", [("change", (&cell).into()), ("range", (&range).into())]);
    let effect = Effect {
        tip: words.say("change_tip", [("scale", (&name).into()), ("change", cell.into()), ("range", range.into())]),
        label: Label::new(name),
        reading: reading(view, line.figure, line.indicator),
        range: line.figure.shown().and_then(|shown| shown.interval).map(|ends| (ends.low, ends.high)),
        cells: vec![view.rests_on(line.figure).text, told],
    };
    if line.unit == *view.unit {
        return ForestRow::Pooled { effect, prediction: None };
    }
    let n = line.figure.shown().map_or(0, |shown| shown.n);
    ForestRow::Single { effect, weight: (n as f64 / most as f64).clamp(0.0, 1.0) }
}

fn table(view: &View<'_>, lines: &[Line<'_>]) -> Table {
    let words = view.words();
    let heads =
        ["head_outcome", "head_where", "head_difference#", "head_likely_range#", "head_reading", "head_rests_on"];
    let mut table = Table::new(words.text("forest_caption"), words, &heads);
    for line in lines {
        let verdict = line.figure.shown().and_then(|shown| Some(narrate::against(shown.interval?, 0.0)));
        let mut row = Row::new(view.definition(line.indicator))
            .with(view.link(&line.unit))
            .with(view.cell(line.figure, line.indicator))
            .with(view.range(line.figure))
            .with(verdict.map_or(figures::NO_RANGE, |verdict| summary::difference_word(verdict, words)))
            .with(view.rests_on(line.figure));
        row.stands_out = line.unit == *view.unit;
        table.row(row);
    }
    table
}
