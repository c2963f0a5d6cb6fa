use super::words::Words;
use crate::framework::Sureness as Cutoffs;
use crate::measure::Counted;

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
    /// For statements on groups: those that can be judged, of all.
    pub judged: Option<(u64, u64)>,
    /// For outcomes beside comparison schools: what was compared, with how many of them.
    pub compared: Option<(u64, Counted)>,
    /// For what a programme led to: what it is set against.
    pub design: Option<Design>,
    /// Whether it is counted from records, so that it needs nobody's answer.
    pub recorded: bool,
}

/// What an outcome is set against, which limits how far it can be laid to a programme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Design {
    /// Schools outside the programme, which did not come to be outside by lot.
    Comparison,
    /// The same people before.
    Change,
    /// Nothing: it is what members say of it.
    Said,
    /// Nothing: it was counted once.
    Counted,
}

impl Design {
    fn grade(self) -> Grade {
        match self {
            Design::Comparison => Grade::Moderate,
            Design::Change | Design::Said | Design::Counted => Grade::Low,
        }
    }

    fn reason(self, words: &Words) -> String {
        words
            .text(match self {
                Design::Comparison => "sureness_comparison",
                Design::Change => "sureness_change",
                Design::Said => "sureness_said",
                Design::Counted => "sureness_counted",
            })
            .to_owned()
    }
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
            self.judged.map(|(judged, groups)| {
                let told = words.say("sureness_judged", [("judged", judged.into()), ("groups", groups.into())]);
                (share((judged, groups), cutoffs.response_rate), told)
            }),
            self.compared.map(|(n, counted)| {
                let told = words.say("sureness_compared", [("counted", words.counted(n, counted).into())]);
                (grade(to_float(n), cutoffs.answers.map(to_float)), told)
            }),
            self.design.map(|design| (design.grade(), design.reason(words))),
            self.recorded.then(|| (Grade::High, said("sureness_recorded"))),
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
        let sureness = weigh(Evidence {
            response: Some((219, 265)),
            answers: Some(207),
            matched: Some((150, 243)),
            ..Evidence::default()
        });
        assert_eq!(sureness.because, "Moderate, because 150 of the 243 who answered first were matched.");
        let sureness = weigh(Evidence { response: Some((11, 12)), answers: Some(9), ..Evidence::default() });
        assert_eq!(sureness.because, "Very low, because 9 answers stand behind it.");
    }

    #[test]
    fn a_cut_off_that_is_just_met_counts() {
        assert_eq!(
            weigh(Evidence { response: Some((80, 100)), answers: Some(100), ..Evidence::default() }).grade,
            Grade::High
        );
    }

    #[test]
    fn an_outcome_is_no_surer_than_what_it_is_set_against() {
        let many = Evidence {
            compared: Some((5000, Counted::Schools)),
            design: Some(Design::Comparison),
            ..Evidence::default()
        };
        assert_eq!(weigh(many).because, "Moderate, because schools did not join by lot.");
        let few = Evidence { compared: Some((12, Counted::Schools)), ..many };
        assert_eq!(weigh(few).because, "Low, because it rests on 12 schools.");
        let said = Evidence {
            response: Some((99, 100)),
            answers: Some(99),
            design: Some(Design::Said),
            ..Evidence::default()
        };
        assert_eq!(weigh(said).grade, Grade::Low);
    }

    #[test]
    fn what_is_counted_from_records_is_sure_unless_few_groups_can_be_judged() {
        let recorded = Evidence { recorded: true, ..Evidence::default() };
        assert_eq!(weigh(recorded).grade, Grade::High);
        assert_eq!(weigh(Evidence { judged: Some((9, 24)), ..recorded }).grade, Grade::VeryLow);
    }

    #[test]
    fn many_answers_out_of_an_unknown_number_are_low_at_best() {
        let sureness = weigh(Evidence { answers: Some(5000), ..Evidence::default() });
        assert_eq!(sureness.grade, Grade::Low);
        assert_eq!(weigh(Evidence::default()).grade, Grade::VeryLow);
    }
}
