//! A whole evaluation in a temporary folder, and the program run on it.

use learnframe::simulate::{self, Options};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What the program said and how it ended.
pub struct Told {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

/// The program under test.
pub fn program() -> Command {
    Command::new(env!("CARGO_BIN_EXE_learnframe"))
}

/// An evaluation folder of its own, removed at the end.
pub struct Evaluation {
    root: tempfile::TempDir,
}

impl Evaluation {
    /// A simulated programme of so many groups.
    pub fn of_groups(groups: usize) -> Self {
        let root = tempfile::tempdir().unwrap();
        simulate::write(&root.path().join("data"), &Options { groups, seed: 7, story: None }).unwrap();
        Evaluation { root }
    }

    /// A folder with nothing in it yet.
    pub fn empty() -> Self {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir(root.path().join("data")).unwrap();
        Evaluation { root }
    }

    /// A copy of a folder of this repository.
    pub fn copy_of(folder: &str) -> Self {
        let root = tempfile::tempdir().unwrap();
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        for (path, bytes) in bytes_below(&from) {
            let to = root.path().join("data").join(path);
            fs::create_dir_all(to.parent().unwrap()).unwrap();
            fs::write(to, bytes).unwrap();
        }
        Evaluation { root }
    }

    /// The folder that holds the evaluation and its outputs.
    pub fn root(&self) -> &Path {
        self.root.path()
    }

    /// The evaluation's folder.
    pub fn dir(&self) -> PathBuf {
        self.root.path().join("data")
    }

    /// A place for an output.
    pub fn out(&self, name: &str) -> PathBuf {
        self.root.path().join(name)
    }

    /// Writes one file.
    pub fn write(&self, file: &str, text: &str) {
        let path = self.dir().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Changes one file.
    pub fn change(&self, file: &str, how: impl Fn(&str) -> String) {
        let path = self.dir().join(file);
        let text = fs::read_to_string(&path).unwrap();
        let changed = how(&text);
        assert_ne!(text, changed, "nothing was changed in {file}");
        fs::write(path, changed).unwrap();
    }

    /// Runs a command of the program within the folder.
    pub fn say(&self, arguments: &[&str]) -> Told {
        let output = program().args(arguments).current_dir(self.root()).output().unwrap();
        Told {
            code: output.status.code().unwrap(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// `learnframe run` into `out`.
    pub fn run(&self, out: &Path) -> Told {
        self.say(&["run", &self.dir().to_string_lossy(), "-o", &out.to_string_lossy()])
    }

    /// Rows of one of the evaluation's own files, by column.
    pub fn rows(&self, file: &str) -> Vec<BTreeMap<String, String>> {
        csv_rows(&self.dir().join(file))
    }

    /// Rows of an output's indicator file, by column.
    pub fn indicators(&self, out: &Path) -> Vec<BTreeMap<String, String>> {
        csv_rows(&out.join("data/indicators.csv"))
    }
}

fn csv_rows(path: &Path) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_path(path).unwrap();
    reader.deserialize().map(Result::unwrap).collect()
}

/// Names of what stands in a folder, sorted.
pub fn names_in(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// Writes files with their bytes below a folder that stands in place of what was there.
pub fn put_back(files: &BTreeMap<String, Vec<u8>>, folder: &Path) {
    let _ = fs::remove_dir_all(folder);
    for (path, bytes) in files {
        let to = folder.join(path);
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::write(to, bytes).unwrap();
    }
}

/// Every file below a folder with its bytes.
pub fn bytes_below(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut open = vec![folder.to_owned()];
    let mut files = BTreeMap::new();
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(next).unwrap().map(Result::unwrap) {
            let path = entry.path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/");
                files.insert(name, fs::read(path).unwrap());
            }
        }
    }
    files
}

/// A file or folder below `tests/`.
pub fn fixture(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(path)
}
