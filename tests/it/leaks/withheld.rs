//! Two evaluations that differ only in what is withheld publish the same bytes.

use super::published;
use crate::support::{Evaluation, bytes_below};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Rows of a CSV file by column, to be changed.
struct Grid {
    header: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Grid {
    fn read(path: &Path) -> Self {
        let mut reader = csv::Reader::from_path(path).unwrap();
        let header = reader.headers().unwrap().iter().map(str::to_owned).collect();
        let rows = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
        Grid { header, rows }
    }

    fn write(&self, path: &Path) {
        let mut writer = csv::Writer::from_path(path).unwrap();
        writer.write_record(&self.header).unwrap();
        self.rows.iter().for_each(|row| writer.write_record(row).unwrap());
        writer.flush().unwrap();
    }

    fn column(&self, name: &str) -> Option<usize> {
        self.header.iter().position(|header| header == name)
    }

    fn cell<'a>(&'a self, row: usize, name: &str) -> &'a str {
        self.column(name).map_or("", |column| self.rows[row][column].as_str())
    }

    /// Exchanges some columns of two rows.
    fn exchange(&mut self, [one, other]: [usize; 2], columns: &[usize]) {
        for column in columns {
            let kept = self.rows[one][*column].clone();
            let cell = self.rows[other][*column].clone();
            self.rows[one][*column] = cell;
            self.rows[other][*column] = kept;
        }
    }
}

fn csv_files(evaluation: &Evaluation) -> Vec<String> {
    bytes_below(&evaluation.dir())
        .into_keys()
        .filter(|path| Path::new(path).extension().is_some_and(|kind| kind == "csv"))
        .collect()
}

fn change(evaluation: &Evaluation, path: &str, how: impl FnOnce(&mut Grid)) {
    let path = evaluation.dir().join(path);
    let mut grid = Grid::read(&path);
    how(&mut grid);
    grid.write(&path);
}

/// What circulates, hashes taken out: those of the inputs differ, and so do those of what names them. What the
/// program says to the evaluator on stderr names rows, and does not circulate.
fn told(evaluation: &Evaluation) -> BTreeMap<String, String> {
    let out = evaluation.out("out");
    let run = evaluation.run(&out);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let mut told: BTreeMap<String, String> = published(&out)
        .into_iter()
        .map(|(path, bytes)| (path, without_hashes(&String::from_utf8(bytes).unwrap())))
        .collect();
    told.insert("(stdout)".to_owned(), run.stdout.replace(&*evaluation.root().to_string_lossy(), ""));
    told
}

/// Text with every run of exactly 64 hexadecimal digits as `#`.
pub(super) fn without_hashes(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for part in text.split_inclusive(|c: char| !c.is_ascii_hexdigit()) {
        let digits = part.trim_end_matches(|c: char| !c.is_ascii_hexdigit());
        if digits.len() == 64 {
            plain.push('#');
            plain.push_str(&part[64..]);
        } else {
            plain.push_str(part);
        }
    }
    plain
}

/// Fails with the first lines that differ, file by file.
fn assert_same(before: &BTreeMap<String, String>, after: &BTreeMap<String, String>, changed: &str) {
    let names = |told: &BTreeMap<String, String>| told.keys().cloned().collect::<BTreeSet<_>>();
    assert_eq!(names(before), names(after), "{changed}: other files");
    let mut wrong = Vec::new();
    for (path, text) in before.iter().filter(|(path, text)| after[*path] != **text) {
        let lines = text.lines().zip(after[path].lines()).filter(|(one, other)| one != other);
        let lines: Vec<String> = lines.take(4).map(|(one, other)| around_difference(one, other)).collect();
        wrong.push(format!("{path}:\n{}", lines.join("\n")));
    }
    let bytes: usize = before.values().map(String::len).sum();
    println!("{changed}: {} files, {bytes} bytes, {} differ", before.len(), wrong.len());
    assert!(wrong.is_empty(), "{changed}:\n{}", wrong.join("\n"));
}

/// Two lines from a little before where they part.
fn around_difference(one: &str, other: &str) -> String {
    let same = one.chars().zip(other.chars()).take_while(|(one, other)| one == other).count();
    let part = |line: &str| line.chars().skip(same.saturating_sub(80)).take(200).collect::<String>();
    format!("  - {}\n  + {}", part(one), part(other))
}

/// The evaluation before and after a change that keeps everything that is told.
fn keeps_every_byte(changed: &str, how: impl FnOnce(&Evaluation) -> usize) {
    keeps_every_byte_of(&Evaluation::of_groups(8), changed, how);
}

