//! What changed between two releases, in sentences, from what both published and nothing else.

use super::figures::{Differences, Fate, Moved};
use crate::narrate::number;
use crate::output::manifest::{InputEntry, Versions};
use crate::output::private_inputs::PlainHashes;
use crate::plan::PLAN_FILE;
use crate::vocabulary::{Language, Level, Quantity};
use std::collections::BTreeMap;

/// The most files or figures that are named one by one.
const MOST_NAMED: usize = 5;

/// A release as far as it is compared with another.
#[derive(Debug, Clone, Copy)]
pub struct Told<'a> {
    /// What made it.
    pub versions: &'a Versions,
    /// The day as of which it speaks.
    pub as_of: &'a str,
    /// Languages of its pages.
    pub languages: &'a [Language],
    /// Files read.
    pub inputs: &'a [InputEntry],
    /// Their plain hashes, where they are at hand: which files changed is told, their hashes are not.
    pub plain: Option<&'a PlainHashes>,
    /// Its indicator file.
    pub indicators: &'a [u8],
}

/// What changed from a release to the next; `label` has the words for a wave's id.
///
/// # Errors
/// If one of the indicator files is not one.
pub fn sentences(
    before: Option<&Told<'_>>,
    now: &Told<'_>,
    label: &dyn Fn(&str) -> String,
) -> Result<Vec<String>, csv::Error> {
    let Some(before) = before else {
        let told = Differences::between(b"", now.indicators)?.told;
        let (files, figures) = (counted(now.inputs.len() as u64, "file"), counted(told, "figure"));
        return Ok(vec![format!("The first release. It rests on {files} and tells {figures}.")]);
    };
    let differences = Differences::between(before.indicators, now.indicators)?;
    let mut sentences = versions(before, now);
    sentences.extend(inputs(before, now));
    sentences.extend(figures(&differences));
    sentences.extend(largest(differences.moved, label));
    Ok(sentences)
}

fn versions(before: &Told<'_>, now: &Told<'_>) -> Vec<String> {
    let mut sentences = Vec::new();
    let (old, new) = (before.versions, now.versions);
    let mut tell = |what: &str, from: &str, to: &str| {
        if from != to {
            sentences.push(format!("{what} was {from} and is {to}."));
        }
    };
    tell("The day as of which the reports speak", before.as_of, now.as_of);
    let [spoken, speaks] = [before, now].map(|told| told.languages.iter().map(|one| one.name()).collect::<Vec<_>>());
    tell("The language of the pages", &spoken.join(" and "), &speaks.join(" and "));
    tell("The reports’ version", &old.plan, &new.plan);
    tell("The version of learnframe", &old.learnframe, &new.learnframe);
    tell("The framework", &old.framework, &new.framework);
    if old.framework == new.framework && old.framework_sha256 != new.framework_sha256 {
        sentences.push("The framework’s file changed, though its version did not.".to_owned());
    }
    sentences
}

/// Digests by path, none where none is at hand.
type Digests = BTreeMap<String, Option<String>>;

/// Digests of both releases by which one can be held against the other: plain ones where both have them, else those
/// that are told.
fn digests(before: &Told<'_>, now: &Told<'_>) -> [Digests; 2] {
    let plain = before.plain.zip(now.plain);
    let of = |told: &Told<'_>, plain: Option<&PlainHashes>| {
        let digest = |input: &InputEntry| match plain {
            Some(plain) => plain.get(&input.path).cloned(),
            None => input.digest().map(str::to_owned),
        };
        told.inputs.iter().map(|input| (input.path.clone(), digest(input))).collect()
    };
    [of(before, plain.map(|(before, _)| before)), of(now, plain.map(|(_, now)| now))]
}

