use super::primary::{Rules, protect_distribution, protect_figure};
use super::{FigureKey, Release, Released, ReleasedDistribution, remainder, withheld};
use crate::framework::{Framework, Indicator};
use crate::measure::{Estimates, Outcome};
use crate::vocabulary::{Circulation, UnitTree};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use std::collections::BTreeMap;

/// Protects all estimates of an evaluation at once and makes the release, the only maker there is.
///
/// Every figure is judged per circulation by the primary rules; then, level by level, whatever
/// subtraction from a parent's figure would give away is withheld too.
#[must_use]
pub fn protect(estimates: &Estimates, framework: &Framework, units: &UnitTree, rules: &Rules) -> Release {
    let mut release = Release { sessions: estimates.sessions.clone(), ..Release::default() };
    let people = people_behind(estimates);
    let cubes: Vec<_> = Circulation::ALL
        .par_iter()
        .map(|&circulation| {
            let mut figures = protect_figures(estimates, framework, rules, circulation);
            remainder::protect(&mut figures, &people, units, rules.fewest(circulation));
            withheld::count(&mut figures, framework);
            (circulation, figures, protect_distributions(estimates, framework, rules, circulation))
        })
        .collect();
    for (circulation, figures, distributions) in cubes {
        release.figures.insert(circulation, figures);
        release.distributions.insert(circulation, distributions);
    }
    release
}

fn protect_figures(
    estimates: &Estimates,
    framework: &Framework,
    rules: &Rules,
    circulation: Circulation,
) -> BTreeMap<FigureKey, Released> {
    let indicators: BTreeMap<&str, &Indicator> =
        framework.indicators().iter().map(|indicator| (indicator.code.as_str(), indicator)).collect();
    estimates
        .figures
        .iter()
        .filter_map(|estimate| {
            let indicator = *indicators.get(estimate.code.as_str())?;
            let scale = framework.scale_ends(&indicator.measure);
            let released = protect_figure(&estimate.outcome, indicator, estimate.unit.level, rules, circulation, scale);
            Some(((estimate.code.clone(), estimate.unit.clone(), estimate.wave.clone()), released))
        })
        .collect()
}

fn people_behind(estimates: &Estimates) -> BTreeMap<FigureKey, u64> {
    estimates
        .figures
        .iter()
        .filter_map(|estimate| match &estimate.outcome {
            Outcome::Estimated(figure) => Some((estimate, figure.people?)),
            Outcome::Absent(_) => None,
        })
        .map(|(estimate, people)| ((estimate.code.clone(), estimate.unit.clone(), estimate.wave.clone()), people))
        .collect()
}

fn protect_distributions(
    estimates: &Estimates,
    framework: &Framework,
    rules: &Rules,
    circulation: Circulation,
) -> BTreeMap<FigureKey, ReleasedDistribution> {
    estimates
        .distributions
        .iter()
        .filter_map(|distribution| {
            let bands = framework.answer_bands(&distribution.item)?;
            let released = protect_distribution(distribution, bands, rules, circulation);
            Some(((distribution.item.clone(), distribution.unit.clone(), distribution.wave.clone()), released))
        })
        .collect()
}
