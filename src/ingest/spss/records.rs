use super::cursor::{Cursor, Order, Unreadable, unpadded};
use super::header::Header;

/// The dictionary of a file as it stands there, nothing decoded yet: the encoding is told last.
///
/// Everything here is a slice of the file or smaller than what it was read from, so that no count
/// in a file can ask for memory that its bytes do not back.
#[derive(Debug)]
pub(super) struct Records<'a> {
    pub(super) variables: Vec<Variable<'a>>,
    /// Values of eight bytes in one case.
    pub(super) elements: usize,
    pub(super) labels: Vec<LabelSet<'a>>,
    /// Pairs `SHORT=long` between tabs.
    pub(super) long_names: &'a [u8],
    /// Pairs `SHORT=width` for strings of more than 255 bytes.
    pub(super) very_long: &'a [u8],
    pub(super) long_labels: Vec<Cursor<'a>>,
    pub(super) long_missing: Vec<Cursor<'a>>,
    pub(super) encoding: Option<&'a [u8]>,
    pub(super) code_page: Option<i32>,
    pub(super) cases: Option<u64>,
    pub(super) special: Special,
}

/// How numbers are to be read: in which order, and which stand for something else. Files of SPSS all
/// have the same ones; other programs have their own.
#[derive(Debug, Clone, Copy)]
pub(super) struct Special {
    pub(super) order: Order,
    /// No value.
    pub(super) missing: f64,
    highest: f64,
    lowest: f64,
}

impl Special {
    fn usual(order: Order) -> Self {
        Special { order, missing: f64::MIN, highest: f64::MAX, lowest: f64::MIN.next_up() }
    }

    /// Whether a number stands for no value.
    pub(super) fn is_missing(&self, value: f64) -> bool {
        value.is_nan() || is(value, self.missing) || is(value, f64::MIN)
    }

    /// The low end of a range; minus infinity where there is none.
    pub(super) fn open_low(&self, low: f64) -> f64 {
        if is(low, self.lowest) || low <= f64::MIN.next_up() { f64::NEG_INFINITY } else { low }
    }

    /// The high end of a range; infinity where there is none.
    pub(super) fn open_high(&self, high: f64) -> f64 {
        if is(high, self.highest) || high >= f64::MAX { f64::INFINITY } else { high }
    }
}

/// Whether two numbers are the same to the last bit.
fn is(one: f64, other: f64) -> bool {
    one.to_bits() == other.to_bits()
}

/// One variable's record. Long strings are several, of which this is the first.
#[derive(Debug)]
pub(super) struct Variable<'a> {
    /// Its first value in a case, counted from 0.
    pub(super) element: usize,
    /// Bytes of a string; 0 for a number.
    pub(super) width: usize,
    pub(super) name: &'a [u8],
    pub(super) label: Option<&'a [u8]>,
    /// How many codes are missing: -2 is a range, -3 a range and a code.
    pub(super) missing_kind: i32,
    /// The codes, eight bytes each.
    pub(super) missing: &'a [u8],
    /// The print format.
    pub(super) format: i32,
}

/// Value labels and the variables that they are for.
#[derive(Debug, Default)]
pub(super) struct LabelSet<'a> {
    pub(super) labels: Vec<([u8; 8], &'a [u8])>,
    /// Positions of values in a case, counted from 1.
    pub(super) variables: Vec<i32>,
}

/// Reads all records up to the one that says that the cases follow.
pub(super) fn read_records<'a>(cursor: &mut Cursor<'a>, header: &Header) -> Result<Records<'a>, Unreadable> {
    let mut records = Records::empty(header.order);
    let mut continued = 0;
    loop {
        let kind = cursor.int()?;
        if kind != 2 && continued > 0 {
            return Err(Unreadable("has a string of which a part is missing"));
        }
        match kind {
            2 => continued = records.variable(cursor, continued)?,
            3 => records.labels.push(label_set(cursor)?),
            6 => {
                let lines = cursor.count()?;
                cursor.take(lines.saturating_mul(80))?;
            }
            7 => records.extension(cursor, header)?,
            999 => {
                cursor.int()?;
                return Ok(records);
            }
            _ => return Err(Unreadable("has a record of a kind that is not known")),
        }
    }
}

