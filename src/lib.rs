//! learnframe turns what the groups of a programme send into reports that can be trusted.
//!
//! ```text
//! rows -> tables -> tallies -> estimates -> release -> pages
//! ```
//!
//! Rows are what people send; every one ends as kept, excluded, superseded or quarantined
//! ([`table`], over [`ingest`] and [`contract`]). Tallies are mergeable counts per group and wave,
//! the only pass over rows ([`tally`]). Estimates are numbers with their n, interval and working,
//! made from tallies alone ([`measure`], with the methods of [`statistics`]). The release is the
//! same after disclosure control ([`release`]), and everything a reader sees is made from it
//! ([`chart`], [`narrate`], [`report`], [`output`]); [`print`](mod@print) puts its pages on paper. What is measured is data, not code
//! ([`framework`]); what is evaluated is said in one file ([`plan`]). Data goes one way: a room may
//! use those below it, never one above.
//!
//! ```no_run
//! use learnframe::pipeline::{self, Follows, Settings};
//! use std::path::Path;
//!
//! let settings = Settings {
//!     data: Path::new("sample_data/pilot"),
//!     templates: None,
//!     languages: &[],
//!     scripted: true,
//!     follows: Follows::Out,
//!     renamed: false,
//!     on_pages: &|_| {},
//!     on_page: &|| {},
//! };
//! let done = pipeline::run(&settings, Path::new("evaluation"))?;
//! println!("{} pages, {} findings", done.value.pages, done.findings.len());
//! # Ok::<(), pipeline::PipelineError>(())
//! ```

pub mod chart;
pub mod cli;
pub mod contract;
pub mod document;
pub mod finding;
pub mod framework;
pub mod ingest;
pub mod init;
pub mod inspect;
pub mod measure;
pub mod narrate;
pub mod output;
pub mod pipeline;
pub mod plan;
pub mod print;
pub mod release;
pub mod report;
pub mod simulate;
pub mod statistics;
pub mod table;
pub mod tally;
pub mod vocabulary;
