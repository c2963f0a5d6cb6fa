use super::Limits;
use crate::finding::{Finding, Place};
use globset::GlobBuilder;
use std::fs::File;
use std::io::Read;
use std::path::{Component, Path};
use std::{fs, io};

/// Why a pattern of the plan names no file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PatternProblem {
    /// It leads out of the evaluation's folder.
    Outside,
    /// It is not a pattern that can be read.
    Malformed,
    /// Nothing there matches it.
    NothingFound,
}

/// The files within `dir` that a pattern names, sorted, as paths relative to `dir` with forward
/// slashes. `*`, `?` and `[...]` stand for parts of one name, never for a slash.
///
/// # Errors
/// If it names none, and why.
pub fn expand(dir: &Path, pattern: &str) -> Result<Vec<String>, PatternProblem> {
    let inside = |component: Component| matches!(component, Component::Normal(_) | Component::CurDir);
    if !Path::new(pattern).components().all(inside) {
        return Err(PatternProblem::Outside);
    }
    let mut found = vec![String::new()];
    for part in pattern.split('/').filter(|part| !part.is_empty() && *part != ".") {
        let mut next = Vec::new();
        for parent in &found {
            next.extend(step(dir, parent, part)?);
        }
        found = next;
    }
    found.retain(|file| dir.join(file).is_file());
    found.sort();
    if found.is_empty() { Err(PatternProblem::NothingFound) } else { Ok(found) }
}

/// What one part of a pattern stands for within one folder.
fn step(dir: &Path, parent: &str, part: &str) -> Result<Vec<String>, PatternProblem> {
    let join = |name: &str| if parent.is_empty() { name.to_owned() } else { format!("{parent}/{name}") };
    if !part.contains(['*', '?', '[', '{']) {
        return Ok(vec![join(part)]);
    }
    let glob = GlobBuilder::new(part).literal_separator(true).build().map_err(|_| PatternProblem::Malformed)?;
    let matcher = glob.compile_matcher();
    // A folder that cannot be listed has nothing in it for us.
    let Ok(entries) = fs::read_dir(dir.join(parent)) else { return Ok(Vec::new()) };
    let names = entries.flatten().filter_map(|entry| entry.file_name().into_string().ok());
    // Of the names that a spreadsheet gives to notes that a file is open, one sort does not start with a dot.
    let is_meant = |name: &String| !name.starts_with('.') && !name.starts_with("~$") && matcher.is_match(name);
    Ok(names.filter(is_meant).map(|name| join(&name)).collect())
}

