//! One file into the parts of a table, a part a sheet: which sheets are read, where in them the table is,
//! which column is which.

use super::StageError;
use super::aids::{Aids, Keys};
use super::book::{Book, Quarantined};
use super::column::columns;
use super::forms::FormsByWave;
use super::personal::unread;
use super::record::Reading;
use super::withdrawn::Withdrawn;
use crate::contract::TableContract;
use crate::finding::{Finding, Place};
use crate::framework::Framework;
use crate::ingest::{
    Body, BodyForm, Header, LayoutRequest, Opened, Opening, Reshaped, Sheet, lay_out, open, read_within, reshaped,
};
use crate::plan::{Mapping, OneOrMore, Plan, Source, TableEnd, delimiter_byte};
use crate::vocabulary::{FileAccount, InputFile};
use csv::StringRecord;
use globset::Glob;
use polars::prelude::DataFrame;
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// A file to be read for a table.
pub(super) struct Job<'a> {
    /// Place of its source in the plan.
    pub source_place: usize,
    /// Its source.
    pub source: &'a Source,
    /// What its mapping needs beside it.
    pub aids: &'a Aids,
    /// The contract of the table it is read for.
    pub contract: &'static TableContract,
    /// Path relative to the evaluation's folder.
    pub file: String,
}

/// What one sheet of a file gave.
pub(super) struct Part {
    pub source_place: usize,
    pub account: FileAccount,
    /// Its usable rows.
    pub frame: DataFrame,
    /// The spreadsheet row of each of them.
    pub rows: Vec<u64>,
    /// Whether each of them was finished; empty if all were.
    pub unfinished: BTreeSet<u64>,
    pub book: Book,
    pub quarantine: Vec<Quarantined>,
    pub input: Option<InputFile>,
    /// The hash of its file as it was read.
    pub sha256: String,
    /// How it put the survey's questions.
    pub forms: FormsByWave,
    /// Columns of which something is kept where a row is set aside.
    pub kept: BTreeSet<usize>,
    /// Canonical column = the header that its cells stand under.
    pub headers: BTreeMap<String, String>,
    /// Whether it made pseudonyms of names or addresses.
    pub made_pseudonyms: bool,
    /// Rows of the list of those who withdrew of whom something stood here.
    pub gone: BTreeSet<u64>,
}

/// What every file is read with.
pub(super) struct Desk<'a> {
    pub dir: &'a Path,
    pub plan: &'a Plan,
    pub framework: &'a Framework,
    pub keys: Keys,
    /// Who withdrew.
    pub withdrawn: Withdrawn,
    /// Bytes of a file that are worth a reader of their own.
    pub part_bytes: usize,
}

/// Reads one file.
pub(super) fn read(desk: &Desk<'_>, job: &Job<'_>) -> Result<Vec<Part>, StageError> {
    let columns = columns(job.contract, desk.framework, desk.plan);
    let differing = desk.plan.wave.iter().enumerate().filter(|(_, wave)| !wave.item.is_empty());
    let as_asked =
        differing.map(|(at, wave)| (at, self::columns(job.contract, desk.framework.at(&wave.id), desk.plan))).collect();
    let (opened, input) = opened(desk, &job.file, job.source, job.aids);
    let mut book = Book::default();
    book.extend(opened.findings);
    let (sheets, problem) = chosen(&job.file, opened.sheets, job.source.mapping.as_ref());
    book.extend(problem);
    let mut parts = Vec::new();
    for sheet in &sheets {
        let reading = Reading::new(desk, job, sheet.name.clone(), &columns, &as_asked, std::mem::take(&mut book));
        parts.push(part(reading, desk, job, sheet)?);
    }
    if parts.is_empty() {
        let reading = Reading::new(desk, job, None, &columns, &as_asked, book);
        parts.push(without_rows(reading, job)?);
    }
    if let Some(input) = &input {
        for part in &mut parts {
            part.sha256.clone_from(&input.sha256);
        }
    }
    if let Some(first) = parts.first_mut() {
        first.input = input;
    }
    Ok(parts)
}

