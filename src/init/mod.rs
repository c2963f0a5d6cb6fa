//! A new evaluation: the plan, the notice to participants, the impact assessment and empty tables, in a folder.
//! What stands in them is under `schemas/new_evaluation/`; the tables' columns are those of the contracts.

use crate::contract::{self, TableContract};
use crate::framework::Framework;
use crate::plan::PLAN_FILE;
use std::fmt::Write as _;
use std::fs;
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};

/// Bytes of a key.
const KEY_BYTES: usize = 32;
/// Years for which rows are kept, unless the plan and the notice are changed.
const YEARS_KEPT: i32 = 5;
const PLAN: &str = include_str!("../../schemas/new_evaluation/evaluation.toml");
const NOTICE: &str = include_str!("../../schemas/new_evaluation/notice.md");
const ASSESSMENT: &str = include_str!("../../schemas/new_evaluation/dpia.md");
const IGNORED: &str = include_str!("../../schemas/new_evaluation/gitignore");
const NO_KEY: &str =
    "# key_file = \"../learnframe.key\"    # 32 random bytes, outside this folder; `init --key` makes one";

/// What keeps an evaluation from being begun. What was written before stands.
#[derive(Debug, thiserror::Error)]
pub enum InitError {
    /// Something is there already that would be overwritten.
    #[error("{0} is there already, and nothing is overwritten")]
    Taken(PathBuf),
    /// The key would lie with the data.
    #[error(
        "{0} lies within the evaluation's folder, where the key must not be: whoever is sent the data would have it"
    )]
    KeyInside(PathBuf),
    /// A file could not be written.
    #[error("{path} cannot be written")]
    Write {
        /// The path.
        path: PathBuf,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// The system gives no random bytes.
    #[error("the system gives no random bytes for a key")]
    Random(#[from] getrandom::Error),
}

/// A new evaluation.
#[derive(Debug, Clone)]
pub struct NewEvaluation<'a> {
    /// The year in which its school year begins.
    pub year: i32,
    /// Where a key is made, if one is.
    pub key: Option<&'a Path>,
}

impl NewEvaluation<'_> {
    /// Writes the evaluation into a folder, which is made if need be, and gives the paths within it. Nothing is
    /// overwritten: if any of the files is there, none is written.
    ///
    /// # Errors
    /// See [`InitError`].
    pub fn write(&self, dir: &Path, framework: &Framework) -> Result<Vec<String>, InitError> {
        let files = self.files(dir, framework);
        let key = self.key.map(|key| key_outside(dir, key)).transpose()?;
        let wanted = files.iter().map(|(path, _)| dir.join(path)).chain(key.clone());
        if let Some(taken) = wanted.into_iter().find(|path| fs::symlink_metadata(path).is_ok()) {
            return Err(InitError::Taken(taken));
        }
        if let Some(key) = &key {
            write_key(key)?;
        }
        for (path, text) in &files {
            let full = dir.join(path);
            let failed = |source| InitError::Write { path: full.clone(), source };
            fs::create_dir_all(full.parent().unwrap_or(dir)).map_err(failed)?;
            let mut file = fs::File::create_new(&full).map_err(failed)?;
            file.write_all(text.as_bytes()).map_err(failed)?;
        }
        Ok(files.into_iter().map(|(path, _)| path).collect())
    }

    fn files(&self, dir: &Path, framework: &Framework) -> Vec<(String, String)> {
        let key = self.key.map_or(NO_KEY.to_owned(), |key| format!("key_file = {:?}", from_folder(dir, key)));
        let filled = |text: &str| {
            text.replace("{key}", &key)
                .replace("{year}", &self.year.to_string())
                .replace("{next}", &(self.year + 1).to_string())
                .replace("{kept}", &(self.year + 1 + YEARS_KEPT).to_string())
        };
        let tables = contract::all().iter().filter(|table| table.name != "responses");
        let mut plan = filled(PLAN);
        let mut files = Vec::new();
        for table in tables {
            // Writing to a string cannot fail.
            let _ = write!(plan, "\n[[source]]\ntable = \"{0}\"\nfiles = [\"{0}.csv\"]\n", table.name);
            files.push((format!("{}.csv", table.name), header(table, &[])));
        }
        let terms = [(self.year, "autumn"), (self.year + 1, "spring"), (self.year + 1, "summer")];
        let items: Vec<&str> = framework.items().iter().map(|item| item.id.as_str()).collect();
        for wave in terms.map(|(year, term)| format!("{year}-{term}")) {
            let _ = write!(
                plan,
                "\n[[source]]\ntable = \"responses\"\nfiles = [\"survey/{wave}.csv\"]\nwave = \"{wave}\"\n"
            );
            if let Some(table) = contract::table("responses") {
                files.push((format!("survey/{wave}.csv"), header(table, &items)));
            }
        }
        files.push((PLAN_FILE.to_owned(), plan));
        files.push(("notice.md".to_owned(), filled(NOTICE)));
        files.push(("dpia.md".to_owned(), filled(ASSESSMENT)));
        files.push((".gitignore".to_owned(), IGNORED.to_owned()));
        files
    }
}

/// A table's columns as the first line of a CSV file. A survey's file has its wave from the plan.
fn header(table: &TableContract, items: &[&str]) -> String {
    let fields = table.field_names().filter(|name| items.is_empty() || *name != "wave");
    let columns: Vec<&str> = fields.chain(items.iter().copied()).collect();
    columns.join(",") + "\n"
}

/// The path of the key as it is, if it does not lead into the evaluation's folder.
fn key_outside(dir: &Path, key: &Path) -> Result<PathBuf, InitError> {
    let inside = plain(key).starts_with(plain(dir));
    if inside { Err(InitError::KeyInside(key.to_owned())) } else { Ok(key.to_owned()) }
}

/// An absolute path without `.` and `..`.
fn plain(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    absolute.components().fold(PathBuf::new(), |mut plain, part| {
        match part {
            Component::ParentDir => drop(plain.pop()),
            Component::CurDir => {}
            other => plain.push(other),
        }
        plain
    })
}

/// A path as one would write it from a folder.
fn from_folder(dir: &Path, path: &Path) -> String {
    let (dir, path) = (plain(dir), plain(path));
    let shared = dir.components().zip(path.components()).take_while(|(one, other)| one == other).count();
    let up = dir.components().skip(shared).map(|_| "..".to_owned());
    let down = path.components().skip(shared).map(|part| part.as_os_str().to_string_lossy().into_owned());
    up.chain(down).collect::<Vec<_>>().join("/")
}

/// Writes a new key that its owner alone can read.
fn write_key(path: &Path) -> Result<(), InitError> {
    let mut key = [0_u8; KEY_BYTES];
    getrandom::fill(&mut key)?;
    let failed = |source| InitError::Write { path: path.to_owned(), source };
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options.open(path).and_then(|mut file| file.write_all(&key)).map_err(failed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_named_from_the_evaluations_folder() {
        assert_eq!(from_folder(Path::new("/a/b/data"), Path::new("/a/keys/the.key")), "../../keys/the.key");
        assert_eq!(from_folder(Path::new("/a/data"), Path::new("/a/x/../the.key")), "../the.key");
        assert!(key_outside(Path::new("/a/data"), Path::new("/a/x/../data/the.key")).is_err());
        assert!(key_outside(Path::new("/a/data"), Path::new("/a/data.key")).is_ok());
    }
}
