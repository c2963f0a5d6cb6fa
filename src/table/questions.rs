//! Questions held against one another, wave by wave: what the plan says of them and what the files show.
//! A changed wording or scale is told wherever it is found; nothing is compared across it unless the plan
//! takes both forms as one.

use super::forms::{Form, FormsByWave};
use crate::document::suggestion;
use crate::finding::{Finding, Place};
use crate::framework::{Framework, Item, NotAsked};
use crate::ingest::normal;
use crate::plan::Plan;
use crate::vocabulary::{Alteration, AskedItem, QuestionChange, nearest_changes};
use std::collections::{BTreeMap, BTreeSet};

/// What changed between every two waves, and the findings about it.
pub(super) fn changes(plan: &Plan, framework: &Framework, forms: &Forms<'_>) -> (Vec<QuestionChange>, Vec<Finding>) {
    let comparing = Comparing { plan, framework, forms };
    let mut found: Vec<QuestionChange> = Vec::new();
    for item in framework.items() {
        for later in 0..plan.wave.len() {
            found.extend((0..later).flat_map(|earlier| comparing.alterations(item, earlier, later)));
        }
    }
    let mut findings = comparing.unknown_names();
    findings.extend(nearest_changes(&found).into_iter().map(|change| comparing.told(change)));
    findings.extend(comparing.refused(&found));
    (found, findings)
}

/// The forms of all files, by wave and item.
#[derive(Default)]
pub(super) struct Forms<'a>(BTreeMap<usize, BTreeMap<&'a str, Form>>);

impl<'a> Forms<'a> {
    /// Adds what one file showed; `names` are the table's columns.
    pub fn add(&mut self, names: &[&'a str], file: FormsByWave) {
        for (wave, forms) in file {
            let known = self.0.entry(wave).or_default();
            for (place, form) in forms {
                let Some(name) = names.get(place) else { continue };
                match known.get_mut(name) {
                    Some(there) => there.merge(form),
                    None => drop(known.insert(name, form)),
                }
            }
        }
    }

    fn of(&self, wave: usize, item: &str) -> Option<&Form> {
        self.0.get(&wave)?.get(item)
    }

    fn has_rows(&self, wave: usize) -> bool {
        self.0.contains_key(&wave)
    }
}

struct Comparing<'a> {
    plan: &'a Plan,
    framework: &'a Framework,
    forms: &'a Forms<'a>,
}

