//! The registers of groups and of members.

use super::people;
use super::places::Places;
use super::returns;
use super::row::{Day, Hundredths, YesNo, row};
use super::world::{Group, Member, World, after, before};
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
        funding_ends_on: Option<Day>,
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
        phase: &'static str,
        lea_code: Option<String>,
        years_as_head: Option<Hundredths>,
        travel_minutes: i64,
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
        funding_ends_on: funding_ends_on(world, group).map(Day),
    }
}

/// When money from outside ends or ended, where that is known. It agrees with the facilitators'
/// returns: whoever still reports money from outside has it to the last wave at least.
fn funding_ends_on(world: &World, group: &Group) -> Option<Date> {
    let wave = |number: usize| world.model.terms.get(number).map(|term| &term.wave);
    if let Some(from) = group.course.unfunded_from {
        return wave(from).map(|wave| before(wave.from, 1));
    }
    let (first, last) = (wave(0)?, wave(world.model.terms.len().saturating_sub(1))?);
    let mut chance = world.chance("end of funding", &[group.number]);
    let is_known = chance.happens(0.65);
    let day = if returns::has_outside_funding(world, group) {
        after(last.from, chance.between(30, 480) as u64)
    } else {
        before(first.from, chance.between(10, 240) as u64)
    };
    (is_known && day > group.formed_on).then_some(day)
}

/// A member's row.
pub(super) fn member_row<'a>(world: &World, group: &'a Group, member: &'a Member) -> MemberRow<'a> {
    let school = people::school(world, group, member.seat);
    MemberRow {
        member_id: &member.id,
        group_id: &group.id,
        role: member.role,
        school_id: &member.school_id,
        opted_in: YesNo(member.opted_in),
        joined_on: Day(member.joined_on),
        left_on: member.left.map(|left| Day(left.on)),
        left_reason: member.left.map(|left| left.reason),
        phase: school.phase,
        lea_code: school.lea_code,
        years_as_head: people::years_as_head(world, group, member),
        travel_minutes: school.travel_minutes,
    }
}
