//! Bytes to rows: what encoding a file is in, what stands between its cells, which row of the
//! spreadsheet a record is, and which of its columns is which canonical one. Nothing here knows what
//! a cell means; the table room does.

mod damage;
mod date;
mod decode;
mod delimiter;
mod files;
mod header;
mod kind;
mod layout;
mod limits;
mod normal;
mod plain;
mod quoted;
mod rows;
mod sheet;
mod split;
#[cfg(test)]
mod text_tests;
mod western;

pub use date::read_date;
pub use decode::{Decoded, decode};
pub use delimiter::find_delimiter;
pub use files::{PatternProblem, expand, read_bytes, read_within};
pub use header::Header;
pub use kind::{FileKind, kind_of};
pub use layout::{Layout, Origin, OutcomeOrigin, Wanted, lay_out};
pub use limits::Limits;
pub use normal::{normal, tidy};
pub use plain::{invisible, plain_header};
pub use rows::{RowHead, Rows, Trouble};
pub use sheet::{Content, Described, Dictionary, MissingCodes, Records, Row, Sheet};
pub use split::split;
