//! The network module: who names whom.

use super::chance::Chance;
use super::row::row;
use super::world::{Group, Member, World};
use crate::vocabulary::Wave;

row! {
    /// A row of the ties table.
    TieRow {
        from_member: String,
        to_member: String,
        wave: String,
        kind: &'static str,
        contact: i64,
        trust: Option<i64>,
    }
}

/// The ties that a group's members name at a wave. The module is answered a little less often
/// than the survey; those who answer name some of their peers, and a few people outside.
pub(super) fn ties(world: &World, group: &Group, number: usize, wave: &Wave) -> Vec<TieRow> {
    let on_roll: Vec<&Member> = group.on_roll(wave.census).collect();
    let neighbours = neighbours(world, group, wave);
    let mut rows = Vec::new();
    for member in &on_roll {
        let mut chance = world.chance("ties", &[group.number, member.number, number]);
        if !chance.happens(group.course.response.unwrap_or(0.84)) {
            continue;
        }
        let peers: Vec<&Member> = on_roll.iter().copied().filter(|peer| peer.number != member.number).collect();
        let named = 2 + chance.count(2.0);
        for place in chance.places(named, peers.len()) {
            if let Some(peer) = peers.get(place) {
                let trust_shift = group.course.shift("ms05", number, false);
                rows.push(within(&mut chance, member, peer, wave, trust_shift));
            }
        }
        rows.extend(outside(world, group, member, &mut chance, wave, &neighbours));
    }
    rows
}

fn within(chance: &mut Chance, member: &Member, peer: &Member, wave: &Wave, trust_shift: f64) -> TieRow {
    let trust = (3.1 + 0.7 * trust_shift + 0.75 * chance.normal()).round().clamp(1.0, 4.0) as i64;
    TieRow {
        from_member: member.id.clone(),
        to_member: peer.id.clone(),
        wave: wave.id.clone(),
        kind: chance.weighted(&[("advice", 0.4), ("visit", 0.2), ("contact", 0.4)]),
        contact: chance.between(1, 4),
        trust: Some(trust),
    }
}

/// Members of the authority's other groups, as far as there are any.
fn neighbours<'a>(world: &'a World, group: &Group, wave: &Wave) -> Vec<&'a Member> {
    let lea = world.places.lea_of_group(group.number);
    // Groups of an authority have neighbouring numbers: only those need looking at.
    let (first, next) = (group.number.saturating_sub(20), (group.number + 21).min(world.groups.len()));
    let near = world.groups.get(first..next).unwrap_or_default().iter();
    near.filter(|other| other.number != group.number && world.places.lea_of_group(other.number) == lea)
        .flat_map(|other| other.on_roll(wave.census))
        .collect()
}

fn outside(
    world: &World,
    group: &Group,
    member: &Member,
    chance: &mut Chance,
    wave: &Wave,
    neighbours: &[&Member],
) -> Vec<TieRow> {
    let mean = group.course.outside_ties.unwrap_or(world.model.returns.outside_ties);
    let count = chance.count(mean).min(5);
    let categories: &[&str] = &["LEA", "HEI", "other sector"];
    let mut named: Vec<String> = Vec::new();
    for place in chance.places(count, neighbours.len() + categories.len()) {
        // Categories come first: the smaller numbers stand for them.
        match place.checked_sub(categories.len()) {
            None => named.extend(categories.get(place).map(|category| (*category).to_owned())),
            Some(place) => named.extend(neighbours.get(place).map(|other| other.id.clone())),
        }
    }
    let tie = |to_member| TieRow {
        from_member: member.id.clone(),
        to_member,
        wave: wave.id.clone(),
        kind: "outside",
        contact: chance.between(1, 3),
        trust: None,
    };
    named.into_iter().map(tie).collect()
}

/// Whether an id in a tie is a member's of the programme and not a category of outsiders.
#[cfg(test)]
fn is_member(world: &World, id: &str) -> bool {
    world.groups.iter().any(|group| group.members.iter().any(|member| member.id == id))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::simulate::places::Places;
    use crate::simulate::words::Words;
    use crate::simulate::{Model, Options, Story};

    #[test]
    fn ties_name_members_once_each_and_outside_ties_leave_the_group() {
        let options = Options { groups: 8, seed: 5, story: None };
        let world =
            World::lay(&options, Model::built_in().unwrap(), Words::built_in().unwrap(), &Story::default()).unwrap();
        assert!(Places::of(8).leas() > 1);
        for group in &world.groups {
            for (number, wave) in world.waves() {
                let mut seen = std::collections::BTreeSet::new();
                for tie in ties(&world, group, number, wave) {
                    assert!(seen.insert((tie.from_member.clone(), tie.to_member.clone())));
                    let is_own = group.members.iter().any(|member| member.id == tie.to_member);
                    assert_eq!(is_own, tie.kind != "outside");
                    assert!(
                        is_own
                            || is_member(&world, &tie.to_member)
                            || ["LEA", "HEI", "other sector"].contains(&tie.to_member.as_str())
                    );
                }
            }
        }
    }
}
