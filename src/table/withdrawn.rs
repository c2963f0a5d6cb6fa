//! Those who withdrew: every row about them is left out as it is read, before anything is counted or kept.

use super::aids::{Keys, limits};
use super::column::{Column, Value};
use super::record::Reading;
use crate::contract::Person;
use crate::finding::{Finding, Place};
use crate::ingest::{Body, BodyForm, Layout, Opening, PseudonymKey, normal, open, read_bytes, tidy, without_invisible};
use crate::plan::{Plan, TableEnd};
use crate::vocabulary::InputFile;
use csv::StringRecord;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Why a row is left out.
pub(super) const WITHDRAWN: &str = "withdrawn";
/// The column of the list.
const COLUMN: &str = "pseudonym";

/// The list of those who withdrew.
#[derive(Default)]
pub(super) struct Withdrawn {
    /// Path of the list from the evaluation's folder.
    file: String,
    /// Row of the list by the normal form of its pseudonym.
    rows: BTreeMap<String, u64>,
    /// The plan's own key, where any entry may have been made with it.
    key: Option<PseudonymKey>,
}

impl Withdrawn {
    /// Reads the list that the plan names, if it names one. A list that cannot be read stops the run: without
    /// it people would be counted who are not to be.
    pub fn read(dir: &Path, plan: &Plan, keys: &Keys, findings: &mut Vec<Finding>) -> (Self, Option<InputFile>) {
        let Some(file) = &plan.privacy.withdrawn else { return (Withdrawn::default(), None) };
        let limits = limits(plan);
        let bytes = match read_bytes(dir, file, limits.bytes) {
            Ok(bytes) => bytes,
            Err(error) => {
                let message = format!("the list of those who withdrew cannot be read: {}", error.kind());
                let help = "put it there, correct the path in the plan, or remove `withdrawn` from it";
                findings.push(Finding::error("withdrawn-unreadable", Place::file(file), message, help));
                return (Withdrawn::default(), None);
            }
        };
        let input = keys.input_file(file, &bytes);
        let opened = open(bytes, file, &Opening { limits, ..Opening::default() });
        findings.extend(opened.findings);
        let sheet = opened.sheets.into_iter().find(|sheet| !sheet.hidden);
        let form = BodyForm { skip_rows: 0, header_rows: 1, end: TableEnd::File };
        let body = sheet.as_ref().and_then(|sheet| Body::open(sheet, form));
        let Some((mut body, place)) = body.and_then(|body| body.header.find(COLUMN).map(|place| (body, place))) else {
            let message = format!("the list of those who withdrew has no column `{COLUMN}`");
            let help = "write the header `pseudonym`, and below it a pseudonym a row; `learnframe pseudonym` finds one";
            findings.push(Finding::error("missing-column", Place::file(file).at_column(COLUMN), message, help));
            return (Withdrawn::default(), Some(input));
        };
        let (mut cells, mut rows) = (StringRecord::new(), BTreeMap::new());
        while let Some((head, _)) = body.read(&mut cells) {
            let entry = normal(&without_invisible(cells.get(place).unwrap_or_default())).into_owned();
            if !entry.is_empty() {
                rows.entry(entry).or_insert(head.number);
            }
        }
        let may_be_keyed =
            plan.privacy.key_file.is_some() && rows.keys().any(|entry| PseudonymKey::may_have_made(entry));
        let key = keys.pseudonym.clone().filter(|_| may_be_keyed);
        (Withdrawn { file: file.clone(), rows, key }, Some(input))
    }

    /// The row of the list that means a person, known by an id as it stands in a file or in a table: the list
    /// has the id itself, or the pseudonym that the plan's key makes of it.
    pub fn row_of(&self, id: &str) -> Option<u64> {
        if self.rows.is_empty() || id.is_empty() {
            return None;
        }
        let itself = self.rows.get(normal(id).as_ref());
        itself.or_else(|| self.rows.get(&self.key.as_ref()?.pseudonym(id))).copied()
    }

    /// Rows of the list that any of some cells means.
    pub fn of_any(&self, cells: &StringRecord) -> impl Iterator<Item = u64> {
        let cells = cells.iter().filter(|_| !self.rows.is_empty());
        cells.filter_map(|cell| self.row_of(tidy(cell)))
    }

