//! What a file is and why, said in words, with the draft of a mapping that reads it.
//!
//! Nothing here decides anything: what is found stands in a [`Report`] with its evidence, and in a draft
//! that `run` and `check` refuse until a person has confirmed it. Every guess has a confidence from 0 to 1:
//!
//! | confidence | word | what it takes | in the draft |
//! |---|---|---|---|
//! | 0.95 to 1 | certain | what the format says; an item's exact id or wording over answers of its scale; a column all of whose cells are groups or waves of the evaluation | a key |
//! | 0.75 to 0.94 | likely | the same with some cells that do not fit; a header that says it over cells that allow it | a key |
//! | below 0.75 | unsure | nearly an item's wording (its share of words in common times 0.8), a number in place of a wording (0.5; 0.6 over labels of its scale), the look of cells alone | a comment below a question |
//!
//! What codes mean is never guessed, whatever the confidence: which end of a scale is 1 stands in no cell.
//!
//! A draft is a file that circulates, so it has no cells but these: labels and words that the framework or
//! the program knows; codes and marks of a few characters; names of the evaluation's own groups and waves;
//! and short values that stand in 3 rows or more, of columns of groups and events or with at most 12 different
//! values. Of columns about people it has the headers alone.

mod answers;
mod bytes;
mod draft;
mod judge;
mod known;
mod preview;
mod profile;
mod report;
mod say;
mod shape;
mod sheets;
mod sure;
mod tool;
mod wide;
mod wording;

pub use known::Known;
pub use report::{ColumnReport, Fact, Question, Report, Reuse, Role, RowSeen};
pub use sure::{CERTAIN, LIKELY, Sureness};

use crate::contract::{self, TableContract};
use crate::finding::{Finding, Place};
use crate::ingest::{
    Body, BodyForm, Dictionary, FileKind, LayoutRequest, Limits, Opening, Preset, Reshaped, Sheet, Trouble, kind_of,
    lay_out, open, reshaped, tidy,
};
use crate::plan::{Mapping, TableEnd};
use bytes::Bytes;
use csv::StringRecord;
use draft::{Draft, Part, quoted, tall_list};
use judge::Judge;
use preview::Preview;
use profile::Table;
use shape::Shape;
use std::collections::{BTreeMap, BTreeSet};
use wide::{Wide, WideKind};

/// Looks at a file. `file` is the name by which the user knows it; `table` the canonical table that it is
/// said to be for, if any.
#[must_use]
pub fn inspect(bytes: Vec<u8>, file: &str, known: &Known<'_>, table: Option<&'static TableContract>) -> Report {
    let limits =
        known.plan.map_or_else(Limits::default, |plan| Limits::up_to(plan.limits.megabytes.saturating_mul(1 << 20)));
    let seen = Bytes::of(&bytes);
    let is_spss = kind_of(&bytes) == FileKind::Spss;
    if seen.is_unknown() {
        let finding = not_a_table(file);
        return Report {
            file: file.to_owned(),
            facts: seen.facts(file, &[], &[]),
            findings: vec![finding],
            ..Report::default()
        };
    }
    let opened = open(bytes, file, &Opening { limits, ..Opening::default() });
    let facts = seen.facts(file, &opened.sheets, &opened.findings);
    let mut report = Report { file: file.to_owned(), facts, findings: opened.findings, ..Report::default() };
    let mut draft = Draft::default();
    let (sheet, facts) = sheets::choose(&opened.sheets, &mut draft);
    report.facts.extend(facts);
    let sheet = sheet.filter(|sheet| fits(sheet, limits, &mut report));
    let Some((sheet, shape)) = sheet.and_then(|sheet| Some((sheet, shape::find(sheet)?))) else {
        if report.findings.is_empty() {
            report.findings.push(nothing(file));
        }
        report.questions = draft.questions;
        return report;
    };
    let looking = Looking { known, file, limits, asked: table, is_spss };
    looking.at(sheet, shape, draft, &mut report);
    report
}

