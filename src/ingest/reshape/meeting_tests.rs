use super::meeting::{HEADER, meeting_report};
use crate::finding::Severity;
use crate::ingest::{Content, Limits, Row, Sheet, decode, find_delimiter};
use crate::plan::DateOrder;
use csv::StringRecord;
use proptest::prelude::*;

fn sheet(text: String) -> Sheet {
    let delimiter = find_delimiter(&text);
    Sheet { content: Content::Text { text, delimiter, limits: Limits::default() }, ..Sheet::default() }
}

fn fixture(bytes: &[u8]) -> Sheet {
    sheet(decode(bytes.to_vec(), "report.csv", None).text.unwrap())
}

/// The rows of a report, cells joined by `|`, with their numbers; and the codes of what was found.
fn reshaped(sheet: &Sheet) -> (Vec<(u64, String)>, Vec<&'static str>) {
    let (made, findings) = meeting_report(sheet, "report.csv", None);
    let Some(Sheet { content: Content::Rows(rows), .. }) = made else { return (Vec::new(), codes(findings)) };
    assert_eq!(rows[0].cells, StringRecord::from(HEADER.as_slice()));
    let row = |row: &Row| (row.number, row.cells.iter().collect::<Vec<_>>().join("|"));
    (rows[1..].iter().map(row).collect(), codes(findings))
}

fn codes(findings: Vec<crate::finding::Finding>) -> Vec<&'static str> {
    findings.iter().map(|finding| finding.code).collect()
}

fn expected(rows: &[(u64, &str)]) -> Vec<(u64, String)> {
    rows.iter().map(|(number, row)| (*number, (*row).to_owned())).collect()
}

macro_rules! fixture {
    ($name:literal) => {
        fixture(include_bytes!(concat!("../../../tests/inputs/meetings/", $name)))
    };
}

#[test]
fn a_declared_order_decides_where_the_dates_do_not() {
    let sheet = fixture!("zoom_block.csv");
    let day = |order| {
        let (made, findings) = meeting_report(&sheet, "report.csv", order);
        let Some(Sheet { content: Content::Rows(rows), .. }) = made else { return (String::new(), codes(findings)) };
        (rows[1].cells[8].to_owned(), codes(findings))
    };
    assert_eq!(day(Some(DateOrder::MonthFirst)), ("2026-10-05".to_owned(), Vec::new()));
    assert_eq!(day(Some(DateOrder::DayFirst)), ("2026-05-10".to_owned(), Vec::new()));
    assert_eq!(day(None).1, ["date-order"]);
}

#[test]
fn the_list_of_2020_is_paired_into_minutes_in_either_encoding() {
    let rows = expected(&[
        (2, "Bethan Morris||11/4/2020, 9:50:12 AM||17||||11/4/2020||"),
        (3, "Owain Pugh||11/4/2020, 9:50:12 AM|11/4/2020, 10:06:45 AM|17||||11/4/2020||"),
        (5, "Ffion Rees||11/4/2020, 9:52:00 AM|11/4/2020, 10:07:29 AM|11||||11/4/2020||"),
        (9, "Marta Silva|||11/4/2020, 10:07:00 AM|||yes||11/4/2020||"),
    ]);
    let found = vec!["date-order", "left-without-joining", "still-there", "rejoined"];
    assert_eq!(reshaped(&fixture!("teams_2020_list_utf16.csv")), (rows.clone(), found.clone()));
    assert_eq!(reshaped(&fixture!("teams_2020_list_utf8.csv")), (rows, found));
}

#[test]
fn the_report_of_2021_is_read_in_english() {
    let meeting = "Coaching session 2|2021-04-13|2021-04-13T09:00:02|91";
    let rows = expected(&[
        (
            8,
            &format!(
                "Bethan Morris|bethan.morris@school.example|2021-04-13T09:00:02|2021-04-13T10:30:40|91|Organizer||{meeting}"
            ),
        ),
        (
            9,
            &format!(
                "Owain Pugh|owain.pugh@school.example|2021-04-13T09:01:31|2021-04-13T10:30:31|81|Presenter||{meeting}"
            ),
        ),
        (11, &format!("Marta Silva||2021-04-13T09:05:00|2021-04-13T09:17:00|12|Attendee|yes|{meeting}")),
    ]);
    assert_eq!(reshaped(&fixture!("teams_2021_report_en.csv")), (rows, vec!["rejoined"]));
}

