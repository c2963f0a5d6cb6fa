//! Answers to the questions themselves, as far as they may be told.

use crate::chart::{Answers as Bars, Likert, LikertBar, LikertKey, LikertRow, Segment, Words as Alternative};
use crate::framework::{AnswerScale, FamilyRole, Item};
use crate::narrate::{self, Words, figures, number};
use crate::release::ReleasedDistribution;
use crate::report::desk::View;
use crate::report::error::ReportError;
use crate::report::figure::{Figure, Parts};
use crate::report::table::{Cell, Link, Row, Table};
use std::collections::BTreeSet;

/// The questions of one role, answered on one scale.
struct Block<'a> {
    /// The id of the message that says what the questions are about.
    about: &'static str,
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

/// The same, the first apart where most of its questions can be drawn.
pub(in crate::report) fn leading(view: &View<'_>) -> Result<(Option<Figure>, Vec<Figure>), ReportError> {
    let blocks = blocks(view);
    let is_drawn = blocks.first().is_some_and(|block| {
        block.items.iter().filter(|item| three(view, item).is_some()).count() * 2 >= block.items.len()
    });
    let mut figures = figures(view)?;
    let first = if is_drawn { Some(figures.remove(0)) } else { None };
    Ok((first, figures))
}

fn blocks<'a>(view: &View<'a>) -> Vec<Block<'a>> {
    let framework = view.desk.publication.framework;
    let mut taken: BTreeSet<&str> = BTreeSet::new();
    let mut blocks: Vec<Block<'a>> = Vec::new();
    let role = |role| view.desk.indicators(role);
    let parts = [
        (view.desk.key_characteristics(), "answers_key"),
        (role(FamilyRole::Sustainability), "answers_outlook"),
        (role(FamilyRole::Impact), "answers_impact"),
        (role(FamilyRole::Characteristics), "answers_further"),
        (role(FamilyRole::Composite), "answers_other"),
    ];
    for (indicators, about) in parts {
        let wanted: BTreeSet<&str> =
            indicators.iter().flat_map(|indicator| indicator.measure.items()).map(String::as_str).collect();
        for item in framework.items().iter().filter(|item| wanted.contains(item.id.as_str())) {
            let Some(scale) = framework.scale(&item.scale) else { continue };
            if !was_asked(view, item) || !taken.insert(item.id.as_str()) {
                continue;
            }
            match blocks.iter_mut().find(|block| block.about == about && block.scale == scale) {
                Some(block) => block.items.push(item),
                None => blocks.push(Block { about, scale, items: vec![item] }),
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
    let title = figures::answers::title(favourable, told.len(), view.words());
    let sentences = figures::readable(sentences(&told, view.words()), view.words());
    let id = format!("f-answers-{place}");
    let alternative = figures::shortened(&format!("{title}. {}", sentences.join(" ")));
    let drawing = Likert {
        words: Alternative { id: id.clone(), title: title.clone(), description: alternative.clone() },
        key: key(block.scale, view.words()),
        n_heading: view.words().text("answers_heading").to_owned(),
        rows: block.items.iter().map(|item| row(view, item, block.scale)).collect(),
    };
    let (drawing, undrawn) = view.drawn(&id, drawing.draw())?;
    view.contract(Parts {
        drawing,
        id,
        title,
        subtitle: figures::answers::subtitle(
            view.words().text(block.about),
            &block.scale.labels,
            view.name(),
            &view.desk.wave.label,
            view.words(),
        ),
        sentences,
        n_line: view.response_line(),
        notes: undrawn,
        alternative,
        how_to_read: figures::answers::how_to_read(view.words()),
        table: table(view, block),
        definition: view.to("answers_definition", "framework.html#questions"),
        command: "learnframe check DATA --json".to_owned(),
    })
}

fn sentences(told: &[(&Item, [u64; 3], u64)], words: &Words) -> Vec<String> {
    // Exact comparison of shares by cross-multiplication.
    let order = |a: &&(&Item, [u64; 3], u64), b: &&(&Item, [u64; 3], u64)| (a.1[2] * b.2).cmp(&(b.1[2] * a.2));
    let (Some(most), Some(fewest)) = (told.iter().max_by(order), told.iter().min_by(order)) else {
        return words.texts(["answers_few"]);
    };
    let share = |one: &(&Item, [u64; 3], u64)| number::part(one.1[2], one.2, words);
    if let [only] = told {
        return vec![figures::answers::only(&only.0.text, &share(only), words)];
    }
    let mut sentences = vec![figures::answers::range(&share(fewest), &share(most), words)];
    // Where all are alike, none is the lowest.
    sentences.extend((order(&most, &fewest).is_ne()).then(|| figures::answers::lowest(&fewest.0.text, words)));
    sentences
}

fn key(scale: &AnswerScale, words: &Words) -> LikertKey {
    match <[String; 5]>::try_from(scale.labels.clone()) {
        Ok(labels) => LikertKey::Five(labels),
        Err(_) => {
            let ends = ["answers_unfavourable", "answers_neither", "answers_favourable"];
            LikertKey::Three(ends.map(|id| words.text(id).to_owned()))
        }
    }
}

fn row(view: &View<'_>, item: &Item, scale: &AnswerScale) -> LikertRow {
    let label = view.label(&item.text);
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
        tip: view.words().say(
            "answers_tip",
            [("question", (&item.text).into()), ("answers", number::part(bands[2], n, view.words()).into())],
        ),
        label,
        answers: five.map_or_else(|| Bars::Three(as_asked.map(segment)), |five| Bars::Five(five.map(segment))),
        n: small(n),
        n_label: number::count(n),
        left_total_label: number::part(as_asked[0], n, view.words()),
        right_total_label: number::part(as_asked[2], n, view.words()),
        reverse_flag: item.reverse.then(|| view.words().text("answers_reverse").to_owned()),
    }))
}

fn small(count: u64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn table(view: &View<'_>, block: &Block<'_>) -> Table {
    let heads = ["head_question", "head_unfavourable#", "head_neither#", "head_favourable#", "head_answers#"];
    let mut table = Table::new(view.words().text("answers_caption"), view.words(), &heads);
    for item in &block.items {
        let mut row = Row::new(Link::from(item.text.clone()).in_language(view.foreign()));
        row.note = item.reverse.then(|| view.words().text("answers_reverse").to_owned());
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
