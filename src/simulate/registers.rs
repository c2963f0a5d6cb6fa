//! The registers of groups, members, sessions and attendance.

use super::chance::{Chance, from_logit, logit};
use super::model::Term;
use super::places::Places;
use super::row::{Day, List, YesNo, row};
use super::world::{Group, Member, World, after};
use crate::vocabulary::Date;

row! {
    /// A row of the groups table.
    GroupRow<'a> {
        group_id: &'a str,
        name: &'a str,
        network_id: String,
        network_name: String,
        lea_code: String,
        lea_name: String,
        region: String,
        model: &'a str,
        phase: &'a str,
        origin: &'a str,
        formed_on: Day,
        ended_on: Option<Day>,
    }
}

row! {
    /// A row of the members table.
    MemberRow<'a> {
        member_id: &'a str,
        group_id: &'a str,
        role: &'a str,
        school_id: &'a str,
        opted_in: YesNo,
        joined_on: Day,
        left_on: Option<Day>,
        left_reason: Option<&'a str>,
    }
}

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

/// A group's row.
pub(super) fn group_row<'a>(world: &World, group: &'a Group) -> GroupRow<'a> {
    let places = &world.places;
    let lea = places.lea_of_group(group.number);
    let network = places.network_of_group(group.number);
    GroupRow {
        group_id: &group.id,
        name: &group.name,
        network_id: Places::network_id(network),
        network_name: world.words.network(network),
        lea_code: Places::lea_code(lea),
        lea_name: world.words.lea(lea),
        region: world.words.region(places.region_of_lea(lea)),
        model: group.model,
        phase: group.phase,
        origin: group.origin,
        formed_on: Day(group.formed_on),
        ended_on: None,
    }
}

/// A member's row.
pub(super) fn member_row<'a>(group: &'a Group, member: &'a Member) -> MemberRow<'a> {
    MemberRow {
        member_id: &member.id,
        group_id: &group.id,
        role: member.role,
        school_id: &member.school_id,
        opted_in: YesNo(member.opted_in),
        joined_on: Day(member.joined_on),
        left_on: member.left.map(|left| Day(left.on)),
        left_reason: member.left.map(|left| left.reason),
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
    let describe = |(place, day)| session(world, group, (wave, place), day, residential == Some(place));
    days.into_iter().enumerate().map(describe).collect()
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

fn session(world: &World, group: &Group, place: (usize, usize), day: Date, is_residential: bool) -> SessionRow {
    let (wave, place) = place;
    let mut chance = world.chance("session", &[group.number, wave, place]);
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
        session_id: format!("S{:03}-{}{:02}", group.number + 1, wave + 1, place + 1),
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
        led_by: leaders(group, day, &mut chance),
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
