//! A group's own page: what it brings together for a meeting, and how it reads where little or nothing may be told.

use super::fixture::{FRAMEWORK, PLAN, World, units};
use crate::framework::{Framework, FrameworkFile};
use crate::measure::{Absence, ActionFact, Estimates, Outcome};
use crate::plan::Plan;
use crate::report::desk::Desk;
use crate::report::page::Kind;
use crate::report::template::Templates;
use crate::report::{Edition, Page, pages};
use crate::vocabulary::{Language, Level, UnitId};
use serde_json::Value;

/// Three points that a facilitator's return tells of, as parts of one indicator.
const POINTS: &str = r#"
[[family]]
id = "AP"
title = "Action points"
about = "How far they have come."
role = "characteristics"

[[indicator]]
code = "AP-01"
name = "Points agreed"
definition = "How many."
source = "made up"
measure.count = { table = "actions" }

[[indicator.part]]
key = "aims"
name = "Action on aims"
definition = "How far."
measure.ordinal = { table = "facilitator_returns", column = "a", steps = ["not started", "agreed", "in place", "reviewed"] }

[[indicator.part]]
key = "climate"
name = "Action on climate"
definition = "How far."
measure.ordinal = { table = "facilitator_returns", column = "b", steps = ["not started", "agreed", "in place", "reviewed"] }

[[indicator.part]]
key = "models"
name = "Action on models"
definition = "How far."
measure.ordinal = { table = "facilitator_returns", column = "c", steps = ["not started", "agreed", "in place", "reviewed"] }
"#;

fn framework() -> Framework {
    let (head, tail) = FRAMEWORK.split_once("[sureness]").unwrap();
    let file: FrameworkFile = toml::from_str(&format!("{head}{POINTS}\n[sureness]{tail}")).unwrap();
    Framework::from_file(file)
}

fn plan(waves: usize) -> Plan {
    let mut plan: Plan = toml::from_str(PLAN).unwrap();
    plan.wave.reverse();
    plan.wave.truncate(waves);
    plan.wave.reverse();
    plan
}

fn action(group: &str, aspect: &str, action: &str, due: Option<&str>, status: Option<&str>) -> ActionFact {
    ActionFact {
        group: group.to_owned(),
        aspect: aspect.to_owned(),
        action: action.to_owned(),
        due: due.map(str::to_owned),
        status: status.map(str::to_owned),
    }
}

fn g1() -> UnitId {
    UnitId::new(Level::Group, "G1")
}

fn model(world: &World) -> Value {
    let templates = Templates::embedded(world.edition.language()).unwrap();
    let publication = world.publication();
    let desk = Desk::new(&publication, templates.words()).unwrap();
    Kind::Group.model(&desk.view(&g1(), "groups/g1.html")).unwrap()
}

fn page(world: &World, path: &str) -> Page {
    let templates = Templates::embedded(world.edition.language()).unwrap();
    let made = pages(&world.publication(), &templates, &|| {}).unwrap();
    made.into_iter().find(|page| page.path == path).unwrap()
}

/// Both languages' pages of the first group.
fn both(world: World) -> Vec<String> {
    let mut world = world;
    let mut made = Vec::new();
    for edition in Edition::all(&Language::ALL) {
        world.edition = edition;
        let path = world.edition.path("groups/g1.html");
        made.push(page(&world, &path).html);
    }
    made
}

fn texts(value: &Value) -> Vec<String> {
    value.as_array().unwrap().iter().map(|text| text.as_str().unwrap().to_owned()).collect()
}

/// Nothing is known of anybody.
fn nothing(estimates: &mut Estimates) {
    for estimate in &mut estimates.figures {
        estimate.outcome = Outcome::Absent(Absence::NotCollected);
    }
    estimates.distributions.clear();
    estimates.sessions.clear();
}

/// Of all people's answers only three returns of each group are there, fewer than anything may be told of.
fn too_few(estimates: &mut Estimates) {
    for estimate in &mut estimates.figures {
        if let Outcome::Estimated(figure) = &mut estimate.outcome {
            figure.people = Some(3);
            figure.items = figure.items.max(1);
            figure.n = 3;
            figure.numerator = figure.numerator.map(|_| 2);
        }
    }
    for distribution in &mut estimates.distributions {
        distribution.counts.iter_mut().for_each(|count| *count = 0);
        distribution.counts[0] = 3;
    }
}

