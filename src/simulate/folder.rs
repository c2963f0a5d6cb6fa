//! The folder being made: CSV files beside the place where they will stand, renamed at the end.

use super::SimulateError;
use super::row::Row;
use super::summary::FileRows;
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{BufWriter, Error, ErrorKind, Write};
use std::marker::PhantomData;
use std::path::{Path, PathBuf};

/// An evaluation's folder in the making. Dropped before it is published, it leaves nothing behind.
pub(super) struct Folder {
    // Held for its Drop, which removes what was not published.
    _beside: tempfile::TempDir,
    root: PathBuf,
    files: BTreeSet<String>,
}

/// A CSV file in the making.
pub(super) struct Sheet {
    path: String,
    writer: csv::Writer<BufWriter<File>>,
}

/// A CSV file in the making whose rows are of one type.
pub(super) struct Table<R> {
    sheet: Sheet,
    rows: PhantomData<fn(R)>,
}

/// A CSV file read back, to be changed.
pub(super) struct Grid {
    pub(super) header: Vec<String>,
    pub(super) rows: Vec<Vec<String>>,
}

impl Folder {
    /// A folder in the making beside `dir`, whose parents are made where they are missing.
    pub(super) fn beside(dir: &Path) -> Result<Self, SimulateError> {
        let occupied = || SimulateError::NotEmpty(dir.display().to_string());
        match fs::read_dir(dir) {
            Ok(mut entries) => {
                if entries.next().is_some() {
                    return Err(occupied());
                }
            }
            Err(error) if error.kind() == ErrorKind::NotADirectory => return Err(occupied()),
            // Not there yet, or cannot be looked into: then writing will say so.
            Err(_) => {}
        }
        let parent = dir.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        fs::create_dir_all(parent).map_err(cannot_write(parent))?;
        let beside = tempfile::Builder::new().prefix(".simulate-").tempdir_in(parent).map_err(cannot_write(parent))?;
        // The folder that is renamed lies within the temporary one, whose permissions are narrow.
        let root = beside.path().join("evaluation");
        fs::create_dir(&root).map_err(cannot_write(&root))?;
        Ok(Folder { _beside: beside, root, files: BTreeSet::new() })
    }

    /// Opens a CSV file for rows of a type, by its path within the folder with forward slashes, and
    /// writes its header.
    pub(super) fn table<R: Row>(&mut self, path: &str) -> Result<Table<R>, SimulateError> {
        let mut sheet = self.sheet(path)?;
        sheet.cells(R::COLUMNS.iter().map(|column| column.trim_start_matches("r#")))?;
        Ok(Table { sheet, rows: PhantomData })
    }

    /// Opens a CSV file for rows of cells, by its path within the folder with forward slashes.
    pub(super) fn sheet(&mut self, path: &str) -> Result<Sheet, SimulateError> {
        let full = self.make_room(path)?;
        let file = File::create(&full).map_err(cannot_write(Path::new(path)))?;
        self.files.insert(path.to_owned());
        let writer = csv::WriterBuilder::new().has_headers(false).from_writer(BufWriter::new(file));
        Ok(Sheet { path: path.to_owned(), writer })
    }

    /// Writes a file that is not CSV.
    pub(super) fn text(&mut self, path: &str, text: &str) -> Result<(), SimulateError> {
        let full = self.make_room(path)?;
        fs::write(full, text).map_err(cannot_write(Path::new(path)))
    }

    fn make_room(&self, path: &str) -> Result<PathBuf, SimulateError> {
        let full = self.root.join(path);
        if let Some(parent) = full.parent() {
            fs::create_dir_all(parent).map_err(cannot_write(parent))?;
        }
        Ok(full)
    }

    /// Whether a CSV file of that path was written.
    pub(super) fn has(&self, path: &str) -> bool {
        self.files.contains(path)
    }

    /// Reads a file back that was written before.
    pub(super) fn read(&self, path: &str) -> Result<Grid, SimulateError> {
        let in_file = |source| SimulateError::Csv { path: path.to_owned(), source };
        let mut reader =
            csv::ReaderBuilder::new().has_headers(false).from_path(self.root.join(path)).map_err(in_file)?;
        let mut rows = Vec::new();
        for record in reader.records() {
            rows.push(record.map_err(in_file)?.iter().map(str::to_owned).collect());
        }
        let mut rows = rows.into_iter();
        let header = rows.next().unwrap_or_default();
        Ok(Grid { header, rows: rows.collect() })
    }

    /// Writes a changed file anew.
    pub(super) fn rewrite(&mut self, path: &str, grid: &Grid) -> Result<(), SimulateError> {
        let mut sheet = self.sheet(path)?;
        sheet.cells(&grid.header)?;
        for row in &grid.rows {
            sheet.cells(row)?;
        }
        sheet.finish()
    }

    /// The CSV files in order, with the number of rows below the header of each.
    pub(super) fn counted(&self) -> Result<Vec<FileRows>, SimulateError> {
        let rows = |path: &String| {
            let mut reader = csv::Reader::from_path(self.root.join(path))
                .map_err(|source| SimulateError::Csv { path: path.clone(), source })?;
            let rows = reader.byte_records().count() as u64;
            Ok(FileRows { path: path.clone(), rows })
        };
        self.files.iter().map(rows).collect()
    }

    /// Puts the folder in its place.
    pub(super) fn publish(self, dir: &Path) -> Result<(), SimulateError> {
        if dir.is_dir() {
            // Empty, as was checked at the start; a folder that has filled since makes this fail.
            fs::remove_dir(dir).map_err(cannot_write(dir))?;
        }
        fs::rename(&self.root, dir).map_err(cannot_write(dir))
    }
}

impl<R: Row> Table<R> {
    /// Writes rows.
    pub(super) fn rows(&mut self, rows: impl IntoIterator<Item = R>) -> Result<(), SimulateError> {
        let Sheet { path, writer } = &mut self.sheet;
        rows.into_iter()
            .try_for_each(|row| writer.serialize(row))
            .map_err(|source| SimulateError::Csv { path: path.clone(), source })
    }

    /// Closes the file.
    pub(super) fn finish(self) -> Result<(), SimulateError> {
        self.sheet.finish()
    }
}

impl Sheet {
    /// Writes a row of cells.
    pub(super) fn cells<I>(&mut self, cells: I) -> Result<(), SimulateError>
    where
        I: IntoIterator,
        I::Item: AsRef<[u8]>,
    {
        self.writer.write_record(cells).map_err(|source| SimulateError::Csv { path: self.path.clone(), source })
    }

    /// Closes the file.
    pub(super) fn finish(self) -> Result<(), SimulateError> {
        let path = PathBuf::from(&self.path);
        let mut buffered = self
            .writer
            .into_inner()
            .map_err(|error| cannot_write(&path)(Error::new(error.error().kind(), error.error().to_string())))?;
        buffered.flush().map_err(cannot_write(&path))
    }
}

fn cannot_write(path: &Path) -> impl Fn(Error) -> SimulateError + use<> {
    let path = path.display().to_string();
    move |source| SimulateError::Write { path: path.clone(), source }
}
