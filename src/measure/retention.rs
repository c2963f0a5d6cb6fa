//! How long members stay.

use super::interval::limits;
use super::view::View;
use super::{Absence, Basis, Counted, Course, CourseMonth, Figure, Measure, Outcome, WorkingLine};
use crate::framework::{Framework, Indicator, MeasureKind, Retention};
use crate::statistics::interval::Confidence;
use crate::statistics::retention::{Departures, RetentionTally, retention};
use crate::tally::{Component, TallyValue};
use crate::vocabulary::{Quantity, UnitId, Window};

/// Ten-thousandths in one day.
const UNITS_IN_A_DAY: i64 = 10_000;

/// Facilitators are no members; who joined after the wave, or left before joining, is not on record yet.
const STAYED: &str = "coalesce(role, '') <> 'facilitator' and joined_on is not null and joined_on <= wave_to \
     and (left_on is null or left_on >= joined_on)";
const HAS_LEFT: &str = "left_on is not null and left_on <= wave_to";

/// Months that a course is followed for, unless the indicator looks further.
const COURSE_MONTHS: u16 = 24;

/// Days in so many months.
fn days_in(months: u16) -> u64 {
    u64::from(months) * 36_525 / 1_200
}

/// The course of every indicator of retention, month by month; of those only that the unit's members are on record for.
pub(super) fn courses(view: &View<'_>, framework: &Framework, unit: &UnitId) -> Vec<Course> {
    let course = |code: &str, measure: &Retention| {
        if !measure.components().iter().all(|component| view.tally.is_collected(component.table())) {
            return None;
        }
        let tally = measure.curve(view);
        let curve = retention(&tally, Confidence::Percent95).ok()?;
        let month = |months: u16| {
            let point = curve.at(days_in(months)).ok()?;
            let interval = point.interval.ok().map(|interval| limits(&interval));
            Some(CourseMonth { share: point.share, interval, at_risk: point.at_risk })
        };
        let months = (0..=COURSE_MONTHS.max(measure.months)).map_while(month).collect();
        let wave = view.waves.get(view.wave)?.id.clone();
        Some(Course { code: code.to_owned(), unit: unit.clone(), wave, people: tally.people(), months })
    };
    let of_kind = |one: &Indicator| match &one.measure {
        MeasureKind::Retention(measure) => course(&one.code, measure),
        _ => None,
    };
    framework.indicators().iter().filter_map(of_kind).collect()
}

impl Retention {
    /// Days from joining to leaving, or to the wave's end, of those who left or of those who did not.
    fn days(&self, left: bool) -> Component {
        let excused = self.excused.as_deref().unwrap_or("false");
        let counts_as_left = format!("({HAS_LEFT}) and not coalesce({excused}, false)");
        let condition = if left { counts_as_left } else { format!("not ({counts_as_left})") };
        Component::Numbers {
            table: "members".to_owned(),
            number: format!("case when {HAS_LEFT} then left_on - joined_on else wave_to - joined_on end"),
            condition: Some(format!("{STAYED} and {condition}")),
            window: Window::Ever,
        }
    }

    fn curve(&self, view: &View<'_>) -> RetentionTally {
        let mut tally = RetentionTally::default();
        for (left, one) in [(true, Departures { left: 1, censored: 0 }), (false, Departures { left: 0, censored: 1 })] {
            for (_, value) in view.each(&self.days(left)) {
                let TallyValue::Numbers(days) = value else { continue };
                for (day, people) in days {
                    let day = u64::try_from(day / UNITS_IN_A_DAY).unwrap_or(0);
                    tally.count(day, Departures { left: one.left * people, censored: one.censored * people });
                }
            }
        }
        tally
    }
}

impl Measure for Retention {
    fn components(&self) -> Vec<Component> {
        vec![self.days(true), self.days(false)]
    }

    /// Kaplan and Meier's estimate with the log-log interval. Who is still there, or left for a reason
    /// that is excused, counts as long as they were there. None where nobody was there so long.
    fn estimate(&self, view: &View<'_>) -> Outcome {
        let tally = self.curve(view);
        if tally.people() == 0 {
            return Outcome::Absent(Absence::NothingRecorded);
        }
        let after = days_in(self.months);
        let made = retention(&tally, Confidence::Percent95).and_then(|curve| curve.at(after));
        let point = match made {
            Ok(point) => point,
            Err(reason) => return Outcome::Absent(Absence::TooLittle(reason.to_string())),
        };
        Outcome::Estimated(Figure {
            value: point.share,
            quantity: Quantity::Share,
            interval: point.interval.ok().map(|interval| limits(&interval)),
            shrunken: None,
            n: tally.people(),
            eligible: None,
            counted: Counted::Members,
            basis: Basis::Record,
            numerator: None,
            people: None,
            items: 0,
            concentration: None,
            working: view.working(|| {
                vec![
                    WorkingLine::new("members since their first day", tally.people()),
                    WorkingLine::new(
                        format!("of them still there after {after} days, or there so long"),
                        point.at_risk,
                    ),
                    WorkingLine::new("left by then", point.left),
                    WorkingLine::new("share still there (Kaplan and Meier)", format!("{:.6}", point.share)),
                ]
            }),
        })
    }
}
