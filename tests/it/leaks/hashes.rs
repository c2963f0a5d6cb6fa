//! Somebody who has an output and plenty of time: no file about people is found by trying what it may say, and two
//! releases subtracted single nobody out.

use super::{KEY, published};
use crate::support::Evaluation;
use hmac::{Hmac, KeyInit, Mac};
use learnframe::output::sha256;
use serde_json::Value;
use sha2::Sha256;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

const PLAN: &str = "[programme]\nname = \"P\"\ncommissioner = \"C\"\ncontact = \"x\"\nas_of = 2004-08-31\n\
    framework = \"too_busy_to_learn\"\n\n[protection]\npromised = 5\n\n[privacy]\nretain_until = 2009-08-31\n\n\
    [[wave]]\nid = \"w1\"\nlabel = \"Spring\"\nfrom = 2004-01-01\nto = 2004-04-30\ncensus = 2004-03-31\n\n[[source]]\ntable = \"groups\"\n\
    files = [\"groups.csv\"]\n\n[[source]]\ntable = \"responses\"\nfiles = [\"responses.csv\"]\nwave = \"w1\"\n";

/// The answers of three people to two questions as their file.
fn survey(answers: [u8; 6]) -> String {
    let rows = ["M1", "M2", "M3"].iter().zip(answers.chunks(2));
    let rows: String = rows.map(|(who, two)| format!("{who},LLG-1,{},{}\n", two[0], two[1])).collect();
    format!("respondent_id,group_id,ms01,ms02\n{rows}")
}

/// Every file that the survey could be.
fn every_survey() -> impl Iterator<Item = String> {
    (0..5_usize.pow(6)).map(|number| {
        let answer = |place: u32| u8::try_from(number / 5_usize.pow(place) % 5 + 1).unwrap();
        survey(std::array::from_fn(|place| answer(u32::try_from(place).unwrap())))
    })
}

fn tiny(responses: &str, with_key: bool) -> Evaluation {
    let evaluation = Evaluation::empty();
    let key = if with_key { "[privacy]\nkey_file = \"../the.key\"" } else { "[privacy]" };
    fs::write(evaluation.root().join("the.key"), KEY).unwrap();
    evaluation.write("evaluation.toml", &PLAN.replace("[privacy]", key));
    evaluation.write("groups.csv", "group_id,name\nLLG-1,Harbour\n");
    evaluation.write("responses.csv", responses);
    evaluation
}

fn run(evaluation: &Evaluation, name: &str) -> BTreeMap<String, Vec<u8>> {
    let out = evaluation.out(name);
    let told = evaluation.run(&out);
    assert_eq!(told.code, 0, "{}", told.stderr);
    published(&out)
}

/// Every run of 64 hexadecimal digits.
fn digests(files: &BTreeMap<String, Vec<u8>>) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for bytes in files.values() {
        let text = String::from_utf8_lossy(bytes);
        let runs = text.split(|c: char| !c.is_ascii_hexdigit()).filter(|run| run.len() == 64);
        found.extend(runs.map(str::to_owned));
    }
    found
}

fn json(files: &BTreeMap<String, Vec<u8>>, name: &str) -> Value {
    let text = String::from_utf8(files[name].clone()).unwrap();
    serde_json::from_str(text.split_once('\n').unwrap().1).unwrap()
}

/// The ledger's digest of all inputs, with a guess in the place of the survey's digest.
fn joint(manifest: &Value, guess: &str) -> String {
    let list = manifest["inputs"].as_array().unwrap().iter().map(|input| {
        let path = input["path"].as_str().unwrap();
        let digest = if path == "responses.csv" { guess } else { input["sha256"].as_str().unwrap() };
        format!("{digest}  {path}\n")
    });
    sha256(list.collect::<String>().as_bytes())
}

