//! One hostile file each.

use super::{CANARY, GROUPS, PLAN, check, with_bytes, with_file};
use std::fs;
use std::io::{Cursor, Write as _};
use std::path::Path;
use std::process::Command;
use zip::write::SimpleFileOptions;

const HEADER: &str = "respondent_id,group_id,submitted_on,ms01\n";

fn fixture(path: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/inputs").join(path)).unwrap()
}

fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(content.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// An Excel workbook of one sheet with this XML, and these shared strings.
fn excel(sheet: &str, strings: &str) -> Vec<u8> {
    let kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let relation = |kind: &str, target: &str| {
        format!(r#"<Relationships><Relationship Id="r1" Type="{kinds}/{kind}" Target="{target}"/></Relationships>"#)
    };
    let book =
        format!(r#"<workbook xmlns:r="{kinds}"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>"#);
    packed(&[
        ("[Content_Types].xml", "<Types/>"),
        ("_rels/.rels", &relation("officeDocument", "xl/workbook.xml")),
        ("xl/_rels/workbook.xml.rels", &relation("worksheet", "worksheets/sheet1.xml")),
        ("xl/workbook.xml", &book),
        ("xl/worksheets/sheet1.xml", sheet),
        ("xl/sharedStrings.xml", strings),
    ])
}

/// A worksheet with the survey's header and one return, and what else is given.
fn sheet(before: &str, more: &str) -> String {
    let cell = |text: &str| format!(r#"<c t="inlineStr"><is><t>{text}</t></is></c>"#);
    let row = |cells: [&str; 4]| format!("<row>{}</row>", cells.map(cell).concat());
    let header = row(["respondent_id", "group_id", "submitted_on", "ms01"]);
    let answer = row(["r1", "G1", "2004-03-01", "4"]);
    format!("{before}<worksheet><sheetData>{header}{answer}{more}</sheetData></worksheet>")
}

/// An archive of one file of zeros that unpacks to `times` MiB, and that says `size` of it.
fn bomb(times: usize, size: u32) -> Vec<u8> {
    let mut packer = flate2::Compress::new(flate2::Compression::best(), false);
    let mut block = Vec::with_capacity(1 << 20);
    // Each block starts afresh, so that one can be repeated.
    packer.compress_vec(&vec![0; 1 << 20], &mut block, flate2::FlushCompress::Full).unwrap();
    let mut stream = block.repeat(times);
    stream.extend([3, 0]);
    let (name, packed) = (b"a.csv", u32::try_from(stream.len()).unwrap());
    let mut about = Vec::from([20, 0, 0, 0, 8, 0, 0, 0, 0, 0]);
    about.extend([0_u32, packed, size].map(u32::to_le_bytes).concat());
    about.extend([5, 0, 0, 0]);
    let mut file = [b"PK\x03\x04".as_slice(), &about, name, &stream].concat();
    let list = u32::try_from(file.len()).unwrap();
    let entry = [b"PK\x01\x02\x14\x00".as_slice(), &about, &[0; 14], name].concat();
    file.extend(&entry);
    file.extend(b"PK\x05\x06\x00\x00\x00\x00\x01\x00\x01\x00");
    file.extend([u32::try_from(entry.len()).unwrap(), list].map(u32::to_le_bytes).concat());
    file.extend([0, 0]);
    file
}

#[test]
fn an_archive_that_swells_is_not_unpacked() {
    let bytes = bomb(1024, 1 << 30);
    assert!(bytes.len() < 2 << 20, "{}", bytes.len());
    assert_eq!(with_bytes("hostile.zip", &bytes).finding("archive-unsafe")["severity"], "error");
    with_bytes("hostile.zip", &bomb(1024, 10)).finding("archive-damaged");
}

#[test]
fn no_archive_leads_out_of_its_folder() {
    let dir = tempfile::tempdir().unwrap();
    let inner = dir.path().join("data");
    fs::create_dir(&inner).unwrap();
    fs::write(inner.join("evaluation.toml"), format!("{PLAN}[[source]]\ntable='members'\nfiles=['a.zip']\n")).unwrap();
    fs::write(inner.join("groups.csv"), GROUPS).unwrap();
    fs::write(inner.join("a.zip"), packed(&[("../x.csv", HEADER)])).unwrap();
    check(&inner).finding("archive-path");
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
    assert_eq!(fs::read_dir(&inner).unwrap().count(), 3);
}

#[test]
fn a_cell_in_a_sheets_last_corner_costs_one_row() {
    let far = r#"<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>"#;
    let told = with_bytes("hostile.xlsx", &excel(&sheet("", far), "<sst/>"));
    assert_eq!(told.finding("stray-cell")["column"], "XFD");
    assert_eq!(told.rows(), (2, 1));
}

#[test]
fn entities_of_a_workbook_unfold_to_nothing() {
    let entities: String =
        (1..10).map(|n| format!("<!ENTITY a{n} \"{}\">", format!("&a{};", n - 1).repeat(10))).collect();
    let laughs = format!("<!DOCTYPE x [<!ENTITY a0 \"{CANARY}\">{entities}<!ENTITY f SYSTEM \"file:///etc/passwd\">]>");
    for reference in ["&a9;", "&f;"] {
        let row = format!(r#"<row><c t="inlineStr"><is><t>{reference}</t></is></c><c t="s"><v>0</v></c></row>"#);
        let strings = format!("{laughs}<sst><si><t>{reference}</t></si></sst>");
        let told = with_bytes("hostile.xlsx", &excel(&sheet(&laughs, &row), &strings));
        assert!(told.code == 2 || told.rows().1 <= 1, "{:?}", told.codes());
    }
}

#[test]
fn a_cell_of_a_hundred_megabytes_is_set_aside() {
    let long = format!("{HEADER}r1,G1,2004-03-01,4\nr2,G1,2004-03-01,\"{}\"\n", CANARY.repeat(100 * 116_509));
    let told = with_bytes("hostile.csv", long.as_bytes());
    assert_eq!(told.finding("cell-too-long")["row"], 3);
    assert_eq!(told.rows(), (2, 1));
}

#[test]
fn nul_characters_are_removed_and_said() {
    let told = with_bytes("hostile.csv", format!("{HEADER}r\01,G1,2004-03-01,4\0\n").as_bytes());
    told.finding("nul-bytes");
    assert_eq!(told.rows(), (1, 1));
}

#[test]
fn a_million_columns_are_no_table() {
    let told =
        with_bytes("hostile.csv", format!("{}\n{}\n", "a,".repeat(1_000_000), "1,".repeat(1_000_000)).as_bytes());
    told.finding("too-many-columns");
}

#[test]
fn a_header_with_a_quote_that_never_closes_is_said() {
    let text = "respondent_id,group_id,submitted_on,\"ms01\nr1,G1,2004-03-01,4\nr2,G1,2004-03-01,4\n";
    let told = with_bytes("hostile.csv", text.as_bytes());
    assert_eq!(told.finding("unclosed-quote")["row"], 1);
    assert_eq!(told.rows(), (2, 2));
}

#[test]
fn rows_of_other_lengths_are_set_aside_or_said() {
    let text = format!("{HEADER}r1,G1\nr2,G1,2004-03-01,4,,\nr3,G1,2004-03-01,4,5\nr4,G1,2004-03-01,4\n");
    let told = with_bytes("hostile.csv", text.as_bytes());
    told.finding("ragged-row");
    assert_eq!(told.rows(), (4, 2));
}

#[test]
fn headers_that_stand_twice_or_are_empty_are_said() {
    let text = "respondent_id,group_id,submitted_on,ms01,ms01,,\nr1,G1,2004-03-01,4,5,x,y\n";
    let told = with_bytes("hostile.csv", text.as_bytes());
    assert!(told.codes().iter().any(|code| code.contains("column") || code.contains("header")), "{:?}", told.codes());
}

#[test]
fn files_without_rows_are_said() {
    with_bytes("hostile.csv", HEADER.as_bytes()).finding("no-rows");
    with_bytes("hostile.csv", b"").finding("empty-file");
    with_bytes("hostile.csv", b"\n\n\n").finding("empty-file");
}

#[test]
fn what_a_file_is_is_decided_by_its_content() {
    let page = format!("<html><body><script>{CANARY}</script><table><tr><td>1</td></tr></table></body></html>");
    with_bytes("hostile.xls", page.as_bytes()).finding("not-text");
    let told = with_bytes("hostile.xlsx", format!("{HEADER}r1,G1,2004-03-01,4\n").as_bytes());
    assert_eq!(told.rows(), (1, 1));
    let told = with_bytes("hostile.csv", &excel(&sheet("", ""), "<sst/>"));
    assert_eq!(told.rows(), (1, 1));
    with_bytes("hostile.xlsx", &fixture("workbook/password.xlsx")).finding("encrypted-file");
}

#[test]
fn what_a_survey_file_says_of_itself_is_not_believed() {
    let sound = fixture("spss/jisc.sav");
    // The number of values in a case, and of cases.
    for at in [68, 80] {
        for lie in [i32::MAX, i32::MIN] {
            let mut lying = sound.clone();
            lying[at..at + 4].copy_from_slice(&lie.to_le_bytes());
            let told = with_bytes("hostile.sav", &lying);
            assert!(told.codes().len() > 1, "{at} {lie}: {:?}", told.codes());
        }
    }
    for at in (176..sound.len() - 4).step_by(4) {
        let mut lying = sound.clone();
        lying[at..at + 4].copy_from_slice(&0x7fff_fff0_i32.to_le_bytes());
        let opened = learnframe::ingest::open(lying, "a.sav", &learnframe::ingest::Opening::default());
        assert!(!opened.sheets.is_empty() || !opened.findings.is_empty(), "{at}");
    }
}

#[test]
fn numbers_and_days_beyond_all_bounds_are_set_aside() {
    for (column, cell) in [
        ("ms01", "1e308"),
        ("ms01", "-1e308"),
        ("ms01", "NaN"),
        ("ms01", "99999999999999999999999999"),
        ("submitted_on", "0000-01-01"),
        ("submitted_on", "9999-12-31"),
        ("submitted_on", "99999-01-01"),
        ("submitted_on", "-2004-01-01"),
    ] {
        let text = format!("respondent_id,group_id,{column}\nr1,G1,{cell}\nr2,G2,\n");
        let told = with_bytes("hostile.csv", text.as_bytes());
        assert_eq!(told.rows().0, 2, "{cell}: {:?}", told.codes());
        assert!(!told.codes().is_empty(), "{cell}");
    }
}

#[test]
fn a_file_beyond_the_plans_limit_is_not_read() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("evaluation.toml"), format!("{PLAN}[limits]\nmegabytes = 1\n")).unwrap();
    fs::write(dir.path().join("groups.csv"), format!("{GROUPS}{}", "\n".repeat(2 << 20))).unwrap();
    check(dir.path()).finding("file-too-large");
}

#[test]
fn what_is_no_file_of_the_folder_is_not_read() {
    let pipe = |path: &Path| assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
    with_file("hostile.csv", "", pipe).finding("file-not-found");
    with_file("hostile.csv", "", |path| fs::create_dir(path).unwrap()).finding("file-not-found");
    let outside = tempfile::NamedTempFile::new().unwrap();
    fs::write(outside.path(), format!("{HEADER}r1,G1,2004-03-01,4\n")).unwrap();
    let told = with_file("hostile.csv", "", |path| std::os::unix::fs::symlink(outside.path(), path).unwrap());
    assert_eq!((told.finding("path-outside")["file"].as_str(), told.rows().1), (Some("hostile.csv"), 0));
    // The same of a file in which cells are looked up.
    let lookup = "[source.mapping.lookup.group_id]\nfile = \"pipe.csv\"\nfrom = \"a\"\nto = \"b\"\n";
    let told = with_file("hostile.csv", lookup, |path| {
        fs::write(path, format!("{HEADER}r1,G1,2004-03-01,4\n")).unwrap();
        pipe(&path.with_file_name("pipe.csv"));
    });
    told.finding("file-unreadable");
}

#[test]
fn a_plan_that_is_a_pipe_is_not_waited_for() {
    let dir = tempfile::tempdir().unwrap();
    assert!(Command::new("mkfifo").arg(dir.path().join("evaluation.toml")).status().unwrap().success());
    let (code, out, error) = super::bounded(&["check", &dir.path().to_string_lossy()], dir.path());
    assert_eq!(code, 2, "{out}");
    assert!(error.contains("file-not-readable"), "{error}");
}

#[test]
fn a_quote_that_never_closes_costs_its_own_row() {
    let rows: String = (0..200_000).map(|row| format!("r{row},G1,2004-03-01,4\n")).collect();
    let told = with_bytes("hostile.csv", format!("{HEADER}r,G1,2004-03-01,\"4\n{rows}").as_bytes());
    assert_eq!(told.finding("unclosed-quote")["row"], 2);
    assert_eq!(told.rows(), (200_001, 200_000));
}
