use super::*;
use proptest::prelude::*;

fn read(text: &str, limits: &Limits) -> Vec<(RowHead, Vec<String>)> {
    let (mut rows, mut cells, mut found) = (Rows::new(text, b',').within(limits), StringRecord::new(), Vec::new());
    while let Some(head) = rows.read(&mut cells) {
        found.push((head, cells.iter().map(str::to_owned).collect()));
    }
    found
}

/// Row numbers with the first cell of each.
fn numbers(text: &str) -> Vec<(u64, String)> {
    let first = |(head, cells): (RowHead, Vec<String>)| (head.number, cells.first().cloned().unwrap_or_default());
    read(text, &Limits::default()).into_iter().map(first).collect()
}

/// Rows below the header with their trouble and their cells, a bar between them.
fn told(text: &str) -> Vec<(u64, Option<Trouble>, String)> {
    let below = read(text, &Limits::default()).into_iter().skip(1);
    below.map(|(head, cells)| (head.number, head.trouble, cells.join("|"))).collect()
}

fn row(number: u64, trouble: impl Into<Option<Trouble>>, cells: &str) -> (u64, Option<Trouble>, String) {
    (number, trouble.into(), cells.to_owned())
}

#[test]
fn rows_are_numbered_as_a_spreadsheet_shows_them_whatever_the_line_ends() {
    for end in ["\n", "\r\n", "\r"] {
        let text = ["h,i", "1,a", "", "", "2,b", "3,c", ""].join(end);
        let expected = [(1, "h"), (2, "1"), (5, "2"), (6, "3")].map(|(row, cell)| (row, cell.to_owned()));
        assert_eq!(numbers(&text), expected, "{end:?}");
    }
    let expected = [(1, "h"), (2, "1"), (4, "2"), (5, "3")].map(|(row, cell)| (row, cell.to_owned()));
    assert_eq!(numbers("h,i\r1,a\n\r\n2,b\r3,c"), expected);
}

#[test]
fn a_cell_with_line_breaks_is_one_row() {
    let expected = [(1, "h"), (2, "1"), (3, "2")].map(|(row, cell)| (row, cell.to_owned()));
    assert_eq!(numbers("h,i\r\n1,\"one\r\n\r\ntwo\"\r\n2,b\r\n"), expected);
}

#[test]
fn blank_lines_before_the_header_count() {
    assert_eq!(numbers("\r\n\r\nh,i\r\n1,a"), [(3, "h".to_owned()), (4, "1".to_owned())]);
}

#[test]
fn a_line_for_excel_counts_and_is_no_record() {
    assert_eq!(numbers("sep=,\r\nh,i\r\n1,a"), [(2, "h".to_owned()), (3, "1".to_owned())]);
    assert_eq!(numbers("sep=,"), []);
}

#[test]
fn a_quote_that_never_closes_spoils_its_own_row_only() {
    let expected = [row(2, None, "1|a"), row(3, Trouble::UnclosedQuote, "2|\"b|x"), row(4, None, "3|c")];
    let text = "h,i\n1,a\n2,\"b,x\n3,c\n\n4,\"d\n d\"\n";
    assert_eq!(told(text).get(..3), Some(expected.as_slice()));
    assert_eq!(told(text).get(3..), Some([row(6, None, "4|d\n d")].as_slice()));
    assert_eq!(told("h,i\n1,\"said \"\"so\"\"\"\n"), [row(2, None, "1|said \"so\"")]);
}

#[test]
fn a_quote_closed_by_one_meant_to_open_spoils_its_own_row_only() {
    let expected = [row(2, Trouble::UnclosedQuote, "1|\"a"), row(3, None, "2|b, c")];
    assert_eq!(told("h,i\n1,\"a\n2,\"b, c\"\n"), expected);
    let expected =
        [row(2, Trouble::UnclosedQuote, "1|a|\"x"), row(3, None, "2|b|y"), row(4, Trouble::UnclosedQuote, "3|c|\"z")];
    assert_eq!(told("h,i,j\n1,a,\"x\n2,b,y\n3,c,\"z\n"), expected);
}

#[test]
fn a_quote_closed_by_one_within_a_word_on_a_line_as_wide_as_the_row_spoils_its_own_row_only() {
    let expected = [row(2, Trouble::UnclosedQuote, "1|a|\"x"), row(3, None, "2|b|5\" pipe")];
    assert_eq!(told("h,i,j\n1,a,\"x\n2,b,5\" pipe\n"), expected);
}

#[test]
fn a_sound_cell_that_looks_like_rows_is_told_and_left_whole() {
    let expected = [row(2, Trouble::SwallowedRows { lines: 2 }, "1|a|x\n2,b,y")];
    assert_eq!(told("h,i,j\n1,a,\"x\n2,b,y\"\n"), expected);
    assert_eq!(told("h,i,j\n1,a,\"first, then\nsecond\"\n"), [row(2, None, "1|a|first, then\nsecond")]);
}

