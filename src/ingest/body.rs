use super::header::{Header, is_import_ids};
use super::normal::tidy;
use super::rows::{RowHead, Trouble};
use super::sheet::{Records, Sheet};
use crate::plan::TableEnd;
use csv::StringRecord;

/// The table within a sheet: its headers, and the records below them.
pub struct Body<'a> {
    /// The headers.
    pub header: Header,
    /// The row of the lowest header.
    pub header_row: u64,
    /// What is wrong with the rows of headers, by row.
    pub troubles: Vec<(u64, Trouble)>,
    /// What stands below them.
    pub below: BelowHeader<'a>,
}

/// The records below a table's headers, or a part of them.
pub struct BelowHeader<'a> {
    records: Records<'a>,
    waiting: Option<(RowHead, StringRecord)>,
    end: TableEnd,
    last_row: u64,
    ended: bool,
}

/// Which part of a sheet is its table.
#[derive(Debug, Clone, Copy)]
pub struct BodyForm {
    /// Records above the headers.
    pub skip_rows: u32,
    /// Rows of headers.
    pub header_rows: u32,
    /// Where the table ends.
    pub end: TableEnd,
}

impl<'a> Body<'a> {
    /// Reads the headers of a sheet; `None` if it has nothing, or too little.
    #[must_use]
    pub fn open(sheet: &'a Sheet, form: BodyForm) -> Option<Self> {
        let mut records = sheet.records();
        let mut cells = StringRecord::new();
        for _ in 0..form.skip_rows {
            records.read(&mut cells)?;
        }
        let (mut rows, mut troubles) = (Vec::new(), Vec::new());
        let mut header_row = 0;
        while rows.len() < form.header_rows as usize {
            let head = records.read(&mut cells)?;
            header_row = head.number;
            troubles.extend(head.trouble.map(|trouble| (head.number, trouble)));
            rows.push(cells.clone());
        }
        // A row of the tool's ids is no answer, whether or not the mapping counted it.
        let mut waiting = records.read(&mut cells).map(|head| (head, cells.clone()));
        if waiting.as_ref().is_some_and(|(_, cells)| is_import_ids(cells)) {
            header_row = waiting.as_ref().map_or(header_row, |(head, _)| head.number);
            rows.extend(waiting.take().map(|(_, cells)| cells));
        }
        let header = Header::of_rows(&rows);
        let below = BelowHeader { records, waiting, end: form.end, last_row: header_row, ended: false };
        Some(Body { header, header_row, troubles, below })
    }

    /// Reads the next record into `cells`, and says whether it still belongs to the table.
    pub fn read(&mut self, cells: &mut StringRecord) -> Option<(RowHead, bool)> {
        self.below.read(cells)
    }
}

impl BelowHeader<'_> {
    /// The same for readers that can work at the same time, in order, of about `bytes` bytes of text each: see
    /// [`Records::in_parts`]. A table that a blank row ends has one part, as only what stands above says whether a record belongs to it.
    #[must_use]
    pub fn in_parts(self, bytes: usize) -> Vec<Self> {
        if self.end == TableEnd::BlankRow {
            return vec![self];
        }
        let BelowHeader { records, mut waiting, end, last_row, ended } = self;
        let part = |records| BelowHeader { records, waiting: waiting.take(), end, last_row, ended };
        records.in_parts(bytes).into_iter().map(part).collect()
    }

    /// Reads the next record into `cells`, and says whether it still belongs to the table.
    pub fn read(&mut self, cells: &mut StringRecord) -> Option<(RowHead, bool)> {
        let head = match self.waiting.take() {
            Some((head, waiting)) => {
                *cells = waiting;
                head
            }
            None => self.records.read(cells)?,
        };
        if self.end == TableEnd::BlankRow {
            let blank = head.number > self.last_row + 1 || cells.iter().all(|cell| tidy(cell).is_empty());
            self.ended |= blank;
        }
        self.last_row = head.number;
        Some((head, !self.ended))
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Content, Limits};
    use super::*;

    fn read(text: &str, form: BodyForm) -> Option<(u64, usize, Vec<(u64, bool)>)> {
        let content = Content::Text { text: text.to_owned(), delimiter: b',', limits: Limits::default() };
        let sheet = Sheet { content, ..Sheet::default() };
        let mut body = Body::open(&sheet, form)?;
        let (mut cells, mut rows) = (StringRecord::new(), Vec::new());
        while let Some((head, inside)) = body.read(&mut cells) {
            rows.push((head.number, inside));
        }
        Some((body.header_row, body.header.width(), rows))
    }

    #[test]
    fn a_title_above_and_notes_below_are_not_the_table() {
        let form = BodyForm { skip_rows: 1, header_rows: 1, end: TableEnd::BlankRow };
        let found = read("Our survey\n\nid,q\n1,a\n2,b\n\nmade by the office\n", form);
        assert_eq!(found, Some((3, 2, vec![(4, true), (5, true), (7, false)])));
        assert_eq!(read("Our survey\n", form), None);
    }

    #[test]
    fn what_is_wrong_with_a_header_is_kept() {
        let content = Content::Text { text: "a,\"b\n1,2\n".to_owned(), delimiter: b',', limits: Limits::default() };
        let sheet = Sheet { content, ..Sheet::default() };
        let form = BodyForm { skip_rows: 0, header_rows: 1, end: TableEnd::File };
        let body = Body::open(&sheet, form).unwrap();
        assert_eq!((body.troubles.as_slice(), body.header.width()), ([(1, Trouble::UnclosedQuote)].as_slice(), 2));
    }

    #[test]
    fn a_row_of_import_ids_is_a_header_whether_counted_or_not() {
        let text = "Q1\nWe trust\n\"{\"\"ImportId\"\":\"\"QID1\"\"}\"\n4\n";
        let form = BodyForm { skip_rows: 0, header_rows: 2, end: TableEnd::File };
        assert_eq!(read(text, form), Some((3, 1, vec![(4, true)])));
        assert_eq!(read(text, BodyForm { header_rows: 3, ..form }), Some((3, 1, vec![(4, true)])));
    }
}
