//! Which item of the framework a column asks: by its id, by its wording, by nearly its wording, by number.

use crate::framework::Item;
use crate::ingest::normal;
use std::collections::{BTreeMap, BTreeSet};

/// Share of words that two wordings need in common to be held beside each other.
const NEAR: f64 = 0.6;

/// How a column's item was found.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum How {
    /// The header, or the tool's id of the question, is the item's id.
    Id,
    /// The wording is the item's.
    Wording,
    /// The wording is nearly the item's: words that only the file has, and that only the item has.
    Near { file: Vec<String>, item: Vec<String>, share: f64 },
    /// A header that is only a number, and the item's id ends in the same.
    Number(u32),
    /// A header of a few words run together, among them all words of the item's id.
    Within,
}

/// The items of a framework in the forms in which they are compared.
pub(super) struct Wordings<'a> {
    items: Vec<(&'a Item, String)>,
    ids: BTreeMap<String, &'a Item>,
    wordings: BTreeMap<String, &'a Item>,
    numbers: BTreeMap<u32, &'a Item>,
}

impl<'a> Wordings<'a> {
    pub fn of(items: &'a [Item]) -> Self {
        let mut numbers = BTreeMap::new();
        for item in items {
            if let Some(number) = ending_number(&item.id) {
                // Of two items of one number neither is meant.
                numbers.entry(number).and_modify(|only| *only = None).or_insert(Some(item));
            }
        }
        Wordings {
            items: items.iter().map(|item| (item, bare(&item.text))).collect(),
            ids: items.iter().map(|item| (normal(&item.id).into_owned(), item)).collect(),
            wordings: items.iter().map(|item| (bare(&item.text), item)).collect(),
            numbers: numbers.into_iter().filter_map(|(number, item)| Some((number, item?))).collect(),
        }
    }

    /// The item that a column with these texts asks.
    pub fn find(&self, texts: &[String]) -> Option<(&'a Item, How)> {
        let forms: Vec<String> = texts.iter().flat_map(|text| candidates(text)).collect();
        if let Some(item) = forms.iter().find_map(|form| self.ids.get(form)) {
            return Some((item, How::Id));
        }
        if let Some(item) = forms.iter().find_map(|form| self.wordings.get(form)) {
            return Some((item, How::Wording));
        }
        self.near(&forms).or_else(|| self.within(texts.first()?)).or_else(|| {
            let number = texts.first().filter(|_| texts.iter().all(|text| question_number(text).is_some()))?;
            let number = question_number(number)?;
            self.numbers.get(&number).map(|item| (*item, How::Number(number)))
        })
    }

    /// The item whose id's words, two or more letters each, all stand in a header that is a name of its own.
    fn within(&self, header: &str) -> Option<(&'a Item, How)> {
        let own = name_words(header);
        let held = self.items.iter().map(|(item, _)| (name_words(&item.id), *item)).filter(|(words, item)| {
            item.id.len() >= 4
                && !item.id.contains(|character: char| character.is_ascii_digit())
                && words.is_subset(&own)
        });
        held.max_by_key(|(words, _)| words.len()).map(|(_, item)| (item, How::Within))
    }

