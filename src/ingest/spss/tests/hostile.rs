//! Files that are cut, damaged or made to do harm.

use super::build::File;
use super::fixtures::{JISC, JISC_PLAIN, JISC_ZLIB, KINDS};
use super::{codes, read, refused, rows};
use crate::ingest::Limits;
use crate::ingest::spss::cursor::Order::Little;
use crate::ingest::spss::read_spss;
use flate2::Compression;
use flate2::write::ZlibEncoder;
use proptest::prelude::*;
use std::io::Write;

const LIMITS: Limits = Limits { bytes: 1 << 20, cells: 4096, columns: 64, cell_bytes: 1024, expansion: 200 };

#[test]
fn what_is_no_spss_file_is_said_to_be_none() {
    let ebcdic = b"\x5b\xc6\xd3\xf2 and more";
    for bytes in [b"".as_slice(), b"$FL", b"id,name\n1,a\n", ebcdic, &JISC[..70], &JISC[..300]] {
        assert_eq!(refused(bytes, &LIMITS).0, "sav-unreadable");
    }
}

#[test]
fn numbers_of_an_unknown_kind_are_refused() {
    let mut file = File::new(Little, 1, 1).number("A").end();
    file.bytes[84..92].copy_from_slice(&f64::NAN.to_le_bytes());
    assert_eq!(refused(&file.bytes, &LIMITS).0, "sav-unreadable");
    file.bytes[64] = 7;
    assert_eq!(refused(&file.bytes, &LIMITS).0, "sav-unreadable");
}

#[test]
fn a_cut_file_keeps_its_whole_cases_and_says_how_many_there_were() {
    let whole = JISC_PLAIN.len();
    for (cut, left) in [(1, 3), (64, 3), (65, 2), (4 * 64, 0)] {
        let (sheet, findings) = read(&JISC_PLAIN[..whole - cut]);
        assert_eq!(rows(&sheet).len(), left + 1);
        assert_eq!(codes(&findings), ["truncated-file"]);
        assert_eq!(findings[0].message, format!("the file is cut off; whole cases that are there: {left} of 4"));
    }
}

#[test]
fn every_cut_of_every_file_is_said() {
    for file in [JISC, JISC_PLAIN, JISC_ZLIB, KINDS] {
        for end in 0..file.len() {
            let (sheet, findings) = read_spss(&file[..end], "a.sav", &LIMITS);
            let all_read = sheet.is_some_and(|sheet| rows(&sheet) == rows(&read(file).0));
            assert!(all_read || !findings.is_empty(), "cut at {end} of {}", file.len());
        }
    }
}

#[test]
fn a_file_of_unknown_length_that_ends_within_a_case_is_cut() {
    let file = File::new(Little, 0, -1).number("A").number("B").end().double(1.0).double(2.0).double(3.0);
    let (sheet, findings) = read(&file.bytes);
    assert_eq!(rows(&sheet).len(), 2);
    assert_eq!(codes(&findings), ["truncated-file"]);
    let file = File::new(Little, 1, -1).number("A").end().raw(&[101, 253, 0, 0, 0, 0, 0, 0]).raw(b"1234");
    let (sheet, findings) = read(&file.bytes);
    assert_eq!(rows(&sheet).len(), 2);
    assert_eq!(codes(&findings), ["truncated-file"]);
}

#[test]
fn more_cases_than_the_header_says_are_not_read_in_silence() {
    let file = File::new(Little, 0, 1).number("A").end().double(1.0).double(2.0);
    let (sheet, findings) = read(&file.bytes);
    assert_eq!(rows(&sheet).len(), 2);
    assert_eq!(codes(&findings), ["sav-surplus"]);
}

#[test]
fn counts_that_lie_take_no_memory() {
    let most = i32::MAX;
    let start = || File::new(Little, 0, most).number("A");
    for lie in [
        start().ints(&[3, most]),
        start().ints(&[3, 0, 4, most]),
        start().ints(&[6, most]),
        start().ints(&[7, 999, most, most]),
        start().ints(&[7, 3, -1, 1]),
        start().ints(&[2, 0, 1, 0, 0, 0]).raw(b"B       ").ints(&[most]),
        start().ints(&[2, most, 0, 0, 0, 0]).raw(b"B       "),
        start().text(b"B", 256).end(),
        start().ints(&[2, 0, 0, most, 0, 0]).raw(b"B       "),
        start().ints(&[2, 0, 0, i32::MIN, 0, 0]).raw(b"B       "),
        start().ints(&[2, 20, 0, 0, 0, 0]).raw(b"B       ").end(),
        start().ints(&[2, -1, 0, 0, 0, 0]).raw(b"        ").end(),
        start().ints(&[5, 0]),
        File::new(Little, 0, 0).end(),
        File::new(Little, 9, 0).number("A").end(),
    ] {
        assert_eq!(refused(&lie.bytes, &Limits::default()).0, "sav-unreadable");
    }
    let (sheet, findings) = read(&start().end().double(1.0).bytes);
    assert_eq!((rows(&sheet).len(), codes(&findings)), (2, vec!["truncated-file"]));
}

