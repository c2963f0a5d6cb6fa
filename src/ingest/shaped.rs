use super::body::{Body, BodyForm};
use super::limits::Limits;
use super::reshape::{RegisterForm, SessionColumns, meeting_report, split_prefix, stack_waves, wide_register};
use super::sheet::{Content, Described, Dictionary, Row, Sheet};
use crate::finding::Finding;
use crate::plan::{DateOrder, Mapping, Register, TableEnd};
use csv::StringRecord;
use std::collections::{BTreeMap, BTreeSet};

/// A sheet whose rows were turned into those of a table.
#[derive(Debug, Clone, Default)]
pub struct Reshaped {
    /// The table; none if the sheet is not what the mapping says.
    pub sheet: Option<Sheet>,
    /// Rows of the file that gave none.
    pub left_out: u64,
    /// Why they gave none.
    pub reason: &'static str,
    /// What was found on the way.
    pub findings: Vec<Finding>,
}

impl Reshaped {
    /// Where the table stands in a reshaped sheet.
    pub const FORM: BodyForm = BodyForm { skip_rows: 0, header_rows: 1, end: TableEnd::File };
}

/// Turns a sheet's rows into those of a table, where the mapping says that they are something else:
/// meetings' attendance reports, registers with a column a session, waves side by side. `None` where it
/// does not. `form` says where the sheet's own table stands.
#[must_use]
pub fn reshaped(
    sheet: &Sheet,
    mapping: &Mapping,
    preset: Option<&Mapping>,
    form: BodyForm,
    file: &str,
    limits: Limits,
) -> Option<Reshaped> {
    let is_report = mapping.meeting_report.or_else(|| preset?.meeting_report) == Some(true);
    if is_report {
        let (sheet, findings) = meeting_report(sheet, file, mapping.date_order.or_else(|| preset?.date_order));
        return Some(Reshaped { sheet, findings, ..Reshaped::default() });
    }
    let prefixes = mapping.wave.as_ref().map(|wave| &wave.prefixes).filter(|prefixes| !prefixes.is_empty());
    if mapping.register.is_none() && prefixes.is_none() {
        return None;
    }
    let Some(mut body) = Body::open(sheet, form) else { return Some(Reshaped::default()) };
    let header: Vec<String> = body.header.names().map(str::to_owned).collect();
    let header_row = body.header_row;
    let mut seen = BTreeSet::new();
    let mut cells = StringRecord::new();
    let rows = std::iter::from_fn(|| {
        let (head, inside) = body.read(&mut cells)?;
        seen.insert(head.number);
        inside.then(|| Row { number: head.number, cells: cells.clone() })
    });
    let (mut table, findings) = match (&mapping.register, prefixes) {
        (Some(register), _) => {
            let form = register_form(register, mapping.date_order, header_row, limits);
            wide_register(&header, rows, &form, file)
        }
        (None, Some(prefixes)) => stack_waves(&header, rows, prefixes, (file, header_row), limits),
        (None, None) => return None,
    };
    table.name.clone_from(&sheet.name);
    let mut reason = "no entry of the register";
    if let (None, Some(prefixes)) = (&mapping.register, prefixes) {
        reason = "no answer in any wave";
        table.dictionary = of_stems(&sheet.dictionary, prefixes);
    }
    let left_out = seen.difference(&numbers(&table)).count() as u64;
    Some(Reshaped { sheet: Some(table), left_out, reason, findings })
}

/// What a file says of columns with a wave's prefix, said of the columns without it. Where waves are coded
/// differently nothing is said, so that no code of one wave is read as the other's.
fn of_stems(dictionary: &Dictionary, prefixes: &BTreeMap<String, String>) -> Dictionary {
    let mut columns: BTreeMap<String, Described> = BTreeMap::new();
    let mut torn = BTreeSet::new();
    for (name, described) in &dictionary.columns {
        let name = split_prefix(name, prefixes).map_or(name.as_str(), |(_, _, stem)| stem);
        let known = columns.entry(name.to_owned()).or_insert_with(|| described.clone());
        if (&known.values, &known.missing) != (&described.values, &described.missing) {
            torn.insert(name.to_owned());
        }
    }
    columns.retain(|name, _| !torn.contains(name));
    Dictionary { columns }
}

