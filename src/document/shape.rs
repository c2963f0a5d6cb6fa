//! A document's form held against its type's JSON Schema.

use super::{Lines, at, list, step, suggestion};
use crate::finding::{Finding, Place, nearest};
use serde_json::Value as Schema;
use std::ops::Range;
use toml::de::{DeTable, DeValue};

/// Everything in which a document differs from the schema, in the order of its lines.
pub(super) fn findings(root: &DeValue<'_>, schema: &Schema, file: &str, lines: &Lines) -> Vec<Finding> {
    let mut walk = Walk { root: schema, file, lines, found: Vec::new() };
    walk.value(root, 0..0, schema, "");
    walk.found.sort();
    walk.found.sort_by_key(|finding| finding.place.row);
    walk.found
}

struct Walk<'a> {
    root: &'a Schema,
    file: &'a str,
    lines: &'a Lines,
    found: Vec<Finding>,
}

impl<'a> Walk<'a> {
    fn value(&mut self, value: &DeValue<'_>, span: Range<usize>, schema: &'a Schema, path: &str) {
        let schema = self.resolve(schema);
        if let Some(choices) = schema.get("oneOf").and_then(Schema::as_array) {
            return self.choice(value, span, choices, path);
        }
        if let Some(words) = schema.get("enum").and_then(Schema::as_array) {
            return self.word(value, span, &texts(words), path);
        }
        if !fits(value, schema) {
            return self.wrong_kind(value, span, kind_wanted(schema), path);
        }
        match value {
            DeValue::Table(table) => self.table(table, span, schema, path),
            DeValue::Array(list) => {
                let count = list.len() as u64;
                let limit = |name| schema.get(name).and_then(Schema::as_u64);
                if limit("minItems").is_some_and(|least| count < least)
                    || limit("maxItems").is_some_and(|most| count > most)
                {
                    self.wrong_count(span, limit("minItems").unwrap_or(0), count, path);
                }
                if let Some(items) = schema.get("items") {
                    for (number, inner) in list.iter().enumerate() {
                        self.value(inner.get_ref(), inner.span(), items, &format!("{path}[{number}]"));
                    }
                }
            }
            _ => {}
        }
    }

    fn table(&mut self, table: &DeTable<'_>, span: Range<usize>, schema: &'a Schema, path: &str) {
        let properties = schema.get("properties").and_then(Schema::as_object);
        let others = schema.get("additionalProperties");
        let required = schema.get("required").and_then(Schema::as_array).map(|names| texts(names)).unwrap_or_default();
        let mut missing: Vec<&str> =
            required.into_iter().filter(|name| !table.iter().any(|(key, _)| key.get_ref() == name)).collect();
        let known: Vec<&str> = properties.into_iter().flat_map(|map| map.keys().map(String::as_str)).collect();
        for (key, value) in table {
            let inner_path = step(path, key.get_ref());
            if let Some(inner) = properties.and_then(|map| map.get(key.get_ref().as_ref())) {
                self.value(value.get_ref(), or_key(value.span(), key.span()), inner, &inner_path);
            } else if let Some(inner) = others.filter(|schema| schema.is_object()) {
                self.value(value.get_ref(), or_key(value.span(), key.span()), inner, &inner_path);
            } else if others.and_then(Schema::as_bool) == Some(false) {
                // A required key that is only misspelt is one slip, not two.
                missing.retain(|name| nearest(key.get_ref(), known.iter().copied()) != Some(name));
                self.unknown_key(key.get_ref(), key.span(), &known, &inner_path);
            }
        }
        for name in missing {
            let form = properties.and_then(|map| map.get(name)).map_or("", |inner| self.form(inner));
            self.missing_key(name, form, self.first_key(table, span.clone()), &step(path, name));
        }
    }

