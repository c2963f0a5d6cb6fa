//! What was tried against a circulation, and what its protection cost.

use super::released::{Released, ReleasedDistribution};
use super::series::{AnswerSeries, FigureSeries};
use serde::Serialize;

/// The attacker's account of one circulation.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Audit {
    /// Published numbers taken as lines of equations.
    pub lines: usize,
    /// Sets of indicators and items that share what people answered, each solved together.
    pub families: usize,
    /// Numbers withheld because the attacker found what followed from them.
    pub repaired: usize,
    /// How often it was repaired and searched again.
    pub rounds: usize,
    /// Whether the last search found nothing: then nothing about fewer people than promised follows.
    pub is_proved: bool,
    /// Figures made of people's answers that there are.
    pub figures: Told,
    /// Distributions of answers that there are.
    pub answers: Told,
    /// Counts of people behind withheld figures that were bounded.
    pub bounded: usize,
}

/// How many of a kind are told: by each rule alone, and in the release.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Told {
    /// All there are.
    pub all: usize,
    /// Told by the rules for single numbers alone, which would not be safe together.
    pub primary: usize,
    /// Told in the release.
    pub released: usize,
}

impl Audit {
    pub(super) fn note_primary(&mut self, figures: &[FigureSeries<'_>], answers: &[AnswerSeries<'_>]) {
        (self.figures.all, self.figures.primary) = count_figures(figures);
        (self.answers.all, self.answers.primary) = count_answers(answers);
    }

    pub(super) fn note_released(&mut self, figures: &[FigureSeries<'_>], answers: &[AnswerSeries<'_>]) {
        (_, self.figures.released) = count_figures(figures);
        (_, self.answers.released) = count_answers(answers);
    }
}

/// All, and those told.
fn count_figures(series: &[FigureSeries<'_>]) -> (usize, usize) {
    let released = series.iter().filter(|one| one.is_of_answers()).flat_map(|one| one.released.values());
    released.fold((0, 0), |(all, told), one| match one {
        Released::Absent(_) => (all, told),
        one => (all + 1, told + usize::from(one.is_told())),
    })
}

fn count_answers(series: &[AnswerSeries<'_>]) -> (usize, usize) {
    series.iter().flat_map(|one| one.released.values()).fold((0, 0), |(all, told), one| match one {
        ReleasedDistribution::Absent(_) => (all, told),
        ReleasedDistribution::Withheld(_) => (all + 1, told),
        _ => (all + 1, told + 1),
    })
}
