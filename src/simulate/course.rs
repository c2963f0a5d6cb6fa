//! What the stories come to for one group: the only form in which the tables' makers see them.

use super::places::Places;
use super::story::Story;
use super::{Model, SimulateError};
use crate::finding::nearest;
use crate::vocabulary::Date;

/// A group's departures from the model.
#[derive(Debug, Clone, Default)]
pub(super) struct Course {
    /// Number of places.
    pub(super) size: Option<usize>,
    /// Number of places taken up anew in the first weeks.
    pub(super) newcomers: Option<usize>,
    /// First wave without a facilitator, and with nothing written down.
    pub(super) unfunded_from: Option<usize>,
    /// Share of the cost that schools meet.
    pub(super) school_share: Option<f64>,
    /// The only days on which the group meets.
    pub(super) sessions: Option<Vec<Date>>,
    /// Chance that a member comes.
    pub(super) attendance: Option<f64>,
    /// Ties outside that a member names, on average.
    pub(super) outside_ties: Option<f64>,
    /// What is added to reading, in standard deviations of pupils.
    pub(super) effect: Option<f64>,
    /// Chance that a member answers the survey.
    pub(super) response: Option<f64>,
    shifts: Vec<Shift>,
}

/// Items that are answered higher or lower than the model has it.
#[derive(Debug, Clone)]
struct Shift {
    items: &'static [&'static str],
    from: usize,
    whom: Whom,
    by: f64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Whom {
    Everyone,
    Newcomers,
    Established,
}

const TRUST: &[&str] = &["ms04", "ms05"];
const CHALLENGE: &[&str] = &["ms17", "ms34"];
const FACILITATION: &[&str] = &["ms07", "ms11", "ms12"];
const STAYING_POWER: &[&str] = &["ms24", "ms25", "ms26"];
const WELCOME: &[&str] = &["ms24"];
const IMPACT: &[&str] = &["ms27", "ms28", "ms29", "ms30"];

impl Course {
    /// How much higher an item is answered in this group than the model has it.
    pub(super) fn shift(&self, item: &str, wave: usize, newcomer: bool) -> f64 {
        let applies = |shift: &&Shift| {
            shift.from <= wave
                && shift.items.contains(&item)
                && match shift.whom {
                    Whom::Everyone => true,
                    Whom::Newcomers => newcomer,
                    Whom::Established => !newcomer,
                }
        };
        self.shifts.iter().filter(applies).map(|shift| shift.by).sum()
    }

    /// Whether the group's facilitator is paid for at a wave.
    pub(super) fn is_funded(&self, wave: usize) -> bool {
        self.unfunded_from.is_none_or(|from| wave < from)
    }

    fn shifted(&mut self, items: &'static [&'static str], whom: Whom, by: f64) {
        self.shifts.push(Shift { items, from: 0, whom, by });
    }
}

/// The courses of all groups of a programme, by number.
///
/// # Errors
/// If a story names a group, network or wave that is not there, or a share outside 0 to 1.
pub(super) fn courses(story: &Story, places: &Places, model: &Model) -> Result<Vec<Course>, SimulateError> {
    let mut courses = vec![Course::default(); places.groups()];
    for lost in &story.funding_lost {
        let from = wave_number(&lost.from, model)?;
        let course = of_group(&mut courses, &lost.group, places)?;
        course.unfunded_from = Some(from);
        course.school_share = Some(share("school_share", lost.school_share)?);
        course.shifts.push(Shift { items: FACILITATION, from, whom: Whom::Everyone, by: lost.facilitation });
        course.shifts.push(Shift { items: STAYING_POWER, from, whom: Whom::Everyone, by: lost.staying_power });
    }
    for cosy in &story.cosy {
        let course = of_group(&mut courses, &cosy.group, places)?;
        course.shifted(TRUST, Whom::Everyone, cosy.trust);
        course.shifted(CHALLENGE, Whom::Everyone, cosy.challenge);
        course.outside_ties = Some(cosy.outside_ties);
    }
    for never in &story.never_meets {
        let course = of_group(&mut courses, &never.group, places)?;
        course.sessions = Some(never.sessions.iter().map(|day| day.0).collect());
        course.attendance = Some(share("attendance", never.attendance)?);
    }
    for problem in &story.newcomer_problem {
        let course = of_group(&mut courses, &problem.group, places)?;
        course.size = Some(size(problem.size)?);
        course.newcomers = Some(problem.newcomers.min(problem.size));
        course.shifted(WELCOME, Whom::Everyone, problem.welcome);
        course.shifted(TRUST, Whom::Newcomers, problem.newcomers_trust);
        course.shifted(TRUST, Whom::Established, problem.established_trust);
    }
    for gain in &story.pupils_gain {
        let course = of_group(&mut courses, &gain.group, places)?;
        course.size = Some(size(gain.size)?);
        course.effect = Some(gain.effect);
    }
    for praise in &story.praise_without_gain {
        let course = of_group(&mut courses, &praise.group, places)?;
        course.size = Some(size(praise.size)?);
        course.shifted(IMPACT, Whom::Everyone, praise.praise);
        course.effect = Some(praise.effect);
    }
    low_response(story, places, &mut courses)?;
    Ok(courses)
}

fn low_response(story: &Story, places: &Places, courses: &mut [Course]) -> Result<(), SimulateError> {
    for low in &story.low_response {
        if !places.has_network(&low.network) {
            let ids: Vec<String> = (0..places.networks()).map(Places::network_id).collect();
            return Err(unknown("network", &low.network, &ids));
        }
        let response = share("response", low.response)?;
        for (group, course) in courses.iter_mut().enumerate() {
            if Places::network_id(places.network_of_group(group)) == low.network {
                course.response = Some(response);
            }
        }
    }
    Ok(())
}

fn of_group<'a>(courses: &'a mut [Course], id: &str, places: &Places) -> Result<&'a mut Course, SimulateError> {
    places.group_number(id).and_then(|number| courses.get_mut(number)).ok_or_else(|| {
        let ids: Vec<String> = (0..places.groups()).map(Places::group_id).collect();
        unknown("group", id, &ids)
    })
}

fn wave_number(id: &str, model: &Model) -> Result<usize, SimulateError> {
    model.waves().position(|wave| wave == id).ok_or_else(|| {
        let ids: Vec<String> = model.waves().map(str::to_owned).collect();
        unknown("wave", id, &ids)
    })
}

fn unknown(kind: &str, id: &str, known: &[String]) -> SimulateError {
    let meant = nearest(id, known.iter().map(String::as_str));
    let hint = meant.map(|name| format!("; did you mean {name}?")).unwrap_or_default();
    SimulateError::Story(format!("there is no {kind} {id} in a programme of this size{hint}"))
}

fn share(name: &str, value: f64) -> Result<f64, SimulateError> {
    if (0.0..=1.0).contains(&value) {
        Ok(value)
    } else {
        Err(SimulateError::Story(format!("{name} is a share from 0 to 1, not {value}")))
    }
}

/// The most places that a group can have; school numbers leave no room for more.
pub(super) const MOST_PLACES: usize = 24;

fn size(value: usize) -> Result<usize, SimulateError> {
    if (1..=MOST_PLACES).contains(&value) {
        Ok(value)
    } else {
        Err(SimulateError::Story(format!("size is from 1 to {MOST_PLACES}, not {value}")))
    }
}
