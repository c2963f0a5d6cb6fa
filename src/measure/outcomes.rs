//! School outcomes: means at a wave, and change against comparators.

use super::interval::{Contrast, contrast, pooled_interval};
use super::view::{View, in_ones, real};
use super::{Absence, Basis, Concentration, Counted, Figure, Measure, WorkingLine};
use crate::framework::Outcome as SchoolOutcome;
use crate::tally::{Arm, Component, SchoolSums, TallyValue, UNITS_IN_ONE};
use crate::vocabulary::Quantity;
use std::collections::BTreeMap;

use super::Outcome;

/// Mean of a school outcome, weighted by pupils.
pub(super) struct OutcomeMean<'a>(pub &'a SchoolOutcome);
/// Change of the programme's schools less that of their comparators.
pub(super) struct Comparison<'a>(pub &'a SchoolOutcome);

fn schools_with(outcome: &SchoolOutcome) -> Component {
    Component::Schools { outcome: outcome.outcome.clone() }
}

fn schools(view: &View<'_>, component: &Component, wave: usize) -> Schools {
    let mut total = TallyValue::Schools(BTreeMap::new());
    for (_, value) in view.each_at(component, wave) {
        total.merge(value.clone());
    }
    match total {
        TallyValue::Schools(schools) => schools,
        _ => BTreeMap::new(),
    }
}

impl Measure for OutcomeMean<'_> {
    fn components(&self) -> Vec<Component> {
        vec![schools_with(self.0)]
    }

    /// Sum of pupils' scores over pupils, in the programme's schools.
    fn estimate(&self, view: &View<'_>) -> Outcome {
        let component = schools_with(self.0);
        let schools = schools(view, &component, view.wave);
        let mine: Vec<(f64, f64)> = schools
            .iter()
            .filter(|((arm, _), sums)| *arm == Arm::Programme && sums.n > 0)
            .map(|(_, sums)| (in_ones(sums.sum), real(sums.n)))
            .collect();
        let (total, n) = mine.iter().fold((0.0, 0.0), |(total, n), (sum, pupils)| (total + sum, n + pupils));
        if n <= 0.0 {
            return Outcome::Absent(Absence::NothingRecorded);
        }
        let value = total / n;
        Outcome::Estimated(Figure {
            value,
            quantity: Quantity::Score,
            interval: pooled_interval(&mine, None),
            shrunken: None,
            n: mine.len() as u64,
            eligible: None,
            counted: Counted::Schools,
            basis: Basis::Record,
            numerator: None,
            people: None,
            items: 0,
            concentration: Some(Concentration::of(mine.iter().map(|(_, pupils)| *pupils))),
            working: view.working(|| {
                vec![
                    WorkingLine::new("schools with a score", mine.len()),
                    WorkingLine::new("pupils in them", n),
                    WorkingLine::new("sum of pupils' scores", total),
                    WorkingLine::new("mean = sum / pupils", format!("{value:.6}")),
                ]
            }),
        })
    }
}

impl Measure for Comparison<'_> {
    fn components(&self) -> Vec<Component> {
        vec![schools_with(self.0)]
    }

    /// Difference in differences from schools' means at the first wave and at this, standardised by
    /// the spread of pupils' scores at the first.
    fn estimate(&self, view: &View<'_>) -> Outcome {
        match self.contrast(view) {
            Ok((contrast, programme, comparison)) => {
                Outcome::Estimated(compared(view, &contrast, &programme, &comparison))
            }
            Err(absence) => Outcome::Absent(absence),
        }
    }
}

/// A contrast with the changes of programme and comparison schools, each with its pupils.
type Compared = (Contrast, Vec<(f64, f64)>, Vec<(f64, f64)>);

impl Comparison<'_> {
    /// The standardised difference and its sampling variance, or why there is none.
    pub(super) fn study(&self, view: &View<'_>) -> Result<(f64, f64), Absence> {
        let (contrast, ..) = self.contrast(view)?;
        Ok((contrast.standardised, contrast.standard_error * contrast.standard_error))
    }

    fn contrast(&self, view: &View<'_>) -> Result<Compared, Absence> {
        let component = schools_with(self.0);
        if view.wave == 0 {
            return Err(Absence::NoEarlierWave);
        }
        let (before, after) = (schools(view, &component, 0), schools(view, &component, view.wave));
        if after.is_empty() || before.is_empty() {
            return Err(Absence::NothingRecorded);
        }
        if !after.keys().any(|(arm, _)| *arm == Arm::Comparison) {
            return Err(Absence::NoComparator);
        }
        let [programme, comparison] = [Arm::Programme, Arm::Comparison].map(|arm| changes(&before, &after, arm));
        match contrast(&programme, &comparison, pupil_spread(&before)) {
            Ok(contrast) => Ok((contrast, programme, comparison)),
            Err(reason) => Err(Absence::TooLittle(reason)),
        }
    }
}

type Schools = BTreeMap<(Arm, String), SchoolSums>;

/// Change of each school of an arm that has pupils at both waves, with its later pupils.
fn changes(before: &Schools, after: &Schools, wanted: Arm) -> Vec<(f64, f64)> {
    let both = after.iter().filter_map(|(school, later)| Some((school, before.get(school)?, later)));
    both.filter(|((arm, _), earlier, later)| *arm == wanted && earlier.n > 0 && later.n > 0)
        .map(|(_, earlier, later)| {
            let change = in_ones(later.sum) / real(later.n) - in_ones(earlier.sum) / real(earlier.n);
            (change, real(later.n))
        })
        .collect()
}

/// Standard deviation of pupils' scores within schools at the first wave, pooled over all schools
/// whose spread is known, and its degrees of freedom: pupils less schools.
fn pupil_spread(before: &Schools) -> Option<(f64, u64)> {
    let squares = |sums: &SchoolSums| in_ones(sums.sum_of_squares) / UNITS_IN_ONE;
    let (mut within, mut freedom) = (0.0, 0);
    for sums in before.values().filter(|sums| sums.n_with_spread > 1) {
        within += squares(sums) - in_ones(sums.sum_with_spread).powi(2) / real(sums.n_with_spread);
        freedom += sums.n_with_spread - 1;
    }
    (freedom > 0 && within > 0.0).then(|| ((within / real(freedom)).sqrt(), freedom))
}

fn compared(view: &View<'_>, contrast: &Contrast, programme: &[(f64, f64)], comparison: &[(f64, f64)]) -> Figure {
    Figure {
        value: contrast.standardised,
        quantity: Quantity::EffectSize,
        interval: Some(contrast.interval),
        shrunken: None,
        n: programme.len() as u64,
        eligible: None,
        counted: Counted::Schools,
        basis: Basis::Contrast,
        numerator: None,
        people: None,
        items: 0,
        concentration: Some(Concentration::of(programme.iter().map(|(_, pupils)| *pupils))),
        working: view.working(|| {
            vec![
                WorkingLine::new("programme schools with both waves", programme.len()),
                WorkingLine::new("comparison schools with both waves", comparison.len()),
                WorkingLine::new("mean change of programme schools, by pupils", format!("{:.6}", contrast.programme)),
                WorkingLine::new("mean change of comparison schools, by pupils", format!("{:.6}", contrast.comparison)),
                WorkingLine::new("difference of the changes, in points", format!("{:.6}", contrast.difference)),
                WorkingLine::new(
                    "standard deviation of pupils within schools at the first wave",
                    format!("{:.6}", contrast.spread),
                ),
                WorkingLine::new(
                    "difference in standard deviations, small-sample corrected",
                    format!("{:.6}", contrast.standardised),
                ),
            ]
        }),
    }
}
