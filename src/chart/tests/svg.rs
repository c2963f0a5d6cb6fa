//! The markup itself: names, ids, escaping, theme, and what the backend refuses.

use super::samples::{change, dumbbell, five, five_key, likert, networks, profile, trust};
use crate::chart::drawing::{Format, Words};
use crate::chart::svg::{SvgBackend, SvgError};
use crate::chart::{LikertKey, palette};
use plotters_backend::{BackendColor, DrawingBackend, DrawingErrorKind};

#[test]
fn a_small_drawing_looks_like_this() {
    let mut backend = SvgBackend::new(1000, 205);
    let (red, green, blue) = palette::Token::Agree.stand_in();
    let colour = BackendColor { alpha: 1.0, rgb: (red, green, blue) };
    backend.open_group("row", "5 < 6 & \"7\"").unwrap();
    backend.draw_rect((0, 0), (155, 100), &colour, true).unwrap();
    backend.dash = Some("5 3");
    backend.draw_line((0, 50), (1000, 50), &colour).unwrap();
    backend.close_group();
    let words = Words { id: "f1".into(), title: "A <b>".into(), description: "It’s so".into() };
    let svg = backend.finish(&words, Format::Narrow).unwrap();
    insta::assert_snapshot!(svg.as_str().replace("><", ">\n<"), @r##"
    <svg xmlns="http://www.w3.org/2000/svg" class="chart narrow" role="img" aria-labelledby="f1-narrow-t" aria-describedby="f1-narrow-d" viewBox="0 0 100 20.5" width="100" height="20.5" font-family="Arial,'Liberation Sans',Helvetica,sans-serif">
    <title id="f1-narrow-t">A &lt;b&gt;</title>
    <desc id="f1-narrow-d">It’s so</desc>
    <g class="row">
    <title>5 &lt; 6 &amp; &quot;7&quot;</title>
    <rect x="0" y="0" width="15.5" height="10" class="f-a" fill="#79aedd"/>
    <path d="M0 5L100 5" class="k-a" fill="none" stroke="#79aedd" stroke-width="0.1" stroke-dasharray="5 3"/>
    </g>
    </svg>
    "##);
}

#[test]
fn the_two_widths_share_no_id() {
    let drawing = trust().draw().unwrap();
    let ids = |markup: &str| -> Vec<String> {
        markup.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect()
    };
    assert_eq!(ids(drawing.wide.as_str()), ["trust-wide-t", "trust-wide-d"]);
    assert_eq!(ids(drawing.narrow.as_str()), ["trust-narrow-t", "trust-narrow-d"]);
}

#[test]
fn names_are_escaped_wherever_they_stand() {
    let nasty = "<script>alert('x')</script> & \"co\"\u{8}";
    let mut chart = likert("f", five_key(), vec![five(nasty, [1, 1, 1, 1, 1])]);
    chart.words.title = nasty.into();
    chart.words.description = format!("{nasty}!");
    chart.n_heading = nasty.into();
    if let LikertKey::Five(names) = &mut chart.key {
        names[0] = nasty.into();
    }
    let drawing = chart.draw().unwrap();
    for svg in [&drawing.wide, &drawing.narrow] {
        let markup = svg.as_str();
        assert!(!markup.contains("<script") && !markup.contains('\u{8}'));
        assert!(markup.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;co&quot;"));
        assert_eq!(svg.title(), nasty);
    }
}

#[test]
fn a_label_in_another_language_says_so() {
    let drawing = trust().draw().unwrap();
    for svg in [drawing.wide, drawing.narrow] {
        let tagged = svg.as_str().matches("lang=\"cy\"").count();
        let welsh = svg.as_str().split("<text").filter(|text| text.contains("lang=\"cy\"")).count();
        assert!(tagged >= 3 && tagged == welsh, "{tagged} lines in Welsh");
        assert!(svg.as_str().contains("lang=\"cy\" class=\"f-text\" fill=\"#0b0c0c\">Mae aelodau"));
    }
}

#[test]
fn every_paint_is_a_token_with_its_light_colour_behind_it() {
    let drawings = [trust().draw().unwrap(), profile().draw().unwrap(), networks().draw().unwrap()];
    for markup in drawings.iter().flat_map(|drawing| [drawing.wide.as_str(), drawing.narrow.as_str()]) {
        for element in markup.split('<').filter(|element| element.contains('#')) {
            let known = palette::SWATCHES.iter().any(|swatch| {
                let hex = format!("\"#{:06x}\"", swatch.light);
                let class = |kind: char| format!("class=\"{kind}-{}\"", swatch.name);
                element.contains(&hex) && (element.contains(&class('f')) || element.contains(&class('k')))
            });
            assert!(known || element.contains("&#39;"), "<{element}");
        }
        assert!(!markup.contains("style="), "the policy of the page forbids style attributes");
    }
}

#[test]
fn each_row_is_a_group_with_its_tip() {
    let drawing = dumbbell("f", vec![change("Trust", 2.0, 3.0, true, "+1.0")]).draw().unwrap();
    assert!(drawing.wide.as_str().contains(r#"<g class="row"><title>Trust: +1.0</title><rect"#));
    let networks = networks().draw().unwrap();
    assert_eq!(networks.narrow.as_str().matches("<g class=\"row own\">").count(), 1);
    assert_eq!(networks.narrow.as_str().matches("</g>").count(), 14);
}

#[test]
fn the_backend_refuses_what_has_no_token_and_what_is_no_line() {
    let mut backend = SvgBackend::new(100, 100);
    let blue = BackendColor { alpha: 1.0, rgb: (0, 0, 255) };
    let refused = |result: Result<(), DrawingErrorKind<SvgError>>| match result {
        Err(DrawingErrorKind::DrawingError(error)) => Some(error),
        _ => None,
    };
    let drawn = backend.draw_rect((0, 0), (9, 9), &blue, true);
    assert_eq!(refused(drawn), Some(SvgError::ColourIsNoToken((0, 0, 255))));
    assert_eq!(refused(backend.draw_pixel((1, 1), blue)), Some(SvgError::Pixel));
}

#[test]
fn drawings_keep_to_their_budget() {
    let drawing = trust().draw().unwrap();
    assert!(drawing.wide.as_str().len() + drawing.narrow.as_str().len() < 42_000);
}
