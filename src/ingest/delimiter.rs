use super::rows::{Rows, Trouble, after_line_end};
use csv::StringRecord;

/// Records looked at.
const SAMPLE: usize = 100;
/// Bytes looked at.
const SAMPLE_BYTES: usize = 1 << 20;
/// What can stand between cells, the likeliest first.
const CANDIDATES: [u8; 4] = [b',', b';', b'\t', b'|'];
/// The share of records that a delimiter must divide alike to be believed on that alone.
const SHARE: f64 = 0.5;

/// The character between a text's cells: comma, semicolon, tab or pipe.
///
/// Where the first line names it for Excel (`sep=;`), that one. Else the one by which the most of the
/// first records have as many cells as the record above or below, and more than one; among equals the
/// one with more cells. So lines above a table, decimal commas and commas in sentences do not decide.
/// Where none divides half of the records so, the one by which the first record has the most cells.
/// Where that is one cell too, the text has one column, and the answer is one that divides no record.
#[must_use]
pub fn find_delimiter(text: &str) -> u8 {
    if let Some((delimiter, _)) = named_delimiter(text) {
        return delimiter;
    }
    let sample = text.get(..text.floor_char_boundary(SAMPLE_BYTES)).unwrap_or_default();
    let widths = CANDIDATES.map(|candidate| (candidate, widths(sample, candidate, sample.len() < text.len())));
    let believed = widths.iter().map(|(candidate, widths)| (*candidate, alike(widths)));
    let believed = believed.filter(|(_, (share, _))| *share >= SHARE);
    let by_rows = first_largest(believed.map(|(candidate, (share, width))| (candidate, share * share * width)));
    let by_head = || {
        let heads = widths.iter().map(|(candidate, widths)| (*candidate, widths.first().copied().unwrap_or(0)));
        first_largest(heads.filter(|(_, width)| *width > 1).map(|(candidate, width)| (candidate, width as f64)))
    };
    let by_none = || widths.iter().find(|(_, widths)| widths.iter().all(|width| *width < 2)).map(|(one, _)| *one);
    by_rows.or_else(by_head).or_else(by_none).unwrap_or(b',')
}

/// The delimiter that a first line names for Excel, and the byte after that line.
pub(super) fn named_delimiter(text: &str) -> Option<(u8, usize)> {
    let bytes = text.as_bytes();
    let named = bytes.get(..4)?.eq_ignore_ascii_case(b"sep=").then(|| bytes.get(4).copied())??;
    let line = if bytes.len() == 5 { 5 } else { after_line_end(bytes, 5)? };
    (named.is_ascii() && !matches!(named, b'"' | b'\r' | b'\n')).then_some((named, line))
}

/// How many cells the first records have by a delimiter; 0 for those of which that cannot be said.
fn widths(sample: &str, delimiter: u8, cut: bool) -> Vec<usize> {
    let (mut rows, mut cells, mut widths) = (Rows::new(sample, delimiter), StringRecord::new(), Vec::new());
    while widths.len() < SAMPLE
        && let Some(head) = rows.read(&mut cells)
    {
        let sound = matches!(head.trouble, None | Some(Trouble::LongCell));
        widths.push(if sound { cells.len() } else { 0 });
    }
    if cut && widths.len() < SAMPLE && widths.len() > 1 {
        // The sample ends somewhere within its last record.
        widths.pop();
    }
    widths
}

/// The share of records with more than one cell and as many as the record above or below, and how much
/// their number of cells says: the share of a record's cells that have a delimiter before them.
fn alike(widths: &[usize]) -> (f64, f64) {
    let width = |at: usize| widths.get(at).copied();
    let like_a_neighbour = |at: &usize| {
        let own = width(*at);
        own > Some(1)
            && (widths.len() == 1 || own == width(at + 1) || at.checked_sub(1).is_some_and(|at| own == width(at)))
    };
    let alike: Vec<usize> = (0..widths.len()).filter(like_a_neighbour).filter_map(width).collect();
    if alike.is_empty() {
        return (0.0, 0.0);
    }
    let (records, cells) = (alike.len() as f64, alike.iter().sum::<usize>() as f64);
    (records / widths.len() as f64, 1.0 - records / cells)
}

/// The first of those with the largest number.
fn first_largest(candidates: impl Iterator<Item = (u8, f64)>) -> Option<u8> {
    candidates.reduce(|best, next| if next.1 > best.1 { next } else { best }).map(|(candidate, _)| candidate)
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
        assert_eq!(find_delimiter("a;b\n"), b';');
        assert_eq!(find_delimiter(""), b',');
    }

    #[test]
    fn lines_above_the_table_do_not_decide() {
        let text = "Attendance, spring term\n\n2. Participants\nName;Hours;Role\nA;1,5;host\nB;2,5;guest\n";
        assert_eq!(find_delimiter(text), b';');
        let sections = "1. Summary\nStart\t9/22/26, 2:48 PM\nEnd\t9/22/26, 3:48 PM\n\n2. People\nName\tIn\tOut\n\
                        A\t9/22/26, 2:50 PM\t9/22/26, 3:40 PM\nB\t9/22/26, 2:51 PM\t9/22/26, 3:41 PM\n";
        assert_eq!(find_delimiter(sections), b'\t');
    }

    #[test]
    fn decimal_commas_in_every_cell_do_not_decide() {
        assert_eq!(find_delimiter("a;b\n1;2,5\n3;4,5\n6;7,5\n"), b';');
    }

    #[test]
    fn sentences_in_one_column_are_not_divided() {
        let text = "comment\nGood, thanks\nYes, but, as I said, no\nFine\nWell, it was long\nYes, once, or more\n";
        assert_ne!(find_delimiter(text), b',');
        assert_eq!(find_delimiter("comment\nGood; thanks\nFine\n"), b',');
    }

    #[test]
    fn rows_of_differing_width_go_by_the_header() {
        assert_eq!(find_delimiter("a,b,c\n1,2\n"), b',');
        assert_eq!(find_delimiter("a;b;c\n1,5;2\n"), b';');
    }

    #[test]
    fn line_ends_and_quotes_do_not_hide_the_delimiter() {
        assert_eq!(find_delimiter("a;b\r1;2\r3;4,5\r"), b';');
        assert_eq!(find_delimiter("a;b;c\n1;\"x;2\n2;y, z;3\n3;y, z;4\n4;y;5\n"), b';');
        assert_eq!(find_delimiter("\"a\";\"b, c\"\n\"1\";\"2, 3\"\n"), b';');
    }

    #[test]
    fn a_line_for_excel_names_it() {
        assert_eq!(find_delimiter("sep=|\r\na,b\r\n1,2\r\n"), b'|');
        assert_eq!(named_delimiter("SEP=;\nrest"), Some((b';', 6)));
        assert_eq!(named_delimiter("sep=;"), Some((b';', 5)));
        for not_named in ["sep=", "sep=;;\na", "sep,b\n", "sep=\u{e9}\n", "sep=\n"] {
            assert_eq!(named_delimiter(not_named), None, "{not_named:?}");
        }
    }
}
