//! Profiles: the same indicators looked at in the order in which a source, or a question, puts them.
//! A profile collects nothing and counts nothing anew. Its rows name indicators, and a row's state
//! follows from how those are judged, by one rule for all profiles.

use super::kind::{MeasureKind, RuleCondition, Test};
use super::model::Band;
use crate::vocabulary::Level;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A view over indicators.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// Short id: small letters, digits and `_`.
    pub id: String,
    /// Title in reports.
    pub title: String,
    /// What it is and how to take it, in a sentence or two.
    pub about: String,
    /// Source document.
    pub source: String,
    /// Numbers of the frames it answers to.
    #[serde(default)]
    pub frames: Vec<u8>,
    /// The smallest level whose pages show it.
    #[serde(default = "group_level")]
    pub level: Level,
    /// Which words its rows' states have.
    #[serde(default)]
    pub reading: Reading,
    /// Titles of its columns, where its rows have several cells.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<String>,
    /// Its rows.
    #[serde(default)]
    pub row: Vec<ProfileRow>,
}

fn group_level() -> Level {
    Level::Group
}

/// Which words the states of a profile's rows have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Reading {
    /// In place, partly in place, not yet in place.
    #[default]
    States,
    /// A risk that is low, to be watched, or high: low where what it looks at is in place. Where `signs` are named,
    /// those are signs of the risk.
    Risk,
}

/// A row of a profile: a thing said in plain words, and the indicators that speak to it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ProfileRow {
    /// Id, unique among the rows of all profiles.
    pub id: String,
    /// What it is, in plain words.
    pub title: String,
    /// A remark under the title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Codes of the indicators whose bands make its state.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub of: Vec<String>,
    /// Codes of indicators of which it matters how their band moved since the wave before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub trend: Vec<String>,
    /// Conditions on values, as in `AB-01 < 3.0`, that say one thing together.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub signs: Vec<String>,
    /// The groups that the row speaks of; all where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub among: Option<Among>,
    /// In a profile with columns, the codes of each column's cell, in place of `of`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cells: Vec<Vec<String>>,
}

/// Groups by a category on record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Among {
    /// Code of an indicator of kind `category`.
    pub code: String,
    /// The categories that count.
    pub are: Vec<String>,
}

impl Among {
    /// Whether a group with this value of the measure is among them; nothing if the measure has no categories.
    #[must_use]
    pub fn includes(&self, measure: &MeasureKind, value: f64) -> Option<bool> {
        let MeasureKind::Category(category) = measure else { return None };
        // A category's value is its place in the list, 1 for the first.
        let mut places = category.categories.iter().zip(1_u32..);
        let name = places.find(|(_, at)| (f64::from(*at) - value).abs() < 0.25).map(|(name, _)| name);
        Some(name.is_some_and(|name| self.are.contains(name)))
    }
}

/// What one cell of a row looks at.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Looks<'a> {
    /// Codes whose band counts as it is.
    pub of: &'a [String],
    /// Codes whose band counts by how it moved.
    pub trend: &'a [String],
    /// Conditions that count together.
    pub signs: &'a [String],
}

impl ProfileRow {
    /// What its cells look at: one cell, or one a column.
    #[must_use]
    pub fn looks(&self) -> Vec<Looks<'_>> {
        if self.cells.is_empty() {
            return vec![Looks { of: &self.of, trend: &self.trend, signs: &self.signs }];
        }
        self.cells.iter().map(|of| Looks { of, trend: &[], signs: &[] }).collect()
    }
}

impl<'a> Looks<'a> {
    /// The conditions, those that cannot be read left out; loading a framework refuses such.
    pub fn conditions(self) -> impl Iterator<Item = RuleCondition> + 'a {
        self.signs.iter().filter_map(|text| RuleCondition::parse(text).ok())
    }

    /// Every code it looks at, once, in the order of the file.
    #[must_use]
    pub fn codes(self) -> Vec<&'a str> {
        let signs = self.signs.iter().filter_map(|text| text.split_whitespace().next());
        let mut codes: Vec<&str> = Vec::new();
        for code in self.of.iter().chain(self.trend).map(String::as_str).chain(signs) {
            if !codes.contains(&code) {
                codes.push(code);
            }
        }
        codes
    }
}

/// Where a row stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Everything judged is in place.
    InPlace,
    /// Some of it is, or is partly.
    Partly,
    /// None of it is, not even partly.
    NotYet,
    /// Fewer than half of what it looks at has a value.
    NotEnough,
    /// The same, because values are withheld.
    Withheld,
    /// Nothing it looks at is ever judged.
    NotJudged,
}

/// What one judged indicator gives a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Evidence {
    /// A judgement.
    Judged(Band),
    /// A value withheld to protect people.
    Withheld,
    /// No value.
    Missing,
}

impl State {
    /// The state of a row: the one rule of all profiles. Half of what it looks at is the least that can stand for it.
    #[must_use]
    pub fn of(evidence: &[Evidence]) -> State {
        let bands: Vec<Band> = evidence
            .iter()
            .filter_map(|one| match one {
                Evidence::Judged(band) => Some(*band),
                Evidence::Withheld | Evidence::Missing => None,
            })
            .collect();
        if evidence.is_empty() {
            State::NotJudged
        } else if 2 * bands.len() < evidence.len() {
            if evidence.contains(&Evidence::Withheld) { State::Withheld } else { State::NotEnough }
        } else if bands.iter().all(|band| *band == Band::InPlace) {
            State::InPlace
        } else if bands.iter().all(|band| *band == Band::NotYet) {
            State::NotYet
        } else {
            State::Partly
        }
    }

