//! `learnframe inspect` on files of every kind: what it says, what its draft holds, and that the draft, once
//! its questions are answered, reads the file as it is meant.

mod reports;

use crate::support::{Told, program};
use learnframe::document;
use learnframe::plan::Mapping;
use std::fmt::Write as _;
use std::fs;

const ITEMS: [(&str, &str); 4] = [
    ("ms01", "I am in this group because I chose to be."),
    ("ms02", "Each head here counts equally, whatever the size or standing of the school."),
    ("ms04", "What is said in the group stays in the group."),
    ("ms17", "We challenge one another, and it feels safe to do so."),
];
const LABELS: [&str; 5] = ["Strongly disagree", "Disagree", "Neither agree nor disagree", "Agree", "Strongly agree"];
const PLAN: &str = "[programme]\nname = 'P'\ncommissioner = 'C'\ncontact = 'x'\nas_of = 2024-12-31\n\
                    framework = 'too_busy_to_learn'\n[privacy]\nretain_until = 2029-12-31\n[protection]\npromised = 5\n\
                    [[wave]]\nid = 'spring'\nlabel = 'Spring'\nfrom = 2024-03-01\nto = 2024-06-30\ncensus = 2024-04-01\n\
                    [[wave]]\nid = 'autumn'\nlabel = 'Autumn'\nfrom = 2024-09-01\nto = 2024-12-20\ncensus = 2024-10-01\n\
                    [[source]]\ntable = 'groups'\nfiles = ['groups.csv']\n";

/// An evaluation with two groups, and one file to be looked at.
struct Desk {
    root: tempfile::TempDir,
    file: String,
}

impl Desk {
    fn new(file: &str, text: &str) -> Self {
        let desk = Desk { root: tempfile::tempdir().unwrap(), file: file.to_owned() };
        desk.write("evaluation.toml", PLAN);
        desk.write("groups.csv", "group_id,name\nG1,North Hub\nG2,South Hub\n");
        desk.write(file, text);
        desk
    }

    fn write(&self, file: &str, text: &str) {
        fs::write(self.root.path().join(file), text).unwrap();
    }

