//! The methods in plain words, with the thresholds and an example from the evaluation at hand.

use super::{Words, number};
use crate::framework::Sureness;
use crate::plan::Protection;
use crate::vocabulary::{Circulation, Quantity};
use serde::Serialize;

/// A term with what it means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Term {
    /// The term.
    pub term: String,
    /// What it means.
    pub meaning: String,
}

/// Terms by the ids of their messages; what each means is the message of the same id that ends in `_is`.
fn terms(ids: &[&str], words: &Words) -> Vec<Term> {
    let term = |id: &&str| Term { term: words.text(id).to_owned(), meaning: words.keyed(id, "is").to_owned() };
    ids.iter().map(term).collect()
}

/// What each statistic is.
pub const STATISTICS: [&str; 19] = [
    "term_scale_score",
    "term_average_answer",
    "term_favourable_share",
    "term_rate",
    "term_likely_range",
    "term_range_of_a_share",
    "term_drawn_towards_the_programme",
    "term_matched_change",
    "term_difference_of_two_kinds_of_people",
    "term_difference_from_the_comparator",
    "term_agreement",
    "term_reliability",
    "term_differences_between_groups",
    "term_network_measures",
    "term_mixtures",
    "term_slope",
    "term_still_there",
    "term_pooled_over_groups",
    "term_rules_and_indexes",
];

/// What each statistic is.
#[must_use]
pub fn statistics(words: &Words) -> Vec<Term> {
    terms(&STATISTICS, words)
}

/// How sentences are worded.
#[must_use]
pub fn wording(words: &Words) -> Vec<Term> {
    terms(&["wording_higher", "wording_similar", "wording_counts", "wording_bands", "wording_order"], words)
}

/// The cut-offs of sureness.
#[must_use]
pub fn sureness(cutoffs: &Sureness, words: &Words) -> Vec<Term> {
    let grades = ["sureness_high", "sureness_moderate", "sureness_low"];
    let percent = |share: f64| number::plain(Quantity::Share, share);
    let mut found: Vec<Term> = Vec::new();
    for (place, grade) in grades.into_iter().enumerate() {
        let (Some(rate), Some(answers), Some(matched)) =
            (cutoffs.response_rate.get(place), cutoffs.answers.get(place), cutoffs.matched.get(place))
        else {
            continue;
        };
        let meaning = words.say(
            "sureness_at_least",
            [("rate", percent(*rate).into()), ("answers", (*answers).into()), ("matched", percent(*matched).into())],
        );
        found.push(Term { term: words.text(grade).to_owned(), meaning });
    }
    let [term, meaning] = ["sureness_very_low", "sureness_less"].map(|id| words.text(id).to_owned());
    found.push(Term { term, meaning });
    found
}

/// The rules that protect people, with this plan's thresholds.
#[must_use]
pub fn protection(rules: &Protection, words: &Words) -> Vec<Term> {
    let counted = |term: &str, number: u64| Term {
        term: words.text(term).to_owned(),
        meaning: words.say(&format!("{term}_is"), [("number", number.into())]),
    };
    let fewest = |circulation: Circulation, number: u64| Term {
        term: words.say("protection_pages", [("readers", circulation.word().into())]),
        meaning: words.say("protection_fewest", [("number", number.max(rules.promised).into())]),
    };
    let mut found = vec![
        counted("protection_promise", rules.promised),
        fewest(Circulation::Internal, rules.internal),
        fewest(Circulation::Programme, rules.programme),
        fewest(Circulation::Public, rules.public),
        counted("protection_outcomes", rules.schools),
    ];
    let always = [
        "protection_single",
        "protection_unanimous",
        "protection_subtraction",
        "protection_together",
        "protection_once",
    ];
    found.extend(terms(&always, words));
    if rules.round_counts {
        found.extend(terms(&["protection_rounded"], words));
    }
    found
}

/// The worked example, in counts that anybody can follow.
#[must_use]
pub fn example(lowest: f64, highest: f64, words: &Words) -> Vec<String> {
    let step = |value: f64| number::plain(Quantity::Step, value);
    let middle = f64::midpoint(lowest, highest).round();
    let people = [highest, highest - 1.0, middle];
    let sum: f64 = people.iter().sum();
    let [first, second, third] = people.map(|score| step(score).into());
    vec![
        words.say("example_scores", [("first", first), ("second", second), ("third", third)]),
        words.say(
            "example_mean",
            [("sum", step(sum).into()), ("mean", number::plain(Quantity::ScaleMean, sum / 3.0).into())],
        ),
        words.say("example_turned", [("lowest", step(lowest).into()), ("highest", step(highest).into())]),
    ]
}
