//! Returns by facilitators, each wave.

use super::chance::Chance;
use super::model::Term;
use super::row::{Day, Hundredths, List, YesNo, row};
use super::world::{Group, World, after, before};
use super::{priorities, programme};
use crate::vocabulary::Date;

row! {
    /// A row of the facilitator returns table.
    FacilitatorRow {
        group_id: String,
        wave: String,
        due_on: Day,
        returned_on: Day,
        stage: &'static str,
        model: &'static str,
        mandate: YesNo,
        lea_role: &'static str,
        outside_funding: YesNo,
        cost_total: Hundredths,
        cost_met_by_schools: Hundredths,
        members_listed: i64,
        members_online: i64,
        members_in_contact: i64,
        documents: List,
        aims_reviewed_on: Option<Day>,
        relaunched_on: Option<Day>,
        evaluation_levels: List,
        symptoms: i64,
        action_setting_out: &'static str,
        action_models: &'static str,
        action_ownership: &'static str,
        action_principles: &'static str,
        action_climate: &'static str,
        action_aims: &'static str,
        action_processes: &'static str,
        action_sustainability: &'static str,
        action_impact: &'static str,
        readiness_start: i64,
        readiness_sustain: i64,
        readiness_process: i64,
        new_groups_started: i64,
        training_days_planned: i64,
        training_days_done: i64,
        priorities: List,
        methods_met: i64,
        methods_used: i64,
        led_by_schools: i64,
        leadership_dispersed: i64,
        reaches_across: i64,
        shares_knowledge: i64,
    }
}

/// What stays the same in a group's returns from wave to wave.
struct Habits {
    mandate: bool,
    lea_role: &'static str,
    has_outside_funding: bool,
    school_share: f64,
    documents: Vec<&'static str>,
    aims_reviewed_on: Option<Date>,
    relaunched_on: Option<Date>,
    evaluation_levels: Vec<&'static str>,
    /// The first wave at which the group is in transition, and a learning community.
    steps: [usize; 2],
}

fn habits(world: &World, group: &Group) -> Habits {
    let mut chance = world.chance("habits", &[group.number]);
    let start = world.model.terms.first().map(|term| term.wave.from).unwrap_or_default();
    let transition = chance.place(3);
    let reviewed = chance.between(0, 500) as u64;
    let relaunched = chance.between(0, 700) as u64;
    let no_earlier = |day: Date| day.max(after(group.formed_on, 30));
    Habits {
        mandate: chance.happens(0.8),
        lea_role: chance.weighted(&[
            ("absent", 0.12),
            ("invited", 0.22),
            ("supports", 0.4),
            ("brokers", 0.2),
            ("directs", 0.06),
        ]),
        has_outside_funding: chance.happens(0.7) || group.course.unfunded_from.is_some(),
        school_share: group.course.school_share.unwrap_or_else(|| 0.15 + 0.5 * chance.uniform()),
        documents: chance.some_of(&[
            ("principles", 0.6),
            ("aims", 0.8),
            ("protocols", 0.6),
            ("review", 0.4),
            ("exit plan", 0.2),
            ("steering review", 0.4),
            ("successor named", 0.35),
            ("shared facilitation", 0.35),
        ]),
        aims_reviewed_on: chance.happens(0.75).then(|| no_earlier(before(start, reviewed))),
        relaunched_on: chance.happens(0.55).then(|| no_earlier(before(start, relaunched))),
        evaluation_levels: chance.some_of(&[("network", 0.5), ("group", 0.85), ("schools", 0.6)]),
        steps: [transition, transition + 1 + chance.place(3)],
    }
}

/// Whether money comes from outside while the group has any.
pub(super) fn has_outside_funding(world: &World, group: &Group) -> bool {
    habits(world, group).has_outside_funding
}

/// How far the network meets the four requirements of its leadership, as the facilitator places it: each
/// a grade that differs between groups and grows a little from wave to wave.
fn requirements(world: &World, group: &Group, wave: usize) -> [i64; 4] {
    let mut of_group = world.chance("leadership requirements", &[group.number]);
    let mut of_wave = world.chance("leadership requirements", &[group.number, wave]);
    [2.4, 2.0, 1.7, 2.1].map(|mean| {
        let usual = mean + 0.6 * of_group.normal() + 0.2 * wave as f64;
        (usual + 0.4 * of_wave.normal()).round().clamp(0.0, 4.0) as i64
    })
}

