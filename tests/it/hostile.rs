//! Files that were made to harm, or might have been: each ends in a finding or is read as it is, within bounds of
//! memory and time, and nothing of it acts on a page or leaves its place.
#![cfg(unix)]

mod files;
mod fuzzed;
mod output;

use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::Command;

/// Address space in KiB: what the program takes for nothing in a debug build, and 2 GiB.
const MEMORY: u32 = 800_000 + (2 << 20);
/// Seconds.
const TIME: u32 = 60;

/// A word that stands in cells and must not stand in findings.
const CANARY: &str = "zyxcanary";

const PLAN: &str = r#"
[programme]
name = "Hostile"
commissioner = "Nobody"
contact = "nobody@example.org"
as_of = 2004-08-31
framework = "too_busy_to_learn"

[privacy]
retain_until = 2009-08-31

[protection]
promised = 5

[[wave]]
id = "w1"
label = "Spring"
from = 2004-01-01
to = 2004-04-30
census = 2004-03-01

[[source]]
table = "groups"
files = ["groups.csv"]
"#;

const GROUPS: &str = "group_id,name,region\nG1,One,North\nG2,Two,North\n";

/// What the program said of an evaluation.
struct Told {
    code: i32,
    told: Value,
}

impl Told {
    fn codes(&self) -> Vec<&str> {
        self.told["findings"].as_array().unwrap().iter().map(|finding| finding["code"].as_str().unwrap()).collect()
    }

    /// The finding with this code.
    fn finding(&self, code: &str) -> &Value {
        let found = self.told["findings"].as_array().unwrap().iter().find(|finding| finding["code"] == code);
        found.unwrap_or_else(|| panic!("{code} is not among {:?}", self.codes()))
    }

    /// Rows, and of these kept, of the file named `hostile`.
    fn rows(&self) -> (u64, u64) {
        let hostile = |file: &&Value| file["file"].as_str().unwrap().starts_with("hostile");
        let files = self.told["files"].as_array().unwrap().iter().filter(hostile);
        let count = |file: &Value, what: &str| file[what].as_u64().unwrap();
        files.fold((0, 0), |sum, file| (sum.0 + count(file, "rows"), sum.1 + count(file, "kept")))
    }
}

/// Runs a command of the program within bounds of memory and time; the status, and what it said.
fn bounded(arguments: &[&str], dir: &Path) -> (i32, String, String) {
    let script = format!("ulimit -v {MEMORY}; exec timeout {TIME} \"$@\"");
    let run = Command::new("sh")
        .args(["-c", &script, "sh", env!("CARGO_BIN_EXE_learnframe")])
        .args(arguments)
        .envs([("RAYON_NUM_THREADS", "2"), ("POLARS_MAX_THREADS", "2")])
        .current_dir(dir)
        .output()
        .unwrap();
    let told = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    let (out, error) = (told(run.stdout), told(run.stderr));
    let code = run.status.code().unwrap_or(-1);
    assert!((0..=2).contains(&code), "ended with {code}: {error}");
    assert!(!error.contains("panicked"), "{error}");
    assert!(!out.contains(CANARY) && !error.contains(CANARY), "a cell is told: {out} {error}");
    (code, out, error)
}

/// Checks the evaluation in a folder.
fn check(dir: &Path) -> Told {
    let (code, out, error) = bounded(&["check", &dir.to_string_lossy(), "--json"], dir);
    let told: Value = serde_json::from_str(&out).unwrap_or_else(|_| panic!("no JSON: {out} {error}"));
    for file in told["files"].as_array().unwrap() {
        let count = |what: &str| file[what].as_u64().unwrap();
        let fates = count("kept") + count("excluded") + count("superseded") + count("quarantined");
        assert_eq!(count("rows"), fates, "a row is lost: {file}");
    }
    Told { code, told }
}

/// An evaluation of two groups and a survey, whose one file is made by `make`.
fn with_file(name: &str, mapping: &str, make: impl FnOnce(&Path)) -> Told {
    let dir = tempfile::tempdir().unwrap();
    let source = format!("{PLAN}\n[[source]]\ntable = \"responses\"\nfiles = [\"{name}\"]\nwave = \"w1\"\n{mapping}\n");
    fs::write(dir.path().join("evaluation.toml"), source).unwrap();
    fs::write(dir.path().join("groups.csv"), GROUPS).unwrap();
    make(&dir.path().join(name));
    check(dir.path())
}

fn with_bytes(name: &str, bytes: &[u8]) -> Told {
    with_file(name, "", |path| fs::write(path, bytes).unwrap())
}
