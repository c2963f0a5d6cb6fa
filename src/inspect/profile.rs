//! The columns of a table, each with what its cells look like.

use super::shape::is_day;
use crate::ingest::{Body, BodyForm, Found, Header, Sheet, letters, normal, tidy};
use csv::StringRecord;
use std::collections::{BTreeMap, BTreeSet};

/// Records looked at.
pub(super) const RECORDS: usize = 2_000;
/// Most different values that are remembered of a column.
const MOST_VALUES: usize = 60;
/// Characters from which a text is more than a label.
const LONG: usize = 40;

/// The table of a sheet: its headers, and as many records as are looked at.
pub(super) struct Table {
    pub header: Header,
    pub records: Vec<(u64, StringRecord)>,
    /// All records, those not looked at among them.
    pub rows: u64,
    pub columns: Vec<Profile>,
}

/// What the cells of a column look like.
#[derive(Debug, Clone, Default)]
pub(super) struct Profile {
    pub place: usize,
    /// The header.
    pub header: String,
    /// What a mapping calls it by.
    pub reference: String,
    /// The question, where the header is only its code.
    pub question: Option<String>,
    /// Texts in which its question may stand.
    pub texts: Vec<String>,
    /// The words of these texts in normal form, with blanks around each text.
    pub spoken: String,
    /// Records with anything in it.
    pub filled: usize,
    /// Different values, up to one more than are remembered.
    pub distinct: usize,
    /// The different values by normal form, if they are few.
    pub values: Option<BTreeMap<String, Seen>>,
    pub numbers: usize,
    pub days: usize,
    pub addresses: usize,
    pub long: usize,
    pub comma_numbers: usize,
    pub point_numbers: usize,
    /// How many digits its whole numbers have, if all have as many.
    pub whole_digits: Option<usize>,
    /// Numbers that a spreadsheet shortened, as `1.18E+11`.
    pub shortened: usize,
    /// Words that a spreadsheet makes of `1-2`, as `02-Jan`.
    pub day_months: usize,
}

/// A value with how often it stands there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Seen {
    pub text: String,
    pub count: usize,
}

impl Table {
    pub fn read(sheet: &Sheet, form: BodyForm) -> Option<Self> {
        let mut body = Body::open(sheet, form)?;
        let (mut cells, mut records, mut rows) = (StringRecord::new(), Vec::new(), 0_u64);
        while let Some((head, inside)) = body.read(&mut cells) {
            rows += u64::from(inside);
            if inside && records.len() < RECORDS {
                records.push((head.number, cells.clone()));
            }
        }
        let header = body.header;
        let references = references(&header);
        let described = |place: usize| sheet.dictionary.columns.get(header.name(place))?.label.clone();
        let columns = references
            .into_iter()
            .enumerate()
            .map(|(place, reference)| Profile::of(&header, (place, reference), described(place), &records))
            .collect();
        Some(Table { header, records, rows, columns })
    }
}

impl Profile {
    fn of(
        header: &Header,
        (place, reference): (usize, String),
        label: Option<String>,
        records: &[(u64, StringRecord)],
    ) -> Self {
        let mut profile = Profile {
            place,
            header: one_line(header.name(place)),
            reference,
            question: question(header, place).or_else(|| label.as_deref().map(one_line)),
            texts: texts(header, place).into_iter().chain(label).collect(),
            values: Some(BTreeMap::new()),
            ..Profile::default()
        };
        profile.spoken = spoken(&profile.texts);
        let mut seen = BTreeMap::new();
        for (_, cells) in records {
            let cell = tidy(cells.get(place).unwrap_or_default());
            if !cell.is_empty() {
                profile.look(cell);
                *seen.entry(cell).or_insert(0_usize) += 1;
            }
        }
        let whole = seen.keys().filter(|cell| cell.bytes().all(|byte| byte.is_ascii_digit())).map(|cell| cell.len());
        let lengths: BTreeSet<usize> = whole.collect();
        profile.whole_digits = lengths.first().copied().filter(|_| lengths.len() == 1);
        profile.distinct = seen.len();
        profile.values = (seen.len() <= MOST_VALUES).then(|| by_form(&seen));
        profile
    }

    fn look(&mut self, cell: &str) {
        self.filled += 1;
        self.long += usize::from(cell.chars().count() >= LONG);
        self.addresses += usize::from(is_address(cell));
        if is_number(cell) {
            self.numbers += 1;
            self.comma_numbers += usize::from(cell.contains(','));
            self.point_numbers += usize::from(cell.contains('.'));
            self.shortened += usize::from(cell.contains(['e', 'E']));
        } else {
            self.days += usize::from(is_day(cell));
            self.day_months += usize::from(is_day_and_month(cell));
        }
    }

    /// The header, with the question where the header is only its code.
    pub fn called(&self) -> String {
        match &self.question {
            Some(question) => format!("{}: {question}", self.header),
            None => self.header.clone(),
        }
    }

    pub fn letter(&self) -> String {
        letters(self.place)
    }

    /// Whether at least so many of a hundred filled cells are counted in `some`.
    pub fn mostly(&self, some: usize, percent: usize) -> bool {
        self.filled > 0 && some * 100 >= self.filled * percent
    }

