use super::text::{write_duration, write_iso_duration, write_iso_moment, write_moment, write_number};
use calamine::Data;

/// Writes a cell's value as a CSV file would have it. `since_1904` says from which year the workbook
/// counts its days.
pub(super) fn write_value(value: &Data, since_1904: bool, text: &mut String) {
    match value {
        Data::Int(value) => write_number(*value as f64, text),
        Data::Float(value) => write_number(*value, text),
        Data::String(value) => text.push_str(value),
        Data::Bool(value) => text.push_str(if *value { "TRUE" } else { "FALSE" }),
        Data::DateTime(value) if value.is_duration() => write_duration(value.as_f64(), text),
        Data::DateTime(value) => write_moment(value.as_f64(), since_1904, text),
        Data::DateTimeIso(value) => write_iso_moment(value, text),
        Data::DurationIso(value) => write_iso_duration(value, text),
        Data::Error(error) => text.push_str(&error.to_string()),
        Data::Empty => {}
    }
}
