//! The programme itself: its groups and their people, before anything is written down.

use super::chance::{Chance, logit};
use super::course::{Course, MOST_PLACES, courses};
use super::model::{Membership, Model};
use super::places::Places;
use super::story::Story;
use super::words::Words;
use super::{Options, SimulateError};
use crate::vocabulary::{Date, Wave};
use chrono::Days;
use std::collections::BTreeMap;

/// Everything that is true of a simulated programme.
pub(super) struct World {
    pub(super) seed: u64,
    pub(super) model: Model,
    pub(super) words: Words,
    pub(super) places: Places,
    pub(super) groups: Vec<Group>,
}

/// A leadership learning group.
pub(super) struct Group {
    pub(super) number: usize,
    pub(super) id: String,
    pub(super) name: String,
    pub(super) model: &'static str,
    pub(super) phase: &'static str,
    pub(super) origin: &'static str,
    pub(super) formed_on: Date,
    pub(super) facilitator: &'static str,
    /// Sessions planned in each wave.
    pub(super) rhythm: [usize; 3],
    pub(super) has_residential: bool,
    /// The group's deviation, in answer steps, overall and by family of items.
    pub(super) opinion: f64,
    pub(super) opinion_family: BTreeMap<String, f64>,
    /// Deviations in logits.
    pub(super) response: f64,
    pub(super) attendance: f64,
    pub(super) course: Course,
    pub(super) members: Vec<Member>,
}

/// A head (or a deputy) in a group.
pub(super) struct Member {
    pub(super) number: usize,
    /// The place in the group, which a successor takes over with the school.
    pub(super) seat: usize,
    pub(super) id: String,
    /// Pseudonym in the survey; says nothing about the member's id.
    pub(super) respondent_id: String,
    pub(super) school_id: String,
    pub(super) role: &'static str,
    pub(super) opted_in: bool,
    pub(super) joined_on: Date,
    pub(super) left: Option<Leaving>,
    /// Deviation in answer steps.
    pub(super) opinion: f64,
    /// Deviation in logits.
    pub(super) attendance: f64,
}

/// When and why somebody left.
#[derive(Debug, Clone, Copy)]
pub(super) struct Leaving {
    pub(super) on: Date,
    pub(super) reason: &'static str,
}

impl Member {
    /// Whether the member is on roll on a day.
    pub(super) fn is_on_roll(&self, day: Date) -> bool {
        self.joined_on <= day && self.left.is_none_or(|left| left.on > day)
    }
}

impl Group {
    /// Members on roll on a day.
    pub(super) fn on_roll(&self, day: Date) -> impl Iterator<Item = &Member> {
        self.members.iter().filter(move |member| member.is_on_roll(day))
    }

    /// Whether a member came to the group well after it was formed, and within a year of the day.
    pub(super) fn is_newcomer(&self, member: &Member, day: Date) -> bool {
        member.joined_on > after(self.formed_on, 90) && after(member.joined_on, 365) > day
    }

    /// The member schools of the members on roll, each once.
    pub(super) fn schools(&self, day: Date) -> Vec<&str> {
        let mut schools: Vec<&str> = self.on_roll(day).map(|member| member.school_id.as_str()).collect();
        schools.sort_unstable();
        schools.dedup();
        schools
    }
}

impl World {
    /// Lays the programme out.
    pub(super) fn lay(options: &Options, model: Model, words: Words, story: &Story) -> Result<Self, SimulateError> {
        let places = Places::of(options.groups);
        let courses = courses(story, &places, &model)?;
        let mut world = World { seed: options.seed, model, words, places, groups: Vec::new() };
        world.groups = courses.into_iter().enumerate().map(|(number, course)| world.group(number, course)).collect();
        Ok(world)
    }

    /// The stream of chance of `what` for the thing at `place`.
    pub(super) fn chance(&self, what: &str, place: &[usize]) -> Chance {
        Chance::new(self.seed, what, place)
    }

