use super::Limits;
use super::trouble::Trouble;
use quick_xml::Reader;
use quick_xml::events::Event;
use std::io::{BufReader, Cursor, Read};
use zip::ZipArchive;

/// The fewest bytes that one shared string takes, `<si/>`.
const SHORTEST_STRING: u64 = 5;

/// The bytes that the library keeps for a cell format, next to its texts.
const FORMAT_BYTES: u64 = 512;

/// Looks at what the library would take a workbook's word for: it makes room for as many shared strings
/// as the workbook claims, and copies the texts of fonts and number formats into each cell format.
///
/// # Errors
/// If the workbook claims more strings than it has room for, or its cell formats would take more memory
/// than the limits allow. What cannot be read here is left for the library to say.
pub(super) fn vet(bytes: &[u8], limits: &Limits) -> Result<(), Trouble> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Trouble::Damaged)?;
    for index in 0..archive.len() {
        let Ok(part) = archive.by_index(index) else { continue };
        let name = part.name().map(|name| name.to_lowercase()).unwrap_or_default();
        if name.ends_with("sharedstrings.xml") {
            let size = part.size();
            if claimed_strings(part) > size / SHORTEST_STRING {
                return Err(Trouble::Damaged);
            }
        } else if name.ends_with("styles.xml") && format_bytes(part) > limits.bytes {
            return Err(Trouble::TooManyCells);
        }
    }
    Ok(())
}

fn claimed_strings(part: impl Read) -> u64 {
    let mut reader = Reader::from_reader(BufReader::new(part));
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(element) | Event::Empty(element)) => {
                let claimed = element.try_get_attribute("uniqueCount").ok().flatten();
                return claimed.map_or(0, |claimed| claimed.value.parse().unwrap_or(0));
            }
            Ok(Event::Eof) | Err(_) => return 0,
            Ok(_) => {}
        }
    }
}

/// What the cell formats of a workbook's styles take: each as much as the longest text of any.
fn format_bytes(part: impl Read) -> u64 {
    let mut reader = Reader::from_reader(BufReader::new(part));
    let (mut buffer, mut formats, mut longest) = (Vec::new(), 0_u64, 0_u64);
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(element) | Event::Empty(element)) => {
                formats += u64::from(element.local_name().as_ref() == "xf");
                longest = longest.max(element.attributes_raw().len() as u64);
            }
            Ok(Event::Eof) | Err(_) => return formats.saturating_mul(FORMAT_BYTES + longest),
            Ok(_) => {}
        }
    }
}
