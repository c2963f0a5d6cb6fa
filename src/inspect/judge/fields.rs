//! Columns that carry the name of a canonical column.

use super::super::draft::{Part, quoted};
use super::super::profile::{Profile, one_line};
use super::super::report::Role;
use super::Judge;
use crate::contract::Field;
use crate::ingest::normal;

/// Headers of published files that stand for a canonical column, where the cells are whole numbers of so many
/// digits: a response's number is called URN too.
const OTHER_NAMES: [(&str, &str, usize); 3] =
    [("urn", "school_id", 6), ("school_urn", "school_id", 6), ("lea", "lea_code", 3)];

impl Judge<'_> {
    /// Takes columns whose header is the name or the title of a canonical column.
    pub(super) fn fields(&mut self) {
        for profile in self.free() {
            let form = normal(&profile.header).replace([' ', '-'], "_");
            let other = OTHER_NAMES.iter().find(|(name, _, digits)| *name == form && is_number_of(profile, *digits));
            let other = other.map(|(_, field, _)| *field);
            let own =
                |field: &&Field| field.name == form || named(field, profile) || other == Some(field.name.as_str());
            let Some(field) = self.contract.fields.iter().find(own) else { continue };
            let exact = normal(&profile.header) == field.name;
            if !exact && self.is_tool_column(profile.place) {
                continue;
            }
            let (confidence, because) = match exact {
                true => (1.0, "the header is the canonical column's name"),
                false if other.is_some() => (0.9, "what published files call it, over numbers of its length"),
                false => (0.9, "the header is the canonical column's name in other signs"),
            };
            if !exact {
                let line = format!("{} = {}", field.name, quoted(&profile.reference));
                self.draft.key(Part::Columns, line, confidence, because);
            }
            let role = match field.name.as_str() {
                "respondent_id" | "member_id" => Role::Respondent,
                "group_id" => Role::Group,
                "wave" | "time_point" => Role::Wave,
                "submitted_on" | "date" => Role::Date,
                _ => Role::Field,
            };
            self.take(profile.place, role, Some(&field.name), confidence, because);
        }
    }

    /// Asks for canonical columns without which no row is of use.
    pub(super) fn required(&mut self) {
        let table = self.contract.name.as_str();
        let found: Vec<String> = self.columns().into_iter().filter_map(|column| column.to).collect();
        let outcomes = table == "attainment" && !found.iter().any(|name| name == "mean" || name == "score");
        let settled = |name: &str| {
            matches!(name, "wave" | "time_point")
                || (outcomes && name == "measure")
                || (table == "responses" && name == "group_id")
        };
        let lacking: Vec<&Field> = self
            .contract
            .fields
            .iter()
            .filter(|field| field.required && !settled(&field.name) && !found.contains(&field.name))
            .filter(|field| !self.draft.speaks_of(&field.name))
            .collect();
        for field in lacking {
            let text = format!(
                "Which column is `{}` ({})? No row is of use without it.",
                field.name,
                field.description.trim_end_matches('.').to_lowercase()
            );
            let key = format!("columns.{}", field.name);
            self.draft.ask(Part::Columns, text, &[&key], vec![format!("{} = \"...\"", field.name)]);
        }
        if outcomes {
            let numbers: Vec<&Profile> = self.free_numbers();
            let text = format!(
                "Which measurements are wanted? {} columns of the file hold numbers. Each needs the column of the mean and that of \
                 the number of pupils.",
                numbers.len()
            );
            let line =
                "outcome = [ { measure = \"a name\", mean = \"its column\", cohort_n = \"column of the pupils\" } ]";
            self.draft.ask(Part::Top, text, &["outcome"], vec![line.to_owned()]);
        }
    }

    fn free_numbers(&self) -> Vec<&Profile> {
        let table = self.table;
        table.columns.iter().filter(|profile| profile.mostly(profile.numbers, 50)).collect()
    }
}

/// Whether most cells are whole numbers of so many digits.
fn is_number_of(profile: &Profile, digits: usize) -> bool {
    profile.mostly(profile.numbers, 80) && profile.whole_digits == Some(digits)
}

fn named(field: &Field, profile: &Profile) -> bool {
    normal(&field.title) == normal(&one_line(&profile.header))
}
