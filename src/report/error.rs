use super::figure::FigureError;
use crate::chart::ChartError;
use crate::narrate::WordsError;
use std::path::PathBuf;
use thiserror::Error;

/// Why the pages were not made.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ReportError {
    /// The plan has no wave to speak of.
    #[error("the plan names no wave; add a [[wave]] with its dates to evaluation.toml")]
    NoWave,
    /// A chart refused its values.
    #[error("{page}: figure {figure:?} could not be drawn: {source}")]
    Chart {
        /// The page.
        page: String,
        /// The figure's id.
        figure: String,
        /// What the chart said.
        source: ChartError,
    },
    /// A figure lacks something that every figure has.
    #[error("{page}: {source}")]
    Figure {
        /// The page.
        page: String,
        /// What it lacks.
        source: FigureError,
    },
    /// A template does not parse or render.
    #[error("the templates cannot be used: {0}")]
    Template(#[from] Box<tera::Error>),
    /// A page could not be rendered.
    #[error("{page} could not be rendered: {source}")]
    Render {
        /// The page.
        page: String,
        /// What the template engine said.
        source: Box<tera::Error>,
    },
    /// An overlay file has the name of no template.
    #[error("{name:?} is the name of no report template{}", hint(.nearest.as_deref()))]
    UnknownTemplate {
        /// The file's name.
        name: String,
        /// The nearest name that is one.
        nearest: Option<String>,
    },
    /// An overlay could not be read.
    #[error("{path} could not be read: {source}")]
    Overlay {
        /// The path as given.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// An embedded file is missing or is not text.
    #[error("the embedded report file {0:?} is missing or is not UTF-8 text")]
    Embedded(String),
    /// The words file was refused.
    #[error(transparent)]
    Words(#[from] WordsError),
}

fn hint(nearest: Option<&str>) -> String {
    nearest.map_or_else(String::new, |name| format!("; did you mean {name:?}?"))
}

impl From<tera::Error> for ReportError {
    fn from(error: tera::Error) -> Self {
        ReportError::Template(Box::new(error))
    }
}
