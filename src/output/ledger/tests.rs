use super::*;
use crate::output::manifest::OutputEntry;

fn versions(learnframe: &str) -> Versions {
    Versions {
        notice: None,
        learnframe: learnframe.to_owned(),
        framework: "f 1".to_owned(),
        framework_sha256: sha256(b"f"),
        plan: "1".to_owned(),
        plan_sha256: sha256(b"p"),
    }
}

fn new<'a>(versions: &'a Versions, inputs: &'a str, published: &'a [u8]) -> NewRelease<'a> {
    NewRelease {
        programme: "Pilot",
        as_of: "2004-08-31",
        versions,
        inputs,
        is_keyed: true,
        release: ReleaseDigest { indicators: sha256(published), pages: sha256(b"pages") },
        changes: vec![format!("Files that changed: {inputs}.")],
        published,
    }
}

/// Releases made of these inputs.
fn ledger_of(inputs: &[&str]) -> Ledger {
    let versions = versions("1");
    let mut ledger = Ledger::default();
    for inputs in inputs {
        ledger.append(new(&versions, inputs, inputs.as_bytes())).unwrap();
    }
    ledger
}

fn write(ledger: &Ledger, folder: &Path) {
    fs::create_dir_all(folder.join("private/ledger")).unwrap();
    fs::write(folder.join(LEDGER), ledger.to_json().unwrap()).unwrap();
    for (path, bytes) in ledger.private_files() {
        fs::write(folder.join("private").join(path), bytes).unwrap();
    }
}

fn written(inputs: &[&str]) -> (tempfile::TempDir, Ledger) {
    let (folder, ledger) = (tempfile::tempdir().unwrap(), ledger_of(inputs));
    write(&ledger, folder.path());
    (folder, ledger)
}

/// The ledger's file with one text in place of another, which must stand there.
fn change(folder: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(folder.join(LEDGER)).unwrap();
    assert!(text.contains(from), "{from} is not in {text}");
    fs::write(folder.join(LEDGER), text.replacen(from, to, 1)).unwrap();
}

#[test]
fn what_is_written_is_read_again_with_every_record() {
    let (folder, ledger) = written(&["a", "b", "c"]);
    let read = Ledger::read(folder.path()).unwrap().unwrap();
    assert_eq!(read, ledger);
    let records: Vec<(u32, Vec<u8>)> = read.published().collect();
    assert_eq!(records, [(1, b"a".to_vec()), (2, b"b".to_vec()), (3, b"c".to_vec())]);
    assert_eq!(read.last_published().unwrap(), b"c");
    assert_eq!(Ledger::read(tempfile::tempdir().unwrap().path()).unwrap(), None);
}

#[test]
fn any_change_of_an_entry_breaks_the_chain_where_it_was_made() {
    for (number, from, to) in [
        (2, "Files that changed: b.", "No figure changed."),
        (2, "\"inputs\": \"b\"", "\"inputs\": \"x\""),
        (1, "\"as_of\": \"2004-08-31\"", "\"as_of\": \"2004-07-31\""),
        (1, "\"number\": 1", "\"number\": 4"),
        (3, "\"inputs\": \"c\"", "\"inputs\": \"d\""),
    ] {
        let (folder, _) = written(&["a", "b", "c"]);
        change(folder.path(), from, to);
        let fault = Ledger::read(folder.path()).unwrap_err();
        assert!(matches!(fault, LedgerError::Broken { number: told, .. } if told == number), "{from}: {fault}");
        assert!(fault.to_string().contains("-o"), "{fault}");
    }
}

#[test]
fn a_release_cannot_be_taken_out_or_put_in_another_place() {
    let ledger = ledger_of(&["a", "b", "c"]);
    for kept in [vec![0, 2], vec![1, 2], vec![1, 0, 2], vec![0, 1, 1]] {
        let releases = kept.iter().map(|&at| ledger.entries()[at].clone()).collect();
        let folder = tempfile::tempdir().unwrap();
        write(&Ledger { file: LedgerFile { releases }, ..ledger.clone() }, folder.path());
        assert!(matches!(Ledger::read(folder.path()), Err(LedgerError::Broken { .. })), "{kept:?}");
    }
}

