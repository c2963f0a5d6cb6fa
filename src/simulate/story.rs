//! Stories: what is planted in a synthetic programme for a reader to find.
//!
//! A story file is TOML with one array of tables a kind; `stories/pilot.toml` is the one behind
//! `sample_data/pilot` and shows every kind with its parameters explained.

use super::nuisance::Nuisance;
use super::{SimulateError, places};
use crate::vocabulary::Date;
use serde::Deserialize;

/// Everything that is planted. Any number of each kind; the default plants nothing.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Story {
    /// Groups whose outside money for a facilitator ends.
    pub funding_lost: Vec<FundingLost>,
    /// Groups that are warm and closed.
    pub cosy: Vec<Cosy>,
    /// Groups that hardly meet.
    pub never_meets: Vec<NeverMeets>,
    /// Groups in which newcomers stay outside.
    pub newcomer_problem: Vec<NewcomerProblem>,
    /// Groups whose pupils gain beyond their comparison schools.
    pub pupils_gain: Vec<PupilsGain>,
    /// Groups whose members praise the effect and whose pupils do not gain.
    pub praise_without_gain: Vec<PraiseWithoutGain>,
    /// Networks in which few answer.
    pub low_response: Vec<LowResponse>,
    /// Untidiness in the files.
    pub nuisance: Vec<Nuisance>,
}

/// Outside money for the facilitator ends at a wave, and nothing replaces it: sessions go on
/// without a facilitator, nothing is written down, schools pay next to nothing.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FundingLost {
    /// The group's id.
    pub group: String,
    /// Id of the first wave without.
    pub from: String,
    /// Shift from then on of what members think of facilitation (ms07, ms11, ms12), in answer steps.
    pub facilitation: f64,
    /// Shift from then on of staying power (ms24, ms25, ms26), in answer steps.
    pub staying_power: f64,
    /// Share of the group's cost that schools meet, at every wave, 0 to 1.
    pub school_share: f64,
}

/// High trust, little challenge and no ties outside, all at once.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cosy {
    /// The group's id.
    pub group: String,
    /// Shift of trust (ms04, ms05), in answer steps.
    pub trust: f64,
    /// Shift of challenge and of surviving dissent (ms17, ms34), in answer steps.
    pub challenge: f64,
    /// Ties to other groups that a member names, on average.
    pub outside_ties: f64,
}

/// A group that exists on paper: it does and makes next to nothing beyond its sessions, and its
/// returns say so.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NeverMeets {
    /// The group's id.
    pub group: String,
    /// The only days on which it meets.
    pub sessions: Vec<IsoDate>,
    /// Chance that a member comes, 0 to 1.
    pub attendance: f64,
}

/// Newcomers do not feel part of the group, and those who were there before do not notice.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewcomerProblem {
    /// The group's id.
    pub group: String,
    /// Number of its places.
    pub size: usize,
    /// How many of them were taken up anew in the first weeks of the first wave.
    pub newcomers: usize,
    /// Shift of "a newcomer would soon feel part of this group" (ms24), whoever answers, in answer
    /// steps.
    pub welcome: f64,
    /// Shift of trust (ms04, ms05) among newcomers, in answer steps.
    pub newcomers_trust: f64,
    /// Shift of trust among everybody else, in answer steps.
    pub established_trust: f64,
}

/// Pupils of member schools gain more than those of their comparison schools.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PupilsGain {
    /// The group's id.
    pub group: String,
    /// Number of its places, one a school.
    pub size: usize,
    /// What the programme adds to reading from the first wave to the last, in standard deviations
    /// of pupils.
    pub effect: f64,
}

/// Members are delighted with the effect; the measured one is as given, usually none.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PraiseWithoutGain {
    /// The group's id.
    pub group: String,
    /// Number of its places, one a school.
    pub size: usize,
    /// Shift of perceived impact (ms27 to ms30), in answer steps.
    pub praise: f64,
    /// What the programme adds to reading, in standard deviations of pupils.
    pub effect: f64,
}

/// Few members of a network's groups answer anything.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LowResponse {
    /// The network's id.
    pub network: String,
    /// Chance that a member on roll answers the survey at each wave, 0 to 1; also for the network
    /// module and the school return.
    pub response: f64,
}

/// A day in a story file: a TOML date or ISO text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct IsoDate(#[serde(with = "crate::vocabulary::date")] pub Date);

impl Story {
    /// The stories of `sample_data/pilot`.
    ///
    /// # Errors
    /// If the built-in file is damaged.
    pub fn pilot() -> Result<Self, SimulateError> {
        toml::from_str(include_str!("stories/pilot.toml"))
            .map_err(|source| SimulateError::BuiltIn { file: "stories/pilot.toml", source })
    }

    /// The stories in a story file's text.
    ///
    /// # Errors
    /// If the text is not TOML, or has keys that no story knows.
    pub fn from_toml(text: &str) -> Result<Self, SimulateError> {
        toml::from_str(text).map_err(SimulateError::StoryFile)
    }

    /// Those of the stories whose groups and networks exist in a programme of so many groups.
    #[must_use]
    pub fn within(mut self, groups: usize) -> Self {
        let places = places::Places::of(groups);
        let group = |id: &str| places.group_number(id).is_some();
        self.funding_lost.retain(|story| group(&story.group));
        self.cosy.retain(|story| group(&story.group));
        self.never_meets.retain(|story| group(&story.group));
        self.newcomer_problem.retain(|story| group(&story.group));
        self.pupils_gain.retain(|story| group(&story.group));
        self.praise_without_gain.retain(|story| group(&story.group));
        self.low_response.retain(|story| places.has_network(&story.network));
        self.nuisance.retain(|nuisance| nuisance.group().is_none_or(group));
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pilots_story_file_plants_each_kind_once() {
        let story = Story::pilot().unwrap();
        let planted = [
            story.funding_lost.len(),
            story.cosy.len(),
            story.never_meets.len(),
            story.newcomer_problem.len(),
            story.pupils_gain.len(),
            story.praise_without_gain.len(),
            story.low_response.len(),
        ];
        assert_eq!(planted, [1; 7]);
        assert_eq!(story.clone().within(24), story);
        assert!(story.within(8).cosy.is_empty());
    }

    #[test]
    fn a_misspelt_key_of_a_story_is_refused_with_its_name() {
        let error = Story::from_toml("[[cosy]]\ngroup = \"LLG-001\"\ntrst = 1.0").unwrap_err();
        assert!(std::error::Error::source(&error).unwrap().to_string().contains("trst"));
    }
}
