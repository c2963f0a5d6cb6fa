//! Questions with several answers: a column for each option, or one cell with all of them.

use super::super::header::Header;
use super::super::labels::missing_word;
use super::super::normal::{normal, tidy};
use super::super::sheet::Dictionary;
use super::described::CodeLabels;
use crate::plan::{MultiSelect, OneOrMore};
use csv::StringRecord;
use std::collections::{BTreeMap, BTreeSet};

/// Cells of an option's column that mean that it was not chosen.
const NOT_CHOSEN: [&str; 10] =
    ["0", "no", "n", "false", "not selected", "unchecked", "not chosen", "off", "nage", "heb ei ddewis"];

/// The option that stands for everything that is none of the declared ones.
const OTHER: &str = "other";

/// Where the answers of one question stand.
#[derive(Debug, Clone)]
pub struct Choices {
    columns: Vec<OptionColumn>,
    not_chosen: BTreeSet<String>,
    /// Cells that the mapping says hold nothing.
    missing: BTreeSet<String>,
    joined: Option<(usize, String)>,
    options: BTreeMap<String, String>,
}

/// The column of one option.
#[derive(Debug, Clone)]
struct OptionColumn {
    place: usize,
    /// The programme's name of the option.
    option: String,
    /// How the file names it, in normal form.
    own: [String; 3],
    /// What the file calls its codes.
    labels: CodeLabels,
}

impl Choices {
    /// Finds a question's columns; `None` if there are none. `missing` are the cells that hold nothing.
    pub(super) fn new<'m>(
        multi: &MultiSelect,
        header: &Header,
        dictionary: &Dictionary,
        missing: impl Iterator<Item = &'m str>,
    ) -> Option<Self> {
        let options: BTreeMap<String, String> =
            multi.options.iter().map(|(cell, option)| (normal(cell).into_owned(), option.clone())).collect();
        let joined = match (&multi.column, &multi.separator) {
            (Some(column), Some(separator)) => Some((header.find(column)?, separator.clone())),
            _ => None,
        };
        let patterns = multi.columns.iter().flat_map(OneOrMore::list);
        let mut columns: Vec<OptionColumn> = Vec::new();
        for (place, part) in patterns.flat_map(|pattern| found(header, pattern)) {
            if !columns.iter().any(|known| known.place == place) {
                columns.push(OptionColumn::new(&options, header, dictionary, place, &part));
            }
        }
        let own: BTreeSet<String> = multi.not_chosen.iter().map(|cell| normal(cell).into_owned()).collect();
        let not_chosen = if own.is_empty() { NOT_CHOSEN.map(str::to_owned).into() } else { own };
        (joined.is_some() || !columns.is_empty()).then(|| Choices {
            columns,
            not_chosen,
            missing: missing.map(|cell| normal(cell).into_owned()).collect(),
            joined,
            options,
        })
    }

    /// The places of its columns.
    pub(super) fn places(&self) -> impl Iterator<Item = usize> {
        self.columns.iter().map(|column| column.place).chain(self.joined.iter().map(|(place, _)| *place))
    }

    /// The options that have a column each, as the programme names them.
    pub fn options(&self) -> impl Iterator<Item = &str> {
        self.columns.iter().map(|column| column.option.as_str()).chain(self.options.values().map(String::as_str))
    }

    /// The options chosen in a row, with `;` between; an empty text if there is nothing in any of its
    /// cells, which says neither that options were chosen nor that they were not.
    #[must_use]
    pub fn chosen(&self, cells: &StringRecord) -> String {
        let mut chosen: Vec<String> = Vec::new();
        let mut answered = false;
        for column in &self.columns {
            let cell = cells.get(column.place).unwrap_or_default();
            let cell = normal(column.labels.of(cell).unwrap_or(cell));
            if cell.is_empty() || self.is_missing(&cell) || column.is_not_shown(&cell) {
                continue;
            }
            answered = true;
            if !self.not_chosen.contains(cell.as_ref()) {
                chosen.push(column.option.clone());
            }
        }
        if let Some((place, separator)) = &self.joined {
            let cell = tidy(cells.get(*place).unwrap_or_default());
            if !cell.is_empty() && !self.is_missing(&normal(cell)) {
                answered = true;
                chosen.extend(self.split(cell, separator));
            }
        }
        // Somebody who wrote two things beside the options chose "other" once.
        let mut seen = BTreeSet::new();
        chosen.retain(|option| seen.insert(option.clone()));
        match (answered, chosen.is_empty()) {
            (false, _) => String::new(),
            (true, true) => ";".to_owned(),
            (true, false) => chosen.join(";"),
        }
    }

    fn is_missing(&self, cell: &str) -> bool {
        self.missing.contains(cell)
    }

    /// The options in one cell. Where options are known, the longest that fits goes first, because an
    /// option may have the separator in it (`Planning, together`).
    fn split(&self, cell: &str, separator: &str) -> Vec<String> {
        let mut rest = normal(cell).into_owned();
        let gap = normal(separator).into_owned();
        let gap = if gap.is_empty() { " ".to_owned() } else { gap };
        let mut chosen = Vec::new();
        while !rest.is_empty() {
            let ends = |length: usize| {
                let after = rest.get(length..).unwrap_or_default().trim_start();
                after.is_empty()
                    || after.starts_with(gap.as_str())
                    || (gap == " " && rest.get(length..).is_some_and(|rest| rest.starts_with(' ')))
            };
            let known =
                self.options.iter().filter(|(option, _)| rest.starts_with(option.as_str()) && ends(option.len()));
            let (length, option) = match known.max_by_key(|(option, _)| option.len()) {
                Some((cell, option)) => (cell.len(), option.clone()),
                None => {
                    let length = rest.find(gap.as_str()).unwrap_or(rest.len());
                    let own = rest.get(..length).unwrap_or_default().trim();
                    // Beside declared options stands what people wrote themselves.
                    (length, if own.is_empty() || self.options.is_empty() { own.to_owned() } else { OTHER.to_owned() })
                }
            };
            if !option.is_empty() {
                chosen.push(option);
            }
            let after = rest.get(length..).unwrap_or_default().trim_start();
            rest = after.strip_prefix(gap.as_str()).unwrap_or(after).trim_start().to_owned();
        }
        chosen
    }
}

