//! The messages of one language, read from its files under `reports/words`. No text of a page stands anywhere else.

use super::number;
use crate::vocabulary::Language;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use fluent_syntax::{ast, parser};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use thiserror::Error;

/// Grammatical forms that the messages of one language share; other languages need not have them.
const FORM: &str = "form_";

/// The messages of one language. Every message that a report can need is there, or the files are refused.
pub struct Words {
    language: Language,
    bundle: FluentBundle<FluentResource>,
    /// The messages that need nothing put in.
    fixed: BTreeMap<String, String>,
}

/// What a message is told to put in.
#[derive(Debug, Clone)]
pub enum Value<'a> {
    /// A count: written with its thousands set apart, and known to the language's plurals.
    Count(u64),
    /// A finished text, or the key by which a message chooses.
    Text(Cow<'a, str>),
}

/// Why a language's files were refused.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum WordsError {
    /// A file is not written in Fluent.
    #[error("{file} cannot be read: {reason}")]
    Shape {
        /// The file.
        file: String,
        /// The first thing wrong with it.
        reason: String,
    },
    /// A message is not there.
    #[error("the words of {language:?} have no message {id:?}; copy it from reports/words/en")]
    Missing {
        /// The language's code.
        language: &'static str,
        /// The message.
        id: String,
    },
    /// A message stands in two files, or is none that any page shows.
    #[error("{file}: {id:?} is no message of the reports, or stands in another file as well")]
    Surplus {
        /// The file.
        file: String,
        /// The message.
        id: String,
    },
}

impl Words {
    /// Reads the files of a language, by name, and holds them against the ids of all messages.
    ///
    /// # Errors
    /// [`WordsError`] if a file cannot be read, or a message is missing, unknown or there twice.
    pub fn parse(
        language: Language,
        files: &BTreeMap<String, String>,
        wanted: &BTreeSet<String>,
    ) -> Result<Self, WordsError> {
        // The tags are written out in `Language` and parse, which a test makes sure of.
        let tag = language.tag().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![tag]);
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(|value, _| match value {
            FluentValue::Number(count) => Some(number::count(count.value as u64)),
            _ => None,
        }));
        let mut there = BTreeSet::new();
        for (file, text) in files {
            for id in ids(file, text)? {
                if !(wanted.contains(&id) || id.starts_with(FORM)) || !there.insert(id.clone()) {
                    return Err(WordsError::Surplus { file: file.clone(), id });
                }
            }
            let resource = FluentResource::try_new(text.clone()).unwrap_or_else(|(readable, _)| readable);
            bundle.add_resource_overriding(resource);
        }
        if let Some(id) = wanted.iter().find(|id| !there.contains(*id)) {
            return Err(WordsError::Missing { language: language.code(), id: id.clone() });
        }
        let mut words = Words { language, bundle, fixed: BTreeMap::new() };
        words.fixed = wanted.iter().filter_map(|id| Some((id.clone(), words.format(id, None).ok()?))).collect();
        Ok(words)
    }

    /// The language.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    /// A message that needs nothing put in. Ids that are made up of a key are tested against all their keys, others
    /// against the files; only what escaped both would show as its id.
    #[must_use]
    pub fn text<'a>(&'a self, id: &'a str) -> &'a str {
        debug_assert!(self.fixed.contains_key(id), "{} has no message {id:?} without values", self.language.code());
        self.fixed.get(id).map_or(id, String::as_str)
    }

    /// The message whose id is a table's name and a key of the program's; see [`Words::text`].
    pub(super) fn keyed<'a>(&'a self, table: &str, key: &'a str) -> &'a str {
        let found = self.find(table, key);
        debug_assert!(found.is_some(), "{} has no message for {key:?} among {table}", self.language.code());
        found.unwrap_or(key)
    }

    /// The message for a key that may be one that no message is there for, as in data of the evaluation's own. Letters
    /// and digits of the key count.
    #[must_use]
    pub fn find(&self, table: &str, key: &str) -> Option<&str> {
        self.fixed.get(&id_of(table, key)).map(String::as_str)
    }

    /// The message for a text of the program's own with numbers in it, such as the setting of a trial: looked for by
    /// the text without its numbers, which are put in as `a`, `b` and so on in their order.
    #[must_use]
    pub fn numbered(&self, table: &str, text: &str) -> Option<String> {
        const NAMES: [&str; 6] = ["a", "b", "c", "d", "e", "f"];
        let is_number = |part: &&str| part.starts_with(|letter: char| letter.is_ascii_digit());
        let parts = || text.split([' ', ',']).filter(|part| !part.is_empty());
        let plain: Vec<&str> = parts().filter(|part| !is_number(part)).collect();
        let id = id_of(table, &plain.join(" "));
        let values = NAMES.into_iter().zip(parts().filter(is_number).map(Into::into));
        self.bundle.has_message(&id).then(|| self.say_all(&id, values))
    }

    /// Several messages that need nothing put in.
    #[must_use]
    pub fn texts<const N: usize>(&self, ids: [&str; N]) -> Vec<String> {
        ids.map(|id| self.text(id).to_owned()).into()
    }

    /// A message with values put in by name.
    #[must_use]
    pub fn say<const N: usize>(&self, id: &str, values: [(&str, Value<'_>); N]) -> String {
        self.say_all(id, values)
    }

    /// The same for values whose number is not known beforehand.
    #[must_use]
    pub fn say_all<'v>(&self, id: &str, values: impl IntoIterator<Item = (&'v str, Value<'v>)>) -> String {
        let args = values.into_iter().map(|(name, value)| (name, FluentValue::from(value))).collect();
        let said = self.format(id, Some(&args));
        debug_assert!(said.is_ok(), "{}: message {id:?}: {said:?}", self.language.code());
        said.unwrap_or_else(|told| told)
    }

    /// The message; what could be made of it where something is missing.
    fn format(&self, id: &str, args: Option<&FluentArgs<'_>>) -> Result<String, String> {
        let pattern = self.bundle.get_message(id).and_then(|message| message.value()).ok_or_else(|| id.to_owned())?;
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, args, &mut errors).into_owned();
        if errors.is_empty() { Ok(text) } else { Err(text) }
    }
}

