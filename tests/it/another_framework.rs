//! A framework of somebody's own, about quite other things: nothing is changed in the program, and the
//! whole way from files to pages works as for the built-in one.

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

/// A row of a file by column.
type Row = BTreeMap<String, String>;

/// A copy of the evaluation, and one way to change it.
struct Edges(Evaluation);

impl Edges {
    fn new() -> Self {
        Edges(Evaluation::copy_of(DATA))
    }

    /// Changes every row of a file, and drops those for which `how` says no.
    fn rows(self, file: &str, how: impl Fn(&mut Row) -> bool) -> Self {
        let path = self.0.dir().join(file);
        let mut reader = csv::Reader::from_path(&path).unwrap();
        let header = reader.headers().unwrap().clone();
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(&header).unwrap();
        for mut row in reader.deserialize::<Row>().map(Result::unwrap) {
            if how(&mut row) {
                writer.write_record(header.iter().map(|column| &row[column])).unwrap();
            }
        }
        fs::write(path, writer.into_inner().unwrap()).unwrap();
        self
    }

    fn plan(self, how: impl Fn(&str) -> String) -> Self {
        self.0.change("evaluation.toml", how);
        self
    }

    fn answers(self, how: impl Fn(&str, &str) -> String) -> Self {
        let framework = own();
        let change = |row: &mut Row| {
            for item in framework.items() {
                if let Some(cell) = row.get_mut(&item.id) {
                    *cell = how(&item.id, cell);
                }
            }
            true
        };
        SURVEYS.iter().fold(self, |edges, file| edges.rows(file, change))
    }

    /// Runs it to the end, looks for what no reader may meet, and gives the values by code and unit.
    fn run(self, name: &str) -> Vec<Row> {
        let out = self.0.out("evaluation");
        let told = self.0.run(&out);
        assert_eq!(told.code, 0, "{name}: {}", told.stderr);
        assert!(!told.stderr.contains("panicked"), "{name}: {}", told.stderr);
        let files = bytes_below(&out);
        for (path, bytes) in &files {
            let text = String::from_utf8_lossy(bytes);
            let words = text.split(|c: char| !c.is_ascii_alphanumeric());
            let found =
                words.into_iter().find(|word| ["NaN", "nan", "inf", "Inf", "infinity", "Infinity"].contains(word));
            assert_eq!(found, None, "{name}: {path}");
        }
        let rows = self.0.indicators(&out);
        for row in &rows {
            let told = !row["value"].is_empty() || (!row["symbol"].is_empty() && !row["basis"].is_empty());
            assert!(told, "{name}: no value and no reason in {row:?}");
        }
        println!(
            "{name}: {} files, {} values",
            files.len(),
            rows.iter().filter(|row| !row["value"].is_empty()).count()
        );
        rows
    }
}

const SURVEYS: [&str; 3] = ["survey/2019-autumn.csv", "survey/2020-winter.csv", "survey/2020-summer.csv"];

/// The cells of a code's rows, of one unit at one wave.
fn cell<'a>(rows: &'a [Row], code: &str, unit: &str, wave: &str) -> (&'a str, &'a str) {
    let is_it = |row: &&Row| row["code"] == code && row["unit_id"] == unit && row["wave"] == wave;
    let row = rows.iter().find(is_it).unwrap_or_else(|| panic!("no {code} of {unit} at {wave}"));
    (&row["value"], &row["basis"])
}

const LAST: &str = "2020-summer";

#[test]
fn answers_that_are_all_alike_leave_coefficients_untold() {
    let alike = |item: &str, _: &str| if item.starts_with("ease") { "often" } else { "3" }.to_owned();
    let rows = Edges::new().answers(alike).run("constant answers");
    for code in ["TR-2.alpha", "TR-2.omega", "TR-2.between", "TR-2.means", "SU-3", "BO-1.with_attendance"] {
        assert_eq!(cell(&rows, code, "programme", LAST), ("", "too_little"), "{code}");
    }
    assert_eq!(cell(&rows, "BO-1", "programme", LAST).0, "3.7", "joy_duty is turned round: (3 + 5 + 3) / 3");
}

#[test]
fn one_group_alone_is_told_of_itself() {
    let files = [
        "groups.csv",
        "members.csv",
        "registers/sessions.csv",
        "registers/activities.csv",
        "registers/outputs.csv",
        "returns/facilitators.csv",
        "reading_age.csv",
    ];
    let first = |row: &mut Row| row["group_id"] == "RC-1";
    let edges = files.iter().chain(&SURVEYS).fold(Edges::new(), |edges, file| edges.rows(file, first));
    let edges = edges.rows("registers/attendance.csv", |row| row["member_id"].starts_with("R1"));
    let rows = edges.rows("ties.csv", |row| row["from_member"].starts_with("R1")).run("one group");
    assert_eq!(cell(&rows, "TR-2.between", "programme", LAST), ("", "too_little"));
    assert_eq!(cell(&rows, "SU-3", "programme", LAST), ("", "too_little"));
    assert!(!cell(&rows, "RC-1", "RC-1", LAST).0.is_empty());
}

