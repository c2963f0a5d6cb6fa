//! The data quality page: what arrived, what became of it, what was found, what is missing.

use crate::finding::{Finding, Severity};
use crate::framework::FamilyRole;
use crate::narrate::{Words, figures, number, quality as wording};
use crate::report::ToldFinding;
use crate::report::desk::View;
use crate::report::section::head::{self, Head};
use crate::report::section::{Section, calendar, profile};
use crate::report::table::{Cell, Row, Table};
use crate::vocabulary::{Language, MissingAnswers, ToldAccount, ToldCount, ToldRows, nearest_changes};
use serde::Serialize;
use std::collections::BTreeMap;

/// Most findings of one kind that are listed place by place.
const MOST_PLACES: usize = 10;

/// The data quality page.
#[derive(Debug, Serialize)]
pub(in crate::report) struct QualityPage {
    head: Head,
    sentence: String,
    files: Table,
    rounded: Option<String>,
    reasons: Table,
    missing: Table,
    findings: Table,
    questions: Table,
    calendar: Section,
    indicators: Section,
}

/// Makes the data quality page.
pub(in crate::report) fn model(view: &View<'_>) -> QualityPage {
    let (publication, words) = (view.desk.publication, view.words());
    QualityPage {
        head: head::named(view, words.text("page_quality").to_owned(), words.text("kind_quality").to_owned()),
        sentence: sentence(publication.accounts, publication.findings, words),
        files: files(publication.accounts, words),
        rounded: rounded(publication.accounts, words),
        reasons: reasons(publication.accounts, words),
        missing: missing(publication.missing, publication.plan.protection.programme, words),
        findings: findings(view),
        questions: questions(view),
        calendar: Section { tables: calendar::table(view).into_iter().collect(), ..Section::default() },
        indicators: Section { tables: profile::tables(view, FamilyRole::Quality), ..Section::default() },
    }
}

fn sentence(accounts: &[ToldAccount], findings: &[ToldFinding], words: &Words) -> String {
    let attention = findings.iter().filter(|told| told.finding.severity != Severity::Note).count();
    let [used, rows] = [sum(accounts, |rows| rows.kept), sum(accounts, |rows| rows.rows)];
    wording::sentence(accounts.len(), [used, rows], attention, words)
}

/// A sum over files; not told where one of them is not, which it would tell.
fn sum(accounts: &[ToldAccount], of: fn(&ToldRows) -> ToldCount) -> ToldCount {
    ToldCount::sum(accounts.iter().map(|account| of(&account.rows)))
}

fn count(told: ToldCount, words: &Words) -> String {
    match told {
        ToldCount::NotTold(()) => words.text("symbol_confidential").to_owned(),
        told => wording::count(told, words),
    }
}

fn files(accounts: &[ToldAccount], words: &Words) -> Table {
    let heads =
        ["head_file", "head_table", "head_rows#", "head_used#", "head_left_out#", "head_replaced#", "head_set_aside#"];
    let mut table = Table::new(words.text("files_caption"), words, &heads);
    let fates: [fn(&ToldRows) -> ToldCount; 5] =
        [|rows| rows.rows, |rows| rows.kept, |rows| rows.excluded, |rows| rows.superseded, |rows| rows.quarantined];
    for account in accounts {
        let name =
            account.sheet.as_ref().map_or_else(|| account.file.clone(), |sheet| format!("{}, {sheet}", account.file));
        let row = Row::new(name).with(account.table.clone());
        table.row(fates.iter().fold(row, |row, fate| row.with(count(fate(&account.rows), words))));
    }
    if accounts.len() > 1 {
        let total = Row::new(words.text("files_all")).with("");
        let mut total = fates.iter().fold(total, |row, fate| row.with(count(sum(accounts, *fate), words)));
        total.stands_out = true;
        table.row(total);
    }
    table
}

/// To what numbers of rows are rounded, where any are.
fn rounded(accounts: &[ToldAccount], words: &Words) -> Option<String> {
    let step = |told: ToldCount| match told {
        ToldCount::About { step, .. } => Some(step),
        _ => None,
    };
    let step = accounts.iter().find_map(|account| step(account.rows.kept).or(step(account.rows.rows)))?;
    Some(words.say("quality_rounded", [("step", step.into())]))
}

