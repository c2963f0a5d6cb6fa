//! Postcodes of the United Kingdom, in the forms of the Royal Mail's postcode address file: `A9 9AA`, `A99 9AA`,
//! `AA9 9AA`, `AA99 9AA`, `A9A 9AA` and `AA9A 9AA`.

/// Whether a text holds a postcode: in capitals anywhere, in any case if it is all there is.
pub(super) fn has(text: &str) -> bool {
    let words = || text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let pairs = words().zip(words().skip(1));
    let alone = words().count() <= 2;
    let fits = |outward: &str, inward: &str| {
        let as_written = is_outward(outward) && is_inward(inward);
        as_written || alone && is_outward(&outward.to_ascii_uppercase()) && is_inward(&inward.to_ascii_uppercase())
    };
    let whole = |word: &str| {
        let (outward, inward) = word.split_at_checked(word.len().saturating_sub(3)).unwrap_or_default();
        is_outward(outward) && is_inward(inward)
    };
    words().any(whole) || pairs.into_iter().any(|(one, other)| fits(one, other) && stand_together(text, one, other))
}

/// Whether two words have one blank between them and nothing else.
fn stand_together(text: &str, one: &str, other: &str) -> bool {
    text.match_indices(one).any(|(at, _)| {
        let rest = text.get(at + one.len()..).unwrap_or_default();
        rest.strip_prefix([' ', '\u{a0}']).is_some_and(|rest| rest.starts_with(other))
    })
}

fn is_outward(text: &str) -> bool {
    let bytes = text.as_bytes();
    let digit = |byte: &u8| byte.is_ascii_digit();
    let (area, district) = bytes.split_at(bytes.iter().take_while(|byte| byte.is_ascii_uppercase()).count());
    let area_fits = match area {
        [first] => !b"QVX".contains(first),
        [first, second] => !b"QVX".contains(first) && !b"IJZ".contains(second),
        _ => false,
    };
    area_fits
        && match district {
            [one] => digit(one),
            [one, two] => digit(one) && (digit(two) || two.is_ascii_uppercase()),
            _ => false,
        }
}

fn is_inward(text: &str) -> bool {
    let letter = |byte: &u8| byte.is_ascii_uppercase() && !b"CIKMOV".contains(byte);
    matches!(text.as_bytes(), [sector, one, two] if sector.is_ascii_digit() && letter(one) && letter(two))
}

#[cfg(test)]
mod tests {
    use super::has;

    #[test]
    fn postcodes_are_seen_in_every_form() {
        for text in [
            "M1 1AE",
            "B33 8TH",
            "CR2 6XH",
            "DN55 1PT",
            "W1A 0AX",
            "EC1A 1BB",
            "EC1A1BB",
            "ec1a 1bb",
            "at 4 High St, M1 1AE.",
        ] {
            assert!(has(text), "{text}");
        }
    }

    #[test]
    fn other_codes_are_none() {
        for text in [
            "LLG-001",
            "M001-01",
            "AA1 111",
            "QA1 1AA",
            "M1, 1AE",
            "M1 1CI",
            "we met in b33 8th of May",
            "KS2 4B",
            "M1  ",
        ] {
            assert!(!has(text), "{text}");
        }
    }
}
