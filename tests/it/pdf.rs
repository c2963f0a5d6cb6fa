//! PDFs of pages: what is in them, and what is refused. Where no browser can print, the tests that need one say so.

use crate::support::{Evaluation, Told, bytes_below, names_in, program};
use learnframe::output::sha256;
use memchr::memmem;
use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::Path;

/// An evaluation that is read quickly, with its output in `out`.
fn quick() -> Evaluation {
    let evaluation = Evaluation::copy_of("tests/real_shapes/ks2");
    let told = evaluation.run(&evaluation.out("out"));
    assert_eq!(told.code, 0, "{}", told.stderr);
    evaluation
}

/// `learnframe pdf out`, without the browser's sandbox: tests run in containers too.
fn pdf(evaluation: &Evaluation, more: &[&str]) -> Told {
    let arguments: Vec<&str> = ["pdf", "out", "--no-sandbox"].iter().chain(more).copied().collect();
    evaluation.say(&arguments)
}

/// The same, or nothing if there is no browser.
fn printed(evaluation: &Evaluation, more: &[&str]) -> Option<Told> {
    let told = pdf(evaluation, more);
    if told.stderr.contains("no browser was found") {
        eprintln!("SKIPPED: no Chromium on this machine, so no PDF was looked at");
        return None;
    }
    assert_eq!(told.code, 0, "{}", told.stderr);
    Some(told)
}

/// A PDF with its compressed streams opened.
struct Opened {
    bytes: Vec<u8>,
    streams: Vec<String>,
}

impl Opened {
    fn read(path: &Path) -> Self {
        const START: &[u8] = b">> stream\n";
        let bytes = fs::read(path).unwrap();
        let starts = memmem::find_iter(&bytes, START).map(|at| at + START.len());
        let opened = starts.filter_map(|at| {
            let mut opened = Vec::new();
            flate2::read::ZlibDecoder::new(&bytes[at..]).read_to_end(&mut opened).ok()?;
            Some(String::from_utf8_lossy(&opened).into_owned())
        });
        let streams = opened.collect();
        Opened { bytes, streams }
    }

    fn has(&self, words: &str) -> bool {
        memmem::find(&self.bytes, words.as_bytes()).is_some()
    }

    fn pages(&self) -> usize {
        memmem::find_iter(&self.bytes, b"/Type /Page\n").count()
    }

    /// What each page shows, read once with the letters of each font: a word is whole in the reading by its own.
    fn readings(&self) -> Vec<String> {
        let fonts: Vec<_> =
            self.streams.iter().filter(|stream| stream.contains("begincmap")).map(|t| letters(t)).collect();
        let pages = self.streams.iter().filter(|stream| stream.contains(" Tj\n"));
        pages.flat_map(|page| fonts.iter().map(|font| reading(page, font))).collect()
    }

    fn shows(&self, words: &str) -> bool {
        self.readings().iter().any(|reading| reading.contains(words))
    }
}

/// What is within angle brackets, one after another.
fn in_brackets(text: &str) -> impl Iterator<Item = &str> {
    text.split('<').skip(1).filter_map(|rest| rest.split_once('>')).map(|(inside, _)| inside)
}

/// The letter of each code of a font: lines `<code> <letter>`, and `<first> <last> <letter of the first>`.
fn letters(table: &str) -> BTreeMap<u32, char> {
    let mut letters = BTreeMap::new();
    let (_, entries) = table.split_once("endcodespacerange").unwrap();
    for line in entries.lines() {
        let numbers: Vec<u32> = in_brackets(line).filter_map(|hex| u32::from_str_radix(hex, 16).ok()).collect();
        let (first, last, letter) = match numbers[..] {
            [code, letter] => (code, code, letter),
            [first, last, letter] => (first, last, letter),
            _ => continue,
        };
        letters.extend((first..=last).filter_map(|code| Some((code, char::from_u32(letter + code - first)?))));
    }
    letters
}

fn reading(page: &str, font: &BTreeMap<u32, char>) -> String {
    let shown = page.lines().filter(|line| line.ends_with(" Tj"));
    let codes = shown.flat_map(in_brackets).flat_map(|hex| hex.as_bytes().chunks(4));
    let code = |hex: &[u8]| u32::from_str_radix(&String::from_utf8_lossy(hex), 16).ok();
    codes.map(|hex| code(hex).and_then(|code| font.get(&code).copied()).unwrap_or('\u{fffd}')).collect()
}

#[test]
fn a_pdf_is_tagged_and_says_what_its_page_says() {
    let evaluation = Evaluation::of_groups(4);
    assert_eq!(evaluation.run(&evaluation.out("out")).code, 0);
    let group = names_in(&evaluation.out("out/groups")).remove(0);
    let Some(told) = printed(&evaluation, &["--page", &format!("groups/{group}")]) else { return };
    assert_eq!(told.stdout, "1 PDF is in out-pdf\n");
    assert_eq!(names_in(&evaluation.out("out-pdf")), ["groups", "printed.json"]);
    let path = evaluation.out("out-pdf/groups").join(group.replace(".html", ".pdf"));
    let pdf = Opened::read(&path);
    assert!(pdf.bytes.starts_with(b"%PDF-"));
    for part in ["/StructTreeRoot", "/MarkInfo", "/Lang (en", "/Outlines", "/S /H1", "/S /TH", "/DisplayDocTitle true"]
    {
        assert!(pdf.has(part), "no {part}");
    }
    let page = fs::read_to_string(evaluation.out("out/groups").join(&group)).unwrap();
    let heading = page.split_once("<h1>").unwrap().1.split_once("</h1>").unwrap().0;
    assert!(pdf.shows(heading), "{heading}");
    let pages = pdf.pages();
    assert!((2..40).contains(&pages), "{pages} pages");
    assert!(pdf.shows(&format!("1 / {pages}")), "no page number");
    assert!(pdf.shows("How to read this"), "what is folded on screen is open on paper");
}

