use crate::ingest::normal;
use std::collections::{BTreeMap, BTreeSet};

/// Seconds by which a stated duration may differ from the time between coming and going: exports cut or
/// round it to minutes.
const ROUNDING: u64 = 60;

/// One stay of one person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Visit {
    /// Row of the file.
    pub(super) row: u64,
    /// The person's name.
    pub(super) name: String,
    /// The person's address; may be empty.
    pub(super) email: String,
    /// When they came, in seconds, if it can be read.
    pub(super) came: Option<i64>,
    /// When they went, in seconds, if it can be read.
    pub(super) went: Option<i64>,
    /// When they came, to be shown.
    pub(super) first: String,
    /// When they went, to be shown.
    pub(super) last: String,
    /// Seconds that the report says they were there.
    pub(super) seconds: Option<u64>,
    /// What they do in the meeting; may be empty.
    pub(super) role: String,
    /// Whether they are from outside: yes, no or nothing.
    pub(super) guest: String,
}

/// One person with all stays, the first first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Person {
    /// The stays, in the order of the file.
    pub(super) visits: Vec<Visit>,
}

/// Gathers stays by person: by e-mail address, else by name in normal form. A stay without an address
/// belongs to the one address that the same name has elsewhere, if it is only one.
pub(super) fn gather(visits: Vec<Visit>) -> Vec<Person> {
    let mut addresses: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for visit in visits.iter().filter(|visit| !visit.email.is_empty()) {
        addresses.entry(form(&visit.name)).or_default().insert(form(&visit.email));
    }
    let (mut people, mut places): (Vec<Person>, BTreeMap<(String, String), usize>) = (Vec::new(), BTreeMap::new());
    for visit in visits {
        let name = form(&visit.name);
        let key = match addresses.get(&name) {
            _ if !visit.email.is_empty() => (form(&visit.email), String::new()),
            Some(known) if known.len() == 1 => (known.first().cloned().unwrap_or_default(), String::new()),
            _ => (String::new(), name),
        };
        let place = *places.entry(key).or_insert_with(|| {
            people.push(Person::default());
            people.len() - 1
        });
        if let Some(person) = people.get_mut(place) {
            person.visits.push(visit);
        }
    }
    people
}

fn form(text: &str) -> String {
    normal(text).into_owned()
}

impl Person {
    /// The row of the first stay.
    pub(super) fn row(&self) -> u64 {
        self.visits.first().map_or(0, |visit| visit.row)
    }

    /// Whether the stays have several names.
    pub(super) fn is_renamed(&self) -> bool {
        self.visits.iter().map(|visit| form(&visit.name)).collect::<BTreeSet<_>>().len() > 1
    }

    /// The first of the stays' words that is not empty.
    pub(super) fn word(&self, of: impl Fn(&Visit) -> &str) -> &str {
        self.visits.iter().map(of).find(|word| !word.is_empty()).unwrap_or_default()
    }

    /// Whether they are from outside: yes if any stay says so.
    pub(super) fn guest(&self) -> &str {
        if self.visits.iter().any(|visit| visit.guest == "yes") { "yes" } else { self.word(|visit| &visit.guest) }
    }

    /// When they first came, as it is shown.
    pub(super) fn first(&self) -> &str {
        match self.all(|visit| visit.came) {
            Some(_) => self.visits.iter().min_by_key(|visit| visit.came).map_or("", |visit| &visit.first),
            None => self.word(|visit| &visit.first),
        }
    }

    /// When they last went, as it is shown; empty if they had not gone.
    pub(super) fn last(&self) -> &str {
        let last = match self.all(|visit| visit.went) {
            // Of stays that end together, one that was still open speaks for all.
            Some(_) => self.visits.iter().max_by_key(|visit| (visit.went, visit.last.is_empty())),
            None => self.visits.last(),
        };
        last.map_or("", |visit| &visit.last)
    }

    /// Seconds in the meeting: those of the time covered by any stay, where coming and going are known and
    /// no stay is said to be shorter than that; else the stated durations added up, no more than lie
    /// between first coming and last going. `None` if a stay has neither.
    pub(super) fn seconds(&self) -> Option<u64> {
        let spans: Option<Vec<(i64, i64)>> = self.visits.iter().map(Visit::span).collect();
        if let Some(spans) = spans {
            return Some(covered(spans));
        }
        let stated: u64 = self.visits.iter().map(Visit::stated).sum::<Option<u64>>()?;
        let first = self.all(|visit| visit.came).and_then(|all| all.min());
        let last = self.all(|visit| visit.went).and_then(|all| all.max());
        match (first, last) {
            (Some(first), Some(last)) if last > first && self.visits.len() > 1 => {
                Some(stated.min(first.abs_diff(last)))
            }
            _ => Some(stated),
        }
    }

