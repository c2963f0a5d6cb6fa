//! The parts of one table put together, and the rules that look across its rows, files and tables:
//! repeats, keys, references. Each row that they refuse changes its fate in its file's account.

use super::StageError;
use super::aids::Aids;
use super::book::{Aside, Quarantined};
use super::file::{Desk, Part, cells_at};
use super::view::{KeyCell, View};
use crate::contract::{ForeignKey, TableContract};
use crate::finding::{Finding, Place, quoted};
use crate::plan::{Mapping, Plan, Repeats, UnknownGroup};
use polars::prelude::{BooleanChunked, DataFrame, NewChunkedArray, PolarsResult};
use rayon::iter::{IndexedParallelIterator, IntoParallelIterator, IntoParallelRefMutIterator, ParallelIterator};
use rayon::slice::ParallelSliceMut;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher, Hash, Hasher};

/// What becomes of a row that is not kept.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Fate {
    Excluded(String),
    Superseded,
    Quarantined(&'static str, String),
}

/// One table in the making.
pub(super) struct Assembly<'a> {
    contract: &'static TableContract,
    plan: &'a Plan,
    parts: &'a mut [Part],
    /// What the presets of the sources say about repeated returns.
    presets: Vec<Option<Repeats>>,
    frame: DataFrame,
    /// Part and spreadsheet row of each row of the frame.
    origins: Vec<(usize, u64)>,
    /// Whether each row of the frame is kept, and what becomes of the few that are not.
    kept: Vec<bool>,
    fates: BTreeMap<usize, Fate>,
}

/// Puts the parts of a table together, applies the rules across rows and gives the rows that remain.
/// `done` holds the tables that this one may refer to.
pub(super) fn assemble(
    desk: &Desk<'_>,
    aids: &[Aids],
    contract: &'static TableContract,
    parts: &mut [Part],
    done: &BTreeMap<String, DataFrame>,
) -> Result<DataFrame, StageError> {
    let mut assembly = Assembly::new(contract, desk.plan, parts)?;
    assembly.presets = aids.iter().map(|aids| aids.preset?.mapping.respondent.as_ref()?.repeats).collect();
    assembly.first_of_each()?;
    for key in &contract.foreign_keys {
        assembly.references(key, done)?;
    }
    if let Some(consent) = &contract.consent {
        assembly.consented(consent, done)?;
    }
    let primary = (!contract.primary_key.is_empty()).then_some(&contract.primary_key);
    for key in primary.into_iter().chain(&contract.unique_keys) {
        assembly.repeats(key)?;
    }
    assembly.settle(desk, aids);
    assembly.kept()
}

impl<'a> Assembly<'a> {
    fn new(contract: &'static TableContract, plan: &'a Plan, parts: &'a mut [Part]) -> Result<Self, StageError> {
        let (mut frame, mut origins) = (DataFrame::empty(), Vec::new());
        for (place, part) in parts.iter_mut().enumerate() {
            let rows = std::mem::take(&mut part.rows);
            origins.extend(rows.into_iter().map(|row| (place, row)));
            let own = std::mem::take(&mut part.frame);
            if place == 0 {
                frame = own;
            } else {
                frame.vstack_mut(&own)?;
            }
        }
        let kept = vec![true; origins.len()];
        Ok(Assembly { contract, plan, presets: Vec::new(), parts, frame, origins, kept, fates: BTreeMap::new() })
    }

    fn is_kept(&self, row: usize) -> bool {
        self.kept.get(row) == Some(&true)
    }

    /// The header under which a canonical column's cell of a row stands in its file.
    fn header(&self, row: usize, column: &str) -> String {
        let part = self.origins.get(row).and_then(|(part, _)| self.parts.get(*part));
        part.and_then(|part| part.headers.get(column)).map_or(column, String::as_str).to_owned()
    }

