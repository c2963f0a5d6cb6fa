/// Records looked at.
const SAMPLE: usize = 50;

/// The character between a text's cells: of comma, semicolon, tab and pipe the one by which most of
/// the first records have as many cells as the header, more than one. Comma where none divides.
#[must_use]
pub fn find_delimiter(text: &str) -> u8 {
    let mut best = (b',', 0.0, 1);
    for candidate in [b',', b';', b'\t', b'|'] {
        let (share, width) = consistency(text, candidate);
        if width > 1 && (share, width) > (best.1, best.2) {
            best = (candidate, share, width);
        }
    }
    best.0
}

/// The share of records as wide as the header, and its width.
fn consistency(text: &str, delimiter: u8) -> (f64, usize) {
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(text.as_bytes());
    let widths: Vec<usize> = reader.records().take(SAMPLE).flatten().map(|record| record.len()).collect();
    let Some(header) = widths.first().copied() else { return (0.0, 0) };
    let alike = widths.iter().filter(|width| **width == header).count();
    (alike as f64 / widths.len() as f64, header)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_delimiter_is_the_one_that_divides_every_row_alike() {
        assert_eq!(find_delimiter("a,b\n1,2\n"), b',');
        assert_eq!(find_delimiter("a;b;c\n1,5;2;3\n2,5;2;4\n"), b';');
        assert_eq!(find_delimiter("a\tb\n1\t2, and 3\n"), b'\t');
        assert_eq!(find_delimiter("a|b\n\"x|y\"|2\n"), b'|');
        assert_eq!(find_delimiter("only\n1\n"), b',');
    }
}