    fn near(&self, forms: &[String]) -> Option<(&'a Item, How)> {
        let mut best: Option<(&'a Item, How, f64)> = None;
        for form in forms.iter().filter(|form| form.contains(' ')) {
            for (item, wording) in &self.items {
                let (share, file, own) = compare(form, wording);
                if share >= NEAR && best.as_ref().is_none_or(|(.., least)| share > *least) {
                    best = Some((item, How::Near { file, item: own, share }, share));
                }
            }
        }
        best.map(|(item, how, _)| (item, how))
    }
}

/// Share of words in common, words of the first alone, words of the second alone.
fn compare(one: &str, other: &str) -> (f64, Vec<String>, Vec<String>) {
    let [one, other] = [one, other].map(words);
    let only = |these: &[String], those: &[String]| {
        let those: BTreeSet<&String> = those.iter().collect();
        these.iter().filter(|word| !those.contains(word)).cloned().collect::<Vec<_>>()
    };
    let (first, second) = (only(&one, &other), only(&other, &one));
    let all = one.len() + other.len();
    let share = if all == 0 { 0.0 } else { 1.0 - (first.len() + second.len()) as f64 / all as f64 };
    (share, first, second)
}

/// The words of a name such as `TrainersClearAnswers` or `clear_answers`.
fn name_words(name: &str) -> BTreeSet<String> {
    let mut apart = String::new();
    for character in name.chars() {
        if character.is_uppercase() {
            apart.push(' ');
        }
        apart.extend(character.to_lowercase());
    }
    words(&apart.replace('_', " ")).into_iter().collect()
}

fn words(text: &str) -> Vec<String> {
    let apart = |character: char| !character.is_alphanumeric() && character != '\'';
    text.split(apart).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// The forms in which a header may hold an item's wording: the whole of it, the row of a grid
/// (`Question [Row]`, `Question > Row`), what follows a dash or the question's code.
fn candidates(text: &str) -> Vec<String> {
    let mut found = vec![bare(text)];
    let grid = text.trim_end().strip_suffix(']').and_then(|text| text.rsplit_once('[')).map(|(_, row)| row);
    let after =
        [" > ", " - ", " \u{2013} ", ": "].iter().filter_map(|mark| text.rsplit_once(mark)).map(|(_, rest)| rest);
    found.extend(grid.into_iter().chain(after).map(bare));
    found.retain(|form| !form.is_empty());
    found
}

/// A wording without the question's number before it and the full stop behind it, in normal form.
pub(super) fn bare(text: &str) -> String {
    let form = normal(text).replace("&amp;", "&").replace("&apos;", "'");
    let rest = without_number(&form);
    rest.trim_end_matches(['.', ':', '?', '*', ' ']).to_owned()
}

/// `4.1.a. We trust` and `Q4: We trust` without what stands before the words.
fn without_number(form: &str) -> &str {
    let Some((first, rest)) = form.split_once(' ') else { return form };
    let digits = first.strip_prefix('q').unwrap_or(first);
    let numbered = digits.starts_with(|first: char| first.is_ascii_digit());
    let ends = first.ends_with(['.', ')', ':']) || first.contains(['.', '_']) || first.starts_with('q');
    if numbered && ends { rest.trim_start_matches(['-', ' ']) } else { form }
}

/// The number in `Q4`, `4.`, `q04`, `Question 4`; none in a header with words of its own.
fn question_number(text: &str) -> Option<u32> {
    let form = normal(text);
    let digits = ["question ", "item ", "q"].iter().find_map(|start| form.strip_prefix(start)).unwrap_or(&form);
    let digits = digits.trim_end_matches(['.', ')', ':']);
    let plain = !digits.is_empty() && digits.len() <= 3 && digits.bytes().all(|digit| digit.is_ascii_digit());
    if plain { digits.parse().ok() } else { None }
}

fn ending_number(id: &str) -> Option<u32> {
    let digits = id.trim_start_matches(|character: char| !character.is_ascii_digit());
    digits.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items() -> Vec<Item> {
        let item = |id: &str, text: &str| Item {
            id: id.to_owned(),
            text: text.to_owned(),
            scale: "agree5".to_owned(),
            reverse: false,
            not_asked: None,
        };
        vec![
            item("ms01", "I am in this group because I chose to be."),
            item("ms02", "We challenge one another, and it feels safe."),
        ]
    }

    fn found(texts: &[&str]) -> Option<(String, How)> {
        let items = items();
        let texts: Vec<String> = texts.iter().map(|text| (*text).to_owned()).collect();
        Wordings::of(&items).find(&texts).map(|(item, how)| (item.id.clone(), how))
    }

    #[test]
    fn ids_and_wordings_are_found_wherever_a_tool_puts_them() {
        for texts in [
            &["I am in this group because\u{a0}I chose to be."][..],
            &["1. I am in this group because I chose to be"],
            &["4.1.a. I am in this group because I chose to be"],
            &["How far do you agree? [I am in this group because I chose to be.]"],
            &["Q4_1", "How far do you agree? - I am in this group because I chose to be."],
            &["How far > I am in this group because I chose to be."],
        ] {
            assert_eq!(found(texts), Some(("ms01".to_owned(), How::Wording)), "{texts:?}");
        }
        assert_eq!(found(&["MS02"]), Some(("ms02".to_owned(), How::Id)));
        assert_eq!(found(&["Agree [ms02]"]), Some(("ms02".to_owned(), How::Id)));
    }

    #[test]
    fn near_wordings_say_which_words_differ() {
        let (id, how) = found(&["We challenge each other, and it feels safe."]).unwrap();
        assert_eq!(id, "ms02");
        let How::Near { file, item, .. } = how else { panic!("{how:?}") };
        assert_eq!(
            (file, item),
            (vec!["each".to_owned(), "other".to_owned()], vec!["one".to_owned(), "another".to_owned()])
        );
        assert_eq!(found(&["We meet in the library."]), None);
    }

    #[test]
    fn a_number_alone_is_the_weakest_sign() {
        assert_eq!(found(&["Q2"]), Some(("ms02".to_owned(), How::Number(2))));
        assert_eq!(found(&["2."]), Some(("ms02".to_owned(), How::Number(2))));
        assert_eq!(found(&["Q2", "Where do you work?"]), None);
        assert_eq!(found(&["2 schools"]), None);
    }

    #[test]
    fn an_id_is_found_within_a_name_run_together() {
        let mut items = items();
        items[0].id = "clear_answers".to_owned();
        items[1].id = "answers".to_owned();
        let find = |text: &str| Wordings::of(&items).find(&[text.to_owned()]).map(|(item, how)| (item.id.clone(), how));
        assert_eq!(find("TrainersClearAnswers"), Some(("clear_answers".to_owned(), How::Within)));
        assert_eq!(find("TrainersClear"), None);
    }
}
