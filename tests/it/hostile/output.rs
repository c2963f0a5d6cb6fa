//! A whole report about groups whose ids and names were chosen to harm.

use super::{PLAN, bounded, check};
use crate::support::bytes_below;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

const LONG: usize = 300;

/// Ids, and names or texts.
fn names() -> Vec<(String, String)> {
    let pairs = [
        ("../../etc/x", "<script>alert(1)</script>"),
        ("CON", "=HYPERLINK(\"http://example.org\",\"x\")"),
        ("nul.txt", "@SUM(1+1)*cmd|' /C calc'!A0"),
        ("a/b", "+cmd"),
        ("a b", "-2+3"),
        (".", "\" onmouseover=\"alert(1)"),
        ("G\u{202e}1", "abc\u{202e}fed\u{202c}"),
        ("na\u{200b}me", "zero\u{200d}width"),
        ("caf\u{e9}", "</title><img src=x onerror=alert(1)>"),
        ("cafe\u{301}", "javascript:alert(1)"),
        ("G1x", "{{ 7 * 7 }}{% raw %}"),
        ("g1X", "]]>--><!--"),
        ("\"quoted\"", "'\"><svg/onload=alert(1)>"),
        ("=1+1", "&lt;script&gt;"),
        ("..\\..\\x", "\u{2066}isolated"),
        ("C:\\x", "name\twith\ttabs"),
    ];
    let long = "x".repeat(LONG);
    let pairs = pairs.map(|(id, name)| (id.to_owned(), name.to_owned()));
    pairs.into_iter().chain([(long.clone(), long)]).collect()
}

fn written(rows: &[Vec<String>]) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        writer.write_record(row).unwrap();
    }
    writer.into_inner().unwrap()
}

fn evaluation(dir: &Path) {
    let texts = |row: &[&str]| row.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>();
    let head = ["group_id", "name", "network_id", "network_name", "lea_code", "lea_name", "region"];
    let (mut groups, mut members) = (vec![texts(&head)], vec![texts(&["member_id", "group_id", "role", "joined_on"])]);
    let mut answers =
        vec![texts(&["respondent_id", "group_id", "submitted_on", "ms01", "ms02", "o1", "quote_consent"])];
    let mut actions = vec![texts(&["group_id", "aspect", "action", "owner", "agreed_on"])];
    for (place, (id, name)) in names().iter().enumerate() {
        groups.push(texts(&[id, name, id, name, id, name, id]));
        actions.push(texts(&[id, name, name, name, "2004-03-01"]));
        for person in 0..8 {
            let one = format!("{name} {place} {person}");
            members.push(texts(&[&one, id, "head", "2003-09-01"]));
            answers.push(texts(&[&one, id, "2004-03-01", "4", "5", name, "yes"]));
        }
    }
    groups.push(texts(&["", "no id", "", "", "", "", ""]));
    groups.push(texts(&["\u{200b}\u{202e}", "no visible id", "", "", "", "", ""]));
    let source = |table: &str, more: &str| format!("[[source]]\ntable = '{table}'\nfiles = ['{table}.csv']\n{more}");
    let sources = [source("members", ""), source("responses", "wave = 'w1'\n"), source("actions", "")].concat();
    let hostile = "</title><script>alert(1)</script>";
    let plan = PLAN.replace("name = \"Hostile\"", &format!("name = \"{hostile}\""));
    fs::write(dir.join("evaluation.toml"), format!("{plan}{sources}")).unwrap();
    for (table, rows) in [("groups", groups), ("members", members), ("responses", answers), ("actions", actions)] {
        fs::write(dir.join(format!("{table}.csv")), written(&rows)).unwrap();
    }
}

#[test]
fn nothing_of_a_name_or_an_id_acts() {
    let root = tempfile::tempdir().unwrap();
    let dir = root.path().join("data");
    fs::create_dir(&dir).unwrap();
    evaluation(&dir);
    let told = check(&dir);
    told.finding("invisible-characters");
    assert!(
        told.finding("ids-alike")["message"].as_str().unwrap().contains("`G1x` and `g1X`"),
        "{:?}",
        told.told["findings"]
    );
    told.finding("missing-value");

    let (code, _, error) = bounded(&["run", "data", "-o", "out"], root.path());
    assert_eq!(code, 0, "{error}");
    let beside: BTreeSet<String> =
        fs::read_dir(root.path()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    assert_eq!(beside, BTreeSet::from(["data".to_owned(), "out".to_owned()]), "something was written elsewhere");

    let files = bytes_below(&root.path().join("out"));
    let groups = files.keys().filter(|path| path.starts_with("groups/")).count();
    assert_eq!(groups, names().len(), "a page for every group");
    for (path, bytes) in &files {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_./".contains(c);
        assert!(path.chars().all(plain) && !path.contains(".."), "{path}");
        let name = path.rsplit('/').next().unwrap().split('.').next().unwrap();
        assert!(!["con", "nul", "aux", "prn", ""].contains(&name), "{path}");
        let text = String::from_utf8_lossy(bytes);
        if ending(path) == "html" {
            is_inert(path, &text);
        } else if ending(path) == "csv" {
            is_data(path, bytes);
        }
    }
}

/// A page has no script, handler or address of the data's, nor a character that turns text around.
fn is_inert(path: &str, page: &str) {
    for active in
        ["<script>alert", "alert(1)</script>", "<img", "<svg/onload", "href=\"javascript:", "src=\"javascript:"]
    {
        assert!(!page.contains(active), "{active} in {path}");
    }
    let turning = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200b}'..='\u{200f}');
    assert!(!page.contains(turning), "a character that turns text around in {path}");
    // The data's own quotation marks end no attribute: none of them stands before its handler.
    assert!(!page.contains("\" onmouseover=\""), "{path}");
    assert!(!page.contains("49{% raw"), "{path}");
}

/// A data file has no cell that a spreadsheet would take for a formula.
fn is_data(path: &str, bytes: &[u8]) {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes);
    for record in reader.records().map(Result::unwrap) {
        for cell in &record {
            let acts = cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && cell.parse::<f64>().is_err();
            assert!(!acts, "{cell} in {path}");
        }
    }
}

/// What a path's name ends with, after its last full stop.
fn ending(path: &str) -> &str {
    path.rsplit_once('.').map_or("", |(_, ending)| ending)
}
