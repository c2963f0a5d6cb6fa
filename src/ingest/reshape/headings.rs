use crate::ingest::normal;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// The words of meeting reports in all languages known.
const PRESET: &str = include_str!("../../../schemas/presets/meetings.toml");

/// A column of the table of people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Field {
    /// Whose row it is.
    Name,
    /// Their address.
    Email,
    /// Their address, where the first is missing.
    RegistrationEmail,
    /// When they came.
    Join,
    /// When they went.
    Leave,
    /// How long they were there, with its units.
    Duration,
    /// How long they were there, in minutes.
    Minutes,
    /// Organiser, presenter, attendee.
    Role,
    /// Whether they are from outside.
    Guest,
    /// Came or went.
    Action,
    /// When they did.
    Time,
    /// Whether somebody who registered came.
    Attended,
}

/// A fact about the meeting itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Fact {
    /// What it was called.
    Title,
    /// When it began.
    Start,
    /// When it ended.
    End,
    /// How long it was, with its units.
    Duration,
    /// How long it was, in minutes.
    Minutes,
}

/// What somebody did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Action {
    /// Came at the time of the row.
    Joined,
    /// Was there when the list began.
    JoinedBefore,
    /// Went.
    Left,
}

/// A unit of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Unit {
    /// 3600 seconds.
    Hours,
    /// 60 seconds.
    Minutes,
    /// One second.
    Seconds,
}

/// What may stand around a name, and how names begin that are none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Mark {
    /// From outside, or not signed in.
    GuestMarks,
    /// How to speak of them.
    Pronouns,
    /// What they do in the meeting.
    Roles,
    /// A telephone or computer.
    Devices,
}

/// An answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Answer {
    /// Yes.
    Yes,
    /// No.
    No,
}

/// The preset's lists by meaning.
type Lists<T> = BTreeMap<T, BTreeSet<String>>;

/// The words of meeting reports, as the preset lists them.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Preset {
    columns: Lists<Field>,
    summary: Lists<Fact>,
    actions: Lists<Action>,
    units: Lists<Unit>,
    names: Lists<Mark>,
    answers: Lists<Answer>,
}

/// The words of meeting reports, each with its meaning.
#[derive(Debug)]
pub(super) struct Words {
    columns: BTreeMap<String, Field>,
    summary: BTreeMap<String, Fact>,
    actions: BTreeMap<String, Action>,
    units: BTreeMap<String, Unit>,
    marks: BTreeMap<String, Mark>,
    devices: BTreeSet<String>,
    answers: BTreeMap<String, Answer>,
}

impl From<Preset> for Words {
    fn from(mut preset: Preset) -> Self {
        Words {
            columns: by_word(preset.columns),
            summary: by_word(preset.summary),
            actions: by_word(preset.actions),
            units: by_word(preset.units),
            devices: preset.names.remove(&Mark::Devices).unwrap_or_default(),
            marks: by_word(preset.names),
            answers: by_word(preset.answers),
        }
    }
}

fn by_word<T: Copy>(lists: Lists<T>) -> BTreeMap<String, T> {
    lists.into_iter().flat_map(|(meaning, list)| list.into_iter().map(move |word| (word, meaning))).collect()
}

/// The words of the preset.
pub(super) fn words() -> &'static Words {
    // The preset is part of the program; a test holds that it can be read.
    static WORDS: LazyLock<Words> = LazyLock::new(|| toml::from_str::<Preset>(PRESET).unwrap_or_default().into());
    &WORDS
}

impl Words {
    /// The column that a cell is the heading of.
    pub(super) fn field(&self, cell: &str) -> Option<Field> {
        meaning(&self.columns, cell).or_else(|| meaning(&self.columns, without_zone(cell)?))
    }

    /// The fact that a cell announces.
    pub(super) fn fact(&self, cell: &str) -> Option<Fact> {
        let cell = cell.trim_end_matches([':', ' ']);
        meaning(&self.summary, cell).or_else(|| meaning(&self.summary, without_zone(cell)?))
    }

    /// What a cell says somebody did.
    pub(super) fn action(&self, cell: &str) -> Option<Action> {
        meaning(&self.actions, cell)
    }

    /// The unit that a word names.
    pub(super) fn unit(&self, word: &str) -> Option<Unit> {
        meaning(&self.units, word)
    }

