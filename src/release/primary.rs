//! Primary protection: what one figure or one distribution may show by itself.

use super::released::{Answers, Bounded, Released, ReleasedDistribution, Shown, Side, Withholding};
use crate::framework::{Indicator, MeasureKind};
use crate::measure::{Absence, Counted, Distribution, Figure, Interval, Outcome};
use crate::vocabulary::{Circulation, Level, Quantity};

/// How many must stand behind what, per circulation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rules {
    /// People behind any statistic of people, for a group's own page.
    pub internal: u64,
    /// The same for pages of networks, authorities and the programme.
    pub programme: u64,
    /// The same for anything public.
    pub public: u64,
    /// People behind a single item in one group.
    pub single_item: u64,
    /// People behind three-band counts of answers.
    pub banded: u64,
    /// People behind counts of every answer.
    pub full: u64,
    /// Schools behind a pooled school outcome.
    pub schools: u64,
}

impl Rules {
    /// The fewest people a circulation asks for.
    #[must_use]
    pub fn fewest(&self, circulation: Circulation) -> u64 {
        match circulation {
            Circulation::Internal => self.internal,
            Circulation::Programme => self.programme,
            Circulation::Public => self.public,
        }
    }
}

/// Protects one figure by itself.
pub(super) fn protect_figure(
    outcome: &Outcome,
    indicator: &Indicator,
    level: Level,
    rules: &Rules,
    circulation: Circulation,
    scale: Option<(f64, f64)>,
) -> Released {
    let figure = match outcome {
        Outcome::Absent(reason) => return Released::Absent(reason.clone()),
        Outcome::Estimated(figure) => figure,
    };
    if let Some(reason) = too_few(figure, level, rules, circulation) {
        return Released::Withheld(reason);
    }
    guard_attribute(figure, indicator, rules, scale).unwrap_or_else(|| Released::Shown(round(figure, indicator)))
}

fn too_few(figure: &Figure, level: Level, rules: &Rules, circulation: Circulation) -> Option<Withholding> {
    if figure.counted == Counted::Schools && figure.n < rules.schools {
        return Some(Withholding::TooFewSchools);
    }
    let people = figure.people?;
    if people < rules.fewest(circulation) {
        Some(Withholding::TooFewPeople)
    } else if level == Level::Group && figure.items == 1 && people < rules.single_item {
        Some(Withholding::SingleItem)
    } else {
        None
    }
}

/// Where nought or one person stands on the smaller side of a share, or a mean sits so near the end
/// of its scale that everyone's answer is all but known, only a bound is told. Among as many people
/// as may see every answer counted, a mean tells nobody's.
fn guard_attribute(
    figure: &Figure,
    indicator: &Indicator,
    rules: &Rules,
    scale: Option<(f64, f64)>,
) -> Option<Released> {
    let people = figure.people?;
    match (&indicator.measure, figure.quantity) {
        // Favourable answers, or codings of answers: either way people on one side or the other.
        (MeasureKind::ShareFavourable(_) | MeasureKind::Rate(_), Quantity::Share) => guard_share(figure, indicator),
        (MeasureKind::ScaleMean(_), Quantity::ScaleMean) if people < rules.full => {
            guard_mean(figure, indicator, scale?)
        }
        _ => None,
    }
}

fn guard_share(figure: &Figure, indicator: &Indicator) -> Option<Released> {
    let favourable = figure.numerator?;
    let limit = |count: u64| Quantity::Share.round(to_float(count) / to_float(figure.n));
    if figure.n - favourable <= 1 {
        Some(bounded(figure, indicator, Side::AtLeast, limit(figure.n - 1)))
    } else if favourable == 0 {
        Some(Released::Withheld(Withholding::Unanimous))
    } else if favourable == 1 {
        Some(bounded(figure, indicator, Side::AtMost, limit(1)))
    } else {
        None
    }
}

fn guard_mean(figure: &Figure, indicator: &Indicator, (lowest, highest): (f64, f64)) -> Option<Released> {
    if figure.value > highest - 0.5 {
        Some(bounded(figure, indicator, Side::AtLeast, highest - 0.5))
    } else if figure.value <= lowest + 1e-12 {
        Some(Released::Withheld(Withholding::Unanimous))
    } else if figure.value < lowest + 0.5 {
        Some(bounded(figure, indicator, Side::AtMost, lowest + 0.5))
    } else {
        None
    }
}

