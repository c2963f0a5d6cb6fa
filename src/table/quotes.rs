//! Remarks that may be quoted: who said them agreed, and they name neither a person nor a place.

use super::assemble::Assembly;
use crate::contract::Consent;
use crate::ingest::personal_kinds;
use polars::prelude::{DataFrame, PolarsResult};
use std::collections::{BTreeMap, BTreeSet};

/// The column of the words.
const QUOTE: &str = "quote";
/// Columns of the groups table that name somebody or somewhere.
const NAMES: [&str; 4] = ["name", "network_name", "lea_name", "region"];

impl Assembly<'_> {
    /// Sets aside remarks of people who did not agree to be quoted, and those that would tell who they are.
    pub(super) fn consented(&mut self, consent: &Consent, done: &BTreeMap<String, DataFrame>) -> PolarsResult<()> {
        let agreed = done.get(&consent.resource).map(|frame| who_agreed(frame, consent)).transpose()?;
        let without = self.without(consent, &agreed.unwrap_or_default())?;
        let message = "whoever said this did not agree, in the return of that wave, to be quoted; the row is set aside";
        let help = "leave the remark out, or ask them and record it in `quote_consent`";
        let column = consent.fields.first().map_or(QUOTE, String::as_str);
        self.refuse(&without, ("no-consent", column), (message, help));
        let naming = self.naming(&names(self.plan().privacy.redact.iter(), done)?)?;
        let message = "the remark names a person, a place or a way to reach somebody; the row is set aside";
        let help = "take it out of the words, as in `our [authority] adviser`, have them approved again, or leave the \
                    remark out";
        self.refuse(&naming, ("quote-names", QUOTE), (message, help));
        Ok(())
    }

    fn without(&self, consent: &Consent, agreed: &BTreeSet<Vec<String>>) -> PolarsResult<Vec<usize>> {
        let views = consent.fields.iter().map(|name| self.view(name)).collect::<PolarsResult<Vec<_>>>()?;
        let key = |row: usize| -> Vec<String> {
            views.iter().map(|view| view.text(row).unwrap_or_default().to_owned()).collect()
        };
        Ok(self.rows().into_iter().filter(|row| !agreed.contains(&key(*row))).collect())
    }

    fn naming(&self, names: &BTreeSet<String>) -> PolarsResult<Vec<usize>> {
        let words = self.view(QUOTE)?;
        let is_naming = |row: &usize| {
            let quote = words.text(*row).unwrap_or_default();
            let folded = folded(quote);
            personal_kinds(quote).next().is_some() || names.iter().any(|name| folded.contains(name.as_str()))
        };
        Ok(self.rows().into_iter().filter(is_naming).collect())
    }
}

fn who_agreed(frame: &DataFrame, consent: &Consent) -> PolarsResult<BTreeSet<Vec<String>>> {
    let column = |name: &String| frame.column(name).and_then(|column| column.str());
    let keys = consent.fields.iter().map(column).collect::<PolarsResult<Vec<_>>>()?;
    let said = column(&consent.field)?;
    let agreed = said.iter().enumerate().filter(|(_, said)| *said == Some(consent.value.as_str()));
    Ok(agreed.map(|(row, _)| keys.iter().map(|key| key.get(row).unwrap_or_default().to_owned()).collect()).collect())
}

/// What no remark may name, ready to be looked for.
fn names<'n>(
    listed: impl Iterator<Item = &'n String>,
    done: &BTreeMap<String, DataFrame>,
) -> PolarsResult<BTreeSet<String>> {
    let mut names: BTreeSet<String> = listed.map(|name| folded(name)).collect();
    for column in NAMES {
        if let Some(groups) = done.get("groups") {
            names.extend(groups.column(column)?.str()?.iter().flatten().map(folded));
        }
    }
    names.retain(|name| !name.trim().is_empty());
    Ok(names)
}

/// Words in small letters with single spaces around each, so that a name is found as whole words only.
fn folded(text: &str) -> String {
    let words = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    let joined: Vec<String> = words.map(str::to_lowercase).collect();
    format!(" {} ", joined.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_whatever_stands_around_it_but_only_whole() {
        let quote = folded("At St Mary’s—or “Dyffryn”—we meet.");
        assert!(quote.contains(&folded("st mary's")) && quote.contains(&folded("DYFFRYN")));
        assert!(!folded("We marvel.").contains(&folded("Mar")));
        assert_eq!(folded(" … ").trim(), "");
    }
}
