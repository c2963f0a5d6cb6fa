//! Units among their peers: scale means drawn towards the mean of all units of their level, as far
//! as their few answers ask for (empirical Bayes).

use super::interval::moments;
use super::survey_scales::{pooled, scores_of};
use super::{Estimates, Interval, Outcome, Shrunken, view_of};
use crate::framework::{Framework, MeasureKind};
use crate::statistics::interval::Confidence;
use crate::statistics::mean::Moments;
use crate::statistics::random_intercept::RandomIntercept;
use crate::tally::Tally;
use crate::vocabulary::{Level, UnitId, UnitTree, Wave};
use std::collections::BTreeMap;

/// The levels whose units are compared with one another.
const COMPARED: [Level; 3] = [Level::Group, Level::Network, Level::Lea];

/// Sets `shrunken` on every scale mean of groups, networks and authorities.
pub(super) fn draw_towards_peers(
    estimates: &mut Estimates,
    tally: &Tally,
    framework: &Framework,
    units: &UnitTree,
    waves: &[Wave],
) {
    let mut drawn: BTreeMap<(String, String, UnitId), Shrunken> = BTreeMap::new();
    for indicator in framework.indicators() {
        let MeasureKind::ScaleMean(scale) = &indicator.measure else { continue };
        let component = scores_of(&scale.items, scale.condition.as_ref());
        for level in COMPARED {
            for (at, wave) in waves.iter().enumerate() {
                let peers: Vec<(UnitId, _)> = units
                    .at(level)
                    .map(|unit| {
                        let view = view_of(tally, framework, units, waves, &unit.id, at);
                        (unit.id.clone(), moments(&pooled(&view, &component).0))
                    })
                    .filter(|(_, moments)| moments.n > 0)
                    .collect();
                for (unit, shrunken) in among_peers(peers) {
                    drawn.insert((indicator.code.clone(), wave.id.clone(), unit), shrunken);
                }
            }
        }
    }
    for estimate in &mut estimates.figures {
        if let Outcome::Estimated(figure) = &mut estimate.outcome {
            let key = (estimate.code.clone(), estimate.wave.clone(), estimate.unit.clone());
            figure.shrunken = drawn.get(&key).copied();
        }
    }
}

/// Every peer's empirical-Bayes estimate; none where there are too few peers for a model.
fn among_peers(peers: Vec<(UnitId, Moments)>) -> Vec<(UnitId, Shrunken)> {
    let sums: Vec<Moments> = peers.iter().map(|(_, moments)| *moments).collect();
    let Ok(model) = RandomIntercept::fit(&sums, Confidence::Percent95) else { return Vec::new() };
    let predicted = peers.into_iter().filter_map(|(unit, moments)| {
        let estimate = model.predict(&moments).ok()?.estimate;
        let interval = Interval { low: estimate.interval.lower(), high: estimate.interval.upper() };
        Some((unit, Shrunken { value: estimate.value, interval }))
    });
    predicted.collect()
}