    fn say(&self, arguments: &[&str]) -> Told {
        let output = program().args(arguments).current_dir(self.root.path()).output().unwrap();
        Told {
            code: output.status.code().unwrap(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// The draft, which has to be a mapping that is not confirmed.
    fn draft(&self) -> String {
        let told = self.say(&["inspect", &self.file, "-o", "m.toml"]);
        assert_eq!(told.code, 0, "{}{}", told.stdout, told.stderr);
        let text = fs::read_to_string(self.root.path().join("m.toml")).unwrap();
        let mapping =
            document::read::<Mapping>(&text, "m.toml").unwrap_or_else(|found| panic!("{found:?}\n{text}")).value;
        assert_eq!(mapping.confirmed, Some(false));
        text
    }

    fn report(&self) -> serde_json::Value {
        let told = self.say(&["inspect", &self.file, "--json", "-o", "other.toml"]);
        serde_json::from_str(&told.stdout).unwrap()
    }

    /// Adds the file to the plan with the draft as it was answered; what `check` says of it.
    fn check(&self, answered: &str, table: &str, wave: &str) -> serde_json::Value {
        self.write("m.toml", answered);
        let wave = if wave.is_empty() { String::new() } else { format!("wave = '{wave}'\n") };
        let source =
            format!("[[source]]\ntable = '{table}'\nfiles = ['{}']\n{wave}mapping_file = 'm.toml'\n", self.file);
        let plan = fs::read_to_string(self.root.path().join("evaluation.toml")).unwrap();
        self.write("evaluation.toml", &format!("{plan}{source}"));
        let told = self.say(&["check", ".", "--json"]);
        serde_json::from_str(&told.stdout).unwrap_or_else(|_| panic!("{}{}", told.stdout, told.stderr))
    }
}

/// Rows, and what became of them: kept, excluded, superseded, quarantined.
fn fates(checked: &serde_json::Value, file: &str) -> [u64; 5] {
    let files = checked["files"].as_array().unwrap();
    let account = files.iter().find(|account| account["file"] == file).unwrap_or_else(|| panic!("{checked:#}"));
    ["rows", "kept", "excluded", "superseded", "quarantined"].map(|key| account[key].as_u64().unwrap())
}

/// How many answers an item has, and their sum.
fn answers(checked: &serde_json::Value, item: &str) -> (u64, u64) {
    let items = checked["items"].as_array().unwrap();
    let found = items.iter().find(|found| found["item"] == item).unwrap_or_else(|| panic!("{checked:#}"));
    (found["n"].as_u64().unwrap(), found["sum"].as_u64().unwrap())
}

fn confirmed(draft: &str) -> String {
    draft.replace("confirmed = false", "confirmed = true")
}

/// Takes the `#` from the first line that begins with this.
fn wake(draft: &str, line: &str) -> String {
    assert!(draft.contains(&format!("# {line}")), "no line `{line}` in\n{draft}");
    draft.replacen(&format!("# {line}"), line, 1)
}

fn column<'a>(report: &'a serde_json::Value, header: &str) -> &'a serde_json::Value {
    let columns = report["columns"].as_array().unwrap();
    columns.iter().find(|column| column["header"] == header).unwrap_or_else(|| panic!("{report:#}"))
}

fn questions(report: &serde_json::Value) -> String {
    let texts = report["questions"].as_array().unwrap().iter().map(|question| question["text"].as_str().unwrap());
    texts.collect::<Vec<_>>().join("\n")
}

/// A Qualtrics export: three headers, two tests and unfinished returns, a question of consent. `answer` gives
/// the cell of an item in a row.
fn qualtrics(answer: impl Fn(usize, usize) -> String) -> String {
    let tool = ["StartDate", "EndDate", "Status", "IPAddress", "Progress", "Finished", "ResponseId", "RecipientEmail"];
    let mut text = format!("{},Q2,Q3_1,Q3_2,Q3_3,Q3_4,Q4,GRP\n", tool.join(","));
    let wordings: String = ITEMS.iter().fold(String::new(), |mut text, (_, wording)| {
        let _ = write!(text, "\"How far do you agree? - {wording}\",");
        text
    });
    let _ = writeln!(text, "{},Do you consent to take part?,{wordings}What helped most?,GRP", tool.join(","));
    let ids =
        (0..15).map(|number| format!("\"{{\"\"ImportId\"\":\"\"QID{number}\"\"}}\"")).collect::<Vec<_>>().join(",");
    let _ = writeln!(text, "{ids}");
    for row in 0..20 {
        let status = if row == 0 { "Survey Preview" } else { "IP Address" };
        let finished = if row == 5 { "False" } else { "True" };
        let consent = if row == 3 { "No" } else { "Yes" };
        let cells: Vec<String> = (0..4).map(|item| answer(row, item)).collect();
        let _ = writeln!(
            text,
            "2024-04-{0:02} 09:00:00,2024-04-{0:02} 09:10:00,{status},10.9.8.{row},100,{finished},R_{row:03}x,\
             head{row}@school.example,{consent},{1},The time we had to talk about what matters to us in {row},{2}",
            row + 1,
            cells.join(","),
            ["North Hub", "South Hub"][row % 2]
        );
    }
    text
}

fn by_label(row: usize, item: usize) -> String {
    LABELS[(row + item) % 5].to_owned()
}

#[test]
fn a_qualtrics_export_is_read_as_drafted_once_confirmed() {
    let desk = Desk::new("q.csv", &qualtrics(by_label));
    let draft = desk.draft();
    let report = desk.report();
    assert_eq!((report["tool"].as_str(), report["header_rows"].as_u64()), (Some("qualtrics"), Some(3)));
    assert_eq!(report["wave"], "spring");
    for (at, (item, _)) in ITEMS.iter().enumerate() {
        let column = column(&report, &format!("Q3_{}", at + 1));
        assert_eq!((column["to"].as_str(), column["sureness"].as_str()), (Some(*item), Some("certain")));
    }
    assert_eq!(column(&report, "Q2")["role"], "consent");
    assert_eq!(column(&report, "Q4")["role"], "open_answer");
    assert!(questions(&report).contains("RecipientEmail"));
    let checked = desk.check(&confirmed(&draft), "responses", "spring");
    // One test, one unfinished return, one without consent.
    assert_eq!(fates(&checked, "q.csv"), [20, 17, 3, 0, 0]);
    let kept = (0..20_u64).filter(|row| ![0, 3, 5].contains(row));
    assert_eq!(answers(&checked, "ms02"), (17, kept.map(|row| (row + 1) % 5 + 1).sum()));
}

#[test]
fn nothing_of_a_personal_column_or_of_an_open_answer_is_in_a_draft_or_in_the_json() {
    let desk = Desk::new("q.csv", &qualtrics(by_label));
    let told = desk.say(&["inspect", "q.csv", "--json"]);
    let draft = fs::read_to_string(desk.root.path().join("q.mapping.toml")).unwrap();
    for secret in ["school.example", "10.9.8.", "R_00", "talk about what matters"] {
        assert!(!draft.contains(secret) && !told.stdout.contains(secret), "{secret}");
    }
    let printed = desk.say(&["inspect", "q.csv", "-o", "n.toml"]).stdout;
    assert!(!printed.contains("school.example") && !printed.contains("10.9.8."), "{printed}");
}

#[test]
fn what_codes_mean_is_a_question_and_its_answer_turns_the_scale() {
    // 1 is the first option shown, the most favourable.
    let desk = Desk::new("q.csv", &qualtrics(|row, item| (5 - (row + item) % 5).to_string()));
    let draft = desk.draft();
    let report = desk.report();
    assert!(questions(&report).contains("the codes 1, 2, 3, 4, 5, and the file does not say what they mean"));
    let unanswered = desk.check(&confirmed(&draft), "responses", "spring");
    assert_eq!(answers(&unanswered, "ms01").0, 0, "a code without a meaning is no answer");
    let desk = Desk::new("q.csv", &qualtrics(|row, item| (5 - (row + item) % 5).to_string()));
    let answered = wake(&confirmed(&draft), "codes = { \"1\" = 5, \"2\" = 4, \"3\" = 3, \"4\" = 2, \"5\" = 1 }");
    let checked = desk.check(&answered, "responses", "spring");
    let kept = (0..20_u64).filter(|row| ![0, 3, 5].contains(row));
    assert_eq!(answers(&checked, "ms02"), (17, kept.map(|row| (row + 1) % 5 + 1).sum()));
}

fn survey_monkey() -> String {
    let mut text = "Respondent ID,Collector ID,Start Date,End Date,IP Address,Custom Data 1,How far do you agree?,,,,Which topics?,,\n".to_owned();
    let wordings = ITEMS.map(|(_, wording)| format!("\"{wording}\"")).join(",");
    let _ = writeln!(text, ",,,,,,{wordings},Planning,Time,Trust");
    for row in 0..20 {
        let cells = (0..4).map(|item| by_label(row, item)).collect::<Vec<_>>().join(",");
        let ticks =
            ["Planning", "Time", "Trust"].map(|topic| if (row + topic.len()) % 2 == 0 { topic } else { "" }).join(",");
        let _ = writeln!(
            text,
            "{},4,4/{1}/2024 9:00,4/{1}/2024 9:10,10.0.0.1,G{2},{cells},{ticks}",
            118_123_400 + row,
            row + 1,
            row % 2 + 1
        );
    }
    text
}

#[test]
fn surveymonkeys_two_headers_are_filled_right_and_its_options_gathered() {
    let desk = Desk::new("s.csv", &survey_monkey());
    let draft = desk.draft();
    let report = desk.report();
    assert_eq!((report["tool"].as_str(), report["header_rows"].as_u64()), (Some("surveymonkey"), Some(2)));
    assert_eq!(column(&report, "Respondent ID")["role"], "tool", "a return's number is no person's key");
    assert!(draft.contains("columns = \"Which topics? > *\""), "{draft}");
    let checked = desk.check(&confirmed(&draft), "responses", "spring");
    assert_eq!(fates(&checked, "s.csv"), [20, 20, 0, 0, 0]);
    assert_eq!(answers(&checked, "ms17"), (20, 60));
}

fn google(day: impl Fn(usize) -> String) -> String {
    let wordings = ITEMS.map(|(_, wording)| format!("\"How far do you agree? [{wording}]\"")).join(",");
    let mut text = format!("Timestamp,Email Address,Which group are you in?,{wordings},Which topics?\n");
    for row in 0..20 {
        let cells = (0..4)
            .map(|item| if row == 2 { "Tend to agree".to_owned() } else { by_label(row, item) })
            .collect::<Vec<_>>();
        let topics = ["\"Planning, Time\"", "Time", "Planning", "\"Time, Trust\"", "Trust"][row % 5];
        let group = ["North Hub", "South Hub"][row % 2];
        let _ = writeln!(text, "{},p{row}@school.example,{group},{},{topics}", day(row), cells.join(","));
    }
    text
}

#[test]
fn a_google_form_of_the_united_kingdom_has_the_day_first_and_known_variants() {
    let desk = Desk::new("g.csv", &google(|row| format!("{:02}/04/2024 09:00:16", row + 1)));
    let draft = desk.draft();
    let report = desk.report();
    assert_eq!(report["tool"], "google_forms");
    assert!(draft.contains("date_order = \"day_first\"") && draft.contains("(read `Tend to agree` as"), "{draft}");
    assert!(questions(&report).contains("`Which topics?` a question with several answers"));
    let checked = desk.check(&confirmed(&draft), "responses", "spring");
    assert_eq!(fates(&checked, "g.csv"), [20, 20, 0, 0, 0]);
    assert_eq!(answers(&checked, "ms01").0, 20);
}

#[test]
fn days_that_can_be_read_both_ways_are_asked_about_unless_the_waves_decide() {
    let both = |row: usize| format!("{:02}/{:02}/2024 09:00:16", row % 3 + 1, row % 2 + 10);
    // Read with the month first these are days from January to March, and the spring begins in March.
    let decided = Desk::new("g.csv", &google(both));
    assert!(decided.draft().contains("only in this one do the days lie within the plan's waves"));
    let undecided = Desk::new("g.csv", &google(|row| format!("0{}/0{}/2024 09:00:16", row % 3 + 3, row % 2 + 3)));
    let draft = undecided.draft();
    assert!(draft.contains("QUESTION 1: Does the day or the month stand first"), "{draft}");
    assert!(draft.contains("# submitted_on = \"Timestamp\""), "a doubtful key is a comment\n{draft}");
}

#[test]
fn a_microsoft_form_with_a_changed_wording_asks_about_it() {
    let mut text = "ID,Start time,Completion time,Email,Name,Your network,I am in this group because I chose to be.,\
                    \"We challenge each other, and it feels safe to do so.\",Topics\n"
        .to_owned();
    for row in 0..20 {
        let topics = ["Planning;", "Planning;Time;", "Time;"][row % 3];
        let group = ["North Hub", "South Hub"][row % 2];
        let (one, other) = (by_label(row, 0), by_label(row, 1));
        let _ = writeln!(
            text,
            "{row},2024-04-{0:02}T09:00:00,2024-04-{0:02}T09:10:00,anonymous,,{group},{one},{other},{topics}",
            row + 1
        );
    }
    let desk = Desk::new("f.csv", &text);
    let draft = desk.draft();
    let report = desk.report();
    assert_eq!(report["tool"], "microsoft_forms");
    let near = column(&report, "We challenge each other, and it feels safe to do so.");
    assert_eq!((near["to"].as_str(), near["sureness"].as_str()), (Some("ms17"), Some("unsure")));
    assert!(questions(&report).contains("the file has `each` `other` where the item has `one` `another`"));
    assert!(draft.contains("separator = \";\"") && !draft.contains("\nkey = \"ms17\""), "{draft}");
    let answered = wake(&confirmed(&draft), "[[item]]");
    let answered = wake(&wake(&answered, "key = \"ms17\""), "column = \"We challenge each other");
    let checked = desk.check(&answered, "responses", "spring");
    assert_eq!(fates(&checked, "f.csv"), [20, 20, 0, 0, 0]);
    assert_eq!((answers(&checked, "ms01").0, answers(&checked, "ms17").0), (20, 20));
}

#[test]
fn limesurveys_codes_tokens_and_option_columns_are_found() {
    let items = ITEMS.map(|(id, _)| format!("\"LLG[{id}]\"")).join(";");
    let mut text = format!(
        "\u{feff}\"id\";\"submitdate\";\"lastpage\";\"startlanguage\";\"seed\";\"token\";\"GRP\";{items};\"TOPIC[SQ001]\";\"TOPIC[SQ002]\"\r\n"
    );
    for row in 0..20 {
        let day = if row == 4 { String::new() } else { format!("2024-04-{:02} 09:10:00", row + 1) };
        let cells = (0..4).map(|item| format!("\"AO0{}\"", (row + item) % 5 + 1)).collect::<Vec<_>>().join(";");
        let _ = write!(
            text,
            "\"{row}\";\"{day}\";\"3\";\"en\";\"123\";\"tok{:02}\";\"G1\";{cells};\"Y\";\"\"\r\n",
            row % 19
        );
    }
    let desk = Desk::new("l.csv", &text);
    let draft = desk.draft();
    let report = desk.report();
    assert_eq!(report["tool"], "limesurvey");
    assert!(report["facts"].as_array().unwrap().iter().any(|fact| fact["found"] == "semicolon"));
    assert_eq!(column(&report, "token")["to"], "respondent_id");
    assert!(questions(&report).contains("Rows that repeat the key of another row: 1."));
    assert!(draft.contains("columns = \"TOPIC[*]\""));
    let answered = wake(&confirmed(&draft), "codes = { \"AO01\" = 5");
    let checked = desk.check(&answered, "responses", "spring");
    assert_eq!(fates(&checked, "l.csv"), [20, 18, 1, 1, 0]);
}

#[test]
fn a_wide_register_becomes_attendance_once_its_marks_are_declared() {
    let text = "Our register\nMember,Name,2024-03-15,2024-04-12\nM1,Ann Jones,P,A\nM2,Bob Smith,apols,P\nM3,Cai Rees,P,\nTotal,,2,1\n";
    let desk = Desk::new("r.csv", text);
    desk.write("members.csv", "member_id,group_id\nM1,G1\nM2,G1\nM3,G1\n");
    desk.write("sessions.csv", "session_id,group_id,date\nG1-2024-03-15,G1,2024-03-15\nG1-2024-04-12,G1,2024-04-12\n");
    let tables = "[[source]]\ntable = 'members'\nfiles = ['members.csv']\n[[source]]\ntable = 'sessions'\nfiles = ['sessions.csv']\n";
    desk.write("evaluation.toml", &format!("{PLAN}{tables}"));
    let draft = desk.draft();
    let report = desk.report();
    assert_eq!(
        (report["table"].as_str(), column(&report, "Member")["sureness"].as_str()),
        (Some("attendance"), Some("certain"))
    );
    assert!(
        draft.contains("skip_rows = 1") && draft.contains("personal = [\"Name\"]") && !draft.contains("Jones"),
        "{draft}"
    );
    let answered =
        wake(&wake(&confirmed(&draft), "[template]"), "session_id = \"GROUP-{date}\"").replace("GROUP-", "G1-");
    let answered =
        wake(&wake(&answered, "[values.status]"), "\"A\" = \"...\"").replace("\"A\" = \"...\"", "\"A\" = \"absent\"");
    let answered = wake(&wake(&answered, "\"P\" = "), "\"apols\" = ");
    let checked = desk.check(&answered, "attendance", "");
    // Three people, and the row of totals that ends the table.
    assert_eq!(fates(&checked, "r.csv"), [4, 3, 1, 0, 0]);
}

#[test]
fn waves_side_by_side_are_read_once_their_prefixes_are_named() {
    let mut text = "code,group,T1_ms01,T1_ms02,T2_ms01,T2_ms02\n".to_owned();
    for row in 0..12 {
        let _ = writeln!(text, "p{row},G1,{},{},5,4", row % 5 + 1, row % 4 + 1);
    }
    let desk = Desk::new("w.csv", &text);
    let draft = desk.draft();
    let answered =
        wake(&wake(&confirmed(&draft), "[wave]"), "prefixes = { \"T1_\" = \"spring\", \"T2_\" = \"autumn\" }");
    let checked = desk.check(&answered, "responses", "");
    assert_eq!(fates(&checked, "w.csv"), [12, 12, 0, 0, 0]);
    let waves = checked["items"].as_array().unwrap().iter().filter(|item| item["item"] == "ms02" && item["n"] == 12);
    assert_eq!(waves.map(|item| item["sum"].as_u64().unwrap()).collect::<Vec<_>>(), [30, 48]);
}
