//! Lengths and sides of the diverging bars.

use super::samples::{bar, five, five_key, hidden, likert, segment, three, three_key};
use crate::chart::{Answers, ChartError, Label, LikertRow, Svg};

/// Left edge and width of every bar with one of the classes, in drawing order.
fn bars(svg: &Svg, classes: &[&str]) -> Vec<(f64, f64)> {
    let number = |element: &str, name: &str| -> f64 {
        element.split(&format!(" {name}=\"")).nth(1).and_then(|rest| rest.split('"').next()).unwrap().parse().unwrap()
    };
    svg.as_str()
        .split("<rect")
        .skip(1)
        .filter(|element| classes.iter().any(|class| element.contains(&format!("class=\"{class}\""))))
        .map(|element| (number(element, "x"), number(element, "width")))
        .filter(|(_, width)| (width - 12.0).abs() > f64::EPSILON)
        .collect()
}

#[test]
fn bars_are_as_long_as_their_counts_on_one_scale() {
    let chart = likert("f", five_key(), vec![five("One", [4, 6, 10, 12, 8]), five("Two", [20, 20, 20, 60, 40])]);
    let drawing = chart.draw().unwrap();
    for svg in [drawing.wide, drawing.narrow] {
        let shares = [6.0 / 40.0, 4.0 / 40.0, 12.0 / 40.0, 8.0 / 40.0, 10.0 / 40.0, 0.125, 0.125, 0.375, 0.25, 0.125];
        let drawn = bars(&svg, &["f-sd", "f-d", "f-n", "f-a", "f-sa"]);
        assert_eq!(drawn.len(), shares.len());
        let unit = drawn[0].1 / shares[0];
        for ((_, width), share) in drawn.iter().zip(shares) {
            assert!((width - share * unit).abs() < 0.8, "{width} for {share}");
        }
    }
}

#[test]
fn weak_answers_touch_zero_and_strong_ones_lie_outside() {
    let drawing = likert("f", five_key(), vec![five("One", [3, 3, 0, 3, 3])]).draw().unwrap();
    let place = |class: &str| bars(&drawing.wide, &[class])[0];
    let [strong_left, weak_left, weak_right, strong_right] = ["f-sd", "f-d", "f-a", "f-sa"].map(place);
    let zero = weak_right.0;
    for (end, start) in [
        (strong_left.0 + strong_left.1, weak_left.0),
        (weak_left.0 + weak_left.1, zero),
        (zero + weak_right.1, strong_right.0),
    ] {
        assert!((end - start).abs() < 0.11, "{end} {start}");
    }
}

#[test]
fn neither_begins_at_one_line_in_every_row() {
    let rows = vec![five("One", [0, 0, 6, 3, 3]), three("Two", [1, 4, 1]), five("Three", [5, 1, 1, 0, 0])];
    let drawing = likert("f", five_key(), rows).draw().unwrap();
    for svg in [drawing.wide, drawing.narrow] {
        let starts: Vec<f64> = bars(&svg, &["f-n"]).into_iter().map(|(left, _)| left).collect();
        assert_eq!(starts.len(), 3);
        assert!(starts.iter().all(|start| (start - starts[0]).abs() < f64::EPSILON));
    }
}

#[test]
fn counts_that_do_not_add_up_are_an_error() {
    let mut wrong = bar(Label::new("Trust"), Answers::Three([1, 2, 3].map(segment)));
    wrong.n = 7;
    let chart = likert("f", three_key(), vec![LikertRow::Shown(Box::new(wrong))]);
    assert_eq!(chart.draw(), Err(ChartError::CountsDoNotAddUp { row: "Trust".into(), counted: 6, answers: 7 }));
}

#[test]
fn a_key_of_three_cannot_explain_five() {
    let chart = likert("f", three_key(), vec![five("Trust", [1, 1, 1, 1, 1])]);
    assert_eq!(chart.draw(), Err(ChartError::KeyTooShort { row: "Trust".into() }));
}

#[test]
fn a_row_not_shown_has_its_symbol_and_no_bar() {
    let drawing = likert("f", five_key(), vec![hidden("Trust")]).draw().unwrap();
    let texts: Vec<&str> = drawing.narrow.texts().iter().map(|text| text.text.as_str()).collect();
    assert_eq!(texts, ["Trust", "[c] fewer than 5 answers"]);
    assert!(bars(&drawing.wide, &["f-sd", "f-d", "f-n", "f-a", "f-sa"]).is_empty());
}

#[test]
fn nobody_answered_is_a_row_without_bars() {
    let drawing = likert("f", five_key(), vec![five("Trust", [0; 5])]).draw().unwrap();
    assert!(bars(&drawing.wide, &["f-sd", "f-d", "f-n", "f-a", "f-sa"]).is_empty());
}
