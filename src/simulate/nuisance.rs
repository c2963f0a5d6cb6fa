//! Untidiness of the kind that every real collection has, planted in files already written.

use super::SimulateError;
use super::folder::{Folder, Grid};
use serde::Deserialize;

/// One piece of untidiness. In a story file: `[[nuisance]]` with the kind as the key.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Nuisance {
    /// The group's facilitator return of a wave never came.
    MissingReturn {
        /// Id of the wave.
        wave: String,
        /// Id of the group.
        group: String,
    },
    /// Rows without anything in them, as spreadsheets save them.
    BlankRows {
        /// The file within the evaluation's folder.
        file: String,
        /// The row, as a spreadsheet numbers it, below which they stand.
        after_row: usize,
        /// How many.
        rows: usize,
    },
    /// The first answer to an item from a group is none of the scale's.
    AnswerOutsideScale {
        /// Id of the wave.
        wave: String,
        /// Id of the group.
        group: String,
        /// Id of the item.
        item: String,
        /// What stands there instead.
        written: String,
    },
    /// The last return of a group bears the id of a group that does not exist.
    UnknownGroup {
        /// Id of the wave.
        wave: String,
        /// Id of the group.
        group: String,
        /// The id that stands there instead.
        written: String,
    },
    /// A date of a group's first row in a file is none of the calendar's.
    ImpossibleDate {
        /// The file within the evaluation's folder.
        file: String,
        /// Id of the group.
        group: String,
        /// The date's column.
        column: String,
        /// What stands there instead.
        written: String,
    },
    /// The first respondent of a group with an id sends a second return three weeks later, with
    /// the same answers and no open ones, at the end of the file.
    DuplicateReturn {
        /// Id of the wave.
        wave: String,
        /// Id of the group.
        group: String,
    },
}

/// Where a piece of untidiness came to stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlantedNuisance {
    /// The file within the evaluation's folder.
    pub file: String,
    /// The row as a spreadsheet numbers it; none for a row that is not there.
    pub row: Option<usize>,
    /// The column, where it is one cell.
    pub column: Option<String>,
    /// What is wrong.
    pub what: String,
    /// What a reader of the file should do about it.
    pub fate: &'static str,
}

impl Nuisance {
    /// The group it is planted on, if it is planted on one.
    #[must_use]
    pub fn group(&self) -> Option<&str> {
        match self {
            Nuisance::BlankRows { .. } => None,
            Nuisance::MissingReturn { group, .. }
            | Nuisance::AnswerOutsideScale { group, .. }
            | Nuisance::UnknownGroup { group, .. }
            | Nuisance::ImpossibleDate { group, .. }
            | Nuisance::DuplicateReturn { group, .. } => Some(group),
        }
    }

    fn file(&self) -> String {
        match self {
            Nuisance::MissingReturn { wave, .. } => format!("returns/facilitator-{wave}.csv"),
            Nuisance::BlankRows { file, .. } | Nuisance::ImpossibleDate { file, .. } => file.clone(),
            Nuisance::AnswerOutsideScale { wave, .. }
            | Nuisance::UnknownGroup { wave, .. }
            | Nuisance::DuplicateReturn { wave, .. } => format!("survey/{wave}.csv"),
        }
    }

    /// Those that move rows come first, those that add at the end last, so that the rows named in
    /// the summary are those of the finished file.
    fn order(&self) -> u8 {
        match self {
            Nuisance::MissingReturn { .. } => 0,
            Nuisance::BlankRows { .. } => 1,
            Nuisance::AnswerOutsideScale { .. } | Nuisance::ImpossibleDate { .. } => 2,
            Nuisance::DuplicateReturn { .. } => 3,
            // After the second return, so that it stays its group's.
            Nuisance::UnknownGroup { .. } => 4,
        }
    }
}

/// Plants all of them and says where each came to stand.
///
/// # Errors
/// If a file, group, column or item is not there.
pub(super) fn plant(nuisances: &[Nuisance], folder: &mut Folder) -> Result<Vec<PlantedNuisance>, SimulateError> {
    let mut nuisances: Vec<&Nuisance> = nuisances.iter().collect();
    nuisances.sort_by_key(|nuisance| nuisance.order());
    let mut planted = Vec::new();
    for nuisance in nuisances {
        let file = nuisance.file();
        if !folder.has(&file) {
            return Err(SimulateError::Story(format!("there is no file {file} to plant anything in")));
        }
        let mut grid = folder.read(&file)?;
        planted.push(one(nuisance, file.clone(), &mut grid)?);
        folder.rewrite(&file, &grid)?;
    }
    planted.sort_by(|a, b| (&a.file, a.row).cmp(&(&b.file, b.row)));
    Ok(planted)
}

