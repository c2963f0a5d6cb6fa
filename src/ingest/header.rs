use super::html::without_html;
use super::normal::{normal, tidy};
use crate::finding::{Finding, Place, quoted};
use csv::StringRecord;
use std::collections::{BTreeMap, BTreeSet};

/// What stands between the texts of one column that has several rows of headers.
const BELOW: &str = " > ";
/// Headers of a second row that say only what kind of answer is below.
const KINDS_OF_ANSWER: [&str; 3] = ["response", "open-ended response", "response date"];

/// A file's column headers: one text a column, or up to three above one another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    columns: Vec<Heading>,
    /// Places by normal form: of the names, then of everything else by which a column can be meant.
    names: BTreeMap<String, Vec<usize>>,
    others: BTreeMap<String, Vec<usize>>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Heading {
    name: String,
    /// The texts above the column, from the top.
    texts: Vec<String>,
    /// The survey tool's own id of the question.
    import_id: Option<String>,
}

/// What a name of a column stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// One column, by its place.
    One(usize),
    /// Several, of which none is meant more than the others.
    Several,
    /// None.
    Nothing,
}

impl Header {
    /// The headers in the first record of a file.
    #[must_use]
    pub fn new(cells: &StringRecord) -> Self {
        Header::of_rows(std::slice::from_ref(cells))
    }

    /// The headers in the first records of a file. Above a row of sub-headers an empty cell belongs to the
    /// header to its left, as in a merged cell; a row of a survey tool's ids (`{"ImportId":"QID4_1"}`) gives
    /// no texts but other names.
    #[must_use]
    pub fn of_rows(rows: &[StringRecord]) -> Self {
        let (ids, texts): (Vec<&StringRecord>, Vec<&StringRecord>) = rows.iter().partition(|row| is_import_ids(row));
        let filled = filled(&texts);
        let width = filled.iter().map(Vec::len).max().unwrap_or_default();
        let mut columns: Vec<Heading> = (0..width).map(|place| Heading::new(&filled, place)).collect();
        for (heading, cell) in columns.iter_mut().zip(ids.first().into_iter().flat_map(|ids| ids.iter())) {
            heading.import_id = import_id(cell).map(str::to_owned);
        }
        name_apart(&mut columns);
        let (mut names, mut others) = (BTreeMap::new(), BTreeMap::new());
        for (place, heading) in columns.iter().enumerate() {
            note(&mut names, &heading.name, place);
            heading.other_names().for_each(|name| note(&mut others, &name, place));
        }
        Header { columns, names, others }
    }

    /// How many columns the file has.
    #[must_use]
    pub fn width(&self) -> usize {
        self.columns.len()
    }

    /// The header of a column as it stands in the file; both, with ` > ` between, where the upper one
    /// stands above several columns.
    #[must_use]
    pub fn name(&self, place: usize) -> &str {
        self.columns.get(place).map_or("", |heading| heading.name.as_str())
    }

    /// The question above a column: the lowest of its texts that says more than what kind of answer it is.
    #[must_use]
    pub fn question(&self, place: usize) -> &str {
        let Some(heading) = self.columns.get(place) else { return "" };
        heading.telling_texts().last().map_or(heading.name.as_str(), |text| text)
    }

    /// The survey tool's own id of a column's question, where the file has a row of them.
    #[must_use]
    pub fn import_id(&self, place: usize) -> Option<&str> {
        self.columns.get(place)?.import_id.as_deref()
    }

    /// Everything that stands above a column: its header as it is named, each of its texts, the tool's id.
    pub(super) fn above(&self, place: usize) -> impl Iterator<Item = &str> {
        let heading = self.columns.get(place);
        let texts = heading.into_iter().flat_map(|heading| heading.texts.iter().chain(&heading.import_id));
        std::iter::once(self.name(place)).chain(texts.map(String::as_str))
    }