#[test]
fn a_group_of_which_nothing_came_says_so_of_everything() {
    let edges = Edges::new();
    edges.0.change("groups.csv", |text| format!("{text}RC-7,Nobody yet,,,B2,Wexley,South,,,,\n"));
    let rows = edges.run("an empty group");
    let own: Vec<&Row> = rows.iter().filter(|row| row["unit_id"] == "RC-7").collect();
    assert!(own.len() > 100);
    // What counts rows counts none; what is owed is owed. All else is without a value.
    let told: BTreeSet<&str> =
        own.iter().filter(|row| !row["value"].is_empty()).map(|row| row["code"].as_str()).collect();
    assert_eq!(told, BTreeSet::from(["RC-4", "RC-4.libraries", "TR-1.returns", "TR-1.withheld"]));
    for row in own.iter().filter(|row| !row["value"].is_empty() && row["code"] != "TR-1.withheld") {
        assert!(row["value"].trim_matches(['0', '.']).is_empty(), "{row:?}");
    }
}

#[test]
fn one_wave_alone_has_no_change() {
    let edges = Edges::new().plan(|text| {
        let (head, rest) = text.split_once("[[wave]]\nid = \"2020-winter\"").unwrap();
        let (_, sources) = rest.split_once("[[source]]").unwrap();
        let (sources, _) =
            sources.split_once("[[source]]\ntable = \"responses\"\nfiles = [\"survey/2020-winter.csv\"]").unwrap();
        format!("{head}[[source]]{sources}")
    });
    let rows = edges.run("one wave");
    for code in ["TA-1.change", "BO-3.change", "BO-4", "LA-3", "LA-6.rises", "TR-1.again"] {
        assert_eq!(cell(&rows, code, "programme", "2019-autumn"), ("", "no_earlier_wave"), "{code}");
    }
}

#[test]
fn where_everyone_had_left_the_roll_is_empty() {
    let edges = Edges::new().rows("members.csv", |row| {
        row.insert("left_on".to_owned(), "2019-10-31".to_owned());
        row["joined_on"].as_str() < "2019-10-01"
    });
    let rows = edges.run("everyone left");
    for code in ["RC-7", "RC-7.hosts", "LA-1", "PL-1.travel", "RC-1.chose", "RC-6.led"] {
        assert_eq!(cell(&rows, code, "programme", LAST), ("", "nothing_recorded"), "{code}");
    }
}

#[test]
fn a_group_of_one_has_no_spread_and_no_network() {
    let only = |row: &mut Row, column: &str| !row[column].starts_with("R4") || row[column] == "R402";
    let edges = Edges::new().rows("members.csv", |row| only(row, "member_id"));
    let edges = edges.rows("registers/attendance.csv", |row| only(row, "member_id"));
    let edges = SURVEYS
        .iter()
        .fold(edges, |edges, file| edges.rows(file, |row| row["group_id"] != "RC-4" || row["respondent_id"] == "q402"));
    let rows = edges.rows("ties.csv", |row| only(row, "from_member") && only(row, "to_member")).run("a group of one");
    for code in ["WE-1", "WE-1.reach", "WE-1.returned", "WE-1.central"] {
        assert!(cell(&rows, code, "RC-4", LAST).0.is_empty(), "{code}");
    }
    assert!(cell(&rows, "TA-1", "RC-4", LAST).0.is_empty(), "one reader's answers are never shown");
}

#[test]
fn an_item_that_nobody_answered_leaves_the_scale_its_other_items() {
    let rows =
        Edges::new().answers(|item, text| if item == "talk_own" { "" } else { text }.to_owned()).run("a silent item");
    assert!(!cell(&rows, "TA-1", "programme", LAST).0.is_empty(), "two of three items are answered");
    assert_eq!(cell(&rows, "TR-2.alpha", "programme", LAST), ("", "nothing_recorded"));
    let rows =
        Edges::new().answers(|item, text| if item == "habit" { "" } else { text }.to_owned()).run("a silent scale");
    for code in ["BO-3", "BO-3.share", "BO-3.change"] {
        assert_eq!(cell(&rows, code, "programme", LAST), ("", "nothing_recorded"), "{code}");
    }
}

