//! All charts in all their states on one page, to be looked at.

use super::samples::{
    Case, authority, caterpillar, change, dumbbell, five, five_key, likert, networks, profile, strip, strip_row, three,
    three_key, trust, unit, waves,
};
use crate::chart::{css, palette};
use base64::prelude::{BASE64_STANDARD, Engine};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;

fn rows() -> Vec<Case> {
    let few = vec![three("Members trust each other", [1, 2, 4]), three("We begin on time", [0, 0, 7])];
    let many = (0..40_u32)
        .map(|place| unit(&format!("Group {}", place + 1), 0.95 - 0.02 * f64::from(place), 0.12, 6 + place % 9))
        .collect();
    vec![
        ("Likert, one group", trust().draw()),
        ("Likert, authority", authority().draw()),
        ("Likert, few answers", likert("few", three_key(), few).draw()),
        ("Likert, one row", likert("one", five_key(), vec![five("All", [0, 0, 0, 0, 12])]).draw()),
        ("Benchmark strip", profile().draw()),
        ("Benchmark strip, one row", strip("s1", vec![strip_row("Trust", 0.5, Some(0.5))]).draw()),
        ("Caterpillar", networks().draw()),
        ("Dumbbell", waves().draw()),
        ("Dumbbell, one row", dumbbell("d1", vec![change("Trust", 2.0, 2.1, false, "+0.1")]).draw()),
        ("Caterpillar, 40 groups", caterpillar("many", many).draw()),
    ]
}

/// Every chart in every state that it is tested in.
pub(super) fn cases() -> Vec<Case> {
    let mut cases = rows();
    cases.extend(super::spine::cases());
    cases.extend(super::funnel::cases());
    cases.extend(super::multiples::cases());
    cases.extend(super::slope::cases());
    cases.extend(super::retention::cases());
    cases.extend(super::forest::cases());
    cases.extend(super::icons::cases());
    cases.extend(super::sociogram::cases());
    cases
}

/// The page, styled as reports are.
fn page() -> String {
    let style = format!("{}{}{}", palette::css(), css(), include_str!("../../../reports/style.css"));
    let digest = BASE64_STANDARD.encode(Sha256::digest(&style));
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{digest}'; script-src 'none'; img-src data:; base-uri 'none'; form-action 'none'"
    );
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>Charts</title>\n<style>{style}</style>\n</head>\n\
         <body>\n<a class=\"skip\" href=\"#main\">Skip to the charts</a>\n<main id=\"main\" tabindex=\"-1\" class=\"wrap\">\n<h1>Charts</h1>\n"
    );
    for (name, drawing) in cases() {
        let drawing = drawing.unwrap();
        // A drawing takes the language of its page; these are drawn as on a Welsh one.
        let lang = if name.contains("Welsh") { " lang=\"cy\"" } else { "" };
        let drawn = format!("<div class=\"drawing\"{lang}>{}{}</div>", drawing.wide, drawing.narrow);
        writeln!(page, "<figure>\n<figcaption><h2>{name}</h2></figcaption>\n{drawn}\n</figure>").unwrap();
    }
    page.push_str("</main>\n</body>\n</html>\n");
    page
}

#[test]
fn every_chart_in_every_state_can_be_read() {
    for (name, drawing) in cases() {
        let drawing = drawing.unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(drawing.collisions(), [], "{name}");
    }
}

#[test]
fn the_gallery_is_one_page_without_two_like_ids() {
    let page = page();
    let ids: Vec<&str> = page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
    assert!(ids.len() > cases().len() * 4);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("gallery.html"), page).unwrap();
}
