//! School outcomes: pupils' scores, or schools' published means, per arm and school.

use super::{Arm, Component, Pass, SchoolSums, Tally, TallyValue, decode};
use polars::prelude::{Expr, IntoLazy, PolarsResult, col, lit};
use std::collections::BTreeMap;

impl Pass<'_> {
    /// Every outcome asked for, per group, wave, arm and school, in one grouped pass.
    pub(super) fn count_schools(&self, tally: &mut Tally) -> PolarsResult<()> {
        let outcomes: Vec<(usize, String)> = self
            .components(tally)
            .into_iter()
            .filter_map(|(place, component)| match component {
                Component::Schools { outcome } => Some((place, outcome)),
                _ => None,
            })
            .collect();
        if outcomes.is_empty() {
            return Ok(());
        }
        let keys = ["group_id", "measure", "time_point", "arm", "school_id"].map(col);
        let counted = self.frame.clone().lazy().group_by(keys).agg(school_sums()).collect()?;

        let text = |name: &str| decode::texts(&counted, name);
        let (groups, measures, times) = (self.units(&counted)?, text("measure")?, text("time_point")?);
        let (arms, schools) = (text("arm")?, text("school_id")?);
        let number = |name: &str| decode::integers(&counted, name);
        let (n, sum, n_with, sum_with, squares) = (
            decode::counts(&counted, "n")?,
            number("sum")?,
            decode::counts(&counted, "n_with")?,
            number("sum_with")?,
            number("squares")?,
        );
        let keys = groups.into_iter().zip(measures).zip(times).zip(arms).zip(schools);
        let sums = n.into_iter().zip(sum).zip(n_with).zip(sum_with).zip(squares);
        for (((((group, measure), time), arm), school), ((((n, sum), n_with_spread), sum_with), squares)) in
            keys.zip(sums)
        {
            let (Some(group), Some(measure), Some(school)) = (group, measure, school) else { continue };
            let Some((place, _)) = outcomes.iter().find(|(_, outcome)| *outcome == measure) else { continue };
            let Some(at) = self.waves.iter().position(|wave| Some(&wave.id) == time.as_ref()) else { continue };
            let arm = if arm.as_deref() == Some("comparison") { Arm::Comparison } else { Arm::Programme };
            let sums = SchoolSums {
                n,
                sum: sum.into(),
                sum_of_squares: squares.into(),
                n_with_spread,
                sum_with_spread: sum_with.into(),
            };
            tally.set(&group, *place, at, TallyValue::Schools(BTreeMap::from([((arm, school), sums)])));
        }
        Ok(())
    }
}

/// Pupils and sums over pupils' own scores and over schools' means; squares where the spread is
/// known. Numbers are ten-thousandths, so every product is a whole number.
fn school_sums() -> Vec<Expr> {
    let score = col("score");
    let (size, mean, sd) = (col("cohort_n"), col("mean"), col("sd"));
    let nought = || lit(0_i64);
    let pupils = score.clone().count();
    let aggregated = size.clone().is_not_null().and(mean.clone().is_not_null());
    let spread = aggregated.clone().and(sd.clone().is_not_null()).and(size.clone().gt(lit(0_i64)));
    let school_total = size.clone() * mean.clone();
    let school_squares = (size.clone() - lit(1_i64)) * sd.clone() * sd + size.clone() * mean.clone() * mean;
    let over = |number: Expr, mask: &Expr| number.filter(mask.clone()).sum().fill_null(nought());
    let score_sum = || col("score").sum().fill_null(nought());
    vec![
        (pupils.clone() + over(size.clone(), &aggregated)).alias("n"),
        (score_sum() + over(school_total.clone(), &aggregated)).alias("sum"),
        (pupils + over(size, &spread)).alias("n_with"),
        (score_sum() + over(school_total, &spread)).alias("sum_with"),
        ((score.clone() * score).sum().fill_null(nought()) + over(school_squares, &spread)).alias("squares"),
    ]
}
