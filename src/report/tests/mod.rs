//! Whole pages, made from a made-up release.

mod areas;
mod fixture;
mod golden;
mod group;
mod laws;
mod profiles;
