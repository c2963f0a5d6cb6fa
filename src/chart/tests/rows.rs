//! Strips, caterpillars and dumbbells: marks stand at their values, and values that cannot be drawn are errors.

use super::samples::{caterpillar, change, dumbbell, strip, strip_row, unit, withheld_change};
use crate::chart::{ChartError, Comparison, OwnValue, StripRow, Unit};

#[test]
fn values_off_the_axis_are_errors_in_every_chart() {
    let is_off = |result: Result<_, ChartError>| matches!(result, Err(ChartError::OffTheAxis { .. }));
    assert!(is_off(strip("f", vec![strip_row("Trust", 0.5, Some(1.01))]).draw()));
    assert!(is_off(strip("f", vec![StripRow { others: vec![-0.1], ..strip_row("Trust", 0.5, None) }]).draw()));
    assert!(is_off(caterpillar("f", vec![Unit { estimate: f64::NAN, ..unit("A", 0.5, 0.1, 9) }]).draw()));
    assert!(is_off(dumbbell("f", vec![change("Trust", 0.9, 3.0, true, "+2.1")]).draw()));
    let mut chart = caterpillar("f", vec![unit("A", 0.5, 0.1, 9)]);
    chart.reference.at = 2.0;
    assert!(is_off(chart.draw()));
}

#[test]
fn a_range_that_runs_backwards_is_an_error() {
    let row = StripRow { middle_half: Some((0.6, 0.4)), ..strip_row("Trust", 0.5, None) };
    let reversed = ChartError::RangeReversed { row: "Trust".into(), low: 0.6, high: 0.4 };
    assert_eq!(strip("f", vec![row]).draw(), Err(reversed));
}

#[test]
fn an_estimate_outside_its_own_range_is_an_error() {
    let odd = Unit { estimate: 0.9, ..unit("A", 0.5, 0.1, 9) };
    assert!(matches!(caterpillar("f", vec![odd]).draw(), Err(ChartError::OffTheAxis { .. })));
}

#[test]
fn more_than_forty_units_are_an_error() {
    let chart = caterpillar("f", vec![unit("A", 0.5, 0.1, 9); 41]);
    assert_eq!(chart.draw(), Err(ChartError::TooManyUnits { given: 41, most: 40 }));
}

#[test]
fn the_shape_of_a_mark_says_how_a_unit_compares() {
    let drawn = |comparison| {
        let unit = Unit { comparison, ..unit("A", 0.5, 0.1, 9) };
        let svg = caterpillar("f", vec![unit]).draw().unwrap().wide;
        let row = svg.as_str().split("class=\"row\"").nth(1).unwrap().split("</g>").next().unwrap().to_owned();
        (row.contains("<circle"), row.contains("f-hi"), row.contains("f-lo"))
    };
    assert_eq!(drawn(Comparison::Higher), (false, true, false));
    assert_eq!(drawn(Comparison::Similar), (true, false, false));
    assert_eq!(drawn(Comparison::Lower), (false, false, true));
}

#[test]
fn bands_lie_under_lines_and_lines_under_marks_and_marks_under_texts() {
    let own = Unit { is_own: true, ..unit("A", 0.9, 0.1, 9) };
    let drawing = caterpillar("f", vec![unit("B", 0.5, 0.1, 9), own]).draw().unwrap();
    for svg in [drawing.wide, drawing.narrow] {
        let markup = svg.as_str();
        let at = |part: &str| markup.find(part).unwrap_or_else(|| panic!("{part} is missing"));
        assert!(at("f-band") < at("k-grid") && at("k-grid") < at("stroke-dasharray"));
        assert!(at("stroke-dasharray") < at("class=\"row\"") && at("f-lo") < at("<text"));
    }
}

#[test]
fn the_own_row_is_bold_on_a_band() {
    let own = Unit { is_own: true, ..unit("Own", 0.9, 0.1, 9) };
    let markup = caterpillar("f", vec![unit("Other", 0.5, 0.1, 9), own]).draw().unwrap().wide;
    let line = |name: &str| {
        let end = markup.as_str().find(&format!(">{name}</text>")).unwrap();
        markup.as_str()[..end].rsplit("<text").next().unwrap().contains("font-weight=\"700\"")
    };
    assert!(line("Own") && !line("Other"));
}

#[test]
fn an_arrow_points_from_earlier_to_later() {
    let tip_and_foot = |earlier, later| -> (f64, f64) {
        let svg = dumbbell("f", vec![change("Trust", earlier, later, true, "")]).draw().unwrap().wide;
        let head = svg.as_str().split("<path d=\"M").find(|path| path.contains('Z')).unwrap().to_owned();
        let xs: Vec<f64> = head.split('L').map(|point| point.split(' ').next().unwrap().parse().unwrap()).collect();
        (xs[0], xs[1])
    };
    let (tip, foot) = tip_and_foot(2.0, 4.0);
    assert!(tip > foot);
    let (tip, foot) = tip_and_foot(4.0, 2.0);
    assert!(tip < foot);
}

#[test]
fn an_unclear_change_is_grey_and_explained_in_the_key() {
    let drawing = dumbbell("f", vec![change("Trust", 2.0, 3.0, false, "+1.0")]).draw().unwrap();
    assert!(!drawing.wide.as_str().contains("f-c1") && drawing.wide.as_str().contains("No clear difference"));
    let drawing = dumbbell("f", vec![change("Trust", 2.0, 3.0, true, "+1.0")]).draw().unwrap();
    assert!(drawing.wide.as_str().contains("f-c1") && !drawing.wide.as_str().contains("No clear difference"));
}

#[test]
fn rows_without_a_value_show_their_symbol() {
    let symbol_text = "[x] not collected".to_owned();
    let row = StripRow { own: OwnValue::NotShown { symbol_text }, ..strip_row("Trust", 0.5, None) };
    let drawing = strip("f", vec![row]).draw().unwrap();
    assert!(drawing.narrow.texts().iter().any(|text| text.text.starts_with("[x] not")));
    let drawing = dumbbell("f", vec![withheld_change("Trust")]).draw().unwrap();
    assert!(!drawing.wide.as_str().contains("<circle"));
    assert!(drawing.wide.texts().iter().any(|text| text.text == "[c] fewer than 5 pairs"));
}

#[test]
fn a_bound_on_the_own_value_is_an_arrow_and_no_diamond() {
    let drawn = |is_least| {
        let own = OwnValue::Bounded { at: 0.9, is_least, label: "a bound".into() };
        let mut chart = strip("f", vec![StripRow { own, ..strip_row("Trust", 0.5, None) }]);
        chart.key.own = String::new();
        chart.draw().unwrap().wide
    };
    let (least, most) = (drawn(true), drawn(false));
    assert!(!least.as_str().contains("f-c1") && least.as_str().contains("k-c1"));
    assert!(least.texts().iter().any(|text| text.text == "a bound"));
    assert_ne!(least.as_str(), most.as_str());
}