impl OptionColumn {
    fn new(
        options: &BTreeMap<String, String>,
        header: &Header,
        dictionary: &Dictionary,
        place: usize,
        part: &str,
    ) -> Self {
        let own = [part, header.name(place), header.question(place)].map(|name| normal(name).into_owned());
        let labels = CodeLabels::new(dictionary.columns.get(header.name(place)));
        let given = own.iter().find_map(|name| options.get(name));
        OptionColumn { place, option: given.cloned().unwrap_or_else(|| part.to_owned()), own, labels }
    }

    /// Whether a cell says that the question was not put, as in LimeSurvey's `N/A`; not where the option
    /// itself is such a word.
    fn is_not_shown(&self, cell: &str) -> bool {
        missing_word(cell).is_some() && !self.own.iter().any(|own| own == cell)
    }
}

fn found(header: &Header, pattern: &str) -> Vec<(usize, String)> {
    if pattern.contains('*') {
        return header.matching(pattern);
    }
    header.find(pattern).map(|place| (place, pattern.to_owned())).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::OneOrMore;

    fn header(names: &[&str]) -> Header {
        Header::new(&StringRecord::from(names.to_vec()))
    }

    fn texts(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
        pairs.iter().map(|(from, to)| ((*from).to_owned(), (*to).to_owned())).collect()
    }

    #[test]
    fn a_column_for_each_option_may_hold_ticks_zeros_or_the_options_text() {
        let multi = MultiSelect {
            key: "topics".to_owned(),
            columns: Some(OneOrMore::One("TOPIC[*]".to_owned())),
            options: texts(&[("sq1", "maths")]),
            ..MultiSelect::default()
        };
        let choices = Choices::new(
            &multi,
            &header(&["id", "TOPIC[SQ1]", "TOPIC[SQ2]"]),
            &Dictionary::default(),
            std::iter::empty(),
        )
        .unwrap();
        let chosen = |cells: [&str; 3]| choices.chosen(&StringRecord::from(cells.to_vec()));
        assert_eq!(chosen(["7", "Y", ""]), "maths");
        assert_eq!(chosen(["7", "0", "0"]), ";");
        assert_eq!(chosen(["7", "", ""]), "");
        assert_eq!(chosen(["7", "1", "Reading"]), "maths;sq2");
    }

    #[test]
    fn a_cell_that_says_the_question_was_not_put_is_no_tick_unless_it_is_the_options_own_text() {
        let multi = MultiSelect {
            key: "topics".to_owned(),
            columns: Some(OneOrMore::One("Topics [*]".to_owned())),
            ..MultiSelect::default()
        };
        let header = header(&["Topics [Maths]", "Topics [Not sure]"]);
        let choices = Choices::new(&multi, &header, &Dictionary::default(), ["-99"].into_iter()).unwrap();
        let chosen = |cells: [&str; 2]| choices.chosen(&StringRecord::from(cells.to_vec()));
        assert_eq!(chosen(["N/A", "N/A"]), "");
        assert_eq!(chosen(["-99", "-99"]), "");
        assert_eq!(chosen(["No", "N/A"]), ";");
        assert_eq!(chosen(["Yes", "Not sure"]), "maths;not sure");
    }

    #[test]
    fn one_cell_is_split_at_its_separator_unless_a_known_option_has_it() {
        let multi = MultiSelect {
            key: "topics".to_owned(),
            column: Some("q".to_owned()),
            separator: Some(", ".to_owned()),
            options: texts(&[("Planning, together", "planning"), ("Reading", "reading")]),
            ..MultiSelect::default()
        };
        let choices = Choices::new(&multi, &header(&["q"]), &Dictionary::default(), std::iter::empty()).unwrap();
        let chosen = |cell: &str| choices.chosen(&StringRecord::from(vec![cell]));
        assert_eq!(chosen("Planning, together, Reading, Walking"), "planning;reading;other");
        assert_eq!(chosen("Walking, running, Reading, Reading"), "other;reading");
        assert_eq!(chosen(" "), "");
        let trailing = MultiSelect { separator: Some(";".to_owned()), options: BTreeMap::new(), ..multi.clone() };
        let choices = Choices::new(&trailing, &header(&["q"]), &Dictionary::default(), std::iter::empty()).unwrap();
        assert_eq!(choices.chosen(&StringRecord::from(vec!["a;b;"])), "a;b");
        let spaced = MultiSelect { separator: Some(" ".to_owned()), options: BTreeMap::new(), ..multi };
        let choices = Choices::new(&spaced, &header(&["q"]), &Dictionary::default(), std::iter::empty()).unwrap();
        assert_eq!(choices.chosen(&StringRecord::from(vec!["a b"])), "a;b");
    }
}
