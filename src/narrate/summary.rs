//! The sentences at the head of pages and sections.

use super::{Verdict, Words, number};
use crate::framework::MeasureKind;
use crate::measure::Interval;
use crate::narrate::figures::{capital, tally};
use crate::vocabulary::{Circulation, Date, Level, Quantity, Window};
use chrono::Datelike;

/// Readings of a difference: above, around and below nought.
pub const DIFFERENCE: [&str; 3] = ["▲ more than the comparator", "● no clear difference", "▼ less than the comparator"];

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A day as it is written in running text: `31 July 2004`.
#[must_use]
pub fn day(date: Date) -> String {
    let month = MONTHS.get(date.month0() as usize).copied().unwrap_or_default();
    format!("{} {month} {}", date.day(), date.year())
}

/// An ISO day in running text; as it is where it is none.
#[must_use]
pub fn iso_day(text: &str) -> String {
    text.parse().map_or_else(|_| text.to_owned(), day)
}

/// `Group report`.
#[must_use]
pub fn page_kind(level: Level, words: &Words) -> String {
    format!("{} report", capital(&words.level(level)[0]))
}

/// Who a page is for.
#[must_use]
pub fn audience(circulation: Circulation, words: &Words) -> String {
    format!("For {}", words.circulation(circulation))
}

/// Those who did not answer.
#[must_use]
pub fn who_is_missing(response: Option<(u64, u64)>, [one, many]: &[String; 2]) -> String {
    match response {
        Some((answered, eligible)) if answered < eligible => match eligible - answered {
            1 => format!("What the other {one} thinks is not known."),
            missing => format!("What the other {} {many} think is not known.", number::count(missing)),
        },
        Some(_) => "Everyone asked answered, so this is what they said and not an estimate of it.".to_owned(),
        None => String::new(),
    }
}

/// A group in one sentence.
#[must_use]
pub fn group(name: &str, in_place: Option<(usize, usize)>, well: Option<&str>, talk: Option<&str>) -> String {
    let start = match in_place {
        Some((good, judged)) => format!("{name} has {good} of {judged} characteristics in place"),
        None => format!("Little can be said of {name} yet"),
    };
    match (well, talk) {
        (_, Some(talk)) => format!("{start}; the first to talk about is {}.", lower_first(talk)),
        (Some(well), None) => format!("{start}, among them {}.", lower_first(well)),
        (None, None) => format!("{start}."),
    }
}

fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    match (letters.next(), letters.clone().next()) {
        // Names in capitals stay as they are.
        (Some(first), Some(second)) if second.is_lowercase() => first.to_lowercase().chain(letters).collect(),
        _ => text.to_owned(),
    }
}

/// A region, an authority or the programme in one sentence.
#[must_use]
pub fn area(name: &str, networks: usize, groups: usize, response: Option<(u64, u64)>) -> String {
    let groups = if groups == 1 { "1 group".to_owned() } else { format!("{groups} groups") };
    let holds = match networks {
        0 => groups,
        1 => format!("{groups} in 1 network"),
        many => format!("{groups} in {many} networks"),
    };
    match response {
        Some((answered, eligible)) => {
            let (part, share) = (number::of(answered, eligible), number::percent(answered, eligible));
            format!("{name} has {holds}; {part} members ({share}) answered the survey.")
        }
        None => format!("{name} has {holds}."),
    }
}

/// Where one indicator of a group stands.
#[must_use]
pub fn standing(name: &str, own: &str, programme: Option<&str>, verdict: Option<Verdict>, band: &str) -> String {
    let band = band.to_lowercase();
    match (verdict, programme) {
        (Some(Verdict::Similar), Some(programme)) => {
            format!("{name}: {band}, at {own}; no clear difference from the programme’s {programme}.")
        }
        (Some(other), Some(programme)) => {
            format!("{name}: {band}, at {own}, {} the programme’s {programme}.", other.phrase())
        }
        (None, Some(programme)) => format!("{name}: {band}, at {own}; the programme has {programme}."),
        (_, None) => format!("{name}: {band}, at {own}."),
    }
}