    /// The waves with their numbers.
    pub(super) fn waves(&self) -> impl Iterator<Item = (usize, &Wave)> {
        self.model.terms.iter().map(|term| &term.wave).enumerate()
    }

    fn group(&self, number: usize, course: Course) -> Group {
        let mut chance = self.chance("group", &[number]);
        let (origin, formed_on) = self.beginnings(&mut chance, &course);
        let rhythm = rhythm(&mut chance, &self.model, &course);
        let families: BTreeMap<String, f64> = self.model.items.iter().map(|item| (item.family.clone(), 0.0)).collect();
        let spread = &self.model.spread;
        let mut group = Group {
            number,
            id: Places::group_id(number),
            name: self.words.group(number),
            model: chance.weighted(&[
                ("cohort", 0.35),
                ("extending", 0.25),
                ("role-determined", 0.25),
                ("mixed", 0.15),
            ]),
            phase: chance.weighted(&[("primary", 0.6), ("secondary", 0.1), ("special", 0.06), ("cross", 0.24)]),
            origin,
            formed_on,
            facilitator: chance.weighted(&[("external", 0.6), ("peer trained", 0.28), ("lea", 0.12)]),
            has_residential: chance.happens(self.model.meeting.residential) || rhythm == TERMLY,
            rhythm,
            opinion: chance.normal() * spread.group,
            opinion_family: families.into_keys().map(|name| (name, chance.normal() * spread.group_family)).collect(),
            response: chance.normal() * self.model.survey.response_group,
            attendance: chance.normal() * self.model.meeting.attendance_group,
            course,
            members: Vec::new(),
        };
        if group.course.unfunded_from.is_some() {
            group.facilitator = "external";
        }
        if let Some(response) = group.course.response {
            // The story's chance takes the place of the model's, with no deviation of the group's.
            group.response = logit(response);
        }
        group.members = self.members(&group);
        group
    }

    /// Origin and first day: most groups are a year or two old, some begin with the first wave. A
    /// group with a story is never one of the new ones, so that its newcomers are newcomers.
    fn beginnings(&self, chance: &mut Chance, course: &Course) -> (&'static str, Date) {
        let start = self.model.terms.first().map(|term| term.wave.from).unwrap_or_default();
        let origin = chance.weighted(&[("new", 0.45), ("converted", 0.3), ("zone", 0.17), ("other", 0.08)]);
        let is_just_formed = chance.happens(0.12) && course.newcomers.is_none();
        if is_just_formed {
            return ("new", after(start, chance.between(1, 9) as u64));
        }
        (origin, before(start, chance.between(250, 720) as u64))
    }

    fn members(&self, group: &Group) -> Vec<Member> {
        let mut members = Vec::new();
        let size = size(&mut self.chance("size", &[group.number]), &self.model.membership, &group.course);
        for seat in 0..size {
            let first = self.first_in_seat(group, seat, members.len());
            let left = first.left;
            members.push(first);
            if let Some(left) = left {
                let mut chance = self.chance("successor", &[group.number, seat]);
                let joined_on = after(left.on, chance.between(10, 60) as u64);
                if chance.happens(self.model.membership.replaced) && joined_on < self.last_day() {
                    members.push(self.member(group, seat, members.len(), joined_on, None));
                }
            }
        }
        members
    }

    /// The last day on which anything happens in groups: three weeks after the last week of term.
    fn last_day(&self) -> Date {
        self.model.terms.last().map(|term| after(term.last_week, 4)).unwrap_or_default()
    }

