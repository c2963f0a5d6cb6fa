//! The words of the reports: every message is in every language, asked for by the source and by nothing else, and no
//! page mixes languages.

use crate::support::{Evaluation, bytes_below};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Grammatical forms that one language's messages share.
const FORM: &str = "form_";

/// Tables of messages whose ids end in a key of the program's or of the data; tests of `narrate` go through the keys.
const KEYED: [&str; 21] = [
    "band_",
    "basis_",
    "because_",
    "change_word_",
    "counted_",
    "difference_",
    "drawn_",
    "level_",
    "levels_",
    "mark_",
    "measure_",
    "missing_",
    "row_",
    "session_",
    "this_",
    "too_little_",
    "trial_",
    "units_",
    "withheld_",
    "term_",
    "protection_",
];

/// Values that one language's message has no use for.
const UNUSED: [(&str, &str); 1] = [("missing_people", "one")];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn files_below(folder: &Path, ends: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() {
            found.extend(files_below(&path, ends));
        } else if path.extension().is_some_and(|extension| extension == ends) {
            found.push((path.clone(), fs::read_to_string(path).unwrap()));
        }
    }
    found.sort();
    found
}

/// A language's messages by their ids, each with its whole text.
fn messages(language: &str) -> BTreeMap<String, String> {
    let mut found: BTreeMap<String, String> = BTreeMap::new();
    for (_, text) in files_below(&root().join("reports/words").join(language), "ftl") {
        let mut id = String::new();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            if let Some((head, rest)) = line.split_once(" =").filter(|_| line.starts_with(char::is_alphabetic)) {
                head.clone_into(&mut id);
                assert!(found.insert(id.clone(), rest.trim().to_owned()).is_none(), "{language} has {id} twice");
            } else if !line.trim().is_empty() {
                let text = found.get_mut(&id).unwrap();
                text.push('\n');
                text.push_str(line.trim());
            }
        }
    }
    found
}

fn is_name(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || letter == '_'
}

/// The names of the values that a message puts in, by itself or by those it refers to.
fn values(id: &str, messages: &BTreeMap<String, String>) -> BTreeSet<String> {
    let text = &messages[id];
    let named = |text: &str| text.chars().take_while(|letter| is_name(*letter)).collect::<String>();
    let mut found: BTreeSet<String> = text.split('$').skip(1).map(named).collect();
    for part in text.split("{ ").skip(1).filter(|part| part.starts_with(char::is_alphabetic)) {
        found.extend(values(&named(part), messages));
    }
    found
}

#[test]
fn every_language_has_the_same_messages_with_the_same_values() {
    let (english, welsh) = (messages("en"), messages("cy"));
    let shared = |messages: &BTreeMap<String, String>| -> BTreeSet<String> {
        messages.keys().filter(|id| !id.starts_with(FORM)).cloned().collect()
    };
    assert_eq!(shared(&english), shared(&welsh));
    assert!(english.len() > 400, "{}", english.len());
    for id in shared(&english) {
        let mut wanted = values(&id, &english);
        wanted.retain(|value| !UNUSED.contains(&(id.as_str(), value)));
        assert_eq!(values(&id, &welsh), wanted, "{id}");
    }
}

/// The source of the rooms that speak, and the templates.
fn speakers() -> String {
    let folders = [("src/narrate", "rs"), ("src/report", "rs"), ("reports", "html")];
    let files = folders.iter().flat_map(|(folder, ends)| files_below(&root().join(folder), ends));
    files.map(|(_, text)| text.split("#[cfg(test)]").next().unwrap_or_default().to_owned()).collect()
}

/// Ids that the source asks for by `text`, `say` and their like, and templates by the filter `t`.
fn asked_for(source: &str) -> BTreeSet<String> {
    let flat: String = source.split_whitespace().collect::<Vec<_>>().join(" ").replace("( \"", "(\"");
    let mut found = BTreeSet::new();
    for call in [".text(\"", ".say(\"", ".say_all(\"", "view.to(\""] {
        found.extend(flat.split(call).skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned));
    }
    for asked in flat.split("\" | t").filter(|part| part.len() < flat.len()) {
        found.extend(asked.rsplit('"').next().filter(|id| id.chars().all(is_name)).map(str::to_owned));
    }
    found.remove("");
    found
}