/// How many groups have a characteristic in place.
#[must_use]
pub fn in_place(name: &str, groups: u64, judged: u64) -> String {
    match groups {
        0 => format!("{name} is in place in none of {} groups that can be judged.", number::count(judged)),
        all if all == judged => {
            format!("{name} is in place in all {} groups that can be judged.", number::count(judged))
        }
        some => format!("{name} is in place in {} groups that can be judged.", number::of(some, judged)),
    }
}

/// What changed since the first survey.
#[must_use]
pub fn change(verdicts: &[Verdict], since: &str) -> String {
    let number_of = |wanted: Verdict| verdicts.iter().filter(|verdict| **verdict == wanted).count();
    let scales = verdicts.len();
    match (number_of(Verdict::Higher), number_of(Verdict::Lower)) {
        (0, 0) => format!("People who answered twice show no clear change since {since}."),
        (up, 0) => format!("People who answered twice rose clearly on {up} of {scales} scales since {since}."),
        (0, down) => format!("People who answered twice fell clearly on {down} of {scales} scales since {since}."),
        (up, down) => {
            format!("Since {since}, people who answered twice rose clearly on {up} scales and fell on {down}.")
        }
    }
}

/// The reading of one change.
#[must_use]
pub fn change_word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Higher => "▲ clear rise",
        Verdict::Similar => "● no clear change",
        Verdict::Lower => "▼ clear fall",
    }
}

/// What members say of an outcome.
#[must_use]
pub fn perceived(name: &str, value: &str, quantity: Quantity, ends: Option<(f64, f64)>) -> String {
    match (quantity, ends) {
        (Quantity::ScaleMean, Some((from, to))) => {
            let end = |value| number::plain(Quantity::Step, value);
            format!("{name}, as members see it: {value} on a scale of {} to {}.", end(from), end(to))
        }
        _ if value.contains(" of ") => format!("{name}: {value} members who answered say so."),
        _ => format!("{name}: {value} of members who answered say so."),
    }
}

/// What was measured of an outcome.
#[must_use]
pub fn measured(name: &str, quantity: Quantity, value: f64, interval: Option<Interval>) -> String {
    let value = number::signed(quantity, value);
    let Some(interval) = interval else {
        return format!("{name}: {value}, without a likely range.");
    };
    let range = number::range(quantity, interval);
    let reading = match super::against(interval, 0.0) {
        Verdict::Higher => "more than the comparator",
        Verdict::Similar => "no clear difference from the comparator",
        Verdict::Lower => "less than the comparator",
    };
    format!("{name}: {reading}, at {value} (likely range {range}).")
}

/// There is one survey only.
#[must_use]
pub fn no_earlier_wave(label: &str) -> String {
    format!("{label} is the first survey, so nothing can have changed yet.")
}

/// Nothing can be said of matched people.
#[must_use]
pub fn no_matched_change() -> String {
    "Too few people answered both times, or could be matched, to say what changed.".to_owned()
}

/// Under the table of all answers.
#[must_use]
pub fn unmatched() -> String {
    "In the table of everybody’s answers the people may differ from survey to survey, not only their answers."
        .to_owned()
}

/// How many people a change rests on.
#[must_use]
pub fn pairs(most: u64, matched: Option<(u64, u64)>) -> String {
    match matched {
        Some((pairs, first)) => {
            format!("{} of the {} who answered first could be matched.", number::count(pairs), number::count(first))
        }
        None => format!("Up to {} people answered both times.", number::count(most)),
    }
}

/// There is no impact data at all.
#[must_use]
pub fn no_impact() -> String {
    "No outcome was collected, so nothing is said about what the programme led to.".to_owned()
}

/// What the design allows to be said.
#[must_use]
pub fn contribution() -> String {
    "What members say and what was measured stand side by side here. Neither shows by itself that the programme made the difference.".to_owned()
}

