//! All integration tests in one binary: linking is what costs.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "helpers of tests stop at the first surprise, as tests do"
)]

mod another_framework;
mod architecture;
mod contended;
mod coverage;
mod exports;
mod framework;
mod hard_cases;
mod hostile;
mod indicators;
mod inputs;
mod inspect;
mod killed;
mod leaks;
mod ledger;
mod licences;
mod no_script;
mod oracles;
mod oracles_answers;
mod oracles_models;
mod outputs;
mod pdf;
mod privacy;
mod quotes;
mod robustness;
mod same_content;
mod schemas;
mod simulate;
mod stranger;
mod support;
mod tables;
mod trust;
mod waves;
mod words;
