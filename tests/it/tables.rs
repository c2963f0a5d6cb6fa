//! Reading whole evaluations into tables: cases of bad input by rule, files shaped like real ones, and
//! agreement with another tool's verdicts.

use learnframe::finding::{Checked, Finding, any_error};
use learnframe::framework::{Framework, FrameworkFile};
use learnframe::plan::{Plan, Source};
use learnframe::table::{self, ItemAccount, Quarantined, Tables};
use learnframe::vocabulary::{FileAccount, Level, UnitId};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// A folder under `tests/`.
fn folder(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(path)
}

/// The tables of an evaluation whose plan and framework lie beside its data.
fn read(dir: &Path) -> Checked<Tables> {
    let text = |name: &str| fs::read_to_string(dir.join(name)).expect("the file is there");
    let plan: Plan = toml::from_str(&text("evaluation.toml")).expect("a plan");
    let framework: FrameworkFile = toml::from_str(&text("framework.toml")).expect("a framework");
    let checked = table::read(dir, &plan, &Framework::from_file(framework)).expect("read");
    assert!(
        checked.value.accounts.iter().all(learnframe::vocabulary::FileAccount::adds_up),
        "{:?}",
        checked.value.accounts
    );
    checked
}

/// The plan and framework of the cases, with a source for each file of a case, named after its table.
fn read_case(dir: &Path) -> Checked<Tables> {
    let shared = |name: &str| fs::read_to_string(folder("cases").join(name)).expect("the file is there");
    let mut plan: Plan = toml::from_str(&shared("evaluation.toml")).expect("a plan");
    let framework: FrameworkFile = toml::from_str(&shared("framework.toml")).expect("a framework");
    plan.source = csv_files(dir)
        .into_iter()
        .map(|table| Source {
            files: vec![format!("{table}.csv")],
            table,
            wave: None,
            mapping: None,
            mapping_file: None,
        })
        .collect();
    table::read(dir, &plan, &Framework::from_file(framework)).expect("read")
}

/// The names, without their ending, of the CSV files in a folder, sorted.
fn csv_files(dir: &Path) -> Vec<String> {
    let entries = fs::read_dir(dir).expect("a folder").map(|entry| entry.expect("an entry").path());
    let stem = |path: PathBuf| path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
    let mut names: Vec<String> =
        entries.filter(|path| path.extension().is_some_and(|ending| ending == "csv")).filter_map(stem).collect();
    names.sort();
    names
}

/// What a case is judged by.
#[derive(Serialize)]
struct Verdict<'a> {
    findings: &'a [Finding],
    accounts: &'a [FileAccount],
    set_aside: Vec<String>,
    items: &'a [ItemAccount],
}

#[test]
fn every_case_of_bad_input_is_found_placed_and_accounted_for() {
    let mut cases: Vec<PathBuf> =
        fs::read_dir(folder("cases")).expect("cases").map(|e| e.expect("one").path()).collect();
    cases.retain(|path| path.is_dir());
    cases.sort();
    assert!(cases.len() > 20, "only {} cases", cases.len());
    for dir in cases {
        let checked = read_case(&dir);
        let tables = &checked.value;
        assert!(tables.accounts.iter().all(FileAccount::adds_up), "{}: {:?}", dir.display(), tables.accounts);
        let aside = |cell: &Quarantined| {
            let what = match cell.what {
                table::Aside::Row => "row",
                table::Aside::Cell => "cell",
                table::Aside::Superseded => "superseded",
            };
            format!("{} row {} {}: {what}, {}", cell.file, cell.row, cell.column.as_deref().unwrap_or("-"), cell.rule)
        };
        let verdict = Verdict {
            findings: &checked.findings,
            accounts: &tables.accounts,
            set_aside: tables.quarantine.iter().map(aside).collect(),
            items: &tables.items,
        };
        insta::with_settings!({ snapshot_path => &dir, prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_yaml_snapshot!("verdict", verdict);
        });
    }
}

/// Our finding as one of the classes that another tool can say too; `None` for what only we look at.
fn class(finding: &Finding) -> Option<(u64, String, &'static str)> {
    let class = match finding.code {
        "wrong-type" | "unknown-date" => "type",
        "missing-value" => "required",
        "unknown-category" => "category",
        "out-of-range" => "range",
        "duplicate-key" => "key",
        "unknown-group" | "unknown-session" | "unknown-member" | "unknown-lea" => "reference",
        "ragged-row" => "ragged",
        _ => return None,
    };
    let by_column = matches!(class, "type" | "required" | "category" | "range");
    let column = finding.place.column.clone().filter(|_| by_column).unwrap_or_default();
    Some((finding.place.row.expect("a row"), column, class))
}

/// Row, column and class of each error of a file.
type Errors = BTreeSet<(u64, String, String)>;

