use super::*;
use std::io::{Cursor, Write as _};
use zip::write::SimpleFileOptions;

fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(content).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// What an archive turns out to be: a file's name and length, `workbook` or nothing, and the findings.
fn opened(bytes: &[u8], limits: &Limits) -> (String, Vec<Finding>) {
    let (archive, findings) = open_archive(bytes, "a.zip", limits);
    let what = match archive {
        Archive::Text { name, bytes } => format!("{name}: {}", bytes.len()),
        Archive::Workbook(kind) => format!("{kind:?}"),
        Archive::Refused => String::new(),
    };
    (what, findings)
}

fn found(bytes: &[u8]) -> (String, Vec<&'static str>) {
    let (what, findings) = opened(bytes, &Limits::default());
    (what, findings.iter().map(|finding| finding.code).collect())
}

fn refused(bytes: &[u8], code: &str) {
    assert_eq!(found(bytes), (String::new(), vec![code]));
}

/// Puts other bytes in the place of some, everywhere.
fn exchanged(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    let mut changed = bytes.to_vec();
    let places: Vec<usize> = (0..=bytes.len() - from.len()).filter(|at| bytes[*at..].starts_with(from)).collect();
    assert!(!places.is_empty());
    for at in places {
        changed[at..at + to.len()].copy_from_slice(to);
    }
    changed
}

#[test]
fn an_archive_of_one_file_of_data_is_that_file() {
    assert_eq!(found(&packed(&[("out/survey.csv", b"a,b")])), ("out/survey.csv: 3".to_owned(), vec![]));
    let littered =
        packed(&[("__MACOSX/._survey.csv", b"x"), ("survey.SAV", b"$FL2"), (".DS_Store", b"x"), ("d/", b"")]);
    assert_eq!(found(&littered), ("survey.SAV: 4".to_owned(), vec![]));
}

#[test]
fn what_is_no_data_is_left_aside_and_said() {
    let bytes = packed(&[("survey.csv", b"a"), ("codebook.pdf", b"%PDF")]);
    let (what, findings) = opened(&bytes, &Limits::default());
    assert_eq!((what.as_str(), findings[0].code), ("survey.csv: 1", "archive-rest-unread"));
    assert!(findings[0].message.contains("codebook.pdf"), "{}", findings[0].message);
}

#[test]
fn several_files_of_data_are_named_and_none_is_chosen() {
    let bytes = packed(&[("w1.csv", b"a"), ("w2\u{202e}.csv", b"b")]);
    let (what, findings) = opened(&bytes, &Limits::default());
    assert_eq!((what.as_str(), findings[0].code), ("", "archive-of-several"));
    assert!(findings[0].message.ends_with("2 files of data: `w1.csv`, `w2\u{fffd}.csv`"), "{}", findings[0].message);
}

#[test]
fn an_archive_without_data_or_with_another_archive_is_refused() {
    refused(&packed(&[]), "archive-without-data");
    refused(&packed(&[("a.pdf", b"%PDF")]), "archive-without-data");
    refused(&packed(&[("a.xlsx", b"x")]), "archive-in-archive");
    let inner = packed(&[("a.csv", b"x")]);
    refused(&packed(&[("a.csv", &inner)]), "archive-in-archive");
}

#[test]
fn documents_that_are_no_workbooks_are_named_for_what_they_are() {
    let types = ("[Content_Types].xml", b"<Types/>".as_slice());
    for (parts, kind) in [
        (vec![types, ("xl/workbook.bin", b"")], "XLSB"),
        (vec![types, ("word/document.xml", b"")], "Word"),
        (vec![("mimetype", b"application/vnd.oasis.opendocument.text".as_slice())], "OpenDocument"),
        (vec![("Index/Document.iwa", b"".as_slice())], "Numbers"),
    ] {
        let (what, findings) = opened(&packed(&parts), &Limits::default());
        assert_eq!((what.as_str(), findings[0].code), ("", "unreadable-kind"));
        assert!(findings[0].message.contains(kind), "{}", findings[0].message);
    }
    assert_eq!(found(&packed(&[types, ("xl/workbook.xml", b"")])), ("Xlsx".to_owned(), vec![]));
}

#[test]
fn a_part_that_swells_is_refused_before_it_is_unpacked() {
    let honest = packed(&[("a.csv", &vec![b'a'; 70_000])]);
    let claimed = |size: u32| exchanged(&honest, &70_000_u32.to_le_bytes(), &size.to_le_bytes());
    // What a small part swells to does no harm; this one is refused only for not having what it claims.
    refused(&claimed(64 << 20), "archive-damaged");
    let bomb = claimed((64 << 20) + 1);
    refused(&bomb, "archive-unsafe");
    let small = Limits::up_to(1 << 20);
    assert_eq!(
        opened(&bomb, &small).1.iter().map(|finding| finding.code).collect::<Vec<_>>(),
        ["file-too-large", "archive-unsafe"]
    );
}

#[test]
fn a_part_that_unpacks_to_more_than_it_says_is_refused() {
    let honest = packed(&[("a.csv", &vec![b'a'; 70_000])]);
    let lying = exchanged(&honest, &70_000_u32.to_le_bytes(), &60_000_u32.to_le_bytes());
    refused(&lying, "archive-damaged");
    assert_eq!(check_parts(&honest, |_, _| ()), Ok(()));
    let mut unpacked = 0;
    assert_eq!(check_parts(&lying, |_, chunk| unpacked += chunk.len()), Err(Broken::Damaged));
    assert!(unpacked <= 60_000, "{unpacked} bytes were unpacked");
}

#[test]
fn every_part_is_shown_whole_while_it_is_checked() {
    let content: Vec<u8> = (0..200_000_u32).map(|at| (at % 251) as u8).collect();
    let mut seen = Vec::new();
    check_parts(&packed(&[("a", &content)]), |_, chunk| seen.extend_from_slice(chunk)).unwrap();
    assert_eq!(seen, content);
}

#[test]
fn names_that_lead_astray_are_refused() {
    refused(&packed(&[("../a.csv", b"x")]), "archive-path");
    refused(&packed(&[("..\\a.csv", b"x")]), "archive-path");
    refused(&packed(&[("nul.csv", b"x")]), "archive-path");
    refused(&packed(&[("a.csv", b"x"), ("A.CSV", b"y")]), "archive-path");
    let twice = exchanged(&packed(&[("a.csv", b"x"), ("b.csv", b"y")]), b"b.csv", b"a.csv");
    refused(&twice, "archive-path");
}

#[test]
fn an_encrypted_archive_is_refused() {
    let mut bytes = packed(&[("a.csv", b"x")]);
    let central = (0..bytes.len()).find(|at| bytes[*at..].starts_with(b"PK\x01\x02")).unwrap();
    // The first flag of a part says that it is encrypted.
    bytes[6] |= 1;
    bytes[central + 8] |= 1;
    refused(&bytes, "encrypted-file");
}

#[test]
fn more_parts_than_any_workbook_has_are_refused() {
    let names: Vec<String> = (0..10_001).map(|at| format!("{at}.csv")).collect();
    let parts: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), b"".as_slice())).collect();
    refused(&packed(&parts), "archive-unsafe");
}

#[test]
fn an_archive_that_is_cut_short_is_damaged_wherever_it_is_cut() {
    let whole = packed(&[("a.csv", b"some,cells\n1,2\n")]);
    (0..whole.len()).for_each(|end| refused(&whole[..end], "archive-damaged"));
    let mut changed = whole.clone();
    changed[40] ^= 0xFF;
    refused(&changed, "archive-damaged");
}
