//! No finding that circulates counts people's rows or cells exactly, or names one, whatever its rule.

use super::KEY;
use crate::support::Evaluation;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;

/// How often each thing is planted: no multiple of the five that the plan promises.
const PLANTED: usize = 7;

/// The text with one more column for each of the first rows, the header first.
fn with_column(text: &str, header: &str, cells: impl Fn(usize) -> String) -> String {
    let mut lines = text.lines();
    let mut all = format!("{},{header}\n", lines.next().unwrap());
    for (number, line) in lines.enumerate() {
        let cell = if number < PLANTED { cells(number) } else { String::new() };
        let _ = writeln!(all, "{line},{cell}");
    }
    all
}

/// An evaluation in which every kind of thing is wrong that is counted, each some times.
fn planted() -> Evaluation {
    let evaluation = Evaluation::of_groups(8);
    fs::write(evaluation.root().join("the.key"), KEY).unwrap();
    evaluation.change("evaluation.toml", |plan| {
        plan.replace("[privacy]", "[privacy]\nkey_file = \"../the.key\"\nwithdrawn = \"withdrawn.csv\"")
            + "\n[[source]]\ntable = \"attendance\"\nfiles = [\"below.csv\", \"swallowed.csv\", \"lost.csv\"]\n\
               [source.mapping.file]\nend = \"blank_row\"\n"
    });
    let members = evaluation.rows("members.csv");
    let ids: Vec<&String> = members.iter().map(|row| &row["member_id"]).take(30).collect();
    let session = &evaluation.rows("registers/sessions-2004-summer.csv")[0]["session_id"].clone();
    evaluation.write("withdrawn.csv", &format!("pseudonym\n{}\n", ids[0]));
    let survey = "survey/2004-summer.csv";
    evaluation.change(survey, |text| {
        let text = with_column(text, "Contact", |number| format!("zq{number}@example.org"));
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        // Rows of a length of their own, answers that no scale has, and returns that stand twice.
        for line in lines.iter_mut().skip(1).take(PLANTED) {
            line.push_str(",more,cells");
        }
        let again: Vec<String> = lines.iter().skip(20).take(PLANTED).cloned().collect();
        lines.extend(again);
        lines.join("\n") + "\n"
    });
    evaluation.change("members.csv", |text| {
        let mut text = text.to_owned();
        for id in ids.iter().skip(3).take(PLANTED) {
            let group = &members.iter().find(|row| row["member_id"] == **id).unwrap()["group_id"];
            let _ = writeln!(text, "{},{group}", id.to_uppercase());
        }
        with_column(&text, "travel", |_| "x".to_owned())
    });
    let marks = |skip: usize, end: &str| -> String {
        ids.iter().skip(skip).take(PLANTED).map(|id| format!("{session},{id},present{end}\n")).collect()
    };
    let head = "session_id,member_id,status\n";
    evaluation.write("below.csv", &format!("{head}{}\n{}", marks(1, ""), marks(9, "")));
    let swallowed: String = (0..PLANTED).map(|_| format!("{session},x,present\n")).collect();
    evaluation
        .write("swallowed.csv", &format!("{head}{session},{},\"present\n{swallowed}\"\n{}", ids[20], marks(21, "")));
    // Letters lost before, and empty bytes.
    evaluation.write("lost.csv", &format!("{head}{}", marks(1, " caf\u{fffd}\0")));
    evaluation
}

/// Whole numbers that are words, outside of backquotes.
fn numbers(message: &str) -> Vec<u64> {
    let outside = message.split('`').step_by(2).flat_map(|part| part.split(' ').collect::<Vec<_>>());
    outside.filter_map(|word| word.trim_matches(|c: char| "([{.,;:)]}".contains(c)).parse().ok()).collect()
}

/// What stands on a page, as text.
fn text_of(page: &str) -> String {
    let section = page.split_once("id=\"findings\"").unwrap().1.split_once("</section>").unwrap().0;
    let mut text = String::new();
    for part in section.split('<') {
        text.push_str(part.split_once('>').map_or(part, |(_, text)| text));
        text.push('\n');
    }
    text.replace("&#39;", "'").replace("&#x27;", "'").replace("&quot;", "\"").replace("&amp;", "&")
}

/// Rules of which a message about a guarded file has a count or a row, and the messages.
fn counting(json: &Value) -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for finding in json["findings"].as_array().unwrap() {
        let [code, file, message] = ["code", "file", "message"].map(|key| finding[key].as_str().unwrap().to_owned());
        let is_about_people = !file.split('.').any(|part| part == "toml")
            && !["groups.csv", "registers/outputs.csv"].contains(&file.as_str());
        if is_about_people && !numbers(&message).is_empty() {
            found.entry(code).or_default().insert(message);
        }
    }
    found
}

fn hold(evaluation: &Evaluation, fewest_rules: usize) {
    let checked = evaluation.say(&["check", "data", "--json"]);
    assert_eq!(checked.code, 0, "{}", checked.stderr);
    let json: Value = serde_json::from_str(&checked.stdout).unwrap();
    let counting = counting(&json);
    println!("{} rules count: {:?}", counting.len(), counting.keys());
    assert!(counting.len() >= fewest_rules, "{counting:#?}");
    let out = evaluation.out("out");
    let told = evaluation.run(&out);
    assert_eq!(told.code, 0, "{}", told.stderr);
    let text = text_of(&fs::read_to_string(out.join("quality.html")).unwrap()).to_lowercase();
    for message in counting.values().flatten() {
        assert!(!text.contains(&message.to_lowercase()), "{message}");
    }
    // Whatever it is rounded to, nothing is told that was planted.
    for line in text.lines().filter(|line| !line.contains(".csv") || line.contains(' ')) {
        assert!(!numbers(line).contains(&(PLANTED as u64)), "{line}");
    }
}

#[test]
fn planted_counts_and_rows_circulate_by_no_finding() {
    hold(&planted(), 9);
}

#[test]
fn counts_of_the_tools_own_exports_circulate_by_no_finding() {
    hold(&Evaluation::copy_of("sample_data/exports"), 1);
}
