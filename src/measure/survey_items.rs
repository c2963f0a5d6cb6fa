//! Single items: the share of favourable answers, and the answers themselves.

use super::interval::share_interval;
use super::view::{View, on_roll, real};
use super::{Basis, Counted, Distribution, Figure, Measure, Outcome, WorkingLine};
use crate::framework::OneItem;
use crate::tally::{Component, TallyValue};
use crate::vocabulary::{Quantity, UnitId};
use std::collections::BTreeMap;

fn answers_to(item: &str) -> Component {
    Component::Answers { item: item.to_owned() }
}

/// Answers per label and missing ones by reason, over a unit's groups.
pub(super) fn answers(view: &View<'_>, item: &str) -> (Vec<u64>, BTreeMap<String, u64>) {
    let mut total = TallyValue::Nothing;
    for (_, value) in view.each(&answers_to(item)) {
        total.merge(value.clone());
    }
    match total {
        TallyValue::Answers { counts, missing } => (counts, missing),
        _ => (Vec::new(), BTreeMap::new()),
    }
}

/// The answers to an item in a unit, if it was asked there.
pub(super) fn distribution(view: &View<'_>, item: &str, unit: &UnitId, wave: &str) -> Option<Distribution> {
    let (counts, missing) = answers(view, item);
    (counts.iter().sum::<u64>() > 0).then(|| Distribution {
        item: item.to_owned(),
        unit: unit.clone(),
        wave: wave.to_owned(),
        counts,
        missing: missing.into_iter().collect(),
        eligible: view.eligible(),
    })
}

/// The components that distributions need.
pub(super) fn distribution_components(item: &str) -> [Component; 2] {
    [answers_to(item), on_roll()]
}

impl Measure for OneItem {
    fn components(&self) -> Vec<Component> {
        distribution_components(&self.item).to_vec()
    }

    fn needs(&self) -> Vec<Component> {
        vec![answers_to(&self.item)]
    }

    /// Share of those who answered that chose a favourable answer.
    fn estimate(&self, view: &View<'_>) -> Outcome {
        let (counts, _) = answers(view, &self.item);
        let n: u64 = counts.iter().sum();
        let Some([_, _, favourable]) = view.framework.answer_bands(&self.item).filter(|_| n > 0) else {
            return view.no_answers(std::slice::from_ref(&self.item));
        };
        let favourable: u64 = counts.get(favourable).map_or(0, |part| part.iter().sum());
        let eligible = view.eligible().map(|eligible| eligible.max(n));
        let census = eligible == Some(n);
        let value = real(favourable) / real(n);
        let pairs: Vec<(f64, f64)> = view
            .groups
            .iter()
            .map(|group| group_share(&view.of_group(group), &self.item))
            .filter(|(_, answered)| *answered > 0.0)
            .collect();
        Outcome::Estimated(Figure {
            value,
            quantity: Quantity::Share,
            interval: if census { None } else { share_interval(view, favourable, n, eligible, &pairs) },
            shrunken: None,
            n,
            eligible,
            counted: Counted::Respondents,
            basis: if census { Basis::Census } else { Basis::Sample },
            numerator: Some(favourable),
            people: Some(n),
            items: 1,
            concentration: None,
            working: view.working(|| {
                vec![
                    WorkingLine::new(format!("respondents who answered {}", self.item), n),
                    WorkingLine::new("answers by label, least first", format!("{counts:?}")),
                    WorkingLine::new("favourable answers", favourable),
                    WorkingLine::new("share = favourable / answered", format!("{value:.6}")),
                ]
            }),
        })
    }
}

fn group_share(view: &View<'_>, item: &str) -> (f64, f64) {
    let (counts, _) = answers(view, item);
    let favourable = view.framework.answer_bands(item).map_or(0..0, |[_, _, favourable]| favourable);
    (real(counts.get(favourable).map_or(0, |part| part.iter().sum())), real(counts.iter().sum()))
}
