//! Questions that changed between waves: found, told, and never compared across without the plan's word.

use crate::support::{Evaluation, Told};
use std::fs;

const PLAN: &str = r#"[programme]
name = "Case"
commissioner = "The commissioner"
contact = "The evaluator"
as_of = 2004-12-31
framework = "framework.toml"

[privacy]
retain_until = 2009-12-31

[protection]
promised = 5

[[wave]]
id = "w1"
label = "Autumn 2003"
from = 2003-09-01
to = 2003-12-31
census = 2003-11-01

[[wave]]
id = "w2"
label = "Summer 2004"
from = 2004-04-01
to = 2004-07-31
census = 2004-06-01

[[source]]
table = "groups"
files = ["groups.csv"]

[[source]]
table = "responses"
files = ["one.csv"]
wave = "w1"

[[source]]
table = "responses"
files = ["two.csv"]
wave = "w2"
"#;

const SCALES: &str = r#"
[scale.frequency]
labels = ["Never", "Seldom", "Sometimes", "Often", "Always"]
favourable_from = 4
unfavourable_to = 2

[scale.from_nought]
lowest = 0
labels = ["None", "Little", "Some", "Much", "All"]
favourable_from = 3
unfavourable_to = 1

[scale.four]
labels = ["Never", "Seldom", "Often", "Always"]
favourable_from = 3
unfavourable_to = 2
"#;

const MEASURES: &str = r#"
[[indicator]]
code = "KC-02"
name = "Choice, change"
definition = "Mean change."
source = "case"
measure.matched_change = { items = ["ms01"] }

[[indicator]]
code = "KC-03"
name = "Learning"
definition = "Mean of the answers."
source = "case"
direction = "higher"
measure.scale_mean = { items = ["ms02"] }
bands = { good = 4.0, fair = 3.0, basis = "programme default" }

[[indicator]]
code = "KC-04"
name = "Learning, change"
definition = "Mean change."
source = "case"
measure.matched_change = { items = ["ms02"] }
"#;

/// Twelve people whose answers to `ms01` and `ms02` are as given.
fn returns(header: &str, answers: [&str; 2]) -> String {
    let rows = (1..=12).map(|person| format!("p{person},g1,{},{},2,3\n", answers[0], answers[1]));
    format!("respondent_id,group_id,{header}\n{}", rows.collect::<String>())
}

const IDS: &str = "ms01,ms02,ms03,ms04";

/// One group, two waves; each test changes what it is about.
pub fn evaluation() -> Evaluation {
    let evaluation = Evaluation::copy_of("tests/cases/not-asked");
    let write = |name: &str, text: String| fs::write(evaluation.dir().join(name), text).unwrap();
    let cases = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let framework = fs::read_to_string(cases.join("framework.toml")).unwrap();
    write("evaluation.toml", PLAN.to_owned());
    write(
        "framework.toml",
        framework.replace("[[item]]\nid = \"ms01\"", &format!("{SCALES}\n[[item]]\nid = \"ms01\"")) + MEASURES,
    );
    write("groups.csv", "group_id,name,lea_code,formed_on\ng1,Alder,L1,2003-09-01\n".to_owned());
    write("one.csv", returns("ms01,ms02,ms03,ms04", ["3", "3"]).replace(",3\n", ",\n"));
    write("two.csv", returns(IDS, ["4", "4"]));
    evaluation
}

fn check(evaluation: &Evaluation) -> Told {
    evaluation.say(&["check", &evaluation.dir().to_string_lossy()])
}

/// What `explain` says of an indicator in the group at a wave.
fn explained(evaluation: &Evaluation, code: &str, wave: &str) -> String {
    let told =
        evaluation.say(&["explain", code, "--unit", "g1", "--wave", wave, "-d", &evaluation.dir().to_string_lossy()]);
    assert_eq!(told.code, 0, "{}", told.stderr);
    told.stdout
}

fn add(evaluation: &Evaluation, after: &str, text: &str) {
    evaluation.change("evaluation.toml", |plan| plan.replacen(after, &format!("{after}{text}"), 1));
}

const SECOND: &str = "census = 2004-06-01\n";
const EQUIVALENT: &str =
    "\n[[equivalent]]\nitem = \"ms01\"\nwaves = [\"w1\", \"w2\"]\nbecause = \"Both were tried on one group.\"\n";
const CHANGED: &str = "no value: a question changed between the waves";

