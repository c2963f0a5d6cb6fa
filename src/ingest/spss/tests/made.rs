//! What the other program does not write: the other order of bytes, other encodings, unusual records.

use super::build::{File, SYSTEM_MISSING};
use super::{codes, read, rows};
use crate::finding::Severity;
use crate::ingest::MissingCodes;
use crate::ingest::spss::cursor::Order::{self, Big, Little};

#[test]
fn either_order_of_bytes_is_read() {
    for order in [Little, Big] {
        let file = File::new(order, 0, 2).number_with("AGE", 0, 1, &[-9.0]).text(b"NAME", 10);
        let file = file.labels(&[(-9.0, b"refused")], &[1]).end();
        let file = file.double(41.5).raw(b"Ada Lovelace    ").double(SYSTEM_MISSING).raw(b"Al              ");
        let (sheet, findings) = read(&file.bytes);
        assert_eq!(findings, [], "{order:?}");
        assert_eq!(rows(&sheet)[1..], [(1, vec!["41.5", "Ada Lovela"]), (2, vec!["", "Al"])]);
        let age = &sheet.dictionary.columns["AGE"];
        assert_eq!(age.values, [("-9".to_owned(), "refused".to_owned())]);
        assert_eq!(age.missing, [MissingCodes::Code("-9".to_owned())]);
    }
}

#[test]
fn a_layout_code_of_3_is_as_good_as_2() {
    let mut file = File::new(Big, 0, 1).number("A").end().double(7.0);
    file.bytes[67] = 3;
    assert_eq!(rows(&read(&file.bytes).0), [(0, vec!["A"]), (1, vec!["7"])]);
}

#[test]
fn commands_stand_for_numbers_spaces_and_nothing() {
    for order in [Little, Big] {
        let file = File::new(order, 1, -1).number("A").text(b"B", 4).end();
        let file = file.raw(&[101, 254, 255, 253, 0, 1, 100, 253]).raw(b"text    ").double(0.5);
        let (sheet, findings) = read(&file.raw(&[254, 252, 101, 0, 0, 0, 0, 0]).bytes);
        assert_eq!(codes(&findings), ["truncated-file"; 0]);
        // Number 0 in a text's place is eight zero bytes, which are no text.
        let expected = [(1, vec!["1", ""]), (2, vec!["", "text"]), (3, vec!["-99", ""]), (4, vec!["0.5", ""])];
        assert_eq!(rows(&sheet)[1..], expected);
    }
}

fn with_text(extend: impl Fn(File) -> File) -> File {
    extend(File::new(Little, 0, 1).text(b"CAF\xc9", 8).ints(&[6, 0])).end().raw(b"d\xe9j\xe0 vu ")
}

#[test]
fn the_code_page_tells_what_text_is_in() {
    let (sheet, findings) = read(&with_text(|file| file.code_page(1252)).bytes);
    assert_eq!(findings, []);
    assert_eq!(rows(&sheet), [(0, vec!["CAFÉ"]), (1, vec!["déjà vu"])]);
    let (sheet, _) = read(&with_text(|file| file.code_page(1251)).bytes);
    assert_eq!(rows(&sheet)[1].1, ["dйjа vu"]);
}

#[test]
fn text_in_no_named_encoding_is_read_with_a_warning() {
    for file in [with_text(|file| file), with_text(|file| file.code_page(2))] {
        let (sheet, findings) = read(&file.bytes);
        assert_eq!(codes(&findings), ["encoding"]);
        assert_eq!(rows(&sheet), [(0, vec!["CAFÉ"]), (1, vec!["déjà vu"])]);
    }
}

#[test]
fn bytes_that_stand_for_nothing_are_replaced_and_said_once() {
    let (sheet, findings) = read(&with_text(|file| file.extension(20, b"utf-8")).bytes);
    assert_eq!(codes(&findings), ["encoding"]);
    assert!(findings[0].message.contains("cells and labels: 2"), "{}", findings[0].message);
    assert_eq!(rows(&sheet)[1].1, ["d\u{fffd}j\u{fffd} vu"]);
}

#[test]
fn long_names_are_the_headers() {
    let file = File::new(Little, 0, 0).number("Q1").number("Q2").extension(13, b"q1=Question_1\tOTHER=x").end();
    assert_eq!(rows(&read(&file.bytes).0), [(0, vec!["Question_1", "Q2"])]);
    let file = File::new(Little, 0, 0).number("q1").extension(13, b"Q1=Question_1").end();
    assert_eq!(rows(&read(&file.bytes).0), [(0, vec!["Question_1"])]);
}