#[test]
fn a_table_of_nothing_but_its_header_is_nothing_recorded() {
    let tables = [
        ("members.csv", "RC-7"),
        ("registers/sessions.csv", "RC-1.early"),
        ("registers/attendance.csv", "RC-1"),
        ("registers/activities.csv", "RC-6.led"),
        ("registers/outputs.csv", "RC-5"),
        ("returns/facilitators.csv", "RC-2"),
        ("ties.csv", "WE-1"),
        ("reading_age.csv", "BO-4.now"),
    ];
    for (file, code) in tables {
        let edges = Edges::new().rows(file, |_| false);
        // Rows that refer to an emptied register would all be set aside.
        let edges = match file {
            "members.csv" => {
                ["registers/attendance.csv", "ties.csv"].iter().fold(edges, |edges, file| edges.rows(file, |_| false))
            }
            "registers/sessions.csv" => edges.rows("registers/attendance.csv", |_| false),
            _ => edges,
        };
        let rows = edges.run(file);
        assert_eq!(cell(&rows, code, "programme", LAST), ("", "nothing_recorded"), "{file}");
    }
    let all = tables.iter().map(|(file, _)| *file).chain(SURVEYS);
    let rows = all.fold(Edges::new(), |edges, file| edges.rows(file, |_| false)).run("nothing but headers");
    assert_eq!(cell(&rows, "TA-1", "programme", LAST), ("", "nothing_recorded"));
}

#[test]
fn answers_that_are_all_missing_are_counted_as_missing() {
    let rows = Edges::new().answers(|item, _| if item == "worry" { "NA" } else { "" }.to_owned()).run("all missing");
    for code in ["TA-1", "TA-3", "BO-2", "SU-1", "TR-2", "BO-1.with_attendance"] {
        assert_eq!(cell(&rows, code, "programme", LAST), ("", "nothing_recorded"), "{code}");
    }
    assert_eq!(cell(&rows, "TR-1.blank", "programme", LAST).0, "1.00");
}

#[test]
fn a_wave_without_a_survey_is_a_gap_and_not_an_end() {
    let source = "[[source]]\ntable = \"responses\"\nfiles = [\"survey/2020-winter.csv\"]\nwave = \"2020-winter\"\n";
    let rows = Edges::new().plan(|text| text.replace(source, "")).run("a wave without a survey");
    assert_eq!(cell(&rows, "TA-1", "programme", "2020-winter"), ("", "nothing_recorded"));
    assert!(!cell(&rows, "TA-1.change", "programme", LAST).0.is_empty());
    // Nobody was asked: that nobody answered is no response of nought.
    for code in ["TR-1", "TR-1.again"] {
        assert_eq!(cell(&rows, code, "programme", "2020-winter"), ("", "nothing_recorded"), "{code}");
    }
    let first = source.replace("winter", "autumn").replace("2020-autumn", "2019-autumn");
    let rows = Edges::new().plan(|text| text.replace(&first, "")).run("no survey at first");
    assert_eq!(cell(&rows, "TA-1.change", "programme", LAST), ("", "nothing_recorded"));
}

/// What `check` says of the evaluation with some of its framework's text replaced: each finding's first
/// line, with the row in which the new text stands.
fn told_of(changes: &[(&str, &str)]) -> Vec<(String, usize)> {
    let edges = Edges::new();
    let file = "reading_circles.toml";
    let changed = |text: &str| {
        changes.iter().fold(text.to_owned(), |text, (old, new)| {
            assert!(text.contains(old), "{old} is not in the framework");
            text.replacen(old, new, 1)
        })
    };
    edges.0.change(file, changed);
    let told = edges.0.say(&["check", &edges.0.dir().to_string_lossy()]);
    assert_eq!(told.code, 2, "{}", told.stderr);
    let lines: Vec<&str> = told.stderr.lines().collect();
    let findings = lines.windows(2).filter(|pair| pair[0].starts_with("error[") || pair[0].starts_with("warning["));
    let row = |place: &str| place.split(", row ").nth(1).and_then(|rest| rest.split(',').next()?.parse().ok());
    findings
        .map(|pair| {
            assert!(pair[1].contains(file), "{pair:?}");
            (pair[0].to_owned(), row(pair[1]).unwrap_or_else(|| panic!("no row in {pair:?}")))
        })
        .collect()
}

/// Every change is told, at the row in which it stands, by a finding that holds the words given.
fn all_told(changes: &[(&str, &str, &str)]) {
    let pairs: Vec<(&str, &str)> = changes.iter().map(|(old, new, _)| (*old, *new)).collect();
    let text = fs::read_to_string(Path::new(DATA).join("reading_circles.toml")).unwrap();
    let text = pairs.iter().fold(text, |text, (old, new)| text.replacen(old, new, 1));
    let told = told_of(&pairs);
    assert_eq!(told.len(), changes.len(), "{told:#?}");
    for (_, new, words) in changes {
        let row = text.lines().position(|line| line.contains(new)).unwrap() + 1;
        assert!(
            told.iter().any(|(message, at)| message.contains(words) && *at == row),
            "{words}, row {row}: {told:#?}"
        );
    }
}

