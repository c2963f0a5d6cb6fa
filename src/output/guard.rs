//! What of the files read may circulate. Of a file that names people, neither size nor plain hash: the answers of
//! eight heads are so few that whoever has the hash tries them all. Of rows that are people's, no exact number: two
//! releases subtracted would tell of a single return.

use crate::contract::{self, TableContract};
use crate::vocabulary::{FileAccount, InputFile, ToldAccount, ToldInput, ToldRows, is_return};
use std::collections::{BTreeMap, BTreeSet};

/// Whether a few rows of a file are a few people: it is about people, as its table's contract says, or holds
/// returns, which one person each wrote.
pub(super) fn is_guarded(account: &FileAccount) -> bool {
    is_return(&account.table) || contract::table(&account.table).is_none_or(TableContract::is_about_people)
}

/// Whether a file's content is about people, be it among other things.
pub(super) fn names_people(account: &FileAccount) -> bool {
    is_return(&account.table) || contract::table(&account.table).is_none_or(TableContract::names_people)
}

/// The fates of an account's rows as they may circulate.
pub(super) fn told_rows(account: &FileAccount, fewest: u64) -> ToldRows {
    account.told(if is_guarded(account) { fewest } else { 0 })
}

/// Accounts as they may circulate: of tables about people no number below `fewest`, and none nearer than that.
#[must_use]
pub fn told_accounts(accounts: &[FileAccount], fewest: u64) -> Vec<ToldAccount> {
    accounts.iter().map(|account| account.as_told(if is_guarded(account) { fewest } else { 0 })).collect()
}

/// Files as they may circulate. `of_tables` are those that were read for tables: of these, only a file of nothing but
/// tables about nobody is told plainly; lists beside them, such as of names or of those who withdrew, are not. Every
/// other file is configuration.
#[must_use]
pub fn told_inputs(files: &[InputFile], of_tables: &[InputFile], accounts: &[FileAccount]) -> Vec<ToldInput> {
    let mut by_file: BTreeMap<&str, Vec<&FileAccount>> = BTreeMap::new();
    for account in accounts {
        by_file.entry(&account.file).or_default().push(account);
    }
    let about_nobody: BTreeSet<&str> = by_file
        .into_iter()
        .filter(|(_, own)| !own.iter().any(|account| names_people(account)))
        .map(|(file, _)| file)
        .collect();
    let of_tables: BTreeSet<&str> = of_tables.iter().map(|file| file.path.as_str()).collect();
    let is_guarded = |path: &str| of_tables.contains(path) && !about_nobody.contains(path);
    files.iter().map(|file| file.told(is_guarded(&file.path))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::{CANONICAL_TABLES, ToldContent};

    fn account(file: &str, table: &str) -> FileAccount {
        FileAccount { file: file.to_owned(), table: table.to_owned(), ..FileAccount::default() }
    }

    #[test]
    fn only_tables_that_name_nobody_are_told_plainly() {
        let plain: Vec<&str> =
            CANONICAL_TABLES.into_iter().filter(|table| !names_people(&account("a.csv", table))).collect();
        assert_eq!(plain, ["groups", "outputs", "programme_days"]);
    }

    #[test]
    fn a_file_of_several_tables_and_a_list_beside_them_are_guarded() {
        let file = |path: &str| InputFile::of(path, b"x");
        let names = ["both.csv", "evaluation.toml", "groups.csv", "who.csv"];
        let files = names.map(file);
        let of_tables = ["both.csv", "groups.csv", "who.csv"].map(file);
        let accounts = [account("both.csv", "groups"), account("both.csv", "members"), account("groups.csv", "groups")];
        let told = told_inputs(&files, &of_tables, &accounts);
        let plain = told.iter().filter(|told| matches!(told.content, ToldContent::Plain { .. }));
        assert_eq!(plain.map(|told| told.path.as_str()).collect::<Vec<_>>(), ["evaluation.toml", "groups.csv"]);
    }
}
