//! What stands at the head and the foot of every page.

use crate::narrate::summary;
use crate::report::desk::View;
use crate::report::site::Site;
use crate::report::table::Link;
use crate::vocabulary::Level;
use serde::Serialize;

/// Head and foot of a page.
#[derive(Debug, Clone, Serialize)]
pub struct Head {
    /// The page's heading.
    pub title: String,
    /// What kind of page it is: `Group report`.
    pub kind: String,
    /// The programme's name.
    pub programme: String,
    /// The survey wave it speaks of.
    pub period: String,
    /// The day as of which it speaks.
    pub as_of: String,
    /// Version of these reports.
    pub version: String,
    /// Who it is for.
    pub audience: String,
    /// Who answers questions.
    pub contact: String,
    /// Who asked for the evaluation.
    pub commissioner: String,
    /// The framework with its version.
    pub framework: String,
    /// The software with its version.
    pub software: String,
    /// The programme's page, where this page may lead to it from its head.
    pub home: Option<String>,
    /// The same page in the other language, where there is one.
    pub twin: Option<Twin>,
    /// The pages above this one.
    pub trail: Vec<Link>,
    /// The pages for the whole evaluation.
    pub everywhere: Vec<Link>,
}

/// The same page in the other language.
#[derive(Debug, Clone, Serialize)]
pub struct Twin {
    /// Where it is.
    pub href: String,
    /// Its language's tag.
    pub lang: &'static str,
}

/// A unit's page.
pub(in crate::report) fn of_unit(view: &View<'_>) -> Head {
    let group = view.unit.level == Level::Group;
    let mut trail: Vec<Link> = view
        .chain()
        .iter()
        .filter(|unit| *unit != view.unit && unit.level != Level::Programme)
        .map(|unit| view.link(unit))
        .filter(|link| link.href.is_some())
        .collect();
    if group {
        // A group's page may travel alone and among other groups: it leads to the common pages only.
        trail.clear();
    }
    Head { trail, ..named(view, view.name().to_owned(), summary::page_kind(view.unit.level, view.words())) }
}

/// A page of the whole evaluation.
pub(in crate::report) fn named(view: &View<'_>, title: String, kind: String) -> Head {
    let publication = view.desk.publication;
    let (programme, about) = (&publication.plan.programme, &publication.framework.about);
    let pages = [
        ("page_programme", "index.html"),
        ("page_methods", "methods.html"),
        ("page_quality", "quality.html"),
        ("page_framework", "framework.html"),
    ];
    let data = publication.edition.shared(view.path, "data/indicators.csv");
    let data = Link::to(view.words().text("page_data"), data);
    Head {
        title,
        kind,
        programme: programme.name.clone(),
        period: view.desk.wave.label.clone(),
        as_of: summary::day(programme.as_of, view.words()),
        version: programme.version.clone(),
        audience: summary::audience(view.own, view.words()),
        contact: programme.contact.clone(),
        commissioner: programme.commissioner.clone(),
        framework: view
            .words()
            .say("foot_framework", [("name", (&about.name).into()), ("version", (&about.version).into())]),
        software: format!("learnframe {}", publication.tool_version),
        home: (view.path != "index.html").then(|| Site::link(view.path, "index.html")),
        twin: publication.edition.twin(view.path).map(|(href, lang)| Twin { href, lang }),
        trail: Vec::new(),
        everywhere: pages
            .iter()
            .filter(|(_, page)| *page != view.path)
            .map(|(id, page)| view.to(id, page))
            .chain([data])
            .collect(),
    }
}
