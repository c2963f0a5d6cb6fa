//! Lines that cannot be part of any disclosure, set aside before anything is solved.

use super::Line;
use crate::tally::PersonNumber;
use std::collections::BTreeSet;

/// The places of the lines that are left once every line is set aside in which enough people appear that
/// are in no other: whatever such a line is added to, these people stay in it. Setting one aside can leave
/// others alone with their people, so this goes on until nothing changes.
pub(super) fn peel(lines: &[Line<'_>], fewest: u64) -> Vec<usize> {
    // Every appearance of an unknown, as (unknown, line), so that a stretch of them is a column.
    let mut appearances: Vec<_> = lines
        .iter()
        .enumerate()
        .flat_map(|(place, line)| line.terms.iter().map(move |(unknown, _)| (*unknown, place)))
        .collect();
    appearances.sort_unstable();
    let columns: Vec<&[_]> = appearances.chunk_by(|one, next| one.0 == next.0).collect();
    let mut columns_of: Vec<Vec<usize>> = vec![Vec::new(); lines.len()];
    for (column, members) in columns.iter().enumerate() {
        for (_, line) in *members {
            if let Some(columns) = columns_of.get_mut(*line) {
                columns.push(column);
            }
        }
    }
    let mut stays = vec![true; lines.len()];
    let mut degree: Vec<usize> = columns.iter().map(|members| members.len()).collect();
    let mut waiting: BTreeSet<usize> = (0..lines.len()).collect();
    while let Some(place) = waiting.pop_first() {
        let Some(mine) = columns_of.get(place).filter(|_| stays.get(place).copied().unwrap_or(false)) else { continue };
        let alone = mine.iter().filter(|column| degree.get(**column) == Some(&1));
        let people: BTreeSet<PersonNumber> =
            alone.filter_map(|column| columns.get(*column)?.first()).map(|((_, person), _)| *person).collect();
        if (people.len() as u64) < fewest {
            continue;
        }
        if let Some(stays) = stays.get_mut(place) {
            *stays = false;
        }
        for column in mine {
            if let Some(degree) = degree.get_mut(*column) {
                *degree -= 1;
            }
            if let Some(members) = columns.get(*column) {
                waiting.extend(members.iter().map(|(_, line)| *line).filter(|line| *line != place));
            }
        }
    }
    stays.iter().enumerate().filter(|(_, stays)| **stays).map(|(place, _)| place).collect()
}
