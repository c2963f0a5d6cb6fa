//! The evaluation with something about it changed.

use super::{DATA, own};
use crate::support::{Evaluation, bytes_below};
use std::collections::BTreeMap;
use std::fs;

/// A row of a file by column.
pub type Row = BTreeMap<String, String>;

/// A copy of the evaluation, and one way to change it.
pub struct Edges(pub Evaluation);

impl Edges {
    pub fn new() -> Self {
        Edges(Evaluation::copy_of(DATA))
    }

    /// Changes every row of a file, and drops those for which `how` says no.
    pub fn rows(self, file: &str, how: impl Fn(&mut Row) -> bool) -> Self {
        let path = self.0.dir().join(file);
        let mut reader = csv::Reader::from_path(&path).unwrap();
        let header = reader.headers().unwrap().clone();
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(&header).unwrap();
        for mut row in reader.deserialize::<Row>().map(Result::unwrap) {
            if how(&mut row) {
                writer.write_record(header.iter().map(|column| &row[column])).unwrap();
            }
        }
        fs::write(path, writer.into_inner().unwrap()).unwrap();
        self
    }

    pub fn plan(self, how: impl Fn(&str) -> String) -> Self {
        self.0.change("evaluation.toml", how);
        self
    }

    pub fn answers(self, how: impl Fn(&str, &str) -> String) -> Self {
        let framework = own();
        let change = |row: &mut Row| {
            for item in framework.items() {
                if let Some(cell) = row.get_mut(&item.id) {
                    *cell = how(&item.id, cell);
                }
            }
            true
        };
        SURVEYS.iter().fold(self, |edges, file| edges.rows(file, change))
    }

    /// Runs it to the end, looks for what no reader may meet, and gives the values by code and unit.
    pub fn run(self, name: &str) -> Vec<Row> {
        let out = self.0.out("evaluation");
        let told = self.0.run(&out);
        assert_eq!(told.code, 0, "{name}: {}", told.stderr);
        assert!(!told.stderr.contains("panicked"), "{name}: {}", told.stderr);
        let files = bytes_below(&out);
        for (path, bytes) in &files {
            let text = String::from_utf8_lossy(bytes);
            let words = text.split(|c: char| !c.is_ascii_alphanumeric());
            let found =
                words.into_iter().find(|word| ["NaN", "nan", "inf", "Inf", "infinity", "Infinity"].contains(word));
            assert_eq!(found, None, "{name}: {path}");
        }
        let rows = self.0.indicators(&out);
        for row in &rows {
            let told = !row["value"].is_empty() || (!row["symbol"].is_empty() && !row["basis"].is_empty());
            assert!(told, "{name}: no value and no reason in {row:?}");
        }
        println!(
            "{name}: {} files, {} values",
            files.len(),
            rows.iter().filter(|row| !row["value"].is_empty()).count()
        );
        rows
    }
}

pub const SURVEYS: [&str; 3] = ["survey/2019-autumn.csv", "survey/2020-winter.csv", "survey/2020-summer.csv"];

/// The cells of a code's rows, of one unit at one wave.
pub fn cell<'a>(rows: &'a [Row], code: &str, unit: &str, wave: &str) -> (&'a str, &'a str) {
    let is_it = |row: &&Row| row["code"] == code && row["unit_id"] == unit && row["wave"] == wave;
    let row = rows.iter().find(is_it).unwrap_or_else(|| panic!("no {code} of {unit} at {wave}"));
    (&row["value"], &row["basis"])
}

pub const LAST: &str = "2020-summer";
