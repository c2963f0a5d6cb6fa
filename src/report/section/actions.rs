//! Action points: what the page gives reason to talk about, with room to write.

use super::conclusions::Point;
use crate::narrate::{Words, figures};
use crate::report::table::{Link, Row, Table};

/// Empty rows for what the meeting adds.
const EMPTY_ROWS: usize = 3;

/// One row for every point worth talking about, and empty ones to fill in by hand.
pub(in crate::report) fn table(points: &[Point], words: &Words) -> Table {
    let heads = ["head_about", "head_we_will", "head_who", "head_by_when", "head_how_we_know"];
    let mut table = Table::new(words.text("actions_caption"), words, &heads);
    let empty = |head: Link| {
        let mut row = Row::new(head);
        for _ in 1..heads.len() {
            row = row.with("");
        }
        row
    };
    for point in points {
        table.row(empty(Link::to(figures::capital(&point.subject), point.href.clone())));
    }
    for _ in 0..EMPTY_ROWS {
        table.row(empty(Link::from("")));
    }
    table
}
