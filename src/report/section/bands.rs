//! How many groups have each characteristic in place.

use crate::chart::{Answers, Label, Likert, LikertBar, LikertKey, LikertRow, Segment, Words as Alternative};
use crate::framework::{Band, Indicator};
use crate::narrate::{Words, figures, number};
use crate::report::desk::View;
use crate::report::error::ReportError;
use crate::report::figure::{Figure, Parts};
use crate::report::table::{Row, Table};
use crate::vocabulary::Level;

/// One characteristic: groups where it is not yet, partly and fully in place.
pub(in crate::report) struct Line<'a> {
    pub(in crate::report) indicator: &'a Indicator,
    pub(in crate::report) counts: [u64; 3],
}

impl Line<'_> {
    pub(in crate::report) fn total(&self) -> u64 {
        self.counts.iter().sum()
    }

    /// Share of the groups that have it in place; only for choosing.
    #[expect(clippy::cast_precision_loss, reason = "groups are far fewer than 2^53")]
    pub(in crate::report) fn share(&self) -> f64 {
        if self.total() == 0 { 0.0 } else { self.counts[2] as f64 / self.total() as f64 }
    }
}

/// Every characteristic that is judged.
pub(in crate::report) fn lines<'a>(view: &View<'a>) -> Vec<Line<'a>> {
    let groups = view.inside(Level::Group);
    let indicators = view.desk.key_characteristics().into_iter();
    indicators
        .filter(|indicator| indicator.part_of.is_none() && indicator.bands.is_some())
        .map(|indicator| {
            let mut counts = [0; 3];
            for group in &groups {
                match super::profile::band_of(view.of(&group.id, &indicator.code)) {
                    Some(Band::NotYet) => counts[0] += 1,
                    Some(Band::Partly) => counts[1] += 1,
                    Some(Band::InPlace) => counts[2] += 1,
                    None => {}
                }
            }
            Line { indicator, counts }
        })
        .collect()
}

/// The figure; nothing where fewer than two groups can be judged on anything.
pub(in crate::report) fn figure(view: &View<'_>) -> Result<Option<Figure>, ReportError> {
    let lines = lines(view);
    let judged: Vec<&Line<'_>> = lines.iter().filter(|line| line.total() >= 2).collect();
    let often = judged.iter().max_by(|a, b| a.share().total_cmp(&b.share()));
    let seldom = judged.iter().min_by(|a, b| a.share().total_cmp(&b.share()));
    let (Some(often), Some(seldom), Some(first)) = (often, seldom, judged.first()) else { return Ok(None) };
    let most = judged.iter().filter(|line| line.counts[2] * 2 > line.total()).count();
    let title = figures::bands::title(most, judged.len(), view.words());
    let name = |line: &Line<'_>| line.indicator.name.clone();
    let words = view.words();
    let sentences = figures::bands::sentence(
        (&name(often), often.counts[2], often.total()),
        (&name(seldom), seldom.counts[2], seldom.total()),
        words,
    );
    let sentences = figures::readable(sentences, words);
    let (id, alternative) = ("f-bands", figures::shortened(&sentences.join(" ")));
    let drawing = Likert {
        words: Alternative { id: id.to_owned(), title: title.clone(), description: alternative.clone() },
        key: LikertKey::Three(
            [Band::NotYet, Band::Partly, Band::InPlace].map(|band| words.band(Some(band)).to_owned()),
        ),
        n_heading: words.levels(Level::Group).to_owned(),
        rows: judged.iter().map(|line| LikertRow::Shown(Box::new(bar(line, words)))).collect(),
    };
    let (drawing, undrawn) = view.drawn(id, drawing.draw())?;
    view.contract(Parts {
        id: id.to_owned(),
        title,
        subtitle: words.say("bands_subtitle", view.where_and_when()),
        sentences,
        drawing,
        n_line: words
            .say("bands_n_line", [("groups", words.units(view.inside(Level::Group).len(), Level::Group).into())]),
        notes: undrawn,
        alternative,
        how_to_read: figures::bands::how_to_read(words),
        table: table(&lines, view),
        definition: view.to("bands_definition", "framework.html"),
        command: view.command(&first.indicator.code),
    })
    .map(Some)
}

fn bar(line: &Line<'_>, words: &Words) -> LikertBar {
    let total = line.total();
    let label = |count| if total < number::COUNTS_BELOW { number::count(count) } else { number::percent(count, total) };
    let segment = |count: u64| Segment { count: small(count), label: label(count) };
    LikertBar {
        label: Label::new(line.indicator.name.clone()),
        answers: Answers::Three(line.counts.map(segment)),
        n: small(total),
        n_label: number::count(total),
        left_total_label: number::part(line.counts[0], total, words),
        right_total_label: number::part(line.counts[2], total, words),
        reverse_flag: None,
        tip: words.say(
            "bands_tip",
            [("name", (&line.indicator.name).into()), ("groups", line.counts[2].into()), ("judged", total.into())],
        ),
    }
}

fn small(count: u64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn table(lines: &[Line<'_>], view: &View<'_>) -> Table {
    let heads = ["head_characteristic", "head_not_yet#", "head_partly#", "head_in_place#", "head_judged_groups#"];
    let mut table = Table::new(view.words().text("bands_caption"), view.words(), &heads);
    for line in lines {
        let mut row = Row::new(view.definition(line.indicator));
        for count in line.counts.into_iter().chain([line.total()]) {
            row = row.with(number::count(count));
        }
        table.row(row);
    }
    table
}
