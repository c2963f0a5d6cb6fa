use super::normal::{normal, tidy};
use crate::finding::{Finding, Place};
use csv::StringRecord;
use std::collections::BTreeMap;

/// A file's column headers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    names: Vec<String>,
    places: BTreeMap<String, Vec<usize>>,
}

impl Header {
    /// The headers in the first record of a file.
    #[must_use]
    pub fn new(cells: &StringRecord) -> Self {
        let names: Vec<String> = cells.iter().map(|cell| tidy(cell).to_owned()).collect();
        let mut places: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (place, name) in names.iter().enumerate().filter(|(_, name)| !name.is_empty()) {
            places.entry(normal(name).into_owned()).or_default().push(place);
        }
        Header { names, places }
    }

    /// How many columns the file has.
    #[must_use]
    pub fn width(&self) -> usize {
        self.names.len()
    }

    /// The header of a column as it stands in the file.
    #[must_use]
    pub fn name(&self, place: usize) -> &str {
        self.names.get(place).map_or("", String::as_str)
    }

    /// Every header, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    /// The column with this header, compared in normal form; `None` if there is none or several.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<usize> {
        match self.places.get(normal(name).as_ref()).map(Vec::as_slice) {
            Some([place]) => Some(*place),
            _ => None,
        }
    }

    /// Findings for headers that are empty, or stand twice; `row` is where the headers stand.
    #[must_use]
    pub fn findings(&self, file: &str, row: u64) -> Vec<Finding> {
        let place = || Place::file(file).at_row(row);
        let repeated = self.places.values().filter(|places| places.len() > 1).map(|places| {
            let name = places.first().map_or("", |place| self.name(*place));
            let numbers: Vec<String> = places.iter().map(|place| letters(*place)).collect();
            let message = format!("the header stands above columns {}; none of them is read", numbers.join(" and "));
            let help = "give each column a header of its own, or delete the one that is not meant";
            Finding::warning("duplicate-header", place().at_column(name), message, help)
        });
        let empty: Vec<String> = self
            .names
            .iter()
            .enumerate()
            .filter(|(_, name)| name.is_empty())
            .map(|(place, _)| letters(place))
            .collect();
        let nameless = (!empty.is_empty()).then(|| {
            let message = format!("no header above column {}; nothing in it is read", empty.join(", "));
            Finding::warning("empty-header", place(), message, "give the column a header, or delete it")
        });
        repeated.chain(nameless).collect()
    }
}

/// A column's letters in a spreadsheet: A for the first, AA for the twenty-seventh.
fn letters(place: usize) -> String {
    let mut letters = String::new();
    let mut rest = place + 1;
    while rest > 0 {
        // The remainder is below 26, so the sum is a letter.
        letters.insert(0, char::from(b'A' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    letters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_found_in_their_normal_form_unless_they_stand_twice() {
        let header = Header::new(&StringRecord::from(vec!["\u{feff}Group ID", "ms01", " MS01 ", ""]));
        assert_eq!(header.find("group id"), Some(0));
        assert_eq!(header.find("ms01"), None);
        let codes: Vec<&str> = header.findings("a.csv", 1).iter().map(|finding| finding.code).collect();
        assert_eq!(codes, ["duplicate-header", "empty-header"]);
    }

    #[test]
    fn columns_have_a_spreadsheets_letters() {
        assert_eq!([0, 25, 26, 701, 702].map(letters), ["A", "Z", "AA", "ZZ", "AAA"]);
    }
}
