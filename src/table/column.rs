//! A column of a table in the making: what its cells may hold, and the reading of one cell.

use super::answers::Answers;
use super::problem::Problem;
use crate::contract::{Field, FieldType, FixedFour, Person, TableContract};
use crate::framework::Framework;
use crate::ingest::{Wanted, WantedCells, normal, read_date, tidy};
use crate::plan::{DateOrder, Plan};
use crate::vocabulary::Date;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// Why an item has no answer, where its cell is empty.
pub(super) const NOT_ANSWERED: &str = "not answered";
/// Why an item has no answer, where the file has no column for it.
pub(super) const NOT_ASKED: &str = "not asked";
/// Why an item has no answer, where its cell could not be read.
pub(super) const UNREADABLE: &str = "unreadable";

/// Why an item has no answer, where the person stopped before the end.
pub(super) const NOT_FINISHED: &str = "not finished";

/// What stands between the reason for a missing answer and the cell that gave it.
const AS_WRITTEN: char = '\u{1f}';

/// A reason for a missing answer together with the code or word that the file has for it, as they stand in
/// an item's `__missing` column. Only declared codes and usual words are kept so, never what somebody wrote.
pub(super) fn reason_as_written(reason: &str, cell: &str) -> String {
    format!("{reason}{AS_WRITTEN}{cell}")
}

/// The reason for a missing answer in an item's `__missing` column, and the cell that gave it, where there
/// was one.
#[must_use]
pub fn missing_reason(entry: &str) -> (&str, Option<&str>) {
    entry.split_once(AS_WRITTEN).map_or((entry, None), |(reason, cell)| (reason, Some(cell)))
}

/// What a cell holds once it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value<'a> {
    /// Nothing.
    Missing,
    /// Text, a category in its canonical spelling, or a list between semicolons.
    Text(Cow<'a, str>),
    /// A whole number, or ten-thousandths.
    Whole(i64),
    /// Yes or no.
    Yes(bool),
    /// A day.
    Day(Date),
    /// An item's answer on its scale.
    Answer(u8),
    /// No answer, and why.
    NoAnswer(Cow<'a, str>),
}

impl Value<'_> {
    /// The same, of its own.
    pub fn into_owned(self) -> Value<'static> {
        match self {
            Value::Missing => Value::Missing,
            Value::Text(text) => Value::Text(Cow::Owned(text.into_owned())),
            Value::Whole(number) => Value::Whole(number),
            Value::Yes(flag) => Value::Yes(flag),
            Value::Day(day) => Value::Day(day),
            Value::Answer(answer) => Value::Answer(answer),
            Value::NoAnswer(reason) => Value::NoAnswer(Cow::Owned(reason.into_owned())),
        }
    }

    /// Whether it is an item's empty cell.
    pub fn is_blank_answer(&self) -> bool {
        matches!(self, Value::NoAnswer(reason) if reason == NOT_ANSWERED)
    }
}

/// A column of a table in the making.
pub(super) struct Column<'a> {
    /// Canonical name.
    pub name: &'a str,
    /// What it holds.
    pub holds: Holds<'a>,
}

/// What a column holds.
pub(super) enum Holds<'a> {
    /// A field of the table's contract, its categories by normal form.
    Field(&'a Field, BTreeMap<String, &'a str>),
    /// An item of the framework.
    Item(Answers<'a>),
    /// The answers to a question of the survey that takes several.
    Choices,
}

/// The columns of a table: those of its contract and, for responses, the framework's items and the
/// questions with several answers that any mapping names.
pub(super) fn columns<'a>(contract: &'a TableContract, framework: &'a Framework, plan: &'a Plan) -> Vec<Column<'a>> {
    let fields = contract.fields.iter().map(|field| Column { name: &field.name, holds: Holds::of(field) });
    let items = framework.items().iter().filter(|_| contract.name == "responses").filter_map(|item| {
        let not_asked_first = item.not_asked.is_some();
        let answers = Answers::new(framework.scale(&item.scale)?, not_asked_first);
        Some(Column { name: item.id.as_str(), holds: Holds::Item(answers) })
    });
    let choices = questions_with_choices(contract, plan);
    fields.chain(items).chain(choices.into_iter().map(|name| Column { name, holds: Holds::Choices })).collect()
}

