//! How a file put each question: the wording in its header, the words of its answers. Kept wave by wave
//! while rows are read, so that waves can be held against one another.

use super::column::{Column, Holds};
use crate::ingest::{Dictionary, Header, Layout, normal, tidy};
use std::collections::{BTreeMap, BTreeSet};

/// Fewest words of a header that is a question and not a code.
const FEWEST_WORDS: usize = 3;

/// How the files of one wave put one item.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Form {
    /// Wordings that stood in headers, in normal form.
    pub wordings: BTreeSet<String>,
    /// Words that stood for answers, by value on the item's scale, in normal form.
    pub words: BTreeMap<u8, BTreeSet<String>>,
    /// Whether an answer stood as a number.
    pub numbers: bool,
    /// How many different answers the mapping knows, where every answer came through it.
    pub mapped: Option<usize>,
    /// Whether an answer came some other way than through the mapping.
    pub unmapped: bool,
    /// File and header where it stands; of the first file.
    pub place: (String, String),
}

impl Form {
    /// Puts the forms of another file of the same wave with this one.
    pub fn merge(&mut self, other: Form) {
        self.wordings.extend(other.wordings);
        for (value, words) in other.words {
            self.words.entry(value).or_default().extend(words);
        }
        self.numbers |= other.numbers;
        self.unmapped |= other.unmapped;
        self.mapped = self.mapped.max(other.mapped);
    }
}

/// The forms of one wave, by the item's place among the columns; a wave without rows has no entry.
pub(super) type FormsByWave = BTreeMap<usize, BTreeMap<usize, Form>>;

/// The forms of one file in the making.
#[derive(Clone, Default)]
pub(super) struct Forms {
    found: FormsByWave,
    /// The file's items as its header and mapping have them, before any answer.
    blank: BTreeMap<usize, Form>,
    /// The wave of the row being read.
    wave: Option<usize>,
    /// Whether the column at a place has had a number that no mapping changed, in the wave `settled_in`:
    /// most cells are another such and show nothing new.
    settled: Vec<bool>,
    settled_in: Option<usize>,
}

impl Forms {
    /// Reads the header.
    pub fn open(&mut self, columns: &[Column], layout: &Layout, header: &Header, labels: &Dictionary, file: &str) {
        self.settled = vec![false; columns.len()];
        let items = || columns.iter().enumerate().filter(|(_, column)| matches!(column.holds, Holds::Item(_)));
        let question = |at: usize| {
            let label = labels.columns.get(header.name(at)).and_then(|described| described.label.as_deref());
            label.unwrap_or_else(|| header.question(at))
        };
        let stems = stems(items().filter_map(|(place, _)| layout.column(place)).map(question));
        for (place, column) in columns.iter().enumerate() {
            let (Holds::Item(_), Some(at)) = (&column.holds, layout.column(place)) else { continue };
            let mut form = Form { place: (file.to_owned(), header.name(at).to_owned()), ..Form::default() };
            form.wordings.extend(wording(without_stem(question(at), &stems)));
            let answers = layout.values_of(place).filter_map(|value| column.answer(value)).collect::<BTreeSet<u8>>();
            form.mapped = (!answers.is_empty()).then_some(answers.len());
            self.blank.insert(place, form);
        }
    }

    /// Says of which wave the answers that follow are.
    pub fn at_wave(&mut self, wave: Option<usize>) {
        self.wave = wave;
        if wave.is_some() && self.settled_in != wave {
            self.settled.iter_mut().for_each(|settled| *settled = false);
            self.settled_in = wave;
        }
        if let Some(wave) = wave.filter(|wave| !self.found.contains_key(wave)) {
            self.found.insert(wave, self.blank.clone());
        }
    }

    /// The wave of the row being read.
    pub fn wave(&self) -> Option<usize> {
        self.wave
    }

