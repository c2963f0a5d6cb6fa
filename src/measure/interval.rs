//! Which interval stands behind which estimate: the bridge from tallies to `statistics`.

use super::Interval;
use super::view::{View, real};
use crate::statistics::agreement::{item_agreement, scale_agreement};
use crate::statistics::change;
use crate::statistics::cluster::{Cluster, pooled_ratio};
use crate::statistics::difference_in_differences::{SchoolChange, difference_in_differences};
use crate::statistics::effect::{BaselineSpread, in_baseline_sds};
use crate::statistics::interval::{Confidence, Interval as Limits, Population};
use crate::statistics::mean::{self, Moments};
use crate::statistics::proportion;
use crate::tally::{PairSums, ScoreSums};
use crate::vocabulary::Level;

const SURE: Confidence = Confidence::Percent95;

pub(super) fn limits(interval: &Limits) -> Interval {
    Interval { low: interval.lower(), high: interval.upper() }
}

fn population(eligible: Option<u64>) -> Population {
    eligible.map_or(Population::Unbounded, Population::Eligible)
}

/// Score sums as moments, in scale points.
pub(super) fn moments(sums: &ScoreSums) -> Moments {
    Moments { n: sums.n, sum: sums.sum_in_points(), sum_of_squares: sums.sum_of_squares_in_points() }
}

/// Standard deviation of the scores behind the sums, in scale points.
pub(super) fn spread(sums: &ScoreSums) -> Option<f64> {
    moments(sums).sd().ok()
}

/// For a group the t interval with finite population correction; for a larger unit the interval
/// that takes its groups as clusters, where they are enough to show how groups vary.
pub(super) fn mean_interval(
    view: &View<'_>,
    total: &ScoreSums,
    each: &[ScoreSums],
    eligible: Option<u64>,
) -> Option<Interval> {
    let clusters: Vec<(f64, f64)> = each.iter().map(|sums| (sums.sum_in_points(), real(sums.n))).collect();
    let clustered = (view.level() != Level::Group).then(|| pooled_interval(&clusters, None)).flatten();
    clustered.or_else(|| {
        let estimate = mean::mean_interval(&moments(total), population(eligible), SURE).ok()?;
        Some(limits(&estimate.interval))
    })
}

/// For a group the Wilson interval on its effective sample size, opened to whole people; for a
/// larger unit as [`mean_interval`].
pub(super) fn share_interval(
    view: &View<'_>,
    favourable: u64,
    answered: u64,
    eligible: Option<u64>,
    clusters: &[(f64, f64)],
) -> Option<Interval> {
    let clustered = (view.level() != Level::Group).then(|| pooled_interval(clusters, Some((0.0, 1.0)))).flatten();
    clustered.or_else(|| {
        let estimate = match eligible {
            Some(eligible) => proportion::wilson_in_whole_people(favourable, answered, eligible, SURE),
            None => proportion::share(favourable, answered, Population::Unbounded, SURE),
        };
        estimate.ok().map(|estimate| limits(&estimate.interval))
    })
}

/// The interval of a sum over a sum with groups as clusters, cut to the values that can occur.
pub(super) fn pooled_interval(pairs: &[(f64, f64)], range: Option<(f64, f64)>) -> Option<Interval> {
    let clusters: Vec<Cluster> =
        pairs.iter().map(|&(numerator, denominator)| Cluster { numerator, denominator }).collect();
    let interval = pooled_ratio(&clusters, SURE).ok()?.interval;
    Some(limits(&range.map_or(interval, |(least, most)| interval.cut_to(least, most))))
}

/// The paired t interval of a mean change, with finite population correction.
pub(super) fn change_interval(pairs: &PairSums, eligible: Option<u64>) -> Option<Interval> {
    let sums = change::PairSums {
        pairs: pairs.change.n,
        sum_of_differences: pairs.change.sum_in_points(),
        sum_of_squared_differences: pairs.change.sum_of_squares_in_points(),
    };
    let eligible = eligible.map(|eligible| eligible.max(pairs.change.n));
    Some(limits(&change::matched_change(&sums, population(eligible), SURE).ok()?.interval))
}

/// Welch's interval for the difference of two subgroups' means.
pub(super) fn difference_interval(of: &ScoreSums, against: &ScoreSums) -> Option<Interval> {
    let [one, other] = [of, against].map(moments);
    let estimate = mean::difference_interval(&one, &other, SURE).ok()?;
    Some(limits(&estimate.interval))
}

/// rwg(j) and the items' mean average deviation within one group, from answer counts.
pub(super) fn agreement_of(counts: &[Vec<u64>]) -> Result<(f64, f64), String> {
    let items = counts.iter().map(|counts| item_agreement(counts)).collect::<Result<Vec<_>, _>>();
    let items = items.map_err(|reason| reason.to_string())?;
    let variances: Vec<f64> = items.iter().map(|item| item.variance).collect();
    let answers = counts.iter().map(Vec::len).max().unwrap_or(0) as u64;
    let deviation = items.iter().map(|item| item.average_deviation).sum::<f64>() / real(items.len() as u64);
    let rwg = scale_agreement(&variances, answers).map_err(|reason| reason.to_string())?;
    Ok((rwg, deviation))
}

/// A difference in differences, with what it is made of.
pub(super) struct Contrast {
    pub programme: f64,
    pub comparison: f64,
    pub difference: f64,
    pub spread: f64,
    pub standardised: f64,
    /// Of the standardised difference.
    pub standard_error: f64,
    pub interval: Interval,
}

/// Programme schools' change less comparison schools', each pair a change and its pupils,
/// standardised by the spread of pupils at the first wave, which comes with its degrees of freedom.
pub(super) fn contrast(
    programme: &[(f64, f64)],
    comparison: &[(f64, f64)],
    baseline: Option<(f64, u64)>,
) -> Result<Contrast, String> {
    let schools = |arm: &[(f64, f64)]| -> Vec<SchoolChange> {
        arm.iter().map(|&(change, weight)| SchoolChange { change, weight }).collect()
    };
    let (spread, freedom) = baseline.ok_or("no school has a standard deviation at the first wave")?;
    let baseline = BaselineSpread::pooled(spread, freedom).map_err(|reason| reason.to_string())?;
    let made = difference_in_differences(&schools(programme), &schools(comparison), SURE)
        .map_err(|reason| reason.to_string())?;
    let standardised = in_baseline_sds(&made.estimate, baseline).map_err(|reason| reason.to_string())?.estimate;
    Ok(Contrast {
        programme: made.programme_change,
        comparison: made.comparison_change,
        difference: made.estimate.value,
        spread,
        standardised: standardised.value,
        standard_error: standardised.standard_error,
        interval: limits(&standardised.interval),
    })
}
