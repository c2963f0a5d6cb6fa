//! What holds for every chart, whatever it is given.

use super::gallery::cases;
use super::samples::{
    LONG_WELSH, bar, caterpillar, change, dumbbell, five, five_key, hidden, likert, networks, profile, segment, strip,
    strip_row, three_key, trust, unit,
};
use crate::chart::{
    Answers, ChartError, Drawing, Label, LikertBar, LikertRow, OwnValue, StripRow, Unit, Words, WordsError, palette,
};
use proptest::prelude::*;

fn assert_readable(what: &str, drawing: Result<Drawing, ChartError>) {
    let drawing = drawing.unwrap_or_else(|error| panic!("{what}: {error}"));
    assert_eq!(drawing.collisions(), [], "{what}");
}

#[test]
fn a_single_row_with_a_long_welsh_label_can_be_read() {
    assert_readable("likert", likert("f", five_key(), vec![five(LONG_WELSH, [1, 2, 3, 4, 2])]).draw());
    assert_readable("strip", strip("f", vec![strip_row(LONG_WELSH, 0.5, Some(0.5))]).draw());
    assert_readable("caterpillar", caterpillar("f", vec![unit(LONG_WELSH, 0.5, 0.1, 12)]).draw());
    assert_readable("dumbbell", dumbbell("f", vec![change(LONG_WELSH, 1.0, 5.0, true, LONG_WELSH)]).draw());
}

#[test]
fn forty_rows_can_be_read() {
    let times = 0..40_u32;
    let share = |place: u32| f64::from(place) / 40.0;
    let label = |place: u32| if place.is_multiple_of(7) { LONG_WELSH.to_owned() } else { format!("Group {place}") };
    let bars = times.clone().map(|place| five(&label(place), [place, 1, 2, 40 - place, 3])).collect();
    assert_readable("likert", likert("f", five_key(), bars).draw());
    let strips = times.clone().map(|place| strip_row(&label(place), 0.5, Some(share(place)))).collect();
    assert_readable("strip", strip("f", strips).draw());
    let units = times.clone().map(|place| unit(&label(place), share(place), 0.1, place)).collect();
    assert_readable("caterpillar", caterpillar("f", units).draw());
    let changes = times.map(|place| change(&label(place), 1.0 + share(place), 3.0, place % 2 == 0, "+1.2")).collect();
    assert_readable("dumbbell", dumbbell("f", changes).draw());
}

#[test]
fn rows_that_are_all_withheld_can_be_read() {
    let withheld = || StripRow { middle_half: None, programme: None, others: vec![], ..strip_row("All", 0.5, None) };
    let changes = vec![super::samples::withheld_change("One"), super::samples::withheld_change(LONG_WELSH)];
    assert_readable("likert", likert("f", five_key(), vec![hidden("One"), hidden(LONG_WELSH)]).draw());
    assert_readable("strip", strip("f", vec![withheld(), withheld()]).draw());
    assert_readable("dumbbell", dumbbell("f", changes).draw());
}

#[test]
fn answers_all_alike_at_either_end_can_be_read() {
    for counts in [[12, 0, 0, 0, 0], [0, 12, 0, 0, 0], [0, 0, 12, 0, 0], [0, 0, 0, 0, 12], [0; 5]] {
        assert_readable("likert", likert("f", five_key(), vec![five("All alike", counts); 3]).draw());
    }
    for share in [0.0, 1.0] {
        let row =
            StripRow { others: vec![share; 9], middle_half: Some((share, share)), ..strip_row("Same", 0.5, None) };
        let own = OwnValue::Shown { at: share, label: "12 of 12".into() };
        assert_readable("strip", strip("f", vec![StripRow { programme: Some(share), own, ..row }]).draw());
        let same = Unit { range: Some((share, share)), ..unit("Same", share, 0.0, 12) };
        assert_readable("caterpillar", caterpillar("f", vec![same; 5]).draw());
    }
    assert_readable("dumbbell", dumbbell("f", vec![change("Same", 3.0, 3.0, false, "0.0"); 4]).draw());
}

#[test]
fn long_keys_totals_and_headings_are_wrapped() {
    let mut chart = trust();
    let names =
        ["Anghytuno’n gryf iawn", "Anghytuno", "Ddim yn cytuno nac yn anghytuno", "Cytuno", "Cytuno’n gryf iawn"];
    chart.key = crate::chart::LikertKey::Five(names.map(str::to_owned));
    chart.n_heading = "Nifer yr ymatebion a gafwyd".into();
    for row in &mut chart.rows {
        if let LikertRow::Shown(bar) = row {
            bar.left_total_label = "llai nag 1 o bob 10".into();
            bar.right_total_label = "mwy na 9 o bob 10".into();
        }
    }
    assert_readable("likert", chart.draw());
    let mut chart = networks();
    chart.reference.label = format!("Y rhaglen gyfan: 71%. {LONG_WELSH}");
    chart.key.similar = LONG_WELSH.into();
    chart.n_heading = "Nifer yr ymatebion".into();
    assert_readable("caterpillar", chart.draw());
}