/// The questions with several answers that mappings of a survey name and that are no columns of its table.
pub(super) fn questions_with_choices<'a>(contract: &TableContract, plan: &'a Plan) -> BTreeSet<&'a str> {
    let sources = plan.source.iter().filter(|source| contract.name == "responses" && source.table == contract.name);
    let multis = sources.filter_map(|source| source.mapping.as_ref()).flat_map(|mapping| &mapping.multi);
    multis.map(|multi| multi.key.as_str()).filter(|key| contract.field(key).is_none()).collect()
}

impl<'a> Holds<'a> {
    fn of(field: &'a Field) -> Self {
        let words = match &field.kind {
            FieldType::Text { categories, .. } | FieldType::List { categories, .. } => categories.as_slice(),
            _ => &[],
        };
        Holds::Field(field, words.iter().map(|word| (normal(word).into_owned(), word.as_str())).collect())
    }
}

impl<'a> Column<'a> {
    /// Whether rows are of no use without it.
    pub fn required(&self) -> bool {
        matches!(self.holds, Holds::Field(Field { required: true, .. }, _))
    }

    /// Whether its cells tell people, and whose the rows then are.
    pub fn person(&self) -> Option<Person> {
        if let Holds::Field(field, _) = self.holds { field.person } else { None }
    }

    /// Whether its cells are what people wrote in their own words.
    pub fn is_open(&self) -> bool {
        matches!(self.holds, Holds::Field(Field { open: true, .. }, _) | Holds::Choices)
    }

    /// Whether any text can stand in its cells.
    pub fn takes_any_text(&self) -> bool {
        match &self.holds {
            Holds::Field(field, words) => {
                words.is_empty() && matches!(field.kind, FieldType::Text { .. } | FieldType::List { whole: None, .. })
            }
            Holds::Choices => true,
            Holds::Item(_) => false,
        }
    }

    /// Whether its cells are numbers.
    pub fn is_number(&self) -> bool {
        matches!(self.holds, Holds::Field(Field { kind: FieldType::Integer | FieldType::Number, .. }, _))
    }

    /// Whether its cells are texts of people's own: names, ids, lists of ids, sentences.
    pub fn is_text(&self) -> bool {
        match &self.holds {
            Holds::Field(Field { kind: FieldType::Text { .. } | FieldType::List { .. }, .. }, _) | Holds::Choices => {
                true
            }
            Holds::Field(..) | Holds::Item(_) => false,
        }
    }

    /// What the search for it in a file needs to know. `first` says whether the file is of the
    /// plan's first wave.
    pub fn wanted(&self, first: bool) -> Wanted {
        let answers = match &self.holds {
            Holds::Item(answers) => Some(answers),
            Holds::Field(..) | Holds::Choices => None,
        };
        Wanted {
            name: self.name.to_owned(),
            required: self.required(),
            expected: answers.is_some_and(|answers| !(first && answers.not_asked_first)),
            points: answers.map(Answers::points),
            cells: match self.person() {
                Some(Person::Row) => WantedCells::People,
                _ if self.is_number() => WantedCells::Numbers,
                _ => WantedCells::Other,
            },
        }
    }

    /// The answer that a cell holds, where it is an item's and holds one.
    pub fn answer(&self, cell: &str) -> Option<u8> {
        match (&self.holds, self.read(cell, None)) {
            (Holds::Item(_), Ok(Value::Answer(answer))) => Some(answer),
            _ => None,
        }
    }

