//! Pages: what each shows, the figure contract, and rendering.
//!
//! A page is made in two steps. A function of `page` makes its model, a struct of finished texts, tables and drawings,
//! from the [`Release`] and nothing below it. A template lays the model out; it decides nothing and reaches nothing.
//! No figure enters a model but through [`Figure::new`], which refuses one that lacks a part.

mod desk;
mod edition;
mod error;
mod figure;
mod files;
mod page;
mod peers;
mod section;
mod site;
mod table;
mod template;
#[cfg(test)]
mod tests;

pub use edition::Edition;
pub use error::ReportError;
pub use figure::{Figure, FigureError, Markup, Parts};
pub use site::Site;
pub use table::{Cell, Column, Link, Row, Table};
pub use template::{Assets, Templates};

use crate::finding::Finding;
use crate::framework::Framework;
use crate::plan::Plan;
use crate::release::Release;
use crate::vocabulary::{Level, MissingAnswers, ReleaseNote, ToldAccount, ToldCount, ToldInput, UnitId, UnitTree};
use desk::Desk;
use page::Kind;
use rayon::prelude::*;

/// Everything that pages are made from.
#[derive(Debug, Clone, Copy)]
pub struct Publication<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// The framework.
    pub framework: &'a Framework,
    /// The units.
    pub units: &'a UnitTree,
    /// The protected cube.
    pub release: &'a Release,
    /// What became of the rows of each file, as far as it may be told.
    pub accounts: &'a [ToldAccount],
    /// What is missing of the survey's answers, and why.
    pub missing: &'a [MissingAnswers],
    /// What was found on the way.
    pub findings: &'a [ToldFinding],
    /// Every file read, as it may be told.
    pub inputs: &'a [ToldInput],
    /// Every release so far, this one among them, for the page that tells of them.
    pub releases: &'a [ReleaseNote],
    /// Version of the software.
    pub tool_version: &'a str,
    /// Which of the languages, and where its pages stand.
    pub edition: &'a Edition,
}

/// What was found, as it may be told: those of one kind in one file are one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToldFinding {
    /// The finding, without the row.
    pub finding: Finding,
    /// How often it was found.
    pub times: ToldCount,
}

/// A finished page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Path from the output's root, with forward slashes.
    pub path: String,
    /// The whole file.
    pub html: String,
}

/// How many pages a publication has: one a region, an authority and a group, the programme's, and three for all.
#[must_use]
pub fn page_count(publication: &Publication<'_>) -> usize {
    let with_page = [Level::Group, Level::Lea, Level::Region, Level::Programme];
    3 + with_page.into_iter().map(|level| publication.units.at(level).count()).sum::<usize>()
}

/// Makes all pages but the one that [`releases_page`] makes, in parallel; `on_page` is called after each, from any
/// thread. Whether this is a new release is known only once they are there.
///
/// # Errors
/// [`ReportError`] if the plan has no wave, a figure breaks the contract, or a template asks for what a model has not.
pub fn pages(
    publication: &Publication<'_>,
    templates: &Templates,
    on_page: &(dyn Fn() + Sync),
) -> Result<Vec<Page>, ReportError> {
    let desk = Desk::new(publication, templates.words())?;
    let programme = UnitId::programme();
    let mut jobs: Vec<(String, &UnitId, Kind)> =
        [("index.html", Kind::Programme), ("quality.html", Kind::Quality), ("framework.html", Kind::Framework)]
            .map(|(path, kind)| (path.to_owned(), &programme, kind))
            .to_vec();
    for (level, kind) in [(Level::Region, Kind::Area), (Level::Lea, Kind::Area), (Level::Group, Kind::Group)] {
        let with_page = |unit: &'_ UnitId| desk.site.path(unit).map(str::to_owned);
        jobs.extend(publication.units.at(level).filter_map(|unit| Some((with_page(&unit.id)?, &unit.id, kind))));
    }
    let mut pages: Vec<Page> = jobs
        .par_iter()
        .map(|(path, unit, kind)| {
            let html = kind.render(&desk.view(unit, path), templates)?;
            on_page();
            Ok(Page { path: publication.edition.path(path), html })
        })
        .collect::<Result<_, ReportError>>()?;
    pages.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(pages)
}

/// Makes the page that tells of the releases beside the methods, in the publication's language; `on_page` is called
/// after it.
///
/// # Errors
/// As [`pages`].
pub fn releases_page(
    publication: &Publication<'_>,
    templates: &Templates,
    on_page: &(dyn Fn() + Sync),
) -> Result<Page, ReportError> {
    let desk = Desk::new(publication, templates.words())?;
    let path = "methods.html".to_owned();
    let html = Kind::Methods.render(&desk.view(&UnitId::programme(), &path), templates)?;
    on_page();
    Ok(Page { path: publication.edition.path(&path), html })
}