    /// The band that the state amounts to, if it tells one.
    #[must_use]
    pub fn band(self) -> Option<Band> {
        match self {
            State::InPlace => Some(Band::InPlace),
            State::Partly => Some(Band::Partly),
            State::NotYet => Some(Band::NotYet),
            State::NotEnough | State::Withheld | State::NotJudged => None,
        }
    }
}

impl Band {
    /// What the way from one wave's band to the next amounts to. A rise counts as in place and a fall as not yet;
    /// what stays counts as it is. Bands and not values are compared, so that small moves, which may be chance, are
    /// not taken for a trend.
    #[must_use]
    pub fn trend(before: Band, now: Band) -> Band {
        match now.cmp(&before) {
            std::cmp::Ordering::Greater => Band::InPlace,
            std::cmp::Ordering::Equal => now,
            std::cmp::Ordering::Less => Band::NotYet,
        }
    }
}

impl Reading {
    /// What signs amount to together: all of them, more than half, or fewer.
    #[must_use]
    pub fn signs(self, hold: &[bool]) -> Band {
        let holding = hold.iter().filter(|holds| **holds).count();
        let strength = match holding {
            all if all == hold.len() => Band::InPlace,
            most if 2 * most > hold.len() => Band::Partly,
            _ => Band::NotYet,
        };
        match (self, strength) {
            (Reading::States, strength) => strength,
            (Reading::Risk, Band::InPlace) => Band::NotYet,
            (Reading::Risk, Band::Partly) => Band::Partly,
            (Reading::Risk, Band::NotYet) => Band::InPlace,
        }
    }
}

impl Test {
    /// Whether a value by itself passes; nothing if other values are needed to say.
    #[must_use]
    pub fn passes(self, value: f64) -> Option<bool> {
        match self {
            Test::AtLeast(limit) => Some(value >= limit),
            Test::Above(limit) => Some(value > limit),
            Test::AtMost(limit) => Some(value <= limit),
            Test::Below(limit) => Some(value < limit),
            Test::InLowestTenth | Test::InHighestTenth | Test::Falls | Test::Rises => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const IN_PLACE: Evidence = Evidence::Judged(Band::InPlace);
    const PARTLY: Evidence = Evidence::Judged(Band::Partly);
    const NOT_YET: Evidence = Evidence::Judged(Band::NotYet);

    #[test]
    fn a_row_is_in_place_only_if_all_of_it_is() {
        assert_eq!(State::of(&[IN_PLACE, IN_PLACE]), State::InPlace);
        assert_eq!(State::of(&[IN_PLACE, PARTLY]), State::Partly);
        assert_eq!(State::of(&[IN_PLACE, NOT_YET]), State::Partly);
        assert_eq!(State::of(&[NOT_YET, PARTLY]), State::Partly);
        assert_eq!(State::of(&[NOT_YET, NOT_YET]), State::NotYet);
    }

    #[test]
    fn half_of_what_it_looks_at_is_the_least_that_can_stand_for_it() {
        assert_eq!(State::of(&[IN_PLACE, Evidence::Missing]), State::InPlace);
        assert_eq!(State::of(&[IN_PLACE, Evidence::Missing, Evidence::Missing]), State::NotEnough);
        assert_eq!(State::of(&[IN_PLACE, Evidence::Missing, Evidence::Withheld]), State::Withheld);
        assert_eq!(State::of(&[NOT_YET, Evidence::Withheld]), State::NotYet);
        assert_eq!(State::of(&[Evidence::Withheld]), State::Withheld);
        assert_eq!(State::of(&[]), State::NotJudged);
    }

    #[test]
    fn a_trend_is_a_move_from_band_to_band() {
        assert_eq!(Band::trend(Band::NotYet, Band::Partly), Band::InPlace);
        assert_eq!(Band::trend(Band::InPlace, Band::Partly), Band::NotYet);
        for band in [Band::NotYet, Band::Partly, Band::InPlace] {
            assert_eq!(Band::trend(band, band), band);
        }
    }

    #[test]
    fn signs_of_a_risk_make_it_high_only_together() {
        assert_eq!(Reading::Risk.signs(&[true, true]), Band::NotYet);
        assert_eq!(Reading::Risk.signs(&[true, false]), Band::InPlace);
        assert_eq!(Reading::Risk.signs(&[true, true, false]), Band::Partly);
        assert_eq!(Reading::States.signs(&[true, true, false]), Band::Partly);
        assert_eq!(Reading::States.signs(&[false]), Band::NotYet);
        assert_eq!(Reading::States.signs(&[true]), Band::InPlace);
    }

    #[test]
    fn a_code_that_is_looked_at_twice_is_named_once() {
        let [of, trend, signs] = [vec!["A-1".to_owned()], vec!["A-2".to_owned()], vec!["A-1 < 3".to_owned()]];
        assert_eq!(Looks { of: &of, trend: &trend, signs: &signs }.codes(), ["A-1", "A-2"]);
    }
}
