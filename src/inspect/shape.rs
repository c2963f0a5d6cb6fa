//! Where in a sheet its table is: titles above, rows of headers, what stands below.

use super::report::Fact;
use super::sure::Sureness;
use crate::ingest::{BodyForm, Header, Sheet, normal, read_date, tidy};
use crate::plan::{DateOrder, TableEnd};
use csv::StringRecord;
use std::collections::BTreeSet;

/// Records from the top that are looked at.
pub(super) const TOP: usize = 60;
/// Most rows of headers, the tool's row of ids among them.
const MOST_HEADER_ROWS: usize = 3;
/// Fewest rows below a header in which a repeated word says something.
const FEWEST_ROWS: usize = 5;

/// Where a sheet's table is, and by what that is known.
#[derive(Debug, Clone)]
pub(super) struct Shape {
    pub form: BodyForm,
    pub facts: Vec<Fact>,
    /// Whether a row of the tool's ids of its questions stands among the headers.
    pub import_ids: bool,
}

/// A record with the row it stands in.
type Line = (u64, StringRecord);

/// Finds the table of a sheet; `None` if it has no row that holds anything.
pub(super) fn find(sheet: &Sheet) -> Option<Shape> {
    let mut records = sheet.records();
    let mut cells = StringRecord::new();
    let mut lines: Vec<Line> = Vec::new();
    while let Some(head) = records.read(&mut cells).filter(|_| lines.len() < TOP) {
        lines.push((head.number, cells.clone()));
    }
    lines.iter().position(|(_, cells)| filled(cells) > 0)?;
    let skipped = titles(&lines);
    let rest = lines.get(skipped..).unwrap_or_default();
    let rows: Vec<&StringRecord> = rest.iter().map(|(_, cells)| cells).collect();
    let (headers, ids, why) = header_rows(&rows);
    let mut facts = Vec::new();
    if skipped > 0 {
        facts.push(Fact {
            about: "rows above",
            found: format!("{skipped} above the headers, left out"),
            sureness: Sureness::Likely,
            because: "they have few cells, or say one thing over the whole width".to_owned(),
        });
    }
    let sureness = if headers == 1 || ids.is_some() { Sureness::Certain } else { Sureness::Likely };
    facts.push(Fact { about: "headers", found: header_words(headers, rest), sureness, because: why });
    if let Some(row) = ids.and_then(|at| rest.get(at)) {
        facts.push(Fact {
            about: "ImportIds",
            found: format!("row {}", row.0),
            sureness: Sureness::Certain,
            because: "every cell holds an ImportId".to_owned(),
        });
    }
    let form = BodyForm { skip_rows: skipped as u32, header_rows: headers as u32, end: TableEnd::File };
    let (end, fact) = end(sheet, form);
    facts.extend(fact);
    Some(Shape { form: BodyForm { end, ..form }, facts, import_ids: ids.is_some() })
}

fn header_words(headers: usize, lines: &[Line]) -> String {
    let row = |at: usize| lines.get(at).map_or(0, |(row, _)| *row);
    if row(0) == 0 {
        return "the names of its variables".to_owned();
    }
    if headers == 1 {
        format!("1 row: row {}", row(0))
    } else {
        format!("{headers} rows: rows {} to {}", row(0), row(headers - 1))
    }
}

fn filled(cells: &StringRecord) -> usize {
    cells.iter().filter(|cell| !tidy(cell).is_empty()).count()
}

/// How many records stand above the headers: those with one or two cells above rows with many.
fn titles(lines: &[Line]) -> usize {
    let mut widths: Vec<usize> = lines.iter().map(|(_, cells)| filled(cells)).filter(|width| *width > 0).collect();
    widths.sort_unstable();
    let usual = widths.get(widths.len() / 2).copied().unwrap_or_default();
    let is_title = |cells: &StringRecord| {
        let width = filled(cells);
        width == 0 || is_merged(cells) || (width == 1 && usual > 2) || (width * 2 < usual && width <= 2)
    };
    let titles = lines.iter().take_while(|(_, cells)| is_title(cells)).count();
    if titles == lines.len() { 0 } else { titles }
}

/// Whether a row says one thing in all its cells, as a title merged over the width of its table does.
fn is_merged(cells: &StringRecord) -> bool {
    let filled = || cells.iter().map(tidy).filter(|cell| !cell.is_empty());
    filled().count() > 2 && filled().all(|cell| Some(cell) == filled().next())
}

