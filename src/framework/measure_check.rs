//! What a measure needs to be computable, and its bands to be meaningful.

use super::MeasureKind;
use super::check::Check;
use super::kind::Read;
use super::measured::Measured;
use super::model::{AnswerScale, Bands, Direction};
use crate::vocabulary::{CANONICAL_TABLES, Quantity};

/// Tables whose rows are never counted as such: answers of people are protected as answers, ties as
/// ties, and a school's result says nothing without its pupils. Each with the kinds that measure it.
const COUNTED_OTHERWISE: [(&str, &str); 3] = [
    ("responses", "use a kind of the survey family, such as `share_favourable`"),
    ("ties", "use `network`"),
    ("attainment", "use `outcome_mean` or `comparison`"),
];

/// Adds to a check what is wrong with one measure and its bands.
pub(super) fn check(check: &mut Check<'_>, measured: &Measured<'_>) {
    items(check, measured);
    for read in measured.measure.reads() {
        table(check, measured, &read);
        for text in read.sql.iter().filter(|text| text.sql.trim().is_empty()) {
            let message = format!("the condition `{}` of {} is empty", text.key, measured.code);
            check.error("empty-condition", &path(measured, &text.key), message, "write it, or leave the key out");
        }
    }
    for (key, size, least) in measured.measure.sizes().into_iter().filter(|(_, size, least)| size < least) {
        let message = format!("`{key}` of {} is {size}", measured.code);
        check.error("too-few", &path(measured, key), message, format!("it takes {least} or more"));
    }
    for (key, message, help) in measured.measure.problems() {
        check.error("measure", &path(measured, &key), format!("{}: {message}", measured.code), help);
    }
    if let Some(bands) = measured.bands {
        judged(check, measured, bands);
    }
}

/// Key path of a measure's parameter.
pub(super) fn path(measured: &Measured<'_>, key: &str) -> String {
    format!("{}.measure.{}.{key}", measured.path, measured.measure.word())
}

fn items(check: &mut Check<'_>, measured: &Measured<'_>) {
    let file = check.file();
    let known: Vec<&str> = file.item.iter().map(|item| item.id.as_str()).collect();
    let single = matches!(measured.measure, MeasureKind::ShareFavourable(_));
    let mut scales: Vec<&str> = Vec::new();
    for (number, id) in measured.measure.items().iter().enumerate() {
        let at = if single { path(measured, "item") } else { path(measured, &format!("items[{number}]")) };
        match file.item.iter().find(|item| item.id == *id) {
            None => check.unknown("unknown-item", &at, "item", id, &known),
            // An item whose scale is not known has its finding already.
            Some(item) if file.scale.contains_key(&item.scale) => scales.push(&item.scale),
            Some(_) => {}
        }
        if measured.measure.items().iter().take(number).any(|earlier| earlier == id) {
            let message = format!("the item `{id}` is listed twice in {}", measured.code);
            check.error("name-twice", &at, message, "list every item once");
        }
    }
    scales.sort_unstable();
    scales.dedup();
    if scales.len() > 1 {
        let message = format!("{} takes one mean over items answered on different scales", measured.code);
        let help = format!("keep items of one scale together; here are {}", scales.join(", "));
        check.error("mixed-scales", &path(measured, "items"), message, help);
    }
}

fn table(check: &mut Check<'_>, measured: &Measured<'_>, read: &Read<'_>) {
    let table = read.table;
    let Some(mut columns) = (check.columns)(table) else {
        let at = path(measured, read.key.as_deref().unwrap_or_default());
        check.unknown("unknown-table", &at, "table", table, &CANONICAL_TABLES);
        return;
    };
    if let (Some(key), Some((_, help))) = (&read.key, COUNTED_OTHERWISE.iter().find(|(name, _)| *name == table)) {
        let message = format!("{} counts rows of `{table}`, which other kinds measure", measured.code);
        check.error("measure", &path(measured, key), message, *help);
    }
    if table == "responses" {
        columns.extend(check.file().item.iter().map(|item| item.id.clone()));
    }
    for (key, column) in read.columns.iter().filter(|(_, column)| !columns.iter().any(|known| known == column)) {
        let known: Vec<&str> = columns.iter().map(String::as_str).collect();
        let noun = format!("column of `{table}` called");
        check.unknown("unknown-column", &path(measured, key), &noun, column, &known);
    }
}

