use crate::ingest::{Order, find_order, normal, read_date, tidy};
use crate::plan::DateOrder;
use crate::vocabulary::Date;

/// Seconds of a day.
const DAY: i64 = 24 * 3600;

/// How the times of one report are read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Moments {
    /// What all its dates say about their order.
    pub(super) order: Order,
    /// The order in which dates may be shown; `None` where they are left as they stand.
    certain: Option<DateOrder>,
    /// The order in which times are subtracted from each other; `None` where they contradict each other.
    near: Option<DateOrder>,
}

/// A time of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Moment {
    /// Its day, if it has one that can be read.
    day: Option<Date>,
    /// Seconds since midnight.
    seconds: u32,
}

impl Moments {
    /// Decides the order of day and month from all times of a report. Where they do not decide it, the
    /// declared one does. Where none is, the order that brings them closest together serves to subtract
    /// them, as a meeting over midnight is likelier than one over a month; the times themselves then stay
    /// as they stand.
    pub(super) fn of<'a>(values: impl Iterator<Item = &'a str> + Clone, declared: Option<DateOrder>) -> Self {
        let order = match (find_order(values.clone()), declared) {
            (Order::Ambiguous, Some(DateOrder::DayFirst)) => Order::DayFirst,
            (Order::Ambiguous, Some(DateOrder::MonthFirst)) => Order::MonthFirst,
            (order, _) => order,
        };
        let certain = order.certain().or((order == Order::Undated).then_some(DateOrder::DayFirst));
        let near = match order {
            Order::Contradictory => None,
            Order::Ambiguous => [DateOrder::DayFirst, DateOrder::MonthFirst]
                .into_iter()
                .min_by_key(|order| spread(values.clone().filter_map(|value| read_date(tidy(value), Some(*order))))),
            _ => certain,
        };
        Moments { order, certain, near }
    }

    /// Seconds since a day that is the same for the whole report; a time without a day is on `day`.
    pub(super) fn seconds(self, text: &str, day: Option<i64>) -> Option<i64> {
        let moment = read(text, self.near)?;
        let whole_day = match moment.day {
            Some(day) => day.signed_duration_since(Date::default()).num_seconds(),
            None if has_day(text) => return None,
            None => day.map_or(0, |seconds| seconds.div_euclid(DAY) * DAY),
        };
        Some(whole_day + i64::from(moment.seconds))
    }

    /// A time as workbooks have it, `2021-04-13T09:01:31`, where its order is certain; else as it stands.
    pub(super) fn shown(self, text: &str) -> String {
        let moment = self.certain.and_then(|order| read(text, Some(order)));
        match moment {
            Some(Moment { day: Some(day), seconds }) => {
                let [hour, minute, second] = [seconds / 3600, seconds / 60 % 60, seconds % 60];
                format!("{day}T{hour:02}:{minute:02}:{second:02}")
            }
            _ => tidy(text).to_owned(),
        }
    }

    /// The day of a time, in ISO form where its order is certain; else what stands before its time.
    pub(super) fn day(self, text: &str) -> String {
        let text = tidy(text);
        match self.certain.and_then(|order| read_date(text, Some(order))) {
            Some(day) => day.to_string(),
            None => before_time(text).to_owned(),
        }
    }
}

/// How many days lie between the first and the last.
fn spread(days: impl Iterator<Item = Date> + Clone) -> i64 {
    match (days.clone().min(), days.max()) {
        (Some(first), Some(last)) => last.signed_duration_since(first).num_days(),
        _ => 0,
    }
}

/// Whether a text has a day before its time, be it one that cannot be read.
pub(super) fn has_day(text: &str) -> bool {
    !before_time(tidy(text)).is_empty()
}

/// The text before the hour.
fn before_time(text: &str) -> &str {
    let Some(colon) = text.find(':') else { return text };
    let before = text.get(..colon).unwrap_or_default().trim_end_matches(|character: char| character.is_ascii_digit());
    let day = before.trim_end_matches(['T', ',', ' ', '\u{a0}', '\u{202f}']);
    // The word between day and hour, as in `13/04/2021 à 09:01`.
    match day.rsplit_once(char::is_whitespace) {
        Some((rest, word)) if !word.contains(|character: char| character.is_ascii_digit()) => {
            rest.trim_end_matches(',')
        }
        _ => day,
    }
}

