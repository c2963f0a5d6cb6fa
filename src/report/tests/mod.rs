//! Whole pages, made from a made-up release.

mod areas;
mod fixture;
mod golden;
mod laws;
mod profiles;