#[test]
fn every_frame_is_a_leaf_with_its_questions_and_what_the_figures_say() {
    let world = World::of(framework(), units("Harbour"));
    let workbook = &model(&world)["workbook"];
    let leaves = workbook["leaves"].as_array().unwrap();
    assert_eq!(leaves.len(), world.framework.frames().len());
    for (leaf, frame) in leaves.iter().zip(world.framework.frames()) {
        assert_eq!(texts(&leaf["questions"]), frame.questions);
        let lines = leaf["evidence"]["lines"].as_array().unwrap();
        let names: Vec<&str> = lines.iter().map(|line| line["link"]["text"].as_str().unwrap()).collect();
        let missing = leaf["evidence"]["missing"].to_string();
        for one in world.framework.indicators() {
            if one.part_of.is_none() && one.frames.contains(&frame.number) {
                assert!(names.contains(&one.name.as_str()) || missing.contains(&one.name), "{}", one.name);
            }
        }
    }
    let html = page(&world, "groups/g1.html").html;
    assert_eq!(html.matches("class=\"write\"").count(), leaves.len());
}

#[test]
fn the_rubric_marks_where_each_point_stands_and_stood() {
    let world = World::of(framework(), units("Harbour"));
    let rubric = &model(&world)["agreed"]["rubric"];
    assert_eq!(texts(&rubric["steps"]), ["Not started", "Agreed", "In place", "Reviewed"]);
    assert_eq!(rubric["before"], "Spring 2004");
    let at = |code: &str, wave: &str| {
        let told = world.release.figure(crate::vocabulary::Circulation::Internal, code, &g1(), wave);
        told.shown().unwrap().value as usize - 1
    };
    for (row, code) in rubric["rows"].as_array().unwrap().iter().zip(["AP-01.aims", "AP-01.climate", "AP-01.models"]) {
        let marked = |key: &str| {
            let marks = row["marks"].as_array().unwrap();
            let places: Vec<usize> = (0..marks.len()).filter(|at| marks[*at][key] == true).collect();
            places
        };
        assert_eq!(marked("now"), [at(code, "2004-summer")], "{code}");
        assert_eq!(marked("before"), [at(code, "2004-spring")], "{code}");
    }
}

#[test]
fn actions_stand_on_their_own_groups_page_alone_and_as_text() {
    let hostile = "Ask <b>Ann & \"Bob\"</b> {{ 1 }}";
    let world = World::with(plan(3), framework(), units("Harbour"), |estimates| {
        estimates.actions = vec![
            action("G1", "aims", hostile, None, None),
            action("G1", "climate", "Read the ground rules", Some("2004-02-01"), Some("agreed")),
            action("G2", "own_words", "Visit Mill Lane", Some("2005-02-01"), Some("in place")),
        ];
    });
    let rows = model(&world)["agreed"]["actions"]["rows"].take();
    assert_eq!(rows[0]["head"]["text"], "Read the ground rules");
    assert_eq!(rows[0]["cells"][0]["text"], "Action on climate");
    assert_eq!(rows[0]["cells"][1]["text"], "1 February 2004");
    assert_eq!(rows[0]["cells"][2]["reason"], "its day has passed");
    assert_eq!(rows[1]["head"]["text"], hostile);
    assert_eq!(rows[1]["cells"][1]["text"], "no day set");
    let templates = Templates::embedded(Language::English).unwrap();
    for page in pages(&world.publication(), &templates, &|| {}).unwrap() {
        assert_eq!(page.html.contains("Read the ground rules"), page.path == "groups/g1.html", "{}", page.path);
        assert_eq!(page.html.contains("Visit Mill Lane"), page.path == "groups/g2.html", "{}", page.path);
        assert!(!page.html.contains("<b>Ann"), "{}", page.path);
    }
}

