use std::borrow::Cow;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Tags of formatted headers. Inline ones stand within a word; where one of the others is, a word ends.
const INLINE: [&str; 14] =
    ["a", "b", "em", "font", "i", "mark", "o:p", "s", "small", "span", "strong", "sub", "sup", "u"];
const BLOCK: [&str; 22] = [
    "blockquote",
    "br",
    "center",
    "div",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "img",
    "label",
    "li",
    "ol",
    "p",
    "table",
    "tbody",
    "td",
    "th",
    "tr",
    "ul",
];

/// Characters that HTML names.
const NAMED: [(&str, char); 15] = [
    ("amp", '&'),
    ("apos", '\''),
    ("nbsp", ' '),
    ("quot", '"'),
    ("lt", '<'),
    ("gt", '>'),
    ("lsquo", '\''),
    ("rsquo", '\''),
    ("ldquo", '"'),
    ("rdquo", '"'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("hellip", '…'),
    ("pound", '£'),
    ("euro", '€'),
];

/// A header as people read it: without tags and invisible characters, with the characters that HTML
/// entities stand for, straight quotes, one form for each accented letter (Unicode's NFC), and one plain
/// space for any stretch of blanks.
///
/// ```
/// let header = "<p>How&nbsp;often do you <b>read</b>?</p> It\u{2019}s &lt; 5 &amp; &gt; 2";
/// assert_eq!(learnframe::ingest::plain_header(header), "How often do you read? It's < 5 & > 2");
/// ```
#[must_use]
pub fn plain_header(text: &str) -> Cow<'_, str> {
    let plain = |byte: u8| byte.is_ascii_graphic() && !matches!(byte, b'<' | b'&') || byte == b' ';
    if text.bytes().all(plain) && text.trim() == text && !text.contains("  ") {
        return Cow::Borrowed(text);
    }
    let text = with_characters(&without_tags(text));
    let words: String = without_invisible(&text).chars().map(straight).collect();
    let words: Vec<&str> = words.split_whitespace().collect();
    Cow::Owned(composed(words.join(" ")))
}

/// Whether a text has characters that nobody sees: of no width, or that only set the direction of
/// writing, or a place to break a word.
#[must_use]
pub fn invisible(text: &str) -> bool {
    !text.is_ascii() && text.chars().any(is_invisible)
}

/// The text without those characters.
#[must_use]
pub fn without_invisible(text: &str) -> String {
    text.chars().filter(|c| !is_invisible(*c)).collect()
}

fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{61c}'
            | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{e0000}'..='\u{e007f}'
    )
}

/// The text in Unicode's NFC: one form for each letter, however its accent was typed.
pub(super) fn composed(text: String) -> String {
    match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => text,
        IsNormalized::No | IsNormalized::Maybe => text.nfc().collect(),
    }
}

/// Quotes and apostrophes as a keyboard has them.
fn straight(c: char) -> char {
    match c {
        '\u{2018}' | '\u{2019}' | '\u{201a}' | '\u{201b}' => '\'',
        '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{201f}' => '"',
        other => other,
    }
}

/// Removes what is surely a tag; `<` and `>` that compare numbers stay.
fn without_tags(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, from)) = rest.split_once('<') {
        plain.push_str(before);
        let tag = from.split_once('>').and_then(|(tag, after)| Some((between(tag)?, after)));
        if let Some((between, after)) = tag {
            plain.push_str(between);
            rest = after;
        } else {
            plain.push('<');
            rest = from;
        }
    }
    plain.push_str(rest);
    plain
}

/// What stands for a tag between the words around it; `None` if it is no tag of a header.
fn between(tag: &str) -> Option<&'static str> {
    let tag = tag.strip_prefix('/').unwrap_or(tag);
    let name = tag.split([' ', '\t', '\r', '\n', '/']).next().unwrap_or_default().to_ascii_lowercase();
    if INLINE.contains(&name.as_str()) {
        return Some("");
    }
    BLOCK.contains(&name.as_str()).then_some(" ")
}

/// Replaces entities by their characters, each once: `&amp;lt;` is `&lt;`.
fn with_characters(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, from)) = rest.split_once('&') {
        plain.push_str(before);
        let name_end = from.bytes().take(10).position(|byte| byte == b';');
        let entity = name_end.and_then(|end| Some((character(from.get(..end)?)?, from.get(end + 1..)?)));
        if let Some((character, after)) = entity {
            plain.push(character);
            rest = after;
        } else {
            plain.push('&');
            rest = from;
        }
    }
    plain.push_str(rest);
    plain
}

fn character(entity: &str) -> Option<char> {
    let Some(number) = entity.strip_prefix('#') else {
        return NAMED.iter().find(|(name, _)| *name == entity).map(|(_, character)| *character);
    };
    let code = match number.strip_prefix(['x', 'X']) {
        Some(number) => u32::from_str_radix(number, 16),
        None => number.parse(),
    };
    char::from_u32(code.ok()?).filter(|character| !character.is_control())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn tags_go_and_words_stay_apart_as_they_are_seen() {
        assert_eq!(plain_header("<p>How</p><p>often</p>"), "How often");
        assert_eq!(plain_header("H<b>o</b>w <span style=\"color:red\">often</span><br/>"), "How often");
    }

    #[test]
    fn what_is_no_tag_stays() {
        for text in
            ["aged < 18 or > 65", "<18", "x <y> z", "a < b", "R&D", "Q&A; more", "&unknown;", "&#0;", "&#xd800;"]
        {
            assert_eq!(plain_header(text), text);
        }
        assert_eq!(plain_header("&lt;b&gt; &amp;lt;"), "<b> &lt;");
    }

    #[test]
    fn entities_are_the_characters_they_stand_for() {
        assert_eq!(
            plain_header("it&#39;s it&apos;s it&#x2019;s &quot;so&quot;&nbsp;&#8211; &eacute;"),
            "it's it's it's \"so\" – &eacute;"
        );
    }

    #[test]
    fn invisible_characters_and_forms_of_accents_make_no_difference() {
        assert_eq!(plain_header("na\u{ad}me\u{200b} \u{202a}cafe\u{301}\u{202c}\u{feff}"), "name café");
        assert_eq!(without_invisible("\u{202e}a\u{61c}\u{e0041} b\u{2066}"), "a b");
        assert!(invisible("a\u{200e}") && invisible("soft\u{ad}") && !invisible("café") && !invisible("plain"));
    }

    proptest! {
        #[test]
        fn a_plain_header_has_nothing_left_to_remove(text in "[a-z<>&;#/ \u{a0}\u{301}\u{200b}\u{2019}é]{0,40}") {
            let plain = plain_header(&text);
            prop_assert!(!invisible(&plain) && plain.trim() == plain && !plain.contains("  "));
            prop_assert_eq!(composed(plain.to_string()), plain);
        }
    }
}
