//! The contracts of the canonical tables, as data: `schemas/tables/*.schema.json`, Table Schema v2,
//! built into the program. Column names, types, categories, ranges and keys are nowhere else.
//!
//! Beside the standard's own properties the files use a few of their own, which other tools ignore:
//!
//! | property | where | meaning |
//! |---|---|---|
//! | `x-list` | field | the cell holds several entries with `delimiter` between; `categories` or `minimum` and `maximum` say which, without them any words will do |
//! | `x-default` | field | what an empty cell stands for: a category, or `yes` or `no` |
//! | `x-not-before` | field | the date may not lie before that of the field named |
//! | `x-open` | field | people write in it what they like |
//! | `x-person` | field | the cell tells a person: `row` if the row is about that person, `cell` if it is a group's and names people among other things |
//! | `x-later-wins` | table | a repeat of the key supersedes the earlier row: the later by these fields, then by place, counts |
//! | `x-one-of` | table | a row must have every field of at least one of these sets |
//! | `x-consent` | table | a row counts only where the row of another table with the same values in `fields` has `value` in `field` |
//! | `x-unless` | foreign key | rows with this value in this field need not be found |

mod model;
mod read;

pub use model::{Consent, Field, FieldType, FixedFour, ForeignKey, Person, TableContract, Unless};
pub use read::SchemaError;

use include_dir::{Dir, include_dir};
use std::sync::OnceLock;

static SCHEMAS: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/schemas/tables");

/// The order in which tables are checked: those that others refer to first.
const ORDER: [&str; 16] = [
    "groups",
    "members",
    "sessions",
    "responses",
    "coded_answers",
    "attendance",
    "activities",
    "outputs",
    "ties",
    "facilitator_returns",
    "school_returns",
    "lea_returns",
    "programme_days",
    "attainment",
    "actions",
    "quotes",
];

/// Every contract, those that others refer to first.
#[must_use]
pub fn all() -> &'static [TableContract] {
    static ALL: OnceLock<Vec<TableContract>> = OnceLock::new();
    // A schema that does not parse would be left out here; the tests below read every file and fail
    // on the first that does not, so a built program never lacks one.
    ALL.get_or_init(|| ORDER.iter().filter_map(|name| embedded(name)?.ok()).collect())
}

/// The contract of one table.
///
/// ```
/// let groups = learnframe::contract::table("groups").expect("a canonical table");
/// assert_eq!(groups.primary_key, ["group_id"]);
/// ```
#[must_use]
pub fn table(name: &str) -> Option<&'static TableContract> {
    all().iter().find(|contract| contract.name == name)
}

fn embedded(name: &str) -> Option<Result<TableContract, SchemaError>> {
    let text = SCHEMAS.get_file(format!("{name}.schema.json"))?.contents_utf8()?;
    Some(read::contract(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_schema_file_parses_and_is_listed_once() {
        let files: BTreeSet<String> =
            SCHEMAS.files().map(|file| file.path().to_string_lossy().replace(".schema.json", "")).collect();
        let listed: BTreeSet<String> = ORDER.iter().map(|name| (*name).to_owned()).collect();
        assert_eq!(files, listed);
        for name in ORDER {
            let contract = embedded(name).expect("listed").expect("parses");
            assert_eq!(contract.name, name);
        }
        assert_eq!(all().len(), ORDER.len());
    }

    #[test]
    fn keys_and_rules_name_fields_that_exist() {
        for contract in all() {
            let own = |field: &String| assert!(contract.field(field).is_some(), "{} {field}", contract.name);
            contract.primary_key.iter().for_each(own);
            contract.unique_keys.iter().flatten().for_each(own);
            contract.later_wins.iter().flatten().for_each(own);
            contract.one_of.iter().flatten().for_each(own);
            if let Some(consent) = &contract.consent {
                consent.fields.iter().for_each(own);
                let giver = table(&consent.resource).expect("a canonical table");
                let known = |name: &String| assert!(giver.field(name).is_some(), "{} {name}", consent.resource);
                consent.fields.iter().chain([&consent.field]).for_each(known);
            }
            for key in &contract.foreign_keys {
                own(&key.field);
                let target = table(&key.resource).expect("a canonical table");
                assert!(target.field(&key.target).is_some(), "{} -> {}", contract.name, key.target);
                let place = |name: &str| ORDER.iter().position(|listed| *listed == name);
                assert!(place(&key.resource) < place(&contract.name), "{} refers forwards", contract.name);
            }
            for field in &contract.fields {
                field.not_before.iter().for_each(own);
                assert!(field.description.ends_with('.'), "{}.{}", contract.name, field.name);
            }
            let primary = contract.primary_key.iter().filter_map(|name| contract.field(name));
            assert!(primary.into_iter().all(|field| field.required), "{}", contract.name);
        }
    }

    /// The standard's own `enum` and `pattern` say the same as ours, for tools that know only those.
    #[test]
    fn standard_constraints_agree_with_categories_and_lists() {
        for name in ORDER {
            let text = SCHEMAS.get_file(format!("{name}.schema.json")).and_then(|file| file.contents_utf8());
            let schema: serde_json::Value = serde_json::from_str(text.expect("embedded")).expect("JSON");
            for field in schema["fields"].as_array().expect("fields") {
                assert_eq!(field["constraints"]["enum"], field["categories"], "{name} {}", field["name"]);
                if let Some(entries) = field["x-list"]["categories"].as_array() {
                    let words: Vec<&str> = entries.iter().filter_map(|entry| entry.as_str()).collect();
                    let any = words.join("|");
                    assert_eq!(field["constraints"]["pattern"], format!("({any})(;({any}))*;?"));
                }
            }
        }
    }
}
