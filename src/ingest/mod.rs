//! Bytes to rows: what a file is, what encoding it is in, what stands between its cells, which row of the
//! spreadsheet a record is, which rows are headers, and which column is which canonical one. Nothing here
//! knows what a cell means beyond what the mapping says; the table room does.

mod archive;
mod body;
mod damage;
mod date;
mod decode;
mod delimiter;
mod files;
mod header;
mod html;
mod kind;
mod labels;
mod layout;
mod limits;
mod normal;
mod open;
mod personal;
mod plain;
mod preset;
mod pseudonym;
mod quoted;
mod reshape;
mod rows;
mod shaped;
mod sheet;
mod split;
mod spss;
#[cfg(test)]
mod text_tests;
mod trouble;
mod western;
mod workbook;

pub use body::{BelowHeader, Body, BodyForm};
pub use date::{Order, excel_serial, find_order, read_date};
pub use decode::{Decoded, decode};
pub use delimiter::find_delimiter;
pub use files::{PatternProblem, expand, read_bytes, read_within};
pub use header::{Found, Header, header_changes, letters, wildcard};
pub use kind::{FileKind, kind_of};
pub use labels::{Label, Labels, missing_word, reason_name};
pub use layout::{
    Choices, Coded, Coding, Layout, LayoutRequest, Origin, OutcomeOrigin, Piece, Wanted, WantedCells, lay_out,
};
pub use limits::Limits;
pub use normal::{normal, tidy};
pub use open::{Opened, Opening, open};
pub use personal::{PersonalKind, personal_kinds};
pub use plain::{invisible, plain_header, without_invisible};
pub use preset::{Preset, Signature, preset, presets};
pub use pseudonym::PseudonymKey;
pub use rows::{RowHead, Rows, Trouble};
pub use shaped::{Reshaped, reshaped};
pub use sheet::{Content, Described, Dictionary, MissingCodes, Records, Row, Sheet};
