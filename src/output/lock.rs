//! One run at a time into an output folder, and what killed runs left beside it.
//!
//! A run holds the lock of a small file beside its output. The system gives the lock back when a process
//! ends in whatever way, so nobody has to clear away what a killed run left: whoever gets the lock next
//! does.

use super::place::OutputError;
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

/// Random letters at the end of a staging folder's name.
const RANDOM: usize = 6;

/// The right to write an output folder; given back when dropped.
pub(super) struct Lock {
    path: PathBuf,
    /// Absent where the file system has no locks.
    file: Option<File>,
}

/// What stands before the random letters in the names of staging folders of an output.
pub(super) fn prefix(target: &Path) -> String {
    format!(".learnframe-{}.", target.file_name().unwrap_or_default().to_string_lossy())
}

impl Lock {
    /// Takes the lock of an output folder.
    pub fn of(target: &Path) -> Result<Self, OutputError> {
        let path = target.with_file_name(format!("{}lock", prefix(target)));
        loop {
            let file = match File::create(&path) {
                Ok(file) => file,
                Err(source) => return Err(OutputError::Write { path, source }),
            };
            match file.try_lock() {
                Ok(()) if is_still(&file, &path) => return Ok(Lock { path, file: Some(file) }),
                // The run that held it took it away in between.
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => return Err(OutputError::AtWork(target.to_owned())),
                Err(TryLockError::Error(_)) => return Ok(Lock { path, file: None }),
            }
        }
    }

    /// Removes what killed runs into this output left beside it. A folder that had stepped aside for a new
    /// one which never came steps back.
    pub fn clear(&self, target: &Path) -> io::Result<()> {
        // Without a lock they could be another run's.
        let (Some(parent), Some(_)) = (target.parent(), &self.file) else { return Ok(()) };
        for entry in fs::read_dir(parent)? {
            let entry = entry?;
            match kind(&entry.file_name().to_string_lossy(), &prefix(target)) {
                Some(Leftover::Old) if !target.exists() => fs::rename(entry.path(), target)?,
                Some(_) if entry.file_type()?.is_dir() => fs::remove_dir_all(entry.path())?,
                _ => {}
            }
        }
        Ok(())
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Taken away while it is still held, so that nobody else's is. What is left does no harm.
        if self.file.is_some() {
            let _ = fs::remove_file(&self.path);
        }
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Leftover {
    /// An output that was not finished, or one that was replaced.
    Staged,
    /// An output that stepped aside.
    Old,
}

/// What a name beside an output is, if it is that of one of its own leftovers.
fn kind(name: &str, prefix: &str) -> Option<Leftover> {
    let rest = name.strip_prefix(prefix)?;
    let (random, kind) = match rest.strip_suffix(".old") {
        Some(random) => (random, Leftover::Old),
        None => (rest, Leftover::Staged),
    };
    (random.len() == RANDOM && random.chars().all(|c| c.is_ascii_alphanumeric())).then_some(kind)
}

/// Whether a path still leads to an open file.
#[cfg(unix)]
fn is_still(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let identity = |about: fs::Metadata| (about.dev(), about.ino());
    let opened = file.metadata().map(identity).ok();
    opened.is_some() && opened == fs::metadata(path).map(identity).ok()
}

/// A file that is open cannot be removed here.
#[cfg(not(unix))]
fn is_still(_: &File, _: &Path) -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_one_has_the_lock_and_it_leaves_nothing() {
        let parent = tempfile::tempdir().unwrap();
        let target = parent.path().join("evaluation");
        let held = Lock::of(&target).unwrap();
        assert!(matches!(Lock::of(&target), Err(OutputError::AtWork(_))));
        assert!(Lock::of(&parent.path().join("another")).is_ok());
        drop(held);
        drop(Lock::of(&target).unwrap());
        assert_eq!(fs::read_dir(parent.path()).unwrap().count(), 0);
    }

    #[test]
    fn leftovers_are_known_by_the_whole_of_their_names() {
        let prefix = prefix(Path::new("/x/evaluation"));
        assert_eq!(kind(".learnframe-evaluation.aB3dE6", &prefix), Some(Leftover::Staged));
        assert_eq!(kind(".learnframe-evaluation.aB3dE6.old", &prefix), Some(Leftover::Old));
        for others in
            [".learnframe-evaluation.lock", ".learnframe-evaluation.2.aB3dE6", ".learnframe-other.aB3dE6", "x"]
        {
            assert_eq!(kind(others, &prefix), None, "{others}");
        }
    }

    #[test]
    fn what_a_killed_run_left_is_cleared_and_what_stepped_aside_steps_back() {
        let parent = tempfile::tempdir().unwrap();
        let target = parent.path().join("evaluation");
        let beside = |name: &str| parent.path().join(format!(".learnframe-evaluation.{name}"));
        fs::create_dir_all(beside("aaaaaa")).unwrap();
        fs::create_dir_all(beside("bbbbbb.old")).unwrap();
        fs::write(beside("bbbbbb.old").join("index.html"), "one").unwrap();
        fs::write(parent.path().join(".learnframe-notes"), "mine").unwrap();
        Lock::of(&target).unwrap().clear(&target).unwrap();
        assert_eq!(fs::read_to_string(target.join("index.html")).unwrap(), "one");
        assert_eq!(fs::read_dir(parent.path()).unwrap().count(), 2, "the output and what is not ours");
    }
}
