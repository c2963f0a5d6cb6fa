//! The registers of sessions and attendance.

use super::chance::{Chance, from_logit, logit};
use super::model::Term;
use super::row::{Day, List, YesNo, row};
use super::world::{Group, Member, World, after};
use crate::vocabulary::Date;
use chrono::{Datelike, Weekday};

row! {
    /// A row of the sessions table.
    SessionRow {
        session_id: String,
        group_id: String,
        date: Day,
        minutes: i64,
        setting: &'static str,
        host_school_id: String,
        focus: &'static str,
        knowledge_fields: List,
        processes: List,
        agenda_from: &'static str,
        facilitator_type: &'static str,
        led_by: List,
        learning_focus_stated: YesNo,
        question_protocol: YesNo,
        triads: YesNo,
        closing_review: YesNo,
        pre_reading: YesNo,
        pupil_work: YesNo,
        outcomes_stated: YesNo,
        cycle_elements: List,
        papers_days_before: Option<i64>,
        admin_minutes: i64,
        launch: YesNo,
    }
}

row! {
    /// A row of the attendance table.
    AttendanceRow {
        session_id: String,
        member_id: String,
        status: &'static str,
        minutes: Option<i64>,
    }
}

/// A group's sessions in a term.
pub(super) fn sessions(world: &World, group: &Group, wave: usize, term: &Term) -> Vec<SessionRow> {
    let mut chance = world.chance("calendar", &[group.number, wave]);
    let is_residential_term = group.has_residential && group.number % world.model.terms.len() == wave;
    let days = match &group.course.sessions {
        Some(days) => days.iter().copied().filter(|day| term.wave.from <= *day && *day <= term.wave.to).collect(),
        None => meeting_days(world, group, wave, term, &mut chance),
    };
    // The residential takes the place of the term's last session.
    let residential = days.len().checked_sub(1).filter(|_| is_residential_term && group.course.sessions.is_none());
    let describe = |(place, day)| {
        let mut chance = world.chance("session", &[group.number, wave, place]);
        let mut row = session(world, group, wave, &mut chance, day, residential == Some(place));
        row.session_id = format!("S{:03}-{}{:02}", group.number + 1, wave + 1, place + 1);
        // A group that began before the registers did was launched before, too.
        row.launch = YesNo(wave == 0 && place == 0 && is_young(group, day) && has_launch(world, group));
        row
    };
    days.into_iter().enumerate().map(describe).collect()
}

/// Whether the day is within a group's first eight months, in which it should be launched.
fn is_young(group: &Group, day: Date) -> bool {
    day < after(group.formed_on, 240)
}

/// Most groups begin with a launch workshop; one that hardly meets did not have one either.
fn has_launch(world: &World, group: &Group) -> bool {
    group.course.sessions.is_none() && world.chance("has launch", &[group.number]).happens(0.85)
}

/// The launch workshop of a group that began before the first wave, if it had one.
pub(super) fn launch(world: &World, group: &Group) -> Option<SessionRow> {
    let mut chance = world.chance("launch", &[group.number]);
    let first = world.model.terms.first().map(|term| term.wave.from).unwrap_or_default();
    let day = on_a_weekday(after(group.formed_on, chance.between(14, 220) as u64));
    if day >= first || !has_launch(world, group) {
        return None;
    }
    let mut row = session(world, group, 0, &mut chance, day, false);
    row.session_id = format!("S{:03}-001", group.number + 1);
    row.launch = YesNo(true);
    Some(row)
}

/// The day itself, or the Monday after a weekend.
fn on_a_weekday(day: Date) -> Date {
    match day.weekday() {
        Weekday::Sat => after(day, 2),
        Weekday::Sun => after(day, 1),
        _ => day,
    }
}

/// Days in teaching weeks, spread evenly with some give, on the group's own day of the week.
fn meeting_days(world: &World, group: &Group, wave: usize, term: &Term, chance: &mut Chance) -> Vec<Date> {
    let weeks = teaching_weeks(term);
    let planned = group.rhythm.get(wave).copied().unwrap_or_default();
    let weekday = world.chance("weekday", &[group.number]).place(5) as u64;
    let day = |session: usize| {
        let share = (session as f64 + 0.5 + 0.5 * (chance.uniform() - 0.5)) / planned as f64;
        let week = weeks.get((share * weeks.len() as f64).floor() as usize).copied();
        week.map(|monday| after(monday, weekday))
    };
    let days: Vec<Date> = (0..planned).filter_map(day).collect();
    // A group formed in the first days of the first wave does not meet before that.
    days.into_iter().filter(|day| *day > group.formed_on).collect()
}