    /// The mapping by which a row of the frame was read.
    fn mapping(&self, row: usize) -> Option<&'a Mapping> {
        let (part, _) = self.origins.get(row)?;
        self.plan.source.get(self.parts.get(*part)?.source_place)?.mapping.as_ref()
    }

    /// Which of several returns of a person counts, as the mapping of the last of them says.
    fn rule_of_repeats(&self, row: usize) -> Repeats {
        let rule = self.mapping(row).and_then(|mapping| mapping.respondent.as_ref()?.repeats);
        let place = self.origins.get(row).and_then(|(part, _)| self.parts.get(*part)).map(|part| part.source_place);
        rule.or_else(|| self.presets.get(place?).copied().flatten()).unwrap_or_default()
    }

    fn is_unfinished(&self, row: usize) -> bool {
        let Some((part, number)) = self.origins.get(row) else { return false };
        self.parts.get(*part).is_some_and(|part| part.unfinished.contains(number))
    }

    fn decide(&mut self, row: usize, fate: Fate) {
        if let Some(kept) = self.kept.get_mut(row) {
            *kept = false;
            self.fates.insert(row, fate);
        }
    }

    /// The file and row of the spreadsheet that a row of the frame came from.
    fn place(&self, row: usize) -> Place {
        let Some((part, number)) = self.origins.get(row) else { return Place::default() };
        let Some(account) = self.parts.get(*part).map(|part| &part.account) else { return Place::default() };
        Place { sheet: account.sheet.clone(), ..Place::file(&account.file) }.at_row(*number)
    }

    fn add(&mut self, row: usize, finding: Finding) {
        if let Some(part) = self.origins.get(row).and_then(|(part, _)| self.parts.get_mut(*part)) {
            part.book.add(finding);
        }
    }

    /// Leaves out the repeats in sources that name their units on every row.
    fn first_of_each(&mut self) -> Result<(), StageError> {
        for (place, source) in self.plan.source.iter().enumerate() {
            let column = source.mapping.as_ref().and_then(|mapping| mapping.first_of_each.as_deref());
            let Some(column) = column.filter(|column| self.contract.field(column).is_some()) else { continue };
            let of_source: Vec<bool> = self.parts.iter().map(|part| part.source_place == place).collect();
            let view = View::new(&self.frame, column)?;
            let mut seen = HashSet::new();
            let repeats: Vec<usize> = (0..self.origins.len())
                .filter(|row| self.origins.get(*row).is_some_and(|(part, _)| of_source.get(*part) == Some(&true)))
                .filter(|row| !seen.insert(view.key(*row)))
                .collect();
            for row in repeats {
                self.decide(row, Fate::Excluded(format!("repeat of a {column}")));
            }
        }
        Ok(())
    }

    /// Sets aside rows whose value is not found in the table that it refers to.
    fn references(&mut self, key: &ForeignKey, done: &BTreeMap<String, DataFrame>) -> Result<(), StageError> {
        let known = match done.get(&key.resource) {
            Some(frame) => frame.column(&key.target)?.str()?.iter().flatten().collect(),
            // Attendance without a register of members still says how many came.
            None if key.resource == "members" => return Ok(()),
            None => HashSet::new(),
        };
        let view = View::new(&self.frame, &key.field)?;
        let excuse =
            key.unless.as_ref().map(|unless| View::new(&self.frame, &unless.field).map(|view| (view, &unless.value)));
        let excuse = excuse.transpose()?;
        let excused = |row: usize| excuse.as_ref().is_some_and(|(view, value)| view.text(row) == Some(value.as_str()));
        let lost: Vec<usize> = (0..self.origins.len())
            .into_par_iter()
            .filter(|row| self.is_kept(*row) && view.text(*row).is_some_and(|id| !known.contains(id)) && !excused(*row))
            .collect();
        let code = reference_code(&key.resource, &key.target);
        for row in lost {
            if key.resource == "groups" && self.mapping(row).is_some_and(leaves_out_unknown_groups) {
                self.decide(row, Fate::Excluded("no group of the programme".to_owned()));
                continue;
            }
            let message = match done.contains_key(&key.resource) {
                true => format!("no such {} in the table {}; the row is set aside", key.target, key.resource),
                false => format!("the plan has no source for the table {}; the row is set aside", key.resource),
            };
            let help = format!("correct the id here, or add it to {}", key.resource);
            let column = self.header(row, &key.field);
            let finding = Finding::warning(code, self.place(row).at_column(&column), message, help);
            self.add(row, finding);
            self.decide(row, Fate::Quarantined(code, column));
        }
        Ok(())
    }

    /// The rows that are still kept.
    pub(super) fn rows(&self) -> Vec<usize> {
        (0..self.origins.len()).filter(|row| self.is_kept(*row)).collect()
    }

    /// A column of the table in the making.
    pub(super) fn view(&self, column: &str) -> PolarsResult<View<'_>> {
        View::new(&self.frame, column)
    }

    /// The plan by which the table is made.
    pub(super) fn plan(&self) -> &'a Plan {
        self.plan
    }

    /// Sets rows aside for what stands, or does not stand, in a column.
    pub(super) fn refuse(
        &mut self,
        rows: &[usize],
        (code, column): (&'static str, &str),
        (message, help): (&str, &str),
    ) {
        for row in rows {
            let column = self.header(*row, column);
            let finding = Finding::warning(code, self.place(*row).at_column(&column), message, help);
            self.add(*row, finding);
            self.decide(*row, Fate::Quarantined(code, column));
        }
    }

    /// Settles rows with the same key: returns by the later one, registers by the first.
    fn repeats(&mut self, key: &[String]) -> Result<(), StageError> {
        let runs = self.runs(key)?;
        let Some(later) = &self.contract.later_wins else {
            for run in runs {
                self.duplicates(&run, key);
            }
            return Ok(());
        };
        let dates = later.iter().map(|name| View::new(&self.frame, name)).collect::<Result<Vec<_>, _>>()?;
        let order = |row: &usize| (dates.iter().map(|view| view.number(*row)).collect::<Vec<_>>(), *row);
        let settled: Vec<(Vec<usize>, Repeats)> = runs
            .into_iter()
            .map(|mut run| {
                run.sort_by_key(order);
                let rule = run.last().map_or(Repeats::Last, |last| self.rule_of_repeats(*last));
                match rule {
                    Repeats::First => run.reverse(),
                    // Finished ones stand last, each kind in its order.
                    Repeats::LastComplete => run.sort_by_key(|row| !self.is_unfinished(*row)),
                    Repeats::Last | Repeats::SetAside => {}
                }
                (run, rule)
            })
            .collect();
        for (run, rule) in settled {
            match rule {
                Repeats::SetAside => self.set_all_aside(&run, key),
                _ => self.supersede(&run),
            }
        }
        Ok(())
    }

    fn set_all_aside(&mut self, run: &[usize], key: &[String]) {
        for row in run {
            let others: Vec<String> =
                run.iter().filter(|other| *other != row).map(|other| self.seen_from(*row, *other)).collect();
            let message = format!("the same return stands in {} too; all are set aside", others.join(" and "));
            let help = "delete those that do not count";
            let finding = Finding::warning("duplicate-return", self.place(*row), message, help);
            self.add(*row, finding);
            self.decide(*row, Fate::Quarantined("duplicate-return", key.join(" and ")));
        }
    }

    fn duplicates(&mut self, run: &[usize], key: &[String]) {
        let Some((first, others)) = run.split_first() else { return };
        for row in others {
            let message = format!(
                "the same {} stands in {}; this row is set aside",
                key.join(" and "),
                self.seen_from(*row, *first)
            );
            let help = "delete one of the rows, or give it an id of its own";
            let finding = Finding::warning("duplicate-key", self.place(*row), message, help);
            self.add(*row, finding);
            self.decide(*row, Fate::Quarantined("duplicate-key", key.join(" and ")));
        }
    }

    fn supersede(&mut self, run: &[usize]) {
        let Some((last, earlier)) = run.split_last() else { return };
        for row in earlier {
            let message =
                format!("the same return stands again in {}, which counts instead", self.seen_from(*row, *last));
            let help = "nothing, if the later return is the valid one; otherwise delete it";
            let finding = Finding::warning("duplicate-return", self.place(*row), message, help);
            self.add(*row, finding);
            self.decide(*row, Fate::Superseded);
        }
    }

    /// `other` as one would name it at `row`: by its row, and by its file if that is another.
    fn seen_from(&self, row: usize, other: usize) -> String {
        let (here, there) = (self.place(row), self.place(other));
        let number = there.row.unwrap_or_default();
        if here.file == there.file {
            format!("row {number}")
        } else {
            format!("row {number} of {}", quoted(&there.file))
        }
    }

    /// Sets of two or more kept rows with the same key, each in the order of files and rows.
    fn runs(&self, key: &[String]) -> Result<Vec<Vec<usize>>, StageError> {
        let views = key.iter().map(|name| View::new(&self.frame, name)).collect::<Result<Vec<_>, _>>()?;
        let Some(first) = views.first() else { return Ok(Vec::new()) };
        // A hasher without random state: equal keys meet in the same order in every run.
        let hasher = BuildHasherDefault::<DefaultHasher>::default();
        let hash = |row: usize| {
            let mut state = hasher.build_hasher();
            for view in &views {
                view.key(row).hash(&mut state);
            }
            state.finish()
        };
        let cells = |row: usize| views.iter().map(|view| view.key(row)).collect::<Vec<KeyCell>>();
        let mut hashed: Vec<(u64, usize)> = (0..self.origins.len())
            .into_par_iter()
            .filter(|row| self.is_kept(*row) && !first.is_missing(*row))
            .map(|row| (hash(row), row))
            .collect();
        hashed.par_sort_unstable();
        let mut runs = Vec::new();
        for alike in hashed.chunk_by(|one, other| one.0 == other.0).filter(|alike| alike.len() > 1) {
            // Different keys may share a hash, so that a chunk can hold several runs.
            let mut by_key: BTreeMap<Vec<KeyCell>, Vec<usize>> = BTreeMap::new();
            for (_, row) in alike {
                by_key.entry(cells(*row)).or_default().push(*row);
            }
            runs.extend(by_key.into_values().filter(|run| run.len() > 1));
        }
        runs.sort();
        Ok(runs)
    }

    /// Writes the fates into the files' accounts and the quarantine.
    fn settle(&mut self, desk: &Desk<'_>, aids: &[Aids]) {
        let mut refused: BTreeMap<usize, BTreeMap<u64, Refused>> = BTreeMap::new();
        let mut row = 0;
        while let Some(origin) = self.origins.get(row).copied() {
            // The rows made from one row of a file stand together and have one fate between them.
            let made = self.origins.get(row..).unwrap_or_default().iter().take_while(|other| **other == origin).count();
            let (first, kept) = (row, self.kept.get(row..row + made).unwrap_or_default());
            row += made;
            if kept.contains(&true) {
                continue;
            }
            let (Some(fate), Some(part)) = (self.fates.get(&first), self.parts.get_mut(origin.0)) else { continue };
            let account = &mut part.account;
            account.kept = account.kept.saturating_sub(1);
            let (count, reason) = match fate {
                Fate::Excluded(reason) => (&mut account.excluded, reason.as_str()),
                Fate::Superseded => {
                    let why = Refused { rule: "answered-again", column: None, what: Aside::Superseded };
                    refused.entry(origin.0).or_default().insert(origin.1, why);
                    (&mut account.superseded, "answered again")
                }
                Fate::Quarantined(rule, column) => {
                    let why = Refused { rule, column: Some(column.clone()), what: Aside::Row };
                    refused.entry(origin.0).or_default().insert(origin.1, why);
                    (&mut account.quarantined, *rule)
                }
            };
            *count += 1;
            *account.reasons.entry(reason.to_owned()).or_default() += 1;
        }
        self.parts.par_iter_mut().enumerate().for_each(|(place, part)| {
            if let Some(rows) = refused.get(&place) {
                set_aside(desk, aids, part, rows);
            }
        });
    }

    fn kept(self) -> Result<DataFrame, StageError> {
        let height = self.origins.len() - self.fates.len();
        let mask = (height < self.origins.len()).then(|| BooleanChunked::from_slice("kept".into(), &self.kept));
        // Each column leaves as soon as its kept rows stand in one piece, so that memory holds few of them twice.
        let columns = self.frame.into_columns().into_par_iter().map(|column| match &mask {
            Some(mask) => column.filter(mask).map(|kept| kept.rechunk()),
            None => Ok(column.rechunk()),
        });
        Ok(DataFrame::new(height, columns.collect::<PolarsResult<Vec<_>>>()?)?)
    }
}