fn register_form(register: &Register, order: Option<DateOrder>, header_row: u64, limits: Limits) -> RegisterForm<'_> {
    let patterns = register.sessions.iter().any(|session| session.contains('*'));
    let marks = match register.sessions.as_slice() {
        [] => SessionColumns::Dated,
        sessions if patterns => SessionColumns::Like(sessions),
        sessions => SessionColumns::Named(sessions),
    };
    let sessions_down = register.sessions_down.as_deref();
    RegisterForm { kept: &register.keep, marks, sessions_down, order, ends: &[], header_row, limits }
}

fn numbers(sheet: &Sheet) -> BTreeSet<u64> {
    match &sheet.content {
        Content::Rows(rows) => rows.iter().map(|row| row.number).collect(),
        Content::Text { .. } => BTreeSet::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::WaveRule;

    fn text(text: &str) -> Sheet {
        Sheet {
            content: Content::Text { text: text.to_owned(), delimiter: b',', limits: Limits::default() },
            ..Sheet::default()
        }
    }

    fn of(sheet: &Sheet, mapping: &Mapping) -> Option<Reshaped> {
        reshaped(sheet, mapping, None, Reshaped::FORM, "a.csv", Limits::default())
    }

    #[test]
    fn a_table_stays_as_it_is() {
        assert!(of(&text("a,b\n1,2\n"), &Mapping::default()).is_none());
    }

    #[test]
    fn a_register_gives_a_row_a_mark_and_says_how_many_rows_gave_none() {
        let register = Register { keep: vec!["Name".to_owned()], ..Register::default() };
        let mapping = Mapping { register: Some(register), ..Mapping::default() };
        let sheet = text("Name,2004-01-15,2004-02-12\nR1,P,A\nTotal,1,0\n");
        let found = of(&sheet, &mapping).unwrap();
        assert_eq!(found.left_out, 1);
        assert_eq!(numbers(&found.sheet.unwrap()), BTreeSet::from([1, 2]));
    }

    #[test]
    fn codes_of_waves_side_by_side_keep_their_labels_unless_the_waves_differ() {
        let coded =
            |label: &str| Described { values: vec![("1".to_owned(), label.to_owned())], ..Described::default() };
        let columns = [
            ("sex", "female"),
            ("T1_trust", "agree"),
            ("t2_trust", "agree"),
            ("T1_say", "agree"),
            ("T2_say", "disagree"),
        ];
        let columns = columns.map(|(name, label)| (name.to_owned(), coded(label)));
        let prefixes = [("T1_".to_owned(), "w1".to_owned()), ("T2_".to_owned(), "w2".to_owned())].into();
        let found = of_stems(&Dictionary { columns: columns.into() }, &prefixes);
        assert_eq!(found.columns.keys().collect::<Vec<_>>(), ["sex", "trust"]);
    }

    #[test]
    fn waves_side_by_side_become_rows() {
        let prefixes = [("T1_".to_owned(), "w1".to_owned()), ("T2_".to_owned(), "w2".to_owned())].into();
        let wave = WaveRule { prefixes, ..WaveRule::default() };
        let mapping = Mapping { wave: Some(wave), ..Mapping::default() };
        let found = of(&text("id,T1_q,T2_q\n1,4,5\n"), &mapping).unwrap();
        let sheet = found.sheet.unwrap();
        let (mut records, mut cells, mut rows) = (sheet.records(), StringRecord::new(), Vec::new());
        while records.read(&mut cells).is_some() {
            rows.push(cells.iter().collect::<Vec<_>>().join(" "));
        }
        assert_eq!(rows, ["id q wave", "1 4 w1", "1 5 w2"]);
    }
}
