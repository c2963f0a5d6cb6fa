//! What every chart must hold, and a gallery to look at.

mod contrast;
mod forest;
mod funnel;
mod gallery;
mod icons;
mod laws;
mod likert;
mod multiples;
mod retention;
mod rows;
mod samples;
mod slope;
mod sociogram;
mod spine;
mod svg;
