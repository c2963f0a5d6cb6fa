//! All integration tests in one binary: linking is what costs.

mod architecture;
mod framework;
mod licences;
mod oracles;
mod outputs;
mod schemas;
mod simulate;
mod support;
mod tables;
