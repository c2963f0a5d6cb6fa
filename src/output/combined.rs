//! Units taken together as a file: `data/combined.csv`.

use super::csv_file;
use super::data::decimal;
use crate::release::{Combined, Release};
use crate::vocabulary::{Circulation, Level, UnitId};

/// Path of the file within an output folder.
pub const COMBINED: &str = "data/combined.csv";

/// Column name, type and meaning.
pub(super) const COMBINED_COLUMNS: [(&str, &str, &str); 10] = [
    ("code", "string", "Code of the indicator or of a part of one"),
    ("level", "string", "Level of the larger unit"),
    ("unit_id", "string", "Id of the larger unit within its level"),
    ("of_level", "string", "Level of the units inside it that are taken together"),
    ("wave", "string", "Id of the wave"),
    ("units", "integer", "How many units without a value of their own are taken together"),
    ("n", "integer", "How many stand behind the value"),
    ("eligible", "integer", "How many could have"),
    ("value", "number", "Their value together, rounded as in the reports; shares run from 0 to 1"),
    ("unit", "string", "What the value is a value of"),
];

/// What the units without a value of their own come to together, in a circulation.
///
/// # Errors
/// If a row cannot be written.
pub fn combined(release: &Release, circulation: Circulation) -> Result<Vec<u8>, csv::Error> {
    let row = |(code, wave, unit, level, rest): (&str, &str, &UnitId, Level, &Combined)| {
        let figure = &rest.figure;
        vec![
            code.to_owned(),
            unit.level.word().to_owned(),
            unit.id.clone(),
            level.word().to_owned(),
            wave.to_owned(),
            rest.units.to_string(),
            figure.n.to_string(),
            figure.eligible.map(|eligible| eligible.to_string()).unwrap_or_default(),
            decimal(figure.quantity, figure.value),
            figure.quantity.word().to_owned(),
        ]
    };
    csv_file::write(&COMBINED_COLUMNS.map(|(name, _, _)| name), release.all_combined(circulation).map(row))
}
