//! Agreement within a group: whether its mean speaks for its members.

use super::interval::agreement_of;
use super::survey_items::{answers, distribution_components};
use super::view::View;
use super::{Absence, Basis, Counted, Figure, Measure, Outcome, WorkingLine};
use crate::framework::Items;
use crate::tally::Component;
use crate::vocabulary::{Level, Quantity};

/// rwg(j) of a scale within one group.
pub(super) struct Agreement<'a>(pub &'a Items);

impl Measure for Agreement<'_> {
    fn components(&self) -> Vec<Component> {
        self.0.items.iter().flat_map(|item| distribution_components(item)).collect()
    }

    fn needs(&self) -> Vec<Component> {
        vec![Component::Returns]
    }

    /// Per group, from the items' answer counts; for a larger unit the median group's.
    fn estimate(&self, view: &View<'_>) -> Outcome {
        if view.not_asked(&self.0.items) {
            return Outcome::Absent(Absence::NotAsked);
        }
        if view.level() != Level::Group {
            return super::view::over_groups(view, super::view::Summary::Median, |view| self.of_group(view));
        }
        self.of_group(view)
    }
}

impl Agreement<'_> {
    fn of_group(&self, view: &View<'_>) -> Outcome {
        let counts: Vec<Vec<u64>> = self.0.items.iter().map(|item| answers(view, item).0).collect();
        let n = counts.iter().map(|counts| counts.iter().sum::<u64>()).min().unwrap_or(0);
        if n == 0 {
            return Outcome::Absent(Absence::NothingRecorded);
        }
        match agreement_of(&counts) {
            Ok((rwg, deviation)) => Outcome::Estimated(Figure {
                value: rwg,
                quantity: Quantity::Coefficient,
                interval: None,
                shrunken: None,
                n,
                eligible: view.eligible(),
                counted: Counted::Respondents,
                basis: Basis::Sample,
                numerator: None,
                people: Some(n),
                items: u32::try_from(self.0.items.len()).unwrap_or(u32::MAX),
                concentration: None,
                working: view.working(|| {
                    vec![
                        WorkingLine::new("items in the scale", self.0.items.join(", ")),
                        WorkingLine::new("fewest answers to one of them", n),
                        WorkingLine::new("rwg(j) against answers at random", format!("{rwg:.6}")),
                        WorkingLine::new("average deviation, in scale points", format!("{deviation:.6}")),
                    ]
                }),
            }),
            Err(reason) => Outcome::Absent(Absence::TooLittle(reason)),
        }
    }
}
