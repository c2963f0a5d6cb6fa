//! Survey returns: one file a wave, rows in the order in which they came in.

use super::chance::{Chance, from_logit, logit};
use super::model::{Item, Survey};
use super::world::{Group, Member, World, after, before};
use crate::vocabulary::{Date, Wave};

/// One return: when it came in, and its cells.
pub(super) struct Return {
    submitted_on: Date,
    /// Numbers of the respondent's group and, in it, of the respondent.
    pub(super) group: usize,
    pub(super) member: usize,
    /// Which of the open questions are answered.
    pub(super) answered: [bool; 4],
    pub(super) cells: Vec<String>,
}

/// Header of a wave's file.
pub(super) fn header(world: &World, wave: usize) -> Vec<&str> {
    let mut header = vec!["respondent_id", "group_id", "submitted_on", "newcomer"];
    header.extend(world.model.items_asked(wave));
    header.extend(["o1", "o2", "o3", "o4", "quote_consent"]);
    header.extend((wave > 0).then_some("attendance_third"));
    header
}

/// All returns of a wave, in the order in which they came in.
pub(super) fn returns(world: &World, number: usize, wave: &Wave) -> Vec<Return> {
    let mut returns = Vec::new();
    for group in &world.groups {
        for member in group.on_roll(wave.census) {
            returns.extend(member_return(world, group, member, (number, wave)));
        }
    }
    // Pseudonyms break ties, so that the order within a day says nothing about groups.
    returns.sort_by(|a, b| (a.submitted_on, a.cells.first()).cmp(&(b.submitted_on, b.cells.first())));
    returns
}

fn member_return(world: &World, group: &Group, member: &Member, wave: (usize, &Wave)) -> Option<Return> {
    let (number, wave) = wave;
    let mut chance = world.chance("return", &[group.number, member.number, number]);
    let base = world.model.survey.response.get(number).copied().unwrap_or(1.0);
    let answers = match group.course.response {
        Some(response) => response,
        None => from_logit(logit(base) + group.response),
    };
    if !chance.happens(answers) {
        return None;
    }
    let is_newcomer = group.is_newcomer(member, wave.census);
    let submitted_on = submitted(&mut chance, wave);
    let mut cells = vec![
        if chance.happens(world.model.survey.no_respondent_id) { String::new() } else { member.respondent_id.clone() },
        group.id.clone(),
        submitted_on.to_string(),
        newcomer_cell(&mut chance, is_newcomer),
    ];
    cells.extend(answer_cells(world, group, member, number, is_newcomer));
    let open = open_cells(world, &mut chance, number);
    let answered = std::array::from_fn(|question| open.get(question).is_some_and(|text| !text.is_empty()));
    cells.extend(open);
    cells.push(chance.weighted(&[("yes", 0.55), ("paraphrase", 0.17), ("no", 0.16), ("", 0.12)]).to_owned());
    // At the first wave there is no year's attendance yet.
    cells.extend((number > 0).then(|| third_cell(world, group, member)));
    Some(Return { submitted_on, group: group.number, member: member.number, answered, cells })
}

/// The form goes out four days before the census; half the returns come within the week.
fn submitted(chance: &mut Chance, wave: &Wave) -> Date {
    let delay = (-9.0 * libm::log(1.0 - chance.uniform())).floor().min(32.0);
    after(before(wave.census, 4), delay as u64)
}

fn newcomer_cell(chance: &mut Chance, is_newcomer: bool) -> String {
    let is_left_blank = chance.happens(0.02);
    match (is_left_blank, is_newcomer) {
        (true, _) => "",
        (false, true) => "yes",
        (false, false) => "no",
    }
    .to_owned()
}

/// The third of the year's attendance, for those for whom it is known: the third of the member's
/// inclination to come, moved a little by how well the member thinks of the group. The relation between
/// attendance and opinion is put in here and not in the answers, which do not depend on it.
fn third_cell(world: &World, group: &Group, member: &Member) -> String {
    let (meeting, survey) = (&world.model.meeting, &world.model.survey);
    let story = group.course.attendance.map_or(0.0, |own| logit(own) - logit(meeting.attendance));
    let coming = (story + group.attendance + member.attendance) / meeting.attendance_spread();
    let liking = member.opinion / world.model.spread.person;
    let standing = (coming + survey.third_opinion * liking) / survey.third_spread();
    let is_known = world.chance("attendance third", &[group.number, member.number]).happens(survey.third_known);
    let third = [-Survey::THIRD, Survey::THIRD].iter().filter(|border| standing > **border).count() + 1;
    if is_known { third.to_string() } else { String::new() }
}

fn answer_cells(world: &World, group: &Group, member: &Member, wave: usize, is_newcomer: bool) -> Vec<String> {
    let mut chance = world.chance("answers", &[group.number, member.number, wave]);
    let this_wave = chance.normal() * world.model.spread.person_wave;
    let person = group.opinion + member.opinion + this_wave;
    let asked = world.model.items.iter().filter(|item| item.first || wave > 0);
    asked
        .map(|item| {
            let mut opinion = person + item.mean + item.trend * wave as f64;
            opinion += group.opinion_family.get(&item.family).copied().unwrap_or_default();
            opinion += group.course.shift(&item.id, wave, is_newcomer);
            if is_newcomer {
                opinion += world.model.survey.newcomer;
            }
            opinion += chance.normal() * world.model.spread.answer;
            missing(&mut chance, world, group, item, wave).map_or_else(|| written(item, opinion), str::to_owned)
        })
        .collect()
}

/// The answer nearest to the opinion, turned round for an item that is keyed the other way.
fn written(item: &Item, opinion: f64) -> String {
    let answer = opinion.round().clamp(1.0, 5.0) as u8;
    (if item.reverse { 6 - answer } else { answer }).to_string()
}

/// What stands in the cell instead of an answer, if anything does.
fn missing(chance: &mut Chance, world: &World, group: &Group, item: &Item, wave: usize) -> Option<&'static str> {
    let survey = &world.model.survey;
    let drawn = chance.uniform();
    // Those who have no facilitator cannot say much about one.
    let is_pointless = item.family == "facilitation" && !group.course.is_funded(wave);
    let does_not_apply = if is_pointless { 0.15 } else { survey.does_not_apply };
    if drawn < survey.blank {
        Some("")
    } else if drawn < survey.blank + does_not_apply {
        Some("does not apply")
    } else if drawn < survey.blank + does_not_apply + survey.prefer_not_to_say {
        Some("prefer not to say")
    } else {
        None
    }
}

/// The four open answers. At the first wave nothing can have changed yet, and the fourth asks for
/// hopes; afterwards it asks who outside has used something.
fn open_cells(world: &World, chance: &mut Chance, wave: usize) -> [String; 4] {
    let words = &world.words;
    let mut answer = |share: f64, words: &[String]| {
        let is_answered = chance.happens(share);
        let text = chance.one_of(words).cloned().unwrap_or_default();
        if is_answered { text } else { String::new() }
    };
    let is_first = wave == 0;
    let change = answer(if is_first { 0.0 } else { 0.45 }, &words.change);
    let help = answer(0.4, &words.help);
    let next_year = answer(0.3, &words.next_year);
    let fourth = if is_first { answer(0.5, &words.hope) } else { answer(0.25, &words.used_outside) };
    [change, help, next_year, fourth]
}
