//! The models of one group and of the programme; the drawings have tests of their own.

use super::fixture::World;
use crate::report::desk::Desk;
use crate::report::page::Kind;
use crate::report::template::Templates;
use crate::vocabulary::{Language, Level, UnitId};
use serde_json::Value;

/// The model in few lines: that a figure is drawn, what a cell says, and nothing of what is not there.
fn without_markup(value: Value) -> Value {
    match value {
        Value::String(text) if text.starts_with("<svg") => Value::String("drawn at both widths".to_owned()),
        Value::Object(cell) if is_cell(&cell) => Value::String(said(&cell)),
        Value::Array(values) => Value::Array(values.into_iter().map(without_markup).collect()),
        Value::Object(map) => Value::Object(
            map.into_iter()
                .filter(|(_, value)| !is_nothing(value))
                .map(|(key, value)| (key, without_markup(value)))
                .collect(),
        ),
        other => other,
    }
}

fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::Array(values) => values.is_empty(),
        _ => false,
    }
}

fn is_cell(map: &serde_json::Map<String, Value>) -> bool {
    map.keys().all(|key| ["text", "reason", "class", "href", "lang", "numeric"].contains(&key.as_str()))
        && map.contains_key("text")
}

fn said(cell: &serde_json::Map<String, Value>) -> String {
    let text = |key: &str| cell.get(key).and_then(Value::as_str);
    let mut said = text("text").unwrap_or_default().to_owned();
    said.extend(text("reason").map(|reason| format!(" ({reason})")));
    said.extend(text("class").map(|class| format!(" .{class}")));
    said.extend(text("href").map(|href| format!(" -> {href}")));
    said
}

fn model(kind: Kind, unit: &UnitId, path: &str) -> Value {
    let (world, templates) = (World::new(), Templates::embedded(Language::English).unwrap());
    let publication = world.publication();
    let desk = Desk::new(&publication, templates.words()).unwrap();
    without_markup(kind.model(&desk.view(unit, path)).unwrap())
}

#[test]
fn a_group_page_says_what_its_release_allows() {
    insta::assert_yaml_snapshot!(model(Kind::Group, &UnitId::new(Level::Group, "G1"), "groups/g1.html"));
}

#[test]
fn the_programme_page_says_what_its_release_allows() {
    insta::assert_yaml_snapshot!(model(Kind::Programme, &UnitId::programme(), "index.html"));
}
