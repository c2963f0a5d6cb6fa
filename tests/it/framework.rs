//! Loading frameworks: the built-in one is sound, a bad one is told everything at once, an own one
//! works as the built-in does.

use chrono::NaiveDate;
use learnframe::finding::{Finding, any_error};
use learnframe::framework::{Condition, Framework, Reading, Yields};
use polars::prelude::{DataFrame, IntoLazy, df};
use polars::sql::sql_expr;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The canonical tables' columns that measures may name.
fn columns(table: &str) -> Option<Vec<String>> {
    learnframe::table::columns(table)
}

fn built_in() -> Framework {
    let checked =
        Framework::load("too_busy_to_learn", Path::new("."), &columns).unwrap_or_else(|f| panic!("{}", told(&f)));
    assert!(checked.findings.is_empty(), "{}", told(&checked.findings));
    checked.value
}

fn told(findings: &[Finding]) -> String {
    findings.iter().map(Finding::to_string).collect::<Vec<_>>().join("\n")
}

fn findings_of(text: &str) -> Vec<Finding> {
    match Framework::read(text, "own.toml", &columns) {
        Ok(checked) => checked.findings,
        Err(findings) => findings,
    }
}

const OWN: &str = include_str!("framework/own.toml");

#[test]
fn the_built_in_framework_loads_without_findings() {
    let framework = built_in();
    assert_eq!(framework.items().len(), 36);
    assert_eq!(framework.frames().len(), 11);
    assert!(framework.frames().iter().all(|frame| (2..=5).contains(&frame.questions.len())));
    assert_eq!(Framework::built_in(), ["too_busy_to_learn"]);
}

/// Families of the framework with the number of their last code: 148 codes, beside the summary scales.
const FAMILIES: [(&str, usize); 20] = [
    ("CX", 8),
    ("KC", 17),
    ("OF", 5),
    ("PL", 5),
    ("CL", 6),
    ("AE", 8),
    ("PR", 9),
    ("SU", 12),
    ("IM", 18),
    ("NH", 22),
    ("DL", 6),
    ("NS", 1),
    ("BR", 6),
    ("FP", 10),
    ("SY", 2),
    ("BA", 1),
    ("AP", 1),
    ("DQ", 9),
    ("AN", 2),
    ("CS", 8),
];

