use super::Limits;
use super::ods::{Xml, attribute, skip};
use super::text::{write_iso_duration, write_iso_moment, write_number};
use super::trouble::Trouble;
use quick_xml::XmlVersion;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};

/// What a cell of an Open Document spreadsheet holds.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Cell {
    Empty,
    Text(String),
    /// More text than the limits allow.
    TooLong,
    /// A formula for which no result is stored.
    NoValue,
}

/// What a cell's attributes say.
#[derive(Default)]
pub(super) struct Head {
    /// How many columns have this cell.
    pub(super) times: u64,
    /// Over how many columns it is merged.
    pub(super) columns: u64,
    /// Over how many rows it is merged.
    pub(super) rows: u64,
    /// Its value as a CSV file would have it; empty where its paragraphs say it.
    value: String,
    has_kind: bool,
    is_error: bool,
    is_formula: bool,
}

impl Head {
    /// Reads the attributes of a cell.
    ///
    /// # Errors
    /// If one of them cannot be read.
    pub(super) fn of(element: &BytesStart) -> Result<Head, Trouble> {
        let mut head = Head { times: 1, columns: 1, rows: 1, ..Head::default() };
        let mut attributes = element.attributes();
        for attribute in attributes.with_checks(false) {
            let attribute = attribute.map_err(|_| Trouble::Damaged)?;
            let text = attribute.normalized_value(XmlVersion::Explicit1_0).map_err(|_| Trouble::Damaged)?;
            head.note(attribute.key.as_ref(), &text)?;
        }
        Ok(head)
    }

    fn note(&mut self, name: &str, text: &str) -> Result<(), Trouble> {
        match name {
            "table:number-columns-repeated" => self.times = count(text)?,
            "table:number-columns-spanned" => self.columns = count(text)?,
            "table:number-rows-spanned" => self.rows = count(text)?,
            "table:formula" => self.is_formula = true,
            "office:value-type" => self.has_kind = true,
            "calcext:value-type" => self.is_error = text == "error",
            "office:value" => match text.parse() {
                Ok(number) => write_number(number, &mut self.value),
                Err(_) => self.value.push_str(text),
            },
            "office:date-value" => write_iso_moment(text, &mut self.value),
            "office:time-value" => write_iso_duration(text, &mut self.value),
            "office:boolean-value" => {
                self.value.push_str(if text.eq_ignore_ascii_case("true") { "TRUE" } else { "FALSE" });
            }
            "office:string-value" => self.value.push_str(text),
            _ => {}
        }
        Ok(())
    }

    /// Reads the rest of the cell. Its value stands in its attributes, as text in its paragraphs, or in
    /// both; an error's is what the paragraphs show.
    ///
    /// # Errors
    /// If the cell does not end or has what is no XML.
    pub(super) fn read(self, xml: &mut Xml, element: &BytesStart, limits: &Limits) -> Result<Cell, Trouble> {
        let shown = Shown::read(xml, element, limits)?;
        let text = if self.value.is_empty() || self.is_error { shown.text } else { self.value };
        Ok(match () {
            () if shown.too_long || text.len() > limits.cell_bytes => Cell::TooLong,
            () if !text.is_empty() => Cell::Text(text),
            () if self.is_formula && !self.has_kind => Cell::NoValue,
            () => Cell::Empty,
        })
    }
}

/// A number that an element says of itself.
///
/// # Errors
/// If it is none.
pub(super) fn count<T: std::str::FromStr>(text: &str) -> Result<T, Trouble> {
    text.trim().parse().map_err(|_| Trouble::Damaged)
}

/// The text that a cell's paragraphs show, one line each.
#[derive(Default)]
struct Shown {
    text: String,
    paragraphs: usize,
    /// How many paragraphs are open; text outside of one is white space of the file.
    open: usize,
    too_long: bool,
    most: usize,
}

impl Shown {
    fn read(xml: &mut Xml, cell: &BytesStart, limits: &Limits) -> Result<Shown, Trouble> {
        let mut shown = Shown { most: limits.cell_bytes, ..Shown::default() };
        let mut buffer = Vec::new();
        loop {
            buffer.clear();
            match xml.read_event_into(&mut buffer).map_err(|_| Trouble::Damaged)? {
                Event::Start(element) => shown.start(xml, &element)?,
                Event::End(element) if element.name() == cell.name() => return Ok(shown),
                Event::End(element) if element.name().as_ref() == "text:p" => shown.open = shown.open.saturating_sub(1),
                Event::Text(text) if shown.open > 0 => shown.push(&text.xml10_content(), 1),
                Event::CData(text) if shown.open > 0 => shown.push(&text.xml10_content(), 1),
                Event::GeneralRef(entity) if shown.open > 0 => {
                    let mut letter = [0; 4];
                    shown.push(resolved(&entity, &mut letter)?, 1);
                }
                Event::Eof => return Err(Trouble::Damaged),
                _ => {}
            }
        }
    }

    fn start(&mut self, xml: &mut Xml, element: &BytesStart) -> Result<(), Trouble> {
        match element.name().as_ref() {
            "text:p" => {
                if self.paragraphs > 0 {
                    self.push("\n", 1);
                }
                self.paragraphs += 1;
                self.open += 1;
            }
            "text:s" => {
                let spaces = attribute(element, "text:c")?.map_or(Ok(1), |text| count(&text))?;
                self.push(" ", spaces);
            }
            "text:tab" => self.push("\t", 1),
            "text:line-break" => self.push("\n", 1),
            // Comments, pictures, and tables within the cell are not its text.
            "office:annotation" | "draw:frame" | "table:table" => skip(xml, element)?,
            _ => {}
        }
        Ok(())
    }

    fn push(&mut self, text: &str, times: usize) {
        let added = text.len().saturating_mul(times);
        if self.too_long || self.text.len().saturating_add(added) > self.most {
            self.too_long = true;
        } else {
            (0..times).for_each(|_| self.text.push_str(text));
        }
    }
}

/// The character that an entity stands for. Only those of XML itself are known: a file that brings its
/// own could make a short text as long as it likes.
fn resolved<'a>(entity: &BytesRef, letter: &'a mut [u8; 4]) -> Result<&'a str, Trouble> {
    if let Some(known) = resolve_xml_entity(entity.as_ref()) {
        return Ok(known);
    }
    match entity.resolve_char_ref() {
        Ok(Some(character)) => Ok(character.encode_utf8(letter)),
        _ => Err(Trouble::Damaged),
    }
}
