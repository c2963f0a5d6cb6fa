//! The models of one group and of the programme, drawings by their digest.

use super::fixture::World;
use crate::report::desk::Desk;
use crate::report::page::Kind;
use crate::report::template::Templates;
use crate::vocabulary::{Level, UnitId};
use serde_json::Value;
use sha2::{Digest, Sha256};

/// The model with every drawing told by its size and the first letters of its digest.
fn without_markup(value: Value) -> Value {
    match value {
        Value::String(text) if text.starts_with("<svg") => {
            let digest: String =
                Sha256::digest(text.as_bytes()).iter().take(4).map(|byte| format!("{byte:02x}")).collect();
            Value::String(format!("drawing {digest}"))
        }
        Value::Array(values) => Value::Array(values.into_iter().map(without_markup).collect()),
        Value::Object(map) => Value::Object(map.into_iter().map(|(key, value)| (key, without_markup(value))).collect()),
        other => other,
    }
}

fn model(kind: Kind, unit: &UnitId, path: &str) -> Value {
    let (world, templates) = (World::new(), Templates::embedded().unwrap());
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
