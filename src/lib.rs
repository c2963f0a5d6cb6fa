//! learnframe
pub mod finding;
pub mod framework;
pub mod measure;
pub mod plan;
pub mod release;
pub mod statistics;
pub mod tally;
pub mod vocabulary;
