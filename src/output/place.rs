//! Whole or not at all: an output folder is written beside its place and swapped in once complete.

use super::lock::{self, Lock};
use super::manifest::OutputEntry;
use super::{MANIFEST, sha256};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

/// What stops the writing. The output folder is then as it was.
#[derive(Debug, thiserror::Error)]
pub enum OutputError {
    /// A file or folder could not be written.
    #[error("{path} could not be written; the output folder is as it was")]
    Write {
        /// The path.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// The place is taken by something that is not an output folder.
    #[error(
        "{0} holds files that learnframe did not write, so nothing was written; name another folder with -o, or move it away"
    )]
    Occupied(PathBuf),
    /// Another run is writing it.
    #[error("another run is writing {0}; wait until it is done, or name another folder with -o")]
    AtWork(PathBuf),
    /// A text format could not be produced.
    #[error("{0} could not be produced")]
    Format(String, #[source] Box<dyn std::error::Error + Send + Sync>),
}

/// An output folder on its way: files are added, then the whole is put in place.
pub struct Staging {
    folder: tempfile::TempDir,
    target: PathBuf,
    outputs: Vec<OutputEntry>,
    /// The file by which a finished folder is known to be one of this program's.
    marker: &'static str,
    /// Held until the folder is in place or given up; the last field, so that it is dropped last.
    lock: Lock,
}

fn failed(path: &Path) -> impl FnOnce(std::io::Error) -> OutputError + '_ {
    move |source| OutputError::Write { path: path.to_owned(), source }
}

impl Staging {
    /// Starts an output beside `target`, once what killed runs left there is cleared away.
    ///
    /// # Errors
    /// If another run is writing `target`, it is taken by something else, or its parent cannot be written.
    pub fn beside(target: &Path) -> Result<Self, OutputError> {
        Self::beside_marked(target, MANIFEST)
    }

    /// Starts a folder of another kind than an output, known by a file of its own named `marker`.
    ///
    /// # Errors
    /// As [`Staging::beside`].
    pub fn beside_marked(target: &Path, marker: &'static str) -> Result<Self, OutputError> {
        let target = std::path::absolute(target).map_err(failed(target))?;
        let parent = target.parent().unwrap_or(Path::new("/"));
        fs::create_dir_all(parent).map_err(failed(parent))?;
        let lock = Lock::of(&target)?;
        lock.clear(&target).map_err(failed(parent))?;
        if is_occupied(&target, marker) {
            return Err(OutputError::Occupied(target));
        }
        let prefix = lock::prefix(&target);
        let folder = tempfile::Builder::new().prefix(&prefix).tempdir_in(parent).map_err(failed(parent))?;
        Ok(Staging { folder, target, outputs: Vec::new(), marker, lock })
    }

    /// Adds a file that may circulate; its hash goes into the manifest.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn add(&mut self, path: &str, bytes: &[u8]) -> Result<(), OutputError> {
        self.write(path, bytes)?;
        self.outputs.push(OutputEntry { path: path.to_owned(), bytes: bytes.len() as u64, sha256: sha256(bytes) });
        Ok(())
    }

    /// Adds a file that must not circulate, readable by its owner alone.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn add_private(&mut self, path: &str, bytes: &[u8]) -> Result<(), OutputError> {
        let path = format!("private/{path}");
        self.write(&path, bytes)?;
        self.restrict(&path)
    }

    /// The files added so far that may circulate.
    #[must_use]
    pub fn outputs(&self) -> &[OutputEntry] {
        &self.outputs
    }

    /// Writes the manifest, or what else marks the folder, and puts the whole folder in place, in one step where the file system
    /// can swap two folders.
    ///
    /// # Errors
    /// If the manifest cannot be written or the folder cannot be moved; the old one then stands.
    pub fn finish(self, manifest: &[u8]) -> Result<PathBuf, OutputError> {
        self.write(self.marker, manifest)?;
        open_to_readers(self.folder.path()).map_err(failed(self.folder.path()))?;
        let Staging { folder, target, lock, .. } = self;
        let staged = folder.keep();
        let outcome = swap_in(&staged, &target);
        // After a swap `staged` holds what stood there before; after a failure, the new output. What cannot be
        // removed the next run clears away.
        let _ = fs::remove_dir_all(&staged);
        drop(lock);
        outcome.map_err(failed(&target))?;
        Ok(target)
    }

    fn write(&self, path: &str, bytes: &[u8]) -> Result<(), OutputError> {
        let full = self.folder.path().join(path);
        let folder = full.parent().unwrap_or(self.folder.path());
        fs::create_dir_all(folder).map_err(failed(folder))?;
        let mut file = fs::File::create(&full).map_err(failed(&full))?;
        file.write_all(bytes).map_err(failed(&full))?;
        file.sync_all().map_err(failed(&full))
    }

    #[cfg(unix)]
    fn restrict(&self, path: &str) -> Result<(), OutputError> {
        use std::os::unix::fs::PermissionsExt;
        let full = self.folder.path().join(path);
        let private = self.folder.path().join("private");
        fs::set_permissions(&private, fs::Permissions::from_mode(0o700)).map_err(failed(&private))?;
        fs::set_permissions(&full, fs::Permissions::from_mode(0o600)).map_err(failed(&full))
    }

    #[cfg(not(unix))]
    fn restrict(&self, _: &str) -> Result<(), OutputError> {
        Ok(())
    }
}

