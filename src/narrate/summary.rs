//! The sentences at the head of pages and sections.

use super::{Verdict, Words, number};
use crate::framework::MeasureKind;
use crate::measure::Interval;
use crate::narrate::figures::{tally, way_of_change};
use crate::vocabulary::{Circulation, Date, Level, Quantity, Window};
use chrono::Datelike;

/// A day as it is written in running text: `31 July 2004`.
#[must_use]
pub fn day(date: Date, words: &Words) -> String {
    let (day, year) = (date.day().to_string(), date.year().to_string());
    words.say("day", [("day", day.into()), ("month", u64::from(date.month()).into()), ("year", year.into())])
}

/// An ISO day in running text; as it is where it is none.
#[must_use]
pub fn iso_day(text: &str, words: &Words) -> String {
    text.parse().map_or_else(|_| text.to_owned(), |date| day(date, words))
}

/// `Group report`.
#[must_use]
pub fn page_kind(level: Level, words: &Words) -> String {
    words.say("page_kind", [("level", level.word().into())])
}

/// Who a page is for.
#[must_use]
pub fn audience(circulation: Circulation, words: &Words) -> String {
    words.say("audience", [("readers", circulation.word().into())])
}

/// Those who did not answer.
#[must_use]
pub fn who_is_missing(response: Option<(u64, u64)>, [one, many]: &[String; 2], words: &Words) -> String {
    match response {
        Some((answered, eligible)) if answered < eligible => words
            .say("missing_people", [("n", (eligible - answered).into()), ("one", one.into()), ("many", many.into())]),
        Some(_) => words.text("nobody_missing").to_owned(),
        None => String::new(),
    }
}

/// Most words that a reader takes in at one go.
const LONGEST_SENTENCE: usize = 25;

/// A group in one sentence.
#[must_use]
pub fn group(
    name: &str,
    in_place: Option<(usize, usize)>,
    well: Option<&str>,
    talk: Option<&str>,
    words: &Words,
) -> String {
    let start = match in_place {
        Some((good, judged)) => {
            words.say("group_some", [("name", name.into()), ("good", good.into()), ("judged", judged.into())])
        }
        None => words.say("group_little", [("name", name.into())]),
    };
    let start = ("start", start.into());
    if let (Some(well), Some(talk)) = (well, talk) {
        let told = [("well", well.into()), ("subject", talk.into())];
        let both = words.say_all("group_both", told.into_iter().chain([start.clone()]));
        if both.split_whitespace().count() <= LONGEST_SENTENCE {
            return both;
        }
    }
    match (well, talk) {
        (_, Some(talk)) => words.say("group_talk", [start, ("subject", talk.into())]),
        (Some(well), None) => words.say("group_well", [start, ("subject", well.into())]),
        (None, None) => words.say("group_plain", [start]),
    }
}

/// A region, an authority or the programme in one sentence.
#[must_use]
pub fn area(name: &str, networks: usize, groups: usize, response: Option<(u64, u64)>, words: &Words) -> String {
    let groups = words.units(groups, Level::Group);
    let holds = match networks {
        0 => groups,
        some => {
            let networks = words.units(some, Level::Network);
            words.say("area_in_networks", [("groups", groups.into()), ("networks", networks.into())])
        }
    };
    let plain = [("name", name.into()), ("holds", holds.into())];
    match response {
        Some((answered, eligible)) => {
            let told = [
                ("answered", answered.into()),
                ("eligible", eligible.into()),
                ("percent", number::percent(answered, eligible).into()),
            ];
            words.say_all("area_answered", plain.into_iter().chain(told))
        }
        None => words.say("area_plain", plain),
    }
}

