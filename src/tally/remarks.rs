//! Remarks that may be quoted. The table has kept only those of people who agreed; who said or approved one is
//! not counted.

use super::{Component, Pass, Tally, TallyValue, decode};
use polars::prelude::PolarsResult;
use std::collections::BTreeSet;

impl Pass<'_> {
    /// Remarks by group and wave, in the order of their words, which is not that of the rows.
    pub(super) fn list_quotes(&self, tally: &mut Tally) -> PolarsResult<()> {
        let Some(place) = tally.place_of(&Component::Quotes) else { return Ok(()) };
        let said = decode::texts(self.frame, "wave")?.into_iter().zip(decode::texts(self.frame, "quote")?);
        for (group, (wave, quote)) in self.units(self.frame)?.into_iter().zip(said) {
            let at = self.waves.iter().position(|known| Some(&known.id) == wave.as_ref());
            let (Some(group), Some(at), Some(quote)) = (group, at, quote) else { continue };
            tally.set(&group, place, at, TallyValue::Quotes(BTreeSet::from([quote])));
        }
        Ok(())
    }
}
