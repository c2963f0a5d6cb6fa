//! A framework's words in another language: a file beside the framework's own, which changes what is read and nothing
//! of what is measured.

use super::load::{BUILT_IN, IF_MISSING};
use super::{Framework, Indicator, MeasureKind};
use crate::document::{self, Document};
use crate::finding::{Finding, Place};
use crate::vocabulary::Language;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::Path;

/// A framework's words in another language, by the ids of the framework's file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Translation {
    /// Name, origin and respondents.
    framework: AboutWords,
    /// Labels of answer scales, least first.
    #[serde(default)]
    scale: BTreeMap<String, Vec<String>>,
    /// Survey items.
    #[serde(default)]
    item: BTreeMap<String, String>,
    /// The questions readers bring, by their numbers.
    #[serde(default)]
    frame: BTreeMap<String, FrameWords>,
    /// Families of indicators.
    #[serde(default)]
    family: BTreeMap<String, TitleWords>,
    /// Indicators and parts, by full code.
    #[serde(default)]
    indicator: BTreeMap<String, IndicatorWords>,
    /// Profiles.
    #[serde(default)]
    profile: BTreeMap<String, TitleWords>,
    /// Rows of profiles.
    #[serde(default)]
    row: BTreeMap<String, RowWords>,
    /// Sources, steps, categories and units, by the framework's own words.
    #[serde(default)]
    phrase: BTreeMap<String, String>,
}

/// Who and what the framework is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct AboutWords {
    /// Its name.
    name: String,
    /// Where it comes from.
    origin: String,
    /// What respondents are called, one and many.
    respondent: [String; 2],
}

/// A question that readers bring.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct FrameWords {
    /// Its title.
    title: String,
    /// Questions that a group can ask of itself.
    #[serde(default)]
    questions: Vec<String>,
}

/// A family or a profile.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct TitleWords {
    /// Its title.
    title: String,
    /// What it is about.
    about: String,
    /// Titles of a profile's columns.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    columns: Vec<String>,
}

/// An indicator or a part of one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct IndicatorWords {
    /// Its name.
    name: String,
    /// What it is.
    definition: String,
}

/// A row of a profile.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct RowWords {
    /// What it is.
    title: String,
    /// A remark under the title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    note: Option<String>,
}

impl Translation {
    /// The file of a framework's words in a language: `framework.cy.toml` beside `framework.toml`.
    #[must_use]
    pub fn file_of(name_or_path: &str, language: Language) -> String {
        format!("{}.{}.toml", name_or_path.trim_end_matches(".toml"), language.code())
    }

    /// Reads a framework's words in a language: those of a built-in one, or from the file beside the evaluation's own.
    /// Nothing where there is no such file: the framework is then told
    /// in its own language.
    ///
    /// # Errors
    /// Everything that is wrong with the file's form, is missing in it, or is not in the framework.
    pub fn load(
        name_or_path: &str,
        dir: &Path,
        language: Language,
        framework: &Framework,
    ) -> Result<Option<Document<Self>>, Vec<Finding>> {
        let file = Translation::file_of(name_or_path, language);
        let read = match BUILT_IN.get_file(&file).and_then(|found| found.contents_utf8()) {
            Some(text) if Framework::built_in().contains(&name_or_path) => {
                document::read(text, &format!("schemas/framework/{file}"))
            }
            _ => document::read_file(dir, &file, IF_MISSING),
        };
        let document: Document<Translation> = match read {
            Ok(document) => document,
            Err(findings) if findings.iter().all(|finding| finding.code == "no-such-file") => return Ok(None),
            Err(findings) => return Err(findings),
        };
        let findings = document.value.findings(framework, &file);
        if findings.is_empty() { Ok(Some(document)) } else { Err(findings) }
    }

