//! All charts on one page, to be looked at.

use super::samples::{
    authority, caterpillar, change, dumbbell, five_key, likert, networks, profile, strip, strip_row, three, three_key,
    trust, unit, waves,
};
use crate::chart::{ChartError, Drawing, css, palette};
use std::fmt::Write;

fn drawings() -> Result<Vec<(&'static str, Drawing)>, ChartError> {
    let few = vec![three("Members trust each other", [1, 2, 4]), three("We begin on time", [0, 0, 7])];
    let many = (0..40_u32)
        .map(|place| unit(&format!("Group {}", place + 1), 0.95 - 0.02 * f64::from(place), 0.12, 6 + place % 9))
        .collect();
    Ok(vec![
        ("Likert, one group", trust().draw()?),
        ("Likert, authority", authority().draw()?),
        ("Likert, few answers", likert("few", three_key(), few).draw()?),
        ("Likert, one row", likert("one", five_key(), vec![super::samples::five("All", [0, 0, 0, 0, 12])]).draw()?),
        ("Benchmark strip", profile().draw()?),
        ("Benchmark strip, one row", strip("s1", vec![strip_row("Trust", 0.5, Some(0.5))]).draw()?),
        ("Caterpillar", networks().draw()?),
        ("Dumbbell", waves().draw()?),
        ("Dumbbell, one row", dumbbell("d1", vec![change("Trust", 2.0, 2.1, false, "+0.1")]).draw()?),
        ("Caterpillar, 40 groups", caterpillar("many", many).draw()?),
    ])
}

#[test]
fn nothing_in_the_gallery_collides() {
    for (name, drawing) in drawings().unwrap() {
        assert_eq!(drawing.collisions(), [], "{name}");
    }
}

#[test]
#[ignore = "writes gallery.html into the folder that CHART_GALLERY names"]
#[expect(clippy::disallowed_methods, reason = "a person names the folder to look at")]
fn gallery() {
    let folder = std::env::var_os("CHART_GALLERY").expect("CHART_GALLERY names a folder");
    let mut page = format!(
        "<!DOCTYPE html><html lang=\"en-GB\"><meta charset=\"utf-8\"><title>Charts</title>\
         <meta name=\"viewport\" content=\"width=device-width\"><style>{}{}\
         body{{background:var(--paper);color:var(--text);font:16px/1.4 Arial,sans-serif;max-width:760px;\
         margin:0 auto;padding:10px}}h2{{font-size:19px;margin:28px 0 12px}}</style><h1>Charts</h1>",
        palette::css(),
        css()
    );
    for (name, drawing) in drawings().unwrap() {
        write!(page, "<h2>{name}</h2>{}{}", drawing.wide, drawing.narrow).unwrap();
    }
    std::fs::write(std::path::Path::new(&folder).join("gallery.html"), page).unwrap();
}