#[test]
fn what_is_asked_for_is_there_and_what_is_there_is_asked_for() {
    let (messages, source) = (messages("en"), speakers());
    let asked = asked_for(&source);
    assert!(asked.len() > 150, "{}", asked.len());
    let missing: Vec<&String> = asked.iter().filter(|id| !messages.contains_key(*id)).collect();
    assert!(missing.is_empty(), "{missing:?}");
    let is_keyed = |id: &str| KEYED.iter().any(|table| id.starts_with(table));
    let is_named = |id: &str| [format!("\"{id}\""), format!("\"{id}#\"")].iter().any(|named| source.contains(named));
    let unused: Vec<&String> = messages
        .keys()
        .filter(|id| !id.starts_with(FORM) && !is_keyed(id) && !is_named(id))
        .filter(|id| !id.strip_suffix("_is").is_some_and(is_named))
        .collect();
    assert!(unused.is_empty(), "{unused:?}");
}

/// Whether a text is one that a page could say: two words of letters beside each other.
fn is_prose(text: &str) -> bool {
    let words: Vec<&str> = text.split(' ').collect();
    let is_word = |word: &&str| word.len() > 1 && word.chars().all(char::is_alphabetic);
    words.windows(2).any(|pair| pair.iter().all(is_word))
}

#[test]
fn no_text_of_a_page_stands_in_the_source() {
    // Errors speak to whoever runs the program; the trials' names are keys of `reports/coverage.toml`.
    let others = ["error.rs", "figure.rs", "coverage.rs", "tests.rs"];
    let commands = ["learnframe ", "default-src "];
    let mut wrong = Vec::new();
    let mut seen = 0;
    for (path, text) in ["narrate", "report"].iter().flat_map(|room| files_below(&root().join("src").join(room), "rs"))
    {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if others.contains(&name.as_str()) || path.components().any(|part| part.as_os_str() == "tests") {
            continue;
        }
        let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        let speaks = |line: &&str| {
            !["//", "#[error", "#[expect", "debug_assert"].iter().any(|start| line.trim_start().starts_with(start))
                && !line.contains(".expect(")
        };
        for line in code.lines().filter(speaks) {
            seen += 1;
            for literal in line.split('"').skip(1).step_by(2) {
                if is_prose(literal) && !commands.iter().any(|command| literal.starts_with(command)) {
                    wrong.push(format!("{}: {literal}", path.display()));
                }
            }
        }
    }
    assert!(seen > 3_000, "{seen}");
    assert!(wrong.is_empty(), "{wrong:#?}");
    let template = |(path, text): (PathBuf, String)| {
        let plain = text.split('<').filter_map(|piece| piece.split_once('>')).map(|(_, said)| said.to_owned());
        let said = |said: String| {
            said.split("{{").next().unwrap_or_default().split("{%").next().unwrap_or_default().to_owned()
        };
        let prose = plain.map(said).filter(|said| is_prose(said) && !said.starts_with(commands[0]));
        prose.map(|said| format!("{}: {said}", path.display())).collect::<Vec<_>>()
    };
    let said: Vec<String> = files_below(&root().join("reports"), "html").into_iter().flat_map(template).collect();
    assert!(said.is_empty(), "{said:#?}");
}

#[test]
fn forms_are_used_by_messages_of_their_language() {
    for language in ["en", "cy"] {
        let messages = messages(language);
        for form in messages.keys().filter(|id| id.starts_with(FORM)) {
            let named = format!("{{ {form} }}");
            assert!(messages.values().any(|text| text.contains(&named)), "{language}: {form}");
        }
    }
}

