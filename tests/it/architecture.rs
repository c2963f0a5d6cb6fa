//! The house holds: rooms use only those below them, and what must not reach a page cannot.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The rooms from the top of the house to the bottom; rooms of one storey may not use each other,
/// but for those listed in [`NEIGHBOURS`].
const STOREYS: [&[&str]; 13] = [
    &["cli"],
    &["pipeline", "print"],
    &["output"],
    &["report"],
    &["narrate", "chart"],
    &["release"],
    &["measure"],
    &["tally", "statistics"],
    &["table", "inspect", "init"],
    &["ingest"],
    &["simulate", "plan", "framework", "contract"],
    &["document"],
    &["vocabulary", "finding"],
];

/// Uses within one storey: the simulator writes plans, and a framework is named by one.
const NEIGHBOURS: [(&str, &str); 2] = [("simulate", "plan"), ("framework", "plan")];

/// What of `measure` a page may know: words about a value, never a value.
const PAGE_SAFE: [&str; 6] = ["Absence", "ActionFact", "Basis", "Counted", "Interval", "SessionFact"];

fn sources() -> Vec<(PathBuf, String)> {
    let mut open = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    let mut files = Vec::new();
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
            let path = entry.path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.push((path.clone(), fs::read_to_string(path).unwrap()));
            }
        }
    }
    files.sort();
    files
}

fn name(path: &Path) -> String {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    path.strip_prefix(src).unwrap().to_string_lossy().replace('\\', "/")
}

fn room(path: &Path) -> String {
    name(path).split('/').next().unwrap().trim_end_matches(".rs").to_owned()
}

fn is_test(path: &Path) -> bool {
    let name = name(path);
    name.ends_with("tests.rs") || name.contains("/tests/")
}

/// A file's code: comments and the test module at its end left out.
fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or(text);
    text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// The first part of a path.
fn first_part(path: &str) -> String {
    path.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

/// The entries of a list in braces, nested lists left whole; the list starts after its opening brace.
fn entries(list: &str) -> Vec<&str> {
    let (mut depth, mut start, mut found) = (0_usize, 0, Vec::new());
    for (at, c) in list.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            ',' | '}' if depth == 0 => {
                found.push(list[start..at].trim());
                start = at + 1;
                if c == '}' {
                    break;
                }
            }
            _ => {}
        }
    }
    found.retain(|entry| !entry.is_empty());
    found
}

/// What code names right below a path: `prefix::name` and `prefix::{name, name::deeper}`.
fn named_below(prefix: &str, code: &str) -> Vec<String> {
    let below = format!("{prefix}::");
    let mut named = Vec::new();
    for (at, _) in code.match_indices(&below) {
        let whole = !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
        let rest = &code[at + below.len()..];
        match rest.strip_prefix('{') {
            _ if !whole => {}
            Some(list) => named.extend(entries(list).into_iter().map(first_part)),
            None => named.push(first_part(rest)),
        }
    }
    named
}

/// The rooms that code names.
fn rooms_used(code: &str) -> Vec<String> {
    named_below("crate", code)
}

#[test]
fn uses_are_read_however_they_are_written() {
    let code = "use crate::tally::Tally;\nuse crate::{measure::{self, Estimate}, table, plan::Plan as P};\n\
                fn f() -> crate::ingest::Rows { mycrate::cli::run() }";
    assert_eq!(rooms_used(code), ["tally", "measure", "table", "plan", "ingest"]);
    let code = "use crate::measure::{Absence, estimate::{Figure}};\nlet a = crate::measure::Outcome::Absent;";
    assert_eq!(named_of_measure(code), ["Absence", "estimate", "Outcome"]);
    assert_eq!(named_of_measure("use crate::measure;\nlet a = measure::Outcome::Absent;"), ["itself"]);
    assert_eq!(named_of_measure("use crate::{finding, measure as m};"), ["itself"]);
    assert_eq!(named_of_measure("use crate::{finding, measure::Estimate};"), ["itself"]);
}

fn storey(room: &str) -> Option<usize> {
    STOREYS.iter().position(|rooms| rooms.contains(&room))
}

