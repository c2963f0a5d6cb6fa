//! How members stayed, month by month, as far as it may be told.
//!
//! Numbers still at risk add up over units: from a region's and its authorities' the numbers of an authority that is
//! not told would follow. A course is told for as many months as every such remainder is large enough.

use super::cube::{Cube, Series};
use super::{Released, Rules, Withholding};
use crate::measure::{Absence, Course, CourseMonth, Interval};
use crate::vocabulary::{Circulation, Level, Quantity, UnitId, UnitTree};
use std::collections::BTreeMap;

/// Fewest members that a course is drawn from.
const FEWEST_AT_START: u64 = 10;

/// A course after disclosure control.
#[derive(Debug, Clone, PartialEq)]
pub enum ReleasedCourse {
    /// Months from 0 on, each rounded.
    Told {
        /// The months in order.
        months: Vec<CourseStep>,
        /// Whether it went on for longer than is told.
        is_cut: bool,
    },
    /// Nothing, to protect people.
    Withheld(Withholding),
    /// There is nothing to show.
    Absent(Absence),
}

/// What may be told of one month.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CourseStep {
    /// The share still there, rounded.
    pub share: f64,
    /// Its interval, rounded.
    pub interval: Option<Interval>,
    /// Members who were there so long.
    pub at_risk: u64,
}