/// Sentences on pages can be read at one go, in either language; what defines a method may take longer.
#[test]
fn sentences_are_short_and_say_nothing_that_a_small_survey_cannot_carry() {
    const LONGEST: usize = 25;
    for (language, banned) in
        [("en", ["significan", "proves", "caused"]), ("cy", ["arwyddocaol", "profi bod", "achoswyd"])]
    {
        for (id, text) in messages(language) {
            let text = text.to_lowercase();
            assert!(banned.iter().all(|word| !text.contains(word)), "{language}: {id}: {text}");
            if ["limit_", "strip_", "answers_", "units_", "change_", "bands_", "sureness_b"]
                .iter()
                .any(|table| id.starts_with(table))
            {
                for sentence in text.lines().flat_map(|line| line.split(". ")) {
                    let words = sentence.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic));
                    assert!(words.count() <= LONGEST, "{language}: {id}: {sentence}");
                }
            }
        }
    }
}

/// A figure's title has 15 words at most; a longer one would be cut. Titles of units compared have a shorter form.
#[test]
fn titles_of_figures_are_short_in_every_language() {
    const LONGEST: usize = 15;
    let mut seen = 0;
    for language in ["en", "cy"] {
        for (id, text) in messages(language) {
            let is_title = id.contains("_title") && !id.starts_with("units_");
            for line in text.lines().filter(|_| is_title) {
                seen += 1;
                // A value counts as one word, its braces as none.
                let words = line.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric));
                let words = words.filter(|word| !word.starts_with('[') && !word.starts_with("*["));
                assert!(words.clone().count() <= LONGEST, "{language}: {id}: {line}");
            }
        }
    }
    assert!(seen > 20, "{seen}");
}

/// The parts of a message that are always shown as they are, those of more than two words.
fn lasting_parts(text: &str) -> Vec<String> {
    let mut parts = Vec::new();
    for line in text.lines() {
        let line = line.split_once("] ").filter(|_| line.starts_with(['[', '*'])).map_or(line, |(_, rest)| rest);
        let mut depth = 0_i32;
        let part = |letter: char| {
            depth += i32::from(letter == '{') - i32::from(letter == '}');
            letter == '{' || letter == '}' || depth > 0
        };
        parts.extend(line.split(part).map(|part| part.trim().to_owned()));
    }
    parts.retain(|part| part.split_whitespace().filter(|word| word.chars().all(char::is_alphabetic)).count() > 2);
    parts
}

#[test]
fn a_page_in_one_language_has_no_message_of_the_other() {
    let evaluation = Evaluation::copy_of("sample_data/pilot");
    let out = evaluation.out("out");
    let told = evaluation.say(&["run", "data", "--lang", "both", "-o", "out"]);
    assert_eq!(told.code, 0, "{}", told.stderr);
    let (english, welsh) = (messages("en"), messages("cy"));
    let pages = files_below(&out, "html");
    let is_welsh = |path: &Path| path.strip_prefix(&out).unwrap().starts_with("cy");
    assert_eq!(pages.iter().filter(|(path, _)| is_welsh(path)).count() * 2, pages.len());
    let mut looked_for = 0;
    for (path, html) in &pages {
        let text = readable(html);
        let other = if is_welsh(path) { &english } else { &welsh };
        for (id, message) in other {
            for part in lasting_parts(message).into_iter().filter(|part| !SAID_BY_DATA.contains(&part.as_str())) {
                looked_for += 1;
                assert!(!text.contains(&part), "{}: {id}: {part}", path.display());
            }
        }
        let lang = if is_welsh(path) { "<html lang=\"cy\">" } else { "<html lang=\"en-GB\">" };
        assert!(html.contains(lang), "{}", path.display());
    }
    assert!(looked_for > 10_000, "{looked_for}");
}

/// Messages that the sample's files say by themselves.
const SAID_BY_DATA: [&str; 1] = ["does not apply"];

/// What a page says in its own language: no markup, no cell that says it is in another.
fn readable(html: &str) -> String {
    let mut text = String::new();
    let (_, body) = html.split_once("<body>").unwrap();
    for piece in body.split('<') {
        let (tag, said) = piece.split_once('>').unwrap_or(("", piece));
        if !tag.starts_with("script") && !tag.starts_with("style") && !tag.contains(" lang=\"") {
            text.push_str(said);
        }
        text.push(' ');
    }
    text.replace("&#39;", "'").replace("&quot;", "\"").replace("&amp;", "&")
}

