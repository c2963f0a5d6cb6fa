//! Icon arrays: as many icons as people, and as many filled as are told.

use super::samples::{Case, longest_welsh, words};
use crate::chart::{ChartError, IconCount, IconRow, IconShape, Icons, IconsKey, Label};

fn icons(id: &str, shape: IconShape, rows: Vec<IconRow>) -> Icons {
    let key = IconsKey {
        filled: "Agree".into(),
        possible: "May agree: only a bound is told".into(),
        empty: "Do not agree".into(),
    };
    Icons { words: words(id), shape, key, rows }
}

fn row(name: &str, count: IconCount) -> IconRow {
    IconRow { label: Label::new(name), tip: format!("{name}, in figures"), count }
}

fn exact(count: u32, of: u32) -> IconCount {
    IconCount::Exact { count, of, label: format!("{count} of {of}") }
}

fn withheld() -> IconCount {
    IconCount::NotShown { symbol_text: "[c] fewer than 5 answers".into() }
}

pub(super) fn cases() -> Vec<Case> {
    let people = vec![
        row("Members who trust each other", exact(9, 12)),
        row("Members who have led a session", exact(17, 29)),
        row("All who came would recommend the group", exact(12, 12)),
        row("Nobody was absent twice", exact(0, 12)),
        row("Only a lower bound", IconCount::AtLeast { count: 11, of: 12, label: "at least 11 of 12".into() }),
        row("Only an upper bound", IconCount::AtMost { count: 1, of: 12, label: "at most 1 of 12".into() }),
        row("Not enough answers", withheld()),
    ];
    let label = "71 in 100".to_owned();
    let hundred = vec![row("Members of the programme who agree", IconCount::Exact { count: 71, of: 100, label })];
    let long = vec![row(&longest_welsh(), exact(3, 7)), row(&longest_welsh(), withheld())];
    vec![
        ("Icons, people", icons("icons", IconShape::Person, people.clone()).draw()),
        ("Icons, in a hundred", icons("ic100", IconShape::Square, hundred).draw()),
        ("Icons, squares", icons("icq", IconShape::Square, people).draw()),
        ("Icons, one person", icons("ic1", IconShape::Person, vec![row("One", exact(1, 1))]).draw()),
        (
            "Icons, all withheld",
            icons("ich", IconShape::Person, vec![row("One", withheld()), row("Two", withheld())]).draw(),
        ),
        ("Icons, long Welsh names", icons("icw", IconShape::Person, long).draw()),
    ]
}

/// Filled, half filled and empty squares of a row.
fn squares(count: IconCount) -> (usize, usize, usize) {
    let mut chart = icons("f", IconShape::Square, vec![row("A", count)]);
    chart.key = IconsKey { filled: String::new(), possible: String::new(), empty: String::new() };
    let svg = chart.draw().unwrap().wide;
    let outlines = |class: &str| svg.as_str().matches(&format!("height=\"11\" class=\"{class}\"")).count();
    let filled = svg.as_str().matches("height=\"12\" class=\"f-c1\"").count();
    (filled, outlines("k-c1"), outlines("k-n-edge"))
}

#[test]
fn there_are_as_many_icons_as_people_and_no_more_filled_than_is_told() {
    assert_eq!(squares(exact(9, 12)), (9, 0, 3));
    assert_eq!(squares(IconCount::AtLeast { count: 11, of: 12, label: String::new() }), (11, 1, 0));
    assert_eq!(squares(IconCount::AtMost { count: 1, of: 12, label: String::new() }), (0, 1, 11));
    assert_eq!(squares(withheld()), (0, 0, 0));
    assert_eq!(squares(exact(100, 100)), (100, 0, 0));
}

#[test]
fn mistakes_of_the_caller_are_errors() {
    let drawn = |count| icons("f", IconShape::Person, vec![row("A", count)]).draw();
    assert!(matches!(drawn(exact(13, 12)), Err(ChartError::OffTheAxis { .. })));
    assert_eq!(drawn(exact(1, 101)), Err(ChartError::TooManyIcons { given: 101, most: 100 }));
    assert_eq!(icons("f", IconShape::Person, vec![]).draw(), Err(ChartError::NoRows));
}
