use super::cases::{Came, Cases};
use super::columns::{Column, Kind};
use super::encoding::Decoder;
use super::header::Header;
use super::packed::{Source, Stop};
use super::records::{Records, Special};
use super::refusal::Refusal;
use crate::finding::{Finding, Place};
use crate::ingest::{Limits, Row};
use csv::StringRecord;

/// What is said to whoever has a file that is not whole.
const GET_AGAIN: &str = "copy the file again from where it was made; if SPSS opens it, save it there under a new name";

/// Reads the cases of a file into rows, a row of names before them.
pub(super) fn read_rows(
    source: Source<'_>,
    (header, records, columns): (&Header, &Records<'_>, &[Column<'_>]),
    decoder: &mut Decoder,
    (file, limits): (&str, &Limits),
    findings: &mut Vec<Finding>,
) -> Result<Vec<Row>, Refusal> {
    let expected = header.cases.or(records.cases);
    let mut cases = Cases::new(source, header, records.special.missing);
    // A variable's record takes more bytes in the file than its value does here.
    let mut case = vec![0; records.elements * 8];
    let mut writer = Writer::new(columns, records.special);
    let mut rows = vec![Row { number: 0, cells: columns.iter().map(|column| column.name.as_str()).collect() }];
    let most = limits.cells / columns.len().max(1) as u64;
    let (mut number, mut came) = (0, Came::Nothing);
    while expected.is_none_or(|expected| number < expected) {
        came = cases.read(&mut case);
        if came != Came::Whole {
            break;
        }
        if number == most {
            return Err(Refusal::Cells);
        }
        number += 1;
        rows.push(Row { number, cells: writer.row(&case, number, decoder) });
    }
    let surplus = expected == Some(number) && cases.read(&mut case) == Came::Whole;
    if cases.stopped() == Some(Stop::TooLarge) {
        return Err(Refusal::Large("what the file unpacks to"));
    }
    let damaged = cases.stopped() == Some(Stop::Damaged);
    let cut = came == Came::Part || cases.stopped() == Some(Stop::Cut);
    findings.extend(ending(file, number, expected, (damaged, cut, surplus)));
    findings.extend(writer.misfits(file));
    Ok(rows)
}

/// What is to be said of how the cases end, if anything.
fn ending(
    file: &str,
    read: u64,
    expected: Option<u64>,
    (damaged, cut, surplus): (bool, bool, bool),
) -> Option<Finding> {
    let place = Place::file(file);
    if damaged {
        let message = format!("the packed data are damaged; cases that could be read, some perhaps wrongly: {read}");
        return Some(Finding::error("damaged-file", place, message, GET_AGAIN));
    }
    match expected {
        Some(expected) if read < expected => {
            let message = format!("the file is cut off; whole cases that are there: {read} of {expected}");
            Some(Finding::warning("truncated-file", place, message, GET_AGAIN))
        }
        None if cut => {
            let message =
                format!("the file is cut off; whole cases that are there: {read}, of a number it does not say");
            Some(Finding::warning("truncated-file", place, message, GET_AGAIN))
        }
        Some(_) if surplus => {
            let message = format!("the cases of the file are more than it says it has; cases read: {read}");
            let help = "open the file in SPSS, check how many cases there are, and save it under a new name";
            Some(Finding::warning("sav-surplus", place, message, help))
        }
        _ => None,
    }
}

/// Turns cases into rows of text.
struct Writer<'a> {
    columns: &'a [Column<'a>],
    special: Special,
    /// For each column, how many of its values its format cannot show, and the first row of those.
    misfits: Vec<(u64, u64)>,
    text: String,
    ends: Vec<usize>,
    joined: Vec<u8>,
}

impl<'a> Writer<'a> {
    fn new(columns: &'a [Column<'a>], special: Special) -> Self {
        let misfits = vec![(0, 0); columns.len()];
        Writer { columns, special, misfits, text: String::new(), ends: Vec::new(), joined: Vec::new() }
    }

    fn row(&mut self, case: &[u8], number: u64, decoder: &mut Decoder) -> StringRecord {
        self.text.clear();
        self.ends.clear();
        for (column, misfits) in self.columns.iter().zip(&mut self.misfits) {
            match column.kind {
                Kind::Text(width) => self.text.push_str(&decoder.text(column.text(case, width, &mut self.joined))),
                Kind::Number(format) => {
                    let bytes = case.get(column.element * 8..).and_then(|rest| rest.first_chunk());
                    let value = bytes.map(|bytes| self.special.order.double(*bytes));
                    if let Some(value) = value.filter(|value| !self.special.is_missing(*value))
                        && !format.write(value, &mut self.text)
                    {
                        let (count, first) = *misfits;
                        *misfits = (count + 1, if count == 0 { number } else { first });
                    }
                }
            }
            self.ends.push(self.text.len());
        }
        // The record gets exactly the room it needs: there may be millions.
        let mut record = StringRecord::with_capacity(self.text.len(), self.ends.len());
        let mut start = 0;
        for end in &self.ends {
            record.push_field(self.text.get(start..*end).unwrap_or_default());
            start = *end;
        }
        record
    }

    /// One warning for each column with values that its format cannot show.
    fn misfits(&self, file: &str) -> impl Iterator<Item = Finding> {
        let found = self.columns.iter().zip(&self.misfits).filter(|(_, (count, _))| *count > 0);
        found.map(move |(column, (count, first))| {
            let place = Place::file(file).at_row(*first).at_column(&column.name);
            let message = format!("dates or times that are none and stand as the numbers they are: {count}");
            let help = "mend the values in SPSS, or show the variable there as a number if it is one";
            Finding::warning("sav-date", place, message, help)
        })
    }
}
