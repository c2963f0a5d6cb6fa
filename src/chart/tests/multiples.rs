//! Small multiples: gaps are gaps, breaks are breaks, and every panel has the same scale.

use super::samples::{
    Case, absent, at_least, exact, five_point_axis, longest_welsh, percent_axis, share, withheld, words,
};
use crate::chart::{ChartError, Label, Multiples, MultiplesKey, Panel, Reading, Svg, WaveValue};
use proptest::prelude::*;

fn multiples(id: &str, waves: &[&str], panels: Vec<Panel>) -> Multiples {
    let key = MultiplesKey {
        own: "This group".into(),
        range: "Likely range".into(),
        reference: "Programme".into(),
        others: "Other groups".into(),
        bound: "Only a bound is told".into(),
        changed: "The question changed".into(),
    };
    let waves = waves.iter().map(|wave| (*wave).to_owned()).collect();
    Multiples { words: words(id), axis: percent_axis(25), waves, key, panels }
}

fn value(reading: Reading) -> WaveValue {
    let range = reading.exact().map(|at| ((at - 0.12).max(0.0), (at + 0.1).min(1.0)));
    WaveValue { reading, range, n_label: "12".into() }
}

fn panel(title: &str, own: Vec<Reading>) -> Panel {
    Panel {
        title: Label::new(title),
        own: own.into_iter().map(value).collect(),
        reference: Vec::new(),
        others: Vec::new(),
        breaks: Vec::new(),
        tip: format!("{title}, wave by wave"),
    }
}

fn among(shift: f64, own: Panel) -> Panel {
    let line = |place: i32| {
        let at = |wave: i32| share(0.35 + shift + f64::from((place * 7 + wave * 3) % 10) / 25.0);
        (0..4).map(at).collect()
    };
    Panel { others: (0..8).map(line).collect(), reference: [0.5, 0.55, 0.58, 0.6].map(share).to_vec(), ..own }
}

const WAVES: [&str; 4] = ["Autumn 2024", "Spring 2025", "Summer 2025", "Autumn 2025"];

fn group() -> Multiples {
    let panels = vec![
        among(0.1, panel("Members trust each other", [0.4, 0.55, 0.7, 0.83].map(share).to_vec())),
        among(0.0, panel("A shared purpose", vec![share(0.62), withheld(), share(0.6), share(0.57)])),
        Panel { breaks: vec![2], ..among(-0.1, panel("Use of evidence", [0.3, 0.35, 0.62, 0.66].map(share).to_vec())) },
        among(
            0.2,
            panel("Meetings are worth my time", vec![absent(), share(0.8), at_least(0.9, "≥ 90%"), share(0.85)]),
        ),
        among(0.05, panel("Members lead in turn", vec![share(0.2), share(0.22), withheld(), withheld()])),
    ];
    multiples("multiples", &WAVES, panels)
}

pub(super) fn cases() -> Vec<Case> {
    let twelve = (0..12).map(|place| panel(&format!("Group {}", place + 1), [0.4, 0.5, 0.6, 0.5].map(share).to_vec()));
    let hidden = || panel("Nothing may be told", vec![withheld(), withheld()]);
    let mut long = multiples("muw", &WAVES, vec![panel("", [0.1, 1.0, 0.0, 0.5].map(share).to_vec()); 2]);
    for panel in &mut long.panels {
        panel.title = Label::in_language(longest_welsh(), "cy");
    }
    let points = [4.1, 4.3, 4.2, 4.4, 4.0, 4.6, 4.7, 4.6].map(|at| exact(at, &format!("{at:.1}")));
    let mut eight = multiples("mu8", &["1", "2", "3", "4", "5", "6", "7", "8"], vec![panel("Trust", points.to_vec())]);
    eight.axis = five_point_axis();
    for value in &mut eight.panels[0].own {
        value.range = None;
    }
    let alike = vec![panel("All agree at every wave", vec![exact(1.0, "12 of 12"); 3]); 3];
    vec![
        ("Small multiples, one group", group().draw()),
        ("Small multiples, twelve panels", multiples("mu12", &WAVES, twelve.collect()).draw()),
        (
            "Small multiples, one wave",
            multiples("mu1", &["Autumn 2025"], vec![panel("Trust", vec![share(0.5)])]).draw(),
        ),
        ("Small multiples, all withheld", multiples("muh", &WAVES[..2], vec![hidden(), hidden()]).draw()),
        ("Small multiples, all alike", multiples("mua", &WAVES[..3], alike).draw()),
        ("Small multiples, eight waves", eight.draw()),
        ("Small multiples, long Welsh names", long.draw()),
    ]
}

