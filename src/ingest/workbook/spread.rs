use super::cells::Tally;

/// Empty cells between two filled ones of a row, after which the second may be there by accident.
const GAP: usize = 1000;

/// Cells that are kept as possible strays; more are only counted.
const KEPT: usize = 10_000;

/// How far the cells of a sheet reach. A cell that stands after more than a thousand empty ones in its
/// row, and to the right of every cell that does not, is a stray: one that somebody typed or formatted
/// far outside the table.
#[derive(Debug, Default)]
pub(super) struct Spread {
    /// The first column to the right of all cells that stand after no gap.
    width: usize,
    after_gap: Vec<(u64, usize)>,
    uncounted: u64,
}

impl Spread {
    /// Notes a row's filled cells, by column.
    pub(super) fn note(&mut self, row: u64, fields: &[(usize, &str)]) {
        let mut next = 0;
        for (at, (column, _)) in fields.iter().enumerate() {
            if column - next > GAP {
                let rest = fields.get(at..).unwrap_or_default();
                let room = KEPT.saturating_sub(self.after_gap.len());
                self.uncounted += rest.len().saturating_sub(room) as u64;
                self.after_gap.extend(rest.iter().take(room).map(|(column, _)| (row, *column)));
                break;
            }
            next = column + 1;
        }
        self.width = self.width.max(next);
    }

    /// The strays. A sheet with more cells after gaps than are kept is a wide table and has none.
    pub(super) fn strays(&self) -> Tally {
        let mut tally = Tally::default();
        if self.uncounted == 0 && self.width > 0 {
            self.after_gap
                .iter()
                .filter(|(_, column)| *column >= self.width)
                .for_each(|(row, column)| tally.add(*row, *column));
        }
        tally
    }
}
