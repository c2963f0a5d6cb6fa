//! The facilitators' own programme: its days, cohort by cohort, and what each group's facilitator had
//! of it by a wave.

use super::chance::Chance;
use super::row::{Day, YesNo, row};
use super::world::{Group, World, after};
use crate::vocabulary::Wave;

row! {
    /// A row of the programme days table.
    DayRow {
        day_id: String,
        cohort: String,
        date: Day,
        planned: YesNo,
        delivered: YesNo,
        places_planned: i64,
        enrolled: i64,
        due: Option<i64>,
        present: Option<i64>,
        tutor_input_minutes: Option<i64>,
        collaborative_minutes: Option<i64>,
        reflection_minutes: Option<i64>,
        action_learning_minutes: Option<i64>,
        reading_minutes: Option<i64>,
    }
}

/// Days after the first day of the first wave on which the programme was planned.
const CALENDAR: [u64; 10] = [24, 45, 73, 94, 136, 171, 200, 242, 276, 301];

/// Days that the programme plans for each facilitator.
pub(super) const DAYS_PLANNED: i64 = CALENDAR.len() as i64;

/// Whether each planned day of a region's cohort is held. The first three always are; of the others
/// two to four fall through, so that about seven of ten are held.
fn held(world: &World, cohort: usize) -> [bool; CALENDAR.len()] {
    let mut chance = world.chance("programme days held", &[cohort]);
    let lost = 2 + chance.place(3);
    let lost = chance.places(lost, CALENDAR.len() - 3);
    std::array::from_fn(|day| day.checked_sub(3).is_none_or(|later| !lost.contains(&later)))
}

/// The days of a region's cohort.
pub(super) fn days(world: &World, cohort: usize) -> Vec<DayRow> {
    let mut chance = world.chance("programme cohort", &[cohort]);
    let places_planned = chance.between(12, 15);
    let enrolled = places_planned - chance.between(0, 2);
    let start = world.model.terms.first().map(|term| term.wave.from).unwrap_or_default();
    let day = |(number, (held, date)): (usize, (bool, u64))| {
        let mut chance = world.chance("programme day", &[cohort, number]);
        let due = (0..enrolled).filter(|_| !chance.happens(0.02)).count() as i64;
        let present = (0..due).filter(|_| chance.happens(0.9)).count() as i64;
        let [tutor, together, reflection, action, reading] = parts(&mut chance, number);
        let of_day_held = |count: i64| held.then_some(count);
        DayRow {
            day_id: format!("D{:02}-{:02}", cohort + 1, number + 1),
            cohort: world.words.region(cohort),
            date: Day(after(start, date)),
            planned: YesNo(true),
            delivered: YesNo(held),
            places_planned,
            enrolled,
            due: of_day_held(due),
            present: of_day_held(present),
            tutor_input_minutes: of_day_held(tutor),
            collaborative_minutes: of_day_held(together),
            reflection_minutes: of_day_held(reflection),
            action_learning_minutes: of_day_held(action),
            reading_minutes: of_day_held(reading),
        }
    };
    held(world, cohort).into_iter().zip(CALENDAR).enumerate().map(day).collect()
}

/// Minutes of a day by kind: tutor input, work together, reflection, action learning, reading. Every
/// third day is given to action learning.
fn parts(chance: &mut Chance, number: usize) -> [i64; 5] {
    let is_action_day = number % 3 == 2;
    let middling = if is_action_day { [2, 4, 3, 10, 1] } else { [6, 8, 4, 0, 2] };
    middling.map(|quarters: i64| 15 * (quarters + chance.between(-1, 1)).max(0))
}

/// What a group's facilitator had of the programme.
pub(super) struct Preparation {
    pub(super) days_done: i64,
    pub(super) methods_met: i64,
    pub(super) methods_used: i64,
}

/// A facilitator's preparation by the end of a wave: of the days held for the region those that he or
/// she came to, while the group had one.
pub(super) fn preparation(world: &World, group: &Group, number: usize, wave: &Wave) -> Preparation {
    let cohort = world.places.region_of_lea(world.places.lea_of_group(group.number));
    let start = world.model.terms.first().map(|term| term.wave.from).unwrap_or_default();
    let until = match group.course.unfunded_from {
        Some(from) if from <= number => world.model.terms.get(from).map_or(wave.to, |term| term.wave.from),
        _ => wave.to,
    };
    let mut preparation = Preparation { days_done: 0, methods_met: 0, methods_used: 0 };
    for (place, (held, date)) in held(world, cohort).into_iter().zip(CALENDAR).enumerate() {
        let mut chance = world.chance("facilitator's day", &[group.number, place]);
        if !held || after(start, date) > until || !chance.happens(0.92) {
            continue;
        }
        let met = chance.between(1, 3);
        preparation.days_done += 1;
        preparation.methods_met += met;
        preparation.methods_used += (0..met).filter(|_| chance.happens(0.6)).count() as i64;
    }
    preparation
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::simulate::words::Words;
    use crate::simulate::{Model, Options, Story};

    #[test]
    fn every_cohort_has_ten_days_of_which_about_seven_are_held_and_facilitators_have_no_more() {
        let options = Options { groups: 24, seed: 5, story: None };
        let world =
            World::lay(&options, Model::built_in().unwrap(), Words::built_in().unwrap(), &Story::default()).unwrap();
        let mut most = 0;
        for cohort in 0..world.places.regions() {
            let days = days(&world, cohort);
            let held = days.iter().filter(|day| day.delivered.0).count() as i64;
            assert_eq!(days.len() as i64, DAYS_PLANNED);
            assert!((6..=8).contains(&held), "{held}");
            assert!(days.iter().all(|day| day.present <= day.due && day.due <= Some(day.enrolled)));
            most = most.max(held);
        }
        for group in &world.groups {
            let done: Vec<Preparation> =
                world.waves().map(|(number, wave)| preparation(&world, group, number, wave)).collect();
            assert!(done.windows(2).all(|pair| pair[0].days_done <= pair[1].days_done));
            assert!(done.iter().all(|had| had.days_done <= most && had.methods_used <= had.methods_met));
        }
    }
}
