//! Tests of the whole, one file a feature.

mod framework;
mod schemas;