impl Comparing<'_> {
    fn id(&self, wave: usize) -> &str {
        self.plan.wave.get(wave).map_or("", |wave| wave.id.as_str())
    }

    fn label(&self, wave: usize) -> &str {
        self.plan.wave.get(wave).map_or("", |wave| wave.label.as_str())
    }

    /// What the plan says of an item at a wave, with its place there.
    fn entry(&self, item: &str, wave: usize) -> Option<(usize, &AskedItem)> {
        self.plan.wave.get(wave)?.item.iter().enumerate().find(|(_, entry)| entry.id == item)
    }

    /// Everything that changed about an item from one wave to another.
    fn alterations(&self, item: &Item, earlier: usize, later: usize) -> Vec<QuestionChange> {
        let declared = self.declared(item, earlier, later).into_iter().map(|alteration| (alteration, true));
        let found = self.found(item, earlier, later).into_iter().map(|alteration| (alteration, false));
        let equivalent = self.plan.equivalence(&item.id, self.id(earlier), self.id(later));
        let change = |(alteration, declared): (Alteration, bool)| QuestionChange {
            item: item.id.clone(),
            earlier,
            later,
            alteration,
            declared,
            equivalent: equivalent.filter(|_| alteration.can_be_bridged()).map(str::to_owned),
        };
        declared.chain(found).map(change).collect()
    }

    fn declared(&self, item: &Item, earlier: usize, later: usize) -> Vec<Alteration> {
        let [before, after] = [earlier, later].map(|wave| self.framework.at(self.id(wave)));
        let text = |framework: &Framework| framework.item(&item.id).map(|item| normal(&item.text).into_owned());
        let wording = (text(before) != text(after)).then_some(Alteration::Wording);
        let scale = before
            .scale_of(&item.id)
            .zip(after.scale_of(&item.id))
            .filter(|(one, other)| (one.lowest, &one.labels) != (other.lowest, &other.labels));
        let scale = scale.map(|(one, other)| Alteration::Scale { from: one.labels.len(), to: other.labels.len() });
        wording.into_iter().chain(scale).collect()
    }

    /// What the files show that the plan does not say.
    fn found(&self, item: &Item, earlier: usize, later: usize) -> Vec<Alteration> {
        let said = |of: fn(&AskedItem) -> bool| {
            [earlier, later].iter().any(|wave| self.entry(&item.id, *wave).is_some_and(|(_, entry)| of(entry)))
        };
        let (before, after) = match (self.forms.of(earlier, &item.id), self.forms.of(later, &item.id)) {
            (Some(before), Some(after)) => (before, after),
            (None, None) => return Vec::new(),
            (one, _) => return self.left_out(item, earlier, later, one.is_some()).into_iter().collect(),
        };
        let worded = !before.wordings.is_empty() && !after.wordings.is_empty() && before.wordings != after.wordings;
        let wording = (worded && !said(|entry| entry.text.is_some())).then_some(Alteration::Wording);
        let scale = if said(|entry| entry.scale.is_some()) {
            None
        } else {
            self.other_answers(item, [(earlier, before), (later, after)])
        };
        wording.into_iter().chain(scale).collect()
    }

    fn left_out(&self, item: &Item, earlier: usize, later: usize, before: bool) -> Option<Alteration> {
        let expected = item.not_asked == Some(NotAsked::First) && earlier == 0;
        let both = self.forms.has_rows(earlier) && self.forms.has_rows(later);
        let what = if before { Alteration::Dropped } else { Alteration::Added };
        (both && !expected).then_some(what)
    }

    /// Whether people had other answers to choose from, by number or by word.
    fn other_answers(&self, item: &Item, [one, other]: [(usize, &Form); 2]) -> Option<Alteration> {
        let [from, to] = [one, other].map(|(wave, form)| self.answers_to_choose(item, wave, form));
        if from != to {
            return Some(Alteration::Scale { from, to });
        }
        let [before, after] = [one, other].map(|(wave, form)| self.answer_words(item, wave, form));
        let disjoint =
            |(value, words): (&u8, &BTreeSet<String>)| after.get(value).is_some_and(|others| words.is_disjoint(others));
        before.iter().any(disjoint).then_some(Alteration::AnswerWords)
    }

    /// As many as the mapping knows, where every answer came through it; else as the scale has.
    fn answers_to_choose(&self, item: &Item, wave: usize, form: &Form) -> usize {
        let of_scale = self.framework.at(self.id(wave)).scale_of(&item.id).map_or(0, |scale| scale.labels.len());
        let answered = form.numbers || !form.words.is_empty();
        form.mapped.filter(|_| answered && !form.unmapped).unwrap_or(of_scale)
    }

    /// The words of each answer: those seen, or the scale's own where answers stood as numbers alone.
    fn answer_words(&self, item: &Item, wave: usize, form: &Form) -> BTreeMap<u8, BTreeSet<String>> {
        let Some(scale) = self.framework.at(self.id(wave)).scale_of(&item.id) else { return BTreeMap::new() };
        if form.words.is_empty() && form.numbers {
            let words = scale.labels.iter().map(|label| BTreeSet::from([normal(label).into_owned()]));
            return (scale.lowest..).zip(words).collect();
        }
        form.words.clone()
    }

    fn told(&self, change: &QuestionChange) -> Finding {
        let [earlier, later] = [change.earlier, change.later].map(|wave| self.label(wave));
        let item = &change.item;
        let what = match change.alteration {
            Alteration::Wording => format!("`{item}` was worded otherwise in {later} than in {earlier}"),
            Alteration::Scale { from, to } => {
                format!("`{item}` had {to} answers to choose from in {later} and {from} others in {earlier}")
            }
            Alteration::AnswerWords => format!("the answers to `{item}` have other words in {later} than in {earlier}"),
            Alteration::Dropped => format!("`{item}` was asked in {earlier} and is in no file of {later}"),
            Alteration::Added => format!("`{item}` is in no file of {earlier} and was asked in {later}"),
        };
        let place = self.place(change);
        if !change.alteration.breaks_comparison() {
            let help = "if it stands under another header, name that in the source's mapping; scales with this \
                        question rest on the others where it is missing";
            return Finding::warning("question-left-out", place, what, help);
        }
        if change.equivalent.is_some() {
            let message = format!("{what}; the plan takes both as one");
            return Finding::note("question-changed", place, message, "nothing, if the plan's reason holds");
        }
        let message = format!("{what}; change is not computed between them");
        let help = "if people understood both alike, add an `[[equivalent]]` with item, waves and because to the plan";
        match change.declared {
            true => Finding::note("question-changed", place, message, help),
            false => Finding::warning("question-changed", place, message, help),
        }
    }

    fn place(&self, change: &QuestionChange) -> Place {
        let key = if change.alteration == Alteration::Wording { "text" } else { "scale" };
        let says = |entry: &AskedItem| if key == "text" { entry.text.is_some() } else { entry.scale.is_some() };
        let declared = [change.later, change.earlier].into_iter().filter(|_| change.declared).find_map(|wave| {
            let (place, _) = self.entry(&change.item, wave).filter(|(_, entry)| says(entry))?;
            Some(self.plan.place(&format!("wave[{wave}].item[{place}].{key}")))
        });
        let seen = || {
            let form = [change.later, change.earlier].into_iter().find_map(|wave| self.forms.of(wave, &change.item));
            form.map_or_else(Place::default, |form| Place::file(&form.place.0).at_column(&form.place.1))
        };
        declared.unwrap_or_else(seen)
    }

    /// Statements of equivalence that cannot hold, and those that nothing calls for.
    fn refused(&self, changes: &[QuestionChange]) -> Vec<Finding> {
        let mut findings = Vec::new();
        for (number, both) in self.plan.equivalent.iter().enumerate() {
            let between = |change: &&QuestionChange| {
                let has = |wave| both.waves.iter().any(|id| id == self.id(wave));
                change.item == both.item && has(change.earlier) && has(change.later)
            };
            let of_item: Vec<&QuestionChange> = changes.iter().filter(between).collect();
            let place = self.plan.place(&format!("equivalent[{number}].waves"));
            let torn = of_item.iter().find(|change| !change.alteration.can_be_bridged());
            if let Some((torn, (from, to))) = torn.and_then(|change| match change.alteration {
                Alteration::Scale { from, to } => Some((change, (from, to))),
                _ => None,
            }) {
                let [earlier, later] = [torn.earlier, torn.later].map(|wave| self.label(wave));
                let message = format!(
                    "`{}` had {from} answers in {earlier} and {to} in {later}, so no score fits both; the statement is refused",
                    both.item
                );
                let help =
                    "leave one of the waves out of the statement, or remove it; change is not computed between them";
                findings.push(Finding::warning("equivalence-refused", place, message, help));
            } else if of_item.is_empty() && self.framework.item(&both.item).is_some() {
                let message = format!("nothing is known to have changed about `{}` between these waves", both.item);
                let help = "say what changed under the wave's `[[wave.item]]`, or remove the statement";
                findings.push(Finding::note("equivalence-without-change", place, message, help));
            }
        }
        findings
    }

    /// Items and scales that the plan names and the framework does not have.
    fn unknown_names(&self) -> Vec<Finding> {
        let items: Vec<&str> = self.framework.items().iter().map(|item| item.id.as_str()).collect();
        let scales: Vec<&str> = self.framework.scale_ids().collect();
        let unknown = |code, path: String, name: &str, known: &[&str], what: &str| {
            let help = suggestion(name, known, &format!("the {what}s are"));
            let message = format!("the framework has no {what} `{name}`");
            (!known.contains(&name)).then(|| Finding::error(code, self.plan.place(&path), message, help))
        };
        let mut findings = Vec::new();
        for (number, wave) in self.plan.wave.iter().enumerate() {
            for (place, entry) in wave.item.iter().enumerate() {
                let path = format!("wave[{number}].item[{place}]");
                findings.extend(unknown("unknown-item", format!("{path}.id"), &entry.id, &items, "item"));
                let scale = entry.scale.as_deref();
                findings.extend(
                    scale.and_then(|scale| unknown("unknown-scale", format!("{path}.scale"), scale, &scales, "scale")),
                );
            }
        }
        for (number, both) in self.plan.equivalent.iter().enumerate() {
            let path = format!("equivalent[{number}].item");
            findings.extend(unknown("unknown-item", path, &both.item, &items, "item"));
        }
        findings
    }
}
