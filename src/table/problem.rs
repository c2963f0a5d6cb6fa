//! What can be wrong with a cell, and how it is said: by kind, never by its content.

use crate::contract::FixedFour;
use crate::finding::{Finding, Place};
use crate::framework::AnswerScale;
use crate::plan::DateOrder;

/// What is wrong with a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Problem {
    /// A required cell is empty.
    MissingValue,
    /// The cell holds something else than its column.
    WrongType { found: String, expected: &'static str },
    /// A number outside the column's range.
    OutOfRange { above: bool, limit: i64 },
    /// A word that is none of the column's.
    UnknownCategory { found: String, allowed: String },
    /// A day in a form that is not declared.
    UnknownDate { declared: bool },
    /// An answer that the item's scale does not have.
    OutsideScale { found: String, allowed: String },
    /// A number for an answer, of which nothing says what it stands for.
    Undirected,
    /// A day or month where an answer should be: what a spreadsheet makes of `1-2`.
    DateForAnswer,
    /// An id that a spreadsheet has shortened, as in `1.18E+11`.
    ShortenedNumber,
    /// A day in none of the plan's waves.
    OutsideWaves,
    /// A day before the one it must follow.
    DateOrder { other: String },
    /// A wave that the plan does not have.
    UnknownWave { allowed: String },
}

impl Problem {
    pub fn wrong_type(cell: &str, expected: &'static str) -> Self {
        Problem::WrongType { found: describe(cell), expected }
    }

    pub fn unknown_category(cell: &str, allowed: &[String]) -> Self {
        Problem::UnknownCategory { found: describe(cell), allowed: allowed.join(", ") }
    }

    pub fn unknown_date(order: Option<DateOrder>) -> Self {
        Problem::UnknownDate { declared: order.is_some() }
    }

    pub fn outside_scale(cell: &str, number: Option<FixedFour>, scale: &AnswerScale) -> Self {
        let (lowest, highest) = (scale.lowest, scale.highest());
        let labels = scale.labels.join(", ");
        let found = match number {
            Some(number) if number > FixedFour::whole(highest.into()) => {
                format!("a number above the scale's highest, `{highest}`")
            }
            Some(number) if number < FixedFour::whole(lowest.into()) => {
                format!("a number below the scale's lowest, `{lowest}`")
            }
            // One of the scale's own numbers is refused only where the mapping gives codes other meanings.
            Some(number) if number.0 % FixedFour::ONE == 0 => {
                let found = "a code that the mapping's scale does not have".to_owned();
                return Problem::OutsideScale {
                    found,
                    allowed: format!("the mapping's codes, or the labels {labels}"),
                };
            }
            Some(_) => "a number between two of the scale's values".to_owned(),
            None => format!("{} where an answer should be", describe(cell)),
        };
        Problem::OutsideScale { found, allowed: format!("{lowest} to {highest}, or the labels {labels}") }
    }

    /// What is wrong with a cell that no answer scale has: a date that a spreadsheet made, or what `outside`
    /// says.
    pub fn instead_of_answer(cell: &str, outside: Problem) -> Self {
        if looks_like_date(cell) { Problem::DateForAnswer } else { outside }
    }

