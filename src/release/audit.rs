//! What was tried against a circulation, and what its protection cost.

use super::answers::Detail;
use super::released::{Released, ReleasedDistribution};
use super::remainder::Tree;
use super::series::{AnswerSeries, FigureSeries};
use crate::vocabulary::UnitId;
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
    /// Counts of answers that are not told and were bounded.
    pub bounded: usize,
    /// Where it is not proved: the numbers from which, with others, something about too few people follows.
    pub open: Vec<Telling>,
}

/// A number that would give something away together with others.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Telling {
    /// Code of the indicator, or id of the item.
    pub of: String,
    /// The unit.
    pub unit: UnitId,
    /// The wave's id.
    pub wave: String,
}

/// How many of a kind are told: by each rule alone, and in the release.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Told {
    /// All there are.
    pub all: usize,
    /// Told by the rules for single numbers alone, which would not be safe together.
    pub primary: usize,
    /// Told if every larger unit's number went whose parts are not all told: the obvious way to be safe, which
    /// costs the readers of totals most.
    pub without_totals: usize,
    /// Told in the release.
    pub released: usize,
}

impl Audit {
    pub(super) fn note_primary<'a>(
        &mut self,
        figures: &[FigureSeries<'a>],
        answers: &[AnswerSeries<'a>],
        tree: &Tree<'a>,
    ) {
        (self.figures.all, self.figures.primary) = count_figures(figures);
        (self.answers.all, self.answers.primary) = count_answers(answers);
        let of_answers = figures.iter().filter(|one| one.is_of_answers());
        let open: usize = of_answers.map(|one| one.layer(tree).open_wholes()).sum();
        self.figures.without_totals = self.figures.primary.saturating_sub(open);
        let open: usize = answers.iter().map(|one| one.layer(tree, Detail::Split).open_wholes()).sum();
        self.answers.without_totals = self.answers.primary.saturating_sub(open);
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
