//! What a person was promised is kept: the notice binds, those who withdraw are gone, rows are not kept for ever.

use crate::support::{Evaluation, Told};
use serde_json::Value;
use std::fs;

const GROUPS: &str = "group_id,name\nLLG-1,Harbour\nLLG-2,Hillside\n";
const NOTICE: &str = "# Notice\n\nNotice version: 3; promised: 5; kept until: 2009-08-31\n";

/// A small evaluation: every table that knows people, in the canonical form.
fn evaluation() -> Evaluation {
    let evaluation = Evaluation::empty();
    let sources =
        ["groups", "members", "sessions", "attendance", "activities", "ties", "coded_answers", "attainment", "actions"];
    let sources: String =
        sources.iter().map(|table| format!("[[source]]\ntable = \"{table}\"\nfiles = [\"{table}.csv\"]\n\n")).collect();
    evaluation.write(
        "evaluation.toml",
        &format!(
            "[programme]\nname = \"P\"\ncommissioner = \"C\"\ncontact = \"x\"\nas_of = 2004-08-31\n\
             framework = \"too_busy_to_learn\"\n\n[protection]\npromised = 5\nnotice = \"notice.md\"\n\n[privacy]\n\
             retain_until = 2009-08-31\nkey_file = \"../the.key\"\n\n[[wave]]\nid = \"w1\"\nlabel = \"Spring\"\n\
             from = 2004-01-01\nto = 2004-04-30\ncensus = 2004-03-31\n\n{sources}[[source]]\ntable = \"responses\"\n\
             files = [\"responses.csv\"]\nwave = \"w1\"\n"
        ),
    );
    fs::write(evaluation.root().join("the.key"), [7_u8; 32]).unwrap();
    evaluation.write("notice.md", NOTICE);
    evaluation.write("groups.csv", GROUPS);
    evaluation.write("members.csv", "member_id,group_id,role\nM1,LLG-1,head\nM2,LLG-1,head\nM3,LLG-2,head\n");
    evaluation.write("sessions.csv", "session_id,group_id,date,led_by\nS1,LLG-1,2004-02-01,M1;M2\n");
    evaluation.write("attendance.csv", "session_id,member_id,status\nS1,M1,present\nS1,M2,present\n");
    evaluation.write("activities.csv", "activity_id,group_id,date,members,led_by\nA1,LLG-1,2004-02-02,M1;M2,M1\n");
    evaluation
        .write("ties.csv", "from_member,to_member,wave,kind\nM1,M2,w1,contact\nM2,M1,w1,contact\nM2,M3,w1,contact\n");
    evaluation.write("coded_answers.csv", "answer_id,group_id,wave,question,codes,coder\nM1,LLG-1,w1,o1,none,a\n");
    evaluation.write("attainment.csv", "school_id,group_id,measure,time_point,pupil_id,score\n9,LLG-1,ks2,w1,P1,4\n");
    evaluation.write("actions.csv", "group_id,aspect,action,owner\nLLG-1,models,Decide,M1\n");
    evaluation.write("responses.csv", "respondent_id,group_id,ms01,o1\nM1,LLG-1,4,Good\nM2,LLG-1,3,Good\n,LLG-2,3,\n");
    evaluation
}

fn check(evaluation: &Evaluation) -> (Told, Value) {
    let told = evaluation.say(&["check", "data", "--json"]);
    let json = serde_json::from_str(&told.stdout).unwrap_or_else(|error| panic!("{error}\n{}", told.stderr));
    (told, json)
}

/// Codes of findings with the place of each; items that the small survey does not ask apart.
fn found(json: &Value) -> Vec<String> {
    let text = |finding: &Value, key: &str| finding[key].as_str().unwrap_or_default().to_owned();
    let one = |finding: &Value| {
        format!("{} {} {}", text(finding, "code"), text(finding, "file"), text(finding, "column")).trim().to_owned()
    };
    let all = json["findings"].as_array().unwrap().iter().map(one);
    all.filter(|finding| !finding.starts_with("missing-column responses.csv ms")).collect()
}

/// How many rows of a file were left out because the person withdrew.
fn withdrawn(json: &Value, file: &str) -> u64 {
    let account = json["files"].as_array().unwrap().iter().find(|account| account["file"] == file).unwrap();
    account["reasons"]["withdrawn"].as_u64().unwrap_or_default()
}

