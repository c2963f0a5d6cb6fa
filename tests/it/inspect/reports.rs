//! What inspect says of files that are no survey exports: reports of meetings, registers, tables of a ministry, what
//! is hostile or damaged; and what it leaves alone.

use super::{Desk, LABELS, column, confirmed, google, qualtrics, questions, survey_monkey};
use crate::support::program;
use learnframe::document;
use learnframe::framework::Framework;
use learnframe::inspect::{Known, Report, Role, Sureness, inspect};
use learnframe::plan::Mapping;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// A report on a file of this repository, without an evaluation.
fn report_on(file: &str) -> Report {
    let framework = Framework::load("too_busy_to_learn", Path::new("."), &learnframe::table::columns).unwrap().value;
    let bytes = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap();
    inspect(bytes, file, &Known::framework(&framework), None)
}

#[test]
fn a_report_of_a_meeting_is_known_in_any_language_and_names_nobody_in_its_draft() {
    for file in ["teams_current_en.csv", "teams_2021_report_fr.csv", "zoom_block.csv"] {
        let report = report_on(&format!("tests/inputs/meetings/{file}"));
        let draft = report.draft.clone().unwrap();
        assert_eq!(report.table.as_deref(), Some("attendance"), "{file}");
        assert!(draft.contains("meeting_report = true") && draft.contains("status = \"present\""), "{draft}");
        assert!(!draft.contains('@') && !draft.contains("Morris") && !draft.contains("Gomez"), "{draft}");
        document::read::<Mapping>(&draft, "m.toml").unwrap();
    }
}

#[test]
fn a_register_with_people_across_does_not_name_them_in_its_draft() {
    let report = report_on("tests/inputs/registers/sessions_down.csv");
    let draft = report.draft.unwrap();
    assert!(
        draft.contains("sessions_down = \"Date\"") && !draft.contains("Morris") && !draft.contains("Pugh"),
        "{draft}"
    );
}

#[test]
fn a_canonical_file_needs_no_mapping_and_gets_none_unless_asked() {
    let root = tempfile::tempdir().unwrap();
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_data/pilot/survey/2004-spring.csv");
    let output = program().arg("inspect").arg(&file).current_dir(root.path()).output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.contains("every column is one of the table's own: no mapping is needed"), "{said}");
    assert_eq!(fs::read_dir(root.path()).unwrap().count(), 0);
}

fn real_shape(folder: &str, file: &str) -> (String, String) {
    let root = tempfile::tempdir().unwrap();
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/real_shapes").join(folder).join(file);
    let output = program().arg("inspect").arg(&file).args(["-o", "m.toml"]).current_dir(root.path()).output().unwrap();
    let draft = fs::read_to_string(root.path().join("m.toml")).unwrap();
    document::read::<Mapping>(&draft, "m.toml").unwrap();
    (String::from_utf8(output.stdout).unwrap(), draft)
}

#[test]
fn a_performance_table_is_known_and_asks_which_measurements_are_wanted() {
    let (said, draft) = real_shape("ks2", "2016-2017_850_ks2final.csv");
    assert!(said.contains("DfE performance tables (certain"), "{said}");
    assert!(draft.contains("school_id = \"URN\"") && draft.contains("column = \"TOWN\""), "{draft}");
    assert!(draft.contains("Which measurements are wanted?") && !draft.contains("Made School"), "{draft}");
}

#[test]
fn a_training_survey_of_many_headers_is_told_in_plain_words() {
    let (said, _) = real_shape("carpentries", "instructor_training_post.csv");
    insta::assert_snapshot!(said);
}

#[test]
fn a_draft_reads_like_a_form_to_be_filled_in() {
    let codes = qualtrics(|row, item| if row == 7 { "99".to_owned() } else { ((row + item) % 5 + 1).to_string() });
    insta::assert_snapshot!(Desk::new("q.csv", &codes).draft());
}

#[test]
fn a_file_of_a_known_layout_is_sent_to_its_source_and_a_near_one_says_what_changed() {
    let desk = Desk::new("g.csv", &google(|row| format!("{:02}/04/2024 09:00:16", row + 1)));
    let draft = desk.draft();
    desk.check(&confirmed(&draft), "responses", "spring");
    let later = google(|row| format!("{:02}/10/2024 09:00:16", row + 1));
    desk.write("autumn.csv", &later);
    let told = desk.say(&["inspect", "autumn.csv"]);
    assert!(told.stdout.contains("the same layout as m.toml: add the file to that source"), "{}", told.stdout);
    assert!(!desk.root.path().join("autumn.mapping.toml").exists());
    desk.write("changed.csv", &later.replacen("Which topics?", "Which topics did you meet?", 1));
    let told = desk.say(&["inspect", "changed.csv"]);
    assert!(told.stdout.contains("much like m.toml, but the headers are not those"), "{}", told.stdout);
    let draft = fs::read_to_string(desk.root.path().join("changed.mapping.toml")).unwrap();
    let mapping = document::read::<Mapping>(&draft, "m.toml").unwrap().value;
    assert_eq!((mapping.confirmed, mapping.item.len()), (Some(false), 4));
    assert!(mapping.headers.iter().any(|header| header == "Which topics did you meet?"));
}