impl fmt::Debug for Words {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Words").field("language", &self.language).finish_non_exhaustive()
    }
}

/// The id of the message for a key: its letters and digits in lower case, with single underscores for all else.
#[must_use]
fn id_of(table: &str, key: &str) -> String {
    let words = key.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    std::iter::once(table.to_owned()).chain(words.map(str::to_ascii_lowercase)).collect::<Vec<_>>().join("_")
}

/// The ids of a file's messages, in its order.
///
/// # Errors
/// [`WordsError::Shape`] if it is not written in Fluent.
pub fn ids(file: &str, text: &str) -> Result<Vec<String>, WordsError> {
    let shape = |(_, errors): (_, Vec<parser::ParserError>)| WordsError::Shape {
        file: file.to_owned(),
        reason: errors.first().map(ToString::to_string).unwrap_or_default(),
    };
    let resource = parser::parse(text).map_err(shape)?;
    let id = |entry: ast::Entry<&str>| match entry {
        ast::Entry::Message(message) => Some(message.id.name.to_owned()),
        _ => None,
    };
    Ok(resource.body.into_iter().filter_map(id).collect())
}

/// Those of a file's messages that every language must have.
///
/// # Errors
/// [`WordsError::Shape`] if it is not written in Fluent.
pub fn shared_ids(file: &str, text: &str) -> Result<Vec<String>, WordsError> {
    let mut all = ids(file, text)?;
    all.retain(|id| !id.starts_with(FORM));
    Ok(all)
}

impl<'a> From<Value<'a>> for FluentValue<'a> {
    fn from(value: Value<'a>) -> Self {
        match value {
            Value::Count(count) => FluentValue::from(count),
            Value::Text(text) => FluentValue::String(text),
        }
    }
}

impl From<u64> for Value<'_> {
    fn from(count: u64) -> Self {
        Value::Count(count)
    }
}

impl From<usize> for Value<'_> {
    fn from(count: usize) -> Self {
        Value::Count(count as u64)
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Value::Text(Cow::Borrowed(text))
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(text: &'a String) -> Self {
        Value::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Value::Text(Cow::Owned(text))
    }
}
