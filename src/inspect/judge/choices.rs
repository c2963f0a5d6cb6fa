//! Questions with several answers: a column for each option, or one cell with all of them.

use super::super::draft::{Part, quoted};
use super::super::profile::Profile;
use super::super::report::Role;
use super::Judge;
use crate::ingest::{normal, tidy};
use std::collections::{BTreeMap, BTreeSet};

/// Cells of an option that was or was not chosen, beside the option's own text.
const TICKS: [&str; 13] =
    ["1", "0", "y", "n", "yes", "no", "x", "true", "false", "checked", "unchecked", "selected", "not selected"];
/// What may stand between a question and its option in a header, with what closes it.
const MARKS: [(&str, &str); 5] = [("[", "]"), (" > ", ""), ("___", ""), ("/", ""), ("_", "")];
/// Share of the pieces of joined cells, in hundredths, that have to come again.
const REPEATED: usize = 80;

impl Judge<'_> {
    /// Finds questions with several answers.
    pub(super) fn choices(&mut self) {
        self.option_columns();
        self.joined_cells();
    }

    fn option_columns(&mut self) {
        let mut groups: BTreeMap<(usize, String), Vec<&Profile>> = BTreeMap::new();
        for profile in self.free() {
            let split = MARKS.iter().enumerate().find_map(|(number, (mark, _))| {
                let (question, option) = profile.reference.rsplit_once(mark)?;
                (!question.is_empty() && !option.is_empty()).then(|| (number, question.to_owned()))
            });
            if let Some(key) = split.filter(|_| is_option(profile)) {
                groups.entry(key).or_default().push(profile);
            }
        }
        for ((mark, question), columns) in groups {
            let Some((open, close)) = MARKS.get(mark) else { continue };
            if columns.len() < 2 || columns.iter().all(|profile| profile.filled == 0) {
                continue;
            }
            let pattern = format!("{question}{open}*{close}");
            let meant: BTreeSet<usize> =
                self.table.header.matching(&pattern).into_iter().map(|(place, _)| place).collect();
            let own: BTreeSet<usize> = columns.iter().map(|profile| profile.place).collect();
            let because = format!("{} columns under one question hold ticks or their own option's text", columns.len());
            let line = if meant == own {
                format!("columns = {}", quoted(&pattern))
            } else {
                let names: Vec<String> = columns.iter().map(|profile| profile.reference.clone()).collect();
                format!("columns = {}", super::super::draft::list(&names))
            };
            let key = self.multi(&question, 0.8, &because, vec![line]);
            for profile in columns {
                self.take(profile.place, Role::Choice, Some(&key), 0.8, because.clone());
            }
        }
    }

    fn joined_cells(&mut self) {
        for profile in
            self.free().into_iter().filter(|profile| profile.filled >= 3 && !profile.mostly(profile.numbers, 50))
        {
            let cells: Vec<&str> = self
                .table
                .records
                .iter()
                .filter_map(|(_, cells)| cells.get(profile.place))
                .map(tidy)
                .filter(|cell| !cell.is_empty())
                .collect();
            let trailing = cells.iter().all(|cell| cell.ends_with(';'));
            let found = [(";", 0.85), (", ", 0.6)].into_iter().find(|(separator, _)| are_options(&cells, separator));
            let Some((separator, confidence)) = found else { continue };
            let because = match (separator, trailing) {
                (";", true) => "every cell ends in a semicolon, and its parts come again and again".to_owned(),
                _ => format!("the parts between `{}` come again and again", separator.trim_end()),
            };
            let lines =
                vec![format!("column = {}", quoted(&profile.reference)), format!("separator = {}", quoted(separator))];
            if confidence < super::super::sure::LIKELY {
                let text = format!(
                    "Is `{}` a question with several answers? Its parts between commas come again and again; if an option has a \
                     comma of its own, list the options: options = {{ \"as in the file\" = \"short name\" }}.",
                    profile.header
                );
                let part = self.multi_part();
                let key = key_of(&profile.header, part_number(&part));
                let lines = std::iter::once(format!("key = {}", quoted(&key))).chain(lines).collect();
                self.draft.ask(part, text, &["[[multi]]"], lines);
                self.take(profile.place, Role::Choice, Some(&key), confidence, because);
            } else {
                let key = self.multi(&profile.header, confidence, &because, lines);
                self.take(profile.place, Role::Choice, Some(&key), confidence, because);
            }
        }
    }

    fn multi_part(&self) -> Part {
        Part::Multi(self.draft.count(|part| matches!(part, Part::Multi(_))))
    }

    fn multi(&mut self, question: &str, confidence: f64, because: &str, lines: Vec<String>) -> String {
        let part = self.multi_part();
        let key = key_of(question, part_number(&part));
        self.draft.key(part.clone(), format!("key = {}", quoted(&key)), confidence, because);
        for line in lines {
            self.draft.plain(part.clone(), line);
        }
        key
    }
}

fn part_number(part: &Part) -> usize {
    if let Part::Multi(number) = part { number + 1 } else { 1 }
}

/// A name of a question's own: its header if that is short, else a number.
fn key_of(question: &str, number: usize) -> String {
    let slug: String = normal(question)
        .chars()
        .map(|character| if character.is_ascii_alphanumeric() { character } else { '_' })
        .collect();
    let slug = slug.trim_matches('_').to_owned();
    if slug.is_empty() || slug.len() > 24 { format!("choices_{number}") } else { format!("choices_{slug}") }
}

/// Whether the cells of a column can be ticks, or the option's own text.
fn is_option(profile: &Profile) -> bool {
    let Some(values) = &profile.values else { return false };
    let own = |form: &str| profile.texts.iter().any(|text| normal(text).ends_with(form));
    values.len() <= 2 && values.keys().all(|form| TICKS.contains(&form.as_str()) || own(form))
}

/// Whether cells are lists of a few options.
fn are_options(cells: &[&str], separator: &str) -> bool {
    let several = cells.iter().filter(|cell| cell.trim_end_matches(separator).contains(separator)).count();
    let mut pieces: BTreeMap<String, usize> = BTreeMap::new();
    for piece in cells.iter().flat_map(|cell| cell.split(separator)).filter(|piece| !tidy(piece).is_empty()) {
        *pieces.entry(normal(piece).into_owned()).or_default() += 1;
    }
    let all: usize = pieces.values().sum();
    let again: usize = pieces.values().filter(|count| **count > 1).sum();
    several * 4 >= cells.len() && pieces.len() >= 2 && pieces.len() <= 40 && again * 100 >= all * REPEATED
}