#[test]
fn rooms_use_only_those_below_them() {
    let mut wrong = Vec::new();
    let mut uses = 0;
    for (path, text) in sources().iter().filter(|(path, _)| !is_test(path)) {
        let room = room(path);
        let Some(mine) = storey(&room) else { continue };
        for used in rooms_used(&code(text)).into_iter().filter(|used| *used != room) {
            let Some(theirs) = storey(&used) else { continue };
            uses += 1;
            if theirs <= mine && !NEIGHBOURS.contains(&(room.as_str(), used.as_str())) {
                wrong.push(format!("{} uses {used}", name(path)));
            }
        }
    }
    println!("{uses} uses of other rooms");
    assert!(uses > 100, "only {uses} uses were found");
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_room_has_its_storey() {
    let rooms: BTreeSet<String> = sources().iter().map(|(path, _)| room(path)).collect();
    let homeless: Vec<&String> =
        rooms.iter().filter(|room| storey(room).is_none() && !["lib", "main"].contains(&room.as_str())).collect();
    assert!(homeless.is_empty(), "{homeless:?}");
}

#[test]
fn nothing_on_the_way_to_a_page_can_reach_a_row_a_tally_or_an_unprotected_estimate() {
    let mut wrong = Vec::new();
    let mut looked_at = 0;
    for (path, text) in sources().iter().filter(|(path, _)| !is_test(path)) {
        if !["report", "chart", "narrate"].contains(&room(path).as_str()) {
            continue;
        }
        looked_at += 1;
        let code = code(text);
        for banned in ["table", "tally", "ingest", "statistics", "contract"] {
            if rooms_used(&code).iter().any(|used| used == banned) {
                wrong.push(format!("{} reaches {banned}", name(path)));
            }
        }
        for named in named_of_measure(&code) {
            if !PAGE_SAFE.contains(&named.as_str()) {
                wrong.push(format!("{} names measure::{named}", name(path)));
            }
        }
    }
    assert!(looked_at > 20, "only {looked_at} files were looked at");
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn nothing_unprotected_is_handed_on_under_another_name() {
    let below = ["ingest", "measure", "statistics", "table", "tally"];
    let mut wrong = Vec::new();
    let mut seen = 0;
    for (path, text) in sources().iter().filter(|(path, _)| !is_test(path)) {
        for line in code(text).split(';').map(str::trim) {
            let Some((_, used)) = line.rsplit_once("pub use ") else {
                continue;
            };
            seen += 1;
            // A list may name a room anywhere in it.
            wrong.extend(
                rooms_used(used)
                    .into_iter()
                    .filter(|used| *used != room(path) && below.contains(&used.as_str()))
                    .map(|used| format!("{} hands on {used}", name(path))),
            );
        }
    }
    assert!(seen > 50, "only {seen} were found");
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn who_stands_behind_a_figure_is_known_to_disclosure_control_alone() {
    // `People` are of the tally, which none of them may name.
    let words = ["PersonNumber", "person_number", "Footings", "PartsOfGroups", "footings"];
    let mut looked_at = 0;
    for (path, text) in sources().iter().filter(|(path, _)| !is_test(path)) {
        if !["output", "report", "chart", "narrate"].contains(&room(path).as_str()) {
            continue;
        }
        looked_at += 1;
        let code = code(text);
        let mut named = code.split(|c: char| !(c.is_alphanumeric() || c == '_'));
        assert!(!named.any(|word| words.contains(&word)), "{} knows people", name(path));
        assert!(!rooms_used(&code).iter().any(|used| used == "tally"), "{} reaches the tally", name(path));
    }
    assert!(looked_at > 40, "only {looked_at} files were looked at");
    let release = sources()
        .iter()
        .filter(|(path, _)| room(path) == "release")
        .any(|(_, text)| code(text).split(|c: char| !c.is_alphanumeric()).any(|word| words.contains(&word)));
    assert!(release, "the words are no longer those of the source");
}

/// What code names of `crate::measure`, one by one; `itself` where it names the whole room, or names
/// it within a list, by which anything of it could be reached.
fn named_of_measure(code: &str) -> Vec<String> {
    let mut named = named_below("crate::measure", code);
    let whole = rooms_used(code).iter().filter(|room| *room == "measure").count();
    if whole > code.matches("crate::measure::").count() {
        named.push("itself".to_owned());
    }
    named
}

#[test]
fn only_the_command_line_makes_things_up() {
    let users: BTreeSet<String> = sources()
        .iter()
        .filter(|(path, text)| !is_test(path) && rooms_used(&code(text)).iter().any(|used| used == "simulate"))
        .map(|(path, _)| room(path))
        .filter(|room| room != "simulate")
        .collect();
    assert_eq!(users.into_iter().collect::<Vec<_>>(), ["cli"]);
}

#[test]
fn files_are_touched_at_the_rim_and_orders_are_never_left_to_chance() {
    let homes: [(&[&str], &[&str]); 2] = [
        (
            &["fs::", "File::"],
            &["cli", "document", "ingest", "init", "output", "pipeline", "plan", "print", "report", "simulate"],
        ),
        // Looked up in, never walked through.
        (&["HashMap", "HashSet"], &["table"]),
    ];
    for (words, rooms) in homes {
        let mut seen = 0;
        for (path, text) in sources().iter().filter(|(path, _)| !is_test(path)) {
            for word in named_words(&code(text), words) {
                seen += 1;
                assert!(rooms.contains(&room(path).as_str()), "{} uses {word}", name(path));
            }
        }
        assert!(seen > 0, "{words:?} were found nowhere");
    }
}

/// Those of `words` that code has as words of their own, not as the end of longer ones.
fn named_words<'a>(code: &str, words: &[&'a str]) -> Vec<&'a str> {
    let is_whole = |at: usize| !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
    words.iter().copied().filter(|word| code.match_indices(word).any(|(at, _)| is_whole(at))).collect()
}

