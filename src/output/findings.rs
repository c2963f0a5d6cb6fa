//! Findings as they may circulate. The evaluator is told the row and how many; a page that leaves the house says
//! neither, for a row's place in a file and a count of one are a person's.

use super::manifest::is_guarded;
use crate::finding::Finding;
use crate::vocabulary::FileAccount;
use std::collections::BTreeSet;

/// Rules of which the message counts cells or rows.
const COUNTING: [&str; 5] =
    ["below-the-table", "ids-alike", "personal-data", "personal-data-in-answers", "withdrawn-from-cell"];
/// What stands in a message before the number of a row.
const ROW: &str = "row ";

/// Findings without the rows they stand in; in files about people and in what is no input of any table, without
/// the rows that their messages name, and without counts below `fewest`.
#[must_use]
pub fn findings(all: &[Finding], accounts: &[FileAccount], fewest: u64) -> Vec<Finding> {
    let plain: BTreeSet<&str> =
        accounts.iter().filter(|account| !is_guarded(account)).map(|account| account.file.as_str()).collect();
    let guarded: BTreeSet<&str> =
        accounts.iter().filter(|account| is_guarded(account)).map(|account| account.file.as_str()).collect();
    let mut told: Vec<Finding> = all
        .iter()
        .map(|finding| {
            let file = finding.place.file.as_str();
            let is_plain = plain.contains(file) && !guarded.contains(file) || is_configuration(file);
            if is_plain { finding.clone() } else { without_people(finding, fewest) }
        })
        .collect();
    for finding in told.iter_mut().filter(|finding| !is_configuration(&finding.place.file)) {
        finding.place.row = None;
        finding.message = without_rows(&finding.message);
    }
    // As they are sorted everywhere: by place, of which the row is gone, so that no order of rows shows.
    told.sort_by(|a, b| (&a.place, a.severity, a.code, &a.message).cmp(&(&b.place, b.severity, b.code, &b.message)));
    told
}

/// The evaluation's own configuration, which is about nobody.
fn is_configuration(file: &str) -> bool {
    file.rsplit_once('.').is_some_and(|(_, extension)| extension.eq_ignore_ascii_case("toml"))
}

fn without_people(finding: &Finding, fewest: u64) -> Finding {
    let message = if COUNTING.contains(&finding.code) {
        let told = |number| (1..fewest).contains(&number).then(|| format!("fewer than {fewest}"));
        with_numbers(&finding.message, told)
    } else {
        finding.message.clone()
    };
    Finding { message, ..finding.clone() }
}

/// `row 73` as `another row`, and `row 73 of b.csv` as `another row of b.csv`.
fn without_rows(message: &str) -> String {
    let mut told = String::with_capacity(message.len());
    let mut rest = message;
    while let Some(at) = rest.find(ROW) {
        let (before, from) = rest.split_at(at);
        let after = from.strip_prefix(ROW).unwrap_or_default();
        let past = after.trim_start_matches(|c: char| c.is_ascii_digit());
        let names_one = past.len() < after.len() && !before.ends_with(char::is_alphanumeric);
        told.push_str(before);
        told.push_str(if names_one { "another row" } else { ROW });
        rest = if names_one { past } else { after };
    }
    told.push_str(rest);
    told
}

/// A text of which whole numbers are put otherwise, where `otherwise` says how.
fn with_numbers(text: &str, otherwise: impl Fn(u64) -> Option<String>) -> String {
    let mut told = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, from) = rest.split_at(at);
        let (number, after) = from.split_at(from.find(|c: char| !c.is_ascii_digit()).unwrap_or(from.len()));
        told.push_str(before);
        // Digits within a word or a longer number are no number of their own.
        let stands_alone = !told.ends_with(|c: char| c.is_alphanumeric() || "-._,".contains(c))
            && !after.starts_with(|c: char| c.is_alphanumeric() || "-_".contains(c));
        let read = number.parse().ok().filter(|_| stands_alone);
        match read.and_then(&otherwise) {
            Some(words) => told.push_str(&words),
            None => told.push_str(number),
        }
        rest = after;
    }
    told.push_str(rest);
    told
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Place;

    fn account(file: &str, table: &str) -> FileAccount {
        FileAccount { file: file.to_owned(), table: table.to_owned(), ..FileAccount::default() }
    }

    fn told(code: &'static str, file: &str, message: &str) -> Finding {
        let accounts = [account("a.csv", "responses"), account("s.csv", "sessions")];
        let finding = Finding::warning(code, Place::file(file).at_row(73), message, "h");
        findings(&[finding], &accounts, 5).remove(0)
    }

    #[test]
    fn no_row_is_named() {
        let told = |message| told("duplicate-return", "a.csv", message);
        let one = told("the same return stands again in row 8 of b.csv, which counts instead");
        assert_eq!(one.message, "the same return stands again in another row of b.csv, which counts instead");
        assert_eq!(one.place.row, None);
        assert_eq!(told("it stands in row 8 and row 12 too").message, "it stands in another row and another row too");
        assert_eq!(told("the row is set aside").message, "the row is set aside");
    }

    #[test]
    fn few_cells_about_people_are_told_as_a_bound() {
        let message = "2 of its 40 cells look like e-mail addresses, 1 like names";
        let bound = "fewer than 5 of its 40 cells look like e-mail addresses, fewer than 5 like names";
        assert_eq!(told("personal-data", "a.csv", message).message, bound);
        assert_eq!(told("personal-data", "elsewhere.csv", message).message, bound);
        assert_eq!(told("personal-data", "s.csv", message).message, message);
        let scale = "a number above the scale's highest, 4";
        assert_eq!(told("outside-scale", "a.csv", scale).message, scale);
    }

    #[test]
    fn findings_about_configuration_stay_as_they_are() {
        assert_eq!(told("lookup-twice", "mapping.toml", "as in row 2").place.row, Some(73));
    }
}