/// Points of each line of the panel's own, in drawing order.
fn lines(svg: &Svg) -> Vec<usize> {
    let own = svg.as_str().split("<path d=\"").filter(|path| path.contains("stroke-width=\"2.5\""));
    own.filter(|path| !path.contains("M0 "))
        .map(|path| path.split('"').next().unwrap().matches('L').count() + 1)
        .collect()
}

fn drawn(own: Vec<Reading>, breaks: Vec<usize>) -> Svg {
    let mut chart = multiples("f", &WAVES, vec![Panel { breaks, ..panel("Trust", own) }]);
    chart.key.own = String::new();
    chart.draw().unwrap().wide
}

#[test]
fn lines_stop_where_a_wave_is_withheld_bounded_or_asked_otherwise() {
    let shares = || [0.4, 0.5, 0.6, 0.7].map(share).to_vec();
    assert_eq!(lines(&drawn(shares(), vec![])), [4]);
    assert_eq!(lines(&drawn(shares(), vec![2])), [2, 2]);
    assert_eq!(lines(&drawn(shares(), vec![1])), [3]);
    let with = |wave: usize, reading: Reading| {
        let mut shares = shares();
        shares[wave] = reading;
        lines(&drawn(shares, vec![]))
    };
    assert_eq!(with(2, withheld()), [2]);
    assert_eq!(with(1, at_least(0.5, "")), [2]);
    assert_eq!(with(3, absent()), [3]);
}

#[test]
fn a_withheld_wave_has_its_symbol_under_it_and_no_mark() {
    let svg = drawn(vec![share(0.4), withheld(), share(0.6), share(0.7)], vec![]);
    assert_eq!(svg.as_str().matches("<circle").count(), 6, "a mark and its halo for each of three waves");
    assert!(svg.texts().iter().any(|text| text.text.starts_with("[c] fewer")));
}

#[test]
fn one_value_stands_at_one_height_in_every_panel() {
    let panels = vec![panel("One", vec![share(0.4); 2]), panel("Two", [0.4, 1.0].map(share).to_vec())];
    let svg = multiples("f", &WAVES[..2], panels).draw().unwrap().wide;
    let heights: Vec<&str> = svg.as_str().split(" cy=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(heights[0], heights[2]);
    assert_eq!(heights[0], heights[4]);
    assert_ne!(heights[0], heights[6]);
}

#[test]
fn lines_that_do_not_match_the_waves_and_values_off_the_axis_are_errors() {
    let short = multiples("f", &WAVES, vec![panel("Trust", vec![share(0.4)])]);
    assert_eq!(short.draw(), Err(ChartError::WavesDoNotMatch { row: "Trust".into(), given: 1, waves: 4 }));
    let off = multiples("f", &WAVES[..1], vec![panel("Trust", vec![share(1.4)])]);
    assert!(matches!(off.draw(), Err(ChartError::OffTheAxis { .. } | ChartError::RangeReversed { .. })));
    let many = multiples("f", &WAVES[..1], vec![panel("Trust", vec![share(0.4)]); 13]);
    assert_eq!(many.draw(), Err(ChartError::TooManyPanels { given: 13, most: 12 }));
    assert_eq!(multiples("f", &WAVES, vec![]).draw(), Err(ChartError::NoRows));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_course_of_values_can_be_read(values in prop::collection::vec(0.0..=1.0_f64, 1..12)) {
        let waves: Vec<String> = (1..=values.len()).map(|wave| wave.to_string()).collect();
        let waves: Vec<&str> = waves.iter().map(String::as_str).collect();
        let own = || panel("Trust", values.iter().copied().map(share).collect());
        prop_assert_eq!(multiples("f", &waves, vec![own(), own(), own()]).draw().unwrap().collisions(), []);
    }
}