    /// Takes note of how an answer stood in its cell.
    pub fn saw(&mut self, place: usize, cell: &str, answer: u8, mapped: bool) {
        let plain = !mapped && cell.starts_with(|first: char| first.is_ascii_digit());
        match self.settled.get_mut(place) {
            Some(settled) if plain && *settled => return,
            Some(settled) if self.wave.is_some() => *settled |= plain,
            _ => {}
        }
        let forms = self.wave.and_then(|wave| self.found.get_mut(&wave));
        let Some(form) = forms.and_then(|forms| forms.get_mut(&place)) else { return };
        form.unmapped |= !mapped;
        let cell = tidy(cell);
        if cell.starts_with(|first: char| first.is_ascii_digit()) {
            form.numbers = true;
            return;
        }
        let (word, words) = (normal(cell), form.words.entry(answer).or_default());
        if !words.contains(word.as_ref()) {
            words.insert(word.into_owned());
        }
    }

    /// Says that another row begins, of whose wave nothing is known yet.
    pub fn at_row(&mut self) {
        self.wave = None;
    }

    /// Adds what rows further down in the same file showed.
    pub fn merge(&mut self, below: Forms) {
        for (wave, forms) in below.found {
            let own = self.found.entry(wave).or_default();
            for (place, form) in forms {
                match own.get_mut(&place) {
                    Some(known) => known.merge(form),
                    None => drop(own.insert(place, form)),
                }
            }
        }
    }

    /// What the file showed.
    pub fn close(self) -> FormsByWave {
        self.found
    }
}

/// What stands before several statements of one file: the question that they are rows of, as in
/// `How far do you agree? - We plan` and `How far do you agree? [We plan]`.
fn stems<'a>(questions: impl Iterator<Item = &'a str>) -> BTreeSet<String> {
    let mut uses: BTreeMap<String, usize> = BTreeMap::new();
    for (stem, _) in questions.filter_map(parted) {
        *uses.entry(normal(stem).into_owned()).or_default() += 1;
    }
    uses.into_iter().filter(|(_, uses)| *uses > 1).map(|(stem, _)| stem).collect()
}

fn without_stem<'a>(question: &'a str, stems: &BTreeSet<String>) -> &'a str {
    parted(question).filter(|(stem, _)| stems.contains(normal(stem).as_ref())).map_or(question, |(_, row)| row)
}

/// A question and its row, where a header holds both.
fn parted(header: &str) -> Option<(&str, &str)> {
    let bracketed = header.trim_end().strip_suffix(']').and_then(|rest| rest.rsplit_once(" ["));
    bracketed.or_else(|| header.rsplit_once(" - "))
}

/// The wording in a header, in normal form and without a number before it; none where it is a code.
fn wording(header: &str) -> Option<String> {
    let form = normal(header);
    let numbered = |word: &str| word.chars().any(|letter| letter.is_ascii_digit());
    let words: Vec<&str> =
        form.split(' ').enumerate().filter(|(at, word)| *at > 0 || !numbered(word)).map(|(_, word)| word).collect();
    let text = words.join(" ");
    let text = text.trim_matches(|letter: char| !letter.is_alphanumeric());
    (words.len() >= FEWEST_WORDS).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_is_a_wording_and_a_code_is_none() {
        assert_eq!(wording("4. We  trust one another."), Some("we trust one another".to_owned()));
        assert_eq!(wording("[Q04] We trust one another"), wording("We trust one another:"));
        assert_eq!(wording("ms04"), None);
        assert_eq!(wording("Trust item"), None);
    }

    #[test]
    fn a_question_that_several_statements_share_is_no_part_of_their_wording() {
        let asked = ["How far do you agree? - We plan", "How far do you agree? - We trust", "Time - is it enough?"];
        let stems = stems(asked.into_iter());
        let rows: Vec<&str> = asked.iter().map(|question| without_stem(question, &stems)).collect();
        assert_eq!(rows, ["We plan", "We trust", "Time - is it enough?"]);
        let grid = ["Agree? [We plan]", "Agree? [We trust]"];
        assert_eq!(without_stem(grid[0], &super::stems(grid.into_iter())), "We plan");
    }

    #[test]
    fn files_of_one_wave_are_one_form() {
        let of = |value, word: &str| Form {
            words: BTreeMap::from([(value, BTreeSet::from([word.to_owned()]))]),
            ..Form::default()
        };
        let mut form = of(1, "never");
        form.merge(Form { numbers: true, mapped: Some(4), ..of(4, "always") });
        assert_eq!((form.words.len(), form.numbers, form.mapped), (2, true, Some(4)));
    }
}
