//! How far a scale can be trusted: reliability among all respondents, and what groups have in common.

use super::interval::{limits, moments};
use super::survey_scales::{pooled, scores_of};
use super::view::{View, whole};
use super::{Absence, Basis, Counted, Figure, Interval, Measure, Outcome, WorkingLine};
use crate::framework::{BetweenGroups, GroupSignal, Reliability, ReliabilityCoefficient};
use crate::statistics::NotEstimable;
use crate::statistics::aggregation::{GroupSize, OneWay};
use crate::statistics::cross_products::CrossProducts;
use crate::statistics::interval::Confidence;
use crate::statistics::mean::Moments;
use crate::statistics::omega::omega_total_from_sums;
use crate::statistics::reliability::{ItemCrossProducts, cronbach_alpha_from_sums};
use crate::tally::{Component, ProductSums, TallyValue};
use crate::vocabulary::{Level, Quantity};

/// A coefficient about people's answers.
fn coefficient(
    value: f64,
    interval: Option<Interval>,
    people: u64,
    items: usize,
    working: Vec<WorkingLine>,
) -> Outcome {
    Outcome::Estimated(Figure {
        value,
        quantity: Quantity::Coefficient,
        interval,
        shrunken: None,
        n: people,
        eligible: None,
        counted: Counted::Respondents,
        basis: Basis::Sample,
        numerator: None,
        people: Some(people),
        items: u32::try_from(items).unwrap_or(u32::MAX),
        concentration: None,
        working,
    })
}

fn too_little(reason: NotEstimable) -> Outcome {
    Outcome::Absent(Absence::TooLittle(reason.to_string()))
}

/// The sums of a unit's groups together.
pub(super) fn products(view: &View<'_>, component: &Component) -> Option<ProductSums> {
    let mut total = TallyValue::Nothing;
    for (_, value) in view.each(component) {
        total.merge(value.clone());
    }
    match total {
        TallyValue::Products(sums) if sums.n > 0 => Some(sums),
        _ => None,
    }
}

/// The products of each number with each: the half that was summed, mirrored.
fn square(sums: &ProductSums) -> Vec<Vec<f64>> {
    let product = |row: usize, column: usize| {
        let (first, second) = (row.min(column), row.max(column));
        let cell = sums.products.get(first).and_then(|row| row.get(second - first));
        cell.copied().map_or(0.0, whole)
    };
    let numbers = 0..sums.sums.len();
    numbers.clone().map(|row| numbers.clone().map(|column| product(row, column)).collect()).collect()
}

/// Sums and products as the models take them, each number in units of its own.
pub(super) fn in_units(sums: &ProductSums, units: &[f64]) -> Result<CrossProducts, NotEstimable> {
    let totals: Vec<f64> = sums.sums.iter().zip(units).map(|(sum, units)| whole(*sum) / units).collect();
    let mut products = square(sums);
    for (row, row_units) in products.iter_mut().zip(units) {
        for (product, column_units) in row.iter_mut().zip(units) {
            *product /= row_units * column_units;
        }
    }
    CrossProducts::of_sums(sums.n, &totals, &products)
}

fn cross_products(sums: &ProductSums) -> ItemCrossProducts {
    ItemCrossProducts { people: sums.n, sums: sums.sums.iter().copied().map(whole).collect(), products: square(sums) }
}

impl Reliability {
    fn component(&self) -> Component {
        Component::CrossProducts { items: self.items.clone() }
    }
}

impl Measure for Reliability {
    fn components(&self) -> Vec<Component> {
        vec![self.component()]
    }

    /// Among all of the unit's respondents who answered every item, whatever their group.
    fn estimate(&self, view: &View<'_>) -> Outcome {
        let component = self.component();
        let Some(sums) = products(view, &component) else {
            return view.no_answers(&self.items);
        };
        let products = cross_products(&sums);
        let made = match self.coefficient {
            ReliabilityCoefficient::Alpha => cronbach_alpha_from_sums(&products, Confidence::Percent95)
                .map(|alpha| (alpha.alpha, Some(limits(&alpha.interval)))),
            ReliabilityCoefficient::Omega => omega_total_from_sums(&products).map(|factor| (factor.omega, None)),
        };
        let (value, interval) = match made {
            Ok(made) => made,
            Err(reason) => return too_little(reason),
        };
        let working = view.working(|| {
            vec![
                WorkingLine::new("items in the scale", self.items.join(", ")),
                WorkingLine::new("respondents who answered them all", sums.n),
                WorkingLine::new("coefficient from their covariances", format!("{value:.6}")),
            ]
        });
        coefficient(value, interval, sums.n, self.items.len(), working)
    }
}

impl Measure for BetweenGroups {
    fn components(&self) -> Vec<Component> {
        vec![scores_of(&self.items, None)]
    }

    /// From one analysis of variance over the unit's groups, with the plain mean of group sizes
    /// (Bliese 2000).
    fn estimate(&self, view: &View<'_>) -> Outcome {
        if view.level() == Level::Group {
            return Outcome::Absent(Absence::NotAtThisLevel);
        }
        let component = scores_of(&self.items, None);
        let (total, each) = pooled(view, &component);
        if total.n == 0 {
            return view.no_answers(&self.items);
        }
        let groups: Vec<Moments> = each.iter().map(moments).collect();
        let made = OneWay::of(&groups).and_then(|analysis| {
            let signal = match self.signal {
                GroupSignal::Icc1 => {
                    let icc = analysis.intraclass_correlation(GroupSize::Mean, Confidence::Percent95)?;
                    (icc.value, Some(limits(&icc.interval)))
                }
                GroupSignal::Icc2 => (analysis.group_mean_reliability()?, None),
            };
            Ok((signal, analysis))
        });
        let ((value, interval), analysis) = match made {
            Ok(made) => made,
            Err(reason) => return too_little(reason),
        };
        let working = view.working(|| {
            let (between, within) = analysis.mean_squares();
            vec![
                WorkingLine::new("items in the scale", self.items.join(", ")),
                WorkingLine::new("groups", analysis.groups),
                WorkingLine::new("respondents", analysis.people),
                WorkingLine::new("mean square between groups", format!("{between:.6}")),
                WorkingLine::new("mean square within groups", format!("{within:.6}")),
                WorkingLine::new("mean size of a group", format!("{:.6}", analysis.mean_group_size)),
                WorkingLine::new("coefficient", format!("{value:.6}")),
            ]
        });
        coefficient(value, interval, total.n, self.items.len(), working)
    }
}
