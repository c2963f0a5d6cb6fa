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

#[test]
fn columns_that_reach_people_are_pointed_out_and_kept_nowhere() {
    let evaluation = evaluation();
    evaluation.write(
        "responses.csv",
        "respondent_id,group_id,ms01,o1,Contact,Who\n\
         ann@example.org,LLG-1,4,\"Ask Mrs Planted, 01632 960123\",planted@example.org,Sarah Planted\n\
         M2,LLG-1,97,Good,,Peter Planted\nM3,LLG-1,97,Good,,\n",
    );
    evaluation.write("actions.csv", "group_id,aspect,action,owner\nLLG-1,models,Decide,Sarah Planted\n");
    let (told, json) = check(&evaluation);
    assert_eq!(told.code, 0);
    let all = found(&json);
    for one in [
        "personal-data actions.csv owner",
        "personal-data responses.csv respondent_id",
        "personal-data responses.csv Contact",
        "personal-data responses.csv Who",
        "personal-data-in-answers responses.csv o1",
    ] {
        assert!(all.contains(&one.to_owned()), "{one}: {all:#?}");
    }
    assert!(!told.stdout.contains("lanted") && !told.stdout.contains("960123"), "{}", told.stdout);
    let out = evaluation.out("out");
    assert_eq!(evaluation.run(&out).code, 0);
    let aside = fs::read_to_string(out.join("private/quarantine.csv")).unwrap();
    assert!(aside.contains("97") && !aside.contains("lanted"), "{aside}");
}

#[test]
fn what_circulates_stays_whole_when_rows_about_people_are_removed() {
    let evaluation = evaluation();
    evaluation.change("responses.csv", |text| text.replace("M1,LLG-1,4", "M1,LLG-1,97"));
    let out = evaluation.out("out");
    assert_eq!(evaluation.run(&out).code, 0);
    fs::create_dir_all(out.join("private/ledger")).unwrap();
    fs::write(out.join("private/ledger/digests.json"), "{}").unwrap();
    let early = evaluation.say(&["purge", "out", "--as-of", "2009-08-31"]);
    assert_eq!(early.code, 3, "{}", early.stderr);
    assert!(early.stderr.contains("2009-08-31") && out.join("private/quarantine.csv").exists());
    let told = evaluation.say(&["purge", "out", "--as-of", "2009-09-01"]);
    assert_eq!(told.code, 0, "{}", told.stderr);
    assert!(told.stdout.contains("private/quarantine.csv") && !out.join("private/quarantine.csv").exists());
    assert!(out.join("private/ledger/digests.json").exists());
    assert_eq!(evaluation.say(&["verify", "out", "-d", "data"]).code, 0);

    let told = evaluation.say(&["purge", "out", "--inputs", "--as-of", "2004-09-01", "--early", "A head asked for it"]);
    assert_eq!(told.code, 0, "{}", told.stderr);
    let gone = ["members", "attendance", "ties", "coded_answers", "attainment", "responses"];
    assert!(gone.iter().all(|table| !evaluation.dir().join(format!("{table}.csv")).exists()));
    let stays = ["evaluation.toml", "notice.md", "groups.csv", "sessions.csv", "purged.json"];
    assert!(stays.iter().all(|file| evaluation.dir().join(file).exists()));
    let told = evaluation.say(&["verify", "out", "-d", "data"]);
    assert_eq!(told.code, 0, "{}{}", told.stdout, told.stderr);
    assert!(told.stdout.contains("6 inputs were purged"), "{}", told.stdout);
    let record = fs::read_to_string(evaluation.dir().join("purged.json")).unwrap();
    assert!(record.contains("A head asked for it") && !record.contains("M1"));
}

