//! Evaluations at the edges of what people send: names in any script, nobody who answered, one group alone, many
//! authorities, a promise so high that nothing may be told. Each run succeeds, each page is whole and says what is
//! missing. The pages are left below `target/tmp/hard_cases`, where the browser check reads them.

use crate::support::{Told, bytes_below, program};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

/// Items that everybody answers.
const ITEMS: u32 = 35;

const PLAN: &str = r#"
[programme]
name = "PROGRAMME"
commissioner = "The \"national\" <college>"
contact = "evaluation@example.org"
as_of = 2004-08-31
framework = "too_busy_to_learn"

[privacy]
retain_until = 2009-08-31

[protection]
promised = PROMISED
internal = INTERNAL
programme = WIDER
public = PUBLIC

[[wave]]
id = "w1"
label = "Spring 2004"
from = 2004-01-01
to = 2004-04-30
census = 2004-03-01

[[source]]
table = "groups"
files = ["groups.csv"]
"#;

const PEOPLE: &str = r#"
[[source]]
table = "members"
files = ["members.csv"]

[[source]]
table = "responses"
files = ["responses.csv"]
wave = "w1"
"#;

/// A group with its authority and how many people answered in it.
struct Group {
    name: String,
    authority: usize,
    people: u32,
}

struct Case {
    name: &'static str,
    programme: &'static str,
    promised: u32,
    groups: Vec<Group>,
    arguments: &'static [&'static str],
}

/// Pages of a case, by their paths.
type Pages = BTreeMap<String, String>;

impl Case {
    fn new(name: &'static str, groups: Vec<Group>) -> Self {
        Case { name, programme: "Learning groups", promised: 5, groups, arguments: &[] }
    }

    /// Where its pages are left.
    fn folder(&self) -> PathBuf {
        Path::new(env!("CARGO_TARGET_TMPDIR")).join("hard_cases").join(self.name)
    }

    fn write(&self, data: &Path) {
        let groups = self.groups.iter().enumerate().map(|(place, group)| {
            let authority = group.authority;
            let names = [
                format!("G{place}"),
                group.name.clone(),
                format!("N{authority}"),
                format!("Network {authority}"),
                format!("L{authority}"),
                format!("Authority {authority}"),
                format!("Region {}", authority % 3),
            ];
            names.to_vec()
        });
        let head = ["group_id", "name", "network_id", "network_name", "lea_code", "lea_name", "region"];
        csv(&data.join("groups.csv"), &head, groups);
        let people: Vec<(usize, u32)> = self
            .groups
            .iter()
            .enumerate()
            .flat_map(|(place, group)| (0..group.people).map(move |person| (place, person)))
            .collect();
        let plan = PLAN
            .replace("PROGRAMME", &self.programme.replace('"', "\\\""))
            .replace("PROMISED", &self.promised.to_string())
            .replace("INTERNAL", &self.promised.max(5).to_string())
            .replace("WIDER", &self.promised.max(8).to_string())
            .replace("PUBLIC", &self.promised.max(10).to_string());
        let plan = if people.is_empty() { plan } else { format!("{plan}{PEOPLE}") };
        fs::write(data.join("evaluation.toml"), plan).unwrap();
        let members = people.iter().map(|(place, person)| {
            vec![format!("P{place}-{person}"), format!("G{place}"), "head".to_owned(), "2003-09-01".to_owned()]
        });
        csv(&data.join("members.csv"), &["member_id", "group_id", "role", "joined_on"], members);
        let items: Vec<String> = (1..=ITEMS).map(|item| format!("ms{item:02}")).collect();
        let head: Vec<&str> =
            ["respondent_id", "group_id", "submitted_on"].into_iter().chain(items.iter().map(String::as_str)).collect();
        let answers = people.iter().map(|(place, person)| {
            // Answers are spread by place alone, so the pages never change by themselves.
            let answer =
                |item: u32| (1 + (*place as u32 * 7 + person * 3 + item * item + person * item) % 5).to_string();
            [format!("P{place}-{person}"), format!("G{place}"), "2004-03-01".to_owned()]
                .into_iter()
                .chain((1..=ITEMS).map(answer))
                .collect()
        });
        csv(&data.join("responses.csv"), &head, answers);
    }