    /// Every header, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.columns.iter().map(|heading| heading.name.as_str())
    }

    /// The column with this header, compared in normal form; `None` if there is none or several.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<usize> {
        match self.search(name) {
            Found::One(place) => Some(place),
            Found::Several | Found::Nothing => None,
        }
    }

    /// The column that a plan means: by header, by the header below, by both (`Question > Row` or
    /// `Question [Row]`), by the tool's id, by letter (`letter:AB`), or as the second of its name
    /// (`Comments#2`).
    #[must_use]
    pub fn search(&self, reference: &str) -> Found {
        let reference = without_html(reference);
        let wanted = normal(&reference);
        if let Some(found) = self.named(&wanted) {
            return found;
        }
        if let Some(letters) = wanted.strip_prefix("letter:") {
            return place_of_letters(letters).filter(|place| *place < self.width()).map_or(Found::Nothing, Found::One);
        }
        let (name, number) = wanted.rsplit_once('#').unwrap_or((&wanted, ""));
        let nth = number.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        let places = self.names.get(name.trim_end()).or_else(|| self.others.get(name.trim_end()));
        nth.and_then(|nth| places?.get(nth)).map_or(Found::Nothing, |place| Found::One(*place))
    }

    fn named(&self, wanted: &str) -> Option<Found> {
        let places = self.names.get(wanted).or_else(|| self.others.get(wanted))?;
        Some(if let [place] = places.as_slice() { Found::One(*place) } else { Found::Several })
    }

    /// The columns whose header, or tool's id, has the form of `pattern`, each with the part that its `*`
    /// stands for. Only `*` is special.
    #[must_use]
    pub fn matching(&self, pattern: &str) -> Vec<(usize, String)> {
        let fits = |heading: &Heading| {
            let others = heading.texts.last().into_iter().chain(heading.import_id.as_ref());
            std::iter::once(&heading.name).chain(others).find_map(|name| wildcard(pattern, name))
        };
        self.columns.iter().enumerate().filter_map(|(place, heading)| Some((place, fits(heading)?))).collect()
    }

    /// The columns without a header.
    #[must_use]
    pub fn nameless(&self) -> BTreeSet<usize> {
        self.columns.iter().enumerate().filter(|(_, heading)| heading.name.is_empty()).map(|(place, _)| place).collect()
    }

    /// Findings for headers that are empty above a filled column, or stand twice, and that nothing names by
    /// their place; `row` is where the headers stand, `read` the columns that are read all the same, `filled`
    /// those without a header that hold anything: tools and spreadsheets leave empty ones behind.
    #[must_use]
    pub fn findings(&self, place: &Place, row: u64, read: &BTreeSet<usize>, filled: &BTreeSet<usize>) -> Vec<Finding> {
        let place = || place.clone().at_row(row);
        let several = |places: &&Vec<usize>| places.len() > 1 && !places.iter().any(|place| read.contains(place));
        let repeated = self.names.values().filter(several).map(|places| {
            let name = places.first().map_or("", |place| self.name(*place));
            let numbers: Vec<String> = places.iter().map(|place| letters(*place)).collect();
            let message = format!("the header stands above columns {}; none of them is read", numbers.join(" and "));
            let help = "give each column a header of its own, or delete the one that is not meant; a mapping can name \
                        the second as `header#2`";
            Finding::warning("duplicate-header", place().at_column(name), message, help)
        });
        let empty: Vec<String> = filled.difference(read).map(|place| letters(*place)).collect();
        let nameless = (!empty.is_empty()).then(|| {
            let message = format!("no header above column {}; nothing in it is read", shortened(&empty));
            Finding::warning("empty-header", place(), message, "give the column a header, or delete it")
        });
        repeated.chain(nameless).collect()
    }
}

impl Heading {
    fn new(filled: &[Vec<String>], place: usize) -> Self {
        let texts: Vec<String> = filled
            .iter()
            .map(|row| row.get(place).cloned().unwrap_or_default())
            .filter(|text| !text.is_empty())
            .collect();
        Heading { name: texts.first().cloned().unwrap_or_default(), texts, import_id: None }
    }

    fn telling_texts(&self) -> impl Iterator<Item = &str> {
        self.texts.iter().map(String::as_str).filter(|text| !KINDS_OF_ANSWER.contains(&normal(text).as_ref()))
    }

    /// All by which the column can be meant beside its name.
    fn other_names(&self) -> impl Iterator<Item = String> {
        let both = match (self.texts.first(), self.texts.last()) {
            (Some(upper), Some(lower)) if self.texts.len() > 1 => {
                vec![format!("{upper}{BELOW}{lower}"), format!("{upper} [{lower}]")]
            }
            _ => Vec::new(),
        };
        self.texts.iter().cloned().chain(both).chain(self.import_id.clone())
    }
}

/// What changed about headers since a mapping was written for them; nothing if nothing did.
#[must_use]
pub fn header_changes(written: &[String], header: &Header) -> Option<String> {
    let forms =
        |names: &mut dyn Iterator<Item = &str>| names.map(|name| normal(name).into_owned()).collect::<BTreeSet<_>>();
    let before = forms(&mut written.iter().map(String::as_str));
    let now = forms(&mut header.names().filter(|name| !name.is_empty()));
    let gone: Vec<&String> = before.difference(&now).collect();
    let mut new: Vec<&String> = now.difference(&before).collect();
    let mut said = Vec::new();
    for old in gone {
        match crate::finding::nearest(old, new.iter().map(|name| name.as_str())).map(str::to_owned) {
            Some(near) => {
                new.retain(|name| **name != near);
                said.push(format!("{} became {}", quoted(old), quoted(&near)));
            }
            None => said.push(format!("{} is gone", quoted(old))),
        }
    }
    said.extend(new.iter().map(|name| format!("{} is new", quoted(name))));
    (!said.is_empty()).then(|| format!("the headers are not those the mapping was written for: {}", shortened(&said)))
}

