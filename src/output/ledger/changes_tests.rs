use super::changes::{Told, sentences};
use super::figures::{Differences, Fate};
use crate::output::manifest::{InputEntry, Versions};
use crate::output::private_inputs::PlainHashes;
use crate::vocabulary::Language;
use proptest::prelude::*;

const HEAD: &str = "code,name,level,unit_id,unit_name,wave,n,eligible,value,low,high,unit,band,symbol,basis\n";

fn versions(framework: &str) -> Versions {
    Versions {
        notice: None,
        learnframe: "1".to_owned(),
        framework: framework.to_owned(),
        framework_sha256: framework.to_owned(),
        plan: "1".to_owned(),
        plan_sha256: String::new(),
    }
}

fn inputs(files: &[(&str, &str)]) -> Vec<InputEntry> {
    files
        .iter()
        .map(|(path, hash)| InputEntry {
            path: (*path).to_owned(),
            sha256: (*hash != "?").then(|| (*hash).to_owned()),
            ..InputEntry::default()
        })
        .collect()
}

/// A file of figures: code, level, unit, value; `c` for a value that is withheld.
fn file(figures: &[(&str, &str, &str, &str)]) -> Vec<u8> {
    let row = |(code, level, unit, value): &(&str, &str, &str, &str)| match *value {
        "c" => format!("{code},Attendance,{level},{unit},U,w1,,,,,,share,,[c],too_few_people\n"),
        "" => format!("{code},Attendance,{level},{unit},U,w1,,,,,,share,,[x],not_collected\n"),
        value => format!("{code},Attendance,{level},{unit},U,w1,20,,{value},,,share,,,record\n"),
    };
    let rows: String = figures.iter().map(row).collect();
    format!("{HEAD}{rows}").into_bytes()
}

fn told(old: &[u8], new: &[u8], old_inputs: &[InputEntry], new_inputs: &[InputEntry]) -> Vec<String> {
    let (before, after) = (versions("f 1"), versions("f 2"));
    let old = Told {
        versions: &before,
        as_of: "2004-08-31",
        languages: &[Language::English],
        inputs: old_inputs,
        plain: None,
        indicators: old,
    };
    let new = Told {
        versions: &after,
        as_of: "2004-12-31",
        languages: &[Language::English],
        inputs: new_inputs,
        plain: None,
        indicators: new,
    };
    sentences(Some(&old), &new, &|wave| format!("Wave {wave}")).unwrap()
}

#[test]
fn every_kind_of_change_is_told_in_a_sentence() {
    let old = file(&[
        ("A-1", "programme", "p", "0.81"),
        ("A-1", "group", "g1", "0.50"),
        ("A-1", "group", "g2", "0.50"),
        ("A-1", "group", "g3", "c"),
        ("A-1", "group", "g4", "0.10"),
        ("A-2", "lea", "l1", "0.10"),
    ]);
    let new = file(&[
        ("A-1", "programme", "p", "0.83"),
        ("A-1", "group", "g1", "0.51"),
        ("A-1", "group", "g2", "c"),
        ("A-1", "group", "g3", "0.20"),
        ("A-1", "group", "g4", ""),
        ("A-3", "lea", "l1", "0.10"),
    ]);
    let before = inputs(&[("evaluation.toml", "1"), ("a.csv", "1"), ("b.csv", "1"), ("c.csv", "1")]);
    let now = inputs(&[("evaluation.toml", "2"), ("a.csv", "1"), ("b.csv", "2"), ("d.csv", "1")]);
    assert_eq!(
        told(&old, &new, &before, &now),
        [
            "The day as of which the reports speak was 2004-08-31 and is 2004-12-31.",
            "The framework was f 1 and is f 2.",
            "The plan changed.",
            "New files: d.csv.",
            "Files no longer read: c.csv.",
            "Files that changed: b.csv.",
            "Figures told before and told otherwise now: 2 (1 of the programme, 1 of groups).",
            "Figures told for the first time: 1 (1 of authorities).",
            "Figures with nothing to tell any more: 2 (1 of authorities, 1 of groups).",
            "Figures told before and withheld now: 1 (1 of groups).",
            "Figures withheld before and told now: 1 (1 of groups).",
            "The shares of the whole programme that moved most: Attendance (A-1), Wave w1: 81% before, 83% now.",
        ]
    );
}

#[test]
fn the_first_release_and_one_without_a_change_say_so() {
    let (figures, files) =
        (file(&[("A-1", "group", "g1", "0.50"), ("A-1", "group", "g2", "c")]), inputs(&[("a", "1")]));
    let versions = versions("f 1");
    let now = Told {
        versions: &versions,
        as_of: "2004-08-31",
        languages: &[Language::English],
        inputs: &files,
        plain: None,
        indicators: &figures,
    };
    let same = |wave: &str| wave.to_owned();
    let first = sentences(None, &now, &same).unwrap();
    assert_eq!(first, ["The first release. It rests on 1 file and tells 1 figure."]);
    let second = sentences(Some(&now), &now, &same).unwrap();
    assert_eq!(second, ["The files read are the same.", "No figure changed."]);
}

