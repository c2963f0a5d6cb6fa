//! Forests: squares, diamonds and what is told instead of them.

use super::samples::{Case, absent, at_least, exact, longest_welsh, withheld, words};
use crate::chart::{Axis, ChartError, Effect, Forest, ForestKey, ForestRow, Label, Reading, Reference, Svg, Tick};
use proptest::prelude::*;

fn forest(id: &str, rows: Vec<ForestRow>) -> Forest {
    let ticks =
        (-2..=2_i8).map(|half| f64::from(half) / 2.0).map(|at| Tick { at, label: format!("{at:+.1}") }).collect();
    Forest {
        words: words(id),
        axis: Axis { from: -1.2, to: 1.2, ticks },
        reference: Reference { at: 0.0, label: "No difference".into() },
        key: ForestKey {
            effect: "Difference with likely range".into(),
            pooled: "All together".into(),
            prediction: "Range for one more area".into(),
            bound: "Only a bound is told".into(),
        },
        headings: vec!["People".into(), "Difference (likely range)".into()],
        rows,
    }
}

fn effect(name: &str, at: f64, half: f64) -> Effect {
    let range = (at - half, at + half);
    let text = format!("{at:+.2} ({:.2} to {:.2})", range.0, range.1);
    Effect {
        label: Label::new(name),
        reading: exact(at, &text),
        range: Some(range),
        cells: vec!["48".into(), text.clone()],
        tip: format!("{name}: {text}"),
    }
}

fn untold(name: &str, reading: Reading) -> Effect {
    let cells = vec![String::new(), String::new()];
    Effect { label: Label::new(name), range: None, cells, tip: format!("{name}: {}", reading.text()), reading }
}

fn single(effect: Effect, weight: f64) -> ForestRow {
    ForestRow::Single { effect, weight }
}

fn pooled(effect: Effect, prediction: Option<(f64, f64)>) -> ForestRow {
    ForestRow::Pooled { effect, prediction }
}

fn areas() -> Forest {
    let bound = Effect {
        cells: vec!["6".into(), "at least +0.50".into()],
        ..untold("Moorland, neighbouring schools", at_least(0.5, "at least +0.50"))
    };
    forest(
        "forest",
        vec![
            ForestRow::Heading(Label::new("Compared with matched schools")),
            single(effect("Dyffryn Tywi", 0.31, 0.22), 0.9),
            single(effect("Glannau Teifi", 0.12, 0.35), 0.4),
            single(effect("Rhosllannerchrugog a’r Cylch", -0.18, 0.6), 0.1),
            pooled(effect("Matched schools together", 0.22, 0.15), None),
            ForestRow::Heading(Label::new("Compared with the year before")),
            single(effect("Harbour North", 0.45, 0.28), 0.6),
            single(bound, 0.2),
            single(untold("Castle and Quay", withheld()), 0.0),
            single(untold("Seven Rivers", absent()), 0.0),
            pooled(effect("All together", 0.26, 0.11), Some((-0.14, 0.66))),
        ],
    )
}

pub(super) fn cases() -> Vec<Case> {
    let many =
        (0..38_u8).map(|place| single(effect(&format!("Group {place}"), 0.5 - f64::from(place) / 40.0, 0.3), 0.5));
    let many = many.chain([pooled(effect("All together", 0.1, 0.08), Some((-0.3, 0.5)))]).collect();
    let alike = vec![
        single(effect("One", 0.0, 0.0), 1.0),
        single(effect("Two", 0.0, 0.0), 1.0),
        pooled(effect("Both", 0.0, 0.0), Some((0.0, 0.0))),
    ];
    let hidden = vec![single(untold("One", withheld()), 0.0), pooled(untold("Together", withheld()), None)];
    let long = vec![single(effect(&longest_welsh(), 1.0, 0.2), 1.0), pooled(effect(&longest_welsh(), -1.0, 0.2), None)];
    vec![
        ("Forest, areas", areas().draw()),
        ("Forest, one effect", forest("fo1", vec![single(effect("Trust", 0.4, 0.3), 1.0)]).draw()),
        ("Forest, all alike", forest("foa", alike).draw()),
        ("Forest, all withheld", forest("foh", hidden).draw()),
        ("Forest, long Welsh names", forest("fow", long).draw()),
        ("Forest, 38 groups", forest("fom", many).draw()),
    ]
}