    /// What a cell holds that the plan says holds nothing.
    pub fn nothing<'c>(&self, reason: &'c str) -> Value<'c>
    where
        'a: 'c,
    {
        match self.holds {
            Holds::Field(field, _) => empty(field),
            Holds::Item(_) => Value::NoAnswer(Cow::Borrowed(reason)),
            Holds::Choices => Value::Missing,
        }
    }

    /// What a row holds where its file has no such column.
    pub fn absent<'c>(&self) -> Value<'c>
    where
        'a: 'c,
    {
        match self.holds {
            Holds::Field(field, _) => empty(field),
            Holds::Item(_) => Value::NoAnswer(Cow::Borrowed(NOT_ASKED)),
            Holds::Choices => Value::Missing,
        }
    }

    /// Reads a cell.
    pub fn read<'c>(&self, cell: &'c str, order: Option<DateOrder>) -> Result<Value<'c>, Problem>
    where
        'a: 'c,
    {
        let cell = tidy(cell);
        match &self.holds {
            Holds::Field(field, _) if cell.is_empty() && field.required => Err(Problem::MissingValue),
            Holds::Field(field, _) if cell.is_empty() => Ok(empty(field)),
            Holds::Item(_) if cell.is_empty() => Ok(Value::NoAnswer(Cow::Borrowed(NOT_ANSWERED))),
            Holds::Field(field, words) => read_field(field, words, cell, order),
            Holds::Item(answers) => answers.read(cell, true).map(|answer| answer.0),
            Holds::Choices if cell.is_empty() => Ok(Value::Missing),
            Holds::Choices if cell == ";" => Ok(Value::Text(Cow::Borrowed(cell))),
            Holds::Choices => Ok(Value::Text(Cow::Owned(format!(";{cell};")))),
        }
    }
}

fn empty(field: &Field) -> Value<'_> {
    match (&field.default, &field.kind) {
        (None, _) => Value::Missing,
        (Some(word), FieldType::Boolean) => Value::Yes(field.yes.contains(word)),
        (Some(word), _) => Value::Text(Cow::Borrowed(word)),
    }
}

fn read_field<'c>(
    field: &'c Field,
    words: &BTreeMap<String, &'c str>,
    cell: &'c str,
    order: Option<DateOrder>,
) -> Result<Value<'c>, Problem> {
    let flag = || normal(cell);
    match &field.kind {
        FieldType::Text { .. } if words.is_empty() => Ok(Value::Text(Cow::Borrowed(cell))),
        FieldType::Text { categories, .. } => match words.get(normal(cell).as_ref()) {
            Some(word) => Ok(Value::Text(Cow::Borrowed(word))),
            None => Err(Problem::unknown_category(cell, categories)),
        },
        FieldType::Integer => {
            let number = FixedFour::parse(cell).filter(|number| number.0 % FixedFour::ONE == 0);
            let number = number.ok_or_else(|| Problem::wrong_type(cell, "a whole number"))?;
            in_range(field, number).map(|()| Value::Whole(number.0 / FixedFour::ONE))
        }
        FieldType::Number => {
            let number = FixedFour::parse(cell).ok_or_else(|| Problem::wrong_type(cell, "a number such as 12.5"))?;
            in_range(field, number).map(|()| Value::Whole(number.0))
        }
        FieldType::Boolean if field.yes.iter().any(|word| *word == flag()) => Ok(Value::Yes(true)),
        FieldType::Boolean if field.no.iter().any(|word| *word == flag()) => Ok(Value::Yes(false)),
        FieldType::Boolean => Err(Problem::wrong_type(cell, "yes or no")),
        FieldType::Date => read_date(cell, order).map(Value::Day).ok_or_else(|| Problem::unknown_date(order)),
        FieldType::List { delimiter, categories, whole } => read_list(cell, *delimiter, categories, words, *whole),
    }
}

