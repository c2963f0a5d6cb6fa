//! Returns by member schools, once a year.

use super::chance::Chance;
use super::returns::{grade, rating};
use super::row::{Day, Hundredths, List, YesNo, row};
use super::world::{Group, World, after};
use super::{people, priorities};
use crate::vocabulary::Wave;

row! {
    /// A row of the school returns table.
    SchoolRow {
        school_id: String,
        group_id: String,
        wave: String,
        returned_on: Day,
        live_enquiry: YesNo,
        log_kept: YesNo,
        changes: i64,
        changes_linked: i64,
        change_grades: List,
        staff_n: i64,
        staff_involved_n: i64,
        leadership_team_involved: YesNo,
        time_given: i64,
        roles_created: i64,
        roles_by_choice: i64,
        leadership_sharing: i64,
        culture_obstacle: i64,
        structure_obstacle: i64,
        share_not_compete: i64,
        candidates: i64,
        other_initiatives: i64,
        contribution: i64,
        days_out: Hundredths,
        supply_cost: Hundredths,
        roll: i64,
        disadvantage_quintile: i64,
        priorities: List,
        methods_tried: YesNo,
    }
}

/// The returns of a group's member schools for the year that ends with a wave.
pub(super) fn schools(world: &World, group: &Group, wave: &Wave) -> Vec<SchoolRow> {
    let mut rows = Vec::new();
    for (place, school) in group.schools(wave.census).into_iter().enumerate() {
        let mut chance = world.chance("school return", &[group.number, place]);
        if chance.happens(group.course.response.unwrap_or(world.model.returns.school)) {
            rows.push(school_row(&mut chance, (world, group), school, wave));
        }
    }
    rows
}

fn school_row(chance: &mut Chance, (world, group): (&World, &Group), school: &str, wave: &Wave) -> SchoolRow {
    let beside = beside(world, group, school);
    let is_dormant = group.course.sessions.is_some();
    let changes = chance.count(if is_dormant { 0.4 } else { 2.2 }) as i64;
    let changes_linked = (0..changes).filter(|_| chance.happens(0.65)).count() as i64;
    let grades: Vec<String> = (0..changes).map(|_| grade(chance, 1.7).to_string()).collect();
    let staff_n = chance.between(8, 42);
    let staff_involved = (staff_n as f64 * (0.32 + 0.18 * chance.normal()).clamp(0.0, 1.0)).round() as i64;
    let roles_created = chance.count(0.9) as i64;
    let days_out = chance.between(4, 20) as f64 / 2.0;
    SchoolRow {
        school_id: school.to_owned(),
        group_id: group.id.clone(),
        wave: wave.id.clone(),
        returned_on: Day(after(wave.census, chance.between(2, 26) as u64)),
        live_enquiry: YesNo(chance.happens(if is_dormant { 0.2 } else { 0.58 })),
        log_kept: YesNo(chance.happens(0.42)),
        changes,
        changes_linked,
        change_grades: List::of(&grades),
        staff_n,
        staff_involved_n: if is_dormant { staff_involved / 4 } else { staff_involved },
        leadership_team_involved: YesNo(chance.happens(0.6)),
        time_given: grade(chance, 1.9),
        roles_created,
        roles_by_choice: (0..roles_created).filter(|_| chance.happens(0.6)).count() as i64,
        leadership_sharing: grade(chance, 2.3),
        culture_obstacle: grade(chance, 1.4),
        structure_obstacle: grade(chance, 1.8),
        share_not_compete: rating(chance, 3.7),
        candidates: chance.count(0.7) as i64,
        other_initiatives: chance.count(1.8) as i64,
        contribution: grade(chance, if is_dormant { 0.5 } else { 2.1 }),
        days_out: Hundredths(days_out),
        supply_cost: Hundredths(days_out * 5.0 * chance.between(26, 34) as f64),
        roll: staff_n * beside.pupils_a_teacher,
        disadvantage_quintile: beside.disadvantage_quintile,
        priorities: List::of(&beside.priorities),
        methods_tried: YesNo(beside.methods_tried),
    }
}

/// What a return says beside the questions about the year.
struct Beside {
    pupils_a_teacher: i64,
    disadvantage_quintile: i64,
    priorities: Vec<&'static str>,
    methods_tried: bool,
}

fn beside(world: &World, group: &Group, school: &str) -> Beside {
    // The school is one of the group's, so that some member has its seat.
    let member = group.members.iter().find(|member| member.school_id == school);
    let seat = member.map(|member| member.seat).unwrap_or_default();
    let mut chance = world.chance("beside the school return", &[group.number, seat]);
    let known = people::school(world, group, seat);
    let usual = match known.phase {
        "primary" => 19,
        "secondary" => 16,
        "special" => 5,
        _ => 14,
    };
    Beside {
        pupils_a_teacher: usual + chance.between(-2, 2),
        disadvantage_quintile: known.disadvantage_quintile,
        priorities: priorities::of_school(world, group, seat),
        methods_tried: chance.happens(if group.course.sessions.is_some() { 0.1 } else { 0.55 }),
    }
}
