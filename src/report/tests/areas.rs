//! Pages of authorities, regions and the programme: what they say of few units, of many, and of nothing that may be
//! told.

use super::fixture::{FRAMEWORK, RULES, World, units};
use crate::framework::Framework;
use crate::narrate::Words;
use crate::release::Rules;
use crate::report::desk::Desk;
use crate::report::page::Kind;
use crate::report::template::Templates;
use crate::vocabulary::{Language, Level, Unit, UnitId, UnitTree};
use serde_json::Value;

/// What the small framework lacks: how long members stay, and what lies between groups.
const FURTHER: &str = r#"
[[indicator]]
code = "SU-07"
name = "Retention"
definition = "Members still there after a year."
direction = "higher"
source = "made up"
measure.retention = { months = 12 }

[[indicator]]
code = "DQ-05"
name = "Difference between groups"
definition = "What lies between groups."
level = "lea"
source = "made up"
measure.between_groups = { items = ["q1", "q2", "q4"] }
"#;

fn framework() -> Framework {
    Framework::from_file(toml::from_str(&format!("{FRAMEWORK}{FURTHER}")).unwrap())
}

fn unit(level: Level, id: &str, name: &str, parent: UnitId) -> Unit {
    Unit { id: UnitId::new(level, id), name: name.to_owned(), parent: Some(parent) }
}

/// Authorities with two groups each, one in four of them big, in networks or without.
fn authorities(number: usize, groups: usize, has_networks: bool) -> UnitTree {
    let mut units = vec![unit(Level::Region, "R1", "North", UnitId::programme())];
    for place in 0..number {
        let lea = UnitId::new(Level::Lea, format!("{place}"));
        units.push(unit(Level::Lea, &lea.id, &format!("Authority {place}"), UnitId::new(Level::Region, "R1")));
        let mut parent = lea;
        if has_networks {
            let network = UnitId::new(Level::Network, format!("N{place}"));
            units.push(unit(Level::Network, &network.id, &format!("Network {place}"), parent));
            parent = network;
        }
        for group in 0..groups {
            let size = if place % 4 == 0 { "B" } else { "G" };
            let id = format!("{size}{place}-{group}");
            units.push(unit(Level::Group, &id, &format!("Group {place} {group}"), parent.clone()));
        }
    }
    UnitTree::new("Leading Together", units)
}

/// A page's model with its html.
struct Made {
    model: Value,
    html: String,
}

impl Made {
    fn of(world: &World, kind: Kind, unit: &UnitId, path: &str) -> Self {
        let (publication, templates) = (world.publication(), Templates::embedded(Language::English).unwrap());
        let desk = Desk::new(&publication, templates.words()).unwrap();
        let view = desk.view(unit, path);
        Made { model: kind.model(&view).unwrap(), html: kind.render(&view, &templates).unwrap() }
    }

    fn programme(world: &World) -> Self {
        Made::of(world, Kind::Programme, &UnitId::programme(), "index.html")
    }

    fn authority(world: &World, id: &str) -> Self {
        Made::of(world, Kind::Area, &UnitId::new(Level::Lea, id), &format!("leas/{id}.html"))
    }

    fn says(&self, id: &str) -> bool {
        self.html.contains(&words(|words| words.text(id).to_owned()))
    }

    fn has(&self, figure: &str) -> bool {
        self.html.contains(&format!("<figure id=\"{figure}"))
    }
}

fn words(say: impl Fn(&Words) -> String) -> String {
    let templates = Templates::embedded(Language::English).unwrap();
    // As it stands in markup.
    say(templates.words()).replace('\'', "&#39;")
}

#[test]
fn every_conclusion_of_a_larger_unit_tells_how_sure_and_why() {
    let world = World::of(framework(), units("Harbour"));
    for made in [Made::programme(&world), Made::authority(&world, "401")] {
        let points = made.model["conclusions"].as_array().unwrap();
        assert!((3..=5).contains(&points.len()), "{}", points.len());
        for point in points {
            assert!(
                point["sureness"]["because"].as_str().is_some_and(|because| because.contains("because")),
                "{point}"
            );
            assert!(point["href"].as_str().is_some_and(|href| href.starts_with('#')), "{point}");
        }
    }
}

