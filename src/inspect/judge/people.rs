//! Columns about people: what is personal, who a row is from, which group it is about, who agreed.

use super::super::draft::{Part, list, quoted};
use super::super::profile::{Profile, Seen};
use super::super::report::Role;
use super::{Judge, is_shared, says};
use crate::ingest::normal;
use crate::plan::Mapping;

/// Words of headers of keys by which people are told apart.
const KEYS: [&str; 12] = [
    "token",
    "respondent id",
    "participant id",
    "participant code",
    "unique id",
    "uniqueid",
    "pseudonym",
    "personal code",
    "pin",
    "member id",
    "respondent",
    "participant",
];
const NAMES: [&str; 7] = ["name", "your name", "full name", "head's name", "headteacher", "enw", "first name"];
/// Longest refusal that is an option of the form and no words of somebody's own.
const OPTION: usize = 30;
/// Words of headers of names that are nobody's.
const NOT_PEOPLE: [&str; 12] = [
    "school",
    "la",
    "authority",
    "region",
    "country",
    "site",
    "event",
    "field",
    "form",
    "meeting",
    "course",
    "establishment",
];
/// Words of headers of a group.
const GROUPS: [&str; 8] = ["group", "network", "hub", "cluster", "cohort", "collector id", "learning group", "grwp"];
/// Share of cells, in hundredths, that have to be groups of the programme.
const MOST: usize = 90;
const MANY: usize = 50;