    /// The rule's code.
    pub fn code(&self) -> &'static str {
        match self {
            Problem::MissingValue => "missing-value",
            Problem::WrongType { .. } => "wrong-type",
            Problem::OutOfRange { .. } => "out-of-range",
            Problem::UnknownCategory { .. } => "unknown-category",
            Problem::UnknownDate { .. } => "unknown-date",
            Problem::OutsideScale { .. } => "answer-outside-scale",
            Problem::Undirected => "code-without-label",
            Problem::DateForAnswer => "date-for-answer",
            Problem::ShortenedNumber => "shortened-number",
            Problem::OutsideWaves => "outside-waves",
            Problem::DateOrder { .. } => "date-order",
            Problem::UnknownWave { .. } => "unknown-wave",
        }
    }

    /// What was found, in general terms.
    pub fn message(&self) -> String {
        match self {
            Problem::MissingValue => "the cell is empty, and the row is of no use without it".to_owned(),
            Problem::WrongType { found, expected } => format!("{found} where {expected} should be"),
            Problem::OutOfRange { above: true, limit } => format!("a number above the highest possible, `{limit}`"),
            Problem::OutOfRange { above: false, limit } => format!("a number below the lowest possible, `{limit}`"),
            Problem::UnknownCategory { found, .. } => format!("{found} that is none of the words allowed"),
            Problem::UnknownDate { .. } => "a date in no known form".to_owned(),
            Problem::OutsideScale { found, .. } => found.clone(),
            Problem::Undirected => "a code for an answer, of which nothing says what it stands for".to_owned(),
            Problem::DateForAnswer => "a date where an answer should be".to_owned(),
            Problem::ShortenedNumber => {
                "a number that a spreadsheet has shortened, so that its last digits are lost".to_owned()
            }
            Problem::OutsideWaves => "the day lies in none of the plan's waves".to_owned(),
            Problem::DateOrder { other } => format!("the date lies before the row's {other}"),
            Problem::UnknownWave { .. } => "the plan has no such wave".to_owned(),
        }
    }

    fn help(&self) -> String {
        match self {
            Problem::MissingValue => "fill the cell".to_owned(),
            Problem::WrongType { expected, .. } => {
                format!("write {expected}, or declare the cell as missing in the mapping")
            }
            Problem::OutOfRange { .. } => {
                "correct the number, or declare the cell as missing in the mapping".to_owned()
            }
            Problem::UnknownCategory { allowed, .. } => {
                format!("use one of: {allowed}; or map the word in `mapping.values`")
            }
            Problem::UnknownDate { declared: false } => {
                "write it as 2004-07-31, or set the mapping's `date_order`".to_owned()
            }
            Problem::UnknownDate { declared: true } => {
                "the mapping's `date_order` does not fit this date; correct one of them".to_owned()
            }
            Problem::OutsideScale { allowed, .. } => {
                format!("use {allowed}; or declare the cell as missing in the mapping or the scale")
            }
            Problem::Undirected => {
                "name the item's scale in the mapping and give it `codes`, each with its place from the \
                                    lowest answer, or export the labels"
                    .to_owned()
            }
            Problem::DateForAnswer => {
                "a spreadsheet turns answers such as 1-2 into dates: export the file again and do not \
                                       save it from a spreadsheet"
                    .to_owned()
            }
            Problem::ShortenedNumber => "export the file again, and do not save it from a spreadsheet".to_owned(),
            Problem::OutsideWaves => "correct the date, or the wave's `from` and `to` in the plan".to_owned(),
            Problem::DateOrder { other } => format!("correct this date or {other}"),
            Problem::UnknownWave { allowed } => format!("use one of the plan's waves: {allowed}"),
        }
    }

    /// The finding at a place.
    pub fn at(&self, place: Place, whole_row: bool) -> Finding {
        let fate = if whole_row { "; the row is set aside" } else { "; the cell is set aside" };
        Finding::warning(self.code(), place, self.message() + fate, self.help())
    }
}

/// Whether a text is what a spreadsheet makes of `1-2` or `11-20`: `01-Feb`, `2-Jan`, `Nov-20`, or a day.
fn looks_like_date(cell: &str) -> bool {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let parts: Vec<String> = cell.split(['-', ' ', '/']).map(str::to_lowercase).collect();
    let month = |part: &String| MONTHS.iter().any(|month| part.starts_with(month) && part.len() <= 9);
    let number = |part: &String| !part.is_empty() && part.len() <= 4 && part.bytes().all(|byte| byte.is_ascii_digit());
    match parts.as_slice() {
        [one, other] => (month(one) && number(other)) || (number(one) && month(other)),
        [_, _, _] => crate::ingest::read_date(cell, None).is_some(),
        _ => false,
    }
}

/// Whether a text is a long number as a spreadsheet shows it: `1.18E+11`.
pub(super) fn is_shortened(cell: &str) -> bool {
    let Some((digits, power)) = cell.split_once("E+").or_else(|| cell.split_once("e+")) else { return false };
    let plain = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    plain(digits) && plain(power)
}

/// A cell in terms that say nothing about its content.
fn describe(cell: &str) -> String {
    if FixedFour::parse(cell).is_some() {
        return "a number".to_owned();
    }
    "text".to_owned()
}
