//! The data quality page: what arrived, what became of it, what was found, what is missing.

use crate::finding::{Finding, Severity};
use crate::framework::FamilyRole;
use crate::narrate::{figures, number};
use crate::report::desk::View;
use crate::report::section::head::{self, Head};
use crate::report::section::{Section, calendar, profile};
use crate::report::table::{Cell, Row, Table};
use crate::vocabulary::{Alteration, FileAccount, MissingAnswers, QuestionChange, nearest_changes};
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
    reasons: Table,
    missing: Table,
    findings: Table,
    questions: Table,
    calendar: Section,
    indicators: Section,
}

/// Makes the data quality page.
pub(in crate::report) fn model(view: &View<'_>) -> QualityPage {
    let publication = view.desk.publication;
    QualityPage {
        head: head::named(view, "Data quality".to_owned(), "What the figures rest on".to_owned()),
        sentence: sentence(publication.accounts, publication.findings),
        files: files(publication.accounts),
        reasons: reasons(publication.accounts),
        missing: missing(publication.missing, publication.plan.protection.programme),
        findings: findings(view),
        questions: questions(view),
        calendar: Section { tables: calendar::table(view).into_iter().collect(), ..Section::default() },
        indicators: Section { tables: profile::tables(view, FamilyRole::Quality), ..Section::default() },
    }
}

fn sentence(accounts: &[FileAccount], findings: &[Finding]) -> String {
    let sum = |of: fn(&FileAccount) -> u64| accounts.iter().map(of).sum::<u64>();
    let attention = findings.iter().filter(|finding| finding.severity != Severity::Note).count();
    let used = number::of_with_percent(sum(|one| one.kept), sum(|one| one.rows));
    let files = if accounts.len() == 1 { "1 file".to_owned() } else { format!("{} files", accounts.len()) };
    let finding = if attention == 1 {
        "1 finding needs".to_owned()
    } else {
        format!("{} findings need", number::count(attention as u64))
    };
    format!("Of the rows in {files}, {used} were used; {finding} attention.")
}

fn files(accounts: &[FileAccount]) -> Table {
    let heads =
        ["File", "Table", "Rows#", "Used#", "Left out by the plan#", "Replaced by a later return#", "Set aside#"];
    let mut table = Table::new("Files received and what became of their rows", &heads);
    for account in accounts {
        let name =
            account.sheet.as_ref().map_or_else(|| account.file.clone(), |sheet| format!("{}, {sheet}", account.file));
        let numbers = [account.rows, account.kept, account.excluded, account.superseded, account.quarantined];
        let row = Row::new(name).with(account.table.clone());
        table.row(numbers.into_iter().fold(row, |row, rows| row.with(number::count(rows))));
    }
    if accounts.len() > 1 {
        let sum = |of: fn(&FileAccount) -> u64| number::count(accounts.iter().map(of).sum());
        let mut total = Row::new("All files").with("").with(sum(|one| one.rows)).with(sum(|one| one.kept));
        total = total.with(sum(|one| one.excluded)).with(sum(|one| one.superseded)).with(sum(|one| one.quarantined));
        total.stands_out = true;
        table.row(total);
    }
    table
}

fn reasons(accounts: &[FileAccount]) -> Table {
    let mut table = Table::new("Why rows were not used", &["File", "Reason", "Rows#"]);
    for account in accounts {
        for (reason, rows) in &account.reasons {
            table.row(Row::new(account.file.clone()).with(figures::capital(reason)).with(number::count(*rows)));
        }
    }
    table
}

/// Why answers are missing. Few of a kind are told as a bound, for so few people may be known.
fn missing(answers: &[MissingAnswers], fewest: u64) -> Table {
    let heads = ["Reason", "What it means", "As the files write it", "Answers#"];
    let mut table = Table::new("Answers that are missing, and why", &heads);
    for missing in answers {
        let count =
            if missing.answers < fewest { format!("fewer than {fewest}") } else { number::count(missing.answers) };
        let row = Row::new(figures::capital(&missing.reason))
            .with(meaning(&missing.reason))
            .with(missing.as_written.clone().unwrap_or_else(|| "(an empty cell or no column)".to_owned()));
        table.row(row.with(count));
    }
    table
}

