//! Configuration documents with places: TOML read into a type so that everything wrong with it can
//! be said at once, each thing with file, line and the right word.
//!
//! Reading goes in three steps. The text is parsed with the span of every key and value. The spans
//! are walked beside the JSON Schema that schemars makes of the type, which finds all unknown keys,
//! missing keys, wrong kinds of value and unknown choices in one go. Only then serde reads the
//! value, which leaves to it what a schema cannot say (a date that does not exist).
//!
//! What a value *means* is checked by the rooms above; a [`Document`] gives them the line of every
//! key path.

mod shape;

use crate::finding::{Finding, Place, nearest};
use crate::vocabulary::InputFile;
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use std::path::{Component, Path};
use toml::de::{DeTable, DeValue};

/// The most bytes of a document. What people write has some thousands.
const LONGEST: u64 = 16 << 20;

/// A configuration document: its value and where in the file each part of it stands.
#[derive(Debug, Clone)]
pub struct Document<T> {
    /// What the document says.
    pub value: T,
    /// The file that it was read from, as it was then.
    pub read_from: InputFile,
    file: String,
    /// Line of every key path.
    lines: BTreeMap<String, u64>,
}

impl<T> Document<T> {
    /// The place of a key path such as `indicator[3].measure.rate.of`: tables' keys with dots
    /// between, places in lists (from 0) in brackets. For a path that is not written in the file
    /// (a default), the place of the nearest part of it that is.
    #[must_use]
    pub fn place(&self, path: &str) -> Place {
        let place = Place::file(self.file.as_str());
        let mut rest = path;
        loop {
            if let Some(line) = self.lines.get(rest) {
                return place.at_row(*line).at_column(path);
            }
            match rest.rfind(['.', '[']) {
                Some(end) => rest = rest.get(..end).unwrap_or_default(),
                None => return place.at_column(path),
            }
        }
    }
}

/// Reads a TOML document into a type.
///
/// `file` is the name that findings give, relative to the evaluation's folder.
///
/// # Errors
/// Everything that is wrong with the document's form: `toml-syntax`, or all of `unknown-key`,
/// `missing-key`, `wrong-kind`, `unknown-choice` and `unreadable-value` that there are.
///
/// ```
/// use learnframe::{document, plan::Plan};
/// let findings = document::read::<Plan>("[programe]\nname = 'x'", "evaluation.toml").unwrap_err();
/// assert!(findings.iter().any(|finding| finding.help == "write `programme`"));
/// ```
pub fn read<T: DeserializeOwned + JsonSchema>(text: &str, file: &str) -> Result<Document<T>, Vec<Finding>> {
    let lines = Lines::of(text);
    let (root, errors) = DeTable::parse_recoverable(text);
    if !errors.is_empty() {
        return Err(errors.iter().map(|error| syntax_finding(error, file, &lines)).collect());
    }
    let root = DeValue::Table(root.into_inner());
    let schema = schemars::schema_for!(T);
    let findings = shape::findings(&root, schema.as_value(), file, &lines);
    if !findings.is_empty() {
        return Err(findings);
    }
    let mut places = BTreeMap::new();
    note_lines(&root, "", &lines, &mut places);
    match toml::from_str(text) {
        Ok(value) => {
            let read_from = InputFile::of(file, text.as_bytes());
            Ok(Document { value, read_from, file: file.to_owned(), lines: places })
        }
        Err(error) => Err(vec![value_finding(&error, file, &lines)]),
    }
}

/// Reads a TOML document from a file of the evaluation's folder.
///
/// # Errors
/// `no-such-file` with `if_missing` as its help, `file-not-readable`, and those of [`read`].
pub fn read_file<T: DeserializeOwned + JsonSchema>(
    dir: &Path,
    file: &str,
    if_missing: &str,
) -> Result<Document<T>, Vec<Finding>> {
    match read_text(dir, file, LONGEST) {
        Ok(text) => {
            let document = read(text.trim_start_matches('\u{feff}'), file)?;
            Ok(Document { read_from: InputFile::of(file, text.as_bytes()), ..document })
        }
        Err(Unread { message, help: None }) => {
            Err(vec![Finding::error("no-such-file", at(file, None), message, if_missing)])
        }
        Err(Unread { message, help: Some(help) }) => {
            Err(vec![Finding::error("file-not-readable", at(file, None), message, help)])
        }
    }
}

/// Why a text was not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// What is wrong.
    pub message: String,
    /// What to do; nothing where there is no such file, as it depends on what the file is for.
    pub help: Option<&'static str>,
}