fn keeps_every_byte_of(evaluation: &Evaluation, changed: &str, how: impl FnOnce(&Evaluation) -> usize) {
    let before_inputs = bytes_below(&evaluation.dir());
    let before = told(evaluation);
    let cells = how(evaluation);
    assert!(cells > 0, "{changed}: nothing was changed");
    assert_ne!(before_inputs, bytes_below(&evaluation.dir()), "{changed}: nothing was changed");
    std::fs::remove_dir_all(evaluation.out("out")).unwrap();
    assert_same(&before, &told(evaluation), &format!("{changed}, {cells} times"));
}

fn surveys(evaluation: &Evaluation) -> Vec<String> {
    csv_files(evaluation).into_iter().filter(|file| file.starts_with("survey/")).collect()
}

#[test]
fn the_order_of_rows_leaves_no_trace() {
    keeps_every_byte("rows turned round", |evaluation| {
        let files = csv_files(evaluation);
        for file in &files {
            change(evaluation, file, |grid| grid.rows.reverse());
        }
        files.len()
    });
}

#[test]
fn what_people_are_called_leaves_no_trace() {
    keeps_every_byte("people renamed", |evaluation| {
        let columns = ["member_id", "respondent_id", "answer_id", "from_member", "to_member", "members", "led_by"];
        let mut renamed = 0;
        for file in csv_files(evaluation) {
            change(evaluation, &file, |grid| {
                for place in columns.iter().filter_map(|name| grid.column(name)).collect::<Vec<_>>() {
                    for row in &mut grid.rows {
                        let ids: Vec<String> = row[place].split(';').map(renamed_id).collect();
                        renamed += ids.len();
                        row[place] = ids.join(";");
                    }
                }
            });
        }
        renamed
    });
}

/// An id of the same length that sorts elsewhere: letters and digits run backwards.
fn renamed_id(id: &str) -> String {
    let turned = id.char_indices().map(|(at, c)| match c {
        'a'..='z' => char::from(b'a' + (b'z' - c as u8)),
        '0'..='9' if at > 0 => char::from(b'0' + (b'9' - c as u8)),
        _ => c,
    });
    turned.collect()
}

#[test]
fn what_people_wrote_in_their_own_words_leaves_no_trace() {
    keeps_every_byte("words changed", |evaluation| {
        let mut changed = 0;
        for file in csv_files(evaluation).into_iter().filter(|file| file.starts_with("survey/")) {
            change(evaluation, &file, |grid| {
                for place in ["o1", "o2", "o3", "o4"].iter().filter_map(|name| grid.column(name)).collect::<Vec<_>>() {
                    for row in &mut grid.rows {
                        let other = row[place].chars().map(|c| if c.is_ascii_lowercase() { 'x' } else { c }).collect();
                        changed += usize::from(row[place] != other);
                        row[place] = other;
                    }
                }
            });
        }
        changed
    });
}

/// Columns of the survey that are answers to its scales.
fn item_columns(grid: &Grid) -> Vec<usize> {
    let is_item = |name: &String| name.starts_with("ms") && name[2..].bytes().all(|c| c.is_ascii_digit());
    grid.header.iter().enumerate().filter(|(_, name)| is_item(name)).map(|(at, _)| at).collect()
}

/// Nobody is followed from wave to wave, and newcomers and others are not compared: answers are a group's.
fn follow_nobody(evaluation: &Evaluation) {
    for file in surveys(evaluation) {
        change(evaluation, &file, |grid| {
            for name in ["respondent_id", "newcomer", "attendance_third"] {
                let place = grid.column(name);
                if let Some(place) = place {
                    grid.rows.iter_mut().for_each(|row| row[place].clear());
                }
            }
        });
    }
}

#[test]
fn who_of_a_group_gave_which_answers_leaves_no_trace() {
    let evaluation = Evaluation::of_groups(8);
    follow_nobody(&evaluation);
    keeps_every_byte_of(&evaluation, "answers exchanged within groups", |evaluation| {
        let mut exchanged = 0;
        for file in surveys(evaluation) {
            change(evaluation, &file, |grid| {
                let columns = item_columns(grid);
                let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
                for row in 0..grid.rows.len() {
                    groups.entry(grid.cell(row, "group_id").to_owned()).or_default().push(row);
                }
                for pair in groups.values().flat_map(|rows| rows.chunks_exact(2)) {
                    exchanged +=
                        usize::from(columns.iter().any(|at| grid.rows[pair[0]][*at] != grid.rows[pair[1]][*at]));
                    grid.exchange([pair[0], pair[1]], &columns);
                }
            });
        }
        exchanged
    });
}