/// Gives columns that share their upper header the lower one beside it as their name.
fn name_apart(columns: &mut [Heading]) {
    let mut uses: BTreeMap<String, usize> = BTreeMap::new();
    for heading in columns.iter() {
        *uses.entry(normal(&heading.name).into_owned()).or_default() += 1;
    }
    for heading in columns.iter_mut() {
        let shared = uses.get(normal(&heading.name).as_ref()).is_some_and(|uses| *uses > 1);
        let lower: Vec<&str> = heading.telling_texts().skip(1).collect();
        if shared && !lower.is_empty() {
            heading.name = format!("{}{BELOW}{}", heading.name, lower.join(BELOW));
        }
    }
}

fn note(places: &mut BTreeMap<String, Vec<usize>>, name: &str, place: usize) {
    let name = normal(name);
    if !name.is_empty() {
        let list = places.entry(name.into_owned()).or_default();
        if list.last() != Some(&place) {
            list.push(place);
        }
    }
}

/// The texts of header rows, with empty cells of all but the last row filled from the left where the row
/// below has something.
fn filled(rows: &[&StringRecord]) -> Vec<Vec<String>> {
    let width = rows.iter().map(|row| row.len()).max().unwrap_or_default();
    let text = |row: &StringRecord, place: usize| {
        let cell = without_html(tidy(row.get(place).unwrap_or_default()));
        tidy(&cell).to_owned()
    };
    let mut filled = Vec::with_capacity(rows.len());
    for (number, row) in rows.iter().enumerate() {
        let below = rows.get(number + 1);
        let mut left = String::new();
        let mut texts = Vec::with_capacity(width);
        for place in 0..width {
            let own = text(row, place);
            let inherits = own.is_empty() && below.is_some_and(|below| !text(below, place).is_empty());
            if !own.is_empty() {
                left.clone_from(&own);
            }
            texts.push(if inherits { left.clone() } else { own });
        }
        filled.push(texts);
    }
    filled
}

/// Whether a row holds a survey tool's ids of its questions and nothing else.
pub(super) fn is_import_ids(row: &StringRecord) -> bool {
    let mut cells = row.iter().map(tidy).filter(|cell| !cell.is_empty()).peekable();
    cells.peek().is_some() && cells.all(|cell| import_id(cell).is_some())
}

/// The id in `{"ImportId":"QID4_1"}`, however its quotation marks are written.
fn import_id(cell: &str) -> Option<&str> {
    let inner = tidy(cell).strip_prefix('{')?.strip_suffix('}')?;
    let is_mark = |character: char| matches!(character, '"' | '\'' | ' ' | '\u{201c}' | '\u{201d}');
    let rest = inner.trim_matches(is_mark).strip_prefix("ImportId")?;
    let (_, id) = rest.split_once(':')?;
    let id = id.split(',').next().unwrap_or(id).trim_matches(is_mark);
    (!id.is_empty()).then_some(id)
}

/// The part of a text for which the `*` of a pattern stands, if it has the pattern's form; the whole text
/// for a pattern without one. Of several `*` the first counts. Compared in normal form.
#[must_use]
pub fn wildcard(pattern: &str, text: &str) -> Option<String> {
    let (pattern, form) = (normal(pattern), normal(text));
    let mut parts = pattern.split('*');
    let first = parts.next().unwrap_or_default();
    let mut rest = form.strip_prefix(first)?;
    let others: Vec<&str> = parts.collect();
    let Some((last, middle)) = others.split_last() else {
        return rest.is_empty().then(|| tidy(text).to_owned());
    };
    let mut stands_for = None;
    for part in middle {
        let at = rest.find(part)?;
        stands_for.get_or_insert_with(|| rest.get(..at).unwrap_or_default().to_owned());
        rest = rest.get(at + part.len()..)?;
    }
    let end = rest.strip_suffix(last)?;
    Some(tidy(stands_for.as_deref().unwrap_or(end)).to_owned())
}