/// The text of a file of the evaluation's folder, of at most so many bytes.
///
/// # Errors
/// If it is not there, no file, too large or no text in UTF-8.
pub fn read_text(dir: &Path, file: &str, most: u64) -> Result<String, Unread> {
    let unread = |message: String, help| Unread { message, help: Some(help) };
    let path = dir.join(file);
    // Opening a pipe would wait for somebody to write to it.
    if std::fs::metadata(&path).is_ok_and(|about| !about.is_file() || about.len() > most) {
        let message = format!("`{file}` is not a file, or larger than any that people write");
        return Err(unread(message, "check that it is the file that is meant"));
    }
    let bytes = std::fs::read(path).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => Unread { message: format!("there is no file `{file}`"), help: None },
        kind => unread(format!("`{file}` cannot be read: {kind}"), "check that it is a file you may read"),
    })?;
    String::from_utf8(bytes)
        .map_err(|_| unread(format!("`{file}` is not text in UTF-8"), "save it as a text file, encoding UTF-8"))
}

/// What to write instead of a name that is not known: the nearest one, or after `otherwise` all.
#[must_use]
pub fn suggestion(given: &str, known: &[&str], otherwise: &str) -> String {
    match nearest(given, known.iter().copied()) {
        Some(name) => format!("write `{name}`"),
        None if known.is_empty() => "there is none to choose from yet".to_owned(),
        None => format!("{otherwise} {}", list(known)),
    }
}

fn list(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// The JSON Schema of a document's type, as committed under `schemas/`: editors complete and check
/// configuration files with it.
#[must_use]
pub fn schema_text<T: JsonSchema>() -> String {
    let mut text = format!("{:#}", schemars::schema_for!(T).as_value());
    text.push('\n');
    text
}

/// Whether a path that a document names stays within the evaluation's folder: neither absolute, on
/// any system, nor with a step upwards.
#[must_use]
pub fn stays_inside(path: &str) -> bool {
    let slashed = path.replace('\\', "/");
    let drive = slashed.as_bytes().get(1) == Some(&b':');
    !drive
        && !slashed.is_empty()
        && Path::new(&slashed).components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir))
}

fn syntax_finding(error: &toml::de::Error, file: &str, lines: &Lines) -> Finding {
    let place = at(file, error.span().map(|span| lines.line(span.start)));
    Finding::error("toml-syntax", place, format!("this is not TOML: {}", error.message()), SYNTAX_HELP)
}

const SYNTAX_HELP: &str = "text stands in quotes, lists in [brackets], and a key is written once";

fn value_finding(error: &toml::de::Error, file: &str, lines: &Lines) -> Finding {
    let place = at(file, error.span().map(|span| lines.line(span.start)));
    let message = format!("a value cannot be read: {}", error.message());
    Finding::error("unreadable-value", place, message, "correct the value; `schemas/` describes what each key takes")
}

fn at(file: &str, line: Option<u64>) -> Place {
    let place = Place::file(file);
    match line {
        Some(line) => place.at_row(line),
        None => place,
    }
}

/// Where the lines of a text begin.
struct Lines(Vec<usize>);

impl Lines {
    fn of(text: &str) -> Self {
        Lines(std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect())
    }

    /// The line of a byte, the first being 1.
    fn line(&self, byte: usize) -> u64 {
        self.0.partition_point(|start| *start <= byte) as u64
    }
}

fn note_lines(value: &DeValue<'_>, path: &str, lines: &Lines, places: &mut BTreeMap<String, u64>) {
    match value {
        DeValue::Table(table) => {
            for (key, inner) in table {
                let path = step(path, key.get_ref());
                places.insert(path.clone(), lines.line(key.span().start));
                note_lines(inner.get_ref(), &path, lines, places);
            }
        }
        DeValue::Array(list) => {
            for (number, inner) in list.iter().enumerate() {
                let path = format!("{path}[{number}]");
                places.insert(path.clone(), lines.line(inner.span().start));
                note_lines(inner.get_ref(), &path, lines, places);
            }
        }
        _ => {}
    }
}