impl Judge<'_> {
    /// Finds the columns about people.
    pub(super) fn people(&mut self) {
        self.personal_columns();
        if self.contract.field("group_id").is_some() {
            self.group();
        }
        if self.contract.field("respondent_id").is_some() {
            self.respondent();
            self.consent();
        }
    }

    fn personal_columns(&mut self) {
        for profile in self.free() {
            if self.personal.contains(&profile.place) {
                self.take(profile.place, Role::Personal, None, 1.0, "its header is that of a personal column");
            } else if profile.mostly(profile.addresses, 50) {
                self.take(profile.place, Role::Personal, None, 0.9, "its cells are e-mail addresses");
            } else if says(profile, &NAMES)
                && !says(profile, &GROUPS)
                && !says(profile, &NOT_PEOPLE)
                && profile.filled > 0
                && profile.distinct * 2 > profile.filled
            {
                self.take(
                    profile.place,
                    Role::Personal,
                    None,
                    0.8,
                    "its header speaks of names, and hardly two cells are alike",
                );
            }
        }
    }

    fn group(&mut self) {
        if self.table.header.find("group_id").is_some() {
            return;
        }
        let best = self
            .free()
            .into_iter()
            .map(|profile| (self.groups_in(profile), profile))
            .max_by_key(|(hits, profile)| (*hits, std::cmp::Reverse(profile.place)));
        match best {
            Some((hits, profile)) if hits > 0 && hits * 100 >= profile.filled * MANY => {
                self.group_column(profile, hits);
            }
            _ => self.ask_for_group(),
        }
    }

    /// How many cells are groups of the programme.
    fn groups_in(&self, profile: &Profile) -> usize {
        let values = profile.values.iter().flatten();
        values.filter(|(form, _)| self.known.groups.contains_key(*form)).map(|(_, seen)| seen.count).sum()
    }

    fn group_column(&mut self, profile: &Profile, hits: usize) {
        let filled = profile.filled;
        let confidence = if hits == filled {
            1.0
        } else if hits * 100 >= filled * MOST {
            0.9
        } else {
            0.75
        };
        let because = format!("{hits} of {filled} cells are ids or names of groups of the programme");
        self.draft.key(Part::Group, format!("column = {}", quoted(&profile.reference)), confidence, &because);
        self.take(profile.place, Role::Group, Some("group_id"), confidence, because);
        let (mut pairs, mut others) = (Vec::new(), Vec::new());
        for (form, seen) in profile.values.iter().flatten() {
            match self.known.groups.get(form) {
                Some(id) if *id == seen.text => {}
                Some(id) => pairs.push(format!("{} = {}", quoted(&seen.text), quoted(id))),
                None => others.push((form, seen)),
            }
        }
        if !pairs.is_empty() {
            self.draft.plain(Part::Group, format!("values = {{ {} }}", pairs.join(", ")));
        }
        if !others.is_empty() {
            let named: Vec<String> =
                others.iter().filter(|(_, seen)| is_shared(seen)).map(|(_, seen)| format!("`{}`", seen.text)).collect();
            let rows: usize = others.iter().map(|(_, seen)| seen.count).sum();
            let shown = if named.is_empty() { String::new() } else { format!(" ({})", named.join(", ")) };
            let text = format!(
                "{rows} rows name {} groups that the programme does not have{shown}. Which groups are meant? Rows of no group \
                 of the programme are set aside, or left out with the second line.",
                others.len()
            );
            let lines = vec![
                "values = { \"as the file writes it\" = \"id of the group\" }".to_owned(),
                "unknown = \"exclude\"".to_owned(),
            ];
            self.draft.ask(Part::Group, text, &["group.values", "group.unknown"], lines);
        }
    }

    fn ask_for_group(&mut self) {
        let required = self.contract.field("group_id").is_some_and(|field| field.required);
        let few = |profile: &&Profile| {
            profile.distinct >= 2 && profile.values.is_some() && !profile.is_unique() && !profile.is_prose()
        };
        let table = self.table;
        let by_name = table
            .columns
            .iter()
            .filter(few)
            .find(|profile| says(profile, &GROUPS) && matches!(self.role(profile.place), None | Some(Role::Tool)));
        if let Some(profile) = by_name {
            let because = format!(
                "its header speaks of groups, and its {} cells have {} values",
                profile.filled, profile.distinct
            );
            self.take(profile.place, Role::Group, Some("group_id"), 0.7, because);
            let values: Vec<String> = profile
                .values
                .iter()
                .flatten()
                .filter(|(_, seen)| is_shared(seen))
                .map(|(_, seen)| format!("{} = \"...\"", quoted(&seen.text)))
                .collect();
            let text = format!(
                "Does `{}` say which group a row is about? None of its values is a group of the evaluation; say which group each \
                 stands for.",
                profile.header
            );
            let lines = vec![
                format!("column = {}", quoted(&profile.reference)),
                format!("values = {{ {} }}", values.join(", ")),
            ];
            self.draft.ask(Part::Group, text, &["group.column", "group.values"], lines);
        } else if required {
            let text =
                "Which group is a row about? No column names one. If all rows are of one group, write its id here.";
            self.draft.ask(
                Part::Constants,
                text,
                &["group.column", "constants.group_id"],
                vec!["group_id = \"...\"".to_owned()],
            );
        }
    }

    fn respondent(&mut self) {
        if self.table.header.find("respondent_id").is_some() {
            return;
        }
        if let Some(key) = self.preset_key().filter(|key| key.filled > 0) {
            let because = format!("the tool's own key, in {} of {} rows", key.filled, self.table.records.len());
            self.take(key.place, Role::Respondent, Some("respondent_id"), 0.95, because.clone());
            self.draft
                .remark(Part::Respondent, format!("certain 0.95: `{}`, {because}; the preset names it", key.header));
            self.tell_repeats(key);
            return;
        }
        let by_name = self.free().into_iter().find(|profile| {
            let named = says(profile, &KEYS) || ["code", "id", "key"].contains(&normal(&profile.header).as_ref());
            named
                && !self.is_tool_column(profile.place)
                && profile.filled > 0
                && profile.distinct * 10 >= profile.filled * 4
                && !profile.is_dated()
        });
        if let Some(profile) = by_name {
            let because = format!(
                "its header speaks of a key, and its {} cells have {} values",
                profile.filled, profile.distinct
            );
            self.draft.key(Part::Respondent, format!("column = {}", quoted(&profile.reference)), 0.85, &because);
            self.take(profile.place, Role::Respondent, Some("respondent_id"), 0.85, because);
            self.tell_repeats(profile);
            return;
        }
        let addresses =
            self.table.columns.iter().find(|profile| {
                self.role(profile.place) == Some(Role::Personal) && profile.mostly(profile.addresses, 50)
            });
        if let Some(profile) = addresses {
            let text = format!(
                "Shall people be told apart by `{}`, to follow them from wave to wave? Each address is then replaced by a keyed \
                 hash as it is read. Without a key the answers are anonymous, and repeats are not found.",
                profile.header
            );
            let lines = vec![format!("column = {}", quoted(&profile.reference)), "personal = true".to_owned()];
            self.draft.ask(Part::Respondent, text, &["respondent.column"], lines);
        }
    }

    fn tell_repeats(&mut self, key: &Profile) {
        let repeats = key.filled.saturating_sub(key.distinct);
        if repeats > 0 {
            let text = format!(
                "Rows that repeat the key of another row: {repeats}. Which of a person's returns in one wave counts?{}",
                if self.has_waves { " Rows of different waves are no repeats." } else { "" }
            );
            let lines = ["last", "last_complete", "first", "set_aside"].map(|word| format!("repeats = \"{word}\""));
            self.draft.ask(Part::Respondent, text, &["respondent.repeats"], lines.to_vec());
        }
    }

    fn consent(&mut self) {
        let asks = |profile: &&Profile| {
            says(
                profile,
                &["consent", "agree to take part", "happy to take part", "take part in this survey", "cydsynio"],
            ) && !says(profile, &["quote", "quoted", "quotation"])
        };
        let Some(profile) = self.free().into_iter().find(asks) else { return };
        let is = |form: &str, words: &[&str]| {
            words.iter().any(|word| {
                form == *word || form.starts_with(&format!("{word},")) || form.starts_with(&format!("{word} "))
            })
        };
        let described = self.dictionary.columns.get(self.table.header.name(profile.place));
        let word = |text: &str| {
            let label = described.and_then(|described| described.values.iter().find(|(code, _)| code == text));
            normal(label.map_or(text, |(_, label)| label.as_str())).into_owned()
        };
        let values = || profile.values.iter().flatten().map(|(_, seen)| (word(&seen.text), seen));
        let no: Vec<&Seen> =
            values().filter(|(form, _)| is(form, &["no", "n", "nac ydw", "nage"])).map(|(_, seen)| seen).collect();
        let yes = values().filter(|(form, _)| is(form, &["yes", "y", "ydw", "ie", "i agree", "i consent"])).count();
        if yes + no.len() < profile.distinct || profile.filled == 0 {
            return;
        }
        let refusals: usize = no.iter().map(|seen| seen.count).sum();
        let because = format!("it asks for consent, and {refusals} of its cells say no");
        self.take(profile.place, Role::Consent, None, 0.85, because.clone());
        let part = Part::Exclude(self.draft.count(|part| matches!(part, Part::Exclude(_))));
        self.draft.key(part.clone(), format!("column = {}", quoted(&profile.reference)), 0.85, &because);
        let short = no.iter().filter(|seen| is_shared(seen) || seen.text.chars().count() <= OPTION);
        let mut no: Vec<String> = short.map(|seen| seen.text.clone()).collect();
        if no.is_empty() {
            no.push("No".to_owned());
        }
        self.draft.plain(part.clone(), format!("cells = {}", list(&no)));
        self.draft.plain(part, "reason = \"no consent\"");
    }

    /// Columns that the tool adds to every file.
    pub(super) fn tool_columns(&mut self) {
        let Some(preset) = self.preset else { return };
        let rules: &Mapping = &preset.mapping;
        let unfinished = rules.unfinished.iter().flat_map(|rule| rule.column.list()).map(String::as_str);
        let by_rule: Vec<&str> = rules.exclude.iter().map(|rule| rule.column.as_str()).chain(unfinished).collect();
        for profile in self.free() {
            let named = by_rule.iter().any(|name| normal(name) == normal(&profile.header));
            if named {
                self.take(
                    profile.place,
                    Role::Tool,
                    None,
                    1.0,
                    format!("{} says with it which returns count", preset.title),
                );
            } else if self.is_tool_column(profile.place) {
                self.take(profile.place, Role::Tool, None, 1.0, format!("{} adds it to every file", preset.title));
            }
        }
    }
}
