//! Names of people: a title or a common given name before a word that may be a surname.

use std::collections::BTreeSet;
use std::sync::OnceLock;

/// Given names common in the United Kingdom, without those that are also everyday words, months or places.
const GIVEN_NAMES: &str = include_str!("given_names.txt");

const TITLES: [&str; 9] = ["mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "revd"];

/// Words after which a name is that of a place or an institution: `Thomas Road`, `John Smith School`.
const INSTITUTIONS: [&str; 36] = [
    "academy",
    "association",
    "avenue",
    "award",
    "campus",
    "centre",
    "church",
    "college",
    "court",
    "day",
    "drive",
    "federation",
    "foundation",
    "gardens",
    "group",
    "hall",
    "heads",
    "high",
    "hill",
    "hospital",
    "house",
    "infant",
    "infants",
    "institute",
    "junior",
    "lane",
    "network",
    "nursery",
    "park",
    "primary",
    "road",
    "school",
    "schools",
    "street",
    "trust",
    "university",
];

fn given_names() -> &'static BTreeSet<&'static str> {
    static NAMES: OnceLock<BTreeSet<&'static str>> = OnceLock::new();
    NAMES.get_or_init(|| GIVEN_NAMES.lines().filter(|line| !line.is_empty()).collect())
}

/// Whether a text holds what looks like a person's name.
pub(super) fn has(text: &str) -> bool {
    let words: Vec<&str> = text.split(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '"' | '/')).collect();
    let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
    let at = |place: usize| words.get(place).copied().unwrap_or_default();
    (0..words.len()).any(|place| {
        let (word, next) = (at(place), at(place + 1));
        let title = word.starts_with(char::is_uppercase)
            && TITLES.contains(&word.trim_end_matches('.').to_lowercase().as_str());
        let given = is_name_like(word) && given_names().contains(bare(word).to_lowercase().as_str());
        if title {
            let initial = next.trim_end_matches('.').chars().count() == 1 && is_name_like(at(place + 2));
            return (is_name_like(next) && !is_institution(at(place + 2))) || initial;
        }
        // `Jones, Sarah`: the surname stands first.
        let listed = words.len() == 2 && place == 1 && at(0).ends_with(',') && is_name_like(at(0)) && given;
        let saint = place > 0 && matches!(at(place - 1).trim_end_matches('.').to_lowercase().as_str(), "st" | "saint");
        let surname = !ends_clause(word) && is_name_like(next) && !next.ends_with("'s") && !next.ends_with("\u{2019}s");
        let place_name = is_institution(next) || is_institution(at(place + 2)) && !ends_clause(next);
        listed || given && !saint && surname && !place_name
    })
}

fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

/// A capital, then small letters; `O'Neil`, `Smith-Jones` and `McKay` too.
fn is_name_like(word: &str) -> bool {
    let word = bare(word);
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase)
        && word.chars().count() >= 2
        && letters.any(char::is_lowercase)
        && word.chars().all(|c| c.is_alphabetic() || matches!(c, '\'' | '\u{2019}' | '-'))
}

fn ends_clause(word: &str) -> bool {
    word.ends_with([',', ';', ':', '.', '!', '?'])
}

fn is_institution(word: &str) -> bool {
    INSTITUTIONS.contains(&bare(word).to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_seen() {
        for text in [
            "Sarah Jones",
            "Mrs Jones",
            "Dr. O'Neil",
            "Jones, Sarah",
            "I asked Mr. Patel about it",
            "Prof Smith-Jones",
            "then Mohammed Khan, who",
            "Siân Évans",
            "Mr T. Smith",
        ] {
            assert!(has(text), "{text}");
        }
    }

    #[test]
    fn places_schools_and_sentences_are_none() {
        for text in [
            "Thomas Road",
            "John Smith School",
            "St John Fisher",
            "Sarah",
            "Sarah's group",
            "We liked it. Sarah, too",
            "Honest Questions",
            "Miss",
            "Mr",
            "The Head Teacher",
            "sarah jones",
            "David Lloyd Primary",
            "I miss London",
        ] {
            assert!(!has(text), "{text}");
        }
    }

    #[test]
    fn the_list_is_sorted_plain_and_large_enough_to_matter() {
        let lines: Vec<&str> = GIVEN_NAMES.lines().collect();
        assert!(lines.is_sorted() && lines.len() > 250, "{}", lines.len());
        assert!(lines.iter().all(|line| line.chars().all(char::is_lowercase)));
        assert_eq!(given_names().len(), lines.len());
    }
}
