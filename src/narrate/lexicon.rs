//! The short words for what the program knows by a key: bands, reasons, levels, kinds of measures.

use super::words::Words;
use crate::finding::Severity;
use crate::framework::{Band, Direction, MeasureKind, Reading, State};
use crate::measure::{Absence, Basis, Counted};
use crate::release::Withholding;
use crate::vocabulary::{Language, Level};

impl Words {
    /// A band in words; the word for "not judged" where there is none.
    #[must_use]
    pub fn band(&self, band: Option<Band>) -> &str {
        self.text(match band {
            Some(Band::InPlace) => "band_in_place",
            Some(Band::Partly) => "band_partly",
            Some(Band::NotYet) => "band_not_yet",
            None => "band_unjudged",
        })
    }

    /// The state of a profile's row.
    #[must_use]
    pub fn state(&self, state: State, reading: Reading) -> &str {
        self.text(match (reading, state) {
            (_, State::NotEnough) => "state_not_enough",
            (_, State::Withheld) => "state_withheld",
            (Reading::Risk, State::InPlace) => "state_low",
            (Reading::Risk, State::Partly) => "state_watch",
            (Reading::Risk, State::NotYet) => "state_high",
            (Reading::States, _) | (Reading::Risk, State::NotJudged) => return self.band(state.band()),
        })
    }

    /// Why a value is withheld.
    #[must_use]
    pub fn withheld(&self, reason: Withholding) -> &str {
        self.keyed("withheld", reason.word())
    }

    /// Why there is no value. What a method itself says of too little stands in the source in English; where no message
    /// has it, other languages say that there is too little.
    #[must_use]
    pub fn absent(&self, reason: &Absence) -> String {
        let id = match reason {
            Absence::TooLittle(why) if !why.is_empty() => {
                let generally = || match self.language() {
                    Language::English => why.clone(),
                    Language::Welsh => self.text("absent_too_little").to_owned(),
                };
                return self.numbered("too_little", why).unwrap_or_else(generally);
            }
            Absence::TooLittle(_) => "absent_too_little",
            Absence::NotCollected => "absent_not_collected",
            Absence::NotAsked => "absent_not_asked",
            Absence::NothingRecorded => "absent_nothing_recorded",
            Absence::NoEarlierWave => "absent_no_earlier_wave",
            Absence::QuestionChanged => "absent_question_changed",
            Absence::YearNotComplete => "absent_year_not_complete",
            Absence::NoComparator => "absent_no_comparator",
            Absence::NotAtThisLevel => "absent_not_at_this_level",
        };
        self.text(id).to_owned()
    }

    /// What kind of evidence a value is.
    #[must_use]
    pub fn basis(&self, basis: Basis) -> &str {
        self.keyed("basis", basis.word())
    }

    /// A number of what an n counts: `9 answers`.
    #[must_use]
    pub fn counted(&self, n: u64, counted: Counted) -> String {
        let id = match counted {
            Counted::Respondents => "counted_respondents",
            Counted::Pairs => "counted_pairs",
            Counted::Members => "counted_members",
            Counted::Places => "counted_places",
            Counted::Entries => "counted_entries",
            Counted::Groups => "counted_groups",
            Counted::Schools => "counted_schools",
            Counted::Answers => "counted_answers",
            Counted::Returns => "counted_returns",
            Counted::Figures => "counted_figures",
        };
        self.say(id, [("n", n.into())])
    }

    /// A level as a heading: `Network`.
    #[must_use]
    pub fn level(&self, level: Level) -> &str {
        self.keyed("level", level.word())
    }

    /// Units of a level as a heading: `Networks`.
    #[must_use]
    pub fn levels(&self, level: Level) -> &str {
        self.keyed("levels", level.word())
    }

    /// A page's own unit as a heading: `This network`.
    #[must_use]
    pub fn this(&self, level: Level) -> &str {
        self.keyed("this", level.word())
    }

    /// So many units of a level: `12 networks`.
    #[must_use]
    pub fn units(&self, n: usize, level: Level) -> String {
        self.say(&format!("units_{}", level.word()), [("n", n.into())])
    }

    /// Which way is better.
    #[must_use]
    pub fn direction(&self, direction: Direction) -> &str {
        self.text(match direction {
            Direction::Higher => "direction_higher",
            Direction::Lower => "direction_lower",
            Direction::Zone => "direction_zone",
            Direction::Context => "direction_context",
        })
    }

    /// How much a finding weighs.
    #[must_use]
    pub fn severity(&self, severity: Severity) -> &str {
        self.text(match severity {
            Severity::Error => "severity_error",
            Severity::Warning => "severity_warning",
            Severity::Note => "severity_note",
        })
    }

    /// A measure kind in words.
    #[must_use]
    pub fn measure(&self, measure: &MeasureKind) -> &str {
        self.keyed("measure", measure.word())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::narrate::tests::languages;

    #[test]
    fn every_word_that_the_program_knows_by_a_key_is_there_in_every_language() {
        const WITHHELD: [Withholding; 7] = [
            Withholding::TooFewPeople,
            Withholding::SingleItem,
            Withholding::TooFewSchools,
            Withholding::Dominated,
            Withholding::Remainder,
            Withholding::Held,
            Withholding::Override,
        ];
        const BASIS: [Basis; 5] = [Basis::Census, Basis::Sample, Basis::Record, Basis::OverGroups, Basis::Contrast];
        for words in languages() {
            // A word that is not there fails a debug assertion.
            let told = WITHHELD.iter().map(|reason| words.withheld(*reason));
            let told = told.chain(BASIS.iter().map(|basis| words.basis(*basis)));
            let told = told.chain(MeasureKind::WORDS.iter().map(|word| words.keyed("measure", word)));
            let levels = |level: &Level| [words.level(*level), words.levels(*level), words.this(*level)];
            let told: Vec<&str> = told.chain(Level::ALL.iter().flat_map(levels)).collect();
            assert!(told.iter().all(|word| !word.is_empty()), "{told:?}");
            for why in ["too few people: 9, at least 50 needed", "there is no such pair of members"] {
                let told = words.absent(&Absence::TooLittle(why.to_owned()));
                assert_ne!(told, words.text("absent_too_little"));
                assert_eq!(told == why, words.language() == Language::English, "{told}");
            }
            for level in Level::ALL {
                assert!(words.units(3, level).contains('3'));
            }
        }
    }
}
