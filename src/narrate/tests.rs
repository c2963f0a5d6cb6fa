//! Words files as they come with the program, and what is wrong with others.

use super::summary;
use super::words::{Words, WordsError, shared_ids};
use crate::measure::Counted;
use crate::vocabulary::{Date, Language, Level};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The files of a language, as they come with the program.
pub(super) fn files(language: Language) -> BTreeMap<String, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("reports/words").join(language.code());
    let entries = std::fs::read_dir(folder).unwrap().map(Result::unwrap);
    let file = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
    entries.map(|entry| (file(&entry.path()), std::fs::read_to_string(entry.path()).unwrap())).collect()
}

fn wanted() -> BTreeSet<String> {
    files(Language::English).iter().flat_map(|(file, text)| shared_ids(file, text).unwrap()).collect()
}

fn parse(language: Language, files: &BTreeMap<String, String>) -> Result<Words, WordsError> {
    Words::parse(language, files, &wanted())
}

pub(super) fn english() -> Words {
    parse(Language::English, &files(Language::English)).unwrap()
}

pub(super) fn languages() -> Vec<Words> {
    Language::ALL.map(|language| parse(language, &files(language)).unwrap()).into()
}

#[test]
fn a_count_has_its_thousands_set_apart_and_chooses_its_plural() {
    let words = english();
    assert_eq!(words.say("counted_groups", [("n", 1_204_u64.into())]), "1,204 groups");
    assert_eq!(words.say("counted_groups", [("n", 1_u64.into())]), "1 group");
}

#[test]
fn a_missing_a_misspelt_and_an_unreadable_message_are_each_refused() {
    let whole = files(Language::English);
    let with = |text: &str| {
        let mut files = whole.clone();
        files.insert("words.ftl".to_owned(), text.to_owned());
        parse(Language::English, &files).unwrap_err()
    };
    let words = &whole["words.ftl"];
    let missing = with(&words.replace("band_partly =", "# band_partly ="));
    assert_eq!(missing, WordsError::Missing { language: "en", id: "band_partly".to_owned() });
    let surplus = with(&format!("{words}\nband_party = Partly\n"));
    assert_eq!(surplus, WordsError::Surplus { file: "words.ftl".to_owned(), id: "band_party".to_owned() });
    assert!(matches!(with("no message"), WordsError::Shape { .. }));
}

#[test]
fn welsh_has_its_own_plurals_and_what_follows_a_number_is_mutated() {
    let [_, welsh] = <[Words; 2]>::try_from(languages()).unwrap();
    let told = |n: u64| welsh.counted(n, Counted::Entries);
    assert_eq!(
        [0, 1, 2, 3, 4, 6, 7, 1_204].map(told),
        ["0 cofnod", "1 cofnod", "2 gofnod", "3 chofnod", "4 cofnod", "6 chofnod", "7 cofnod", "1,204 cofnod"]
    );
    assert_eq!(welsh.units(2, Level::Network), "2 rwydwaith");
    assert_eq!(welsh.counted(12, Counted::Pairs), "12 o bobl wedi’u paru");
}

#[test]
fn a_day_in_welsh_has_a_welsh_month() {
    let [_, welsh] = <[Words; 2]>::try_from(languages()).unwrap();
    let day = |month| summary::day(Date::from_ymd_opt(2004, month, 14).unwrap(), &welsh);
    assert_eq!([1, 3, 12].map(day), ["14 Ionawr 2004", "14 Mawrth 2004", "14 Rhagfyr 2004"]);
}