#[test]
fn each_point_to_talk_about_begins_a_row_with_its_value_and_a_question_of_its_frame() {
    let mut seen = 0;
    let world = World::of(framework(), units("Harbour"));
    let model = model(&world);
    let talk = model["points"]["talk"].as_array().unwrap();
    let rows = model["actions"]["rows"].as_array().unwrap();
    assert_eq!(rows.len(), talk.len());
    for (row, point) in rows.iter().zip(talk) {
        assert_eq!(row["link"]["href"], point["href"]);
        let indicator = world.framework.indicators().iter().find(|one| one.name == point["subject"]).unwrap();
        let frames = world.framework.frames().iter().filter(|frame| indicator.frames.contains(&frame.number));
        let questions: Vec<&String> = frames.flat_map(|frame| &frame.questions).collect();
        match row["question"].as_str() {
            Some(question) => assert!(questions.iter().any(|one| *one == question)),
            None => assert!(questions.is_empty()),
        }
        seen += 1;
    }
    assert!(seen > 0);
}

#[test]
fn the_course_over_three_surveys_is_drawn_and_two_are_a_table() {
    let ids = |world: &World| -> Vec<String> {
        let model = model(world);
        let figures = model["change"]["figures"].as_array().unwrap().clone();
        figures.iter().map(|figure| figure["id"].as_str().unwrap().to_owned()).collect()
    };
    let three = World::of(framework(), units("Harbour"));
    assert!(ids(&three).contains(&"f-waves".to_owned()));
    let two = World::with(plan(2), framework(), units("Harbour"), |_| {});
    assert!(!ids(&two).contains(&"f-waves".to_owned()));
    assert_eq!(model(&two)["change"]["tables"].as_array().unwrap().len(), 1);
}

#[test]
fn one_survey_says_that_nothing_can_have_changed() {
    let world = World::with(plan(1), framework(), units("Harbour"), |_| {});
    let model = model(&world);
    assert!(texts(&model["change"]["lead"])[0].contains("first survey"));
    assert_eq!(model["agreed"]["rubric"]["before"], "");
    assert!(texts(&model["agreed"]["lead"])[0].contains("No earlier return"));
}

#[test]
fn a_group_of_which_nothing_is_known_has_a_page_that_says_so() {
    for waves in [1, 3] {
        let world = World::with(plan(waves), framework(), units("Harbour"), nothing);
        let model = model(&world);
        assert_eq!(model["points"]["well"].as_array().unwrap().len(), 0);
        assert!(model["agreed"]["rubric"].is_null());
        assert!(texts(&model["agreed"]["lead"])[0].starts_with("No action is on record"));
        assert!(model["key"]["lines"].as_array().unwrap().is_empty());
        assert!(model["key"]["missing"][0].as_str().unwrap().starts_with("Not collected or not on record"));
        for html in both(world) {
            assert!(html.contains("id=\"workbook\"") && html.contains("id=\"actions\""));
        }
    }
}

#[test]
fn a_group_of_which_nothing_may_be_told_says_that_it_is_withheld() {
    let world = World::with(plan(3), framework(), units("Harbour"), too_few);
    let model = model(&world);
    assert!(model["key"]["missing"].to_string().contains("Withheld to protect people"), "{}", model["key"]);
    assert!(model["answers"]["figures"].as_array().unwrap().is_empty());
    for html in both(world) {
        assert!(!html.contains("id=\"f-share\""));
    }
}

#[test]
fn names_of_any_script_and_length_make_a_page() {
    let names = [
        "A & B <\"quoted\"> 'primary'".to_owned(),
        "Ysgolion Dyffryn Ŵyr a’r Tŷ Gŵyl".to_owned(),
        "مجموعة قادة المدارس".to_owned(),
        "Schools together ".repeat(12).trim().to_owned(),
    ];
    for name in names {
        for html in both(World::of(framework(), units(&name))) {
            let title = html.split_once("<h1>").unwrap().1.split_once("</h1>").unwrap().0;
            assert!(!title.contains(['<', '"', '\'']), "{title}");
            let marks =
                [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#x27;", "'"), ("&#39;", "'"), ("&amp;", "&")];
            let read = marks.iter().fold(title.to_owned(), |text, (coded, plain)| text.replace(coded, plain));
            assert_eq!(read, name);
        }
    }
}

#[test]
fn what_is_said_of_the_annex_is_there() {
    for html in both(World::of(framework(), units("Harbour"))) {
        let (before, after) = html.split_once("id=\"annex\"").unwrap();
        // Figures' tables stand behind the page on paper, and nothing of the annex before it.
        assert!(after.contains("class=\"paper\"") && after.contains("id=\"values\""));
        assert!(!before.contains("id=\"i-KC-06\"") && after.contains("id=\"i-KC-06\""));
    }
}
