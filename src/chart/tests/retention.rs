//! Retention curves: stairs that only fall, with their numbers at risk.

use super::samples::{Case, longest_welsh, percent_axis, words};
use crate::chart::{Axis, ChartError, Course, Curve, Label, Retention, RetentionKey, Step, Tick};

fn ticks(step: usize) -> Vec<Tick> {
    (0..=12_u8).step_by(step).map(|at| Tick { at: f64::from(at), label: at.to_string() }).collect()
}

fn retention(id: &str, curves: Vec<Curve>) -> Retention {
    Retention {
        words: words(id),
        time: Axis { from: 0.0, to: 12.0, ticks: ticks(2) },
        time_title: "Sessions since joining".into(),
        axis: percent_axis(25),
        title: "Members still attending".into(),
        key: RetentionKey {
            range: "Likely range".into(),
            censored: "Left the role".into(),
            cut: "Too few to tell beyond".into(),
        },
        at_risk_heading: "Members at risk".into(),
        curves,
    }
}

fn step(at: f64, share: f64, half: f64) -> Step {
    Step { at, share, range: Some(((share - half).max(0.0), (share + half).min(1.0))) }
}

fn curve(name: &str, steps: Vec<Step>, at_risk: [&str; 7]) -> Curve {
    let at_risk = ticks(2).into_iter().zip(at_risk).map(|(tick, label)| Tick { label: label.into(), ..tick }).collect();
    let course = Course::Told { steps, until: 12.0, is_cut: false, censored: vec![] };
    Curve { label: Label::new(name), course, at_risk, tip: format!("{name}, session by session") }
}

fn falling(by: f64) -> Vec<Step> {
    (0..10_u8)
        .map(|place| step(f64::from(place) * 1.2, 1.0 - by * f64::from(place), 0.01 + 0.01 * f64::from(place)))
        .collect()
}

const AT_RISK: [&str; 7] = ["120", "112", "97", "81", "66", "52", "40"];

fn told(curve: Curve, until: f64, is_cut: bool, censored: Vec<f64>) -> Curve {
    let Course::Told { steps, .. } = curve.course else { panic!("a told curve") };
    Curve { course: Course::Told { steps, until, is_cut, censored }, ..curve }
}

fn withheld(name: &str) -> Curve {
    let course = Course::NotShown { symbol_text: "[c] fewer than 10 members at the start".into() };
    Curve { label: Label::new(name), course, at_risk: vec![], tip: name.into() }
}

pub(super) fn cases() -> Vec<Case> {
    let one = told(curve("Everyone", falling(0.05), AT_RISK), 12.0, false, vec![3.0, 7.4, 11.0]);
    let few = vec![step(0.0, 1.0, 0.0), step(3.0, 0.92, 0.12), step(5.0, 0.83, 0.17)];
    let cut = told(curve("Headteachers", few, ["12", "12", "11", "[c]", "[c]", "[c]", "[c]"]), 6.0, true, vec![]);
    let two = vec![
        told(curve("Secondary schools", falling(0.03), AT_RISK), 12.0, false, vec![4.0]),
        curve("Primary schools", falling(0.08), ["1,048", "1,004", "955", "870", "741", "606", "431"]),
    ];
    let kept = curve("All stayed", vec![step(0.0, 1.0, 0.0)], ["12"; 7]);
    let long = vec![curve(&longest_welsh(), falling(0.04), AT_RISK), withheld(&longest_welsh())];
    vec![
        ("Retention, everyone", retention("retention", vec![one]).draw()),
        ("Retention, two kinds of school", retention("re2", two).draw()),
        ("Retention, cut where few remain", retention("rec", vec![cut]).draw()),
        ("Retention, 12 of 12 stayed", retention("re12", vec![kept]).draw()),
        ("Retention, all withheld", retention("reh", vec![withheld("Everyone"), withheld("Newcomers")]).draw()),
        ("Retention, long Welsh names", retention("rew", long).draw()),
    ]
}

#[test]
fn a_curve_holds_its_share_until_the_next_step() {
    let steps = vec![Step { at: 0.0, share: 1.0, range: None }, Step { at: 6.0, share: 0.5, range: None }];
    let mut chart = retention("f", vec![curve("A", steps, AT_RISK)]);
    chart.curves[0].label.text = String::new();
    let svg = chart.draw().unwrap().wide;
    let path = svg.as_str().split("<path d=\"M").find(|path| path.matches('L').count() == 3).unwrap();
    let corners: Vec<(f64, f64)> = path
        .split('"')
        .next()
        .unwrap()
        .split('L')
        .map(|corner| {
            let (x, y) = corner.split_once(' ').unwrap();
            (x.parse().unwrap(), y.parse().unwrap())
        })
        .collect();
    let [start, edge, foot, end] = corners[..] else { panic!("{corners:?}") };
    let pairs = [(start.1, edge.1), (edge.0, foot.0), (foot.1, end.1)];
    assert!(pairs.iter().all(|(one, other)| (one - other).abs() < 0.01) && foot.1 > edge.1, "{corners:?}");
    assert!((edge.0 - f64::midpoint(start.0, end.0)).abs() < 0.2);
}

#[test]
fn shares_that_rise_and_time_that_falls_are_errors() {
    let reversed = |steps| {
        let chart = retention("f", vec![curve("A", steps, AT_RISK)]);
        matches!(chart.draw(), Err(ChartError::RangeReversed { .. }))
    };
    assert!(reversed(vec![step(0.0, 0.5, 0.0), step(2.0, 0.6, 0.0)]));
    assert!(reversed(vec![step(2.0, 1.0, 0.0), step(1.0, 0.9, 0.0)]));
    assert!(reversed(vec![step(0.0, 1.0, 0.0), step(13.0, 0.9, 0.0)]));
    assert_eq!(retention("f", vec![curve("A", vec![], AT_RISK)]).draw(), Err(ChartError::NoRows));
    assert_eq!(retention("f", vec![]).draw(), Err(ChartError::NoRows));
    let three = vec![withheld("A"); 3];
    assert_eq!(retention("f", three).draw(), Err(ChartError::TooManyUnits { given: 3, most: 2 }));
    let off = retention("f", vec![curve("A", vec![step(0.0, 1.5, 0.0)], AT_RISK)]);
    assert!(matches!(off.draw(), Err(ChartError::OffTheAxis { .. } | ChartError::RangeReversed { .. })));
}

#[test]
fn a_cut_curve_ends_in_a_ring_and_a_withheld_one_is_told_in_words() {
    let cut = told(curve("A", vec![step(0.0, 1.0, 0.0)], AT_RISK), 6.0, true, vec![]);
    let svg = retention("f", vec![cut, withheld("B")]).draw().unwrap().wide;
    assert!(svg.as_str().contains("<circle"));
    assert!(svg.texts().iter().any(|text| text.text == "B: [c] fewer than 10 members at the start"));
    assert!(!svg.as_str().contains("k-c2"), "a withheld curve has no line, in the plane or in the key");
}
