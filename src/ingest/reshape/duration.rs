use super::headings::{Unit, Words};
use crate::ingest::normal;

/// Seconds that an export may claim: a meeting of half a year, so that sums stay far from any end.
const LONGEST: u64 = 183 * 24 * 3600;

/// Seconds of a duration as reports write it: `3h 23m 20s`, `58s`, `2 h 44 m`, `5 Min. 3 Sek.`,
/// `1:02:03`. A number alone counts `bare` seconds each, as its heading says; without `bare` it is
/// no duration. Two numbers with a colon are none either: they could be hours or minutes.
pub(super) fn seconds(text: &str, bare: Option<u64>, words: &Words) -> Option<u64> {
    let text = normal(text);
    let total = match bare {
        Some(each) if text.starts_with(|first: char| first.is_ascii_digit()) && number(&text).is_some() => {
            (number(&text)? * each as f64).round() as u64
        }
        _ if text.contains(':') => clock(&text)?,
        _ => with_units(&text, words)?,
    };
    (total <= LONGEST).then_some(total)
}

/// Whole minutes of seconds, half a minute rounded up.
pub(super) fn whole_minutes(seconds: u64) -> u64 {
    (seconds + 30) / 60
}

/// Digits with at most one point or comma among them.
fn number(text: &str) -> Option<f64> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','));
    if plain && text.len() <= 12 { text.replacen(',', ".", 1).parse().ok() } else { None }
}

fn clock(text: &str) -> Option<u64> {
    let mut parts = text.split(':').map(small);
    let (hours, minutes, seconds) = (parts.next()??, parts.next()??, parts.next()??);
    (parts.next().is_none() && minutes < 60 && seconds < 60).then_some(hours * 3600 + minutes * 60 + seconds)
}

fn with_units(text: &str, words: &Words) -> Option<u64> {
    let (mut rest, mut total) = (text, None);
    while !rest.is_empty() {
        let end = rest.find(|character: char| !character.is_ascii_digit())?;
        let (digits, behind) = rest.split_at(end);
        let behind = behind.trim_start();
        let end = behind.find(|character: char| !character.is_alphabetic()).unwrap_or(behind.len());
        let (unit, next) = behind.split_at(end);
        let each = match words.unit(unit)? {
            Unit::Hours => 3600,
            Unit::Minutes => 60,
            Unit::Seconds => 1,
        };
        total = Some(total.unwrap_or(0) + small(digits)? * each);
        rest = next.trim_start_matches(['.', ',', ' ']);
    }
    total
}

/// A number of at most seven digits, so that nothing overflows.
fn small(digits: &str) -> Option<u64> {
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit());
    if plain && digits.len() <= 7 { digits.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::reshape::headings::words;
    use proptest::prelude::*;

    fn read(text: &str) -> Option<u64> {
        seconds(text, None, words())
    }

    #[test]
    fn durations_of_all_reports_are_read() {
        for (text, expected) in [
            ("3h 23m 20s", 12_200),
            ("58s", 58),
            ("12m ", 720),
            ("2 h 44 m", 9_840),
            ("1\u{a0}h\u{202f}5\u{a0}min", 3_900),
            ("1:02:03", 3_723),
            ("1 Std. 5 Min. 3 Sek.", 3_903),
            ("1 godz. 5 min 3 sek.", 3_903),
            ("2 heures 1 minute", 7_260),
            ("1 hr, 5 mins", 3_900),
            ("1h41m", 6_060),
        ] {
            assert_eq!(read(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_duration_or_could_be_two_is_not_guessed() {
        for text in ["", "12", "1:02", "1:62:00", "h", "5 weeks", "about 5m", "5m or so", "-5m", "99999999h", "1::2"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn a_bare_number_counts_what_its_heading_says() {
        for (text, expected) in
            [("65", Some(3_900)), ("0", Some(0)), ("1.5", Some(90)), ("1,5", Some(90)), ("1.2.3", None)]
        {
            assert_eq!(seconds(text, Some(60), words()), expected, "{text}");
        }
        assert_eq!(seconds("1h 5m", Some(60), words()), Some(3_900));
    }

    #[test]
    fn half_a_minute_is_rounded_up() {
        assert_eq!([0, 29, 30, 89, 90].map(whole_minutes), [0, 0, 1, 1, 2]);
    }

    proptest! {
        #[test]
        fn every_way_of_writing_gives_the_same_seconds(hours in 0_u64..100, minutes in 0_u64..60, rest in 0_u64..60) {
            let total = hours * 3600 + minutes * 60 + rest;
            prop_assert_eq!(read(&format!("{hours}h {minutes}m {rest}s")), Some(total));
            prop_assert_eq!(read(&format!("{hours}:{minutes:02}:{rest:02}")), Some(total));
            prop_assert_eq!(read(&format!("{hours} Std. {minutes} Min. {rest} Sek.")), Some(total));
        }

        #[test]
        fn no_text_makes_reading_fail(text in "[0-9hms:., ]{0,30}|\\PC{0,20}") {
            for bare in [None, Some(60)] {
                prop_assert!(seconds(&text, bare, words()).is_none_or(|found| found <= LONGEST));
            }
        }
    }
}
