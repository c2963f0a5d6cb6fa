//! Where a plan's rows come from: its sources checked, and the mappings that stand in files of their own.

use super::load::Check;
use super::{Mapping, OneOrMore, Plan, Unfinished};
use crate::document::{self, Document};
use crate::finding::{Finding, Place};
use crate::vocabulary::CANONICAL_TABLES;
use std::collections::BTreeMap;
use std::path::Path;

/// Most rows of headers that a file can have.
const MOST_HEADER_ROWS: u32 = 3;

const NO_MAPPING: &str = "correct the path in the plan, or let `learnframe inspect` draft the mapping of a file";

/// The mapping files that a plan names, by path; what is wrong with their form is told.
pub(super) fn mapping_files(dir: &Path, plan: &Plan) -> (BTreeMap<String, Document<Mapping>>, Vec<Finding>) {
    let (mut documents, mut findings) = (BTreeMap::new(), Vec::new());
    for path in plan.source.iter().filter_map(|source| source.mapping_file.as_ref()) {
        if documents.contains_key(path) || !document::stays_inside(path) {
            continue;
        }
        match document::read_file::<Mapping>(dir, path, NO_MAPPING) {
            Ok(document) => drop(documents.insert(path.clone(), document)),
            Err(found) => {
                let new: Vec<Finding> = found.into_iter().filter(|finding| !findings.contains(finding)).collect();
                findings.extend(new);
            }
        }
    }
    (documents, findings)
}

/// Checks the sources and their mappings.
pub(super) fn check(check: &mut Check<'_>, files: &BTreeMap<String, Document<Mapping>>) {
    let document = check.document;
    let waves: Vec<&str> = document.value.wave.iter().map(|wave| wave.id.as_str()).collect();
    for (number, source) in document.value.source.iter().enumerate() {
        let path = format!("source[{number}]");
        if !CANONICAL_TABLES.contains(&source.table.as_str()) {
            let help = document::suggestion(&source.table, &CANONICAL_TABLES, "the tables are");
            let message = format!("there is no table `{}`", source.table);
            check.error("unknown-table", &format!("{path}.table"), message, help);
        }
        if let Some(wave) = source.wave.as_deref().filter(|wave| !waves.contains(wave)) {
            let help = document::suggestion(wave, &waves, "the waves are");
            check.error("unknown-wave", &format!("{path}.wave"), format!("there is no wave `{wave}`"), help);
        }
        if source.files.is_empty() {
            let message = format!("this source of `{}` names no file", source.table);
            check.error("no-files", &format!("{path}.files"), message, "list its files, or remove the source");
        }
        for (place, pattern) in source.files.iter().enumerate() {
            inside(check, &format!("{path}.files[{place}]"), pattern, "survey/*.csv");
        }
        let own = format!("{path}.mapping");
        let mut faults = Vec::new();
        if let Some(mapping) = &source.mapping {
            let place = |key: &str| document.place(&if key.is_empty() { own.clone() } else { format!("{own}.{key}") });
            faults.extend(Faults::of(mapping, &place, &waves));
        }
        if let Some(file) = &source.mapping_file {
            let key = format!("{path}.mapping_file");
            inside(check, &key, file, "mappings/survey.toml");
            if source.mapping.is_some() {
                let message = "the source has a mapping here and one in a file".to_owned();
                check.error("mapping-twice", &key, message, "keep one of the two");
            }
            if let Some(file) = files.get(file) {
                faults.extend(Faults::of(&file.value, &|key| file.place(key), &waves));
            }
        }
        check.extend(faults);
    }
}

fn inside(check: &mut Check<'_>, key: &str, path: &str, example: &str) {
    if !document::stays_inside(path) {
        let message = format!("`{path}` leads out of the evaluation's folder");
        let help = format!("copy the file into the folder and name it from there, as in `{example}`");
        check.error("path-outside", key, message, help);
    }
}

/// What is wrong with a mapping, as far as it can be said without its files.
struct Faults<'a> {
    mapping: &'a Mapping,
    place: &'a dyn Fn(&str) -> Place,
    found: Vec<Finding>,
}

