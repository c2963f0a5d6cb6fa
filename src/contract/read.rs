//! Table Schema v2 as it stands in the files, and its translation.

use super::model::{Consent, Field, FieldType, FixedFour, ForeignKey, Person, TableContract, Unless};
use serde::Deserialize;
use std::collections::BTreeMap;

/// What keeps a schema file from being a contract.
#[derive(Debug, thiserror::Error)]
pub enum SchemaError {
    /// It is not JSON of the form expected.
    #[error("the schema cannot be read: {0}")]
    Form(#[from] serde_json::Error),
    /// It uses a field type that canonical tables do not have.
    #[error("field {field} has the type `{found}`, which canonical tables do not use")]
    Type {
        /// The field.
        field: String,
        /// Its type.
        found: String,
    },
    /// A key is over several columns where one is supported.
    #[error("a foreign key must be over one column")]
    WideForeignKey,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct RawSchema {
    name: String,
    title: String,
    description: String,
    fields: Vec<RawField>,
    #[serde(default)]
    primary_key: Vec<String>,
    #[serde(default)]
    unique_keys: Vec<Vec<String>>,
    #[serde(default)]
    foreign_keys: Vec<RawForeignKey>,
    #[serde(rename = "x-later-wins")]
    later_wins: Option<Vec<String>>,
    #[serde(rename = "x-one-of", default)]
    one_of: Vec<Vec<String>>,
    #[serde(rename = "x-consent")]
    consent: Option<Consent>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct RawField {
    name: String,
    title: String,
    description: String,
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    constraints: RawConstraints,
    #[serde(default)]
    categories: Vec<String>,
    #[serde(default)]
    categories_ordered: bool,
    #[serde(default)]
    true_values: Vec<String>,
    #[serde(default)]
    false_values: Vec<String>,
    #[serde(rename = "x-list")]
    list: Option<RawList>,
    #[serde(rename = "x-not-before")]
    not_before: Option<String>,
    #[serde(rename = "x-default")]
    default: Option<String>,
    #[serde(rename = "x-open", default)]
    open: bool,
    #[serde(rename = "x-person")]
    person: Option<RawPerson>,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum RawPerson {
    Row,
    Cell,
}

#[derive(Deserialize, Default)]
struct RawConstraints {
    #[serde(default)]
    required: bool,
    minimum: Option<i64>,
    maximum: Option<i64>,
}

#[derive(Deserialize)]
struct RawList {
    delimiter: char,
    #[serde(default)]
    categories: Vec<String>,
    minimum: Option<i64>,
    maximum: Option<i64>,
}

#[derive(Deserialize)]
struct RawForeignKey {
    fields: Vec<String>,
    reference: RawReference,
    #[serde(rename = "x-unless", default)]
    unless: BTreeMap<String, String>,
}

#[derive(Deserialize)]
struct RawReference {
    resource: String,
    fields: Vec<String>,
}

/// A contract from the text of its schema file.
pub(super) fn contract(text: &str) -> Result<TableContract, SchemaError> {
    let raw: RawSchema = serde_json::from_str(text)?;
    Ok(TableContract {
        name: raw.name,
        title: raw.title,
        description: raw.description,
        fields: raw.fields.into_iter().map(field).collect::<Result<_, _>>()?,
        primary_key: raw.primary_key,
        unique_keys: raw.unique_keys,
        foreign_keys: raw.foreign_keys.into_iter().map(foreign_key).collect::<Result<_, _>>()?,
        later_wins: raw.later_wins,
        one_of: raw.one_of,
        consent: raw.consent,
    })
}

fn field(raw: RawField) -> Result<Field, SchemaError> {
    let kind = match (raw.kind.as_str(), raw.list) {
        ("string", Some(list)) => FieldType::List {
            delimiter: list.delimiter,
            categories: list.categories,
            whole: list.minimum.zip(list.maximum),
        },
        ("string", None) => FieldType::Text { categories: raw.categories, ordered: raw.categories_ordered },
        ("integer", None) => FieldType::Integer,
        ("number", None) => FieldType::Number,
        ("boolean", None) => FieldType::Boolean,
        ("date", None) => FieldType::Date,
        _ => return Err(SchemaError::Type { field: raw.name, found: raw.kind }),
    };
    let lower = |words: Vec<String>| words.iter().map(|word| word.to_lowercase()).collect();
    Ok(Field {
        name: raw.name,
        title: raw.title,
        description: raw.description,
        kind,
        required: raw.constraints.required,
        minimum: raw.constraints.minimum.map(FixedFour::whole),
        maximum: raw.constraints.maximum.map(FixedFour::whole),
        yes: lower(raw.true_values),
        no: lower(raw.false_values),
        not_before: raw.not_before,
        default: raw.default,
        open: raw.open,
        person: raw.person.map(|person| match person {
            RawPerson::Row => Person::Row,
            RawPerson::Cell => Person::Cell,
        }),
    })
}

fn foreign_key(raw: RawForeignKey) -> Result<ForeignKey, SchemaError> {
    let one = |fields: Vec<String>| <[String; 1]>::try_from(fields).map_err(|_| SchemaError::WideForeignKey);
    let [field] = one(raw.fields)?;
    let [target] = one(raw.reference.fields)?;
    let unless = raw.unless.into_iter().next().map(|(field, value)| Unless { field, value });
    Ok(ForeignKey { field, resource: raw.reference.resource, target, unless })
}