#[test]
fn the_report_of_2021_is_read_in_french() {
    let meeting = "Séance de coaching|2021-04-13|2021-04-13T09:00:02|166";
    let rows = expected(&[
        (
            8,
            &format!(
                "Élodie Martin|elodie.martin@ecole.example|2021-04-13T09:01:31|2021-04-13T11:45:31|164|Organisateur||{meeting}"
            ),
        ),
        (
            9,
            &format!(
                "Hugo Petit|hugo.petit@ecole.example|2021-04-13T09:05:00|2021-04-13T09:05:58|1|Participant||{meeting}"
            ),
        ),
    ]);
    assert_eq!(reshaped(&fixture!("teams_2021_report_fr.csv")), (rows, vec![]));
}

#[test]
fn the_current_report_is_read_with_its_sections_even_when_a_spreadsheet_saved_it_again() {
    let meeting = "Leading learning, session 3|2026-09-22|2026-09-22T14:48:05|83";
    let rows = expected(&[
        (
            11,
            &format!(
                "Bethan Morris|bethan.morris@school.example|2026-09-22T14:48:05|2026-09-22T16:11:25|83|Organizer||{meeting}"
            ),
        ),
        // Away in between: the stated half hour counts, not the time from first joining to last leaving.
        (
            12,
            &format!(
                "Owain Pugh|owain.pugh@other.example|2026-09-22T14:50:00|2026-09-22T16:10:00|31|Presenter|yes|{meeting}"
            ),
        ),
        (13, &format!("Ffion Rees||2026-09-22T15:00:00|2026-09-22T15:20:00|11|Attendee|yes|{meeting}")),
    ]);
    assert_eq!(reshaped(&fixture!("teams_current_en.csv")), (rows.clone(), vec!["rejoined"]));
    assert_eq!(reshaped(&fixture!("teams_current_resaved.csv")), (rows, vec!["rejoined"]));
}

#[test]
fn zooms_totals_are_read_with_the_names_behind_devices_and_short_names() {
    let rows = expected(&[
        (2, "Bethan Morris|bethan.morris@school.example|||65|Facilitator|no||||"),
        (3, "Helen Ford||||48||yes||||"),
        (4, "Gwen Lewis|gwen@other.example|||61||yes||||"),
        (5, "Captioner 1||||64||yes||||"),
    ]);
    assert_eq!(reshaped(&fixture!("zoom_totals.csv")), (rows, vec!["name-in-brackets"]));
}

#[test]
fn zooms_rows_of_one_person_become_one_and_time_on_two_devices_counts_once() {
    let rows = expected(&[
        (2, "Diego Gomez|diego@school.example|2018-06-26T19:42:10|2018-06-26T20:42:10|60||no||2018-06-26||"),
        // 19:45 to 20:10 on two devices, then 20:20 to 20:40:29.
        (3, "Helen Ford|helen@other.example|2018-06-26T19:45:00|2018-06-26T20:40:29|45||yes||2018-06-26||"),
    ]);
    assert_eq!(reshaped(&fixture!("zoom_joins.csv")), (rows, vec!["rejoined", "name-in-brackets"]));
}

#[test]
fn zooms_block_about_the_meeting_is_read() {
    let meeting = "Coaching, group B|10/05/2026|10/05/2026 05:55:00 PM|65";
    let rows = expected(&[
        (5, &format!("Diego Gomez|diego@school.example|||65|TA|no|{meeting}")),
        (6, &format!("Ana Lopez||||48||yes|{meeting}")),
    ]);
    assert_eq!(reshaped(&fixture!("zoom_block.csv")), (rows, vec!["date-order"]));
}

#[test]
fn a_file_that_is_no_report_is_refused_with_what_was_looked_for() {
    let (made, findings) = meeting_report(&sheet("name,score\nAnn,3\n".to_owned()), "scores.csv", None);
    assert!(made.is_none());
    assert_eq!((findings[0].code, findings[0].severity), ("unknown-report", Severity::Error));
    assert!(findings[0].message.contains("Join Time"));
}