impl<'a> Faults<'a> {
    fn of(mapping: &'a Mapping, place: &'a dyn Fn(&str) -> Place, waves: &[&str]) -> Vec<Finding> {
        let mut faults = Faults { mapping, place, found: Vec::new() };
        faults.draft();
        faults.form();
        faults.waves(waves);
        faults.scales();
        faults.items();
        faults.rules();
        faults.found
    }

    fn error(&mut self, code: &'static str, key: &str, message: impl Into<String>, help: impl Into<String>) {
        self.found.push(Finding::error(code, (self.place)(key), message, help));
    }

    fn draft(&mut self) {
        if self.mapping.confirmed == Some(false) {
            let message = "the mapping is a draft that nobody has confirmed";
            let help = "answer the questions in it, then write `confirmed = true`";
            self.error("mapping-not-confirmed", "confirmed", message, help);
        }
    }

    fn form(&mut self) {
        let file = &self.mapping.file;
        if file.header_rows.is_some_and(|rows| rows == 0 || rows > MOST_HEADER_ROWS) {
            let help = "count the rows that name the columns; rows above them are `skip_rows`";
            self.error("header-rows", "file.header_rows", "a table has from 1 to 3 rows of headers", help);
        }
        if let Some(delimiter) = file.delimiter.as_deref().filter(|text| delimiter_byte(text).is_none()) {
            let message = format!("`{delimiter}` is not a character that can stand between cells");
            self.error("delimiter", "file.delimiter", message, "write `,`, `;`, `|` or `tab`");
        }
        let paths = self.mapping.lookup.iter().map(|(name, lookup)| (format!("lookup.{name}.file"), &lookup.file));
        let paths = paths.chain(self.mapping.dictionary.iter().map(|file| ("dictionary".to_owned(), file)));
        for (key, path) in paths.collect::<Vec<_>>() {
            if !document::stays_inside(path) {
                let message = format!("`{path}` leads out of the evaluation's folder");
                self.error("path-outside", &key, message, "copy the file into the folder and name it from there");
            }
        }
    }

    fn waves(&mut self, waves: &[&str]) {
        let Some(rule) = &self.mapping.wave else { return };
        let named = [("values", &rule.values), ("prefixes", &rule.prefixes), ("sheets", &rule.sheets)];
        for (kind, (entry, wave)) in named.into_iter().flat_map(|(kind, map)| map.iter().map(move |pair| (kind, pair)))
        {
            if !waves.contains(&wave.as_str()) {
                let help = document::suggestion(wave, waves, "the waves are");
                self.error("unknown-wave", &format!("wave.{kind}.{entry}"), format!("there is no wave `{wave}`"), help);
            }
        }
        let ways = [rule.column.is_some(), !rule.prefixes.is_empty(), !rule.sheets.is_empty()];
        if ways.into_iter().filter(|way| *way).count() != 1 {
            let help =
                "keep one of `column`, `prefixes` and `sheets`; for files of one wave write `wave` in the source";
            self.error("wave-rule", "wave", "a row's wave has to be found in exactly one way", help);
        }
    }

    fn scales(&mut self) {
        for (name, scale) in &self.mapping.scale {
            let points = scale.labels.len();
            let places =
                scale.codes.iter().filter(|(_, place)| **place == 0 || points > 0 && usize::from(**place) > points);
            for (code, place) in places {
                let message = format!("the code `{code}` stands for place {place} of a scale with {points} answers");
                let help = "number the answers from 1, the lowest, in the order of the labels";
                self.error("code-place", &format!("scale.{name}.codes.{code}"), message, help);
            }
            if scale.labels.is_empty() && scale.codes.is_empty() {
                let help = "list `labels` from the lowest answer to the highest, or give `codes` their places";
                self.error("scale-empty", &format!("scale.{name}"), "the scale has no answers", help);
            }
        }
    }

    fn items(&mut self) {
        let scales: Vec<&str> = self.mapping.scale.keys().map(String::as_str).collect();
        let mut seen = BTreeMap::new();
        for (number, item) in self.mapping.item.iter().enumerate() {
            if let Some(name) = item.scale.as_deref().filter(|name| !scales.contains(name)) {
                let help = document::suggestion(name, &scales, "the mapping's scales are");
                let key = format!("item[{number}].scale");
                self.error("unknown-scale", &key, format!("the mapping has no scale `{name}`"), help);
            }
            let first = *seen.entry(item.key.as_str()).or_insert(number);
            if first != number || self.mapping.columns.contains_key(&item.key) {
                let message = format!("the item `{}` is mapped twice", item.key);
                let help = "keep one; several columns of which the first filled one counts are a list under `column`";
                self.error("item-twice", &format!("item[{number}].key"), message, help);
            }
        }
    }