#[test]
fn limits_hold_for_columns_cells_widths_and_labels() {
    let columns = (0..65).fold(File::new(Little, 0, 0), |file, at| file.number(&format!("V{at}"))).end();
    assert_eq!(refused(&columns.bytes, &LIMITS).0, "file-too-large");
    let cells = File::new(Little, 1, -1).number("A").end().raw(&[101; 5000]);
    assert_eq!(refused(&cells.bytes, &LIMITS).0, "file-too-large");
    let width = (0..5).fold(File::new(Little, 0, 0), |file, _| file.text(b"LONG", 255));
    assert_eq!(refused(&width.extension(14, b"LONG=01200").end().bytes, &LIMITS).0, "file-too-large");
    let set: Vec<(f64, &[u8])> = (0..1000).map(|code| (f64::from(code), b"label".as_slice())).collect();
    let labels = File::new(Little, 0, 0).number("A").labels(&set, &[1; 1000]).end();
    assert_eq!(refused(&labels.bytes, &LIMITS).0, "file-too-large");
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// A file whose cases are these packed blocks.
fn zlib(cases: i32, blocks: &[u8]) -> Vec<u8> {
    let file = File::new(Little, 2, cases).number("A").end();
    let begins = file.bytes.len() as i64;
    let file = file.long(begins).long(begins + 24 + blocks.len() as i64).long(24).raw(blocks);
    file.long(-100).long(0).ints(&[0x3f_f000, 1]).bytes
}

#[test]
fn blocks_are_read_one_after_the_other() {
    let blocks = [packed(&[101, 102, 253]), packed(&[104, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 8, 64])].concat();
    let (sheet, findings) = read(&zlib(4, &blocks));
    assert_eq!(findings, []);
    assert_eq!(rows(&sheet)[1..], [(1, vec!["1"]), (2, vec!["2"]), (3, vec!["3"]), (4, vec!["4"])]);
}

#[test]
fn blocks_that_end_with_the_file_need_no_last_command() {
    let file = zlib(-1, &packed(&[101, 102, 0, 0, 0, 0, 0, 0]));
    let (sheet, findings) = read(&file);
    assert_eq!(findings, []);
    assert_eq!(rows(&sheet).len(), 3);
    // The trailer and the check sum before it are gone, or all but a part of what stands before the blocks.
    for end in [file.len() - 24 - 2, file.len() - 24 - 16 - 10] {
        assert_eq!(codes(&read(&file[..end]).1), ["truncated-file"], "{end} of {}", file.len());
    }
}

#[test]
fn a_small_file_may_unpack_to_much() {
    // 1,000 times its size, and nothing beside what any file may take.
    let limits = Limits { expansion: 1, ..LIMITS };
    let filler = [vec![101; 8], vec![0; 1 << 19]].concat();
    let (sheet, findings) = read_spss(&zlib(-1, &packed(&filler)), "a.sav", &limits);
    assert_eq!(findings, []);
    assert_eq!(sheet.map(|sheet| rows(&sheet).len()), Some(9));
}

#[test]
fn packed_data_that_do_not_match_their_check_sum_are_an_error() {
    let mut block = packed(&[101, 102, 103, 104, 252, 0, 0, 0]);
    *block.last_mut().unwrap() ^= 1;
    let (_, findings) = read(&zlib(4, &block));
    assert_eq!(codes(&findings), ["damaged-file"]);
    assert!(crate::finding::any_error(&findings));
}

#[test]
fn a_file_that_unpacks_without_end_is_refused() {
    // Filler: no cell would ever come of it.
    let filler = packed(&vec![0; 2 << 20]);
    assert_eq!(refused(&zlib(-1, &filler), &LIMITS).0, "file-too-large");
    let empty = packed(b"").repeat(200_000);
    let (_, findings) = read_spss(&zlib(-1, &empty), "a.sav", &Limits::default());
    assert_eq!(codes(&findings), ["damaged-file"]);
}

proptest! {
    #[test]
    fn no_bytes_after_a_good_start_are_too_much(bytes in proptest::collection::vec(any::<u8>(), 0..2000)) {
        for start in [&b"$FL2"[..], &JISC[..176], &JISC_ZLIB[..176], &KINDS[..208]] {
            let _ = read_spss(&[start, &bytes].concat(), "a.sav", &LIMITS);
        }
    }

    #[test]
    fn no_damage_is_too_much(
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
        end in any::<prop::sample::Index>(),
        cut in any::<bool>(),
        which in 0..4_usize,
    ) {
        let mut bytes = [JISC, JISC_PLAIN, JISC_ZLIB, KINDS][which].to_vec();
        for (place, byte) in changes {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        if cut {
            bytes.truncate(end.index(bytes.len()));
        }
        let (sheet, findings) = read_spss(&bytes, "a.sav", &LIMITS);
        prop_assert!(sheet.is_some() || crate::finding::any_error(&findings));
    }
}
