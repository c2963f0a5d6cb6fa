//! Files whose rows are not those of a table: attendance reports of meetings, registers with a column a
//! session, waves side by side. Each is told by its headers, and turned into a table before anything else.

use super::profile::{Profile, Table};
use super::report::Fact;
use super::shape::is_day;
use super::sure::Sureness;
use crate::ingest::{BodyForm, Limits, Reshaped, Sheet, normal, reshaped, tidy};
use crate::plan::{Mapping, Register, WaveRule};
use std::collections::{BTreeMap, BTreeSet};

/// Words with which the headers of sessions begin that are no days.
const SESSIONS: [&str; 6] = ["session", "meeting", "week", "sesiwn", "cyfarfod", "event"];
/// Words with which the headers of one wave begin, with or without a number.
const WAVES: [&str; 13] =
    ["t", "w", "wave", "time", "round", "pre", "post", "baseline", "followup", "endline", "before", "after", "survey"];
/// Longest mark of a register.
const MARK_LENGTH: usize = 12;
/// Most different marks of a register.
const MOST_MARKS: usize = 12;

/// A file whose rows have to be turned first.
pub(super) struct Wide {
    pub kind: WideKind,
    pub fact: Fact,
    /// What turns it, as far as it is known.
    pub mapping: Mapping,
}

/// What has to be turned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum WideKind {
    Meeting,
    Register,
    Waves,
}

/// An attendance report, if the sheet is one.
pub(super) fn meeting(sheet: &Sheet, form: BodyForm, file: &str, limits: Limits) -> Option<(Wide, Reshaped)> {
    let mapping = Mapping { meeting_report: Some(true), ..Mapping::default() };
    let turned = reshaped(sheet, &mapping, None, form, file, limits)?;
    turned.sheet.as_ref()?;
    let fact = fact("an attendance report of Teams or Zoom: a row a person", 1.0, "it has their headings");
    Some((Wide { kind: WideKind::Meeting, fact, mapping }, turned))
}

/// A register or waves side by side, by a table's headers.
pub(super) fn find(table: &Table) -> Option<Wide> {
    register(table).or_else(|| sessions_down(table)).or_else(|| waves(table))
}

fn fact(found: &str, confidence: f64, because: &str) -> Fact {
    Fact { about: "rows", found: found.to_owned(), sureness: Sureness::of(confidence), because: because.to_owned() }
}

/// Whether the cells of a column can be the marks of a register.
fn has_marks(profile: &Profile) -> bool {
    let values = profile.values.as_ref();
    values.is_some_and(|values| {
        values.len() <= MOST_MARKS && values.values().all(|seen| seen.text.chars().count() <= MARK_LENGTH)
    })
}

fn register(table: &Table) -> Option<Wide> {
    let columns = || table.columns.iter();
    let dated = |profile: &&Profile| is_day(tidy(&profile.header));
    let numbered = |profile: &&Profile| {
        let form = normal(&profile.header).into_owned();
        let number = SESSIONS.iter().find_map(|word| form.strip_prefix(word)).map(str::trim_start);
        number.is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
            && has_marks(profile)
    };
    let days: Vec<&Profile> = columns().filter(dated).collect();
    let sessions: Vec<&Profile> = columns().filter(numbered).collect();
    let (of_sessions, patterns, because) = if days.len() >= 2 {
        (days.clone(), Vec::new(), format!("{} headers are days", days.len()))
    } else if sessions.len() >= 2 {
        let first = sessions.first()?;
        let word: String = tidy(&first.header).chars().take_while(|character| !character.is_ascii_digit()).collect();
        (
            sessions.clone(),
            vec![format!("{word}*")],
            format!("{} headers number sessions, over short marks", sessions.len()),
        )
    } else {
        return None;
    };
    let marks: BTreeSet<usize> = of_sessions.iter().map(|profile| profile.place).collect();
    let keep =
        columns().filter(|profile| !marks.contains(&profile.place) && !profile.header.is_empty() && profile.filled > 0);
    let keep: Vec<String> = keep.map(|profile| profile.header.clone()).collect();
    if keep.is_empty() {
        return None;
    }
    let mapping =
        Mapping { register: Some(Register { keep, sessions: patterns, sessions_down: None }), ..Mapping::default() };
    Some(Wide {
        kind: WideKind::Register,
        fact: fact("a register: a row a person, a column a session", 0.95, &because),
        mapping,
    })
}

/// A register with a row a session and a column a person.
fn sessions_down(table: &Table) -> Option<Wide> {
    let filled = || table.columns.iter().filter(|profile| profile.filled > 0 && !profile.header.is_empty());
    let down = filled().find(|profile| profile.is_dated())?;
    let people: Vec<&Profile> = filled().filter(|profile| profile.place != down.place && is_person(profile)).collect();
    let marks: BTreeSet<&String> =
        people.iter().filter_map(|profile| profile.values.as_ref()).flat_map(BTreeMap::keys).collect();
    let others = filled().count() - people.len() - 1;
    if people.len() < 2 || marks.len() > MOST_MARKS || others > people.len() {
        return None;
    }
    let headers: BTreeSet<usize> = people.iter().map(|profile| profile.place).collect();
    let keep = filled().filter(|profile| profile.place != down.place && !headers.contains(&profile.place));
    let mapping = Mapping {
        register: Some(Register {
            keep: keep.map(|profile| profile.header.clone()).collect(),
            sessions: people.iter().map(|profile| profile.header.clone()).collect(),
            sessions_down: Some(down.header.clone()),
        }),
        ..Mapping::default()
    };
    let because =
        format!("`{}` holds days, and {} headers read like names over short marks", down.header, people.len());
    Some(Wide {
        kind: WideKind::Register,
        fact: fact("a register: a row a session, a column a person", 0.7, &because),
        mapping,
    })
}

