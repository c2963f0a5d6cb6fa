//! Figures in a line each: name, value, and how it is read. What has no value is named with the reason, once for all.

use super::profile::{self, row_id};
use crate::framework::{FamilyRole, Indicator};
use crate::narrate::{self, figures, number, summary};
use crate::release::Released;
use crate::report::desk::View;
use crate::report::site::{Site, fragment};
use crate::report::table::Link;
use crate::vocabulary::Quantity;
use serde::Serialize;

/// Several figures in brief.
#[derive(Debug, Default, Serialize)]
pub(in crate::report) struct Brief {
    title: String,
    lines: Vec<Line>,
    /// What has no value here, a line for each kind of reason.
    missing: Vec<String>,
}

/// One figure.
#[derive(Debug, Serialize)]
struct Line {
    link: Link,
    value: String,
    reading: String,
    class: Option<&'static str>,
}

/// The indicators that mean something for this unit, their parts left out.
pub(in crate::report) fn of(view: &View<'_>, title: &str, indicators: &[&Indicator]) -> Brief {
    let whole: Vec<&Indicator> =
        indicators.iter().copied().filter(|one| one.part_of.is_none() && view.measures(one)).collect();
    let told = whole.iter().filter(|one| view.figure(&one.code).is_told());
    Brief { title: title.to_owned(), lines: told.map(|one| line(view, one)).collect(), missing: missing(view, &whole) }
}

/// A brief of what nobody can say anything about yet.
pub(super) fn saying(sentence: &str) -> Brief {
    Brief { missing: vec![sentence.to_owned()], ..Brief::default() }
}

fn line(view: &View<'_>, indicator: &Indicator) -> Line {
    let figure = view.figure(&indicator.code);
    let (value, range) = (narrate::released(figure, indicator, view.words()).text, difference(view, indicator));
    let link = Link::to(indicator.name.clone(), place_of(view, indicator)).in_language(view.foreign());
    match range {
        Some((range, reading)) => Line { link, value: format!("{value} ({range})"), reading, class: None },
        None => {
            let band = profile::band_of(figure);
            let reading = band.map_or(figures::NO_RANGE, |band| view.words().band(Some(band)));
            Line { link, value, reading: reading.to_owned(), class: band.map(profile::band_class) }
        }
    }
}

/// The likely range of a difference, and which way it lies.
fn difference(view: &View<'_>, indicator: &Indicator) -> Option<(String, String)> {
    let shown = view.figure(&indicator.code).shown()?;
    let is_difference = matches!(shown.quantity, Quantity::EffectSize | Quantity::ScaleDifference);
    let interval = shown.interval.filter(|_| is_difference)?;
    let word = summary::difference_word(narrate::against(interval, 0.0), view.words());
    Some((number::range(shown.quantity, interval, view.words()), figures::capital(word)))
}

/// The indicator's row where a group's page has one, its definition elsewhere.
pub(super) fn place_of(view: &View<'_>, indicator: &Indicator) -> String {
    let roles = [FamilyRole::Characteristics, FamilyRole::Sustainability, FamilyRole::Impact];
    let has_row = roles.into_iter().any(|role| view.desk.families(role).any(|family| family.id == indicator.family));
    match has_row {
        true => format!("#{}", row_id(indicator)),
        false => Site::link(view.path, &format!("framework.html#{}", fragment(&indicator.code))),
    }
}

/// What was not collected and what is withheld, each in one line.
fn missing(view: &View<'_>, indicators: &[&Indicator]) -> Vec<String> {
    let line = |id: &str, wanted: fn(&Released) -> bool| {
        let without = indicators.iter().filter(|one| wanted(view.figure(&one.code)));
        let names: Vec<&str> = without.map(|one| one.name.as_str()).collect();
        (!names.is_empty()).then(|| view.words().say(id, [("names", names.join(", ").into())]))
    };
    let absent = line("brief_missing", |figure| matches!(figure, Released::Absent(_)));
    let withheld = line("brief_withheld", |figure| matches!(figure, Released::Withheld(_)));
    absent.into_iter().chain(withheld).collect()
}
