use globset::GlobBuilder;
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
    Ok(names.filter(|name| !name.starts_with('.') && matcher.is_match(name)).map(|name| join(&name)).collect())
}

/// The content of a file within `dir`.
///
/// # Errors
/// If it cannot be read.
pub fn read_bytes(dir: &Path, file: &str) -> io::Result<Vec<u8>> {
    fs::read(dir.join(file))
}

/// How many bytes a file within `dir` has.
///
/// # Errors
/// If that cannot be found out.
pub fn size(dir: &Path, file: &str) -> io::Result<u64> {
    Ok(fs::metadata(dir.join(file))?.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_name_files_within_the_folder_only() {
        let dir = tempfile::tempdir().expect("a folder");
        fs::create_dir(dir.path().join("survey")).expect("made");
        for file in ["survey/w2.csv", "survey/w1.csv", "survey/.w3.csv", "groups.csv"] {
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