#[test]
fn no_guess_at_a_tiny_survey_meets_a_digest_or_a_size() {
    let secret = survey([4, 2, 5, 5, 1, 3]);
    for with_key in [true, false] {
        let files = run(&tiny(&secret, with_key), "out");
        let (known, manifest) = (digests(&files), json(&files, "manifest.json"));
        assert!(known.len() > 10, "{}", known.len());
        // The search would find what it looks for.
        assert!(known.contains(&sha256(b"group_id,name\nLLG-1,Harbour\n")));
        let (mut tried, mut secret_tried) = (0, false);
        for guess in every_survey() {
            let hash = sha256(guess.as_bytes());
            for derived in [joint(&manifest, &hash), sha256(hash.as_bytes()), hash] {
                assert!(!known.contains(&derived), "{guess}");
            }
            tried += 1;
            secret_tried |= guess == secret;
        }
        assert!(secret_tried);
        println!("{tried} surveys were tried against {} digests", known.len());
        let entry =
            manifest["inputs"].as_array().unwrap().iter().find(|input| input["path"] == "responses.csv").unwrap();
        assert!(entry.get("bytes").is_none() && entry.get("sha256").is_none(), "{entry}");
        assert_eq!(entry.get("not_told").is_some(), !with_key, "{entry}");
        let size = format!("\"bytes\": {}", secret.len());
        assert!(files.values().all(|bytes| !String::from_utf8_lossy(bytes).contains(&size)));
        let sources = String::from_utf8_lossy(&files["data/sources.csv"]).into_owned();
        let row = sources.lines().find(|line| line.starts_with("responses,")).unwrap();
        assert!(row.starts_with("responses,responses.csv,,[c],[c],"), "{row}");
    }
}

#[test]
fn whoever_has_the_key_recomputes_the_digest_as_it_is_described() {
    let secret = survey([4, 2, 5, 5, 1, 3]);
    let manifest = json(&run(&tiny(&secret, true), "out"), "manifest.json");
    let hmac = |key: &[u8], text: &[u8]| {
        let mut mac = Hmac::<Sha256>::new_from_slice(key).unwrap();
        mac.update(text);
        mac.finalize().into_bytes()
    };
    let digest = hmac(&hmac(&KEY, b"learnframe input digest v1"), secret.as_bytes());
    let digest: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    let entry = manifest["inputs"].as_array().unwrap().iter().find(|input| input["path"] == "responses.csv").unwrap();
    assert_eq!(entry["hmac_sha256"], digest);
}

#[test]
fn one_answer_of_one_of_the_few_changes_nothing_but_keyed_digests() {
    let pair = [survey([4, 2, 5, 5, 1, 3]), survey([4, 2, 5, 5, 1, 4])];
    let [one, other] = pair.each_ref().map(|survey| run(&tiny(survey, false), "out"));
    assert_eq!(one.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>());
    for (path, bytes) in &one {
        assert!(other[path] == *bytes, "without a key {path} differs");
    }
    let [one, other] = pair.each_ref().map(|survey| run(&tiny(survey, true), "out"));
    for (path, bytes) in &one {
        let [one, other] =
            [bytes, &other[path]].map(|bytes| super::withheld::without_hashes(&String::from_utf8_lossy(bytes)));
        assert!(one == other, "with a key {path} differs beyond digests");
    }
    let differing = digests(&one).difference(&digests(&other)).count();
    println!("{differing} digests differ with a key, none without");
    assert!(differing >= 1);
}

#[test]
fn one_late_return_does_not_show_in_any_count_of_rows() {
    for people in [3, 6, 41] {
        let rows =
            |people: usize| -> String { (1..=people).map(|who| format!("M{who},LLG-1,{},4\n", who % 5 + 1)).collect() };
        let survey = |people| format!("respondent_id,group_id,ms01,ms02\n{}", rows(people));
        let evaluation = tiny(&survey(people), true);
        let before = run(&evaluation, "out");
        evaluation.write("responses.csv", &survey(people + 1));
        let after = run(&evaluation, "out");
        let fates = |files: &BTreeMap<String, Vec<u8>>| {
            let manifest = json(files, "manifest.json");
            let inputs = manifest["inputs"].as_array().unwrap().iter();
            let rows: Vec<Value> = inputs.map(|input| input["rows"].clone()).collect();
            let sources = String::from_utf8_lossy(&files["data/sources.csv"]).into_owned();
            let page = String::from_utf8_lossy(&files["quality.html"]).into_owned();
            let arrived = page.split_once("id=\"files\"").unwrap().1.split_once("</section>").unwrap().0.to_owned();
            let found = page.split_once("id=\"findings\"").unwrap().1.split_once("</section>").unwrap().0.to_owned();
            let sources = super::withheld::without_hashes(&sources);
            (rows, sources, arrived, found)
        };
        assert!(fates(&before) == fates(&after), "{people}");
        let ledger = String::from_utf8_lossy(&after["ledger.json"]).into_owned();
        assert!(ledger.contains("Files that changed: responses.csv."), "{ledger}");
        let private = fs::read_to_string(evaluation.out("out").join("private/inputs.json")).unwrap();
        assert!(private.contains(&format!("\"kept\": {}", people + 1)), "{private}");
    }
}