/// A column's letters in a spreadsheet: A for the first, AA for the twenty-seventh.
#[must_use]
pub fn letters(place: usize) -> String {
    let mut letters = String::new();
    let mut rest = place + 1;
    while rest > 0 {
        // The remainder is below 26, so the sum is a letter.
        letters.insert(0, char::from(b'A' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    letters
}

fn place_of_letters(letters: &str) -> Option<usize> {
    let mut number = 0_usize;
    for letter in letters.trim().bytes() {
        let digit = letter.to_ascii_lowercase().checked_sub(b'a').filter(|digit| *digit < 26)?;
        number = number.checked_mul(26)?.checked_add(usize::from(digit) + 1)?;
    }
    number.checked_sub(1)
}

/// A list that does not bury the sentence it stands in.
fn shortened(list: &[String]) -> String {
    const LISTED: usize = 12;
    let shown = list.get(..LISTED.min(list.len())).unwrap_or_default().join(", ");
    if list.len() > LISTED { format!("{shown} and {} more", list.len() - LISTED) } else { shown }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(rows: &[&[&str]]) -> Header {
        let rows: Vec<StringRecord> = rows.iter().map(|row| StringRecord::from(row.to_vec())).collect();
        Header::of_rows(&rows)
    }

    #[test]
    fn headers_are_found_in_their_normal_form_unless_they_stand_twice() {
        let header = header(&[&["\u{feff}Group ID", "ms01", " MS01 ", ""]]);
        assert_eq!(header.search("group id"), Found::One(0));
        assert_eq!(header.search("ms01"), Found::Several);
        assert_eq!(header.search("ms01#2"), Found::One(2));
        assert_eq!(header.search("letter:d"), Found::One(3));
        assert_eq!(header.search("letter:e"), Found::Nothing);
        assert_eq!(header.nameless(), BTreeSet::from([3]));
        let codes = |read: &[usize], filled: &[usize]| -> Vec<&str> {
            let [read, filled] = [read, filled].map(|places| places.iter().copied().collect());
            let found = header.findings(&Place::file("a.csv"), 1, &read, &filled);
            found.iter().map(|finding| finding.code).collect()
        };
        assert_eq!(codes(&[], &[3]), ["duplicate-header", "empty-header"]);
        assert_eq!(codes(&[], &[]), ["duplicate-header"]);
        assert_eq!(codes(&[2, 3], &[3]), Vec::<&str>::new());
    }

    #[test]
    fn columns_of_three_header_rows_go_by_any_of_them() {
        let qualtrics = header(&[
            &["StartDate", "Q4_1", "Q4_2"],
            &["Start Date", "To what extent - We trust\none another", "To what extent - We plan"],
            &["{\"ImportId\":\"startDate\",\"timeZone\":\"Z\"}", "{'ImportId': 'QID4_1'}", "{\"ImportId\":\"QID4_2\"}"],
        ]);
        assert_eq!(qualtrics.name(1), "Q4_1");
        assert_eq!(qualtrics.question(1), "To what extent - We trust\none another");
        assert_eq!(qualtrics.import_id(0), Some("startDate"));
        for name in ["q4_1", "QID4_1", "To what extent - we trust one another"] {
            assert_eq!(qualtrics.search(name), Found::One(1), "{name}");
        }
    }

    #[test]
    fn an_upper_header_belongs_to_the_columns_on_its_right() {
        let monkey = header(&[
            &["Respondent ID", "How much do you agree?", "", "Anything else?"],
            &["", "We trust one another", "We plan", "Open-Ended Response"],
        ]);
        let names: Vec<&str> = monkey.names().collect();
        let trust = "How much do you agree? > We trust one another";
        assert_eq!(names, ["Respondent ID", trust, "How much do you agree? > We plan", "Anything else?"]);
        for name in [trust, "How much do you agree? [We plan]", "we plan"] {
            assert!(matches!(monkey.search(name), Found::One(1 | 2)), "{name}");
        }
        assert_eq!(monkey.search("How much do you agree?"), Found::Several);
    }

    #[test]
    fn a_star_stands_for_any_part_of_a_name() {
        assert_eq!(wildcard("TOPIC[*]", "Topic[SQ001]").as_deref(), Some("sq001"));
        assert_eq!(wildcard("topic___*", "topic____98").as_deref(), Some("_98"));
        assert_eq!(wildcard("*Ability*", "PreAbility1").as_deref(), Some("pre"));
        assert_eq!(wildcard("Q1", "q1").as_deref(), Some("q1"));
        assert_eq!(wildcard("Q1", "Q11"), None);
        assert_eq!(wildcard("*a*a", "a"), None);
    }

    #[test]
    fn columns_have_a_spreadsheets_letters() {
        for (place, expected) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")] {
            assert_eq!(letters(place), expected);
            assert_eq!(place_of_letters(expected), Some(place));
        }
    }
}
