//! Profiles on pages: states agree with the values beside them, counts with the groups.

use super::fixture::World;
use crate::framework::Band;
use crate::report::desk::Desk;
use crate::report::page::Kind;
use crate::report::template::Templates;
use crate::vocabulary::{Circulation, Language, Level, UnitId};
use serde_json::Value;

const LATEST: &str = "2004-summer";

fn profiles(world: &World, kind: Kind, unit: &UnitId, path: &str) -> Value {
    let templates = Templates::embedded(Language::English).unwrap();
    let publication = world.publication();
    let desk = Desk::new(&publication, templates.words()).unwrap();
    assert_eq!(desk.wave.id, LATEST);
    kind.model(&desk.view(unit, path)).unwrap()["profiles"].take()
}

fn fold<'a>(profiles: &'a Value, id: &str) -> &'a Value {
    profiles["folds"].as_array().unwrap().iter().find(|fold| fold["id"] == id).unwrap()
}

fn band(world: &World, circulation: Circulation, code: &str, group: &UnitId) -> Option<Band> {
    world.release.figure(circulation, code, group, LATEST).shown().and_then(|shown| shown.band)
}

#[test]
fn a_groups_row_stands_where_its_values_put_it() {
    let world = World::new();
    let mut seen = std::collections::BTreeSet::new();
    for group in world.units.at(Level::Group) {
        let profiles = profiles(&world, Kind::Group, &group.id, "groups/x.html");
        let state = &fold(&profiles, "p-sides")["rows"][0]["cells"][0]["state"];
        let bands = ["KC-06", "KC-17"].map(|code| band(&world, Circulation::Internal, code, &group.id).unwrap());
        let wanted = match bands {
            [Band::InPlace, Band::InPlace] => "In place",
            [Band::NotYet, Band::NotYet] => "Not yet in place",
            _ => "Partly in place",
        };
        assert_eq!(state, wanted, "{} {bands:?}", group.name);
        seen.insert(wanted);
    }
    assert!(seen.len() >= 2, "{seen:?}");
}

#[test]
fn every_piece_of_a_group_page_leads_to_its_row_or_its_definition() {
    let world = World::new();
    let profiles = profiles(&world, Kind::Group, &UnitId::new(Level::Group, "G1"), "groups/g1.html");
    let row = &fold(&profiles, "p-sides")["rows"];
    assert_eq!(row[0]["cells"][0]["pieces"][0]["link"]["href"], "#i-KC-06");
    assert_eq!(row[2]["cells"][0]["pieces"][0]["link"]["href"], "../framework.html#i-CX-01");
    assert_eq!(row[2]["cells"][0]["state"], "Not judged");
}

#[test]
fn counts_over_groups_are_of_what_the_page_may_show_and_add_up() {
    let world = World::new();
    let profiles = profiles(&world, Kind::Programme, &UnitId::programme(), "index.html");
    let rows = fold(&profiles, "p-sides")["table"]["rows"].as_array().unwrap();
    let number = |cell: &Value| cell["text"].as_str().unwrap().parse::<usize>().unwrap();
    let counts: Vec<usize> = rows[0]["cells"].as_array().unwrap().iter().map(number).collect();
    assert_eq!(counts.iter().sum::<usize>(), world.units.at(Level::Group).count());
    let both =
        |group: &UnitId| ["KC-06", "KC-17"].map(|code| band(&world, world.plan.protection.circulation, code, group));
    let groups = || world.units.at(Level::Group).map(|group| both(&group.id));
    // One of the two is half, which is enough.
    let in_place = |bands: &[Option<Band>; 2]| {
        bands.iter().any(Option::is_some) && bands.iter().flatten().all(|band| *band == Band::InPlace)
    };
    assert_eq!(counts[0], groups().filter(in_place).count());
    // Trust is withheld at one of the two waves in most of these small groups.
    assert_eq!(rows[1]["note"], "Fewer than 3 groups have a value");
    assert!((0..3).all(|state| rows[1]["cells"][state]["text"] == "\u{2013}"), "{}", rows[1]);
    assert_eq!(rows[2]["note"], "Not judged");
}

#[test]
fn too_few_groups_are_said_to_be_too_few() {
    let world = World::new();
    let profiles = profiles(&world, Kind::Area, &UnitId::new(Level::Lea, "301"), "leas/301.html");
    assert!(profiles["folds"].as_array().unwrap().is_empty(), "an authority of two groups");
    let note = profiles["notes"][0].as_str().unwrap();
    assert!(note.contains("“Two sides of a group”") && note.contains("fewer than 3"), "{note}");
    assert!(!note.contains("Does the model matter?"), "of the programme alone: {note}");
}

#[test]
fn groups_of_a_model_are_set_beside_all_others() {
    let world = World::new();
    let profiles = profiles(&world, Kind::Programme, &UnitId::programme(), "index.html");
    let row = &fold(&profiles, "p-models")["table"]["rows"][0];
    let circulation = world.plan.protection.circulation;
    let told = |cohort: bool| {
        let is_meant = |group: &UnitId| {
            let model = world.release.figure(circulation, "CX-01", group, LATEST).shown().unwrap().value;
            (model < 1.5) == cohort
        };
        let groups = world.units.at(Level::Group).filter(|group| is_meant(&group.id));
        let bands: Vec<Band> = groups.filter_map(|group| band(&world, circulation, "KC-06", &group.id)).collect();
        let in_place = bands.iter().filter(|band| **band == Band::InPlace).count();
        if bands.len() < 3 { "\u{2013}".to_owned() } else { format!("{in_place} of {}", bands.len()) }
    };
    assert_eq!(row["cells"][0]["text"], told(true));
    assert_eq!(row["cells"][1]["text"], told(false));
    assert_ne!(told(true), told(false));
}

#[test]
fn a_risk_has_words_of_its_own_and_no_page_calls_it_a_state() {
    let world = World::new();
    for group in world.units.at(Level::Group) {
        let profiles = profiles(&world, Kind::Group, &group.id, "groups/x.html");
        for row in fold(&profiles, "p-empty")["rows"].as_array().unwrap() {
            let state = row["cells"][0]["state"].as_str().unwrap();
            let words = ["Low", "Watch", "High", "[x] Not enough data", "[c] Withheld"];
            assert!(words.contains(&state), "{state}");
        }
    }
}

#[test]
fn a_framework_without_profiles_has_no_section_of_them() {
    let mut file: crate::framework::FrameworkFile = toml::from_str(super::fixture::FRAMEWORK).unwrap();
    file.profile.clear();
    let world = World::of(crate::framework::Framework::from_file(file), super::fixture::units("Harbour"));
    for page in
        crate::report::pages(&world.publication(), &Templates::embedded(Language::English).unwrap(), &|| {}).unwrap()
    {
        assert!(!page.html.contains("id=\"profiles\"") && !page.html.contains("#profiles"), "{}", page.path);
    }
}
