//! Spines: every row on a scale of its own, the programme in the middle.

use super::samples::{Case, absent, at_least, at_most, exact, longest_welsh, share, withheld, words};
use crate::chart::{ChartError, Comparison, Label, Reading, Spine, SpineKey, SpineRow, Svg};

fn key() -> SpineKey {
    SpineKey {
        programme: "Programme".into(),
        higher: "This group, higher".into(),
        similar: "This group, similar".into(),
        lower: "This group, lower".into(),
        uncompared: "This group, not compared".into(),
        middle_half: "Middle half of groups".into(),
        range: "Lowest to highest group".into(),
        area: "Local authority".into(),
        bound: "Only a bound is told".into(),
    }
}

fn spine(id: &str, rows: Vec<SpineRow>) -> Spine {
    Spine { words: words(id), key: key(), own_heading: "This group".into(), rows }
}

fn row(label: &str, programme: Reading, own: Reading, range: [(f64, &str); 2]) -> SpineRow {
    let [low, high] = range.map(|(at, label)| (at, label.to_owned()));
    let centre = programme.at().unwrap_or_default();
    SpineRow {
        label: Label::new(label),
        middle_half: Some((f64::midpoint(low.0, centre), f64::midpoint(high.0, centre))),
        range: Some([low, high]),
        area: None,
        comparison: None,
        tip: format!("{label}: {}", own.text()),
        programme,
        own,
    }
}

fn alone(label: &str, programme: Reading, own: Reading) -> SpineRow {
    SpineRow { range: None, middle_half: None, ..row(label, programme, own, [(0.0, ""), (0.0, "")]) }
}

fn profile() -> Spine {
    let ends = |low: f64, high: f64| [low, high];
    let shares = |label: &str, programme: f64, own: f64, [low, high]: [f64; 2]| {
        let text = |at: f64| format!("{:.0}%", at * 100.0);
        let range = [(low, &*text(low)), (high, &*text(high))];
        row(label, share(programme), share(own), range)
    };
    let rows = vec![
        SpineRow {
            comparison: Some(Comparison::Higher),
            area: Some(share(0.75)),
            ..shares("Members who agree that they trust each other", 0.71, 0.92, ends(0.4, 1.0))
        },
        SpineRow {
            comparison: Some(Comparison::Lower),
            area: Some(exact(3.0, "3.0")),
            ..row("Sessions a term", exact(3.2, "3.2"), exact(2.1, "2.1"), [(1.0, "1.0"), (6.0, "6.0")])
        },
        SpineRow {
            comparison: Some(Comparison::Similar),
            ..row(
                "Minutes of travel (lower is better)",
                exact(38.0, "38"),
                exact(41.0, "41"),
                [(12.0, "12"), (110.0, "110")],
            )
        },
        row("Use of evidence, 1 to 5", exact(3.4, "3.4"), at_least(4.5, "at least 4.5"), [(2.1, "2.1"), (4.4, "4.4")]),
        row("Members who left", exact(0.12, "12%"), at_most(0.05, "5% or less"), [(0.05, "5%"), (0.31, "31%")]),
        row("Schools changed by it", exact(0.5, "50%"), withheld(), [(0.1, "10%"), (0.8, "80%")]),
        alone("Budget held, in pounds", absent(), exact(1200.0, "£1,200")),
    ];
    spine("spine", rows)
}

pub(super) fn cases() -> Vec<Case> {
    let same = || row("All alike", share(1.0), exact(1.0, "12 of 12"), [(1.0, "100%"), (1.0, "100%")]);
    let hidden = || alone("Nothing may be told", withheld(), withheld());
    let long = SpineRow {
        label: Label::in_language(longest_welsh(), "cy"),
        comparison: Some(Comparison::Similar),
        ..row("", share(0.6), share(0.62), [(0.55, "55%"), (0.98, "98%")])
    };
    vec![
        ("Spine, one group’s indicators", profile().draw()),
        ("Spine, one indicator alone", spine("sp1", vec![alone("Trust", share(0.7), share(0.8))]).draw()),
        ("Spine, all values alike", spine("sp2", vec![same(), same()]).draw()),
        ("Spine, all withheld", spine("sp3", vec![hidden(), hidden()]).draw()),
        ("Spine, a long Welsh name", spine("sp4", vec![long]).draw()),
    ]
}