/// What `verify` says of the inputs, and how it ends.
fn verified(evaluation: &Evaluation) -> (i32, String) {
    let told = evaluation.say(&["verify", "out", "-d", "data"]);
    (told.code, told.stdout + &told.stderr)
}

#[test]
fn verify_holds_guarded_files_against_the_key_or_what_is_kept_and_says_what_it_cannot() {
    for with_key in [true, false] {
        let evaluation = tiny(&survey([4, 2, 5, 5, 1, 3]), with_key);
        run(&evaluation, "out");
        let (code, said) = verified(&evaluation);
        assert!(code == 0 && said.contains("inputs: 3 as in the manifest, 0 not"), "{said}");
        evaluation.write("responses.csv", &survey([4, 2, 5, 5, 1, 4]));
        let (code, said) = verified(&evaluation);
        assert!(code == 1 && said.contains("responses.csv: not the file the manifest names"), "{said}");
        evaluation.write("responses.csv", &survey([4, 2, 5, 5, 1, 3]));

        let kept = evaluation.out("out").join("private/inputs.json");
        fs::remove_file(kept).unwrap();
        let (code, said) = verified(&evaluation);
        let (checked, untold) = if with_key { (3, false) } else { (2, true) };
        assert!(code == 0 && said.contains(&format!("inputs: {checked} as in the manifest, 0 not")), "{said}");
        assert_eq!(said.contains("whether the files that name people (1) are those that were read"), untold, "{said}");
    }
}

#[test]
fn another_key_is_told_from_another_file() {
    let evaluation = tiny(&survey([4, 2, 5, 5, 1, 3]), true);
    evaluation.write("members.csv", "member_id,group_id\nM1,LLG-1\n");
    evaluation.change("evaluation.toml", |plan| {
        format!("{plan}\n[[source]]\ntable = \"members\"\nfiles = [\"members.csv\"]\n")
    });
    run(&evaluation, "out");
    fs::write(evaluation.root().join("the.key"), [8_u8; 32]).unwrap();
    let (code, said) = verified(&evaluation);
    assert!(code == 1 && said.contains("the key is another"), "{said}");
}

#[test]
fn without_a_key_the_same_files_are_still_known_and_others_too() {
    let evaluation = tiny(&survey([4, 2, 5, 5, 1, 3]), false);
    let out = evaluation.out("out");
    let first = evaluation.run(&out);
    assert!(first.stdout.starts_with("release 1: "), "{}", first.stdout);
    assert!(evaluation.run(&out).stdout.starts_with("release 1: "), "made again, it is the same release");
    evaluation.write("responses.csv", &survey([4, 2, 5, 5, 1, 4]));
    let second = evaluation.run(&out);
    assert!(second.stdout.starts_with("release 2: "), "{}", second.stdout);
    assert!(last_change(&out).contains("Files that changed: responses.csv."));
    fs::remove_file(out.join("private/inputs.json")).unwrap();
    evaluation.write("responses.csv", &survey([4, 2, 5, 5, 2, 4]));
    assert!(evaluation.run(&out).stdout.starts_with("release 3: "));
    assert!(last_change(&out).contains("Whether 1 file about people changed is not known"), "{}", last_change(&out));
}

fn last_change(out: &Path) -> String {
    let ledger: Value = serde_json::from_slice(&fs::read(out.join("ledger.json")).unwrap()).unwrap();
    ledger["releases"].as_array().unwrap().last().unwrap()["changes"].to_string()
}
