use crate::vocabulary::Date;
use std::fmt::Write as _;

const DAY: i64 = 86_400;

/// Days of 31 December 9999, the last that a spreadsheet has, from 30 December 1899.
const LAST_DAY: f64 = 2_958_465.0;

/// Writes a number as a CSV file would have it: whole numbers without a point, others with the fewest
/// digits that give them back, very large and very small ones with an exponent.
pub(super) fn write_number(value: f64, text: &mut String) {
    const WHOLE: f64 = 1e15;
    // Writing to a string cannot fail.
    let _ = match value.abs() {
        size if size < WHOLE && value.fract() == 0.0 => write!(text, "{}", value as i64),
        size if !(1e-7..1e21).contains(&size) => write!(text, "{value:e}"),
        _ => write!(text, "{value}"),
    };
}

/// Writes a date and time that a workbook keeps as days since its first day. Days before the first
/// and after the year 9999 are none; they stand as numbers.
///
/// Excel counts 29 February 1900, a day that never was; it stands as it is shown there.
pub(super) fn write_moment(value: f64, since_1904: bool, text: &mut String) {
    if !(0.0..=LAST_DAY + 1.0).contains(&value) {
        return write_number(value, text);
    }
    let seconds = (value * DAY as f64).round() as i64;
    if value < 1.0 {
        return write_clock(seconds.min(DAY - 1), text);
    }
    let (days, time) = (seconds / DAY, seconds % DAY);
    match day(days, since_1904) {
        Some(day) => {
            let _ = write!(text, "{day}");
        }
        None if days == 60 && !since_1904 => text.push_str("1900-02-29"),
        None => return write_number(value, text),
    }
    if time != 0 {
        text.push('T');
        write_clock(time, text);
    }
}

fn day(days: i64, since_1904: bool) -> Option<Date> {
    let first = match (since_1904, days) {
        (true, _) => Date::from_ymd_opt(1904, 1, 1)?,
        (false, 60) => return None,
        (false, ..60) => Date::from_ymd_opt(1899, 12, 31)?,
        (false, _) => Date::from_ymd_opt(1899, 12, 30)?,
    };
    first.checked_add_days(chrono::Days::new(u64::try_from(days).ok()?))
}

fn write_clock(seconds: i64, text: &mut String) {
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let _ = write!(text, "{hours:02}:{minutes:02}:{seconds:02}");
}