fn in_range(field: &Field, number: FixedFour) -> Result<(), Problem> {
    let below = field.minimum.filter(|least| number < *least).map(|least| (false, least));
    let above = field.maximum.filter(|most| number > *most).map(|most| (true, most));
    match below.or(above) {
        Some((above, limit)) => Err(Problem::OutOfRange { above, limit: limit.0 / FixedFour::ONE }),
        None => Ok(()),
    }
}

/// A list as `;a;b;`, so that a condition can look for `;a;` in it.
fn read_list<'c>(
    cell: &str,
    delimiter: char,
    categories: &[String],
    words: &BTreeMap<String, &str>,
    whole: Option<(i64, i64)>,
) -> Result<Value<'c>, Problem> {
    let mut list = String::from(";");
    for entry in cell.split(delimiter).map(tidy).filter(|entry| !entry.is_empty()) {
        if let Some((least, most)) = whole {
            let number: i64 = entry.parse().map_err(|_| Problem::wrong_type(entry, "whole numbers with ; between"))?;
            if number < least || number > most {
                let above = number > most;
                return Err(Problem::OutOfRange { above, limit: if above { most } else { least } });
            }
            list.push_str(&number.to_string());
        } else if words.is_empty() {
            list.push_str(entry);
        } else {
            let word = words.get(normal(entry).as_ref());
            list.push_str(word.ok_or_else(|| Problem::unknown_category(entry, categories))?);
        }
        list.push(';');
    }
    Ok(if list.len() == 1 { Value::Missing } else { Value::Text(Cow::Owned(list)) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::table;

    fn read(table_name: &str, column: &str, cell: &str) -> Result<String, &'static str> {
        let contract = table(table_name).expect("a canonical table");
        let field = contract.field(column).expect("a column");
        let column = Column { name: &field.name, holds: Holds::of(field) };
        column.read(cell, None).map(|value| format!("{value:?}")).map_err(|problem| problem.code())
    }

    #[test]
    fn categories_are_read_in_any_case_and_kept_in_one_spelling() {
        assert_eq!(read("groups", "model", " Role-Determined "), Ok("Text(\"role-determined\")".to_owned()));
        assert_eq!(read("activities", "process", "p07"), Ok("Text(\"P07\")".to_owned()));
        assert_eq!(read("groups", "model", "club"), Err("unknown-category"));
    }

    #[test]
    fn lists_are_kept_between_semicolons() {
        assert_eq!(read("sessions", "knowledge_fields", "Public; new;"), Ok("Text(\";public;new;\")".to_owned()));
        assert_eq!(read("school_returns", "change_grades", "0;4"), Ok("Text(\";0;4;\")".to_owned()));
        assert_eq!(read("school_returns", "change_grades", "0;5"), Err("out-of-range"));
        assert_eq!(read("sessions", "led_by", ";"), Ok("Missing".to_owned()));
    }

    #[test]
    fn numbers_days_and_flags_are_read_or_named() {
        assert_eq!(read("sessions", "minutes", "90"), Ok("Whole(90)".to_owned()));
        assert_eq!(read("sessions", "minutes", "0"), Err("out-of-range"));
        assert_eq!(read("sessions", "minutes", "1.5 h"), Err("wrong-type"));
        assert_eq!(read("attainment", "mean", "-0.35"), Ok("Whole(-3500)".to_owned()));
        assert_eq!(read("sessions", "triads", "No"), Ok("Yes(false)".to_owned()));
        assert_eq!(read("sessions", "date", "31/12/2004"), Err("unknown-date"));
        assert_eq!(read("sessions", "date", ""), Err("missing-value"));
    }

    #[test]
    fn an_empty_cell_holds_what_the_contract_says_it_stands_for() {
        assert_eq!(read("programme_days", "planned", ""), Ok("Yes(true)".to_owned()));
        assert_eq!(read("programme_days", "delivered", " "), Ok("Missing".to_owned()));
        assert_eq!(read("attainment", "arm", ""), Ok("Text(\"programme\")".to_owned()));
        assert_eq!(read("coded_answers", "codes", ""), Err("missing-value"));
    }
}
