use super::number;
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

/// What a finding rests on. Absent parts do not count against it, except that with nothing known the grade is very
/// low.
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
        let share = |(part, whole): (u64, u64), limits: [f64; 3], who: &str| {
            let value = if whole == 0 { 0.0 } else { to_float(part) / to_float(whole) };
            (grade(value, limits), format!("{} {who}", number::of(part, whole)))
        };
        let parts = [
            self.response.map(|response| share(response, cutoffs.response_rate, "members answered")),
            self.answers.map(|answers| {
                let who = if answers == 1 { "answer stands behind it" } else { "answers stand behind it" };
                (grade(to_float(answers), cutoffs.answers.map(to_float)), format!("{} {who}", number::count(answers)))
            }),
            self.matched.map(|(pairs, first)| {
                let who =
                    format!("{} of the {} who answered first were matched", number::count(pairs), number::count(first));
                (share((pairs, first), cutoffs.matched, "").0, who)
            }),
        ];
        let weakest = parts.into_iter().flatten().min_by_key(|(grade, _)| *grade);
        let (grade, reason) =
            weakest.unwrap_or_else(|| (Grade::VeryLow, "how many answered may not be shown".to_owned()));
        let word = grade.word(words).to_owned();
        let because = format!("{word}, because {reason}.");
        Sureness { grade, word, because }
    }
}

impl Grade {
    /// The grade in words.
    #[must_use]
    pub fn word(self, words: &Words) -> &str {
        match self {
            Grade::High => &words.sureness.high,
            Grade::Moderate => &words.sureness.moderate,
            Grade::Low => &words.sureness.low,
            Grade::VeryLow => &words.sureness.very_low,
        }
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
