//! Action points: what the page gives reason to talk about, a question to begin with, and room to write.

use super::conclusions::Raised;
use crate::framework::Indicator;
use crate::narrate::figures;
use crate::report::desk::View;
use crate::report::table::Link;
use serde::Serialize;
use std::collections::BTreeMap;

/// Empty rows for what the meeting adds.
const EMPTY_ROWS: usize = 3;

/// The table to be filled in by hand.
#[derive(Debug, Serialize)]
pub(in crate::report) struct Actions {
    rows: Vec<ActionRow>,
    /// A number for each empty row.
    empty: Vec<usize>,
}

/// A row that begins with a figure.
#[derive(Debug, Serialize)]
struct ActionRow {
    link: Link,
    /// The figure in words.
    standing: String,
    question: Option<String>,
    /// Tag of the question's language, where that is not the page's.
    lang: Option<&'static str>,
}

/// One row for every point worth talking about, and empty ones.
pub(in crate::report) fn of(view: &View<'_>, raised: &[Raised<'_>]) -> Actions {
    let mut asked = BTreeMap::new();
    let rows = raised.iter().map(|one| ActionRow {
        link: Link::to(figures::capital(&one.indicator.name), one.href.clone()).in_language(view.foreign()),
        standing: one.standing.clone(),
        question: question(view, one.indicator, &mut asked),
        lang: view.foreign(),
    });
    Actions { rows: rows.collect(), empty: (1..=EMPTY_ROWS).collect() }
}

/// A question of the first frame that the indicator speaks to, another one each time.
fn question(view: &View<'_>, indicator: &Indicator, asked: &mut BTreeMap<u8, usize>) -> Option<String> {
    let frames = view.desk.publication.framework.frames().iter();
    let frame =
        frames.filter(|frame| !frame.questions.is_empty()).find(|frame| indicator.frames.contains(&frame.number))?;
    let place = asked.entry(frame.number).or_insert(0);
    let question = frame.questions.get(*place % frame.questions.len()).cloned();
    *place += 1;
    question
}