/// Writes a length of time that a workbook keeps as days: hours, minutes and seconds.
pub(super) fn write_duration(value: f64, text: &mut String) {
    let seconds = (value.abs() * DAY as f64).round();
    // More than any spreadsheet's days.
    if !seconds.is_finite() || seconds > 1e15 {
        return write_number(value, text);
    }
    let seconds = seconds as i64;
    let sign = if value < 0.0 && seconds != 0 { "-" } else { "" };
    let _ = write!(text, "{sign}{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
}

/// Writes a date or time that a workbook keeps as ISO text: midnight is left out, seconds are rounded.
pub(super) fn write_iso_moment(iso: &str, text: &mut String) {
    let plain = iso.strip_suffix('Z').unwrap_or(iso);
    let Ok(moment) = plain.parse::<chrono::NaiveDateTime>() else {
        text.push_str(iso);
        return;
    };
    let half = chrono::TimeDelta::milliseconds(500);
    let moment = moment.checked_add_signed(half).unwrap_or(moment).and_utc().timestamp();
    match chrono::DateTime::from_timestamp(moment, 0) {
        Some(moment) if moment.timestamp().rem_euclid(DAY) == 0 => {
            let _ = write!(text, "{}", moment.date_naive());
        }
        Some(moment) => {
            let _ = write!(text, "{}T", moment.date_naive());
            write_clock(moment.timestamp().rem_euclid(DAY), text);
        }
        None => text.push_str(iso),
    }
}

/// Writes a time of day or a length of time that a workbook keeps as ISO text, `PT09H30M00S`. One that
/// is not of this form stands as it is.
pub(super) fn write_iso_duration(iso: &str, text: &mut String) {
    match seconds_of(iso.strip_prefix('-').unwrap_or(iso)) {
        Some(seconds) => {
            text.push_str(if iso.starts_with('-') { "-" } else { "" });
            write_clock(seconds, text);
        }
        None => text.push_str(iso),
    }
}

fn seconds_of(iso: &str) -> Option<i64> {
    const UNITS: [(char, f64); 3] = [('H', 3600.0), ('M', 60.0), ('S', 1.0)];
    let mut rest = iso.strip_prefix("PT")?;
    let mut total = 0.0;
    for (unit, seconds) in UNITS {
        if let Some((amount, after)) = rest.split_once(unit) {
            total += amount.replace(',', ".").parse::<f64>().ok()? * seconds;
            rest = after;
        }
    }
    (rest.is_empty() && (0.0..1e15).contains(&total)).then(|| total.round() as i64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn written(write: impl FnOnce(&mut String)) -> String {
        let mut text = String::new();
        write(&mut text);
        text
    }

    fn number(value: f64) -> String {
        written(|text| write_number(value, text))
    }

    fn moment(value: f64, since_1904: bool) -> String {
        written(|text| write_moment(value, since_1904, text))
    }

    #[test]
    fn ids_keep_all_their_digits() {
        assert_eq!(number(118_123_456_789.0), "118123456789");
        assert_eq!(number(999_999_999_999_999.0), "999999999999999");
        assert_eq!(number(-3.0), "-3");
        assert_eq!(number(-0.0), "0");
    }

    #[test]
    fn numbers_have_the_fewest_digits_that_give_them_back() {
        assert_eq!(number(0.1), "0.1");
        assert_eq!(number(43_290.534_87), "43290.53487");
        assert_eq!(number(1e300), "1e300");
        assert_eq!(number(2.5e-9), "2.5e-9");
    }

    proptest! {
        #[test]
        fn every_number_comes_back_from_its_text(value in proptest::num::f64::NORMAL | proptest::num::f64::SUBNORMAL) {
            prop_assert_eq!(number(value).parse::<f64>(), Ok(value));
        }

        #[test]
        fn a_second_is_never_off_by_one(day in 61_i64..2_958_465, second in 0_i64..86_400) {
            let text = moment(day as f64 + second as f64 / 86_400.0, false);
            let expected = Date::from_ymd_opt(1899, 12, 30).unwrap() + chrono::TimeDelta::days(day);
            if second == 0 {
                prop_assert_eq!(text, expected.to_string());
            } else {
                prop_assert_eq!(text, format!("{expected}T{:02}:{:02}:{:02}", second / 3600, second / 60 % 60, second % 60));
            }
        }
    }

    #[test]
    fn days_are_counted_from_the_workbooks_first_day() {
        assert_eq!(moment(38_199.0, false), "2004-07-31");
        assert_eq!(moment(36_737.0, true), "2004-07-31");
        assert_eq!(moment(38_199.0 + 9.5 / 24.0, false), "2004-07-31T09:30:00");
        assert_eq!(moment(1.0, false), "1900-01-01");
        assert_eq!(moment(59.0, false), "1900-02-28");
        assert_eq!(moment(60.0, false), "1900-02-29");
        assert_eq!(moment(61.0, false), "1900-03-01");
    }

    #[test]
    fn a_time_alone_has_no_day_and_what_is_no_day_stays_a_number() {
        assert_eq!(moment(9.5 / 24.0, false), "09:30:00");
        assert_eq!(moment(0.0, false), "00:00:00");
        assert_eq!(moment(0.999_999_9, false), "23:59:59");
        assert_eq!(moment(-1.0, false), "-1");
        assert_eq!(moment(3e6, false), "3000000");
        assert_eq!(moment(f64::NAN, false), "NaN");
    }

    #[test]
    fn a_length_of_time_may_be_longer_than_a_day() {
        let duration = |value| written(|text| write_duration(value, text));
        assert_eq!(duration(1.5), "36:00:00");
        assert_eq!(duration(9.5 / 24.0), "9:30:00");
        assert_eq!(duration(-0.5 / 24.0), "-0:30:00");
    }

    #[test]
    fn iso_dates_and_times_take_the_form_of_all_others() {
        let moment = |iso| written(|text| write_iso_moment(iso, text));
        assert_eq!(moment("2004-07-31"), "2004-07-31");
        assert_eq!(moment("2004-07-31T00:00:00"), "2004-07-31");
        assert_eq!(moment("2004-07-31T09:29:59.9999"), "2004-07-31T09:30:00");
        assert_eq!(moment("next week"), "next week");
        let time = |iso| written(|text| write_iso_duration(iso, text));
        assert_eq!(time("PT09H30M00S"), "09:30:00");
        assert_eq!(time("PT33H30M00.4S"), "33:30:00");
        assert_eq!(time("-PT0H30M0S"), "-00:30:00");
        assert_eq!(time("P1Y"), "P1Y");
    }
}