#[test]
fn records_about_long_strings_name_them_by_either_name() {
    for name in [b"COMM", b"Long"] {
        let labels = [&b"\x04\0\0\0"[..], name, b"\x0c\0\0\0\x01\0\0\0\x02\0\0\0ab\x03\0\0\0one"].concat();
        let missing = [&b"\x04\0\0\0"[..], name, b"\x02\x02\0\0\0zzy "].concat();
        let file = File::new(Little, 0, 0).text(b"COMM", 12).extension(13, b"COMM=Long");
        let (sheet, findings) = read(&file.extension(21, &labels).extension(22, &missing).end().bytes);
        assert_eq!(findings, []);
        let described = &sheet.dictionary.columns["Long"];
        assert_eq!(described.values, [("ab".to_owned(), "one".to_owned())]);
        assert_eq!(described.missing, ["zz", "y"].map(|code| MissingCodes::Code(code.to_owned())));
    }
}

/// A string of 600 bytes, in three parts of which two are full.
fn very_long(parts: usize) -> File {
    let mut file = File::new(Little, 0, 1).number("A");
    for (name, width) in [(b"LONG", 255), (b"LON0", 255), (b"LON1", 96)].into_iter().take(parts) {
        file = file.text(name, width);
    }
    file.text(b"LAST", 1).extension(14, b"LONG=00600\0\t").end()
}

#[test]
fn parts_of_very_long_strings_are_joined_and_are_no_columns() {
    let text: Vec<u8> = (0..600).map(|at| b'a' + (at % 26) as u8).collect();
    let mut file = very_long(3).double(1.0);
    for part in text.chunks(255) {
        file = file.raw(part).raw(&vec![b'#'; 256 - part.len()]);
    }
    // The third part has room for the 90 bytes that are left, and no more.
    file.bytes.truncate(file.bytes.len() - 256 + 96);
    let (sheet, findings) = read(&file.raw(b"z       ").bytes);
    assert_eq!(findings, []);
    assert_eq!(rows(&sheet)[0].1, ["A", "LONG", "LAST"]);
    assert_eq!(rows(&sheet)[1].1, ["1", std::str::from_utf8(&text).unwrap(), "z"]);
}

#[test]
fn a_very_long_string_without_its_parts_stays_as_it_is() {
    let (sheet, findings) = read(&very_long(2).bytes);
    assert_eq!(codes(&findings), ["truncated-file", "sav-dictionary"]);
    assert_eq!(rows(&sheet)[0].1, ["A", "LONG", "LON0", "LAST"]);
    let narrow = File::new(Little, 0, 0).text(b"LONG", 255).text(b"LON0", 250).text(b"LON1", 96);
    let (sheet, findings) = read(&narrow.extension(14, b"LONG=00600").end().bytes);
    assert_eq!(codes(&findings), ["sav-dictionary"]);
    assert_eq!(rows(&sheet)[0].1, ["LONG", "LON0", "LON1"]);
}

#[test]
fn a_short_string_keeps_its_own_width() {
    let file = File::new(Little, 0, 1).text(b"A", 8).extension(14, b"A=00003").end().raw(b"whole   ");
    assert_eq!(rows(&read(&file.bytes).0)[1].1, ["whole"]);
}

#[test]
fn open_ends_of_missing_ranges_are_infinite() {
    for lowest in [f64::MIN, f64::MIN.next_up()] {
        let file = File::new(Little, 0, 0).number_with("A", 0, -3, &[lowest, -1.0, 99.0]);
        let file = file.number_with("B", 0, -2, &[90.0, f64::MAX]).end();
        let (sheet, findings) = read(&file.bytes);
        assert_eq!(findings, []);
        let low = MissingCodes::Range { low: f64::NEG_INFINITY, high: -1.0 };
        assert_eq!(sheet.dictionary.columns["A"].missing, [low, MissingCodes::Code("99".to_owned())]);
        let high = MissingCodes::Range { low: 90.0, high: f64::INFINITY };
        assert_eq!(sheet.dictionary.columns["B"].missing, [high]);
    }
}

