//! One value's way from counts to what a page may show.

use super::{Inputs, PipelineError, count, estimate, protect};
use crate::finding::nearest;
use crate::framework::{Bands, Indicator};
use crate::measure::{self, Absence, Outcome};
use crate::release::Released;
use crate::vocabulary::{Circulation, Level, UnitId};
use std::path::Path;

/// An indicator's definition and the working of one of its values.
pub struct Explanation {
    indicator: Indicator,
    unit: String,
    wave: String,
    outcome: Outcome,
    released: Vec<(Circulation, Released)>,
}

/// Explains one value. The question is a code, a unit (the programme if absent) and a wave (the
/// last if absent). The inner error is a question that cannot be answered, in words.
///
/// # Errors
/// If the counting stops.
pub fn explain(
    data: &Path,
    inputs: &Inputs,
    (code, unit, wave): (&str, Option<&str>, Option<&str>),
) -> Result<Result<Explanation, String>, PipelineError> {
    let Some(indicator) = inputs.framework.indicator(code) else {
        return Ok(Err(format!("the framework has no indicator {code}")));
    };
    let (unit, at) = match (find_unit(inputs, unit), find_wave(inputs, wave)) {
        (Ok(unit), Ok(at)) => (unit, at),
        (Err(problem), _) | (_, Err(problem)) => return Ok(Err(problem)),
    };
    let Some(wave) = inputs.plan.wave.get(at) else { return Ok(Err("the plan has no wave".to_owned())) };
    let tally = count(inputs)?;
    let (units, waves) = (&inputs.tables.units, &inputs.plan.wave);
    let outcome = measure::estimate_one(&tally, &inputs.framework, units, waves, indicator, &unit, at);
    let release = protect(data, inputs, &estimate(inputs, &tally), &[])?.release;
    let widest = inputs.plan.protection.circulation;
    let seen = |circulation| (circulation, release.figure(circulation, code, &unit, &wave.id).clone());
    Ok(Ok(Explanation {
        indicator: indicator.clone(),
        unit: format!("{} ({} {})", units.name(&unit), unit.level.word(), unit.id),
        wave: format!("{} ({})", wave.label, wave.id),
        outcome,
        released: Circulation::ALL.into_iter().filter(|one| *one <= widest).map(seen).collect(),
    }))
}

fn find_wave(inputs: &Inputs, wave: Option<&str>) -> Result<usize, String> {
    let waves = &inputs.plan.wave;
    match wave {
        None => Ok(waves.len().saturating_sub(1)),
        Some(id) => waves.iter().position(|wave| wave.id == id).ok_or_else(|| {
            let known: Vec<&str> = waves.iter().map(|wave| wave.id.as_str()).collect();
            format!("the plan has no wave {id}; its waves are {}", known.join(", "))
        }),
    }
}

fn find_unit(inputs: &Inputs, unit: Option<&str>) -> Result<UnitId, String> {
    let Some(given) = unit else { return Ok(UnitId::programme()) };
    let (level, id) = match given.split_once(':') {
        Some((word, id)) => (Level::ALL.into_iter().find(|level| level.word() == word), id),
        None => (None, given),
    };
    let units: Vec<&UnitId> = inputs.tables.units.all().map(|unit| &unit.id).collect();
    let matching: Vec<&UnitId> = units
        .iter()
        .copied()
        .filter(|known| (known.id == id || known.id == given) && level.is_none_or(|level| level == known.level))
        .collect();
    match matching.as_slice() {
        [only] => Ok((*only).clone()),
        [] => {
            let near = nearest(given, units.iter().map(|unit| unit.id.as_str()));
            let near = near.map(|near| format!("; did you mean {near}?")).unwrap_or_default();
            Err(format!("there is no unit {given}{near}"))
        }
        several => {
            let names: Vec<String> = several.iter().map(|unit| format!("{}:{}", unit.level.word(), unit.id)).collect();
            Err(format!("{given} is the id of several units; name one of {}", names.join(", ")))
        }
    }
}