#[test]
fn every_family_is_complete_and_has_no_more() {
    let framework = built_in();
    let codes: BTreeSet<String> = framework
        .indicators()
        .iter()
        .filter(|indicator| indicator.part_of.is_none())
        .map(|indicator| indicator.code.clone())
        .collect();
    let numbered = |(family, last): (&'static str, usize)| (1..=last).map(move |at| format!("{family}-{at:02}"));
    let wanted: BTreeSet<String> = FAMILIES.into_iter().flat_map(numbered).collect();
    assert_eq!(codes, wanted);
    assert_eq!(codes.iter().filter(|code| !code.starts_with("CS-")).count(), 148);
}

#[test]
fn the_four_slots_whose_text_is_lost_say_that_they_are_inferred() {
    let framework = built_in();
    let inferred = framework.indicators().iter().filter(|one| one.source.starts_with("inferred")).map(|one| &one.code);
    let inferred: Vec<&String> = inferred.collect();
    assert_eq!(inferred, ["NH-19", "NH-20", "NH-21", "NH-22"]);
    for code in inferred {
        let indicator = framework.indicator(code).unwrap();
        assert!(indicator.name.ends_with("(inferred)") && indicator.definition.contains("inferred"), "{code}");
    }
}

#[test]
fn every_definition_is_short_and_says_of_what() {
    for indicator in built_in().indicators() {
        let sentences = indicator.definition.matches(". ").count() + 1;
        assert!(sentences <= 2 && indicator.definition.ends_with('.'), "{}: {}", indicator.code, indicator.definition);
        assert!(!indicator.definition.to_lowercase().contains("significan"), "{}", indicator.code);
    }
}

#[test]
fn every_item_has_one_home_and_only_the_impact_items_skip_the_first_wave() {
    let framework = built_in();
    let mut homes: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for indicator in framework.indicators().iter().filter(|one| one.family != "CS" && one.measure.gives_items_a_home())
    {
        let code = indicator.part_of.clone().unwrap_or_else(|| indicator.code.clone());
        for item in indicator.measure.items() {
            homes.entry(item).or_default().insert(code.clone());
        }
    }
    assert_eq!(homes.len(), 36);
    assert!(homes.values().all(|codes| codes.len() == 1), "{homes:?}");
    let later: Vec<&str> =
        framework.items().iter().filter(|item| item.not_asked.is_some()).map(|item| item.id.as_str()).collect();
    assert_eq!(later, ["ms27", "ms28", "ms29", "ms30"]);
    let turned: Vec<&str> = framework.items().iter().filter(|item| item.reverse).map(|item| item.id.as_str()).collect();
    assert_eq!(turned, ["ms32", "ms33", "ms36"]);
}

#[test]
fn conditions_come_with_code_table_text_and_line() {
    let framework = built_in();
    let text = include_str!("../../schemas/framework/too_busy_to_learn.toml");
    assert!(framework.conditions().len() > 30);
    for condition in framework.conditions() {
        let row = usize::try_from(condition.place.row.unwrap()).unwrap();
        let line = text.lines().nth(row - 1).unwrap();
        let beginning = condition.sql.trim().lines().next().unwrap();
        let next = text.lines().nth(row).unwrap();
        assert!(line.contains(beginning) || next.contains(beginning), "{condition:?}");
        assert!(columns(&condition.table).is_some(), "{condition:?}");
        let key = condition.place.column.as_deref().unwrap_or_default();
        let summed = key.contains(".ratio.") || key.ends_with(".number") || key.ends_with(".slope.on");
        assert_eq!(condition.yields == Yields::Number, summed, "{condition:?}");
    }
}

/// What a condition of the built-in framework says of each row of a frame.
fn truths(code: &str, key: &str, frame: DataFrame) -> Vec<Option<bool>> {
    let framework = built_in();
    let is_it =
        |one: &&Condition| one.code == code && one.place.column.as_deref().is_some_and(|path| path.ends_with(key));
    let condition = framework.conditions().iter().find(is_it).unwrap();
    let answer = frame.lazy().select([sql_expr(&condition.sql).unwrap().alias("it")]).collect().unwrap();
    answer.column("it").unwrap().bool().unwrap().iter().collect()
}

fn day(month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(2004, month, day)
}

#[test]
fn retention_counts_the_heads_who_could_have_stayed() {
    // Stays; left; gave up headship; school closed after the wave; joined too late; facilitates; no dates at all.
    let members = || {
        df!(
            "role" => [Some("head"), Some("head"), None, Some("head"), Some("head"), Some("facilitator"), None],
            "joined_on" => [day(1, 1), day(1, 1), day(1, 1), day(1, 1), day(2, 1), day(1, 1), None],
            "left_on" => [None, day(3, 1), day(3, 1), day(5, 1), None, None, None],
            "left_reason" => [None, Some("time"), Some("left headship"), Some("school closed"), None, None, None],
            "wave_from" => [day(1, 1); 7],
            "wave_to" => [day(4, 30); 7],
        )
        .unwrap()
    };
    let could = [true, true, false, true, false, false, true].map(Some);
    let stayed = [true, false, false, true, true, true, true].map(Some);
    assert_eq!(truths("SU-07", "rate.among", members()), could);
    assert_eq!(truths("SU-07", "rate.of", members()), stayed);
}

#[test]
fn a_relaunch_counts_for_two_years_and_a_steering_review_at_any_time() {
    let returns = df!(
        "relaunched_on" => [day(4, 1), NaiveDate::from_ymd_opt(2002, 4, 1), day(9, 1), None],
        "documents" => [None, Some(";principles;"), None, Some(";aims;steering review;")],
        "wave_to" => [day(8, 31); 4],
    )
    .unwrap();
    let counted: Vec<bool> =
        truths("SU-05", "presence.where", returns).into_iter().map(|truth| truth == Some(true)).collect();
    assert_eq!(counted, [true, false, false, true]);
}

#[test]
fn an_own_framework_with_another_scale_loads() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("own.toml"), OWN).unwrap();
    let checked = Framework::load("own.toml", dir.path(), &columns).unwrap_or_else(|f| panic!("{}", told(&f)));
    assert!(checked.findings.is_empty(), "{}", told(&checked.findings));
    let scale = checked.value.scale_of("likely").unwrap();
    assert_eq!((scale.lowest, scale.highest()), (0, 10));
}

