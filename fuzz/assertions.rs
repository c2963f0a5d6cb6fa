//! What must hold of any bytes whatever. The fuzz targets call these, and so does the test run, on the kept
//! corpus and on some mutations of it: see README.md.

use csv::StringRecord;
use learnframe::document;
use learnframe::finding::{Finding, Place};
use learnframe::ingest::{
    Body, BodyForm, Content, Dictionary, LayoutRequest, Limits, Opened, Opening, Origin, Reshaped, Rows, Sheet, Wanted,
    WantedCells, decode, find_delimiter, lay_out, open, plain_header, reshaped,
};
use learnframe::plan::{Mapping, Plan, TableEnd};
use std::collections::BTreeMap;
use std::io::{Cursor, Write as _};
use std::sync::LazyLock;

/// The name of the file in findings.
const FILE: &str = "a.csv";

/// The most columns a table may have here.
const COLUMNS: usize = 64;

/// Limits that short inputs reach.
fn limits() -> Limits {
    Limits { columns: COLUMNS, cell_bytes: 200, cells: 20_000, ..Limits::up_to(1 << 20) }
}

/// The first byte of an input chooses how the rest is read.
fn chosen<'a, T: Copy>(from: &[T], bytes: &'a [u8]) -> (T, &'a [u8]) {
    let (first, rest) = bytes.split_first().unwrap_or((&0, &[]));
    (from[usize::from(*first) % from.len()], rest)
}

/// Bytes become text, or it is said why not. Text in UTF-8 that has no mark and no NUL is not changed.
pub fn decoder(bytes: &[u8]) {
    let encodings = [None, Some("utf-8"), Some("utf-16le"), Some("windows-1252"), Some("mac-roman"), Some("latin-9")];
    let (encoding, bytes) = chosen(&encodings, bytes);
    let decoded = decode(bytes.to_vec(), FILE, encoding);
    check_findings(&decoded.findings);
    match &decoded.text {
        None => assert!(!decoded.findings.is_empty(), "refused without a word"),
        Some(text) => {
            assert!(!text.contains('\0') && !text.starts_with('\u{feff}'));
            // No character of these encodings takes more than three bytes, nor do two come out of one byte.
            assert!(text.len() <= 3 * bytes.len());
            if let Ok(plain) = str::from_utf8(bytes)
                && encoding.is_none_or(|name| name == "utf-8")
                && !plain.contains(['\0', '\u{feff}', '\u{fffe}'])
                && !plain.trim_start_matches('"').starts_with(['ï', 'Ô', '∩'])
            {
                assert_eq!(text, plain);
            }
        }
    }
    let opened = open(bytes.to_vec(), FILE, &Opening { encoding, delimiter: None, limits: limits() });
    check_opened(&opened);
}

/// Text becomes records: every one, once, in order, within the limits, and no record takes time that another
/// has taken.
pub fn csv_walk(bytes: &[u8]) {
    let (delimiter, bytes) = chosen(b",;\t|", bytes);
    let text = String::from_utf8_lossy(bytes);
    assert!(find_delimiter(&text).is_ascii());
    records(Rows::new(&text, delimiter).within(&limits()), &text);
    let opening = Opening { delimiter: Some(delimiter), limits: limits(), ..Opening::default() };
    for sheet in open(bytes.to_vec(), FILE, &opening).sheets {
        bodies(&sheet);
    }
}

fn records(mut rows: Rows<'_>, text: &str) {
    let (mut cells, mut last, mut bytes) = (StringRecord::new(), 0, 0);
    while let Some(head) = rows.read(&mut cells) {
        assert!(head.number > last, "row {} after row {last}", head.number);
        last = head.number;
        assert!(cells.len() <= COLUMNS && cells.iter().all(|cell| cell.len() <= limits().cell_bytes));
        bytes += cells.as_slice().len();
        assert!(bytes <= text.len(), "more bytes in cells than in the text");
    }
    let lines = text.split(['\n', '\r']).count() as u64;
    assert!(last <= lines, "row {last} of {lines} lines");
}

/// Reads the table of a sheet in several forms.
fn bodies(sheet: &Sheet) {
    for (skip_rows, header_rows, end) in [(0, 1, TableEnd::File), (1, 2, TableEnd::BlankRow), (0, 3, TableEnd::File)] {
        let Some(mut body) = Body::open(sheet, BodyForm { skip_rows, header_rows, end }) else { continue };
        let (mut cells, mut last, mut ended) = (StringRecord::new(), body.header_row, false);
        let place = Place::file(FILE);
        let all = (0..body.header.width()).collect();
        check_findings(&body.header.findings(&place, body.header_row, &all, &body.header.nameless()));
        for at in 0..body.header.width() {
            let _ = (plain_header(body.header.name(at)), body.header.question(at), body.header.import_id(at));
        }
        while let Some((head, inside)) = body.read(&mut cells) {
            assert!(head.number > last && !(ended && inside));
            (last, ended) = (head.number, !inside);
        }
    }
}

