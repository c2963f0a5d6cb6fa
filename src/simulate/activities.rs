//! What groups do and make beyond their sessions: activities, outputs, agreed actions.

use super::chance::Chance;
use super::row::{Day, List, YesNo, row};
use super::world::{Group, World, after};
use crate::vocabulary::{Date, Wave};

row! {
    /// A row of the activities table.
    ActivityRow {
        activity_id: String,
        group_id: String,
        date: Day,
        process: &'static str,
        strategy: &'static str,
        strand: i64,
        level: &'static str,
        schools: List,
        people: i64,
        led_by_role: &'static str,
        members: List,
        led_by: List,
    }
}

row! {
    /// A row of the outputs table.
    OutputRow {
        output_id: String,
        group_id: String,
        date: Day,
        r#type: &'static str,
        shared_beyond: YesNo,
        reuse_count: i64,
        received_on: Option<Day>,
    }
}

row! {
    /// A row of the actions table.
    ActionRow<'a> {
        group_id: &'a str,
        aspect: &'a str,
        action: &'a str,
        owner: &'static str,
        due: Day,
        status: &'static str,
    }
}

/// How likely a group is to do things at all: one that hardly meets does little else.
fn liveliness(group: &Group) -> f64 {
    if group.course.sessions.is_some() { 0.15 } else { 1.0 }
}

/// A day of the wave in term time or near it.
fn some_day(chance: &mut Chance, group: &Group, wave: &Wave) -> Date {
    let length = (wave.to - wave.from).num_days();
    let day = after(wave.from, chance.between(7, length - 10) as u64);
    day.max(after(group.formed_on, 14))
}

/// A group's activities in a wave.
pub(super) fn activities(world: &World, group: &Group, wave: usize, dates: &Wave) -> Vec<ActivityRow> {
    let mut chance = world.chance("activities", &[group.number, wave]);
    let count = chance.count(world.model.returns.activities * liveliness(group));
    let activity = |place: usize| {
        let date = some_day(&mut chance, group, dates);
        let (process, strategy) = process(&mut chance);
        let members = group.schools(date);
        let taking_part = 2 + chance.place(4);
        let schools: Vec<&str> = chance
            .places(taking_part, members.len())
            .into_iter()
            .filter_map(|place| members.get(place).copied())
            .collect();
        let people = schools.len() as i64 + chance.between(0, 3 * schools.len() as i64);
        let level = [
            ("head", 0.4),
            ("leadership team", 0.2),
            ("teacher", 0.28),
            ("support", 0.05),
            ("governor", 0.04),
            ("pupil", 0.03),
        ];
        let leader = [
            ("head", 0.5),
            ("leadership team", 0.16),
            ("teacher", 0.16),
            ("facilitator", 0.12),
            ("governor", 0.02),
            ("other", 0.04),
        ];
        let strand = chance.between(1, 6);
        let (level, led_by_role) = (chance.weighted(&level), chance.weighted(&leader));
        let mut who = world.chance("who took part", &[group.number, wave, place]);
        let (members, led_by) = people_of(&mut who, group, date, &schools, (process, level, led_by_role));
        ActivityRow {
            activity_id: format!("A{:03}-{}{:02}", group.number + 1, wave + 1, place + 1),
            group_id: group.id.clone(),
            date: Day(date),
            process,
            strategy,
            strand,
            level,
            schools: List::of(&schools),
            people,
            led_by_role,
            members,
            led_by,
        }
    };
    (0..count).map(activity).collect()
}

