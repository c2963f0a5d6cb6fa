//! A file read in parts gives what it gives when read in one.

use super::{Tables, read_in_parts};
use crate::finding::Finding;
use crate::framework::{Framework, FrameworkFile};
use crate::plan::Plan;
use proptest::prelude::*;
use std::fs;
use std::path::{Path, PathBuf};

/// The cases of the integration tests: a small plan, a framework of their own.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases")
}

fn framework() -> Framework {
    let text = fs::read_to_string(folder().join("framework.toml")).expect("a framework");
    Framework::from_file(toml::from_str::<FrameworkFile>(&text).expect("a framework"))
}

fn plan(sources: &str) -> Plan {
    let text = fs::read_to_string(folder().join("evaluation.toml")).expect("a plan");
    toml::from_str(&format!("{text}\n{sources}")).expect("a plan")
}

/// Everything that a reading gives, in a form that can be compared and shown.
fn read(dir: &Path, plan: &Plan, part_bytes: usize) -> (String, Vec<Finding>, Tables) {
    let checked = read_in_parts(dir, plan, &framework(), part_bytes).expect("read");
    let tables = &checked.value;
    let said = format!(
        "{:#?}\n{:#?}\n{:#?}\n{:#?}\n{:#?}\n{:?}",
        tables.accounts, tables.quarantine, tables.inputs, tables.items, tables.changes, tables.units
    );
    (said, checked.findings, checked.value)
}

fn assert_same(dir: &Path, plan: &Plan, part_bytes: usize) {
    let (said, findings, whole) = read(dir, plan, usize::MAX);
    let (said_in_parts, findings_in_parts, parts) = read(dir, plan, part_bytes);
    assert_eq!(findings_in_parts, findings);
    assert_eq!(said_in_parts, said);
    assert!(whole.names().eq(parts.names()));
    for name in whole.names() {
        let (whole, parts) = (whole.get(name).expect("a table"), parts.get(name).expect("a table"));
        assert!(whole.equals_missing(parts), "{name}: {whole:?} and {parts:?}");
        assert_eq!(whole.schema(), parts.schema());
    }
}

const GROUPS: &str = "group_id,name\nG1,One\nG2,Two\n";

/// A row as it comes: answers as digits, labels and what is neither, waves and groups that are not known.
fn survey_row() -> impl Strategy<Value = String> {
    let note = prop_oneof![3 => "[a-z]{0,5}", 1 => Just("\"two\nlines, and a comma\"".to_owned())];
    let answers = ("[0-6]", "agree|Tend to agree|4.0|3|", "n/a|prefer not to say|[1-5]|x");
    ("r[0-9]{1,2}", "G[1-3]", "w1|w2|never", answers, note).prop_map(|(who, group, wave, (one, two, three), note)| {
        format!("{who},{group},{wave},{one},{two},{three},{note}")
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_survey_in_parts_is_the_survey_in_one(
        rows in proptest::collection::vec(
            prop_oneof![
                8 => survey_row(),
                1 => "[a,\" ]{0,12}",
            ],
            0..60,
        ),
        part_bytes in 20_usize..400,
    ) {
        let dir = tempfile::tempdir().expect("a folder");
        let header = "respondent_id,group_id,wave,ms01,ms02,ms03,note\n".to_owned();
        fs::write(dir.path().join("groups.csv"), GROUPS).expect("written");
        fs::write(dir.path().join("survey.csv"), header + &rows.join("\n")).expect("written");
        let sources = "[[source]]\ntable = \"groups\"\nfiles = [\"groups.csv\"]\n\n\
                       [[source]]\ntable = \"responses\"\nfiles = [\"survey.csv\"]\n";
        assert_same(dir.path(), &plan(sources), part_bytes);
    }
}