    /// A value that is one of several: words, or tables with one key that names the kind.
    fn choice(&mut self, value: &DeValue<'_>, span: Range<usize>, choices: &'a [Schema], path: &str) {
        let words: Vec<&str> = choices.iter().flat_map(words_of).collect();
        let kinds: Vec<(&str, &'a Schema)> = choices
            .iter()
            .filter_map(|choice| choice.get("properties").and_then(Schema::as_object))
            .flat_map(|properties| properties.iter().map(|(name, schema)| (name.as_str(), schema)))
            .collect();
        let names: Vec<&str> = kinds.iter().map(|(name, _)| *name).collect();
        let DeValue::Table(table) = value else {
            return match names.first() {
                Some(first) => {
                    self.wrong_kind(value, span, &format!("a table with its kind, as in `{first} = {{ ... }}`"), path);
                }
                None => self.word(value, span, &words, path),
            };
        };
        for (key, inner) in table {
            let inner_path = step(path, key.get_ref());
            match kinds.iter().find(|(name, _)| name == key.get_ref()) {
                Some((_, schema)) => {
                    self.value(inner.get_ref(), or_key(inner.span(), key.span()), schema, &inner_path);
                }
                None => self.unknown_key(key.get_ref(), key.span(), &names, &inner_path),
            }
        }
        if table.len() != 1 {
            let place = self.place(&self.first_key(table, span), path);
            let message = format!("{} needs exactly one kind, and has {}", quoted(path), table.len());
            self.found.push(Finding::error("wrong-kind", place, message, format!("keep one of {}", list(&names))));
        }
    }

    fn word(&mut self, value: &DeValue<'_>, span: Range<usize>, words: &[&str], path: &str) {
        let Some(given) = value.as_str() else {
            return self.wrong_kind(value, span, &format!("one of {}", list(words)), path);
        };
        if words.contains(&given) {
            return;
        }
        let message = format!("`{given}` is not a choice for {}", quoted(path));
        let help = suggestion(given, words, "choose one of");
        self.found.push(Finding::error("unknown-choice", self.place(&span, path), message, help));
    }

    fn unknown_key(&mut self, key: &str, span: Range<usize>, known: &[&str], path: &str) {
        let message = format!("there is no key `{key}` here");
        let help = suggestion(key, known, "the keys here are");
        self.found.push(Finding::error("unknown-key", self.place(&span, path), message, help));
    }

    fn missing_key(&mut self, name: &str, form: &str, span: Range<usize>, path: &str) {
        let message = format!("the key `{name}` is missing here");
        let help = format!("add `{}`", form.replace("KEY", name));
        self.found.push(Finding::error("missing-key", self.place(&span, path), message, help));
    }

    /// How a key with such a value is usually written.
    fn form(&self, schema: &'a Schema) -> &'static str {
        let schema = self.resolve(schema);
        match types(schema).first().copied() {
            Some("object") => "[KEY]",
            Some("array") => match schema.get("items").map(|items| types(self.resolve(items))) {
                Some(kinds) if kinds.contains(&"object") => "[[KEY]]",
                _ => "KEY = [...]",
            },
            Some("string") => "KEY = \"...\"",
            _ => "KEY = ...",
        }
    }

    fn wrong_kind(&mut self, value: &DeValue<'_>, span: Range<usize>, wanted: &str, path: &str) {
        let message = format!("{} takes {wanted}, and {} stands here", quoted(path), kind_found(value));
        self.found.push(Finding::error("wrong-kind", self.place(&span, path), message, format!("write {wanted}")));
    }

    fn wrong_count(&mut self, span: Range<usize>, wanted: u64, count: u64, path: &str) {
        let message = format!("{} takes a list of {wanted}, and {count} stand here", quoted(path));
        self.found.push(Finding::error("wrong-kind", self.place(&span, path), message, format!("list {wanted}")));
    }

    fn place(&self, span: &Range<usize>, path: &str) -> Place {
        at(self.file, Some(self.lines.line(span.start))).at_column(path)
    }

    /// Where a table begins: its own span, or that of its first key where dotted keys made it.
    fn first_key(&self, table: &DeTable<'_>, span: Range<usize>) -> Range<usize> {
        if span.end > 0 {
            return span;
        }
        table.keys().map(toml::Spanned::span).min_by_key(|span| span.start).unwrap_or(span)
    }

    /// The schema behind references, and behind the two shapes of an optional value.
    fn resolve(&self, schema: &'a Schema) -> &'a Schema {
        let target = schema
            .get("$ref")
            .and_then(Schema::as_str)
            .and_then(|reference| self.root.pointer(reference.trim_start_matches('#')));
        let optional = schema
            .get("anyOf")
            .and_then(Schema::as_array)
            .and_then(|either| either.iter().find(|one| one.get("type").and_then(Schema::as_str) != Some("null")));
        match target.or(optional) {
            Some(inner) => self.resolve(inner),
            None => schema,
        }
    }
}

/// Implicit tables made by dotted keys may have no span of their own.
fn or_key(value: Range<usize>, key: Range<usize>) -> Range<usize> {
    if value.end > value.start { value } else { key }
}

fn types(schema: &Schema) -> Vec<&str> {
    match schema.get("type") {
        Some(Schema::String(one)) => vec![one.as_str()],
        Some(Schema::Array(several)) => texts(several),
        _ => Vec::new(),
    }
}

fn texts(values: &[Schema]) -> Vec<&str> {
    values.iter().filter_map(Schema::as_str).collect()
}

/// The words that one branch of a choice allows.
fn words_of(choice: &Schema) -> Vec<&str> {
    let constant = choice.get("const").and_then(Schema::as_str);
    let several = choice.get("enum").and_then(Schema::as_array).map(|words| texts(words)).unwrap_or_default();
    constant.into_iter().chain(several).collect()
}

/// Whether a value is of the schema's kind. Dates are text to a schema, and TOML has its own.
fn fits(value: &DeValue<'_>, schema: &Schema) -> bool {
    let types = types(schema);
    let inside = |number: f64| {
        let limit = |name| schema.get(name).and_then(Schema::as_f64);
        limit("minimum").is_none_or(|least| number >= least) && limit("maximum").is_none_or(|most| number <= most)
    };
    types.is_empty()
        || match value {
            DeValue::String(_) | DeValue::Datetime(_) => types.contains(&"string"),
            DeValue::Integer(whole) => {
                let number = i64::from_str_radix(whole.as_str(), whole.radix());
                types.contains(&"number")
                    || types.contains(&"integer") && number.is_ok_and(|number| inside(number as f64))
            }
            DeValue::Float(_) => types.contains(&"number"),
            DeValue::Boolean(_) => types.contains(&"boolean"),
            DeValue::Array(_) => types.contains(&"array"),
            DeValue::Table(_) => types.contains(&"object"),
        }
}

fn kind_wanted(schema: &Schema) -> &'static str {
    match types(schema).first().copied() {
        Some("string") => "text in quotes",
        Some("integer") if schema.get("maximum").is_some() => "a whole number from 0 to 255",
        Some("integer") => "a whole number, not below 0",
        Some("number") => "a number",
        Some("boolean") => "true or false",
        Some("array") => "a list in [brackets]",
        _ => "a table of keys",
    }
}

fn kind_found(value: &DeValue<'_>) -> String {
    match value {
        DeValue::String(_) => "text".to_owned(),
        DeValue::Integer(number) => format!("the number {}", number.as_str()),
        DeValue::Float(number) => format!("the number {}", number.as_str()),
        DeValue::Boolean(truth) => truth.to_string(),
        DeValue::Datetime(_) => "a date".to_owned(),
        DeValue::Array(_) => "a list".to_owned(),
        DeValue::Table(_) => "a table".to_owned(),
    }
}

fn quoted(path: &str) -> String {
    if path.is_empty() { "the document".to_owned() } else { format!("`{path}`") }
}