#[test]
fn the_engine_and_the_template_language_stay_in_their_rooms() {
    let homes: BTreeMap<&str, &[&str]> = BTreeMap::from([
        ("polars::", ["ingest", "table", "tally"].as_slice()),
        ("tera::", ["report"].as_slice()),
        ("fluent_bundle::", ["narrate"].as_slice()),
        ("plotters::", ["chart"].as_slice()),
        ("clap::", ["cli"].as_slice()),
    ]);
    let mut seen = BTreeSet::new();
    for (path, text) in sources() {
        for (library, rooms) in &homes {
            if code(&text).contains(library) {
                seen.insert(*library);
                assert!(rooms.contains(&room(&path).as_str()), "{} uses {library}", name(&path));
            }
        }
    }
    assert_eq!(seen.len(), homes.len(), "only {seen:?} were found anywhere");
}

#[test]
fn no_indicators_code_stands_in_the_source() {
    let framework = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas/framework/too_busy_to_learn.toml");
    let framework = fs::read_to_string(framework).unwrap();
    let codes: BTreeSet<&str> = framework
        .lines()
        .filter_map(|line| line.strip_prefix("code = \"")?.strip_suffix('"'))
        .filter(|code| code.contains('-'))
        .collect();
    println!("{} codes are looked for", codes.len());
    assert!(codes.len() > 30, "only {} codes were found", codes.len());
    for (path, text) in sources().iter().filter(|(path, _)| !is_test(path) && room(path) != "simulate") {
        for word in code(text).split(|c: char| !(c.is_ascii_alphanumeric() || "-.".contains(c))) {
            assert!(!codes.contains(word), "{} names the indicator {word}", name(path));
        }
    }
}

#[test]
fn files_stay_readable() {
    let long: Vec<String> = sources()
        .iter()
        .filter(|(path, text)| text.lines().count() > 500 && !name(path).ends_with("widths.rs"))
        .map(|(path, text)| format!("{}: {} lines", name(path), text.lines().count()))
        .collect();
    assert!(long.is_empty(), "{long:#?}");
}

#[test]
fn nothing_is_left_undone_and_no_lint_is_silenced_without_a_reason() {
    let words = ["todo!", "unimplemented!", "dbg!", "#[allow(", "#![allow(", "TODO", "FIXME"];
    for (path, text) in sources() {
        for word in words {
            assert!(!text.contains(word), "{} has {word}", name(&path));
        }
    }
}

#[test]
fn what_can_panic_says_why_it_does_not() {
    let calls = [".unwrap()", ".expect(\"", "panic!(", "unreachable!("];
    let mut bare = Vec::new();
    for (path, text) in sources().iter().filter(|(path, _)| !is_test(path)) {
        let text = text.split("#[cfg(test)]").next().unwrap_or(text);
        let lines: Vec<&str> = text.lines().collect();
        for (at, line) in lines.iter().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//")) {
            let above = lines.get(at.saturating_sub(3)..at).unwrap_or_default();
            let explained = line.contains("//") || above.iter().any(|line| line.trim_start().starts_with("//"));
            if calls.iter().any(|call| line.contains(call)) && !explained {
                bare.push(format!("{}:{}", name(path), at + 1));
            }
        }
    }
    assert!(bare.is_empty(), "{bare:#?}");
}