/// Widths of the squares and diamonds in the rows, in drawing order.
fn squares(svg: &Svg) -> Vec<f64> {
    let rows = svg.as_str().split("class=\"row\"").skip(1);
    rows.flat_map(|row| row.split("<rect").skip(2))
        .filter(|rect| rect.contains("f-sim"))
        .map(|rect| rect.split("width=\"").nth(1).unwrap().split('"').next().unwrap().parse().unwrap())
        .collect()
}

#[test]
fn the_area_of_a_square_grows_evenly_with_its_weight() {
    let rows = [0.0, 0.5, 1.0].map(|weight| single(effect("A", 0.0, 0.1), weight)).to_vec();
    let mut chart = forest("f", rows);
    chart.key.effect = String::new();
    let [none, half, whole] = squares(&chart.draw().unwrap().wide)[..] else { panic!("three squares") };
    assert!((none - 6.0).abs() < 0.11 && (whole - 14.0).abs() < 0.11);
    assert!((whole.powi(2) - half.powi(2) - (half.powi(2) - none.powi(2))).abs() < 3.0);
    let heavy = forest("f", vec![single(effect("A", 0.0, 0.1), 1.1)]);
    assert!(matches!(heavy.draw(), Err(ChartError::OffTheAxis { .. })));
}

#[test]
fn a_diamond_reaches_from_end_to_end_of_its_range() {
    let xs = |at: f64, half: f64| -> Vec<f64> {
        let effect = Effect { cells: vec![String::new(), String::new()], ..effect("A", at, half) };
        let svg = forest("f", vec![pooled(effect, None)]).draw().unwrap().wide;
        let row = svg.as_str().split("class=\"row\"").nth(1).unwrap();
        let path = row.split("<path d=\"M").find(|path| path.contains('Z')).unwrap().split('Z').next().unwrap();
        path.split('L').map(|corner| corner.split(' ').next().unwrap().parse().unwrap()).collect()
    };
    let (wide, narrow) = (xs(0.2, 0.4), xs(0.2, 0.2));
    assert!((wide[2] - wide[0] - 2.0 * (narrow[2] - narrow[0])).abs() < 0.5);
    assert!((wide[1] - f64::midpoint(wide[0], wide[2])).abs() < 0.2);
}

#[test]
fn an_effect_that_is_not_told_leaves_its_symbol_and_no_mark() {
    let svg = forest("f", vec![single(untold("A", withheld()), 0.3)]).draw().unwrap().wide;
    assert!(squares(&svg).is_empty());
    assert!(svg.texts().iter().any(|text| text.text == "[c] fewer than 5 answers"));
}

#[test]
fn a_heading_has_no_lane_for_marks() {
    let rows = |heading: bool| {
        let heading = heading.then(|| ForestRow::Heading(Label::new("Compared")));
        forest("f", heading.into_iter().chain([single(effect("A", 0.0, 0.1), 0.5)]).collect()).draw().unwrap().narrow
    };
    let lines = |svg: &Svg| svg.as_str().matches("k-grid").count();
    assert_eq!(lines(&rows(true)), lines(&rows(false)));
}

#[test]
fn mistakes_of_the_caller_are_errors() {
    assert_eq!(forest("f", vec![]).draw(), Err(ChartError::NoRows));
    let many = forest("f", vec![single(effect("A", 0.0, 0.1), 0.5); 41]);
    assert_eq!(many.draw(), Err(ChartError::TooManyUnits { given: 41, most: 40 }));
    let cells = Effect { cells: vec![], ..effect("A", 0.0, 0.1) };
    let error = ChartError::CellsDoNotMatch { row: "A".into(), given: 0, columns: 2 };
    assert_eq!(forest("f", vec![single(cells, 0.5)]).draw(), Err(error));
    let outside = Effect { range: Some((0.3, 0.5)), ..effect("A", 0.0, 0.1) };
    assert!(matches!(forest("f", vec![single(outside, 0.5)]).draw(), Err(ChartError::OffTheAxis { .. })));
    let wide = pooled(effect("A", 0.0, 0.1), Some((-2.0, 2.0)));
    assert!(matches!(forest("f", vec![wide]).draw(), Err(ChartError::OffTheAxis { .. })));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_effects_can_be_read(rows in prop::collection::vec(("\\PC{0,40}", -1.0..=1.0_f64, 0.0..=1.0_f64), 1..30)) {
        let rows = rows.iter().map(|(name, at, weight)| single(effect(name, *at, 0.1), *weight)).collect();
        prop_assert_eq!(forest("f", rows).draw().unwrap().collisions(), []);
    }
}