/// Whether a header reads like a person's name, over marks.
fn is_person(profile: &Profile) -> bool {
    let mut words = profile.header.split_whitespace();
    let capital = |word: &str| {
        word.starts_with(char::is_uppercase)
            && word.chars().all(|character| character.is_alphabetic() || "'-.\u{2019}".contains(character))
    };
    let names = words.clone().count();
    (2..=4).contains(&names) && words.all(capital) && has_marks(profile) && profile.distinct <= 4
}

/// Waves side by side: the same questions below headers that begin with two or more waves.
fn waves(table: &Table) -> Option<Wide> {
    let mut stems: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for profile in &table.columns {
        if let Some((prefix, stem)) = split(&profile.header) {
            stems.entry(prefix).or_default().insert(normal(&stem).into_owned());
        }
    }
    let usual: BTreeMap<&String, &BTreeSet<String>> = stems.iter().filter(|(_, own)| !own.is_empty()).collect();
    let shared = |own: &BTreeSet<String>| {
        usual.values().filter(|other| other.intersection(own).count() * 2 >= own.len()).count() >= 2
    };
    let prefixes: Vec<String> =
        usual.iter().filter(|(_, own)| shared(own)).map(|(prefix, _)| (*prefix).clone()).collect();
    let both: usize = prefixes.iter().filter_map(|prefix| stems.get(prefix)).map(BTreeSet::len).sum();
    if prefixes.len() < 2 || both < 4 {
        return None;
    }
    let because = format!(
        "{both} headers begin with {}, and go on alike",
        prefixes.iter().map(|prefix| format!("`{prefix}`")).collect::<Vec<_>>().join(" or ")
    );
    let prefixes = prefixes.into_iter().map(|prefix| (prefix.clone(), prefix)).collect();
    let mapping = Mapping { wave: Some(WaveRule { prefixes, ..WaveRule::default() }), ..Mapping::default() };
    Some(Wide { kind: WideKind::Waves, fact: fact("a row a person, the waves side by side", 0.9, &because), mapping })
}

/// The beginning of a header that names a wave, with the sign after it, and the rest.
fn split(header: &str) -> Option<(String, String)> {
    let end = header.find(['_', '.', '-', ' '])?;
    let (word, rest) = (header.get(..end)?, header.get(end..)?);
    let sign: String = rest.chars().take(1).collect();
    let form = normal(word);
    let name = form.trim_end_matches(|character: char| character.is_ascii_digit());
    let numbered = name.len() < form.len();
    let is_wave = WAVES.contains(&name) && (numbered || name.len() > 2);
    let stem = rest.strip_prefix(sign.as_str())?;
    (is_wave && !stem.is_empty()).then(|| (format!("{word}{sign}"), stem.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::Content;
    use crate::plan::TableEnd;

    fn found(text: &str) -> Option<Mapping> {
        let content = Content::Text { text: text.to_owned(), delimiter: b',', limits: Limits::default() };
        let form = BodyForm { skip_rows: 0, header_rows: 1, end: TableEnd::File };
        let table = Table::read(&Sheet { content, ..Sheet::default() }, form).unwrap();
        find(&table).map(|wide| wide.mapping)
    }

    #[test]
    fn registers_are_known_by_days_or_numbered_sessions() {
        let dated = found("ID,Name,2022.02.07,2022.02.09\n1,A B,1,0\n").unwrap().register.unwrap();
        assert_eq!((dated.keep, dated.sessions), (vec!["ID".to_owned(), "Name".to_owned()], Vec::new()));
        let numbered = found("Name,Session 1,Session 2\nA B,P,L\n").unwrap().register.unwrap();
        assert_eq!(numbered.sessions, ["Session *"]);
        assert_eq!(found("Name,Q1,Q2\nA B,P,L\n"), None);
    }

    #[test]
    fn a_register_the_other_way_round_is_known_by_its_days_and_names() {
        let register = found("Date,Topic,Bethan Morris,Owain Pugh\n07/02/2022,Trust,Y,N\n14/02/2022,Time,Y,\n")
            .unwrap()
            .register
            .unwrap();
        assert_eq!(
            (register.sessions_down.as_deref(), register.keep, register.sessions.len()),
            (Some("Date"), vec!["Topic".to_owned()], 2)
        );
    }

    #[test]
    fn waves_side_by_side_are_known_by_their_prefixes() {
        let prefixes = found("id,T1_ms01,T1_ms02,T2_ms01,T2_ms02\n1,4,4,5,5\n").unwrap().wave.unwrap().prefixes;
        assert_eq!(prefixes.keys().collect::<Vec<_>>(), ["T1_", "T2_"]);
        assert_eq!(found("id,T1_ms01,T2_zz,x_y\n1,4,4,5\n"), None);
        assert_eq!(found("at_home,at_work,in_home,in_work\n1,4,4,5\n"), None);
    }
}
