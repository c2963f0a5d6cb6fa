use super::cube::{Cube, Series};
use super::primary::{Rules, protect_distribution, protect_figure};
use super::{Release, Released, ReleasedDistribution, remainder, withheld};
use crate::framework::Framework;
use crate::measure::{Distribution, Estimate, Estimates, Outcome};
use crate::vocabulary::{Circulation, UnitId, UnitTree};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use std::collections::BTreeMap;

/// Protects all estimates of an evaluation at once and makes the release, the only maker there is.
///
/// Every figure is judged per circulation by the primary rules; then, level by level, whatever
/// subtraction from a parent's figure would give away is withheld too.
#[must_use]
pub fn protect(estimates: &Estimates, framework: &Framework, units: &UnitTree, rules: &Rules) -> Release {
    let mut release = Release { sessions: estimates.sessions.clone(), ..Release::default() };
    let figures = by_series(&estimates.figures, |estimate| (&estimate.code, &estimate.wave));
    let distributions = by_series(&estimates.distributions, |answers| (&answers.item, &answers.wave));
    for circulation in Circulation::ALL {
        let mut cube = protect_all(&figures, |code, wave, series| {
            protect_series(code, series, framework.at(wave), units, rules, circulation)
        });
        withheld::count(&mut cube, framework);
        release.figures.insert(circulation, cube);
        let answers = protect_all(&distributions, |item, wave, series| {
            protect_answers(item, series, framework.at(wave), rules, circulation)
        });
        release.distributions.insert(circulation, answers);
    }
    release
}

/// What is known of one indicator or item at one wave.
type Group<'a, T> = ((&'a String, &'a String), Vec<&'a T>);

fn by_series<T>(all: &[T], series_of: impl Fn(&T) -> (&String, &String)) -> Vec<Group<'_, T>> {
    let mut series: BTreeMap<(&String, &String), Vec<&T>> = BTreeMap::new();
    for one in all {
        series.entry(series_of(one)).or_default().push(one);
    }
    series.into_iter().collect()
}

/// Protects every series; they do not depend on one another.
fn protect_all<T: Sync, R: Send>(
    series: &[Group<'_, T>],
    protect: impl Fn(&str, &str, &[&T]) -> Series<R> + Sync,
) -> Cube<R> {
    let protected: Vec<_> =
        series.par_iter().map(|((code, wave), all)| (code, wave, protect(code, wave, all))).collect();
    let mut cube = Cube::default();
    for (code, wave, series) in protected {
        cube.insert(code, wave, series);
    }
    cube
}

fn protect_series(
    code: &str,
    estimates: &[&Estimate],
    framework: &Framework,
    units: &UnitTree,
    rules: &Rules,
    circulation: Circulation,
) -> Series<Released> {
    let Some(indicator) = framework.indicator(code) else { return Series::new() };
    let scale = framework.scale_ends(&indicator.measure);
    let protect = |estimate: &&Estimate| {
        let level = estimate.unit.level;
        let released = protect_figure(&estimate.outcome, indicator, level, rules, circulation, scale);
        (estimate.unit.clone(), released)
    };
    let mut series: Series<Released> = estimates.iter().map(protect).collect();
    remainder::protect(&mut series, &people_behind(estimates), units, rules.fewest(circulation));
    series
}

fn people_behind<'a>(estimates: &[&'a Estimate]) -> BTreeMap<&'a UnitId, u64> {
    let people = estimates.iter().filter_map(|estimate| match &estimate.outcome {
        Outcome::Estimated(figure) => Some((&estimate.unit, figure.people?)),
        Outcome::Absent(_) => None,
    });
    people.collect()
}

fn protect_answers(
    item: &str,
    distributions: &[&Distribution],
    framework: &Framework,
    rules: &Rules,
    circulation: Circulation,
) -> Series<ReleasedDistribution> {
    let Some(bands) = framework.answer_bands(item) else { return Series::new() };
    let protect = |answers: &&Distribution| {
        (answers.unit.clone(), protect_distribution(answers, bands.clone(), rules, circulation))
    };
    distributions.iter().map(protect).collect()
}
