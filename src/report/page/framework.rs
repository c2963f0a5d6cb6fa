//! What is measured: every indicator and every question, with who says what is good.

use crate::framework::{Bands, Direction, Indicator, Looks, Profile, ProfileRow};
use crate::narrate::{Words, figures, number, profiles as wording};
use crate::report::desk::View;
use crate::report::section::head::{self, Head};
use crate::report::section::profiles::profile_id;
use crate::report::site::fragment;
use crate::report::table::{Link, Row, Table};
use crate::vocabulary::Quantity;
use serde::Serialize;

/// The page of all indicators.
#[derive(Debug, Serialize)]
pub(in crate::report) struct FrameworkPage {
    head: Head,
    origin: String,
    /// Tag of the framework's language, where it is not the page's.
    foreign: Option<&'static str>,
    frames: Vec<FrameEntry>,
    families: Vec<FamilyEntry>,
    profiles: Vec<ProfileEntry>,
    /// How a profile's rows get their states.
    rules: Vec<String>,
    questions: Table,
}

/// A reader's question with the indicators that answer to it.
#[derive(Debug, Serialize)]
struct FrameEntry {
    number: u8,
    title: String,
    questions: Vec<String>,
    indicators: Vec<Link>,
}

/// A profile with its rows.
#[derive(Debug, Serialize)]
struct ProfileEntry {
    id: String,
    title: String,
    about: String,
    source: String,
    rows: Vec<RowEntry>,
}

/// A row with the indicators that each of its cells looks at.
#[derive(Debug, Serialize)]
struct RowEntry {
    code: String,
    title: String,
    note: Option<String>,
    cells: Vec<CellEntry>,
}

/// What a cell looks at.
#[derive(Debug, Serialize)]
struct CellEntry {
    column: Option<String>,
    indicators: Vec<Link>,
    conditions: Vec<String>,
}

/// A family with its indicators.
#[derive(Debug, Serialize)]
struct FamilyEntry {
    title: String,
    about: String,
    indicators: Vec<Entry>,
}

/// One indicator.
#[derive(Debug, Serialize)]
struct Entry {
    id: String,
    code: String,
    name: String,
    definition: String,
    is_part: bool,
    /// What is told of it besides: how it is measured, which way is better, bands, source.
    facts: Vec<Fact>,
    questions: Vec<String>,
}

/// A fact with its name.
#[derive(Debug, Serialize)]
struct Fact {
    name: String,
    text: String,
}

/// Makes the page of all indicators.
pub(in crate::report) fn model(view: &View<'_>) -> FrameworkPage {
    let framework = view.desk.publication.framework;
    let of_family =
        |id: &str| framework.indicators().iter().filter(|one| one.family == id).map(|one| entry(view, one)).collect();
    FrameworkPage {
        head: head::named(view, view.words().text("page_framework").to_owned(), framework.about.name.clone()),
        origin: framework.about.origin.clone(),
        foreign: view.foreign(),
        frames: frames(view),
        families: framework
            .families()
            .iter()
            .map(|family| FamilyEntry {
                title: family.title.clone(),
                about: family.about.clone(),
                indicators: of_family(&family.id),
            })
            .collect(),
        profiles: framework.profiles().iter().map(|profile| profile_entry(view, profile)).collect(),
        rules: wording::rules(view.words()),
        questions: questions(view),
    }
}

fn profile_entry(view: &View<'_>, profile: &Profile) -> ProfileEntry {
    let row = |row: &ProfileRow| RowEntry {
        code: row.id.clone(),
        title: row.title.clone(),
        note: row.note.clone(),
        cells: row
            .looks()
            .into_iter()
            .enumerate()
            .map(|(place, looks)| cell_entry(view, profile.columns.get(place), looks))
            .collect(),
    };
    ProfileEntry {
        id: profile_id(profile),
        title: profile.title.clone(),
        about: profile.about.clone(),
        source: profile.source.clone(),
        rows: profile.row.iter().map(row).collect(),
    }
}

