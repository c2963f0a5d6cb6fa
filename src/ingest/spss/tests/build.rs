//! SPSS files made byte by byte, in either order of bytes.

use crate::ingest::spss::cursor::Order;

/// A file on its way: a header, then records, then cases.
#[derive(Clone)]
pub(super) struct File {
    order: Order,
    pub(super) bytes: Vec<u8>,
}

pub(super) const SYSTEM_MISSING: f64 = f64::MIN;
const F8: i32 = 5 << 16 | 8 << 8;

impl File {
    /// The header of a file packed in one of three ways with so many cases.
    pub(super) fn new(order: Order, packing: i32, cases: i32) -> Self {
        let mut file = File { order, bytes: b"$FL2".to_vec() };
        file.bytes.extend([b' '; 60]);
        file.ints(&[2, 0, packing, 0, cases]).double(100.0).raw(&[b' '; 84])
    }

    pub(super) fn raw(mut self, bytes: &[u8]) -> Self {
        self.bytes.extend_from_slice(bytes);
        self
    }

    pub(super) fn ints(mut self, ints: &[i32]) -> Self {
        for int in ints {
            match self.order {
                Order::Little => self.bytes.extend(int.to_le_bytes()),
                Order::Big => self.bytes.extend(int.to_be_bytes()),
            }
        }
        self
    }

    pub(super) fn long(self, long: i64) -> Self {
        let bytes = self.order.double_bytes(f64::from_bits(long.cast_unsigned()));
        self.raw(&bytes)
    }

    pub(super) fn double(self, double: f64) -> Self {
        let bytes = self.order.double_bytes(double);
        self.raw(&bytes)
    }

    pub(super) fn number(self, name: &str) -> Self {
        self.number_with(name, F8, 0, &[])
    }

    pub(super) fn number_with(self, name: &str, format: i32, missing_kind: i32, missing: &[f64]) -> Self {
        let file = self.ints(&[2, 0, 0, missing_kind, format, format]).raw(format!("{name:8}").as_bytes());
        missing.iter().fold(file, |file, code| file.double(*code))
    }

    /// A string with the records that continue it.
    pub(super) fn text(self, name: &[u8], width: i32) -> Self {
        let mut padded = name.to_vec();
        padded.resize(8, b' ');
        let file = self.ints(&[2, width, 0, 0, 1 << 16, 1 << 16]).raw(&padded);
        (1..(width + 7) / 8).fold(file, |file, _| file.ints(&[2, -1, 0, 0, 0, 0]).raw(b"        "))
    }

    /// Value labels for variables by their places in a case, counted from 1.
    pub(super) fn labels(self, labels: &[(f64, &[u8])], variables: &[i32]) -> Self {
        let mut file = self.ints(&[3, labels.len() as i32]);
        for (code, label) in labels {
            let filled = (label.len() + 1).next_multiple_of(8) - 1;
            let mut padded = label.to_vec();
            padded.resize(filled, b' ');
            file = file.double(*code).raw(&[label.len() as u8]).raw(&padded);
        }
        file.ints(&[4, variables.len() as i32]).ints(variables)
    }

    pub(super) fn extension(self, subtype: i32, data: &[u8]) -> Self {
        self.ints(&[7, subtype, 1, data.len() as i32]).raw(data)
    }

    pub(super) fn code_page(self, number: i32) -> Self {
        self.ints(&[7, 3, 4, 8, 1, 0, 0, -1, 1, 1, 2, number])
    }

    pub(super) fn end(self) -> Self {
        self.ints(&[999, 0])
    }
}
