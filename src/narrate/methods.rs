//! The methods in plain words, with the thresholds and an example from the evaluation at hand.

use super::{Words, number};
use crate::framework::Sureness;
use crate::plan::Protection;
use crate::vocabulary::Circulation;
use serde::Serialize;

/// A term with what it means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Term {
    /// The term.
    pub term: String,
    /// What it means.
    pub meaning: String,
}

fn terms(pairs: &[(&str, &str)]) -> Vec<Term> {
    pairs.iter().map(|(term, meaning)| Term { term: (*term).to_owned(), meaning: (*meaning).to_owned() }).collect()
}

/// What each statistic is.
#[must_use]
pub fn statistics() -> Vec<Term> {
    terms(&[
        (
            "Scale score",
            "The mean of a person’s answers to the questions of a scale, if at least two thirds of them are answered. Questions worded the other way are turned round first: lowest plus highest answer, minus the answer given.",
        ),
        ("Average answer", "The mean of people’s scale scores. Every person counts once, at every level."),
        ("Favourable share", "Those who chose a favourable answer, out of those who answered the question."),
        (
            "Rate",
            "Records of one kind out of all records of the kinds named in the definition. Larger units add up both numbers first; they never average groups’ rates.",
        ),
        (
            "Likely range",
            "A range that is meant to hold the true value in 95 of 100 surveys like this one; a table below says how often each kind did in trials. It is narrower where most of those asked answered. Where everyone answered, what they said needs no range.",
        ),
        (
            "Range of a share",
            "Wilson’s interval, on a number of answers raised for the part of all members that answered (Wilson 1927; Brown, Cai and DasGupta 2001).",
        ),
        (
            "Drawn towards the programme",
            "In comparisons a unit’s average is drawn towards that of all units, the more so the fewer its answers (empirical Bayes, random intercept by restricted maximum likelihood; Raudenbush and Bryk 2002). The unit’s own average stands beside it.",
        ),
        (
            "Matched change",
            "The mean of each person’s later score less the earlier one, for people who answered both times, with a t interval. It is not computed where a question or its answers changed in between, unless the plan says why both forms may be taken as one.",
        ),
        (
            "Difference of two kinds of people",
            "The average of one kind of people less that of another in the same survey, with Welch’s t interval.",
        ),
        (
            "Difference from the comparator",
            "The change in a school outcome less the change in its comparator, in standard deviations (difference in differences).",
        ),
        (
            "Agreement",
            "How alike a group’s answers are: 1 if all are the same, 0 if they are spread as if by lot (James, Demaree and Wolf 1984).",
        ),
        (
            "Reliability",
            "How well the questions of a scale hold together: alpha, from how their answers go together (Cronbach 1951), and omega, from the one thing they have in common (McDonald 1999). Told for 50 people or more.",
        ),
        (
            "Differences between groups",
            "ICC(1) is the part of people’s differences that lies between their groups. ICC(2) is how far the average of a group can be relied on (Bliese 2000).",
        ),
        (
            "Network measures",
            "What the ties that members report make up: how many there are of those there could be, how many are returned, how far they lead, how much hangs on one member. Told where at least three quarters of the members answered, and never tie by tie.",
        ),
        (
            "Mixtures",
            "How things of several kinds are mixed. Evenness is 1 if all kinds occur equally often (Pielou 1966), diversity is the chance that two picked at random differ (Blau 1977), inequality is 0 if all have the same (Gini 1912).",
        ),
        (
            "Slope",
            "How much a score rises with each step of a number in the same return. It shows that two things go together, not that one brings about the other. Told for 60 people or more; its range takes groups as they are, alike within (Liang and Zeger 1986).",
        ),
        (
            "Still there",
            "The share of members still there some months after joining, from everybody’s time so far; who is still there counts as long as they were (Kaplan and Meier 1958).",
        ),
        (
            "Pooled over groups",
            "The groups’ own differences from their comparators taken together as studies are, free to differ in truth (restricted maximum likelihood; range by Knapp and Hartung 2003).",
        ),
        (
            "Rules and indexes",
            "A rule is met where the indicators it names meet its conditions together. An index is the share of its indicators, as far as they are judged, that are in place.",
        ),
    ])
}

