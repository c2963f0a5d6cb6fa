//! The pages, one file a kind: which parts each is put together from.

mod area;
mod framework;
mod group;
mod methods;
mod programme;
mod quality;

use super::desk::View;
use super::error::ReportError;
use super::template::Templates;

/// The kinds of pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Programme,
    Area,
    Group,
    Methods,
    Quality,
    Framework,
}

impl Kind {
    /// Makes a page's model and renders it.
    pub(super) fn render(self, view: &View<'_>, templates: &Templates) -> Result<String, ReportError> {
        match self {
            Kind::Programme => templates.render("programme.html", view.path, &programme::model(view)?),
            Kind::Area => templates.render("area.html", view.path, &area::model(view)?),
            Kind::Group => templates.render("group.html", view.path, &group::model(view)?),
            Kind::Methods => templates.render("methods.html", view.path, &methods::model(view)),
            Kind::Quality => templates.render("quality.html", view.path, &quality::model(view)),
            Kind::Framework => templates.render("framework.html", view.path, &framework::model(view)),
        }
    }

    /// A page's model as data, for golden tests.
    #[cfg(test)]
    pub(super) fn model(self, view: &View<'_>) -> Result<serde_json::Value, ReportError> {
        let value = match self {
            Kind::Programme => serde_json::to_value(programme::model(view)?),
            Kind::Area => serde_json::to_value(area::model(view)?),
            Kind::Group => serde_json::to_value(group::model(view)?),
            Kind::Methods => serde_json::to_value(methods::model(view)),
            Kind::Quality => serde_json::to_value(quality::model(view)),
            Kind::Framework => serde_json::to_value(framework::model(view)),
        };
        Ok(value.expect("models are structs of texts"))
    }
}
