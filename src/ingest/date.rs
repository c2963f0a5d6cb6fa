use crate::plan::DateOrder;
use crate::vocabulary::Date;
use chrono::Datelike;

/// Years below this, written with two digits, are of this century.
const CENTURY_TURN: i32 = 69;

/// Years written with four digits that are believed.
const YEARS: std::ops::Range<i32> = 1900..2200;

/// Words that exports put between a day and its time, as in `13/04/2021 à 09:01`.
const BEFORE_TIME: [&str; 8] = ["à", "às", "at", "um", "om", "alle", "a las", "a la"];

/// The months in English and Welsh, in the order of the year. Any beginning of three letters or more
/// stands for the whole name.
const MONTHS: [[&str; 2]; 12] = [
    ["january", "ionawr"],
    ["february", "chwefror"],
    ["march", "mawrth"],
    ["april", "ebrill"],
    ["may", "mai"],
    ["june", "mehefin"],
    ["july", "gorffennaf"],
    ["august", "awst"],
    ["september", "medi"],
    ["october", "hydref"],
    ["november", "tachwedd"],
    ["december", "rhagfyr"],
];

/// Reads a day. A time of day after it is not looked at. Years of two digits are 1969 to 2068.
///
/// Without an order the day must be in ISO form, `2004-07-31`; with one, its parts may stand
/// between slashes, hyphens or full stops, or name the month in English or Welsh. A day without its
/// year is no day.
///
/// ```
/// use learnframe::{ingest::read_date, plan::DateOrder};
/// let day = read_date("6/26/18 19:42", Some(DateOrder::MonthFirst));
/// assert_eq!(day.map(|day| day.to_string()).as_deref(), Some("2018-06-26"));
/// ```
#[must_use]
pub fn read_date(text: &str, order: Option<DateOrder>) -> Option<Date> {
    let named = order.and_then(|_| named_month(text));
    if named.is_some() {
        return named;
    }
    let (first, second, third) = parts(text, order.is_some())?;
    let (year, month, day) = match order {
        None if first.len() != 4 || second.len() != 2 || third.len() != 2 => return None,
        None | Some(DateOrder::YearFirst) => (first, second, third),
        // Four digits in front are a year in every file.
        _ if first.len() == 4 => (first, second, third),
        Some(DateOrder::DayFirst) => (third, second, first),
        Some(DateOrder::MonthFirst) => (third, first, second),
    };
    Date::from_ymd_opt(read_year(year)?, small(month)?, small(day)?)
}

/// Reads the number that a spreadsheet keeps for a day, `43290` or `43290.53487`, counted as Excel for
/// Windows counts: day 1 is 1 January 1900, and 29 February 1900 is one of the days. Numbers up to that
/// day, and years from 2200 on, are no days.
///
/// A workbook that counts from 1904 writes the same numbers for other days. Only its own cells say so,
/// not a text made of them.
///
/// ```
/// use learnframe::ingest::excel_serial;
/// assert_eq!(excel_serial("43290.53487").map(|day| day.to_string()).as_deref(), Some("2018-07-09"));
/// ```
#[must_use]
pub fn excel_serial(text: &str) -> Option<Date> {
    const FALSE_LEAP_DAY: i64 = 60;
    let (whole, part) = text.split_once(['.', ',']).unwrap_or((text, "0"));
    if whole.is_empty() || part.is_empty() {
        return None;
    }
    digits(part)?;
    let days: i64 = digits(whole)?.parse().ok().filter(|days| *days > FALSE_LEAP_DAY)?;
    let day = Date::from_ymd_opt(1899, 12, 30)?.checked_add_signed(chrono::TimeDelta::try_days(days)?)?;
    YEARS.contains(&day.year()).then_some(day)
}

/// What the dates of a whole file say about their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// No value is a date of three numbers.
    Undated,
    /// Every date has its year in front, as ISO dates have.
    YearFirst,
    /// Day before month: some date is none in the other order.
    DayFirst,
    /// Month before day: some date is none in the other order.
    MonthFirst,
    /// Every date can be read in both orders, and some are other days then.
    Ambiguous,
    /// Some dates can only have the day in front and others only the month.
    Contradictory,
}

