//! Funnels: units by number of answers within finished limits, and no name but where one is due.

use super::samples::{Case, at_least, at_most, longest_welsh, named, percent_axis, share, withheld, words};
use crate::chart::{
    Axis, ChartError, Comparison, Funnel, FunnelKey, FunnelUnit, Label, Limits, Reading, Reference, Tick,
};
use proptest::prelude::*;

/// Made-up limits of a share around 0.7, cut off at nought and one as a caller would.
fn limits(name: &str, width: f64) -> Limits {
    let curve = |side: f64| {
        (5..=60_u8)
            .map(|n| (f64::from(n), (0.7 + side * width * (0.21 / f64::from(n)).sqrt()).clamp(0.0, 1.0)))
            .collect()
    };
    Limits { name: name.into(), lower: curve(-1.0), upper: curve(1.0) }
}

fn funnel(id: &str, units: Vec<FunnelUnit>) -> Funnel {
    let ticks = (0..=60_u8).step_by(10).map(|at| Tick { at: f64::from(at), label: at.to_string() }).collect();
    Funnel {
        words: words(id),
        n_axis: Axis { from: 0.0, to: 60.0, ticks },
        n_title: "Answers".into(),
        axis: percent_axis(20),
        title: "Members who agree".into(),
        reference: Reference { at: 0.7, label: "Programme: 70%".into() },
        inner: limits("1 in 20 by chance", 1.96),
        outer: limits("1 in 500 by chance", 3.09),
        key: FunnelKey {
            own: "This group".into(),
            higher: "Higher".into(),
            lower: "Lower".into(),
            others: "Other groups".into(),
            bound: "Only a bound is told".into(),
        },
        units,
    }
}

fn unnamed(n: u32, at: f64) -> FunnelUnit {
    FunnelUnit::Unnamed { n, value: share(at) }
}

fn outside(name: &str, n: u32, at: f64) -> FunnelUnit {
    let comparison = if at > 0.7 { Comparison::Higher } else { Comparison::Lower };
    FunnelUnit::Outside { label: named(name), n, value: share(at), comparison, tip: format!("{name}: {n} answers") }
}

fn own(name: &str, n: u32, value: Reading) -> FunnelUnit {
    FunnelUnit::Own { label: Label::new(name), n, value, tip: format!("{name}: {n} answers") }
}

fn crowd(count: u32) -> impl Iterator<Item = FunnelUnit> {
    (0..count).map(|place| {
        let n = 6 + place * 17 % 47;
        unnamed(n, 0.7 + f64::from(place * 29 % 21) / 100.0 - 0.1)
    })
}

fn networks() -> Funnel {
    let units = crowd(24).chain([
        outside("Dyffryn Tywi", 31, 0.97),
        outside("Harbour North", 44, 0.41),
        outside("Rhosllannerchrugog a’r Cylch", 29, 0.38),
        own("Copa Elan", 12, share(0.83)),
        FunnelUnit::Unnamed { n: 9, value: at_least(0.9, "at least 90%") },
        FunnelUnit::Unnamed { n: 0, value: withheld() },
    ]);
    funnel("funnel", units.collect())
}

pub(super) fn cases() -> Vec<Case> {
    let sixty = crowd(60).chain((0..9).map(|place| outside(&format!("Network {}", place + 1), 40 + place, 0.45)));
    let alike = (0..12).map(|place| outside(&format!("Group number {}", place + 1), 40, 1.0));
    let long = vec![
        FunnelUnit::Own { label: Label::in_language(longest_welsh(), "cy"), n: 20, value: share(0.5), tip: "x".into() },
        outside(&longest_welsh(), 60, 1.0),
    ];
    let bounds = vec![
        own("This group", 8, at_least(0.95, "at least 95%")),
        FunnelUnit::Unnamed { n: 12, value: at_most(0.05, "5% or less") },
        unnamed(12, 1.0),
    ];
    vec![
        ("Funnel, networks", networks().draw()),
        ("Funnel, 60 groups", funnel("fu60", sixty.collect()).draw()),
        ("Funnel, one group", funnel("fu1", vec![own("Copa Elan", 12, share(1.0))]).draw()),
        ("Funnel, twelve groups alike and outside", funnel("fu12", alike.collect()).draw()),
        ("Funnel, bounds", funnel("fub", bounds).draw()),
        ("Funnel, long Welsh names", funnel("fuw", long).draw()),
    ]
}

#[test]
fn only_units_outside_and_the_readers_own_have_a_name_or_can_be_pointed_at() {
    let svg = networks().draw().unwrap().wide;
    assert_eq!(svg.as_str().matches("<g class=\"row\">").count(), 3);
    assert_eq!(svg.as_str().matches("<g class=\"row own\">").count(), 1);
    let names = |name: &str| svg.texts().iter().filter(|text| text.text == name).count();
    assert_eq!((names("Dyffryn Tywi"), names("Copa Elan"), names("Harbour North")), (1, 1, 1));
}

#[test]
fn a_withheld_unit_leaves_no_trace_whatever_its_number_of_answers() {
    let with = |n| funnel("f", vec![unnamed(20, 0.7), FunnelUnit::Unnamed { n, value: withheld() }]).draw();
    assert_eq!(with(3), with(4));
    assert_eq!(with(3), funnel("f", vec![unnamed(20, 0.7)]).draw());
    assert_eq!(funnel("f", vec![own("A", 3, withheld())]).draw(), Err(ChartError::NoRows));
}

#[test]
fn units_and_limits_off_their_axes_are_errors() {
    let is_off = |chart: Funnel| matches!(chart.draw(), Err(ChartError::OffTheAxis { .. }));
    assert!(is_off(funnel("f", vec![unnamed(61, 0.7)])));
    assert!(is_off(funnel("f", vec![unnamed(20, 1.2)])));
    let mut chart = funnel("f", vec![unnamed(20, 0.7)]);
    chart.outer.upper.push((60.0, 1.1));
    assert!(is_off(chart));
    let mut chart = funnel("f", vec![unnamed(20, 0.7)]);
    chart.inner.lower.reverse();
    assert!(matches!(chart.draw(), Err(ChartError::RangeReversed { .. })));
}

#[test]
fn a_name_without_room_becomes_a_number_that_the_list_explains() {
    let drawing = funnel("f", vec![outside(&longest_welsh(), 30, 1.0)]).draw().unwrap();
    for svg in [drawing.wide, drawing.narrow] {
        assert!(svg.texts().iter().any(|text| text.text == "1"));
        assert!(svg.texts().iter().any(|text| text.text.starts_with("1\u{a0} Mae aelodau")));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_units_outside_can_be_told_apart(
        units in prop::collection::vec((5_u32..60, 0.0..=1.0_f64, "[A-Za-zŵŷâ ]{1,40}"), 1..40),
    ) {
        let units = units.iter().map(|(n, at, name)| outside(name, *n, *at)).collect();
        prop_assert_eq!(funnel("f", units).draw().unwrap().collisions(), []);
    }
}