#[test]
fn our_verdicts_on_the_shared_corpus_are_those_of_frictionless() {
    let text = fs::read_to_string(folder("frictionless/expected.json")).expect("made by check.py");
    let expected: BTreeMap<String, BTreeMap<String, Errors>> =
        serde_json::from_str(&text).expect("as check.py writes it");
    let cases = fs::read_dir(folder("frictionless/corpus")).expect("a corpus").count();
    assert_eq!((expected.len(), cases), (cases, 9), "run check.py again");
    for (case, files) in expected {
        let checked = read_case(&folder("frictionless/corpus").join(&case));
        for (file, errors) in files {
            let own = checked.findings.iter().filter(|finding| finding.place.file == file);
            let own: Errors =
                own.filter_map(class).map(|(row, column, class)| (row, column, class.to_owned())).collect();
            assert_eq!(own, errors, "{case}/{file}");
        }
    }
}

/// One account as rows, kept, excluded, superseded, quarantined.
fn fates(tables: &Tables, file: &str, table: &str) -> [u64; 5] {
    let account = tables.accounts.iter().find(|account| account.file == file && account.table == table).expect("read");
    [account.rows, account.kept, account.excluded, account.superseded, account.quarantined]
}

/// How often each text stands in a column.
fn counts(tables: &Tables, table: &str, column: &str) -> BTreeMap<String, usize> {
    let frame = tables.get(table).expect("collected");
    let mut counts = BTreeMap::new();
    for text in frame.column(column).expect("a column").str().expect("text").iter().flatten() {
        *counts.entry(text.to_owned()).or_default() += 1;
    }
    counts
}

#[test]
fn a_survey_export_with_its_groups_named_on_every_row_is_read_as_it_is() {
    let checked = read(&folder("real_shapes/carpentries"));
    let (tables, file) = (&checked.value, "instructor_training_post.csv");
    assert_eq!(checked.findings, []);
    assert_eq!(fates(tables, file, "groups"), [55, 5, 50, 0, 0]);
    assert_eq!(fates(tables, file, "responses"), [55, 44, 11, 0, 0]);
    let learned = tables.items.iter().find(|account| account.item == "learned_skills").expect("an item");
    let expected = (40, 18 * 5 + 15 * 4 + 4 * 3 + 2 + 2, BTreeMap::from([("not answered".to_owned(), 4)]));
    assert_eq!((learned.n, learned.sum, learned.missing.clone()), expected);
    let likely = tables.items.iter().find(|account| account.item == "likely_to_recommend").expect("an item");
    assert_eq!((likely.n, likely.sum), (41, 336));
    let events = counts(tables, "responses", "group_id");
    assert_eq!(events.values().copied().collect::<Vec<_>>(), [3, 14, 11, 7, 9], "{events:?}");
    let dates = tables.get("responses").expect("collected").column("submitted_on").expect("a column").null_count();
    assert_eq!(dates, 0);
}

/// Pupils, and the sum of a measure over them in ten-thousandths, in one year.
fn over_pupils(tables: &Tables, measure: &str, year: &str) -> (usize, i64, i64) {
    let frame = tables.get("attainment").expect("collected");
    let text = |column: &str| frame.column(column).expect("a column").str().expect("text").clone();
    let whole = |column: &str| frame.column(column).expect("a column").i64().expect("numbers").clone();
    let rows = text("measure")
        .iter()
        .zip(text("time_point").iter())
        .map(|(m, t)| m == Some(measure) && t == Some(year))
        .collect::<Vec<_>>();
    let numbers =
        whole("mean").iter().zip(whole("cohort_n").iter()).zip(rows).filter(|(_, wanted)| *wanted).collect::<Vec<_>>();
    let both = || numbers.iter().filter_map(|((mean, n), _)| mean.zip(*n));
    (numbers.len(), both().map(|(_, n)| n).sum(), both().map(|(mean, n)| mean * n).sum())
}

#[test]
fn published_school_tables_are_read_with_their_suppressed_cells_totals_and_short_rows() {
    let checked = read(&folder("real_shapes/ks2"));
    let tables = &checked.value;
    // Figures by another tool over the same files: schools, pupils, sum of progress times pupils.
    let reading = ["2017", "2018", "2019"].map(|year| over_pupils(tables, "reading-progress", year));
    assert_eq!(reading, [(20, 665, 919_000), (21, 654, 3_582_000), (20, 623, 1_687_000)]);
    let towns = counts(tables, "groups", "group_id");
    assert_eq!(towns.into_keys().collect::<Vec<_>>(), ["Alton", "Fleet", "Hook", "Thatcham"]);
    for file in ["2016-2017_850_ks2final.csv", "2017-2018_850_ks2final.csv", "2018-2019_850_ks2final.csv"] {
        let [rows, _, excluded, superseded, quarantined] = fates(tables, file, "attainment");
        assert_eq!((rows, superseded, quarantined), (27, 0, 1), "{file}");
        assert!(excluded >= 4, "{file}: three totals and a suppressed school");
    }
    let lea = UnitId::new(Level::Lea, "850");
    assert_eq!(tables.units.name(&lea), "Hampshire");
    assert_eq!(tables.units.inside(&lea, Level::Group).len(), 4);
    let codes: BTreeSet<&str> = checked.findings.iter().map(|finding| finding.code).collect();
    assert_eq!(codes, BTreeSet::from(["ragged-row", "short-row"]));
}

