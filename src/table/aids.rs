//! What a source's mapping needs beside the file itself: its tool's preset, the files it looks cells up in,
//! a data dictionary, the key for pseudonyms. Read once a source.

use crate::finding::{Finding, Place};
use crate::ingest::{
    Body, BodyForm, Described, Dictionary, Limits, Opening, Preset, PseudonymKey, normal, open, preset, read_bytes,
    read_within, tidy, wildcard,
};
use crate::plan::{Lookup, OneOrMore, PLAN_FILE, Plan, Source, TableEnd};
use crate::vocabulary::{InputFile, InputKey};
use csv::StringRecord;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::path::Path;

/// Bytes of a key that are used; a key has 32.
const LONGEST_KEY: u64 = 1 << 20;

/// What reading a source's files needs beside them.
pub(super) struct Aids {
    pub preset: Option<&'static Preset>,
    /// Canonical column to normal form of a cell to its value.
    pub lookups: BTreeMap<String, BTreeMap<String, String>>,
    pub dictionary: Dictionary,
    pub limits: Limits,
    pub inputs: Vec<InputFile>,
    keys: Keys,
}

/// The keys of a plan.
#[derive(Clone, Default)]
pub(super) struct Keys {
    /// Of pseudonyms: the key file's, or else one made of the plan.
    pub pseudonym: Option<PseudonymKey>,
    /// Of digests that circulate: none without a key file, for what is made of the plan is no secret.
    pub input: Option<InputKey>,
}

impl Keys {
    /// What is known of a file's content.
    pub fn input_file(&self, path: &str, bytes: &[u8]) -> InputFile {
        InputFile::of(path, bytes).with_key(self.input.as_ref(), bytes)
    }
}

/// The limits that a plan sets.
pub(super) fn limits(plan: &Plan) -> Limits {
    Limits::up_to(plan.limits.megabytes.saturating_mul(1 << 20))
}

impl Aids {
    /// Reads the aids of a source.
    pub fn of(dir: &Path, plan: &Plan, source: &Source, keys: &Keys, findings: &mut Vec<Finding>) -> Self {
        let mut aids = Aids {
            keys: keys.clone(),
            preset: None,
            lookups: BTreeMap::new(),
            dictionary: Dictionary::default(),
            limits: limits(plan),
            inputs: Vec::new(),
        };
        let Some(mapping) = &source.mapping else { return aids };
        let file = source.mapping_file.as_deref().unwrap_or(PLAN_FILE);
        if let Some(tool) = &mapping.tool {
            match preset(tool, Place::file(file).at_column("tool")) {
                Ok(preset) => aids.preset = Some(preset),
                Err(finding) => findings.push(*finding),
            }
        }
        for (column, lookup) in &mapping.lookup {
            if let Some(pairs) = aids.lookup(dir, lookup, findings) {
                aids.lookups.insert(column.clone(), pairs);
            }
        }
        if let Some(file) = &mapping.dictionary {
            aids.read_dictionary(dir, file, findings);
        }
        aids
    }

    /// The cells of one column of a file by those of another.
    fn lookup(&mut self, dir: &Path, lookup: &Lookup, findings: &mut Vec<Finding>) -> Option<BTreeMap<String, String>> {
        let only = lookup.only.keys().map(String::as_str);
        let columns: Vec<&str> = [lookup.from.as_str(), lookup.to.as_str()].into_iter().chain(only).collect();
        let rows = self.rows(dir, &lookup.file, &columns, findings)?;
        let counts = |cells: &[String]| {
            let fits = |(cell, allowed): (&String, &OneOrMore)| {
                allowed.list().iter().any(|pattern| wildcard(pattern, cell).is_some())
            };
            cells.iter().zip(lookup.only.values()).all(fits)
        };
        let mut pairs = BTreeMap::new();
        for (row, cells) in rows {
            let [from, to, conditions @ ..] = cells.as_slice() else { continue };
            if !counts(conditions) {
                continue;
            }
            let (key, value) = (normal(from).into_owned(), tidy(to).to_owned());
            if key.is_empty() || value.is_empty() {
                continue;
            }
            if pairs.get(&key).is_some_and(|known| *known != value) {
                let message = "the same entry stands above with another value; the first is used";
                let place = Place::file(&lookup.file).at_row(row).at_column(&lookup.from);
                findings.push(Finding::warning("lookup-twice", place, message, "delete one of the two"));
                continue;
            }
            pairs.insert(key, value);
        }
        Some(pairs)
    }