#[test]
fn texts_that_leave_no_room_are_an_error() {
    let wide = LikertBar {
        right_total_label: LONG_WELSH.into(),
        ..bar(Label::new("Trust"), Answers::Three([1, 1, 1].map(segment)))
    };
    let chart = likert("f", three_key(), vec![LikertRow::Shown(Box::new(wide))]);
    assert!(matches!(chart.draw(), Err(ChartError::NoRoom { .. })));
}

#[test]
fn charts_without_rows_are_an_error() {
    assert_eq!(likert("f", five_key(), vec![]).draw(), Err(ChartError::NoRows));
    assert_eq!(strip("f", vec![]).draw(), Err(ChartError::NoRows));
    assert_eq!(caterpillar("f", vec![]).draw(), Err(ChartError::NoRows));
    assert_eq!(dumbbell("f", vec![]).draw(), Err(ChartError::NoRows));
}

#[test]
fn words_that_break_the_contract_stop_the_drawing() {
    let mut chart = profile();
    chart.words = Words { id: "f 1".into(), ..chart.words };
    assert_eq!(chart.draw(), Err(ChartError::Words(WordsError::Id { id: "f 1".into() })));
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    for ((name, one), (_, other)) in cases().into_iter().zip(cases()) {
        assert_eq!(one, other, "{name}");
    }
}

#[test]
fn every_drawing_has_a_name_and_a_description_and_nothing_that_a_page_forbids() {
    for (name, drawing) in cases() {
        let drawing = drawing.unwrap();
        for svg in [drawing.wide, drawing.narrow] {
            let markup = svg.as_str();
            assert!(markup.contains(" role=\"img\" aria-labelledby=\"") && markup.contains("<desc id=\""), "{name}");
            assert!(!svg.title().is_empty() && !svg.description().is_empty(), "{name}");
            for forbidden in [" style=", "<style", "<script", "href", " on", "NaN", "inf\"", "d=\"Z"] {
                let texts = svg.texts().iter().any(|text| text.text.contains(forbidden));
                let titles = markup
                    .split("<title>")
                    .skip(1)
                    .any(|rest| rest.split("</title>").next().is_some_and(|title| title.contains(forbidden)));
                assert!(texts || titles || !markup.contains(forbidden), "{name} has {forbidden:?}");
            }
        }
    }
}

#[test]
fn every_paint_of_every_drawing_is_a_token() {
    for (name, drawing) in cases() {
        let drawing = drawing.unwrap();
        for markup in [drawing.wide.as_str(), drawing.narrow.as_str()] {
            for shape in markup.split('<').filter(|part| part.contains("fill=\"#") || part.contains("stroke=\"#")) {
                let class = shape.split(" class=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
                let token = class.strip_prefix("f-").or(class.strip_prefix("k-")).unwrap();
                assert!(palette::SWATCHES.iter().any(|swatch| swatch.name == token), "{name}: {class}");
            }
        }
    }
}

#[test]
fn drawings_stay_within_their_widths_and_a_page_can_hold_them() {
    for (name, drawing) in cases() {
        let Drawing { wide, narrow } = drawing.unwrap();
        assert!((wide.width() - 760.0).abs() < 0.01 && (narrow.width() - 340.0).abs() < 0.01, "{name}");
        let bytes = wide.as_str().len() + narrow.as_str().len();
        assert!(bytes < 100_000, "{name} takes {bytes} bytes");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_answers_and_any_names_can_be_read(
        rows in prop::collection::vec(("[A-Za-zŵŷâ’<&\" -]{0,60}", prop::array::uniform5(0_u32..400)), 1..12),
    ) {
        let rows = rows.iter().map(|(label, counts)| five(label, *counts)).collect();
        prop_assert_eq!(likert("f", five_key(), rows).draw().unwrap().collisions(), []);
    }

    #[test]
    fn any_units_can_be_read(rows in prop::collection::vec(("\\PC{0,40}", 0.0..=1.0_f64, 0_u32..2000), 1..40)) {
        let units = rows.iter().map(|(label, at, n)| unit(label, *at, 0.1, *n)).collect();
        prop_assert_eq!(caterpillar("f", units).draw().unwrap().collisions(), []);
        let changes = rows.iter().map(|(label, at, _)| change(label, 1.0 + at, 5.0 - at, *at > 0.5, label)).collect();
        prop_assert_eq!(dumbbell("f", changes).draw().unwrap().collisions(), []);
    }
}
