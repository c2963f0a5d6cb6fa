//! Text out of the HTML that survey tools let authors write into questions, and export with them.

use std::borrow::Cow;

/// Names of the marks that stand in questions; anything else between angle brackets is text.
const TAGS: [&str; 22] = [
    "a", "b", "big", "br", "center", "div", "em", "font", "h1", "h2", "h3", "hr", "i", "li", "ol", "p", "small",
    "span", "strong", "sub", "u", "ul",
];

/// Characters written by name or number.
const ENTITIES: [(&str, char); 12] = [
    ("amp", '&'),
    ("apos", '\''),
    ("quot", '"'),
    ("lt", '<'),
    ("gt", '>'),
    ("nbsp", ' '),
    ("rsquo", '\u{2019}'),
    ("lsquo", '\u{2018}'),
    ("ldquo", '\u{201c}'),
    ("rdquo", '\u{201d}'),
    ("ndash", '\u{2013}'),
    ("hellip", '\u{2026}'),
];

/// A text without marks of HTML, its entities as the characters they stand for.
pub(super) fn without_html(text: &str) -> Cow<'_, str> {
    if !text.contains(['<', '&']) {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['<', '&']) {
        let (before, from) = rest.split_at(at);
        plain.push_str(before);
        rest = match tag(from).map(|after| (' ', after)).or_else(|| entity(from)) {
            Some((character, after)) => {
                plain.push(character);
                after
            }
            None => {
                let mut characters = from.chars();
                plain.extend(characters.next());
                characters.as_str()
            }
        };
    }
    plain.push_str(rest);
    let words: Vec<&str> = plain.split_whitespace().collect();
    Cow::Owned(words.join(" "))
}

/// What stands after the mark with which a text begins.
fn tag(text: &str) -> Option<&str> {
    let (inside, after) = text.strip_prefix('<')?.split_once('>')?;
    let name = inside.trim_start_matches('/').split(|c: char| !c.is_ascii_alphanumeric()).next()?;
    TAGS.iter().any(|tag| tag.eq_ignore_ascii_case(name)).then_some(after)
}

/// The character of the entity with which a text begins, and what stands after it.
fn entity(text: &str) -> Option<(char, &str)> {
    let (name, after) = text.strip_prefix('&')?.split_once(';')?;
    let numbered = || {
        let number = name.strip_prefix('#')?;
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
            None => number.parse().ok()?,
        };
        char::from_u32(code).filter(|character| !character.is_control())
    };
    let named = ENTITIES.iter().find(|(known, _)| *known == name).map(|(_, character)| *character);
    named.or_else(numbered).map(|character| (character, after))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn marks_go_and_entities_become_characters() {
        for (given, plain) in [
            (
                "<p><strong>We trust</strong> one&nbsp;another &amp; <em>say so</em></p>",
                "We trust one another & say so",
            ),
            ("My school&#39;s aims<br/>this year", "My school's aims this year"),
            ("fewer than < 5 & more", "fewer than < 5 & more"),
            ("<5 pupils>", "<5 pupils>"),
            ("R&D; &unknown; &#0;", "R&D; &unknown; &#0;"),
        ] {
            assert_eq!(without_html(given), plain);
        }
    }

    proptest! {
        #[test]
        fn text_without_marks_stays_as_it_is(text in "[^<&]*") {
            prop_assert_eq!(without_html(&text), text.as_str());
        }
    }
}
