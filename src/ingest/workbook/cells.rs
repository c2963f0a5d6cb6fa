use super::spread::Spread;
use super::trouble::Trouble;
use super::{Limits, Row};
use crate::finding::{Finding, Place};
use csv::StringRecord;

/// Rows that a spreadsheet has.
const MOST_ROWS: u64 = 1 << 20;

/// The cells of one sheet, gathered to rows as they come. Cells are counted as what they will take: a
/// row is as long as its last filled cell says.
pub(super) struct Cells<'a> {
    limits: &'a Limits,
    place: Place,
    rows: Vec<Row>,
    /// The row that is being gathered; 0 before the first.
    number: u64,
    /// Its cells: column and where the text ends in `text`.
    cells: Vec<(usize, usize)>,
    text: String,
    /// Cells of all rows so far, this one's among them.
    counted: u64,
    /// The last column of this row that is counted.
    counted_to: usize,
    sorted: bool,
    spread: Spread,
    too_long: Tally,
    without_value: Tally,
    unknown: Tally,
}

/// How often something was found, and where first.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub(super) count: u64,
    first: Option<(u64, usize)>,
}

impl Tally {
    pub(super) fn add(&mut self, row: u64, column: usize) {
        self.count += 1;
        self.first.get_or_insert((row, column));
    }

    fn place(&self, place: &Place) -> Place {
        match self.first {
            Some((row, column)) => place.clone().at_row(row).at_column(letters(column)),
            None => place.clone(),
        }
    }
}

impl<'a> Cells<'a> {
    /// No cells yet of the sheet at `place`.
    pub(super) fn new(place: Place, limits: &'a Limits) -> Self {
        Cells {
            limits,
            place,
            rows: Vec::new(),
            number: 0,
            cells: Vec::new(),
            text: String::new(),
            counted: 0,
            counted_to: 0,
            sorted: true,
            spread: Spread::default(),
            too_long: Tally::default(),
            without_value: Tally::default(),
            unknown: Tally::default(),
        }
    }

    /// The row of the last cell.
    pub(super) fn last_row(&self) -> u64 {
        self.number
    }

    /// Adds a cell of a row, counted from 1, and a column, counted from 0. A cell for which `write`
    /// writes nothing holds nothing.
    ///
    /// # Errors
    /// If the cell stands where none may, or makes the sheet larger than the limits allow.
    pub(super) fn add(&mut self, row: u64, column: usize, write: impl FnOnce(&mut String)) -> Result<(), Trouble> {
        self.go_to(row, column)?;
        let start = self.text.len();
        write(&mut self.text);
        if self.text.len() == start {
            return Ok(());
        }
        if self.text.len() - start > self.limits.cell_bytes {
            self.text.truncate(start);
            self.too_long.add(row, column);
            return Ok(());
        }
        self.count(column)?;
        self.cells.push((column, self.text.len()));
        Ok(())
    }

    /// Notes a formula for which the workbook keeps no result.
    ///
    /// # Errors
    /// As those of [`Cells::add`].
    pub(super) fn formula_without_value(&mut self, row: u64, column: usize) -> Result<(), Trouble> {
        self.go_to(row, column)?;
        self.without_value.add(row, column);
        self.count(column)
    }

    /// Notes a cell longer than the limits allow, whose text was not kept.
    ///
    /// # Errors
    /// As those of [`Cells::add`].
    pub(super) fn too_long(&mut self, row: u64, column: usize) -> Result<(), Trouble> {
        self.go_to(row, column)?;
        self.too_long.add(row, column);
        self.count(column)
    }

    fn go_to(&mut self, row: u64, column: usize) -> Result<(), Trouble> {
        if row > MOST_ROWS {
            return Err(Trouble::TooManyRows);
        }
        if column >= self.limits.columns {
            return Err(Trouble::TooManyColumns);
        }
        if row != self.number {
            self.end_row();
            self.number = row;
        }
        Ok(())
    }

    fn count(&mut self, column: usize) -> Result<(), Trouble> {
        self.counted += (column + 1).saturating_sub(self.counted_to) as u64;
        self.counted_to = self.counted_to.max(column + 1);
        if self.counted > self.limits.cells { Err(Trouble::TooManyCells) } else { Ok(()) }
    }

