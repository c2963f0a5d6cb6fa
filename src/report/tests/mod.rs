//! Whole pages, made from a made-up release.

mod fixture;
mod golden;
mod group;
mod laws;
mod profiles;
