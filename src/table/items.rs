//! The account of answers, item by item, as they came: before any item is turned round.

use super::build::reason_column;
use polars::prelude::{DataFrame, PolarsResult};
use serde::Serialize;
use std::collections::BTreeMap;

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
}

/// Accounts of the items named, by item in their order and wave in the plan's.
pub(super) fn item_accounts<'a>(
    responses: &DataFrame,
    items: impl Iterator<Item = &'a str>,
    waves: &[&str],
) -> PolarsResult<Vec<ItemAccount>> {
    let wave_of_row: Vec<Option<usize>> = responses
        .column("wave")?
        .str()?
        .iter()
        .map(|wave| waves.iter().position(|known| Some(*known) == wave))
        .collect();
    let mut accounts = Vec::new();
    for item in items {
        let blank = |wave: &&str| ItemAccount {
            item: item.to_owned(),
            wave: (*wave).to_owned(),
            n: 0,
            sum: 0,
            missing: BTreeMap::new(),
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
                None => *account.missing.entry(reason.unwrap_or_default().to_owned()).or_default() += 1,
            }
        }
        accounts.extend(own.into_iter().filter(|account| account.n > 0 || !account.missing.is_empty()));
    }
    Ok(accounts)
}