    /// What the framework has and the translation has not, and the other way round.
    fn findings(&self, framework: &Framework, file: &str) -> Vec<Finding> {
        let place = |key: &String| Place::file(file).at_column(key);
        let [wanted, there] = [keys_of(framework), self.keys()];
        let missing = wanted.iter().filter(|key| !there.contains(key)).map(|key| {
            let message = "the framework has this text and its translation has not";
            Finding::error("translation-incomplete", place(key), message, "add it, in the language of the file")
        });
        let surplus = there.iter().filter(|key| !wanted.contains(key) && !key.starts_with("phrase.")).map(|key| {
            let message = "the translation has this text and the framework has not";
            Finding::error("translation-surplus", place(key), message, "correct its id, or remove it")
        });
        missing.chain(surplus).collect()
    }

    fn keys(&self) -> Vec<String> {
        let mut keys = Vec::new();
        let mut list = |table: &str, id: &str, texts: usize| {
            keys.extend((0..texts).map(|place| key(table, id, place)));
        };
        self.scale.iter().for_each(|(id, labels)| list("scale", id, labels.len()));
        self.item.keys().for_each(|id| list("item", id, 1));
        self.frame.iter().for_each(|(id, frame)| list("frame", id, 1 + frame.questions.len()));
        self.family.keys().for_each(|id| list("family", id, 1));
        self.indicator.keys().for_each(|id| list("indicator", id, 1));
        self.profile.iter().for_each(|(id, profile)| list("profile", id, 1 + profile.columns.len()));
        self.row.iter().for_each(|(id, row)| list("row", id, 1 + usize::from(row.note.is_some())));
        self.phrase.keys().for_each(|id| list("phrase", id, 1));
        keys
    }

    fn phrase(&self, text: &mut String) {
        if let Some(told) = self.phrase.get(text) {
            text.clone_from(told);
        }
    }

    fn tell(&self, indicator: &mut Indicator) {
        if let Some(words) = self.indicator.get(&indicator.code) {
            indicator.name.clone_from(&words.name);
            indicator.definition.clone_from(&words.definition);
        }
        self.phrase(&mut indicator.source);
        if let Some(bands) = &mut indicator.bands {
            self.phrase(&mut bands.basis);
        }
        let told = |word: &str| Some((word.to_owned(), self.phrase.get(word)?.clone()));
        indicator.called = words_of(&indicator.measure).into_iter().filter_map(told).collect();
    }
}

/// The key path of one text of an entry, which is all that a finding needs to lead to it.
fn key(table: &str, id: &str, place: usize) -> String {
    if place == 0 { format!("{table}.{id}") } else { format!("{table}.{id}[{place}]") }
}

/// The words that values of a measure are shown by: steps, categories, the unit.
fn words_of(measure: &MeasureKind) -> Vec<&str> {
    let named: &[String] = match measure {
        MeasureKind::Ordinal(ordinal) => &ordinal.steps,
        MeasureKind::Category(category) => &category.categories,
        _ => &[],
    };
    named.iter().map(String::as_str).chain(measure.unit()).collect()
}

/// Every text of a framework by its key path.
fn keys_of(framework: &Framework) -> Vec<String> {
    let mut keys = Vec::new();
    let mut list = |table: &str, id: &str, texts: usize| {
        for path in (0..texts).map(|place| key(table, id, place)) {
            if !keys.contains(&path) {
                keys.push(path);
            }
        }
    };
    framework.scales.iter().for_each(|(id, scale)| list("scale", id, scale.labels.len()));
    framework.items.iter().for_each(|item| list("item", &item.id, 1));
    framework.frames.iter().for_each(|frame| list("frame", &frame.number.to_string(), 1 + frame.questions.len()));
    framework.families.iter().for_each(|family| list("family", &family.id, 1));
    for indicator in &framework.indicators {
        list("indicator", &indicator.code, 1);
        let basis = indicator.bands.as_ref().map(|bands| bands.basis.as_str());
        let words = words_of(&indicator.measure).into_iter().chain([indicator.source.as_str()]).chain(basis);
        words.for_each(|word| list("phrase", word, 1));
    }
    for profile in &framework.profiles {
        list("profile", &profile.id, 1 + profile.columns.len());
        list("phrase", &profile.source, 1);
        profile.row.iter().for_each(|row| list("row", &row.id, 1 + usize::from(row.note.is_some())));
    }
    list("phrase", &framework.sureness.basis, 1);
    keys
}

