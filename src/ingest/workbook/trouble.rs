use super::Limits;
use super::archive::Broken;
use crate::finding::{Finding, Place};

/// Why a workbook or one of its sheets cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trouble {
    /// Its archive cannot be unpacked.
    Archive(Broken),
    /// A password is needed.
    Encrypted,
    /// It is not what it says, or cut short.
    Damaged,
    /// It is another kind of document.
    NoWorkbook,
    /// It lists no worksheet.
    NoSheet,
    /// Two sheets have one name.
    SameNames,
    /// More cells than the limits allow.
    TooManyCells,
    /// A cell further to the right than the limits or a spreadsheet allow.
    TooManyColumns,
    /// A cell further down than a spreadsheet reaches.
    TooManyRows,
}

const AGAIN: &str = "open it where it was made and save it again, as an Excel workbook (XLSX) or as CSV (UTF-8)";

impl Trouble {
    /// What is said where it is the whole file's.
    pub(super) fn of_file(self, file: &str, limits: &Limits) -> Finding {
        let unreadable = |message: &str| Finding::error("workbook-unreadable", Place::file(file), message, AGAIN);
        match self {
            Trouble::Archive(broken) => broken.finding(file),
            Trouble::Encrypted => {
                let message = "the workbook is encrypted";
                Finding::error("encrypted-file", Place::file(file), message, "save it without a password")
            }
            Trouble::Damaged => unreadable("the workbook is damaged or cut short"),
            Trouble::NoWorkbook => unreadable("the file is an Office document, but no workbook"),
            Trouble::NoSheet => unreadable("the workbook has no worksheet"),
            Trouble::SameNames => unreadable("two sheets of the workbook have the same name"),
            Trouble::TooManyColumns | Trouble::TooManyRows => unreadable("the workbook names cells that no sheet has"),
            Trouble::TooManyCells => limits.too_large(file, "the workbook"),
        }
    }

    /// What is said where it is one sheet's, that is left out. `after` is the last row read.
    pub(super) fn of_sheet(self, place: Place, after: u64, limits: &Limits) -> Finding {
        let warn = |code, message: String, help: &str| Finding::warning(code, place.clone(), message, help);
        match self {
            Trouble::TooManyCells => {
                let mut finding = limits.too_large(&place.file, "the sheet");
                finding.place = place;
                finding
            }
            Trouble::TooManyColumns => {
                let message = format!("the sheet has more than `{}` columns and was left out", limits.columns);
                warn("too-many-columns", message, "remove the columns that are not needed, or save the sheet as CSV")
            }
            Trouble::TooManyRows => {
                let message = "the sheet names rows that no sheet has and was left out".to_owned();
                warn("workbook-unreadable", message, AGAIN)
            }
            _ => {
                let message = format!("the sheet is damaged after row {after} and was left out");
                warn("workbook-unreadable", message, AGAIN)
            }
        }
    }
}

/// A sheet of a file.
pub(super) fn place_of(file: &str, sheet: &str) -> Place {
    Place { sheet: Some(sheet.to_owned()), ..Place::file(file) }
}
