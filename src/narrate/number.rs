//! How numbers are written. The only place: a number has the same digits in a sentence, a chart and a table, and in
//! every language of the reports.

use super::words::Words;
use crate::measure::Interval;
use crate::vocabulary::Quantity;

/// Below so many people a share is written as a count first.
pub const COUNTS_BELOW: u64 = 30;

/// Minus as typographers know it.
const MINUS: char = '\u{2212}';

/// A whole number with commas between thousands: `1,204`.
#[must_use]
pub fn count(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A part of a whole: `9 of 12`.
#[must_use]
pub fn of(part: u64, whole: u64, words: &Words) -> String {
    words.say("of", [("part", part.into()), ("whole", whole.into())])
}

/// A share of a count: `9 of 12` for few, `82%` for many.
#[must_use]
pub fn part(part: u64, whole: u64, words: &Words) -> String {
    if whole < COUNTS_BELOW { of(part, whole, words) } else { percent(part, whole) }
}

/// A share of a count in whole per cent, from the unrounded counts.
#[must_use]
pub fn percent(part: u64, whole: u64) -> String {
    if whole == 0 { "0%".to_owned() } else { format!("{}%", (part * 200 + whole) / (2 * whole)) }
}

/// A count with its share: `48 of 61 (79%)`. All but one of many is not written as all.
#[must_use]
pub fn of_with_percent(part: u64, whole: u64, words: &Words) -> String {
    let share = match percent(part, whole).as_str() {
        "100%" if part < whole => words.say("over_percent", [("percent", "99%".into())]),
        "0%" if part > 0 => words.say("under_percent", [("percent", "1%".into())]),
        share => share.to_owned(),
    };
    words.say("of_with_percent", [("part", part.into()), ("whole", whole.into()), ("share", share.into())])
}

/// A value in the digits of its quantity: `3.9`, `82%`, `−0.2`.
#[must_use]
pub fn plain(quantity: Quantity, value: f64) -> String {
    let value = quantity.round(value);
    let body = match quantity {
        Quantity::Share => format!("{:.0}%", (value * 100.0).abs()),
        _ => grouped(value.abs(), usize::from(quantity.digits().0)),
    };
    if value < 0.0 { format!("{MINUS}{body}") } else { body }
}

fn grouped(value: f64, places: usize) -> String {
    let text = format!("{value:.places$}");
    match text.split_once('.') {
        Some((whole, fraction)) => format!("{}.{fraction}", whole.parse().map_or_else(|_| whole.to_owned(), count)),
        None => text.parse().map_or(text, count),
    }
}

/// A difference with its sign: `+0.3`, `−0.2`, `0.0`.
#[must_use]
pub fn signed(quantity: Quantity, value: f64) -> String {
    let text = plain(quantity, value);
    if quantity.round(value) > 0.0 { format!("+{text}") } else { text }
}

/// A value of a quantity that may be a difference: with its sign if it is.
#[must_use]
pub fn natural(quantity: Quantity, value: f64) -> String {
    match quantity {
        Quantity::ScaleDifference | Quantity::NumberDifference | Quantity::EffectSize => signed(quantity, value),
        _ => plain(quantity, value),
    }
}

/// Both ends of an interval: `3.6 to 4.2`.
#[must_use]
pub fn range(quantity: Quantity, interval: Interval, words: &Words) -> String {
    let end = |value| natural(quantity, value);
    words.say("range", [("low", end(interval.low).into()), ("high", end(interval.high).into())])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::narrate::tests::english;

    #[test]
    fn thousands_have_commas_and_small_numbers_none() {
        assert_eq!([count(0), count(999), count(1204), count(1_000_000)], ["0", "999", "1,204", "1,000,000"]);
    }

    #[test]
    fn shares_of_few_are_counts_and_of_many_per_cent() {
        assert_eq!(part(9, 12, &english()), "9 of 12");
        assert_eq!(part(48, 61, &english()), "79%");
        assert_eq!(of_with_percent(48, 61, &english()), "48 of 61 (79%)");
        assert_eq!(of_with_percent(8167, 8172, &english()), "8,167 of 8,172 (over 99%)");
    }

    #[test]
    fn a_minus_is_a_minus_and_nought_has_no_sign() {
        assert_eq!(signed(Quantity::ScaleDifference, -0.24), "\u{2212}0.2");
        assert_eq!(signed(Quantity::ScaleDifference, 0.04), "0.0");
        assert_eq!(signed(Quantity::ScaleDifference, 0.3), "+0.3");
        assert_eq!(range(Quantity::Share, Interval { low: 0.45, high: 0.88 }, &english()), "45% to 88%");
        assert_eq!(plain(Quantity::Score, 1234.5), "1,234.50");
    }
}