    /// Runs the program and reads its pages, each whole.
    fn pages(&self) -> Pages {
        let root = tempfile::tempdir().unwrap();
        let data = root.path().join("data");
        fs::create_dir(&data).unwrap();
        self.write(&data);
        let out = self.folder();
        let _ = fs::remove_dir_all(&out);
        fs::create_dir_all(out.parent().unwrap()).unwrap();
        let told = run(&data, &out, self.arguments);
        assert_eq!(told.code, 0, "{}: {}", self.name, told.stderr);
        let pages: Pages = bytes_below(&out)
            .into_iter()
            .filter(|(path, _)| path.strip_suffix(".html").is_some())
            .map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap()))
            .collect();
        let groups = pages.keys().filter(|path| path.starts_with("groups/")).count();
        assert_eq!(groups, self.groups.len(), "{}: a page for every group", self.name);
        for (path, page) in &pages {
            assert_eq!(unbalanced(page), None, "{}: {path}", self.name);
        }
        pages
    }
}

fn run(data: &Path, out: &Path, arguments: &[&str]) -> Told {
    let run = program().arg("run").arg(data).arg("-o").arg(out).args(arguments).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Told { code: run.status.code().unwrap(), stdout: text(run.stdout), stderr: text(run.stderr) }
}

fn csv(path: &Path, head: &[&str], rows: impl Iterator<Item = Vec<String>>) {
    let mut writer = csv::Writer::from_path(path).unwrap();
    writer.write_record(head).unwrap();
    rows.for_each(|row| writer.write_record(row).unwrap());
    writer.flush().unwrap();
}

fn group(name: impl Into<String>, authority: usize, people: u32) -> Group {
    Group { name: name.into(), authority, people }
}

/// The first end tag that closes another element than the one that is open.
fn unbalanced(page: &str) -> Option<String> {
    const EMPTY: [&str; 6] = ["!DOCTYPE", "meta", "br", "col", "hr", "img"];
    let mut open: Vec<&str> = Vec::new();
    let mut rest = page;
    while let Some((_, after)) = rest.split_once('<') {
        let (tag, after) = after.split_once('>')?;
        let name = tag.trim_start_matches('/').split([' ', '/', '\n']).next().unwrap_or_default();
        rest = match name {
            // What is in these is no markup.
            "style" | "script" if !tag.starts_with('/') => after.split_once(&format!("</{name}>"))?.1,
            _ if EMPTY.contains(&name) || tag.ends_with('/') => after,
            "style" | "script" => after,
            _ if tag.starts_with('/') => match open.pop() {
                Some(last) if last == name => after,
                last => return Some(format!("{last:?} is closed by {tag}")),
            },
            _ => {
                open.push(name);
                after
            }
        };
    }
    open.pop().map(|last| format!("{last} is not closed"))
}

/// A text as pages write it.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\'', "&#39;")
}

#[test]
fn markup_that_is_not_whole_is_found() {
    assert_eq!(unbalanced("<!DOCTYPE html><p>a<br>b <a href=\"x\">c</a></p><style>a>b{}</style><path d=\"\"/>"), None);
    assert_eq!(unbalanced("<p><b>a</p>").as_deref(), Some("Some(\"b\") is closed by /p"));
    assert_eq!(unbalanced("<p>").as_deref(), Some("p is not closed"));
}

