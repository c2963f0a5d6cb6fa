//! Every indicator against a count by hand. `tests/indicators/by_hand.py` computes each code from its
//! definition, in another language and without this program; what the program makes must be the same.
//! Renew the table after a change of definition with `python3 tests/indicators/by_hand.py`.

use learnframe::framework::Framework;
use learnframe::measure::{self, Absence, Estimates, Outcome};
use learnframe::pipeline::{self, Inputs};
use learnframe::release::{self, Released, Rules};
use learnframe::vocabulary::{Circulation, Level, UnitId};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// Evaluations that are counted, by the name that they have in the table.
const EVALUATIONS: [(&str, &str); 2] = [("pilot", "sample_data/pilot"), ("second", "tests/indicators/second")];
/// What only disclosure control can count.
const OF_THE_RELEASE: &str = "of_the_release";

fn at(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// One line of the table: what was counted where, and the value or the reason why there is none.
struct Line {
    evaluation: String,
    code: String,
    unit: String,
    wave: String,
    value: String,
}

impl Line {
    fn number(&self) -> Option<f64> {
        self.value.parse().ok()
    }
}

fn lines_of(text: &str) -> Vec<Line> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let rows = reader.records().map(Result::unwrap);
    rows.map(|row| {
        let cell = |place: usize| row[place].to_owned();
        Line { evaluation: cell(0), code: cell(1), unit: cell(2), wave: cell(3), value: cell(4) }
    })
    .collect()
}

/// The table as it is committed.
fn expected() -> Vec<Line> {
    lines_of(&std::fs::read_to_string(at("tests/indicators/expected.csv")).unwrap())
}

/// Where the table has a value of a code, for a reader to look: evaluation, unit and wave, and which
/// test holds it. A code that nobody computed is an error.
pub fn computed_for(code: &str) -> Result<String, String> {
    static PLACES: OnceLock<BTreeMap<String, String>> = OnceLock::new();
    let places = PLACES.get_or_init(|| {
        let mut places = BTreeMap::new();
        for line in expected() {
            let test = match (line.number(), line.value.as_str()) {
                (Some(_), _) => "",
                (None, OF_THE_RELEASE) => " (counted from the release)",
                _ => continue,
            };
            let Line { evaluation, code, unit, wave, .. } = line;
            places.entry(code).or_insert_with(|| format!("{evaluation}, {unit}, {wave}{test}"));
        }
        places
    });
    places.get(code).cloned().ok_or_else(|| format!("{code} has no value in tests/indicators/expected.csv"))
}

/// An evaluation as the program reads and measures it, nothing protected.
struct Measured {
    inputs: Inputs,
    estimates: Estimates,
}

/// Both evaluations, measured once for all tests.
fn measured() -> &'static BTreeMap<&'static str, Measured> {
    static MEASURED: OnceLock<BTreeMap<&'static str, Measured>> = OnceLock::new();
    MEASURED.get_or_init(|| EVALUATIONS.map(|(name, folder)| (name, measure_folder(folder))).into())
}

fn measure_folder(folder: &str) -> Measured {
    let inputs = pipeline::read(&at(folder)).unwrap().value;
    let tally = pipeline::count(&inputs).unwrap();
    let estimates = measure::estimate(&tally, &inputs.framework, &inputs.tables.units, &inputs.plan.wave);
    Measured { inputs, estimates }
}

fn framework() -> &'static Framework {
    &measured()["pilot"].inputs.framework
}

type Key<'a> = (&'a str, &'a str, String, &'a str);

/// Every outcome by evaluation, code, unit and wave.
fn outcomes() -> BTreeMap<Key<'static>, &'static Outcome> {
    let figures = measured()
        .iter()
        .flat_map(|(name, measured)| measured.estimates.figures.iter().map(move |estimate| (*name, estimate)));
    figures
        .map(|(name, estimate)| {
            let unit = format!("{}:{}", estimate.unit.level.word(), estimate.unit.id);
            ((name, estimate.code.as_str(), unit, estimate.wave.as_str()), &estimate.outcome)
        })
        .collect()
}

fn reason(absence: &Absence) -> &'static str {
    match absence {
        Absence::NotCollected => "not_collected",
        Absence::NotAsked => "not_asked",
        Absence::NothingRecorded => "nothing_recorded",
        Absence::NoEarlierWave => "no_earlier_wave",
        Absence::QuestionChanged => "question_changed",
        Absence::YearNotComplete => "year_not_complete",
        Absence::TooLittle(_) => "too_little",
        Absence::NoComparator => "no_comparator",
        Absence::NotAtThisLevel => "not_at_this_level",
    }
}