    fn first_in_seat(&self, group: &Group, seat: usize, number: usize) -> Member {
        let mut chance = self.chance("seat", &[group.number, seat]);
        let membership = &self.model.membership;
        let start = self.model.terms.first().map(|term| term.wave.from).unwrap_or_default();
        let is_newcomer = match group.course.newcomers {
            Some(newcomers) => seat < newcomers,
            None => group.formed_on < start && chance.happens(membership.newcomer),
        };
        let joined_on = if is_newcomer { after(start, chance.between(2, 30) as u64) } else { group.formed_on };
        // Newcomers of a story stay, or there would soon be too few to see.
        let leaves = chance.happens(membership.leaver) && !(is_newcomer && group.course.newcomers.is_some());
        let left = leaves.then(|| Leaving {
            on: after(start, chance.between(95, 310) as u64),
            reason: chance.weighted(&[
                ("left headship", 0.2),
                ("retired", 0.24),
                ("moved", 0.18),
                ("time", 0.2),
                ("lost interest", 0.08),
                ("school closed", 0.04),
                ("other", 0.06),
            ]),
        });
        self.member(group, seat, number, joined_on, left)
    }

    fn member(&self, group: &Group, seat: usize, number: usize, joined_on: Date, left: Option<Leaving>) -> Member {
        let mut chance = self.chance("member", &[group.number, number]);
        let membership = &self.model.membership;
        Member {
            number,
            seat,
            id: format!("M{:03}-{:02}", group.number + 1, number + 1),
            respondent_id: pseudonym(&mut self.chance("pseudonym", &[group.number, number])),
            school_id: school_id(group.number, seat, Arm::Programme),
            role: if chance.happens(membership.deputy) { "deputy" } else { "head" },
            opted_in: chance.happens(membership.opted_in),
            joined_on,
            left,
            opinion: chance.normal() * self.model.spread.person,
            attendance: chance.normal() * self.model.meeting.attendance_person,
        }
    }
}

/// Which schools a school belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Arm {
    Programme,
    Comparison,
}

/// A school's number: six digits that begin with 9, which no real school's reference number does.
/// Member schools are even, comparison schools odd. (Past 2,000 groups there is a seventh digit.)
pub(super) fn school_id(group: usize, seat: usize, arm: Arm) -> String {
    let odd = usize::from(arm == Arm::Comparison);
    format!("{}", 900_000 + 2 * (group * MOST_PLACES + seat) + odd)
}

/// Ten consonants: no vowel, so no word; no digit, so no spreadsheet takes it for a number.
pub(super) fn pseudonym(chance: &mut Chance) -> String {
    const LETTERS: &[char] =
        &['b', 'c', 'd', 'f', 'g', 'h', 'j', 'k', 'l', 'm', 'n', 'p', 'q', 'r', 's', 't', 'v', 'w', 'x', 'z'];
    (0..10).filter_map(|_| chance.one_of(LETTERS)).collect()
}

fn size(chance: &mut Chance, membership: &Membership, course: &Course) -> usize {
    if let Some(size) = course.size {
        return size;
    }
    if chance.happens(membership.oversize) {
        return (membership.largest + chance.between(1, 3)) as usize;
    }
    let size = (membership.size + membership.size_spread * chance.normal()).round() as i64;
    size.clamp(membership.smallest, membership.largest) as usize
}

const TERMLY: [usize; 3] = [1, 1, 1];

fn rhythm(chance: &mut Chance, model: &Model, course: &Course) -> [usize; 3] {
    let kind = chance.uniform();
    let monthly = [3 + chance.place(2), 3, 2 + chance.place(2)];
    // A group that loses its facilitator must have sessions to lose one from.
    if kind < model.meeting.monthly || course.unfunded_from.is_some() {
        monthly
    } else if kind < model.meeting.monthly + model.meeting.half_termly {
        [2, 2, 2]
    } else {
        TERMLY
    }
}

/// So many days later; the day itself where the calendar ends.
pub(super) fn after(day: Date, days: u64) -> Date {
    day.checked_add_days(Days::new(days)).unwrap_or(day)
}

/// So many days earlier; the day itself where the calendar ends.
pub(super) fn before(day: Date, days: u64) -> Date {
    day.checked_sub_days(Days::new(days)).unwrap_or(day)
}
