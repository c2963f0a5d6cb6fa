//! What every page must hold.

use super::fixture::{World, units};
use crate::framework::Framework;
use crate::report::template::Templates;
use crate::report::{Edition, Page, pages, releases_page};
use crate::vocabulary::Language;
use sha2::{Digest, Sha256};
use std::sync::atomic::{AtomicUsize, Ordering};

/// The pages in both languages, as one output has them.
fn render_both() -> Vec<Page> {
    let mut all = Vec::new();
    for edition in Edition::all(&Language::ALL) {
        all.extend(render(&World { edition, ..World::new() }));
    }
    all
}

fn made(world: &World, on_page: &(dyn Fn() + Sync)) -> Vec<Page> {
    let (publication, templates) = (world.publication(), Templates::embedded(world.edition.language()).unwrap());
    let mut made = pages(&publication, &templates, on_page).unwrap();
    made.push(releases_page(&publication, &templates, on_page).unwrap());
    made
}

fn render(world: &World) -> Vec<Page> {
    made(world, &|| {})
}

fn between<'a>(html: &'a str, start: &str, end: &str) -> &'a str {
    let (_, rest) = html.split_once(start).unwrap();
    rest.split_once(end).unwrap().0
}

fn base64_of_digest(text: &str) -> String {
    // Checked against the policy with the platform's own tool below; here only compared for equality of content.
    let digest = Sha256::digest(text.as_bytes());
    let letters: Vec<char> = ('A'..='Z').chain('a'..='z').chain('0'..='9').chain(['+', '/']).collect();
    let bits: String = digest.iter().map(|byte| format!("{byte:08b}")).collect();
    let mut coded: String = bits
        .as_bytes()
        .chunks(6)
        .map(|chunk| {
            let padded = format!("{:0<6}", std::str::from_utf8(chunk).unwrap());
            letters[usize::from_str_radix(&padded, 2).unwrap()]
        })
        .collect();
    coded.push('=');
    coded
}

#[test]
fn every_unit_with_a_page_and_every_common_page_is_made_once() {
    let (all, called) = (render(&World::new()), AtomicUsize::new(0));
    let paths: Vec<&str> = all.iter().map(|page| page.path.as_str()).collect();
    assert_eq!(paths.len(), 4 + 2 + 3 + 8);
    for path in [
        "index.html",
        "methods.html",
        "quality.html",
        "framework.html",
        "regions/r1.html",
        "leas/301.html",
        "groups/g8.html",
    ] {
        assert!(paths.contains(&path), "{path}");
    }
    let world = World::new();
    made(&world, &|| {
        called.fetch_add(1, Ordering::Relaxed);
    });
    assert_eq!(called.into_inner(), all.len());
    assert_eq!(crate::report::page_count(&world.publication()), all.len());
}

#[test]
fn the_policy_allows_exactly_the_style_and_the_script_of_the_page() {
    for page in render(&World::new()) {
        let style = base64_of_digest(between(&page.html, "<style>", "</style>"));
        let script = base64_of_digest(between(&page.html, "<script>", "</script>"));
        let policy = between(&page.html, "Content-Security-Policy\" content=\"", "\"");
        let wanted = format!(
            "default-src 'none'; style-src 'sha256-{style}'; script-src 'sha256-{script}'; img-src data:; base-uri 'none'; form-action 'none'"
        );
        assert_eq!(policy, wanted, "{}", page.path);
        assert_eq!(page.html.matches("<style").count(), 1);
        assert_eq!(page.html.matches("<script").count(), 1);
    }
}

#[test]
fn no_page_has_an_inline_style_or_asks_for_anything() {
    for page in render(&World::new()) {
        for forbidden in [" style=", " onclick=", " src=", "@import", "url(", "<link", "<iframe"] {
            assert!(!page.html.contains(forbidden), "{}: {forbidden}", page.path);
        }
    }
}

#[test]
fn the_same_release_gives_the_same_bytes() {
    assert_eq!(render(&World::new()), render(&World::new()));
}

#[test]
fn every_link_within_the_reports_leads_somewhere() {
    every_link_leads_somewhere(&render(&World::new()));
}

#[test]
fn every_link_between_languages_leads_to_the_twin() {
    let made = render_both();
    every_link_leads_somewhere(&made);
    for page in &made {
        let twin = between(&page.html, "<p class=\"twin\"><a href=\"", "\"");
        let up = "../".repeat(page.path.matches('/').count());
        let wanted = match page.path.strip_prefix("cy/") {
            Some(english) => format!("{up}{english}"),
            None => format!("{up}cy/{}", page.path),
        };
        assert_eq!(twin, wanted, "{}", page.path);
    }
}

fn every_link_leads_somewhere(made: &[Page]) {
    for page in made {
        for href in page.html.split(" href=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            let (file, fragment) = href.split_once('#').unwrap_or((href, ""));
            let depth = page.path.matches('/').count();
            let folder = page.path.rsplit_once('/').map_or("", |(folder, _)| folder);
            let climbs = file.matches("../").count();
            assert!(climbs <= depth, "{} leads out of the output: {href}", page.path);
            let kept: Vec<&str> = folder.split('/').take(depth - climbs).filter(|part| !part.is_empty()).collect();
            let target = match file {
                "" => page.path.clone(),
                file => kept.into_iter().chain([file.trim_start_matches("../")]).collect::<Vec<_>>().join("/"),
            };
            if target == "data/indicators.csv" {
                continue;
            }
            let found = made.iter().find(|other| other.path == target);
            let html = &found.unwrap_or_else(|| panic!("{} leads to {href}", page.path)).html;
            let is_there = fragment.is_empty() || html.contains(&format!(" id=\"{fragment}\""));
            assert!(is_there, "{} leads to {href}", page.path);
        }
    }
}

