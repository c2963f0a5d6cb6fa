//! Files that `tests/inputs/spss/make.py` made: every cell, label and code is as that script has it.

use super::{cells, read, rows};
use crate::ingest::{Described, MissingCodes, Sheet};

pub(super) const JISC: &[u8] = include_bytes!("../../../../tests/inputs/spss/jisc.sav");
pub(super) const JISC_PLAIN: &[u8] = include_bytes!("../../../../tests/inputs/spss/jisc_plain.sav");
pub(super) const JISC_ZLIB: &[u8] = include_bytes!("../../../../tests/inputs/spss/jisc.zsav");
pub(super) const KINDS: &[u8] = include_bytes!("../../../../tests/inputs/spss/kinds.sav");

fn described<'a>(sheet: &'a Sheet, column: &str) -> &'a Described {
    &sheet.dictionary.columns[column]
}

fn labels(described: &Described) -> Vec<(&str, &str)> {
    described.values.iter().map(|(code, label)| (code.as_str(), label.as_str())).collect()
}

fn code(text: &str) -> MissingCodes {
    MissingCodes::Code(text.to_owned())
}

#[test]
fn a_survey_is_read_cell_by_cell_however_it_is_packed() {
    for bytes in [JISC, JISC_PLAIN, JISC_ZLIB] {
        let (sheet, findings) = read(bytes);
        assert_eq!(findings, []);
        let header = ["URN", "Q1_consent", "Q2_recommend", "Q3_1_library", "Q4_hours_a_week", "Q5_comment"];
        let expected = [
            (0, header.to_vec()),
            (1, vec!["33882794", "1", "1", "1", "2.5", "Café was closed"]),
            (2, vec!["33882801", "1", "4", "0", "-1.25", ""]),
            (3, vec!["33882950", "1", "0", "0", "300", "  two leading spaces"]),
            (4, vec!["33883007", "2", "", "", "", ""]),
        ];
        assert_eq!(rows(&sheet), expected);
    }
}

#[test]
fn a_surveys_questions_answers_and_missing_codes_are_its_dictionary() {
    for bytes in [JISC, JISC_PLAIN, JISC_ZLIB] {
        let (sheet, _) = read(bytes);
        assert_eq!(sheet.dictionary.columns.len(), 6);
        let question = described(&sheet, "Q2_recommend");
        assert_eq!(question.label.as_deref(), Some("1. How likely?"));
        let answers =
            [("1", "Very Likely"), ("2", "Likely"), ("3", "Unlikely"), ("4", "Very Unlikely"), ("0", "Unanswered")];
        assert_eq!(labels(question), answers);
        assert_eq!(question.missing, [code("0")]);
        let tick = described(&sheet, "Q3_1_library");
        assert_eq!(labels(tick), [("1", "Library"), ("0", "Not selected")]);
        assert_eq!(tick.missing, [code("0")]);
        assert_eq!(labels(described(&sheet, "Q1_consent")), [("1", "Yes"), ("2", "No")]);
        let number = Described { label: Some("Unique Response Number".to_owned()), ..Described::default() };
        assert_eq!(described(&sheet, "URN"), &number);
        assert_eq!(described(&sheet, "Q5_comment").label.as_deref(), Some("4. Why?"));
    }
}

#[test]
fn days_times_and_long_texts_are_read_cell_by_cell() {
    let (sheet, findings) = read(KINDS);
    assert_eq!(findings, []);
    let long = format!("{}é", "abcdefghij".repeat(70));
    let accents = "é".repeat(20);
    let columns: [(&str, [&str; 3]); 22] = [
        ("DATE_v", ["2004-07-31", "", "2004-07-31"]),
        ("ADATE_v", ["2004-07-31", "", "2004-07-31"]),
        ("EDATE_v", ["2004-07-31", "", "2004-07-31"]),
        ("SDATE_v", ["2004-07-31", "", "2004-07-31"]),
        ("JDATE_v", ["2004-07-31", "", "2004-07-31"]),
        ("MOYR_v", ["2004-07-31", "", "2004-07-31"]),
        ("QYR_v", ["2004-07-31", "", "2004-07-31"]),
        ("WKYR_v", ["2004-07-31", "", "2004-07-31"]),
        ("DATETIME_v", ["2004-07-31T09:30:00", "", "2004-07-31T00:00:00"]),
        ("YMDHMS_v", ["2004-07-31T09:30:00.25", "", "2004-07-31T00:00:00"]),
        ("TIME_v", ["09:30:00", "", "100:00:01.5"]),
        ("DTIME_v", ["25:00:00", "", "-00:01:00"]),
        ("MTIME_v", ["00:01:01", "", "00:00:00"]),
        ("WKDAY_v", ["7", "", "1"]),
        ("MONTH_v", ["7", "", "12"]),
        ("PCT_v", ["12.5", "", "0.1"]),
        ("as_date", ["2004-07-31", "", "2004-07-31"]),
        ("short", ["n/a", "yes", ""]),
        ("medium", ["not applicable here", &accents, "x"]),
        ("very_long", [&long, "", "tail"]),
        ("band", ["-99", "3", "98"]),
        ("low", ["-5", "0", "1E300"]),
    ];
    let rows = rows(&sheet);
    assert_eq!(rows[0].1, columns.map(|(name, _)| name));
    for (at, (name, values)) in columns.iter().enumerate() {
        let found: Vec<&str> = rows[1..].iter().map(|(_, cells)| cells[at]).collect();
        assert_eq!(found, values, "{name}");
    }
    assert_eq!(rows.iter().map(|(number, _)| *number).collect::<Vec<_>>(), [0, 1, 2, 3]);
}

#[test]
fn labels_and_missing_codes_have_the_form_of_the_cells() {
    let (sheet, _) = read(KINDS);
    assert_eq!(labels(described(&sheet, "DATE_v")), [("2004-07-31", "The last day")]);
    assert_eq!(labels(described(&sheet, "short")), [("n/a", "Not applicable"), ("yes", "Yes")]);
    assert_eq!(labels(described(&sheet, "medium")), [("not applicable here", "Not applicable")]);
    assert_eq!(described(&sheet, "short").missing, [code("n/a")]);
    assert_eq!(described(&sheet, "medium").missing, [code("x")]);
    assert_eq!(described(&sheet, "band").missing, [MissingCodes::Range { low: 90.0, high: 99.0 }, code("-99")]);
    assert_eq!(described(&sheet, "low").missing, [MissingCodes::Range { low: -10.0, high: -1.0 }]);
    assert_eq!(described(&sheet, "very_long"), &Described::default());
}

#[test]
fn a_sheet_is_walked_through_as_any_other() {
    let (sheet, _) = read(JISC);
    let (mut records, mut record, mut seen) = (sheet.records(), csv::StringRecord::new(), Vec::new());
    while let Some(head) = records.read(&mut record) {
        seen.push((head.number, cells(&record).len()));
    }
    assert_eq!(seen, [(0, 6), (1, 6), (2, 6), (3, 6), (4, 6)]);
}
