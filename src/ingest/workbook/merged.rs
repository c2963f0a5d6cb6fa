use super::{Limits, Row};
use csv::StringRecord;

/// Rows of a sheet that may be headers.
const HEADERS: u64 = 10;

/// A merge of cells within one row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Merged {
    /// The row, counted from 1.
    pub(super) row: u64,
    /// The first column, counted from 0.
    pub(super) first: usize,
    /// The last column.
    pub(super) last: usize,
}

impl Merged {
    /// The merge between two corners, counted from 0, if it is one of a header: within one of the first
    /// rows and over several columns.
    pub(super) fn of_header((top, first): (u32, u32), (bottom, last): (u32, u32)) -> Option<Merged> {
        let row = u64::from(top) + 1;
        (top == bottom && last > first && row <= HEADERS).then_some(Merged {
            row,
            first: first as usize,
            last: last as usize,
        })
    }
}

/// Gives the cells of merges in headers the text of their first cell, as far as the sheet's table
/// reaches. What is added is held to some cells' worth of text, so that a long text over many columns
/// cannot grow beyond measure. Of merges that overlap, which no spreadsheet makes, the first counts.
pub(super) fn fill(rows: &mut [Row], mut merges: Vec<Merged>, limits: &Limits) {
    const WORTH: usize = 16;
    merges.sort_by_key(|merge| (merge.row, merge.first));
    let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let mut left = limits.cell_bytes.saturating_mul(WORTH);
    for row in rows.iter_mut().take_while(|row| row.number <= HEADERS) {
        let own = merges.iter().filter(|merge| merge.row == row.number);
        if own.clone().next().is_some() {
            row.cells = filled(&row.cells, own, width, &mut left);
        }
    }
}

fn filled<'a>(
    cells: &StringRecord,
    merges: impl Iterator<Item = &'a Merged>,
    width: usize,
    left: &mut usize,
) -> StringRecord {
    let cell = |column| cells.get(column).unwrap_or_default();
    let mut filled = StringRecord::with_capacity(cells.as_slice().len(), width);
    for merge in merges.filter(|merge| !cell(merge.first).is_empty()) {
        let text = cell(merge.first);
        let last = merge.last.min(width.saturating_sub(1));
        let added = text.len().saturating_mul(last.saturating_sub(merge.first));
        if merge.first < filled.len() || added > *left {
            continue;
        }
        *left -= added;
        (filled.len()..merge.first).for_each(|column| filled.push_field(cell(column)));
        for column in merge.first..=last {
            filled.push_field(if cell(column).is_empty() { text } else { cell(column) });
        }
    }
    (filled.len()..cells.len()).for_each(|column| filled.push_field(cell(column)));
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(number: u64, cells: &[&str]) -> Row {
        Row { number, cells: cells.iter().copied().collect() }
    }

    #[test]
    fn only_merges_over_columns_of_one_early_row_are_headers() {
        assert_eq!(Merged::of_header((0, 1), (0, 3)), Some(Merged { row: 1, first: 1, last: 3 }));
        assert_eq!(Merged::of_header((9, 1), (9, 3)).map(|merge| merge.row), Some(10));
        for (from, to) in [((10, 1), (10, 3)), ((0, 1), (1, 3)), ((0, 1), (0, 1)), ((0, 3), (0, 1))] {
            assert_eq!(Merged::of_header(from, to), None);
        }
    }

    #[test]
    fn a_merge_fills_no_further_than_the_table_reaches() {
        let mut rows =
            vec![row(1, &["Title"]), row(2, &["", "Item", "", "", "End"]), row(3, &["1", "2", "3", "4", "5"])];
        let merges = [Merged { row: 1, first: 0, last: 16_383 }, Merged { row: 2, first: 1, last: 3 }];
        fill(&mut rows, merges.to_vec(), &Limits::default());
        assert_eq!(rows[0].cells, vec!["Title"; 5]);
        assert_eq!(rows[1].cells, vec!["", "Item", "Item", "Item", "End"]);
        assert_eq!(rows[2].cells, vec!["1", "2", "3", "4", "5"]);
    }

    #[test]
    fn a_long_text_is_not_repeated_beyond_measure() {
        let limits = Limits { cell_bytes: 2, ..Limits::default() };
        let mut rows = vec![row(1, &["long text"]), row(2, &["1", "2", "3", "4", "5"])];
        fill(&mut rows, vec![Merged { row: 1, first: 0, last: 4 }], &limits);
        assert_eq!(rows[0].cells, vec!["long text"]);
    }
}
