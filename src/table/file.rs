//! One file into typed rows: every row gets its fate, every cell its value or the reason why it has
//! none. What can only be said across rows and files comes later.

use super::book::{Book, Quarantined};
use super::build::Builders;
use super::column::{Column, Holds, UNREADABLE, Value, columns};
use super::problem::Problem;
use super::{InputFile, StageError};
use crate::contract::TableContract;
use crate::finding::{Finding, Place};
use crate::framework::Framework;
use crate::ingest::{
    Header, Layout, Origin, OutcomeOrigin, Rows, Trouble, decode, find_delimiter, lay_out, read_bytes, tidy,
};
use crate::plan::{Plan, Source};
use crate::vocabulary::FileAccount;
use csv::StringRecord;
use polars::prelude::DataFrame;
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// A file to be read for a table.
pub(super) struct Job<'a> {
    /// Place of its source in the plan.
    pub source_place: usize,
    /// Its source.
    pub source: &'a Source,
    /// The contract of the table it is read for.
    pub contract: &'static TableContract,
    /// Path relative to the evaluation's folder.
    pub file: String,
}

/// What one file gave.
pub(super) struct Part {
    pub source_place: usize,
    pub account: FileAccount,
    /// Its usable rows.
    pub frame: DataFrame,
    /// The spreadsheet row of each of them.
    pub rows: Vec<u64>,
    pub book: Book,
    pub quarantine: Vec<Quarantined>,
    pub input: Option<InputFile>,
}

/// Reads one file.
pub(super) fn read(dir: &Path, job: &Job, plan: &Plan, framework: &Framework) -> Result<Part, StageError> {
    let columns = columns(job.contract, framework);
    let mut reading = Reading {
        plan,
        job,
        columns: &columns,
        builders: Builders::new(&columns),
        account: FileAccount { file: job.file.clone(), table: job.contract.name.clone(), ..FileAccount::default() },
        rows: Vec::new(),
        book: Book::default(),
        quarantine: Vec::new(),
    };
    let input = reading.whole_file(dir);
    Ok(Part {
        source_place: job.source_place,
        account: reading.account,
        frame: reading.builders.finish()?,
        rows: reading.rows,
        book: reading.book,
        quarantine: reading.quarantine,
        input,
    })
}

/// The cells of some rows of a file, by row number, each with its column's header. For rows that were
/// set aside only after the file was read.
pub(super) fn cells_at(
    dir: &Path,
    file: &str,
    wanted: &BTreeSet<u64>,
) -> Result<BTreeMap<u64, Vec<(String, String)>>, StageError> {
    let bytes = read_bytes(dir, file).map_err(|source| StageError::Read { file: file.to_owned(), source })?;
    let text = decode(bytes, file).text.unwrap_or_default();
    let (mut rows, mut cells, mut found) =
        (Rows::new(&text, find_delimiter(&text)), StringRecord::new(), BTreeMap::new());
    if rows.read(&mut cells).is_none() {
        return Ok(found);
    }
    let header = Header::new(&cells);
    while let Some(head) = rows.read(&mut cells) {
        if wanted.contains(&head.number) {
            found.insert(head.number, named_cells(&header, &cells));
        }
    }
    Ok(found)
}

fn named_cells(header: &Header, cells: &StringRecord) -> Vec<(String, String)> {
    cells.iter().enumerate().map(|(place, cell)| (header.name(place).to_owned(), cell.to_owned())).collect()
}

/// A file being read.
struct Reading<'a> {
    plan: &'a Plan,
    job: &'a Job<'a>,
    columns: &'a [Column<'a>],
    builders: Builders,
    account: FileAccount,
    rows: Vec<u64>,
    book: Book,
    quarantine: Vec<Quarantined>,
}

