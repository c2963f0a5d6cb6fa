use super::archive;
use super::cells::Cells;
use super::merged::{self, Merged};
use super::ods_cell::{self, Cell, Head};
use super::trouble::{Trouble, place_of};
use super::{Limits, Read};
use crate::finding::Finding;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeSet;
use std::io::{BufReader, Cursor};
use zip::ZipArchive;
use zip::read::ZipFile;

/// The XML of an Open Document part.
pub(super) type Xml<'a> = quick_xml::Reader<BufReader<ZipFile<'a, Cursor<&'a [u8]>>>>;

/// Reads an Open Document spreadsheet.
///
/// It is read here and not by a library: rows and cells are stored once with the number of times they
/// repeat, up to a million, and the library at hand lays all of them out, and does not end on XML that is
/// cut short. The elements read are those of Open Document 1.3, part 3, chapter 9.
pub(super) fn read(
    bytes: &[u8],
    file: &str,
    limits: &Limits,
    findings: &mut Vec<Finding>,
) -> Result<Vec<Read>, Trouble> {
    archive::check_parts(bytes, |_, _| ()).map_err(Trouble::Archive)?;
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Trouble::Damaged)?;
    if is_encrypted(&mut archive) {
        return Err(Trouble::Encrypted);
    }
    let mut book = Book { file, limits, hidden: BTreeSet::new(), read: Vec::new(), findings };
    book.read(&mut open(&mut archive, "content.xml").ok_or(Trouble::Damaged)?)?;
    Ok(book.read)
}

fn open<'a>(archive: &'a mut ZipArchive<Cursor<&'a [u8]>>, name: &str) -> Option<Xml<'a>> {
    let mut xml = quick_xml::Reader::from_reader(BufReader::new(archive.by_name(name).ok()?));
    xml.config_mut().expand_empty_elements = true;
    Some(xml)
}

/// Whether the list of parts says that any of them is encrypted.
fn is_encrypted(archive: &mut ZipArchive<Cursor<&[u8]>>) -> bool {
    let Ok(part) = archive.by_name("META-INF/manifest.xml") else { return false };
    let mut xml = quick_xml::Reader::from_reader(BufReader::new(part));
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match xml.read_event_into(&mut buffer) {
            Ok(Event::Start(element) | Event::Empty(element)) if element.local_name().as_ref() == "encryption-data" => {
                return true;
            }
            Ok(Event::Eof) | Err(_) => return false,
            Ok(_) => {}
        }
    }
}

/// The value of an attribute, by its whole name.
///
/// # Errors
/// If the attribute cannot be read.
pub(super) fn attribute(element: &BytesStart, name: &str) -> Result<Option<String>, Trouble> {
    let found = element.try_get_attribute(name).map_err(|_| Trouble::Damaged)?;
    let value = found.map(|found| found.normalized_value(XmlVersion::Explicit1_0).map(std::borrow::Cow::into_owned));
    value.transpose().map_err(|_| Trouble::Damaged)
}

struct Book<'a> {
    file: &'a str,
    limits: &'a Limits,
    /// Names of the table styles that hide a sheet.
    hidden: BTreeSet<String>,
    read: Vec<Read>,
    findings: &'a mut Vec<Finding>,
}

impl Book<'_> {
    fn read(&mut self, xml: &mut Xml) -> Result<(), Trouble> {
        let mut buffer = Vec::new();
        let mut style = None;
        let mut spreadsheet = false;
        loop {
            buffer.clear();
            match xml.read_event_into(&mut buffer).map_err(|_| Trouble::Damaged)? {
                Event::Start(element) => match element.name().as_ref() {
                    "style:style" => style = attribute(&element, "style:name")?,
                    "style:table-properties" if attribute(&element, "table:display")?.as_deref() == Some("false") => {
                        self.hidden.extend(style.take());
                    }
                    "office:spreadsheet" => spreadsheet = true,
                    // What a change replaced, and what other files held, are no sheets.
                    "table:tracked-changes" | "table:dde-links" => skip(xml, &element)?,
                    "table:table" if spreadsheet => self.table(xml, &element)?,
                    _ => {}
                },
                Event::Eof if spreadsheet => return Ok(()),
                Event::Eof => return Err(Trouble::NoWorkbook),
                _ => {}
            }
        }
    }

    fn table(&mut self, xml: &mut Xml, table: &BytesStart) -> Result<(), Trouble> {
        let name = attribute(table, "table:name")?.unwrap_or_default();
        let hidden = attribute(table, "table:style-name")?.is_some_and(|style| self.hidden.contains(&style));
        if self.read.iter().any(|read| read.name == name) {
            return Err(Trouble::SameNames);
        }
        let place = place_of(self.file, &name);
        let mut sheet = Table { cells: Cells::new(place.clone(), self.limits), next: 1, merges: Vec::new() };
        match sheet.rows(xml, self.limits) {
            Ok(()) => {
                let (mut rows, found) = sheet.cells.finish();
                merged::fill(&mut rows, sheet.merges, self.limits);
                self.findings.extend(found);
                self.read.push(Read { name, hidden, rows });
                Ok(())
            }
            // The XML cannot be followed any further, so that later sheets are lost as well.
            Err(Trouble::Damaged) => Err(Trouble::Damaged),
            Err(trouble) => {
                self.findings.push(trouble.of_sheet(place, sheet.cells.last_row(), self.limits));
                skip(xml, table)
            }
        }
    }
}

