//! Each session's attendance, as totals.

use super::{Component, Pass, SessionTally, Tally, TallyValue, decode};
use polars::prelude::{Expr, IntoLazy, PolarsResult, col, lit};
use std::collections::BTreeMap;

impl Pass<'_> {
    /// Sessions with their attendance, wave by wave, in one grouped pass.
    pub(super) fn count_sessions(&self, tally: &mut Tally) -> PolarsResult<()> {
        let Some(place) = tally.place_of(&Component::Sessions) else { return Ok(()) };
        let marked = |status: &str| col("status").eq(lit(status.to_owned())).sum();
        let mut columns: Vec<Expr> = vec![
            col("date").first(),
            marked("present").alias("present"),
            marked("apology").alias("apology"),
            marked("absent").alias("absent"),
        ];
        let described: Vec<&str> = ["setting", "focus"].into_iter().filter(|name| self.has_column(name)).collect();
        columns.extend(described.iter().map(|name| col(*name).first()));
        let keys = [col("group_id"), col("session_id")];
        let counted = self.frame.clone().lazy().group_by(keys).agg(columns).collect()?;

        let groups = self.units(&counted)?;
        let ids = decode::texts(&counted, "session_id")?;
        let dates = decode::texts(&counted, "date")?;
        let text = |name: &str| match described.contains(&name) {
            true => decode::texts(&counted, name),
            false => Ok(vec![None; counted.height()]),
        };
        let (settings, focuses) = (text("setting")?, text("focus")?);
        let present = decode::counts(&counted, "present")?;
        let apologies = decode::counts(&counted, "apology")?;
        let absent = decode::counts(&counted, "absent")?;
        let described = dates.into_iter().zip(settings).zip(focuses);
        let counts = present.into_iter().zip(apologies).zip(absent);
        for ((group, id), (((date, setting), focus), ((present, apologies), absent))) in
            groups.into_iter().zip(ids).zip(described.zip(counts))
        {
            let (Some(group), Some(id)) = (group, id) else { continue };
            let date = date.and_then(|date| date.parse().ok());
            let session = SessionTally { date, setting, focus, present, apologies, absent };
            for (at, wave) in self.waves.iter().enumerate() {
                if date.is_some_and(|date| wave.from <= date && date <= wave.to) {
                    let sessions = BTreeMap::from([(id.clone(), session.clone())]);
                    tally.set(&group, place, at, TallyValue::Sessions(sessions));
                }
            }
        }
        Ok(())
    }
}
