//! The box of units that stand apart: how many looks were taken, how many of them chance alone would make unusual, and
//! which units are worth asking about.

use super::conclusions::Point;
use crate::framework::Indicator;
use crate::measure::Interval;
use crate::narrate::{Verdict, summary};
use crate::release::Distance;
use crate::report::desk::View;
use crate::vocabulary::Unit;
use serde::Serialize;
use std::collections::BTreeMap;

/// Most units that are named in either list.
const MOST_NAMED: usize = 24;

/// How much further the limits of 998 of 1,000 lie than those of 95 of 100, for a normal distribution.
const OUTER_TO_INNER: f64 = 3.0902 / 1.9600;

/// Units that stand apart, with how many chance alone would give.
#[derive(Debug, Clone, Serialize)]
pub struct Unusual {
    /// How many looks, and how many of them chance alone would make unusual.
    pub expected: String,
    /// Units beyond the limits that 998 of 1,000 keep.
    pub far: Vec<Point>,
    /// Units between those limits and the ones that 95 of 100 keep.
    pub little: Vec<Point>,
    /// That there are more than are named.
    pub more: Option<String>,
    /// How many looks were taken.
    #[serde(skip)]
    pub looks: usize,
    /// How many looks found something.
    #[serde(skip)]
    pub found: usize,
}

/// One look at one unit.
pub(super) struct Look<'a> {
    pub(super) unit: &'a Unit,
    pub(super) indicator: &'a Indicator,
    pub(super) distance: Distance,
    /// What was seen, as a sentence.
    pub(super) text: String,
}

/// How far a value lies from the programme's, by its interval.
pub(super) fn distance(value: f64, interval: Interval, programme: f64, verdict: Verdict) -> Distance {
    let half = match verdict {
        Verdict::Higher => value - interval.low,
        Verdict::Lower => interval.high - value,
        Verdict::Similar => return Distance::Expected,
    };
    let is_far = (value - programme).abs() > OUTER_TO_INNER * half + 1e-9;
    if is_far { Distance::Far } else { Distance::Little }
}

/// The box; nothing where no two units could be compared.
pub(super) fn of(view: &View<'_>, looks: &[Look<'_>]) -> Option<Unusual> {
    if looks.is_empty() {
        return None;
    }
    let named = |wanted: Distance| points(view, looks.iter().filter(|look| look.distance == wanted));
    let (mut far, mut little) = (named(Distance::Far), named(Distance::Little));
    let left = far.len().saturating_sub(MOST_NAMED) + little.len().saturating_sub(MOST_NAMED);
    far.truncate(MOST_NAMED);
    little.truncate(MOST_NAMED);
    Some(Unusual {
        expected: summary::false_alarms(looks.len(), view.words()),
        far,
        little,
        more: (left > 0).then(|| view.words().say("unusual_more", [("n", left.into())])),
        looks: looks.len(),
        found: looks.iter().filter(|look| look.distance > Distance::Expected).count(),
    })
}

/// A point a unit, by name, with all that was seen of it.
fn points<'a>(view: &View<'_>, looks: impl Iterator<Item = &'a Look<'a>>) -> Vec<Point> {
    let mut by_unit: BTreeMap<(&str, &str), Vec<&Look<'_>>> = BTreeMap::new();
    for look in looks {
        by_unit.entry((look.unit.name.as_str(), look.unit.id.id.as_str())).or_default().push(look);
    }
    let point = |mut looks: Vec<&Look<'_>>| {
        looks.sort_by(|a, b| a.indicator.code.cmp(&b.indicator.code));
        let first = looks.first()?;
        let texts: Vec<&str> = looks.iter().map(|look| look.text.as_str()).collect();
        Some(Point {
            subject: first.unit.name.clone(),
            text: texts.join(" "),
            href: view.link(&first.unit.id).href.unwrap_or_default(),
            sureness: None,
        })
    };
    by_unit.into_values().filter_map(point).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_three_standard_errors_away_is_far_and_one_two_away_a_little() {
        let around = |value: f64| Interval { low: value - 0.196, high: value + 0.196 };
        let seen = |value: f64| distance(value, around(value), 3.5, crate::narrate::against(around(value), 3.5));
        assert_eq!([seen(3.6), seen(3.72), seen(3.85)], [Distance::Expected, Distance::Little, Distance::Far]);
        assert_eq!([seen(3.3), seen(3.18)], [Distance::Little, Distance::Far]);
    }
}
