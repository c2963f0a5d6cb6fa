use super::columns::{Column, Kind};
use super::cursor::{Cursor, Unreadable, unpadded};
use super::encoding::Decoder;
use super::records::{LabelSet, Records, Special};
use super::refusal::Refusal;
use super::troubles::Troubles;
use crate::ingest::{Described, Dictionary, Limits, MissingCodes};
use std::collections::BTreeMap;

/// What a label costs beside its bytes. One set may be for thousands of variables, so that a small
/// file could ask for more than the machine has.
const COST_OF_LABEL: u64 = 64;

/// What a file says about its columns.
pub(super) fn dictionary(
    records: &Records<'_>,
    columns: &[Column<'_>],
    decoder: &mut Decoder,
    limits: &Limits,
    troubles: &mut Troubles,
) -> Result<Dictionary, Refusal> {
    let mut described = Vec::with_capacity(columns.len());
    for column in columns {
        let label = column.variable.label.map(|label| decoder.text(label).into_owned());
        let missing = missing_codes(column, records.special, decoder, troubles);
        described.push(Described { label, values: Vec::new(), missing });
    }
    let mut writer = Writer { columns, described, decoder, troubles, budget: limits.bytes };
    for set in &records.labels {
        writer.short_labels(set, records.special)?;
    }
    let names = writer.names();
    for record in &records.long_labels {
        writer.record(*record, |writer, record| writer.long_labels(record, &names));
    }
    for record in &records.long_missing {
        writer.record(*record, |writer, record| writer.long_missing(record, &names));
    }
    Ok(writer.finish())
}

/// The missing codes in a variable's own record.
fn missing_codes(
    column: &Column<'_>,
    special: Special,
    decoder: &mut Decoder,
    troubles: &mut Troubles,
) -> Vec<MissingCodes> {
    let variable = column.variable;
    let (codes, _) = variable.missing.as_chunks::<8>();
    let (range, codes) = codes.split_at(if variable.missing_kind < 0 { 2 } else { 0 });
    let mut found = Vec::new();
    if let [low, high] = range {
        let (low, high) = (special.order.double(*low), special.order.double(*high));
        match column.kind {
            Kind::Number(format) if !format.is_number() => troubles.note("a range of missing dates or times"),
            Kind::Text(_) => troubles.note("a range of missing values for text"),
            Kind::Number(_) if low.is_nan() || high.is_nan() => {
                troubles.note("a range of missing values without an end");
            }
            Kind::Number(_) => {
                found.push(MissingCodes::Range { low: special.open_low(low), high: special.open_high(high) });
            }
        }
    }
    found.extend(codes.iter().map(|code| MissingCodes::Code(code_text(column.kind, *code, special, decoder))));
    found
}

/// A code in the form of the column's cells.
fn code_text(kind: Kind, code: [u8; 8], special: Special, decoder: &mut Decoder) -> String {
    match kind {
        Kind::Number(format) => {
            let mut text = String::new();
            format.write(special.order.double(code), &mut text);
            text
        }
        Kind::Text(width) => decoder.text(unpadded(code.get(..width).unwrap_or(&code))).into_owned(),
    }
}

/// Columns by name, in capitals.
type Names = BTreeMap<Vec<u8>, usize>;

struct Writer<'a, 'f> {
    columns: &'a [Column<'f>],
    described: Vec<Described>,
    decoder: &'a mut Decoder,
    troubles: &'a mut Troubles,
    /// What labels may still cost.
    budget: u64,
}

impl Writer<'_, '_> {
    fn short_labels(&mut self, set: &LabelSet<'_>, special: Special) -> Result<(), Refusal> {
        let labels: Vec<String> = set.labels.iter().map(|(_, label)| self.decoder.text(label).into_owned()).collect();
        let cost: u64 = labels.iter().map(|label| label.len() as u64 + COST_OF_LABEL).sum();
        for variable in &set.variables {
            let element = usize::try_from(*variable).ok().and_then(|place| place.checked_sub(1));
            let at = element.and_then(|element| self.columns.binary_search_by_key(&element, |c| c.element).ok());
            let column = at.and_then(|at| self.columns.get(at).zip(self.described.get_mut(at)));
            match column {
                None => self.troubles.note("value labels for a variable that is not there"),
                Some((Column { kind: Kind::Text(9..), .. }, _)) => {
                    self.troubles.note("short value labels for a long string");
                }
                Some((column, described)) => {
                    self.budget = self.budget.checked_sub(cost).ok_or(Refusal::Large("the set of value labels"))?;
                    described.values.extend(set.labels.iter().zip(&labels).map(|((code, _), label)| {
                        (code_text(column.kind, *code, special, self.decoder), label.clone())
                    }));
                }
            }
        }
        Ok(())
    }

    /// Columns by their long and short names, in capitals; long names go first.
    fn names(&self) -> Names {
        let short = self.columns.iter().map(|column| column.variable.name.to_ascii_uppercase());
        let long = self.columns.iter().map(|column| column.name.to_ascii_uppercase().into_bytes());
        let mut names: Names = short.enumerate().map(|(at, name)| (name, at)).collect();
        names.extend(long.enumerate().map(|(at, name)| (name, at)));
        names
    }

    /// Reads all entries of a record about long strings.
    fn record<'r>(
        &mut self,
        mut record: Cursor<'r>,
        entry: impl Fn(&mut Self, &mut Cursor<'r>) -> Result<(), Unreadable>,
    ) {
        while !record.is_empty() {
            if entry(self, &mut record).is_err() {
                self.troubles.note("a record about long strings that ends too early");
                return;
            }
        }
    }

    /// The long string that an entry is about.
    fn long_string(&mut self, record: &mut Cursor<'_>, names: &Names) -> Result<Option<usize>, Unreadable> {
        let name = self.decoder.text(unpadded(record.counted()?)).to_ascii_uppercase();
        let is_text = |at: &usize| matches!(self.columns.get(*at), Some(Column { kind: Kind::Text(_), .. }));
        let at = names.get(name.as_bytes()).copied().filter(is_text);
        self.troubles.note_if(at.is_none(), "labels or missing values for a long string that is not there");
        Ok(at)
    }

    fn long_labels(&mut self, record: &mut Cursor<'_>, names: &Names) -> Result<(), Unreadable> {
        let at = self.long_string(record, names)?;
        record.int()?;
        for _ in 0..record.count()? {
            let code = self.decoder.text(unpadded(record.counted()?)).into_owned();
            let label = self.decoder.text(unpadded(record.counted()?)).into_owned();
            if let Some(described) = at.and_then(|at| self.described.get_mut(at)) {
                described.values.push((code, label));
            }
        }
        Ok(())
    }

    fn long_missing(&mut self, record: &mut Cursor<'_>, names: &Names) -> Result<(), Unreadable> {
        let at = self.long_string(record, names)?;
        let codes = record.byte()?;
        let width = record.count()?;
        for _ in 0..codes {
            let code = self.decoder.text(unpadded(record.take(width)?)).into_owned();
            if let Some(described) = at.and_then(|at| self.described.get_mut(at)) {
                described.missing.push(MissingCodes::Code(code));
            }
        }
        Ok(())
    }

    /// What was written, by name.
    fn finish(self) -> Dictionary {
        let mut dictionary = Dictionary::default();
        for (column, described) in self.columns.iter().zip(self.described) {
            let again = dictionary.columns.contains_key(&column.name);
            self.troubles.note_if(again, "a second variable of the same name");
            if !again {
                dictionary.columns.insert(column.name.clone(), described);
            }
        }
        dictionary
    }
}
