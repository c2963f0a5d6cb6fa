//! What groups and schools say they work for: a few words each, out of one short list, so that a
//! school's words are partly its group's.

use super::world::{Group, World};

const PRIORITIES: &[&str] = &[
    "reading",
    "writing",
    "number",
    "boys' achievement",
    "behaviour",
    "attendance",
    "assessment for learning",
    "leadership teams",
    "transition",
    "inclusion",
    "new technology",
    "parents",
];

/// A group's priorities, the same in every wave.
pub(super) fn of_group(world: &World, group: &Group) -> Vec<&'static str> {
    let mut chance = world.chance("group priorities", &[group.number]);
    let count = 3 + chance.place(2);
    chance.places(count, PRIORITIES.len()).into_iter().filter_map(|place| PRIORITIES.get(place).copied()).collect()
}

/// A member school's priorities: more than half of its group's, and a few of its own.
pub(super) fn of_school(world: &World, group: &Group, seat: usize) -> Vec<&'static str> {
    let mut chance = world.chance("school priorities", &[group.number, seat]);
    let shared = of_group(world, group);
    let listed = |word: &&str| chance.happens(if shared.contains(word) { 0.55 } else { 0.13 });
    PRIORITIES.iter().copied().filter(listed).collect()
}
