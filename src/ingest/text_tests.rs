//! Whole texts from bytes to records: those that come as real exports do, and any bytes at all.

use super::{FileKind, RowHead, Rows, Trouble, decode, find_delimiter, kind_of};
use csv::StringRecord;
use proptest::prelude::*;

/// A file of `tests/inputs/text`.
macro_rules! input {
    ($name:literal) => {
        include_bytes!(concat!("../../tests/inputs/text/", $name)).as_slice()
    };
}

struct Told {
    codes: Vec<&'static str>,
    delimiter: u8,
    rows: Vec<(RowHead, Vec<String>)>,
}

fn told(bytes: &[u8]) -> Told {
    assert_eq!(kind_of(bytes), FileKind::Text);
    let decoded = decode(bytes.to_vec(), "a.csv", None);
    let text = decoded.text.expect("text");
    let delimiter = find_delimiter(&text);
    let (mut rows, mut cells, mut found) = (Rows::new(&text, delimiter), StringRecord::new(), Vec::new());
    while let Some(head) = rows.read(&mut cells) {
        found.push((head, cells.iter().map(str::to_owned).collect()));
    }
    Told { codes: decoded.findings.iter().map(|finding| finding.code).collect(), delimiter, rows: found }
}

impl Told {
    fn numbers(&self) -> Vec<u64> {
        self.rows.iter().map(|(head, _)| head.number).collect()
    }

    fn troubles(&self) -> Vec<(u64, Trouble)> {
        self.rows.iter().filter_map(|(head, _)| Some((head.number, head.trouble?))).collect()
    }

    fn widths(&self) -> Vec<usize> {
        self.rows.iter().map(|(_, cells)| cells.len()).collect()
    }

    fn cell(&self, row: usize, place: usize) -> &str {
        &self.rows[row].1[place]
    }
}

#[test]
fn a_survey_saved_again_on_a_mac_has_its_accents_and_rows() {
    let told = told(input!("mac_roman_cr.csv"));
    assert_eq!((told.codes.as_slice(), told.delimiter), (["encoding"].as_slice(), b','));
    assert_eq!((told.numbers(), told.widths()), (vec![1, 2, 3, 4], vec![4; 4]));
    assert_eq!((told.cell(2, 3), told.cell(3, 3)), ("It’s déjà vu", "café, très bien"));
}

#[test]
fn a_semicolon_file_with_a_line_for_excel_and_decimal_commas_is_divided_where_it_says() {
    let told = told(input!("windows_1252_sep.csv"));
    assert_eq!((told.codes.as_slice(), told.delimiter), (["encoding"].as_slice(), b';'));
    assert_eq!((told.numbers(), told.widths()), (vec![2, 3, 5], vec![3; 3]));
    assert_eq!((told.cell(1, 1), told.cell(1, 2)), ("12,5", "Zoë – “best so far”"));
}

#[test]
fn a_meeting_report_in_sections_keeps_its_row_numbers() {
    let told = told(input!("utf16le_sections.csv"));
    assert_eq!((told.codes.len(), told.delimiter), (0, b'\t'));
    assert_eq!(told.numbers(), [1, 2, 3, 5, 6, 7, 8]);
    assert_eq!(told.widths(), [1, 2, 2, 1, 3, 3, 3]);
}

#[test]
fn a_survey_quoted_throughout_is_read_with_its_line_breaks() {
    let told = told(input!("utf8_mark_quoted.csv"));
    assert_eq!((told.codes.len(), told.delimiter, told.troubles().len()), (0, b';', 0));
    assert_eq!((told.numbers(), told.widths()), (vec![1, 2, 3], vec![3; 3]));
    assert_eq!((told.cell(0, 0), told.cell(1, 2)), ("id", "one\ntwo; \"three\""));
}

#[test]
fn garbled_letters_are_told_and_what_is_left_of_a_mark_is_gone() {
    let told = told(input!("mojibake.csv"));
    assert_eq!((told.codes.as_slice(), told.cell(0, 0)), (["mojibake"].as_slice(), "RECTYPE"));
    assert_eq!(told.cell(1, 1), "EspaÃ±ol");
}

#[test]
fn a_bad_byte_leaves_the_other_letters_as_they_are() {
    let told = told(input!("bad_byte.csv"));
    assert_eq!((told.codes.as_slice(), told.cell(1, 1)), (["encoding"].as_slice(), "Zoë"));
    assert_eq!(told.cell(2, 1), "Ren\u{fffd}");
}

#[test]
fn quotes_that_go_wrong_cost_their_own_row_only() {
    let told = told(input!("quotes.csv"));
    let expected = [(3, Trouble::UnclosedQuote), (5, Trouble::StrayQuote), (6, Trouble::SwallowedRows { lines: 2 })];
    assert_eq!(told.troubles().get(..3), Some(expected.as_slice()));
    assert_eq!(told.troubles().get(3..), Some([(9, Trouble::UnclosedQuote)].as_slice()));
    assert_eq!(told.numbers(), (1..=10).collect::<Vec<u64>>());
    assert_eq!(told.cell(4, 2), "She said \"keep going\" to us");
}

#[test]
fn a_page_under_a_workbooks_name_is_known() {
    assert_eq!(kind_of(input!("page.xls")), FileKind::Html);
}

/// Bytes of which a good part are those that decide something.
fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let telling = proptest::sample::select(b",;\t|\"\"\"\r\n\n a1=\0\xc3\xa9\xff\xfe\xef\xbb\xbf<$".to_vec());
    let starts =
        proptest::sample::select(vec![b"".as_slice(), b"sep=", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\""]);
    (starts, proptest::collection::vec(prop_oneof![8 => telling, 1 => any::<u8>()], 0..300))
        .prop_map(|(start, rest)| [start, &rest].concat())
}

proptest! {
    #[test]
    fn any_bytes_are_read_to_their_end(bytes in bytes(), declared in proptest::option::of("utf-8|utf-16be|latin-1|x")) {
        let kind = kind_of(&bytes);
        let decoded = decode(bytes.clone(), "a.csv", declared.as_deref());
        let Some(text) = decoded.text else {
            prop_assert!(!decoded.findings.is_empty());
            return Ok(());
        };
        prop_assert!(matches!(kind, FileKind::Text | FileKind::Empty) && !text.contains('\0'));
        let (mut rows, mut cells) = (Rows::new(&text, find_delimiter(&text)), StringRecord::new());
        let (mut last, mut read) = (0, 0);
        while let Some(head) = rows.read(&mut cells) {
            prop_assert!(head.number > last && !cells.is_empty());
            (last, read) = (head.number, read + 1);
            prop_assert!(read <= text.len());
        }
    }

    #[test]
    fn no_letter_or_digit_is_lost_between_text_and_records(text in "([a-c1]|[,\"\r\n ]|é){0,100}") {
        let (mut rows, mut cells, mut kept) = (Rows::new(&text, b','), StringRecord::new(), String::new());
        while rows.read(&mut cells).is_some() {
            kept.extend(cells.iter().flat_map(str::chars).filter(|c| c.is_alphanumeric()));
        }
        prop_assert_eq!(kept, text.chars().filter(|c| c.is_alphanumeric()).collect::<String>());
    }
}
