use crate::finding::Severity;
use crate::framework::{Band, Direction, MeasureKind, Reading, State};
use crate::measure::{Absence, Basis, Counted};
use crate::release::Withholding;
use crate::vocabulary::{Circulation, Level};
use serde::Deserialize;
use std::collections::BTreeMap;
use thiserror::Error;

/// The short words of one language, read from a words file. Every word that a report can need is there, or the file
/// is refused.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// Language tag of the pages.
    pub language: String,
    bands: Bands,
    states: States,
    /// Symbols in place of values, and what they mean.
    pub symbols: Symbols,
    withheld: BTreeMap<String, String>,
    absent: BTreeMap<String, String>,
    /// Words for how sure a reader can be.
    pub sureness: SurenessWords,
    basis: BTreeMap<String, String>,
    counted: BTreeMap<String, [String; 2]>,
    levels: BTreeMap<String, [String; 2]>,
    directions: BTreeMap<String, String>,
    circulations: BTreeMap<String, String>,
    severities: BTreeMap<String, String>,
    measures: BTreeMap<String, String>,
}

/// Words for the bands of a judged value.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Bands {
    in_place: String,
    partly: String,
    not_yet: String,
    unjudged: String,
}

/// Words for the states of a profile's rows, beside those of the bands.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct States {
    not_enough: String,
    withheld: String,
    low: String,
    watch: String,
    high: String,
}

/// Symbols that stand for a value which is not shown.
#[derive(Debug, Clone, PartialEq, Deserialize, serde::Serialize)]
#[serde(deny_unknown_fields)]
pub struct Symbols {
    /// For a value withheld.
    pub confidential: String,
    /// What that symbol means.
    pub confidential_meaning: String,
    /// For a value there is not.
    pub not_available: String,
    /// What that symbol means.
    pub not_available_meaning: String,
    /// For a value that there cannot be.
    pub not_applicable: String,
    /// What that symbol means.
    pub not_applicable_meaning: String,
}

/// The four words of sureness.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SurenessWords {
    /// Highest.
    pub high: String,
    /// Second.
    pub moderate: String,
    /// Third.
    pub low: String,
    /// Lowest.
    pub very_low: String,
}

/// Why a words file was refused.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum WordsError {
    /// It is not TOML of the right shape.
    #[error("the words file cannot be read: {0}")]
    Shape(#[from] toml::de::Error),
    /// A word is not there.
    #[error("the words file has no entry {key:?} under [{table}]; copy it from reports/words/en.toml")]
    Missing {
        /// The table.
        table: &'static str,
        /// The key.
        key: String,
    },
}

const WITHHELD: [Withholding; 7] = [
    Withholding::TooFewPeople,
    Withholding::SingleItem,
    Withholding::TooFewSchools,
    Withholding::Dominated,
    Withholding::Remainder,
    Withholding::Held,
    Withholding::Override,
];
const ABSENT: [&str; 9] = [
    "not_collected",
    "not_asked",
    "nothing_recorded",
    "no_earlier_wave",
    "question_changed",
    "year_not_complete",
    "too_little",
    "no_comparator",
    "not_at_this_level",
];
const BASIS: [Basis; 5] = [Basis::Census, Basis::Sample, Basis::Record, Basis::OverGroups, Basis::Contrast];
const COUNTED: [&str; 10] =
    ["respondents", "pairs", "members", "places", "entries", "groups", "schools", "answers", "returns", "figures"];
const DIRECTIONS: [&str; 4] = ["higher", "lower", "zone", "context"];
const SEVERITIES: [&str; 3] = ["error", "warning", "note"];

impl Words {
    /// Reads a words file and checks that nothing is missing.
    ///
    /// # Errors
    /// [`WordsError`] if the text is no words file, a word is missing, or there is one too many.
    pub fn parse(text: &str) -> Result<Self, WordsError> {
        let words: Words = toml::from_str(text)?;
        has_all("withheld", &words.withheld, WITHHELD.iter().map(|reason| reason.word()))?;
        has_all("absent", &words.absent, ABSENT)?;
        has_all("basis", &words.basis, BASIS.iter().map(|basis| basis.word()))?;
        has_all("counted", &words.counted, COUNTED)?;
        has_all("levels", &words.levels, Level::ALL.iter().map(|level| level.word()))?;
        has_all("directions", &words.directions, DIRECTIONS)?;
        has_all("circulations", &words.circulations, Circulation::ALL.iter().map(|circulation| circulation.word()))?;
        has_all("severities", &words.severities, SEVERITIES)?;
        has_all("measures", &words.measures, MeasureKind::WORDS.iter().copied())?;
        Ok(words)
    }

