use super::output::{Output, clashes};
use crate::finding::{Finding, Place};
use crate::ingest::{Limits, Row, Sheet, normal, tidy};
use csv::StringRecord;
use std::collections::BTreeMap;

/// Turns a file with the waves side by side, `T1_trust, T2_trust, age`, into one row a wave: the columns
/// common to all waves, then each column of a wave without its prefix, then `wave`. `prefixes` maps the
/// beginning of a header, capitals or not, to the wave's identifier; where several fit, the longest does.
///
/// A wave all of whose cells are empty in a row gives no row. A column that a wave does not have is empty
/// in its rows. `row` is where the header stands.
pub(in crate::ingest) fn stack_waves(
    header: &[String],
    rows: impl Iterator<Item = Row>,
    prefixes: &BTreeMap<String, String>,
    (file, row): (&str, u64),
    limits: Limits,
) -> (Sheet, Vec<Finding>) {
    let place = Place::file(file).at_row(row);
    let mut findings = Vec::new();
    let columns = Columns::find(header, prefixes, &place, &mut findings);
    let common = columns.common.iter().filter_map(|place| header.get(*place)).map(|name| tidy(name));
    let names: StringRecord = common.chain(columns.stems.iter().map(String::as_str)).chain(["wave"]).collect();
    findings.extend(clashes(&names, &place));
    let mut output = Output::new(names, row, file, limits);
    let (mut without, mut beyond) = (0_u64, 0_u64);
    for row in rows {
        beyond += u64::from(row.cells.iter().skip(header.len()).any(|cell| !tidy(cell).is_empty()));
        match columns.stack(&row, &mut output) {
            Stacked::Full => break,
            Stacked::Nothing if row.cells.iter().any(|cell| !tidy(cell).is_empty()) => without += 1,
            Stacked::Nothing | Stacked::Some => {}
        }
    }
    if without > 0 {
        let message = format!("{without} rows have no answer in any wave and give no row");
        findings.push(Finding::note(
            "no-wave",
            place.clone(),
            message,
            "nothing, if these people took part in no wave",
        ));
    }
    if beyond > 0 {
        let message = format!("{beyond} rows have more cells than the header; what is beyond it is not read");
        let help = "look for a delimiter within a cell, and put that cell in quotes";
        findings.push(Finding::warning("ragged-row", place, message, help));
    }
    let sheet = output.finish(&mut findings);
    (sheet, findings)
}

/// Where the columns of a file with waves side by side stand.
struct Columns {
    /// Those common to all waves.
    common: Vec<usize>,
    /// Headers without their prefixes, in the order of the file.
    stems: Vec<String>,
    /// For each wave: where each stem stands, if the wave has it.
    waves: Vec<(String, Vec<Option<usize>>)>,
}

/// What became of a row.
enum Stacked {
    Some,
    Nothing,
    Full,
}

impl Columns {
    fn find(
        header: &[String],
        prefixes: &BTreeMap<String, String>,
        place: &Place,
        findings: &mut Vec<Finding>,
    ) -> Self {
        let (mut common, mut stems): (Vec<usize>, Vec<String>) = (Vec::new(), Vec::new());
        let mut places: BTreeMap<&str, BTreeMap<String, usize>> = BTreeMap::new();
        let mut used: BTreeMap<&str, u64> = prefixes.keys().map(|prefix| (prefix.as_str(), 0)).collect();
        for (at, name) in header.iter().enumerate().filter(|(_, name)| !tidy(name).is_empty()) {
            let Some((prefix, wave, stem)) = split_prefix(name, prefixes) else {
                common.push(at);
                continue;
            };
            *used.entry(prefix).or_default() += 1;
            let form = normal(stem).into_owned();
            if !stems.iter().any(|known| normal(known) == form) {
                stems.push(stem.to_owned());
            }
            if places.entry(wave).or_default().insert(form, at).is_some() {
                findings.push(same_column(place.clone().at_column(tidy(name))));
            }
        }
        let unused = used.into_iter().filter(|(_, many)| *many == 0);
        findings.extend(unused.map(|(prefix, _)| unused_prefix(prefix, place.clone())));
        let of_wave = |stems: &[String], own: &BTreeMap<String, usize>| {
            stems.iter().map(|stem| own.get(normal(stem).as_ref()).copied()).collect()
        };
        let waves = places.iter().map(|(wave, own)| ((*wave).to_owned(), of_wave(&stems, own))).collect();
        Columns { common, stems, waves }
    }

    /// Adds a row for each wave in which any cell is filled.
    fn stack(&self, row: &Row, output: &mut Output<'_>) -> Stacked {
        let cell = |place: usize| row.cells.get(place).unwrap_or_default();
        let mut made = Stacked::Nothing;
        for (wave, places) in &self.waves {
            let own = places.iter().map(|place| place.map_or("", cell));
            if own.clone().all(|cell| tidy(cell).is_empty()) {
                continue;
            }
            let common = self.common.iter().map(|place| cell(*place));
            if !output.push(row.number, common.chain(own).chain([wave.as_str()]).collect()) {
                return Stacked::Full;
            }
            made = Stacked::Some;
        }
        made
    }
}