    /// Notes an error value that is not known, somewhere after the last cell.
    pub(super) fn unknown_error(&mut self) {
        self.unknown.add(self.number.max(1), self.cells.last().map_or(0, |(column, _)| column + 1));
    }

    fn end_row(&mut self) {
        if !self.cells.is_empty() {
            let fields = fields(&self.cells, &self.text);
            self.spread.note(self.number, &fields);
            self.sorted &= self.rows.last().is_none_or(|last| last.number < self.number);
            let mut cells = StringRecord::with_capacity(self.text.len(), self.counted_to);
            let mut next = 0;
            for (column, text) in fields {
                (next..column).for_each(|_| cells.push_field(""));
                cells.push_field(text);
                next = column + 1;
            }
            self.rows.push(Row { number: self.number, cells });
        }
        self.cells.clear();
        self.text.clear();
        self.counted_to = 0;
    }

    /// The rows in order, and what was found while they were gathered.
    pub(super) fn finish(mut self) -> (Vec<Row>, Vec<Finding>) {
        self.end_row();
        let findings = self.findings();
        if !self.sorted {
            self.rows.sort_by_key(|row| row.number);
            self.rows.dedup_by(|later, row| {
                let same = later.number == row.number;
                if same {
                    row.cells = joined(&row.cells, &later.cells);
                }
                same
            });
        }
        (self.rows, findings)
    }

    fn findings(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        let mut warn = |tally: &Tally, code, what: &str, help: &str| {
            if tally.count > 0 {
                let message =
                    if tally.count == 1 { format!("1 {what}") } else { format!("{} times: {what}", tally.count) };
                findings.push(Finding::warning(code, tally.place(&self.place), message, help));
            }
        };
        let help = "open the workbook in Excel or LibreOffice, let it calculate, and save it";
        warn(
            &self.without_value,
            "formula-without-value",
            "formula without a stored result; its cell is read as empty",
            help,
        );
        let what = format!("cell with more than `{}` bytes; it is read as empty", self.limits.cell_bytes);
        warn(&self.too_long, "cell-too-long", &what, "shorten the cell, or move its text to a file of its own");
        let help = "replace the formula by its value, or mend what it refers to";
        warn(
            &self.unknown,
            "unknown-error-value",
            "cell with an error value that is not known; it is read as empty",
            help,
        );
        let what = "cell far to the right of all others; it may be there by accident";
        warn(&self.spread.strays(), "stray-cell", what, "delete it if it does not belong to the table");
        findings
    }
}

/// The cells of a row by column, from where each ends in the row's text; of two in one column the later.
fn fields<'a>(cells: &[(usize, usize)], text: &'a str) -> Vec<(usize, &'a str)> {
    let mut start = 0;
    let mut fields: Vec<(usize, &str)> = Vec::with_capacity(cells.len());
    for (column, end) in cells {
        fields.push((*column, text.get(start..*end).unwrap_or_default()));
        start = *end;
    }
    if !fields.is_sorted_by(|a, b| a.0 < b.0) {
        fields.reverse();
        fields.sort_by_key(|(column, _)| *column);
        fields.dedup_by_key(|(column, _)| *column);
    }
    fields
}

/// Two parts of one row, put together; where both hold a cell the later holds.
fn joined(row: &StringRecord, later: &StringRecord) -> StringRecord {
    let width = row.len().max(later.len());
    let cell = |column| match later.get(column) {
        Some(text) if !text.is_empty() => text,
        _ => row.get(column).unwrap_or_default(),
    };
    (0..width).map(cell).collect()
}

