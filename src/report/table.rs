//! Tables as pages show them: finished text, a row header on every row, symbols with their meaning.

use crate::narrate::{Said, Words};
use serde::Serialize;

/// A table with a caption.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Table {
    /// What it shows.
    pub caption: String,
    /// Headers, the row header's first.
    pub columns: Vec<Column>,
    /// Rows.
    pub rows: Vec<Row>,
}

/// A column's header.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Column {
    /// Its text.
    pub text: String,
    /// Whether it holds numbers, which are set to the right.
    pub numeric: bool,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Row {
    /// Its header.
    pub head: Link,
    /// A second line under the header.
    pub note: Option<String>,
    /// Its place in the page, for links from sentences.
    pub id: Option<String>,
    /// Whether it is a further measure of the row above.
    pub is_part: bool,
    /// Whether it stands out as the reader's own or as the reference.
    pub stands_out: bool,
    /// Its cells, one a column after the first.
    pub cells: Vec<Cell>,
}

/// A text that may lead somewhere.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Link {
    /// The text.
    pub text: String,
    /// Where it leads.
    pub href: Option<String>,
    /// Tag of its language, where that is not the page's.
    pub lang: Option<&'static str>,
}

/// A cell.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Cell {
    /// Its text.
    pub text: String,
    /// What the text means, for symbols: read out and shown on paper.
    pub reason: Option<String>,
    /// Look: one of the classes of the style sheet.
    pub class: Option<&'static str>,
    /// Where it leads.
    pub href: Option<String>,
    /// Tag of its language, where that is not the page's.
    pub lang: Option<&'static str>,
}

impl Table {
    /// A table with the messages of its headers by their ids; one that ends in `#` is of a column of numbers.
    #[must_use]
    pub fn new(caption: impl Into<String>, words: &Words, heads: &[&str]) -> Self {
        let column = |id: &&str| match id.strip_suffix('#') {
            Some(id) => Column { text: words.text(id).to_owned(), numeric: true },
            None => Column { text: words.text(id).to_owned(), numeric: false },
        };
        Table { caption: caption.into(), columns: heads.iter().map(column).collect(), rows: Vec::new() }
    }

    /// A further column.
    pub fn column(&mut self, text: impl Into<String>, numeric: bool) {
        self.columns.push(Column { text: text.into(), numeric });
    }

    /// A further row.
    pub fn row(&mut self, row: Row) {
        self.rows.push(row);
    }

    /// Everything that the table says, for tests and lints.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = self.caption.clone();
        for column in &self.columns {
            text.push(' ');
            text.push_str(&column.text);
        }
        for row in &self.rows {
            for part in std::iter::once(&row.head.text).chain(row.cells.iter().map(|cell| &cell.text)) {
                text.push(' ');
                text.push_str(part);
            }
        }
        text
    }
}

impl Row {
    /// A row with its header.
    #[must_use]
    pub fn new(head: impl Into<Link>) -> Self {
        Row { head: head.into(), note: None, id: None, is_part: false, stands_out: false, cells: Vec::new() }
    }

    /// The row with a further cell.
    #[must_use]
    pub fn with(mut self, cell: impl Into<Cell>) -> Self {
        self.cells.push(cell.into());
        self
    }

    /// The row with a second line under its header.
    #[must_use]
    pub fn noted(mut self, note: impl Into<String>) -> Self {
        self.note = Some(note.into());
        self
    }
}

impl Cell {
    /// The cell in one of the style sheet's looks.
    #[must_use]
    pub fn looking(mut self, class: &'static str) -> Self {
        self.class = Some(class);
        self
    }
}

impl Link {
    /// The text in a language, if that is not the page's.
    #[must_use]
    pub fn in_language(mut self, lang: Option<&'static str>) -> Self {
        self.lang = lang;
        self
    }

    /// A text that leads somewhere.
    #[must_use]
    pub fn to(text: impl Into<String>, href: impl Into<String>) -> Self {
        Link { text: text.into(), href: Some(href.into()), lang: None }
    }
}

impl<T: Into<String>> From<T> for Link {
    fn from(text: T) -> Self {
        Link { text: text.into(), href: None, lang: None }
    }
}

impl<T: Into<String>> From<T> for Cell {
    fn from(text: T) -> Self {
        Cell { text: text.into(), ..Cell::default() }
    }
}

impl From<Said> for Cell {
    fn from(said: Said) -> Self {
        let class = said.reason.is_some().then_some("none");
        Cell { text: said.text, reason: said.reason, class, href: None, lang: None }
    }
}

impl From<Link> for Cell {
    fn from(link: Link) -> Self {
        Cell { text: link.text, href: link.href, lang: link.lang, ..Cell::default() }
    }
}
