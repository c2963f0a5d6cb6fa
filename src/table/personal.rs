//! The tripwire: columns and open answers whose cells look like something about a person. It says where and of
//! what kind, never what stands there.

use super::record::Reading;
use crate::contract::Person;
use crate::finding::{Finding, Place};
use crate::ingest::{Body, BodyForm, Header, Layout, PersonalKind, Sheet, personal_kinds, tidy};
use csv::StringRecord;
use std::collections::BTreeMap;
use std::fmt::Write;

/// Records of a file of which the columns are looked at that are not read. What is read is looked at throughout.
const LOOKED_AT: usize = 1_000;

/// What about persons was seen in a column.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Looked {
    /// Cells with anything in them.
    filled: u64,
    /// Cells of each kind.
    kinds: [u64; PersonalKind::ALL.len()],
}

impl Looked {
    fn look(&mut self, cell: &str) {
        let cell = tidy(cell);
        self.filled += u64::from(!cell.is_empty());
        for kind in personal_kinds(cell) {
            if let Some(count) = self.kinds.get_mut(kind as usize) {
                *count += 1;
            }
        }
    }

    pub fn merge(&mut self, below: Looked) {
        self.filled += below.filled;
        for (own, below) in self.kinds.iter_mut().zip(below.kinds) {
            *own += below;
        }
    }

    fn seen(&self) -> impl Iterator<Item = (PersonalKind, u64)> {
        PersonalKind::ALL.into_iter().zip(self.kinds).filter(|(_, cells)| *cells > 0)
    }

    /// The kinds of which the column is: one cell tells an e-mail address, and any kind that the header announces;
    /// else it takes half of the cells.
    fn column_of(&self, header: &str) -> Vec<(PersonalKind, u64)> {
        let is_of = |(kind, cells): &(PersonalKind, u64)| {
            kind.is_certain() || cells * 2 >= self.filled || kind.is_announced_by(header)
        };
        self.seen().filter(is_of).collect()
    }
}

/// Columns that nothing asked for and that look like something about persons. Nothing of them is read or kept;
/// they should not have been sent.
pub(super) fn unread(sheet: &Sheet, form: BodyForm, header: &Header, layout: &Layout, place: &Place) -> Vec<Finding> {
    let read = layout.read_columns();
    let strange = |at: &usize| !read.contains(at) && !layout.personal.contains(at) && !layout.ignored.contains(at);
    let mut looked: BTreeMap<usize, Looked> =
        (0..header.width()).filter(strange).map(|at| (at, Looked::default())).collect();
    let Some(mut body) = Body::open(sheet, form).filter(|_| !looked.is_empty()) else { return Vec::new() };
    let mut cells = StringRecord::new();
    for _ in 0..LOOKED_AT {
        let Some((_, true)) = body.read(&mut cells) else { break };
        for (at, looked) in &mut looked {
            looked.look(cells.get(*at).unwrap_or_default());
        }
    }
    let finding = |(at, looked): (usize, Looked)| {
        let name = header.name(at);
        let kinds = looked.column_of(name);
        let message = format!(
            "the column is not read, and {}; nothing of it is kept",
            counted(&kinds, looked.filled).filter(|_| !kinds.is_empty())?
        );
        let help = "delete the column from the file: what is not needed should not be stored; or drop it by name, \
                    under the mapping's `personal` or `ignore`";
        Some(Finding::warning("personal-data", place.clone().at_column(name), message, help))
    };
    looked.into_iter().filter_map(finding).collect()
}

/// `3 of its 40 cells look like e-mail addresses, 2 like telephone numbers`; nothing if there are none.
fn counted(kinds: &[(PersonalKind, u64)], filled: u64) -> Option<String> {
    let mut parts = kinds.iter();
    let (first, cells) = parts.next()?;
    let verb = if *cells == 1 { "looks" } else { "look" };
    let mut text = format!("{cells} of its {filled} cells {verb} like {}", first.many());
    for (kind, cells) in parts {
        // Writing to a string cannot fail.
        let _ = write!(text, ", {cells} like {}", kind.many());
    }
    Some(text)
}

impl Reading<'_> {
    /// Looks at a cell that is read.
    pub(super) fn look(&mut self, place: usize, cell: &str) {
        if let Some(looked) = self.looked.get_mut(place) {
            looked.look(cell);
        }
    }

    /// Says which columns that are read look like something about persons.
    pub(super) fn tell_personal(&mut self, layout: &Layout) {
        let looked = std::mem::take(&mut self.looked);
        for (place, (column, looked)) in self.columns.iter().zip(looked).enumerate() {
            let header = self.headers.get(column.name).map_or(column.name, String::as_str).to_owned();
            let at = self.place().at_column(&header);
            let carried = layout.carried.contains(&place);
            if column.is_open() {
                if let Some(finding) = in_answers(&looked, at) {
                    self.book.add(finding);
                }
                continue;
            }
            let kinds = looked.column_of(&header);
            let what = match (carried, counted(&kinds, looked.filled)) {
                (_, Some(counted)) => counted,
                (true, None) => "its header says that it names, reaches or locates people".to_owned(),
                (false, None) => continue,
            };
            let message = format!("{what}; the column is carried further as `{}`", column.name);
            let help = match column.name.ends_with("_id") || column.person() == Some(Person::Row) {
                true => {
                    "list the column under the mapping's `personal`, and it becomes a pseudonym as it is read; better \
                         still, send ids that name nobody"
                }
                false => "drop the column, or put something in it that names nobody",
            };
            self.book.add(Finding::warning("personal-data", at, message, help));
        }
    }
}

/// What stands about persons in answers that people wrote in their own words.
fn in_answers(looked: &Looked, place: Place) -> Option<Finding> {
    let parts: Vec<String> = looked.seen().map(|(kind, cells)| format!("{} in {cells}", kind.one())).collect();
    let message = format!("of {} answers, some seem to hold {}", looked.filled, parts.join(", "));
    let help = "read them before anybody is quoted, and take out of the file what names or reaches a person";
    (!parts.is_empty()).then(|| Finding::warning("personal-data-in-answers", place, message, help))
}