/// A column's letters as a spreadsheet shows them, from its number counted from 0.
pub(super) fn letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + (rest % 26) as u8));
        rest /= 26;
    }
    letters.into_iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    fn gathered(cells: &[(u64, usize, &str)], limits: &Limits) -> Result<(Vec<Row>, Vec<Finding>), Trouble> {
        let mut gathering = Cells::new(Place::file("a.xlsx"), limits);
        for (row, column, text) in cells {
            gathering.add(*row, *column, |cell| cell.push_str(text))?;
        }
        Ok(gathering.finish())
    }

    fn codes(findings: &[Finding]) -> Vec<&'static str> {
        findings.iter().map(|finding| finding.code).collect()
    }

    #[test]
    fn columns_have_the_letters_that_a_spreadsheet_shows() {
        let shown: Vec<String> = [0, 25, 26, 701, 702, 16_383].into_iter().map(letters).collect();
        assert_eq!(shown, ["A", "Z", "AA", "ZZ", "AAA", "XFD"]);
    }

    proptest! {
        #[test]
        fn cells_in_any_order_make_the_same_rows(cells in prop::collection::vec((1_u64..9, 0_usize..9, "[a-c]{0,2}"), 0..60)) {
            let given: Vec<(u64, usize, &str)> = cells.iter().map(|(r, c, t)| (*r, *c, t.as_str())).collect();
            let (rows, _) = gathered(&given, &Limits::default()).unwrap();
            let mut expected: BTreeMap<u64, BTreeMap<usize, &str>> = BTreeMap::new();
            for (row, column, text) in given.into_iter().filter(|(_, _, text)| !text.is_empty()) {
                expected.entry(row).or_default().insert(column, text);
            }
            prop_assert_eq!(rows.len(), expected.len());
            for (row, (number, cells)) in rows.iter().zip(expected) {
                prop_assert_eq!(row.number, number);
                prop_assert_eq!(row.cells.len(), cells.keys().max().unwrap() + 1);
                for (column, text) in row.cells.iter().enumerate() {
                    prop_assert_eq!(text, cells.get(&column).copied().unwrap_or_default());
                }
            }
        }
    }

    #[test]
    fn cells_are_counted_as_what_they_will_take() {
        let limits = Limits { cells: 10, ..Limits::default() };
        assert!(gathered(&[(1, 4, "a"), (2, 4, "b")], &limits).is_ok());
        assert!(gathered(&[(1, 4, "a"), (1, 2, "c"), (2, 4, "b")], &limits).is_ok());
        assert_eq!(gathered(&[(1, 4, "a"), (2, 5, "b")], &limits).err(), Some(Trouble::TooManyCells));
    }

    #[test]
    fn cells_beyond_the_edges_of_a_sheet_are_no_cells() {
        let limits = Limits::default();
        assert!(gathered(&[(1 << 20, 16_383, "a")], &limits).is_ok());
        assert_eq!(gathered(&[(1, 16_384, "a")], &limits).err(), Some(Trouble::TooManyColumns));
        assert_eq!(gathered(&[((1 << 20) + 1, 0, "a")], &limits).err(), Some(Trouble::TooManyRows));
    }

    #[test]
    fn a_cell_that_is_too_long_is_emptied_and_said() {
        let limits = Limits { cell_bytes: 3, ..Limits::default() };
        let (rows, findings) = gathered(&[(1, 0, "abc"), (1, 1, "abcd"), (1, 2, "e")], &limits).unwrap();
        assert_eq!(rows[0].cells, vec!["abc", "", "e"]);
        assert_eq!(codes(&findings), ["cell-too-long"]);
        assert_eq!(findings[0].place.to_string(), "a.xlsx, row 1, column B");
    }

    #[test]
    fn a_cell_far_from_all_others_is_said_and_kept() {
        let (rows, findings) =
            gathered(&[(1, 0, "a"), (1, 5, "b"), (2, 0, "c"), (3, 16_383, "x")], &Limits::default()).unwrap();
        assert_eq!(codes(&findings), ["stray-cell"]);
        assert_eq!(findings[0].place.to_string(), "a.xlsx, row 3, column XFD");
        assert_eq!(rows[2].cells.get(16_383), Some("x"));
    }

    #[test]
    fn a_wide_table_with_gaps_has_no_stray_cells() {
        let names: Vec<String> = (0..3000).map(|column| format!("q{column}")).collect();
        let mut cells: Vec<(u64, usize, &str)> =
            names.iter().enumerate().map(|(at, name)| (1, at, name.as_str())).collect();
        cells.extend([(2, 0, "1"), (2, 2999, "comment"), (3, 0, "2")]);
        let (_, findings) = gathered(&cells, &Limits::default()).unwrap();
        assert_eq!(codes(&findings), [""; 0]);
    }
}
