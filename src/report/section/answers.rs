//! Answers to the questions themselves, as far as they may be told.

use crate::chart::{Answers as Bars, Label, Likert, LikertBar, LikertKey, LikertRow, Segment, Words as Alternative};
use crate::framework::{AnswerScale, FamilyRole, Item};
use crate::narrate::{self, figures, number};
use crate::release::ReleasedDistribution;
use crate::report::desk::View;
use crate::report::error::ReportError;
use crate::report::figure::{Figure, Parts};
use crate::report::table::{Cell, Row, Table};
use std::collections::BTreeSet;

/// The questions of one role, answered on one scale.
struct Block<'a> {
    title: &'static str,
    scale: &'a AnswerScale,
    items: Vec<&'a Item>,
}

/// A figure per role and answer scale, in the order of the framework; items that nobody was asked are left out.
pub(in crate::report) fn figures(view: &View<'_>) -> Result<Vec<Figure>, ReportError> {
    let mut figures = Vec::new();
    for (place, block) in blocks(view).iter().enumerate() {
        figures.push(figure(view, block, place + 1)?);
    }
    Ok(figures)
}

fn blocks<'a>(view: &View<'a>) -> Vec<Block<'a>> {
    let framework = view.desk.publication.framework;
    let mut taken: BTreeSet<&str> = BTreeSet::new();
    let mut blocks: Vec<Block<'a>> = Vec::new();
    let role = |role| view.desk.indicators(role);
    let parts = [
        (view.desk.key_characteristics(), figures::answers::KEY),
        (role(FamilyRole::Sustainability), figures::answers::OUTLOOK),
        (role(FamilyRole::Impact), figures::answers::IMPACT),
        (role(FamilyRole::Characteristics), figures::answers::FURTHER),
        (role(FamilyRole::Composite), figures::answers::OTHER),
    ];
    for (indicators, title) in parts {
        let wanted: BTreeSet<&str> =
            indicators.iter().flat_map(|indicator| indicator.measure.items()).map(String::as_str).collect();
        for item in framework.items().iter().filter(|item| wanted.contains(item.id.as_str())) {
            let Some(scale) = framework.scale(&item.scale) else { continue };
            if !was_asked(view, item) || !taken.insert(item.id.as_str()) {
                continue;
            }
            match blocks.iter_mut().find(|block| block.title == title && block.scale == scale) {
                Some(block) => block.items.push(item),
                None => blocks.push(Block { title, scale, items: vec![item] }),
            }
        }
    }
    blocks
}

fn was_asked(view: &View<'_>, item: &Item) -> bool {
    use crate::measure::Absence;
    let answers = view.answers(&item.id);
    !matches!(
        answers,
        ReleasedDistribution::Absent(Absence::NotAsked | Absence::NotAtThisLevel | Absence::NotCollected)
    )
}

/// The three counts of an item, unfavourable first, where all three are told.
fn three(view: &View<'_>, item: &Item) -> Option<([u64; 3], u64)> {
    match view.answers(&item.id) {
        ReleasedDistribution::Full(answers) => {
            let bands = view.desk.publication.framework.answer_bands(&item.id)?;
            let sum = |band: std::ops::Range<usize>| answers.counts.get(band).map_or(0, |part| part.iter().sum());
            Some((bands.map(sum), answers.n))
        }
        ReleasedDistribution::Banded(answers) => match answers.counts.as_slice() {
            [low, middle, high] => Some(([*low, *middle, *high], answers.n)),
            _ => None,
        },
        _ => None,
    }
}

fn figure(view: &View<'_>, block: &Block<'_>, place: usize) -> Result<Figure, ReportError> {
    let told: Vec<(&Item, [u64; 3], u64)> =
        block.items.iter().filter_map(|item| three(view, item).map(|(counts, n)| (*item, counts, n))).collect();
    let favourable = told.iter().filter(|(_, counts, n)| counts[2] * 2 > *n).count();
    let title = figures::answers::title(favourable, told.len());
    let sentences = figures::readable(sentences(&told));
    let id = format!("f-answers-{place}");
    let alternative = figures::shortened(&format!("{title}. {}", sentences.join(" ")));
    let drawing = Likert {
        words: Alternative { id: id.clone(), title: title.clone(), description: alternative.clone() },
        key: key(block.scale),
        n_heading: "Answers".to_owned(),
        rows: block.items.iter().map(|item| row(view, item, block.scale)).collect(),
    };
    let (drawing, undrawn) = view.drawn(&id, drawing.draw())?;
    view.contract(Parts {
        drawing,
        id,
        title,
        subtitle: figures::answers::subtitle(block.title, &block.scale.labels, view.name(), &view.desk.wave.label),
        sentences,
        n_line: figures::response_line(view.response(), &view.desk.publication.framework.about.respondent),
        notes: undrawn,
        alternative,
        how_to_read: figures::answers::how_to_read(),
        table: table(view, block),
        definition: view.to("The questions in full", "framework.html#questions"),
        command: "learnframe check DATA --json".to_owned(),
    })
}

