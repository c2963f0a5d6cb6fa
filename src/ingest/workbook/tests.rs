use super::*;
use crate::ingest::archive::{Archive, open_archive};
use std::io::{Cursor, Write as _};
use zip::write::SimpleFileOptions;

const MODERN: &[u8] = include_bytes!("../../../tests/inputs/workbook/modern.xlsx");
const MAC: &[u8] = include_bytes!("../../../tests/inputs/workbook/mac1904.xlsx");
const PASSWORD: &[u8] = include_bytes!("../../../tests/inputs/workbook/password.xlsx");
const OLD: &[u8] = include_bytes!("../../../tests/inputs/workbook/old.xls");
const OLD_1904: &[u8] = include_bytes!("../../../tests/inputs/workbook/old1904.xls");
const OPEN: &[u8] = include_bytes!("../../../tests/inputs/workbook/open.ods");

fn read(bytes: &[u8], kind: WorkbookKind, limits: &Limits) -> (Vec<Sheet>, Vec<Finding>) {
    read_workbook(bytes.to_vec(), kind, "a.xlsx", limits)
}

fn read_well(bytes: &[u8], kind: WorkbookKind) -> (Vec<Sheet>, Vec<Finding>) {
    read(bytes, kind, &Limits::default())
}

fn rows(sheet: &Sheet) -> Vec<(u64, Vec<&str>)> {
    match &sheet.content {
        Content::Rows(rows) => rows.iter().map(|row| (row.number, row.cells.iter().collect())).collect(),
        Content::Text { .. } => panic!("a worksheet is no text"),
    }
}

fn codes(findings: &[Finding]) -> Vec<&'static str> {
    findings.iter().map(|finding| finding.code).collect()
}

pub(super) fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(content).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// An Excel workbook of one sheet with this XML, and these shared strings if any.
fn excel(sheet: &str, strings: Option<&str>) -> Vec<u8> {
    excel_with(sheet, strings.map(|strings| ("xl/sharedStrings.xml", strings)))
}

