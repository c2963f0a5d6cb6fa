//! Who answered, and how sure a reader can be.

use super::Section;
use crate::narrate::{Evidence, Sureness, figures, number, summary};
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

/// Most units that are named where few answered.
const MOST_NAMED: usize = 12;

/// The same for a larger unit, with those of its parts where few answered or it is not told how many did.
pub(in crate::report) fn of_area(view: &View<'_>, by: Option<Level>) -> Answered {
    let mut answered = of(view, by);
    if let Some(level) = by {
        answered.section.lead.extend(missing(view, level));
    }
    answered
}

/// Parts of a unit of whose members fewer answered than the second cut-off asks for, and parts of which that is not
/// told, each by name.
fn missing(view: &View<'_>, level: Level) -> Vec<String> {
    let [_, cut_off, _] = view.desk.publication.framework.sureness.response_rate;
    let (mut low, mut untold) = (Vec::new(), Vec::new());
    let units = view.inside(level);
    for unit in &units {
        match view.response_of(&unit.id, &view.desk.wave.id) {
            Some((answered, eligible)) if (answered as f64) < cut_off * eligible as f64 => low.push(unit.name.clone()),
            Some(_) => {}
            None => untold.push(unit.name.clone()),
        }
    }
    let words = view.words();
    let share = number::plain(crate::vocabulary::Quantity::Share, cut_off);
    let told = |id: &str, names: Vec<String>| {
        let named = if names.len() > MOST_NAMED { words.units(names.len(), level) } else { names.join(", ") };
        (!names.is_empty()).then(|| {
            let counted = [("n", names.len().into()), ("units", words.units(units.len(), level).into())];
            words.say_all(id, counted.into_iter().chain([("share", (&share).into()), ("names", named.into())]))
        })
    };
    let all_well = low.is_empty() && untold.is_empty() && !units.is_empty();
    let well = all_well
        .then(|| words.say("answered_everywhere", [("share", (&share).into()), ("level", level.word().into())]));
    [told("answered_low", low), told("answered_untold", untold), well].into_iter().flatten().collect()
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
    let sureness =
        view.weigh(Evidence { response, answers: response.map(|(answered, _)| answered), ..Evidence::default() });
    Row::new(view.link(unit)).with(text).with(share).with(sureness.word)
}
