//! The records of one sheet, one after the other: each gets its fate.

use super::book::{Aside, Book, Quarantined};
use super::build::Builders;
use super::column::Column;
use super::digits::Digits;
use super::file::{Desk, Job, named_cells};
use super::forms::Forms;
use super::personal::Looked;
use super::withdrawn::{WITHDRAWN, Withdrawn};
use crate::finding::{Finding, Place, quoted};
use crate::ingest::{BelowHeader, Header, Layout, PseudonymKey, Trouble, tidy};
use crate::plan::{Plan, UnfinishedFate};
use crate::vocabulary::FileAccount;
use csv::StringRecord;
use polars::prelude::{DataFrame, PolarsResult};
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use std::collections::{BTreeMap, BTreeSet};

/// A sheet being read.
pub(super) struct Reading<'a> {
    pub plan: &'a Plan,
    pub job: &'a Job<'a>,
    pub columns: &'a [Column<'a>],
    /// The columns of waves at which questions were asked otherwise.
    pub as_asked: &'a BTreeMap<usize, Vec<Column<'a>>>,
    pub key: Option<&'a PseudonymKey>,
    pub withdrawn: &'a Withdrawn,
    /// Rows of the list of those who withdrew of whom something stood here.
    pub gone: BTreeSet<u64>,
    /// Cells from which somebody who withdrew was taken out, by column.
    pub struck: BTreeMap<&'a str, u64>,
    pub forms: Forms,
    pub builders: Builders,
    pub account: FileAccount,
    pub rows: Vec<u64>,
    pub unfinished: BTreeSet<u64>,
    pub book: Book,
    pub quarantine: Vec<Quarantined>,
    pub made_pseudonyms: bool,
    /// Canonical column = the header that its cells stand under.
    pub headers: BTreeMap<String, String>,
    /// What about persons was seen in each column.
    pub looked: Vec<Looked>,
    /// Column and variant of a label that stood in it, with the label it was read as.
    pub variants: BTreeMap<(String, String), String>,
    /// What a lone digit in an item's column stands for, where no more than the digit decides it.
    pub digits: Vec<Option<Digits>>,
    /// Whether a record had too many cells, so that nothing below it is to be read.
    cut: bool,
    /// Rows with something in them below the table's end.
    below: u64,
    /// Columns without a header in which anything stands.
    pub filled: BTreeSet<usize>,
    /// Those in which nothing has stood so far.
    nameless: BTreeSet<usize>,
    /// The row of the record before, and its fate: several records may come out of one row.
    last: Option<(u64, Fate)>,
}

