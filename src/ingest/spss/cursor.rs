/// Why a file cannot be read as an SPSS file: a clause that stands after "the file".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Unreadable(pub(super) &'static str);

/// What is said wherever the bytes are at an end before the dictionary is.
const CUT: Unreadable = Unreadable("ends before its description of the variables does");

/// The order of bytes in a file's numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    Little,
    Big,
}

impl Order {
    pub(super) fn int(self, bytes: [u8; 4]) -> i32 {
        match self {
            Order::Little => i32::from_le_bytes(bytes),
            Order::Big => i32::from_be_bytes(bytes),
        }
    }

    pub(super) fn long(self, bytes: [u8; 8]) -> i64 {
        match self {
            Order::Little => i64::from_le_bytes(bytes),
            Order::Big => i64::from_be_bytes(bytes),
        }
    }

    pub(super) fn double(self, bytes: [u8; 8]) -> f64 {
        f64::from_bits(self.long(bytes).cast_unsigned())
    }

    pub(super) fn double_bytes(self, value: f64) -> [u8; 8] {
        match self {
            Order::Little => value.to_le_bytes(),
            Order::Big => value.to_be_bytes(),
        }
    }
}

/// Reads a file's bytes from front to back; never takes what is not there.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cursor<'a> {
    rest: &'a [u8],
    order: Order,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(bytes: &'a [u8], order: Order) -> Self {
        Cursor { rest: bytes, order }
    }

    /// What has not been read yet.
    pub(super) fn rest(&self) -> &'a [u8] {
        self.rest
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    pub(super) fn take(&mut self, bytes: usize) -> Result<&'a [u8], Unreadable> {
        let (taken, rest) = self.rest.split_at_checked(bytes).ok_or(CUT)?;
        self.rest = rest;
        Ok(taken)
    }

    pub(super) fn array<const N: usize>(&mut self) -> Result<[u8; N], Unreadable> {
        let (taken, rest) = self.rest.split_first_chunk().ok_or(CUT)?;
        self.rest = rest;
        Ok(*taken)
    }

    pub(super) fn byte(&mut self) -> Result<u8, Unreadable> {
        self.array::<1>().map(|[byte]| byte)
    }

    pub(super) fn int(&mut self) -> Result<i32, Unreadable> {
        self.array().map(|bytes| self.order.int(bytes))
    }

    pub(super) fn long(&mut self) -> Result<i64, Unreadable> {
        self.array().map(|bytes| self.order.long(bytes))
    }

    pub(super) fn double(&mut self) -> Result<f64, Unreadable> {
        self.array().map(|bytes| self.order.double(bytes))
    }

    /// A number of things or of bytes.
    pub(super) fn count(&mut self) -> Result<usize, Unreadable> {
        usize::try_from(self.int()?).map_err(|_| Unreadable("counts something below zero"))
    }

    /// Bytes with their number in front.
    pub(super) fn counted(&mut self) -> Result<&'a [u8], Unreadable> {
        let bytes = self.count()?;
        self.take(bytes)
    }
}

/// Text without the spaces and zero bytes that fill it up to its width.
pub(super) fn unpadded(bytes: &[u8]) -> &[u8] {
    let filled = bytes.iter().rposition(|byte| !matches!(byte, b' ' | 0)).map_or(0, |last| last + 1);
    bytes.get(..filled).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_in_the_files_own_order() {
        let mut little = Cursor::new(&[1, 0, 0, 0], Order::Little);
        assert_eq!((little.int(), little.int()), (Ok(1), Err(CUT)));
        assert_eq!(Cursor::new(&[0, 0, 0, 1], Order::Big).int(), Ok(1));
        for order in [Order::Little, Order::Big] {
            assert_eq!(order.double(order.double_bytes(-1.5)).to_bits(), (-1.5_f64).to_bits());
        }
    }

    #[test]
    fn a_count_below_zero_is_refused_and_a_large_one_takes_nothing() {
        assert!(Cursor::new(&[255; 4], Order::Little).count().is_err());
        let mut cursor = Cursor::new(&[255, 255, 255, 127, 1, 2], Order::Little);
        assert_eq!(cursor.counted(), Err(CUT));
        assert_eq!(cursor.rest(), [1, 2]);
    }

    #[test]
    fn padding_is_spaces_and_zeros_at_the_end_only() {
        assert_eq!(unpadded(b"  a b \0 \0"), b"  a b");
        assert_eq!(unpadded(b"  \0"), b"");
    }
}