/// Bands must say how their own direction is judged, in the right order and in the measure's units.
fn judged(check: &mut Check<'_>, measured: &Measured<'_>, bands: &Bands) {
    let at = format!("{}.bands", measured.path);
    let code = &measured.code;
    if let Some((message, help)) = against_direction(measured.direction, bands) {
        check.error("band-direction", &at, format!("{code}: {message}"), help);
    }
    let spans = [bands.good_between, bands.fair_between].into_iter().flatten().flatten();
    let limits: Vec<f64> = [bands.good, bands.fair].into_iter().flatten().chain(spans).collect();
    if let Some((low, high)) = possible(check, measured) {
        if limits.iter().any(|limit| !(low..=high).contains(limit)) {
            let message = format!("a band of {code} lies where its values never do");
            check.error("band-out-of-range", &at, message, format!("its values run from {low} to {high}"));
        }
    } else if limits.iter().any(|limit| !limit.is_finite()) {
        check.error("band-out-of-range", &at, format!("a band of {code} is not a number"), "write a number");
    }
    if bands.basis != "programme default" && !bands.basis.starts_with("source: ") {
        let message = format!("the basis of {code}'s bands does not say who set them");
        check.warning("band-basis", &at, message, "write `programme default`, or `source: ` and the document");
    }
}

fn against_direction(direction: Direction, bands: &Bands) -> Option<(&'static str, &'static str)> {
    let Bands { good, fair, good_between, fair_between, .. } = *bands;
    let has_limits = good.is_some() || fair.is_some();
    let has_spans = good_between.is_some() || fair_between.is_some();
    let both = |wrong: fn(f64, f64) -> bool| good.zip(fair).is_some_and(|(good, fair)| wrong(good, fair));
    match direction {
        Direction::Context => {
            Some(("context is never judged, and here are bands", "remove the bands, or give a direction"))
        }
        Direction::Zone if has_limits || good_between.is_none() => {
            Some(("a zone is judged by a stretch", "write `good_between = [from, to]`"))
        }
        Direction::Zone if good_between.into_iter().chain(fair_between).any(|[from, to]| from > to) => {
            Some(("a stretch ends before it begins", "write the lower end first"))
        }
        Direction::Zone => good_between
            .zip(fair_between)
            .filter(|([from, to], [wide_from, wide_to])| wide_from > from || wide_to < to)
            .map(|_| ("the fair stretch does not contain the good one", "make `fair_between` the wider one")),
        Direction::Higher | Direction::Lower if has_spans || good.is_none() => {
            Some(("the direction asks for a limit", "write `good = ...`; stretches belong to `direction = \"zone\"`"))
        }
        Direction::Higher if both(|good, fair| fair >= good) => Some((
            "higher is better, and `fair` is not below `good`",
            "exchange them, or write `direction = \"lower\"`",
        )),
        Direction::Lower if both(|good, fair| fair <= good) => Some((
            "lower is better, and `fair` is not above `good`",
            "exchange them, or write `direction = \"higher\"`",
        )),
        Direction::Higher | Direction::Lower => None,
    }
}

/// The least and the most that a measure can yield, where it has such ends.
fn possible(check: &Check<'_>, measured: &Measured<'_>) -> Option<(f64, f64)> {
    let file = check.file();
    match measured.measure.quantity() {
        Quantity::Share | Quantity::Coefficient | Quantity::Presence => Some((0.0, 1.0)),
        Quantity::ScaleMean => {
            let item = file.item.iter().find(|item| measured.measure.items().first() == Some(&item.id))?;
            let scale: &AnswerScale = file.scale.get(&item.scale)?;
            Some((f64::from(scale.lowest), f64::from(scale.highest())))
        }
        _ => measured.measure.range(),
    }
}