    /// A time of every stay, if all have it.
    fn all(&self, of: impl Fn(&Visit) -> Option<i64>) -> Option<impl Iterator<Item = i64>> {
        Some(self.visits.iter().map(of).collect::<Option<Vec<i64>>>()?.into_iter())
    }
}

impl Visit {
    /// From coming to going, unless the report says that they were away in between.
    fn span(&self) -> Option<(i64, i64)> {
        let (came, went) = (self.came?, self.went?);
        let agrees = self.seconds.is_none_or(|stated| stated.abs_diff(came.abs_diff(went)) <= ROUNDING);
        (went >= came && agrees).then_some((came, went))
    }

    /// The stated seconds, or those between coming and going.
    fn stated(&self) -> Option<u64> {
        self.seconds.or_else(|| self.span().map(|(came, went)| came.abs_diff(went)))
    }
}

/// Seconds covered by any of the spans.
fn covered(mut spans: Vec<(i64, i64)>) -> u64 {
    spans.sort_unstable();
    let (mut total, mut until) = (0, i64::MIN);
    for (came, went) in spans {
        let new_from = came.max(until);
        if went > new_from {
            total += new_from.abs_diff(went);
            until = went;
        }
    }
    total
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn visit(name: &str, email: &str, span: Option<(i64, i64)>, seconds: Option<u64>) -> Visit {
        let (came, went) = (span.map(|span| span.0), span.map(|span| span.1));
        Visit { name: name.to_owned(), email: email.to_owned(), came, went, seconds, ..Visit::default() }
    }

    fn minutes(visits: Vec<Visit>) -> Option<u64> {
        Person { visits }.seconds()
    }

    #[test]
    fn people_are_told_apart_by_address_and_then_by_name() {
        let people = gather(vec![
            visit("Ann Price", "ann@a.example", None, None),
            visit("Annie", "ANN@a.example", None, None),
            visit("ann  price", "", None, None),
            visit("Gwen Lewis", "", None, None),
            visit("Gwen Lewis", "g1@a.example", None, None),
            visit("Gwen Lewis", "g2@a.example", None, None),
        ]);
        assert_eq!(people.iter().map(|person| person.visits.len()).collect::<Vec<_>>(), [3, 1, 1, 1]);
        assert!(people[0].is_renamed() && !people[1].is_renamed());
    }

    #[test]
    fn time_in_two_places_at_once_counts_once() {
        assert_eq!(
            minutes(vec![visit("a", "", Some((0, 600)), None), visit("a", "", Some((300, 900)), Some(630))]),
            Some(900)
        );
    }

    #[test]
    fn a_stated_duration_counts_where_somebody_was_away_in_between() {
        assert_eq!(minutes(vec![visit("a", "", Some((0, 6000)), Some(1200))]), Some(1200));
        assert_eq!(minutes(vec![visit("a", "", None, Some(700)), visit("a", "", None, Some(500))]), Some(1200));
        // Two devices: no more than the time between first coming and last going.
        let both = vec![visit("a", "", Some((0, 1000)), Some(900)), visit("a", "", Some((0, 1000)), Some(900))];
        assert_eq!(minutes(both), Some(1000));
        assert_eq!(minutes(vec![visit("a", "", None, Some(700)), visit("a", "", None, None)]), None);
        assert_eq!(minutes(vec![visit("a", "", Some((900, 100)), None)]), None);
    }

    proptest! {
        #[test]
        fn covered_time_is_what_counting_every_second_gives(
            spans in proptest::collection::vec((0_i64..200, 0_i64..60), 0..8),
        ) {
            let spans: Vec<(i64, i64)> = spans.into_iter().map(|(came, length)| (came, came + length)).collect();
            let present = |second: &i64| spans.iter().any(|(came, went)| came <= second && second < went);
            let counted = (0..300).filter(present).count();
            prop_assert_eq!(covered(spans), counted as u64);
        }
    }
}
