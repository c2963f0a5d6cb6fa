//! How often the ranges held what was true in trials, as it was found: `reports/coverage.toml`, made by
//! `benches/coverage.rs` with the project's own statistics on simulated programmes.

use super::Words;
use serde::Deserialize;

static FOUND: &str = include_str!("../../reports/coverage.toml");

/// Held less often than this of 100, a range is narrower than it says; more often than the other, wider.
const AS_SAID: (f64, f64) = (0.93, 0.97);

/// One kind of range in one setting.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trial {
    /// The range.
    pub interval: String,
    /// What was drawn.
    pub setting: String,
    /// How many programmes were drawn.
    pub draws: u64,
    /// Share of ranges that held what was true.
    pub covered: f64,
    /// Their mean width, in the unit of the value.
    pub width: f64,
    /// Share of ranges asked for that could be drawn.
    pub made: f64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    trial: Vec<Trial>,
}

/// Which trials try the ranges of which term of the methods page, by the id of the term's message.
pub const OF_TERMS: [(&str, &[&str]); 12] = [
    ("term_average_answer", &["Average answer in a group", "Average score in a group", "Average over groups"]),
    ("term_range_of_a_share", &["Share in a group", "Share in a group, in whole people"]),
    ("term_rate", &["Rate over groups"]),
    ("term_drawn_towards_the_programme", &["Group drawn towards the programme"]),
    ("term_matched_change", &["Matched change in a group"]),
    ("term_difference_of_two_kinds_of_people", &["Difference of two kinds of people"]),
    (
        "term_difference_from_the_comparator",
        &["Difference from the comparator", "Difference from the comparator, in standard deviations"],
    ),
    ("term_reliability", &["Reliability (alpha)"]),
    ("term_differences_between_groups", &["How far groups differ (ICC 1)"]),
    ("term_slope", &["Slope"]),
    ("term_still_there", &["Share still there (Kaplan and Meier)"]),
    ("term_pooled_over_groups", &["Average over studies (Knapp and Hartung)"]),
];

/// All trials, in the order of the run; none if the file cannot be read, which a test rules out.
#[must_use]
pub fn trials() -> Vec<Trial> {
    toml::from_str::<File>(FOUND).map(|file| file.trial).unwrap_or_default()
}

/// Whether these reports use a kind of range; others are there for frameworks to come.
#[must_use]
pub fn is_used(interval: &str) -> bool {
    OF_TERMS.iter().any(|(_, intervals)| intervals.contains(&interval))
}

/// A share as so many of 100, with one decimal.
#[must_use]
pub fn of_hundred(share: f64) -> String {
    format!("{:.1}", share * 100.0)
}

/// A kind of range in words.
#[must_use]
pub fn interval<'a>(trial: &'a Trial, words: &'a Words) -> &'a str {
    words.find("trial", &trial.interval).unwrap_or(&trial.interval)
}

/// What was drawn, in words.
#[must_use]
pub fn setting(trial: &Trial, words: &Words) -> String {
    words.numbered("drawn", &trial.setting).unwrap_or_else(|| trial.setting.clone())
}

/// A sentence for every kind of range that held the truth clearly less or more often than 95 times in 100
/// in one of its settings.
#[must_use]
pub fn sentences(trials: &[Trial], words: &Words) -> Vec<String> {
    let mut seen: Vec<&str> = Vec::new();
    for trial in trials {
        if !seen.contains(&trial.interval.as_str()) {
            seen.push(&trial.interval);
        }
    }
    seen.into_iter().filter_map(|interval| stray(interval, trials, words)).collect()
}

fn stray(kind: &str, trials: &[Trial], words: &Words) -> Option<String> {
    let own = || trials.iter().filter(|trial| trial.interval == kind);
    let lowest = own().min_by(|one, other| one.covered.total_cmp(&other.covered))?;
    let highest = own().max_by(|one, other| one.covered.total_cmp(&other.covered))?;
    let (far, [plain, explained]) = match AS_SAID {
        (least, _) if lowest.covered < least => (lowest, ["stray_narrower", "stray_narrower_because"]),
        (_, most) if highest.covered > most => (highest, ["stray_wider", "stray_wider_because"]),
        _ => return None,
    };
    let told = [
        ("interval", interval(far, words).into()),
        ("setting", setting(far, words).into()),
        ("share", of_hundred(far.covered).into()),
    ];
    Some(match words.find("because", kind) {
        Some(because) => words.say_all(explained, told.into_iter().chain([("because", because.into())])),
        None => words.say(plain, told),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::narrate::methods;
    use crate::narrate::tests::{english, languages};
    use std::collections::BTreeSet;

    #[test]
    fn the_file_can_be_read_and_holds_shares() {
        let file: File = toml::from_str(FOUND).unwrap();
        assert!(file.trial.len() > 40, "{}", file.trial.len());
        for trial in file.trial {
            let shares = [trial.covered, trial.made].iter().all(|share| (0.0..=1.0).contains(share));
            assert!(shares && trial.width > 0.0 && trial.draws >= 1_000, "{trial:?}");
        }
    }

    #[test]
    fn every_trial_is_told_in_every_language_and_in_english_as_the_file_has_it() {
        let english = english();
        for trial in trials() {
            assert_eq!(interval(&trial, &english), trial.interval);
            assert_eq!(setting(&trial, &english), trial.setting);
            for words in languages() {
                assert!(words.find("trial", &trial.interval).is_some(), "{words:?}: {}", trial.interval);
                assert!(words.numbered("drawn", &trial.setting).is_some(), "{words:?}: {}", trial.setting);
            }
        }
    }

    #[test]
    fn every_range_named_on_the_methods_page_was_tried() {
        let tried: BTreeSet<String> = trials().into_iter().map(|trial| trial.interval).collect();
        for (term, intervals) in OF_TERMS {
            assert!(methods::STATISTICS.contains(&term), "the methods page does not speak of {term}");
            for interval in intervals {
                assert!(tried.contains(*interval), "{interval} has no trial");
            }
        }
    }

    #[test]
    fn whatever_strays_from_what_it_says_has_a_sentence_with_a_reason() {
        let (trials, words) = (trials(), english());
        let said = sentences(&trials, &words);
        for trial in trials.iter().filter(|trial| !(AS_SAID.0..=AS_SAID.1).contains(&trial.covered)) {
            let sentence = said.iter().find(|sentence| sentence.starts_with(&format!("{}: with", trial.interval)));
            assert!(sentence.is_some() && words.find("because", &trial.interval).is_some(), "{trial:?}");
        }
    }

    #[test]
    fn a_sentence_tells_the_worst_setting_and_nothing_of_what_holds_as_said() {
        let of = |interval: &str, places: u32, covered: f64| Trial {
            interval: interval.to_owned(),
            setting: format!("{places} people, no groups"),
            draws: 1_000,
            covered,
            width: 1.0,
            made: 1.0,
        };
        let trials = [of("A", 60, 0.91), of("A", 20, 0.88), of("B", 60, 0.95), of("C", 240, 0.984)];
        assert_eq!(
            sentences(&trials, &english()),
            [
                "A: with 20 people, no groups, 88.0 of 100 ranges held the truth, so they are narrower than they say.",
                "C: with 240 people, no groups, 98.4 of 100 ranges held the truth, so they are wider than they say.",
            ]
        );
    }
}
