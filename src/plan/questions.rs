//! What a plan says about questions that changed between waves, as far as the plan alone can be wrong.
//! Whether items and scales exist is for the room that has the framework.

use super::Plan;
use super::load::Check;
use crate::document::{self, Document};
use crate::finding::Place;
use std::collections::{BTreeMap, BTreeSet};

/// Checks the entries of waves and the statements of equivalence.
pub(super) fn check(check: &mut Check<'_>) {
    let plan = &check.document.value;
    for (number, wave) in plan.wave.iter().enumerate() {
        let mut seen = BTreeSet::new();
        for (place, item) in wave.item.iter().enumerate() {
            let path = format!("wave[{number}].item[{place}]");
            if !seen.insert(&item.id) {
                let message = format!("wave `{}` speaks of the item `{}` twice", wave.id, item.id);
                check.error("item-twice", &format!("{path}.id"), message, "put both into one entry");
            }
            if item.text.is_none() && item.scale.is_none() {
                let message = format!("nothing is said of how `{}` was asked at wave `{}`", item.id, wave.id);
                check.error("item-without-change", &path, message, "add `text`, `scale` or both, or remove the entry");
            }
            let shortest = |text: &String| text.trim().is_empty();
            if item.text.as_ref().is_some_and(shortest) {
                let message = format!("the wording of `{}` at wave `{}` is empty", item.id, wave.id);
                check.error("text-empty", &format!("{path}.text"), message, "write it as respondents saw it");
            }
        }
    }
    equivalences(check);
}

fn equivalences(check: &mut Check<'_>) {
    let plan = &check.document.value;
    let known: Vec<&str> = plan.wave.iter().map(|wave| wave.id.as_str()).collect();
    for (number, equivalent) in plan.equivalent.iter().enumerate() {
        let path = format!("equivalent[{number}]");
        for (place, wave) in equivalent.waves.iter().enumerate().filter(|(_, wave)| !known.contains(&wave.as_str())) {
            let help = document::suggestion(wave, &known, "the waves are");
            check.error("unknown-wave", &format!("{path}.waves[{place}]"), format!("there is no wave `{wave}`"), help);
        }
        if equivalent.waves.iter().collect::<BTreeSet<_>>().len() < 2 {
            let message = format!("`{}` is called equivalent at fewer than two waves", equivalent.item);
            check.error("too-few-waves", &format!("{path}.waves"), message, "name the waves that may be compared");
        }
        if equivalent.because.trim().is_empty() {
            let message = format!("no reason is given why `{}` may be compared", equivalent.item);
            let help = "say what speaks for it, as in `both wordings were tried on one group`";
            check.error("no-reason", &format!("{path}.because"), message, help);
        }
    }
}

/// Places of the keys that other rooms check.
pub(super) fn places(document: &Document<Plan>) -> BTreeMap<String, Place> {
    let plan = &document.value;
    let items = plan.wave.iter().enumerate().flat_map(|(number, wave)| {
        (0..wave.item.len())
            .flat_map(move |place| ["id", "text", "scale"].map(|key| format!("wave[{number}].item[{place}].{key}")))
    });
    let equivalent = (0..plan.equivalent.len())
        .flat_map(|number| ["item", "waves"].map(|key| format!("equivalent[{number}].{key}")));
    items.chain(equivalent).map(|path| (path.clone(), document.place(&path))).collect()
}