fn part<'a>(mut reading: Reading<'a>, desk: &'a Desk<'a>, job: &Job<'_>, sheet: &Sheet) -> Result<Part, StageError> {
    let shaped = shaped(sheet, job.source, job.aids, &job.file);
    let (sheet, form) = match &shaped {
        None => (sheet, body_form(job.source, job.aids)),
        Some(shaped) => {
            reading.book.extend(shaped.findings.iter().cloned());
            reading.leave_out(shaped.left_out, shaped.reason);
            let Some(table) = &shaped.sheet else { return without_rows(reading, job) };
            (table, Reshaped::FORM)
        }
    };
    let Some(body) = Body::open(sheet, form) else {
        let message = match sheet.records().read(&mut StringRecord::new()) {
            None => "the file is empty",
            Some(_) => "the file has fewer rows than its headers are said to take",
        };
        let help = "send it again, or drop it from the plan";
        reading.book.add(Finding::warning("empty-file", reading.place(), message, help));
        return without_rows(reading, job);
    };
    for (row, trouble) in &body.troubles {
        let place = reading.place().at_row(*row);
        reading.book.add(trouble.of_header(place));
    }
    let wave = wave_of(job.source, sheet);
    let first = wave.is_some_and(|wave| desk.plan.is_first_wave(wave));
    let wanted: Vec<_> = reading.columns.iter().map(|column| column.wanted(first)).collect();
    let settled: BTreeMap<&str, &str> =
        wave.into_iter().flat_map(|wave| [("wave", wave), ("time_point", wave)]).collect();
    let place = reading.place();
    let dictionary = if job.aids.dictionary.columns.is_empty() { &sheet.dictionary } else { &job.aids.dictionary };
    let request = LayoutRequest {
        header: &body.header,
        wanted: &wanted,
        mapping: job.source.mapping.as_ref(),
        preset: job.aids.preset.map(|preset| &preset.mapping),
        settled: &settled,
        dictionary,
        lookups: &job.aids.lookups,
        place: &place,
    };
    let (layout, findings) = lay_out(&request);
    reading.book.extend(findings);
    reading.book.extend(unread(sheet, form, &body.header, &layout, &place));
    let read = layout.read_columns();
    reading.book.extend(header_changes(job.source.mapping.as_ref(), &body.header, &place));
    reading.forms.open(reading.columns, &layout, &body.header, dictionary, &job.file);
    let header_of = |(place, column): (usize, &super::column::Column<'_>)| {
        layout.column(place).map(|at| (column.name.to_owned(), body.header.name(at).to_owned()))
    };
    reading.headers = reading.columns.iter().enumerate().filter_map(header_of).collect();
    let Body { header, header_row, below, .. } = body;
    let frame = reading.all(below.in_parts(desk.part_bytes), &header, &layout)?;
    let filled = std::mem::take(&mut reading.filled);
    reading.book.extend(header.findings(&place, header_row, &read, &filled));
    Ok(closed(reading, frame, job, layout.kept))
}

/// A sheet turned into the rows of a table, where the mapping asks for it.
fn shaped(sheet: &Sheet, source: &Source, aids: &Aids, file: &str) -> Option<Reshaped> {
    let preset = aids.preset.map(|preset| &preset.mapping);
    reshaped(sheet, source.mapping.as_ref()?, preset, body_form(source, aids), file, aids.limits)
}

/// A sheet of which no row was read.
fn without_rows(mut reading: Reading<'_>, job: &Job<'_>) -> Result<Part, StageError> {
    let frame = std::mem::take(&mut reading.builders).finish()?;
    Ok(closed(reading, frame, job, BTreeSet::new()))
}

fn closed(mut reading: Reading<'_>, frame: DataFrame, job: &Job<'_>, kept: BTreeSet<usize>) -> Part {
    reading.tell_variants();
    Part {
        source_place: job.source_place,
        account: reading.account,
        frame,
        rows: reading.rows,
        unfinished: reading.unfinished,
        book: reading.book,
        quarantine: reading.quarantine,
        input: None,
        sha256: String::new(),
        forms: reading.forms.close(),
        kept,
        headers: reading.headers,
        made_pseudonyms: reading.made_pseudonyms,
        gone: reading.gone,
    }
}

fn opened(desk: &Desk<'_>, file: &str, source: &Source, aids: &Aids) -> (Opened, Option<InputFile>) {
    let bytes = match read_within(desk.dir, file, &aids.limits) {
        Ok(bytes) => bytes,
        Err(finding) => return (Opened { sheets: Vec::new(), findings: vec![*finding] }, None),
    };
    let input = desk.keys.input_file(file, &bytes);
    (open(bytes, file, &opening(source, aids)), Some(input))
}

fn opening<'a>(source: &'a Source, aids: &'a Aids) -> Opening<'a> {
    let own = source.mapping.as_ref().map(|mapping| &mapping.file);
    let preset = aids.preset.map(|preset| &preset.mapping.file);
    let encoding =
        own.and_then(|form| form.encoding.as_deref()).or_else(|| preset.and_then(|form| form.encoding.as_deref()));
    let delimiter =
        own.and_then(|form| form.delimiter.as_deref()).or_else(|| preset.and_then(|form| form.delimiter.as_deref()));
    Opening { encoding, delimiter: delimiter.and_then(delimiter_byte), limits: aids.limits }
}

fn body_form(source: &Source, aids: &Aids) -> BodyForm {
    let own = source.mapping.as_ref().map(|mapping| &mapping.file);
    let preset = aids.preset.map(|preset| &preset.mapping.file);
    let forms = || own.into_iter().chain(preset);
    BodyForm {
        skip_rows: forms().find_map(|form| form.skip_rows).unwrap_or(0),
        header_rows: forms().find_map(|form| form.header_rows).unwrap_or(1),
        end: forms().find_map(|form| form.end).unwrap_or(TableEnd::File),
    }
}