/// How many rows are headers, which of them holds the tool's ids, and why.
fn header_rows(rows: &[&StringRecord]) -> (usize, Option<usize>, String) {
    let ids = (0..rows.len().min(MOST_HEADER_ROWS)).find(|at| rows.get(*at).is_some_and(|row| has_import_ids(row)));
    if let Some(at) = ids {
        return (at + 1, ids, "down to the row of ImportIds".to_owned());
    }
    let mut headers = 1;
    let mut why = "the row below is of the same kind as those that follow".to_owned();
    while headers < MOST_HEADER_ROWS {
        let Some(votes) = Votes::on(rows, headers).filter(Votes::is_header) else { break };
        headers += 1;
        why = votes.words();
    }
    (headers, None, why)
}

/// Whether a row is one of a survey tool's ids: a table of that row alone gives every column its id.
fn has_import_ids(row: &StringRecord) -> bool {
    let header = Header::of_rows(&[StringRecord::from(vec!["x"; row.len()]), row.clone()]);
    let ids = (0..header.width()).filter(|place| header.import_id(*place).is_some()).count();
    ids > 0 && ids == filled(row)
}

/// What speaks for a row being headers and what for its being a row of the table.
#[derive(Debug, Default)]
struct Votes {
    fills: usize,
    gaps: usize,
    /// Columns of numbers or days.
    typed: usize,
    untyped: usize,
    unlike: usize,
    data: usize,
}

impl Votes {
    fn on(rows: &[&StringRecord], at: usize) -> Option<Votes> {
        let row = rows.get(at)?;
        let (upper, below) = (rows.get(at - 1)?, rows.get(at + 1..)?);
        if below.is_empty() {
            return None;
        }
        let mut votes = Votes::default();
        for (place, cell) in row.iter().enumerate() {
            let cell = tidy(cell);
            let others: Vec<&str> =
                below.iter().filter_map(|row| row.get(place)).map(tidy).filter(|cell| !cell.is_empty()).collect();
            let typed = others.len() > 1 && others.iter().all(|other| is_typed(other));
            votes.typed += usize::from(typed);
            if cell.is_empty() {
                // Rows without their number and day are headers; of the table's rows hardly one is without both.
                votes.gaps += usize::from(typed);
                continue;
            }
            votes.fills += usize::from(tidy(upper.get(place).unwrap_or_default()).is_empty());
            votes.column(cell, &others);
        }
        Some(votes)
    }

    fn column(&mut self, cell: &str, others: &[&str]) {
        let typed = others.iter().filter(|other| is_typed(other)).count();
        if is_typed(cell) {
            self.data += 1;
        } else if !others.is_empty() && typed * 5 >= others.len() * 4 {
            self.untyped += 1;
        } else if others.len() >= FEWEST_ROWS {
            let words: BTreeSet<_> = others.iter().map(|other| normal(other)).collect();
            if words.contains(&normal(cell)) {
                // An option's column holds the option's own text, where it was chosen, and nothing else.
                self.data += usize::from(words.len() > 1);
            } else if words.len() * 2 <= others.len() {
                self.unlike += 1;
            }
        }
    }

    fn is_header(&self) -> bool {
        let strong = self.fills + self.untyped + if self.fills > 0 { self.gaps } else { 0 };
        let without_any = self.gaps >= 2 && self.gaps + self.untyped == self.typed && self.data == 0;
        without_any || (strong > 0 && strong + self.unlike > 3 * self.data) || (self.unlike >= 3 && self.data == 0)
    }

    fn words(&self) -> String {
        let mut said = Vec::new();
        if self.fills > 0 {
            said.push(format!("the row below fills {} columns that have no header above", self.fills));
        }
        if self.gaps > 0 {
            said.push(format!("it is empty in {} columns of numbers or days", self.gaps));
        }
        if self.untyped > 0 {
            said.push(format!("it has words above {} columns of numbers or dates", self.untyped));
        }
        if self.unlike > 0 {
            said.push(format!("it has words that never come again in {} columns of a few answers", self.unlike));
        }
        said.join("; ")
    }
}

/// Whether a cell is a number or a day, as headers hardly are.
fn is_typed(cell: &str) -> bool {
    let number = cell.trim_end_matches('%').replace(',', ".");
    number.parse::<f64>().is_ok() || is_day(cell)
}

/// Whether a cell can be read as a day, in some order.
pub(super) fn is_day(cell: &str) -> bool {
    [None, Some(DateOrder::DayFirst), Some(DateOrder::MonthFirst)]
        .into_iter()
        .any(|order| read_date(cell, order).is_some())
}