fn inputs(before: &Told<'_>, now: &Told<'_>) -> Vec<String> {
    let [old, new] = digests(before, now);
    let data = |path: &&String| path.as_str() != PLAN_FILE;
    let added: Vec<&String> = new.keys().filter(|path| !old.contains_key(*path)).filter(data).collect();
    let dropped: Vec<&String> = old.keys().filter(|path| !new.contains_key(*path)).filter(data).collect();
    let both = |path: &&String| Some((old.get(*path)?.as_ref(), new.get(*path)?.as_ref()));
    let differs = |path: &&String| matches!(both(path), Some((Some(one), Some(other))) if one != other);
    let is_unknown = |path: &&String| matches!(both(path), Some((None, _) | (_, None)));
    let changed: Vec<&String> = new.keys().filter(differs).filter(data).collect();
    let unknown: Vec<&String> = new.keys().filter(is_unknown).collect();
    let mut sentences = Vec::new();
    if old.get(PLAN_FILE) != new.get(PLAN_FILE) {
        sentences.push("The plan changed.".to_owned());
    }
    for (what, paths) in [("New files", added), ("Files no longer read", dropped), ("Files that changed", changed)] {
        if !paths.is_empty() {
            sentences.push(format!("{what}: {}.", named(&paths)));
        }
    }
    if !unknown.is_empty() {
        let count = counted(unknown.len() as u64, "file");
        sentences.push(format!("Whether {count} about people changed is not known: without a key no digest is told."));
    } else if old == new {
        sentences.push("The files read are the same.".to_owned());
    }
    sentences
}

/// A few by name, the others as a number.
fn named(paths: &[&String]) -> String {
    let mut names: Vec<String> = paths.iter().take(MOST_NAMED).map(|path| (*path).clone()).collect();
    if let Some(more) = paths.len().checked_sub(MOST_NAMED).filter(|more| *more > 0) {
        names.push(format!("{} more", number::count(more as u64)));
    }
    names.join(", ")
}

fn figures(differences: &Differences) -> Vec<String> {
    let fates = [
        (Fate::Changed, "Figures told before and told otherwise now"),
        (Fate::Appeared, "Figures told for the first time"),
        (Fate::Gone, "Figures with nothing to tell any more"),
        (Fate::Withheld, "Figures told before and withheld now"),
        (Fate::Released, "Figures withheld before and told now"),
    ];
    let told: Vec<String> = fates
        .into_iter()
        .filter(|(fate, _)| differences.count(*fate) > 0)
        .map(|(fate, what)| {
            let levels = differences.counts.get(&fate).into_iter().flatten().rev();
            let levels: Vec<String> =
                levels.map(|(level, count)| format!("{} of {}", number::count(*count), units(*level))).collect();
            format!("{what}: {} ({}).", number::count(differences.count(fate)), levels.join(", "))
        })
        .collect();
    if told.is_empty() { vec!["No figure changed.".to_owned()] } else { told }
}

/// The shares of the whole programme that moved most. Nothing smaller is named: units are not ranked.
fn largest(mut moved: Vec<Moved>, label: &dyn Fn(&str) -> String) -> Option<String> {
    let percent = |share: f64| (Quantity::Share.round(share) * 100.0).round() as i64;
    let size = |one: &Moved| (percent(one.to) - percent(one.from)).abs();
    moved.sort_by(|a, b| size(b).cmp(&size(a)).then_with(|| (&a.code, &a.wave).cmp(&(&b.code, &b.wave))));
    moved.truncate(MOST_NAMED);
    let told = |one: &Moved| {
        let [from, to] = [one.from, one.to].map(|share| number::plain(Quantity::Share, share));
        format!("{} ({}), {}: {from} before, {to} now", one.name, one.code, label(&one.wave))
    };
    let told: Vec<String> = moved.iter().map(told).collect();
    (!told.is_empty()).then(|| format!("The shares of the whole programme that moved most: {}.", told.join("; ")))
}

fn units(level: Level) -> &'static str {
    match level {
        Level::Group => "groups",
        Level::Network => "networks",
        Level::Lea => "authorities",
        Level::Region => "regions",
        Level::Programme => "the programme",
    }
}

fn counted(count: u64, noun: &str) -> String {
    let ending = if count == 1 { "" } else { "s" };
    format!("{} {noun}{ending}", number::count(count))
}