    /// Says which entries of the list mean nobody; `gone` are the rows of those that do.
    pub fn not_found(&self, gone: &BTreeSet<u64>) -> Vec<Finding> {
        let lost: BTreeSet<u64> = self.rows.values().copied().filter(|row| !gone.contains(row)).collect();
        let finding = |row| {
            let place = Place::file(&self.file).at_row(row).at_column(COLUMN);
            let message = "nobody in the evaluation's files has this pseudonym, so nothing was left out for it";
            let help = "find the right one with `learnframe pseudonym`, or take it off the list if the person's rows \
                        are gone from the files";
            Finding::warning("withdrawn-not-found", place, message, help)
        };
        lost.into_iter().map(finding).collect()
    }
}

impl<'a> Reading<'a> {
    /// Whether a row is about somebody who withdrew.
    pub(super) fn is_withdrawn(&mut self, cells: &StringRecord, layout: &Layout) -> bool {
        if self.withdrawn.rows.is_empty() {
            return false;
        }
        let people = self
            .columns
            .iter()
            .enumerate()
            .filter(|(_, column)| column.person() == Some(Person::Row))
            .map(|(at, _)| at);
        let listed: Vec<u64> = people.filter_map(|place| self.withdrawn_at(place, cells, layout)).collect();
        self.gone.extend(&listed);
        !listed.is_empty()
    }

    /// The row of the list that means the person in one column: by the cell as it stands, by the id that the
    /// mapping gives for it, or by the pseudonym that it becomes.
    fn withdrawn_at(&self, place: usize, cells: &StringRecord, layout: &Layout) -> Option<u64> {
        let raw = layout.raw(place, cells)?;
        let raw = without_invisible(&raw);
        let given = layout.value(place, &raw);
        let becomes = || {
            let hidden = layout.pseudonyms.contains(&place) && given.is_none() && !tidy(&raw).is_empty();
            Some(self.key.filter(|_| hidden)?.pseudonym(&raw))
        };
        let of = |id: &str| self.withdrawn.row_of(tidy(id));
        of(&raw).or_else(|| of(given?)).or_else(|| of(&becomes()?))
    }

    /// Whether any cell of a row tells somebody who withdrew.
    pub(super) fn names_withdrawn(&mut self, cells: &StringRecord) -> bool {
        let listed: Vec<u64> = self.withdrawn.of_any(cells).collect();
        self.gone.extend(&listed);
        !listed.is_empty()
    }

    /// A value of a column that names people among other things, without those who withdrew.
    pub(super) fn without_withdrawn<'c>(&mut self, column: &'a Column<'a>, value: Value<'c>) -> Value<'c> {
        if self.withdrawn.rows.is_empty() || column.person() != Some(Person::Cell) {
            return value;
        }
        let Value::Text(text) = value else { return value };
        let is_list = text.starts_with(';');
        let (mut kept, mut listed) = (Vec::new(), Vec::new());
        for entry in text.split(';').filter(|entry| !entry.is_empty()) {
            match self.withdrawn.row_of(tidy(entry)) {
                Some(row) => listed.push(row),
                None => kept.push(entry),
            }
        }
        if listed.is_empty() {
            return Value::Text(text);
        }
        self.gone.extend(listed);
        *self.struck.entry(column.name).or_default() += 1;
        if kept.is_empty() {
            return Value::Missing;
        }
        let kept = kept.join(";");
        Value::Text(Cow::Owned(if is_list { format!(";{kept};") } else { kept }))
    }

    /// Says from how many cells people who withdrew were taken out, the row left as it is.
    pub(super) fn tell_struck(&mut self) {
        for (column, cells) in std::mem::take(&mut self.struck) {
            let message = format!(
                "of {cells} {} a person was left out who has withdrawn; the rows are the group's and count",
                if cells == 1 { "cell" } else { "cells" }
            );
            let header = self.headers.get(column).map_or(column, String::as_str).to_owned();
            let place = self.place().at_column(header);
            self.book.add(Finding::note("withdrawn-from-cell", place, message, "nothing"));
        }
    }
}
