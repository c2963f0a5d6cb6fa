//! Releases one after another: what the ledger keeps, what it says changed, and what it refuses.

use crate::support::{Evaluation, Told, bytes_below};
use serde_json::Value;
use std::fs;
use std::path::Path;

fn releases(out: &Path) -> Vec<Value> {
    let ledger: Value = serde_json::from_slice(&fs::read(out.join("ledger.json")).unwrap()).unwrap();
    ledger["releases"].as_array().unwrap().clone()
}

fn changes(release: &Value) -> Vec<&str> {
    release["changes"].as_array().unwrap().iter().map(|change| change.as_str().unwrap()).collect()
}

/// An evaluation that is quickly made, and its first release.
fn released() -> (Evaluation, std::path::PathBuf) {
    let evaluation = Evaluation::copy_of("tests/real_shapes/ks2");
    let out = evaluation.out("evaluation");
    assert_eq!(evaluation.run(&out).code, 0);
    (evaluation, out)
}

/// Another result of one school, so that a figure changes.
fn another_result(evaluation: &Evaluation) {
    evaluation.change("2018-2019_850_ks2final.csv", |text| {
        let (at, _) = text.match_indices('\n').nth(3).unwrap();
        let (head, rest) = text.split_at(at + 1);
        let (_, rest) = rest.split_once('\n').unwrap();
        format!("{head}{rest}")
    });
}

fn run_after(evaluation: &Evaluation, out: &Path, more: &[&str]) -> Told {
    let (dir, out) = (evaluation.dir().to_string_lossy().into_owned(), out.to_string_lossy().into_owned());
    evaluation.say(&[&["run", dir.as_str(), "-o", out.as_str()], more].concat())
}

#[test]
fn the_same_again_is_no_new_release_and_changes_no_byte() {
    let (evaluation, out) = released();
    let before = bytes_below(&out);
    assert!(before.contains_key("ledger.json") && before.contains_key("private/ledger/0001.json.gz"));
    let told = evaluation.run(&out);
    assert!(told.stdout.starts_with("release 1: "), "{}", told.stdout);
    assert!(bytes_below(&out) == before);
}

#[test]
fn another_input_makes_another_release_that_says_what_changed() {
    let (evaluation, out) = released();
    let first = releases(&out);
    another_result(&evaluation);
    let told = evaluation.run(&out);
    assert!(told.stdout.starts_with("release 2: "), "{}{}", told.stdout, told.stderr);
    let now = releases(&out);
    assert_eq!(now.len(), 2);
    assert_eq!(now[0], first[0], "the first stands as it was");
    assert_eq!(now[1]["previous"], first[0]["hash"]);
    let said = changes(&now[1]);
    assert!(said.contains(&"Files that changed: 2018-2019_850_ks2final.csv."), "{said:?}");
    assert!(said.iter().any(|one| one.starts_with("Figures told before and told otherwise now: ")), "{said:?}");
    let page = fs::read_to_string(out.join("methods.html")).unwrap();
    assert!(page.contains("Release 2") && page.contains("2018-2019_850_ks2final.csv."));
    assert!(out.join("private/ledger/0001.json.gz").exists() && out.join("private/ledger/0002.json.gz").exists());

    let verified = evaluation.say(&["verify", &out.to_string_lossy()]);
    assert_eq!(verified.code, 0, "{}{}", verified.stdout, verified.stderr);
    let before = bytes_below(&out);
    assert_eq!(evaluation.run(&out).code, 0);
    assert!(bytes_below(&out) == before, "made again, it is the same release");
}

#[test]
fn each_release_may_have_a_folder_of_its_own() {
    let (evaluation, out) = released();
    let (first, next) = (bytes_below(&out), evaluation.out("second"));
    another_result(&evaluation);
    let told = run_after(&evaluation, &next, &["--after", &out.to_string_lossy()]);
    assert!(told.stdout.starts_with("release 2: "), "{}{}", told.stdout, told.stderr);
    assert!(bytes_below(&out) == first, "the release before is as it was");
    assert_eq!(releases(&next)[0], releases(&out)[0]);

    // In place it is the same release, byte for byte.
    assert_eq!(evaluation.run(&out).code, 0);
    assert!(bytes_below(&out) == bytes_below(&next));

    // What stands in the place was published too, whatever release is named.
    another_result(&evaluation);
    fs::create_dir(evaluation.out("kept")).unwrap();
    let third = run_after(&evaluation, &next, &["--after", &out.to_string_lossy()]);
    assert!(third.stdout.starts_with("release 3: "), "{}{}", third.stdout, third.stderr);
    let back = run_after(&evaluation, &next, &["--after", &out.to_string_lossy()]);
    assert!(back.stdout.starts_with("release 3: "), "{}{}", back.stdout, back.stderr);

    let nothing = run_after(&evaluation, &next, &["--after", &evaluation.out("kept").to_string_lossy()]);
    assert_eq!(nothing.code, 2);
    assert!(nothing.stderr.contains("--after"), "{}", nothing.stderr);
}

#[test]
fn two_series_that_parted_are_not_mixed() {
    let (evaluation, out) = released();
    let other = evaluation.out("other");
    another_result(&evaluation);
    assert_eq!(evaluation.run(&other).code, 0);
    let before = bytes_below(&other);
    let told = run_after(&evaluation, &other, &["--after", &out.to_string_lossy()]);
    assert_eq!(told.code, 2);
    assert!(told.stderr.contains("different releases"), "{}", told.stderr);
    assert!(bytes_below(&other) == before);
}

#[test]
fn a_ledger_that_was_touched_stops_the_run_and_what_stands_is_said() {
    type Touch = fn(&Path);
    let touches: [(&str, Touch); 4] = [
        ("does not say what it said", |out| {
            let text = fs::read_to_string(out.join("ledger.json")).unwrap();
            fs::write(out.join("ledger.json"), text.replace("The first release", "The best release")).unwrap();
        }),
        ("is gone, though the folder held releases", |out| fs::remove_file(out.join("ledger.json")).unwrap()),
        ("is not the record that the ledger names", |out| {
            fs::write(out.join("private/ledger/0001.json.gz"), "another").unwrap();
        }),
        ("put private/ledger back", |out| fs::remove_dir_all(out.join("private")).unwrap()),
    ];
    for (message, touch) in touches {
        let (evaluation, out) = released();
        touch(&out);
        let before = bytes_below(&out);
        let told = evaluation.run(&out);
        assert_eq!(told.code, 2, "{message}");
        assert!(told.stderr.contains(message) && told.stderr.contains("-o"), "{message}: {}", told.stderr);
        assert!(bytes_below(&out) == before, "{message}");
        if message.contains("private") {
            assert!(told.stderr.contains("holds release 1, as of 2019-12-31, as it was"), "{}", told.stderr);
        }
    }
}

#[test]
fn the_releases_of_another_programme_are_not_continued_unless_it_was_renamed() {
    let (evaluation, out) = released();
    evaluation.change("evaluation.toml", |text| text.replace("School results by town", "Results"));
    let told = evaluation.run(&out);
    assert_eq!(told.code, 2);
    assert!(told.stderr.contains("--renamed") && told.stderr.contains("School results by town"), "{}", told.stderr);
    let told = run_after(&evaluation, &out, &["--renamed"]);
    assert!(told.stdout.starts_with("release 2: "), "{}{}", told.stdout, told.stderr);
    let verified = evaluation.say(&["verify", &out.to_string_lossy()]);
    assert_eq!(verified.code, 0, "{}{}", verified.stdout, verified.stderr);
}
