//! How finely the answers to one item may be told: every label, three bands, favourable against the rest,
//! only a bound, or nothing.

use super::primary::Rules;
use super::released::{Answers, ReleasedDistribution, Side, Withholding};
use crate::measure::{Absence, Distribution};
use crate::vocabulary::{Circulation, Level};
use std::ops::Range;

/// The places of unfavourable, neither and favourable labels in a scale.
pub(super) type BandPlaces = [Range<usize>; 3];

/// How finely answers are told, coarsest first. A finer telling contains the coarser ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Detail {
    /// Favourable against the rest.
    Split,
    /// Unfavourable, neither, favourable.
    Banded,
    /// Every label.
    Full,
}

impl Detail {
    /// Coarsest first.
    pub const ALL: [Detail; 3] = [Detail::Split, Detail::Banded, Detail::Full];

    /// The detail of a released distribution; none where no count is told.
    pub fn of(released: &ReleasedDistribution) -> Option<Detail> {
        match released {
            ReleasedDistribution::Full(_) => Some(Detail::Full),
            ReleasedDistribution::Banded(_) => Some(Detail::Banded),
            ReleasedDistribution::Split(_) => Some(Detail::Split),
            _ => None,
        }
    }

    /// The next coarser one.
    pub fn coarser(self) -> Option<Detail> {
        match self {
            Detail::Full => Some(Detail::Banded),
            Detail::Banded => Some(Detail::Split),
            Detail::Split => None,
        }
    }

    /// The counts at this detail, least favourable first where labels are merged.
    pub fn counts(self, counts: &[u64], bands: &BandPlaces) -> Vec<u64> {
        let [unfavourable, neither, favourable] =
            bands.clone().map(|band| counts.get(band).map_or(0, |part| part.iter().sum::<u64>()));
        match self {
            Detail::Full => counts.to_vec(),
            Detail::Banded => vec![unfavourable, neither, favourable],
            Detail::Split => vec![unfavourable + neither, favourable],
        }
    }

    /// People that counts of this detail need behind them, beyond those that a circulation asks for.
    fn people(self, rules: &Rules) -> u64 {
        match self {
            Detail::Full => rules.full,
            Detail::Banded => rules.banded,
            Detail::Split => 0,
        }
    }

    /// The fewest who may stand together.
    fn fewest(self) -> u64 {
        match self {
            Detail::Full => 3,
            Detail::Banded | Detail::Split => 2,
        }
    }

    /// Whether counts may be told by themselves: nobody stands alone or nearly so, and not all stand
    /// together. A split has nobody on neither side.
    pub fn is_safe(self, counts: &[u64], rules: &Rules) -> bool {
        let n: u64 = counts.iter().sum();
        let empty_is_fine = self != Detail::Split;
        n >= self.people(rules)
            && counts.iter().all(|&count| (count == 0 && empty_is_fine) || (self.fewest() <= count && count < n))
    }

    /// Whether the counts of a remainder may be worked out by a reader: as safe as if they were told, and
    /// no label empty that others used, which would say of everybody in it what they did not answer.
    pub fn may_remain(self, counts: &[u64], of: &[u64], rules: &Rules) -> bool {
        self.is_safe(counts, rules) && counts.iter().zip(of).all(|(&count, &whole)| count > 0 || whole == 0)
    }

    pub fn told(self, answers: Answers) -> ReleasedDistribution {
        match self {
            Detail::Full => ReleasedDistribution::Full(answers),
            Detail::Banded => ReleasedDistribution::Banded(answers),
            Detail::Split => ReleasedDistribution::Split(answers),
        }
    }
}

/// Protects the answers to one item by themselves: as finely as nobody stands alone. Where nought or one
/// person is on one side of favourable and the rest, only a bound.
pub(super) fn protect_distribution(
    distribution: &Distribution,
    bands: &BandPlaces,
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
    at_most(distribution, bands, rules, Detail::Full).unwrap_or_else(|| bound(distribution, bands, n))
}

/// The answers told no finer than a detail, if any such telling is safe.
fn at_most(
    distribution: &Distribution,
    bands: &BandPlaces,
    rules: &Rules,
    finest: Detail,
) -> Option<ReleasedDistribution> {
    let mut detail = Some(finest);
    while let Some(tried) = detail {
        let counts = tried.counts(&distribution.counts, bands);
        // That nobody, or one, answered favourably says of all others what they did not answer, however the
        // rest is told.
        let favourable = Detail::Split.counts(&distribution.counts, bands).last().copied().unwrap_or(0);
        if favourable >= 2 && tried.is_safe(&counts, rules) {
            let n = counts.iter().sum();
            return Some(tried.told(Answers { counts, n, eligible: distribution.eligible }));
        }
        detail = tried.coarser();
    }
    None
}

fn bound(distribution: &Distribution, bands: &BandPlaces, n: u64) -> ReleasedDistribution {
    match Detail::Split.counts(&distribution.counts, bands).as_slice() {
        [0 | 1, _] => ReleasedDistribution::Bounded { side: Side::AtLeast, favourable: n - 1, n },
        // A bound would tell the one who answered favourably what all others said.
        _ => ReleasedDistribution::Withheld(Withholding::Remainder),
    }
}

/// The same answers told more coarsely than `detail`; below a split nothing is.
pub(super) fn coarsened(
    distribution: &Distribution,
    bands: &BandPlaces,
    rules: &Rules,
    detail: Detail,
) -> ReleasedDistribution {
    let coarser = detail.coarser().and_then(|coarser| at_most(distribution, bands, rules, coarser));
    coarser.unwrap_or(ReleasedDistribution::Withheld(Withholding::Remainder))
}
