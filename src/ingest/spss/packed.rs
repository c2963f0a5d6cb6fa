use super::cursor::{Cursor, Order};
use super::header::{Header, Packing};
use crate::ingest::Limits;
use flate2::{Decompress, FlushDecompress, Status};
use std::io::{self, Read};

/// Packed bytes that a block takes at the least, on average: SPSS packs 4 MB at a time, which no
/// content brings below this. Without it a file of tiny blocks would take hours.
const BYTES_PER_BLOCK: u64 = 1024;
/// Blocks that any file may have.
const FREE_BLOCKS: u64 = 64;

/// Why packed bytes came to an end before they should.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stop {
    /// The file is cut.
    Cut,
    /// The bytes do not unpack, or do not match their own check sum.
    Damaged,
    /// They unpack to more than one file may take.
    TooLarge,
}

/// The bytes of the cases, unpacked by zlib where they are packed so. Reading them never fails: they
/// end, and [`Source::stopped`] says why.
pub(super) enum Source<'a> {
    Plain(&'a [u8]),
    Zlib(Blocks<'a>),
}

impl<'a> Source<'a> {
    /// The cases of `file`, which stand at `data`, to its end.
    pub(super) fn new(file: &'a [u8], data: &'a [u8], header: &Header, limits: &Limits) -> Self {
        match header.packing {
            Packing::Plain | Packing::Commands => Source::Plain(data),
            Packing::Zlib => Source::Zlib(Blocks::new(file, data, header.order, limits)),
        }
    }

    pub(super) fn stopped(&self) -> Option<Stop> {
        match self {
            Source::Plain(_) => None,
            Source::Zlib(blocks) => blocks.stopped,
        }
    }
}

impl Read for Source<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        match self {
            Source::Plain(bytes) => bytes.read(into),
            Source::Zlib(blocks) => Ok(blocks.read(into)),
        }
    }
}

/// Blocks that zlib packed, one after the other.
pub(super) struct Blocks<'a> {
    packed: &'a [u8],
    inflate: Decompress,
    /// Whether a block has begun and not ended.
    within: bool,
    blocks_left: u64,
    bytes_left: u64,
    stopped: Option<Stop>,
}

impl<'a> Blocks<'a> {
    /// In front of the blocks stand three numbers, of which the second is where a trailer begins; it
    /// repeats what the blocks themselves say.
    fn new(file: &'a [u8], data: &'a [u8], order: Order, limits: &Limits) -> Self {
        let mut cursor = Cursor::new(data, order);
        let trailer = cursor.long().and_then(|_| cursor.long());
        let whole = trailer.is_ok() && cursor.long().is_ok();
        let packed = cursor.rest();
        let begins = file.len() - packed.len();
        let length = trailer.ok().and_then(|at| usize::try_from(at).ok()?.checked_sub(begins));
        let packed = length.and_then(|length| packed.get(..length)).unwrap_or(packed);
        let size = packed.len() as u64;
        Blocks {
            packed,
            inflate: Decompress::new(true),
            within: false,
            blocks_left: FREE_BLOCKS + size / BYTES_PER_BLOCK,
            bytes_left: size.saturating_mul(limits.expansion).max(Limits::FREE_BYTES).min(limits.bytes),
            stopped: (!whole).then_some(Stop::Cut),
        }
    }

    /// Unpacks some bytes; none at the end.
    fn read(&mut self, into: &mut [u8]) -> usize {
        while self.stopped.is_none() && !into.is_empty() && (self.within || !self.packed.is_empty()) {
            let (consumed, made) = (self.inflate.total_in(), self.inflate.total_out());
            let status = self.inflate.decompress(self.packed, into, FlushDecompress::None);
            let consumed = self.inflate.total_in() - consumed;
            let made = self.inflate.total_out() - made;
            self.packed = self.packed.get(consumed as usize..).unwrap_or_default();
            self.stopped = self.account(status.ok(), consumed > 0 || made > 0, made);
            if made > 0 && self.stopped != Some(Stop::TooLarge) {
                return made as usize;
            }
        }
        0
    }

    /// Keeps count of a step; returns why it is the last, if it is.
    fn account(&mut self, status: Option<Status>, moved: bool, made: u64) -> Option<Stop> {
        let left = self.bytes_left.checked_sub(made);
        self.bytes_left = left.unwrap_or_default();
        self.within = status != Some(Status::StreamEnd);
        if left.is_none() {
            return Some(Stop::TooLarge);
        }
        match status {
            None => Some(Stop::Damaged),
            Some(Status::StreamEnd) if self.blocks_left == 0 => Some(Stop::Damaged),
            Some(Status::StreamEnd) => {
                self.blocks_left -= 1;
                self.inflate.reset(true);
                None
            }
            Some(Status::Ok | Status::BufError) => (!moved).then_some(Stop::Cut),
        }
    }
}
