//! Columns that ask items of the framework, and the scales that their answers stand on.

use super::super::answers::Fit;
use super::super::draft::{Part, list, quoted};
use super::super::profile::Profile;
use super::super::report::Role;
use super::super::wording::{How, Wordings};
use super::codebook::Codebook;
use super::{Judge, may_be_named};
use crate::framework::{AnswerScale, Item};
use crate::ingest::normal;
use std::collections::{BTreeMap, BTreeSet};

/// The most that a wording which is not the item's own can be trusted.
const MOST_OF_NEAR: f64 = 0.74;
/// What a number that stands for a question can be trusted.
const OF_NUMBER: f64 = 0.5;

/// A column with the item it asks.
struct Asked<'a> {
    profile: &'a Profile,
    item: &'a Item,
    how: How,
    fit: Fit,
    /// Whether its cells are the scale's own numbers below the item's own id, which need no mapping.
    own: bool,
}

impl Asked<'_> {
    fn is_exact(&self) -> bool {
        matches!(self.how, How::Id | How::Wording)
    }

    fn needs_codes(&self) -> bool {
        !self.own && (self.fit.coded > 0 && self.fit.labels == 0 || !self.fit.missing_codes.is_empty())
    }
}

impl<'a> Judge<'a> {
    /// Finds the items, writes them into the draft, and asks about what their cells leave open.
    pub(super) fn items(&mut self) {
        let asked = self.asked();
        let mut book = Codebook::default();
        for one in asked.iter().filter(|one| one.needs_codes()) {
            let points = self.scale(one.item).map_or(0, |scale| scale.labels.len());
            book.note(&one.item.scale, &one.fit, points, &one.profile.header);
        }
        let exact: BTreeSet<&str> = asked.iter().filter(|one| one.is_exact()).map(|one| one.item.id.as_str()).collect();
        let mut seen = BTreeSet::new();
        for one in asked.iter().filter(|one| one.is_exact()) {
            let alike: Vec<&Asked<'a>> =
                asked.iter().filter(|other| other.is_exact() && other.item.id == one.item.id).collect();
            match alike.as_slice() {
                [_] => self.exact_item(one, &book),
                several if seen.insert(one.item.id.as_str()) => self.asked_twice(one.item, several),
                _ => {}
            }
        }
        let doubtful: Vec<&Asked<'a>> =
            asked.iter().filter(|one| !one.is_exact() && !exact.contains(one.item.id.as_str())).collect();
        self.near_items(&doubtful, &book);
        self.grouped_items(&doubtful, &book);
        self.ask_about_codes(&book);
        self.ask_about_strangers(&asked);
    }

