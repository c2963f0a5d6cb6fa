//! The rooms of learnframe that read what people send, and what they use. The rest of the program, and the
//! table engine with it, would have to be built with instruments to no purpose.

#[path = "../../src/document/mod.rs"]
pub mod document;
#[path = "../../src/finding/mod.rs"]
pub mod finding;
#[path = "../../src/ingest/mod.rs"]
pub mod ingest;
#[path = "../../src/plan/mod.rs"]
pub mod plan;
#[path = "../../src/vocabulary/mod.rs"]
pub mod vocabulary;