impl Framework {
    /// The framework as it was asked at a wave, told in another language. A question that was worded otherwise at that
    /// wave keeps the wording that people saw.
    #[must_use]
    pub fn told_in(&self, language: Language, translation: &Translation, wave: &str) -> Framework {
        let mut told = self.at(wave).clone();
        told.about.language = language;
        told.about.name.clone_from(&translation.framework.name);
        told.about.origin.clone_from(&translation.framework.origin);
        told.about.respondent.clone_from(&translation.framework.respondent);
        translation.phrase(&mut told.sureness.basis);
        for (id, scale) in &mut told.scales {
            scale.labels.clone_from(translation.scale.get(id).unwrap_or(&scale.labels.clone()));
        }
        for item in &mut told.items {
            let as_usual = self.item(&item.id).is_some_and(|usual| usual.text == item.text);
            if let Some(text) = translation.item.get(&item.id).filter(|_| as_usual) {
                item.text.clone_from(text);
            }
        }
        for frame in &mut told.frames {
            if let Some(words) = translation.frame.get(&frame.number.to_string()) {
                frame.title.clone_from(&words.title);
                frame.questions.clone_from(&words.questions);
            }
        }
        for family in &mut told.families {
            if let Some(words) = translation.family.get(&family.id) {
                family.title.clone_from(&words.title);
                family.about.clone_from(&words.about);
            }
        }
        told.indicators.iter_mut().for_each(|indicator| translation.tell(indicator));
        for profile in &mut told.profiles {
            translation.phrase(&mut profile.source);
            if let Some(words) = translation.profile.get(&profile.id) {
                profile.title.clone_from(&words.title);
                profile.about.clone_from(&words.about);
                profile.columns.clone_from(&words.columns);
            }
            for row in &mut profile.row {
                if let Some(words) = translation.row.get(&row.id) {
                    row.title.clone_from(&words.title);
                    row.note.clone_from(&words.note);
                }
            }
        }
        told
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn built_in() -> Framework {
        let text = BUILT_IN.get_file("too_busy_to_learn.toml").and_then(|file| file.contents_utf8()).unwrap();
        Framework::from_file(toml::from_str(text).unwrap())
    }

    fn welsh(framework: &Framework) -> Translation {
        Translation::load("too_busy_to_learn", Path::new("."), Language::Welsh, framework).unwrap().unwrap().value
    }

    #[test]
    fn the_built_in_framework_is_told_in_welsh_to_the_last_text_and_measures_the_same() {
        let framework = built_in();
        let told = framework.told_in(Language::Welsh, &welsh(&framework), "any");
        for (one, other) in framework.indicators.iter().zip(&told.indicators) {
            assert_ne!(one.definition, other.definition, "{}", one.code);
            assert_eq!((&one.measure, one.direction), (&other.measure, other.direction), "{}", one.code);
        }
        assert!(framework.items.iter().zip(&told.items).all(|(one, other)| one.text != other.text));
        assert_eq!(told.indicator("KC-17").unwrap().called("in transition"), "yn pontio");
    }

    #[test]
    fn a_text_without_a_translation_and_one_without_a_text_are_both_found() {
        let framework = built_in();
        let mut translation = welsh(&framework);
        let text = translation.item.remove("ms01").unwrap();
        translation.item.insert("ms99".to_owned(), text);
        let findings = translation.findings(&framework, "x.cy.toml");
        let told: Vec<(&str, Option<&str>)> =
            findings.iter().map(|finding| (finding.code, finding.place.column.as_deref())).collect();
        assert_eq!(told, [("translation-incomplete", Some("item.ms01")), ("translation-surplus", Some("item.ms99"))]);
    }

    #[test]
    fn a_framework_without_a_file_beside_it_is_told_in_its_own_language() {
        let folder = tempfile::tempdir().unwrap();
        let told = Translation::load("own.toml", folder.path(), Language::Welsh, &built_in());
        assert!(told.unwrap().is_none());
    }
}
