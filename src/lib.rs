//! learnframe
pub mod document;
pub mod finding;
pub mod framework;
pub mod measure;
pub mod plan;
pub mod release;
pub mod vocabulary;