struct Table<'a> {
    cells: Cells<'a>,
    /// The row that comes next, counted from 1.
    next: u64,
    merges: Vec<Merged>,
}

impl Table<'_> {
    fn rows(&mut self, xml: &mut Xml, limits: &Limits) -> Result<(), Trouble> {
        let mut buffer = Vec::new();
        loop {
            buffer.clear();
            match xml.read_event_into(&mut buffer).map_err(|_| Trouble::Damaged)? {
                Event::Start(element) => match element.name().as_ref() {
                    "table:table-row" => {
                        let times = attribute(&element, "table:number-rows-repeated")?;
                        let times = times.map_or(Ok(1), |text| ods_cell::count(&text))?;
                        let filled = self.row(xml, limits)?;
                        self.lay_out(&filled, times)?;
                    }
                    // Pictures and charts over the sheet, whose data may be a table too.
                    "table:shapes" => skip(xml, &element)?,
                    _ => {}
                },
                Event::End(element) if element.name().as_ref() == "table:table" => return Ok(()),
                Event::Eof => return Err(Trouble::Damaged),
                _ => {}
            }
        }
    }

    /// The cells of a row that hold anything: each with its first column and how often it repeats.
    fn row(&mut self, xml: &mut Xml, limits: &Limits) -> Result<Vec<(usize, usize, Cell)>, Trouble> {
        let mut buffer = Vec::new();
        let (mut filled, mut column) = (Vec::new(), 0_usize);
        loop {
            buffer.clear();
            match xml.read_event_into(&mut buffer).map_err(|_| Trouble::Damaged)? {
                Event::Start(element)
                    if matches!(element.name().as_ref(), "table:table-cell" | "table:covered-table-cell") =>
                {
                    let head = Head::of(&element)?;
                    let times = usize::try_from(head.times).unwrap_or(usize::MAX);
                    self.note_merge(&head, column);
                    let cell = head.read(xml, &element, limits)?;
                    if cell != Cell::Empty {
                        filled.push((column, times, cell));
                    }
                    column = column.saturating_add(times);
                }
                Event::End(element) if element.name().as_ref() == "table:table-row" => return Ok(filled),
                Event::Eof => return Err(Trouble::Damaged),
                _ => {}
            }
        }
    }

    fn note_merge(&mut self, head: &Head, column: usize) {
        if head.columns > 1 && head.rows == 1 {
            let bounded = |place: u64| u32::try_from(place).unwrap_or(u32::MAX);
            let corner = |column: u64| (bounded(self.next - 1), bounded(column));
            let last = (column as u64).saturating_add(head.columns - 1);
            self.merges.extend(Merged::of_header(corner(column as u64), corner(last)));
        }
    }

    /// Adds a row as often as it repeats. Empty ones, of which a sheet has a million below its table, are
    /// only counted.
    fn lay_out(&mut self, filled: &[(usize, usize, Cell)], times: u64) -> Result<(), Trouble> {
        let after = self.next.saturating_add(times);
        while !filled.is_empty() && self.next < after {
            for (first, times, cell) in filled {
                for column in *first..first.saturating_add(*times) {
                    match cell {
                        Cell::Text(text) => self.cells.add(self.next, column, |cell| cell.push_str(text))?,
                        Cell::TooLong => self.cells.too_long(self.next, column)?,
                        Cell::NoValue => self.cells.formula_without_value(self.next, column)?,
                        Cell::Empty => {}
                    }
                }
            }
            self.next += 1;
        }
        self.next = after;
        Ok(())
    }
}

/// Passes over an element and all that is in it.
///
/// # Errors
/// If it does not end.
pub(super) fn skip(xml: &mut Xml, element: &BytesStart) -> Result<(), Trouble> {
    let end = element.to_end().into_owned();
    xml.read_to_end_into(end.name(), &mut Vec::new()).map(|_| ()).map_err(|_| Trouble::Damaged)
}
