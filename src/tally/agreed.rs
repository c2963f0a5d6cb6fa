//! What groups agreed to do, as it stands.

use super::{ActionTally, Component, Pass, Tally, TallyValue, decode};
use polars::prelude::PolarsResult;
use std::collections::BTreeSet;

impl Pass<'_> {
    /// Action points by group, at the last wave: the table tells how far each has come by now, not when it was agreed.
    /// Who sees to one is a person, and is not counted.
    pub(super) fn list_actions(&self, tally: &mut Tally) -> PolarsResult<()> {
        let (Some(place), Some(last)) = (tally.place_of(&Component::Actions), self.waves.len().checked_sub(1)) else {
            return Ok(());
        };
        let text = |name: &str| match self.has_column(name) {
            true => decode::texts(self.frame, name),
            false => Ok(vec![None; self.frame.height()]),
        };
        let named = self.units(self.frame)?.into_iter().zip(text("aspect")?).zip(text("action")?);
        let states = text("due")?.into_iter().zip(text("status")?);
        for (((group, aspect), action), (due, status)) in named.zip(states) {
            let (Some(group), Some(aspect), Some(action)) = (group, aspect, action) else { continue };
            let due = due.and_then(|due| due.parse().ok());
            let agreed = BTreeSet::from([ActionTally { due, aspect, action, status }]);
            tally.set(&group, place, last, TallyValue::Actions(agreed));
        }
        Ok(())
    }
}