/// A row that cannot be used: the rule, and the column at fault where one is.
pub(super) type Refusal = (&'static str, Option<String>);

/// What becomes of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fate {
    Kept,
    Excluded(String),
    Quarantined(&'static str),
}

impl<'a> Reading<'a> {
    pub fn new(
        desk: &'a Desk<'a>,
        job: &'a Job<'a>,
        sheet: Option<String>,
        columns: &'a [Column<'a>],
        as_asked: &'a BTreeMap<usize, Vec<Column<'a>>>,
        book: Book,
    ) -> Self {
        let account =
            FileAccount { file: job.file.clone(), sheet, table: job.contract.name.clone(), ..FileAccount::default() };
        Reading {
            plan: desk.plan,
            job,
            columns,
            as_asked,
            key: desk.keys.pseudonym.as_ref(),
            withdrawn: &desk.withdrawn,
            gone: BTreeSet::new(),
            struck: BTreeMap::new(),
            forms: Forms::default(),
            builders: Builders::new(columns),
            account,
            rows: Vec::new(),
            unfinished: BTreeSet::new(),
            book,
            quarantine: Vec::new(),
            made_pseudonyms: false,
            headers: BTreeMap::new(),
            looked: vec![Looked::default(); columns.len()],
            variants: BTreeMap::new(),
            digits: Vec::new(),
            cut: false,
            below: 0,
            filled: BTreeSet::new(),
            nameless: BTreeSet::new(),
            last: None,
        }
    }

    /// A reading of rows further down in the same sheet, at the same time as this one.
    fn further_down(&self) -> Reading<'a> {
        let account = FileAccount {
            file: self.account.file.clone(),
            sheet: self.account.sheet.clone(),
            table: self.account.table.clone(),
            ..FileAccount::default()
        };
        Reading {
            forms: self.forms.clone(),
            gone: BTreeSet::new(),
            struck: BTreeMap::new(),
            builders: Builders::new(self.columns),
            account,
            rows: Vec::new(),
            unfinished: BTreeSet::new(),
            book: Book::default(),
            quarantine: Vec::new(),
            made_pseudonyms: false,
            headers: BTreeMap::new(),
            looked: vec![Looked::default(); self.columns.len()],
            variants: BTreeMap::new(),
            digits: self.digits.clone(),
            filled: BTreeSet::new(),
            nameless: BTreeSet::new(),
            cut: false,
            below: 0,
            last: None,
            ..*self
        }
    }

    /// Adds what a reading of the rows just below came to, its columns apart.
    fn merge(&mut self, below: Reading<'a>) {
        let (own, account) = (&mut self.account, below.account);
        own.rows += account.rows;
        own.kept += account.kept;
        own.excluded += account.excluded;
        own.superseded += account.superseded;
        own.quarantined += account.quarantined;
        for (reason, count) in account.reasons {
            *own.reasons.entry(reason).or_default() += count;
        }
        for (variant, label) in below.variants {
            self.variants.entry(variant).or_insert(label);
        }
        for (own, below) in self.looked.iter_mut().zip(below.looked) {
            own.merge(below);
        }
        self.gone.extend(below.gone);
        for (column, cells) in below.struck {
            *self.struck.entry(column).or_default() += cells;
        }
        self.filled.extend(below.filled);
        self.forms.merge(below.forms);
        self.rows.extend(below.rows);
        self.unfinished.extend(below.unfinished);
        self.book.merge(below.book);
        self.quarantine.extend(below.quarantine);
        self.made_pseudonyms |= below.made_pseudonyms;
        self.cut = below.cut;
        self.below += below.below;
    }

    /// The sheet, for findings.
    pub fn place(&self) -> Place {
        Place { sheet: self.account.sheet.clone(), ..Place::file(&self.job.file) }
    }

    /// Reads every record of a table, parts of it at the same time, and gives its rows. What comes out is
    /// the same as if one record were read after the other.
    pub fn all(&mut self, parts: Vec<BelowHeader<'_>>, header: &Header, layout: &Layout) -> PolarsResult<DataFrame> {
        self.digits = self.digits_of(layout);
        let parts = parts.into_par_iter().map(|part| {
            let mut reading = self.further_down();
            reading.part(part, header, layout);
            let frame = std::mem::take(&mut reading.builders).finish()?;
            Ok((reading, frame))
        });
        let mut frame: Option<DataFrame> = None;
        for (part, rows) in parts.collect::<PolarsResult<Vec<_>>>()? {
            if self.cut {
                break;
            }
            self.merge(part);
            match &mut frame {
                Some(frame) => drop(frame.vstack_mut(&rows)?),
                None => frame = Some(rows),
            }
        }
        self.tell_struck();
        self.tell_personal(layout);
        self.tell_of_rows();
        frame.map_or_else(|| std::mem::take(&mut self.builders).finish(), Ok)
    }

    fn part(&mut self, mut records: BelowHeader<'_>, header: &Header, layout: &Layout) {
        let mut cells = StringRecord::new();
        self.nameless = header.nameless();
        while let Some((head, inside)) = records.read(&mut cells) {
            self.cut |= head.trouble == Some(Trouble::TooManyCells);
            if inside {
                self.record(head.number, head.trouble, &cells, header, layout);
            } else if cells.iter().any(|cell| !tidy(cell).is_empty()) {
                self.below += 1;
                self.settle(head.number, Fate::Excluded("below the table".to_owned()));
            }
        }
    }

    /// Says that there are no rows, or rows below the table.
    fn tell_of_rows(&mut self) {
        if self.account.rows == 0 {
            let message = "the file has a header and no rows";
            self.book.add(Finding::warning(
                "no-rows",
                self.place(),
                message,
                "send it again, or drop it from the plan",
            ));
        }
        if self.below > 0 {
            let below = self.below;
            let message = format!("{below} rows stand below the blank row that ends the table, and were left out");
            let help = "if they belong to it, delete the blank row, or set the mapping's file.end to `file`";
            self.book.add(Finding::note("below-the-table", self.place(), message, help));
        }
    }

    /// Counts rows that gave no record.
    pub fn leave_out(&mut self, rows: u64, reason: &str) {
        if rows > 0 {
            self.account.rows += rows;
            self.account.excluded += rows;
            *self.account.reasons.entry(reason.to_owned()).or_default() += rows;
        }
    }

    /// Gives one record its fate.
    fn record(&mut self, row: u64, trouble: Option<Trouble>, cells: &StringRecord, header: &Header, layout: &Layout) {
        let filled = &mut self.filled;
        self.nameless.retain(|place| {
            let is_filled = cells.get(*place).is_some_and(|cell| !tidy(cell).is_empty());
            !(is_filled && filled.insert(*place))
        });
        let fate = self.fate(row, trouble, cells, header, layout);
        self.settle(row, fate);
    }

    fn fate(
        &mut self,
        row: u64,
        trouble: Option<Trouble>,
        cells: &StringRecord,
        header: &Header,
        layout: &Layout,
    ) -> Fate {
        if cells.iter().all(|cell| tidy(cell).is_empty()) {
            return Fate::Excluded("empty row".to_owned());
        }
        if self.is_withdrawn(cells, layout) {
            return Fate::Excluded(WITHDRAWN.to_owned());
        }
        if let Some(reason) = layout.excluded(cells) {
            return Fate::Excluded(reason.to_owned());
        }
        if layout.unfinished(cells) == Some(UnfinishedFate::Keep) {
            self.unfinished.insert(row);
        }
        let shape =
            layout.unusable.map(|rule| (rule, None)).or_else(|| self.shape(row, trouble, cells, header, layout));
        let outcome = match shape {
            // Where cells may have moved, the one that tells the person may be any.
            Some(_) if self.names_withdrawn(cells) => return Fate::Excluded(WITHDRAWN.to_owned()),
            Some(refusal) => Err(refusal),
            None => self.row(row, cells, header, layout),
        };
        match outcome {
            Ok(fate) => fate,
            Err((rule, column)) => {
                // Where cells may have moved, one about a person may stand below any header.
                let moved = !layout.personal.is_empty() && cells.len() != header.width();
                let kept = if moved { Vec::new() } else { named_cells(header, cells, &layout.kept) };
                self.set_aside(row, column, rule, Aside::Row, kept);
                Fate::Quarantined(rule)
            }
        }
    }

    /// Writes a record's fate into the account. Of several records out of one row the best fate counts.
    fn settle(&mut self, row: u64, fate: Fate) {
        match self.last.take() {
            Some((same, before)) if same == row => {
                if before == Fate::Kept || fate != Fate::Kept {
                    self.last = Some((row, before));
                    return;
                }
                self.count(&before, -1);
            }
            _ => self.account.rows += 1,
        }
        self.count(&fate, 1);
        self.last = Some((row, fate));
    }

    fn count(&mut self, fate: &Fate, by: i64) {
        let account = &mut self.account;
        let (count, reason) = match fate {
            Fate::Kept => (&mut account.kept, None),
            Fate::Excluded(reason) => (&mut account.excluded, Some(reason.as_str())),
            Fate::Quarantined(rule) => (&mut account.quarantined, Some(*rule)),
        };
        *count = count.saturating_add_signed(by);
        if let Some(reason) = reason {
            let entry = account.reasons.entry(reason.to_owned()).or_default();
            *entry = entry.saturating_add_signed(by);
            account.reasons.retain(|_, count| *count > 0);
        }
    }

    pub(super) fn set_aside(
        &mut self,
        row: u64,
        column: Option<String>,
        rule: &'static str,
        what: Aside,
        cells: Vec<(String, String)>,
    ) {
        let (file, sheet, table) = (self.job.file.clone(), self.account.sheet.clone(), self.job.contract.name.clone());
        self.quarantine.push(Quarantined { file, sheet, row, column, table, rule, what, cells });
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
        if let Some(trouble) = trouble {
            self.book.add(trouble.finding(self.place().at_row(row)));
            if let Trouble::SwallowedRows { lines } = trouble {
                self.swallowed(trouble.code(), lines);
            }
            if !trouble.is_harmless() {
                return Some((trouble.code(), None));
            }
        }
        let (rule, message, help) = match () {
            () if found > width && cells.iter().skip(width).any(|cell| !tidy(cell).is_empty()) => {
                let message = format!("the row has {found} cells, the header {width}; its cells may have moved");
                ("ragged-row", message, "look for a delimiter within a cell, and put that cell in quotes")
            }
            () if found < layout.width_needed && self.account.sheet.is_none() => {
                let message =
                    format!("the row has {found} cells and ends before columns that are read; the header has {width}");
                ("ragged-row", message, "add the cells that are missing, empty if need be")
            }
            () if found < width && self.account.sheet.is_none() => {
                let table = &self.job.contract.name;
                let message =
                    format!("the row has {found} cells, the header {width}; those read for {table} are all there");
                let place = self.place().at_row(row);
                let help = "nothing, if the cells at the end are meant to be empty";
                self.book.add(Finding::note("short-row", place, message, help));
                return None;
            }
            () => return None,
        };
        self.book.add(Finding::warning(rule, self.place().at_row(row), message, help));
        Some((rule, None))
    }

    /// Counts the lines that a quote took into one record beside the record's own.
    fn swallowed(&mut self, rule: &'static str, lines: u64) {
        let others = lines.saturating_sub(1);
        self.account.rows += others;
        self.account.quarantined += others;
        *self.account.reasons.entry(rule.to_owned()).or_default() += others;
    }

    /// Says which variants of labels were read as which label.
    pub fn tell_variants(&mut self) {
        let mut by_reading: BTreeMap<(String, String), BTreeSet<String>> = BTreeMap::new();
        for ((column, variant), label) in std::mem::take(&mut self.variants) {
            by_reading.entry((variant, label)).or_default().insert(column);
        }
        for ((variant, label), columns) in by_reading {
            let columns: Vec<String> = columns.into_iter().collect();
            let message = format!("{} was read as {} in {}", quoted(&variant), quoted(&label), columns.join(", "));
            let help = "nothing, if that is what it means; otherwise list the scale's labels in the mapping, with \
                        `synonyms = false`";
            self.book.add(Finding::note("label-variant", self.place(), message, help));
        }
    }
}