#[test]
fn pdfs_of_a_release_are_those_of_its_pages_tell_nothing_of_this_machine_and_come_out_alike() {
    let evaluation = quick();
    let before = bytes_below(&evaluation.out("out"));
    let more = ["--page", "methods.html", "--page", "quality.html"];
    let Some(_) = printed(&evaluation, &more) else { return };
    printed(&evaluation, &[&more[..], &["-o", "again"]].concat()).unwrap();
    let (first, again) = (bytes_below(&evaluation.out("out-pdf")), bytes_below(&evaluation.out("again")));
    assert_eq!(first.keys().collect::<Vec<_>>(), ["methods.pdf", "printed.json", "quality.pdf"]);
    for (path, bytes) in &first {
        assert!(again[path] == *bytes, "{path} differs");
        assert!(memmem::find(bytes, b"file:").is_none(), "{path} leads to a file of this machine");
    }
    assert!(before == bytes_below(&evaluation.out("out")), "the output is not as it was");
    let record: serde_json::Value = serde_json::from_slice(&first["printed.json"]).unwrap();
    assert_eq!(record["pdfs"][0]["page_sha256"], sha256(&before["methods.html"]));
    assert_eq!(record["pdfs"][0]["sha256"], sha256(&first["methods.pdf"]));
    assert_eq!(record["manifest_sha256"], sha256(&before["manifest.json"]));
}

#[test]
fn a_changed_page_is_not_printed_as_if_it_were_the_release() {
    let evaluation = quick();
    let page = evaluation.out("out/methods.html");
    fs::write(&page, fs::read_to_string(&page).unwrap().replacen("<h1>", "<h1>Not ", 1)).unwrap();
    let told = pdf(&evaluation, &[]);
    assert_eq!(told.code, 2);
    assert!(told.stderr.contains("methods.html is missing or not the page of this release"), "{}", told.stderr);
    assert!(!evaluation.out("out-pdf").exists());
}

#[test]
fn what_is_no_output_or_no_page_of_it_is_refused() {
    let evaluation = quick();
    let told = evaluation.say(&["pdf", "data"]);
    assert_eq!(told.code, 2);
    assert!(told.stderr.contains("data is not an output folder of learnframe"), "{}", told.stderr);
    for page in ["nowhere.html", "private/quarantine.csv", "manifest.json", "../data/evaluation.toml"] {
        let told = pdf(&evaluation, &["--page", page]);
        assert_eq!(told.code, 2, "{page}");
        assert!(told.stderr.contains(&format!("the manifest names no page {page}")), "{}", told.stderr);
    }
}

#[test]
fn neither_an_output_nor_somebody_elses_folder_is_written_over() {
    let evaluation = quick();
    // Any program will do where none gets to run.
    let more = ["--page", "index.html", "--browser", env!("CARGO_BIN_EXE_learnframe")];
    let told = pdf(&evaluation, &[&more[..], &["-o", "out"]].concat());
    assert_eq!(told.code, 2);
    assert!(told.stderr.contains("out is an output folder"), "{}", told.stderr);
    let told = pdf(&evaluation, &[&more[..], &["-o", "data"]].concat());
    assert_eq!(told.code, 2);
    assert!(told.stderr.contains("data holds files that learnframe did not write"), "{}", told.stderr);
}

#[test]
fn without_a_browser_it_says_how_to_get_one() {
    let evaluation = quick();
    let told = pdf(&evaluation, &["--browser", "no/such/browser"]);
    assert_eq!(told.code, 2);
    for platform in ["no browser was found", "Debian", "macOS", "Windows", "--browser"] {
        assert!(told.stderr.contains(platform), "{}", told.stderr);
    }
    // Where none is among the programs, one may still stand in a usual place of macOS or Windows.
    let mut pathless = program();
    pathless.env("PATH", evaluation.dir()).args(["pdf", "out"]).current_dir(evaluation.root());
    if cfg!(target_os = "linux") {
        let output = pathless.output().unwrap();
        assert_eq!(output.status.code(), Some(2));
        assert!(String::from_utf8_lossy(&output.stderr).contains("no browser was found"));
    }
    assert!(!evaluation.out("out-pdf").exists());
}

#[test]
fn a_browser_that_fails_leaves_the_pdfs_of_before() {
    let evaluation = quick();
    let old = evaluation.out("out-pdf");
    fs::create_dir(&old).unwrap();
    fs::write(old.join("printed.json"), "{}").unwrap();
    fs::write(old.join("index.pdf"), "of before").unwrap();
    let told = pdf(&evaluation, &["--browser", env!("CARGO_BIN_EXE_learnframe")]);
    assert_eq!(told.code, 2);
    assert!(told.stderr.contains("did not print"), "{}", told.stderr);
    assert_eq!(fs::read(old.join("index.pdf")).unwrap(), b"of before");
    assert_eq!(names_in(&old), ["index.pdf", "printed.json"]);
    assert!(names_in(evaluation.root()).iter().all(|name| !name.starts_with(".learnframe")), "something is left");
}
