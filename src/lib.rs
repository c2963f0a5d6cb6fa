//! learnframe
pub mod chart;
pub mod finding;
pub mod framework;
pub mod measure;
pub mod narrate;
pub mod plan;
pub mod release;
pub mod report;
pub mod vocabulary;
