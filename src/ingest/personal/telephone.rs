//! Telephone numbers: of the United Kingdom as Ofcom's numbering plan lays them out, and those with a country
//! code before them (ITU-T E.164).

/// Digits of the shortest number that is looked for.
pub(super) const FEWEST_DIGITS: usize = 9;

/// Whether a text holds a telephone number.
pub(super) fn has(text: &str) -> bool {
    let mut rest = text;
    let mut before = None;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit() || c == '+') {
        let (skipped, run) = rest.split_at(start);
        before = skipped.chars().next_back().or(before);
        let end =
            run.find(|c: char| !(c.is_ascii_digit() || matches!(c, '+' | ' ' | '-' | '(' | ')'))).unwrap_or(run.len());
        let (number, after) = run.split_at(end);
        // Part of a longer word, or of a number with a decimal point, is none.
        let apart = !before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | ',' | '/' | ':' | '-' | '_'))
            && !after.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '/' | ':'));
        if apart && is_number(number) {
            return true;
        }
        before = number.chars().next_back();
        rest = after;
    }
    false
}

fn is_number(run: &str) -> bool {
    let digits: String = run.chars().filter(char::is_ascii_digit).collect();
    let abroad = run.starts_with('+') && !run.get(1..).unwrap_or_default().contains('+');
    let national = match digits.strip_prefix("44").filter(|_| abroad).or_else(|| digits.strip_prefix("0044")) {
        Some(rest) => rest.trim_start_matches('0'),
        None if abroad => return (8..=15).contains(&digits.len()),
        None => match digits.strip_prefix('0') {
            Some(rest) if !run.contains('+') => rest,
            _ => return false,
        },
    };
    // Numbers begin with 1, 2 or 3 (places), 5, 7 (mobiles), 8 or 9 (services), and have 9 or 10 digits.
    matches!(national.len(), 9 | 10) && national.starts_with(['1', '2', '3', '5', '7', '8', '9'])
}

#[cfg(test)]
mod tests {
    use super::has;

    #[test]
    fn numbers_are_seen_however_they_are_grouped() {
        // Ranges that Ofcom keeps for stories: nobody has these numbers.
        for text in [
            "01632 960123",
            "(020) 7946 0123",
            "07700900123",
            "+44 7700 900 123",
            "0044 161 496 0999",
            "call 0808 157 0123.",
            "+353 20 912 3456",
            "+44 (0)20 7946 0123",
            "tel.: 01632-960-123",
        ] {
            assert!(has(text), "{text}");
        }
    }

    #[test]
    fn other_numbers_are_none() {
        for text in [
            "2004-03-01 12:00",
            "01-09-2003",
            "LLG-03-2024-10-09",
            "0.01632960123",
            "900002 900008 900010",
            "11 million",
            "0123",
            "A07700900123",
            "00000000000",
            "04632 960123",
            "123456789012",
            "1632960123",
            "+5",
            "07700900123456",
        ] {
            assert!(!has(text), "{text}");
        }
    }
}