fn quality(evaluation: &Evaluation) -> String {
    let out = evaluation.out("out");
    let told = evaluation.run(&out);
    assert_eq!(told.code, 0, "{}", told.stderr);
    fs::read_to_string(out.join("quality.html")).unwrap()
}

#[test]
fn questions_that_stay_are_compared_and_not_spoken_of() {
    let evaluation = evaluation();
    assert!(!check(&evaluation).stderr.contains("question-"), "{}", check(&evaluation).stderr);
    assert!(explained(&evaluation, "KC-02", "w2").contains("value: 1\n"));
    assert!(!quality(&evaluation).contains("Questions that changed between waves"));
}

#[test]
fn a_declared_wording_stops_change_until_the_plan_takes_both_as_one() {
    let evaluation = evaluation();
    add(&evaluation, SECOND, "\n[[wave.item]]\nid = \"ms01\"\ntext = \"I asked to be in this group.\"\n");
    let told = check(&evaluation).stderr;
    assert!(
        told.contains("note[question-changed]: `ms01` was worded otherwise in Summer 2004 than in Autumn 2003"),
        "{told}"
    );
    assert!(told.contains("--> evaluation.toml, row 30, column wave[1].item[0].text"), "{told}");
    assert!(explained(&evaluation, "KC-02", "w2").contains(CHANGED));
    assert!(explained(&evaluation, "KC-04", "w2").contains("value: 1\n"));
    let page = quality(&evaluation);
    assert!(page.contains("Questions that changed between waves") && page.contains("Change is not computed between"));
    add(&evaluation, "wave = \"w2\"\n", EQUIVALENT);
    assert!(explained(&evaluation, "KC-02", "w2").contains("value: 1\n"));
    let page = quality(&evaluation);
    assert!(page.contains("Yes: Both were tried on one group."));
}

#[test]
fn wordings_in_headers_that_differ_are_found() {
    let evaluation = evaluation();
    let mapped = |wording: &str| format!("mapping.columns = {{ ms01 = \"{wording}\" }}\n");
    evaluation.change("one.csv", |text| text.replacen("ms01", "1. I chose to be in this group", 1));
    evaluation.change("two.csv", |text| text.replacen("ms01", "7. I was asked to join this group", 1));
    add(&evaluation, "wave = \"w1\"\n", &mapped("1. I chose to be in this group"));
    add(&evaluation, "wave = \"w2\"\n", &mapped("7. I was asked to join this group"));
    let told = check(&evaluation).stderr;
    assert!(told.contains("warning[question-changed]: `ms01` was worded otherwise"), "{told}");
    assert!(told.contains("--> two.csv, column 7. I was asked to join this group"), "{told}");
    assert!(explained(&evaluation, "KC-02", "w2").contains(CHANGED));
}

#[test]
fn a_header_that_was_only_renumbered_is_the_same_question() {
    let evaluation = evaluation();
    for (file, wave, header) in
        [("one.csv", "w1", "1. I chose to be in this group"), ("two.csv", "w2", "7. I chose to be in this GROUP.")]
    {
        evaluation.change(file, |text| text.replacen("ms01", header, 1));
        add(&evaluation, &format!("wave = \"{wave}\"\n"), &format!("mapping.columns = {{ ms01 = \"{header}\" }}\n"));
    }
    assert!(!check(&evaluation).stderr.contains("question-changed"));
    assert!(explained(&evaluation, "KC-02", "w2").contains("value: 1\n"));
}

#[test]
fn other_answer_words_are_found_and_fewer_of_them_cannot_be_bridged() {
    let evaluation = evaluation();
    fs::write(evaluation.dir().join("two.csv"), returns(IDS, ["Often", "4"])).unwrap();
    let five =
        "mapping.values.ms01 = { Never = \"1\", Seldom = \"2\", Sometimes = \"3\", Often = \"4\", Always = \"5\" }\n";
    add(&evaluation, "wave = \"w2\"\n", five);
    let told = check(&evaluation).stderr;
    assert!(told.contains("warning[question-changed]: the answers to `ms01` have other words"), "{told}");
    assert!(explained(&evaluation, "KC-02", "w2").contains(CHANGED));
    evaluation.change("evaluation.toml", |plan| plan.replace("Sometimes = \"3\", ", ""));
    add(&evaluation, "Always = \"5\" }\n", EQUIVALENT);
    let told = check(&evaluation).stderr;
    assert!(told.contains("`ms01` had 4 answers to choose from in Summer 2004 and 5 others in Autumn 2003"), "{told}");
    assert!(told.contains("warning[equivalence-refused]") && told.contains("equivalent[0].waves"), "{told}");
    assert!(explained(&evaluation, "KC-02", "w2").contains(CHANGED));
}