#[test]
fn what_cannot_be_read_is_said_and_nothing_vanishes() {
    let text = "Name,Join Time,Leave Time,Duration\nAnn,13/4/2021 9:00,13/4/2021 10:00,soon\nBob,,,\n,,,\n,13/4/2021 9:00,,\n\
                Cai,13/4/2021 9:00,later,\nName,Duration\nDai,5m\n";
    let (rows, found) = reshaped(&sheet(text.to_owned()));
    assert_eq!(
        rows,
        expected(&[
            (2, "Ann||2021-04-13T09:00:00|2021-04-13T10:00:00|60||||2021-04-13||"),
            (6, "Cai||2021-04-13T09:00:00|later|||||2021-04-13||"),
        ])
    );
    assert_eq!(found, ["not-a-person", "not-a-person", "more-tables", "unread-time", "unread-time"]);
}

#[test]
fn who_registered_and_stayed_away_has_no_minutes() {
    let text = "Attended,User Name (Original Name),Email,Join Time,Leave Time,Time in Session (minutes)\n\
                Yes,Ann Price,ann@a.example,\"Apr 13, 2021 09:00:00\",\"Apr 13, 2021 09:30:00\",30\n\
                No,Cai Rees,cai@a.example,--,--,--\n";
    let (rows, found) = reshaped(&sheet(text.to_owned()));
    assert_eq!(rows[1], (3, "Cai Rees|cai@a.example|||0||||2021-04-13||".to_owned()));
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn dates_that_contradict_each_other_are_left_as_they_stand() {
    let text = "Name,Join Time,Leave Time,Duration\nAnn,13/4/2021 9:00,4/13/2021 10:00,1h\n";
    let (rows, found) = reshaped(&sheet(text.to_owned()));
    assert_eq!(rows, expected(&[(2, "Ann||13/4/2021 9:00|4/13/2021 10:00|60||||13/4/2021||")]));
    assert_eq!(found, ["date-order"]);
}

#[test]
fn a_meeting_over_midnight_is_counted_with_and_without_days() {
    let text = "Name\tJoin Time\tLeave Time\nAnn\t11:50:00 PM\t12:10:00 a.m.\nCai\t11:50:00 PM\t11:55:00 PM\n";
    let (rows, _) = reshaped(&sheet(text.to_owned()));
    assert_eq!(rows[0].1, "Ann||11:50:00 PM|12:10:00 a.m.|20||||||");
    let text = "Name\tJoin Time\tLeave Time\nAnn\t11/4/2020, 23:50\t12/4/2020, 00:10\nCai\t12/4/2020, 00:10\t11/4/2020, 23:50\n";
    let (rows, _) = reshaped(&sheet(text.to_owned()));
    assert_eq!(rows[0].1, "Ann||11/4/2020, 23:50|12/4/2020, 00:10|20||||11/4/2020||");
    // Left before joining: no guess.
    assert_eq!(rows[1].1, "Cai||12/4/2020, 00:10|11/4/2020, 23:50|||||11/4/2020||");
}

#[test]
fn findings_never_hold_a_name_or_an_address() {
    for sheet in [fixture!("teams_2020_list_utf8.csv"), fixture!("zoom_joins.csv"), fixture!("teams_current_en.csv")] {
        for finding in meeting_report(&sheet, "report.csv", None).1 {
            let said = finding.to_string();
            for name in ["Bethan", "Owain", "Ffion", "Marta", "Helen", "Diego", "@"] {
                assert!(!said.contains(name), "{said}");
            }
        }
    }
}

proptest! {
    #[test]
    fn no_report_makes_reading_fail_or_loses_a_row(
        rows in proptest::collection::vec(("[A-C]{1,2}( \\([a-c]\\))?", "[0-9:/, APM]{0,20}", "[0-9hms ]{0,8}"), 0..12),
    ) {
        let mut text = "Name\tJoin Time\tDuration\n".to_owned();
        text.extend(rows.iter().map(|(name, join, duration)| format!("{name}\t{join}\t{duration}\n")));
        let (made, findings) = meeting_report(&sheet(text), "report.csv", None);
        let Some(Sheet { content: Content::Rows(made), .. }) = made else { panic!("no sheet") };
        let aside = findings.iter().filter(|finding| finding.code == "not-a-person").count();
        let names = |name: &String| name.split(" (").next().unwrap_or_default().to_lowercase();
        let told: std::collections::BTreeSet<String> = rows
            .iter()
            .filter(|(_, join, duration)| !join.trim().is_empty() || !duration.trim().is_empty())
            .map(|(name, ..)| names(name))
            .collect();
        prop_assert!(made.len() > told.len());
        prop_assert!(made.len() - 1 + aside <= rows.len());
    }
}