#[test]
fn a_share_whose_name_or_unit_changed_is_counted_and_not_named() {
    let old = file(&[("A-1", "programme", "p", "0.81")]);
    let new = String::from_utf8(file(&[("A-1", "programme", "p", "0.83")])).unwrap();
    let files = inputs(&[("a", "1")]);
    for other in [new.replace("Attendance", "Presence"), new.replace("share", "count")] {
        let sentences = told(&old, other.as_bytes(), &files, &files);
        assert!(sentences.iter().any(|one| one.contains("told otherwise now: 1 ")), "{sentences:?}");
        assert!(!sentences.iter().any(|one| one.contains("moved most")), "{sentences:?}");
    }
}

#[test]
fn whether_a_file_changed_is_told_by_private_hashes_where_no_digest_is() {
    let figures = file(&[("A-1", "programme", "p", "0.81")]);
    let (versions, files) = (versions("1"), inputs(&[("a.csv", "?"), ("b.csv", "?")]));
    let hashes = |b: &str| [("a.csv", "1"), ("b.csv", b)].map(|(path, hash)| (path.to_owned(), hash.to_owned())).into();
    let (old, new): (PlainHashes, PlainHashes) = (hashes("1"), hashes("2"));
    let changes = |before, now| {
        let told = |plain| Told {
            versions: &versions,
            as_of: "2004-08-31",
            languages: &[Language::English],
            inputs: &files,
            plain,
            indicators: &figures,
        };
        sentences(Some(&told(before)), &told(now), &str::to_owned).unwrap().remove(0)
    };
    assert_eq!(changes(Some(&old), Some(&new)), "Files that changed: b.csv.");
    assert_eq!(changes(Some(&old), Some(&old)), "The files read are the same.");
    let unknown = "Whether 2 files about people changed is not known: without a key no digest is told.";
    assert_eq!(changes(None, Some(&new)), unknown);
}

#[test]
fn many_files_are_told_by_a_few_names_and_a_number() {
    let names: Vec<String> = (1..=9).map(|number| format!("f{number}.csv")).collect();
    let files: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "1")).collect();
    let sentences = told(&file(&[]), &file(&[]), &[], &inputs(&files));
    assert!(
        sentences.contains(&"New files: f1.csv, f2.csv, f3.csv, f4.csv, f5.csv, 4 more.".to_owned()),
        "{sentences:?}"
    );
}

proptest! {
    /// Whatever stands in two files in whatever order of indicators, going back undoes going forth.
    #[test]
    fn what_appears_one_way_goes_the_other_way(
        old in prop::collection::btree_map((0_u8..4, 0_u8..5), 0_usize..4, 0..16),
        new in prop::collection::btree_map((0_u8..4, 0_u8..5), 0_usize..4, 0..16),
        turned in any::<bool>(),
    ) {
        const VALUES: [&str; 4] = ["0.10", "0.20", "c", ""];
        let render = |figures: &std::collections::BTreeMap<(u8, u8), usize>, turned: bool| {
            let mut named: Vec<(String, String, &str)> = figures
                .iter()
                .map(|((code, unit), value)| (format!("A-{code}"), format!("g{unit}"), VALUES[*value]))
                .collect();
            if turned {
                named.reverse();
            }
            let rows: Vec<_> = named.iter().map(|(c, u, v)| (c.as_str(), "group", u.as_str(), *v)).collect();
            file(&rows)
        };
        let (one, other) = (render(&old, false), render(&new, turned));
        let (forth, back) =
            (Differences::between(&one, &other).unwrap(), Differences::between(&other, &one).unwrap());
        prop_assert_eq!(forth.count(Fate::Changed), back.count(Fate::Changed));
        prop_assert_eq!(forth.count(Fate::Appeared), back.count(Fate::Gone));
        prop_assert_eq!(forth.count(Fate::Withheld), back.count(Fate::Released));
        let told = |figures: &std::collections::BTreeMap<(u8, u8), usize>| {
            figures.values().filter(|value| **value < 2).count() as u64
        };
        prop_assert_eq!(forth.told, told(&new));
        let by_hand = new.iter().filter(|(key, value)| {
            old.get(*key).is_some_and(|before| *before < 2 && **value < 2 && before != *value)
        });
        prop_assert_eq!(forth.count(Fate::Changed), by_hand.count() as u64);
    }
}

#[test]
fn another_language_of_the_pages_is_told() {
    let (versions, figures) = (versions("1"), file(&[("A-1", "programme", "p", "0.81")]));
    let told = |languages| Told {
        versions: &versions,
        as_of: "2004-08-31",
        languages,
        inputs: &[],
        plain: None,
        indicators: &figures,
    };
    let changes = sentences(Some(&told(&[Language::English])), &told(&Language::ALL), &str::to_owned).unwrap();
    assert_eq!(
        changes,
        [
            "The language of the pages was English and is English and Welsh.",
            "The files read are the same.",
            "No figure changed."
        ]
    );
}