impl Order {
    /// The order in which the file's dates can be read; `None` where they do not decide it.
    #[must_use]
    pub fn certain(self) -> Option<DateOrder> {
        match self {
            Order::YearFirst => Some(DateOrder::YearFirst),
            Order::DayFirst => Some(DateOrder::DayFirst),
            Order::MonthFirst => Some(DateOrder::MonthFirst),
            Order::Undated | Order::Ambiguous | Order::Contradictory => None,
        }
    }
}

/// Decides the order of day and month of a file from all its dates. Values that are no dates of three
/// numbers say nothing. Where day and month are the same number in every date, both orders read it
/// alike, and the day is said to be first.
///
/// ```
/// use learnframe::ingest::{Order, find_order};
/// assert_eq!(find_order(["3/4/2021", "13/4/2021"].into_iter()), Order::DayFirst);
/// assert_eq!(find_order(["3/4/2021", "5/4/2021"].into_iter()), Order::Ambiguous);
/// ```
#[must_use]
pub fn find_order<'a>(values: impl Iterator<Item = &'a str>) -> Order {
    let (mut year, mut day, mut month, mut either, mut alike) = (false, false, false, false, false);
    for value in values {
        let Some((first, second, third)) = parts(value, true) else { continue };
        let [first_number, second_number] = [first, second].map(|part| small(part).filter(|number| *number > 0));
        match (first_number, second_number) {
            _ if first.len() == 4 && read_year(first).is_some() && small(third).is_some() => year = true,
            _ if read_year(third).is_none() => {}
            (Some(13..=31), Some(1..=12)) => day = true,
            (Some(1..=12), Some(13..=31)) => month = true,
            (Some(a @ 1..=12), Some(b @ 1..=12)) => *if a == b { &mut alike } else { &mut either } = true,
            _ => {}
        }
    }
    match (day, month) {
        (true, true) => Order::Contradictory,
        (true, false) => Order::DayFirst,
        (false, true) => Order::MonthFirst,
        (false, false) if either => Order::Ambiguous,
        (false, false) if alike => Order::DayFirst,
        (false, false) if year => Order::YearFirst,
        (false, false) => Order::Undated,
    }
}

/// The three parts of a day in numbers, whatever they are; the time of day behind it must look like
/// one. Without `any_separator` they stand between hyphens.
fn parts(text: &str, any_separator: bool) -> Option<(&str, &str, &str)> {
    let blank = |character: char| character.is_whitespace() || matches!(character, 'T' | ',');
    let (day, time) = text.split_once(blank).unwrap_or((text, "0"));
    let time = time.trim_start();
    let word = BEFORE_TIME.iter().filter_map(|word| time.strip_prefix(word));
    let time = word.map(str::trim_start).next().unwrap_or(time);
    if !time.starts_with(|character: char| character.is_ascii_digit()) {
        return None;
    }
    let separator = match any_separator {
        false => '-',
        true => day.chars().find(|character| matches!(character, '/' | '-' | '.'))?,
    };
    let mut parts = day.split(separator);
    let found = (parts.next()?, parts.next()?, parts.next()?);
    parts.next().is_none().then_some(found)
}

/// A day with the name of its month: `13 May 2004`, `May 13, 2004`, `13-Mai-04`, `13th May 2004 09:30`.
fn named_month(text: &str) -> Option<Date> {
    let apart = |character: char| character.is_whitespace() || matches!(character, ',' | '-' | '/' | '.');
    let mut words = text.split(apart).filter(|word| !word.is_empty());
    let (first, second, third) = (words.next()?, words.next()?, words.next()?);
    let (day, month) = match month_number(second) {
        Some(month) => (first, month),
        None => (second, month_number(first)?),
    };
    let time = words.next().unwrap_or("0");
    if !time.starts_with(|character: char| character.is_ascii_digit()) {
        return None;
    }
    let end = ["st", "nd", "rd", "th"].iter().find_map(|end| day.strip_suffix(end)).unwrap_or(day);
    Date::from_ymd_opt(read_year(third)?, month, small(end)?)
}

