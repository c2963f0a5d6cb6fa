//! Ties that members report: who answered, whom they named.

use super::{Component, Pass, Tally, TallyValue, TieLists, decode};
use polars::prelude::{Expr, IntoLazy, PolarsResult, col, lit};

/// The kind of tie that names somebody outside the group.
const OUTSIDE: &str = "outside";

impl Pass<'_> {
    /// Every tie component of every wave. Who named anybody at all has answered, whatever kind of tie
    /// a component counts.
    pub(super) fn count_ties(&self, tally: &mut Tally) -> PolarsResult<()> {
        for (place, component) in self.components(tally) {
            let Component::Ties { condition } = &component else { continue };
            for (at, wave) in self.waves.iter().enumerate() {
                let counts = self.mask(condition.as_deref(), wave)?;
                let rows = self.frame.clone().lazy().filter(col("wave").eq(lit(wave.id.clone())));
                let counted = rows.group_by([col("group_id")]).agg(tie_expressions(&counts)).collect()?;
                let groups = self.units(&counted)?;
                let answered = decode::lists(&counted, "answered")?;
                let (from, to) = (decode::lists(&counted, "from")?, decode::lists(&counted, "to")?);
                let (outside, ratings) = (decode::counts(&counted, "outside")?, decode::counts(&counted, "ratings")?);
                let trust = decode::counts(&counted, "trust")?;
                let lists = answered.into_iter().zip(from).zip(to);
                let sums = outside.into_iter().zip(ratings).zip(trust);
                for ((group, ((answered, from), to)), ((outside, ratings), trust)) in groups.iter().zip(lists).zip(sums)
                {
                    let Some(group) = group else { continue };
                    let inside = from.into_iter().zip(to).collect();
                    let ties = TieLists { answered: answered.into_iter().collect(), inside, outside, ratings, trust };
                    tally.set(group, place, at, TallyValue::Ties(Box::new(ties)));
                }
            }
        }
        Ok(())
    }
}

fn tie_expressions(counts: &Expr) -> Vec<Expr> {
    let leaves = || col("kind").eq(lit(OUTSIDE)).fill_null(lit(false));
    let inside = || counts.clone().and(leaves().not()).and(col("from_member").neq(col("to_member")));
    let rated = || inside().and(col("trust").is_not_null());
    vec![
        col("from_member").unique().alias("answered"),
        col("from_member").filter(inside()).alias("from"),
        col("to_member").filter(inside()).alias("to"),
        counts.clone().and(leaves()).sum().alias("outside"),
        rated().sum().alias("ratings"),
        col("trust").filter(rated()).sum().alias("trust"),
    ]
}
