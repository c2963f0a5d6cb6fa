use super::entries::{Entry, encrypted};
use crate::finding::{Finding, Place};
use std::io::{Cursor, ErrorKind, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// Bytes that are unpacked at a time.
const CHUNK: usize = 64 << 10;

/// Why an archive cannot be unpacked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ingest) enum Broken {
    /// It is cut short, or a part unpacks to other, more or fewer bytes than its list says.
    Damaged,
    /// A part is packed by a method that is not known here.
    Method,
    /// A password is needed.
    Encrypted,
}

impl From<&ZipError> for Broken {
    fn from(error: &ZipError) -> Self {
        match error {
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => Broken::Encrypted,
            ZipError::CompressionMethodNotSupported(_) | ZipError::UnsupportedArchive(_) => Broken::Method,
            _ => Broken::Damaged,
        }
    }
}

impl Broken {
    /// What is said of it.
    pub(in crate::ingest) fn finding(self, file: &str) -> Finding {
        let place = Place::file(file);
        let again = "get the file again from where it was made, or open it there and save it again";
        match self {
            Broken::Encrypted => encrypted(file, "archive"),
            Broken::Damaged => {
                let message = "the file is an archive that is damaged, cut short or not what its list of parts says";
                Finding::error("archive-damaged", place, message, again)
            }
            Broken::Method => {
                let message = "the file is an archive packed in a way that cannot be unpacked here";
                Finding::error("archive-damaged", place, message, "unpack it and name the file that is in it")
            }
        }
    }
}

/// The archive in `bytes`, its list of parts read.
pub(super) fn archive(bytes: &[u8]) -> Result<ZipArchive<Cursor<&[u8]>>, Broken> {
    ZipArchive::new(Cursor::new(bytes)).map_err(|error| Broken::from(&error))
}

/// Unpacks one part whose size has been judged. The reader gives no more bytes than the list says the
/// part has; a part that has more or fewer is damaged.
///
/// # Errors
/// If it is damaged or encrypted.
pub(super) fn read_part(bytes: &[u8], entry: &Entry) -> Result<Vec<u8>, Broken> {
    let mut archive = archive(bytes)?;
    let mut part = archive.by_index(entry.index).map_err(|error| Broken::from(&error))?;
    let mut unpacked = Vec::new();
    part.read_to_end(&mut unpacked).map_err(|_| Broken::Damaged)?;
    if unpacked.len() as u64 == entry.size { Ok(unpacked) } else { Err(Broken::Damaged) }
}

/// Unpacks every part once without keeping any, so that whoever reads the archive afterwards can
/// trust the sizes and checksums of its list. `look` is shown each part's name and its bytes piece by
/// piece.
///
/// # Errors
/// If a part is damaged, encrypted, or larger or smaller than the list says.
pub(in crate::ingest) fn check_parts(bytes: &[u8], mut look: impl FnMut(&str, &[u8])) -> Result<(), Broken> {
    let mut archive = archive(bytes)?;
    let mut chunk = vec![0; CHUNK];
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).map_err(|error| Broken::from(&error))?;
        let name = part.name().map(std::borrow::Cow::into_owned).unwrap_or_default();
        let mut left = part.size();
        loop {
            let read = match part.read(&mut chunk) {
                Ok(0) => break,
                Ok(read) => read,
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(_) => return Err(Broken::Damaged),
            };
            left = left.checked_sub(read as u64).ok_or(Broken::Damaged)?;
            look(&name, chunk.get(..read).unwrap_or_default());
        }
        if left > 0 {
            return Err(Broken::Damaged);
        }
    }
    Ok(())
}
