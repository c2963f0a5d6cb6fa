use chrono::{Datelike, Days, NaiveDate};
use std::fmt::Write;

const SECONDS_PER_DAY: i64 = 86_400;

/// How SPSS shows the numbers of a variable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    /// As numbers, and every other format that is one: percent, currency, days of the week.
    Number,
    /// As days, or as the month, quarter or week that a day is in.
    Day,
    /// As a day with a time.
    Moment,
    /// As hours, minutes and seconds; more than 24 hours are possible.
    Time,
}

impl Format {
    /// By the number of a print format: its third byte is the type.
    pub(super) fn of(print: i32) -> Self {
        match (print >> 16) & 0xff {
            // DATE, ADATE, JDATE, MOYR, QYR, WKYR, EDATE, SDATE.
            20 | 23 | 24 | 28 | 29 | 30 | 38 | 39 => Format::Day,
            // DATETIME, YMDHMS.
            22 | 41 => Format::Moment,
            // TIME, DTIME, MTIME.
            21 | 25 | 40 => Format::Time,
            _ => Format::Number,
        }
    }

    /// Whether its values stand as numbers.
    pub(super) fn is_number(self) -> bool {
        self == Format::Number
    }

    /// Writes a value. Returns whether the format could show it; if not, it stands as a number.
    pub(super) fn write(self, value: f64, text: &mut String) -> bool {
        let written = match self {
            Format::Number => None,
            Format::Day | Format::Moment => moment(value, self == Format::Moment),
            Format::Time => time(value),
        };
        match &written {
            Some(written) => text.push_str(written),
            None => number(value, text),
        }
        self.is_number() || written.is_some()
    }
}

/// A number: whole ones without a point, others with the fewest digits that give them back.
fn number(value: f64, text: &mut String) {
    let (size, whole) = (value.abs(), value as i64);
    if size < 1e15 && whole as f64 - value == 0.0 {
        // Most answers of a survey are one digit, and there are millions of them.
        match u8::try_from(whole) {
            Ok(digit @ 0..=9) => text.push(char::from(b'0' + digit)),
            _ => text.push_str(&whole.to_string()),
        }
    } else if (1e-7..1e21).contains(&size) || !value.is_finite() {
        text.push_str(&value.to_string());
    } else {
        // Writing into a text cannot fail.
        let _ = write!(text, "{value:E}");
    }
}

/// Whole seconds of a value that is not below zero, and what is left as `.25` or nothing. The digits
/// are those of the value itself.
fn seconds(value: f64) -> Option<(i64, String)> {
    let tiny = value > 0.0 && value < 1e-7;
    if tiny || !(0.0..1e15).contains(&value) {
        return None;
    }
    let digits = value.to_string();
    let fraction = digits.find('.').and_then(|point| digits.get(point..)).unwrap_or_default();
    Some((value as i64, fraction.to_owned()))
}

/// A day, with its time where that is asked for or is not midnight. SPSS counts seconds from the
/// start of 14 October 1582.
fn moment(value: f64, with_time: bool) -> Option<String> {
    let (whole, fraction) = seconds(value)?;
    let days = Days::new((whole / SECONDS_PER_DAY).unsigned_abs());
    let day = NaiveDate::from_ymd_opt(1582, 10, 14)?.checked_add_days(days).filter(|day| day.year() <= 9999)?;
    let rest = whole % SECONDS_PER_DAY;
    Some(match with_time || rest > 0 || !fraction.is_empty() {
        true => format!("{day}T{}{fraction}", clock(rest)),
        false => day.to_string(),
    })
}

fn time(value: f64) -> Option<String> {
    let (whole, fraction) = seconds(value.abs())?;
    let sign = if value < 0.0 { "-" } else { "" };
    Some(format!("{sign}{}{fraction}", clock(whole)))
}

fn clock(seconds: i64) -> String {
    format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn written(format: Format, value: f64) -> (String, bool) {
        let mut text = String::new();
        let shown = format.write(value, &mut text);
        (text, shown)
    }

    #[test]
    fn numbers_are_as_short_as_they_can_be() {
        let cases = [
            (3.0, "3"),
            (-0.0, "0"),
            (33_882_794.0, "33882794"),
            (0.1, "0.1"),
            (-1.25, "-1.25"),
            (1e-9, "1E-9"),
            (1e300, "1E300"),
            (f64::INFINITY, "inf"),
        ];
        for (value, text) in cases {
            assert_eq!(written(Format::Number, value), (text.to_owned(), true));
        }
    }

    #[test]
    fn days_and_times_are_counted_from_1582() {
        let day = 13_310_611_200.0;
        let cases = [
            (Format::Day, 0.0, "1582-10-14"),
            (Format::Day, day, "2004-07-31"),
            (Format::Day, day + 34_200.0, "2004-07-31T09:30:00"),
            (Format::Day, day + 0.5, "2004-07-31T00:00:00.5"),
            (Format::Moment, day, "2004-07-31T00:00:00"),
            (Format::Moment, day + 34_200.1, "2004-07-31T09:30:00.1"),
            (Format::Time, 360_001.5, "100:00:01.5"),
            (Format::Time, -60.0, "-00:01:00"),
        ];
        for (format, value, text) in cases {
            assert_eq!(written(format, value), (text.to_owned(), true));
        }
    }

    #[test]
    fn what_is_no_day_stands_as_a_number() {
        for (value, text) in [
            (-1.0, "-1"),
            (1e-300, "1E-300"),
            (4e11, "400000000000"),
            (1e14, "100000000000000"),
            (f64::INFINITY, "inf"),
        ] {
            assert_eq!(written(Format::Day, value), (text.to_owned(), false));
        }
    }

    proptest! {
        #[test]
        fn every_number_is_given_back_by_its_text(bits in any::<u64>()) {
            let value = f64::from_bits(bits);
            prop_assume!(value.is_finite());
            let (text, _) = written(Format::Number, value);
            prop_assert!((text.parse::<f64>().unwrap() - value).abs() <= 0.0);
        }

        #[test]
        fn no_format_fails_on_any_number(bits in any::<u64>(), print in any::<i32>()) {
            let (text, _) = written(Format::of(print), f64::from_bits(bits));
            prop_assert!(!text.is_empty() && text.len() < 60);
        }
    }
}
