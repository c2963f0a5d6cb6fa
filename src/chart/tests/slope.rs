//! Slopes: every name at the end of its line, and none for lines that have none.

use super::samples::{Case, absent, at_least, longest_welsh, percent_axis, share, withheld, words};
use crate::chart::{ChartError, Label, Reading, Slope, SlopeKey, SlopeLine};
use proptest::prelude::*;

fn slope(id: &str, waves: &[&str], lines: Vec<SlopeLine>) -> Slope {
    let key = SlopeKey {
        own: "This group".into(),
        others: "Other groups".into(),
        bound: "Only a bound is told".into(),
        changed: "The question changed".into(),
    };
    let waves = waves.iter().map(|wave| (*wave).to_owned()).collect();
    Slope { words: words(id), axis: percent_axis(25), waves, key, breaks: Vec::new(), lines }
}

fn line(name: &str, readings: &[Reading]) -> SlopeLine {
    let label = (!name.is_empty()).then(|| Label::new(name));
    SlopeLine { label, readings: readings.to_vec(), is_own: false, tip: format!("{name}, wave by wave") }
}

fn own(name: &str, readings: &[Reading]) -> SlopeLine {
    SlopeLine { is_own: true, ..line(name, readings) }
}

const YEARS: [&str; 3] = ["Autumn 2024", "Summer 2025", "Autumn 2025"];

pub(super) fn cases() -> Vec<Case> {
    let shares = |from: f64, middle: f64, to: f64| [share(from), share(middle), share(to)];
    let named = vec![
        line("Trust", &shares(0.55, 0.6, 0.71)),
        line("A shared purpose", &shares(0.62, 0.66, 0.7)),
        line("Use of evidence", &shares(0.3, 0.35, 0.42)),
        line("Members lead in turn", &[share(0.4), withheld(), share(0.69)]),
        line("Meetings worth the time", &[share(0.8), at_least(0.9, "at least 90%"), at_least(0.9, "at least 90%")]),
        line("Would recommend the group", &[absent(), withheld(), withheld()]),
    ];
    let mut among: Vec<SlopeLine> = (0..20_i32)
        .map(|place| {
            let at = |wave: i32| share(0.3 + f64::from((place * 7 + wave * 5) % 13) / 22.0);
            line("", &[at(0), at(1), at(2)])
        })
        .collect();
    among.push(own("Copa Elan", &shares(0.45, 0.62, 0.83)));
    let sixty: Vec<SlopeLine> =
        (0..60_u8).map(|place| line(&format!("Group {place}"), &shares(0.2, 0.5, f64::from(place) / 60.0))).collect();
    let long = vec![own(&longest_welsh(), &shares(0.2, 0.5, 1.0)), line(&longest_welsh(), &shares(0.9, 0.5, 1.0))];
    let changed = Slope { breaks: vec![1], ..slope("slb", &YEARS, vec![own("Trust", &shares(0.3, 0.7, 0.8))]) };
    let alike = vec![
        own("All agree", &[share(1.0), share(1.0)]),
        line("All of these too", &[share(1.0), share(1.0)]),
        line("And these", &[share(1.0), share(1.0)]),
    ];
    vec![
        ("Slope, indicators", slope("slope", &YEARS, named).draw()),
        ("Slope, own among others", slope("slo", &YEARS, among).draw()),
        ("Slope, the question changed", changed.draw()),
        ("Slope, two waves alike", slope("sl2", &YEARS[..2], alike).draw()),
        ("Slope, one wave", slope("sl1", &YEARS[..1], vec![own("Trust", &[share(0.5)])]).draw()),
        ("Slope, all withheld", slope("slh", &YEARS[..2], vec![own("Trust", &[withheld(), withheld()])]).draw()),
        ("Slope, long Welsh names", slope("slw", &YEARS, long).draw()),
        ("Slope, 60 named lines", slope("sl60", &YEARS, sixty).draw()),
    ]
}

#[test]
fn a_line_without_a_name_has_no_text() {
    let texts = |lines| {
        let mut chart = slope("f", &YEARS[..1], lines);
        chart.key.others = String::new();
        chart.draw().unwrap().wide.texts().len()
    };
    let named = line("Trust", &[share(0.5)]);
    assert_eq!(texts(vec![named.clone()]), texts(vec![named, line("", &[share(0.7)])]));
}

#[test]
fn names_stand_in_the_order_of_the_ends_of_their_lines() {
    let lines = vec![line("Low", &[share(0.2)]), line("High", &[share(0.8)]), line("Middle", &[share(0.21)])];
    let drawing = slope("f", &YEARS[..1], lines).draw().unwrap();
    let top = |name: &str| drawing.wide.texts().iter().find(|text| text.text.ends_with(name)).unwrap().area.top;
    assert!(top("High") < top("Middle") && top("Middle") < top("Low"));
}

#[test]
fn a_line_of_which_nothing_is_told_is_told_in_words() {
    let svg = slope("f", &YEARS[..1], vec![line("Trust", &[withheld()])]).draw().unwrap().narrow;
    assert!(svg.texts().iter().any(|text| text.text == "Trust: [c] fewer than 5 answers"));
    assert!(!svg.as_str().contains("<circle"));
}

#[test]
fn mistakes_of_the_caller_are_errors() {
    assert_eq!(slope("f", &YEARS, vec![]).draw(), Err(ChartError::NoRows));
    let short = slope("f", &YEARS, vec![line("Trust", &[share(0.5)])]);
    assert!(matches!(short.draw(), Err(ChartError::WavesDoNotMatch { .. })));
    let off = slope("f", &YEARS[..1], vec![line("Trust", &[share(-0.1)])]);
    assert!(matches!(off.draw(), Err(ChartError::OffTheAxis { .. })));
    let twice = slope("f", &YEARS[..1], vec![own("Trust", &[share(0.5)]); 2]);
    assert_eq!(twice.draw(), Err(ChartError::MoreThanOneOwn));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_named_lines_can_be_read(
        lines in prop::collection::vec(("\\PC{0,40}", 0.0..=1.0_f64, 0.0..=1.0_f64), 1..30),
    ) {
        let lines = lines.iter().map(|(name, from, to)| line(name, &[share(*from), share(*to)])).collect();
        prop_assert_eq!(slope("f", &YEARS[..2], lines).draw().unwrap().collisions(), []);
    }
}