#[test]
fn quotes_that_are_not_doubled_stay_in_the_text() {
    for (cells, expected) in [
        ("\"She said \"keep going\" to us\",5", "She said \"keep going\" to us|5"),
        ("\"She said \"stop, now\" to us\",5", "She said \"stop, now\" to us|5"),
        ("\"She said \"keep going\"\",5", "She said \"keep going\"|5"),
        ("\"two\nlines \"so\" to us\",5", "two\nlines \"so\" to us|5"),
        ("\"A\" level,5", "\"A\" level|5"),
    ] {
        let text = format!("h,i\n{cells}\n6,7\n");
        assert_eq!(told(&text), [row(2, Trouble::StrayQuote, expected), row(3, None, "6|7")], "{cells}");
    }
}

#[test]
fn quotes_in_cells_that_are_not_quoted_and_blanks_behind_quotes_are_no_trouble() {
    assert_eq!(told("h,i\n5\" pipe,a \"b\" c\n"), [row(2, None, "5\" pipe|a \"b\" c")]);
    assert_eq!(told("h,i\n\"a\" ,\"b\"\t\n"), [row(2, None, "a |b\t")]);
}

#[test]
fn a_cell_beyond_the_limit_is_cut_and_the_rest_of_the_row_is_read() {
    let limits = Limits { cell_bytes: 5, ..Limits::default() };
    for long in ["ééééé", "\"ééééé\"", "\"éé\"\"éé\""] {
        let text = format!("{long},b\nc,d");
        let [(head, cells), (_, next)] = read(&text, &limits).try_into().expect("two rows");
        assert_eq!((head.trouble, cells.len(), next.len()), (Some(Trouble::LongCell), 2, 2), "{long}");
        assert!(cells[0].starts_with("éé") && cells[0].len() <= 5 && cells[1] == "b", "{long}");
    }
    assert_eq!(read("\"a\n1,2\n3,4,5\",b,c\n6", &limits).len(), 4, "a long cell of rows is read again");
}

#[test]
fn a_row_beyond_the_limit_of_columns_ends_the_reading() {
    let limits = Limits { columns: 3, ..Limits::default() };
    let troubles: Vec<_> = read("a,b,c\n1,2,3,4,5\nd,e,f\n", &limits).into_iter().map(|row| row.0.trouble).collect();
    assert_eq!(troubles, [None, Some(Trouble::TooManyCells)]);
}

#[test]
fn endless_cells_and_rows_are_read_in_one_go() {
    let long = "x".repeat(100 << 20);
    for text in [format!("h\n{long}\na"), format!("h\n\"{long}\na"), format!("h\n\"{long}\"\na")] {
        let rows = read(&text, &Limits::default());
        assert_eq!(rows.iter().map(|(head, _)| head.number).collect::<Vec<_>>(), [1, 2, 3]);
        assert!(rows[1].1[0].len() <= Limits::default().cell_bytes);
    }
    let wide = "\"a\"b,".repeat(1 << 20);
    assert_eq!(read(&wide, &Limits::default()).len(), 1);
    let odd = "\"\"\"x\n1,\"\"\"\"y\n".repeat(1 << 17);
    assert!(read(&odd, &Limits::default()).len() > 1 << 16);
}

fn by_the_csv_crate(text: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    reader.records().map(|record| record.expect("a record").iter().map(str::to_owned).collect()).collect()
}

proptest! {
    #[test]
    fn sound_text_is_read_as_the_csv_crate_reads_it(text in "([a-c ,]|é|\r|\n|\"\"|,\"|\",|\"\n){0,60}") {
        let rows = read(&text, &Limits::default());
        if rows.iter().all(|(head, _)| matches!(head.trouble, None | Some(Trouble::SwallowedRows { .. }))) {
            let cells: Vec<_> = rows.into_iter().map(|(_, cells)| cells).collect();
            prop_assert_eq!(cells, by_the_csv_crate(&text));
        }
    }

    #[test]
    fn what_is_in_cells_is_what_was_written(written in proptest::collection::vec(
        proptest::collection::vec("[a-z\",\r\n é]{0,6}", 2..3), 1..20)
    ) {
        let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
        for cells in &written {
            writer.write_record(cells).expect("written");
        }
        let text = String::from_utf8(writer.into_inner().expect("whole")).expect("text");
        let rows: Vec<_> = read(&text, &Limits::default());
        prop_assert!(rows.iter().all(|(head, _)| head.trouble.is_none()));
        prop_assert_eq!(rows.into_iter().map(|(_, cells)| cells).collect::<Vec<_>>(), written);
    }
}