impl<'a> Records<'a> {
    fn empty(order: Order) -> Self {
        Records {
            variables: Vec::new(),
            elements: 0,
            labels: Vec::new(),
            long_names: &[],
            very_long: &[],
            long_labels: Vec::new(),
            long_missing: Vec::new(),
            encoding: None,
            code_page: None,
            cases: None,
            special: Special::usual(order),
        }
    }

    /// Reads a variable's record; `continued` records of a long string were still to come, and as
    /// many as returned are after it.
    fn variable(&mut self, cursor: &mut Cursor<'a>, continued: usize) -> Result<usize, Unreadable> {
        let kind = cursor.int()?;
        let labelled = cursor.int()? == 1;
        let missing_kind = cursor.int()?;
        let format = cursor.int()?;
        cursor.int()?;
        let name = unpadded(cursor.take(8)?);
        let label = if labelled { Some(padded_to_four(cursor)?) } else { None };
        if !matches!(missing_kind, -3 | -2 | 0..=3) {
            return Err(Unreadable("has a variable with more missing values than there can be"));
        }
        let missing = cursor.take(missing_kind.unsigned_abs() as usize * 8)?;
        let element = self.elements;
        self.elements += 1;
        match (kind, continued) {
            (-1, 1..) => Ok(continued - 1),
            (0..=255, 0) => {
                let width = kind.unsigned_abs() as usize;
                self.variables.push(Variable { element, width, name, label, missing_kind, missing, format });
                Ok(width.saturating_sub(1) / 8)
            }
            _ => Err(Unreadable("has a string of which a part is missing")),
        }
    }

    /// Reads an extension record; one that is not known is passed over.
    fn extension(&mut self, cursor: &mut Cursor<'a>, header: &Header) -> Result<(), Unreadable> {
        let subtype = cursor.int()?;
        let (size, count) = (cursor.count()?, cursor.count()?);
        let data = cursor.take(size.saturating_mul(count))?;
        let mut inner = Cursor::new(data, header.order);
        match (subtype, data.len()) {
            (3, 32..) => {
                inner.take(28)?;
                self.code_page = Some(inner.int()?);
            }
            (4, 24..) => {
                self.special.missing = inner.double()?;
                self.special.highest = inner.double()?;
                self.special.lowest = inner.double()?;
            }
            (13, _) => self.long_names = data,
            (14, _) => self.very_long = data,
            (16, 16..) => {
                inner.long()?;
                self.cases = u64::try_from(inner.long()?).ok();
            }
            (20, _) => self.encoding = Some(unpadded(data)),
            (21, _) => self.long_labels.push(inner),
            (22, _) => self.long_missing.push(inner),
            _ => {}
        }
        Ok(())
    }
}

/// A variable's label, which is filled up to a multiple of four bytes.
fn padded_to_four<'a>(cursor: &mut Cursor<'a>) -> Result<&'a [u8], Unreadable> {
    let label = cursor.counted()?;
    cursor.take(label.len().next_multiple_of(4) - label.len())?;
    Ok(unpadded(label))
}

/// A set of value labels and, in the record after it, the variables that it is for.
fn label_set<'a>(cursor: &mut Cursor<'a>) -> Result<LabelSet<'a>, Unreadable> {
    let mut set = LabelSet::default();
    for _ in 0..cursor.count()? {
        let value = cursor.array()?;
        let length = usize::from(cursor.byte()?);
        let label = cursor.take(length)?;
        cursor.take((length + 1).next_multiple_of(8) - length - 1)?;
        set.labels.push((value, unpadded(label)));
    }
    if cursor.int()? != 4 {
        return Err(Unreadable("has value labels that are for no variable"));
    }
    for _ in 0..cursor.count()? {
        set.variables.push(cursor.int()?);
    }
    Ok(set)
}