/// The same where only one of the two is there.
#[must_use]
pub fn one_sided(has_answers: bool) -> String {
    if has_answers {
        "Only what members say is on record; nothing was measured to set beside it.".to_owned()
    } else {
        "Only what was measured is on record; members were not asked.".to_owned()
    }
}

/// The caption of the heat grid.
#[must_use]
pub fn heat_caption(one: &str) -> String {
    format!(
        "Average answers by {one}, in order of name. The stronger the shade, the higher; every cell has its number."
    )
}

/// What a tile is called and which stretch of time its number is of.
#[must_use]
pub fn tile(measure: &MeasureKind, name: &str, wave: &str) -> (String, String) {
    let (label, window) = match measure {
        MeasureKind::Count(rows) if rows.table == "sessions" => ("Sessions held", rows.window),
        MeasureKind::Count(rows) => (name, rows.window),
        MeasureKind::Rate(rate) => (name, rate.window),
        _ => (name, Window::Wave),
    };
    let window = match window {
        Window::Wave => wave.to_owned(),
        Window::Year => format!("twelve months to {wave}"),
        Window::TwoYears => format!("two years to {wave}"),
        Window::Ever => format!("up to {wave}"),
    };
    (label.to_owned(), window)
}

/// Under a grid in which values may be missing.
#[must_use]
pub fn symbols(words: &Words) -> String {
    let symbols = &words.symbols;
    let told = |symbol: &str, meaning: &str| format!("{symbol} {meaning}");
    [
        told(&symbols.confidential, &symbols.confidential_meaning),
        told(&symbols.not_available, &symbols.not_available_meaning),
        told(&symbols.not_applicable, &symbols.not_applicable_meaning),
    ]
    .join("; ")
}

/// Under a table in which a group is compared.
#[must_use]
pub fn ranges_among_peers() -> String {
    "Likely ranges of answers are those of groups like this one: drawn towards the programme where answers are few. They decide what is called higher, similar or lower.".to_owned()
}

/// How many unusual units chance alone would give.
#[must_use]
pub fn false_alarms(looks: usize) -> String {
    let by_chance = (looks * 5 + 50) / 100;
    let expected = match by_chance {
        0 => "fewer than one".to_owned(),
        many => format!("about {many}"),
    };
    format!(
        "{looks} comparisons were made. By chance alone {expected} would look unusual. Ask why before drawing any conclusion."
    )
}

/// One unusual unit.
#[must_use]
pub fn unusual(measure: &str, verdict: Verdict, range: &str, programme: &str) -> String {
    format!("{measure} is {} the programme’s {programme}: likely range {range}.", verdict.phrase())
}

/// All units compared, for the text alternative.
#[must_use]
pub fn compared(verdicts: &[Verdict], many: &str) -> String {
    match tally(verdicts) {
        Some(differences) => format!("Of {} {many}, {differences}.", verdicts.len()),
        None => format!("The likely range of each of {} {many} includes it.", verdicts.len()),
    }
}

/// There are more units than a drawing can hold.
#[must_use]
pub fn too_many_to_draw(units: usize, many: &str) -> String {
    format!("{units} {many} are too many to draw. The table lists all of them.")
}

/// Which units are not in a figure.
#[must_use]
pub fn not_shown(names: &[String]) -> Option<String> {
    match names.len() {
        0 => None,
        1..=12 => Some(format!("Not shown: {}.", names.join(", "))),
        many => Some(format!("Not shown: {many} units.")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_measured_is_worded_by_its_interval() {
        let said = |low, high| measured("Reading", Quantity::EffectSize, 0.1, Some(Interval { low, high }));
        assert!(said(0.02, 0.18).contains("more than the comparator"));
        assert!(said(-0.05, 0.25).contains("no clear difference"));
    }

    #[test]
    fn one_in_twenty_comparisons_is_expected_to_be_unusual_by_chance() {
        assert!(false_alarms(60).contains("about 3"));
        assert!(false_alarms(6).contains("fewer than one"));
    }
}
