//! Primary protection: what one figure may show by itself.

use super::released::{Bounded, Released, Shown, Side, Withholding};
use crate::framework::{Indicator, MeasureKind};
use crate::measure::{Concentration, Counted, Figure, Interval, Outcome};
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
    /// Whether counts that anybody may see are told to the nearest five only.
    pub round_counts: bool,
}

impl Rules {
    /// What a plan has that says nothing of it.
    pub const DEFAULT: Rules = Rules {
        internal: 5,
        programme: 8,
        public: 10,
        single_item: 8,
        banded: 10,
        full: 20,
        schools: 3,
        round_counts: false,
    };

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
    if matches!(indicator.measure, MeasureKind::ResponseRate(_)) {
        return count_of_returns(figure, indicator, rules, circulation);
    }
    if let Some(reason) = too_few(figure, level, rules, circulation) {
        return Released::Withheld(reason);
    }
    guard_attribute(figure, indicator, rules, scale).unwrap_or_else(|| Released::Shown(round(figure, indicator)))
}

/// How many answered is told from the fewest on that a group may see of itself, on public pages from the
/// fewest of those; below, that it was fewer.
fn count_of_returns(figure: &Figure, indicator: &Indicator, rules: &Rules, circulation: Circulation) -> Released {
    let fewest = match circulation {
        Circulation::Internal | Circulation::Programme => rules.internal,
        Circulation::Public => rules.public,
    };
    match figure.numerator {
        Some(returns) if returns < fewest => {
            let limit = Quantity::Share.round((to_float(fewest - 1) / to_float(figure.n)).min(1.0));
            bounded(figure, indicator, Side::AtMost, limit)
        }
        _ => Released::Shown(round(figure, indicator)),
    }
}

/// The fewest pupils behind a school outcome.
fn fewest_pupils(circulation: Circulation) -> f64 {
    match circulation {
        Circulation::Internal | Circulation::Programme => 6.0,
        Circulation::Public => 11.0,
    }
}

/// Whether the largest schools make the value so far that one could work out the other's: the two largest
/// have nine tenths of the pupils, or the rest have less than a tenth of the largest (the (n,k) rule with
/// n = 2 and k = 90, and the p% rule with p = 10: Hundepool et al. 2012, 4.2).
fn is_dominated(concentration: Concentration) -> bool {
    let Concentration { total, largest, second } = concentration;
    largest + second > 0.9 * total || total - largest - second < 0.1 * largest
}

fn too_few(figure: &Figure, level: Level, rules: &Rules, circulation: Circulation) -> Option<Withholding> {
    if figure.counted == Counted::Schools && figure.n < rules.schools {
        return Some(Withholding::TooFewSchools);
    }
    if let Some(concentration) = figure.concentration {
        if concentration.total < fewest_pupils(circulation) {
            return Some(Withholding::TooFewPeople);
        }
        if is_dominated(concentration) {
            return Some(Withholding::Dominated);
        }
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
pub(super) fn guard_attribute(
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
    } else if favourable <= 1 {
        // A bound would tell the one who answered favourably what all others said.
        Some(Released::Withheld(Withholding::Remainder))
    } else {
        None
    }
}

fn guard_mean(figure: &Figure, indicator: &Indicator, (lowest, highest): (f64, f64)) -> Option<Released> {
    if figure.value > highest - 0.5 {
        Some(bounded(figure, indicator, Side::AtLeast, highest - 0.5))
    } else if figure.value <= lowest + 1e-12 {
        Some(Released::Withheld(Withholding::Remainder))
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

/// A count as a float; exact below 2^53, far above any count here.
#[expect(clippy::cast_precision_loss, reason = "counts of people stay far below 2^53")]
fn to_float(count: u64) -> f64 {
    count as f64
}