/// The members who took part in an activity of some schools, and those of them who led it. Members
/// coach each other and visit in person; to what is for others they come now and then.
fn people_of(
    chance: &mut Chance,
    group: &Group,
    date: Date,
    schools: &[&str],
    (process, level, led_by_role): (&str, &str, &str),
) -> (List, List) {
    let on_roll = || group.on_roll(date).filter(|member| schools.contains(&member.school_id.as_str()));
    let share = match (process, level) {
        ("P05", _) | (_, "head") => 1.0,
        ("P06", _) => 0.6,
        _ => 0.3,
    };
    let leads = if led_by_role == "head" { 1 + usize::from(chance.happens(0.25)) } else { 0 };
    let leading = chance.places(leads, on_roll().count());
    let mut members = Vec::new();
    let mut led_by = Vec::new();
    for (place, member) in on_roll().enumerate() {
        let is_leading = leading.contains(&place);
        if chance.happens(share) || is_leading {
            members.push(member.id.as_str());
        }
        if is_leading {
            led_by.push(member.id.as_str());
        }
    }
    (List::of(&members), List::of(&led_by))
}

/// A process, and the strategy it goes with.
fn process(chance: &mut Chance) -> (&'static str, &'static str) {
    let process = chance.weighted(&[
        ("P05", 0.2),
        ("P06", 0.26),
        ("P07", 0.1),
        ("P08", 0.12),
        ("P09", 0.08),
        ("P11", 0.07),
        ("P12", 0.06),
        ("P14", 0.07),
        ("P17", 0.04),
    ]);
    let strategy = match process {
        "P05" => "coaching",
        "P06" | "P08" => "visits",
        "P07" => "online community",
        "P09" | "P12" => "conference",
        "P11" => "learning logs",
        "P14" => "e-learning",
        _ => "other",
    };
    (process, strategy)
}

/// A group's outputs in a wave.
pub(super) fn outputs(world: &World, group: &Group, wave: usize, dates: &Wave) -> Vec<OutputRow> {
    let mut chance = world.chance("outputs", &[group.number, wave]);
    let count = chance.count(world.model.returns.outputs * liveliness(group));
    let output = |place: usize| {
        let is_shared = chance.happens(0.5);
        let kinds = [
            ("guideline", 0.2),
            ("ground rules", 0.15),
            ("exercise", 0.15),
            ("discussion paper", 0.2),
            ("audit tool", 0.1),
            ("case study", 0.15),
            ("other", 0.05),
        ];
        let date = some_day(&mut chance, group, dates);
        OutputRow {
            output_id: format!("O{:03}-{}{:02}", group.number + 1, wave + 1, place + 1),
            group_id: group.id.clone(),
            date: Day(date),
            r#type: chance.weighted(&kinds),
            shared_beyond: YesNo(is_shared),
            reuse_count: if is_shared { chance.count(1.6) as i64 } else { 0 },
            received_on: received_on(world, group, (wave, place), date).map(Day),
        }
    };
    (0..count).map(output).collect()
}

/// When the last member school had an output, if it was written down and within the year.
fn received_on(world: &World, group: &Group, (wave, place): (usize, usize), date: Date) -> Option<Date> {
    let mut chance = world.chance("output received", &[group.number, wave, place]);
    let day = after(date, chance.between(3, 40) as u64);
    let end = world.model.terms.last().map(|term| term.wave.to).unwrap_or_default();
    (chance.happens(0.92) && day <= end).then_some(day)
}

/// What a group has agreed to do, for some of the nine aspects.
pub(super) fn actions<'a>(world: &'a World, group: &'a Group) -> Vec<ActionRow<'a>> {
    let mut chance = world.chance("actions", &[group.number]);
    let start = world.model.terms.first().map(|term| term.wave.from).unwrap_or_default();
    let share = 0.5 * liveliness(group);
    let mut rows = Vec::new();
    for (aspect, action) in &world.words.actions {
        if !chance.happens(share) {
            continue;
        }
        rows.push(ActionRow {
            group_id: &group.id,
            aspect,
            action,
            owner: chance.word(&["facilitator", "host head", "steering pair", "all members"]),
            due: Day(after(start, chance.between(60, 420) as u64)),
            status: chance.weighted(&[("not started", 0.2), ("agreed", 0.35), ("in place", 0.33), ("reviewed", 0.12)]),
        });
    }
    rows
}
