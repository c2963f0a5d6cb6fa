//! The texts of figures: titles that say what the intervals allow, sentences, and how to read each chart.

use super::{Verdict, Words, number};
use crate::measure::Counted;

/// Stands where there is no range or band to tell.
pub const NO_RANGE: &str = "\u{2013}";

/// What a value rests on: `9 of 12 answered`, `48 places due`.
#[must_use]
pub fn behind(n: u64, eligible: Option<u64>, counted: Counted, words: &Words) -> String {
    match (counted, eligible) {
        (Counted::Respondents, Some(eligible)) => format!("{} answered", number::of(n, eligible)),
        (Counted::Pairs, _) => format!("{} at both times", number::counted(n, words.counted(Counted::Respondents))),
        _ => number::counted(n, words.counted(counted)),
    }
}

/// `48 of 61 members answered (79%).`, or that this may not be told.
#[must_use]
pub fn response_line(response: Option<(u64, u64)>, [_, people]: &[String; 2]) -> String {
    match response {
        Some((answered, eligible)) => {
            format!("{} {people} answered ({}).", number::of(answered, eligible), number::percent(answered, eligible))
        }
        None => "How many answered is not shown here, to protect people or because it is not on record.".to_owned(),
    }
}

/// The first letter in upper case.
#[must_use]
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The first of several wordings that a title can hold, longest first; the last one cut at a word if none can.
#[must_use]
pub fn fitting(wordings: &[String]) -> String {
    const MOST: usize = 15;
    let fits = |text: &&String| text.split_whitespace().count() <= MOST;
    wordings.iter().find(fits).cloned().unwrap_or_else(|| {
        let last = wordings.last().map_or("", String::as_str);
        let words: Vec<&str> = last.split_whitespace().take(MOST).collect();
        format!("{}\u{2026}", words.join(" "))
    })
}

/// The sentences that are short enough to be read at one go; where names make every one too long, a plain one.
#[must_use]
pub fn readable(sentences: Vec<String>) -> Vec<String> {
    const MOST: usize = 25;
    let mut kept = sentences;
    kept.retain(|sentence| sentence.split_whitespace().count() <= MOST);
    if kept.is_empty() { vec!["The values are in the table.".to_owned()] } else { kept }
}

/// Stands under a figure whose names leave no room to draw it.
#[must_use]
pub fn undrawn() -> String {
    "Names here are too long to be drawn legibly, so the table stands in for the drawing.".to_owned()
}

/// As many whole sentences as a text alternative can hold; the first words where not even one fits.
#[must_use]
pub fn shortened(text: &str) -> String {
    const MOST: usize = 220;
    if text.chars().count() <= MOST {
        return text.trim().to_owned();
    }
    let head: String = text.chars().take(MOST - 1).collect();
    match head.rfind(". ") {
        Some(end) => head.chars().take(head.get(..=end).map_or(0, |kept| kept.chars().count())).collect(),
        None => match head.rfind(' ').and_then(|end| head.get(..end)) {
            Some(kept) => format!("{kept}…"),
            None => format!("{head}…"),
        },
    }
}