#[test]
fn releases_cut_off_at_the_end_are_missed_by_the_manifest() {
    let (folder, ledger) = written(&["a", "b"]);
    let output = |bytes: &[u8]| OutputEntry { path: LEDGER.to_owned(), bytes: 0, sha256: sha256(bytes) };
    let manifest = Manifest { outputs: vec![output(&ledger.to_json().unwrap())], ..empty_manifest() };
    fs::write(folder.path().join(MANIFEST), manifest.to_json().unwrap()).unwrap();
    assert!(Ledger::read(folder.path()).is_ok());
    fs::write(folder.path().join(LEDGER), ledger.first(1).to_json().unwrap()).unwrap();
    assert!(matches!(Ledger::read(folder.path()), Err(LedgerError::NotOfManifest(_))));
    fs::remove_file(folder.path().join(LEDGER)).unwrap();
    assert!(matches!(Ledger::read(folder.path()), Err(LedgerError::Gone(_))));
}

fn empty_manifest() -> Manifest {
    use crate::output::manifest::RuleSet;
    let rules = RuleSet::new(crate::vocabulary::Circulation::Programme, 5, &crate::release::Rules::DEFAULT);
    Manifest {
        retain_until: None,
        programme: "Pilot".to_owned(),
        versions: versions("1"),
        as_of: "2004-08-31".to_owned(),
        languages: vec![crate::vocabulary::Language::English],
        no_script: false,
        inputs: Vec::new(),
        outputs: Vec::new(),
        rules,
        seed: None,
        withheld: BTreeMap::new(),
        overrides: Vec::new(),
    }
}

#[test]
fn a_record_that_is_gone_or_another_one_is_told() {
    let (folder, _) = written(&["a", "b"]);
    let path = folder.path().join("private/ledger/0001.json.gz");
    let record = fs::read(&path).unwrap();
    for other in [b"not packed".to_vec(), part::pack(b"x").unwrap(), record[..record.len() - 6].to_vec()] {
        fs::write(&path, other).unwrap();
        assert!(matches!(Ledger::read(folder.path()), Err(LedgerError::PartDiffers(_))));
    }
    fs::remove_file(&path).unwrap();
    assert!(matches!(Ledger::read(folder.path()), Err(LedgerError::PartGone(_))));
    // The public part stands without the private one, and the last release can be made again without its own.
    let file = LedgerFile::read(folder.path()).unwrap().unwrap();
    assert_eq!(file.check_parts(folder.path()).0, 1);
    assert!(Ledger::read_but_last(folder.path()).is_err());
    fs::write(&path, record).unwrap();
    fs::remove_file(folder.path().join("private/ledger/0002.json.gz")).unwrap();
    let (before, last) = Ledger::read_but_last(folder.path()).unwrap();
    assert_eq!((before.entries().len(), last.map(|last| last.number)), (1, Some(2)));
    fs::remove_file(folder.path().join(LEDGER)).unwrap();
    assert!(matches!(Ledger::read(folder.path()), Err(LedgerError::Gone(_))));
}

#[test]
fn a_run_is_held_against_the_releases_that_were_made_of_something_else() {
    let ledger = ledger_of(&["a", "b", "b"]);
    let made_of = |files: &'static [u8]| move |record: &[u8]| record == files;
    assert_eq!(ledger.before(&versions("1"), made_of(b"b")), ledger_of(&["a"]));
    assert_eq!(ledger.before(&versions("1"), made_of(b"a")), ledger, "what came after was published too");
    assert_eq!(ledger.before(&versions("2"), made_of(b"b")), ledger);
    assert!(ledger.continues(&ledger_of(&["a", "b"])) && !ledger_of(&["a", "b"]).continues(&ledger));
}

#[test]
fn without_a_key_no_hash_of_a_record_is_told_and_the_record_is_read_all_the_same() {
    let versions = versions("1");
    let mut ledger = Ledger::default();
    ledger.append(NewRelease { is_keyed: false, ..new(&versions, "a", b"who was told of") }).unwrap();
    assert_eq!(ledger.entries()[0].published, None);
    let folder = tempfile::tempdir().unwrap();
    write(&ledger, folder.path());
    assert!(!fs::read_to_string(folder.path().join(LEDGER)).unwrap().contains("published"));
    assert_eq!(Ledger::read(folder.path()).unwrap().unwrap(), ledger);
    assert!(ledger.ends_with(&new(&versions, "a", b"who was told of")));
}

#[test]
fn the_same_release_is_known_again() {
    let (ledger, one, two) = (ledger_of(&["a", "b"]), versions("1"), versions("2"));
    assert!(ledger.ends_with(&new(&one, "b", b"b")));
    for other in [new(&one, "a", b"b"), new(&two, "b", b"b"), new(&one, "b", b"a")] {
        assert!(!ledger.ends_with(&other));
    }
}
