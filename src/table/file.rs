//! One file into typed rows: every row gets its fate, every cell its value or the reason why it has
//! none. What can only be said across rows and files comes later.

use super::book::{Book, Quarantined};
use super::build::Builders;
use super::column::{Column, columns};
use super::forms::{Forms, FormsByWave};
use super::{InputFile, StageError};
use crate::contract::TableContract;
use crate::finding::{Finding, Place};
use crate::framework::Framework;
use crate::ingest::{Header, Layout, Rows, Trouble, decode, find_delimiter, lay_out, read_bytes, tidy};
use crate::plan::{Plan, Source};
use crate::vocabulary::FileAccount;
use csv::StringRecord;
use polars::prelude::DataFrame;
use sha2::{Digest, Sha256};
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
    /// How it put the survey's questions.
    pub forms: FormsByWave,
}

/// Reads one file.
pub(super) fn read(dir: &Path, job: &Job, plan: &Plan, framework: &Framework) -> Result<Part, StageError> {
    let columns = columns(job.contract, framework);
    let differing = plan.wave.iter().enumerate().filter(|(_, wave)| !wave.item.is_empty());
    let as_asked = differing.map(|(at, wave)| (at, self::columns(job.contract, framework.at(&wave.id)))).collect();
    let mut reading = Reading {
        plan,
        job,
        columns: &columns,
        as_asked: &as_asked,
        forms: Forms::default(),
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
        forms: reading.forms.close(),
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
pub(super) struct Reading<'a> {
    pub plan: &'a Plan,
    pub job: &'a Job<'a>,
    pub columns: &'a [Column<'a>],
    /// The columns of waves at which questions were asked otherwise.
    pub as_asked: &'a BTreeMap<usize, Vec<Column<'a>>>,
    pub forms: Forms,
    pub builders: Builders,
    pub account: FileAccount,
    pub rows: Vec<u64>,
    pub book: Book,
    pub quarantine: Vec<Quarantined>,
}

/// A row that cannot be used: the rule, and the column at fault where one is.
pub(super) type Refusal = (&'static str, Option<String>);

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
        self.forms.open(self.columns, &layout, header, &self.job.file);
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

    pub(super) fn exclude(&mut self, reason: &str) {
        self.account.excluded += 1;
        *self.account.reasons.entry(reason.to_owned()).or_default() += 1;
    }

    pub(super) fn set_aside(
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
}