    fn asked(&self) -> Vec<Asked<'a>> {
        let wordings = Wordings::of(self.known.framework.items());
        let mut found = Vec::new();
        for profile in self.free() {
            let Some((item, how)) = wordings.find(&profile.texts) else { continue };
            if self.is_tool_column(profile.place) && how != How::Wording {
                continue;
            }
            let fit = self.fit(profile, item);
            // A column with the item's id may hold the scale's own numbers; any other's have no direction.
            let numbers = self.scale(item).is_some_and(|scale| fit.is_own_numbers(scale));
            let own = how == How::Id && self.preset.is_none() && numbers;
            found.push(Asked { profile, item, how, fit, own });
        }
        found
    }

    fn scale(&self, item: &Item) -> Option<&'a AnswerScale> {
        self.known.framework.scale(&item.scale)
    }

    fn fit(&self, profile: &Profile, item: &Item) -> Fit {
        let described = self.dictionary.columns.get(self.table.header.name(profile.place));
        self.scale(item).map_or_else(Fit::default, |scale| Fit::of(profile, scale, described, &self.known_missing()))
    }

    fn known_missing(&self) -> BTreeSet<String> {
        let missing = self.preset.into_iter().flat_map(|preset| preset.mapping.missing.keys());
        missing.map(|cell| normal(cell).into_owned()).collect()
    }

    fn exact_item(&mut self, asked: &Asked<'a>, book: &Codebook) {
        let Asked { profile, item, how, fit, own } = asked;
        let how = if *how == How::Id { "the item's id" } else { "the item's exact wording" };
        let outside = fit.strange + if fit.labels > 0 { fit.coded } else { 0 };
        let (confidence, cells) = match () {
            () if profile.filled == 0 => (0.9, "no answer in it".to_owned()),
            () if *own => (1.0, format!("{} answers, numbers of `{}`", fit.coded, item.scale)),
            () if fit.is_labels() => (1.0, label_words(fit, item)),
            () if fit.is_codes() => (0.95, format!("{} answers, codes without labels", fit.coded)),
            () if outside * 2 > profile.filled => (0.8, format!("{outside} cells are no answer on `{}`", item.scale)),
            () => (0.85, format!("{outside} cells are no answer on `{}`", item.scale)),
        };
        let because = format!("{how}; {cells}");
        self.take(profile.place, Role::Item, Some(&item.id), confidence, because.clone());
        let scale = if asked.needs_codes() { book.name(&item.scale, fit) } else { None };
        if normal(&profile.header) != normal(&item.id) || scale.is_some() {
            self.write_item(profile, item, scale.as_deref(), confidence, &because);
        }
    }

    fn item_part(&self) -> Part {
        Part::Item(self.draft.count(|part| matches!(part, Part::Item(_))))
    }

    fn write_item(&mut self, profile: &Profile, item: &Item, scale: Option<&str>, confidence: f64, because: &str) {
        let part = self.item_part();
        self.draft.key(part.clone(), format!("key = {}", quoted(&item.id)), confidence, because);
        self.draft.plain(part.clone(), format!("column = {}", quoted(&profile.reference)));
        if let Some(scale) = scale {
            self.draft.plain(part, format!("scale = {}", quoted(scale)));
        }
    }

    fn ask_about_codes(&mut self, book: &Codebook) {
        for (name, coded) in book.kinds() {
            let Some(scale) = self.known.framework.scale(&coded.scale) else { continue };
            let part = Part::Scale(name.clone());
            self.draft.plain(part.clone(), format!("labels = {}", list(&scale.labels)));
            let ends = [scale.labels.first(), scale.labels.last()].map(|label| label.map_or("", String::as_str));
            if !coded.codes.is_empty() {
                let text = format!(
                    "The answers to {} are the codes {}, and the file does not say what they mean. Which code is `{}`, \
                     which `{}`? Look at the questionnaire: tools often number the options as they are shown, the most \
                     favourable first. Keep the line that is right (1 stands for `{}`).",
                    some_headers(&coded.headers),
                    coded.sorted().join(", "),
                    ends[0],
                    ends[1],
                    ends[0]
                );
                let key = format!("scale.{name}.codes");
                self.draft.ask(part.clone(), text, &[&key], coded.lines(scale.labels.len()));
            }
            if !coded.missing.is_empty() {
                let missing: Vec<String> = coded.missing.iter().cloned().collect();
                let text = format!(
                    "Some cells of {1} are {0}, which no answer on the scale is. Why is there no answer: not_applicable, \
                     prefer_not_to_say, dont know, or another reason?",
                    missing.join(" or "),
                    some_headers(&coded.headers)
                );
                let key = format!("scale.{name}.missing");
                let pairs: Vec<String> = missing.iter().map(|code| format!("{} = \"...\"", quoted(code))).collect();
                self.draft.ask(part, text, &[&key], vec![format!("missing = {{ {} }}", pairs.join(", "))]);
            }
        }
    }

    /// Asks what cells mean that are neither labels nor codes, once for columns with the same ones.
    fn ask_about_strangers(&mut self, asked: &[Asked<'a>]) {
        let mut alike: BTreeMap<(&str, Vec<String>), Vec<&Asked<'a>>> = BTreeMap::new();
        for one in asked.iter().filter(|one| one.is_exact() && one.fit.strange > 0) {
            let strangers = one.fit.strangers.iter().map(|seen| normal(&seen.text));
            let named = strangers.filter(|form| may_be_named(one.profile, form)).map(std::borrow::Cow::into_owned);
            alike.entry((one.item.scale.as_str(), named.collect())).or_default().push(one);
        }
        for (number, ((scale, named), columns)) in alike.into_iter().enumerate() {
            let headers: Vec<String> = columns.iter().map(|one| one.profile.header.clone()).collect();
            let cells: usize = columns.iter().map(|one| one.fit.strange).sum();
            let shown = if named.is_empty() { String::new() } else { format!(" ({})", named.join("; ")) };
            let text = format!(
                "{cells} cells of {} are no answer on the scale `{scale}`{shown}. What do they mean? Until it is said they \
                 count as unreadable. If the form had a scale of its own, list all its labels here from the lowest to the \
                 highest, and give each of these items the scale.",
                some_headers(&headers)
            );
            let name = format!("{scale}_own_{}", number + 1);
            let keys = [format!("scale.{name}"), "scale of the [[item]]s".to_owned()];
            let lines = vec![format!("labels = {}", list(&named))];
            self.draft.ask(Part::Scale(name), text, &keys.each_ref().map(String::as_str), lines);
        }
    }

    fn asked_twice(&mut self, item: &Item, columns: &[&Asked<'a>]) {
        let references: Vec<String> = columns.iter().map(|asked| asked.profile.reference.clone()).collect();
        let named = references.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
        let text = format!(
            "Columns {named} all ask `{}`. Is it one question, so that the first with an answer counts, or is only one of \
             them meant?",
            item.id
        );
        let lines = vec![format!("key = {}", quoted(&item.id)), format!("column = {}", list(&references))];
        self.draft.ask(self.item_part(), text, &["[[item]]"], lines);
        for asked in columns {
            self.take(asked.profile.place, Role::Item, Some(&item.id), 0.6, "several columns ask the same item");
        }
    }

    fn near_items(&mut self, doubtful: &[&Asked<'a>], book: &Codebook) {
        for asked in doubtful {
            let How::Near { file, item: own, share } = &asked.how else { continue };
            let differ = differing(file, own);
            let confidence = (share * 0.8).min(MOST_OF_NEAR);
            let because = format!("nearly the item's wording: {differ}");
            self.take(asked.profile.place, Role::Item, Some(&asked.item.id), confidence, because);
            let text = format!(
                "Is `{}` the item `{}` (\"{}\")? Of their words, {differ}. If the wording was changed on purpose, say so in \
                 the plan under the wave, [[wave.item]].",
                asked.profile.called(),
                asked.item.id,
                asked.item.text
            );
            let lines = self.item_lines(asked, book);
            self.draft.ask(self.item_part(), text, &["[[item]]"], lines);
        }
    }

    fn item_lines(&self, asked: &Asked<'a>, book: &Codebook) -> Vec<String> {
        let scale = if asked.needs_codes() { book.name(&asked.item.scale, &asked.fit) } else { None };
        let own =
            [format!("key = {}", quoted(&asked.item.id)), format!("column = {}", quoted(&asked.profile.reference))];
        own.into_iter().chain(scale.map(|scale| format!("scale = {}", quoted(&scale)))).collect()
    }

    /// One question for all columns whose headers are numbers alone, and one for those whose headers hold an
    /// item's id among other words; with an item for each.
    fn grouped_items(&mut self, doubtful: &[&Asked<'a>], book: &Codebook) {
        let fits = |asked: &Asked<'a>| asked.fit.is_labels() || asked.fit.is_codes();
        let (numbered, within): (Vec<&Asked<'a>>, Vec<&Asked<'a>>) = doubtful
            .iter()
            .copied()
            .filter(|asked| matches!(asked.how, How::Number(_) | How::Within) && fits(asked))
            .partition(|asked| asked.how != How::Within);
        if let Some(first) = numbered.first() {
            let text = format!(
                "{} columns have only numbers as headers (`{}` and so on), and their cells could be answers. Are they the \
                 items of the same number (`{}` and so on)? Hold the questionnaire against the framework before you say so.",
                numbered.len(),
                first.profile.header,
                first.item.id
            );
            self.ask_together(&numbered, book, &text, "the item of the same number; the header says nothing else");
        }
        if within.is_empty() {
            return;
        }
        let pairs: Vec<String> =
            within.iter().map(|asked| format!("`{}` as `{}`", asked.profile.header, asked.item.id)).collect();
        let text = format!(
            "The headers of these columns hold the id of an item among other words, and their cells are answers: {}. Are they \
             these items?",
            pairs.join(", ")
        );
        self.ask_together(&within, book, &text, "the header holds the item's id among other words");
    }

    fn ask_together(&mut self, asked: &[&Asked<'a>], book: &Codebook, text: &str, because: &str) {
        for (number, one) in asked.iter().enumerate() {
            let confidence = if one.fit.speaks_for_scale() { OF_NUMBER + 0.1 } else { OF_NUMBER };
            self.take(one.profile.place, Role::Item, Some(&one.item.id), confidence, because);
            let lines = self.item_lines(one, book);
            match number {
                0 => self.draft.ask(self.item_part(), text, &["[[item]]"], lines),
                _ => self.draft.sleeping(self.item_part(), lines),
            }
        }
    }

    /// Columns whose cells are answers on one of the framework's scales and whose headers match no item.
    pub(super) fn unknown_answers(&mut self) {
        let framework = self.known.framework;
        let mut found: Vec<(&Profile, &str)> = Vec::new();
        for profile in self.free() {
            let described = self.dictionary.columns.get(self.table.header.name(profile.place));
            let fits = |id: &&str| {
                let scale = framework.scale(id).filter(|scale| scale.labels.len() > 2);
                scale.is_some_and(|scale| Fit::of(profile, scale, described, &self.known_missing()).speaks_for_scale())
            };
            found.extend(framework.scale_ids().find(fits).map(|scale| (profile, scale)));
        }
        for (profile, scale) in &found {
            let because = format!("its cells are labels of `{scale}`; the header matches no item");
            self.take(profile.place, Role::Answers, None, 0.3, because);
        }
        if let Some((first, scale)) = found.first() {
            let headers: Vec<String> = found.iter().map(|(profile, _)| profile.header.clone()).collect();
            let text = format!(
                "Answers on `{scale}` stand in {}, and no item of the framework has these words. Which items are they, if \
                 any? Give each an [[item]]; list the others under `ignore`.",
                some_headers(&headers)
            );
            let lines = vec!["key = \"...\"".to_owned(), format!("column = {}", quoted(&first.reference))];
            self.draft.ask(self.item_part(), text, &["[[item]]"], lines);
        }
    }
}

fn label_words(fit: &Fit, item: &Item) -> String {
    let read: Vec<String> = fit.variants.iter().map(|(variant, label)| format!("`{variant}` as `{label}`")).collect();
    let variants = if read.is_empty() { String::new() } else { format!(" (read {})", read.join(", ")) };
    format!("{} answers, labels of `{}`{variants}", fit.labels, item.scale)
}

fn differing(file: &[String], item: &[String]) -> String {
    let words = |words: &[String]| words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(" ");
    match (file, item) {
        ([], []) => "all are the same, in another order".to_owned(),
        (file, []) => format!("the file adds {}", words(file)),
        ([], item) => format!("the file leaves out {}", words(item)),
        (file, item) => format!("the file has {} where the item has {}", words(file), words(item)),
    }
}

/// Headers in a sentence: all of a few, the first and last of many.
pub(super) fn some_headers(headers: &[String]) -> String {
    match headers {
        [] => String::new(),
        [one] => format!("`{one}`"),
        [one, other] => format!("`{one}` and `{other}`"),
        [one, .., last] => format!("`{one}` to `{last}` ({} columns)", headers.len()),
    }
}