/// Whether a sheet has no more columns than one may have.
fn fits(sheet: &Sheet, limits: Limits, report: &mut Report) -> bool {
    let (mut records, mut cells, mut cut) = (sheet.records(), StringRecord::new(), false);
    for _ in 0..shape::TOP {
        let head = records.read(&mut cells);
        cut |= head.is_some_and(|head| head.trouble == Some(Trouble::TooManyCells)) || cells.len() > limits.columns;
    }
    if !cut {
        return true;
    }
    let message = format!("a row has more cells than the {} columns that a table may have", limits.columns);
    let help = "check what divides its cells; a table turned on its side has to be turned back first";
    report.findings.push(Finding::error("too-many-columns", Place::file(&report.file), message, help));
    false
}

fn not_a_table(file: &str) -> Finding {
    let help = "ask for the table itself, as a workbook (.xlsx) or as CSV (UTF-8)";
    Finding::error(
        "not-text",
        Place::file(file),
        "the file is neither text nor a table of any kind that is known",
        help,
    )
}

fn nothing(file: &str) -> Finding {
    Finding::error("empty-file", Place::file(file), "no row holds anything", "send it again, or leave it out")
}

/// A file being looked at.
struct Looking<'a> {
    known: &'a Known<'a>,
    file: &'a str,
    limits: Limits,
    asked: Option<&'static TableContract>,
    is_spss: bool,
}

/// The table that is looked at: the sheet's own, or what it was turned into.
struct Found {
    table: Table,
    form: BodyForm,
    wide: Option<Wide>,
    /// The sheet that it was turned into.
    turned: Option<Sheet>,
}

