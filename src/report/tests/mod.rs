//! Whole pages, made from a made-up release.

mod fixture;
mod golden;
mod laws;
mod profiles;
