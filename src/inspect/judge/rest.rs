//! What is left: answers in people's own words, empty and constant columns, columns that a spreadsheet
//! seems to have damaged.

use super::super::draft::{Part, quoted};
use super::super::profile::Profile;
use super::super::report::Role;
use super::Judge;
use super::items::some_headers;
use crate::contract::FieldType;

impl Judge<'_> {
    /// Says of every column that is left what it looks like.
    pub(super) fn rest(&mut self) {
        let mut open = Vec::new();
        for profile in self.free() {
            let (role, confidence, because) = described(profile);
            if role == Role::OpenAnswer {
                open.push(profile);
            }
            self.take(profile.place, role, None, confidence, because);
        }
        self.decimal();
        self.ask_about_open_answers(&open);
    }

    fn ask_about_open_answers(&mut self, open: &[&Profile]) {
        let is_open = |name: &str| name.len() == 2 && name.starts_with('o');
        let free_text = |kind: &FieldType| matches!(kind, FieldType::Text { categories, .. } if categories.is_empty());
        let fields: Vec<&str> = self
            .contract
            .fields
            .iter()
            .filter(|field| free_text(&field.kind) && is_open(&field.name))
            .map(|field| field.name.as_str())
            .collect();
        if open.is_empty() || fields.is_empty() {
            return;
        }
        let headers: Vec<String> = open.iter().map(|profile| profile.called()).collect();
        let text = format!(
            "Answers in people's own words stand in {}. Which of the framework's open questions ({}) are they? Nothing is read \
             of those that are not named.",
            some_headers(&headers),
            fields.join(", ")
        );
        let keys: Vec<String> = fields.iter().map(|field| format!("columns.{field}")).collect();
        let lines = fields.iter().zip(open).map(|(field, profile)| format!("{field} = {}", quoted(&profile.reference)));
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        self.draft.ask(Part::Columns, text, &keys, lines.collect());
    }

    fn decimal(&mut self) {
        let (mut commas, mut points) = (0, 0);
        for profile in self.table.columns.iter().filter(|profile| profile.mostly(profile.numbers, 80)) {
            commas += profile.comma_numbers;
            points += profile.point_numbers;
        }
        if commas > 0 && points == 0 {
            let because = format!("{commas} numbers have a comma before their part, none has a point");
            self.draft.key(Part::Top, "decimal = \"comma\"", 0.9, &because);
        }
    }

    /// Asks about columns that a spreadsheet seems to have changed.
    pub(super) fn damage(&mut self) {
        let table = self.table;
        let days: Vec<String> = table
            .columns
            .iter()
            .filter(|profile| profile.day_months > 0 && !profile.is_dated())
            .map(|profile| profile.header.clone())
            .collect();
        if !days.is_empty() {
            let text = format!(
                "Cells such as `02-Jan` stand in {}. Was `1-2` or the like changed into a day by a spreadsheet? Then export the \
                 file again and do not open it in one; learnframe does not turn days back into answers.",
                some_headers(&days)
            );
            self.draft.ask(Part::Top, text, &[], Vec::new());
        }
        let ids: Vec<String> = table
            .columns
            .iter()
            .filter(|profile| profile.shortened > 0 && profile.mostly(profile.numbers, 80))
            .map(|profile| profile.header.clone())
            .collect();
        if !ids.is_empty() {
            let text = format!(
                "Numbers such as `1.18E+11` stand in {}: a spreadsheet shortened long ids, and several people may have the same \
                 now. Can the file be exported again?",
                some_headers(&ids)
            );
            self.draft.ask(Part::Top, text, &[], Vec::new());
        }
    }
}

/// What a column looks like that nothing asked for.
fn described(profile: &Profile) -> (Role, f64, String) {
    let (filled, distinct) = (profile.filled, profile.distinct);
    match () {
        () if filled == 0 => (Role::Empty, 1.0, "no cell holds anything".to_owned()),
        () if distinct == 1 && filled >= 3 => (Role::Constant, 0.9, format!("the same in all {filled} cells")),
        () if profile.is_prose() => {
            (Role::OpenAnswer, 0.7, format!("{} of {filled} cells are long, hardly two alike", profile.long))
        }
        () if profile.is_dated() => (Role::Date, 0.7, format!("{} of {filled} cells are days", profile.days)),
        () if profile.mostly(profile.numbers, 80) => {
            (Role::Other, 0.0, format!("{filled} cells, numbers, {distinct} values"))
        }
        () => (Role::Other, 0.0, format!("{filled} cells, {distinct} values")),
    }
}
