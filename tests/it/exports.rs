//! The sample whose data came as people send them says the same as the canonical files it was made of.

use crate::support::program;
use learnframe::simulate::{self, Options};
use std::fs;
use std::path::Path;

/// What rests on minutes of attendance, which a register kept by hand does not have, and how much is told.
const BY_MINUTES: [&str; 2] = ["NH-10", "DQ-09"];

fn indicators(data: &Path, out: &Path) -> Vec<String> {
    let run = program().arg("run").arg(data).arg("-o").arg(out).output().unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    fs::read_to_string(out.join("data/indicators.csv")).unwrap().lines().map(str::to_owned).collect()
}

#[test]
fn three_tools_a_hand_register_and_a_teams_report_give_the_figures_of_the_canonical_files() {
    let folder = tempfile::tempdir().unwrap();
    let canonical = folder.path().join("canonical");
    simulate::write(&canonical, &Options { groups: 6, seed: 11, story: None }).unwrap();
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_data/exports");
    let expected = indicators(&canonical, &folder.path().join("one"));
    let found = indicators(&sample, &folder.path().join("other"));
    assert_eq!(found.len(), expected.len());
    let differ: Vec<(&String, &String)> = expected.iter().zip(&found).filter(|(one, other)| one != other).collect();
    assert!(expected.len() > 7_000, "{}", expected.len());
    assert!(!differ.is_empty() && differ.len() < 20, "{differ:#?}");
    assert!(differ.iter().all(|(one, _)| BY_MINUTES.iter().any(|code| one.starts_with(code))), "{differ:#?}");
}
