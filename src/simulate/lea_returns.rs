//! Returns by authorities: for the first wave and, for the year, at the last.

use super::places::Places;
use super::row::row;
use super::world::World;
use crate::vocabulary::Wave;

row! {
    /// A row of the authority returns table.
    LeaRow {
        lea_code: String,
        wave: String,
        brokerage_relationships: i64,
        brokerage_membership: i64,
        brokerage_partnerships: i64,
        brokerage_resources: i64,
        brokerage_knowledge: i64,
        vacancies: i64,
        heads_n: i64,
        heads_left: i64,
        concern_schools: i64,
        meeting_minutes: i64,
        meeting_learning_minutes: i64,
        new_groups: i64,
    }
}

/// An authority's return for the year that ends with a wave.
pub(super) fn authority(world: &World, lea: usize, wave: &Wave) -> LeaRow {
    let mut chance = world.chance("authority return", &[lea]);
    let heads_n = chance.between(60, 220);
    let meeting_minutes = 60 * chance.between(12, 30);
    let learning = 0.15 + 0.35 * chance.uniform();
    let mut count = |mean: f64| chance.count(mean) as i64;
    LeaRow {
        lea_code: Places::lea_code(lea),
        wave: wave.id.clone(),
        brokerage_relationships: count(5.0),
        brokerage_membership: count(2.5),
        brokerage_partnerships: count(2.0),
        brokerage_resources: count(3.0),
        brokerage_knowledge: count(1.5),
        vacancies: count(3.0),
        heads_n,
        heads_left: count(heads_n as f64 * 0.08),
        concern_schools: count(2.0),
        meeting_minutes,
        meeting_learning_minutes: (meeting_minutes as f64 * learning).round() as i64,
        new_groups: count(0.6),
    }
}

/// An authority's return for the first wave. It has the same schools as the later one; a smaller part
/// of its meetings is for learning, and no fewer schools are of concern.
pub(super) fn earlier(world: &World, lea: usize, wave: &Wave, later: &LeaRow) -> LeaRow {
    let mut chance = world.chance("earlier authority return", &[lea]);
    let meeting_minutes = 60 * chance.between(4, 10);
    let learning = 0.08 + 0.25 * chance.uniform();
    let mut count = |mean: f64| chance.count(mean) as i64;
    LeaRow {
        lea_code: Places::lea_code(lea),
        wave: wave.id.clone(),
        brokerage_relationships: count(2.0),
        brokerage_membership: count(1.2),
        brokerage_partnerships: count(0.6),
        brokerage_resources: count(1.0),
        brokerage_knowledge: count(0.4),
        vacancies: count(3.5),
        heads_n: later.heads_n,
        heads_left: count(later.heads_n as f64 * 0.09),
        concern_schools: later.concern_schools + count(1.0),
        meeting_minutes,
        meeting_learning_minutes: (meeting_minutes as f64 * learning).round() as i64,
        new_groups: count(0.2),
    }
}
