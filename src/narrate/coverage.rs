//! How often the ranges held what was true in trials, as it was found: `reports/coverage.toml`, made by
//! `benches/coverage.rs` with the project's own statistics on simulated programmes.

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

/// Which trials try the ranges of which term of the methods page.
pub const OF_TERMS: [(&str, &[&str]); 12] = [
    ("Average answer", &["Average answer in a group", "Average score in a group", "Average over groups"]),
    ("Range of a share", &["Share in a group", "Share in a group, in whole people"]),
    ("Rate", &["Rate over groups"]),
    ("Drawn towards the programme", &["Group drawn towards the programme"]),
    ("Matched change", &["Matched change in a group"]),
    ("Difference of two kinds of people", &["Difference of two kinds of people"]),
    (
        "Difference from the comparator",
        &["Difference from the comparator", "Difference from the comparator, in standard deviations"],
    ),
    ("Reliability", &["Reliability (alpha)"]),
    ("Differences between groups", &["How far groups differ (ICC 1)"]),
    ("Slope", &["Slope"]),
    ("Still there", &["Share still there (Kaplan and Meier)"]),
    ("Pooled over groups", &["Average over studies (Knapp and Hartung)"]),
];

/// Why a range holds the truth more or less often than 95 times in 100.
const BECAUSE: [(&str, &str); 3] = [
    (
        "Share in a group, in whole people",
        "a group has only so many shares to choose from, and the range takes in whole people",
    ),
    (
        "Group drawn towards the programme",
        "where hardly anything sets groups apart, the method at times finds nothing that does and draws all to one value",
    ),
    ("Groups drawn again by lot (BCa)", "few groups show too little of how groups vary"),
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

/// A sentence for every kind of range that held the truth clearly less or more often than 95 times in 100
/// in one of its settings.
#[must_use]
pub fn sentences(trials: &[Trial]) -> Vec<String> {
    let mut seen: Vec<&str> = Vec::new();
    for trial in trials {
        if !seen.contains(&trial.interval.as_str()) {
            seen.push(&trial.interval);
        }
    }
    seen.into_iter().filter_map(|interval| sentence(interval, trials)).collect()
}

fn sentence(interval: &str, trials: &[Trial]) -> Option<String> {
    let own = || trials.iter().filter(|trial| trial.interval == interval);
    let lowest = own().min_by(|one, other| one.covered.total_cmp(&other.covered))?;
    let highest = own().max_by(|one, other| one.covered.total_cmp(&other.covered))?;
    let (far, verdict) = match AS_SAID {
        (least, _) if lowest.covered < least => (lowest, "narrower"),
        (_, most) if highest.covered > most => (highest, "wider"),
        _ => return None,
    };
    let (share, setting) = (of_hundred(far.covered), &far.setting);
    let because = because(interval).map_or_else(String::new, |why| format!(": {why}"));
    Some(format!(
        "{interval}: with {setting}, {share} of 100 ranges held the truth, so they are {verdict} than they say{because}."
    ))
}

fn because(interval: &str) -> Option<&'static str> {
    BECAUSE.iter().find(|(name, _)| *name == interval).map(|(_, why)| *why)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::narrate::methods;
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
    fn every_range_named_on_the_methods_page_was_tried() {
        let tried: BTreeSet<String> = trials().into_iter().map(|trial| trial.interval).collect();
        let terms: BTreeSet<String> = methods::statistics().into_iter().map(|term| term.term).collect();
        for (term, intervals) in OF_TERMS {
            assert!(terms.contains(term), "the methods page does not speak of {term}");
            for interval in intervals {
                assert!(tried.contains(*interval), "{interval} has no trial");
            }
        }
    }

    #[test]
    fn whatever_strays_from_what_it_says_has_a_sentence_with_a_reason() {
        let trials = trials();
        let said = sentences(&trials);
        for trial in trials.iter().filter(|trial| !(AS_SAID.0..=AS_SAID.1).contains(&trial.covered)) {
            let sentence = said.iter().find(|sentence| sentence.starts_with(&format!("{}: with", trial.interval)));
            assert!(sentence.is_some() && because(&trial.interval).is_some(), "{trial:?}");
        }
        assert!(BECAUSE.iter().all(|(name, _)| said.iter().any(|sentence| sentence.starts_with(name))), "{said:?}");
    }

    #[test]
    fn a_sentence_tells_the_worst_setting_and_nothing_of_what_holds_as_said() {
        let of = |interval: &str, setting: &str, covered: f64| Trial {
            interval: interval.to_owned(),
            setting: setting.to_owned(),
            draws: 1_000,
            covered,
            width: 1.0,
            made: 1.0,
        };
        let trials = [of("A", "few", 0.91), of("A", "fewer", 0.88), of("B", "many", 0.95), of("C", "all", 0.984)];
        assert_eq!(
            sentences(&trials),
            [
                "A: with fewer, 88.0 of 100 ranges held the truth, so they are narrower than they say.",
                "C: with all, 98.4 of 100 ranges held the truth, so they are wider than they say.",
            ]
        );
    }
}
