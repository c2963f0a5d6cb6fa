//! Nothing leaks around the release: no cell of the microdata stands in anything that circulates.

mod findings;
mod hashes;
mod needles;
mod withheld;

use crate::support::{Evaluation, bytes_below};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use learnframe::ingest::PseudonymKey;
use needles::Needles;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

const KEY: [u8; 32] = [7; 32];

/// Columns whose cells tell people or events apart, in every file alike; entries of a list apart.
const IDS: [&str; 11] = [
    "member_id",
    "respondent_id",
    "answer_id",
    "from_member",
    "to_member",
    "led_by",
    "members",
    "owner",
    "session_id",
    "activity_id",
    "output_id",
];
/// Columns that hold people's own words.
const WORDS: [&str; 5] = ["o1", "o2", "o3", "o4", "action"];
/// Columns of days and numbers about single people, given values that occur nowhere else.
const DAYS: [&str; 1] = ["joined_on"];
const NUMBERS: [&str; 1] = ["years_as_head"];

/// Gives every cell about a single person a value of its own; ids stay consistent between files.
#[derive(Default)]
struct Planting {
    ids: BTreeMap<String, String>,
    planted: BTreeSet<String>,
}

impl Planting {
    fn file(&mut self, path: &Path) {
        let mut reader = csv::Reader::from_path(path).unwrap();
        let header = reader.headers().unwrap().clone();
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        let mut writer = csv::Writer::from_path(path).unwrap();
        writer.write_record(&header).unwrap();
        for row in rows {
            let cells: Vec<String> = header.iter().zip(&row).map(|(column, cell)| self.cell(column, cell)).collect();
            writer.write_record(cells).unwrap();
        }
        writer.flush().unwrap();
    }

    fn cell(&mut self, column: &str, cell: &str) -> String {
        let n = self.planted.len();
        let planted = match column {
            _ if cell.is_empty() => return String::new(),
            _ if IDS.contains(&column) => return cell.split(';').map(|id| self.id(id)).collect::<Vec<_>>().join(";"),
            _ if WORDS.contains(&column) => format!("Wrote {n:06} <of> \"own & accord\""),
            _ if DAYS.contains(&column) => {
                let first = learnframe::vocabulary::Date::from_ymd_opt(1951, 1, 1).unwrap();
                (first + chrono::Days::new(n as u64 % 15_000)).to_string()
            }
            _ if NUMBERS.contains(&column) => format!("{}.{:04}", 11 + n / 9_000, 1_000 + n % 9_000),
            _ => return cell.to_owned(),
        };
        self.planted.insert(planted.clone());
        planted
    }

    fn id(&mut self, id: &str) -> String {
        let next = format!("q{:06}w", self.ids.len());
        let planted = self.ids.entry(id.to_owned()).or_insert(next).clone();
        self.planted.insert(planted.clone());
        planted
    }
}

/// An evaluation whose cells about single people occur nowhere else, and those cells.
fn planted() -> (Evaluation, Planting) {
    let evaluation = Evaluation::of_groups(20);
    let mut planting = Planting::default();
    for path in bytes_below(&evaluation.dir()).into_keys() {
        if Path::new(&path).extension().is_some_and(|kind| kind == "csv") && path != "groups.csv" {
            planting.file(&evaluation.dir().join(path));
        }
    }
    fs::write(evaluation.root().join("the.key"), KEY).unwrap();
    evaluation.change("evaluation.toml", |plan| plan.replace("[privacy]", "[privacy]\nkey_file = \"../the.key\""));
    // A name, an address and a number in columns that nothing asks for, and a row that is set aside.
    let survey = bytes_below(&evaluation.dir()).into_keys().find(|path| path.starts_with("survey/")).unwrap();
    let secrets = ["Sarah Plantedname", "plantedmail@example.org", "01632 960123"].map(str::to_owned);
    evaluation.change(&survey, |text| {
        let mut lines = text.lines();
        let head = format!("{},Who,Contact,Telephone\n", lines.next().unwrap());
        head + &lines.map(|line| format!("{line},{}\n", secrets.join(","))).collect::<String>()
    });
    planting.planted.extend(secrets);
    (evaluation, planting)
}

/// Everything of an output that circulates, file names included, by path.
fn published(out: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = bytes_below(out).into_iter().filter(|(path, _)| !path.starts_with("private/"));
    files.map(|(path, bytes)| (path.clone(), [path.as_bytes(), b"\n", &bytes].concat())).collect()
}