#[test]
fn the_notice_binds_the_plan() {
    let evaluation = evaluation();
    assert_eq!(check(&evaluation).0.code, 0);
    evaluation.change("notice.md", |text| text.replace("promised: 5", "promised: 8"));
    let (told, json) = check(&evaluation);
    assert_eq!(told.code, 2);
    assert_eq!(
        found(&json),
        [
            "threshold-below-notice evaluation.toml protection.internal",
            "notice-differs evaluation.toml protection.promised"
        ]
    );
    let messages = json["findings"].to_string();
    for told in ["`notice.md` promised 8", "the plan says that 5 was promised", "`internal` is 5", "evaluation.toml"] {
        assert!(messages.contains(told), "{told}: {messages}");
    }
    evaluation.change("evaluation.toml", |text| text.replace("promised = 5", "promised = 8\ninternal = 8"));
    assert_eq!(check(&evaluation).0.code, 0);
    evaluation.change("evaluation.toml", |text| text.replace("2009-08-31", "2010-08-31"));
    assert_eq!(found(&check(&evaluation).1), ["notice-differs evaluation.toml privacy.retain_until"]);
}

#[test]
fn the_manifest_says_which_notice_and_until_when_rows_are_kept() {
    let evaluation = evaluation();
    let out = evaluation.out("out");
    assert_eq!(evaluation.run(&out).code, 0);
    let manifest: Value = serde_json::from_slice(&fs::read(out.join("manifest.json")).unwrap()).unwrap();
    assert_eq!((&manifest["versions"]["notice"], &manifest["retain_until"]), (&"3".into(), &"2009-08-31".into()));
    assert!(manifest["inputs"].as_array().unwrap().iter().any(|input| input["path"] == "notice.md"));
}

#[test]
fn rows_are_not_kept_without_an_end() {
    let evaluation = evaluation();
    evaluation.change("evaluation.toml", |text| text.replace("retain_until = 2009-08-31\n", ""));
    let (told, json) = check(&evaluation);
    assert_eq!(
        (told.code, found(&json)),
        (0, vec!["no-retention-date evaluation.toml privacy.retain_until".to_owned()])
    );
    evaluation.change("evaluation.toml", |text| text.replace("[privacy]", "[privacy]\nretain_until = 2004-08-30"));
    let (told, json) = check(&evaluation);
    assert_eq!(
        (told.code, found(&json)),
        (2, vec!["retained-too-long evaluation.toml privacy.retain_until".to_owned()])
    );
}

#[test]
fn who_withdraws_is_gone_from_every_table_and_from_what_is_set_aside() {
    let evaluation = evaluation();
    // A row that would be set aside, with the person's words in it.
    evaluation.change("responses.csv", |text| text.replace("M1,LLG-1,4,Good", "M1,LLG-1,97,PLANTED"));
    let out = evaluation.out("out");
    assert_eq!(evaluation.run(&out).code, 0);
    assert!(fs::read_to_string(out.join("private/quarantine.csv")).unwrap().contains("97"));
    evaluation.change("evaluation.toml", |text| text.replace("[privacy]", "[privacy]\nwithdrawn = \"withdrawn.csv\""));
    evaluation.write("withdrawn.csv", "pseudonym\nm1\nP1\n0123456789abcdef0123\n");
    let (told, json) = check(&evaluation);
    assert_eq!(told.code, 0);
    let gone = ["members", "attendance", "ties", "coded_answers", "attainment", "responses"]
        .map(|table| withdrawn(&json, &format!("{table}.csv")));
    assert_eq!(gone, [1, 1, 2, 1, 1, 1]);
    assert_eq!(["sessions.csv", "activities.csv", "actions.csv"].map(|file| withdrawn(&json, file)), [0, 0, 0]);
    assert_eq!(
        found(&json),
        [
            "withdrawn-from-cell actions.csv owner",
            "withdrawn-from-cell activities.csv led_by",
            "withdrawn-from-cell activities.csv members",
            "withdrawn-from-cell sessions.csv led_by",
            "withdrawn-not-found withdrawn.csv pseudonym",
        ]
    );
    assert!(!told.stdout.contains("0123456789abcdef0123"));
    assert_eq!(evaluation.run(&out).code, 0);
    let aside = fs::read_to_string(out.join("private/quarantine.csv")).unwrap();
    assert!(!aside.contains("97") && !aside.contains("PLANTED"), "{aside}");
    let page = fs::read_to_string(out.join("quality.html")).unwrap();
    assert!(page.contains("withdrawn"));
}

#[test]
fn a_list_that_is_not_there_stops_the_run() {
    let evaluation = evaluation();
    evaluation.change("evaluation.toml", |text| text.replace("[privacy]", "[privacy]\nwithdrawn = \"gone.csv\""));
    let (told, json) = check(&evaluation);
    assert_eq!((told.code, found(&json)), (2, vec!["withdrawn-unreadable gone.csv".to_owned()]));
    evaluation.write("gone.csv", "name\nM1\n");
    assert_eq!(found(&check(&evaluation).1), ["missing-column gone.csv pseudonym"]);
}