#[test]
fn a_pseudonym_is_made_of_what_is_read_and_meets_the_person() {
    use std::io::Write;
    use std::process::Stdio;
    let evaluation = evaluation();
    let mut asked = crate::support::program()
        .args(["pseudonym", "-d", "data"])
        .current_dir(evaluation.root())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    asked.stdin.take().unwrap().write_all(b"M2\nAnn@Example.org\n").unwrap();
    let output = asked.wait_with_output().unwrap();
    let pseudonyms = String::from_utf8(output.stdout).unwrap();
    assert_eq!(pseudonyms.lines().map(str::len).collect::<Vec<_>>(), [20, 20]);
    // One person by an id that the files have, one by an address that becomes a pseudonym as it is read.
    evaluation.write("by_mail.csv", "E-mail,group_id,ms01\nann@example.org,LLG-1,4\nbob@example.org,LLG-1,3\n");
    evaluation.change("evaluation.toml", |text| {
        text.replace("[privacy]", "[privacy]\nwithdrawn = \"withdrawn.csv\"")
            + "\n[[source]]\ntable = \"responses\"\nfiles = [\"by_mail.csv\"]\nwave = \"w1\"\n\
               [source.mapping.respondent]\ncolumn = \"E-mail\"\n[source.mapping.columns]\nms01 = \"ms01\"\n"
    });
    evaluation.write("withdrawn.csv", &format!("pseudonym\n{pseudonyms}"));
    let (told, json) = check(&evaluation);
    assert_eq!(told.code, 0, "{}", told.stdout);
    let gone = ["members.csv", "responses.csv", "by_mail.csv"].map(|file| withdrawn(&json, file));
    assert_eq!(gone, [1, 1, 1]);
    assert!(!told.stdout.contains("withdrawn-not-found"));
    evaluation.change("evaluation.toml", |text| text.replace("key_file = \"../the.key\"\n", ""));
    assert_eq!(evaluation.say(&["pseudonym", "-d", "data"]).code, 2);
}

#[test]
fn a_new_evaluation_says_what_is_missing_and_works_once_it_is_there() {
    let evaluation = Evaluation::empty();
    let told = evaluation.say(&["init", "new", "--year", "2025", "--key", "keys.key"]);
    assert_eq!(told.code, 0, "{}", told.stderr);
    let new = evaluation.root().join("new");
    let read = |file: &str| fs::read_to_string(new.join(file)).unwrap();
    assert_eq!(fs::read(evaluation.root().join("keys.key")).unwrap().len(), 32);
    assert!(read("evaluation.toml").contains("key_file = \"../keys.key\""));
    for file in ["evaluation.toml", "notice.md", "dpia.md"] {
        let text = read(file);
        assert!(!text.contains('{') && !text.contains('}'), "{file} has a place that was not filled");
    }
    let told = evaluation.say(&["check", "new"]);
    assert_eq!(told.code, 2);
    for words in ["nobody has filled in `name`", "`notice.md` has places"] {
        assert!(told.stderr.contains(words), "{words}: {}", told.stderr);
    }
    for file in ["evaluation.toml", "notice.md"] {
        let mut text = read(file);
        while let Some((before, rest)) = text.clone().split_once("[[").filter(|(_, rest)| rest.contains("]]")) {
            let (inside, after) = rest.split_once("]]").unwrap();
            let table = matches!(inside, "wave" | "source");
            text = if table { format!("{before}<<{inside}>>{after}") } else { format!("{before}Filled in{after}") };
        }
        fs::write(new.join(file), text.replace("<<", "[[").replace(">>", "]]")).unwrap();
    }
    let told = evaluation.say(&["check", "new"]);
    assert!(told.code == 2 && told.stderr.contains("error[no-groups]"), "{}", told.stderr);
    fs::write(new.join("groups.csv"), GROUPS).unwrap();
    let told = evaluation.say(&["check", "new"]);
    assert_eq!(told.code, 0, "{}", told.stderr);
    assert!(told.stderr.contains("the file has a header and no rows"));
    assert!(!told.stderr.contains("missing-column"), "{}", told.stderr);
    assert_eq!(evaluation.say(&["run", "new", "-o", "out"]).code, 0);
}

#[test]
fn nothing_is_overwritten_and_no_key_lies_with_the_data() {
    let evaluation = Evaluation::empty();
    evaluation.write("notice.md", "ours");
    let told = evaluation.say(&["init", "data"]);
    assert_eq!(told.code, 3);
    assert!(told.stderr.contains("notice.md is there already"), "{}", told.stderr);
    assert_eq!(fs::read_dir(evaluation.dir()).unwrap().count(), 1);
    assert_eq!(evaluation.say(&["init", "other", "--key", "other/the.key"]).code, 3);
    assert!(!evaluation.root().join("other").exists());
}

