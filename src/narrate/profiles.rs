//! Profiles: how they are read, and what is told of how their rows stand.

use super::Words;
use super::number;
use crate::framework::{Reading, State};

/// Fewer groups than this with a value, and their states are not counted.
pub const FEWEST_GROUPS: u64 = 3;

/// Before a group's profiles.
#[must_use]
pub fn lead_own() -> Vec<String> {
    vec![
        "These are views: the same findings, in the order of other questions. They collect nothing new.".to_owned(),
        "A row is in place if everything under it is, not yet if nothing is even partly, and partly in between."
            .to_owned(),
    ]
}

/// Before the profiles of a larger unit.
#[must_use]
pub fn lead_counts() -> Vec<String> {
    vec![
        "These are views over the groups’ own findings: how many groups stand where on each row.".to_owned(),
        format!("Groups are counted where {FEWEST_GROUPS} or more have a value that may be shown here."),
    ]
}

/// How many rows stand where: `9 in place, 4 partly in place, 1 not enough data`.
#[must_use]
pub fn tally(states: &[State], reading: Reading, words: &Words) -> String {
    let order = match reading {
        Reading::States => [State::InPlace, State::Partly, State::NotYet],
        Reading::Risk => [State::NotYet, State::Partly, State::InPlace],
    };
    let parts: Vec<String> = order
        .into_iter()
        .chain([State::NotEnough, State::Withheld, State::NotJudged])
        .filter_map(|wanted| {
            let number = states.iter().filter(|state| **state == wanted).count();
            let word = words.state(wanted, reading).to_lowercase();
            (number > 0).then(|| format!("{} {word}", number::count(number as u64)))
        })
        .collect();
    parts.join(", ")
}

/// Under a row that too few groups have a value for.
#[must_use]
pub fn too_few() -> String {
    format!("Fewer than {FEWEST_GROUPS} groups have a value")
}

/// In the place of profiles that too few groups have values for.
#[must_use]
pub fn not_counted(titles: &[&str]) -> Option<String> {
    let quoted: Vec<String> = titles.iter().map(|title| format!("“{title}”")).collect();
    (!quoted.is_empty()).then(|| {
        format!(
            "Not counted, because fewer than {FEWEST_GROUPS} groups have a value on any row: {}.",
            quoted.join(", ")
        )
    })
}

/// In which order a comparison of groups is laid out.
pub const COMPARED: [&str; 3] = ["Statement", "Groups it speaks of", "All other groups"];

/// Under a comparison of groups.
#[must_use]
pub fn how_compared() -> String {
    "Each cell says how many groups have it in place, of those that can be judged on it.".to_owned()
}

/// The view that the frames themselves give.
pub mod by_frame {
    /// Its title.
    pub const TITLE: &str = "By question";

    /// What it is.
    #[must_use]
    pub fn about() -> String {
        "Each question that readers bring, with the findings that speak to it: how many are in place, of those judged."
            .to_owned()
    }
}

/// How a profile's rows get their states, for the page of all definitions.
#[must_use]
pub fn rules() -> Vec<String> {
    [
        "A row looks at the judgements of the indicators it names. All in place: in place. None in place and none partly: not yet in place. Anything else: partly in place.",
        "If fewer than half of them have a value, there is not enough data, or the row is withheld where values are.",
        "Where a row looks at how something moved, a better judgement than at the survey before counts as in place, a worse one as not yet, and the same one as it is.",
        "Where a row names conditions, they count together: all of them hold, more than half, or fewer.",
        "A risk is low where the judgement behind it is in place, to be watched where it is partly, and high where it is not yet.",
    ]
    .map(str::to_owned)
    .to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words() -> Words {
        Words::parse(include_str!("../../reports/words/en.toml")).unwrap()
    }

    #[test]
    fn a_tally_names_only_what_there_is_and_a_risk_begins_with_the_highest() {
        let states = [State::InPlace, State::NotYet, State::InPlace, State::Withheld];
        let told = |reading| tally(&states, reading, &words());
        assert_eq!(told(Reading::States), "2 in place, 1 not yet in place, 1 withheld");
        assert_eq!(told(Reading::Risk), "1 high, 2 low, 1 withheld");
    }

    #[test]
    fn profiles_that_cannot_be_counted_are_named() {
        assert_eq!(not_counted(&[]), None);
        assert!(not_counted(&["A", "B"]).unwrap().ends_with("“A”, “B”."));
    }
}
