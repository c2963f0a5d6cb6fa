use super::headings::{Mark, Words};
use crate::ingest::tidy;

/// Somebody's name, and what stood around it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Called {
    /// The name itself.
    pub(super) name: String,
    /// Whether a mark says that they are from outside or not signed in.
    pub(super) guest: bool,
    /// What they do in the meeting, if the name says so.
    pub(super) role: String,
    /// Whether the name shown was another than the one taken.
    pub(super) replaced: bool,
}

/// Takes the marks, pronouns and roles off a name, and of a name with another in brackets the one to
/// know somebody by: not a device's; where the heading promises the original name in brackets
/// (`promised`), that one if it has two words or more, as people shorten the name they show.
pub(super) fn called(cell: &str, promised: bool, words: &Words) -> Called {
    let mut called = Called::default();
    let mut name = tidy(cell);
    while let Some((outer, inner)) = in_brackets(name).or_else(|| behind_hyphen(name)).or_else(|| behind_blank(name)) {
        let in_brackets = name.ends_with(')');
        match words.mark(inner) {
            Some(Mark::GuestMarks) if in_brackets => called.guest = true,
            Some(Mark::Roles) if called.role.is_empty() => inner.clone_into(&mut called.role),
            Some(Mark::Pronouns | Mark::Roles) => {}
            _ if !in_brackets || words.is_device(inner) && !promised => break,
            _ if words.is_device(inner) => {}
            _ if words.is_device(outer) || promised && inner.split_whitespace().nth(1).is_some() => {
                called.replaced |= outer != inner;
                name = inner;
                continue;
            }
            _ if promised => {}
            _ => break,
        }
        name = outer;
    }
    name.clone_into(&mut called.name);
    called
}

/// `outer (inner)`, however many brackets the inner part has itself.
fn in_brackets(name: &str) -> Option<(&str, &str)> {
    let body = name.strip_suffix(')')?;
    let mut depth = 0_usize;
    for (place, character) in body.char_indices().rev() {
        match character {
            ')' => depth += 1,
            '(' if depth == 0 => return both(body.get(..place)?, body.get(place + 1..)?),
            '(' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// `outer - inner`.
fn behind_hyphen(name: &str) -> Option<(&str, &str)> {
    let (outer, inner) = [" - ", " \u{2013} ", " | "].iter().find_map(|mark| name.rsplit_once(mark))?;
    both(outer, inner)
}

/// `outer she/her`, with or without a comma.
fn behind_blank(name: &str) -> Option<(&str, &str)> {
    let (outer, inner) = name.rsplit_once(char::is_whitespace)?;
    if inner.contains('/') { both(outer.trim_end_matches(','), inner) } else { None }
}

fn both<'a>(outer: &'a str, inner: &'a str) -> Option<(&'a str, &'a str)> {
    let (outer, inner) = (tidy(outer), tidy(inner));
    (!outer.is_empty() && !inner.is_empty()).then_some((outer, inner))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::reshape::headings::words;
    use proptest::prelude::*;

    fn name(cell: &str, promised: bool) -> String {
        called(cell, promised, words()).name
    }

    #[test]
    fn marks_pronouns_and_roles_are_taken_off() {
        for cell in [
            "Bethan Morris",
            "Bethan Morris (External)",
            "Bethan Morris (she/her)",
            "Bethan Morris (She/Her/Hers) (Unverified)",
            "Bethan Morris - Facilitator",
            "Bethan Morris (TA)",
            "Bethan Morris she/her",
            "Bethan Morris, she/they",
        ] {
            assert_eq!(name(cell, false), "Bethan Morris", "{cell}");
            assert_eq!(name(cell, true), "Bethan Morris", "{cell}");
        }
        let found = called("Bethan Morris (Guest) - Facilitator", false, words());
        assert_eq!((found.guest, found.role.as_str(), found.replaced), (true, "Facilitator", false));
    }

    #[test]
    fn a_name_in_brackets_is_taken_where_it_says_more() {
        for cell in [
            "iPhone (Bethan Morris)",
            "Beth (Bethan Morris)",
            "Beth (she/her) (Bethan Morris)",
            "Beth (Bethan Morris (External))",
        ] {
            assert_eq!(name(cell, true), "Bethan Morris", "{cell}");
            assert!(called(cell, true, words()).replaced, "{cell}");
        }
        assert_eq!(name("Bethan Morris (iPhone)", true), "Bethan Morris");
        assert_eq!(name("Bethan Morris (beth98)", true), "Bethan Morris");
        assert_eq!(name("iPhone (Bethan Morris)", false), "Bethan Morris");
    }

    #[test]
    fn other_brackets_and_hyphens_stay_where_they_are() {
        for cell in [
            "Bethan Morris (Year 6)",
            "Alana -",
            "Ann-Marie Price",
            "Ty - Mawr",
            "(External)",
            "Price (",
            "Price ()",
            "iPhone",
        ] {
            assert_eq!(name(cell, false), cell);
        }
    }

    proptest! {
        #[test]
        fn a_name_never_vanishes_and_no_text_hangs(cell in "[ab ()/-]{0,20}|\\PC{0,20}", promised: bool) {
            prop_assert_eq!(name(&cell, promised).is_empty(), tidy(&cell).is_empty());
        }
    }
}
