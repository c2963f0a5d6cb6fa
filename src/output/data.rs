//! The release as a file: `data/indicators.csv`.

use super::csv_file;
use crate::framework::Framework;
use crate::plan::Plan;
use crate::release::{Release, Released, Side};
use crate::vocabulary::{Quantity, UnitTree};

/// Path of the indicator file within an output folder.
pub const INDICATORS: &str = "data/indicators.csv";

/// Column name, type and meaning.
pub(super) const COLUMNS: [(&str, &str, &str); 15] = [
    ("code", "string", "Code of the indicator or of a part of one"),
    ("name", "string", "Its name"),
    ("level", "string", "Level of the unit: group, network, lea, region or programme"),
    ("unit_id", "string", "Id of the unit within its level"),
    ("unit_name", "string", "Name of the unit"),
    ("wave", "string", "Id of the wave"),
    ("n", "integer", "How many stand behind the value; empty where it is not shown"),
    ("eligible", "integer", "How many could have"),
    ("value", "number", "The value, rounded as in the reports; shares run from 0 to 1"),
    ("low", "number", "Low end of the 95% interval, or the limit where only a lower bound is told"),
    ("high", "number", "High end of the 95% interval, or the limit where only an upper bound is told"),
    ("unit", "string", "What the value is a value of"),
    ("band", "string", "in_place, partly or not_yet, where the framework judges"),
    ("symbol", "string", "[c] withheld to protect people, [x] not available, [z] not applicable, >= or <= a bound"),
    ("basis", "string", "census, sample, record, over_groups or contrast; the reason where there is no value"),
];

/// The release of the plan's circulation, tidy: one row per indicator, unit and wave.
///
/// # Errors
/// If a row cannot be written.
pub fn indicators(
    plan: &Plan,
    framework: &Framework,
    units: &UnitTree,
    release: &Release,
) -> Result<Vec<u8>, csv::Error> {
    let mut rows = Vec::new();
    let circulation = plan.protection.circulation;
    for indicator in framework.indicators() {
        for unit in units.all().filter(|unit| unit.id.level >= indicator.level) {
            for wave in &plan.wave {
                let figure = release.figure(circulation, &indicator.code, &unit.id, &wave.id);
                let mut row = vec![
                    indicator.code.clone(),
                    indicator.name.clone(),
                    unit.id.level.word().to_owned(),
                    unit.id.id.clone(),
                    unit.name.clone(),
                    wave.id.clone(),
                ];
                row.extend(cells(figure, indicator.quantity));
                rows.push(row);
            }
        }
    }
    csv_file::write(&COLUMNS.map(|(name, _, _)| name), rows)
}

/// n, eligible, value, low, high, unit, band, symbol, basis.
fn cells(figure: &Released, quantity: Quantity) -> [String; 9] {
    let text = |number: Option<u64>| number.map(|number| number.to_string()).unwrap_or_default();
    let band = |band: Option<crate::framework::Band>| band.map(|band| band.word().to_owned()).unwrap_or_default();
    let empty = String::new;
    match figure {
        Released::Shown(shown) => {
            let digits = |value: f64| decimal(shown.quantity, value);
            [
                shown.n.to_string(),
                text(shown.eligible),
                digits(shown.value),
                shown.interval.map(|interval| digits(interval.low)).unwrap_or_default(),
                shown.interval.map(|interval| digits(interval.high)).unwrap_or_default(),
                shown.quantity.word().to_owned(),
                band(shown.band),
                empty(),
                shown.basis.word().to_owned(),
            ]
        }
        Released::Bounded(bounded) => {
            let limit = decimal(bounded.quantity, bounded.limit);
            let (low, high, symbol) = match bounded.side {
                Side::AtLeast => (limit, empty(), ">="),
                Side::AtMost => (empty(), limit, "<="),
            };
            let (n, eligible) = (bounded.n.to_string(), text(bounded.eligible));
            let unit = bounded.quantity.word().to_owned();
            [n, eligible, empty(), low, high, unit, band(bounded.band), symbol.to_owned(), "bound".to_owned()]
        }
        Released::Withheld(_) | Released::Absent(_) => {
            let symbol = figure.symbol().unwrap_or_default().to_owned();
            let unit = quantity.word().to_owned();
            [empty(), empty(), empty(), empty(), empty(), unit, empty(), symbol, reason(figure)]
        }
    }
}

fn reason(figure: &Released) -> String {
    use crate::measure::Absence;
    match figure {
        Released::Withheld(reason) => reason.word(),
        Released::Absent(absence) => match absence {
            Absence::NotCollected => "not_collected",
            Absence::NotAsked => "not_asked",
            Absence::NothingRecorded => "nothing_recorded",
            Absence::NoEarlierWave => "no_earlier_wave",
            Absence::QuestionChanged => "question_changed",
            Absence::YearNotComplete => "year_not_complete",
            Absence::TooLittle(_) => "too_little",
            Absence::NoComparator => "no_comparator",
            Absence::NotAtThisLevel => "not_at_this_level",
        },
        Released::Shown(_) | Released::Bounded(_) => "",
    }
    .to_owned()
}

pub(super) fn decimal(quantity: Quantity, value: f64) -> String {
    format!("{value:.places$}", places = usize::from(quantity.digits().0))
}
