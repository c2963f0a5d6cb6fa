//! Remarks out of the open answers that a second reader approved for reports.

use super::row::{Day, row};
use super::survey::Return;
use super::world::World;
use crate::vocabulary::Wave;

/// Share of the answers offered for quotation that are chosen.
const CHOSEN: f64 = 0.3;
/// The reader: not a member and not a facilitator.
const READER: &str = "evaluation office";

row! {
    /// A row of the quotes table.
    QuoteRow {
        respondent_id: String,
        group_id: String,
        wave: String,
        quote: String,
        approved_by: &'static str,
        approved_on: Day,
    }
}

/// The remarks chosen from a wave's returns: one a person at most, of those who said who they are and agreed.
pub(super) fn chosen(world: &World, returns: &[Return], number: usize, wave: &Wave) -> Vec<QuoteRow> {
    let header = super::survey::header(world, number);
    let at = |name: &str| header.iter().position(|known| *known == name);
    let cell = |returned: &Return, name: &str| -> String {
        at(name).and_then(|place| returned.cells.get(place)).cloned().unwrap_or_default()
    };
    let mut rows = Vec::new();
    for returned in returns {
        let [respondent_id, group_id] = ["respondent_id", "group_id"].map(|name| cell(returned, name));
        let offered = !respondent_id.is_empty() && cell(returned, "quote_consent") == "yes";
        let quote = ["o1", "o2", "o3", "o4"].map(|name| cell(returned, name)).into_iter().find(|said| !said.is_empty());
        let Some(quote) = quote.filter(|_| offered) else { continue };
        let mut chance = world.chance("quote", &[returned.group, returned.member, number]);
        if chance.happens(CHOSEN) {
            let (wave, approved_on) = (wave.id.clone(), Day(wave.to));
            rows.push(QuoteRow { respondent_id, group_id, wave, quote, approved_by: READER, approved_on });
        }
    }
    rows.sort_by(|a, b| (&a.quote, &a.respondent_id).cmp(&(&b.quote, &b.respondent_id)));
    rows
}
