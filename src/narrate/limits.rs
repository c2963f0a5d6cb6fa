//! What cannot be said, each limit with the number that makes it one.

use super::number;
use super::words::Words;
use crate::vocabulary::Date;

/// Some did not answer.
#[must_use]
pub fn response(answered: u64, eligible: u64, words: &Words) -> String {
    words.say("limit_response", [("share", number::of_with_percent(answered, eligible, words).into())])
}

/// Some values are withheld or only bounded.
#[must_use]
pub fn withheld(withheld: usize, all: usize, words: &Words) -> String {
    words.say("limit_withheld", [("withheld", withheld.into()), ("all", all.into())])
}

/// Some were not collected.
#[must_use]
pub fn uncollected(missing: usize, all: usize, words: &Words) -> String {
    words.say("limit_uncollected", [("missing", missing.into()), ("all", all.into())])
}

/// There is one survey only.
#[must_use]
pub fn one_wave(words: &Words) -> String {
    words.text("limit_one_wave").to_owned()
}

/// Only some can be followed from survey to survey.
#[must_use]
pub fn matched(pairs: u64, first: u64, words: &Words) -> String {
    words.say("limit_matched", [("pairs", pairs.into()), ("first", first.into())])
}

/// Somebody decided to withhold a figure.
#[must_use]
pub fn decided(what: &str, reason: &str, by: &str, on: Date, words: &Words) -> String {
    words.say(
        "limit_decided",
        [
            ("what", what.into()),
            ("reason", reason.into()),
            ("by", by.into()),
            ("day", super::summary::day(on, words).into()),
        ],
    )
}

/// What is true of every page: answers are views, and there was no trial.
#[must_use]
pub fn always(words: &Words) -> Vec<String> {
    words.texts(["limit_views", "limit_contribution"])
}