/// A group's facilitator return at a wave, unless it never came.
pub(super) fn facilitator(world: &World, group: &Group, number: usize, term: &Term) -> Option<FacilitatorRow> {
    let wave = &term.wave;
    let mut chance = world.chance("facilitator return", &[group.number, number]);
    if !chance.happens(world.model.returns.facilitator) {
        return None;
    }
    let habits = habits(world, group);
    let is_funded = group.course.is_funded(number);
    let is_dormant = group.course.sessions.is_some();
    let is_written_down = is_funded && !is_dormant;
    // The second Friday after the last week of meetings.
    let due_on = after(term.last_week, 11);
    let members = group.on_roll(wave.census).count() as i64;
    let cost_total = (40 * chance.between(10, 45)) as f64;
    let known = |date: Option<Date>| date.filter(|day| is_written_down && *day <= wave.to).map(Day);
    let mut part =
        |share: f64| (members as f64 * (share + 0.3 * (chance.uniform() - 0.5)).clamp(0.0, 1.0)).round() as i64;
    let members_online = part(if is_dormant { 0.2 } else { 0.6 });
    let members_in_contact = part(if is_dormant { 0.2 } else { 0.7 });
    let [setting_out, models, ownership, principles, climate, aims, processes, sustainability, impact] =
        std::array::from_fn(|_| step_of_action(&mut chance, number, is_written_down));
    let preparation = programme::preparation(world, group, number, wave);
    let [led_by_schools, leadership_dispersed, reaches_across, shares_knowledge] = requirements(world, group, number);
    Some(FacilitatorRow {
        group_id: group.id.clone(),
        wave: wave.id.clone(),
        due_on: Day(due_on),
        returned_on: Day(after(before(due_on, 9), chance.between(0, 12) as u64)),
        stage: stage(&habits, number, is_dormant),
        model: group.model,
        mandate: YesNo(habits.mandate),
        lea_role: habits.lea_role,
        outside_funding: YesNo(habits.has_outside_funding && is_funded),
        cost_total: Hundredths(cost_total),
        cost_met_by_schools: Hundredths((cost_total * habits.school_share).round()),
        members_listed: members,
        members_online,
        members_in_contact,
        documents: List::of(if is_written_down { &habits.documents } else { &[] }),
        aims_reviewed_on: known(habits.aims_reviewed_on),
        relaunched_on: known(habits.relaunched_on),
        evaluation_levels: List::of(if is_written_down { &habits.evaluation_levels } else { &[] }),
        symptoms: (chance.count(if is_written_down { 1.6 } else { 4.5 }) as i64).min(11),
        action_setting_out: setting_out,
        action_models: models,
        action_ownership: ownership,
        action_principles: principles,
        action_climate: climate,
        action_aims: aims,
        action_processes: processes,
        action_sustainability: sustainability,
        action_impact: impact,
        readiness_start: rating(&mut chance, 3.9),
        readiness_sustain: rating(&mut chance, if is_funded { 3.3 } else { 2.0 }),
        readiness_process: rating(&mut chance, 3.6),
        new_groups_started: chance.count(if is_dormant { 0.0 } else { 0.12 }) as i64,
        training_days_planned: programme::DAYS_PLANNED,
        training_days_done: preparation.days_done,
        priorities: List::of(&priorities::of_group(world, group)),
        methods_met: preparation.methods_met,
        methods_used: preparation.methods_used,
        led_by_schools,
        leadership_dispersed,
        reaches_across,
        shares_knowledge,
    })
}

fn stage(habits: &Habits, wave: usize, is_dormant: bool) -> &'static str {
    let [transition, community] = habits.steps;
    if is_dormant || wave < transition {
        "support group"
    } else if wave < community {
        "in transition"
    } else {
        "learning community"
    }
}

fn step_of_action(chance: &mut Chance, wave: usize, is_lively: bool) -> &'static str {
    let progress = if is_lively { wave as f64 * 0.6 } else { -1.0 };
    let step = (1.0 + progress + 0.9 * chance.normal()).round().clamp(0.0, 3.0) as usize;
    ["not started", "agreed", "in place", "reviewed"].get(step).copied().unwrap_or_default()
}

/// A rating from 1 to 5.
pub(super) fn rating(chance: &mut Chance, mean: f64) -> i64 {
    (mean + 0.7 * chance.normal()).round().clamp(1.0, 5.0) as i64
}

/// A grade from 0 to 4.
pub(super) fn grade(chance: &mut Chance, mean: f64) -> i64 {
    (mean + 0.9 * chance.normal()).round().clamp(0.0, 4.0) as i64
}
