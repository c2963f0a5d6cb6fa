//! What is looked for: values that occur once, in every form in which they could be written, and what is made of them.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use learnframe::ingest::PseudonymKey;
use learnframe::output::sha256;
use learnframe::tally::person_number;
use std::collections::{BTreeSet, HashMap};

/// Bytes at the start of a form by which it is found.
const HEAD: usize = 6;

/// Digits of a hash that nobody writes by chance.
const DIGITS: usize = 12;

/// Forms of values, found by their first bytes.
#[derive(Default)]
pub struct Needles {
    by_head: HashMap<[u8; HEAD], BTreeSet<Vec<u8>>>,
    pub values: usize,
    pub forms: usize,
}

impl Needles {
    /// The values in every form. Forms that `known` holds, for they may be published, are left out.
    pub fn of(values: &BTreeSet<String>, key: &PseudonymKey, known: &[u8]) -> Self {
        let mut needles = Needles { values: values.len(), ..Needles::default() };
        let known = readings(known);
        for form in values.iter().flat_map(|value| forms(value, key)) {
            let form = form.to_lowercase().into_bytes();
            let is_known = known.iter().any(|known| known.windows(form.len()).any(|part| part == form));
            let Some(head) = form.first_chunk::<HEAD>().copied().filter(|_| !is_known) else { continue };
            needles.forms += usize::from(needles.by_head.entry(head).or_default().insert(form));
        }
        needles
    }

    /// The forms that stand in these bytes, however they are wrapped.
    pub fn found_in(&self, bytes: &[u8]) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        for reading in readings(bytes) {
            for (at, head) in reading.windows(HEAD).enumerate() {
                let Some(forms) = <&[u8; HEAD]>::try_from(head).ok().and_then(|head| self.by_head.get(head)) else {
                    continue;
                };
                let here = forms.iter().filter(|form| reading[at..].starts_with(form));
                found.extend(here.map(|form| String::from_utf8_lossy(form).into_owned()));
            }
        }
        found
    }
}

/// A value as it stands, as other programs would write it, and what could be computed from it.
fn forms(value: &str, key: &PseudonymKey) -> Vec<String> {
    let digest = sha256(value.as_bytes());
    let number = person_number(value);
    let raw: Vec<u8> =
        (0..digest.len()).step_by(2).filter_map(|at| u8::from_str_radix(&digest[at..at + 2], 16).ok()).collect();
    let encoded = STANDARD.encode(raw);
    let plain = STANDARD.encode(value);
    // The last characters of base64 depend on what follows.
    let plain = plain[..(value.len() / 3) * 4].to_owned();
    let mut forms = vec![value.to_owned(), digest[..DIGITS].to_owned(), encoded[..DIGITS].to_owned(), plain];
    forms.extend([number.to_string(), number.swap_bytes().to_string(), format!("{:016x}", number.swap_bytes())]);
    forms.push(key.pseudonym(value)[..DIGITS].to_owned());
    forms.extend(dates(value));
    forms.extend(numbers(value));
    forms
}

/// A day as people write it.
fn dates(value: &str) -> Vec<String> {
    let Ok(day) = value.parse::<learnframe::vocabulary::Date>() else { return Vec::new() };
    let patterns = ["%-d %B %Y", "%-d %b %Y", "%d/%m/%Y", "%-d.%-m.%Y", "%m/%d/%Y", "%Y%m%d", "%B %-d, %Y"];
    patterns.iter().map(|pattern| day.format(pattern).to_string()).collect()
}

/// A number with a comma for its point, and with four places cut to three.
fn numbers(value: &str) -> Vec<String> {
    if value.parse::<f64>().is_err() || !value.contains('.') {
        return Vec::new();
    }
    vec![value.replace('.', ","), value.trim_end_matches('0').to_owned()]
}

/// Bytes in lower case as they stand and with each wrapping taken off: entities, escapes, data addresses.
fn readings(bytes: &[u8]) -> Vec<Vec<u8>> {
    let text = String::from_utf8_lossy(bytes);
    let mut readings = vec![text.to_lowercase().into_bytes(), unescaped(&text).to_lowercase().into_bytes()];
    for wrapped in text.split(";base64,").skip(1) {
        let body: String = wrapped.chars().take_while(|c| c.is_ascii_alphanumeric() || "+/=".contains(*c)).collect();
        let inner = STANDARD.decode(body).unwrap_or_default();
        readings.extend([
            inner.to_ascii_lowercase(),
            unescaped(&String::from_utf8_lossy(&inner)).to_lowercase().into_bytes(),
        ]);
    }
    readings
}

/// Text with the escapes of HTML, JSON and addresses resolved, in one pass each.
fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['&', '%', '\\']) {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let (read, length) = escape(rest).unwrap_or_else(|| (rest.chars().take(1).collect(), 1));
        plain.push_str(&read);
        rest = &rest[length..];
    }
    plain.push_str(rest);
    plain
}

/// The character that an escape at the start of some text stands for, with the escape's length.
fn escape(text: &str) -> Option<(String, usize)> {
    let number =
        |digits: &str, radix| u32::from_str_radix(digits, radix).ok().and_then(char::from_u32).map(String::from);
    if let Some(entity) = text.strip_prefix('&') {
        let name = &entity[..entity.find(';').filter(|end| *end < 10)?];
        let named = [("amp", "&"), ("lt", "<"), ("gt", ">"), ("quot", "\""), ("apos", "'"), ("nbsp", " ")];
        let known = named.iter().find(|(known, _)| *known == name).map(|(_, plain)| (*plain).to_owned());
        let read =
            known.or_else(|| number(name.strip_prefix("#x")?, 16)).or_else(|| number(name.strip_prefix('#')?, 10))?;
        return Some((read, name.len() + 2));
    }
    if text.starts_with('%') {
        return Some((number(text.get(1..3)?, 16)?, 3));
    }
    match text.get(1..2)? {
        "u" => Some((number(text.get(2..6)?, 16)?, 6)),
        "/" | "\"" | "\\" => Some((text[1..2].to_owned(), 2)),
        _ => None,
    }
}