#[test]
fn the_built_in_framework_is_shown_in_welsh_on_every_kind_of_page() {
    let evaluation = Evaluation::copy_of("sample_data/pilot");
    assert_eq!(evaluation.say(&["run", "data", "--lang", "cy", "-o", "out"]).code, 0);
    let page = |path: &str| fs::read_to_string(evaluation.out("out").join(path)).unwrap();
    let framework: toml::Table =
        fs::read_to_string(root().join("schemas/framework/too_busy_to_learn.toml")).unwrap().parse().unwrap();
    let welsh = page("framework.html");
    for indicator in framework["indicator"].as_array().unwrap() {
        let definition = indicator["definition"].as_str().unwrap();
        assert!(!welsh.contains(definition), "{definition}");
    }
    assert!(welsh.contains("ateb cymedrig, 1 i 5, y rhai a atebodd"));
    for path in ["index.html", "methods.html", "quality.html", "framework.html", "regions/north-fells.html"] {
        assert!(page(path).contains("Neidio i’r adroddiad"), "{path}");
        assert!(!page(path).contains("hreflang"), "{path} leads to a twin that is not there");
    }
}

#[test]
fn the_plan_chooses_the_language_and_a_framework_without_words_says_its_own() {
    let evaluation = crate::waves::evaluation();
    evaluation.change("evaluation.toml", |plan| plan.replacen("[programme]\n", "[programme]\nlanguage = \"cy\"\n", 1));
    let told = evaluation.run(&evaluation.out("out"));
    assert_eq!(told.code, 0, "{}", told.stderr);
    let page = fs::read_to_string(evaluation.out("out").join("framework.html")).unwrap();
    assert!(page.contains("<html lang=\"cy\">"));
    assert!(page.contains("<p lang=\"en-GB\">"), "a definition");
    assert!(page.contains("<section id=\"questions\"><h2>Y cwestiynau’n llawn</h2>"));
    let group = files_below(&evaluation.out("out").join("groups"), "html").remove(0).1;
    assert!(group.contains("\" lang=\"en-GB\">"), "a name that leads to its definition");
}

#[test]
fn an_output_in_both_languages_can_be_made_again_from_its_manifest_and_tells_of_its_releases_in_both() {
    let evaluation = crate::waves::evaluation();
    let out = evaluation.out("out");
    assert_eq!(evaluation.say(&["run", "data", "-o", "out"]).code, 0);
    let told = evaluation.say(&["run", "data", "--lang", "both", "-o", "out"]);
    assert!(told.stdout.starts_with("release 2: "), "{}{}", told.stdout, told.stderr);
    let before = bytes_below(&out);
    let told = evaluation.say(&["run", "data", "--lang", "both", "-o", "out"]);
    assert!(told.stdout.starts_with("release 2: ") && bytes_below(&out) == before, "{}", told.stdout);

    let told = evaluation.say(&["verify", "out", "--data", "data"]);
    assert_eq!(told.code, 0, "{}{}", told.stdout, told.stderr);
    for check in ["outputs: ", "provenance: ", "ledger: ", "rerun: "] {
        assert!(told.stdout.lines().any(|line| line.starts_with(check) && line.ends_with(" 0 not")), "{check}");
    }
    let page = |path: &str| fs::read_to_string(out.join(path)).unwrap();
    let changed = "The language of the pages was English and is English and Welsh.";
    let (english, welsh) = (page("methods.html"), page("cy/methods.html"));
    assert!(english.contains("Release 2") && english.contains(&format!("<td>{changed}")));
    assert!(welsh.contains("Cyhoeddiad 2") && welsh.contains(&format!("<td lang=\"en-GB\">{changed}")));

    let path = out.join("cy/index.html");
    fs::write(&path, page("cy/index.html").replace("</html>", " </html>")).unwrap();
    let manifest = page("manifest.json").replace(&digest(&before["cy/index.html"]), &digest(&fs::read(&path).unwrap()));
    fs::write(out.join("manifest.json"), manifest).unwrap();
    let told = evaluation.say(&["verify", "out", "--files-only"]);
    assert_eq!(told.code, 1);
    assert!(told.stdout.contains("what was published of the last release"), "{}", told.stdout);
}

fn digest(bytes: &[u8]) -> String {
    learnframe::output::sha256(bytes)
}