impl Looking<'_> {
    fn at(&self, sheet: &Sheet, shape: Shape, draft: Draft, report: &mut Report) {
        let Some(found) = self.turned(sheet, &shape, report) else {
            report.findings.push(nothing(self.file));
            return;
        };
        let Found { table, form, wide, turned } = &found;
        report.header_rows = shape.form.header_rows;
        report.rows = table.rows;
        let is_report = wide.as_ref().is_some_and(|wide| wide.kind == WideKind::Meeting);
        if !is_report {
            report.facts.extend(shape.facts.iter().cloned());
        }
        report.facts.extend(wide.iter().map(|wide| wide.fact.clone()));
        let attendance = wide.as_ref().filter(|wide| wide.kind != WideKind::Waves);
        let (preset, fact) = match attendance {
            Some(_) => (None, None),
            None => tool::find(&table.header, shape.import_ids, self.is_spss),
        };
        if is_dictionary(table) {
            report.findings.push(dictionary_note(self.file));
            return;
        }
        report.tool = preset.map(|preset| preset.tool.clone());
        report.facts.extend(fact);
        let asked = self.asked.or_else(|| contract::table("attendance").filter(|_| attendance.is_some()));
        let Some((contract, fact)) = tool::table(asked, table, preset, self.known) else { return };
        if attendance.is_none() {
            report.facts.push(fact);
        }
        report.table = Some(contract.name.clone());
        report.canonical = preset.is_none()
            && wide.is_none()
            && is_plain(shape.form)
            && tool::is_canonical(table, contract, self.known);
        let sheet = turned.as_ref().unwrap_or(sheet);
        let mut judge = Judge::new(self.known, table, contract, preset, &sheet.dictionary, personal(table, preset));
        judge.draft = draft;
        if let Some(wide) = wide.as_ref().filter(|wide| wide.kind == WideKind::Waves) {
            self.waves_aside(&mut judge, &wide.mapping);
        }
        match attendance {
            Some(wide) => judge.attendance(wide.kind, &wide.mapping),
            None => judge.all(&days(sheet, *form, table)),
        }
        self.top(&mut judge, &shape, preset, is_report);
        judge.closing_lists();
        report.columns = judge.columns();
        report.wave.clone_from(&judge.wave);
        self.write(judge, table, contract, preset, &sheet.dictionary, report);
    }

    /// The table itself, or what the sheet's rows become where they are something else.
    fn turned(&self, sheet: &Sheet, shape: &Shape, report: &mut Report) -> Option<Found> {
        if let Some((wide, turned)) = wide::meeting(sheet, shape.form, self.file, self.limits) {
            report.findings.extend(turned.findings);
            let table = Table::read(turned.sheet.as_ref()?, Reshaped::FORM)?;
            return Some(Found { table, form: Reshaped::FORM, wide: Some(wide), turned: turned.sheet });
        }
        let table = Table::read(sheet, shape.form)?;
        let Some(wide) = wide::find(&table) else {
            return Some(Found { table, form: shape.form, wide: None, turned: None });
        };
        let turned = reshaped(sheet, &wide.mapping, None, shape.form, self.file, self.limits)?;
        report.findings.extend(turned.findings);
        let table = Table::read(turned.sheet.as_ref()?, Reshaped::FORM)?;
        Some(Found { table, form: Reshaped::FORM, wide: Some(wide), turned: turned.sheet })
    }

    /// Which wave each prefix is, where the waves stand side by side.
    fn waves_aside(&self, judge: &mut Judge<'_>, mapping: &Mapping) {
        judge.has_waves = true;
        let prefixes: Vec<&String> = mapping.wave.iter().flat_map(|wave| wave.prefixes.keys()).collect();
        let waves: Vec<&str> =
            self.known.plan.iter().flat_map(|plan| &plan.wave).map(|wave| wave.id.as_str()).collect();
        let of = |at: usize| waves.get(at).filter(|_| waves.len() == prefixes.len()).copied().unwrap_or("...");
        let pairs: Vec<String> = prefixes
            .iter()
            .enumerate()
            .map(|(at, prefix)| format!("{} = {}", quoted(prefix), quoted(of(at))))
            .collect();
        let text = "Which wave of the plan does each beginning of a header stand for?";
        judge.draft.ask(Part::Wave, text, &["wave.prefixes"], vec![format!("prefixes = {{ {} }}", pairs.join(", "))]);
        if let Some(place) = judge.table.header.find("wave") {
            judge.settle(place, Role::Wave, "wave", "the beginning of each header");
        }
    }

    /// Whether the draft is confirmed, what it was made for, and where in the file the table is.
    fn top(&self, judge: &mut Judge<'_>, shape: &Shape, preset: Option<&'static Preset>, is_report: bool) {
        judge.draft.first("confirmed = false");
        if let Some(preset) = preset {
            judge.draft.plain(Part::Top, format!("tool = {}", quoted(&preset.tool)));
        }
        if preset.is_some_and(|preset| preset.tool == "redcap") {
            let text = "Do the cells hold codes? Then export the project's data dictionary too, put it into the \
                        evaluation's folder and name it here: it says what each code means.";
            judge.draft.ask(Part::Top, text, &["dictionary"], vec!["dictionary = \"...\"".to_owned()]);
        }
        let names: Vec<String> =
            judge.table.header.names().filter(|name| !name.is_empty()).map(profile::one_line).collect();
        judge
            .draft
            .remark(Part::Top, "The headers that this was written for, by which a file with others is told apart.");
        judge.draft.plain(Part::Top, format!("headers = {}", tall_list(&names)));
        if is_report {
            return;
        }
        let form = shape.form;
        judge.draft.plain(Part::File, format!("header_rows = {}", form.header_rows));
        if form.skip_rows > 0 {
            judge.draft.plain(Part::File, format!("skip_rows = {}", form.skip_rows));
        }
        if form.end == TableEnd::BlankRow {
            judge.draft.plain(Part::File, "end = \"blank_row\"");
        }
    }

    fn write(
        &self,
        mut judge: Judge<'_>,
        table: &Table,
        contract: &'static TableContract,
        preset: Option<&'static Preset>,
        dictionary: &Dictionary,
        report: &mut Report,
    ) {
        let personal = report
            .columns
            .iter()
            .enumerate()
            .filter(|(_, column)| column.role == Role::Personal)
            .map(|(place, _)| place)
            .collect();
        judge.draft.number();
        let mut text = judge.draft.text(&opening(self.file, judge.draft.questions.len()));
        report.questions = judge.draft.questions;
        if let Some((mapping, name, changes)) = self.known.layout(&table.header) {
            if let Some(changes) = &changes {
                (text, report.questions) = from_mapping(mapping, &name, changes, table, self.file);
            }
            report.reuse = Some(Reuse { mapping: name, changes });
        }
        let preview = Preview { table, contract, framework: self.known.framework, preset, dictionary, personal };
        let (rows, left_out) = preview.rows(&text);
        report.first_rows = rows;
        if !left_out.is_empty() {
            let said: Vec<String> = left_out.iter().map(|(reason, rows)| format!("{rows}: {reason}")).collect();
            let because = format!("by the draft's rules, of the {} rows looked at", table.records.len());
            report.facts.push(Fact { about: "left out", found: said.join("; "), sureness: Sureness::Certain, because });
        }
        report.draft = Some(text);
    }
}