#[test]
fn names_in_any_script_and_of_any_length_stand_on_their_pages() {
    let names = [
        "مجموعة التعلّم ٤ (الشمال)".to_owned(),
        "学习小组：第三小学与第四小学".to_owned(),
        "Y\u{302}r Hen Ysgol, C\u{327}e\u{301}dille\u{301}".to_owned(),
        "Heads’ “own” group <north> & 'south' \"east\"".to_owned(),
        "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch".repeat(4).chars().take(200).collect(),
        "Abercwm Bryndu Caerfelin Dolgarreg Eglwysfach Ffynnonlas Glanyrafon ".repeat(4).chars().take(200).collect(),
        "กลุ่มการเรียนรู้ हिन्दी समूह 👩🏽‍🏫".to_owned(),
    ];
    let groups = names.iter().enumerate().map(|(place, name)| group(name, place / 3, 11)).collect();
    let programme = "Programme \"of\" <learning> & ŵ 学习";
    let case = Case { programme, arguments: &["--lang", "both"], ..Case::new("scripts", groups) };
    let pages = case.pages();
    for name in &names {
        // A joiner turns nothing round, but is invisible, and is taken out as such.
        let title = format!("<h1>{}</h1>", escaped(&name.trim().replace('\u{200d}', "")));
        let found = pages.iter().filter(|(path, page)| path.contains("groups/") && page.contains(&title)).count();
        assert_eq!(found, 2, "{title} in English and in Welsh");
    }
    assert!(pages.values().all(|page| page.contains("Programme &quot;of&quot; &lt;learning&gt; &amp; ŵ 学习")));
}

#[test]
fn a_programme_of_which_nothing_was_sent_says_so() {
    let pages = Case::new("nothing", vec![group("North", 0, 0), group("South", 1, 0)]).pages();
    for (path, page) in pages.iter().filter(|(path, _)| path.starts_with("groups/") || *path == "index.html") {
        let text = text_of(page);
        assert!(text.contains("[x] not collected") || text.contains("[x]\nnot collected"), "{path}: {text}");
        assert!(text.contains("Little can be said of") || path == "index.html", "{path}: {text}");
        assert!(!text.contains("NaN"), "{path}");
    }
}

#[test]
fn groups_without_any_data_stand_beside_groups_that_have_some() {
    let pages = Case::new("some", vec![group("North", 0, 12), group("South", 0, 0), group("East", 1, 12)]).pages();
    let silent = text_of(&pages["groups/g1.html"]);
    assert!(silent.contains("[x]") || silent.contains("[c]"), "{silent}");
}

#[test]
fn one_group_is_a_programme() {
    let pages = Case::new("one", vec![group("Alone", 0, 12)]).pages();
    assert_eq!(pages.keys().filter(|path| path.starts_with("leas/")).count(), 1);
}

#[test]
fn forty_authorities_are_all_compared() {
    let groups = (0..80).map(|place| group(format!("Group {place}"), place / 2, 9 + place as u32 % 4)).collect();
    let pages = Case::new("forty", groups).pages();
    assert_eq!(pages.keys().filter(|path| path.starts_with("leas/")).count(), 40);
    for authority in 0..40 {
        assert!(pages["index.html"].contains(&format!(">Authority {authority}<")), "{authority}");
    }
}

#[test]
fn a_promise_that_nobody_meets_leaves_pages_that_tell_why_they_are_empty() {
    let groups = (0..6).map(|place| group(format!("Group {place}"), place / 2, 12)).collect();
    let pages = Case { promised: 1000, ..Case::new("withheld", groups) }.pages();
    for (path, page) in pages.iter().filter(|(path, _)| path.starts_with("groups/") || *path == "index.html") {
        let text = text_of(page);
        assert!(text.contains("too few people answered to show it"), "{path}: {text}");
        // Entries of a register may be told; nothing of what anybody answered may.
        let rests_on_answers =
            |line: &&str| line.starts_with(|c: char| c.is_ascii_digit()) && line.ends_with(" answered");
        assert_eq!(text.lines().find(rests_on_answers), None, "{path}");
    }
}

/// What a page says, without markup.
fn text_of(page: &str) -> String {
    let mut text = String::new();
    let body = page.split_once("<body>").map_or(page, |(_, body)| body);
    for part in body.split('<').skip(1).filter(|part| !part.starts_with("script")) {
        let words = part.split_once('>').map_or("", |(_, words)| words).trim();
        let written = if words.is_empty() { Ok(()) } else { writeln!(text, "{words}") };
        assert!(written.is_ok());
    }
    text
}