/// How sentences are worded.
#[must_use]
pub fn wording() -> Vec<Term> {
    terms(&[
        ("higher than, lower than", "The whole likely range lies on one side of the value it is compared with."),
        (
            "similar to, no clear change",
            "The likely range includes that value. It does not mean that there is no difference.",
        ),
        ("9 of 12", "Shares of fewer than 30 people are written as counts."),
        (
            "In place, partly in place, not yet",
            "The value as printed, held against the two limits of the indicator. Each indicator’s page entry says who set them.",
        ),
        (
            "Order of units",
            "Tables list units by name. Charts of comparisons list them by estimate, and say that the order of overlapping lines is mostly chance.",
        ),
    ])
}

/// The cut-offs of sureness.
#[must_use]
pub fn sureness(cutoffs: &Sureness, words: &Words) -> Vec<Term> {
    let grades = [&words.sureness.high, &words.sureness.moderate, &words.sureness.low];
    let percent = |share: f64| number::plain(crate::vocabulary::Quantity::Share, share);
    let mut found: Vec<Term> = Vec::new();
    for (place, grade) in grades.into_iter().enumerate() {
        let (Some(rate), Some(answers), Some(matched)) =
            (cutoffs.response_rate.get(place), cutoffs.answers.get(place), cutoffs.matched.get(place))
        else {
            continue;
        };
        let meaning = format!(
            "At least {} of members answered, at least {} answers stand behind the value and, for change, at least {} of those who answered first were matched.",
            percent(*rate),
            number::count(*answers),
            percent(*matched)
        );
        found.push(Term { term: grade.clone(), meaning });
    }
    found.push(Term {
        term: words.sureness.very_low.clone(),
        meaning: "Anything less. The lowest of the parts decides. Where it is not known how many could have answered, answers are low at best.".to_owned(),
    });
    found
}

/// The rules that protect people, with this plan's thresholds.
#[must_use]
pub fn protection(rules: &Protection, words: &Words) -> Vec<Term> {
    let fewest = |circulation: Circulation, number: u64| Term {
        term: format!("Pages for {}", words.circulation(circulation)),
        meaning: format!("Nothing about fewer than {} people.", number::count(number.max(rules.promised))),
    };
    let mut found = vec![
        Term {
            term: "The promise".to_owned(),
            meaning: format!(
                "Those asked were told that nothing about fewer than {} people is shown.",
                number::count(rules.promised)
            ),
        },
        fewest(Circulation::Internal, rules.internal),
        fewest(Circulation::Programme, rules.programme),
        fewest(Circulation::Public, rules.public),
        Term {
            term: "School outcomes".to_owned(),
            meaning: format!("Pooled from at least {} schools.", number::count(rules.schools)),
        },
    ];
    found.extend(terms(&[
        ("Answers to single questions", "Merged, bounded or left out where a group is small or few gave an answer, so that nobody stands alone in a count."),
        ("Near unanimity", "Where all but one, or all, gave the same kind of answer, only a bound is given, as in “at least 11 of 12”."),
        ("Subtraction", "Where one withheld value could be worked out from a total and its shown parts, a second part or the total is withheld as well."),
        ("Decided once", "All of this is settled once for every page together. A value is not shown on one page and hidden on another for the same readers."),
    ]));
    found
}

/// The worked example, in counts that anybody can follow.
#[must_use]
pub fn example(lowest: f64, highest: f64) -> Vec<String> {
    let step = |value: f64| number::plain(crate::vocabulary::Quantity::Step, value);
    let middle = f64::midpoint(lowest, highest).round();
    let score = |value: f64| number::plain(crate::vocabulary::Quantity::ScaleMean, value);
    let people = [highest, highest - 1.0, middle];
    let mean = people.iter().sum::<f64>() / 3.0;
    vec![
        format!(
            "Three people’s scores on one scale are {}, {} and {}.",
            step(people[0]),
            step(people[1]),
            step(people[2])
        ),
        format!(
            "They add up to {}; divided by 3 that is {}, the average answer.",
            step(people.iter().sum()),
            score(mean)
        ),
        format!(
            "A question worded the other way and answered {} counts as {} + {} − {} = {}.",
            step(lowest),
            step(lowest),
            step(highest),
            step(lowest),
            step(highest)
        ),
    ]
}
