//! A draft mapping in the making: keys with the evidence for each, questions with the keys that answer them.

use super::report::Question;
use super::sure::{LIKELY, Sureness};
use std::collections::BTreeMap;
use std::fmt::Write;

/// Columns of a line of the draft.
const WIDTH: usize = 100;

/// A part of the draft, in the order in which the parts stand.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    Top,
    File,
    Register,
    Wave,
    Respondent,
    Group,
    Exclude(usize),
    Scale(String),
    Item(usize),
    Multi(usize),
    Columns,
    Constants,
    Template,
    Values(String),
    Lookup(String),
}

impl Part {
    fn heading(&self) -> Option<String> {
        Some(match self {
            Part::Top => return None,
            Part::File => "[file]".to_owned(),
            Part::Register => "[register]".to_owned(),
            Part::Wave => "[wave]".to_owned(),
            Part::Respondent => "[respondent]".to_owned(),
            Part::Group => "[group]".to_owned(),
            Part::Exclude(_) => "[[exclude]]".to_owned(),
            Part::Scale(name) => format!("[scale.{}]", key(name)),
            Part::Item(_) => "[[item]]".to_owned(),
            Part::Multi(_) => "[[multi]]".to_owned(),
            Part::Columns => "[columns]".to_owned(),
            Part::Constants => "[constants]".to_owned(),
            Part::Template => "[template]".to_owned(),
            Part::Values(column) => format!("[values.{column}]"),
            Part::Lookup(column) => format!("[lookup.{column}]"),
        })
    }
}

/// Keys, each with what is known about it.
#[derive(Debug, Clone, Default)]
pub(super) struct Draft {
    parts: BTreeMap<Part, Vec<Entry>>,
    pub questions: Vec<Question>,
}

/// A line of the draft with the comment above it.
#[derive(Debug, Clone)]
struct Entry {
    comment: String,
    lines: Vec<String>,
    asleep: bool,
    /// The place of its question among those asked.
    question: Option<usize>,
}

impl Draft {
    /// A key and its value; a comment instead, if it is unsure.
    pub fn key(&mut self, part: Part, line: impl Into<String>, confidence: f64, because: &str) {
        let comment = format!("{} {confidence:.2}: {because}", Sureness::of(confidence));
        self.entry(part, comment, vec![line.into()], confidence < LIKELY);
    }

    /// A key that needs no evidence of its own.
    pub fn plain(&mut self, part: Part, line: impl Into<String>) {
        self.entry(part, String::new(), vec![line.into()], false);
    }

    /// A key that goes before all others.
    pub fn first(&mut self, line: impl Into<String>) {
        let entry = Entry { comment: String::new(), lines: vec![line.into()], asleep: false, question: None };
        self.parts.entry(Part::Top).or_default().insert(0, entry);
    }

    /// Lines that would answer a question which stands elsewhere.
    pub fn sleeping(&mut self, part: Part, lines: Vec<String>) {
        self.entry(part, String::new(), lines, true);
    }

    /// A comment alone.
    pub fn remark(&mut self, part: Part, text: impl Into<String>) {
        self.entry(part, text.into(), Vec::new(), true);
    }

    /// A question, with lines that would answer it, as comments.
    pub fn ask(&mut self, part: Part, text: impl Into<String>, keys: &[&str], lines: Vec<String>) {
        let text = text.into();
        let question = self.questions.len();
        self.questions.push(Question {
            number: question + 1,
            text: text.clone(),
            keys: keys.iter().map(|key| (*key).to_owned()).collect(),
        });
        let set = if keys.is_empty() { String::new() } else { format!(" Set: {}.", keys.join(", ")) };
        let entry = Entry { comment: format!("{text}{set}"), lines, asleep: true, question: Some(question) };
        self.parts.entry(part).or_default().push(entry);
    }

    /// Numbers the questions as they stand in the draft, from its top.
    pub fn number(&mut self) {
        let order: Vec<usize> = self.parts.values().flatten().filter_map(|entry| entry.question).collect();
        let asked = std::mem::take(&mut self.questions);
        let numbered = order.iter().filter_map(|place| asked.get(*place).cloned());
        self.questions = numbered.zip(1..).map(|(question, number)| Question { number, ..question }).collect();
        let entries = self.parts.values_mut().flatten().filter(|entry| entry.question.is_some());
        entries.zip(0..).for_each(|(entry, place)| entry.question = Some(place));
    }

    fn entry(&mut self, part: Part, comment: String, lines: Vec<String>, asleep: bool) {
        self.parts.entry(part).or_default().push(Entry { comment, lines, asleep, question: None });
    }

