//! What names, reaches or locates a person, told by the look of a text. It is a tripwire and no more: what it
//! finds is worth a look, and what it does not find may still be about somebody.

mod name;
mod postcode;
mod telephone;

use super::normal::normal;

/// What about a person a text seems to hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PersonalKind {
    /// An e-mail address.
    Email,
    /// A telephone number of the United Kingdom, or one in international form.
    Telephone,
    /// A postcode of the United Kingdom.
    Postcode,
    /// The name of a person.
    Name,
}

impl PersonalKind {
    /// Every kind.
    pub const ALL: [PersonalKind; 4] =
        [PersonalKind::Email, PersonalKind::Telephone, PersonalKind::Postcode, PersonalKind::Name];

    /// One of the kind, in words.
    #[must_use]
    pub fn one(self) -> &'static str {
        match self {
            PersonalKind::Email => "an e-mail address",
            PersonalKind::Telephone => "a telephone number",
            PersonalKind::Postcode => "a postcode",
            PersonalKind::Name => "a person's name",
        }
    }

    /// Several of the kind, in words.
    #[must_use]
    pub fn many(self) -> &'static str {
        match self {
            PersonalKind::Email => "e-mail addresses",
            PersonalKind::Telephone => "telephone numbers",
            PersonalKind::Postcode => "postcodes",
            PersonalKind::Name => "names of people",
        }
    }

    /// Whether one cell is enough to tell: nothing else looks like an e-mail address, while an id can look like
    /// a postcode, and a group can be called after somebody.
    #[must_use]
    pub fn is_certain(self) -> bool {
        self == PersonalKind::Email
    }

    /// Words in a header that announce the kind.
    fn words(self) -> &'static [&'static str] {
        match self {
            PersonalKind::Email => &["email", "e-mail", "mail"],
            PersonalKind::Telephone => &["phone", "telephone", "tel", "mobile", "fax"],
            PersonalKind::Postcode => &["postcode", "address", "zip"],
            PersonalKind::Name => {
                &["name", "names", "surname", "forename", "firstname", "lastname", "fullname", "signed"]
            }
        }
    }

    /// Whether a header announces the kind.
    #[must_use]
    pub fn is_announced_by(self, header: &str) -> bool {
        let header = normal(header);
        let mut words = header.split(|c: char| !(c.is_alphanumeric() || c == '-'));
        words.any(|word| self.words().contains(&word))
            || (self == PersonalKind::Postcode && header.contains("post code"))
    }
}

/// The kinds of which a text holds at least one.
///
/// ```
/// use learnframe::ingest::{PersonalKind, personal_kinds};
/// let kinds: Vec<_> = personal_kinds("Ask Mrs Jones, 01632 960123").collect();
/// assert_eq!(kinds, [PersonalKind::Telephone, PersonalKind::Name]);
/// ```
pub fn personal_kinds(text: &str) -> impl Iterator<Item = PersonalKind> {
    let makeup = Makeup::of(text);
    PersonalKind::ALL.into_iter().filter(move |kind| match kind {
        PersonalKind::Email => makeup.at && has_email(text),
        PersonalKind::Telephone => makeup.digits >= telephone::FEWEST_DIGITS && telephone::has(text),
        PersonalKind::Postcode => makeup.digits >= 2 && makeup.letters() >= 3 && postcode::has(text),
        PersonalKind::Name => makeup.capitals > 0 && makeup.small > 0 && name::has(text),
    })
}

/// What a text is made of: most cells can hold nothing about a person, and one look at their characters tells.
#[derive(Default)]
struct Makeup {
    at: bool,
    digits: usize,
    capitals: usize,
    small: usize,
}

impl Makeup {
    fn of(text: &str) -> Self {
        let mut makeup = Makeup::default();
        for byte in text.bytes() {
            match byte {
                b'@' => makeup.at = true,
                b'0'..=b'9' => makeup.digits += 1,
                b'A'..=b'Z' => makeup.capitals += 1,
                b'a'..=b'z' => makeup.small += 1,
                _ => {}
            }
        }
        makeup
    }

    fn letters(&self) -> usize {
        self.capitals + self.small
    }
}

/// Whether an `@` stands between something like a mailbox and something like a host.
fn has_email(text: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '+' | '\'' | '%');
    text.match_indices('@').any(|(at, _)| {
        let (before, after) = (text.get(..at).unwrap_or_default(), text.get(at + 1..).unwrap_or_default());
        let host: String = after.chars().take_while(|c| is_part(*c)).collect();
        let ending = host.trim_end_matches('.').rsplit_once('.');
        before.chars().next_back().is_some_and(is_part)
            && ending.is_some_and(|(domain, ending)| {
                !domain.is_empty() && ending.len() >= 2 && ending.chars().all(char::is_alphabetic)
            })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<PersonalKind> {
        personal_kinds(text).collect()
    }

    #[test]
    fn addresses_are_seen_wherever_they_stand() {
        for text in ["a.jones@school.sch.uk", "write to head@x.org.", "<o'neil@example.com>", "zoë@schule.de"] {
            assert!(kinds(text).contains(&PersonalKind::Email), "{text}");
        }
        for text in ["@home", "5 @ 3.50", "meet @ school.", "a@b", "x@.com", "me@1.5"] {
            assert!(!kinds(text).contains(&PersonalKind::Email), "{text}");
        }
    }

    #[test]
    fn what_programmes_record_is_not_taken_for_persons() {
        for text in [
            "",
            "M001-01",
            "LLG-021",
            "cfgnkhfhft",
            "2004-03-01",
            "01/09/2003 12:00:00",
            "0.0123456789",
            "-1.0123456789",
            "leadership team",
            "900002;900008;900010;900016;900018",
            "A good facilitator, and that we take turns to host.",
            "St Bride's",
            "Hawkstead & Fell",
            "North West",
            "Key Stage Two",
            "Too Busy To Learn",
            "P05;P11",
            "12,345.60",
            "Strongly Agree",
            "5bdcc146bf60754e6a04",
            "S002-301",
            "Tower Hamlets",
        ] {
            assert_eq!(kinds(text), [], "{text}");
        }
    }

    #[test]
    fn headers_announce_by_whole_words() {
        assert!(PersonalKind::Email.is_announced_by("Your e-mail, please"));
        assert!(PersonalKind::Name.is_announced_by("Name of colleague"));
        assert!(!PersonalKind::Name.is_announced_by("namely"));
        assert!(!PersonalKind::Telephone.is_announced_by("Q12_microphone"));
    }
}