/// Whether the table is `REDCap`'s list of its fields.
fn is_dictionary(table: &Table) -> bool {
    ["Variable / Field Name", "Choices, Calculations, OR Slider Labels"]
        .iter()
        .all(|name| table.header.find(name).is_some())
}

fn dictionary_note(file: &str) -> Finding {
    let message = "this is a REDCap data dictionary, not a table of answers";
    let help = "name it under `dictionary` in the mapping of the project's data";
    Finding::note("data-dictionary", Place::file(file), message, help)
}

fn is_plain(form: BodyForm) -> bool {
    form.skip_rows == 0 && form.header_rows == 1 && form.end == TableEnd::File
}

fn opening(file: &str, questions: usize) -> String {
    let asked = match questions {
        0 => "It asks nothing".to_owned(),
        1 => "Answer its QUESTION".to_owned(),
        many => format!("Answer its {many} QUESTIONs"),
    };
    format!(
        "Draft of a mapping for `{}`, made by `learnframe inspect`. {asked}; correct what is wrong; then write `confirmed = true`.\n\
         Above each key stands how sure it is, from 0 to 1, and why. What is unsure is a comment: take away the `#` to use it.",
        profile::one_line(file)
    )
}

/// A mapping of the plan, to be used for a file that differs a little from the one it was written for.
fn from_mapping(mapping: &Mapping, name: &str, changes: &str, table: &Table, file: &str) -> (String, Vec<Question>) {
    let headers = table.header.names().filter(|name| !name.is_empty()).map(profile::one_line).collect();
    let draft = Mapping { confirmed: Some(false), headers, ..mapping.clone() };
    let text = format!(
        "This file is laid out much like the one that {name} was written for, but {changes}. Do the keys below still name the right columns?"
    );
    let mut opening = Draft::default();
    opening.ask(Part::Top, text, &["[[item]]", "[columns]"], Vec::new());
    let body = toml::to_string(&draft).unwrap_or_default();
    (format!("{}\n{body}", opening.text(&self::opening(file, 1))), opening.questions)
}

/// The columns about persons, by their headers and the tool's preset.
fn personal(table: &Table, preset: Option<&'static Preset>) -> BTreeSet<usize> {
    let (dictionary, place) = (Dictionary::default(), Place::default());
    let (layout, _) = lay_out(&LayoutRequest {
        header: &table.header,
        wanted: &[],
        mapping: None,
        preset: preset.map(|preset| &preset.mapping),
        settled: &BTreeMap::new(),
        dictionary: &dictionary,
        lookups: &BTreeMap::new(),
        place: &place,
    });
    layout.personal
}

/// Every day of the file's columns of days, as it is written, without the time behind it.
fn days(sheet: &Sheet, form: BodyForm, table: &Table) -> BTreeSet<String> {
    let places: Vec<usize> =
        table.columns.iter().filter(|profile| profile.is_dated()).map(|profile| profile.place).collect();
    let mut days = BTreeSet::new();
    let Some(mut body) = Body::open(sheet, form).filter(|_| !places.is_empty()) else { return days };
    let mut cells = StringRecord::new();
    while let Some((_, inside)) = body.read(&mut cells) {
        let own = places.iter().filter_map(|place| cells.get(*place)).filter(|_| inside);
        for cell in own {
            let day =
                tidy(cell).split(|character: char| character.is_whitespace() || matches!(character, ',' | 'T')).next();
            days.extend(
                day.filter(|day| !day.is_empty() && !days.contains(*day))
                    .map(str::to_owned)
                    .into_iter()
                    .collect::<Vec<_>>(),
            );
        }
    }
    days
}