/// Why a row was refused only after its file was read.
struct Refused {
    rule: &'static str,
    column: Option<String>,
    what: Aside,
}

/// Puts rows of a file into the quarantine that were refused only after it was read.
fn set_aside(desk: &Desk<'_>, aids: &[Aids], part: &mut Part, rows: &BTreeMap<u64, Refused>) {
    let numbers: BTreeSet<u64> = rows.keys().copied().collect();
    let source = desk.plan.source.get(part.source_place).zip(aids.get(part.source_place));
    let mut cells = match source.map(|(source, aids)| cells_at(desk, source, aids, part, &numbers)) {
        Some(None) => {
            part.book.add(Finding::changed_while_read(&part.account.file));
            return;
        }
        found => found.flatten().unwrap_or_default(),
    };
    part.quarantine.extend(rows.iter().map(|(row, refused)| Quarantined {
        file: part.account.file.clone(),
        sheet: part.account.sheet.clone(),
        row: *row,
        column: refused.column.clone(),
        table: part.account.table.clone(),
        rule: refused.rule,
        what: refused.what,
        cells: cells.remove(row).unwrap_or_default(),
    }));
}

fn leaves_out_unknown_groups(mapping: &Mapping) -> bool {
    mapping.group.as_ref().and_then(|group| group.unknown) == Some(UnknownGroup::Exclude)
}

fn reference_code(resource: &str, target: &str) -> &'static str {
    match (resource, target) {
        ("groups", "lea_code") => "unknown-lea",
        ("groups", _) => "unknown-group",
        ("sessions", _) => "unknown-session",
        ("members", _) => "unknown-member",
        _ => "unknown-reference",
    }
}
