use super::limits::Limits;
use super::rows::{RowHead, Rows};
use csv::StringRecord;
use std::collections::BTreeMap;

/// One table of a file: the whole of a text or SPSS file, one worksheet of a workbook. Every cell is
/// text, whatever it was in the file; what it means is said by the mapping.
///
/// Cells of workbooks and SPSS files stand as they would in a CSV file: whole numbers without a point,
/// other numbers with the fewest digits that give them back, days as `2004-07-31`, times of a day as
/// `2004-07-31T09:30:00`, truth as `TRUE` and `FALSE`, a formula's error as `#N/A`.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    /// The worksheet's name; none for files that have no sheets.
    pub name: Option<String>,
    /// Whether the workbook hides it.
    pub hidden: bool,
    /// What it holds.
    pub content: Content,
    /// What the file itself says about its columns.
    pub dictionary: Dictionary,
}

/// The records of a sheet: still as text, or as rows of cells.
#[derive(Debug, Clone)]
pub enum Content {
    /// Delimited text.
    Text {
        /// The whole text.
        text: String,
        /// The byte between cells.
        delimiter: u8,
        /// How long its cells and records may be.
        limits: Limits,
    },
    /// Rows that hold anything, in order.
    Rows(Vec<Row>),
}

impl Default for Content {
    fn default() -> Self {
        Content::Rows(Vec::new())
    }
}

/// A row of cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its number as a spreadsheet shows it.
    pub number: u64,
    /// Its cells from the first column on; those after the last filled one may be missing.
    pub cells: StringRecord,
}

impl Sheet {
    /// A sheet of rows.
    #[must_use]
    pub fn of_rows(rows: Vec<Row>) -> Self {
        Sheet { content: Content::Rows(rows), ..Sheet::default() }
    }

    /// Its records from the first, headers among them.
    #[must_use]
    pub fn records(&self) -> Records<'_> {
        match &self.content {
            Content::Text { text, delimiter, limits } => {
                Records(Reading::Text(Box::new(Rows::new(text, *delimiter).within(limits))))
            }
            Content::Rows(rows) => Records(Reading::Rows(rows.iter())),
        }
    }
}

/// Bytes of text that a row of cells is taken for.
const ROW_BYTES: usize = 256;

/// The records of a sheet, one after the other.
pub struct Records<'a>(Reading<'a>);

enum Reading<'a> {
    Text(Box<Rows<'a>>),
    Rows(std::slice::Iter<'a, Row>),
}

impl Records<'_> {
    /// The records that are still to be read, for readers of about `bytes` bytes each that can work at the
    /// same time. Together they read what one would, unless a record has too many cells: nothing below it is
    /// to be read.
    #[must_use]
    pub fn in_parts(self, bytes: usize) -> Vec<Self> {
        match self.0 {
            Reading::Text(rows) => {
                rows.in_parts(bytes).into_iter().map(|part| Records(Reading::Text(Box::new(part)))).collect()
            }
            Reading::Rows(rows) if rows.len() == 0 => vec![Records(Reading::Rows(rows))],
            Reading::Rows(rows) => {
                let parts = rows.as_slice().chunks((bytes / ROW_BYTES).max(1));
                parts.map(|part| Records(Reading::Rows(part.iter()))).collect()
            }
        }
    }

    /// Reads the next record into `cells`; `None` at the end.
    pub fn read(&mut self, cells: &mut StringRecord) -> Option<RowHead> {
        match &mut self.0 {
            Reading::Text(rows) => rows.read(cells),
            Reading::Rows(rows) => {
                let row = rows.next()?;
                cells.clone_from(&row.cells);
                Some(RowHead { number: row.number, trouble: None })
            }
        }
    }
}

/// What a file says about its own columns, by their names; empty for files that say nothing.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Dictionary {
    /// By column name, as the header has it.
    pub columns: BTreeMap<String, Described>,
}

/// What a file says about one column.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Described {
    /// The question, or what else the column holds.
    pub label: Option<String>,
    /// Code to label, in the order of the file.
    pub values: Vec<(String, String)>,
    /// Codes that stand for no answer.
    pub missing: Vec<MissingCodes>,
}

/// Codes that a file declares as no answer.
#[derive(Debug, Clone, PartialEq)]
pub enum MissingCodes {
    /// One code.
    Code(String),
    /// All numbers from one to another, both included.
    Range {
        /// The lowest; may be minus infinity.
        low: f64,
        /// The highest; may be infinity.
        high: f64,
    },
}