fn sentences(told: &[(&Item, [u64; 3], u64)]) -> Vec<String> {
    // Exact comparison of shares by cross-multiplication.
    let order = |a: &&(&Item, [u64; 3], u64), b: &&(&Item, [u64; 3], u64)| (a.1[2] * b.2).cmp(&(b.1[2] * a.2));
    let (Some(most), Some(fewest)) = (told.iter().max_by(order), told.iter().min_by(order)) else {
        return vec!["The answers are few or alike, so the table tells what may be told.".to_owned()];
    };
    let share = |one: &(&Item, [u64; 3], u64)| number::part(one.1[2], one.2);
    vec![figures::answers::range(&share(fewest), &share(most)), figures::answers::lowest(&fewest.0.text)]
}

fn key(scale: &AnswerScale) -> LikertKey {
    match <[String; 5]>::try_from(scale.labels.clone()) {
        Ok(labels) => LikertKey::Five(labels),
        Err(_) => LikertKey::Three(figures::answers::ENDS.map(str::to_owned)),
    }
}

fn row(view: &View<'_>, item: &Item, scale: &AnswerScale) -> LikertRow {
    let label = Label::new(item.text.clone());
    let answers = view.answers(&item.id);
    let Some((bands, n)) = three(view, item) else {
        let said = narrate::answers(answers, view.words()).map_or_else(String::new, |said| said.text);
        return LikertRow::NotShown { label, symbol_text: said };
    };
    // As asked: a reverse item's favourable answers are on the left.
    let as_asked = if item.reverse { [bands[2], bands[1], bands[0]] } else { bands };
    let segment = |count: u64| Segment {
        count: small(count),
        label: if n < number::COUNTS_BELOW { number::count(count) } else { number::percent(count, n) },
    };
    let five = match answers {
        ReleasedDistribution::Full(answers) if scale.labels.len() == 5 => {
            <[u64; 5]>::try_from(answers.counts.clone()).ok()
        }
        _ => None,
    };
    LikertRow::Shown(Box::new(LikertBar {
        tip: format!("{}: {} favourable", item.text, number::part(bands[2], n)),
        label,
        answers: five.map_or_else(|| Bars::Three(as_asked.map(segment)), |five| Bars::Five(five.map(segment))),
        n: small(n),
        n_label: number::count(n),
        left_total_label: number::part(as_asked[0], n),
        right_total_label: number::part(as_asked[2], n),
        reverse_flag: item.reverse.then(|| figures::answers::REVERSE.to_owned()),
    }))
}

fn small(count: u64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn table(view: &View<'_>, block: &Block<'_>) -> Table {
    let heads = ["Question", "Unfavourable#", "Neither#", "Favourable#", "Answers#"];
    let mut table = Table::new("Answers to each question, merged into three", &heads);
    for item in &block.items {
        let mut row = Row::new(item.text.clone());
        row.note = item.reverse.then(|| figures::answers::REVERSE.to_owned());
        let dash = || Cell::from(figures::NO_RANGE);
        row = match three(view, item) {
            Some((counts, n)) => {
                let told =
                    |count| if n < number::COUNTS_BELOW { number::count(count) } else { number::percent(count, n) };
                counts.into_iter().fold(row, |row, count| row.with(told(count))).with(number::count(n))
            }
            None => {
                let said = narrate::answers(view.answers(&item.id), view.words()).map_or_else(dash, Cell::from);
                let n = match view.answers(&item.id) {
                    ReleasedDistribution::Split(answers) => number::count(answers.n),
                    ReleasedDistribution::Bounded { n, .. } => number::count(*n),
                    _ => figures::NO_RANGE.to_owned(),
                };
                row.with(dash()).with(dash()).with(said).with(n)
            }
        };
        table.row(row);
    }
    table
}
