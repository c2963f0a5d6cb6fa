//! Columns that a table's rows take over from the rows they refer to, so that a condition can speak
//! of them: a mark of attendance has its session's day, every row of a group its group's first day.

use polars::prelude::{Column, DataFrame, DataType, IdxCa, IdxSize, PolarsResult};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A column taken over: from which table and column, and under which name and by which key.
struct Taken {
    from: &'static str,
    key: &'static str,
    by: &'static str,
    column: &'static str,
    name: &'static str,
}

const fn taken(from: &'static str, key: &'static str, column: &'static str) -> Taken {
    Taken { from, key, by: key, column, name: column }
}

/// Every mark of attendance has these of its session.
const OF_THE_SESSION: [Taken; 4] = [
    taken("sessions", "session_id", "group_id"),
    taken("sessions", "session_id", "date"),
    taken("sessions", "session_id", "setting"),
    taken("sessions", "session_id", "focus"),
];

/// A tie belongs to the group of the member who reports it.
const OF_THE_MEMBER: [Taken; 1] =
    [Taken { from: "members", key: "member_id", by: "from_member", column: "group_id", name: "group_id" }];

/// Every row of a group has these of its group.
const OF_THE_GROUP: [Taken; 3] = [
    Taken { name: "group_lea_code", ..taken("groups", "group_id", "lea_code") },
    Taken { name: "group_formed_on", ..taken("groups", "group_id", "formed_on") },
    Taken { name: "group_funding_ends_on", ..taken("groups", "group_id", "funding_ends_on") },
];

fn taken_over(table: &str, has_group: bool) -> Vec<&'static Taken> {
    let own: &[Taken] = match table {
        "attendance" => &OF_THE_SESSION,
        "ties" => &OF_THE_MEMBER,
        _ => &[],
    };
    let of_group = OF_THE_GROUP.iter().filter(|_| table != "groups" && (has_group || !own.is_empty()));
    own.iter().chain(of_group).collect()
}

/// The tables that a table's rows take columns over from.
#[must_use]
pub fn joined_from(table: &str) -> BTreeSet<&'static str> {
    taken_over(table, true).into_iter().map(|taken| taken.from).collect()
}

/// The names of the columns that a table takes over; `fields` are its own.
pub(super) fn names(table: &str, fields: &[&str]) -> Vec<&'static str> {
    taken_over(table, fields.contains(&"group_id")).into_iter().map(|taken| taken.name).collect()
}

/// A table with the columns it takes over from those in `done`. Where nothing is found, and every row
/// of a table that was not supplied, the cell is empty.
pub(super) fn with_joined(
    table: &str,
    mut frame: DataFrame,
    done: &BTreeMap<String, DataFrame>,
) -> PolarsResult<DataFrame> {
    let has_group = frame.schema().contains("group_id");
    for of_one in taken_over(table, has_group).chunk_by(|one, other| (one.from, one.by) == (other.from, other.by)) {
        let Some(first) = of_one.first() else { continue };
        let found = done.get(first.from).map(|from| rows_found(&frame, first, from).map(|rows| (from, rows)));
        let found = found.transpose()?;
        for taken in of_one {
            let column = match &found {
                Some((from, rows)) => from.column(taken.column)?.take(rows)?.with_name(taken.name.into()),
                None => Column::full_null(taken.name.into(), frame.height(), &kind(taken)),
            };
            frame.with_column(column)?;
        }
    }
    Ok(frame)
}

fn kind(taken: &Taken) -> DataType {
    match taken.column {
        "date" | "formed_on" | "funding_ends_on" => DataType::Date,
        _ => DataType::String,
    }
}

/// For each row, the row of the other table that it refers to.
fn rows_found(frame: &DataFrame, taken: &Taken, from: &DataFrame) -> PolarsResult<IdxCa> {
    let keys = from.column(taken.key)?.str()?;
    let places: HashMap<&str, IdxSize> = keys.iter().zip(0..).filter_map(|(key, place)| Some((key?, place))).collect();
    Ok(frame.column(taken.by)?.str()?.iter().map(|key| places.get(key?).copied()).collect())
}
