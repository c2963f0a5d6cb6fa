//! What every chart must hold, and a gallery to look at.

mod gallery;
mod laws;
mod likert;
mod rows;
mod samples;
mod svg;
