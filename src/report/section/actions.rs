//! Action points: what the page gives reason to talk about, with room to write.

use super::conclusions::Point;
use crate::narrate::figures;
use crate::report::table::{Link, Row, Table};

/// Empty rows for what the meeting adds.
const EMPTY_ROWS: usize = 3;

/// One row for every point worth talking about, and empty ones to fill in by hand.
pub(in crate::report) fn table(points: &[Point]) -> Table {
    let heads = ["What it is about", "What we will do", "Who", "By when", "How we will know"];
    let mut table = Table::new("Action points", &heads);
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
