//! What a file itself calls the codes in a column, as SPSS files and data dictionaries do.

use super::super::normal::normal;
use super::super::sheet::Described;
use std::collections::BTreeMap;

/// Code to label; empty for columns of which the file says nothing.
#[derive(Debug, Clone, Default)]
pub(super) struct CodeLabels(BTreeMap<String, String>);

impl CodeLabels {
    pub fn new(described: Option<&Described>) -> Self {
        let values = described.into_iter().flat_map(|described| &described.values);
        CodeLabels(values.map(|(code, label)| (code_form(code), label.clone())).collect())
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The label of a code.
    pub fn of(&self, cell: &str) -> Option<&str> {
        if self.0.is_empty() { None } else { self.0.get(&code_form(cell)).map(String::as_str) }
    }
}

/// A code as it is compared: in normal form, a whole number without the point that a program gave it.
pub(super) fn code_form(code: &str) -> String {
    let form = normal(code).into_owned();
    let whole = form.split_once('.').filter(|(_, part)| !part.is_empty() && part.bytes().all(|digit| digit == b'0'));
    match whole {
        Some((whole, _)) if whole.trim_start_matches('-').bytes().all(|digit| digit.is_ascii_digit()) => {
            whole.to_owned()
        }
        _ => form,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_its_label_however_its_number_is_written() {
        let described = Described { values: vec![("1.0".to_owned(), "Bryn".to_owned())], ..Described::default() };
        let labels = CodeLabels::new(Some(&described));
        assert_eq!((labels.of("1"), labels.of(" 1.00 "), labels.of("1.5")), (Some("Bryn"), Some("Bryn"), None));
        assert!(CodeLabels::new(None).is_empty());
    }
}