fn one(nuisance: &Nuisance, file: String, grid: &mut Grid) -> Result<PlantedNuisance, SimulateError> {
    let place = |row: Option<usize>, column: Option<&str>, what: String, fate| PlantedNuisance {
        file: file.clone(),
        // The header is row 1 and the first row below it row 2.
        row: row.map(|row| row + 2),
        column: column.map(str::to_owned),
        what,
        fate,
    };
    Ok(match nuisance {
        Nuisance::MissingReturn { group, .. } => {
            let row = grid.first_of(&file, group)?;
            // `first_of` found the row, so it is there.
            grid.rows.remove(row);
            place(None, None, format!("no return from {group}"), "counted as due and not received")
        }
        Nuisance::BlankRows { after_row, rows, .. } => {
            let at = after_row.saturating_sub(1).min(grid.rows.len());
            let blank = vec![String::new(); grid.header.len()];
            grid.rows.splice(at..at, std::iter::repeat_n(blank, *rows));
            place(Some(at), None, format!("{rows} rows with nothing in them"), "not counted as rows")
        }
        Nuisance::AnswerOutsideScale { group, item, written, .. } => {
            let row = grid.first_of(&file, group)?;
            grid.cell(&file, row, item)?.clone_from(written);
            place(Some(row), Some(item), format!("the answer `{written}`"), "that answer set aside, the others used")
        }
        Nuisance::UnknownGroup { group, written, .. } => {
            let row = grid.last_of(&file, group)?;
            grid.cell(&file, row, "group_id")?.clone_from(written);
            place(Some(row), Some("group_id"), format!("the group `{written}`"), "row quarantined")
        }
        Nuisance::ImpossibleDate { group, column, written, .. } => {
            let row = grid.first_of(&file, group)?;
            grid.cell(&file, row, column)?.clone_from(written);
            place(Some(row), Some(column), format!("the date `{written}`"), "row quarantined")
        }
        Nuisance::DuplicateReturn { group, .. } => {
            let first = second_return(grid, &file, group)?;
            let what = format!("a second return by the respondent of row {}", first + 2);
            place(Some(grid.rows.len() - 1), None, what, "the earlier return superseded")
        }
    })
}

/// Appends the second return and says which row is the first one's.
fn second_return(grid: &mut Grid, file: &str, group: &str) -> Result<usize, SimulateError> {
    let (id, of) = (grid.column(file, "respondent_id")?, grid.column(file, "group_id")?);
    let cell = |row: &Vec<String>, column: usize| row.get(column).cloned().unwrap_or_default();
    let first = grid.rows.iter().position(|row| cell(row, of) == group && !cell(row, id).is_empty());
    let first = first.ok_or_else(|| absent(file, group))?;
    grid.rows.extend(grid.rows.get(first).cloned());
    // At least the first return is there.
    let last = grid.rows.len() - 1;
    for open in ["o1", "o2", "o3", "o4"] {
        grid.cell(file, last, open)?.clear();
    }
    let submitted = grid.cell(file, last, "submitted_on")?;
    let later =
        submitted.parse::<crate::vocabulary::Date>().ok().and_then(|day| day.checked_add_days(chrono::Days::new(21)));
    *submitted = later.map(|day| day.to_string()).unwrap_or_default();
    Ok(first)
}

impl Grid {
    fn column(&self, file: &str, name: &str) -> Result<usize, SimulateError> {
        let place = self.header.iter().position(|header| header == name);
        place.ok_or_else(|| SimulateError::Story(format!("{file} has no column {name}")))
    }

    fn first_of(&self, file: &str, group: &str) -> Result<usize, SimulateError> {
        let column = self.column(file, "group_id")?;
        let is_it = |row: &Vec<String>| row.get(column).is_some_and(|cell| cell == group);
        self.rows.iter().position(is_it).ok_or_else(|| absent(file, group))
    }

    fn last_of(&self, file: &str, group: &str) -> Result<usize, SimulateError> {
        let column = self.column(file, "group_id")?;
        let is_it = |row: &Vec<String>| row.get(column).is_some_and(|cell| cell == group);
        self.rows.iter().rposition(is_it).ok_or_else(|| absent(file, group))
    }

    fn cell(&mut self, file: &str, row: usize, column: &str) -> Result<&mut String, SimulateError> {
        let column = self.column(file, column)?;
        let cell = self.rows.get_mut(row).and_then(|row| row.get_mut(column));
        cell.ok_or_else(|| SimulateError::Story(format!("{file} has no row {}", row + 2)))
    }
}

fn absent(file: &str, group: &str) -> SimulateError {
    SimulateError::Story(format!("{file} has no row of {group}"))
}
