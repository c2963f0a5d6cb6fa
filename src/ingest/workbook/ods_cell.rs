use super::Limits;
use super::ods::{Xml, attribute, skip};
use super::text::{write_iso_duration, write_iso_moment, write_number};
use super::trouble::Trouble;
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

/// Reads a cell to its end. Its value stands in its attributes, as text in its paragraphs, or both; a
/// text's and an error's is what the paragraphs show.
pub(super) fn read(xml: &mut Xml, element: &BytesStart, limits: &Limits) -> Result<Cell, Trouble> {
    let kind = attribute(element, "office:value-type")?;
    let is_error = attribute(element, "calcext:value-type")?.as_deref() == Some("error");
    let formula = attribute(element, "table:formula")?.is_some();
    let mut value = String::new();
    if !is_error {
        write_value(element, kind.as_deref(), &mut value)?;
    }
    let shown = Shown::read(xml, element, limits)?;
    let text = if value.is_empty() { shown.text } else { value };
    Ok(match () {
        () if shown.too_long || text.len() > limits.cell_bytes => Cell::TooLong,
        () if !text.is_empty() => Cell::Text(text),
        () if formula && kind.is_none() => Cell::NoValue,
        () => Cell::Empty,
    })
}

/// The value in a cell's attributes; nothing if it has none.
fn write_value(element: &BytesStart, kind: Option<&str>, value: &mut String) -> Result<(), Trouble> {
    match kind {
        Some("float" | "percentage" | "currency") => {
            if let Some(text) = attribute(element, "office:value")? {
                match text.parse() {
                    Ok(number) => write_number(number, value),
                    Err(_) => value.push_str(&text),
                }
            }
        }
        Some("date") => {
            if let Some(text) = attribute(element, "office:date-value")? {
                write_iso_moment(&text, value);
            }
        }
        Some("time") => {
            if let Some(text) = attribute(element, "office:time-value")? {
                write_iso_duration(&text, value);
            }
        }
        Some("boolean") => match attribute(element, "office:boolean-value")? {
            Some(truth) if truth.eq_ignore_ascii_case("true") => value.push_str("TRUE"),
            Some(_) => value.push_str("FALSE"),
            None => {}
        },
        Some("string") => value.push_str(&attribute(element, "office:string-value")?.unwrap_or_default()),
        _ => {}
    }
    Ok(())
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
                let count = attribute(element, "text:c")?.map_or(Ok(1), |count| count.parse());
                self.push(" ", count.map_err(|_| Trouble::Damaged)?);
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
