//! School outcomes beyond one group's means: pupils matched to their own earlier scores, and the
//! groups' comparisons pooled.

use super::interval::limits;
use super::outcomes::Comparison;
use super::quality::in_units;
use super::view::View;
use super::{Absence, Basis, Counted, Figure, Interval, Measure, Outcome, WorkingLine};
use crate::framework::Outcome as SchoolOutcome;
use crate::statistics::clustered_effect::{ClusteredEffect, SchoolInArm, UnconditionalModel, clustered_effect};
use crate::statistics::interval::Confidence;
use crate::statistics::meta_analysis::{Heterogeneity, PooledInterval, Study, pool};
use crate::statistics::{self, NotEstimable};
use crate::tally::{Arm, Component, ProductSums, TallyValue, UNITS_IN_ONE};
use crate::vocabulary::{Level, Quantity};

/// Pupils' scores beyond those of comparison schools' pupils who started alike.
pub(super) struct ValueAdded<'a>(pub &'a SchoolOutcome);
/// The groups' comparisons, pooled as studies are.
pub(super) struct PooledComparison<'a>(pub &'a SchoolOutcome);

fn effect(value: f64, interval: Interval, n: u64, counted: Counted, working: Vec<WorkingLine>) -> Outcome {
    Outcome::Estimated(Figure {
        value,
        quantity: Quantity::EffectSize,
        interval: Some(interval),
        shrunken: None,
        n,
        eligible: None,
        counted,
        basis: Basis::Contrast,
        numerator: None,
        people: None,
        items: 0,
        concentration: None,
        working,
    })
}

impl ValueAdded<'_> {
    fn component(&self) -> Component {
        Component::Pupils { outcome: self.0.outcome.clone() }
    }

    fn schools(&self, view: &View<'_>) -> Result<Vec<SchoolInArm>, NotEstimable> {
        let mut total = TallyValue::Nothing;
        for (_, value) in view.each(&self.component()) {
            total.merge(value.clone());
        }
        let TallyValue::Pupils(schools) = total else { return Ok(Vec::new()) };
        let in_arm = |((arm, _), sums): (&(Arm, String), &ProductSums)| {
            let arm = match arm {
                Arm::Programme => statistics::Arm::Programme,
                Arm::Comparison => statistics::Arm::Comparison,
            };
            Ok(SchoolInArm { arm, pupils: in_units(sums, &[UNITS_IN_ONE; 2])? })
        };
        schools.iter().map(in_arm).collect()
    }
}

impl Measure for ValueAdded<'_> {
    fn components(&self) -> Vec<Component> {
        vec![self.component()]
    }

    /// The arm's effect in a random-intercept model with the pupil's first score, over the total
    /// standard deviation within arms (Hedges 2007); degrees of freedom from schools.
    fn estimate(&self, view: &View<'_>) -> Outcome {
        if view.wave == 0 {
            return Outcome::Absent(Absence::NoEarlierWave);
        }
        let made = self.schools(view).map(|schools| {
            let compared = schools.iter().any(|school| school.arm == statistics::Arm::Comparison);
            (schools.is_empty(), compared, clustered_effect(&schools, UnconditionalModel::WithinArms, CONFIDENCE))
        });
        match made {
            Ok((true, ..)) => Outcome::Absent(Absence::NothingRecorded),
            Ok((_, false, _)) => Outcome::Absent(Absence::NoComparator),
            Ok((.., Ok(made))) => {
                let [programme, _] = made.schools;
                let working = view.working(|| value_added_working(&made));
                effect(made.effect.value, limits(&made.effect.interval), programme, Counted::Schools, working)
            }
            Ok((.., Err(reason))) | Err(reason) => Outcome::Absent(Absence::TooLittle(reason.to_string())),
        }
    }
}

const CONFIDENCE: Confidence = Confidence::Percent95;

fn value_added_working(made: &ClusteredEffect) -> Vec<WorkingLine> {
    let [programme, comparison] = made.schools;
    let [pupils, others] = made.pupils;
    vec![
        WorkingLine::new("programme schools, pupils", format!("{programme}, {pupils}")),
        WorkingLine::new("comparison schools, pupils", format!("{comparison}, {others}")),
        WorkingLine::new("difference in points, first scores allowed for", format!("{:.6}", made.difference.value)),
        WorkingLine::new("total standard deviation within arms", format!("{:.6}", made.total_sd)),
        WorkingLine::new("share of its variance between schools", format!("{:.6}", made.intraclass_correlation)),
        WorkingLine::new("design effect", format!("{:.6}", made.design_effect)),
        WorkingLine::new("difference in standard deviations", format!("{:.6}", made.effect.value)),
    ]
}

impl Measure for PooledComparison<'_> {
    fn components(&self) -> Vec<Component> {
        Comparison(self.0).components()
    }

    /// REML between groups with Knapp and Hartung's interval, over groups whose own comparison can be
    /// made.
    fn estimate(&self, view: &View<'_>) -> Outcome {
        if view.level() == Level::Group {
            return Outcome::Absent(Absence::NotAtThisLevel);
        }
        let mut reason = Absence::NothingRecorded;
        let mut studies = Vec::new();
        for group in &view.groups {
            match Comparison(self.0).study(&view.of_group(group)) {
                Ok((estimate, variance)) => studies.push(Study { estimate, variance }),
                Err(absence) => reason = absence,
            }
        }
        if studies.is_empty() {
            return Outcome::Absent(reason);
        }
        let made = pool(&studies, Heterogeneity::Reml, CONFIDENCE).and_then(|pooled| {
            let effect = pooled.effect(PooledInterval::KnappHartung)?;
            Ok((effect, pooled.prediction(PooledInterval::KnappHartung)?, pooled.tau2(), pooled.i2()))
        });
        let (pooled, prediction, tau2, i2) = match made {
            Ok(made) => made,
            Err(reason) => return Outcome::Absent(Absence::TooLittle(reason.to_string())),
        };
        let working = view.working(|| {
            let next = limits(&prediction.interval);
            vec![
                WorkingLine::new("groups with a comparison of their own", studies.len()),
                WorkingLine::new("variance of true effects between groups", format!("{tau2:.6}")),
                WorkingLine::new("share of all variation that lies between groups", format!("{i2:.6}")),
                WorkingLine::new("range for one more such group", format!("{:.6} to {:.6}", next.low, next.high)),
                WorkingLine::new("pooled effect", format!("{:.6}", pooled.value)),
            ]
        });
        effect(pooled.value, limits(&pooled.interval), studies.len() as u64, Counted::Groups, working)
    }
}