/// Every cell is a word of its own that nothing but the cell has, and every rule about cells is broken.
#[test]
fn no_finding_page_or_message_repeats_a_cell() {
    let evaluation = evaluation();
    evaluation.write(
        "groups.csv",
        "group_id,name,model,formed_on,ended_on\nLLG-1,Harbour,zqmodel,zqday,2004-01-01\nLLG-2,Hillside,,2004-02-01,2003-01-01\n\
         LLG-2,zqtwice,,,\n",
    );
    evaluation.write(
        "members.csv",
        "member_id,group_id,role,joined_on,travel_minutes,years_as_head,Email\nzqmember1,LLG-1,zqrole,31/31/2004,zqminutes,-7531,\
         zqmail@example.org\nzqmember1,LLG-1,head,,,,\nZQmember1,LLG-1,head,,,,\nzqmember2,zqgroup,head,,,,\n,LLG-1,head,,,,\n\
         7.53E+11,LLG-1,head,,,,\n",
    );
    evaluation.write(
        "attendance.csv",
        "session_id,member_id,status,minutes\nzqsession,zqmember1,present,\nS1,zqmember9,present,\nS1,zqmember1,zqstatus,\n\
         S1,zqmember1,present,\nS1,zqmember1,absent,\nS1,zqmember1,present,zqragged,zqmore,zqcells\n",
    );
    evaluation.write(
        "responses.csv",
        "respondent_id,group_id,submitted_on,ms01,ms02,o1,zqheader,telephone\nzqperson1,LLG-1,2004-03-01,zqanswer,97531,\
         \"zqwords of Mrs Zqlady, zq@example.org\",Sarah Zqname,01632 960531\nzqperson1,LLG-1,2004-03-02,02-Jan,4,zqlater,,\n\
         zqperson2,zqgroup,2004-03-02,4,4,zqopen,,\nzq\u{200b}person3,LLG-1,zqdate,4,4,,,\n",
    );
    evaluation.write(
        "ties.csv",
        "from_member,to_member,wave,kind\nzqmember1,zqmember7,w1,contact\nzqmember1,zqmember7,zqwave,zqkind\n",
    );
    evaluation.write(
        "sessions.csv",
        "session_id,group_id,date,led_by\nS1,LLG-1,2004-02-01,Sarah Zqname\n\"zqquote,LLG-1,x\n",
    );
    evaluation.write(
        "attainment.csv",
        "school_id,group_id,measure,time_point,pupil_id,score\nzqschool,LLG-1,ks2,w1,zqpupil,zqscore\n",
    );
    evaluation.change("evaluation.toml", |text| text.replace("[privacy]", "[privacy]\nwithdrawn = \"withdrawn.csv\""));
    evaluation.write("withdrawn.csv", "pseudonym\nzqgone\n");
    let out = evaluation.out("out");
    let (checked, json) = check(&evaluation);
    let plain = evaluation.say(&["check", "data"]);
    let run = evaluation.run(&out);
    assert_eq!((checked.code, plain.code, run.code), (0, 0, 0), "{}", run.stderr);
    let codes: std::collections::BTreeSet<&str> =
        json["findings"].as_array().unwrap().iter().map(|finding| finding["code"].as_str().unwrap()).collect();
    assert!(codes.len() >= 18, "{codes:?}");
    let page = fs::read_to_string(out.join("quality.html")).unwrap();
    let texts = [checked.stdout, checked.stderr, plain.stdout, plain.stderr, run.stdout, run.stderr, page];
    for text in &texts {
        // One header is such a word too, and headers are named.
        let text = text.to_lowercase().replace("zqheader", "");
        for planted in ["zq", "97531", "7531", "960531", "7.53e+11", "02-jan"] {
            let at = text.find(planted);
            assert!(at.is_none(), "{planted}: {:?}", at.map(|at| text.get(at.saturating_sub(200)..at + 40)));
        }
    }
    let private = fs::read_to_string(out.join("private/quarantine.csv")).unwrap();
    assert!(private.contains("zqanswer"), "what was set aside is for the evaluator");
    for planted in ["zqmail", "960531", "Sarah Zqname,", "zqgone"] {
        assert!(!private.contains(planted), "{planted}");
    }
}
