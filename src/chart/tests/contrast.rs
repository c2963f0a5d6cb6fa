//! Contrast where it is seen: of every text with the very ground it is drawn on, of every mark, and of every colour that
//! the style sheet sets. A browser's checker does not judge texts in drawings.

use super::gallery::cases;
use crate::chart::palette::{self, SWATCHES, Swatch, contrast};
use crate::chart::{Area, Svg};

/// Colours of hairlines and grounds, which carry no meaning of their own.
const DECOR: [&str; 3] = ["paper", "grid", "band"];

const TEXT: f64 = 4.5;
const MARK: f64 = 3.0;

fn token(name: &str) -> &'static Swatch {
    SWATCHES.iter().find(|swatch| swatch.name == name).unwrap_or_else(|| panic!("no token is named {name:?}"))
}

/// The lower of the contrasts in the two themes.
fn ratio(ink: &str, ground: &str) -> f64 {
    let (ink, ground) = (token(ink), token(ground));
    contrast(ink.light, ground.light).min(contrast(ink.dark, ground.dark))
}

/// The value of an attribute of an element, whose tag is given without its brackets.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    rest.split_once('"').map(|(value, _)| value)
}

fn number(tag: &str, name: &str) -> f64 {
    attribute(tag, name).unwrap().parse().unwrap()
}

/// The area and the token of a filled rectangle or circle.
fn ground(tag: &str) -> Option<(Area, &str)> {
    let token = attribute(tag, "class")?.strip_prefix("f-")?;
    let (left, top, right, bottom) = match tag.split(' ').next()? {
        "rect" => {
            let (left, top) = (number(tag, "x"), number(tag, "y"));
            (left, top, left + number(tag, "width"), top + number(tag, "height"))
        }
        "circle" => {
            let (x, y, r) = (number(tag, "cx"), number(tag, "cy"), number(tag, "r"));
            (x - r, y - r, x + r, y + r)
        }
        _ => return None,
    };
    Some((Area { left, top, right, bottom }, token))
}

fn is_at(area: Area, (x, y): (f64, f64)) -> bool {
    (area.left..=area.right).contains(&x) && (area.top..=area.bottom).contains(&y)
}

/// Texts of a drawing that cannot be told from their ground, and how many were looked at.
fn faint_texts(markup: &str, areas: &[Area]) -> (usize, Vec<String>) {
    let (mut grounds, mut faint, mut seen) = (Vec::new(), Vec::new(), 0);
    for tag in markup.split('<').skip(1).filter_map(|rest| rest.split('>').next()) {
        grounds.extend(ground(tag));
        if !tag.starts_with("text ") {
            continue;
        }
        let ink = attribute(tag, "class").and_then(|class| class.strip_prefix("f-")).expect("a text has a token");
        let area = areas[seen];
        seen += 1;
        let middle = f64::midpoint(area.top, area.bottom);
        for x in [area.left + 1.0, f64::midpoint(area.left, area.right), area.right - 1.0] {
            let behind = grounds.iter().rev().find(|(ground, _)| is_at(*ground, (x, middle)));
            let behind = behind.map_or("paper", |(_, token)| token);
            if ratio(ink, behind) < TEXT {
                faint.push(format!("{ink} on {behind}"));
            }
        }
    }
    assert_eq!(seen, areas.len());
    (seen, faint)
}

/// Whether a rectangle runs along the edge of another one.
fn is_outline(edge: &str, rect: &str) -> bool {
    let near = |one| (number(edge, one) - number(rect, one)).abs() < 1.5;
    rect.starts_with("rect ") && ["x", "y", "width", "height"].into_iter().all(near)
}

/// Marks that do not stand out from the page, their outline counted in.
fn faint_marks(markup: &str) -> (usize, Vec<String>) {
    let tags: Vec<&str> = markup.split('<').skip(1).filter_map(|rest| rest.split('>').next()).collect();
    let (mut seen, mut faint) = (0, Vec::new());
    for (at, tag) in tags.iter().enumerate().filter(|(_, tag)| !tag.starts_with("text ")) {
        let Some(class) = attribute(tag, "class") else { continue };
        let Some(name) = class.strip_prefix("f-").or_else(|| class.strip_prefix("k-")) else { continue };
        if DECOR.contains(&name) {
            continue;
        }
        seen += 1;
        let same = |other: &&&str| other.starts_with("rect ") && is_outline(other, tag);
        let outline = tags.get(at + 1).filter(same).and_then(|next| attribute(next, "class")?.strip_prefix("k-"));
        if outline.map_or(ratio(name, "paper"), |edge| ratio(edge, "paper")) < MARK {
            faint.push(format!("{name} on paper"));
        }
    }
    (seen, faint)
}

fn areas(svg: &Svg) -> Vec<Area> {
    svg.texts().iter().map(|text| text.area).collect()
}