#[test]
fn every_id_is_unique_in_its_page() {
    for page in render(&World::new()) {
        let mut ids: Vec<&str> = page.html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        ids.sort_unstable();
        let all = ids.len();
        ids.dedup();
        assert_eq!(ids.len(), all, "{}", page.path);
    }
}

#[test]
fn every_table_of_a_page_has_a_name_of_its_own() {
    let mut file: crate::framework::FrameworkFile = toml::from_str(super::fixture::FRAMEWORK).unwrap();
    let mut other = file.scale["agree"].clone();
    other.labels[4] = "Always".to_owned();
    file.scale.insert("often".to_owned(), other);
    file.item[1].scale = "often".to_owned();
    for page in render(&World::of(Framework::from_file(file), units("Harbour"))) {
        let names = page.html.split("<section class=\"scroll\" aria-label=\"").skip(1);
        let mut names: Vec<&str> = names.filter_map(|rest| rest.split('"').next()).collect();
        names.sort_unstable();
        let all = names.len();
        names.dedup();
        assert_eq!(names.len(), all, "{}", page.path);
    }
}

#[test]
fn a_hostile_name_is_text_wherever_it_is_shown() {
    let hostile = "<script>alert('x')</script>\"><img src=x onerror=y> {{ 7 * 7 }}";
    let framework = Framework::from_file(toml::from_str(super::fixture::FRAMEWORK).unwrap());
    for page in render(&World::of(framework, units(hostile))) {
        assert_eq!(page.html.matches("<script").count(), 1, "{}", page.path);
        assert!(!page.html.contains("<img"), "{}", page.path);
        let names_it = page.html.contains("alert(");
        assert_eq!(page.html.contains("{{ 7 * 7 }}"), names_it, "{}: a name was taken for a template", page.path);
    }
}

#[test]
fn names_of_any_length_make_pages_all_the_same() {
    let mut file: crate::framework::FrameworkFile = toml::from_str(super::fixture::FRAMEWORK).unwrap();
    for indicator in &mut file.indicator {
        indicator.name = format!("{} {}", indicator.name, "and what goes with it in 3 of 4 schools ".repeat(8));
    }
    for item in &mut file.item {
        item.text = format!("{} {}", item.text, "all things of Year 6 considered ".repeat(8));
    }
    let made = render(&World::of(Framework::from_file(file), units(&"Llanfairpwllgwyngyll".repeat(12))));
    assert_eq!(made.len(), 17);
}

#[test]
fn a_group_page_names_no_other_unit_below_the_programme() {
    let (world, made) = (World::new(), render(&World::new()));
    for page in made.iter().filter(|page| page.path.starts_with("groups/")) {
        let own = between(&page.html, "<h1>", "</h1>");
        for unit in world.units.all().filter(|unit| unit.name != own && unit.parent.is_some()) {
            assert!(!page.html.contains(&format!(">{}<", unit.name)), "{} names {}", page.path, unit.name);
        }
    }
}

#[test]
fn headings_run_in_order_and_there_is_one_title() {
    for page in render(&World::new()) {
        assert_eq!(page.html.matches("<h1").count(), 1);
        let levels: Vec<u32> =
            page.html.split("<h").skip(1).filter_map(|rest| rest.chars().next()?.to_digit(10)).collect();
        assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{}: {levels:?}", page.path);
    }
}

#[test]
fn pages_keep_within_their_budgets() {
    for page in render(&World::new()) {
        let most = if page.path.starts_with("groups/") { 400_000 } else { 800_000 };
        assert!(page.html.len() <= most, "{}: {} bytes", page.path, page.html.len());
    }
}

#[test]
fn no_page_uses_the_words_that_a_small_survey_cannot_carry() {
    for page in render(&World::new()) {
        let text = page.html.to_lowercase();
        for word in ["significant", "proved", "caused", "p-value", " rank"] {
            assert!(!text.contains(word), "{}: {word}", page.path);
        }
    }
}

#[test]
#[ignore = "writes the pages into the folder that REPORT_GALLERY names"]
#[expect(clippy::disallowed_methods, reason = "a person names the folder to look at")]
fn gallery() {
    let folder = std::path::PathBuf::from(std::env::var_os("REPORT_GALLERY").expect("REPORT_GALLERY names a folder"));
    let framework = std::env::var_os("REPORT_FRAMEWORK")
        .map_or_else(|| super::fixture::FRAMEWORK.to_owned(), |path| std::fs::read_to_string(path).unwrap());
    let world =
        World::of(Framework::from_file(toml::from_str(&framework).unwrap()), units("Harbour \u{2013} Learning"));
    for page in render(&world) {
        let path = folder.join(page.path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, page.html).unwrap();
    }
}