fn meaning(reason: &str) -> &'static str {
    match reason {
        "not asked" => "The form or the file has no such question.",
        "not shown" => "The form did not show the question to this person.",
        "seen and skipped" => "The person saw the question and went on.",
        "not answered" => "The cell is empty; the file does not say why.",
        "declined" => "The person chose not to say.",
        "don't know" => "The person said that they do not know.",
        "not applicable" => "The person said that the question does not apply.",
        "user-missing" => "The file declares the code as no answer.",
        "not finished" => "The person stopped before the end.",
        "unreadable" => "The cell holds something that is no answer; it was set aside.",
        _ => "As the plan says.",
    }
}

/// Findings by severity, then rule; many of one kind in one file are told as a number.
fn findings(view: &View<'_>) -> Table {
    let mut kinds: BTreeMap<(Severity, &str, &str, &str), Vec<&Finding>> = BTreeMap::new();
    for finding in view.desk.publication.findings {
        let key = (finding.severity, finding.code, finding.place.file.as_str(), finding.help.as_str());
        kinds.entry(key).or_default().push(finding);
    }
    let mut table =
        Table::new("Findings, the weightiest first", &["Where", "Weight", "What was found", "What to do", "Times#"]);
    for ((severity, _, _, help), found) in kinds {
        let Some(first) = found.first() else { continue };
        let row = Row::new(places(&found))
            .with(view.words().severity(severity))
            .with(figures::capital(&first.message))
            .with(figures::capital(help))
            .with(Cell::from(number::count(found.len() as u64)));
        table.row(row);
    }
    table
}

/// What changed about questions from one survey to another, and what follows from it.
fn questions(view: &View<'_>) -> Table {
    let heads = ["Question", "Surveys", "What changed", "Taken as one by the plan", "What follows"];
    let mut table = Table::new("Questions that changed between waves", &heads);
    let publication = view.desk.publication;
    let wave = |place: usize| publication.plan.wave.get(place).map_or("", |wave| wave.label.as_str());
    for change in nearest_changes(&publication.plan.changes) {
        let text = publication.framework.item(&change.item).map_or(change.item.as_str(), |item| item.text.as_str());
        let taken = change.equivalent.as_ref().map_or_else(|| "No".to_owned(), |because| format!("Yes: {because}"));
        table.row(
            Row::new(format!("{} ({text})", change.item))
                .with(format!("{} and {}", wave(change.earlier), wave(change.later)))
                .with(what_changed(change.alteration))
                .with(if change.alteration.breaks_comparison() { taken } else { figures::NO_RANGE.to_owned() })
                .with(consequence(change)),
        );
    }
    table
}

fn what_changed(alteration: Alteration) -> String {
    match alteration {
        Alteration::Wording => "Its wording".to_owned(),
        Alteration::Scale { from, to } if from == to => format!("Its answer scale, {to} answers both times"),
        Alteration::Scale { from, to } => format!("Its answer scale: {from} answers, then {to}"),
        Alteration::AnswerWords => "The words of its answers".to_owned(),
        Alteration::Dropped => "It was left off the form".to_owned(),
        Alteration::Added => "It was new on the form".to_owned(),
    }
}

fn consequence(change: &QuestionChange) -> &'static str {
    match change.alteration {
        Alteration::Dropped | Alteration::Added => {
            "Nothing is told of it where it was not asked; scales rest there on their other questions."
        }
        _ if change.stops_change() => "Change is not computed between these surveys for any scale with this question.",
        _ => "Change is computed, on the plan’s word.",
    }
}

fn places(found: &[&Finding]) -> String {
    match found {
        [only] => only.place.to_string(),
        many => {
            let file = many.first().map_or("", |first| first.place.file.as_str());
            let rows: Vec<String> = many.iter().filter_map(|finding| finding.place.row).map(number::count).collect();
            let listed = rows.iter().take(MOST_PLACES).cloned().collect::<Vec<_>>().join(", ");
            match rows.len() {
                0 => file.to_owned(),
                few if few <= MOST_PLACES => format!("{file}, rows {listed}"),
                all => format!("{file}, rows {listed} and {} more", number::count((all - MOST_PLACES) as u64)),
            }
        }
    }
}