/// A temporary folder is its owner's alone; an output is as open as the owner's other folders.
#[cfg(unix)]
fn open_to_readers(folder: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o755))
}

#[cfg(not(unix))]
fn open_to_readers(_: &Path) -> std::io::Result<()> {
    Ok(())
}

/// Anything but a folder that is empty or has its marker in it.
fn is_occupied(target: &Path, marker: &str) -> bool {
    let Ok(about) = fs::symlink_metadata(target) else { return false };
    let empty = || fs::read_dir(target).is_ok_and(|mut entries| entries.next().is_none());
    !about.is_dir() || !(target.join(marker).is_file() || empty())
}

fn swap_in(staged: &Path, target: &Path) -> std::io::Result<()> {
    if !target.exists() {
        return fs::rename(staged, target);
    }
    exchange(staged, target).or_else(|_| step_aside(staged, target))
}

#[cfg(target_os = "linux")]
fn exchange(staged: &Path, target: &Path) -> std::io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, staged, CWD, target, RenameFlags::EXCHANGE)?)
}

#[cfg(not(target_os = "linux"))]
fn exchange(_: &Path, _: &Path) -> std::io::Result<()> {
    Err(std::io::ErrorKind::Unsupported.into())
}

/// Where two folders cannot be swapped: the old one steps aside, and back if the new one fails.
fn step_aside(staged: &Path, target: &Path) -> std::io::Result<()> {
    let aside = PathBuf::from(format!("{}.old", staged.display()));
    fs::rename(target, &aside)?;
    if let Err(error) = fs::rename(staged, target) {
        fs::rename(&aside, target)?;
        return Err(error);
    }
    fs::rename(&aside, staged)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_of_somebody_elses_files_is_left_alone() {
        let place = tempfile::tempdir().unwrap();
        fs::write(place.path().join("thesis.txt"), "years of work").unwrap();
        assert!(matches!(Staging::beside(place.path()), Err(OutputError::Occupied(_))));
    }

    #[test]
    fn an_old_output_stands_until_the_new_one_is_whole() {
        let parent = tempfile::tempdir().unwrap();
        let target = parent.path().join("evaluation");
        let mut first = Staging::beside(&target).unwrap();
        first.add("index.html", b"one").unwrap();
        first.finish(b"{}").unwrap();

        let mut abandoned = Staging::beside(&target).unwrap();
        abandoned.add("index.html", b"two").unwrap();
        drop(abandoned);
        assert_eq!(fs::read(target.join("index.html")).unwrap(), b"one");

        let mut second = Staging::beside(&target).unwrap();
        second.add("index.html", b"three").unwrap();
        second.add_private("rows.csv", b"x").unwrap();
        second.finish(b"{}").unwrap();
        assert_eq!(fs::read(target.join("index.html")).unwrap(), b"three");
        assert_eq!(fs::read_dir(parent.path()).unwrap().count(), 1, "nothing is left beside it");
    }
}