fn read(text: &str, order: Option<DateOrder>) -> Option<Moment> {
    let text = tidy(text);
    let colon = text.find(':')?;
    let (head, tail) = text.split_at(colon);
    let digits = head.len() - head.trim_end_matches(|character: char| character.is_ascii_digit()).len();
    let hour: u32 = head.get(head.len() - digits..)?.parse().ok().filter(|_| digits <= 2)?;
    let mut parts = tail.get(1..)?.splitn(2, ':');
    let (minute, behind) = leading(parts.next()?)?;
    let (second, behind) = match parts.next() {
        Some(part) if behind.is_empty() => leading(part)?,
        // A colon of a time zone: `09:01+01:00`.
        Some(_) => (0, tail.get(3..)?),
        None => (0, behind),
    };
    let hour = of_day(hour, behind)?;
    if minute > 59 || second > 59 {
        return None;
    }
    Some(Moment {
        day: order.and_then(|order| read_date(text, Some(order))),
        seconds: hour * 3600 + minute * 60 + second,
    })
}

/// Two digits, and what stands behind them.
fn leading(text: &str) -> Option<(u32, &str)> {
    let (digits, rest) = text.split_at_checked(2)?;
    (!rest.starts_with(|character: char| character.is_ascii_digit())).then_some((digits.parse().ok()?, rest))
}

/// The hour of the day, by what stands behind the time: half of the day, parts of a second, a time zone.
/// All times of a report are in one zone, so that it is passed over.
fn of_day(hour: u32, behind: &str) -> Option<u32> {
    let behind = behind.strip_prefix('.').map_or(behind, |part| part.trim_start_matches(|c: char| c.is_ascii_digit()));
    let letters: String = normal(behind).chars().filter(|character| !matches!(character, '.' | ' ')).collect();
    match letters.as_str() {
        "am" if (1..=12).contains(&hour) => Some(hour % 12),
        "pm" if (1..=12).contains(&hour) => Some(hour % 12 + 12),
        "" | "z" | "utc" | "gmt" if hour < 24 => Some(hour),
        zone if hour < 24 && zone.starts_with(['+', '-']) => Some(hour),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(text: &str) -> String {
        Moments::of([text].into_iter(), None).shown(text)
    }

    #[test]
    fn times_are_shown_in_one_form_where_their_order_is_certain() {
        for (text, expected) in [
            ("13/04/2021 à 09:01:31", "2021-04-13T09:01:31"),
            ("9/22/26, 2:48:05\u{202f}PM", "2026-09-22T14:48:05"),
            ("4/13/2021, 12:00:00 AM", "2021-04-13T00:00:00"),
            ("4/13/2021, 12:01:00 p. m.", "2021-04-13T12:01:00"),
            ("2021-04-13T09:01:31.250Z", "2021-04-13T09:01:31"),
            ("2021-04-13 09:01+01:00", "2021-04-13T09:01:00"),
            ("Apr 13, 2021 09:01:31 AM", "2021-04-13T09:01:31"),
            ("13.04.2021, 09:01", "2021-04-13T09:01:00"),
        ] {
            assert_eq!(shown(text), expected);
        }
    }

    #[test]
    fn what_is_not_certain_stays_as_it_stands() {
        for text in
            ["11/4/2020, 9:50:12 AM", "13/4/2021, 25:00", "13/4/2021, 13:00 PM", "13/4/2021, 9:60", "9:50", "noon", ""]
        {
            assert_eq!(shown(text), text);
        }
    }

    #[test]
    fn days_stand_alone() {
        let day = |text: &str| Moments::of([text].into_iter(), None).day(text);
        assert_eq!(day("13/04/2021 à 09:01:31"), "2021-04-13");
        assert_eq!(day("11/4/2020, 9:50:12 AM"), "11/4/2020");
        assert_eq!(day("03/04/2021 à 09:01:31"), "03/04/2021");
        assert_eq!(day("9:50"), "");
    }

    #[test]
    fn a_meeting_over_midnight_is_not_one_over_a_month() {
        for texts in [["11/4/2020, 11:50 PM", "12/4/2020, 12:10 AM"], ["4/11/2020, 11:50 PM", "4/12/2020, 12:10 AM"]] {
            let moments = Moments::of(texts.into_iter(), None);
            let [first, last] = texts.map(|text| moments.seconds(text, None).unwrap());
            assert_eq!((last - first, moments.shown(texts[0]).as_str()), (1200, texts[0]));
        }
    }

    #[test]
    fn a_time_without_its_day_is_on_the_day_of_the_one_before() {
        let texts = ["13/4/2021 9:50", "10:20"];
        let moments = Moments::of(texts.into_iter(), None);
        let first = moments.seconds(texts[0], None);
        assert_eq!(moments.seconds(texts[1], first).unwrap() - first.unwrap(), 1800);
        assert_eq!(moments.seconds("31/31/2021 9:50", None), None);
    }

    proptest! {
        #[test]
        fn no_text_makes_reading_fail(text in "[0-9/:., APMTZ+-]{0,24}|\\PC{0,20}") {
            let moments = Moments::of([text.as_str()].into_iter(), None);
            let _ = (moments.seconds(&text, None), moments.shown(&text), moments.day(&text));
        }
    }
}