/// Where one indicator of a group stands.
#[must_use]
pub fn standing(
    name: &str,
    own: &str,
    programme: Option<&str>,
    verdict: Option<Verdict>,
    band: &str,
    words: &Words,
) -> String {
    let plain = [("name", name.into()), ("band", band.to_lowercase().into()), ("own", own.into())];
    match programme {
        Some(programme) => {
            let beside = [("programme", programme.into()), ("verdict", verdict.map_or("none", Verdict::word).into())];
            words.say_all("standing_beside", plain.into_iter().chain(beside))
        }
        None => words.say("standing_alone", plain),
    }
}

/// How many groups have a characteristic in place.
#[must_use]
pub fn in_place(name: &str, groups: u64, judged: u64, words: &Words) -> String {
    let which = match groups {
        0 => "none",
        all if all == judged => "all",
        _ => "some",
    };
    words.say(
        "groups_in_place",
        [("which", which.into()), ("name", name.into()), ("groups", groups.into()), ("judged", judged.into())],
    )
}

/// What changed since the first survey.
#[must_use]
pub fn change(verdicts: &[Verdict], since: &str, words: &Words) -> String {
    let (which, up, down) = way_of_change(verdicts);
    words.say(
        "change_summary",
        [
            ("which", which.into()),
            ("up", up.into()),
            ("down", down.into()),
            ("scales", verdicts.len().into()),
            ("since", since.into()),
        ],
    )
}

/// The reading of one change.
#[must_use]
pub fn change_word(verdict: Verdict, words: &Words) -> &str {
    words.keyed("change_word", verdict.word())
}

/// The reading of a difference from the comparator.
#[must_use]
pub fn difference_word(verdict: Verdict, words: &Words) -> &str {
    words.keyed("difference", verdict.word())
}

/// What members say of an outcome.
#[must_use]
pub fn perceived(name: &str, value: &str, quantity: Quantity, ends: Option<(f64, f64)>, words: &Words) -> String {
    let plain = [("name", name.into()), ("value", value.into())];
    match (quantity, ends) {
        (Quantity::ScaleMean, Some((from, to))) => {
            let end = |value| number::plain(Quantity::Step, value);
            let ends = [("from", end(from).into()), ("to", end(to).into())];
            words.say_all("perceived_scale", plain.into_iter().chain(ends))
        }
        _ if value.ends_with('%') => words.say("perceived_share", plain),
        _ => words.say("perceived_count", plain),
    }
}

/// What was measured of an outcome.
#[must_use]
pub fn measured(name: &str, quantity: Quantity, value: f64, interval: Option<Interval>, words: &Words) -> String {
    let plain = [("name", name.into()), ("value", number::signed(quantity, value).into())];
    let Some(interval) = interval else { return words.say("measured_without_range", plain) };
    let verdict = super::against(interval, 0.0);
    let told = [("range", number::range(quantity, interval, words).into()), ("verdict", verdict.word().into())];
    words.say_all("measured", plain.into_iter().chain(told))
}

/// There is one survey only.
#[must_use]
pub fn no_earlier_wave(label: &str, words: &Words) -> String {
    words.say("first_survey", [("wave", label.into())])
}

/// How many people a change rests on.
#[must_use]
pub fn pairs(most: u64, matched: Option<(u64, u64)>, words: &Words) -> String {
    match matched {
        Some((pairs, first)) => words.say("pairs_matched", [("pairs", pairs.into()), ("first", first.into())]),
        None => words.say("pairs_up_to", [("pairs", most.into())]),
    }
}

/// What the design allows to be said: with members' answers, with measured outcomes, or with both.
#[must_use]
pub fn contribution(has_answers: bool, has_measured: bool, words: &Words) -> String {
    let id = match (has_answers, has_measured) {
        (true, true) => "contribution",
        (true, false) => "only_said",
        (false, _) => "only_measured",
    };
    words.text(id).to_owned()
}

/// The caption of the heat grid.
#[must_use]
pub fn heat_caption(level: Level, words: &Words) -> String {
    words.say("heat_caption", [("level", level.word().into())])
}