fn step(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    #[derive(Debug, Deserialize, JsonSchema)]
    #[serde(deny_unknown_fields)]
    struct Shelf {
        label: String,
        #[serde(default)]
        names: BTreeMap<String, u8>,
        #[serde(default)]
        book: Vec<Book>,
    }

    #[derive(Debug, Deserialize, JsonSchema)]
    #[serde(deny_unknown_fields)]
    struct Book {
        title: String,
        #[schemars(with = "String")]
        #[serde(with = "crate::vocabulary::date")]
        read_on: crate::vocabulary::Date,
        kind: Kind,
        #[serde(default)]
        span: Option<[f64; 2]>,
    }

    #[derive(Debug, Deserialize, JsonSchema)]
    #[serde(rename_all = "snake_case")]
    enum Kind {
        /// Made up.
        Novel(Novel),
        /// Looked up.
        Manual(Manual),
    }

    #[derive(Debug, Deserialize, JsonSchema)]
    #[serde(deny_unknown_fields)]
    struct Novel {
        hero: String,
    }

    #[derive(Debug, Deserialize, JsonSchema)]
    #[serde(deny_unknown_fields)]
    struct Manual {}

    fn told(text: &str) -> Vec<String> {
        match read::<Shelf>(text, "shelf.toml") {
            Ok(_) => Vec::new(),
            Err(findings) => findings
                .iter()
                .map(|f| format!("{} {}: {}; {}", f.place.row.unwrap_or(0), f.code, f.message, f.help))
                .collect(),
        }
    }

    const GOOD: &str = "label = 'a'\n[names]\nfree = 3\n\n[[book]]\ntitle = 't'\nread_on = 2004-07-31\nkind.novel = { hero = 'h' }\n\n[[book]]\ntitle = 'u'\nread_on = '2004-08-01'\nspan = [1, 2.5]\n[book.kind]\nmanual = {}\n";

    #[test]
    fn what_is_no_file_is_not_opened() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::create_dir(dir.path().join("a.toml")).unwrap();
        let findings = read_file::<Shelf>(dir.path(), "a.toml", "h").map(|_| ()).unwrap_err();
        assert_eq!(findings.iter().map(|finding| finding.code).collect::<Vec<_>>(), ["file-not-readable"]);
    }

    #[test]
    fn a_sound_document_gives_its_value_and_the_line_of_every_key() {
        let shelf = read::<Shelf>(GOOD, "shelf.toml").unwrap();
        assert_eq!(shelf.value.label, "a");
        assert_eq!(shelf.value.names["free"], 3);
        let [first, second] = &shelf.value.book[..] else { panic!("two books") };
        assert_eq!((first.title.as_str(), first.read_on.to_string().as_str()), ("t", "2004-07-31"));
        assert_eq!(second.span, Some([1.0, 2.5]));
        assert!(matches!(&shelf.value.book[0].kind, Kind::Novel(novel) if novel.hero == "h"));
        let line = |path: &str| shelf.place(path).row;
        assert_eq!(line("names.free"), Some(3));
        assert_eq!(line("book[0]"), Some(5));
        assert_eq!(line("book[0].kind.novel.hero"), Some(8));
        assert_eq!(line("book[1].read_on"), Some(12));
        assert_eq!(line("book[1].kind.manual"), Some(15));
        assert_eq!(line("book[1].never_written"), Some(10));
        assert_eq!(shelf.place("no.such").row, None);
    }

    #[test]
    fn everything_wrong_with_the_form_is_said_at_once() {
        let findings = told(
            "labl = 'a'\n[[book]]\ntitle = 3\nread_on = 2004-07-31\nkind.novell = {}\n[[book]]\ntitle = 't'\nread_on = 2004-07-31\nkind.novel = { hero = 'h', heroin = 'i' }\nspan = [1]\n",
        );
        insta::assert_snapshot!(findings.join("\n"));
    }

    #[test]
    fn a_kind_is_named_once_and_as_a_table() {
        let word = told(&GOOD.replace("kind.novel = { hero = 'h' }", "kind = 'novel'"));
        assert_eq!(word.len(), 1);
        assert!(word[0].starts_with("8 wrong-kind") && word[0].contains("novel = { ... }"), "{word:?}");
        let two = told(&GOOD.replace("[book.kind]\n", "[book.kind]\nnovel = { hero = 'h' }\n"));
        assert_eq!(two.len(), 1);
        assert!(two[0].contains("needs exactly one kind, and has 2"), "{two:?}");
    }

    #[test]
    fn what_only_the_type_can_tell_is_said_with_its_line() {
        let findings = told(&GOOD.replace("'2004-08-01'", "'31/8/04'"));
        assert_eq!(findings.len(), 1, "{findings:?}");
        assert!(
            findings[0].starts_with("12 unreadable-value: a value cannot be read: expected a date"),
            "{findings:?}"
        );
    }

    #[test]
    fn every_slip_of_syntax_is_a_finding_with_its_line() {
        let findings = told("label = 'a'\nnames = {\n\nbook = = 3\n");
        assert!(findings.iter().all(|finding| finding.contains("toml-syntax")), "{findings:?}");
        assert!(findings.iter().any(|finding| finding.starts_with("4 ")), "{findings:?}");
    }

    #[test]
    fn paths_out_of_the_folder_are_recognised_on_every_system() {
        for inside in ["a.csv", "survey/wave 1/*.csv", "./a.csv", "a..b.csv"] {
            assert!(stays_inside(inside), "{inside}");
        }
        for outside in
            ["", "../a.csv", "a/../../b.csv", "/etc/hosts", "C:\\data\\a.csv", "c:a.csv", "\\\\host\\a", "a\\..\\b"]
        {
            assert!(!stays_inside(outside), "{outside}");
        }
    }
}
