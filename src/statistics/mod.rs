//! Statistics: numbers in, numbers out.
//!
//! This room turns counts and sums into estimates with honest intervals. It knows nothing of
//! surveys, tables, files or clocks, and draws by chance only from a seed it is given; everything
//! in it is a function of its arguments and gives the same answer in any order and on any thread.
//!
//! Three rules hold throughout:
//!
//! * A group that answered in full is a census of itself: its interval has no width and says so
//!   ([`interval::Basis::Census`]).
//! * Nothing is estimated from too little. A function that cannot answer returns a
//!   [`NotEstimable`] reason, never a `NaN` or an invented number.
//! * Sums, not rows: callers hand over counts, sums and sums of squares, so the same function
//!   serves a group of eight and a programme of eight thousand.

pub mod aggregation;
pub mod agreement;
pub mod association;
pub mod bootstrap;
pub mod change;
pub mod cluster;
pub mod clustered_effect;
pub mod coding;
pub mod cross_products;
pub mod detectable;
pub mod difference_in_differences;
pub mod effect;
pub mod evenness;
pub mod funnel;
pub mod interval;
pub mod item_analysis;
pub mod kruskal_wallis;
mod linear;
pub mod many;
pub mod mean;
pub mod meta_analysis;
pub mod network;
pub mod omega;
pub mod proportion;
mod quantile;
pub mod random_intercept;
pub mod reliability;
pub mod retention;
pub mod scoring;
pub mod stratified;
pub mod three_levels;

use std::error::Error;
use std::fmt;

/// Why a number was asked for and is not given.
///
/// Every case is a finding about the data that a reader can be told; [`fmt::Display`] says it in
/// plain English. `have` is what there was, `need` the least that would do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum NotEstimable {
    /// A method has no sound answer for these numbers.
    BreaksDown {
        /// What goes wrong, as a clause.
        what: &'static str,
    },
    /// Two inputs cannot both be true, such as more answers than people.
    Contradictory {
        /// What does not fit, as a clause.
        what: &'static str,
    },
    /// There is nothing to count.
    NothingCounted,
    /// A number is not finite, or so large that working with it overflows.
    NotFinite,
    /// All values are alike, so their spread cannot carry an interval.
    NoVariation,
    /// Too few people (or pairs, or answers).
    TooFewPeople {
        /// People there are.
        have: u64,
        /// People there should be.
        need: u64,
    },
    /// Too few clusters for an interval around a pooled ratio.
    TooFewClusters {
        /// Clusters there are.
        have: u64,
        /// Clusters there should be.
        need: u64,
    },
    /// Too few categories to be spread over.
    TooFewCategories {
        /// Categories there are.
        have: u64,
        /// Categories there should be.
        need: u64,
    },
    /// Too few groups for a model of groups.
    TooFewGroups {
        /// Groups there are.
        have: u64,
        /// Groups there should be.
        need: u64,
    },
    /// Too few areas for a model of areas.
    TooFewAreas {
        /// Areas there are.
        have: u64,
        /// Areas there should be.
        need: u64,
    },
    /// Too few schools in one arm of a comparison.
    TooFewSchools {
        /// The arm that is short.
        arm: Arm,
        /// Schools there are.
        have: u64,
        /// Schools there should be.
        need: u64,
    },
    /// Too few units, such as answers read by two coders.
    TooFewUnits {
        /// Units there are.
        have: u64,
        /// Units there should be.
        need: u64,
    },
    /// Too few studies to pool.
    TooFewStudies {
        /// Studies there are.
        have: u64,
        /// Studies there should be.
        need: u64,
    },
    /// Too few items for a statement about a scale.
    TooFewItems {
        /// Items there are.
        have: u64,
        /// Items there should be.
        need: u64,
    },
}

/// One side of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Arm {
    /// Those who took part.
    Programme,
    /// Those they are compared with.
    Comparison,
}

impl fmt::Display for Arm {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Programme => "programme",
            Self::Comparison => "comparison",
        })
    }
}

impl fmt::Display for NotEstimable {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BreaksDown { what } => write!(out, "the method has no sound answer here: {what}"),
            Self::Contradictory { what } => {
                write!(out, "the numbers contradict each other: {what}")
            }
            Self::NothingCounted => out.write_str("there is nothing to count"),
            Self::NotFinite => out.write_str("a number is missing or too large to work with"),
            Self::NoVariation => out.write_str("all values are alike, so no interval can be drawn"),
            Self::TooFewPeople { have, need } => too_few(out, "people", *have, *need),
            Self::TooFewClusters { have, need } => too_few(out, "clusters", *have, *need),
            Self::TooFewCategories { have, need } => too_few(out, "categories", *have, *need),
            Self::TooFewGroups { have, need } => too_few(out, "groups", *have, *need),
            Self::TooFewUnits { have, need } => too_few(out, "units coded twice", *have, *need),
            Self::TooFewAreas { have, need } => too_few(out, "areas", *have, *need),
            Self::TooFewStudies { have, need } => too_few(out, "studies", *have, *need),
            Self::TooFewItems { have, need } => too_few(out, "items", *have, *need),
            Self::TooFewSchools { arm, have, need } => {
                write!(out, "too few schools in the {arm} arm: {have}, at least {need} needed")
            }
        }
    }
}

impl Error for NotEstimable {}

fn too_few(out: &mut fmt::Formatter<'_>, of: &str, have: u64, need: u64) -> fmt::Result {
    write!(out, "too few {of}: {have}, at least {need} needed")
}

/// A count as a number to calculate with.
#[expect(clippy::cast_precision_loss, reason = "counts of people, items and groups stay far below 2^53")]
fn real(count: u64) -> f64 {
    count as f64
}

/// The length of a list as a count.
fn length<T>(list: &[T]) -> u64 {
    u64::try_from(list.len()).unwrap_or(u64::MAX)
}

/// The number itself if it is finite.
fn finite(number: f64) -> Result<f64, NotEstimable> {
    if number.is_finite() { Ok(number) } else { Err(NotEstimable::NotFinite) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_reads_as_plain_english() {
        let reasons = [
            NotEstimable::TooFewPeople { have: 9, need: 50 },
            NotEstimable::TooFewSchools { arm: Arm::Comparison, have: 2, need: 3 },
            NotEstimable::Contradictory { what: "more answers than eligible people" },
            NotEstimable::BreaksDown { what: "an item would be left without variance of its own" },
            NotEstimable::TooFewUnits { have: 4, need: 10 },
        ];
        let read: Vec<String> = reasons.iter().map(ToString::to_string).collect();
        assert_eq!(
            read,
            [
                "too few people: 9, at least 50 needed",
                "too few schools in the comparison arm: 2, at least 3 needed",
                "the numbers contradict each other: more answers than eligible people",
                "the method has no sound answer here: an item would be left without variance of its own",
                "too few units coded twice: 4, at least 10 needed",
            ]
        );
    }
}