#[test]
fn a_program_may_have_its_own_number_for_no_value() {
    let own = |file: File| file.ints(&[7, 4, 8, 3]).double(-1e9).double(1e9).double(-2e9);
    let file = own(File::new(Little, 0, 4).number_with("A", 0, -2, &[50.0, 1e9]));
    let file = file.number_with("B", 0, -2, &[-2e9, 0.0]).end();
    let cases = [[-1e9, 0.0], [1.0, 2.0], [f64::MIN, 3.0], [f64::NAN, 4.0]];
    let (sheet, _) = read(&cases.concat().into_iter().fold(file, File::double).bytes);
    assert_eq!(rows(&sheet)[1..], [(1, vec!["", "0"]), (2, vec!["1", "2"]), (3, vec!["", "3"]), (4, vec!["", "4"])]);
    let low = MissingCodes::Range { low: f64::NEG_INFINITY, high: 0.0 };
    assert_eq!(sheet.dictionary.columns["B"].missing, [low]);
    let range = MissingCodes::Range { low: 50.0, high: f64::INFINITY };
    assert_eq!(sheet.dictionary.columns["A"].missing, [range]);
}

#[test]
fn a_day_outside_the_calendar_stands_as_a_number_with_a_warning() {
    let day = 20 << 16;
    let file = File::new(Little, 0, 3).number_with("DAY", day, 0, &[]).end();
    let (sheet, findings) = read(&file.double(0.0).double(-5.0).double(1e300).bytes);
    assert_eq!(rows(&sheet)[1..], [(1, vec!["1582-10-14"]), (2, vec!["-5"]), (3, vec!["1E300"])]);
    assert_eq!(codes(&findings), ["sav-date"]);
    assert_eq!(findings[0].place.to_string(), "a.sav, row 2, column DAY");
}

#[test]
fn what_a_dictionary_says_in_vain_is_said_by_kind() {
    let day = 20 << 16;
    let file = File::new(Little, 0, 0).number("A").number("A").text(b"B", 12).number_with("D", day, -2, &[1.0, 2.0]);
    let file = file.number_with("E", 0, -2, &[f64::NAN, 2.0]);
    let file = file.labels(&[(1.0, b"one")], &[0, 99, -1, 3]).extension(21, b"\x01\0\0\0Z\x0c\0\0\0\0\0\0\0");
    let (sheet, findings) = read(&file.extension(22, b"\x01\0\0\0B\x01\xff").end().bytes);
    assert_eq!(rows(&sheet)[0].1, ["A", "A", "B", "D", "E"]);
    assert!(findings.iter().all(|finding| (finding.code, finding.severity) == ("sav-dictionary", Severity::Warning)));
    let said: Vec<&str> = findings.iter().map(|finding| finding.message.as_str()).collect();
    assert_eq!(said.len(), 7, "{said:#?}");
    assert!(said.iter().any(|message| message.contains("not there, which could not be used (times: 3)")));
}

#[test]
fn unknown_records_documents_and_sets_are_passed_over() {
    let file = File::new(Little, 0, 1).number("A").ints(&[6, 2]).raw(&[b'd'; 160]);
    let file = file.extension(7, b"$a=D1 1 0  a b\n").extension(19, b"$b=E 1 1 1 0  a b\n").extension(777, b"?");
    let (sheet, findings) = read(&file.end().double(3.0).bytes);
    assert_eq!(findings, []);
    assert_eq!(rows(&sheet), [(0, vec!["A"]), (1, vec!["3"])]);
}

#[test]
fn a_weight_is_named_and_not_applied() {
    let mut file = File::new(Little, 0, 1).number("A").number("W").end().double(3.0).double(2.0);
    file.bytes[76] = 2;
    let (_, findings) = read(&file.bytes);
    assert_eq!(codes(&findings), ["sav-weighted"]);
    assert_eq!(findings[0].place.column.as_deref(), Some("W"));
}

#[test]
fn the_number_of_cases_may_stand_in_a_record_of_its_own() {
    let file = |order: Order| File::new(order, 0, -1).number("A").ints(&[7, 16, 8, 2]).long(1).long(3).end();
    for order in [Little, Big] {
        let (sheet, findings) = read(&file(order).double(3.0).bytes);
        assert_eq!(rows(&sheet).len(), 2);
        assert!(findings[0].message.contains("are there: 1 of 3"), "{}", findings[0].message);
    }
}
