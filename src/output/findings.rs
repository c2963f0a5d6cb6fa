//! Findings as they may circulate. The evaluator is told the row and how many; a page that leaves the house says
//! neither, for a row's place in a file and a count of one are a person's.
//!
//! No list of rules says which messages count: in a file about people every bare number in a message is taken for a
//! count and told as counts may be. Names and limits stand in backquotes and are left.

use super::guard::names_people;
use crate::finding::{Finding, Place, Severity};
use crate::report::ToldFinding;
use crate::vocabulary::{FileAccount, ToldCount};
use std::collections::{BTreeMap, BTreeSet};

/// What stands in a message in the place of a row's number.
const ANOTHER: &str = "another row";

/// Whose a finding is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum About {
    /// The evaluation's own configuration.
    Configuration,
    /// A file of tables about nobody.
    Nobody,
    /// A file that names people, or one that is no input of any table.
    People,
}

/// What is one on a page: weight, rule, file and what to do.
type Kind<'a> = (Severity, &'a str, &'a str, &'a str);

/// Findings without the rows they stand in, those of one kind in one file as one; in files that name people and in what is
/// no input of any table, without the rows that their messages name, and with counts as they may be told.
#[must_use]
pub fn findings(all: &[Finding], accounts: &[FileAccount], fewest: u64) -> Vec<ToldFinding> {
    let guarded: BTreeSet<&str> =
        accounts.iter().filter(|account| names_people(account)).map(|account| account.file.as_str()).collect();
    let known: BTreeSet<&str> = accounts.iter().map(|account| account.file.as_str()).collect();
    let about = |file: &str| match file.rsplit_once('.') {
        Some((_, extension)) if extension.eq_ignore_ascii_case("toml") => About::Configuration,
        _ if known.contains(file) && !guarded.contains(file) => About::Nobody,
        _ => About::People,
    };
    let (configuration, data): (Vec<&Finding>, Vec<&Finding>) =
        all.iter().partition(|finding| about(&finding.place.file) == About::Configuration);
    let as_it_is = |finding: &Finding| ToldFinding { finding: finding.clone(), times: ToldCount::Exact(1) };
    let mut told: Vec<ToldFinding> = configuration.into_iter().map(as_it_is).collect();
    for found in by_kind(&data).into_values() {
        let step = found.first().map_or(0, |first| if about(&first.place.file) == About::People { fewest } else { 0 });
        told.extend(as_one(&found, &data, step));
    }
    // As they are sorted everywhere: by place, of which the row is gone, so that no order of rows shows.
    let place = |one: &ToldFinding| (one.finding.place.clone(), one.finding.severity, one.finding.code);
    told.sort_by(|a, b| place(a).cmp(&place(b)).then_with(|| a.finding.message.cmp(&b.finding.message)));
    told
}

/// Findings that are listed, by kind.
fn by_kind<'a>(all: &[&'a Finding]) -> BTreeMap<Kind<'a>, Vec<&'a Finding>> {
    let mut kinds: BTreeMap<Kind<'a>, Vec<&Finding>> = BTreeMap::new();
    for finding in all.iter().filter(|finding| finding.unlisted == 0) {
        let Finding { severity, code, place, help, .. } = *finding;
        kinds.entry((*severity, *code, &place.file, help)).or_default().push(finding);
    }
    kinds
}

