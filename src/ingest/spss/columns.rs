use super::cursor::unpadded;
use super::encoding::Decoder;
use super::format::Format;
use super::records::{Records, Variable};
use super::refusal::Refusal;
use super::troubles::Troubles;
use crate::ingest::Limits;
use std::collections::BTreeMap;

/// Bytes that a full part of a very long string takes in a case, of which all but the last are text.
const PART: usize = 256;

/// One column of the sheet.
#[derive(Debug)]
pub(super) struct Column<'a> {
    /// The long name where there is one.
    pub(super) name: String,
    /// Its first value in a case, counted from 0.
    pub(super) element: usize,
    pub(super) kind: Kind,
    /// What else the file says about it.
    pub(super) variable: &'a Variable<'a>,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Number(Format),
    /// Text of so many bytes.
    Text(usize),
}

impl Column<'_> {
    /// The bytes of its text in a case. Those of very long strings are put together in `joined`.
    pub(super) fn text<'a>(&self, case: &'a [u8], width: usize, joined: &'a mut Vec<u8>) -> &'a [u8] {
        let own = case.get(self.element * 8..).unwrap_or_default();
        if width < PART {
            return unpadded(own.get(..width).unwrap_or(own));
        }
        joined.clear();
        for part in own.chunks(PART).take(width.div_ceil(PART - 1)) {
            joined.extend_from_slice(part.get(..PART - 1).unwrap_or(part));
        }
        unpadded(joined.get(..width).unwrap_or(joined))
    }
}

/// The columns of a file: parts of very long strings joined, short names replaced by long ones.
pub(super) fn columns<'a>(
    records: &'a Records<'a>,
    decoder: &mut Decoder,
    limits: &Limits,
    troubles: &mut Troubles,
) -> Result<Vec<Column<'a>>, Refusal> {
    let mut widths: BTreeMap<Vec<u8>, usize> = pairs(records.very_long)
        .filter_map(|(name, width)| Some((name, std::str::from_utf8(width).ok()?.trim().parse().ok()?)))
        .filter(|(_, width)| *width >= PART)
        .collect();
    let mut long_names: BTreeMap<Vec<u8>, &[u8]> = pairs(records.long_names).collect();
    let mut columns = Vec::new();
    let mut rest = records.variables.as_slice();
    while let Some((variable, after)) = rest.split_first() {
        let key = variable.name.to_ascii_uppercase();
        let very_long = widths.remove(&key);
        let parts = very_long.and_then(|width| parts(width, rest));
        troubles.note_if(very_long.is_some() && parts.is_none(), "a very long string of which parts are missing");
        let (width, more) = very_long.zip(parts).unwrap_or((variable.width, 1));
        rest = after.get(more - 1..).unwrap_or_default();
        if columns.len() == limits.columns {
            return Err(Refusal::Variables);
        }
        if width > limits.cell_bytes {
            return Err(Refusal::Large("a cell of the file"));
        }
        let kind = if width == 0 { Kind::Number(Format::of(variable.format)) } else { Kind::Text(width) };
        let name = long_names.remove(&key).unwrap_or(variable.name);
        columns.push(Column { name: decoder.text(name).into_owned(), element: variable.element, kind, variable });
    }
    troubles.note_if(!widths.is_empty(), "the width of a very long string that is not there");
    Ok(columns)
}

/// How many variables a very long string is made of, if they are all there: one for every 252 bytes,
/// of which all but the last are 255 wide. SPSS lays them out so.
fn parts(width: usize, variables: &[Variable<'_>]) -> Option<usize> {
    let parts = width.div_ceil(252);
    let (last, full) = variables.get(..parts)?.split_last()?;
    let whole = full.iter().all(|part| part.width == PART - 1) && last.width >= width - full.len() * 252;
    whole.then_some(parts)
}

/// Pairs `NAME=value` between tabs; names in capitals.
fn pairs(bytes: &[u8]) -> impl Iterator<Item = (Vec<u8>, &[u8])> {
    bytes.split(|byte| *byte == b'\t').filter_map(|pair| {
        let (name, value) = pair.split_at_checked(pair.iter().position(|byte| *byte == b'=')?)?;
        Some((unpadded(name).to_ascii_uppercase(), unpadded(value.get(1..)?)))
    })
}
