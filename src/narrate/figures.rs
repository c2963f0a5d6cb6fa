//! The texts of figures: titles that say what the intervals allow, sentences, and how to read each chart.

use super::{Verdict, Words};
use crate::measure::Counted;

/// Stands where there is no range or band to tell.
pub const NO_RANGE: &str = "\u{2013}";

/// What a value rests on: `9 of 12 answered`, `48 places due`.
#[must_use]
pub fn behind(n: u64, eligible: Option<u64>, counted: Counted, words: &Words) -> String {
    match (counted, eligible) {
        (Counted::Respondents, Some(eligible)) => {
            words.say("behind_answered", [("n", n.into()), ("eligible", eligible.into())])
        }
        (Counted::Pairs, _) => words.say("behind_pairs", [("n", n.into())]),
        _ => words.counted(n, counted),
    }
}

/// `48 of 61 members answered (79%).`, or that this may not be told.
#[must_use]
pub fn response_line(response: Option<(u64, u64)>, [_, people]: &[String; 2], words: &Words) -> String {
    match response {
        // What the respondents are called may come first.
        Some((answered, eligible)) => capital(&words.say(
            "response_line",
            [
                ("answered", answered.into()),
                ("eligible", eligible.into()),
                ("many", people.into()),
                ("percent", super::number::percent(answered, eligible).into()),
            ],
        )),
        None => words.text("response_unknown").to_owned(),
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
pub fn readable(sentences: Vec<String>, words: &Words) -> Vec<String> {
    const MOST: usize = 25;
    let mut kept = sentences;
    kept.retain(|sentence| sentence.split_whitespace().count() <= MOST);
    if kept.is_empty() { words.texts(["values_in_table"]) } else { kept }
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

/// How many units or scales lie above and below.
fn ways(verdicts: &[Verdict]) -> (usize, usize) {
    let number_of = |wanted: Verdict| verdicts.iter().filter(|verdict| **verdict == wanted).count();
    (number_of(Verdict::Higher), number_of(Verdict::Lower))
}

/// The key by which messages on changes choose: which way any went, and how many each way.
#[must_use]
pub fn way_of_change(verdicts: &[Verdict]) -> (&'static str, usize, usize) {
    let (up, down) = ways(verdicts);
    let which = match (up, down) {
        (0, 0) => "none",
        (_, 0) => "up",
        (0, _) => "down",
        _ => "both",
    };
    (which, up, down)
}

/// `two are higher, one is lower`: which way units or scales differ; nothing if none does.
#[must_use]
pub fn tally(verdicts: &[Verdict], words: &Words) -> Option<String> {
    let (up, down) = ways(verdicts);
    let higher = || words.say("tally_higher", [("n", up.into())]);
    let lower = || words.say("tally_lower", [("n", down.into())]);
    match (up, down) {
        (0, 0) => None,
        (_, 0) => Some(higher()),
        (0, _) => Some(lower()),
        _ => Some(words.say("tally_both", [("higher", higher().into()), ("lower", lower().into())])),
    }
}

/// The strip of characteristics.
pub mod strip {
    use super::{Verdict, Words, capital, tally};

    /// Title: what differs from the programme, or that nothing clearly does.
    #[must_use]
    pub fn title(verdicts: &[Verdict], words: &Words) -> String {
        match tally(verdicts, words) {
            Some(differences) => words.say("strip_title_differ", [("differences", differences.into())]),
            None if verdicts.is_empty() => words.text("strip_title_nothing").to_owned(),
            None => words.text("strip_title_alike").to_owned(),
        }
    }

    /// One characteristic against the programme.
    #[must_use]
    pub fn sentence(name: &str, verdict: Verdict, own: &str, programme: &str, words: &Words) -> String {
        words.say(
            "strip_sentence",
            [
                ("name", capital(name).into()),
                ("verdict", verdict.word().into()),
                ("own", own.into()),
                ("programme", programme.into()),
            ],
        )
    }

    /// How to read it.
    #[must_use]
    pub fn how_to_read(words: &Words) -> Vec<String> {
        words.texts(["strip_read_1", "strip_read_2", "strip_read_3"])
    }
}

/// Answers to questions.
pub mod answers {
    use super::Words;

    /// Title: on how many questions most answers are favourable.
    #[must_use]
    pub fn title(favourable: usize, shown: usize, words: &Words) -> String {
        match (favourable, shown) {
            (_, 0) => words.text("answers_title_none_shown").to_owned(),
            (0, _) => words.text("answers_title_none").to_owned(),
            (all, shown) if all == shown => words.say("answers_title_all", [("shown", shown.into())]),
            (some, shown) => words.say("answers_title_some", [("favourable", some.into()), ("shown", shown.into())]),
        }
    }

    /// What is shown: the questions, the answers offered, whose and when. The answers tell apart two drawings of
    /// questions on the same thing.
    #[must_use]
    pub fn subtitle(questions: &str, labels: &[String], unit: &str, wave: &str, words: &Words) -> String {
        let plain = [("questions", questions.into()), ("unit", unit.into()), ("wave", wave.into())];
        match labels {
            [first, .., last] => {
                let ends = [("first", first.into()), ("last", last.into())];
                words.say_all("answers_subtitle", plain.into_iter().chain(ends))
            }
            _ => words.say("answers_subtitle_plain", plain),
        }
    }

    /// The span of favourable answers over the questions.
    #[must_use]
    pub fn range(fewest: &str, most: &str, words: &Words) -> String {
        if fewest == most {
            words.say("answers_range_one", [("most", most.into())])
        } else {
            words.say("answers_range", [("fewest", fewest.into()), ("most", most.into())])
        }
    }

    /// The one question shown.
    #[must_use]
    pub fn only(question: &str, share: &str, words: &Words) -> String {
        words.say("answers_only", [("question", question.trim_end_matches('.').into()), ("share", share.into())])
    }

    /// The question that drew the fewest favourable answers.
    #[must_use]
    pub fn lowest(question: &str, words: &Words) -> String {
        words.say("answers_lowest", [("question", question.trim_end_matches('.').into())])
    }

    /// How to read it.
    #[must_use]
    pub fn how_to_read(words: &Words) -> Vec<String> {
        words.texts(["answers_read_1", "answers_read_2", "answers_read_3"])
    }
}

/// Units compared on one measure.
pub mod caterpillar {
    use super::{Verdict, Words, fitting, tally};
    use crate::vocabulary::Level;

    /// Title: how many units differ from the programme, if any does.
    #[must_use]
    pub fn title(measure: &str, level: Level, verdicts: &[Verdict], words: &Words) -> String {
        let named = || ("measure", measure.into());
        let [long, short] = match tally(verdicts, words) {
            Some(differences) => [
                words.say(
                    "units_title_differ",
                    [
                        named(),
                        ("units", words.units(verdicts.len(), level).into()),
                        ("differences", (&differences).into()),
                    ],
                ),
                words.say("units_title_differ_short", [named(), ("differences", (&differences).into())]),
            ],
            None => [
                words.say("units_title_alike", [named(), ("level", level.word().into())]),
                words.say("units_title_alike_short", [named()]),
            ],
        };
        fitting(&[long, short, measure.to_owned()])
    }

    /// The programme's own value.
    #[must_use]
    pub fn sentence(measure: &str, programme: &str, words: &Words) -> String {
        words.say("units_sentence", [("measure", measure.into()), ("programme", programme.into())])
    }

    /// How to read it.
    #[must_use]
    pub fn how_to_read(words: &Words) -> Vec<String> {
        words.texts(["units_read_1", "units_read_2", "units_read_3"])
    }
}

/// Bands over groups.
pub mod bands {
    use super::Words;

    /// Title: how many characteristics most groups have in place.
    #[must_use]
    pub fn title(most: usize, judged: usize, words: &Words) -> String {
        match most {
            0 => words.say("bands_title_none", [("judged", judged.into())]),
            most => words.say("bands_title", [("most", most.into()), ("judged", judged.into())]),
        }
    }

    /// The characteristics most and least often in place, each with the groups that have it and those judged.
    #[must_use]
    pub fn sentence(often: (&str, u64, u64), seldom: (&str, u64, u64), words: &Words) -> Vec<String> {
        let told = |id: &str, (name, groups, judged): (&str, u64, u64)| {
            words.say(id, [("name", name.into()), ("groups", groups.into()), ("judged", judged.into())])
        };
        vec![told("bands_often", often), told("bands_seldom", seldom)]
    }

    /// How to read it.
    #[must_use]
    pub fn how_to_read(words: &Words) -> Vec<String> {
        words.texts(["bands_read_1", "bands_read_2"])
    }
}

/// Change among the same people.
pub mod change {
    use super::{Verdict, Words, way_of_change};

    /// Title: how many scales changed clearly.
    #[must_use]
    pub fn title(verdicts: &[Verdict], since: &str, words: &Words) -> String {
        let (which, up, down) = way_of_change(verdicts);
        words.say(
            "change_title",
            [
                ("which", which.into()),
                ("up", up.into()),
                ("down", down.into()),
                ("scales", verdicts.len().into()),
                ("since", since.into()),
            ],
        )
    }

    /// One scale's change.
    #[must_use]
    pub fn sentence(scale: &str, verdict: Verdict, change: &str, range: &str, words: &Words) -> String {
        words.say(
            "change_sentence",
            [
                ("scale", scale.into()),
                ("verdict", verdict.word().into()),
                ("change", change.into()),
                ("range", range.into()),
            ],
        )
    }

    /// How to read it.
    #[must_use]
    pub fn how_to_read(words: &Words) -> Vec<String> {
        words.texts(["change_read_1", "change_read_2"])
    }
}