fn centres(svg: &Svg) -> Vec<f64> {
    let number = |rest: &str| rest.split('"').next().unwrap().parse().unwrap();
    svg.as_str().split("<circle cx=\"").skip(1).map(number).collect()
}

/// Where the mark of a row stands: the last circle of each row, so rows here are compared as similar.
fn place(programme: f64, own: f64, range: [f64; 2]) -> f64 {
    let range = range.map(|at| (at, ""));
    let row = SpineRow { comparison: Some(Comparison::Similar), ..row("R", share(programme), share(own), range) };
    let mut chart = spine("f", vec![row]);
    chart.key.similar = String::new();
    *centres(&chart.draw().unwrap().wide).last().unwrap()
}

#[test]
fn a_rows_scale_reaches_as_far_to_either_side_as_its_furthest_value() {
    let spine = place(0.5, 0.5, [0.4, 0.9]);
    let (low, high) = (place(0.5, 0.1, [0.1, 0.9]), place(0.5, 0.9, [0.1, 0.9]));
    assert!((spine - low - (high - spine)).abs() < 0.3, "{low} {spine} {high}");
    // The shorter side keeps the scale of the longer one.
    let shorter = place(0.5, 0.4, [0.4, 0.9]);
    assert!((spine - shorter - (high - spine) / 4.0).abs() < 0.3, "{shorter} {spine} {high}");
}

#[test]
fn a_row_without_a_programme_is_told_in_words_and_has_no_mark() {
    let chart = spine("f", vec![alone("Budget", withheld(), share(0.8))]);
    let svg = chart.draw().unwrap().wide;
    assert!(!svg.as_str().contains("<circle") && !svg.as_str().contains("<path"));
    let texts: Vec<&str> = svg.texts().iter().map(|text| text.text.as_str()).collect();
    assert!(texts.contains(&"80%") && texts.contains(&"[c] fewer than 5 answers"), "{texts:?}");
}

#[test]
fn a_bound_is_an_open_arrow_on_the_side_where_the_value_lies() {
    let tips = |own: Reading| -> Vec<f64> {
        let svg = spine("f", vec![row("R", share(0.5), own, [(0.0, ""), (1.0, "")])]).draw().unwrap().wide;
        let arrow = svg.as_str().split("<path d=\"M").find(|path| path.contains("stroke-width=\"1.5\"")).unwrap();
        arrow
            .split('"')
            .next()
            .unwrap()
            .split('L')
            .map(|point| point.split(' ').next().unwrap().parse().unwrap())
            .collect()
    };
    let [foot, tip, ..] = tips(at_least(0.7, "at least 70%"))[..] else { panic!("no arrow") };
    assert!(tip > foot);
    let [foot, tip, ..] = tips(at_most(0.3, "at most 30%"))[..] else { panic!("no arrow") };
    assert!(tip < foot);
}

#[test]
fn values_that_are_no_numbers_and_ranges_that_run_backwards_are_errors() {
    let odd = spine("f", vec![alone("R", share(0.5), exact(f64::NAN, ""))]);
    assert!(matches!(odd.draw(), Err(ChartError::OffTheAxis { .. })));
    let reversed = spine("f", vec![row("R", share(0.5), share(0.5), [(0.9, ""), (0.1, "")])]);
    assert!(matches!(reversed.draw(), Err(ChartError::RangeReversed { .. })));
    assert_eq!(spine("f", vec![]).draw(), Err(ChartError::NoRows));
}
