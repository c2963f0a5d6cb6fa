//! learnframe
pub mod contract;
pub mod finding;
pub mod framework;
pub mod ingest;
pub mod measure;
pub mod plan;
pub mod release;
pub mod table;
pub mod vocabulary;
