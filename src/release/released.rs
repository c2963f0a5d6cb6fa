//! The protected values: what a page may know.

use crate::framework::Band;
use crate::measure::{Absence, Basis, Counted, Interval};
use crate::vocabulary::Quantity;
use serde::{Deserialize, Serialize};

/// One figure after disclosure control.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Released {
    /// A value, rounded to its quantity's digits.
    Shown(Shown),
    /// Only a bound, because the value itself would tell a single person's answer.
    Bounded(Bounded),
    /// Nothing, to protect people.
    Withheld(Withholding),
    /// There is nothing to show.
    Absent(Absence),
}

/// A value that may be shown.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Shown {
    /// The value, rounded.
    pub value: f64,
    /// What it is a value of; decides how it is written.
    pub quantity: Quantity,
    /// Its interval, rounded.
    pub interval: Option<Interval>,
    /// Its value among peers (empirical Bayes) and that value's interval, rounded.
    pub shrunken: Option<(f64, Interval)>,
    /// How many stand behind it.
    pub n: u64,
    /// How many could have.
    pub eligible: Option<u64>,
    /// What n counts.
    pub counted: Counted,
    /// Census, sample, record.
    pub basis: Basis,
    /// The numerator, where the value is a share of n.
    pub numerator: Option<u64>,
    /// The band of the value as shown.
    pub band: Option<Band>,
}

/// A bound in place of a value.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Bounded {
    /// On which side of the limit the value lies.
    pub side: Side,
    /// The limit, rounded.
    pub limit: f64,
    /// What it is a value of; decides how it is written.
    pub quantity: Quantity,
    /// How many stand behind it.
    pub n: u64,
    /// How many could have.
    pub eligible: Option<u64>,
    /// What n counts.
    pub counted: Counted,
    /// The band, if every value on that side has the same one.
    pub band: Option<Band>,
}

/// On which side of a limit a value lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// The limit or more.
    AtLeast,
    /// The limit or less.
    AtMost,
}

/// Why a figure is withheld.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Withholding {
    /// Fewer people stand behind it than its circulation asks for.
    TooFewPeople,
    /// A single item in a group too small for single items.
    SingleItem,
    /// Too few schools stand behind it.
    TooFewSchools,
    /// One or two schools make nearly all of it.
    Dominated,
    /// By itself or with other figures of the release it would tell somebody's answer. One reason for both:
    /// that everyone answered alike must not show in the reason.
    Remainder,
    /// With an earlier release it would tell the answers of the few who came or went since.
    Held,
    /// The plan withholds it, with its reason.
    Override,
}

impl Withholding {
    /// The word in data files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Withholding::TooFewPeople => "too_few_people",
            Withholding::SingleItem => "single_item",
            Withholding::TooFewSchools => "too_few_schools",
            Withholding::Dominated => "dominated",
            Withholding::Remainder => "remainder",
            Withholding::Held => "held",
            Withholding::Override => "override",
        }
    }
}

impl Released {
    /// The symbol that stands for a value which is not shown: `[c]` confidential, `[x]` not
    /// available, `[z]` not applicable.
    #[must_use]
    pub fn symbol(&self) -> Option<&'static str> {
        match self {
            Released::Shown(_) | Released::Bounded(_) => None,
            Released::Withheld(_) => Some("[c]"),
            Released::Absent(Absence::NotAsked | Absence::NotAtThisLevel | Absence::NoEarlierWave) => Some("[z]"),
            Released::Absent(_) => Some("[x]"),
        }
    }

    /// Whether a value or a bound of it is told.
    #[must_use]
    pub fn is_told(&self) -> bool {
        matches!(self, Released::Shown(_) | Released::Bounded(_))
    }

    /// The shown value, if there is one.
    #[must_use]
    pub fn shown(&self) -> Option<&Shown> {
        match self {
            Released::Shown(shown) => Some(shown),
            _ => None,
        }
    }
}

/// The answers to one item after disclosure control.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReleasedDistribution {
    /// A count per label, least first.
    Full(Answers),
    /// Three counts: unfavourable, neither, favourable.
    Banded(Answers),
    /// Two counts: not favourable, favourable.
    Split(Answers),
    /// Only that at least (or at most) so many of n answered favourably.
    Bounded {
        /// On which side of `favourable` the count lies.
        side: Side,
        /// The limit on the count of favourable answers.
        favourable: u64,
        /// How many answered.
        n: u64,
    },
    /// Nothing, to protect people.
    Withheld(Withholding),
    /// There is nothing to show.
    Absent(Absence),
}

/// Counts of answers that may be shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answers {
    /// Counts, least or least favourable first.
    pub counts: Vec<u64>,
    /// Their sum.
    pub n: u64,
    /// Members eligible to answer.
    pub eligible: Option<u64>,
}
