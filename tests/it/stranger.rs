//! What somebody can check who was sent an output and nothing else.

use crate::support::{Evaluation, Told, bytes_below, put_back};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

/// An output with two releases, in a place where its evaluation is not.
fn sent() -> (tempfile::TempDir, PathBuf, Evaluation) {
    let evaluation = Evaluation::of_groups(4);
    let out = evaluation.out("evaluation");
    assert_eq!(evaluation.run(&out).code, 0);
    evaluation.change("evaluation.toml", |text| text.replace("as_of = 2004-09-30", "as_of = 2004-10-31"));
    assert_eq!(evaluation.run(&out).code, 0);
    let place = tempfile::tempdir().unwrap();
    let sent = place.path().join("evaluation");
    put_back(&bytes_below(&out), &sent);
    (place, sent, evaluation)
}

fn verify(out: &Path, more: &[&str]) -> Told {
    let mut run = crate::support::program();
    run.arg("verify").arg(out).args(more).current_dir(out.parent().unwrap());
    let output = run.output().unwrap();
    Told {
        code: output.status.code().unwrap(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

#[test]
fn a_stranger_checks_everything_but_the_inputs_and_is_told_so() {
    let (_place, out, evaluation) = sent();
    let told = verify(&out, &[]);
    assert_eq!(told.code, 2, "not to the end: {}", told.stdout);
    assert!(told.stdout.contains("not checked: inputs and rerun") && told.stdout.contains("--data"), "{}", told.stdout);
    let told = verify(&out, &["--files-only"]);
    assert_eq!(told.code, 0, "{}", told.stdout);
    for checked in ["outputs: ", "withheld: ", "data package: ", "provenance: ", "ledger: "] {
        let line = told.stdout.lines().find(|line| line.starts_with(checked)).unwrap();
        assert!(line.ends_with(" 0 not") && !line.starts_with(&format!("{checked}0 ")), "{line}");
    }
    assert!(told.stdout.contains("ends with release 2"), "{}", told.stdout);

    fs::remove_dir_all(out.join("private")).unwrap();
    let told = verify(&out, &["--files-only"]);
    assert_eq!(told.code, 0, "a purge takes nothing from the rest: {}", told.stdout);
    assert!(told.stdout.contains("not checked: the private records of 2 of 2 releases"), "{}", told.stdout);
    let told = verify(&out, &["-d", &evaluation.dir().to_string_lossy()]);
    assert_eq!(told.code, 2, "{}", told.stdout);
    assert!(told.stdout.contains("not checked: rerun") && told.stderr.contains("0001.json.gz"), "{}", told.stderr);
}

/// The manifest made to fit a changed file, as somebody would who wants the change unseen.
fn fit_manifest(out: &Path, changed: &str) {
    let path = out.join("manifest.json");
    let mut manifest: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
    let bytes = fs::read(out.join(changed)).unwrap();
    let outputs = manifest["outputs"].as_array_mut().unwrap();
    let entry = outputs.iter_mut().find(|entry| entry["path"] == changed).unwrap();
    entry["bytes"] = bytes.len().into();
    entry["sha256"] = learnframe::output::sha256(&bytes).into();
    fs::write(path, serde_json::to_vec(&manifest).unwrap()).unwrap();
}

#[test]
fn a_file_that_was_changed_together_with_the_manifest_is_found_by_what_others_say_of_it() {
    let (_place, out, _evaluation) = sent();
    let whole = bytes_below(&out);
    let changes = [
        ("data/indicators.csv", "too_few_people", "single_item", "withheld, "),
        ("data/indicators.csv", ",share,", ",sharp,", "data/indicators.csv: not the file that the data package"),
        ("data/definitions.csv", "mean answer", "mean", "data/definitions.csv: not the file that the data package"),
        ("index.html", "</html>", " </html>", "what was published of the last release"),
        ("index.html", "</html>", " </html>", "provenance.jsonld: has not the file index.html"),
        ("provenance.jsonld", "\"#counting\"", "\"#guessing\"", "which is not there"),
        ("ledger.json", "The first release", "The best release", "release 1: it does not say what it said"),
    ];
    for (file, from, to, fault) in changes {
        put_back(&whole, &out);
        let text = fs::read_to_string(out.join(file)).unwrap();
        assert!(text.contains(from), "{file} has no {from}");
        fs::write(out.join(file), text.replacen(from, to, 1)).unwrap();
        fit_manifest(&out, file);
        let told = verify(&out, &["--files-only"]);
        assert_eq!(told.code, 1, "{file}: {}", told.stdout);
        assert!(told.stdout.contains("outputs: ") && told.stdout.contains(fault), "{file}, {fault}: {}", told.stdout);
    }
}

#[test]
fn a_manifest_and_the_record_of_a_release_that_were_changed_are_found() {
    let (_place, out, _evaluation) = sent();
    let whole = bytes_below(&out);
    let manifest = fs::read_to_string(out.join("manifest.json")).unwrap();
    fs::write(out.join("manifest.json"), manifest.replacen("groups.csv", "graups.csv", 1)).unwrap();
    let told = verify(&out, &["--files-only"]);
    assert_eq!(told.code, 1);
    assert!(told.stdout.contains("the files read of the last release"), "{}", told.stdout);
    put_back(&whole, &out);
    fs::write(out.join("private/ledger/0001.json.gz"), b"another").unwrap();
    let told = verify(&out, &["--files-only"]);
    assert_eq!(told.code, 1);
    assert!(told.stdout.contains("is not the record that the ledger names"), "{}", told.stdout);
}

#[test]
fn a_figure_is_followed_from_its_row_to_the_hashes_of_its_files() {
    let (_place, out, evaluation) = sent();
    let rows = |file: &str| {
        let mut reader = csv::Reader::from_path(out.join("data").join(file)).unwrap();
        reader.deserialize::<std::collections::BTreeMap<String, String>>().map(Result::unwrap).collect::<Vec<_>>()
    };
    let (definitions, sources) = (rows("definitions.csv"), rows("sources.csv"));
    let definition = definitions.iter().find(|row| row["code"] == "KC-06").unwrap();
    assert_eq!(definition["tables"], "attendance;groups;sessions");
    let private = fs::read_to_string(out.join("private/inputs.json")).unwrap();
    let mut followed = 0;
    for table in definition["tables"].split(';') {
        for source in sources.iter().filter(|source| source["table"] == table) {
            let bytes = fs::read(evaluation.dir().join(&source["file"])).unwrap();
            let hash = learnframe::output::sha256(&bytes);
            // Of a file that names people the hash is kept where nobody else looks.
            assert_eq!(source["sha256"], if table == "groups" { &hash } else { "[c]" }, "{}", source["file"]);
            assert!(private.contains(&hash), "{}", source["file"]);
            followed += 1;
        }
    }
    assert!(followed > 5, "only {followed} files");
    let codes: std::collections::BTreeSet<String> = definitions.into_iter().map(|row| row["code"].clone()).collect();
    let figures = rows("indicators.csv");
    assert!(figures.iter().all(|row| codes.contains(&row["code"])), "every code is defined");
}
