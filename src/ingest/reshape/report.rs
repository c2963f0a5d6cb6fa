use super::headings::{Answer, Fact, Field, Words};
use crate::finding::{Finding, Place};
use crate::ingest::{Content, RowHead, Rows, Sheet, normal, tidy};
use csv::StringRecord;
use std::collections::BTreeMap;

/// Records among which the table must begin.
const SEARCHED: usize = 200;

/// Bytes of a title that is repeated in every row.
const LONGEST_TITLE: usize = 1024;

/// A meeting report as it stands in the file: the table of people row by row, and what is said about the
/// meeting itself.
#[derive(Debug, Default)]
pub(super) struct Report {
    /// The rows of the table.
    pub(super) lines: Vec<Line>,
    /// What is said about the meeting.
    pub(super) facts: BTreeMap<Fact, String>,
    /// Where its columns stand, and what their headings are.
    pub(super) columns: BTreeMap<Field, (usize, String)>,
}

/// A row of the table of people.
#[derive(Debug, Default)]
pub(super) struct Line {
    /// Its number as a spreadsheet shows it.
    pub(super) row: u64,
    cells: BTreeMap<Field, String>,
}

impl Line {
    /// A cell of the row, without the blanks around it.
    pub(super) fn cell(&self, field: Field) -> &str {
        self.cells.get(&field).map_or("", String::as_str)
    }
}

/// Where in the file the reader is.
enum Part {
    /// Before the table; the facts above whose values stand in the next row, if it is Zoom's block.
    Above(Option<Vec<Option<Fact>>>),
    /// In the table.
    Table,
    /// Behind it; in a section with a number, whose tables repeat the same people, or not.
    Behind { numbered: bool },
}

impl Report {
    /// Reads a sheet; `None` if no table of people is in it. A text is read by whatever delimiter shows
    /// the table, as the lines above it mislead those who look at the first lines only.
    pub(super) fn read(sheet: &Sheet, place: &Place, words: &Words, findings: &mut Vec<Finding>) -> Option<Report> {
        match &sheet.content {
            Content::Rows(_) => {
                let mut records = sheet.records();
                let mut looked = sheet.records();
                has_table(words, |cells| looked.read(cells))
                    .then(|| Report::collect(place, words, findings, |cells| records.read(cells)))
            }
            Content::Text { text, delimiter, limits } => {
                let shows_table = |candidate: &u8| {
                    let mut rows = Rows::new(text, *candidate).within(limits);
                    has_table(words, |cells| rows.read(cells))
                };
                let found = [*delimiter, b'\t', b';', b',', b'|'].into_iter().find(shows_table)?;
                let mut rows = Rows::new(text, found).within(limits);
                Some(Report::collect(place, words, findings, |cells| rows.read(cells)))
            }
        }
    }

    fn collect(
        place: &Place,
        words: &Words,
        findings: &mut Vec<Finding>,
        mut next: impl FnMut(&mut StringRecord) -> Option<RowHead>,
    ) -> Report {
        let (mut report, mut cells, mut part) = (Report::default(), StringRecord::new(), Part::Above(None));
        while let Some(head) = next(&mut cells) {
            let place = || place.clone().at_row(head.number);
            if let Some(trouble) = head.trouble {
                findings.push(trouble.finding(place()));
                continue;
            }
            let filled = cells.iter().filter(|cell| !tidy(cell).is_empty()).count();
            if filled == 0 {
                continue;
            }
            let table = table(&cells, words);
            let section = if filled == 1 { cells.get(0).and_then(section) } else { None };
            part = match (part, table) {
                (Part::Above(_), Some(columns)) => {
                    report.columns = columns;
                    Part::Table
                }
                (Part::Above(block), None) => Part::Above(report.above(block, &cells, words, place, findings)),
                (Part::Table | Part::Behind { numbered: false }, Some(_)) => {
                    findings.push(more_tables(place()));
                    Part::Behind { numbered: false }
                }
                (Part::Table, None) if section == Some(true) => Part::Behind { numbered: true },
                (Part::Table, None) => {
                    findings.extend(report.line(head.number, &cells).map(|what| set_aside(what, place())));
                    Part::Table
                }
                (Part::Behind { numbered }, _) => Part::Behind { numbered: section.unwrap_or(numbered) },
            };
        }
        report
    }

