use crate::finding::{Finding, Place};

/// How much one file may ask of the machine. Each is held against what a file *says* it holds, before
/// the memory is spent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a file, and bytes of what an archive unpacks to.
    pub bytes: u64,
    /// Cells of one sheet, empty ones between filled ones among them.
    pub cells: u64,
    /// Columns of one sheet. A spreadsheet has at most 16,384.
    pub columns: usize,
    /// Bytes of one cell. A spreadsheet's holds at most 32,767 characters.
    pub cell_bytes: usize,
    /// How many times its packed size an archive's part of more than [`Limits::FREE_BYTES`] may unpack to.
    pub expansion: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Limits::up_to(Limits::CEILING)
    }
}

impl Limits {
    /// The ceiling of bytes where the plan sets none: 2 GiB.
    pub const CEILING: u64 = 2 << 30;
    /// What an archive may unpack to whatever its packed size.
    pub const FREE_BYTES: u64 = 64 << 20;

    /// Limits for files of up to `bytes` bytes.
    #[must_use]
    pub fn up_to(bytes: u64) -> Self {
        Limits { bytes, cells: bytes / 16, columns: 16_384, cell_bytes: 1 << 20, expansion: 200 }
    }

    /// What is said of a file or a part of one that is too large.
    #[must_use]
    pub fn too_large(&self, file: &str, what: &str) -> Finding {
        let message = format!("{what} is larger than the {} MB that one file may take", self.bytes >> 20);
        let help = "split the file, or raise `limits.megabytes` in the plan if this machine has the memory";
        Finding::error("file-too-large", Place::file(file), message, help)
    }
}