/// How near the two must be. An omega comes out of two different searches for the same maximum. A
/// percentage is kept in ten-thousandths before changes are taken. The standardised comparison
/// corrects for small samples on the number of pupils less one, by hand on pupils less schools.
/// Everything else is arithmetic.
fn near(code: &str) -> f64 {
    match code {
        "DQ-04.omega" => 1e-6,
        "IM-15.change" => 1e-4,
        _ => 1e-9,
    }
}

/// What the program says, where it is not what the count by hand says.
fn difference(line: &Line, outcome: &Outcome) -> Option<String> {
    let near = near(&line.code);
    match (line.number(), outcome) {
        (Some(by_hand), Outcome::Estimated(figure)) => {
            let apart = (by_hand - figure.value).abs();
            (apart > near * by_hand.abs().max(1.0)).then(|| figure.value.to_string())
        }
        (None, Outcome::Absent(absence)) => (reason(absence) != line.value).then(|| reason(absence).to_owned()),
        (None, Outcome::Estimated(figure)) => Some(figure.value.to_string()),
        (Some(_), Outcome::Absent(absence)) => Some(reason(absence).to_owned()),
    }
}

/// All lines on which program and count by hand differ.
fn differences(lines: &[Line]) -> Vec<String> {
    let outcomes = outcomes();
    let counted = lines.iter().filter(|line| line.value != OF_THE_RELEASE);
    let told = counted.filter_map(|line| {
        let key = (line.evaluation.as_str(), line.code.as_str(), line.unit.clone(), line.wave.as_str());
        let found = match outcomes.get(&key) {
            Some(outcome) => difference(line, outcome)?,
            None => "not measured".to_owned(),
        };
        let Line { evaluation, code, unit, wave, value } = line;
        Some(format!("{evaluation} {code} {unit} {wave}: by hand {value}, learnframe {found}"))
    });
    told.collect()
}

fn by_hand(argument: &str) -> std::process::Output {
    Command::new("python3").arg(at("tests/indicators/by_hand.py")).arg(argument).output().expect("python3 is there")
}

fn assert_no_differences(lines: &[Line]) {
    let found = differences(lines);
    assert!(found.is_empty(), "{} of {} differ:\n{}", found.len(), lines.len(), found.join("\n"));
}

#[test]
fn every_value_is_what_a_count_by_hand_gives() {
    assert_no_differences(&expected());
}

#[test]
fn every_unit_is_what_a_count_by_hand_gives() {
    let output = by_hand("--all");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let lines = lines_of(&String::from_utf8(output.stdout).unwrap());
    assert!(lines.len() > outcomes().len() / 2, "the count by hand leaves most of the figures out");
    assert_no_differences(&lines);
}

#[test]
fn every_code_has_a_value_counted_by_hand() {
    let codes = framework().indicators().iter().map(|indicator| indicator.code.as_str());
    let without: Vec<String> = codes.filter_map(|code| computed_for(code).err()).collect();
    assert!(without.is_empty(), "{}", without.join("\n"));
}

#[test]
fn the_table_is_what_the_count_by_hand_writes() {
    let output = by_hand("--check");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn the_share_withheld_is_a_count_of_the_release() {
    let Measured { inputs, estimates } = &measured()["pilot"];
    let rules = Rules { programme: 5, ..Rules::DEFAULT };
    let release = release::protect_first(estimates, &inputs.framework, &inputs.tables.units, &rules);
    let lines = expected();
    let mut looked_at = 0;
    for line in lines.iter().filter(|line| line.value == OF_THE_RELEASE && line.evaluation == "pilot") {
        let (level, id) = line.unit.split_once(':').unwrap();
        let level = Level::ALL.into_iter().find(|known| known.word() == level).unwrap();
        let unit = UnitId::new(level, id);
        let figure = |code: &str| release.figure(Circulation::Public, code, &unit, &line.wave);
        let Released::Shown(told) = figure(&line.code) else { panic!("{} of {}", line.code, line.unit) };
        let others = framework().indicators().iter().filter(|indicator| indicator.code != line.code);
        let figures: Vec<&Released> = others.map(|indicator| figure(&indicator.code)).collect();
        let withheld = figures.iter().filter(|figure| matches!(figure, Released::Withheld(_))).count();
        let absent = figures.iter().filter(|figure| matches!(figure, Released::Absent(_))).count();
        let share = withheld as f64 / (figures.len() - absent) as f64;
        assert!((told.value - share).abs() < 0.005, "{} {}: {} is not {share}", line.unit, line.wave, told.value);
        looked_at += withheld;
    }
    assert!(looked_at > 0, "nothing was withheld, so nothing was tested");
}
