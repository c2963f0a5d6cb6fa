//! The dates within a PDF: the day the evaluation speaks of, where the browser put the time of printing.

use memchr::memmem;

/// A PDF dated `as_of`, a day as `2004-07-31`. The dates keep their length, so every offset in the file holds.
pub(super) fn dated(mut pdf: Vec<u8>, as_of: &str) -> Vec<u8> {
    let day: String = as_of.chars().filter(char::is_ascii_digit).collect();
    let date = format!("(D:{day}000000+00'00')");
    for key in ["/CreationDate ", "/ModDate "] {
        let Some(at) = memmem::find(&pdf, key.as_bytes()) else { continue };
        let start = at + key.len();
        if let Some(place) = pdf.get_mut(start..start + date.len())
            && place.starts_with(b"(D:")
            && place.ends_with(b")")
        {
            place.copy_from_slice(date.as_bytes());
        }
    }
    pdf
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_of_printing_gives_way_to_the_day_of_the_evaluation() {
        let pdf = b"<</CreationDate (D:20261124225110+00'00')\n/ModDate (D:20261124225110+00'00')>>".to_vec();
        let dated = dated(pdf, "2004-07-31");
        let wanted = "<</CreationDate (D:20040731000000+00'00')\n/ModDate (D:20040731000000+00'00')>>";
        assert_eq!(String::from_utf8(dated).unwrap(), wanted);
    }

    #[test]
    fn a_date_of_another_form_is_left_as_it_is() {
        let pdf = b"/CreationDate (D:2026) /Creator (x, and as much again)".to_vec();
        assert_eq!(dated(pdf.clone(), "2004-07-31"), pdf);
    }
}
