//! Evaluations in which something is constant, single, empty or not there: each runs to its end.

use super::changed::{Edges, LAST, Row, SURVEYS, cell};
use std::collections::BTreeSet;

#[test]
fn answers_that_are_all_alike_leave_coefficients_untold() {
    let alike = |item: &str, _: &str| if item.starts_with("ease") { "often" } else { "3" }.to_owned();
    let rows = Edges::new().answers(alike).run("constant answers");
    for code in ["TR-2.alpha", "TR-2.omega", "TR-2.between", "TR-2.means", "SU-3", "BO-1.with_attendance"] {
        assert_eq!(cell(&rows, code, "programme", LAST), ("", "too_little"), "{code}");
    }
    assert_eq!(cell(&rows, "BO-1", "programme", LAST).0, "3.7", "joy_duty is turned round: (3 + 5 + 3) / 3");
}

#[test]
fn one_group_alone_is_told_of_itself() {
    let files = [
        "groups.csv",
        "members.csv",
        "registers/sessions.csv",
        "registers/activities.csv",
        "registers/outputs.csv",
        "returns/facilitators.csv",
        "reading_age.csv",
    ];
    let first = |row: &mut Row| row["group_id"] == "RC-1";
    let edges = files.iter().chain(&SURVEYS).fold(Edges::new(), |edges, file| edges.rows(file, first));
    let edges = edges.rows("registers/attendance.csv", |row| row["member_id"].starts_with("R1"));
    let rows = edges.rows("ties.csv", |row| row["from_member"].starts_with("R1")).run("one group");
    assert_eq!(cell(&rows, "TR-2.between", "programme", LAST), ("", "too_little"));
    assert_eq!(cell(&rows, "SU-3", "programme", LAST), ("", "too_little"));
    assert!(!cell(&rows, "RC-1", "RC-1", LAST).0.is_empty());
}

#[test]
fn a_group_of_which_nothing_came_says_so_of_everything() {
    let edges = Edges::new();
    edges.0.change("groups.csv", |text| format!("{text}RC-7,Nobody yet,,,B2,Wexley,South,,,,\n"));
    let rows = edges.run("an empty group");
    let own: Vec<&Row> = rows.iter().filter(|row| row["unit_id"] == "RC-7").collect();
    assert!(own.len() > 100);
    // What counts rows counts none; what is owed is owed. All else is without a value.
    let told: BTreeSet<&str> =
        own.iter().filter(|row| !row["value"].is_empty()).map(|row| row["code"].as_str()).collect();
    assert_eq!(told, BTreeSet::from(["RC-4", "RC-4.libraries", "TR-1.returns", "TR-1.withheld"]));
    for row in own.iter().filter(|row| !row["value"].is_empty() && row["code"] != "TR-1.withheld") {
        assert!(row["value"].trim_matches(['0', '.']).is_empty(), "{row:?}");
    }
}

#[test]
fn one_wave_alone_has_no_change() {
    let edges = Edges::new().plan(|text| {
        let (head, rest) = text.split_once("[[wave]]\nid = \"2020-winter\"").unwrap();
        let (_, sources) = rest.split_once("[[source]]").unwrap();
        let (sources, _) =
            sources.split_once("[[source]]\ntable = \"responses\"\nfiles = [\"survey/2020-winter.csv\"]").unwrap();
        format!("{head}[[source]]{sources}")
    });
    let rows = edges.run("one wave");
    for code in ["TA-1.change", "BO-3.change", "BO-4", "LA-3", "LA-6.rises", "TR-1.again"] {
        assert_eq!(cell(&rows, code, "programme", "2019-autumn"), ("", "no_earlier_wave"), "{code}");
    }
}

#[test]
fn where_everyone_had_left_the_roll_is_empty() {
    let edges = Edges::new().rows("members.csv", |row| {
        row.insert("left_on".to_owned(), "2019-10-31".to_owned());
        row["joined_on"].as_str() < "2019-10-01"
    });
    let rows = edges.run("everyone left");
    for code in ["RC-7", "RC-7.hosts", "LA-1", "PL-1.travel", "RC-1.chose", "RC-6.led"] {
        assert_eq!(cell(&rows, code, "programme", LAST), ("", "nothing_recorded"), "{code}");
    }
}

#[test]
fn a_group_of_one_has_no_spread_and_no_network() {
    let only = |row: &mut Row, column: &str| !row[column].starts_with("R4") || row[column] == "R402";
    let edges = Edges::new().rows("members.csv", |row| only(row, "member_id"));
    let edges = edges.rows("registers/attendance.csv", |row| only(row, "member_id"));
    let edges = SURVEYS
        .iter()
        .fold(edges, |edges, file| edges.rows(file, |row| row["group_id"] != "RC-4" || row["respondent_id"] == "q402"));
    let rows = edges.rows("ties.csv", |row| only(row, "from_member") && only(row, "to_member")).run("a group of one");
    for code in ["WE-1", "WE-1.reach", "WE-1.returned", "WE-1.central"] {
        assert!(cell(&rows, code, "RC-4", LAST).0.is_empty(), "{code}");
    }
    assert!(cell(&rows, "TA-1", "RC-4", LAST).0.is_empty(), "one reader's answers are never shown");
}