/// Courses of one indicator at one wave with the number of months of each that may be told.
type Months<'a> = BTreeMap<&'a UnitId, (&'a Course, usize)>;

/// Protects all courses for one circulation. `figures` are those that the same circulation is told: where an
/// indicator's value is withheld, its course is too.
pub(super) fn protect(
    courses: &[Course],
    figures: &Cube<Released>,
    units: &UnitTree,
    rules: &Rules,
    circulation: Circulation,
) -> Cube<ReleasedCourse> {
    let fewest = rules.fewest(circulation);
    let mut together: BTreeMap<(&str, &str), Months<'_>> = BTreeMap::new();
    for course in courses {
        let withheld = matches!(figures.get(&course.code, &course.unit, &course.wave), Some(Released::Withheld(_)));
        let told = if withheld || course.people < FEWEST_AT_START.max(fewest) {
            0
        } else {
            course.months.iter().take_while(|month| month.at_risk >= fewest).count()
        };
        together.entry((&course.code, &course.wave)).or_default().insert(&course.unit, (course, told));
    }
    let mut cube = Cube::default();
    for ((code, wave), mut months) in together {
        cut(&mut months, units, fewest);
        let series: Series<ReleasedCourse> = months
            .into_iter()
            .map(|(unit, (course, told))| (unit.clone(), released(course, told, figures.get(code, unit, wave))))
            .collect();
        cube.insert(code, wave, series);
    }
    cube
}

/// Cuts the courses of larger units where what is left of them after their told parts is about too few: those parts
/// being authorities for a region, and regions as well as authorities for the programme.
fn cut(months: &mut Months<'_>, units: &UnitTree, fewest: u64) {
    for level in [Level::Region, Level::Programme] {
        let larger: Vec<UnitId> =
            months.keys().filter(|unit| unit.level == level).map(|unit| (*unit).clone()).collect();
        for unit in larger {
            let told = months.get(&unit).map_or(0, |(_, told)| *told);
            let is_safe = |month: &usize| {
                remainders(months, units, &unit, *month).into_iter().all(|left| left == 0 || left >= fewest)
            };
            let kept = (0..told).take_while(is_safe).count();
            if let Some((_, told)) = months.get_mut(&unit) {
                *told = kept;
            }
        }
    }
}

/// What is left of a unit at a month once its told authorities are taken away; for the programme also once its told
/// regions are, and the told authorities of the others.
fn remainders(months: &Months<'_>, units: &UnitTree, unit: &UnitId, month: usize) -> [u64; 2] {
    let is_told = |unit: &UnitId| months.get(unit).is_some_and(|(_, told)| month < *told);
    let at_risk = |unit: &UnitId| {
        months.get(unit).and_then(|(course, _)| course.months.get(month)).map_or(0, |month| month.at_risk)
    };
    let hidden = |without_regions: bool| {
        let authorities = units.inside(unit, Level::Lea).into_iter().filter(|lea| !is_told(&lea.id));
        let in_told_region = |lea: &UnitId| {
            units.ancestor(lea, Level::Region).is_some_and(|region| region.id != *unit && is_told(&region.id))
        };
        authorities.filter(|lea| !(without_regions && in_told_region(&lea.id))).map(|lea| at_risk(&lea.id)).sum()
    };
    [hidden(false), hidden(true)]
}

fn released(course: &Course, told: usize, figure: Option<&Released>) -> ReleasedCourse {
    match figure {
        Some(Released::Withheld(reason)) => return ReleasedCourse::Withheld(*reason),
        _ if told == 0 => return ReleasedCourse::Withheld(Withholding::TooFewPeople),
        _ => {}
    }
    let round = |value| Quantity::Share.round(value);
    let step = |month: &CourseMonth| CourseStep {
        share: round(month.share),
        interval: month.interval.map(|ends| Interval { low: round(ends.low), high: round(ends.high) }),
        at_risk: month.at_risk,
    };
    let months = course.months.iter().take(told).map(step).collect();
    ReleasedCourse::Told { months, is_cut: told < course.months.len() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::Unit;

    const RULES: Rules = Rules::DEFAULT;

    fn course(unit: UnitId, at_risk: &[u64]) -> Course {
        let month = |(place, at_risk): (usize, &u64)| CourseMonth {
            share: 1.0 - 0.0312 * place as f64,
            interval: Some(Interval { low: 0.5, high: 1.0 }),
            at_risk: *at_risk,
        };
        Course {
            code: "S-1".to_owned(),
            unit,
            wave: "w".to_owned(),
            people: at_risk[0],
            months: at_risk.iter().enumerate().map(month).collect(),
        }
    }

    fn tree() -> UnitTree {
        let unit = |level, id: &str, parent: UnitId| Unit {
            id: UnitId::new(level, id),
            name: id.to_owned(),
            parent: Some(parent),
        };
        let region = || UnitId::new(Level::Region, "R");
        UnitTree::new(
            "P",
            vec![
                unit(Level::Region, "R", UnitId::programme()),
                unit(Level::Lea, "A", region()),
                unit(Level::Lea, "B", region()),
            ],
        )
    }

    fn told(courses: &[Course], figures: &Cube<Released>, unit: &UnitId) -> ReleasedCourse {
        let cube = protect(courses, figures, &tree(), &RULES, Circulation::Programme);
        cube.get("S-1", unit, "w").unwrap().clone()
    }

    #[test]
    fn a_course_ends_where_too_few_are_left_and_says_so() {
        let unit = UnitId::new(Level::Lea, "A");
        let ReleasedCourse::Told { months, is_cut } =
            told(&[course(unit.clone(), &[20, 12, 8, 7])], &Cube::default(), &unit)
        else {
            panic!("it is told")
        };
        assert!(is_cut);
        assert_eq!(months.iter().map(|month| month.at_risk).collect::<Vec<_>>(), [20, 12, 8]);
        assert!((months[1].share - 0.97).abs() < 1e-12);
    }

    #[test]
    fn few_at_the_start_have_no_course_and_a_withheld_value_withholds_it() {
        let unit = UnitId::new(Level::Lea, "A");
        let courses = [course(unit.clone(), &[9, 9])];
        assert_eq!(told(&courses, &Cube::default(), &unit), ReleasedCourse::Withheld(Withholding::TooFewPeople));
        let mut figures = Cube::default();
        figures.insert("S-1", "w", [(unit.clone(), Released::Withheld(Withholding::Override))].into());
        assert_eq!(
            told(&[course(unit.clone(), &[90, 90])], &figures, &unit),
            ReleasedCourse::Withheld(Withholding::Override)
        );
    }

    #[test]
    fn a_larger_unit_is_cut_where_its_told_parts_would_leave_too_few() {
        let [region, a, b] =
            [UnitId::new(Level::Region, "R"), UnitId::new(Level::Lea, "A"), UnitId::new(Level::Lea, "B")];
        let courses = [
            course(UnitId::programme(), &[40, 30, 27]),
            course(region.clone(), &[40, 30, 27]),
            course(a, &[30, 20, 20]),
            course(b.clone(), &[10, 10, 7]),
        ];
        for unit in [UnitId::programme(), region, b] {
            let ReleasedCourse::Told { months, is_cut } = told(&courses, &Cube::default(), &unit) else {
                panic!("it is told")
            };
            assert!(is_cut, "{unit:?}");
            assert_eq!(months.len(), 2, "{unit:?}");
        }
    }
}
