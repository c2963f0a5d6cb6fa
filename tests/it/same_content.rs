//! One survey in every form that people send gives the same table, cell for cell.

use crate::support::fixture;
use learnframe::finding::Severity;
use learnframe::framework::{Framework, FrameworkFile};
use learnframe::plan::{Mapping, Plan, Source};
use learnframe::table::{self, Tables, missing_reason};
use polars::prelude::{AnyValue, DataFrame};
use std::collections::BTreeMap;
use std::fs;

/// The canonical text, to which all others are held, and how many answers of each kind it has.
const CANONICAL: &str = "comma.csv";
const RETURNS: usize = 8;

fn text(name: &str) -> String {
    fs::read_to_string(fixture("inputs/same").join(name)).expect("a file of the folder")
}

/// The survey as it stands in one file, with that file's mapping where there is one.
fn read(file: &str, mapping: Option<&str>) -> (Tables, Vec<String>) {
    let mut plan: Plan = toml::from_str(&text("evaluation.toml")).expect("a plan");
    let framework: FrameworkFile = toml::from_str(&text("framework.toml")).expect("a framework");
    let mapping = mapping.map(|name| toml::from_str::<Mapping>(&text(name)).expect("a mapping"));
    plan.source.push(Source {
        table: "responses".to_owned(),
        files: vec![file.to_owned()],
        wave: Some("2004-summer".to_owned()),
        mapping,
        mapping_file: None,
    });
    let checked = table::read(&fixture("inputs/same"), &plan, &Framework::from_file(framework)).expect("read");
    let attention = checked.findings.iter().filter(|finding| finding.severity != Severity::Note);
    (checked.value, attention.map(|finding| finding.code.to_owned()).collect())
}

/// A table's cells as text, with reasons for missing answers less what the file writes for them, and without
/// columns that only some of the files have.
fn cells(frame: &DataFrame, without: &[&str]) -> BTreeMap<String, Vec<String>> {
    let cell = |name: &str, value: AnyValue<'_>| {
        let text = value.str_value().into_owned();
        if name.ends_with("__missing") { missing_reason(&text).0.to_owned() } else { text }
    };
    let columns = frame.columns().iter().filter(|column| !without.contains(&column.name().as_str()));
    columns
        .map(|column| {
            let name = column.name().to_string();
            let values = (0..column.len()).map(|row| cell(&name, column.get(row).expect("a row"))).collect();
            (name, values)
        })
        .collect()
}

fn responses(tables: &Tables) -> &DataFrame {
    tables.get("responses").expect("the survey")
}

#[test]
fn one_survey_in_nine_files_is_one_table() {
    let (canonical, found) = read(CANONICAL, None);
    assert_eq!(found, Vec::<String>::new());
    assert_eq!(responses(&canonical).height(), RETURNS);
    let expected = cells(responses(&canonical), &[]);
    let answered: usize = ["q1", "q2", "q3", "q4", "likely"]
        .iter()
        .map(|item| expected[*item].iter().filter(|cell| cell.as_str() != "null").count())
        .sum();
    assert_eq!(answered, 31);
    let forms: [(&str, Option<&str>, &[&str]); 9] = [
        ("semicolon.csv", None, &[]),
        ("utf16.txt", None, &[]),
        ("windows.csv", None, &["encoding"]),
        ("mac.csv", None, &["encoding"]),
        ("workbook.xlsx", None, &[]),
        ("spss.sav", Some("spss.toml"), &[]),
        ("qualtrics.csv", Some("qualtrics.toml"), &[]),
        ("forms.xlsx", Some("forms.toml"), &[]),
        ("limesurvey.csv", Some("limesurvey.toml"), &[]),
    ];
    for (file, mapping, attention) in forms {
        let (tables, found) = read(file, mapping);
        assert_eq!(found, attention, "{file}");
        assert_eq!(cells(responses(&tables), &["topics"]), expected, "{file}");
    }
}

#[test]
fn three_tools_give_the_same_choices() {
    let chosen = |file: &str, mapping: &str| {
        let (tables, _) = read(file, Some(mapping));
        cells(responses(&tables), &[])["topics"].clone()
    };
    let qualtrics = chosen("qualtrics.csv", "qualtrics.toml");
    assert_eq!(qualtrics[0], ";reading;mathematics;");
    assert_eq!(qualtrics, chosen("forms.xlsx", "forms.toml"));
    assert_eq!(qualtrics, chosen("limesurvey.csv", "limesurvey.toml"));
}