fn reasons(accounts: &[ToldAccount], words: &Words) -> Table {
    let mut table = Table::new(words.text("rows_caption"), words, &["head_file", "head_reason", "head_rows#"]);
    for account in accounts {
        for (reason, rows) in &account.reasons {
            table
                .row(Row::new(account.file.clone()).with(wording::row_reason(reason, words)).with(count(*rows, words)));
        }
    }
    table
}

/// Why answers are missing. Few of a kind are told as a bound and more of them rounded, for so few people may be known,
/// from this release or from the next.
fn missing(answers: &[MissingAnswers], fewest: u64, words: &Words) -> Table {
    let heads = ["head_reason", "head_meaning", "head_as_written", "head_answers#"];
    let mut table = Table::new(words.text("missing_caption"), words, &heads);
    for missing in answers {
        let count = count(ToldCount::of_people(missing.answers, fewest), words);
        let (reason, meaning) = wording::missing(&missing.reason, words);
        let as_written = missing.as_written.as_deref().unwrap_or(words.text("missing_empty"));
        let row = Row::new(reason).with(meaning).with(as_written);
        table.row(row.with(count));
    }
    table
}

/// Findings by severity, then rule; many of one kind in one file are told as a number.
fn findings(view: &View<'_>) -> Table {
    let mut kinds: BTreeMap<(Severity, &str, &str, &str), Vec<&ToldFinding>> = BTreeMap::new();
    for told in view.desk.publication.findings {
        let Finding { severity, code, place, help, .. } = &told.finding;
        kinds.entry((*severity, *code, &place.file, help)).or_default().push(told);
    }
    let words = view.words();
    // Findings are written for whoever runs the program, in English.
    let lang = (words.language() != Language::English).then_some(Language::English.tag());
    let in_english = |text: &str| Cell { lang, ..Cell::from(figures::capital(text)) };
    let heads = ["head_where", "head_weight", "head_found", "head_to_do", "head_times#"];
    let mut table = Table::new(words.text("findings_caption"), words, &heads);
    for ((severity, _, _, help), found) in kinds {
        let Some(first) = found.first() else { continue };
        let row = Row::new(places(&found, words))
            .with(words.severity(severity))
            .with(in_english(&first.finding.message))
            .with(in_english(help))
            .with(Cell::from(count(ToldCount::sum(found.iter().map(|told| told.times)), words)));
        table.row(row);
    }
    table
}

/// What changed about questions from one survey to another, and what follows from it.
fn questions(view: &View<'_>) -> Table {
    let words = view.words();
    let heads = ["head_question", "head_surveys", "head_what_changed", "head_taken_as_one", "head_what_follows"];
    let mut table = Table::new(words.text("questions_changed_caption"), words, &heads);
    let publication = view.desk.publication;
    let wave = |place: usize| publication.plan.wave.get(place).map_or("", |wave| wave.label.as_str());
    for change in nearest_changes(&publication.plan.changes) {
        let text = publication.framework.item(&change.item).map_or(change.item.as_str(), |item| item.text.as_str());
        let taken = match &change.equivalent {
            Some(because) => words.say("question_taken", [("because", because.into())]),
            None => words.text("question_not_taken").to_owned(),
        };
        table.row(
            Row::new(words.say("question_named", [("id", (&change.item).into()), ("question", text.into())]))
                .with(words.say(
                    "question_waves",
                    [("earlier", wave(change.earlier).into()), ("later", wave(change.later).into())],
                ))
                .with(wording::what_changed(change.alteration, words))
                .with(if change.alteration.breaks_comparison() { taken } else { figures::NO_RANGE.to_owned() })
                .with(wording::consequence(change, words)),
        );
    }
    table
}

fn places(found: &[&ToldFinding], words: &Words) -> String {
    match found {
        [only] => wording::place(&only.finding.place, words),
        many => {
            let file = many.first().map_or("", |first| first.finding.place.file.as_str());
            let rows: Vec<String> = many.iter().filter_map(|told| told.finding.place.row).map(number::count).collect();
            let listed = rows.iter().take(MOST_PLACES).cloned().collect::<Vec<_>>().join(", ");
            match rows.len() {
                0 => file.to_owned(),
                few if few <= MOST_PLACES => {
                    words.say("finding_rows", [("file", file.into()), ("rows", listed.into())])
                }
                all => words.say(
                    "finding_rows_more",
                    [("file", file.into()), ("rows", listed.into()), ("more", (all - MOST_PLACES).into())],
                ),
            }
        }
    }
}
