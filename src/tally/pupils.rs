//! Pupils matched to their own earlier scores, school by school.

use super::products::{decode_products, product_expressions};
use super::{Arm, Component, Pass, Tally, TallyValue, decode};
use polars::prelude::{DataFrame, IntoLazy, JoinArgs, JoinType, LazyFrame, PolarsResult, col, lit};
use std::collections::BTreeMap;

/// What makes two scores the same pupil's.
const KEYS: [&str; 4] = ["group_id", "arm", "school_id", "pupil_id"];

impl Pass<'_> {
    /// Scores of every outcome asked for at the first wave and at each later one: a join of two waves.
    pub(super) fn count_pupils(&self, tally: &mut Tally) -> PolarsResult<()> {
        for (place, component) in self.components(tally) {
            let Component::Pupils { outcome } = &component else { continue };
            let Some(first) = self.waves.first() else { continue };
            for (at, wave) in self.waves.iter().enumerate().skip(1) {
                let earlier = self.scores(outcome, &first.id, "earlier");
                let later = self.scores(outcome, &wave.id, "later");
                let keys = KEYS.map(col);
                let pairs = later.join(earlier, keys.clone(), keys, JoinArgs::new(JoinType::Inner));
                let counted = pairs.group_by(["group_id", "arm", "school_id"].map(col));
                let counted = counted.agg(product_expressions(place, &[col("earlier"), col("later")])).collect()?;
                self.keep_pupils(&counted, place, at, tally)?;
            }
        }
        Ok(())
    }

    /// One wave's scores of pupils who can be told apart.
    fn scores(&self, outcome: &str, wave: &str, name: &str) -> LazyFrame {
        let of_wave = col("measure").eq(lit(outcome.to_owned())).and(col("time_point").eq(lit(wave.to_owned())));
        let known = of_wave.and(col("pupil_id").is_not_null()).and(col("score").is_not_null());
        let arm = col("arm").fill_null(lit("programme"));
        let keys = [col("group_id"), arm, col("school_id"), col("pupil_id"), col("score").alias(name)];
        self.frame.clone().lazy().filter(known).select(keys)
    }

    fn keep_pupils(&self, counted: &DataFrame, place: usize, at: usize, tally: &mut Tally) -> PolarsResult<()> {
        let groups = self.units(counted)?;
        let (arms, schools) = (decode::texts(counted, "arm")?, decode::texts(counted, "school_id")?);
        let sums = decode_products(counted, place, 2)?;
        for (((group, arm), school), sums) in groups.into_iter().zip(arms).zip(schools).zip(sums) {
            let (Some(group), Some(school)) = (group, school) else { continue };
            let arm = if arm.as_deref() == Some("comparison") { Arm::Comparison } else { Arm::Programme };
            tally.set(&group, place, at, TallyValue::Pupils(BTreeMap::from([((arm, school), sums)])));
        }
        Ok(())
    }
}