    fn rules(&mut self) {
        let both = |Unfinished { cells, unless, .. }: &Unfinished| cells.is_empty() == unless.is_empty();
        if self.mapping.unfinished.as_ref().is_some_and(both) {
            let help = "list the cells of unfinished returns under `cells`, or those of finished ones under `unless`";
            self.error("rule-unclear", "unfinished", "it is not said which returns are unfinished", help);
        }
        for (number, rule) in self.mapping.exclude.iter().enumerate() {
            if !rule.cells.is_empty() && !rule.unless.is_empty() {
                let help = "keep one of `cells` and `unless`";
                self.error(
                    "rule-unclear",
                    &format!("exclude[{number}]"),
                    "the rule says both which cells leave a row out and which keep it in",
                    help,
                );
            }
        }
        for (number, multi) in self.mapping.multi.iter().enumerate() {
            let columns = multi.columns.as_ref().is_some_and(|columns: &OneOrMore| !columns.list().is_empty());
            if columns == multi.column.is_some() || multi.column.is_some() != multi.separator.is_some() {
                let help = "write `columns` with a column for each option, or `column` and `separator`";
                self.error("rule-unclear", &format!("multi[{number}]"), "it is not said where the answers stand", help);
            }
        }
    }
}

/// The byte that a plan's word for a delimiter stands for.
#[must_use]
pub fn delimiter_byte(text: &str) -> Option<u8> {
    match text {
        "tab" | "\t" => Some(b'\t'),
        "," | ";" | "|" => text.bytes().next(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(mapping: &str) -> Vec<String> {
        let document = document::read::<Mapping>(mapping, "m.toml").unwrap();
        let found = Faults::of(&document.value, &|key| document.place(key), &["w1"]);
        found.iter().map(|finding| format!("{} {}", finding.place.row.unwrap_or_default(), finding.code)).collect()
    }

    #[test]
    fn a_sound_mapping_has_no_faults() {
        let sound = "tool = 'qualtrics'\n[file]\nheader_rows = 3\ndelimiter = 'tab'\n[wave]\ncolumn = 'w'\n\
                     [scale.a]\nlabels = ['no', 'yes']\ncodes = { x = 1 }\n[[item]]\nkey = 'ms01'\ncolumn = ['a', 'b']\nscale = 'a'\n";
        assert_eq!(told(sound), Vec::<String>::new());
    }

    #[test]
    fn everything_that_makes_no_sense_is_said_with_its_line() {
        let wrong = "confirmed = false\n[file]\nheader_rows = 4\ndelimiter = 'x'\n[wave]\ncolumn = 'w'\nvalues = { a = 'w2' }\n\
                     prefixes = { b = 'w1' }\n[scale.a]\nlabels = ['no', 'yes']\ncodes = { x = 3 }\n[scale.b]\n\
                     [[item]]\nkey = 'ms01'\ncolumn = 'a'\nscale = 'c'\n[[item]]\nkey = 'ms01'\ncolumn = 'b'\n\
                     [[multi]]\nkey = 'm'\ncolumn = 'q'\n[unfinished]\ncolumn = 's'\n[lookup.group_id]\nfile = '../x.csv'\nfrom = 'a'\nto = 'b'\n";
        let expected = [
            "1 mapping-not-confirmed",
            "3 header-rows",
            "4 delimiter",
            "26 path-outside",
            "7 unknown-wave",
            "5 wave-rule",
            "11 code-place",
            "12 scale-empty",
            "16 unknown-scale",
            "18 item-twice",
            "23 rule-unclear",
            "20 rule-unclear",
        ];
        let mut found = told(wrong);
        let mut expected = expected.map(str::to_owned).to_vec();
        found.sort();
        expected.sort();
        assert_eq!(found, expected);
    }
}
