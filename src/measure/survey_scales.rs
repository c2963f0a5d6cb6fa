//! Scale means: what respondents said, on average, on a scale of one or more items.

use super::interval::{mean_interval, spread};
use super::view::{View, on_roll, real, scores};
use super::{Basis, Counted, Figure, Measure, Outcome, WorkingLine};
use crate::framework::{Difference, ScaleMean};
use crate::tally::{Component, ScoreSums};
use crate::vocabulary::Quantity;

/// The component that holds a scale's scores.
pub(super) fn scores_of(items: &[String], condition: Option<&String>) -> Component {
    Component::Scores { items: items.to_vec(), condition: condition.cloned() }
}

/// Sums over all groups of a unit, and group by group.
pub(super) fn pooled(view: &View<'_>, component: &Component) -> (ScoreSums, Vec<ScoreSums>) {
    let each: Vec<ScoreSums> = view.each(component).map(|(_, value)| scores(value)).filter(|sums| sums.n > 0).collect();
    let total = each.iter().fold(ScoreSums::default(), |total, sums| ScoreSums {
        n: total.n + sums.n,
        sum: total.sum + sums.sum,
        sum_of_squares: total.sum_of_squares + sums.sum_of_squares,
        denominator: sums.denominator,
    });
    (total, each)
}

impl Measure for ScaleMean {
    fn components(&self) -> Vec<Component> {
        vec![scores_of(&self.items, self.condition.as_ref()), on_roll()]
    }

    fn needs(&self) -> Vec<Component> {
        vec![scores_of(&self.items, self.condition.as_ref())]
    }

    /// Mean of the members' scale scores. Where all who were eligible answered it is a census of
    /// the unit and has no interval; otherwise see [`mean_interval`].
    fn estimate(&self, view: &View<'_>) -> Outcome {
        let component = scores_of(&self.items, self.condition.as_ref());
        let (total, each) = pooled(view, &component);
        if total.n == 0 {
            return view.no_answers(&self.items);
        }
        // A condition picks out a subgroup whose size among the eligible is not known.
        let eligible =
            if self.condition.is_some() { None } else { view.eligible().map(|eligible| eligible.max(total.n)) };
        let census = eligible == Some(total.n);
        let value = total.sum_in_points() / real(total.n);
        Outcome::Estimated(Figure {
            value,
            quantity: Quantity::ScaleMean,
            interval: if census { None } else { mean_interval(view, &total, &each, eligible) },
            shrunken: None,
            n: total.n,
            eligible,
            counted: Counted::Respondents,
            basis: if census { Basis::Census } else { Basis::Sample },
            numerator: None,
            people: Some(total.n),
            items: u32::try_from(self.items.len()).unwrap_or(u32::MAX),
            concentration: None,
            working: view.working(|| mean_working(&self.items, &total, value)),
        })
    }
}

fn mean_working(items: &[String], total: &ScoreSums, value: f64) -> Vec<WorkingLine> {
    vec![
        WorkingLine::new("items in the scale", items.join(", ")),
        WorkingLine::new("respondents with a score (two thirds of the items answered)", total.n),
        WorkingLine::new("sum of their scores", total.sum_in_points()),
        WorkingLine::new("standard deviation of their scores", format!("{:.6}", spread(total).unwrap_or(0.0))),
        WorkingLine::new("mean = sum / respondents", format!("{value:.6}")),
    ]
}

impl Measure for Difference {
    fn components(&self) -> Vec<Component> {
        vec![scores_of(&self.items, Some(&self.of)), scores_of(&self.items, Some(&self.against))]
    }

    /// Mean of the subgroup less the mean of those it is compared with, within one wave. Protection
    /// looks at the smaller of the two.
    fn estimate(&self, view: &View<'_>) -> Outcome {
        let [of, against] = [&self.of, &self.against].map(|condition| scores_of(&self.items, Some(condition)));
        let ((of, _), (against, _)) = (pooled(view, &of), pooled(view, &against));
        if of.n == 0 || against.n == 0 {
            return view.no_answers(&self.items);
        }
        let [mean_of, mean_against] = [of, against].map(|sums| sums.sum_in_points() / real(sums.n));
        let value = mean_of - mean_against;
        Outcome::Estimated(Figure {
            value,
            quantity: Quantity::ScaleDifference,
            interval: super::interval::difference_interval(&of, &against),
            shrunken: None,
            n: of.n.min(against.n),
            eligible: None,
            counted: Counted::Respondents,
            basis: Basis::Contrast,
            numerator: None,
            people: Some(of.n.min(against.n)),
            items: u32::try_from(self.items.len()).unwrap_or(u32::MAX),
            concentration: None,
            working: view.working(|| {
                vec![
                    WorkingLine::new(format!("respondents where {}", self.of), of.n),
                    WorkingLine::new("their mean", format!("{mean_of:.6}")),
                    WorkingLine::new(format!("respondents where {}", self.against), against.n),
                    WorkingLine::new("their mean", format!("{mean_against:.6}")),
                    WorkingLine::new("difference of the means", format!("{value:.6}")),
                ]
            }),
        })
    }
}