    /// A band in words; the word for "not judged" where there is none.
    #[must_use]
    pub fn band(&self, band: Option<Band>) -> &str {
        match band {
            Some(Band::InPlace) => &self.bands.in_place,
            Some(Band::Partly) => &self.bands.partly,
            Some(Band::NotYet) => &self.bands.not_yet,
            None => &self.bands.unjudged,
        }
    }

    /// The state of a profile's row.
    #[must_use]
    pub fn state(&self, state: State, reading: Reading) -> &str {
        match (reading, state) {
            (_, State::NotEnough) => &self.states.not_enough,
            (_, State::Withheld) => &self.states.withheld,
            (Reading::Risk, State::InPlace) => &self.states.low,
            (Reading::Risk, State::Partly) => &self.states.watch,
            (Reading::Risk, State::NotYet) => &self.states.high,
            (Reading::States, _) | (Reading::Risk, State::NotJudged) => self.band(state.band()),
        }
    }

    /// Why a value is withheld.
    #[must_use]
    pub fn withheld(&self, reason: Withholding) -> &str {
        look_up(&self.withheld, reason.word())
    }

    /// Why there is no value.
    #[must_use]
    pub fn absent<'a>(&'a self, reason: &'a Absence) -> &'a str {
        let key = match reason {
            Absence::TooLittle(why) if !why.is_empty() => return why,
            Absence::TooLittle(_) => "too_little",
            Absence::NotCollected => "not_collected",
            Absence::NotAsked => "not_asked",
            Absence::NothingRecorded => "nothing_recorded",
            Absence::NoEarlierWave => "no_earlier_wave",
            Absence::QuestionChanged => "question_changed",
            Absence::YearNotComplete => "year_not_complete",
            Absence::NoComparator => "no_comparator",
            Absence::NotAtThisLevel => "not_at_this_level",
        };
        look_up(&self.absent, key)
    }

    /// What kind of evidence a value is.
    #[must_use]
    pub fn basis(&self, basis: Basis) -> &str {
        look_up(&self.basis, basis.word())
    }

    /// What an n counts, one and many.
    #[must_use]
    pub fn counted(&self, counted: Counted) -> &[String; 2] {
        pair(
            &self.counted,
            match counted {
                Counted::Respondents => "respondents",
                Counted::Pairs => "pairs",
                Counted::Members => "members",
                Counted::Places => "places",
                Counted::Entries => "entries",
                Counted::Groups => "groups",
                Counted::Schools => "schools",
                Counted::Answers => "answers",
                Counted::Returns => "returns",
                Counted::Figures => "figures",
            },
        )
    }

    /// A level, one and many.
    #[must_use]
    pub fn level(&self, level: Level) -> &[String; 2] {
        pair(&self.levels, level.word())
    }

    /// Which way is better.
    #[must_use]
    pub fn direction(&self, direction: Direction) -> &str {
        look_up(
            &self.directions,
            match direction {
                Direction::Higher => "higher",
                Direction::Lower => "lower",
                Direction::Zone => "zone",
                Direction::Context => "context",
            },
        )
    }

    /// Who will hold a page.
    #[must_use]
    pub fn circulation(&self, circulation: Circulation) -> &str {
        look_up(&self.circulations, circulation.word())
    }

    /// How much a finding weighs.
    #[must_use]
    pub fn severity(&self, severity: Severity) -> &str {
        look_up(
            &self.severities,
            match severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Note => "note",
            },
        )
    }

    /// A measure kind in words.
    #[must_use]
    pub fn measure(&self, measure: &MeasureKind) -> &str {
        look_up(&self.measures, measure.word())
    }
}

fn has_all<'a, V>(
    table: &'static str,
    words: &BTreeMap<String, V>,
    keys: impl IntoIterator<Item = &'a str>,
) -> Result<(), WordsError> {
    keys.into_iter().try_for_each(|key| match words.contains_key(key) {
        true => Ok(()),
        false => Err(WordsError::Missing { table, key: key.to_owned() }),
    })
}

/// A word that `parse` has made sure of; the key itself could only show if the lists above lacked it, which a test
/// rules out.
fn look_up<'a>(words: &'a BTreeMap<String, String>, key: &'a str) -> &'a str {
    words.get(key).map_or(key, String::as_str)
}

fn pair<'a>(words: &'a BTreeMap<String, [String; 2]>, key: &str) -> &'a [String; 2] {
    static NONE: [String; 2] = [String::new(), String::new()];
    words.get(key).unwrap_or(&NONE)
}