/// A mapping and a table below a line of `---`: a mapping that is read can be written and read again, finds its
/// columns or says which it does not find, and reads every row by them.
pub fn mapping(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (written, table) = text.split_once("\n---\n").unwrap_or((&text, "id,group,wave,q1\nR1,G1,w1,4\n"));
    if let Err(findings) = document::read::<Plan>(written, "evaluation.toml") {
        assert!(!findings.is_empty());
        check_findings(&findings);
    }
    match document::read::<Mapping>(written, "mapping.toml") {
        Err(findings) => {
            assert!(!findings.is_empty());
            check_findings(&findings);
        }
        Ok(document) => {
            let again = toml::to_string(&document.value).expect("a mapping can be written");
            let again = document::read::<Mapping>(&again, "mapping.toml").expect("what was written can be read");
            assert_eq!(document.value, again.value);
            lay(table, &document.value);
        }
    }
    lay(table, &FULL);
}

/// A mapping that uses every feature.
static FULL: LazyLock<Mapping> = LazyLock::new(|| {
    let full = document::read::<Mapping>(include_str!("every_feature.toml"), "mapping.toml");
    full.expect("the mapping with every feature is sound").value
});

fn lay(table: &str, mapping: &Mapping) {
    let opened = open(table.as_bytes().to_vec(), FILE, &Opening { limits: limits(), ..Opening::default() });
    for sheet in &opened.sheets {
        let form = |rows| BodyForm { skip_rows: 0, header_rows: rows, end: TableEnd::File };
        let rows = mapping.file.header_rows.unwrap_or(1).clamp(1, 3);
        let turned = reshaped(sheet, mapping, None, form(rows), FILE, limits());
        if let Some(Reshaped { sheet, findings, .. }) = &turned {
            check_findings(findings);
            if let Some(sheet) = sheet {
                check_sheet(sheet, false);
            }
        }
        let table = turned.as_ref().and_then(|turned| turned.sheet.as_ref());
        for (sheet, form) in [(Some(sheet), form(rows)), (table, Reshaped::FORM)] {
            if let Some(body) = sheet.and_then(|sheet| Body::open(sheet, form)) {
                by_layout(body, mapping);
            }
        }
    }
}

/// Canonical columns of the kinds there are: required, expected, items, others.
fn wanted() -> Vec<Wanted> {
    let column = |name: &str, required, points| Wanted {
        name: name.to_owned(),
        required,
        expected: !required && points != Some(4),
        points,
        cells: WantedCells::Other,
    };
    let named = |name| column(name, false, None);
    let mut wanted: Vec<Wanted> = ["respondent_id", "group_id"].map(|name| column(name, true, None)).into();
    wanted.extend(["wave", "date", "mean", "cohort_n", "sd", "measure", "topics"].map(named));
    wanted.extend([column("q1", false, Some(5)), column("q2", false, Some(4))]);
    wanted
}

fn by_layout(mut body: Body<'_>, mapping: &Mapping) {
    let wanted = wanted();
    let place = Place::file(FILE);
    let request = LayoutRequest {
        header: &body.header,
        wanted: &wanted,
        mapping: Some(mapping),
        preset: None,
        settled: &BTreeMap::new(),
        dictionary: &Dictionary::default(),
        lookups: &BTreeMap::new(),
        place: &place,
    };
    let (layout, findings) = lay_out(&request);
    check_findings(&findings);
    assert_eq!(layout.origins.len(), wanted.len());
    let lacking = wanted
        .iter()
        .zip(&layout.origins)
        .any(|(wanted, origin)| wanted.required && layout.outcomes.is_empty() && matches!(origin, Origin::Absent));
    assert!(!lacking || !findings.is_empty(), "a required column is missing, and nothing is said");
    assert!(layout.read_columns().iter().all(|at| *at < body.header.width()));
    let mut cells = StringRecord::new();
    while body.read(&mut cells).is_some() {
        let _ = (layout.excluded(&cells).map(str::len), layout.unfinished(&cells));
        for at in 0..wanted.len() {
            let Some(raw) = layout.raw(at, &cells) else { continue };
            let _ = (layout.value(at, &raw), layout.missing(&raw), layout.coding(at));
        }
    }
}

