//! What became of the rows and answers that arrived, in words.

use super::{Words, number};
use crate::finding::Place;
use crate::narrate::figures::capital;
use crate::vocabulary::{Alteration, QuestionChange, ToldCount};

/// How many rows were used, where that may be told, and how much needs attention.
#[must_use]
pub fn sentence(files: usize, [used, rows]: [ToldCount; 2], attention: usize, words: &Words) -> String {
    let read = words.say("files_read", [("n", files.into())]);
    let needing = words.say("files_needing", [("n", attention.into())]);
    let told = match (used, rows) {
        (ToldCount::Exact(used), ToldCount::Exact(rows)) => number::of_with_percent(used, rows, words),
        (used, _) if used.number().is_some() => count(used, words),
        _ => return words.say("files_sentence_few", [("files_read", read.into()), ("needing", needing.into())]),
    };
    words.say("files_sentence", [("files_read", read.into()), ("used", told.into()), ("needing", needing.into())])
}

/// A number of rows or people as far as it may be told.
#[must_use]
pub fn count(told: ToldCount, words: &Words) -> String {
    match told {
        ToldCount::Exact(number) => number::count(number),
        ToldCount::About { about, .. } => words.say("about_so_many", [("number", number::count(about).into())]),
        ToldCount::Few { fewer_than } => words.say("fewer_than", [("number", fewer_than.into())]),
        ToldCount::NotTold(()) => words.text("not_told").to_owned(),
    }
}

/// Why a row was not used: a rule's own words, or those of the plan as they are.
#[must_use]
pub fn row_reason(reason: &str, words: &Words) -> String {
    capital(words.find("row", reason).unwrap_or(reason))
}

/// Where something was found: `survey.csv, row 45, column ms14`.
#[must_use]
pub fn place(place: &Place, words: &Words) -> String {
    let mut told = place.file.clone();
    let parts = [
        ("place_sheet", place.sheet.clone()),
        ("place_row", place.row.map(|row| row.to_string())),
        ("place_column", place.column.clone()),
    ];
    for (id, name) in parts {
        if let Some(name) = name {
            told.push_str(", ");
            told.push_str(&words.say(id, [("name", name.into())]));
        }
    }
    told
}

/// Why an answer is missing, and what that means.
#[must_use]
pub fn missing(reason: &str, words: &Words) -> (String, String) {
    let meaning = words.find("missing", &format!("{reason} is")).unwrap_or_else(|| words.text("missing_other_is"));
    (capital(words.find("missing", reason).unwrap_or(reason)), meaning.to_owned())
}

/// What changed about a question.
#[must_use]
pub fn what_changed(alteration: Alteration, words: &Words) -> String {
    let id = match alteration {
        Alteration::Wording => "altered_wording",
        Alteration::Scale { from, to } if from == to => {
            return words.say("altered_scale_same", [("to", to.to_string().into())]);
        }
        Alteration::Scale { from, to } => {
            return words.say("altered_scale", [("from", from.to_string().into()), ("to", to.to_string().into())]);
        }
        Alteration::AnswerWords => "altered_answer_words",
        Alteration::Dropped => "altered_dropped",
        Alteration::Added => "altered_added",
    };
    words.text(id).to_owned()
}

/// What follows from a question's change.
#[must_use]
pub fn consequence<'a>(change: &QuestionChange, words: &'a Words) -> &'a str {
    words.text(match change.alteration {
        Alteration::Dropped | Alteration::Added => "follows_not_told",
        _ if change.stops_change() => "follows_no_change",
        _ => "follows_change",
    })
}