fn cell_entry(view: &View<'_>, column: Option<&String>, looks: Looks<'_>) -> CellEntry {
    let framework = view.desk.publication.framework;
    let known = looks.codes().into_iter().filter_map(|code| framework.indicator(code));
    CellEntry {
        column: column.cloned(),
        indicators: known
            .map(|one| Link::to(one.name.clone(), format!("#{}", fragment(&one.code))).in_language(view.foreign()))
            .collect(),
        conditions: looks.signs.to_vec(),
    }
}

fn frames(view: &View<'_>) -> Vec<FrameEntry> {
    let framework = view.desk.publication.framework;
    let answers_to = |number: u8| {
        let indicators =
            framework.indicators().iter().filter(|one| one.part_of.is_none() && one.frames.contains(&number));
        indicators.map(|one| Link::to(one.name.clone(), format!("#{}", fragment(&one.code)))).collect()
    };
    let entry = |frame: &crate::framework::Frame| FrameEntry {
        number: frame.number,
        title: frame.title.clone(),
        questions: frame.questions.clone(),
        indicators: answers_to(frame.number),
    };
    framework.frames().iter().map(entry).collect()
}

fn entry(view: &View<'_>, indicator: &Indicator) -> Entry {
    let framework = view.desk.publication.framework;
    let text = |id: &String| framework.item(id).map(|item| item.text.clone());
    let words = view.words();
    let fact = |id: &str, text: String| Fact { name: words.text(id).to_owned(), text };
    let mut facts = vec![
        fact("fact_measured", words.measure(&indicator.measure).to_owned()),
        fact("fact_direction", words.direction(indicator.direction).to_owned()),
    ];
    if let Some(limits) = &indicator.bands {
        facts.push(fact("fact_in_place", bands(limits, indicator, Side::Good, words)));
        facts.push(fact("fact_partly", bands(limits, indicator, Side::Fair, words)));
        facts.push(fact("fact_limits", figures::capital(&limits.basis)));
    }
    facts.push(fact("fact_level", words.level(indicator.level).to_owned()));
    facts.push(fact("fact_source", indicator.source.clone()));
    facts.retain(|fact| !fact.text.is_empty());
    Entry {
        id: fragment(&indicator.code),
        code: indicator.code.clone(),
        name: indicator.name.clone(),
        definition: indicator.definition.clone(),
        is_part: indicator.part_of.is_some(),
        facts,
        questions: indicator.measure.items().iter().filter_map(text).collect(),
    }
}

/// Which limits are told.
#[derive(Clone, Copy)]
enum Side {
    Good,
    Fair,
}

fn bands(bands: &Bands, indicator: &Indicator, side: Side, words: &Words) -> String {
    let (limit, between) = match side {
        Side::Good => (bands.good, bands.good_between),
        Side::Fair => (bands.fair, bands.fair_between),
    };
    // Limits may have more places than values of their quantity.
    let text = |value: f64| {
        if indicator.quantity == Quantity::Share { number::natural(Quantity::Share, value) } else { format!("{value}") }
    };
    match (limit, between, indicator.direction) {
        (_, Some([from, to]), _) => words.say("limits_between", [("from", text(from).into()), ("to", text(to).into())]),
        (Some(limit), _, Direction::Lower) => words.say("limits_or_less", [("limit", text(limit).into())]),
        (Some(limit), _, _) => words.say("limits_or_more", [("limit", text(limit).into())]),
        (None, None, _) => String::new(),
    }
}

fn questions(view: &View<'_>) -> Table {
    let framework = view.desk.publication.framework;
    let words = view.words();
    let heads = ["head_question", "head_id", "head_offered", "head_used_in"];
    let mut table = Table::new(words.text("asked_caption"), words, &heads);
    for item in framework.items() {
        let used: Vec<&str> = framework
            .indicators()
            .iter()
            .filter(|one| one.measure.items().contains(&item.id))
            .map(|one| one.code.as_str())
            .collect();
        let scale = framework.scale(&item.scale).map_or_else(String::new, |scale| scale.labels.join(" · "));
        let mut row = Row::new(Link::from(item.text.clone()).in_language(view.foreign()))
            .with(item.id.clone())
            .with(scale)
            .with(used.join(", "));
        row.note = item.reverse.then(|| words.text("answers_reverse").to_owned());
        table.row(row);
    }
    table
}