fn bounded(figure: &Figure, indicator: &Indicator, side: Side, limit: f64) -> Released {
    // The better side of the limit has one band throughout when the limit itself is in place; the
    // worse side when the limit is not yet in place.
    let band = indicator.bands.as_ref().and_then(|bands| bands.judge(indicator.direction, limit));
    let extreme = match side {
        Side::AtLeast => f64::MAX,
        Side::AtMost => f64::MIN,
    };
    let beyond = indicator.bands.as_ref().and_then(|bands| bands.judge(indicator.direction, extreme));
    let (n, eligible, counted) = (figure.n, figure.eligible, figure.counted);
    Released::Bounded(Bounded {
        side,
        limit,
        quantity: figure.quantity,
        n,
        eligible,
        counted,
        band: band.filter(|_| band == beyond),
    })
}

fn round(figure: &Figure, indicator: &Indicator) -> Shown {
    let quantity = figure.quantity;
    let interval = |from: Interval| Interval { low: quantity.round(from.low), high: quantity.round(from.high) };
    let value = quantity.round(figure.value);
    Shown {
        value,
        quantity,
        interval: figure.interval.map(interval),
        shrunken: figure.shrunken.map(|shrunken| (quantity.round(shrunken.value), interval(shrunken.interval))),
        n: figure.n,
        eligible: figure.eligible,
        counted: figure.counted,
        basis: figure.basis,
        numerator: figure.numerator,
        // Bands are set for groups; a share of groups or a mean of counts is another quantity.
        band: indicator
            .bands
            .as_ref()
            .filter(|_| quantity == indicator.quantity)
            .and_then(|bands| bands.judge(indicator.direction, value)),
    }
}

/// Protects the answers to one item. Every label is told from `rules.full` people on if each label
/// used has three or more behind it; three bands from `rules.banded` on if each band used has two or
/// more; otherwise favourable against the rest, and where nought or one person is on one side of
/// that, only a bound.
pub(super) fn protect_distribution(
    distribution: &Distribution,
    bands: [std::ops::Range<usize>; 3],
    rules: &Rules,
    circulation: Circulation,
) -> ReleasedDistribution {
    let n: u64 = distribution.counts.iter().sum();
    if n == 0 {
        return ReleasedDistribution::Absent(Absence::NothingRecorded);
    }
    if n < rules.fewest(circulation) {
        return ReleasedDistribution::Withheld(Withholding::TooFewPeople);
    }
    if distribution.unit.level == Level::Group && n < rules.single_item {
        return ReleasedDistribution::Withheld(Withholding::SingleItem);
    }
    let answers = |counts: Vec<u64>| Answers { counts, n, eligible: distribution.eligible };
    // Nobody stands alone or nearly so, and not all stand together.
    let safe = |counts: &[u64], fewest: u64| counts.iter().all(|&count| count == 0 || (fewest <= count && count < n));
    if n >= rules.full && safe(&distribution.counts, 3) {
        return ReleasedDistribution::Full(answers(distribution.counts.clone()));
    }
    let [unfavourable, neither, favourable] =
        bands.map(|band| distribution.counts.get(band).map_or(0, |part| part.iter().sum::<u64>()));
    let banded = [unfavourable, neither, favourable];
    if n >= rules.banded && safe(&banded, 2) {
        return ReleasedDistribution::Banded(answers(banded.to_vec()));
    }
    match (n - favourable, favourable) {
        (0 | 1, _) => ReleasedDistribution::Bounded { side: Side::AtLeast, favourable: n - 1, n },
        (_, 0) => ReleasedDistribution::Withheld(Withholding::Unanimous),
        (_, 1) => ReleasedDistribution::Bounded { side: Side::AtMost, favourable: 1, n },
        (rest, favourable) => ReleasedDistribution::Split(answers(vec![rest, favourable])),
    }
}

/// A count as a float; exact below 2^53, far above any count here.
#[expect(clippy::cast_precision_loss, reason = "counts of people stay far below 2^53")]
fn to_float(count: u64) -> f64 {
    count as f64
}
