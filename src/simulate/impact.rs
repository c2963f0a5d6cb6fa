//! Attainment: what is measured of pupils, by school, in member schools and in their comparison
//! schools, at the first wave and at the last.

use super::chance::Chance;
use super::model::Outcome;
use super::row::{Hundredths, row};
use super::world::{Arm, Group, World, school_id};

row! {
    /// A row of the attainment table.
    AttainmentRow {
        school_id: String,
        group_id: String,
        measure: &'static str,
        time_point: String,
        arm: &'static str,
        cohort_n: i64,
        mean: Hundredths,
        sd: Hundredths,
    }
}

/// An outcome with the effect that it has in a group.
struct Measured<'a> {
    name: &'static str,
    /// The stream of chance that it is drawn from.
    stream: &'static str,
    model: &'a Outcome,
    effect: f64,
}

/// Reading in a group's schools and in their comparison schools.
pub(super) fn reading(world: &World, group: &Group) -> Vec<AttainmentRow> {
    let model = &world.model.reading;
    let effect = group.course.effect.unwrap_or(model.effect);
    results(world, group, &Measured { name: "reading", stream: "reading", model, effect })
}

/// Pupils' attendance in the same schools; no story touches it.
pub(super) fn attendance(world: &World, group: &Group) -> Vec<AttainmentRow> {
    let model = &world.model.attendance;
    let outcome = Measured { name: "attendance", stream: "pupils' attendance", model, effect: model.effect };
    results(world, group, &outcome)
}

fn results(world: &World, group: &Group, outcome: &Measured) -> Vec<AttainmentRow> {
    let waves: Vec<&str> = world.model.waves().collect();
    let (Some(first), Some(last)) = (waves.first(), waves.last()) else {
        return Vec::new();
    };
    let mut seats: Vec<&str> = group.members.iter().map(|member| member.school_id.as_str()).collect();
    seats.sort_unstable();
    seats.dedup();
    let mut rows = Vec::new();
    for seat in 0..seats.len() {
        let mut chance = world.chance("comparator", &[group.number, seat]);
        let has_comparator = chance.happens(world.model.reading.comparator);
        for arm in [Arm::Programme, Arm::Comparison] {
            if arm == Arm::Programme || has_comparator {
                rows.extend(school(world, group, outcome, (seat, arm), [first, last]));
            }
        }
    }
    rows
}

/// A school's two results.
fn school(
    world: &World,
    group: &Group,
    outcome: &Measured,
    (seat, arm): (usize, Arm),
    waves: [&str; 2],
) -> [AttainmentRow; 2] {
    let model = outcome.model;
    let mut chance = world.chance(outcome.stream, &[group.number, seat, usize::from(arm == Arm::Comparison)]);
    let level = model.mean + model.school * chance.normal();
    let usual_cohort = (model.cohort + 12.0 * chance.normal()).clamp(12.0, 90.0);
    let gain = model.year + if arm == Arm::Programme { outcome.effect * model.pupil } else { 0.0 };
    let [first, last] = waves;
    [(0.0, first), (gain, last)].map(|(gain, time_point)| {
        let cohort_n = (usual_cohort + 2.5 * chance.normal()).round().max(8.0) as i64;
        let (mean, sd) = result(&mut chance, level + gain, model.pupil, cohort_n, model.stability);
        AttainmentRow {
            school_id: school_id(group.number, seat, arm),
            group_id: group.id.clone(),
            measure: outcome.name,
            time_point: time_point.to_owned(),
            arm: if arm == Arm::Programme { "programme" } else { "comparison" },
            cohort_n,
            mean: Hundredths(mean),
            sd: Hundredths(sd),
        }
    })
}

/// Mean and standard deviation of a cohort: those of a sample, by their sampling distributions.
fn result(chance: &mut Chance, level: f64, pupil: f64, cohort_n: i64, stability: f64) -> (f64, f64) {
    let root = (cohort_n as f64).sqrt();
    let mean = level + stability * pupil / root * chance.normal();
    let sd = pupil * (1.0 + chance.normal() / (std::f64::consts::SQRT_2 * root));
    (mean, sd.max(1.0))
}
