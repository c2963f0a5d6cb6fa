//! The private record of a release: bytes of whoever published it, packed.

use flate2::read::GzDecoder;
use flate2::{Compression, GzBuilder};
use std::io::{self, Read, Write};

/// Bytes of an unpacked record; more is no record that this program wrote.
const LARGEST: u64 = 4 << 30;

/// Where the record of a release is kept below `private/`.
pub(super) fn path(number: u32) -> String {
    format!("ledger/{number:04}.json.gz")
}

/// Packs a record; the same bytes pack to the same bytes.
pub(super) fn pack(record: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = GzBuilder::new().mtime(0).write(Vec::new(), Compression::default());
    encoder.write_all(record)?;
    encoder.finish()
}

/// Unpacks a record.
pub(super) fn unpack(packed: &[u8]) -> io::Result<Vec<u8>> {
    let mut record = Vec::new();
    GzDecoder::new(packed).take(LARGEST).read_to_end(&mut record)?;
    Ok(record)
}