    /// Whether any line gives, or would give, the canonical column.
    pub fn speaks_of(&self, column: &str) -> bool {
        let begins = |line: &String| line.split_once(" = ").is_some_and(|(key, _)| key == column);
        let of_part = |part: &Part| matches!(part, Part::Values(name) if name == column);
        self.parts
            .iter()
            .any(|(part, entries)| of_part(part) || entries.iter().flat_map(|entry| &entry.lines).any(begins))
    }

    /// How many parts of an array of tables there are already.
    pub fn count(&self, is_one: fn(&Part) -> bool) -> usize {
        self.parts.keys().filter(|part| is_one(part)).count()
    }

    /// The draft as TOML.
    pub fn text(&self, opening: &str) -> String {
        let mut text = String::new();
        push_comment(&mut text, opening);
        for (part, entries) in &self.parts {
            if !text.is_empty() {
                text.push('\n');
            }
            let asleep = entries.iter().all(|entry| entry.asleep);
            if let Some(heading) = part.heading() {
                text.push_str(if asleep { "# " } else { "" });
                text.push_str(&heading);
                text.push('\n');
            }
            for entry in entries {
                match entry.question {
                    Some(place) => push_comment(&mut text, &format!("QUESTION {}: {}", place + 1, entry.comment)),
                    None => push_comment(&mut text, &entry.comment),
                }
                for line in &entry.lines {
                    text.push_str(if entry.asleep { "# " } else { "" });
                    text.push_str(line);
                    text.push('\n');
                }
            }
        }
        text
    }
}

fn push_comment(text: &mut String, comment: &str) {
    // TOML has no control characters, not even in comments; a header may.
    let plain: String = comment.chars().filter(|character| *character == '\n' || !character.is_control()).collect();
    for paragraph in plain.lines() {
        for line in wrapped(paragraph, WIDTH - 2) {
            text.push_str("# ");
            text.push_str(&line);
            text.push('\n');
        }
    }
}

/// A text in lines of at most so many characters, where its words allow that.
pub(super) fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let Some(line) = lines.last_mut() else { break };
        if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > width {
            lines.push(word.to_owned());
        } else {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines
}

/// A text as TOML writes it.
pub(super) fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for character in text.chars() {
        match character {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            character if character.is_control() => {
                let _ = write!(quoted, "\\u{:04X}", character as u32);
            }
            character => quoted.push(character),
        }
    }
    quoted.push('"');
    quoted
}

/// A key as TOML writes it.
fn key(name: &str) -> String {
    let plain = |character: char| character.is_ascii_alphanumeric() || matches!(character, '_' | '-');
    if !name.is_empty() && name.chars().all(plain) { name.to_owned() } else { quoted(name) }
}

/// Texts as a TOML list.
pub(super) fn list(texts: &[String]) -> String {
    format!("[{}]", texts.iter().map(|text| quoted(text)).collect::<Vec<_>>().join(", "))
}

/// Texts as a TOML list, one a line, for lists that are long.
pub(super) fn tall_list(texts: &[String]) -> String {
    let lines: Vec<String> = texts.iter().map(|text| format!("    {},\n", quoted(text))).collect();
    format!("[\n{}]", lines.concat())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document;
    use crate::plan::Mapping;

    #[test]
    fn sure_keys_are_keys_and_the_others_comments() {
        let mut draft = Draft::default();
        draft.plain(Part::Top, "confirmed = false");
        draft.key(Part::Group, "column = \"Org\"", 0.9, "most values are groups");
        draft.key(Part::Respondent, "column = \"Code\"", 0.5, "unique");
        draft.ask(Part::Columns, "Which is o1?", &["columns.o1"], vec!["o1 = \"Comment\"".to_owned()]);
        draft.ask(Part::Wave, "Which wave?", &[], Vec::new());
        draft.number();
        let text = draft.text("A draft.");
        let mapping = document::read::<Mapping>(&text, "m.toml").unwrap().value;
        assert_eq!(mapping.confirmed, Some(false));
        assert!(mapping.group.is_some() && mapping.respondent.is_none() && mapping.columns.is_empty());
        assert_eq!(draft.questions.iter().map(|asked| asked.number).collect::<Vec<_>>(), [1, 2]);
        assert!(text.contains("# QUESTION 2: Which is o1? Set: columns.o1.\n# o1 = \"Comment\""), "{text}");
    }

    proptest::proptest! {
        #[test]
        fn any_header_can_be_written_and_read_back(header in "\\PC*[\\x00-\\x1f\"\\\\]*\\PC*") {
            let mut draft = Draft::default();
            draft.plain(Part::Top, format!("headers = {}", tall_list(std::slice::from_ref(&header))));
            let text = draft.text("");
            let mapping = document::read::<Mapping>(&text, "m.toml").unwrap().value;
            proptest::prop_assert_eq!(mapping.headers, vec![header]);
        }
    }
}