/// The content of a file that the plan names and that may lie anywhere, such as a key; no more of it than
/// `most` bytes.
///
/// # Errors
/// If it cannot be read, or is no file.
pub fn read_bytes(dir: &Path, file: &str, most: u64) -> io::Result<Vec<u8>> {
    let path = dir.join(file);
    // Opening a pipe would wait for somebody to write to it.
    if !fs::metadata(&path)?.is_file() {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    let mut bytes = Vec::new();
    File::open(&path)?.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The content of a file within `dir`, if it is within limits; no more than that is read. A symbolic link that
/// leads out of `dir` is not followed: what is evaluated is what the folder holds.
///
/// # Errors
/// With what is to be said: that it cannot be read, lies elsewhere, or is too large.
pub fn read_within(dir: &Path, file: &str, limits: &Limits) -> Result<Vec<u8>, Box<Finding>> {
    let unreadable = |why: String| {
        let message = format!("the file cannot be read: {why}");
        let help = "check that it is there and that you may read it";
        Box::new(Finding::error("file-unreadable", Place::file(file), message, help))
    };
    let too_large = || Err(Box::new(limits.too_large(file, "the file")));
    let failed = |error: io::Error| unreadable(error.kind().to_string());
    let path = dir.join(file);
    let about = fs::metadata(&path).map_err(failed)?;
    if !about.is_file() {
        return Err(unreadable("it is not a file".to_owned()));
    }
    if !leads_into(dir, &path).map_err(failed)? {
        let message = "a symbolic link leads out of the evaluation's folder, and was not followed";
        let help = "put the file itself into the folder";
        return Err(Box::new(Finding::error("path-outside", Place::file(file), message, help)));
    }
    if about.len() > limits.bytes {
        return too_large();
    }
    let mut bytes = Vec::with_capacity(usize::try_from(about.len()).unwrap_or_default());
    // It may have grown since.
    File::open(&path).map_err(failed)?.take(limits.bytes.saturating_add(1)).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > limits.bytes {
        return too_large();
    }
    // A file in the middle of being written is neither what it was nor what it will be.
    let state = |about: &fs::Metadata| (about.len(), about.modified().ok());
    if state(&fs::metadata(&path).map_err(failed)?) != state(&about) {
        return Err(Box::new(Finding::changed_while_read(file)));
    }
    Ok(bytes)
}

/// Whether a path, links followed, is one within a folder.
#[expect(clippy::disallowed_methods, reason = "the absolute paths are compared and dropped")]
fn leads_into(dir: &Path, path: &Path) -> io::Result<bool> {
    Ok(path.canonicalize()?.starts_with(dir.canonicalize()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_read_up_to_the_limit() {
        let dir = tempfile::tempdir().expect("a folder");
        fs::write(dir.path().join("a.csv"), "12345").expect("written");
        fs::create_dir(dir.path().join("b.csv")).expect("made");
        let read = |file, bytes| read_within(dir.path(), file, &Limits::up_to(bytes)).map_err(|finding| finding.code);
        assert_eq!(read("a.csv", 5), Ok(b"12345".to_vec()));
        assert_eq!(read("a.csv", 4), Err("file-too-large"));
        assert_eq!(read("b.csv", 5), Err("file-unreadable"));
        assert_eq!(read("c.csv", 5), Err("file-unreadable"));
    }

    #[test]
    #[cfg(unix)]
    fn a_link_is_followed_within_the_folder_only() {
        use std::os::unix::fs::symlink;
        let (outside, dir) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
        fs::write(outside.path().join("a.csv"), "12345").expect("written");
        fs::write(dir.path().join("b.csv"), "678").expect("written");
        symlink(outside.path().join("a.csv"), dir.path().join("out.csv")).expect("linked");
        symlink(outside.path(), dir.path().join("out")).expect("linked");
        symlink("b.csv", dir.path().join("in.csv")).expect("linked");
        let read = |file| read_within(dir.path(), file, &Limits::default()).map_err(|finding| finding.code);
        assert_eq!(read("in.csv"), Ok(b"678".to_vec()));
        assert_eq!(read("out.csv"), Err("path-outside"));
        assert_eq!(read("out/a.csv"), Err("path-outside"));
    }

    #[test]
    fn of_a_file_that_may_lie_anywhere_so_much_is_read_and_no_folder() {
        let dir = tempfile::tempdir().expect("a folder");
        fs::write(dir.path().join("key"), "12345").expect("written");
        assert_eq!(read_bytes(dir.path(), "key", 3).expect("read"), b"123");
        assert!(read_bytes(dir.path(), ".", 3).is_err());
    }

    #[test]
    fn patterns_name_files_within_the_folder_only() {
        let dir = tempfile::tempdir().expect("a folder");
        fs::create_dir(dir.path().join("survey")).expect("made");
        for file in ["survey/w2.csv", "survey/w1.csv", "survey/.w3.csv", "survey/~$w1.csv", "groups.csv"] {
            fs::write(dir.path().join(file), "").expect("written");
        }
        let found = |pattern| expand(dir.path(), pattern);
        assert_eq!(found("survey/*.csv"), Ok(vec!["survey/w1.csv".to_owned(), "survey/w2.csv".to_owned()]));
        assert_eq!(found("*/w1.csv"), Ok(vec!["survey/w1.csv".to_owned()]));
        assert_eq!(found("./groups.csv"), Ok(vec!["groups.csv".to_owned()]));
        assert_eq!(found("*.xlsx"), Err(PatternProblem::NothingFound));
        assert_eq!(found("survey"), Err(PatternProblem::NothingFound));
        assert_eq!(found("../groups.csv"), Err(PatternProblem::Outside));
        assert_eq!(found("/etc/hosts"), Err(PatternProblem::Outside));
    }
}