/// Where the table ends: with the first blank row, if what comes after it is much narrower than the table.
fn end(sheet: &Sheet, form: BodyForm) -> (TableEnd, Option<Fact>) {
    let mut records = sheet.records();
    let mut cells = StringRecord::new();
    let (mut last, mut seen, mut gap, mut widest) = (0_u64, 0_u32, None, 0_usize);
    let (mut notes, mut rows) = (0_u64, 0_u64);
    while let Some(head) = records.read(&mut cells) {
        seen += 1;
        let width = filled(&cells);
        let after_gap = seen > form.skip_rows + form.header_rows && (head.number > last + 1 || width == 0);
        if gap.is_none() && after_gap {
            gap = Some(last + 1);
        }
        last = head.number;
        match gap {
            None => widest = widest.max(width),
            Some(_) if width == 0 => {}
            Some(_) if width * 3 <= widest || width == 1 => notes += 1,
            Some(_) => rows += 1,
        }
    }
    let Some(row) = gap.filter(|_| notes + rows > 0) else { return (TableEnd::File, None) };
    let fact = |found: String, sureness, because: String| Some(Fact { about: "end", found, sureness, because });
    if rows == 0 && widest > 1 {
        let because = format!("the {notes} rows below have far fewer cells than the table");
        (TableEnd::BlankRow, fact(format!("the blank row {row}"), Sureness::Likely, because))
    } else {
        let because = format!("{rows} rows as wide as the table follow a blank row ({row})");
        (TableEnd::File, fact("the end of the file".to_owned(), Sureness::Likely, because))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::Content;

    fn shape(text: &str) -> (u32, u32, TableEnd) {
        let content =
            Content::Text { text: text.to_owned(), delimiter: b',', limits: crate::ingest::Limits::default() };
        let found = find(&Sheet { content, ..Sheet::default() }).unwrap();
        (found.form.skip_rows, found.form.header_rows, found.form.end)
    }

    #[test]
    fn a_plain_table_has_one_row_of_headers() {
        assert_eq!(shape("id,when,q\n1,2004-01-02,Agree\n2,2004-01-03,Disagree\n"), (0, 1, TableEnd::File));
        assert_eq!(shape("name,answer\nA,Yes\nB,No\nC,Yes\nD,No\nE,Yes\nF,No\nG,Yes\n"), (0, 1, TableEnd::File));
        assert_eq!(shape("only\n"), (0, 1, TableEnd::File));
    }

    #[test]
    fn titles_above_and_notes_below_are_found() {
        let text = "Our survey\nid,group,a,b\n1,G,4,5\n2,G,3,4\n3,H,3,4\n\nMade by the office\n";
        assert_eq!(shape(text), (1, 1, TableEnd::BlankRow));
    }

    #[test]
    fn a_second_row_of_headers_is_known_by_the_columns_it_fills() {
        let text = "Respondent ID,Start Date,How far?,,\n,,Trust,Time,Open-Ended Response\n\
                    118,6/14/2020 16:31,Agree,Agree,x\n119,6/15/2020 16:31,Agree,Disagree,y\n";
        assert_eq!(shape(text), (0, 2, TableEnd::File));
    }

    #[test]
    fn questions_above_answers_are_headers_and_so_is_a_row_of_ids() {
        let text =
            "StartDate,Q1\nStart Date,We trust each other.\n2020-06-14 16:31:00,Agree\n2020-06-15 16:31:00,Agree\n";
        assert_eq!(shape(text), (0, 2, TableEnd::File));
        let ids = "StartDate,Q1\nStart Date,We trust\n\"{\"\"ImportId\"\":\"\"startDate\"\"}\",\"{\"\"ImportId\"\":\"\"QID1\"\"}\"\n2020-06-14,4\n";
        assert_eq!(shape(ids), (0, 3, TableEnd::File));
    }

    #[test]
    fn three_headers_over_two_returns_and_a_title_over_the_whole_width_are_told() {
        let three = "Respondent ID,Start Date,Q2 01,Q2 02\n,,How far do you agree?,\n,,We trust.,I say.\n\
                     1189,06/20/2025 04:31:00 PM,Agree,Agree\n1190,06/21/2025 04:31:00 PM,Disagree,\n";
        assert_eq!(shape(three), (0, 3, TableEnd::File));
        assert_eq!(shape("Survey,Survey,Survey\nid,a,b\n1,4,5\n2,3,4\n"), (1, 1, TableEnd::File));
    }
}
