//! Who answered, and how sure a reader can be.

use super::Section;
use crate::narrate::{Sureness, figures, number, summary};
use crate::report::desk::View;
use crate::report::table::{Cell, Row, Table};
use crate::vocabulary::{Level, UnitId};
use serde::Serialize;

/// Who answered, and how sure a reader can be of it.
#[derive(Debug, Clone, Serialize)]
pub struct Answered {
    /// Sentences and the table of those asked, answering and matched.
    pub section: Section,
    /// How sure.
    pub sureness: Rating,
}

/// A grade of sureness as a page shows it.
#[derive(Debug, Clone, Serialize)]
pub struct Rating {
    /// The word.
    pub word: String,
    /// Bars filled, of four.
    pub bars: u8,
    /// What set it.
    pub because: String,
}

impl From<Sureness> for Rating {
    fn from(sureness: Sureness) -> Self {
        Rating { bars: sureness.grade.bars(), word: sureness.word, because: sureness.because }
    }
}

/// Who answered in a unit; `by` lists its parts of that level beside it.
pub(in crate::report) fn of(view: &View<'_>, by: Option<Level>) -> Answered {
    let respondents = &view.desk.publication.framework.about.respondent;
    let response = view.response();
    let answers = response.map(|(answered, _)| answered);
    let mut tables = vec![flow(view)];
    tables.extend(by.map(|level| by_unit(view, level)));
    let words = view.words();
    let lead =
        [figures::response_line(response, respondents, words), summary::who_is_missing(response, respondents, words)];
    let lead = lead.into_iter().filter(|sentence| !sentence.is_empty()).collect();
    Answered { section: Section { lead, tables, ..Section::default() }, sureness: view.sureness(answers, false).into() }
}

/// From members on roll to people matched.
pub(in crate::report) fn flow(view: &View<'_>) -> Table {
    let words = view.words();
    let caption = words.say("flow_caption", [("wave", (&view.desk.wave.label).into())]);
    let mut table = Table::new(caption, words, &["head_step", "head_people#", "head_share#"]);
    let hidden = || Cell::from(words.text("symbol_not_available"));
    let row = |text: &str, number: Option<u64>, share: Option<String>| {
        let share = share.map_or_else(|| Cell::from(figures::NO_RANGE), Cell::from);
        Row::new(text).with(number.map_or_else(hidden, |number| Cell::from(number::count(number)))).with(share)
    };
    let response = view.response();
    table.row(row(words.text("flow_on_roll"), response.map(|(_, eligible)| eligible), None));
    let share = response.map(|(answered, eligible)| number::percent(answered, eligible));
    table.row(row(words.text("flow_answered"), response.map(|(answered, _)| answered), share));
    if let Some(first) = view.desk.first {
        let matched = view.matched();
        let text = words.say("flow_again", [("wave", (&first.label).into())]);
        let share = matched.map(|(pairs, first)| {
            words.say("flow_share", [("percent", number::percent(pairs, first).into()), ("n", first.into())])
        });
        table.row(row(&text, matched.map(|(pairs, _)| pairs), share));
    }
    table
}

/// The response of every unit of a level inside this one, by name.
fn by_unit(view: &View<'_>, level: Level) -> Table {
    let words = view.words();
    let caption = words.say("response_caption", [("level", level.word().into())]);
    let mut table = Table::new(caption, words, &[]);
    table.column(words.level(level), false);
    table.column(words.text("head_answered"), true);
    table.column(words.text("head_share"), true);
    table.column(words.text("head_how_sure"), false);
    for unit in view.inside(level) {
        table.row(response_row(view, &unit.id));
    }
    table
}

fn response_row(view: &View<'_>, unit: &UnitId) -> Row {
    let response = view.response_of(unit, &view.desk.wave.id);
    let (text, share) = match response {
        Some((answered, eligible)) => {
            (number::of(answered, eligible, view.words()), number::percent(answered, eligible))
        }
        None => (view.response_untold(unit, &view.desk.wave.id), figures::NO_RANGE.to_owned()),
    };
    let evidence =
        crate::narrate::Evidence { response, answers: response.map(|(answered, _)| answered), matched: None };
    let sureness = evidence.weigh(&view.desk.publication.framework.sureness, view.words());
    Row::new(view.link(unit)).with(text).with(share).with(sureness.word)
}
