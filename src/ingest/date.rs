use crate::plan::DateOrder;
use crate::vocabulary::Date;

/// Years below this, written with two digits, are of this century.
const CENTURY_TURN: i32 = 69;

/// Reads a day. A time of day after it is not looked at. Years of two digits are 1969 to 2068.
///
/// Without an order the day must be in ISO form, `2004-07-31`; with one, its parts may stand
/// between slashes, hyphens or full stops.
///
/// ```
/// use learnframe::{ingest::read_date, plan::DateOrder};
/// let day = read_date("6/26/18 19:42", Some(DateOrder::MonthFirst));
/// assert_eq!(day.map(|day| day.to_string()).as_deref(), Some("2018-06-26"));
/// ```
#[must_use]
pub fn read_date(text: &str, order: Option<DateOrder>) -> Option<Date> {
    let (day, time) = text.split_once([' ', 'T', ',', '\u{a0}']).unwrap_or((text, "0"));
    if !time.trim_start().starts_with(|character: char| character.is_ascii_digit()) {
        return None;
    }
    let separator = match order {
        None => '-',
        Some(_) => day.chars().find(|character| matches!(character, '/' | '-' | '.'))?,
    };
    let mut parts = day.split(separator);
    let (first, second, third) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
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

fn read_year(text: &str) -> Option<i32> {
    let year: i32 = digits(text)?.parse().ok()?;
    match text.len() {
        4 if (1900..2200).contains(&year) => Some(year),
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
}