fn wave_of<'a>(source: &'a Source, sheet: &Sheet) -> Option<&'a str> {
    let rule = source.mapping.as_ref().and_then(|mapping| mapping.wave.as_ref());
    let by_sheet = rule.and_then(|rule| rule.sheets.get(sheet.name.as_ref()?));
    by_sheet.map(String::as_str).or(source.wave.as_deref())
}

/// The sheets of a file that are to be read. Of several none is guessed.
fn chosen(file: &str, sheets: Vec<Sheet>, mapping: Option<&Mapping>) -> (Vec<Sheet>, Option<Finding>) {
    let names: Vec<String> = sheets.iter().filter_map(|sheet| sheet.name.clone()).collect();
    let asked: Vec<&String> = mapping
        .into_iter()
        .flat_map(|mapping| {
            mapping
                .file
                .sheet
                .iter()
                .flat_map(OneOrMore::list)
                .chain(mapping.wave.iter().flat_map(|wave| wave.sheets.keys()))
        })
        .collect();
    let problem = |message: String, help: &str| Some(Finding::error("which-sheet", Place::file(file), message, help));
    if !asked.is_empty() {
        let named = |sheet: &Sheet| {
            let name = sheet.name.as_deref().unwrap_or_default();
            asked.iter().any(|asked| {
                asked.as_str() == name || Glob::new(asked).is_ok_and(|glob| glob.compile_matcher().is_match(name))
            })
        };
        let found: Vec<Sheet> = sheets.into_iter().filter(named).collect();
        let lacking = found.is_empty() && !names.is_empty();
        let message = format!("the workbook has no such sheet as the mapping names; it has {}", names.join(", "));
        return (found, if lacking { problem(message, "correct the sheet's name in the mapping") } else { None });
    }
    let mut shown: Vec<Sheet> = sheets.into_iter().filter(|sheet| !sheet.hidden).collect();
    if shown.len() <= 1 {
        return (shown, None);
    }
    shown.retain(|sheet| sheet.records().read(&mut StringRecord::new()).is_some());
    if shown.len() <= 1 {
        return (shown, None);
    }
    let message = format!("the workbook has several sheets, and it is not said which is meant: {}", names.join(", "));
    (Vec::new(), problem(message, "name it in the source's mapping: [source.mapping.file] sheet = \"...\""))
}

/// What changed about a file's headers since its mapping was written.
fn header_changes(mapping: Option<&Mapping>, header: &Header, place: &Place) -> Option<Finding> {
    let written = mapping.map(|mapping| &mapping.headers).filter(|headers| !headers.is_empty())?;
    let changes = crate::ingest::header_changes(written, header)?;
    let help = "check that the mapping still names the right columns, then bring its `headers` up to date";
    Some(Finding::warning("headers-changed", place.clone(), changes, help))
}

/// The cells of some rows of a sheet, by row number, each with its column's header. For rows that were set
/// aside only after the file was read; none if the file is another one by now.
pub(super) fn cells_at(
    desk: &Desk<'_>,
    source: &Source,
    aids: &Aids,
    part: &Part,
    wanted: &BTreeSet<u64>,
) -> Option<BTreeMap<u64, Vec<(String, String)>>> {
    let (opened, input) = opened(desk, &part.account.file, source, aids);
    if input.is_none_or(|input| input.sha256 != part.sha256) {
        return None;
    }
    let sheet = opened.sheets.iter().find(|sheet| sheet.name == part.account.sheet);
    let Some(sheet) = sheet else { return Some(BTreeMap::new()) };
    let shaped = shaped(sheet, source, aids, &part.account.file);
    let opened = match shaped.as_ref().map(|shaped| &shaped.sheet) {
        None => Body::open(sheet, body_form(source, aids)),
        Some(table) => table.as_ref().and_then(|table| Body::open(table, Reshaped::FORM)),
    };
    let Some(Body { header, below, .. }) = opened else { return Some(BTreeMap::new()) };
    let found = below.in_parts(desk.part_bytes).into_par_iter().map(|mut below| {
        let (mut cells, mut found) = (StringRecord::new(), Vec::new());
        while let Some((head, _)) = below.read(&mut cells) {
            let is_gone = || desk.withdrawn.of_any(&cells).next().is_some();
            if wanted.contains(&head.number) && !is_gone() {
                found.push((head.number, named_cells(&header, &cells, &part.kept)));
            }
        }
        found
    });
    Some(found.flatten_iter().collect())
}

/// The cells of a row with their headers, of those columns of which anything is kept.
pub(super) fn named_cells(header: &Header, cells: &StringRecord, kept: &BTreeSet<usize>) -> Vec<(String, String)> {
    let kept = kept.iter().filter_map(|place| cells.get(*place).map(|cell| (*place, cell)));
    kept.map(|(place, cell)| (header.name(place).to_owned(), cell.to_owned())).collect()
}
