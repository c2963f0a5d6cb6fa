use super::cursor::{Cursor, Order, Unreadable};

/// How the cases are packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Packing {
    /// As they are.
    Plain,
    /// A byte of command for each value.
    Commands,
    /// Commands, packed again by zlib.
    Zlib,
}

/// What stands at the front of an SPSS file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Header {
    pub(super) order: Order,
    pub(super) packing: Packing,
    /// Which variable weights the cases, counted from 1 in the file's own way; 0 for none.
    pub(super) weight: usize,
    /// How many cases follow, where the writer knew.
    pub(super) cases: Option<u64>,
    /// What is taken off a command to get the number it stands for.
    pub(super) bias: f64,
}

impl Header {
    /// Reads the header and leaves the rest of the file.
    pub(super) fn read(bytes: &[u8]) -> Result<(Header, Cursor<'_>), Unreadable> {
        let order = order(bytes)?;
        let mut cursor = Cursor::new(bytes, order);
        // The kind of file, the program that wrote it, the layout code, and the values per case, which
        // some programs leave at 0 or -1.
        cursor.take(4 + 60 + 4 + 4)?;
        let packing = match cursor.int()? {
            0 => Packing::Plain,
            1 => Packing::Commands,
            2 => Packing::Zlib,
            _ => return Err(Unreadable("is packed in a way that is not known")),
        };
        let weight = usize::try_from(cursor.int()?).unwrap_or_default();
        let cases = u64::try_from(cursor.int()?).ok();
        let bias = cursor.double()?;
        if !bias.is_finite() {
            return Err(Unreadable("holds numbers of a kind that is not known"));
        }
        // The day, the time, the file's label and three bytes that fill up.
        cursor.take(9 + 8 + 64 + 3)?;
        Ok((Header { order, packing, weight, cases, bias }, cursor))
    }
}

/// The order in which the layout code is 2 or 3.
fn order(bytes: &[u8]) -> Result<Order, Unreadable> {
    if !bytes.starts_with(b"$FL2") && !bytes.starts_with(b"$FL3") {
        return Err(Unreadable("does not begin as an SPSS file does"));
    }
    let code = bytes.get(64..).and_then(|rest| rest.first_chunk().copied());
    let code = code.ok_or(Unreadable("ends within its first lines"))?;
    [Order::Little, Order::Big]
        .into_iter()
        .find(|order| matches!(order.int(code), 2 | 3))
        .ok_or(Unreadable("holds numbers of a kind that is not known"))
}
