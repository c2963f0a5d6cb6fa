//! Frameworks that cannot be used: everything is told at once, with its line.

use super::DATA;
use super::changed::Edges;
use std::fs;
use std::path::Path;

/// What `check` says of the evaluation with some of its framework's text replaced: each finding's first
/// line, with the row in which the new text stands.
fn told_of(changes: &[(&str, &str)]) -> Vec<(String, usize)> {
    let edges = Edges::new();
    let file = "reading_circles.toml";
    let changed = |text: &str| {
        changes.iter().fold(text.to_owned(), |text, (old, new)| {
            assert!(text.contains(old), "{old} is not in the framework");
            text.replacen(old, new, 1)
        })
    };
    edges.0.change(file, changed);
    let told = edges.0.say(&["check", &edges.0.dir().to_string_lossy()]);
    assert_eq!(told.code, 2, "{}", told.stderr);
    let lines: Vec<&str> = told.stderr.lines().collect();
    let findings = lines.windows(2).filter(|pair| pair[0].starts_with("error[") || pair[0].starts_with("warning["));
    let row = |place: &str| place.split(", row ").nth(1).and_then(|rest| rest.split(',').next()?.parse().ok());
    findings
        .map(|pair| {
            assert!(pair[1].contains(file), "{pair:?}");
            (pair[0].to_owned(), row(pair[1]).unwrap_or_else(|| panic!("no row in {pair:?}")))
        })
        .collect()
}

/// Every change is told, at the row in which it stands, by a finding that holds the words given.
fn all_told(changes: &[(&str, &str, &str)]) {
    let pairs: Vec<(&str, &str)> = changes.iter().map(|(old, new, _)| (*old, *new)).collect();
    let text = fs::read_to_string(Path::new(DATA).join("reading_circles.toml")).unwrap();
    let text = pairs.iter().fold(text, |text, (old, new)| text.replacen(old, new, 1));
    let told = told_of(&pairs);
    assert_eq!(told.len(), changes.len(), "{told:#?}");
    for (_, new, words) in changes {
        let row = text.lines().position(|line| line.contains(new)).unwrap() + 1;
        assert!(
            told.iter().any(|(message, at)| message.contains(words) && *at == row),
            "{words}, row {row}: {told:#?}"
        );
    }
}

#[test]
fn every_condition_that_cannot_be_counted_is_told_with_its_line() {
    all_told(&[
        ("where = \"newcomer\"", "where = \"newcomer and\"", "not an SQL expression"),
        ("of = \"status = 'present'\"", "of = \"statsu = 'present'\"", "did you mean status?"),
        ("of = \"closing_review\"", "of = \"focus\"", "yields text, not true or false"),
        ("among = \"on_roll\"", "among = \"travel_minutes\"", "yields a number, not true or false"),
        ("on = \"attendance_third\"", "on = \"group_id\"", "yields text, not a number"),
        ("number = \"received_on - date\"", "number = \"received_on\"", "yields a date, not a number"),
        ("where = \"minutes >= 90\"", "where = \"minutes >= avg(minutes)\"", "an aggregate"),
        ("where = \"minutes > 60\"", "where = \"count(*) > 60\"", "an aggregate"),
        ("where = \"setting = 'online'\"", "where = \"sum(minutes) over (partition by setting) > 9\"", "a window"),
        ("where = \"kind = 'advice'\"", "where = \"from_member in (select 1)\"", "a query of its own"),
        ("column = \"formed_on\" }, to", "column = \"name\" }, to", "holds text, not dates"),
    ]);
}

#[test]
fn what_a_kind_cannot_count_is_told_with_its_line() {
    all_told(&[
        (
            "measure.rate = { table = \"members\"",
            "measure.rate = { table = \"responses\"",
            "counts rows of `responses`",
        ),
        (
            "measure.mix = { from = [{ table = \"activities\", column = \"led_by\"",
            "measure.mix = { from = [{ table = \"ties\", column = \"kind\"",
            "counts rows of `ties`",
        ),
        (
            "{ table = \"outputs\", column = \"reuse_count\"",
            "{ table = \"attainment\", column = \"cohort_n\"",
            "counts rows of `attainment`",
        ),
        (
            "measure.longest_gap = { table = \"sessions\"",
            "measure.longest_gap = { table = \"members\"",
            "no column of `members` called `date`",
        ),
        ("statistic = \"reach\", ", "statistic = \"reach\", touching = \"on_roll\", ", "only the density"),
        ("table = \"facilitator_returns\", key", "table = \"responses\", key", "LA-3 counts rows of `responses`"),
    ]);
}

#[test]
fn what_does_not_hold_together_is_told_with_its_line() {
    all_told(&[
        (
            "definition = \"Mean of two items on the room and the hour, 1 to 4.\"",
            "definition = \" \"",
            "the definition of TA-2 is empty",
        ),
        ("[\"TA-1 rises\", \"RC-1 <= 0.9\"]", "[\"SU-2 > 0.5\"]", "LA-6.rises is made of itself"),
        ("of = [\"TA-1\", \"TA-2\", \"TA-3\", \"RC-1\"]", "of = [\"LA-6.rises\"]", "SU-2 is made of itself"),
        ("bands = { good = 4.5, fair = 3.5,", "bands = { good = 3.5, fair = 4.5,", "higher is better"),
        (
            "measure.share_favourable = { item = \"habit\"",
            "measure.share_favourable = { item = \"habbit\"",
            "there is no item `habbit`",
        ),
        (
            "measure.scale_mean = { items = [\"habit\"] }",
            "measure.scale_mean = { items = [\"habit\", \"joy_more\"] }",
            "has a second home in BO-3",
        ),
    ]);
    let told = told_of(&[("definition = \"Mean of two items on the room and the hour, 1 to 4.\"\n", "")]);
    assert!(told.len() == 1 && told[0].0.contains("definition"), "{told:?}");
}

#[test]
fn faults_of_meaning_and_of_conditions_are_told_together() {
    all_told(&[
        ("of = \"status = 'present'\"", "of = \"statsu = 'present'\"", "did you mean status?"),
        (
            "measure.matched_change = { items = [\"habit\"] }",
            "measure.matched_change = { items = [\"habot\"] }",
            "no item `habot`",
        ),
        ("where = \"minutes > 60\"", "where = \"  \"", "is empty"),
    ]);
}