#[test]
fn a_draft_that_is_there_is_left_as_it_is() {
    let desk = Desk::new("s.csv", &survey_monkey());
    desk.write("m.toml", "mine");
    let told = desk.say(&["inspect", "s.csv", "-o", "m.toml"]);
    assert_eq!(told.code, 3);
    assert!(told.stderr.contains("m.toml is there already"), "{}", told.stderr);
    assert_eq!(fs::read_to_string(desk.root.path().join("m.toml")).unwrap(), "mine");
    assert_eq!(desk.say(&["inspect", "s.csv", "--table", "response"]).code, 3);
    assert_eq!(desk.say(&["inspect", "nowhere.csv"]).code, 2);
    assert_eq!(desk.say(&["inspect", "."]).code, 2);
}

#[test]
fn hostile_files_get_a_plain_answer() {
    let framework = Framework::load("too_busy_to_learn", Path::new("."), &learnframe::table::columns).unwrap().value;
    let known = Known::framework(&framework);
    let wide = (0..100_000).map(|number| format!("c{number}")).collect::<Vec<_>>().join(",");
    let cases: [(&str, Vec<u8>, Option<&str>); 7] = [
        ("empty", Vec::new(), Some("empty-file")),
        ("blank", b"\n\n\n".to_vec(), Some("empty-file")),
        ("binary", (0..=255).collect::<Vec<u8>>().repeat(20), Some("not-text")),
        ("wide", format!("{wide}\n{wide}\n").into_bytes(), Some("too-many-columns")),
        ("page", b"<html><table><tr><td>a</td></tr></table></html>".to_vec(), Some("not-text")),
        ("header", b"a,b,c\n".to_vec(), None),
        ("one column", b"only\nx\ny\n".to_vec(), None),
    ];
    for (name, bytes, code) in cases {
        let report = inspect(bytes, "a.csv", &known, None);
        assert_eq!(report.findings.first().map(|finding| finding.code), code, "{name}");
        assert_eq!(report.draft.is_some(), code.is_none(), "{name}");
        assert!(report.to_string().starts_with("a.csv\n\nWhat it is\n  kind"), "{name}");
    }
}

#[test]
fn what_a_spreadsheet_damaged_is_said() {
    let rows: String = (0..9).fold(String::new(), |mut text, row| {
        let _ = writeln!(text, "1.18E+1{},{},02-Jan,{row},", row % 2, LABELS[row % 5]);
        text
    });
    let desk = Desk::new("d.csv", &format!("Respondent,ms01,Size,Count,Nothing\n{rows}"));
    let report = desk.report();
    let asked = questions(&report);
    assert!(
        asked.contains("`1.18E+11` stand in `Respondent`") && asked.contains("`02-Jan` stand in `Size`"),
        "{asked}"
    );
    assert_eq!(column(&report, "Nothing")["role"], "empty");
}

#[test]
fn hidden_sheets_and_labelled_codes_are_seen() {
    let workbook = report_on("tests/inputs/workbook/modern.xlsx");
    let sheets = workbook.facts.iter().find(|fact| fact.about == "sheets").unwrap();
    assert!(sheets.found.contains("`Codes` (hidden)"), "{}", sheets.found);
    assert!(workbook.draft.unwrap().contains("sheet = \"Responses\""));
    let spss = report_on("tests/inputs/spss/jisc.sav");
    assert_eq!(spss.tool.as_deref(), Some("spss"));
    let consent = spss.columns.iter().find(|column| column.role == Role::Consent).unwrap();
    assert_eq!((consent.header.as_str(), consent.sureness), ("Q1_consent", Sureness::Likely));
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config::with_cases(64))]

    #[test]
    fn whatever_a_file_holds_its_draft_is_a_mapping(bytes in "([ -~\\n,;\"\\x00\u{e9}\u{2019}#\\[\\]={}]|,|\n|ms01|Agree|T1_|T2_|2024-01-02|group){0,200}") {
        let framework = framework();
        let report = inspect(bytes.into_bytes(), "a.csv", &Known::framework(framework), None);
        if let Some(draft) = &report.draft {
            proptest::prop_assert!(document::read::<Mapping>(draft, "m.toml").is_ok(), "{}", draft);
        }
    }
}

fn framework() -> &'static Framework {
    static FRAMEWORK: std::sync::OnceLock<Framework> = std::sync::OnceLock::new();
    FRAMEWORK.get_or_init(|| {
        Framework::load("too_busy_to_learn", Path::new("."), &learnframe::table::columns).unwrap().value
    })
}