#[test]
fn the_scales_own_words_and_numbers_are_one_scale() {
    let evaluation = evaluation();
    fs::write(evaluation.dir().join("two.csv"), returns(IDS, ["Agree", "4"])).unwrap();
    assert!(!check(&evaluation).stderr.contains("question-changed"));
    assert!(explained(&evaluation, "KC-02", "w2").contains("value: 1\n"));
}

#[test]
fn a_scale_of_as_many_answers_is_brought_to_the_frameworks_where_the_plan_says_so() {
    let evaluation = evaluation();
    fs::write(evaluation.dir().join("two.csv"), returns(IDS, ["4", "Much"])).unwrap();
    add(&evaluation, SECOND, "\n[[wave.item]]\nid = \"ms02\"\nscale = \"from_nought\"\n");
    assert!(explained(&evaluation, "KC-03", "w2").contains("value: 3\n"), "its own scale at its own wave");
    assert!(explained(&evaluation, "KC-04", "w2").contains(CHANGED));
    add(&evaluation, "wave = \"w2\"\n", &EQUIVALENT.replace("ms01", "ms02"));
    assert!(explained(&evaluation, "KC-04", "w2").contains("value: 1\n"), "from 3 to the fourth of five");
}

#[test]
fn a_scale_of_fewer_answers_has_levels_without_a_judgement_and_no_change() {
    let evaluation = evaluation();
    add(&evaluation, SECOND, "\n[[wave.item]]\nid = \"ms02\"\nscale = \"four\"\n");
    add(&evaluation, "wave = \"w2\"\n", &EQUIVALENT.replace("ms01", "ms02"));
    let told = check(&evaluation).stderr;
    assert!(
        told.contains("warning[equivalence-refused]: `ms02` had 5 answers in Autumn 2003 and 4 in Summer 2004"),
        "{told}"
    );
    assert!(explained(&evaluation, "KC-04", "w2").contains(CHANGED));
    let out = evaluation.out("out");
    assert_eq!(evaluation.run(&out).code, 0);
    let rows = evaluation.indicators(&out);
    let of = |wave: &str| {
        rows.iter().find(|row| row["code"] == "KC-03" && row["level"] == "group" && row["wave"] == wave).unwrap()
    };
    assert_eq!((of("w2")["band"].as_str(), of("w1")["band"].as_str()), ("", "partly"));
    let change =
        rows.iter().find(|row| row["code"] == "KC-04" && row["level"] == "group" && row["wave"] == "w2").unwrap();
    assert_eq!((change["symbol"].as_str(), change["basis"].as_str()), ("[x]", "question_changed"));
}

#[test]
fn a_question_that_is_on_one_form_alone_is_told() {
    let evaluation = evaluation();
    evaluation.change("two.csv", |text| text.replacen("ms02", "xx02", 1));
    let told = check(&evaluation).stderr;
    assert!(
        told.contains("warning[question-left-out]: `ms02` was asked in Autumn 2003 and is in no file of Summer 2004"),
        "{told}"
    );
    assert!(quality(&evaluation).contains("It was left off the form"));
}

#[test]
fn what_the_plan_names_must_be_there() {
    let evaluation = evaluation();
    add(&evaluation, SECOND, "\n[[wave.item]]\nid = \"ms10\"\nscale = \"fife\"\n");
    add(&evaluation, "wave = \"w2\"\n", &EQUIVALENT.replace("ms01", "ms11"));
    let told = check(&evaluation);
    assert_eq!(told.code, 2, "{}", told.stderr);
    for line in [
        "error[unknown-item]: the framework has no item `ms10`",
        "row 29, column wave[1].item[0].id",
        "error[unknown-scale]",
        "row 30, column wave[1].item[0].scale",
        "`ms11`",
        "column equivalent[0].item",
    ] {
        assert!(told.stderr.contains(line), "{line}\n{}", told.stderr);
    }
}

#[test]
fn a_statement_that_nothing_calls_for_is_noted() {
    let evaluation = evaluation();
    add(&evaluation, "wave = \"w2\"\n", EQUIVALENT);
    assert!(check(&evaluation).stderr.contains("note[equivalence-without-change]"));
}
