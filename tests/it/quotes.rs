//! Remarks are quoted only with consent and approval, where enough people answered, and with no name in them.

use crate::support::Evaluation;
use std::fmt::Write;
use std::fs;

const PLAN: &str = r#"
[programme]
name = "P"
commissioner = "C"
contact = "x"
as_of = 2004-08-31
framework = "too_busy_to_learn"

[protection]
promised = 5

[privacy]
retain_until = 2009-08-31
redact = ["St Swithun's"]

[[wave]]
id = "w1"
label = "Spring"
from = 2004-01-01
to = 2004-04-30
census = 2004-03-31

[[source]]
table = "groups"
files = ["groups.csv"]

[[source]]
table = "responses"
files = ["responses.csv"]
wave = "w1"

[[source]]
table = "quotes"
files = ["quotes.csv"]
"#;

/// Groups with how many answered: one of nine, and some of four in three authorities.
const GROUPS: [(&str, &str, usize); 5] = [("A", "1", 9), ("B", "1", 4), ("C", "2", 4), ("D", "2", 4), ("E", "3", 4)];

/// Everybody's answers, and a remark each of which the words say whose it is; the second of a group did not agree.
fn evaluation() -> Evaluation {
    let evaluation = Evaluation::empty();
    let mut groups = "group_id,name,lea_code,lea_name\n".to_owned();
    let mut responses = "respondent_id,group_id,ms01,quote_consent\n".to_owned();
    let mut quotes = "respondent_id,group_id,wave,quote,approved_by,approved_on\n".to_owned();
    for (group, lea, people) in GROUPS {
        writeln!(groups, "{group},Harbour {group},L{lea},Shire {lea}").unwrap();
        for person in 0..people {
            let consent = ["yes", "no", "paraphrase"][person.min(2)];
            writeln!(responses, "{group}p{person},{group},{},{consent}", 3 + person % 3).unwrap();
            let place = ["plainly", "without leave", "in other words"][person.min(2)];
            writeln!(quotes, "{group}p{person},{group},w1,Said {place} by {group}{person}.,reader,2004-05-01").unwrap();
        }
    }
    for naming in ["We met at St. Swithun’s.", "Thanks to Harbour B!", "Write to a.head@example.org."] {
        writeln!(quotes, "Ap0,A,w1,{naming},reader,2004-05-01").unwrap();
    }
    writeln!(quotes, "Ap0,A,w1,Nobody approved this.,,").unwrap();
    for (path, text) in
        [("evaluation.toml", PLAN), ("groups.csv", &groups), ("responses.csv", &responses), ("quotes.csv", &quotes)]
    {
        evaluation.write(path, text);
    }
    evaluation
}

#[test]
fn what_may_not_be_quoted_is_set_aside_with_its_reason() {
    let told = evaluation().say(&["check", "data", "--json"]);
    let json: serde_json::Value = serde_json::from_str(&told.stdout).unwrap();
    let of_quotes = json["files"].as_array().unwrap().iter().find(|file| file["file"] == "quotes.csv").unwrap();
    assert_eq!(of_quotes["kept"], 5, "one of each group's first member");
    let reasons = &of_quotes["reasons"];
    assert_eq!(reasons["no-consent"], 25 - 5, "neither a refusal nor leave to paraphrase is leave to quote");
    assert_eq!(reasons["quote-names"], 3);
    assert_eq!(reasons["missing-value"], 1, "without an approval it is no quotation");
    for words in ["Swithun", "Said", "example.org"] {
        assert!(!told.stdout.contains(words), "a finding echoes what somebody said: {words}");
    }
}

#[test]
fn the_words_of_the_few_stand_only_where_they_are_among_enough() {
    let evaluation = evaluation();
    let out = evaluation.out("out");
    let told = evaluation.run(&out);
    assert_eq!(told.code, 0, "{}", told.stderr);
    let quoted = |page: &str| -> Vec<&str> {
        let html = fs::read_to_string(out.join(page)).unwrap();
        GROUPS
            .iter()
            .map(|(group, ..)| *group)
            .filter(|group| html.contains(&format!("Said plainly by {group}0.")))
            .collect()
    };
    assert_eq!(quoted("groups/a.html"), ["A"]);
    for few in ["B", "C", "D", "E"] {
        assert!(
            quoted(&format!("groups/{few}.html").to_lowercase()).is_empty(),
            "four people know one another's words"
        );
    }
    assert_eq!(quoted("leas/l1.html"), ["A"], "what B said would be known to be B's");
    assert_eq!(quoted("leas/l2.html"), ["C", "D"], "eight people of two groups");
    assert!(quoted("leas/l3.html").is_empty());
    assert_eq!(quoted("index.html"), ["A", "B", "C", "D", "E"], "B and E are quoted here for the first time, together");
    let all = fs::read_to_string(out.join("index.html")).unwrap();
    for words in ["without leave", "in other words", "Nobody approved", "Swithun", "Ap0", "reader,"] {
        assert!(!all.contains(words), "{words}");
    }
}