#[test]
fn every_condition_that_cannot_be_counted_is_told_with_its_line() {
    all_told(&[
        ("where = \"newcomer\"", "where = \"newcomer and\"", "not an SQL expression"),
        ("of = \"status = 'present'\"", "of = \"statsu = 'present'\"", "did you mean status?"),
        ("of = \"closing_review\"", "of = \"focus\"", "yields text, not true or false"),
        ("among = \"on_roll\"", "among = \"travel_minutes\"", "yields a number, not true or false"),
        ("on = \"attendance_third\"", "on = \"group_id\"", "yields text, not a number"),
        ("number = \"received_on - date\"", "number = \"received_on\"", "yields a date, not a number"),
        ("where = \"minutes >= 90\"", "where = \"minutes >= avg(minutes)\"", "an aggregate"),
        ("where = \"minutes > 60\"", "where = \"count(*) > 60\"", "an aggregate"),
        ("where = \"setting = 'online'\"", "where = \"sum(minutes) over (partition by setting) > 9\"", "a window"),
        ("where = \"kind = 'advice'\"", "where = \"from_member in (select 1)\"", "a query of its own"),
        ("column = \"formed_on\" }, to", "column = \"name\" }, to", "holds text, not dates"),
    ]);
}

#[test]
fn what_a_kind_cannot_count_is_told_with_its_line() {
    all_told(&[
        (
            "measure.rate = { table = \"members\"",
            "measure.rate = { table = \"responses\"",
            "counts rows of `responses`",
        ),
        (
            "measure.mix = { from = [{ table = \"activities\", column = \"led_by\"",
            "measure.mix = { from = [{ table = \"ties\", column = \"kind\"",
            "counts rows of `ties`",
        ),
        (
            "{ table = \"outputs\", column = \"reuse_count\"",
            "{ table = \"attainment\", column = \"cohort_n\"",
            "counts rows of `attainment`",
        ),
        (
            "measure.longest_gap = { table = \"sessions\"",
            "measure.longest_gap = { table = \"members\"",
            "no column of `members` called `date`",
        ),
        ("statistic = \"reach\", ", "statistic = \"reach\", touching = \"on_roll\", ", "only the density"),
        ("table = \"facilitator_returns\", key", "table = \"responses\", key", "LA-3 counts rows of `responses`"),
    ]);
}

#[test]
fn what_does_not_hold_together_is_told_with_its_line() {
    all_told(&[
        (
            "definition = \"Mean of two items on the room and the hour, 1 to 4.\"",
            "definition = \" \"",
            "the definition of TA-2 is empty",
        ),
        ("[\"TA-1 rises\", \"RC-1 <= 0.9\"]", "[\"SU-2 > 0.5\"]", "LA-6.rises is made of itself"),
        ("of = [\"TA-1\", \"TA-2\", \"TA-3\", \"RC-1\"]", "of = [\"LA-6.rises\"]", "SU-2 is made of itself"),
        ("bands = { good = 4.5, fair = 3.5,", "bands = { good = 3.5, fair = 4.5,", "higher is better"),
        (
            "measure.share_favourable = { item = \"habit\"",
            "measure.share_favourable = { item = \"habbit\"",
            "there is no item `habbit`",
        ),
        (
            "measure.scale_mean = { items = [\"habit\"] }",
            "measure.scale_mean = { items = [\"habit\", \"joy_more\"] }",
            "has a second home in BO-3",
        ),
    ]);
    let told = told_of(&[("definition = \"Mean of two items on the room and the hour, 1 to 4.\"\n", "")]);
    assert!(told.len() == 1 && told[0].0.contains("definition"), "{told:?}");
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

#[test]
fn reasons_fit_what_is_missing() {
    let edges = Edges::new().answers(|item, _| if item.starts_with("ease") { "often" } else { "3" }.to_owned());
    edges.0.change("reading_circles.toml", |text| {
        let tenth = text.replace("\"TA-1 rises\"", "\"TA-1 in lowest tenth\"");
        let difference = "measure.difference = { items = [\"talk_listen\", \"talk_own\", \"talk_few\"]";
        tenth.replace(difference, "measure.difference = { items = [\"habit\"]")
    });
    let rows = edges.run("reasons");
    for wave in ["2019-autumn", LAST] {
        assert_eq!(cell(&rows, "LA-6.rises", "RC-1", wave), ("", "too_little"), "all groups are alike");
    }
    assert_eq!(cell(&rows, "TA-1.gap", "programme", "2019-autumn"), ("", "not_asked"));
}
