use super::register::{RegisterForm, SessionColumns, wide_register};
use crate::finding::Severity;
use crate::ingest::{Content, Limits, Row, Rows, Sheet, find_delimiter};
use crate::plan::DateOrder;
use csv::StringRecord;
use proptest::prelude::*;

fn form<'a>(kept: &'a [String], marks: SessionColumns<'a>) -> RegisterForm<'a> {
    let limits = Limits::default();
    RegisterForm { kept, marks, sessions_down: None, order: None, ends: &[], header_row: 1, limits }
}

fn texts(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

/// The header of a text and its rows.
fn read(text: &str) -> (Vec<String>, Vec<Row>) {
    let mut rows = Rows::new(text, find_delimiter(text));
    let (mut cells, mut all) = (StringRecord::new(), Vec::new());
    while let Some(head) = rows.read(&mut cells) {
        all.push(Row { number: head.number, cells: cells.clone() });
    }
    let header = all.remove(0).cells.iter().map(str::to_owned).collect();
    (header, all)
}

fn spread(text: &str, form: &RegisterForm<'_>) -> (Vec<String>, Vec<(&'static str, Severity)>) {
    let (header, rows) = read(text);
    let (sheet, findings) = wide_register(&header, rows.into_iter(), form, "register.csv");
    let Sheet { content: Content::Rows(rows), .. } = sheet else { panic!("no rows") };
    let row = |row: &Row| format!("{}: {}", row.number, row.cells.iter().collect::<Vec<_>>().join("|"));
    let found = findings.iter().map(|finding| (finding.code, finding.severity)).collect();
    (rows.iter().map(row).collect(), found)
}

const WIDE_DATES: &str = include_str!("../../../tests/inputs/registers/wide_dates.csv");
const WIDE_SESSIONS: &str = include_str!("../../../tests/inputs/registers/wide_sessions.csv");
const SESSIONS_DOWN: &str = include_str!("../../../tests/inputs/registers/sessions_down.csv");

#[test]
fn a_register_with_a_column_a_day_becomes_a_row_a_mark() {
    let kept = texts(&["ID", "name", "School"]);
    let (rows, found) = spread(WIDE_DATES, &form(&kept, SessionColumns::Dated));
    assert_eq!(
        rows,
        [
            "1: ID|Name|School|session|date|mark",
            "2: 3106|Bethan Morris|Ysgol y Bryn|2022.02.07|2022-02-07|1",
            "2: 3106|Bethan Morris|Ysgol y Bryn|2022.02.09|2022-02-09|N/A",
            "2: 3106|Bethan Morris|Ysgol y Bryn|2022.02.14|2022-02-14|1",
            "2: 3106|Bethan Morris|Ysgol y Bryn|2022.02.16|2022-02-16|",
            "3: 3107|Owain Pugh|Ysgol y Bryn|2022.02.07|2022-02-07|#N/A",
            "3: 3107|Owain Pugh|Ysgol y Bryn|2022.02.09|2022-02-09|N/A",
            "3: 3107|Owain Pugh|Ysgol y Bryn|2022.02.14|2022-02-14|0",
            "3: 3107|Owain Pugh|Ysgol y Bryn|2022.02.16|2022-02-16|1",
            "4: 3108|Ffion Rees|Hillside Primary|2022.02.07|2022-02-07|1",
            "4: 3108|Ffion Rees|Hillside Primary|2022.02.09|2022-02-09|N/A",
            "4: 3108|Ffion Rees|Hillside Primary|2022.02.14|2022-02-14|1",
            "4: 3108|Ffion Rees|Hillside Primary|2022.02.16|2022-02-16|1",
        ]
    );
    assert_eq!(found, [("unmapped-column", Severity::Note), ("table-end", Severity::Note)]);
}

