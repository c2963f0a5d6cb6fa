//! Files that are made from the program's own types and data, held against what is committed.
//! Renew them with `UPDATE_SCHEMAS=1 cargo test --test it schemas`.

use crate::indicators;
use learnframe::document::schema_text;
use learnframe::framework::{Framework, FrameworkFile, Translation};
use learnframe::output::{LedgerFile, Manifest};
use learnframe::plan::{Mapping, Plan};
use std::path::{Path, PathBuf};

fn committed(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

#[expect(clippy::disallowed_methods, reason = "a person asks for the files to be written anew")]
fn is_current(path: &str, wanted: &str) {
    let file = committed(path);
    if std::env::var_os("UPDATE_SCHEMAS").is_some() {
        std::fs::write(&file, wanted).unwrap();
    }
    let found = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(
        found == wanted,
        "{path} is not what the types say: renew it with UPDATE_SCHEMAS=1 cargo test --test it schemas"
    );
}

#[test]
fn the_schema_of_the_plan_is_what_its_type_says() {
    is_current("schemas/evaluation.schema.json", &schema_text::<Plan>());
}

#[test]
fn the_schema_of_a_mapping_is_what_its_type_says() {
    is_current("schemas/mapping.schema.json", &schema_text::<Mapping>());
}

#[test]
fn the_schema_of_the_framework_is_what_its_type_says() {
    is_current("schemas/framework.schema.json", &schema_text::<FrameworkFile>());
}

#[test]
fn the_schema_of_a_translation_is_what_its_type_says() {
    is_current("schemas/translation.schema.json", &schema_text::<Translation>());
}

#[test]
fn the_schemas_of_manifest_and_ledger_are_what_their_types_say() {
    is_current("schemas/manifest.schema.json", &schema_text::<Manifest>());
    is_current("schemas/ledger.schema.json", &schema_text::<LedgerFile>());
}

#[test]
fn the_list_of_indicators_is_what_the_framework_says() {
    const FROM: &str = "<!-- the list: made by a test, do not edit -->\n";
    const TO: &str = "<!-- end of the list -->";
    let text = std::fs::read_to_string(committed("schemas/framework/README.md")).unwrap();
    let (before, rest) = text.split_once(FROM).unwrap();
    let (_, after) = rest.split_once(TO).unwrap();
    let document = std::fs::read_to_string(committed("schemas/framework/too_busy_to_learn.toml")).unwrap();
    let file =
        learnframe::document::read::<FrameworkFile>(&document, "too_busy_to_learn.toml").expect("it loads").value;
    let list = Framework::from_file(file).listing(|code| indicators::computed_for(code).unwrap());
    is_current("schemas/framework/README.md", &format!("{before}{FROM}\n{list}\n{TO}{after}"));
}
