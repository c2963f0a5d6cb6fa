//! A synthetic programme with known truth, at any size, in the shapes that people really send.
//!
//! The room turns three files of data into an evaluation's folder: `model.toml` (how groups, heads
//! and answers vary), `words.toml` (invented names and open answers) and a story file (what is
//! planted for a reader to find). Tests, benchmarks and `sample_data/pilot` all come from here.
//!
//! Chance is keyed, not consumed: every entity draws from a stream of its own, named by the seed
//! and by what it is, so that a group's data do not depend on the order in
//! which groups are made, and the same seed gives the same bytes on every machine.
//!
//! Nothing here reads a table, a tally or a report: what it knows of the canonical tables is their
//! column names, in the row types of `groups`, `registers`, `returns` and their neighbours.

mod activities;
mod chance;
mod coding;
mod course;
mod evaluation;
mod folder;
mod groups;
mod impact;
mod lea_returns;
mod model;
mod network;
mod nuisance;
mod people;
mod places;
mod priorities;
mod programme;
mod quotes;
mod registers;
mod returns;
mod row;
mod school_returns;
mod story;
mod summary;
mod survey;
mod truth;
mod words;
mod world;

pub use model::Model;
pub use nuisance::{Nuisance, PlantedNuisance};
pub use story::{Cosy, FundingLost, LowResponse, NeverMeets, NewcomerProblem, PraiseWithoutGain, PupilsGain, Story};
pub use summary::{FileRows, Summary};
pub use truth::PlantedStory;

use std::path::Path;
use thiserror::Error;

/// What to make.
#[derive(Debug, Clone, PartialEq)]
pub struct Options {
    /// Number of groups, at least one.
    pub groups: usize,
    /// Seed of all chance.
    pub seed: u64,
    /// What to plant. Nothing given: the pilot's stories, as far as their groups exist at this
    /// size. `Some(Story::default())` plants nothing.
    pub story: Option<Story>,
}

/// What kept a programme from being made.
#[derive(Debug, Error)]
pub enum SimulateError {
    /// Nothing asked for.
    #[error("a programme needs at least one group: use --groups 1 or more")]
    NoGroups,
    /// Something is there already.
    #[error("{0} exists and is not empty: name a new folder, or remove it first")]
    NotEmpty(String),
    /// A story or a nuisance that cannot be planted.
    #[error("the story cannot be planted: {0}")]
    Story(String),
    /// A story file that is not one.
    #[error("the story file cannot be read: {0}")]
    StoryFile(#[source] toml::de::Error),
    /// The model or the words built into this program are damaged.
    #[error("the built-in {file} cannot be read: {source}")]
    BuiltIn {
        /// Which of the built-in files.
        file: &'static str,
        /// What is wrong with it.
        source: toml::de::Error,
    },
    /// The folder or one of its files could not be written.
    #[error("{path} cannot be written: {source}")]
    Write {
        /// The file or folder.
        path: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// A row that has no place in a CSV file.
    #[error("{path} cannot be written: {source}")]
    Csv {
        /// The file.
        path: String,
        /// What the CSV writer said.
        source: csv::Error,
    },
}

/// Writes a programme's evaluation folder to `dir`, whole or not at all: it is made beside `dir`
/// and renamed.
///
/// ```
/// use learnframe::simulate::{Options, write};
/// # let beside = tempfile::tempdir()?;
/// let dir = beside.path().join("trial");
/// let summary = write(&dir, &Options { groups: 6, seed: 1, story: None })?;
/// assert_eq!(summary.groups, 6);
/// assert!(dir.join("evaluation.toml").exists());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// If no group is asked for, if `dir` exists and is not empty, if the story names a unit that is
/// not there, or if writing fails. Then `dir` is as it was.
pub fn write(dir: &Path, options: &Options) -> Result<Summary, SimulateError> {
    if options.groups == 0 {
        return Err(SimulateError::NoGroups);
    }
    let model = Model::built_in()?;
    let words = words::Words::built_in()?;
    let story = match &options.story {
        Some(story) => story.clone(),
        None => Story::pilot()?.within(options.groups),
    };
    let world = world::World::lay(options, model, words, &story)?;
    let mut folder = folder::Folder::beside(dir)?;
    evaluation::write(&world, &mut folder)?;
    let planted = nuisance::plant(&story.nuisance, &mut folder)?;
    let files = folder.counted()?;
    folder.publish(dir)?;
    Ok(Summary::new(&world, &story, planted, files))
}
