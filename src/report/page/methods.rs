//! The methods page: how every number was made and worded, with this evaluation's own thresholds.

use crate::narrate::coverage::{self, Trial};
use crate::narrate::methods::{self, Term};
use crate::narrate::{figures, number};
use crate::report::desk::View;
use crate::report::section::head::{self, Head};
use crate::report::table::{Cell, Row, Table};
use crate::vocabulary::ReleaseNote;
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
    inputs: Table,
    command: String,
    releases: Table,
}

/// Makes the methods page.
pub(in crate::report) fn model(view: &View<'_>) -> MethodsPage {
    let publication = view.desk.publication;
    let headline = view.desk.headlines().first().and_then(|one| publication.framework.scale_ends(&one.measure));
    let (lowest, highest) = headline.unwrap_or((1.0, 5.0));
    MethodsPage {
        head: head::named(view, "Methods".to_owned(), "How this was done".to_owned()),
        statistics: methods::statistics(),
        example: methods::example(lowest, highest),
        coverage: trials(),
        strays: coverage::sentences(&coverage::trials()),
        wording: methods::wording(),
        sureness: methods::sureness(&publication.framework.sureness, view.words()),
        sureness_basis: publication.framework.sureness.basis.clone(),
        protection: methods::protection(&publication.plan.protection, view.words()),
        withheld: withheld(view),
        inputs: inputs(view),
        command: "learnframe run DATA".to_owned(),
        releases: releases(publication.releases),
    }
}

/// Below this share of ranges that could be drawn, the row says so.
const NEARLY_ALL: f64 = 0.995;

/// What trials found: of the ranges that reports use, and of those kept for frameworks to come.
fn trials() -> [Table; 2] {
    let captions = [(true, "How often the ranges held in trials"), (false, "Ranges that no figure here uses")];
    captions.map(|(used, caption)| {
        let heads = ["Range", "What was drawn", "Held the truth, of 100#", "Mean width#", "Programmes drawn#"];
        let mut table = Table::new(caption, &heads);
        for trial in coverage::trials().into_iter().filter(|trial| coverage::is_used(&trial.interval) == used) {
            table.row(row(&trial));
        }
        table
    })
}

fn row(trial: &Trial) -> Row {
    let mut row = Row::new(trial.interval.clone())
        .with(figures::capital(&trial.setting))
        .with(coverage::of_hundred(trial.covered))
        .with(format!("{:.2}", trial.width))
        .with(number::count(trial.draws));
    row.note = (trial.made < NEARLY_ALL).then(|| {
        format!("In {} of 100 nothing varied and no range could be drawn", coverage::of_hundred(1.0 - trial.made))
    });
    row
}

fn withheld(view: &View<'_>) -> Table {
    let circulation = view.desk.publication.plan.protection.circulation;
    let caption = format!("Figures withheld from pages for {}", view.words().circulation(circulation));
    let mut table = Table::new(caption, &["Reason", "Figures#"]);
    for (reason, figures) in view.desk.publication.release.withheld(circulation) {
        table.row(
            Row::new(crate::narrate::figures::capital(view.words().withheld(reason))).with(number::count(figures)),
        );
    }
    table
}

fn inputs(view: &View<'_>) -> Table {
    let mut table = Table::new("Files that were read", &["File", "Bytes#", "SHA-256"]);
    for file in view.desk.publication.inputs {
        let digest = Cell::from(file.sha256.clone()).looking("digest");
        table.row(Row::new(file.path.clone()).with(number::count(file.bytes)).with(digest));
    }
    table
}

/// Every release, the last first.
fn releases(notes: &[ReleaseNote]) -> Table {
    let heads = ["Release", "As of", "Version of the reports", "What changed"];
    let mut table = Table::new("Releases, the last first", &heads);
    for note in notes.iter().rev() {
        let row = Row::new(format!("Release {}", note.number)).with(note.as_of.clone()).with(note.version.clone());
        table.row(row.with(note.changes.join(" ")));
    }
    table
}
