//! What cannot be said, each limit with the number that makes it one.

use super::number;

/// Some did not answer.
#[must_use]
pub fn response(answered: u64, eligible: u64) -> String {
    let share = number::of_with_percent(answered, eligible);
    format!("{share} answered. Those who did not may think otherwise.")
}

/// Some values are withheld or only bounded.
#[must_use]
pub fn withheld(withheld: usize, all: usize) -> String {
    format!("{withheld} of {all} values on this page are withheld or given as a bound, to protect people.")
}

/// Some were not collected.
#[must_use]
pub fn uncollected(missing: usize, all: usize) -> String {
    format!("{missing} of {all} values could not be worked out, because what they need was not collected.")
}

/// There is one survey only.
#[must_use]
pub fn one_wave() -> String {
    "There is one survey so far, so nothing can be said about change.".to_owned()
}

/// Only some can be followed from survey to survey.
#[must_use]
pub fn matched(pairs: u64, first: u64) -> String {
    format!("Change rests on {} people who answered first and again.", number::of(pairs, first))
}

/// Answers are views.
#[must_use]
pub fn views() -> String {
    "Answers are members’ own views. A single question is a weak measure; scales of several questions are firmer."
        .to_owned()
}

/// There was no trial.
#[must_use]
pub fn contribution() -> String {
    "Schools did not join by lot. A difference may have other reasons than the programme.".to_owned()
}
