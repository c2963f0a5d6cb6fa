use super::plain::composed;
use std::borrow::Cow;

/// Characters that stand at the ends of cells without anybody having typed them.
fn is_blank(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\u{feff}' | '\u{200b}')
}

/// A cell without the blanks around it: spaces, no-break spaces, line ends, byte order marks.
#[must_use]
pub fn tidy(cell: &str) -> &str {
    cell.trim_matches(is_blank)
}

/// The form in which headers and words are compared: tidy, one plain space for any stretch of blanks,
/// straight apostrophes, lower case, one form for each accented letter (Unicode's NFC).
///
/// ```
/// assert_eq!(learnframe::ingest::normal(" My\u{a0}group\u{2019}s  Name"), "my group's name");
/// ```
#[must_use]
pub fn normal(text: &str) -> Cow<'_, str> {
    let text = tidy(text);
    let plain = |byte: &u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || *byte == b'_';
    if text.as_bytes().iter().all(plain) {
        return Cow::Borrowed(text);
    }
    let mut form = String::with_capacity(text.len());
    for word in text.split(is_blank).filter(|word| !word.is_empty()) {
        if !form.is_empty() {
            form.push(' ');
        }
        for character in word.chars() {
            match character {
                '\u{2018}' | '\u{2019}' => form.push('\''),
                other => form.extend(other.to_lowercase()),
            }
        }
    }
    Cow::Owned(composed(form))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn headers_that_look_alike_have_one_normal_form() {
        for given in ["\u{feff}Group ID", " group\u{a0}id ", "GROUP  ID", "Group\nid"] {
            assert_eq!(normal(given), "group id");
        }
        assert_eq!(normal("ms04"), "ms04");
    }

    #[test]
    fn accents_that_look_alike_are_alike_however_they_were_typed() {
        assert_eq!(normal("Cafe\u{301}"), normal("CAFÉ"));
    }

    proptest! {
        #[test]
        fn what_is_normal_stays_as_it_is(text in "\\PC{0,12}") {
            let form = normal(&text);
            prop_assert_eq!(normal(&form), form.as_ref());
        }
    }
}