fn teaching_weeks(term: &Term) -> Vec<Date> {
    let mut weeks = Vec::new();
    let mut monday = term.first_week;
    while monday <= term.last_week {
        if monday != term.half_term {
            weeks.push(monday);
        }
        monday = after(monday, 7);
    }
    weeks
}

const PROCESSES: &[(&str, f64)] = &[
    ("P01", 0.30),
    ("P02", 0.18),
    ("P03", 0.06),
    ("P04", 0.12),
    ("P05", 0.20),
    ("P06", 0.10),
    ("P07", 0.12),
    ("P10", 0.06),
    ("P11", 0.16),
    ("P16", 0.20),
    ("P19", 0.16),
    ("P20", 0.12),
    ("P21", 0.14),
];

/// A session, still without its id.
fn session(
    world: &World,
    group: &Group,
    wave: usize,
    chance: &mut Chance,
    day: Date,
    is_residential: bool,
) -> SessionRow {
    let schools = group.schools(day);
    let host = if is_residential { None } else { chance.one_of(&schools) };
    let setting = if is_residential {
        "residential"
    } else {
        chance.weighted(&[("breakfast", 0.22), ("day", 0.3), ("twilight", 0.44), ("online", 0.04)])
    };
    let minutes = if is_residential { 60 * chance.between(9, 14) } else { 15 * chance.between(6, 12) };
    let is_facilitated = group.course.is_funded(wave) && !chance.happens(world.model.meeting.unfacilitated);
    let pre_reading = chance.happens(0.45);
    SessionRow {
        session_id: String::new(),
        group_id: group.id.clone(),
        date: Day(day),
        minutes,
        setting,
        host_school_id: host.map(|school| (*school).to_owned()).unwrap_or_default(),
        focus: chance.weighted(&[
            ("pupil learning", 0.52),
            ("leadership", 0.22),
            ("enquiry", 0.12),
            ("development planning", 0.07),
            ("information", 0.07),
        ]),
        knowledge_fields: List::of(&chance.some_of(&[("personal", 0.8), ("public", 0.5), ("new", 0.4)])),
        processes: List::of(&chance.some_of(PROCESSES)),
        agenda_from: chance.weighted(&[("members", 0.62), ("facilitator", 0.26), ("lea", 0.08), ("other", 0.04)]),
        facilitator_type: if is_facilitated { group.facilitator } else { "none" },
        led_by: leaders(group, day, chance),
        learning_focus_stated: YesNo(chance.happens(0.75)),
        question_protocol: YesNo(chance.happens(0.45)),
        triads: YesNo(chance.happens(0.3)),
        closing_review: YesNo(chance.happens(0.6)),
        pre_reading: YesNo(pre_reading),
        pupil_work: YesNo(chance.happens(0.4)),
        outcomes_stated: YesNo(chance.happens(0.65)),
        cycle_elements: List::of(&chance.some_of(&[
            ("reflection", 0.7),
            ("sharing", 0.85),
            ("feedback", 0.5),
            ("coaching", 0.35),
            ("challenge", 0.45),
        ])),
        papers_days_before: pre_reading.then(|| chance.between(1, 14)),
        admin_minutes: 5 * chance.between(1, if is_residential { 12 } else { 7 }),
        launch: YesNo(false),
    }
}

/// One or two members on roll lead a session, or it is not written down who did.
fn leaders(group: &Group, day: Date, chance: &mut Chance) -> List {
    let members: Vec<&Member> = group.on_roll(day).collect();
    let leading = chance.place(3);
    let places = chance.places(leading, members.len());
    let ids: Vec<&str> =
        places.iter().filter_map(|place| members.get(*place)).map(|member| member.id.as_str()).collect();
    List::of(&ids)
}

/// Who was at a session.
pub(super) fn attendance(world: &World, group: &Group, session: &SessionRow) -> Vec<AttendanceRow> {
    let Day(day) = session.date;
    let base = logit(group.course.attendance.unwrap_or(world.model.meeting.attendance));
    let of_member = |member: &Member| {
        let mut chance = world.chance(&session.session_id, &[member.number]);
        let status = if chance.happens(world.model.meeting.not_due) {
            "not due"
        } else if chance.happens(from_logit(base + group.attendance + member.attendance)) {
            "present"
        } else if chance.happens(world.model.meeting.apology) {
            "apology"
        } else {
            "absent"
        };
        let cut_short = if chance.happens(0.08) { 15 * chance.between(1, 3) } else { 0 };
        AttendanceRow {
            session_id: session.session_id.clone(),
            member_id: member.id.clone(),
            status,
            minutes: (status == "present").then_some(session.minutes - cut_short),
        }
    };
    group.on_roll(day).map(of_member).collect()
}