/// A row that cannot be used: the rule, and the column at fault where one is.
type Refusal = (&'static str, Option<String>);

impl Reading<'_> {
    fn whole_file(&mut self, dir: &Path) -> Option<InputFile> {
        let bytes = match read_bytes(dir, &self.job.file) {
            Ok(bytes) => bytes,
            Err(error) => {
                let message = format!("the file cannot be read: {}", error.kind());
                let help = "check that it is there and that you may read it";
                self.book.add(Finding::error("file-unreadable", Place::file(&self.job.file), message, help));
                return None;
            }
        };
        let sha256 = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        let input = InputFile { path: self.job.file.clone(), bytes: bytes.len() as u64, sha256 };
        let decoded = decode(bytes, &self.job.file);
        self.book.extend(decoded.finding);
        if let Some(text) = decoded.text {
            self.text(&text);
        }
        Some(input)
    }

    fn text(&mut self, text: &str) {
        let (mut rows, mut cells) = (Rows::new(text, find_delimiter(text)), StringRecord::new());
        let Some(head) = rows.read(&mut cells) else {
            let place = Place::file(&self.job.file);
            self.book.add(Finding::warning(
                "empty-file",
                place,
                "the file is empty",
                "send it again, or drop it from the plan",
            ));
            return;
        };
        let header = Header::new(&cells);
        self.book.extend(header.findings(&self.job.file, head.number));
        let layout = self.layout(&header);
        while let Some(head) = rows.read(&mut cells) {
            self.record(head.number, head.trouble, &cells, &header, &layout);
        }
        if self.account.rows == 0 {
            let place = Place::file(&self.job.file);
            let message = "the file has a header and no rows";
            self.book.add(Finding::warning("no-rows", place, message, "send it again, or drop it from the plan"));
        }
    }

    fn layout(&mut self, header: &Header) -> Layout {
        let wave = self.job.source.wave.as_deref();
        let first = wave.is_some_and(|wave| self.plan.is_first_wave(wave));
        let wanted: Vec<_> = self.columns.iter().map(|column| column.wanted(first)).collect();
        let settled = wave.into_iter().flat_map(|wave| [("wave", wave), ("time_point", wave)]).collect();
        let (layout, findings) = lay_out(header, &wanted, self.job.source, &settled, &self.job.file);
        self.book.extend(findings);
        layout
    }

    /// Gives one record its fate.
    fn record(&mut self, row: u64, trouble: Option<Trouble>, cells: &StringRecord, header: &Header, layout: &Layout) {
        self.account.rows += 1;
        if cells.iter().all(|cell| tidy(cell).is_empty()) {
            return self.exclude("empty row");
        }
        if let Some(reason) = layout.excluded(cells) {
            return self.exclude(reason);
        }
        let shape =
            layout.unusable.map(|rule| (rule, None)).or_else(|| self.shape(row, trouble, cells, header, layout));
        let refusal = match shape {
            Some(refusal) => Some(refusal),
            None => self.row(row, cells, header, layout).err(),
        };
        if let Some((rule, column)) = refusal {
            self.set_aside(row, column, rule, true, named_cells(header, cells));
            self.account.quarantined += 1;
            *self.account.reasons.entry(rule.to_owned()).or_default() += 1;
        }
    }

    fn exclude(&mut self, reason: &str) {
        self.account.excluded += 1;
        *self.account.reasons.entry(reason.to_owned()).or_default() += 1;
    }

    fn set_aside(
        &mut self,
        row: u64,
        column: Option<String>,
        rule: &'static str,
        whole_row: bool,
        cells: Vec<(String, String)>,
    ) {
        let (file, table) = (self.job.file.clone(), self.job.contract.name.clone());
        self.quarantine.push(Quarantined { file, row, column, table, rule, whole_row, cells });
    }

    /// What is wrong with a record as a whole: a quote that runs away, too many cells, too few.
    fn shape(
        &mut self,
        row: u64,
        trouble: Option<Trouble>,
        cells: &StringRecord,
        header: &Header,
        layout: &Layout,
    ) -> Option<Refusal> {
        let (width, found) = (header.width(), cells.len());
        let (rule, message, help) = match trouble {
            Some(Trouble::UnclosedQuote { lines }) => {
                self.swallowed("unclosed-quote", lines);
                let message =
                    format!("a quote opens in this row and never closes; with it {lines} lines are set aside");
                ("unclosed-quote", message, "close the quote, or double it if it is part of the text")
            }
            Some(Trouble::SwallowedRows { lines }) => {
                self.swallowed("swallowed-rows", lines);
                let message = format!("a quoted cell holds what looks like whole rows; {lines} lines are set aside");
                ("swallowed-rows", message, "look for a quote that opens too early or is missing")
            }
            None if found > width && cells.iter().skip(width).any(|cell| !tidy(cell).is_empty()) => {
                let message = format!("the row has {found} cells, the header {width}; its cells may have moved");
                ("ragged-row", message, "look for a delimiter within a cell, and put that cell in quotes")
            }
            None if found < layout.width_needed => {
                let message =
                    format!("the row has {found} cells and ends before columns that are read; the header has {width}");
                ("ragged-row", message, "add the cells that are missing, empty if need be")
            }
            None if found < width => {
                let table = &self.job.contract.name;
                let message =
                    format!("the row has {found} cells, the header {width}; those read for {table} are all there");
                let place = Place::file(&self.job.file).at_row(row);
                let help = "nothing, if the cells at the end are meant to be empty";
                self.book.add(Finding::note("short-row", place, message, help));
                return None;
            }
            None => return None,
        };
        self.book.add(Finding::warning(rule, Place::file(&self.job.file).at_row(row), message, help));
        Some((rule, None))
    }

    /// Counts the lines that a quote took into one record beside the record's own.
    fn swallowed(&mut self, rule: &'static str, lines: u64) {
        let others = lines.saturating_sub(1);
        self.account.rows += others;
        self.account.quarantined += others;
        *self.account.reasons.entry(rule.to_owned()).or_default() += others;
    }

    /// Reads a row's cells; refuses it if one that it needs cannot be used.
    fn row(&mut self, row: u64, cells: &StringRecord, header: &Header, layout: &Layout) -> Result<(), Refusal> {
        let mut values = Vec::with_capacity(self.columns.len());
        let mut refusal = None;
        for (place, (column, origin)) in self.columns.iter().zip(&layout.origins).enumerate() {
            let (raw, name) = match origin {
                Origin::Column(at) => (cells.get(*at).unwrap_or_default(), header.name(*at)),
                Origin::Constant(constant) => (constant.as_str(), column.name),
                Origin::Outcome | Origin::Absent => {
                    values.push(column.absent());
                    continue;
                }
            };
            match self.cell(column, place, raw, layout) {
                Ok(value) => values.push(value),
                Err(problem) => {
                    let at = Place::file(&self.job.file).at_row(row).at_column(name);
                    self.book.add(problem.at(at, column.required()));
                    if column.required() {
                        refusal.get_or_insert((problem.code(), Some(name.to_owned())));
                    } else {
                        self.set_aside(
                            row,
                            Some(name.to_owned()),
                            problem.code(),
                            false,
                            vec![(name.to_owned(), raw.to_owned())],
                        );
                    }
                    values.push(column.nothing(UNREADABLE));
                }
            }
        }
        self.keep_dates_in_order(row, &mut values);
        self.mark_not_asked(&mut values);
        match refusal {
            Some(refusal) => Err(refusal),
            None if layout.outcomes.is_empty() => self.complete(row, &values),
            None => self.outcomes(row, cells, header, layout, values),
        }
    }

    fn cell<'c>(&self, column: &Column, place: usize, raw: &'c str, layout: &'c Layout) -> Result<Value<'c>, Problem> {
        let cell = layout.value(place, raw).unwrap_or(raw);
        if let Some(reason) = layout.missing(cell) {
            return if column.required() { Err(Problem::MissingValue) } else { Ok(column.nothing(reason)) };
        }
        let value = column.read(cell, layout.date_order)?;
        let is_wave = matches!(column.name, "wave" | "time_point");
        match &value {
            Value::Text(wave) if is_wave && !self.plan.wave.iter().any(|known| known.id == *wave) => {
                let allowed: Vec<&str> = self.plan.wave.iter().map(|wave| wave.id.as_str()).collect();
                Err(Problem::UnknownWave { allowed: allowed.join(", ") })
            }
            _ => Ok(value),
        }
    }

    /// Says of items that the first wave leaves off its form that they were not asked in it, where a
    /// file of several waves has an empty cell.
    fn mark_not_asked(&self, values: &mut [Value]) {
        let wave = self.columns.iter().zip(&*values).find(|(column, _)| column.name == "wave").map(|(_, value)| value);
        let first = matches!(wave, Some(Value::Text(wave)) if self.plan.is_first_wave(wave));
        for (column, value) in self.columns.iter().zip(values).filter(|_| first) {
            if matches!(&column.holds, Holds::Item(answers) if answers.not_asked_first) && value.is_blank_answer() {
                *value = column.absent();
            }
        }
    }

    /// Sets aside a date that lies before the one it must follow.
    fn keep_dates_in_order(&mut self, row: u64, values: &mut [Value]) {
        for (place, field) in self.job.contract.fields.iter().enumerate() {
            let Some(other) = &field.not_before else { continue };
            let Some(before) = self.job.contract.field_names().position(|name| name == other) else { continue };
            let (Some(Value::Day(earlier)), Some(Value::Day(later))) = (values.get(before), values.get(place)) else {
                continue;
            };
            if later < earlier {
                let problem = Problem::DateOrder { other: other.clone() };
                let at = Place::file(&self.job.file).at_row(row).at_column(&field.name);
                self.book.add(problem.at(at, false));
                let cell = vec![(field.name.clone(), later.to_string())];
                self.set_aside(row, Some(field.name.clone()), problem.code(), false, cell);
                if let Some(value) = values.get_mut(place) {
                    *value = Value::Missing;
                }
            }
        }
    }

    /// Keeps a row if it has one of the sets of values that make it whole.
    fn complete(&mut self, row: u64, values: &[Value]) -> Result<(), Refusal> {
        let sets = &self.job.contract.one_of;
        let has = |name: &String| {
            let place = self.job.contract.field_names().position(|field| field == name);
            place.and_then(|place| values.get(place)).is_some_and(|value| *value != Value::Missing)
        };
        if !sets.is_empty() && !sets.iter().any(|set| set.iter().all(has)) {
            let wanted: Vec<String> = sets.iter().map(|set| set.join(" and ")).collect();
            let message = format!("the row has neither {}; it is set aside", wanted.join(" nor "));
            let place = Place::file(&self.job.file).at_row(row);
            self.book.add(Finding::warning("incomplete-row", place, message, "fill one of these sets of cells"));
            return Err(("incomplete-row", None));
        }
        self.builders.push(values);
        self.rows.push(row);
        self.account.kept += 1;
        Ok(())
    }

    /// Makes one row of each measurement that a wide row holds. A row without any is left out, with
    /// the reason that the plan gives for its cells.
    fn outcomes<'c>(
        &mut self,
        row: u64,
        cells: &'c StringRecord,
        header: &Header,
        layout: &'c Layout,
        mut values: Vec<Value<'c>>,
    ) -> Result<(), Refusal> {
        let (mut made, mut reason, mut refusal) = (0, None, None);
        for outcome in &layout.outcomes {
            match self.measurement(row, cells, header, layout, outcome) {
                Ok(Measured::Values(measured)) => {
                    for (name, value) in measured {
                        let place = self.columns.iter().position(|column| column.name == name);
                        if let Some(slot) = place.and_then(|place| values.get_mut(place)) {
                            *slot = value;
                        }
                    }
                    self.builders.push(&values);
                    self.rows.push(row);
                    made += 1;
                }
                Ok(Measured::Nothing(why)) => drop(reason.get_or_insert(why)),
                Err(why) => drop(refusal.get_or_insert(why)),
            }
        }
        match (made, refusal, reason) {
            (0, Some(refusal), _) => return Err(refusal),
            (0, None, reason) => self.exclude(&format!("no outcome: {}", reason.unwrap_or("empty"))),
            _ => self.account.kept += 1,
        }
        Ok(())
    }

    fn measurement<'c>(
        &mut self,
        row: u64,
        cells: &'c StringRecord,
        header: &Header,
        layout: &'c Layout,
        outcome: &'c OutcomeOrigin,
    ) -> Result<Measured<'c>, Refusal> {
        let measure = Value::Text(Cow::Borrowed(outcome.measure.as_str()));
        // The measurement before may have had a standard deviation; this one need not.
        let mut measured = vec![("measure", measure), ("sd", Value::Missing)];
        let places = [("mean", Some(outcome.mean)), ("cohort_n", Some(outcome.cohort_n)), ("sd", outcome.sd)];
        for (name, at) in places.into_iter().filter_map(|(name, at)| at.map(|at| (name, at))) {
            let raw = tidy(cells.get(at).unwrap_or_default());
            // Published tables write percentages with their sign; the measure's name says what they are.
            let number = raw.strip_suffix('%').map_or(raw, tidy);
            let Some((place, column)) = self.columns.iter().enumerate().find(|(_, column)| column.name == name) else {
                continue;
            };
            match self.cell(column, place, number, layout) {
                Ok(Value::Missing) if name == "sd" => {}
                Ok(Value::Missing) => return Ok(Measured::Nothing(layout.missing(number).unwrap_or("empty"))),
                Ok(value) => measured.push((name, value)),
                Err(problem) => {
                    let header = header.name(at).to_owned();
                    let at = Place::file(&self.job.file).at_row(row).at_column(&header);
                    self.book.add(problem.at(at, false));
                    self.set_aside(
                        row,
                        Some(header.clone()),
                        problem.code(),
                        false,
                        vec![(header.clone(), raw.to_owned())],
                    );
                    return Err((problem.code(), Some(header)));
                }
            }
        }
        Ok(Measured::Values(measured))
    }
}

/// One measurement of a wide row.
enum Measured<'c> {
    /// Canonical columns with their values.
    Values(Vec<(&'static str, Value<'c>)>),
    /// Its cells hold nothing, and why.
    Nothing(&'c str),
}
