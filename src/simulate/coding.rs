//! Open answers as people coded them. The codes are drawn, each with its own chance: the few texts
//! that `words.toml` has say too little to be coded.

use super::chance::Chance;
use super::row::{List, row};
use super::survey::Return;
use super::world::{World, pseudonym};
use crate::vocabulary::Wave;

row! {
    /// A row of the coded answers table.
    CodedRow {
        answer_id: String,
        group_id: String,
        wave: String,
        question: &'static str,
        codes: List,
        coder: &'static str,
    }
}

/// A code and the chance that an answer has it.
type Code = (&'static str, f64);

/// What stands in the way of learning: second question.
const BARRIERS: &[Code] = &[
    ("time", 0.42),
    ("bad experience", 0.06),
    ("self-indulgent", 0.10),
    ("exposes not knowing", 0.12),
    ("reward is more work", 0.09),
    ("old habits", 0.11),
    ("short-term policy", 0.16),
    ("doubts it matters", 0.06),
    ("risk of openness", 0.12),
    ("expected to have answers", 0.14),
    ("individualism", 0.09),
    ("against norms", 0.06),
];

/// Hopes and challenges: fourth question at the first wave.
const BASELINE: &[Code] = &[
    ("start and keep a group", 0.3),
    ("personal benefit", 0.4),
    ("sample methods", 0.25),
    ("gain from others", 0.45),
    ("facilitating not advising", 0.2),
    ("understanding roles", 0.15),
];

/// What people say of the group: first and third question.
const FEEDBACK: &[Code] = &[
    ("method works", 0.22),
    ("others' issues", 0.2),
    ("familiar here", 0.12),
    ("next steps", 0.2),
    ("outsider view", 0.1),
    ("openness", 0.18),
    ("knows groups", 0.07),
    ("strands joined up", 0.07),
    ("hidden expertise", 0.1),
    ("mutual questioning", 0.14),
];

/// Share of answers that two readers coded before they agreed.
const CODED_TWICE: f64 = 0.2;

/// The codes a question's answers may have at a wave; none where its answers are not coded.
fn codes_of(question: usize, wave: usize) -> Option<(&'static str, &'static [Code])> {
    match question {
        0 => Some(("o1", FEEDBACK)),
        1 => Some(("o2", BARRIERS)),
        2 => Some(("o3", FEEDBACK)),
        3 if wave == 0 => Some(("o4", BASELINE)),
        _ => None,
    }
}

/// The coded open answers of a wave's returns, by the answers' ids, which say nothing about people.
pub(super) fn coded(world: &World, returns: &[Return], number: usize, wave: &Wave) -> Vec<CodedRow> {
    let mut rows = Vec::new();
    for returned in returns {
        for question in (0..4).filter(|question| returned.answered.get(*question) == Some(&true)) {
            if let Some((name, codes)) = codes_of(question, number) {
                let place = [returned.group, returned.member, number, question];
                let chance = world.chance("coded answer", &place);
                let group_id = world.groups.get(returned.group).map(|group| group.id.clone()).unwrap_or_default();
                rows.extend(answer(chance, &group_id, wave, name, codes));
            }
        }
    }
    rows.sort_by(|a, b| (&a.answer_id, a.coder).cmp(&(&b.answer_id, b.coder)));
    rows
}

fn answer(mut chance: Chance, group_id: &str, wave: &Wave, question: &'static str, codes: &[Code]) -> Vec<CodedRow> {
    let answer_id = pseudonym(&mut chance);
    let agreed = chance.some_of(codes);
    let mut codings = vec![("agreed", agreed.clone())];
    if chance.happens(CODED_TWICE) {
        codings.extend(["a", "b"].map(|coder| (coder, reader(&mut chance, &agreed, codes))));
    }
    let row = |(coder, found): (&'static str, Vec<&'static str>)| CodedRow {
        answer_id: answer_id.clone(),
        group_id: group_id.to_owned(),
        wave: wave.id.clone(),
        question,
        codes: List::of(if found.is_empty() { &["none"] } else { &found }),
        coder,
    };
    codings.into_iter().map(row).collect()
}

/// One reader's coding: misses one code in eight and sees a few that are not there.
fn reader(chance: &mut Chance, agreed: &[&str], codes: &[Code]) -> Vec<&'static str> {
    let sees = |(word, _): &&Code| chance.happens(if agreed.contains(word) { 0.875 } else { 0.015 });
    codes.iter().filter(sees).map(|(word, _)| *word).collect()
}
