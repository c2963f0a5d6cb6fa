use super::*;

fn told(bytes: &[u8], declared: Option<&str>) -> (String, Vec<&'static str>) {
    let decoded = decode(bytes.to_vec(), "a.csv", declared);
    (decoded.text.unwrap_or_default(), decoded.findings.iter().map(|finding| finding.code).collect())
}

fn sound(bytes: &[u8]) -> String {
    let (text, codes) = told(bytes, None);
    assert_eq!(codes, [""; 0]);
    text
}

fn message(bytes: &[u8]) -> String {
    decode(bytes.to_vec(), "a.csv", None).findings.into_iter().map(|finding| finding.message).collect()
}

#[test]
fn marks_decide_and_are_not_part_of_the_text() {
    assert_eq!(sound(b"\xef\xbb\xbfa,b"), "a,b");
    assert_eq!(sound(b"\xff\xfea\0,\0b\0"), "a,b");
    assert_eq!(sound(b"\xfe\xff\0a\0,\0b"), "a,b");
}

#[test]
fn windows_1252_is_read_with_a_warning_that_says_why() {
    let bytes = b"caf\xe9,\x93so\x94";
    assert_eq!(told(bytes, None), ("café,\u{201c}so\u{201d}".to_owned(), vec!["encoding"]));
    assert!(message(bytes).contains("Windows-1252: 3 of 3 characters"), "{}", message(bytes));
}

#[test]
fn mac_roman_is_read_with_a_warning_that_says_why() {
    let bytes = b"caf\x8e,it\xd5s\xca5";
    assert_eq!(told(bytes, None), ("café,it\u{2019}s\u{a0}5".to_owned(), vec!["encoding"]));
    assert!(message(bytes).contains("Mac Roman: 3 of 3 characters"), "{}", message(bytes));
}

#[test]
fn one_bad_byte_does_not_spoil_the_other_accents_and_its_row_is_named() {
    let bytes = b"a,b\n\ncaf\xc3\xa9,\xc3\xa0 la carte\n\"\n\",\xff\n";
    assert_eq!(told(bytes, None), ("a,b\n\ncafé,à la carte\n\"\n\",\u{fffd}\n".to_owned(), vec!["encoding"]));
    assert!(message(bytes).ends_with("in 1 row: 4"), "{}", message(bytes));
}

#[test]
fn utf_16_without_a_mark_is_not_read_as_nonsense() {
    let text = "group_id,name\n1,A\n";
    let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    for bytes in [little, big] {
        assert_eq!(told(&bytes, None), (text.to_owned(), vec!["encoding"]));
    }
}

#[test]
fn what_is_declared_is_certain() {
    assert_eq!(told(b"caf\x8e", Some("mac-roman")), ("café".to_owned(), vec![]));
    assert_eq!(told(b"caf\xe9", Some("Latin-1")), ("café".to_owned(), vec![]));
    assert_eq!(told(b"c\0a\0", Some("utf-16le")), ("ca".to_owned(), vec![]));
    assert_eq!(told(b"\xef\xbb\xbfcaf\xc3\xa9", Some("utf-8")), ("café".to_owned(), vec![]));
}

#[test]
fn what_is_declared_and_does_not_fit_is_told() {
    assert_eq!(told(b"caf\xe9,b", Some("utf-8")), ("caf\u{fffd},b".to_owned(), vec!["encoding"]));
    assert_eq!(told(b"caf\xc3\xa9", Some("windows-1252")), ("cafÃ©".to_owned(), vec!["mojibake"]));
    assert_eq!(told(b"\xef\xbb\xbfa", Some("windows-1252")).1, ["encoding"]);
    for unknown in ["klingon", "iso-2022-kr", ""] {
        assert_eq!(told(b"a", Some(unknown)), (String::new(), vec!["unknown-encoding"]));
    }
}

#[test]
fn garbled_letters_are_told_and_left() {
    let text = "ï»¿a,b\n1,EspaÃ±ol\n";
    assert_eq!(told(text.as_bytes(), None), ("a,b\n1,EspaÃ±ol\n".to_owned(), vec!["mojibake"]));
}

#[test]
fn nul_bytes_are_removed_and_told_and_a_file_of_them_is_no_text() {
    assert_eq!(told(b"a,b\0\n1,2", None), ("a,b\n1,2".to_owned(), vec!["nul-bytes"]));
    assert_eq!(told(&[&[0; 50], b"a,b\n".as_slice()].concat(), None), (String::new(), vec!["not-text"]));
    let utf32: Vec<u8> = "\u{feff}a,b\n".chars().flat_map(|c| u32::from(c).to_le_bytes()).collect();
    assert_eq!(told(&utf32, None), (String::new(), vec!["not-text"]));
}

#[test]
fn what_is_no_text_is_refused() {
    let noise: Vec<u8> = (0..2000_u32).map(|at| (at * at / 7 + at) as u8).collect();
    for bytes in [b"PK\x03\x04rest".as_slice(), b"<html><table>", b"%PDF-1.4", &noise] {
        assert_eq!(told(bytes, None), (String::new(), vec!["not-text"]));
    }
    assert_eq!(sound(b""), "");
}

#[test]
fn a_mark_behind_a_nul_is_a_mark() {
    let decoded = decode("\0\u{feff}\"id\",b\n".as_bytes().to_vec(), "a.csv", None);
    assert_eq!(decoded.text.as_deref(), Some("\"id\",b\n"));
}