    /// Takes the labels of codes from a REDCap data dictionary: `1, Strongly disagree | 2, Disagree`.
    fn read_dictionary(&mut self, dir: &Path, file: &str, findings: &mut Vec<Finding>) {
        const NAME: &str = "Variable / Field Name";
        const LABEL: &str = "Field Label";
        const CHOICES: &str = "Choices, Calculations, OR Slider Labels";
        let Some(rows) = self.rows(dir, file, &[NAME, LABEL, CHOICES], findings) else { return };
        for (_, cells) in rows {
            let [name, label, choices] = cells.as_slice() else { continue };
            let values = choices.split('|').filter_map(|choice| choice.split_once(','));
            let values = values.map(|(code, label)| (tidy(code).to_owned(), tidy(label).to_owned())).collect();
            let label = Some(tidy(label).to_owned()).filter(|label| !label.is_empty());
            self.dictionary.columns.insert(tidy(name).to_owned(), Described { label, values, missing: Vec::new() });
        }
    }

    /// The cells of some columns of a file, row by row.
    fn rows(
        &mut self,
        dir: &Path,
        file: &str,
        columns: &[&str],
        findings: &mut Vec<Finding>,
    ) -> Option<Vec<(u64, Vec<String>)>> {
        let bytes = match read_within(dir, file, &self.limits) {
            Ok(bytes) => bytes,
            Err(finding) => {
                findings.push(*finding);
                return None;
            }
        };
        self.inputs.push(self.keys.input_file(file, &bytes));
        let opened = open(bytes, file, &Opening { limits: self.limits, ..Opening::default() });
        findings.extend(opened.findings);
        let sheet = opened.sheets.into_iter().find(|sheet| !sheet.hidden)?;
        let mut body = Body::open(&sheet, BodyForm { skip_rows: 0, header_rows: 1, end: TableEnd::File })?;
        let places: Vec<Option<usize>> = columns.iter().map(|column| body.header.find(column)).collect();
        for (column, _) in columns.iter().zip(&places).filter(|(_, place)| place.is_none()) {
            let help = "correct its name in the mapping, or add the column";
            let message = "the file that the mapping names has no such column, or has it twice";
            findings.push(Finding::error("missing-column", Place::file(file).at_column(*column), message, help));
        }
        let places: Vec<usize> = places.into_iter().collect::<Option<_>>()?;
        let (mut cells, mut rows) = (StringRecord::new(), Vec::new());
        while let Some((head, _)) = body.read(&mut cells) {
            let picked = places.iter().map(|place| cells.get(*place).unwrap_or_default().to_owned());
            rows.push((head.number, picked.collect()));
        }
        Some(rows)
    }
}

/// The keys of a plan: of the content of its key file, or else, for pseudonyms alone, of a hash of the plan, which
/// keeps one person one pseudonym and no more. A plan that names a file which is not there stops the run.
pub(super) fn keys(dir: &Path, plan: &Plan, findings: &mut Vec<Finding>) -> Keys {
    let bytes = key_bytes(dir, plan, findings);
    let own = bytes.as_ref().filter(|_| plan.privacy.key_file.is_some());
    let input = own.and_then(|key| InputKey::new(key));
    Keys { pseudonym: bytes.and_then(|key| PseudonymKey::new(&key).ok()), input }
}

fn key_bytes(dir: &Path, plan: &Plan, findings: &mut Vec<Finding>) -> Option<Vec<u8>> {
    let place = || Place::file(PLAN_FILE).at_column("privacy.key_file");
    match &plan.privacy.key_file {
        None => Some(Sha256::digest(read_bytes(dir, PLAN_FILE, LONGEST_KEY).unwrap_or_default()).to_vec()),
        Some(file) => match read_bytes(dir, file, LONGEST_KEY) {
            Ok(bytes) if bytes.len() >= 16 => Some(bytes),
            Ok(_) => {
                let help = "put 32 random bytes into it, for example with `head -c 32 /dev/urandom`";
                findings.push(Finding::error("key-too-short", place(), "the key has fewer than 16 bytes", help));
                None
            }
            Err(_) => {
                let help = "put the key there, or correct the path; without it people have other pseudonyms";
                findings.push(Finding::error("key-not-found", place(), "the key file cannot be read", help));
                None
            }
        },
    }
}

/// What is told where names become pseudonyms and the plan has no key.
pub(super) fn no_key() -> Finding {
    let message = "names or addresses became pseudonyms with a key made of the plan, which anybody who has the plan can \
                   make too";
    let help =
        "put 32 random bytes into a file outside this folder and name it: [privacy] key_file = \"../learnframe.key\"";
    Finding::warning("no-pseudonym-key", Place::file(PLAN_FILE).at_column("privacy.key_file"), message, help)
}