/// What a tile is called and which stretch of time its number is of.
#[must_use]
pub fn tile(measure: &MeasureKind, name: &str, wave: &str, words: &Words) -> (String, String) {
    let (label, window) = match measure {
        MeasureKind::Count(rows) if rows.table == "sessions" => (words.text("tile_sessions"), rows.window),
        MeasureKind::Count(rows) => (name, rows.window),
        MeasureKind::Rate(rate) => (name, rate.window),
        _ => (name, Window::Wave),
    };
    let up_to = |id: &str| words.say(id, [("wave", wave.into())]);
    let window = match window {
        Window::Wave => wave.to_owned(),
        Window::Year => up_to("window_year"),
        Window::TwoYears => up_to("window_two_years"),
        Window::Ever => up_to("window_ever"),
    };
    (label.to_owned(), window)
}

/// Under a grid in which values may be missing.
#[must_use]
pub fn symbols(words: &Words) -> String {
    words.say(
        "symbols_told",
        [
            ("confidential", words.text("symbol_confidential").into()),
            ("confidential_is", words.text("symbol_confidential_is").into()),
            ("not_available", words.text("symbol_not_available").into()),
            ("not_available_is", words.text("symbol_not_available_is").into()),
            ("not_applicable", words.text("symbol_not_applicable").into()),
            ("not_applicable_is", words.text("symbol_not_applicable_is").into()),
        ],
    )
}

/// How many unusual units chance alone would give.
#[must_use]
pub fn false_alarms(looks: usize, words: &Words) -> String {
    let by_chance = (looks * 5 + 50) / 100;
    let far = (looks * 2 + 500) / 1000;
    words.say("false_alarms", [("looks", looks.into()), ("by_chance", by_chance.into()), ("far", far.into())])
}

/// One unusual unit.
#[must_use]
pub fn unusual(measure: &str, verdict: Verdict, range: &str, programme: &str, words: &Words) -> String {
    words.say(
        "unusual",
        [
            ("measure", measure.into()),
            ("verdict", verdict.word().into()),
            ("range", range.into()),
            ("programme", programme.into()),
        ],
    )
}

/// All units compared, for the text alternative.
#[must_use]
pub fn compared(verdicts: &[Verdict], level: Level, words: &Words) -> String {
    let units = || ("units", words.units(verdicts.len(), level).into());
    match tally(verdicts, words) {
        Some(differences) => words.say("compared_differ", [units(), ("differences", differences.into())]),
        None => words.say("compared_alike", [units()]),
    }
}

/// There are more units than a drawing can hold.
#[must_use]
pub fn too_many_to_draw(units: usize, level: Level, words: &Words) -> String {
    words.say("too_many_to_draw", [("units", words.units(units, level).into())])
}

/// Which units are not in a figure, and why.
#[must_use]
pub fn not_shown(names: &[String], reason: &str, words: &Words) -> Option<String> {
    let told = match names.len() {
        0 => return None,
        1..=12 => names.join(", "),
        many => words.say("not_shown_units", [("n", many.into())]),
    };
    Some(words.say("not_shown", [("names", told.into()), ("reason", reason.into())]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::narrate::tests::english;

    #[test]
    fn what_was_measured_is_worded_by_its_interval() {
        let said = |low, high| measured("Reading", Quantity::EffectSize, 0.1, Some(Interval { low, high }), &english());
        assert!(said(0.02, 0.18).contains("more than the comparator"));
        assert!(said(-0.05, 0.25).contains("no clear difference"));
    }

    #[test]
    fn one_in_twenty_comparisons_is_expected_to_be_unusual_by_chance() {
        assert!(false_alarms(60, &english()).contains("about 3"));
        assert!(false_alarms(6, &english()).contains("fewer than one"));
    }

    #[test]
    fn a_day_has_its_month_in_words_and_no_comma_in_its_year() {
        let date = Date::from_ymd_opt(2004, 3, 14).unwrap();
        assert_eq!(day(date, &english()), "14 March 2004");
    }
}
