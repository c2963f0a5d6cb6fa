//! The account of answers, item by item, as they came: before any item is turned round.

use super::build::reason_column;
use super::column::{NOT_ANSWERED, missing_reason};
use crate::vocabulary::MissingAnswers;
use polars::prelude::{DataFrame, PolarsResult};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// How one item was answered in one wave.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct ItemAccount {
    /// The item's id.
    pub item: String,
    /// The wave's id.
    pub wave: String,
    /// Answers.
    pub n: u64,
    /// Their sum, in the scale's own values, before reverse items are turned round.
    pub sum: i64,
    /// Answers that are missing, by reason.
    pub missing: BTreeMap<String, u64>,
    /// Of these, those for which something stood in the cell: by reason and by what the file writes for it.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub as_written: BTreeMap<String, BTreeMap<String, u64>>,
}

impl ItemAccount {
    fn take_missing(&mut self, entry: &str) {
        let (reason, cell) = missing_reason(entry);
        count(&mut self.missing, reason);
        if let Some(cell) = cell {
            if !self.as_written.contains_key(reason) {
                self.as_written.insert(reason.to_owned(), BTreeMap::new());
            }
            self.as_written.get_mut(reason).into_iter().for_each(|cells| count(cells, cell));
        }
    }
}

/// Counts a word, which most often was counted before.
fn count(counts: &mut BTreeMap<String, u64>, word: &str) {
    match counts.get_mut(word) {
        Some(count) => *count += 1,
        None => drop(counts.insert(word.to_owned(), 1)),
    }
}

/// What is missing over all items and waves, by reason and by what the files write for it.
pub(super) fn missing_answers(accounts: &[ItemAccount]) -> Vec<MissingAnswers> {
    let mut counts: BTreeMap<(&str, Option<&str>), u64> = BTreeMap::new();
    for account in accounts {
        for (reason, n) in &account.missing {
            let cells = account.as_written.get(reason);
            let written: u64 = cells.into_iter().flat_map(BTreeMap::values).sum();
            for (cell, n) in cells.into_iter().flatten() {
                *counts.entry((reason, Some(cell))).or_default() += n;
            }
            *counts.entry((reason, None)).or_default() += n.saturating_sub(written);
        }
    }
    let of = |((reason, cell), answers): ((&str, Option<&str>), u64)| MissingAnswers {
        reason: reason.to_owned(),
        as_written: cell.map(str::to_owned),
        answers,
    };
    counts.into_iter().filter(|(_, answers)| *answers > 0).map(of).collect()
}

/// Accounts of the questions with several answers: one a question, option and wave, named
/// `question/option`, whose sum is how many chose it among those who answered the question at all.
pub(super) fn choice_accounts<'a>(
    responses: &DataFrame,
    questions: impl Iterator<Item = &'a str>,
    waves: &[&str],
) -> PolarsResult<Vec<ItemAccount>> {
    let wave_of_row = waves_of_rows(responses, waves)?;
    let mut accounts = Vec::new();
    for question in questions {
        let chosen = responses.column(question)?.str()?;
        let lists = || chosen.iter().zip(&wave_of_row).filter_map(|(list, wave)| Some((list, (*wave)?)));
        let mut counts: BTreeMap<(String, usize), u64> = BTreeMap::new();
        for (list, wave) in lists() {
            for option in entries_of(list) {
                *counts.entry((option.to_owned(), wave)).or_default() += 1;
            }
        }
        let options: BTreeSet<String> = counts.keys().map(|(option, _)| option.clone()).collect();
        for (at, wave) in waves.iter().enumerate() {
            let of_wave = || lists().filter(|(_, wave)| *wave == at);
            let n = of_wave().filter(|(list, _)| list.is_some()).count() as u64;
            let without = of_wave().count() as u64 - n;
            let missing: BTreeMap<String, u64> =
                (without > 0).then(|| (NOT_ANSWERED.to_owned(), without)).into_iter().collect();
            accounts.extend(options.iter().filter(|_| n > 0).map(|option| ItemAccount {
                item: format!("{question}/{option}"),
                wave: (*wave).to_owned(),
                n,
                sum: counts.get(&(option.clone(), at)).map_or(0, |count| *count as i64),
                missing: missing.clone(),
                as_written: BTreeMap::new(),
            }));
        }
    }
    accounts.sort();
    Ok(accounts)
}

fn entries_of(list: Option<&str>) -> impl Iterator<Item = &str> {
    list.into_iter().flat_map(|list| list.split(';')).filter(|option| !option.is_empty())
}

fn waves_of_rows(responses: &DataFrame, waves: &[&str]) -> PolarsResult<Vec<Option<usize>>> {
    let column = responses.column("wave")?.str()?;
    Ok(column.iter().map(|wave| waves.iter().position(|known| Some(*known) == wave)).collect())
}

/// Accounts of the items named, by item in their order and wave in the plan's.
pub(super) fn item_accounts<'a>(
    responses: &DataFrame,
    items: impl Iterator<Item = &'a str>,
    waves: &[&str],
) -> PolarsResult<Vec<ItemAccount>> {
    let wave_of_row = waves_of_rows(responses, waves)?;
    let mut accounts = Vec::new();
    for item in items {
        let blank = |wave: &&str| ItemAccount {
            item: item.to_owned(),
            wave: (*wave).to_owned(),
            n: 0,
            sum: 0,
            missing: BTreeMap::new(),
            as_written: BTreeMap::new(),
        };
        let mut own: Vec<ItemAccount> = waves.iter().map(blank).collect();
        let (answers, reasons) = (responses.column(item)?.i32()?, responses.column(&reason_column(item))?.str()?);
        for ((answer, reason), wave) in answers.iter().zip(reasons.iter()).zip(&wave_of_row) {
            let Some(account) = wave.and_then(|wave| own.get_mut(wave)) else { continue };
            match answer {
                Some(answer) => {
                    account.n += 1;
                    account.sum += i64::from(answer);
                }
                None => account.take_missing(reason.unwrap_or_default()),
            }
        }
        accounts.extend(own.into_iter().filter(|account| account.n > 0 || !account.missing.is_empty()));
    }
    Ok(accounts)
}
