//! What is known of member schools and their heads beside the registers: phase, authority, distance,
//! experience.

use super::places::Places;
use super::row::Hundredths;
use super::world::{Group, Member, World};

/// A member school. It belongs to a seat, so that whoever takes the seat next has the same school.
pub(super) struct School {
    pub(super) phase: &'static str,
    /// Its authority, where it is another than the group's.
    pub(super) lea_code: Option<String>,
    /// Usual travel time to a session.
    pub(super) travel_minutes: i64,
    /// Fifth of schools by disadvantage, 1 least.
    pub(super) disadvantage_quintile: i64,
}

/// What a group's schools have in common.
struct Neighbourhood {
    /// Travel time of a middling school, in minutes.
    reach: f64,
    crosses_boundary: bool,
    /// Middling fifth by disadvantage.
    disadvantage: f64,
}

fn neighbourhood(world: &World, group: &Group) -> Neighbourhood {
    let mut chance = world.chance("neighbourhood", &[group.number]);
    let kind = chance.weighted(&[("town", 0.45), ("mixed", 0.35), ("country", 0.2)]);
    Neighbourhood {
        reach: match kind {
            "town" => 12.0,
            "mixed" => 22.0,
            _ => 38.0,
        },
        crosses_boundary: world.places.leas() > 1 && chance.happens(0.2),
        disadvantage: 3.0 + 0.9 * chance.normal(),
    }
}

/// The school of a seat.
pub(super) fn school(world: &World, group: &Group, seat: usize) -> School {
    let neighbourhood = neighbourhood(world, group);
    let mut chance = world.chance("school", &[group.number, seat]);
    let is_elsewhere = chance.happens(0.35) && neighbourhood.crosses_boundary;
    let next_lea = (world.places.lea_of_group(group.number) + 1) % world.places.leas().max(1);
    let minutes = neighbourhood.reach * libm::exp(0.4 * chance.normal()) + if is_elsewhere { 12.0 } else { 0.0 };
    School {
        phase: match group.phase {
            "cross" => chance.weighted(&[("primary", 0.55), ("secondary", 0.3), ("special", 0.12), ("other", 0.03)]),
            own => own,
        },
        lea_code: is_elsewhere.then(|| Places::lea_code(next_lea)),
        // People say how long they travel in steps of five minutes.
        travel_minutes: (minutes / 5.0).round().clamp(1.0, 24.0) as i64 * 5,
        disadvantage_quintile: (neighbourhood.disadvantage + 0.9 * chance.normal()).round().clamp(1.0, 5.0) as i64,
    }
}

/// Years as a head, to the half year; none for a deputy.
pub(super) fn years_as_head(world: &World, group: &Group, member: &Member) -> Option<Hundredths> {
    let mut chance = world.chance("experience", &[group.number, member.number]);
    let years = 6.0 * libm::exp(0.75 * chance.normal());
    (member.role == "head").then(|| Hundredths((2.0 * years).round().clamp(1.0, 60.0) / 2.0))
}
