//! Who turns to whom, told of the group as a whole: no names, no places, no picture of persons.

use crate::framework::{Indicator, MeasureKind, NetworkStatistic};
use crate::narrate::number;
use crate::release::Released;
use crate::report::desk::View;
use crate::report::table::Link;
use crate::vocabulary::Quantity;
use serde::Serialize;

/// Sentences on a group's ties, and where they are told in full.
#[derive(Debug, Serialize)]
pub(in crate::report) struct Ties {
    lead: Vec<String>,
    link: Link,
}

/// The sentences; nothing where ties are no part of the framework. A picture would show who stands alone, so none is
/// drawn on any page.
pub(in crate::report) fn of(view: &View<'_>) -> Option<Ties> {
    let density = network(view, NetworkStatistic::Density)?;
    let figure = view.figure(&density.code);
    let words = view.words();
    let mut lead = Vec::new();
    match (share(figure), view.cell(figure, density)) {
        (Some(share), _) => lead.push(words.say("ties_density", [("share", share.into())])),
        (None, cell) => {
            let why = cell.reason.unwrap_or(cell.text);
            lead.push(words.say("ties_untold", [("why", why.into())]));
        }
    }
    let returned = network(view, NetworkStatistic::Reciprocity).and_then(|one| share(view.figure(&one.code)));
    lead.extend(returned.map(|share| words.say("ties_returned", [("share", share.into())])));
    let outside = network(view, NetworkStatistic::Bridging).and_then(|one| share(view.figure(&one.code)));
    lead.extend(outside.map(|share| words.say("ties_outside", [("share", share.into())])));
    if figure.is_told() {
        lead.extend(words.texts(["ties_no_picture"]));
    }
    let href = super::brief::place_of(view, density);
    Some(Ties { lead, link: Link::to(words.text("ties_all"), href) })
}

/// The first indicator of a statistic over all ties.
fn network<'a>(view: &View<'a>, statistic: NetworkStatistic) -> Option<&'a Indicator> {
    view.desk.first_of(|measure| matches!(measure, MeasureKind::Network(network) if network.statistic == statistic))
}

/// A part of all that could be as a share; counts are never made up from it.
fn share(figure: &Released) -> Option<String> {
    Some(number::plain(Quantity::Share, figure.shown()?.value))
}
