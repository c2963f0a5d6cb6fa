//! A framework of somebody's own, about quite other things: nothing is changed in the program, and the
//! whole way from files to pages works as for the built-in one.

mod changed;
mod edges;
mod faults;

use crate::support::{Evaluation, bytes_below};
use learnframe::framework::{Framework, MeasureKind};
use learnframe::measure::{self, Outcome};
use learnframe::pipeline;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

const DATA: &str = "tests/another_framework/data";

fn own() -> Framework {
    let checked = pipeline::read(Path::new(DATA)).unwrap();
    assert!(checked.findings.is_empty(), "{:?}", checked.findings);
    checked.value.framework
}

#[test]
fn it_uses_every_measure_kind_and_none_of_the_built_in_codes() {
    let framework = own();
    let used: BTreeSet<&str> = framework.indicators().iter().map(|indicator| indicator.measure.word()).collect();
    let all: BTreeSet<&str> = MeasureKind::WORDS.iter().copied().collect();
    assert_eq!(used, all);
    let sizes: BTreeSet<usize> =
        framework.items().iter().map(|item| framework.scale(&item.scale).unwrap().labels.len()).collect();
    assert_eq!(sizes, BTreeSet::from([4, 6, 7, 11]));
    let turned: BTreeSet<usize> = framework
        .items()
        .iter()
        .filter(|item| item.reverse)
        .map(|item| framework.scale(&item.scale).unwrap().labels.len())
        .collect();
    assert_eq!(turned, sizes, "every scale has an item that is turned round");
    let conditions: BTreeSet<&str> = framework.conditions().iter().map(|condition| condition.sql.as_str()).collect();
    assert!(conditions.len() >= 30, "{} different conditions", conditions.len());
}

/// Values as the program makes them before protection, by code, unit and wave; none where there is none.
fn made() -> BTreeMap<(String, String, String), Option<f64>> {
    let inputs = pipeline::read(Path::new(DATA)).unwrap().value;
    let tally = pipeline::count(&inputs).unwrap();
    let estimates = measure::estimate(&tally, &inputs.framework, &inputs.tables.units, &inputs.plan.wave);
    let value = |outcome: Outcome| match outcome {
        Outcome::Estimated(figure) => Some(figure.value),
        Outcome::Absent(_) => None,
    };
    let unit = |one: &measure::Estimate| format!("{}:{}", one.unit.level.word(), one.unit.id);
    estimates
        .figures
        .into_iter()
        .map(|one| ((one.code.clone(), unit(&one), one.wave.clone()), value(one.outcome)))
        .collect()
}

#[test]
fn its_values_are_those_computed_without_the_program() {
    let made = made();
    let mut reader = csv::Reader::from_path("tests/another_framework/values.csv").unwrap();
    let (mut compared, mut codes, mut wrong) = (0, BTreeSet::new(), Vec::new());
    for row in reader.records().map(Result::unwrap) {
        let key = (row[0].to_owned(), row[1].to_owned(), row[2].to_owned());
        let wanted: Option<f64> = (!row[3].is_empty()).then(|| row[3].parse().unwrap());
        let got = *made.get(&key).unwrap_or_else(|| panic!("{key:?} was not made"));
        let same = match (wanted, got) {
            (Some(wanted), Some(got)) => (wanted - got).abs() <= 1e-9,
            (wanted, got) => wanted == got,
        };
        if !same {
            wrong.push(format!("{key:?}: wanted {wanted:?}, got {got:?}"));
        }
        compared += u32::from(wanted.is_some());
        codes.insert(row[0].to_owned());
    }
    assert!(wrong.is_empty(), "{} are wrong:\n{}", wrong.len(), wrong.join("\n"));
    println!("{compared} values of {} codes compared", codes.len());
    assert!(compared > 900, "only {compared} values were compared");
    // All but the share withheld, which protection decides.
    assert_eq!(codes.len() + 1, own().indicators().len());
}

/// What the program said on standard error; the table engine's own remarks in a debug build left out.
fn said(stderr: &str) -> String {
    stderr.lines().filter(|line| !line.is_empty() && !line.starts_with("UserWarning: ")).collect::<Vec<_>>().join("\n")
}

#[test]
fn its_pages_are_made_and_verify() {
    let circles = Evaluation::copy_of(DATA);
    let out = circles.out("evaluation");
    let told = circles.run(&out);
    assert_eq!((told.code, said(&told.stderr)), (0, String::new()));
    let pages = bytes_below(&out);
    for page in ["index.html", "groups/rc-1.html", "groups/rc-6.html", "leas/b1.html", "regions/south.html"] {
        assert!(pages.contains_key(page), "{page} is not among {:?}", pages.keys());
    }
    let index = String::from_utf8(pages["index.html"].clone()).unwrap();
    assert!(index.contains("reader") && index.contains("Reading circles"));
    let verified = circles.say(&["verify", &out.to_string_lossy(), "-d", &circles.dir().to_string_lossy()]);
    assert_eq!(verified.code, 0, "{}{}", verified.stdout, verified.stderr);
}

#[test]
fn what_is_written_for_strangers_has_a_row_for_every_kind() {
    let readme = fs::read_to_string("schemas/framework/README.md").unwrap();
    let (_, prose) = readme.split_once("## A framework of your own").unwrap();
    let rows: Vec<&str> =
        prose.lines().filter_map(|line| line.strip_prefix("| `")?.split_once("` | ")).map(|(kind, _)| kind).collect();
    let of_kinds: Vec<&str> = rows.into_iter().filter(|row| MeasureKind::WORDS.contains(row)).collect();
    assert_eq!(of_kinds.len(), MeasureKind::WORDS.len(), "{of_kinds:?}");
    assert_eq!(of_kinds.iter().collect::<BTreeSet<_>>().len(), MeasureKind::WORDS.len());
}