/// Bytes that claim to be a workbook, an archive or SPSS data become sheets within the limits, or it is said why
/// not. The first byte chooses whether the rest is the file, or a part of one that is made around it, since no
/// mutation keeps the checksums of an archive right.
pub fn workbook_guard(bytes: &[u8]) {
    let (kind, bytes) = chosen(&[0_u8, 1, 2, 3, 4, 5, 6, 7, 8], bytes);
    let file = match kind {
        0 => Some(bytes.to_vec()),
        1 => Some(begun(b"PK\x03\x04", bytes)),
        2 => Some(begun(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", bytes)),
        3 => Some(begun(b"$FL2", bytes)),
        4 => packed(&[("a.csv", bytes)]),
        5 => packed(&excel(&[("xl/worksheets/sheet1.xml", bytes)])),
        6 => packed(&excel(&[("xl/sharedStrings.xml", bytes), ("xl/styles.xml", bytes)])),
        7 => packed(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", bytes)]),
        _ => compound(bytes),
    };
    let Some(file) = file else { return };
    check_opened(&open(file, FILE, &Opening { limits: limits(), ..Opening::default() }));
}

fn begun(start: &[u8], bytes: &[u8]) -> Vec<u8> {
    if bytes.starts_with(start) { bytes.to_vec() } else { [start, bytes].concat() }
}

const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// The parts of an Excel workbook, some in the place of sound ones.
fn excel<'a>(others: &[(&'static str, &'a [u8])]) -> Vec<(&'static str, &'a [u8])> {
    let book: &[u8] = br#"<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>"#;
    let package: &[u8] = br#"<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
    let inside: &[u8] = br#"<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
    debug_assert!(str::from_utf8(book).is_ok_and(|book| book.contains(RELATIONS)));
    let sheet: &[u8] =
        br#"<worksheet><sheetData><row r="1"><c r="A1" t="s" s="1"><v>0</v></c></row></sheetData></worksheet>"#;
    let mut parts: BTreeMap<&'static str, &'a [u8]> = BTreeMap::from([
        ("[Content_Types].xml", b"<Types/>".as_slice()),
        ("_rels/.rels", package),
        ("xl/_rels/workbook.xml.rels", inside),
        ("xl/workbook.xml", book),
        ("xl/worksheets/sheet1.xml", sheet),
    ]);
    parts.extend(others.iter().copied());
    parts.into_iter().collect()
}

fn packed(parts: &[(&str, &[u8])]) -> Option<Vec<u8>> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, content) in parts {
        archive.start_file(*name, stored).ok()?;
        archive.write_all(content).ok()?;
    }
    archive.finish().ok().map(Cursor::into_inner)
}

/// An old workbook whose own stream holds these bytes.
fn compound(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut file = cfb::CompoundFile::create_with_version(cfb::Version::V3, Cursor::new(Vec::new())).ok()?;
    file.create_stream("/Workbook").ok()?.write_all(bytes).ok()?;
    Some(file.into_inner().into_inner())
}

fn check_opened(opened: &Opened) {
    check_findings(&opened.findings);
    assert!(!opened.sheets.is_empty() || !opened.findings.is_empty(), "neither a sheet nor a word why");
    opened.sheets.iter().for_each(|sheet| check_sheet(sheet, true));
}

/// Row numbers of a file's own sheet increase, from 0 where the file has names instead of a header row; those of a
/// sheet that was made of one may repeat.
fn check_sheet(sheet: &Sheet, own: bool) {
    let (mut records, mut cells, mut next, mut taken) = (sheet.records(), StringRecord::new(), 0, 0_u64);
    while let Some(head) = records.read(&mut cells) {
        assert!(head.number >= next, "row {} where {next} is the first that may be", head.number);
        next = head.number + u64::from(own);
        assert!(cells.len() <= COLUMNS || !own, "{} columns", cells.len());
        taken += cells.len() as u64;
    }
    // The limit is held as rows are made, so that the last one may pass it.
    let most = limits().cells + COLUMNS as u64;
    assert!(taken <= most || matches!(sheet.content, Content::Text { .. }), "{taken} cells");
}

fn check_findings(findings: &[Finding]) {
    for finding in findings {
        assert!(!finding.message.is_empty() && !finding.help.is_empty() && !finding.code.is_empty());
        assert!(finding.message.len() < 20_000, "a finding of {} bytes", finding.message.len());
    }
}
