//! Bytes to rows: what encoding a file is in, what stands between its cells, which row of the
//! spreadsheet a record is, and which of its columns is which canonical one. Nothing here knows what
//! a cell means; the table room does.

mod archive;
mod date;
mod decode;
mod delimiter;
mod files;
mod header;
mod layout;
mod limits;
mod normal;
mod rows;
mod sheet;
mod workbook;

pub use date::read_date;
pub use decode::{Decoded, decode};
pub use delimiter::find_delimiter;
pub use files::{PatternProblem, expand, read_bytes};
pub use header::Header;
pub use layout::{Layout, Origin, OutcomeOrigin, Wanted, lay_out};
pub use limits::Limits;
pub use normal::{normal, tidy};
pub use rows::{RowHead, Rows, Trouble};
pub use sheet::{Content, Described, Dictionary, MissingCodes, Records, Row, Sheet};