#[test]
fn every_text_of_every_chart_stands_out_from_what_it_is_drawn_on() {
    let (mut texts, mut on_marks) = (0, 0);
    for (name, drawing) in cases() {
        let drawing = drawing.unwrap();
        for svg in [&drawing.wide, &drawing.narrow] {
            let (seen, faint) = faint_texts(svg.as_str(), &areas(svg));
            assert_eq!(faint, Vec::<String>::new(), "{name}");
            texts += seen;
            on_marks += svg.as_str().matches("class=\"f-on-").count();
        }
    }
    assert!(texts > 1000 && on_marks > 50, "{texts} texts, {on_marks} of them on marks");
}

#[test]
fn every_mark_of_every_chart_stands_out_from_the_page() {
    let mut marks = 0;
    for (name, drawing) in cases() {
        let drawing = drawing.unwrap();
        for svg in [&drawing.wide, &drawing.narrow] {
            let (seen, faint) = faint_marks(svg.as_str());
            assert_eq!(faint, Vec::<String>::new(), "{name}");
            marks += seen;
        }
    }
    assert!(marks > 1000, "{marks} marks");
}

#[test]
fn every_colour_of_every_chart_has_its_rule_in_the_style_sheet() {
    let css = palette::css();
    for (name, drawing) in cases() {
        let drawing = drawing.unwrap();
        for class in drawing.wide.as_str().split(" class=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            let has_rule = !class.starts_with("f-") && !class.starts_with("k-") || css.contains(&format!(".{class}{{"));
            assert!(has_rule, "{name}: {class}");
        }
    }
}

#[test]
fn a_planted_faint_text_or_mark_is_found() {
    let bar = "<rect x=\"0\" y=\"0\" width=\"90\" height=\"20\" class=\"f-n\"/>";
    let edge = "<rect x=\"0\" y=\"0\" width=\"90\" height=\"20\" class=\"k-n-edge\"/>";
    let area = Area { left: 5.0, top: 5.0, right: 40.0, bottom: 15.0 };
    let text = |ink: &str, y: f64| format!("{bar}{edge}<text x=\"5\" y=\"{y}\" class=\"f-{ink}\">9</text>");
    assert_eq!(faint_texts(&text("on-n", 15.0), &[area]).1, Vec::<String>::new());
    assert_eq!(faint_texts(&text("on-sa", 15.0), &[area]).1, ["on-sa on n"; 3]);
    assert_eq!(faint_marks(&format!("{bar}{edge}")).1, Vec::<String>::new());
    assert_eq!(faint_marks(bar).1, ["n on paper"]);
}

/// The rules of a style sheet, those for contrast themes apart, whose colours are the reader's.
fn rules(css: &str) -> Vec<(&str, &str)> {
    let mut rules = Vec::new();
    for chunk in css.split('}').filter(|chunk| !chunk.contains("forced-colors")) {
        let parts: Vec<&str> = chunk.split('{').collect();
        if let [.., selector, declarations] = parts[..] {
            rules.push((selector.trim(), declarations));
        }
    }
    rules
}

/// The tokens that a declaration names.
fn tokens(value: &str) -> Vec<&str> {
    value.split("var(--").skip(1).filter_map(|rest| rest.split(')').next()).collect()
}

/// Colours that a reader could not tell from their ground, and colours that are no token.
fn faults_of(css: &str) -> (usize, Vec<String>) {
    let (mut seen, mut faults) = (0, Vec::new());
    for (selector, declarations) in rules(css) {
        let declared: Vec<(&str, &str)> = declarations.split(';').filter_map(|one| one.split_once(':')).collect();
        let background = declared.iter().find(|(name, _)| *name == "background").map(|(_, value)| tokens(value));
        let grounds = background.filter(|found| found.len() == 1).unwrap_or_else(|| vec!["paper", "band"]);
        for (name, value) in &declared {
            if ["#", "rgb", "hsl"].iter().any(|literal| value.contains(literal)) {
                faults.push(format!("{selector}: {name}:{value} is no token"));
            }
            for ink in tokens(value) {
                let (least, grounds) = match *name {
                    "color" => (TEXT, grounds.as_slice()),
                    name if name.starts_with("border") && !DECOR.contains(&ink) => (MARK, &["paper"][..]),
                    _ => continue,
                };
                seen += 1;
                let faint = grounds.iter().filter(|ground| ratio(ink, ground) < least);
                faults.extend(faint.map(|ground| format!("{selector}: {ink} on {ground}")));
            }
        }
    }
    (seen, faults)
}

#[test]
fn every_colour_of_the_style_sheet_is_a_token_and_stands_out() {
    let (seen, faults) = faults_of(include_str!("../../../reports/style.css"));
    assert_eq!(faults, Vec::<String>::new());
    assert!(seen > 25, "{seen} colours");
}

#[test]
fn a_planted_faint_colour_in_a_style_sheet_is_found() {
    let css = "a{color:var(--grid)}@media print{b{background:var(--h3);color:var(--on-h4)}}i{color:#777}u{border:1px solid var(--d)}";
    let wanted =
        ["a: grid on paper", "a: grid on band", "b: on-h4 on h3", "i: color:#777 is no token", "u: d on paper"];
    assert_eq!(faults_of(css).1, wanted);
}
