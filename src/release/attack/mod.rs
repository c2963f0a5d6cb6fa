//! The attacker: what somebody who holds everything that is published could work out about a few people.
//!
//! Every published number is a line of an equation whose unknowns are what single people answered. Whoever
//! adds and subtracts lines gets further lines; if one of them speaks of fewer people than the promise
//! allows, those people's answers are given away, whatever the numbers are. The search is exact: it
//! finds such a line if there is one (a test of the row space over the rationals).

mod lines;
mod peel;
mod subspace;

pub(super) use lines::{Line, Variables, of_answers, of_figures};

use crate::tally::PersonNumber;
use std::collections::BTreeSet;

/// Lines that together speak of too few people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Disclosure {
    /// The lines' places.
    pub lines: Vec<usize>,
    /// The people.
    pub people: BTreeSet<PersonNumber>,
}

/// Looks for lines from which something about fewer than `fewest` people follows, one such set in every part
/// that shares nobody with the others. Where it finds none there is none.
pub(super) fn search(lines: &[Line<'_>], fewest: u64) -> Vec<Disclosure> {
    let left = peel::peel(lines, fewest);
    subspace::search(lines, &left, fewest)
}