impl Explanation {
    /// The explanation as lines of text.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let indicator = &self.indicator;
        let mut lines = vec![
            format!("{} {}", indicator.code, indicator.name),
            format!("  definition  {}", indicator.definition),
            format!("  source      {}", indicator.source),
            format!("  direction   {:?}", indicator.direction).to_lowercase(),
        ];
        lines.extend(indicator.bands.iter().map(|bands| format!("  bands       {}", bands_in_words(bands))));
        lines.push(format!("  unit        {}", self.unit));
        lines.push(format!("  wave        {}", self.wave));
        lines.push(String::new());
        lines.push("Working (not protected: for the evaluator alone)".to_owned());
        lines.extend(self.working());
        lines.push(String::new());
        lines.push("What each circulation may see".to_owned());
        lines.extend(
            self.released.iter().map(|(circulation, figure)| format!("  {:<10}  {}", circulation.word(), seen(figure))),
        );
        lines
    }

    fn working(&self) -> Vec<String> {
        match &self.outcome {
            Outcome::Absent(reason) => vec![format!("  no value: {}", reason_in_words(reason))],
            Outcome::Estimated(figure) => {
                let mut lines: Vec<String> =
                    figure.working.iter().map(|line| format!("  {}: {}", line.label, line.value)).collect();
                lines.push(format!("  value: {}", exact(figure.value)));
                lines.extend(
                    figure
                        .interval
                        .map(|interval| format!("  95% interval: {} to {}", exact(interval.low), exact(interval.high))),
                );
                lines.extend(figure.shrunken.map(|shrunken| {
                    let Interval { low, high } = shrunken.interval;
                    let [value, low, high] = [shrunken.value, low, high].map(exact);
                    format!("  among its peers (empirical Bayes): {value}, {low} to {high}")
                }));
                lines.push(format!(
                    "  n: {}; eligible: {}",
                    figure.n,
                    figure.eligible.map_or("not known".to_owned(), |n| n.to_string())
                ));
                lines
            }
        }
    }
}

use crate::measure::Interval;

/// A number to twelve places, so that somebody can hold it against a reckoning of their own.
fn exact(value: f64) -> String {
    let text = format!("{value:.12}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn bands_in_words(bands: &Bands) -> String {
    let between = |[from, to]: [f64; 2]| format!("{from} to {to}");
    let parts = [
        bands.good.map(|limit| format!("in place at {limit}")),
        bands.fair.map(|limit| format!("partly at {limit}")),
        bands.good_between.map(|span| format!("in place from {}", between(span))),
        bands.fair_between.map(|span| format!("partly from {}", between(span))),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    format!("{} ({})", parts.join(", "), bands.basis)
}

fn reason_in_words(reason: &Absence) -> String {
    match reason {
        Absence::NotCollected => "the table it needs was not supplied".to_owned(),
        Absence::NotAsked => "its items are not asked at this wave".to_owned(),
        Absence::NothingRecorded => "nothing of the kind is on record".to_owned(),
        Absence::NoEarlierWave => "there is no earlier wave to compare with".to_owned(),
        Absence::QuestionChanged => "a question changed between the waves".to_owned(),
        Absence::YearNotComplete => "the records do not yet cover a year".to_owned(),
        Absence::TooLittle(reason) => reason.clone(),
        Absence::NoComparator => "the outcome has no comparison schools".to_owned(),
        Absence::NotAtThisLevel => "it is not measured at this level".to_owned(),
    }
}

fn seen(figure: &Released) -> String {
    match figure {
        Released::Shown(shown) => {
            format!("{:.places$}", shown.value, places = usize::from(shown.quantity.digits().0))
        }
        Released::Bounded(bounded) => format!("only that it is {:?} {}", bounded.side, bounded.limit),
        Released::Withheld(reason) => format!("[c] withheld: {}", reason.word().replace('_', " ")),
        Released::Absent(reason) => format!("{} {}", figure.symbol().unwrap_or_default(), reason_in_words(reason)),
    }
}
