//! What a framework's parts must be for each other: names known and used once, scales that can be
//! scored, every item at home in one indicator.

use super::load::KnownColumns;
use super::measured::Measured;
use super::model::{AnswerScale, FamilyRole, FrameworkFile};
use super::{derived_check, measure_check, profile_check};
use crate::document::{self, Document};
use crate::finding::Finding;
use std::collections::BTreeMap;

/// Everything in a framework file that makes no sense, and what may not be meant.
pub(super) fn findings(document: &Document<FrameworkFile>, columns: KnownColumns<'_>) -> Vec<Finding> {
    let mut check = Check { document, columns, found: Vec::new() };
    check.names_used_once();
    check.about_and_families();
    check.scales();
    check.items();
    check.indicators();
    check.homes();
    check.sureness();
    for measured in document.value.measures() {
        measure_check::check(&mut check, &measured);
    }
    derived_check::check(&mut check);
    profile_check::check(&mut check);
    check.found
}

/// A check under way.
pub(super) struct Check<'a> {
    pub(super) document: &'a Document<FrameworkFile>,
    pub(super) columns: KnownColumns<'a>,
    found: Vec<Finding>,
}

impl<'a> Check<'a> {
    pub(super) fn file(&self) -> &'a FrameworkFile {
        &self.document.value
    }

    pub(super) fn error(&mut self, code: &'static str, path: &str, message: String, help: impl Into<String>) {
        self.found.push(Finding::error(code, self.document.place(path), message, help));
    }

    pub(super) fn warning(&mut self, code: &'static str, path: &str, message: String, help: impl Into<String>) {
        self.found.push(Finding::warning(code, self.document.place(path), message, help));
    }

    /// A name that nothing bears.
    pub(super) fn unknown(&mut self, code: &'static str, path: &str, noun: &str, given: &str, known: &[&str]) {
        let help = document::suggestion(given, known, "choose one of");
        self.error(code, path, format!("there is no {noun} `{given}`"), help);
    }

    pub(super) fn empty(&mut self, path: &str, what: &str, text: &str) {
        if text.trim().is_empty() {
            self.error("empty-text", path, format!("{what} is empty"), "readers will see it: write it in plain words");
        }
    }

    fn names_used_once(&mut self) {
        let file = self.file();
        let items = file.item.iter().enumerate().map(|(n, item)| (format!("item[{n}].id"), item.id.clone()));
        let frames =
            file.frame.iter().enumerate().map(|(n, frame)| (format!("frame[{n}].number"), frame.number.to_string()));
        let families = file.family.iter().enumerate().map(|(n, family)| (format!("family[{n}].id"), family.id.clone()));
        let codes = file.measures().into_iter().map(|measured| {
            (format!("{}.{}", measured.path, if measured.is_part() { "key" } else { "code" }), measured.code)
        });
        self.once("item", items.collect());
        self.once("frame", frames.collect());
        self.once("family", families.collect());
        self.once("code", codes.collect());
    }

    pub(super) fn once(&mut self, noun: &str, names: Vec<(String, String)>) {
        let mut seen: BTreeMap<String, String> = BTreeMap::new();
        for (path, name) in names {
            match seen.get(&name) {
                Some(first) => {
                    let line = self.document.place(first).row.unwrap_or_default();
                    let message = format!("the {noun} `{name}` stands in line {line} already");
                    self.error("name-twice", &path, message, format!("give every {noun} a name of its own"));
                }
                None => {
                    seen.insert(name, path);
                }
            }
        }
    }

    fn about_and_families(&mut self) {
        let file = self.file();
        self.empty("framework.name", "the framework's name", &file.framework.name);
        self.empty("framework.version", "the framework's version", &file.framework.version);
        for (number, family) in file.family.iter().enumerate() {
            self.empty(&format!("family[{number}].title"), "the family's title", &family.title);
            if !file.indicator.iter().any(|entry| entry.family() == family.id) {
                let message = format!("the family `{}` has no indicator", family.id);
                self.warning(
                    "family-without-indicator",
                    &format!("family[{number}].id"),
                    message,
                    "remove it, or add its indicators",
                );
            }
        }
        for (number, frame) in file.frame.iter().enumerate() {
            self.empty(&format!("frame[{number}].title"), "the frame's title", &frame.title);
        }
    }

    fn scales(&mut self) {
        for (id, scale) in &self.file().scale {
            let path = format!("scale.{id}");
            let count = scale.labels.len();
            if count < 2 || usize::from(scale.lowest) + count > usize::from(u8::MAX) {
                let message = format!("the scale `{id}` has {count} label{}", if count == 1 { "" } else { "s" });
                self.error(
                    "scale-labels",
                    &format!("{path}.labels"),
                    message,
                    "list its answers, least first: two or more",
                );
                continue;
            }
            self.scale_cuts(id, scale, &path);
            let mut labels: Vec<&str> = scale.labels.iter().map(String::as_str).collect();
            labels.sort_unstable();
            if let Some(twice) = labels.windows(2).find(|pair| pair.first() == pair.last()).and_then(<[&str]>::first) {
                let message = format!("the scale `{id}` has the label `{twice}` twice");
                self.error("scale-labels", &format!("{path}.labels"), message, "give every answer a label of its own");
            }
        }
    }

    fn scale_cuts(&mut self, id: &str, scale: &AnswerScale, path: &str) {
        let (lowest, highest) = (scale.lowest, scale.highest());
        let (low, high) = (scale.unfavourable_to, scale.favourable_from);
        let help = format!("the values of `{id}` run from {lowest} to {highest}");
        if high <= lowest || high > highest {
            let message = format!("`favourable_from = {high}` leaves no favourable or no other answer on `{id}`");
            self.error("scale-cut", &format!("{path}.favourable_from"), message, help);
        } else if low < lowest || low >= high {
            let message = format!("`unfavourable_to = {low}` is not an answer below the favourable ones on `{id}`");
            self.error("scale-cut", &format!("{path}.unfavourable_to"), message, help);
        }
    }

    fn items(&mut self) {
        let file = self.file();
        let scales: Vec<&str> = file.scale.keys().map(String::as_str).collect();
        let taken = (self.columns)("responses").unwrap_or_default();
        for (number, item) in file.item.iter().enumerate() {
            let path = format!("item[{number}]");
            if !scales.contains(&item.scale.as_str()) {
                self.unknown("unknown-scale", &format!("{path}.scale"), "scale", &item.scale, &scales);
            }
            if !is_column_name(&item.id) {
                let message = format!("the item id `{}` cannot be a column's name", item.id);
                let help = "use small letters, digits and _, beginning with a letter";
                self.error("item-id", &format!("{path}.id"), message, help);
            } else if taken.contains(&item.id) {
                let message = format!("`{}` is a column of the responses table already", item.id);
                self.error("item-id", &format!("{path}.id"), message, "give the item another id");
            }
            self.empty(&format!("{path}.text"), "the item's wording", &item.text);
        }
    }

    fn indicators(&mut self) {
        let file = self.file();
        let families: Vec<&str> = file.family.iter().map(|family| family.id.as_str()).collect();
        for (number, entry) in file.indicator.iter().enumerate() {
            let path = format!("indicator[{number}].code");
            let plain = |text: &str| !text.is_empty() && text.chars().all(|letter| letter.is_ascii_alphanumeric());
            match entry.code.split_once('-') {
                Some((family, rest)) if plain(family) && plain(rest) => {
                    if !families.contains(&family) {
                        self.unknown("unknown-family", &path, "family", family, &families);
                    }
                }
                _ => {
                    let message = format!("the code `{}` is not made of a family, a hyphen and a number", entry.code);
                    self.error("code-form", &path, message, "write it as in `AB-01`");
                }
            }
            self.frames_known(&format!("indicator[{number}].frames"), &entry.frames);
            self.empty(&format!("indicator[{number}].source"), "the source", &entry.source);
        }
        for measured in file.measures() {
            self.texts(&measured);
        }
    }

    /// Frames that an indicator or a profile says it answers to.
    pub(super) fn frames_known(&mut self, path: &str, named: &[u8]) {
        let frames: Vec<u8> = self.file().frame.iter().map(|frame| frame.number).collect();
        let known = frames.iter().map(u8::to_string).collect::<Vec<_>>().join(", ");
        for (place, frame) in named.iter().enumerate().filter(|(_, frame)| !frames.contains(frame)) {
            let message = format!("there is no frame {frame}");
            self.error("unknown-frame", &format!("{path}[{place}]"), message, format!("the frames are {known}"));
        }
    }

    fn texts(&mut self, measured: &Measured<'_>) {
        let code = &measured.code;
        self.empty(&format!("{}.name", measured.path), &format!("the name of {code}"), measured.name);
        self.empty(&format!("{}.definition", measured.path), &format!("the definition of {code}"), measured.definition);
        let key = code.rsplit_once('.').map_or("", |(_, key)| key);
        if measured.is_part() && !is_column_name(key) {
            let message = format!("the key `{key}` of a part of {} cannot stand in a code", measured.entry.code);
            self.error("code-form", &format!("{}.key", measured.path), message, "use small letters, digits and _");
        }
    }

    /// Every item counts in exactly one indicator outside composite families: its home. Several
    /// measures of that indicator may use it; measures that compare, follow or question answers
    /// (all but scale means and shares) are views wherever they stand.
    fn homes(&mut self) {
        let file = self.file();
        let composite =
            |family: &str| file.family.iter().any(|known| known.id == family && known.role == FamilyRole::Composite);
        let mut homes: BTreeMap<&str, &str> = BTreeMap::new();
        let measures = file.measures();
        for measured in measures.iter().filter(|measured| measured.measure.gives_items_a_home()) {
            if composite(measured.entry.family()) {
                continue;
            }
            for item in measured.measure.items() {
                let home = homes.entry(item).or_insert(&measured.entry.code);
                if *home != measured.entry.code {
                    let message = format!(
                        "the item `{item}` counts in {home} already and has a second home in {}",
                        measured.code
                    );
                    let help =
                        "let it count in one of them; a summary over several indicators belongs to a composite family";
                    let path = format!("{}.measure.{}", measured.path, measured.measure.word());
                    self.error("two-homes", &path, message, help);
                }
            }
        }
        for (number, item) in file.item.iter().enumerate().filter(|(_, item)| !homes.contains_key(item.id.as_str())) {
            let message = format!("the item `{}` is asked and counts in no indicator", item.id);
            let help = "add an indicator for it, or do not ask it";
            self.warning("item-without-home", &format!("item[{number}].id"), message, help);
        }
    }

    fn sureness(&mut self) {
        let file = self.file();
        let shares = [("response_rate", file.sureness.response_rate), ("matched", file.sureness.matched)];
        for (key, cuts) in shares {
            let falls = cuts.windows(2).all(|pair| pair.first() > pair.last());
            if !falls || cuts.iter().any(|cut| !(0.0..=1.0).contains(cut)) {
                let message = format!("the cut-offs `sureness.{key}` are not three shares, highest first");
                self.error("sureness", &format!("sureness.{key}"), message, "write them as in `[0.8, 0.6, 0.4]`");
            }
        }
        if !file.sureness.answers.windows(2).all(|pair| pair.first() > pair.last()) {
            let message = "the cut-offs `sureness.answers` do not begin with the highest".to_owned();
            self.error("sureness", "sureness.answers", message, "write them as in `[100, 30, 10]`");
        }
    }
}

/// Whether a name can head a column of a data file as it is.
fn is_column_name(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_lowercase())
        && name.chars().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_')
}
