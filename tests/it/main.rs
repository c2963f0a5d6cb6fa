//! All integration tests in one binary: linking is what costs.

mod architecture;
mod framework;
mod licences;
mod oracles;
mod schemas;
mod simulate;
mod tables;