#[test]
fn a_framework_that_is_not_there_is_told_with_the_nearest_name() {
    let told = |name: &str| Framework::load(name, Path::new("."), &columns).unwrap_err().remove(0);
    assert!(told("too_busy_to_lern").help.starts_with("write `too_busy_to_learn`"));
    assert_eq!(told("no_such.toml").code, "no-such-file");
    assert_eq!(told("../elsewhere.toml").code, "path-outside");
}

#[test]
fn a_bad_framework_is_told_everything_at_once() {
    let findings = findings_of(include_str!("framework/bad.toml"));
    assert!(any_error(&findings));
    insta::assert_snapshot!(told(&findings));
}

#[test]
fn unknown_keys_of_a_framework_are_told_all_at_once() {
    let bad = OWN
        .replace("favourable_from", "favorable_from")
        .replace("share_favourable", "share_favorable")
        .replace("definition = \"Mean", "defintion = \"Mean");
    insta::assert_snapshot!(told(&findings_of(&bad)));
}

#[test]
fn an_item_may_be_viewed_anywhere_and_counts_in_one_indicator() {
    let views = OWN.replace(
        "measure.scale_mean = { items = [\"pace\"] }",
        "measure.matched_change = { items = [\"skills\"] }\n\n[[indicator]]\ncode = \"EV-09\"\nname = \"Pace\"\ndefinition = \"Mean.\"\nsource = \"own\"\nmeasure.scale_mean = { items = [\"pace\"] }",
    );
    assert_eq!(told(&findings_of(&views)), "");
    let second = OWN.replace("items = [\"pace\"]", "items = [\"pace\", \"skills\"]");
    let findings = findings_of(&second);
    assert_eq!(findings.iter().map(|finding| finding.code).collect::<Vec<_>>(), ["two-homes"], "{}", told(&findings));
    let composite = second.replace("role = \"characteristics\"", "role = \"composite\"");
    assert!(findings_of(&composite).iter().all(|finding| finding.code == "item-without-home"));
}

/// A profile over the own framework, sound as it stands.
const PROFILE: &str = r#"
[[profile]]
id = "both"
title = "Skills and pace"
about = "Two things at once."
source = "form"
row = [
    { id = "BO-1", title = "Skills", of = ["EV-01"], trend = ["EV-01"], signs = ["EV-01 >= 3"] },
    { id = "BO-2", title = "Pace", of = ["EV-02"] },
]
"#;

#[test]
fn a_sound_profile_is_no_finding_and_keeps_its_rows() {
    let checked = Framework::read(&format!("{OWN}{PROFILE}"), "own.toml", &columns).unwrap();
    assert_eq!(told(&checked.findings), "");
    let [profile] = checked.value.profiles() else { panic!("one profile") };
    assert_eq!(profile.row[0].looks()[0].codes(), ["EV-01"]);
    assert_eq!(profile.row[1].looks()[0].of, ["EV-02"]);
}