/// Findings of one kind as one, with those of their rule and column that are counted and not listed.
fn as_one(found: &[&Finding], all: &[&Finding], step: u64) -> Option<ToldFinding> {
    let first = found.iter().min_by_key(|finding| &finding.message)?;
    let columns: BTreeSet<&Option<String>> = found.iter().map(|finding| &finding.place.column).collect();
    let sheets: BTreeSet<&Option<String>> = found.iter().map(|finding| &finding.place.sheet).collect();
    let is_same = |other: &&&Finding| {
        (other.code, &other.place.file) == (first.code, &first.place.file) && columns.contains(&other.place.column)
    };
    let unlisted: u64 = all.iter().filter(is_same).map(|finding| finding.unlisted).sum();
    let times = found.len() as u64 + unlisted;
    // Those that are about a whole file or column each are nobody's.
    let places: BTreeSet<&Place> = found.iter().map(|finding| &finding.place).collect();
    let is_whole = places.len() as u64 == times && found.iter().all(|finding| finding.place.row.is_none());
    let mut finding = Finding { message: told(&first.message, step), ..(*first).clone() };
    finding.place.row = None;
    finding.place.column = finding.place.column.filter(|_| columns.len() == 1);
    finding.place.sheet = finding.place.sheet.filter(|_| sheets.len() == 1);
    let times = if is_whole { ToldCount::Exact(times) } else { ToldCount::of_people(times, step) };
    Some(ToldFinding { finding, times })
}

/// A message without the rows it names and, where a step is given, with its counts as they may be told.
fn told(message: &str, step: u64) -> String {
    let outside = |(place, part): (usize, &str)| match place % 2 {
        0 => without_counts(&without_rows(part), step),
        _ => part.to_owned(),
    };
    message.split('`').enumerate().map(outside).collect::<Vec<_>>().join("`")
}

/// `row 73` as `another row`, `row 73 of b.csv` as `another row of b.csv`, and `rows: 2, 3 and others` as `rows`.
fn without_rows(text: &str) -> String {
    let mut words: Vec<&str> = Vec::new();
    let mut rest = text.split(' ').peekable();
    while let Some(word) = rest.next() {
        let is_number = |word: &&str| number_in(word).is_some();
        match word {
            "row" if rest.peek().is_some_and(is_number) => {
                let number = rest.next().unwrap_or_default();
                words.push(ANOTHER);
                words.push(number.trim_start_matches(|c: char| c.is_ascii_digit()));
            }
            "row:" | "rows:" => {
                words.push(word.trim_end_matches(':'));
                while rest.next_if(is_number).is_some() {}
                if rest.peek() == Some(&"and") {
                    // What follows a list of rows says that there are more.
                    let _ = (rest.next(), rest.next_if_eq(&"others"));
                }
            }
            _ => words.push(word),
        }
    }
    let mut told = String::with_capacity(text.len());
    for (place, word) in words.into_iter().enumerate() {
        // What stood directly behind a number stands directly behind what is there instead.
        let is_behind = told.ends_with(ANOTHER) && !word.starts_with(char::is_alphanumeric);
        if place > 0 && !is_behind {
            told.push(' ');
        }
        told.push_str(word);
    }
    // How many rows there are is told by no list either.
    let again = [format!("{ANOTHER} and {ANOTHER}"), format!("{ANOTHER}, {ANOTHER}")];
    while let Some(twice) = again.iter().find(|twice| told.contains(twice.as_str())) {
        told = told.replacen(twice.as_str(), ANOTHER, 1);
    }
    told
}

