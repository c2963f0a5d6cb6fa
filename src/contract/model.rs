/// A number kept exactly: ten-thousandths of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FixedFour(pub i64);

impl FixedFour {
    /// Ten-thousandths in one.
    pub const ONE: i64 = 10_000;

    /// A whole number.
    #[must_use]
    pub fn whole(number: i64) -> Self {
        FixedFour(number.saturating_mul(FixedFour::ONE))
    }

    /// Reads a decimal number; further places than four are rounded, halves away from zero.
    /// `None` if the text is no plain decimal number or too large.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (whole, places) = digits.split_once('.').unwrap_or((digits, ""));
        let numeric = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if (whole.is_empty() && places.is_empty()) || !numeric(whole) || !numeric(places) {
            return None;
        }
        let kept: String = places.chars().chain("0000".chars()).take(4).collect();
        let round_up = places.as_bytes().get(4).is_some_and(|digit| *digit >= b'5');
        let whole: i64 = if whole.is_empty() { 0 } else { whole.parse().ok()? };
        let part: i64 = kept.parse().ok()?;
        let value = whole.checked_mul(FixedFour::ONE)?.checked_add(part)?.checked_add(i64::from(round_up))?;
        Some(FixedFour(if negative { -value } else { value }))
    }
}

/// What the cells of a column hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldType {
    /// Any text; one of the categories, where there are any.
    Text {
        /// The words allowed, in their canonical spelling; empty for free text.
        categories: Vec<String>,
        /// Whether the categories run from least to most.
        ordered: bool,
    },
    /// A whole number.
    Integer,
    /// A number, kept to four decimal places.
    Number,
    /// Yes or no.
    Boolean,
    /// A calendar day.
    Date,
    /// Several entries, with a delimiter between.
    List {
        /// The character between entries.
        delimiter: char,
        /// The words allowed, in their canonical spelling; empty for free text.
        categories: Vec<String>,
        /// Lowest and highest whole number allowed, for lists of numbers.
        whole: Option<(i64, i64)>,
    },
}

/// One column of a canonical table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Column name.
    pub name: String,
    /// Name in documents.
    pub title: String,
    /// What it holds, in plain words.
    pub description: String,
    /// What its cells hold.
    pub kind: FieldType,
    /// Whether a row without it is of no use.
    pub required: bool,
    /// Lowest number allowed.
    pub minimum: Option<FixedFour>,
    /// Highest number allowed.
    pub maximum: Option<FixedFour>,
    /// Cells that mean yes, in lower case.
    pub yes: Vec<String>,
    /// Cells that mean no, in lower case.
    pub no: Vec<String>,
    /// The date column that this one's date may not lie before.
    pub not_before: Option<String>,
    /// What an empty cell stands for: a category, or yes or no.
    pub default: Option<String>,
    /// Whether people write in it what they like.
    pub open: bool,
    /// Whether its cells tell single people apart, and whose the row then is.
    pub person: Option<Person>,
}

/// Whose a row is, of which a cell tells a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Person {
    /// The person's: it says something about them, and goes if they withdraw.
    Row,
    /// A group's, which names people among other things: if one withdraws, the row stays without the name.
    Cell,
}

/// Rows must be found in another table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForeignKey {
    /// Column of this table.
    pub field: String,
    /// The other table.
    pub resource: String,
    /// Its column.
    pub target: String,
    /// Rows for which it does not hold.
    pub unless: Option<Unless>,
}

/// A value that frees a row from a foreign key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unless {
    /// Column of the same table.
    pub field: String,
    /// Its value.
    pub value: String,
}

/// An agreement that stands in another table.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
pub struct Consent {
    /// The other table.
    pub resource: String,
    /// Columns of both tables that together name who agreed to what.
    pub fields: Vec<String>,
    /// Column of the other table that says so.
    pub field: String,
    /// What it says then.
    pub value: String,
}

/// The contract of one canonical table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableContract {
    /// Name of the table.
    pub name: String,
    /// Name in documents.
    pub title: String,
    /// What one row is.
    pub description: String,
    /// Its columns, in order.
    pub fields: Vec<Field>,
    /// Columns that together name a row.
    pub primary_key: Vec<String>,
    /// Further sets of columns of which no two rows may have the same values. Rows without the first
    /// of them are not compared.
    pub unique_keys: Vec<Vec<String>>,
    /// Columns whose values must be found in other tables.
    pub foreign_keys: Vec<ForeignKey>,
    /// If given, a repeated key is a corrected return: the later by these columns, then by place,
    /// counts. Otherwise the first row is kept and repeats are set aside.
    pub later_wins: Option<Vec<String>>,
    /// Sets of columns, of which a row must have at least one whole set.
    pub one_of: Vec<Vec<String>>,
    /// What people must have agreed to for a row about them to count.
    pub consent: Option<Consent>,
}

impl TableContract {
    /// A column by its name.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// Whether a row is about a single person.
    #[must_use]
    pub fn is_about_people(&self) -> bool {
        self.fields.iter().any(|field| field.person == Some(Person::Row))
    }

    /// Whether its rows name people, be it among other things.
    #[must_use]
    pub fn names_people(&self) -> bool {
        self.fields.iter().any(|field| field.person.is_some())
    }

    /// The names of the columns, in order.
    pub fn field_names(&self) -> impl Iterator<Item = &str> {
        self.fields.iter().map(|field| field.name.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_exactly_to_four_places() {
        let read = |text| FixedFour::parse(text).map(|number| number.0);
        assert_eq!(read("12.5"), Some(125_000));
        assert_eq!(read("-0.3"), Some(-3_000));
        assert_eq!(read("+.25"), Some(2_500));
        assert_eq!(read("0.30000000000000004"), Some(3_000));
        assert_eq!(read("-1.00005"), Some(-10_001));
        assert_eq!(read("7."), Some(70_000));
    }

    #[test]
    fn what_is_no_plain_number_is_not_read_as_one() {
        for text in ["", "-", ".", "1e5", "1,5", "NaN", "12 5", "--1", "9999999999999999999"] {
            assert_eq!(FixedFour::parse(text), None, "{text}");
        }
    }
}