#[test]
fn a_register_with_numbered_sessions_is_read_by_pattern_or_by_name() {
    let (kept, like, named) = (texts(&["Name"]), texts(&["session ?"]), texts(&["Session 1", "Session 2"]));
    let (rows, found) = spread(WIDE_SESSIONS, &form(&kept, SessionColumns::Like(&like)));
    assert_eq!(
        rows,
        [
            "1: Name|session|date|mark",
            "2: Bethan Morris|Session 1||P",
            "2: Bethan Morris|Session 2||L",
            "3: Owain Pugh|Session 1||apols",
            "3: Owain Pugh|Session 2||",
            "5: Gwen Lewis|Session 1||x",
            "5: Gwen Lewis|Session 2||sub",
        ]
    );
    let warned = [("not-a-person", Severity::Warning), ("table-end", Severity::Warning)];
    assert_eq!(found, [[("unmapped-column", Severity::Note)].as_slice(), &warned].concat());
    assert_eq!(spread(WIDE_SESSIONS, &form(&kept, SessionColumns::Named(&named))), (rows, found));
}

#[test]
fn a_register_with_sessions_down_and_people_across_is_read_too() {
    let (kept, like) = (texts(&["Topic"]), texts(&["*"]));
    let form = RegisterForm { sessions_down: Some("date"), ..form(&kept, SessionColumns::Like(&like)) };
    let (rows, found) = spread(&SESSIONS_DOWN.replace("Topic", "topic"), &form);
    assert_eq!(
        rows,
        [
            "1: topic|person|session|date|mark",
            "2: Trust|Bethan Morris|07/02/2022|2022-02-07|Y",
            "2: Trust|Owain Pugh|07/02/2022|2022-02-07|N",
            "3: Time|Bethan Morris|14/02/2022|2022-02-14|Y",
            "3: Time|Owain Pugh|14/02/2022|2022-02-14|",
            "4: Talk|Bethan Morris|7 Mar 2022|2022-03-07|",
            "4: Talk|Owain Pugh|7 Mar 2022|2022-03-07|Y",
        ]
    );
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn headers_of_every_kind_of_day_are_sessions() {
    let kept = texts(&["id"]);
    let text = "id;2022-02-07T00:00:00;07/02/2022;13/02/2022;7 Feb 2022;7 Feb;43290;%\na;1;2;3;4;5;6;7\n";
    let (rows, _) = spread(text, &form(&kept, SessionColumns::Dated));
    let marks: Vec<&str> = rows[1..].iter().filter_map(|row| row.strip_prefix("2: a|")).collect();
    assert_eq!(
        marks,
        [
            "2022-02-07T00:00:00|2022-02-07|1",
            "07/02/2022|2022-02-07|2",
            "13/02/2022|2022-02-13|3",
            "7 Feb 2022|2022-02-07|4",
        ]
    );
}

#[test]
fn days_whose_order_is_not_known_are_marks_without_a_date() {
    let kept = texts(&["id"]);
    let (rows, found) = spread("id,07/02/2022,05/03/2022\na,1,0\n", &form(&kept, SessionColumns::Dated));
    assert_eq!(rows[1..], ["2: a|07/02/2022||1", "2: a|05/03/2022||0"]);
    assert_eq!(found, [("date-order", Severity::Warning)]);
    let form = RegisterForm { order: Some(DateOrder::DayFirst), ..form(&kept, SessionColumns::Dated) };
    let (rows, found) = spread("id,07/02/2022,05/03/2022\na,1,0\n", &form);
    assert_eq!(rows[1..], ["2: a|07/02/2022|2022-02-07|1", "2: a|05/03/2022|2022-03-05|0"]);
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn what_is_wrong_with_a_register_is_said() {
    let (kept, like) = (texts(&["id", "sex"]), texts(&["s*"]));
    let found = |text: &str| spread(text, &form(&kept, SessionColumns::Like(&like))).1;
    let codes = |text: &str| found(text).into_iter().map(|(code, _)| code).collect::<Vec<_>>();
    assert_eq!(codes("id,s1\na,1\n"), ["missing-column"]);
    assert_eq!(codes("id,sex,x\na,f,1\n"), ["no-sessions", "unmapped-column"]);
    assert_eq!(codes("id,sex,s1,S1\na,f,1,0\n"), ["duplicate-header"]);
    assert_eq!(codes("id,sex,s1,\na,f,1,late\nb,m,1,0,0\n"), ["empty-header"]);
    let (kept, bad) = (texts(&["Session"]), texts(&["s[", "s1"]));
    assert_eq!(spread("Session,s1\n1,1\n", &form(&kept, SessionColumns::Like(&bad))).1[0].0, "bad-pattern");
    assert_eq!(spread("Session,s1\n1,1\n", &form(&kept, SessionColumns::Like(&like))).1[0].0, "duplicate-header");
}

#[test]
fn peoples_names_above_columns_are_counted_and_not_named() {
    let (header, rows) = read("date,Ann Price,Ann Price,Cai Rees\n2022-02-07,1,1,0\n");
    let named = texts(&["Ann Price"]);
    let form = RegisterForm { sessions_down: Some("date"), ..form(&[], SessionColumns::Named(&named)) };
    let (_, findings) = wide_register(&header, rows.into_iter(), &form, "register.csv");
    assert_eq!(
        findings.iter().map(|finding| finding.code).collect::<Vec<_>>(),
        ["duplicate-header", "unmapped-column"]
    );
    assert!(
        findings.iter().all(|finding| !finding.to_string().contains("Ann") && !finding.to_string().contains("Cai"))
    );
}

#[test]
fn what_a_register_becomes_is_held_to_its_limits() {
    let kept = texts(&["id"]);
    let form = RegisterForm { limits: Limits::up_to(20_000), ..form(&kept, SessionColumns::Dated) };
    let header: Vec<String> =
        std::iter::once("id".to_owned()).chain((1..29).map(|day| format!("2022-02-{day:02}"))).collect();
    let row = Row { number: 2, cells: StringRecord::from(vec!["x".repeat(900)]) };
    let (sheet, findings) = wide_register(&header, std::iter::repeat(row), &form, "register.csv");
    let Content::Rows(rows) = sheet.content else { panic!("no rows") };
    assert!(rows.len() < 25);
    assert_eq!(findings.iter().map(|finding| finding.code).collect::<Vec<_>>(), ["file-too-large"]);
}

proptest! {
    #[test]
    fn every_mark_stands_in_exactly_one_row_with_its_person_and_session(
        marks in proptest::collection::vec(proptest::collection::vec("[01PNx/ ]{0,2}", 3), 0..10),
    ) {
        let header = texts(&["id", "2022-02-07", "%", "2022-02-09", "2022-02-14"]);
        let kept = texts(&["id"]);
        let row = |(number, marks): (u64, &Vec<String>)| Row {
            number,
            cells: StringRecord::from(vec![&*format!("p{number}"), &marks[0], "109,09", &marks[1], &marks[2]]),
        };
        let rows: Vec<Row> = (2..).zip(&marks).map(row).collect();
        let (sheet, _) = wide_register(&header, rows.into_iter(), &form(&kept, SessionColumns::Dated), "register.csv");
        let Content::Rows(rows) = sheet.content else { panic!("no rows") };
        let found: Vec<(String, String)> =
            rows[1..].iter().map(|row| (row.cells[0].to_owned() + &row.cells[2], row.cells[3].to_owned())).collect();
        let days = ["2022-02-07", "2022-02-09", "2022-02-14"];
        let expected: Vec<(String, String)> = (2..)
            .zip(&marks)
            .flat_map(|(number, marks): (u64, _)| {
                days.iter().zip(marks).map(move |(day, mark)| (format!("p{number}{day}"), mark.clone()))
            })
            .collect();
        prop_assert_eq!(found, expected);
    }
}
