//! What goes with what: association, never effect.

use super::interval::limits;
use super::quality::{in_units, products};
use super::view::View;
use super::{Absence, Basis, Counted, Figure, Measure, Outcome, WorkingLine};
use crate::framework::{Association, Slope};
use crate::statistics::NotEstimable;
use crate::statistics::association::{self, share_between_groups, slope, slope_over_groups};
use crate::statistics::cross_products::CrossProducts;
use crate::statistics::interval::Confidence;
use crate::statistics::mean::Moments;
use crate::tally::{Component, TallyValue, units_of_scores_on};
use crate::vocabulary::{Level, Quantity};

impl Slope {
    fn component(&self) -> Component {
        Component::ScoresOn { items: self.items.clone(), number: self.on.clone() }
    }

    fn line(&self, view: &View<'_>, component: &Component) -> Result<association::Slope, NotEstimable> {
        let units = units_of_scores_on(self.items.len());
        let sums = view.each(component).filter_map(|(_, value)| match value {
            TallyValue::Products(sums) if sums.n > 0 => Some(in_units(sums, &units)),
            _ => None,
        });
        let groups = sums.collect::<Result<Vec<CrossProducts>, NotEstimable>>()?;
        match (view.level(), groups.as_slice()) {
            (Level::Group, [own]) => slope(own, self.fewest, Confidence::Percent95),
            _ => slope_over_groups(&groups, self.fewest, Confidence::Percent95),
        }
    }
}

impl Measure for Slope {
    fn components(&self) -> Vec<Component> {
        vec![self.component()]
    }

    /// Least squares over the unit's respondents who have both, its groups as clusters; none below the
    /// fewest asked for.
    fn estimate(&self, view: &View<'_>) -> Outcome {
        let component = self.component();
        let Some(sums) = products(view, &component) else {
            return view.no_answers(&self.items);
        };
        let slope = match self.line(view, &component) {
            Ok(line) => line.slope,
            Err(reason) => return Outcome::Absent(Absence::TooLittle(reason.to_string())),
        };
        Outcome::Estimated(Figure {
            value: slope.value,
            quantity: Quantity::ScaleDifference,
            interval: Some(limits(&slope.interval)),
            shrunken: None,
            n: sums.n,
            eligible: None,
            counted: Counted::Respondents,
            basis: Basis::Sample,
            numerator: None,
            people: Some(sums.n),
            items: u32::try_from(self.items.len()).unwrap_or(u32::MAX),
            concentration: None,
            working: view.working(|| {
                vec![
                    WorkingLine::new("items in the scale", self.items.join(", ")),
                    WorkingLine::new(format!("respondents with a score and {}", self.on), sums.n),
                    WorkingLine::new("rise of the score with one more", format!("{:.6}", slope.value)),
                ]
            }),
        })
    }
}

/// The share of the differences in the second number of each pair that goes with the first: eta
/// squared over its categories, or the squared correlation.
pub(super) fn squared_association(pairs: &[(f64, f64)], association: Association) -> Result<f64, String> {
    let made = match association {
        Association::Categories => between_categories(pairs),
        Association::Numbers => squared_correlation(pairs),
    };
    made.map_err(|reason| reason.to_string())
}

fn between_categories(pairs: &[(f64, f64)]) -> Result<f64, NotEstimable> {
    let mut categories: Vec<f64> = pairs.iter().map(|(category, _)| *category).collect();
    categories.sort_by(f64::total_cmp);
    categories.dedup();
    let of_category = |category: &f64| -> Moments {
        pairs.iter().filter(|(other, _)| other.total_cmp(category).is_eq()).map(|(_, outcome)| *outcome).collect()
    };
    let groups: Vec<Moments> = categories.iter().map(of_category).collect();
    Ok(share_between_groups(&groups)?.eta_squared)
}

fn squared_correlation(pairs: &[(f64, f64)]) -> Result<f64, NotEstimable> {
    let mut sums = CrossProducts::nobody(2);
    for (one, other) in pairs {
        sums.count(&[*one, *other])?;
    }
    let line = slope(&sums, 0, Confidence::Percent95)?;
    Ok(line.correlation * line.correlation)
}