/// A header's prefix, the wave it stands for, and the rest; the longest prefix that fits.
pub(in crate::ingest) fn split_prefix<'a>(
    name: &'a str,
    prefixes: &'a BTreeMap<String, String>,
) -> Option<(&'a str, &'a str, &'a str)> {
    let name = tidy(name);
    let fit = |(prefix, wave): (&'a String, &'a String)| {
        let (start, stem) = name.split_at_checked(prefix.len())?;
        let fits = !prefix.is_empty() && start.eq_ignore_ascii_case(prefix) && !tidy(stem).is_empty();
        fits.then(|| (prefix.as_str(), wave.as_str(), tidy(stem)))
    };
    prefixes.iter().filter_map(fit).max_by_key(|(prefix, ..)| prefix.len())
}

fn same_column(place: Place) -> Finding {
    let message = "the header is that of another column of the same wave; the last one is read";
    Finding::error("duplicate-header", place, message, "give each column a header of its own")
}

fn unused_prefix(prefix: &str, place: Place) -> Finding {
    let message = format!("no header begins with `{prefix}`");
    Finding::warning("unused-prefix", place, message, "correct the prefix in the mapping")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::Content;
    use proptest::prelude::*;

    fn stacked(header: &[&str], rows: &[&[&str]], prefixes: &[(&str, &str)]) -> (Vec<String>, Vec<&'static str>) {
        let header: Vec<String> = header.iter().map(|name| (*name).to_owned()).collect();
        let rows = (2..).zip(rows).map(|(number, cells)| Row { number, cells: StringRecord::from(cells.to_vec()) });
        let prefixes = prefixes.iter().map(|(prefix, wave)| ((*prefix).to_owned(), (*wave).to_owned())).collect();
        let (sheet, findings) = stack_waves(&header, rows, &prefixes, ("a.csv", 1), Limits::default());
        let Content::Rows(rows) = sheet.content else { panic!("no rows") };
        let row = |row: &Row| format!("{}: {}", row.number, row.cells.iter().collect::<Vec<_>>().join("|"));
        (rows.iter().map(row).collect(), findings.iter().map(|finding| finding.code).collect())
    }

    const TWO: [(&str, &str); 2] = [("T1_", "autumn"), ("T2_", "summer")];

    #[test]
    fn a_row_becomes_one_a_wave_and_a_wave_without_answers_none() {
        let header = ["id", "T1_trust", "t1_time", "T2_trust", "age"];
        let rows: [&[&str]; 4] =
            [&["a", "1", "2", "3", "40"], &["b", "4", "", " ", "50"], &["c", "", "", "", "60"], &["", "", "", "", ""]];
        let (rows, found) = stacked(&header, &rows, &TWO);
        assert_eq!(rows, ["1: id|age|trust|time|wave", "2: a|40|1|2|autumn", "2: a|40|3||summer", "3: b|50|4||autumn"]);
        assert_eq!(found, ["no-wave"]);
    }

    #[test]
    fn the_longest_prefix_that_fits_is_meant() {
        let (rows, found) = stacked(&["T1x", "T10x", "T1"], &[&["1", "2", "k"]], &[("T1", "one"), ("T10", "ten")]);
        assert_eq!(rows, ["1: T1|x|wave", "2: k|1|one", "2: k|2|ten"]);
        assert!(found.is_empty(), "{found:?}");
    }

    #[test]
    fn headers_that_would_stand_twice_and_prefixes_of_nothing_are_said() {
        assert_eq!(stacked(&["trust", "T1_trust"], &[], &TWO).1, ["unused-prefix", "duplicate-header"]);
        assert_eq!(stacked(&["wave", "T1_trust", "T2_trust"], &[], &TWO).1, ["duplicate-header"]);
        assert_eq!(stacked(&["T1_trust", "T1_Trust", "T2_trust"], &[], &TWO).1, ["duplicate-header"]);
        assert_eq!(stacked(&["T1_trust", "T2_trust"], &[&["1", "2", "3"]], &TWO).1, ["ragged-row"]);
    }

    #[test]
    fn what_a_file_becomes_is_held_to_its_limits() {
        let header = ["id", "T1_a", "T2_a"].map(str::to_owned);
        let row = Row { number: 2, cells: StringRecord::from(vec!["x".repeat(600).as_str(), "1", "2"]) };
        let prefixes = TWO.iter().map(|(prefix, wave)| ((*prefix).to_owned(), (*wave).to_owned())).collect();
        let (sheet, findings) =
            stack_waves(&header, std::iter::repeat(row), &prefixes, ("a.csv", 1), Limits::up_to(10_000));
        let Content::Rows(rows) = sheet.content else { panic!("no rows") };
        assert!(rows.len() < 20);
        assert_eq!(findings.iter().map(|finding| finding.code).collect::<Vec<_>>(), ["file-too-large"]);
    }

    proptest! {
        #[test]
        fn every_answer_stands_in_exactly_one_row(cells in proptest::collection::vec("[ 1-5]{0,1}", 6)) {
            let header = ["T1_a", "T1_b", "T2_b", "T2_c", "T1_c", "id"];
            let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
            let (rows, _) = stacked(&header, &[&cells], &TWO);
            let answers = |cells: &[&str]| cells.iter().filter(|cell| !cell.trim().is_empty()).count();
            let stacked: usize = rows[1..].iter().map(|row| {
                let own: Vec<&str> = row.split('|').skip(1).collect();
                answers(&own) - 1
            }).sum();
            prop_assert_eq!(stacked, answers(&cells[..5]));
        }
    }
}
