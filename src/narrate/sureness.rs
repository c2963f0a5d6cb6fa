use super::words::Words;
use crate::framework::Sureness as Cutoffs;

/// How sure a reader can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// Below every cut-off.
    VeryLow,
    /// At the third cut-off.
    Low,
    /// At the second.
    Moderate,
    /// At the first.
    High,
}

/// What a finding rests on. Answers out of an unknown number of people are low at best: those who did not answer may
/// think otherwise. With nothing known at all the grade is very low.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Evidence {
    /// Those who answered and those who could have.
    pub response: Option<(u64, u64)>,
    /// Answers behind the finding.
    pub answers: Option<u64>,
    /// For change: people matched and people who answered first.
    pub matched: Option<(u64, u64)>,
}

/// The grade with its sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sureness {
    /// The lowest of its parts.
    pub grade: Grade,
    /// The grade in words.
    pub word: String,
    /// What set it, as a sentence.
    pub because: String,
}

impl Evidence {
    /// The lowest grade of the parts, and the part that set it.
    #[must_use]
    pub fn weigh(&self, cutoffs: &Cutoffs, words: &Words) -> Sureness {
        let share = |(part, whole): (u64, u64), limits: [f64; 3]| {
            grade(if whole == 0 { 0.0 } else { to_float(part) / to_float(whole) }, limits)
        };
        let said = |id: &str| words.text(id).to_owned();
        let parts = [
            match self.response {
                Some((answered, eligible)) => Some((
                    share((answered, eligible), cutoffs.response_rate),
                    words.say("sureness_response", [("answered", answered.into()), ("eligible", eligible.into())]),
                )),
                None => self.answers.map(|_| (Grade::Low, said("sureness_response_unknown"))),
            },
            self.answers.map(|answers| {
                let told = words.say("sureness_answers", [("n", answers.into())]);
                (grade(to_float(answers), cutoffs.answers.map(to_float)), told)
            }),
            self.matched.map(|(pairs, first)| {
                let told = words.say("sureness_matched", [("pairs", pairs.into()), ("first", first.into())]);
                (share((pairs, first), cutoffs.matched), told)
            }),
        ];
        let weakest = parts.into_iter().flatten().min_by_key(|(grade, _)| *grade);
        let (grade, reason) = weakest.unwrap_or_else(|| (Grade::VeryLow, said("sureness_nothing")));
        let word = grade.word(words).to_owned();
        let because = words.say("sureness_because", [("grade", (&word).into()), ("reason", reason.into())]);
        Sureness { grade, word, because }
    }
}

impl Grade {
    /// The grade in words.
    #[must_use]
    pub fn word(self, words: &Words) -> &str {
        words.text(match self {
            Grade::High => "sureness_high",
            Grade::Moderate => "sureness_moderate",
            Grade::Low => "sureness_low",
            Grade::VeryLow => "sureness_very_low",
        })
    }

    /// Bars filled, of four.
    #[must_use]
    pub fn bars(self) -> u8 {
        match self {
            Grade::VeryLow => 1,
            Grade::Low => 2,
            Grade::Moderate => 3,
            Grade::High => 4,
        }
    }
}

fn grade(value: f64, [high, moderate, low]: [f64; 3]) -> Grade {
    if value >= high {
        Grade::High
    } else if value >= moderate {
        Grade::Moderate
    } else if value >= low {
        Grade::Low
    } else {
        Grade::VeryLow
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of people stay far below 2^53")]
fn to_float(count: u64) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weigh(evidence: Evidence) -> Sureness {
        let words = crate::narrate::tests::english();
        let cutoffs = Cutoffs {
            response_rate: [0.8, 0.6, 0.4],
            answers: [100, 30, 10],
            matched: [0.8, 0.6, 0.4],
            basis: "programme default".to_owned(),
        };
        evidence.weigh(&cutoffs, &words)
    }

    #[test]
    fn the_weakest_part_sets_the_grade_and_is_named() {
        let sureness = weigh(Evidence { response: Some((219, 265)), answers: Some(207), matched: Some((150, 243)) });
        assert_eq!(sureness.because, "Moderate, because 150 of the 243 who answered first were matched.");
        let sureness = weigh(Evidence { response: Some((11, 12)), answers: Some(9), matched: None });
        assert_eq!(sureness.because, "Very low, because 9 answers stand behind it.");
    }

    #[test]
    fn a_cut_off_that_is_just_met_counts() {
        assert_eq!(weigh(Evidence { response: Some((80, 100)), answers: Some(100), matched: None }).grade, Grade::High);
    }

    #[test]
    fn many_answers_out_of_an_unknown_number_are_low_at_best() {
        let sureness = weigh(Evidence { answers: Some(5000), ..Evidence::default() });
        assert_eq!(sureness.grade, Grade::Low);
        assert_eq!(weigh(Evidence::default()).grade, Grade::VeryLow);
    }
}
