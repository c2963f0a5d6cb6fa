use super::rows::Trouble;
use crate::finding::{Finding, Place};

impl Trouble {
    /// The rule's code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Trouble::TooManyCells => "too-many-columns",
            Trouble::UnclosedQuote => "unclosed-quote",
            Trouble::SwallowedRows { .. } => "swallowed-rows",
            Trouble::LongCell => "cell-too-long",
            Trouble::StrayQuote => "stray-quote",
        }
    }

    /// Whether the row can be used all the same.
    #[must_use]
    pub fn is_harmless(self) -> bool {
        self == Trouble::StrayQuote
    }

    /// What is said of a row of headers with such a trouble. It is read as it stands, since nothing in the file can
    /// be understood without it.
    #[must_use]
    pub fn of_header(self, place: Place) -> Finding {
        let finding = self.finding(place);
        let message = match self {
            Trouble::TooManyCells => "the header has more columns than a table can have; nothing below it was read",
            Trouble::UnclosedQuote => {
                "a quote opens in the header and never closes; the header was read to the line's end"
            }
            Trouble::SwallowedRows { .. } => "a quoted cell of the header holds what looks like whole rows",
            Trouble::LongCell => "a cell of the header is longer than any header can be; it was cut",
            Trouble::StrayQuote => return finding,
        };
        Finding { message: message.to_owned(), ..finding }
    }

    /// What is said of a row with such a trouble.
    #[must_use]
    pub fn finding(self, place: Place) -> Finding {
        let (message, help) = match self {
            Trouble::TooManyCells => (
                "the row has more cells than a table can have; nothing below it was read".to_owned(),
                "check that the file is a table and that its line ends are there",
            ),
            Trouble::UnclosedQuote => (
                "a quote opens in this row and never closes; the row is set aside".to_owned(),
                "close the quote, or double it if it is part of the text",
            ),
            Trouble::SwallowedRows { lines } => (
                format!("a quoted cell holds what looks like whole rows; {lines} lines are set aside"),
                "look for a quote that opens too early or is missing",
            ),
            Trouble::LongCell => (
                "a cell of this row is longer than any answer can be; the row is set aside".to_owned(),
                "look for a quote that never closes, or shorten the cell",
            ),
            Trouble::StrayQuote => (
                "a quote stands within a quoted cell and is not doubled; it was taken as text".to_owned(),
                "double the quote if it is part of the text",
            ),
        };
        let weight = if self == Trouble::TooManyCells { Finding::error } else { Finding::warning };
        weight(self.code(), place, message, help)
    }
}