    pub fn is_dated(&self) -> bool {
        self.mostly(self.days, 80)
    }

    /// Whether hardly two cells are alike.
    pub fn is_unique(&self) -> bool {
        self.filled >= 3 && self.distinct * 100 >= self.filled * 95
    }

    /// Whether people wrote what they liked.
    pub fn is_prose(&self) -> bool {
        self.mostly(self.long, 25) && self.distinct * 10 >= self.filled * 7
    }

    /// The values in the order of their count, the most frequent first.
    pub fn words(&self) -> Vec<&Seen> {
        let mut words: Vec<&Seen> = self.values.iter().flat_map(BTreeMap::values).collect();
        words.sort_by_key(|seen| (std::cmp::Reverse(seen.count), seen.text.clone()));
        words
    }
}

fn by_form(seen: &BTreeMap<&str, usize>) -> BTreeMap<String, Seen> {
    let mut values: BTreeMap<String, Seen> = BTreeMap::new();
    for (text, count) in seen {
        let form = normal(text).into_owned();
        values.entry(form).or_insert_with(|| Seen { text: one_line(text), count: 0 }).count += count;
    }
    values
}

/// A header on one line.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// For each column the shortest name by which a mapping can call it and mean no other.
fn references(header: &Header) -> Vec<String> {
    let mut uses: BTreeMap<String, usize> = BTreeMap::new();
    let mut references = Vec::with_capacity(header.width());
    for place in 0..header.width() {
        let name = one_line(header.name(place));
        let number = uses.entry(normal(&name).into_owned()).or_default();
        *number += 1;
        let import_id = header.import_id(place).unwrap_or_default().to_owned();
        let candidates = [name.clone(), import_id, format!("{name}#{number}")];
        let means = |candidate: &String| !candidate.is_empty() && header.search(candidate) == Found::One(place);
        let found = candidates.into_iter().find(means);
        references.push(found.unwrap_or_else(|| format!("letter:{}", letters(place))));
    }
    references
}

fn question(header: &Header, place: usize) -> Option<String> {
    let (name, question) = (one_line(header.name(place)), one_line(header.question(place)));
    (!question.is_empty() && !name.contains(&question)).then_some(question)
}

fn spoken(texts: &[String]) -> String {
    let forms = texts.iter().map(|text| normal(text).replace(['_', '-', '.', ':', '?', ','], " "));
    forms.map(|form| format!(" {form} ")).collect()
}

fn texts(header: &Header, place: usize) -> Vec<String> {
    let mut texts: Vec<String> = Vec::new();
    for text in [header.name(place), header.question(place)].into_iter().chain(header.import_id(place)) {
        if !text.is_empty() && !texts.iter().any(|known| known == text) {
            texts.push(text.to_owned());
        }
    }
    texts
}

pub(super) fn is_number(cell: &str) -> bool {
    let plain = cell.trim_end_matches('%').trim_end();
    let plain = if plain.matches(',').count() == 1 && !plain.contains('.') {
        plain.replace(',', ".")
    } else {
        plain.to_owned()
    };
    plain.starts_with(|first: char| first.is_ascii_digit() || matches!(first, '-' | '+' | '.'))
        && plain.parse::<f64>().is_ok()
}

fn is_address(cell: &str) -> bool {
    cell.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.') && !cell.contains(' '))
}

/// `02-Jan` or `Jan-20`: what a spreadsheet makes of `2-1` and `1-20`.
fn is_day_and_month(cell: &str) -> bool {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let Some((one, other)) = cell.split_once('-') else { return false };
    let month = |part: &str| MONTHS.contains(&part.to_ascii_lowercase().as_str());
    let number = |part: &str| part.len() <= 2 && !part.is_empty() && part.bytes().all(|digit| digit.is_ascii_digit());
    (month(one) && number(other)) || (number(one) && month(other))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::Content;
    use crate::plan::TableEnd;

    fn table(text: &str) -> Table {
        let content =
            Content::Text { text: text.to_owned(), delimiter: b',', limits: crate::ingest::Limits::default() };
        let form = BodyForm { skip_rows: 0, header_rows: 1, end: TableEnd::File };
        Table::read(&Sheet { content, ..Sheet::default() }, form).unwrap()
    }

    #[test]
    fn cells_are_told_apart_by_their_look() {
        let table = table("a,b,c,d\n1.18E+11,x@y.org,02-Jan,\"3,5\"\n2,z@y.org,Nov-20,4\n");
        let [a, b, c, d] = table.columns.as_slice() else { panic!("four columns") };
        assert_eq!((a.numbers, a.shortened, b.addresses, c.day_months, d.comma_numbers), (2, 1, 2, 2, 1));
    }

    #[test]
    fn a_column_is_called_by_what_means_no_other() {
        let table = table("q,q,,Total\n1,2,3,4\n");
        let names: Vec<&str> = table.columns.iter().map(|column| column.reference.as_str()).collect();
        assert_eq!(names, ["q#1", "q#2", "letter:C", "Total"]);
    }
}
