//! The frames of the framework as a workbook: each with its questions, what the group's own figures say to them, and
//! room to write.

use super::brief::{self, Brief};
use super::profile;
use crate::framework::{Band, Frame, Indicator};
use crate::narrate::number;
use crate::report::desk::View;
use serde::Serialize;

/// The workbook of a group's page; without leaves where the framework has no frames.
#[derive(Debug, Default, Serialize)]
pub(in crate::report) struct Workbook {
    lead: Vec<String>,
    leaves: Vec<Leaf>,
}

/// One frame.
#[derive(Debug, Serialize)]
struct Leaf {
    id: String,
    title: String,
    /// Tag of the framework's language, where that is not the page's.
    lang: Option<&'static str>,
    /// How the figures under it stand, in few words.
    tally: String,
    questions: Vec<String>,
    evidence: Brief,
}

/// Every frame with its questions, in the order of the framework.
pub(in crate::report) fn of(view: &View<'_>) -> Workbook {
    let frames = view.desk.publication.framework.frames();
    if frames.is_empty() {
        return Workbook::default();
    }
    Workbook {
        lead: view.words().texts(["workbook_lead", "workbook_use"]),
        leaves: frames.iter().map(|frame| leaf(view, frame)).collect(),
    }
}

fn leaf(view: &View<'_>, frame: &Frame) -> Leaf {
    let indicators = view.desk.publication.framework.indicators().iter();
    let answering: Vec<&Indicator> =
        indicators.filter(|one| one.frames.contains(&frame.number) && view.measures(one)).collect();
    Leaf {
        id: format!("frame-{}", frame.number),
        title: format!("{}. {}", frame.number, frame.title),
        lang: view.foreign(),
        tally: tally(view, &answering),
        questions: frame.questions.clone(),
        evidence: match answering.is_empty() {
            true => brief::saying(view.words().text("workbook_nothing")),
            false => brief::of(view, &frame.title, &answering),
        },
    }
}

fn tally(view: &View<'_>, answering: &[&Indicator]) -> String {
    let whole = answering.iter().filter(|one| one.part_of.is_none());
    let bands: Vec<Band> = whole.filter_map(|one| profile::band_of(view.figure(&one.code))).collect();
    let in_place = bands.iter().filter(|band| **band == Band::InPlace).count();
    match bands.len() {
        0 => view.words().text("workbook_unjudged").to_owned(),
        judged => {
            let share = number::of(in_place as u64, judged as u64, view.words());
            view.words().say("workbook_tally", [("share", share.into())])
        }
    }
}
