//! All integration tests in one binary: linking is what costs.

mod architecture;
mod licences;
mod oracles;
mod simulate;
mod tables;