/// An Excel workbook of one sheet with this XML and perhaps another part.
fn excel_with(sheet: &str, part: Option<(&str, &str)>) -> Vec<u8> {
    let relations = |inner: &str| format!("<Relationships>{inner}</Relationships>");
    let package =
        relations(&format!(r#"<Relationship Id="r1" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/>"#));
    let inside =
        relations(&format!(r#"<Relationship Id="r1" Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>"#));
    let book = format!(
        r#"<workbook xmlns:r="{RELATIONS}"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>"#
    );
    let mut parts: Vec<(&str, &[u8])> = vec![
        ("[Content_Types].xml", b"<Types/>"),
        ("_rels/.rels", package.as_bytes()),
        ("xl/_rels/workbook.xml.rels", inside.as_bytes()),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ];
    parts.extend(part.map(|(name, content)| (name, content.as_bytes())));
    packed(&parts)
}

fn excel_cells(cells: &str) -> Vec<u8> {
    excel(&format!("<worksheet><sheetData>{cells}</sheetData></worksheet>"), None)
}

/// An Open Document spreadsheet of one sheet with these rows.
fn open_document(rows: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content><office:body><office:spreadsheet><table:table table:name=\"S\">{rows}</table:table>\
         </office:spreadsheet></office:body></office:document-content>"
    );
    packed(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", content.as_bytes())])
}

#[test]
fn an_excel_workbook_is_read_as_a_csv_file_would_have_it() {
    let (sheets, _) = read_well(MODERN, WorkbookKind::Xlsx);
    let expected = [
        (1, vec!["Respondent ID", "Start", "Day", "Time", "Spent", "Score", "Consent", "Comment"]),
        (
            2,
            vec![
                "118123456789",
                "2020-06-14T16:31:07",
                "2020-06-14",
                "09:30:00",
                "36:00:00",
                "0.1",
                "TRUE",
                "two\nlines",
            ],
        ),
        (3, vec!["118123456790", "", "", "", "", "", "FALSE", "café & “co” <b>"]),
        (5, vec!["", "", "", "", "", "#N/A", "", "plain bold"]),
    ];
    assert_eq!(rows(&sheets[0]), expected);
}

#[test]
fn sheets_come_in_order_with_the_hidden_ones_marked_and_charts_left_out() {
    let (sheets, _) = read_well(MODERN, WorkbookKind::Xlsx);
    let named: Vec<(&str, bool)> = sheets.iter().map(|sheet| (sheet.name.as_deref().unwrap(), sheet.hidden)).collect();
    assert_eq!(named, [("Responses", false), ("Codes", true), ("Lists", true), ("Merged", false), ("Empty", false)]);
    assert_eq!(rows(&sheets[1]), [(4, vec!["", "", "far from the corner"])]);
    assert_eq!(rows(&sheets[4]), []);
}

#[test]
fn a_formula_without_a_result_is_said_with_its_place() {
    let (_, findings) = read_well(MODERN, WorkbookKind::Xlsx);
    assert_eq!(codes(&findings), ["formula-without-value"]);
    assert_eq!(findings[0].place.to_string(), "a.xlsx, sheet Responses, row 5, column G");
    let (sheets, findings) = read_well(
        &excel_cells(r#"<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>""</f><v></v></c></row>"#),
        WorkbookKind::Xlsx,
    );
    assert_eq!((rows(&sheets[0]), codes(&findings)), (vec![(1, vec!["2"])], vec![]));
}

#[test]
fn merged_headers_fill_their_columns_and_nothing_else_is_filled() {
    let (sheets, _) = read_well(MODERN, WorkbookKind::Xlsx);
    let expected = [
        (1, vec!["Spring return"; 5]),
        (2, vec!["Group", "Attendance", "Attendance", "Attendance", "Notes"]),
        (3, vec!["", "Week 1", "Week 2", "Week 3"]),
        (4, vec!["g1", "1", "2", "3", "none"]),
        (14, vec!["a note"]),
    ];
    assert_eq!(rows(&sheets[3]), expected);
}

#[test]
fn a_workbook_that_counts_from_1904_is_not_four_years_off() {
    let (sheets, findings) = read_well(MAC, WorkbookKind::Xlsx);
    assert_eq!((rows(&sheets[0]), codes(&findings)), (vec![(1, vec!["Day", "2004-07-31"])], vec![]));
}

#[test]
fn an_old_workbook_is_read_like_a_new_one_whatever_it_counts_from() {
    for bytes in [OLD, OLD_1904] {
        let (sheets, findings) = read_well(bytes, WorkbookKind::Xls);
        let expected = [
            (3, vec!["", "Pupil", "Day", "Present", "Mark"]),
            (4, vec!["", "café", "2004-07-31", "TRUE", "2.5"]),
            (5, vec!["", "118123456789", "2004-07-31T09:30:00", "#N/A"]),
            (301, vec!["", "long after"]),
        ];
        assert_eq!(rows(&sheets[0]), expected);
        assert_eq!(
            (sheets[1].name.as_deref(), sheets[1].hidden, rows(&sheets[1])),
            (Some("Codes"), true, vec![(1, vec!["yes"])])
        );
        assert_eq!(codes(&findings), [""; 0]);
    }
}

#[test]
fn an_open_document_is_read_like_an_excel_workbook() {
    let (sheets, findings) = read_well(OPEN, WorkbookKind::Ods);
    let expected = [
        (1, vec!["Group", "Day", "Day", "Share", "Open", "Hours"]),
        (2, vec!["g1\nfirst year", "2004-07-31", "2004-07-31T09:30:00", "0.5", "TRUE", "09:30:00"]),
        (6, vec!["118123456789", "118123456789"]),
        (7, vec!["118123456789", "118123456789"]),
    ];
    assert_eq!(rows(&sheets[0]), expected);
    let named: Vec<_> = sheets.iter().map(|sheet| (sheet.name.as_deref().unwrap(), sheet.hidden)).collect();
    assert_eq!(named, [("Return & notes", false), ("Codes", true)]);
    assert_eq!(codes(&findings), ["formula-without-value"]);
    assert_eq!(findings[0].place.to_string(), "a.xlsx, sheet Return & notes, row 6, column E");
    assert!(findings[0].message.starts_with("2 times"), "{}", findings[0].message);
}

#[test]
fn text_of_an_open_document_is_what_its_paragraphs_show() {
    let cell = |inner: &str| {
        format!(
            r#"<table:table-row><table:table-cell office:value-type="string">{inner}</table:table-cell></table:table-row>"#
        )
    };
    let shown = |inner: &str| {
        let (sheets, findings) = read_well(&open_document(&cell(inner)), WorkbookKind::Ods);
        assert_eq!(codes(&findings), [""; 0]);
        rows(&sheets[0]).concat_cells()
    };
    assert_eq!(
        shown(r#" <text:p>a<text:s text:c="3"/>b &amp; <text:span>c</text:span><text:tab/>d&#233;</text:p> "#),
        "a   b & c\tdé"
    );
    assert_eq!(shown("<text:p>a<text:line-break/>b</text:p><text:p>c</text:p>"), "a\nb\nc");
    assert_eq!(shown("<office:annotation><text:p>a remark</text:p></office:annotation><text:p>a</text:p>"), "a");
    let error = r#"<table:table-row><table:table-cell office:value-type="float" office:value="0" calcext:value-type="error"><text:p>#N/A</text:p></table:table-cell></table:table-row>"#;
    assert_eq!(rows(&read_well(&open_document(error), WorkbookKind::Ods).0[0]), [(1, vec!["#N/A"])]);
}

trait Concat {
    fn concat_cells(self) -> String;
}

impl Concat for Vec<(u64, Vec<&str>)> {
    fn concat_cells(self) -> String {
        self.into_iter().flat_map(|(_, cells)| cells).collect()
    }
}

#[test]
fn an_encrypted_workbook_is_told_from_a_damaged_one() {
    assert_eq!(codes(&read_well(PASSWORD, WorkbookKind::Xls).1), ["encrypted-file"]);
    let manifest = b"<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>";
    let locked = packed(&[("META-INF/manifest.xml", manifest), ("content.xml", b"\x8f\x01")]);
    assert_eq!(codes(&read_well(&locked, WorkbookKind::Ods).1), ["encrypted-file"]);
}

#[test]
fn a_stray_cell_costs_one_row_and_is_said() {
    let cells = r#"<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>"#;
    let (sheets, findings) = read_well(&excel_cells(cells), WorkbookKind::Xlsx);
    let rows = rows(&sheets[0]);
    assert_eq!((rows[1].0, rows[1].1.len(), rows[1].1[16_383]), (1_048_576, 16_384, "2"));
    assert_eq!(codes(&findings), ["stray-cell"]);
    assert_eq!(findings[0].place.to_string(), "a.xlsx, sheet S, row 1048576, column XFD");
}

#[test]
fn a_cell_where_no_sheet_has_any_leaves_the_sheet_out() {
    for (cell, code) in [("XFE1", "too-many-columns"), ("A1048577", "workbook-unreadable")] {
        let (sheets, findings) =
            read_well(&excel_cells(&format!(r#"<row><c r="{cell}"><v>1</v></c></row>"#)), WorkbookKind::Xlsx);
        assert_eq!((sheets.len(), codes(&findings)), (0, vec![code]));
    }
}

#[test]
fn more_cells_than_the_limits_allow_leave_the_sheet_out() {
    let cells: String = (1..=100).map(|row| format!(r#"<row r="{row}"><c r="J{row}"><v>1</v></c></row>"#)).collect();
    let limits = |cells| Limits { cells, ..Limits::default() };
    assert_eq!(read(&excel_cells(&cells), WorkbookKind::Xlsx, &limits(1000)).0.len(), 1);
    let (sheets, findings) = read(&excel_cells(&cells), WorkbookKind::Xlsx, &limits(999));
    assert_eq!((sheets.len(), codes(&findings)), (0, vec!["file-too-large"]));
    let old = read(OLD, WorkbookKind::Xls, &limits(10));
    assert_eq!((old.0.len(), codes(&old.1)), (0, vec!["file-too-large"]));
}

#[test]
fn cells_that_repeat_without_end_are_held_to_the_limits() {
    let row = |rows: u64, columns: u64| {
        format!(
            r#"<table:table-row table:number-rows-repeated="{rows}"><table:table-cell table:number-columns-repeated="{columns}" office:value-type="float" office:value="1"/></table:table-row>"#
        )
    };
    for (rows, columns, code) in
        [(1_048_576, 16_384, "file-too-large"), (u64::MAX, 1, "workbook-unreadable"), (1, u64::MAX, "too-many-columns")]
    {
        let limits = Limits { cells: 2_000_000, ..Limits::default() };
        let (sheets, findings) = read(&open_document(&row(rows, columns)), WorkbookKind::Ods, &limits);
        assert_eq!((sheets.len(), codes(&findings)), (0, vec![code]), "{rows} x {columns}");
    }
    let formula = format!(
        r#"<table:table-row><table:table-cell table:formula="of:=1" table:number-columns-repeated="{}"/></table:table-row>"#,
        u64::MAX
    );
    assert_eq!(codes(&read_well(&open_document(&formula), WorkbookKind::Ods).1), ["too-many-columns"]);
    let spaces = format!(
        r#"<table:table-row><table:table-cell office:value-type="string"><text:p><text:s text:c="{}"/></text:p></table:table-cell></table:table-row>"#,
        u64::MAX
    );
    assert_eq!(codes(&read_well(&open_document(&spaces), WorkbookKind::Ods).1), ["cell-too-long"]);
}

#[test]
fn a_sheet_that_is_left_out_does_not_take_the_next_one_with_it() {
    let rows = format!(
        r#"<table:table-row><table:table-cell table:number-columns-repeated="{}" office:value-type="float" office:value="1"/></table:table-row></table:table><table:table table:name="T"><table:table-row><table:table-cell office:value-type="float" office:value="2"/></table:table-row>"#,
        u64::MAX
    );
    let (sheets, findings) = read_well(&open_document(&rows), WorkbookKind::Ods);
    assert_eq!((sheets.len(), sheets[0].name.as_deref(), codes(&findings)), (1, Some("T"), vec!["too-many-columns"]));
}

#[test]
fn a_workbook_that_claims_more_strings_than_it_can_hold_is_not_believed() {
    let strings = |claimed: u64| format!(r#"<sst uniqueCount="{claimed}"><si><t>a_x000D_b</t></si></sst>"#);
    let sheet = r#"<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData></worksheet>"#;
    let (sheets, findings) = read_well(&excel(sheet, Some(&strings(1))), WorkbookKind::Xlsx);
    assert_eq!((rows(&sheets[0]), codes(&findings)), (vec![(1, vec!["a\rb"])], vec![]));
    let (sheets, findings) = read_well(&excel(sheet, Some(&strings(1 << 50))), WorkbookKind::Xlsx);
    assert_eq!((sheets.len(), codes(&findings)), (0, vec!["workbook-unreadable"]));
}

#[test]
fn cell_formats_are_held_to_the_limits() {
    let styles = format!("<styleSheet><cellXfs>{}</cellXfs></styleSheet>", "<xf/>".repeat(3000));
    let book = excel_with("<worksheet><sheetData/></worksheet>", Some(("xl/styles.xml", &styles)));
    assert_eq!(codes(&read(&book, WorkbookKind::Xlsx, &Limits::up_to(2 << 20)).1), [""; 0]);
    assert_eq!(codes(&read(&book, WorkbookKind::Xlsx, &Limits::up_to(1 << 20)).1), ["file-too-large"]);
}

#[test]
fn entities_of_a_files_own_are_not_expanded() {
    let bomb = r#"<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;&b;">]><worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&c;</t></is></c></row></sheetData></worksheet>"#;
    let (sheets, findings) = read_well(&excel(bomb, None), WorkbookKind::Xlsx);
    assert_eq!((sheets.len(), codes(&findings)), (0, vec!["workbook-unreadable"]));
    let bomb = r#"<table:table-row><table:table-cell office:value-type="string"><text:p>&c;</text:p></table:table-cell></table:table-row>"#;
    let (sheets, findings) = read_well(&open_document(bomb), WorkbookKind::Ods);
    assert_eq!((sheets.len(), codes(&findings)), (0, vec!["workbook-unreadable"]));
}

#[test]
fn an_error_value_that_is_not_known_empties_its_cell_and_is_said() {
    let cells = r#"<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="e"><v>#BUSY!</v></c><c r="C1"><v>3</v></c></row>"#;
    let (sheets, findings) = read_well(&excel_cells(cells), WorkbookKind::Xlsx);
    assert_eq!((rows(&sheets[0]), codes(&findings)), (vec![(1, vec!["1", "", "3"])], vec!["unknown-error-value"]));
    assert_eq!(findings[0].place.to_string(), "a.xlsx, sheet S, row 1, column B");
}

#[test]
fn a_damaged_workbook_is_said_wherever_it_is_cut() {
    for (bytes, kind) in [(MODERN, WorkbookKind::Xlsx), (OLD, WorkbookKind::Xls), (OPEN, WorkbookKind::Ods)] {
        for end in (0..bytes.len()).step_by(97) {
            let (sheets, findings) = read_well(&bytes[..end], kind);
            let whole = kind == WorkbookKind::Xls && sheets.len() == 2;
            assert!(whole || (sheets.is_empty() && !findings.is_empty()), "{kind:?} cut at {end}: {findings:?}");
        }
    }
}

#[test]
fn xml_that_ends_too_early_is_damaged_and_does_not_hang() {
    let content = |inner: &str| packed(&[("content.xml", format!("<o><office:spreadsheet>{inner}").as_bytes())]);
    for inner in [
        "<table:table table:name=\"S\">",
        "<table:table><table:table-row><table:table-cell>",
        "<table:table><table:table-row><table:table-cell><office:annotation>",
    ] {
        let (sheets, findings) = read_well(&content(inner), WorkbookKind::Ods);
        assert_eq!((sheets.len(), codes(&findings)), (0, vec!["workbook-unreadable"]), "{inner}");
    }
    let (sheets, findings) =
        read_well(&excel("<worksheet><sheetData><row r=\"7\"><c r=\"A7\"><v>1</v></c>", None), WorkbookKind::Xlsx);
    assert_eq!((sheets.len(), codes(&findings)), (0, vec!["workbook-unreadable"]));
    assert!(findings[0].message.contains("row 7"), "{}", findings[0].message);
}

#[test]
fn an_old_workbook_with_any_byte_changed_is_read_or_said() {
    let mut said = 0;
    for at in 0..OLD.len() {
        let mut bytes = OLD.to_vec();
        bytes[at] ^= 0xFF;
        let (sheets, findings) = read(&bytes, WorkbookKind::Xls, &Limits::up_to(64 << 20));
        assert!(!sheets.is_empty() || !findings.is_empty(), "byte {at}");
        said += usize::from(!findings.is_empty());
    }
    assert!(said > 100, "only {said} changes were noticed");
}

#[test]
fn the_fixtures_pass_the_guard_of_archives() {
    for (bytes, expected) in [(MODERN, WorkbookKind::Xlsx), (MAC, WorkbookKind::Xlsx), (OPEN, WorkbookKind::Ods)] {
        let (archive, findings) = open_archive(bytes, "a", &Limits::default());
        assert!(matches!(archive, Archive::Workbook(kind) if kind == expected), "{archive:?}");
        assert_eq!(codes(&findings), [""; 0]);
    }
}