#[test]
fn every_fault_of_a_profile_is_told_with_its_line() {
    // What is written in place of what, the finding, and the text that its line has.
    let faults = [
        ("of = [\"EV-02\"]", "of = [\"EV-20\"]", "unknown-indicator", "EV-20"),
        ("trend = [\"EV-01\"]", "trend = [\"EV-10\"]", "unknown-indicator", "EV-10"),
        ("EV-01 >= 3", "EV-11 >= 3", "unknown-indicator", "EV-11"),
        ("id = \"BO-2\"", "id = \"BO-1\"", "name-twice", "Pace"),
        ("id = \"BO-2\"", "id = \"2 b\"", "profile-id", "Pace"),
        (", of = [\"EV-02\"]", "", "row-without-indicators", "Pace"),
        ("source = \"form\"\nrow", "source = \"form\"\nframes = [7]\nrow", "unknown-frame", "frames"),
        ("trend = [\"EV-01\"]", "trend = [\"EV-02\"]", "trend-without-bands", "BO-1"),
        ("EV-01 >= 3", "EV-01 is fine", "sign-form", "BO-1"),
        ("EV-01 >= 3", "EV-01 falls", "sign-form", "BO-1"),
        ("\"Two things at once.\"", "\"\"", "empty-text", "about"),
        ("of = [\"EV-02\"]", "cells = [[\"EV-02\"]]", "profile-cells", "Pace"),
        ("of = [\"EV-02\"]", "of = [\"EV-02\"], among = { code = \"EV-03\", are = [\"a\"] }", "among-category", "Pace"),
    ];
    for (from, to, code, line) in faults {
        assert!(PROFILE.contains(from), "{from}");
        let text = format!("{OWN}{}", PROFILE.replace(from, to));
        let findings = findings_of(&text);
        assert_eq!(findings.iter().map(|found| found.code).collect::<Vec<_>>(), [code], "{to}: {}", told(&findings));
        let row = usize::try_from(findings[0].place.row.unwrap()).unwrap();
        assert!(text.lines().nth(row - 1).unwrap().contains(line), "{to}: {}", told(&findings));
    }
}

#[test]
fn the_faults_of_several_profiles_are_told_at_once() {
    let twice = format!("{OWN}{PROFILE}{PROFILE}").replace("of = [\"EV-02\"]", "of = [\"EV-20\"]");
    let empty = "[[profile]]\nid = \"none\"\ntitle = \"None\"\nabout = \"None.\"\nsource = \"form\"\n";
    let codes: Vec<&str> = findings_of(&format!("{twice}{empty}")).iter().map(|found| found.code).collect();
    // By line: the first profile's, then those of its double, then the empty one's.
    let wanted =
        ["unknown-indicator", "name-twice", "name-twice", "name-twice", "unknown-indicator", "profile-without-rows"];
    assert_eq!(codes, wanted);
}

/// The profiles of the built-in framework with the number of their rows.
const PROFILES: [(&str, usize); 11] = [
    ("key_characteristics", 17),
    ("conditions", 10),
    ("effective_groups", 8),
    ("empty_network", 4),
    ("disorders", 3),
    ("distributed_is", 3),
    ("distributed_is_not", 3),
    ("principles", 3),
    ("open_questions", 6),
    ("parallel_process", 3),
    ("model_checks", 8),
];

#[test]
fn every_profile_is_there_with_all_its_rows() {
    let framework = built_in();
    let found: Vec<(&str, usize)> =
        framework.profiles().iter().map(|profile| (profile.id.as_str(), profile.row.len())).collect();
    assert_eq!(found, PROFILES);
    let rows: Vec<&str> =
        framework.profiles().iter().flat_map(|profile| &profile.row).map(|row| row.id.as_str()).collect();
    for (family, last) in [("IC", 10), ("EF", 8), ("MO", 8)] {
        for at in 1..=last {
            assert!(rows.contains(&format!("{family}-{at:02}").as_str()), "{family}-{at:02}");
        }
    }
    let key = &framework.profiles()[0];
    let mut codes: Vec<&str> = key.row.iter().flat_map(|row| row.looks()[0].codes()).collect();
    codes.sort_unstable();
    let wanted: Vec<String> = (1..=17).map(|at| format!("KC-{at:02}")).collect();
    assert_eq!(codes, wanted, "one row a key characteristic");
}

#[test]
fn a_screen_for_risks_says_that_it_is_no_verdict_and_calls_nobody_names() {
    for profile in built_in().profiles().iter().filter(|profile| profile.reading == Reading::Risk) {
        let text = format!("{} {:?}", profile.about, profile.row).to_lowercase();
        assert!(!text.contains("thug") && !text.contains("significan"), "{}", profile.id);
        assert!(text.contains("verdict") || text.contains("ask the group"), "{}", profile.id);
    }
}