/// A text of which every number that is a word by itself is told as a count of people may be.
fn without_counts(text: &str, step: u64) -> String {
    let word = |word: &str| match number_in(word) {
        Some((before, number, after)) => format!("{before}{}{after}", ToldCount::of_people(number, step)),
        None => word.to_owned(),
    };
    text.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// The whole number that a word is, and the punctuation before and after it.
fn number_in(word: &str) -> Option<(&str, u64, &str)> {
    let start = word.find(|c: char| !"([{\"'".contains(c))?;
    let (before, rest) = word.split_at(start);
    let end = rest.trim_end_matches(|c: char| ".,;:)]}\"'".contains(c)).len();
    let (number, after) = rest.split_at(end);
    let digits: String = number.chars().filter(|c| *c != ',').collect();
    let is_whole = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    Some((before, digits.parse().ok().filter(|_| is_whole)?, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn account(file: &str, table: &str) -> FileAccount {
        FileAccount { file: file.to_owned(), table: table.to_owned(), ..FileAccount::default() }
    }

    fn all_told(found: &[Finding]) -> Vec<ToldFinding> {
        findings(found, &[account("a.csv", "responses"), account("s.csv", "outputs")], 5)
    }

    fn told(code: &'static str, file: &str, message: &str) -> Finding {
        all_told(&[Finding::warning(code, Place::file(file).at_row(73), message, "h")]).remove(0).finding
    }

    #[test]
    fn no_row_is_named() {
        let told = |message| told("duplicate-return", "a.csv", message);
        let one = told("the same return stands again in row 8 of b.csv, which counts instead");
        assert_eq!(one.message, "the same return stands again in another row of b.csv, which counts instead");
        assert_eq!(one.place.row, None);
        assert_eq!(told("it stands in row 8 and row 12 too; all go").message, "it stands in another row too; all go");
        assert_eq!(told("it stands in row 8, as above").message, "it stands in another row, as above");
        assert_eq!(told("the row is set aside").message, "the row is set aside");
        assert_eq!(told("garbled, in 3 rows: 2, 3, 5").message, "garbled, in fewer than 5 rows");
        assert_eq!(told("in 30 rows: 2, 3, 5 and others").message, "in about 30 rows");
        assert_eq!(told("lost in 1 row: 2").message, "lost in fewer than 5 row");
    }

    #[test]
    fn counts_about_people_are_told_as_a_bound_or_rounded_whatever_the_rule() {
        let message = "2 of its 41 cells look like e-mail addresses, 1 like names";
        let bound = "fewer than 5 of its about 40 cells look like e-mail addresses, fewer than 5 like names";
        for code in ["personal-data", "a-rule-of-tomorrow"] {
            assert_eq!(told(code, "a.csv", message).message, bound);
            assert_eq!(told(code, "elsewhere.csv", message).message, bound);
            assert_eq!(told(code, "s.csv", message).message, message);
        }
        assert_eq!(
            told("x", "a.csv", "cases read (there): 13 of 14, 1,234").message,
            "cases read (there): about 15 of about 15, about 1235"
        );
    }

    #[test]
    fn names_limits_and_what_is_no_whole_number_stay() {
        for message in [
            "a number above the scale's highest, `4`",
            "the mapping uses none of these columns: `Week 3`, `2004`",
            "a number such as 12.5 of 2004-07-31 in Q4_1 and 2.csv",
        ] {
            assert_eq!(told("x", "a.csv", message).message, message);
        }
    }

    #[test]
    fn those_of_a_kind_are_one_and_how_many_they_are_is_told_as_a_count_may_be() {
        let of = |file: &str, row: u64| {
            Finding::warning("wrong-type", Place::file(file).at_row(row).at_column("minutes"), "m", "h")
        };
        let times = |file: &str, rows: u64| {
            let found: Vec<Finding> = (0..rows).map(|row| of(file, row)).collect();
            let told = all_told(&found);
            assert_eq!(told.len(), 1);
            told[0].times.to_string()
        };
        assert_eq!([1, 4, 8].map(|rows| times("a.csv", rows)), ["fewer than 5", "fewer than 5", "about 10"]);
        assert_eq!(times("s.csv", 4), "4");
        let place = Place::file("a.csv").at_column("minutes");
        let more = Finding::warning("wrong-type", place, "and 13 more rows", "see above").for_unlisted(13);
        let told = all_told(&[of("a.csv", 2), more]);
        assert_eq!((told.len(), told[0].times.to_string().as_str()), (1, "about 15"));
        let whole = |columns: [&str; 2]| {
            let lacking = columns.map(|name| Finding::warning("x", Place::file("a.csv").at_column(name), "m", "h"));
            all_told(&lacking)[0].times
        };
        assert_eq!(whole(["ms01", "ms02"]), ToldCount::Exact(2));
        assert_eq!(whole(["ms01", "ms01"]), ToldCount::Few { fewer_than: 5 });
    }

    #[test]
    fn findings_about_configuration_stay_as_they_are() {
        let told = told("lookup-twice", "mapping.toml", "as in row 2");
        assert_eq!((told.place.row, told.message.as_str()), (Some(73), "as in row 2"));
    }
}
