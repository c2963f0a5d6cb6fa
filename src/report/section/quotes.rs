//! What members said in their own words, as far as they agreed and it was approved.

use crate::report::desk::View;
use serde::Serialize;

/// Remarks that are read at once; the others are folded away.
const AT_ONCE: usize = 6;

/// Remarks with what is said of them.
#[derive(Debug, Clone, Serialize)]
pub struct Quotes {
    lead: Vec<String>,
    first: Vec<String>,
    rest: Vec<String>,
    more: String,
}

/// The remarks of a page's wave.
pub(in crate::report) fn of(view: &View<'_>) -> Quotes {
    let quotes = view.desk.publication.release.quotes(view.own, view.unit, &view.desk.wave.id);
    let words = view.words();
    let lead = match quotes.len() {
        0 => vec![words.text("quotes_none").to_owned()],
        number => vec![words.say("quotes_lead", [("number", number.into())]), words.text("quotes_order").to_owned()],
    };
    // One remark more is no reason to fold.
    let at_once = if quotes.len() == AT_ONCE + 1 { quotes.len() } else { AT_ONCE.min(quotes.len()) };
    let (first, rest) = quotes.split_at(at_once);
    let more = words.say("quotes_more", [("number", rest.len().into())]);
    Quotes { lead, first: first.to_vec(), rest: rest.to_vec(), more }
}
