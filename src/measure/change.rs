//! Matched change: the same people at the first wave at which a scale was asked and at this.

use super::interval::change_interval;
use super::view::{View, real};
use super::{Absence, Basis, Counted, Figure, Measure, Outcome, WorkingLine};
use crate::framework::Items;
use crate::tally::{Component, TallyValue, first_asked};
use crate::vocabulary::Quantity;

/// Mean change of a scale score among those who have one at both waves.
pub(super) struct MatchedChange<'a>(pub &'a Items);

impl Measure for MatchedChange<'_> {
    fn components(&self) -> Vec<Component> {
        vec![Component::Pairs { items: self.0.items.clone() }, Component::Returns, super::view::on_roll()]
    }

    fn needs(&self) -> Vec<Component> {
        vec![Component::Returns]
    }

    /// Mean of the differences, later less first, with the paired t interval and the finite
    /// population correction for the members eligible.
    fn estimate(&self, view: &View<'_>) -> Outcome {
        let component = Component::Pairs { items: self.0.items.clone() };
        let start = first_asked(view.framework, &self.0.items);
        if view.wave <= start {
            return Outcome::Absent(Absence::NoEarlierWave);
        }
        if let (Some(now), Some(then)) = (view.wave(), view.waves.get(start))
            && !now.asks_as_at(then, &self.0.items)
        {
            return Outcome::Absent(Absence::QuestionChanged);
        }
        let mut total = TallyValue::Pairs(Box::default());
        for (_, value) in view.each(&component) {
            total.merge(value.clone());
        }
        let TallyValue::Pairs(pairs) = total else { return Outcome::Absent(Absence::NothingRecorded) };
        let n = pairs.change.n;
        if n == 0 {
            return Outcome::Absent(Absence::NothingRecorded);
        }
        let value = pairs.change.sum_in_points() / real(n);
        let [earlier, later] = [pairs.earlier, pairs.later].map(|sums| sums.sum_in_points() / real(n));
        let first: u64 = view.each_at(&Component::Returns, start).map(|(_, value)| super::view::count(value)).sum();
        Outcome::Estimated(Figure {
            value,
            quantity: Quantity::ScaleDifference,
            interval: change_interval(&pairs, view.eligible()),
            shrunken: None,
            n,
            eligible: view.eligible().map(|eligible| eligible.max(n)),
            counted: Counted::Pairs,
            basis: Basis::Contrast,
            numerator: None,
            people: Some(n),
            items: u32::try_from(self.0.items.len()).unwrap_or(u32::MAX),
            concentration: None,
            working: view.working(|| {
                vec![
                    WorkingLine::new("items in the scale", self.0.items.join(", ")),
                    WorkingLine::new("returns at the first wave at which they were asked", first),
                    WorkingLine::new("people with a score at that wave and this", n),
                    WorkingLine::new("their mean at that wave", format!("{earlier:.6}")),
                    WorkingLine::new("their mean at this wave", format!("{later:.6}")),
                    WorkingLine::new("mean of their changes", format!("{value:.6}")),
                ]
            }),
        })
    }
}
