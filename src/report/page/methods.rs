//! The methods page: how every number was made and worded, with this evaluation's own thresholds.

use crate::narrate::coverage::{self, Trial};
use crate::narrate::methods::{self, Term};
use crate::narrate::{Words, figures, number};
use crate::release::Told;
use crate::report::desk::View;
use crate::report::section::head::{self, Head};
use crate::report::table::{Cell, Row, Table};
use crate::vocabulary::{Language, ToldContent};
use serde::Serialize;

/// The methods page.
#[derive(Debug, Serialize)]
pub(in crate::report) struct MethodsPage {
    head: Head,
    statistics: Vec<Term>,
    example: Vec<String>,
    coverage: [Table; 2],
    strays: Vec<String>,
    wording: Vec<Term>,
    sureness: Vec<Term>,
    sureness_basis: String,
    protection: Vec<Term>,
    withheld: Table,
    audit: Table,
    inputs: Table,
    command: String,
    releases: Table,
}

/// Makes the methods page.
pub(in crate::report) fn model(view: &View<'_>) -> MethodsPage {
    let publication = view.desk.publication;
    let headline = view.desk.headlines().first().and_then(|one| publication.framework.scale_ends(&one.measure));
    let (lowest, highest) = headline.unwrap_or((1.0, 5.0));
    let words = view.words();
    MethodsPage {
        head: head::named(view, words.text("page_methods").to_owned(), words.text("kind_methods").to_owned()),
        statistics: methods::statistics(words),
        example: methods::example(lowest, highest, words),
        coverage: trials(words),
        strays: coverage::sentences(&coverage::trials(), words),
        wording: methods::wording(words),
        sureness: methods::sureness(&publication.framework.sureness, words),
        sureness_basis: publication.framework.sureness.basis.clone(),
        protection: methods::protection(&publication.plan.protection, words),
        withheld: withheld(view),
        audit: audit(view),
        inputs: inputs(view),
        command: command(view),
        releases: releases(view),
    }
}

/// The command that makes these pages again.
fn command(view: &View<'_>) -> String {
    let (edition, plan) = (view.desk.publication.edition, view.desk.publication.plan);
    match edition.twin(view.path) {
        Some(_) => "learnframe run DATA --lang both".to_owned(),
        None if edition.language() == plan.programme.language => "learnframe run DATA".to_owned(),
        None => format!("learnframe run DATA --lang {}", edition.language().code()),
    }
}

/// Below this share of ranges that could be drawn, the row says so.
const NEARLY_ALL: f64 = 0.995;

/// What trials found: of the ranges that reports use, and of those kept for frameworks to come.
fn trials(words: &Words) -> [Table; 2] {
    let captions = [(true, "trials_used"), (false, "trials_unused")];
    captions.map(|(used, caption)| {
        let heads = ["head_range", "head_drawn", "head_held#", "head_width#", "head_draws#"];
        let mut table = Table::new(words.text(caption), words, &heads);
        for trial in coverage::trials().into_iter().filter(|trial| coverage::is_used(&trial.interval) == used) {
            table.row(row(&trial, words));
        }
        table
    })
}

fn row(trial: &Trial, words: &Words) -> Row {
    let mut row = Row::new(coverage::interval(trial, words))
        .with(figures::capital(&coverage::setting(trial, words)))
        .with(coverage::of_hundred(trial.covered))
        .with(format!("{:.2}", trial.width))
        .with(number::count(trial.draws));
    row.note = (trial.made < NEARLY_ALL)
        .then(|| words.say("trials_not_drawn", [("share", coverage::of_hundred(1.0 - trial.made).into())]));
    row
}

fn withheld(view: &View<'_>) -> Table {
    let circulation = view.desk.publication.plan.protection.circulation;
    let words = view.words();
    let caption = words.say("withheld_caption", [("readers", circulation.word().into())]);
    let mut table = Table::new(caption, words, &["head_reason", "head_figures#"]);
    for (reason, withheld) in view.desk.publication.release.withheld(circulation) {
        table.row(Row::new(figures::capital(words.withheld(reason))).with(number::count(withheld)));
    }
    table
}

/// What was tried against everything told, and what protection costs.
fn audit(view: &View<'_>) -> Table {
    let words = view.words();
    let audit = view.desk.publication.release.audit(view.desk.publication.plan.protection.circulation);
    let mut table = Table::new(words.text("audit_caption"), words, &["head_audit", "head_audit_number#"]);
    let both = |of: fn(&Told) -> usize| of(&audit.figures) + of(&audit.answers);
    let rows = [
        ("audit_lines", audit.lines),
        ("audit_bounded", audit.bounded),
        ("audit_repaired", audit.repaired),
        ("audit_all", both(|told| told.all)),
        ("audit_primary", both(|told| told.primary)),
        ("audit_without_totals", both(|told| told.without_totals)),
        ("audit_released", both(|told| told.released)),
    ];
    for (text, count) in rows {
        table.row(Row::new(words.text(text)).with(number::count(count as u64)));
    }
    table
}

fn inputs(view: &View<'_>) -> Table {
    let words = view.words();
    let mut table = Table::new(
        words.text("inputs_caption"),
        words,
        &["head_file", "head_bytes#", "head_digest_kind", "head_digest"],
    );
    let digest = |digest: &str| Cell::from(digest.to_owned()).looking("digest");
    for file in view.desk.publication.inputs {
        let untold = || words.text("input_untold").to_owned();
        let row = Row::new(file.path.clone());
        table.row(match &file.content {
            ToldContent::Plain { bytes, sha256 } => {
                row.with(number::count(*bytes)).with(words.text("input_plain")).with(digest(sha256))
            }
            ToldContent::Keyed(keyed) => row.with(untold()).with(words.text("input_keyed")).with(digest(keyed)),
            ToldContent::NotTold => row.with(untold()).with(words.text("input_no_key")).with(untold()),
        });
    }
    table
}

/// Every release, the last first. What changed is told in the language of the ledger, which is English.
fn releases(view: &View<'_>) -> Table {
    let words = view.words();
    let heads = ["head_release", "head_as_of", "head_version", "head_changed"];
    let mut table = Table::new(words.text("releases_caption"), words, &heads);
    let foreign = (words.language() != Language::English).then_some(Language::English.tag());
    for note in view.desk.publication.releases.iter().rev() {
        let changes = Cell { lang: foreign, ..Cell::from(note.changes.join(" ")) };
        let name = words.say("release_number", [("number", u64::from(note.number).into())]);
        table.row(Row::new(name).with(note.as_of.clone()).with(note.version.clone()).with(changes));
    }
    table
}