/// `two are higher, one is lower`: which way units or scales differ; nothing if none does.
#[must_use]
pub fn tally(verdicts: &[Verdict]) -> Option<String> {
    let number_of = |wanted: Verdict| verdicts.iter().filter(|verdict| **verdict == wanted).count();
    let part = |verdict: Verdict, word: &str| match number_of(verdict) {
        0 => None,
        1 => Some(format!("one is {word}")),
        many => Some(format!("{} are {word}", number::spelled(many))),
    };
    let parts: Vec<String> =
        [part(Verdict::Higher, "higher"), part(Verdict::Lower, "lower")].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// The strip of characteristics.
pub mod strip {
    use super::{Verdict, capital, tally};

    /// Title: what differs from the programme, or that nothing clearly does.
    #[must_use]
    pub fn title(verdicts: &[Verdict]) -> String {
        match tally(verdicts) {
            Some(differences) => format!("Beside the programme: {differences}, the rest similar"),
            None if verdicts.is_empty() => "What members say about how the group works".to_owned(),
            None => "No clear difference from the programme in how the group works".to_owned(),
        }
    }

    /// One characteristic against the programme.
    #[must_use]
    pub fn sentence(name: &str, verdict: Verdict, own: &str, programme: &str) -> String {
        match verdict {
            Verdict::Similar => format!("{} stands at {own}, similar to the programme at {programme}.", capital(name)),
            other => format!("{} is {} the programme: {own} against {programme}.", capital(name), other.phrase()),
        }
    }

    /// How to read it.
    #[must_use]
    pub fn how_to_read() -> Vec<String> {
        [
            "Each row is one characteristic, on the scale of the answers. The diamond is this group.",
            "The upright line is the programme. Grey ticks are other groups, never named, and the bar is their middle half.",
            "“Similar” means that chance in so small a group could explain the distance to the programme.",
        ]
        .map(str::to_owned)
        .to_vec()
    }
}

/// Answers to questions.
pub mod answers {
    /// Title: on how many questions most answers are favourable.
    #[must_use]
    pub fn title(favourable: usize, shown: usize) -> String {
        match (favourable, shown) {
            (_, 0) => "Answers that may not be shown one by one".to_owned(),
            (0, _) => "Most answers are favourable on none of these questions".to_owned(),
            (all, shown) if all == shown => format!("Most answers are favourable on all {shown} questions shown"),
            (some, shown) => format!("Most answers are favourable on {some} of {shown} questions shown"),
        }
    }

    /// What the questions of each drawing are about.
    pub const KEY: &str = "Questions on how the group works";
    /// The same for what may last.
    pub const OUTLOOK: &str = "Questions on whether it will last";
    /// The same for what came of it.
    pub const IMPACT: &str = "Questions on what it led to";
    /// The same for what goes beyond the key characteristics.
    pub const FURTHER: &str = "Further questions on how the group works";
    /// The same for all the rest.
    pub const OTHER: &str = "Other questions";

    /// What is shown: the questions, the answers offered, whose and when. The answers tell apart two drawings of
    /// questions on the same thing.
    #[must_use]
    pub fn subtitle(questions: &str, labels: &[String], who: &str, when: &str) -> String {
        match labels {
            [first, .., last] => {
                format!("{questions}, from \u{201c}{first}\u{201d} to \u{201c}{last}\u{201d}, {who}, {when}")
            }
            _ => format!("{questions}, {who}, {when}"),
        }
    }

    /// Names of three merged answers.
    pub const ENDS: [&str; 3] = ["Unfavourable", "Neither", "Favourable"];

    /// Stands beside a question for which disagreeing is the good answer.
    pub const REVERSE: &str = "Disagreeing is the good answer";

    /// The span of favourable answers over the questions.
    #[must_use]
    pub fn range(fewest: &str, most: &str) -> String {
        if fewest == most {
            format!("Every question shown drew {most} favourable answers.")
        } else {
            format!("Favourable answers run from {fewest} to {most}.")
        }
    }

    /// The question that drew the fewest favourable answers.
    #[must_use]
    pub fn lowest(question: &str) -> String {
        format!("The fewest were for “{}”.", question.trim_end_matches('.'))
    }

    /// How to read it.
    #[must_use]
    pub fn how_to_read() -> Vec<String> {
        [
            "Disagreement runs to the left of the zero line and agreement to the right. “Neither” has its own column.",
            "Where disagreeing is the good answer, the row says so; answers are shown as they were given.",
            "Answers are merged or left out where showing them would tell one person’s answer.",
        ]
        .map(str::to_owned)
        .to_vec()
    }
}

/// Units compared on one measure.
pub mod caterpillar {
    use super::{Verdict, fitting, tally};

    /// Title: how many units differ from the programme, if any does.
    #[must_use]
    pub fn title(measure: &str, units: &str, verdicts: &[Verdict]) -> String {
        let long = match tally(verdicts) {
            Some(differences) => format!("{measure}: of {} {units}, {differences} than the programme", verdicts.len()),
            None => format!("{measure}: no clear difference between {units} and the programme"),
        };
        let short = match tally(verdicts) {
            Some(differences) => format!("{measure}: {differences}"),
            None => format!("{measure}: no clear difference"),
        };
        fitting(&[long, short, measure.to_owned()])
    }

    /// The programme's own value.
    #[must_use]
    pub fn sentence(measure: &str, programme: &str) -> String {
        format!("{measure} is {programme} for the programme as a whole.")
    }

    /// What the order means.
    #[must_use]
    pub fn order() -> String {
        "The order of units whose lines overlap is mostly chance.".to_owned()
    }

    /// How to read it.
    #[must_use]
    pub fn how_to_read() -> Vec<String> {
        [
            "Each row is one unit: the mark is its estimate and the line its likely range. The dashed line is the programme.",
            "Estimates are drawn towards the programme where answers are few, so that chance is not taken for difference.",
            "▲ the whole line is above the programme, ▼ below it, ● the line includes it.",
        ]
        .map(str::to_owned)
        .to_vec()
    }
}

/// Bands over groups.
pub mod bands {
    use super::number;

    /// Title: how many characteristics most groups have in place.
    #[must_use]
    pub fn title(most: usize, judged: usize) -> String {
        match most {
            0 => format!("None of {judged} key characteristics is in place in most groups"),
            most => format!("In most groups, {most} of {judged} key characteristics are in place"),
        }
    }

    /// The characteristics most and least often in place.
    #[must_use]
    pub fn sentence(often: (&str, u64, u64), seldom: (&str, u64, u64)) -> Vec<String> {
        vec![
            format!("{} is in place in {} groups.", often.0, number::of(often.1, often.2)),
            format!("The least common is {}: {} groups.", seldom.0, number::of(seldom.1, seldom.2)),
        ]
    }

    /// How to read it.
    #[must_use]
    pub fn how_to_read() -> Vec<String> {
        [
            "Each row is one characteristic. Groups that have it in place are to the right of zero, groups that do not yet to the left.",
            "Groups that have it partly in place are in the grey column. Only groups whose value may be shown are counted.",
        ]
        .map(str::to_owned)
        .to_vec()
    }
}

/// Change among the same people.
pub mod change {
    use super::{Verdict, number};

    /// Title: how many scales changed clearly.
    #[must_use]
    pub fn title(verdicts: &[Verdict], since: &str) -> String {
        let number_of = |wanted: Verdict| verdicts.iter().filter(|verdict| **verdict == wanted).count();
        match (number_of(Verdict::Higher), number_of(Verdict::Lower)) {
            (0, 0) => format!("No clear change since {since} among people who answered twice"),
            (up, 0) => format!("Clear rise on {} of {} scales since {since}", up, verdicts.len()),
            (0, down) => format!("Clear fall on {} of {} scales since {since}", down, verdicts.len()),
            (up, down) => {
                format!("Since {since}: clear rise on {}, clear fall on {}", number::spelled(up), number::spelled(down))
            }
        }
    }

    /// One scale's change.
    #[must_use]
    pub fn sentence(scale: &str, verdict: Verdict, change: &str, range: &str) -> String {
        match verdict {
            Verdict::Higher => format!("{scale} rose: {change}, likely range {range}."),
            Verdict::Lower => format!("{scale} fell: {change}, likely range {range}."),
            Verdict::Similar => format!("{scale} shows no clear change: {change}, likely range {range}."),
        }
    }

    /// How to read it.
    #[must_use]
    pub fn how_to_read() -> Vec<String> {
        [
            "Only people who answered both times count. The ring is where they stood first, set to nought; the dot is how far they moved.",
            "A change is clear when its likely range leaves out nought. Grey dots are changes that may be chance.",
        ]
        .map(str::to_owned)
        .to_vec()
    }
}