/// The month whose name in English or Welsh begins with the word.
fn month_number(word: &str) -> Option<u32> {
    let word = word.to_lowercase();
    if word.chars().count() < 3 {
        return None;
    }
    let begins = |names: &[&str; 2]| names.iter().any(|name| name.starts_with(&word));
    (1..).zip(&MONTHS).find(|(_, names)| begins(names)).map(|(number, _)| number)
}

fn read_year(text: &str) -> Option<i32> {
    let year: i32 = digits(text)?.parse().ok()?;
    match text.len() {
        4 if YEARS.contains(&year) => Some(year),
        2 => Some(if year < CENTURY_TURN { 2000 + year } else { 1900 + year }),
        _ => None,
    }
}

fn small(text: &str) -> Option<u32> {
    if text.len() > 2 { None } else { digits(text)?.parse().ok() }
}

fn digits(text: &str) -> Option<&str> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, order: Option<DateOrder>) -> Option<String> {
        read_date(text, order).map(|day| day.to_string())
    }

    #[test]
    fn iso_dates_are_read_with_or_without_a_time() {
        for text in ["2004-07-31", "2004-07-31T09:30:00Z", "2004-07-31 09:30"] {
            assert_eq!(read(text, None).as_deref(), Some("2004-07-31"));
        }
    }

    #[test]
    fn the_order_is_the_files_own() {
        assert_eq!(read("1/2/2004", Some(DateOrder::DayFirst)).as_deref(), Some("2004-02-01"));
        assert_eq!(read("1/2/2004", Some(DateOrder::MonthFirst)).as_deref(), Some("2004-01-02"));
        assert_eq!(read("31.12.99", Some(DateOrder::DayFirst)).as_deref(), Some("1999-12-31"));
        assert_eq!(read("2004/12/31", Some(DateOrder::YearFirst)).as_deref(), Some("2004-12-31"));
        assert_eq!(read("2004-12-31", Some(DateOrder::DayFirst)).as_deref(), Some("2004-12-31"));
    }

    #[test]
    fn a_date_in_no_known_form_is_not_guessed() {
        for text in ["31/12/2004", "2004-13-01", "2003-02-29", "13 May 2004", "43290.53487", "0204-01-01", "2004-7-1"] {
            assert_eq!(read(text, None), None, "{text}");
        }
        assert_eq!(read("13/31/2004", Some(DateOrder::DayFirst)), None);
        assert_eq!(read("1/2/2004 afternoon", Some(DateOrder::DayFirst)), None);
    }

    #[test]
    fn months_may_be_named_where_an_order_is_declared() {
        for text in [
            "13 May 2004",
            "13-May-04",
            "May 13, 2004",
            "13th may 2004",
            "13 Mai 2004",
            "13 May 2004 09:30",
            "13.May.2004",
        ] {
            assert_eq!(read(text, Some(DateOrder::MonthFirst)).as_deref(), Some("2004-05-13"), "{text}");
        }
        for (text, day) in [
            ("7 Sept 2022", "2022-09-07"),
            ("7 Chwefror 2022", "2022-02-07"),
            ("7 Tach 2022", "2022-11-07"),
            ("7 Mawrth 2022", "2022-03-07"),
            ("7 Meh 22", "2022-06-07"),
        ] {
            assert_eq!(read(text, Some(DateOrder::DayFirst)).as_deref(), Some(day), "{text}");
        }
        for text in
            ["7 Feb", "Feb 2022", "Feb-50", "2-Jan", "7 Fe 2022", "7 Febtober 2022", "13 May 2004 noon", "31 Feb 2022"]
        {
            assert_eq!(read(text, Some(DateOrder::DayFirst)), None, "{text}");
        }
    }

    #[test]
    fn times_of_day_are_passed_over_however_they_are_joined_on() {
        for text in ["13/04/2021 à 09:01:31", "13/04/2021, 09:01", "13/04/2021\u{202f}9:01", "13/04/2021 a las 9:01"] {
            assert_eq!(read(text, Some(DateOrder::DayFirst)).as_deref(), Some("2021-04-13"), "{text}");
        }
        let text = "9/22/26, 2:48:05\u{202f}PM";
        assert_eq!(read(text, Some(DateOrder::MonthFirst)).as_deref(), Some("2026-09-22"));
    }

    #[test]
    fn a_spreadsheets_number_is_a_day_only_where_it_is_asked_for() {
        for (text, day) in [
            ("43290.53487", "2018-07-09"),
            ("43290,53487", "2018-07-09"),
            ("61", "1900-03-01"),
            ("36526", "2000-01-01"),
        ] {
            assert_eq!(excel_serial(text).map(|day| day.to_string()).as_deref(), Some(day), "{text}");
        }
        for text in
            ["60", "0", "-43290", "43290.", ".5", "4329O", "109575", "99999999999999999999", "", "1e4", "4 3290"]
        {
            assert_eq!(excel_serial(text), None, "{text}");
        }
    }

    #[test]
    fn the_order_is_decided_from_all_dates_of_a_file() {
        let order = |values: &[&str]| find_order(values.iter().copied());
        assert_eq!(order(&["1/2/2021", "13/2/2021 à 09:01:31", ""]), Order::DayFirst);
        assert_eq!(order(&["1/2/2021", "2/13/21, 9:01:31 AM"]), Order::MonthFirst);
        assert_eq!(order(&["1/2/2021", "3/2/2021"]), Order::Ambiguous);
        assert_eq!(order(&["13/2/2021", "2/13/2021"]), Order::Contradictory);
        assert_eq!(order(&["2022.02.07", "2022-02-09T09:00:00"]), Order::YearFirst);
        assert_eq!(order(&["2022-02-09", "1/2/2021"]), Order::Ambiguous);
        assert_eq!(order(&["5/5/2021"]), Order::DayFirst);
        assert_eq!(order(&["7 Feb", "13 May 2004", "32/1/2021", "1/0/2021", "13/13/2021", "1-2", ""]), Order::Undated);
        assert_eq!(order(&[]), Order::Undated);
    }

    proptest::proptest! {
        #[test]
        fn the_order_found_reads_every_date_of_the_file(
            days in proptest::collection::vec((1_i32..366, 1970_i32..2069), 1..20), day_first: bool,
        ) {
            let day = |(day, year): (i32, i32)| Date::from_yo_opt(year, day.cast_unsigned()).unwrap();
            let days: Vec<Date> = days.into_iter().map(day).collect();
            let form = if day_first { "%d/%m/%Y, %H:%M" } else { "%m/%d/%y" };
            let text = |day: &Date| day.and_hms_opt(9, 1, 0).unwrap().format(form).to_string();
            let texts: Vec<String> = days.iter().map(text).collect();
            let order = find_order(texts.iter().map(String::as_str));
            let alike = days.iter().all(|day| day.day() == day.month());
            match order.certain() {
                Some(order) => for (text, day) in texts.iter().zip(&days) {
                    assert_eq!(read_date(text, Some(order)), Some(*day));
                },
                None => assert!(order == Order::Ambiguous && !alike && days.iter().all(|day| day.day() <= 12)),
            }
        }

        #[test]
        fn no_text_makes_reading_fail(text in "\\PC{0,24}") {
            for order in [None, Some(DateOrder::DayFirst), Some(DateOrder::MonthFirst), Some(DateOrder::YearFirst)] {
                if let Some(day) = read_date(&text, order) {
                    assert!(YEARS.contains(&day.year()));
                }
            }
            if let Some(day) = excel_serial(&text) {
                assert!(YEARS.contains(&day.year()));
            }
        }
    }
}