#[test]
fn a_plan_that_names_what_is_not_there_stops_the_run() {
    let dir = folder("cases");
    let text = fs::read_to_string(dir.join("evaluation.toml")).expect("a plan");
    let sources =
        "[[source]]\ntable = \"groups\"\nfiles = [\"gruops.csv\"]\n\n[[source]]\ntable = \"sesions\"\nfiles = []\n";
    let plan: Plan = toml::from_str(&format!("{text}\n{sources}")).expect("a plan");
    let framework = fs::read_to_string(dir.join("framework.toml")).expect("a framework");
    let framework: FrameworkFile = toml::from_str(&framework).expect("a framework");
    let checked = table::read(&dir, &plan, &Framework::from_file(framework)).expect("read");
    let errors: BTreeSet<&str> = checked.findings.iter().map(|finding| finding.code).collect();
    assert_eq!(errors, BTreeSet::from(["file-not-found", "no-groups", "unknown-table"]));
    assert!(any_error(&checked.findings));
    assert!(checked.value.get("groups").is_none());
}

#[test]
fn attendance_has_its_sessions_group_day_and_setting() {
    let checked = read_case(&folder("frictionless/corpus/good"));
    // The survey file there has no columns for these items; everything else is in order.
    assert!(checked.findings.iter().all(|finding| finding.code == "missing-column"), "{:?}", checked.findings);
    let attendance = checked.value.get("attendance").expect("collected");
    let text = |column: &str| attendance.column(column).expect("joined").str().expect("text").clone();
    assert_eq!(text("group_id").iter().flatten().collect::<Vec<_>>(), ["g1", "g1", "g2"]);
    assert_eq!(text("setting").iter().flatten().collect::<Vec<_>>(), ["day", "day", "twilight"]);
    assert_eq!(attendance.column("date").expect("joined").null_count(), 0);
    let sessions = checked.value.get("sessions").expect("collected");
    let lists = sessions.column("processes").expect("a column").str().expect("text").get(0);
    assert_eq!(lists, Some(";P01;P21;"));
}

#[test]
fn days_of_the_programme_are_planned_unless_said_not_to_be_and_lists_hold_any_words() {
    let tables = read_case(&folder("frictionless/corpus/good")).value;
    let days = tables.get("programme_days").expect("collected");
    let planned = days.column("planned").expect("a column").bool().expect("flags").clone();
    assert_eq!(planned.iter().collect::<Vec<_>>(), [Some(true), Some(false)]);
    let text = |table: &str, column: &str, row: usize| {
        let frame = tables.get(table).expect("collected");
        frame.column(column).expect("a column").str().expect("text").get(row).map(str::to_owned)
    };
    assert_eq!(text("coded_answers", "codes", 0).as_deref(), Some(";time;old habits;"));
    assert_eq!(text("facilitator_returns", "priorities", 0).as_deref(), Some(";reading;boys' achievement;"));
    assert_eq!(text("activities", "members", 0).as_deref(), Some(";m1;m2;"));
}

#[test]
fn no_finding_repeats_a_cell_of_a_survey_answer() {
    let secrets = ["rather so", "g8", "secret", "Château"];
    for case in ["answer-outside-scale", "unknown-group", "unknown-category", "encoding"] {
        let checked = read_case(&folder("cases").join(case));
        let said: String = checked.findings.iter().map(Finding::to_string).collect();
        assert!(!said.is_empty());
        assert!(secrets.iter().all(|secret| !said.contains(secret)), "{said}");
    }
}

proptest::proptest! {
    #[test]
    fn whatever_a_file_holds_its_rows_add_up(text in "([ag1,;\"\r\n]|g1,|w2|\r\n){0,60}") {
        let dir = tempfile::tempdir().expect("a folder");
        fs::write(dir.path().join("groups.csv"), "group_id,name\ng1,Alder\n").expect("written");
        fs::write(dir.path().join("responses.csv"), format!("group_id,wave,ms01\n{text}")).expect("written");
        let tables = read_case(dir.path()).value;
        proptest::prop_assert!(tables.accounts.iter().all(FileAccount::adds_up), "{:?}", tables.accounts);
        let kept = tables.accounts.iter().find(|account| account.table == "responses").map(|account| account.kept);
        proptest::prop_assert_eq!(kept, tables.get("responses").map(|frame| frame.height() as u64));
    }
}