#[test]
fn an_item_that_nobody_answered_leaves_the_scale_its_other_items() {
    let rows =
        Edges::new().answers(|item, text| if item == "talk_own" { "" } else { text }.to_owned()).run("a silent item");
    assert!(!cell(&rows, "TA-1", "programme", LAST).0.is_empty(), "two of three items are answered");
    assert_eq!(cell(&rows, "TR-2.alpha", "programme", LAST), ("", "nothing_recorded"));
    let rows =
        Edges::new().answers(|item, text| if item == "habit" { "" } else { text }.to_owned()).run("a silent scale");
    for code in ["BO-3", "BO-3.share", "BO-3.change"] {
        assert_eq!(cell(&rows, code, "programme", LAST), ("", "nothing_recorded"), "{code}");
    }
}

#[test]
fn a_table_of_nothing_but_its_header_is_nothing_recorded() {
    let tables = [
        ("members.csv", "RC-7"),
        ("registers/sessions.csv", "RC-1.early"),
        ("registers/attendance.csv", "RC-1"),
        ("registers/activities.csv", "RC-6.led"),
        ("registers/outputs.csv", "RC-5"),
        ("returns/facilitators.csv", "RC-2"),
        ("ties.csv", "WE-1"),
        ("reading_age.csv", "BO-4.now"),
    ];
    for (file, code) in tables {
        let edges = Edges::new().rows(file, |_| false);
        // Rows that refer to an emptied register would all be set aside.
        let edges = match file {
            "members.csv" => {
                ["registers/attendance.csv", "ties.csv"].iter().fold(edges, |edges, file| edges.rows(file, |_| false))
            }
            "registers/sessions.csv" => edges.rows("registers/attendance.csv", |_| false),
            _ => edges,
        };
        let rows = edges.run(file);
        assert_eq!(cell(&rows, code, "programme", LAST), ("", "nothing_recorded"), "{file}");
    }
    let all = tables.iter().map(|(file, _)| *file).chain(SURVEYS);
    let rows = all.fold(Edges::new(), |edges, file| edges.rows(file, |_| false)).run("nothing but headers");
    assert_eq!(cell(&rows, "TA-1", "programme", LAST), ("", "nothing_recorded"));
}

#[test]
fn answers_that_are_all_missing_are_counted_as_missing() {
    let rows = Edges::new().answers(|item, _| if item == "worry" { "NA" } else { "" }.to_owned()).run("all missing");
    for code in ["TA-1", "TA-3", "BO-2", "SU-1", "TR-2", "BO-1.with_attendance"] {
        assert_eq!(cell(&rows, code, "programme", LAST), ("", "nothing_recorded"), "{code}");
    }
    assert_eq!(cell(&rows, "TR-1.blank", "programme", LAST).0, "1.00");
}

#[test]
fn a_wave_without_a_survey_is_a_gap_and_not_an_end() {
    let source = "[[source]]\ntable = \"responses\"\nfiles = [\"survey/2020-winter.csv\"]\nwave = \"2020-winter\"\n";
    let rows = Edges::new().plan(|text| text.replace(source, "")).run("a wave without a survey");
    assert_eq!(cell(&rows, "TA-1", "programme", "2020-winter"), ("", "nothing_recorded"));
    // Fewer people than promised answered only once, so the change of the others is not told; that there is one is.
    assert_eq!(cell(&rows, "TA-1.change", "programme", LAST), ("", "remainder"));
    // Nobody was asked: that nobody answered is no response of nought.
    for code in ["TR-1", "TR-1.again"] {
        assert_eq!(cell(&rows, code, "programme", "2020-winter"), ("", "nothing_recorded"), "{code}");
    }
    let first = source.replace("winter", "autumn").replace("2020-autumn", "2019-autumn");
    let rows = Edges::new().plan(|text| text.replace(&first, "")).run("no survey at first");
    assert_eq!(cell(&rows, "TA-1.change", "programme", LAST), ("", "nothing_recorded"));
}

#[test]
fn reasons_fit_what_is_missing() {
    let edges = Edges::new().answers(|item, _| if item.starts_with("ease") { "often" } else { "3" }.to_owned());
    edges.0.change("reading_circles.toml", |text| {
        let tenth = text.replace("\"TA-1 rises\"", "\"TA-1 in lowest tenth\"");
        let difference = "measure.difference = { items = [\"talk_listen\", \"talk_own\", \"talk_few\"]";
        tenth.replace(difference, "measure.difference = { items = [\"habit\"]")
    });
    let rows = edges.run("reasons");
    for wave in ["2019-autumn", LAST] {
        assert_eq!(cell(&rows, "LA-6.rises", "RC-1", wave), ("", "too_little"), "all groups are alike");
    }
    assert_eq!(cell(&rows, "TA-1.gap", "programme", "2019-autumn"), ("", "not_asked"));
}