#[test]
fn outcomes_with_a_comparison_come_first_and_what_was_only_counted_is_folded_away() {
    let world = World::of(framework(), units("Harbour"));
    let made = Made::programme(&world);
    let groups = made.model["outcomes"]["table"]["groups"].as_array().unwrap();
    assert_eq!(groups[0]["title"], "Pupils");
    assert_eq!(groups[0]["rows"][0]["head"]["text"], "Pupil attainment");
    assert_eq!(groups[1]["title"], "Members and how they lead");
    assert!(made.has("f-forest"));
}

#[test]
fn three_surveys_are_panels_for_the_programme_and_named_lines_for_an_authority() {
    let world = World::of(framework(), units("Harbour"));
    for made in [Made::programme(&world), Made::authority(&world, "401")] {
        assert!(made.has("f-waves") && made.has("f-retention"));
    }
    assert!(Made::programme(&world).says("waves_read_panels"));
    assert!(Made::authority(&world, "401").says("waves_read_lines"));
}

#[test]
fn an_authority_stands_beside_the_programme_on_scales_that_cannot_be_compared() {
    let made = Made::authority(&World::of(framework(), units("Harbour")), "401");
    assert!(made.has("f-outlook") && made.says("spine_distance"));
    let columns = made.model["outlook"]["figures"].as_array().unwrap().last().unwrap()["table"]["columns"].clone();
    let heads: Vec<&str> = columns.as_array().unwrap().iter().map(|column| column["text"].as_str().unwrap()).collect();
    assert_eq!(heads, ["Indicator", "Rests on", "This authority", "Programme", "Lowest", "Highest", "Compared"]);
}

#[test]
fn what_varies_is_told_in_a_sentence() {
    let made = Made::programme(&World::of(framework(), units("Harbour")));
    let lead = made.model["varies"]["lead"][0].as_str().unwrap();
    assert_eq!(
        lead,
        "On Climate, about 14% of what sets members apart lies between groups (likely range 4% to 31%); the rest lies within."
    );
    let without = World::new();
    assert!(Made::programme(&without).says("varies_untold"));
}

#[test]
fn a_programme_of_one_group_has_nothing_to_compare_and_says_so() {
    let world = World::of(framework(), authorities(1, 1, true));
    for made in [Made::programme(&world), Made::authority(&world, "0")] {
        assert!(made.says("no_two_units") && made.says("no_judged_groups"));
        assert!(made.model["compared"]["unusual"].is_null());
    }
}

#[test]
fn without_networks_groups_are_compared() {
    let world = World::of(framework(), authorities(2, 4, false));
    let made = Made::authority(&world, "0");
    assert_eq!(made.model["compared"]["section"]["tables"][0]["columns"][0]["text"], "Group");
    assert!(!made.says("varies_networks"));
}

#[test]
fn forty_authorities_are_compared_by_authority_and_shares_in_a_funnel() {
    let world = World::of(framework(), authorities(40, 2, true));
    let made = Made::programme(&world);
    assert!(made.html.len() < 2_000_000, "{}", made.html.len());
    assert!(made.has("f-funnel"));
    let unusual = &made.model["compared"]["unusual"];
    assert!(unusual["expected"].as_str().unwrap().contains("comparisons were made"));
    let figures = made.model["compared"]["section"]["figures"].as_array().unwrap();
    let funnel = figures.iter().find(|figure| figure["id"].as_str().unwrap().starts_with("f-funnel")).unwrap();
    assert_eq!(funnel["table"]["rows"].as_array().unwrap().len(), 41);
    assert!(funnel["drawing"].as_str().is_some_and(|drawing| drawing.contains("<svg")));
    // One authority's page stays as small as it was.
    assert!(Made::authority(&world, "0").html.len() < 800_000);
}

#[test]
fn where_nothing_may_be_told_the_pages_say_why() {
    let rules = Rules { internal: 9_000, programme: 9_000, public: 9_000, schools: 9_000, ..RULES };
    let world = World::under(framework(), units("Harbour"), &rules);
    for made in [Made::programme(&world), Made::authority(&world, "401")] {
        assert!(!made.has("f-change") && !made.has("f-waves") && !made.has("f-forest") && !made.has("f-retention"));
        assert!(made.says("no_two_units") && made.says("varies_untold") && made.says("no_matched_change"));
        assert_eq!(made.model["outcomes"]["table"]["groups"][0]["rows"][0]["cells"][0]["text"], "[c]");
        assert!(made.html.contains("too few people answered to show it"));
        assert!(!made.html.contains("NaN"));
    }
}