    /// Takes what a row above the table says about the meeting: a word and its value side by side, or a
    /// row of words over a row of values. Gives back the words if their values are still to come.
    fn above(
        &mut self,
        block: Option<Vec<Option<Fact>>>,
        cells: &StringRecord,
        words: &Words,
        place: impl Fn() -> Place,
        findings: &mut Vec<Finding>,
    ) -> Option<Vec<Option<Fact>>> {
        let mut say = |fact: Fact, value: &str| {
            let value = tidy(value);
            if value.len() > LONGEST_TITLE {
                findings.push(long_title(place()));
            } else if !value.is_empty() {
                self.facts.entry(fact).or_insert_with(|| value.to_owned());
            }
        };
        if let Some(block) = block {
            for (fact, value) in block.into_iter().zip(cells) {
                if let Some(fact) = fact {
                    say(fact, value);
                }
            }
            return None;
        }
        let facts: Vec<Option<Fact>> = cells.iter().map(|cell| words.fact(cell)).collect();
        if facts.iter().flatten().count() > 1 {
            return Some(facts);
        }
        if let Some(fact) = facts.first().copied().flatten() {
            say(fact, cells.iter().skip(1).find(|cell| !tidy(cell).is_empty()).unwrap_or_default());
        }
        None
    }

    /// Takes a row of the table, or says what it lacks.
    fn line(&mut self, row: u64, cells: &StringRecord) -> Option<&'static str> {
        let text = |(place, _): &(usize, String)| {
            // Zoom draws hyphens where there is nothing.
            Some(tidy(cells.get(*place).unwrap_or_default()))
                .filter(|cell| cell.contains(|c| c != '-'))
                .unwrap_or_default()
                .to_owned()
        };
        let line = Line { row, cells: self.columns.iter().map(|(field, column)| (*field, text(column))).collect() };
        let filled = line.cells.values().filter(|cell| !cell.is_empty()).count();
        match (line.cell(Field::Name).is_empty(), line.cell(Field::Email).is_empty()) {
            (true, true) => Some("no name and no e-mail address"),
            (false, _) if filled == 1 => Some("a name and nothing else"),
            _ => {
                self.lines.push(line);
                None
            }
        }
    }
}

fn has_table(words: &Words, mut next: impl FnMut(&mut StringRecord) -> Option<RowHead>) -> bool {
    let mut cells = StringRecord::new();
    (0..SEARCHED).any(|_| next(&mut cells).is_some() && table(&cells, words).is_some())
}

/// The columns of the table whose headings a row holds: a name, and times or how long somebody was there.
fn table(cells: &StringRecord, words: &Words) -> Option<BTreeMap<Field, (usize, String)>> {
    // Every row of a report is asked whether it is a header; hardly any has a heading for names.
    if !cells.iter().any(|cell| words.field(cell) == Some(Field::Name)) {
        return None;
    }
    let mut columns = BTreeMap::new();
    for (place, cell) in cells.iter().enumerate() {
        if let Some(field) = words.field(cell) {
            columns.entry(field).or_insert_with(|| (place, tidy(cell).to_owned()));
        }
    }
    let has = |field| columns.contains_key(&field);
    let timed = [Field::Join, Field::Leave, Field::Duration, Field::Minutes].into_iter().any(has);
    (has(Field::Name) && (timed || has(Field::Action) && has(Field::Time))).then_some(columns)
}

/// Whether a lone cell is the heading of a section with a number, `3. In-Meeting Activities`, whatever its
/// language; `None` if the cell is empty.
fn section(cell: &str) -> Option<bool> {
    let cell = Some(tidy(cell)).filter(|cell| !cell.is_empty())?;
    let (number, title) = cell.split_once('.').unwrap_or_default();
    let numbered = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    Some(numbered && title.trim_start().starts_with(char::is_alphabetic))
}

/// Whether a cell says yes or no: `yes`, `no`, or nothing where it says neither.
pub(super) fn yes_or_no(cell: &str, words: &Words) -> String {
    match words.answer(cell) {
        Some(Answer::Yes) => "yes".to_owned(),
        Some(Answer::No) => "no".to_owned(),
        None => normal(cell).into_owned(),
    }
}

fn more_tables(place: Place) -> Finding {
    let message = "a second table of people begins here; it is not read";
    Finding::warning("more-tables", place, message, "save each table as a file of its own")
}

fn set_aside(what: &str, place: Place) -> Finding {
    let message = format!("the row has {what}; it is set aside");
    Finding::warning("not-a-person", place, message, "give the row a name and its times, or delete it")
}

fn long_title(place: Place) -> Finding {
    let message = format!("what is said about the meeting is longer than `{LONGEST_TITLE}` bytes; it is left out");
    Finding::warning("long-cell", place, message, "look for a quote that is missing, or shorten the title")
}