#[test]
fn which_of_two_groups_too_small_to_show_answered_how_leaves_no_trace() {
    let evaluation = Evaluation::of_groups(8);
    let pair = two_groups_alike(&evaluation);
    follow_nobody(&evaluation);
    for file in surveys(&evaluation) {
        change(&evaluation, &file, |grid| {
            let group = grid.column("group_id").unwrap();
            for small in &pair {
                let mut left = 3;
                grid.rows.retain(|row| {
                    left -= i32::from(row[group] == *small);
                    row[group] != *small || left >= 0
                });
            }
            // Every question is answered, so that as many stand behind each.
            for column in item_columns(grid) {
                for row in grid.rows.iter_mut().filter(|row| pair.contains(&row[group])) {
                    if row[column].parse::<u8>().is_err() {
                        row[column] = "3".to_owned();
                    }
                }
            }
        });
    }
    keeps_every_byte_of(&evaluation, "answers of two small groups exchanged", |evaluation| {
        let mut exchanged = 0;
        for file in surveys(evaluation) {
            change(evaluation, &file, |grid| {
                let columns = item_columns(grid);
                let rows = |group: &str, grid: &Grid| {
                    (0..grid.rows.len()).filter(|row| grid.cell(*row, "group_id") == group).collect::<Vec<_>>()
                };
                for (one, other) in rows(&pair[0], grid).into_iter().zip(rows(&pair[1], grid)) {
                    exchanged += 1;
                    grid.exchange([one, other], &columns);
                }
            });
        }
        exchanged
    });
}

/// Two groups of one network, made alike in everything by which groups are gathered.
fn two_groups_alike(evaluation: &Evaluation) -> [String; 2] {
    let mut pair = Vec::new();
    change(evaluation, "groups.csv", |grid| {
        let network = grid.cell(grid.rows.len() - 1, "network_id").to_owned();
        let rows: Vec<usize> = (0..grid.rows.len()).filter(|row| grid.cell(*row, "network_id") == network).collect();
        let kept = ["group_id", "name"].map(|name| grid.column(name).unwrap());
        for column in (0..grid.header.len()).filter(|column| !kept.contains(column)) {
            let cell = grid.rows[rows[0]][column].clone();
            grid.rows[rows[1]][column] = cell;
        }
        pair.extend(rows.iter().map(|row| grid.cell(*row, "group_id").to_owned()));
    });
    [pair[0].clone(), pair[1].clone()]
}

#[test]
fn who_missed_which_session_leaves_no_trace() {
    keeps_every_byte("absences exchanged", |evaluation| {
        let mut exchanged = 0;
        for file in csv_files(evaluation).into_iter().filter(|file| file.starts_with("registers/attendance-2")) {
            change(evaluation, &file, |grid| exchanged += exchange_absences(grid));
        }
        exchanged
    });
}

/// Where one member missed a session that another came to, and the other way round at another session of theirs,
/// both are exchanged: every session and every member keeps its count.
fn exchange_absences(grid: &mut Grid) -> usize {
    let mut at: BTreeMap<(String, String), usize> = BTreeMap::new();
    let mut sessions: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for row in 0..grid.rows.len() {
        let [session, member] = ["session_id", "member_id"].map(|name| grid.cell(row, name).to_owned());
        sessions.entry(session.clone()).or_default().insert(member.clone());
        at.insert((session, member), row);
    }
    let columns = ["status", "minutes"].map(|name| grid.column(name).unwrap());
    let names: Vec<String> = sessions.keys().cloned().collect();
    let pairs = names
        .iter()
        .enumerate()
        .flat_map(|(place, first)| names[place + 1..].iter().map(move |second| (first, second)));
    let mut exchanged = 0;
    for (first, second) in pairs.filter(|(first, second)| first[..4] == second[..4]) {
        let members: Vec<&String> = sessions[first].intersection(&sessions[second]).collect();
        let couples = members
            .iter()
            .enumerate()
            .flat_map(|(place, one)| members[place + 1..].iter().map(move |other| (one, other)));
        for (one, other) in couples {
            let row = |session: &String, member: &String| at[&(session.clone(), member.clone())];
            let [a, b, c, d] = [row(first, one), row(first, other), row(second, one), row(second, other)];
            let cells = |row: usize| columns.map(|column| grid.rows[row][column].clone());
            if cells(a) == cells(d) && cells(b) == cells(c) && cells(a) != cells(b) {
                grid.exchange([a, b], &columns);
                grid.exchange([c, d], &columns);
                exchanged += 1;
            }
        }
    }
    exchanged
}
