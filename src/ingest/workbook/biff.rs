//! The records of old Excel workbooks, as [MS-XLS] 2.1.4 lays them out.

use super::trouble::Trouble;

/// Kinds of records of the BIFF layout, as [MS-XLS] 2.3 numbers them.
pub(super) mod kind {
    pub(in super::super) const BLANKED: u16 = 0x0000;
    pub(in super::super) const FORMULA: u16 = 0x0006;
    pub(in super::super) const END: u16 = 0x000A;
    pub(in super::super) const EXTERN_SHEET: u16 = 0x0017;
    pub(in super::super) const DEFINED_NAME: u16 = 0x0018;
    pub(in super::super) const FILE_PASS: u16 = 0x002F;
    pub(in super::super) const CONTINUE: u16 = 0x003C;
    pub(in super::super) const SHEET: u16 = 0x0085;
    pub(in super::super) const MANY_NUMBERS: u16 = 0x00BD;
    pub(in super::super) const RICH_TEXT: u16 = 0x00D6;
    pub(in super::super) const MERGES: u16 = 0x00E5;
    pub(in super::super) const STRINGS: u16 = 0x00FC;
    pub(in super::super) const TEXT_OF_LIST: u16 = 0x00FD;
    pub(in super::super) const SHEET_IDS: u16 = 0x013D;
    pub(in super::super) const DIMENSIONS: u16 = 0x0200;
    pub(in super::super) const NUMBER: u16 = 0x0203;
    pub(in super::super) const TEXT: u16 = 0x0204;
    pub(in super::super) const TRUTH_OR_ERROR: u16 = 0x0205;
    pub(in super::super) const SHORT_NUMBER: u16 = 0x027E;
    pub(in super::super) const BEGIN: u16 = 0x0809;
}

/// The records of one sheet. Within it stand charts, which have records like those of cells; they are
/// passed over.
pub(super) struct Walk {
    /// Where the next record begins.
    pub(super) at: usize,
    depth: usize,
}

impl Walk {
    /// The records of the sheet that begins at `start`.
    pub(super) fn from(start: usize) -> Walk {
        Walk { at: start, depth: 0 }
    }

    /// The next record of the sheet; `None` where it ends.
    ///
    /// # Errors
    /// If the stream ends before the sheet does.
    pub(super) fn next(&mut self, stream: &[u8]) -> Result<Option<Record>, Trouble> {
        loop {
            let record = Record::at(stream, self.at).ok_or(Trouble::Damaged)?;
            self.at = record.next;
            match record.kind {
                kind::BEGIN => self.depth += 1,
                kind::END if self.depth <= 1 => return Ok(None),
                kind::END => self.depth -= 1,
                _ if self.depth > 1 => {}
                _ => return Ok(Some(record)),
            }
        }
    }
}

/// One record: two bytes of kind, two of length, and its content.
pub(super) struct Record {
    pub(super) kind: u16,
    start: usize,
    content: usize,
    /// Where the next record begins.
    pub(super) next: usize,
}

impl Record {
    /// The record that begins at `start`; `None` if the stream ends before it does.
    pub(super) fn at(stream: &[u8], start: usize) -> Option<Record> {
        let content = start.checked_add(4)?;
        let head: [u8; 4] = stream.get(start..content)?.try_into().ok()?;
        let [kind_low, kind_high, low, high] = head;
        let next = content + usize::from(u16::from_le_bytes([low, high]));
        (next <= stream.len()).then_some(Record {
            kind: u16::from_le_bytes([kind_low, kind_high]),
            start,
            content,
            next,
        })
    }

    /// `N` bytes of the content.
    pub(super) fn bytes<const N: usize>(&self, stream: &[u8], offset: usize) -> Option<[u8; N]> {
        let start = self.content + offset;
        stream.get(start..(start + N).min(self.next))?.try_into().ok()
    }

    /// Two bytes of the content as a number.
    pub(super) fn number(&self, stream: &[u8], offset: usize) -> Option<u16> {
        self.bytes(stream, offset).map(u16::from_le_bytes)
    }

    /// Puts a number in the place of the first two bytes, the row of a cell.
    pub(super) fn set_row(&self, stream: &mut [u8], number: u16) {
        let place = stream.get_mut(self.content..self.content + 2).filter(|_| self.next >= self.content + 2);
        if let Some(place) = place {
            place.copy_from_slice(&number.to_le_bytes());
        }
    }

    /// Whether it is one cell or several of a row.
    pub(super) fn is_cell(&self) -> bool {
        matches!(
            self.kind,
            kind::FORMULA
                | kind::MANY_NUMBERS
                | kind::NUMBER
                | kind::TEXT
                | kind::RICH_TEXT
                | kind::TRUTH_OR_ERROR
                | kind::SHORT_NUMBER
                | kind::TEXT_OF_LIST
        )
    }

    /// How many bytes the content has.
    pub(super) fn length(&self) -> usize {
        self.next - self.content
    }

    /// Makes it one of no meaning.
    pub(super) fn blank(&self, stream: &mut [u8]) {
        if let Some(place) = stream.get_mut(self.start..self.start + 2) {
            place.copy_from_slice(&kind::BLANKED.to_le_bytes());
        }
    }

    /// Says of a formula that it has no tokens; its stored result stays.
    pub(super) fn forget_tokens(&self, stream: &mut [u8]) {
        const LENGTH_AT: usize = 20;
        let start = self.content + LENGTH_AT;
        if let Some(place) = stream.get_mut(start..(start + 2).min(self.next)) {
            place.fill(0);
        }
    }
}