    /// The answer that a cell gives.
    pub(super) fn answer(&self, cell: &str) -> Option<Answer> {
        meaning(&self.answers, cell)
    }

    /// What a word around a name is. Devices are asked for by [`Words::is_device`].
    pub(super) fn mark(&self, word: &str) -> Option<Mark> {
        let form = normal(word);
        let mark = |word: &str| self.marks.get(word).copied();
        let pronouns = || form.split('/').all(|part| mark(part.trim()) == Some(Mark::Pronouns));
        mark(&form).or_else(|| pronouns().then_some(Mark::Pronouns))
    }

    /// Whether a name is a telephone's or a computer's: it begins with the word for one.
    pub(super) fn is_device(&self, name: &str) -> bool {
        let name = normal(name);
        let begins = |device: &String| {
            name.strip_prefix(device.as_str())
                .is_some_and(|rest| !rest.starts_with(char::is_alphabetic) || device.ends_with('-'))
        };
        self.devices.iter().any(begins)
    }

    /// The English headings, for a finding that says what was looked for.
    pub(super) fn looked_for() -> &'static str {
        "Name, Join Time, Leave Time, First Join, Last Leave, Duration, Total Duration (Minutes), User Action, Timestamp"
    }
}

fn meaning<T: Copy>(words: &BTreeMap<String, T>, word: &str) -> Option<T> {
    words.get(normal(word).as_ref()).copied()
}

/// A heading without the time zone in brackets behind it.
fn without_zone(cell: &str) -> Option<&str> {
    let (heading, zone) = cell.trim_end().strip_suffix(')')?.rsplit_once('(')?;
    let zone = normal(zone);
    (zone.starts_with("utc") || zone.starts_with("gmt")).then_some(heading)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all_differ<T: Ord + Copy + std::fmt::Debug>(lists: &Lists<T>, least: usize) {
        let mut seen = BTreeMap::new();
        for (meaning, list) in lists {
            for word in list {
                assert_eq!(normal(word), word.as_str(), "not in normal form");
                assert_eq!(seen.insert(word, meaning), None, "{word} stands in two lists");
            }
        }
        assert!(seen.len() >= least, "only {} words", seen.len());
    }

    #[test]
    fn the_preset_can_be_read_and_no_word_means_two_things() {
        let words: Preset = toml::from_str(PRESET).unwrap();
        all_differ(&words.columns, 200);
        all_differ(&words.summary, 50);
        all_differ(&words.actions, 30);
        all_differ(&words.units, 50);
        all_differ(&words.names, 50);
        all_differ(&words.answers, 15);
    }

    #[test]
    fn headings_are_known_in_every_language_and_with_a_time_zone() {
        for (cell, field) in [
            ("Full Name", Field::Name),
            ("Heure d\u{2019}arrivée", Field::Join),
            ("Letztes Verlassen", Field::Leave),
            ("Primeiro ingresso", Field::Join),
            ("Czas udziału w spotkaniu", Field::Duration),
            ("Eerste deelname", Field::Join),
            ("Amser gadael", Field::Leave),
            ("First Join (UTC)", Field::Join),
            ("Last Leave (UTC+01:00)", Field::Leave),
            ("Total Duration (Minutes)", Field::Minutes),
        ] {
            assert_eq!(words().field(cell), Some(field), "{cell}");
        }
        assert_eq!(words().field("First Join (guess)"), None);
        assert_eq!(words().field("Engagement"), None);
        assert_eq!(words().fact("Meeting Start Time"), Some(Fact::Start));
    }

    #[test]
    fn marks_and_devices_are_told_from_names() {
        assert_eq!(words().mark("she/her"), Some(Mark::Pronouns));
        assert_eq!(words().mark("They / Them"), Some(Mark::Pronouns));
        assert_eq!(words().mark("External"), Some(Mark::GuestMarks));
        assert_eq!(words().mark("TA"), Some(Mark::Roles));
        assert_eq!(words().mark("Helen/Ann"), None);
        assert_eq!(words().mark(""), None);
        for (name, device) in
            [("iPhone", true), ("iPhone 12", true), ("SM-G960F", true), ("Phoneme Jones", false), ("Pixel", true)]
        {
            assert_eq!(words().is_device(name), device, "{name}");
        }
    }
}
