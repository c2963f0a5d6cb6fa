//! Profiles: how they are read, and what is told of how their rows stand.

use super::Words;
use crate::framework::{Reading, State};

/// Fewer groups than this with a value, and their states are not counted.
pub const FEWEST_GROUPS: u64 = 3;

/// Before a group's profiles.
#[must_use]
pub fn lead_own(words: &Words) -> Vec<String> {
    words.texts(["profiles_own", "profiles_own_rule"])
}

/// Before the profiles of a larger unit.
#[must_use]
pub fn lead_counts(words: &Words) -> Vec<String> {
    let rule = words.say("profiles_counts_rule", [("fewest", FEWEST_GROUPS.into())]);
    vec![words.text("profiles_counts").to_owned(), rule]
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
            let state = words.state(wanted, reading).to_lowercase();
            (number > 0).then(|| words.say("profiles_standing", [("n", number.into()), ("state", state.into())]))
        })
        .collect();
    parts.join(", ")
}

/// Under a row that too few groups have a value for.
#[must_use]
pub fn too_few(words: &Words) -> String {
    words.say("profiles_too_few", [("fewest", FEWEST_GROUPS.into())])
}

/// In the place of profiles that too few groups have values for.
#[must_use]
pub fn not_counted(titles: &[&str], words: &Words) -> Option<String> {
    let quoted = |title: &&str| words.say("profiles_quoted", [("title", (*title).into())]);
    let quoted: Vec<String> = titles.iter().map(quoted).collect();
    let titles = quoted.join(", ");
    (!quoted.is_empty())
        .then(|| words.say("profiles_not_counted", [("fewest", FEWEST_GROUPS.into()), ("titles", titles.into())]))
}

/// How a profile's rows get their states, for the page of all definitions.
#[must_use]
pub fn rules(words: &Words) -> Vec<String> {
    words.texts(["profile_rule_1", "profile_rule_2", "profile_rule_3", "profile_rule_4", "profile_rule_5"])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::narrate::tests::english;

    #[test]
    fn a_tally_names_only_what_there_is_and_a_risk_begins_with_the_highest() {
        let states = [State::InPlace, State::NotYet, State::InPlace, State::Withheld];
        let told = |reading| tally(&states, reading, &english());
        assert_eq!(told(Reading::States), "2 in place, 1 not yet in place, 1 withheld");
        assert_eq!(told(Reading::Risk), "1 high, 2 low, 1 withheld");
    }

    #[test]
    fn profiles_that_cannot_be_counted_are_named() {
        assert_eq!(not_counted(&[], &english()), None);
        assert!(not_counted(&["A", "B"], &english()).unwrap().ends_with("“A”, “B”."));
    }
}