/// What each group agreed to do, in the forms that are looked for, by its page. It stands there and nowhere else.
fn agreed_by_page(evaluation: &Evaluation) -> BTreeMap<String, BTreeSet<String>> {
    let mut reader = csv::Reader::from_path(evaluation.dir().join("registers/actions.csv")).unwrap();
    let header = reader.headers().unwrap().clone();
    let place = |name: &str| header.iter().position(|column| column == name).unwrap();
    let (group, action) = (place("group_id"), place("action"));
    let mut agreed: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for row in reader.records().map(Result::unwrap) {
        for folder in ["groups", "cy/groups"] {
            let page = format!("{folder}/{}.html", row[group].to_lowercase());
            agreed.entry(page).or_default().insert(row[action].to_lowercase());
        }
    }
    agreed
}

#[test]
fn no_cell_about_a_person_stands_in_anything_that_circulates() {
    let (evaluation, planting) = planted();
    let out = evaluation.out("out");
    let told = evaluation.run(&out);
    assert_eq!(told.code, 0, "{}", told.stderr);
    let mut searched = published(&out);
    searched.insert("(said by run)".to_owned(), (told.stdout + &told.stderr).into_bytes());
    for command in
        [["check", "data"].as_slice(), &["check", "data", "--json"], &["verify", "out"], &["inspect", "data"]]
    {
        let told = evaluation.say(command);
        searched.insert(format!("(said by {})", command.join(" ")), (told.stdout + &told.stderr).into_bytes());
    }
    let key = PseudonymKey::new(&KEY).unwrap();
    let allowed = fs::read(evaluation.dir().join("evaluation.toml")).unwrap();
    let needles = Needles::of(&planting.planted, &key, &allowed);
    let bytes: usize = searched.values().map(Vec::len).sum();
    println!(
        "{} values in {} forms were looked for in {bytes} bytes of {} files",
        needles.values,
        needles.forms,
        searched.len()
    );
    assert!(needles.values > 2_000 && needles.forms > 7 * needles.values, "{} {}", needles.values, needles.forms);
    assert!(bytes > 1_000_000 && searched.len() > 15);
    let agreed = agreed_by_page(&evaluation);
    assert!(agreed.len() > 20, "{}", agreed.len());
    let found: BTreeMap<&String, BTreeSet<String>> = searched
        .iter()
        .map(|(path, bytes)| {
            let (found, none) = (needles.found_in(bytes), BTreeSet::new());
            let own = agreed.get(path).unwrap_or(&none);
            assert!(own.is_subset(&found), "{path} lacks what its group agreed: {own:?}");
            (path, found.difference(own).cloned().collect::<BTreeSet<String>>())
        })
        .filter(|(_, found)| !found.is_empty())
        .collect();
    assert!(found.is_empty(), "{found:#?}");
    // What is kept for the evaluator's eyes has them: the values are there to be found.
    let private = fs::read(out.join("private/quarantine.csv")).unwrap_or_default();
    println!("{} of them stand in what is private", needles.found_in(&private).len());
}

#[test]
fn a_planted_value_is_found_however_it_is_wrapped() {
    let key = PseudonymKey::new(&KEY).unwrap();
    let secret = "Ann O'Planted <x@y.org>";
    let needles =
        Needles::of(&BTreeSet::from([secret.to_owned(), "1951-03-04".to_owned(), "12.3450".to_owned()]), &key, b"");
    let digest = learnframe::output::sha256(secret.as_bytes());
    let number = learnframe::tally::person_number(secret);
    let wrapped = [
        secret.to_owned(),
        secret.to_uppercase(),
        "Ann O&#39;Planted &lt;x@y.org&gt;".to_owned(),
        "Ann O&#x27;Planted &lt;x@y.org&gt;".to_owned(),
        "Ann%20O%27Planted%20%3Cx%40y.org%3E".to_owned(),
        "Ann O\\u0027Planted \\u003cx@y.org\\u003e".to_owned(),
        format!("data:image/svg+xml;base64,{}\"", STANDARD.encode(format!("<title>{secret}</title>"))),
        STANDARD.encode(secret),
        digest.clone(),
        digest[..16].to_uppercase(),
        number.to_string(),
        format!("{number:x}"),
        key.pseudonym(secret),
        "on 4 March 1951".to_owned(),
        "04/03/1951".to_owned(),
        "12,3450".to_owned(),
        "12.345".to_owned(),
    ];
    for text in wrapped {
        let page = format!("<p>Of 12 groups, {text} told</p>");
        assert!(!needles.found_in(page.as_bytes()).is_empty(), "not found: {text}");
    }
    assert!(needles.found_in(b"<p>Of 12 groups, nobody told anything on 4 March 1952, 12.344</p>").is_empty());
}
