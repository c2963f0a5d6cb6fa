//! What each column of a survey is. The surest signs go first; a column that one of them has taken is left
//! alone by the others.

mod attendance;
mod choices;
mod codebook;
mod fields;
mod items;
mod people;
mod rest;
mod time;

use super::draft::{Draft, Part, list};
use super::known::Known;
use super::profile::{Profile, Seen, Table};
use super::report::{ColumnReport, Role};
use super::sure::Sureness;
use crate::contract::TableContract;
use crate::ingest::{Dictionary, Preset};
use crate::plan::OneOrMore;
use std::collections::BTreeSet;

/// Most different values of a column of which any may be named in a draft.
const FEW_VALUES: usize = 12;
/// Fewest rows in which a value stands that may be named.
const SHARED_BY: usize = 3;
/// Most columns that are listed as not needed; of more nobody reads the list.
const MOST_IGNORED: usize = 100;
/// Longest value that is named.
const LABEL_LENGTH: usize = 60;

/// What a column was taken for.
#[derive(Debug, Clone)]
pub(super) struct Judged {
    role: Role,
    to: Option<String>,
    confidence: f64,
    because: String,
}

/// The columns of one table being judged.
pub(super) struct Judge<'a> {
    pub known: &'a Known<'a>,
    pub table: &'a Table,
    pub contract: &'static TableContract,
    pub preset: Option<&'static Preset>,
    pub dictionary: &'a Dictionary,
    /// Columns about persons, by header.
    pub personal: BTreeSet<usize>,
    pub draft: Draft,
    /// The wave that the source should give, where the dates show it.
    pub wave: Option<String>,
    /// Whether the file has its rows' waves side by side or in a column.
    pub has_waves: bool,
    taken: Vec<Option<Judged>>,
    /// Columns that the tool's preset knows and does not need.
    tools: BTreeSet<usize>,
    /// The order of the file's days, once it is decided.
    order: Option<crate::plan::DateOrder>,
}

impl<'a> Judge<'a> {
    pub fn new(
        known: &'a Known<'a>,
        table: &'a Table,
        contract: &'static TableContract,
        preset: Option<&'static Preset>,
        dictionary: &'a Dictionary,
        personal: BTreeSet<usize>,
    ) -> Self {
        let taken = vec![None; table.columns.len()];
        let ignored = preset.into_iter().flat_map(|preset| &preset.mapping.ignore).filter(|name| *name != "*");
        let tools = ignored.flat_map(|name| table.header.matching(name)).map(|(place, _)| place).collect();
        Judge {
            known,
            table,
            contract,
            preset,
            dictionary,
            personal,
            draft: Draft::default(),
            wave: None,
            has_waves: false,
            taken,
            tools,
            order: None,
        }
    }

    /// Judges every column; `days` are all days of the file as they are written, in columns of days.
    pub fn all(&mut self, days: &BTreeSet<String>) {
        self.find_order(days);
        if self.contract.name == "responses" {
            self.items();
            self.fields();
            self.people();
            self.tool_columns();
            self.choices();
            self.wave();
            self.unknown_answers();
        } else {
            self.fields();
            self.people();
            self.tool_columns();
            self.wave();
        }
        self.rest();
        self.damage();
        self.required();
    }

    /// What every column was taken for.
    pub fn columns(&self) -> Vec<ColumnReport> {
        let report = |(profile, judged): (&Profile, &Option<Judged>)| {
            let unknown = Judged { role: Role::Other, to: None, confidence: 0.0, because: String::new() };
            let judged = judged.clone().unwrap_or(unknown);
            ColumnReport {
                letter: profile.letter(),
                header: profile.header.clone(),
                question: profile.question.clone(),
                role: judged.role,
                to: judged.to,
                confidence: judged.confidence,
                sureness: Sureness::of(judged.confidence),
                because: judged.because,
            }
        };
        self.table.columns.iter().zip(&self.taken).map(report).collect()
    }

    /// Takes a column for what the way of reading the file makes of it.
    pub fn settle(&mut self, place: usize, role: Role, to: &str, because: &str) {
        self.take(place, role, Some(to), 1.0, because);
    }

    /// The columns that nothing has taken yet.
    fn free(&self) -> Vec<&'a Profile> {
        let table = self.table;
        table.columns.iter().filter(|profile| self.is_free(profile.place)).collect()
    }

    fn is_free(&self, place: usize) -> bool {
        self.taken.get(place).is_some_and(Option::is_none)
    }

    fn take(&mut self, place: usize, role: Role, to: Option<&str>, confidence: f64, because: impl Into<String>) {
        if let Some(slot) = self.taken.get_mut(place) {
            *slot = Some(Judged { role, to: to.map(str::to_owned), confidence, because: because.into() });
        }
    }

    fn role(&self, place: usize) -> Option<Role> {
        self.taken.get(place)?.as_ref().map(|judged| judged.role)
    }

    /// Whether the tool's preset knows the column.
    fn is_tool_column(&self, place: usize) -> bool {
        self.tools.contains(&place)
    }

    /// The column that the preset takes for the respondent's key.
    fn preset_key(&self) -> Option<&'a Profile> {
        let key = self.preset?.mapping.respondent.as_ref()?.column.as_ref()?;
        let (OneOrMore::One(name), table) = (key, self.table) else { return None };
        table.columns.get(table.header.find(name)?)
    }

    /// Columns that the mapping has to call personal, and what it leaves out.
    pub fn closing_lists(&mut self) {
        let personal: Vec<String> = self.named_as(Role::Personal, &self.personal);
        let nothing = BTreeSet::new();
        let ignore: Vec<String> =
            [Role::Constant, Role::Empty].into_iter().flat_map(|role| self.named_as(role, &nothing)).collect();
        if !personal.is_empty() {
            let because = "their cells look like addresses, names or places";
            self.draft.key(Part::Top, format!("personal = {}", list(&personal)), 0.8, because);
        }
        let everything = self.preset.is_some_and(|preset| preset.mapping.ignore.iter().any(|name| name == "*"));
        if (1..=MOST_IGNORED).contains(&ignore.len()) && !everything {
            self.draft.key(
                Part::Top,
                format!("ignore = {}", list(&ignore)),
                0.9,
                "nothing in them, or the same in every row",
            );
        }
    }

    /// The columns of a role, but for those that are known anyway.
    fn named_as(&self, role: Role, known: &BTreeSet<usize>) -> Vec<String> {
        let columns = self.table.columns.iter().filter(|column| self.role(column.place) == Some(role));
        let wanted = columns.filter(|column| !column.header.is_empty() && !known.contains(&column.place));
        wanted.map(|column| column.reference.clone()).collect()
    }
}

/// Whether a value of a column may be named in a draft: one of few, shared by several rows, and short.
pub(super) fn may_be_named(profile: &Profile, form: &str) -> bool {
    let values = profile.values.as_ref().filter(|values| values.len() <= FEW_VALUES);
    values.and_then(|values| values.get(form)).is_some_and(is_shared)
}

/// Whether a value of a column of groups, events or marks may be named, of which there may be many: one that
/// is shared by several rows, and short.
fn is_shared(seen: &Seen) -> bool {
    seen.count >= SHARED_BY && seen.text.chars().count() <= LABEL_LENGTH
}

/// Whether any of these words stands in a header.
fn says(profile: &Profile, words: &[&str]) -> bool {
    words.iter().any(|word| profile.spoken.contains(&format!(" {word} ")))
}
